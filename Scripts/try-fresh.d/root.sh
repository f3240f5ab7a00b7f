# Makes the roots of Scripts/try-fresh and runs commands in them. Sourced by it.

work=${TURNOVER_FRESH_DIR:-/var/tmp/turnover-fresh}
base=$work/base
# What a shell inside searches, before the folder of Swift.
inside_path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# The libraries that Swift's own programs are linked to, and tzdata, which Foundation reads.
swift_needs=(libcurl4 libxml2 libsqlite3-0 libncurses6 libstdc++6 libgcc-s1 zlib1g tzdata)

# The folder of the toolchain, asked of the compiler: `swift` on PATH may be a link or a launcher.
toolchain() {
  local resources
  resources=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath" *: *"\(.*\)".*/\1/p')
  resources=$(cd -P -- "$resources/../../.." && pwd)
  if [ "$resources" = / ]; then
    say "try-fresh: this Swift is installed in /usr, which cannot be mounted by itself; use one in a folder of its own"
    return 1
  fi
  printf '%s\n' "$resources"
}

# The folders of this machine from which git takes repositories in place of an address, see `git help config`,
# url.<base>.insteadOf.
repositories() {
  local key value
  git config --get-regexp '^url\..*\.insteadof$' 2>/dev/null | while read -r key value; do
    key=${key#url.} key=${key%.insteadof}
    [ ! -d "$key" ] || printf '%s\n' "$key"
  done | sort -u
}

# make_base: $base, a Debian 12 with what carries packages into it, and the libraries of Swift. Made once.
make_base() {
  mkdir -p -- "$work"
  swift_folder=$(toolchain)
  [ ! -e "$base.done" ] || return 0
  say "try-fresh: making $base"
  rm -rf -- "$base"
  local mirror
  mirror=$(apt_sources | grep -ohE 'https?://[^ ]*/debian/?( |$)' | head -n 1 | tr -d ' ')
  quietly debootstrap --variant=minbase bookworm "$base" "${mirror:-http://deb.debian.org/debian}"
  carry
  quietly inside base "$base" apt-get -qq update
  quietly inside base "$base" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -y install --no-install-recommends "${swift_needs[@]}"
  touch -- "$base.done"
}

# The sources of this machine's apt, where it is a Debian 12 as well.
apt_sources() {
  grep -qsx 'VERSION_CODENAME=bookworm' /etc/os-release || return 0
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true
}

# carry: puts into $base what this machine needs to reach its packages.
carry() {
  local each home
  if [ -n "$(apt_sources)" ]; then
    rm -rf -- "$base/etc/apt"
    cp -a -- /etc/apt "$base/etc/apt"
    # Keys that sources name; hooks there are of programs that this root lacks.
    cp -an -- /usr/share/keyrings/. "$base/usr/share/keyrings/"
    grep -lsE 'Pkg(-Pre|-Post)?-Invoke|Update::(Pre|Post)-Invoke' "$base"/etc/apt/apt.conf.d/* | xargs -r rm -f --
  fi
  cp -L -- /etc/resolv.conf "$base/etc/resolv.conf"
  for each in /etc/pip.conf /etc/hosts; do
    [ ! -f "$each" ] || cp -L -- "$each" "$base$each"
  done
  for each in "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
    # Besides the machine's own, for root and for whoever gets a home there: pip reads both.
    [ ! -f "$each" ] || for home in "$base/root" "$base/etc/skel"; do
      mkdir -p -- "$home/.config/pip"
      cp -L -- "$each" "$home/.config/pip/pip.conf"
    done
  done
  # The bundle, where programs look for it, and once more where the one that packages make takes it from.
  if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    mkdir -p -- "$base/etc/ssl/certs" "$base/usr/local/share/ca-certificates"
    cp -L -- /etc/ssl/certs/ca-certificates.crt "$base/etc/ssl/certs/ca-certificates.crt"
    cp -L -- /etc/ssl/certs/ca-certificates.crt "$base/usr/local/share/ca-certificates/of-the-host.crt"
  fi
  git config --get-regexp '^(url\..*\.insteadof|http\.(proxy|sslcainfo))$' | while read -r key value; do
    git config --file "$base/etc/gitconfig" --add "$key" "$value"
  done || true
  # Repositories that are mounted belong to root, and git would not read them for anybody else.
  git config --file "$base/etc/gitconfig" --add safe.directory '*'
}

# copy_checkout FOLDER: the files of this checkout as they are, without what git ignores.
copy_checkout() {
  mkdir -p -- "$1"
  git -C "$root" -c safe.directory='*' ls-files -z --cached --others --exclude-standard \
    | (cd -- "$root" && while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done) \
    | tar -C "$root" --null --files-from=- -cf - | tar -C "$1" -xf -
}

# add_user ROOT: somebody who may use sudo, and owns the checkout.
add_user() {
  inside base "$1" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends sudo \
    && inside base "$1" useradd --create-home --shell /bin/bash artist \
    && printf 'artist ALL=(ALL) NOPASSWD: ALL\n' >"$1/etc/sudoers.d/artist" \
    && inside base "$1" chown -R artist: /turnover
}

# add_foreign ROOT: programs of other packages, under the names of those that the checkout needs. git is not among
# them, because Swift itself calls it by its bare name.
add_foreign() {
  local name
  for name in convert gm exrheader exrmaketiled oiiotool ffmpeg ffprobe strace python3 c++ nm objdump; do
    printf '#!/bin/sh\necho "%s: another program" >&2\nexit 9\n' "$name" >"$1/usr/local/bin/$name"
    chmod +x -- "$1/usr/local/bin/$name"
  done
}

# inside CASE ROOT COMMAND...: in mounts of its own, which end with the command, and in an environment of its own.
inside() {
  local case=$1 place=$2 who=(--userspec=0:0 --groups=0) variables=(HOME=/root USER=root) name
  shift 2
  if [ "$case" = user ]; then
    # The numbers are those of the first user of a root.
    who=(--userspec=1000:1000 --groups=1000) variables=(HOME=/home/artist USER=artist)
  fi
  variables+=("PATH=$inside_path:$swift_folder/usr/bin" LANG=C.UTF-8 TERM=dumb)
  while IFS= read -r name; do
    variables+=("$name=${!name}")
  done < <(compgen -e | grep -E '^(PIP_.*|(https?|no|all|HTTPS?|NO|ALL)_(proxy|PROXY)|SSL_CERT_FILE|CURL_CA_BUNDLE)$')
  if [ "$case" = offline ]; then
    # Port 9 of this machine answers nobody.
    variables+=(PIP_CONFIG_FILE=/dev/null PIP_INDEX_URL=http://127.0.0.1:9/simple PIP_EXTRA_INDEX_URL= PIP_FIND_LINKS=)
  fi
  local mounts
  mapfile -t mounts < <(printf '%s\n' "$swift_folder"; repositories)
  # shellcheck disable=SC2016
  unshare --mount --fork -- bash -c '
    set -eu
    place=$1 terminals=$2 mounts=$3
    shift 3
    mount --bind -- "$place" "$place"
    mount -t proc proc "$place/proc"
    mount -t tmpfs -o mode=755 tmpfs "$place/dev"
    for node in null zero full random urandom tty; do
      touch -- "$place/dev/$node"
      mount --bind -- "/dev/$node" "$place/dev/$node"
    done
    ln -s /proc/self/fd "$place/dev/fd"
    for stream in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${stream%:*}" "$place/dev/${stream#*:}"; done
    mkdir -m 1777 "$place/dev/shm"
    mount -t tmpfs -o mode=1777 tmpfs "$place/dev/shm"
    if [ "$terminals" = yes ]; then
      mkdir "$place/dev/pts"
      mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$place/dev/pts"
      ln -s pts/ptmx "$place/dev/ptmx"
    fi
    while IFS= read -r folder; do
      mkdir -p -- "$place$folder"
      mount --bind -- "$folder" "$place$folder"
      mount -o remount,bind,ro -- "$place$folder"
    done <<<"$mounts"
    exec "$@"
  ' inside "$place" "$([ "$case" = offline ] && echo no || echo yes)" "$(printf '%s\n' "${mounts[@]}")" \
    chroot "${who[@]}" "$place" env -i "${variables[@]}" \
    sh -c '[ ! -d /turnover ] || cd /turnover; exec "$@"' sh "$@" </dev/null
}
