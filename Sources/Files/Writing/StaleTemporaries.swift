import FoundationEssentials
import Glibc
import SystemPackage

/// What killed runs leave behind in a destination folder.
extension OutputFolder {
  /// Removes temporaries of runs that are no more: those that nobody has locked.
  ///
  /// A run locks its temporary from its first instant until it has its name, and the lock ends with the process
  /// however that ends. Where locks may not reach another machine's runs, as on network file systems, a file
  /// that was written to within the last minute stays. So does, for a minute, one that has another name too:
  /// it is a link that another run is about to rename, and nobody locks those.
  /// What cannot be looked at or removed stays, and harms nobody.
  package func clearStaleTemporaries() {
    // A folder that cannot be listed can be written into all the same.
    guard let names = try? FolderListing.names(in: path) else { return }
    let newest = time(nil) - 60
    var isLocal: Bool?
    for name in names where OwnNames.isTemporary(name) {
      let name = String(decoding: name, as: UTF8.self)
      // The string is NUL-terminated, and ASCII.
      let file = unsafe openat(handle, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      var status = stat()
      // The structure lives to the end of the call.
      guard flock(file, LOCK_EX | LOCK_NB) == 0, unsafe fstat(file, &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { continue }
      let isSettled = status.st_nlink > 1 ? status.st_ctim.tv_sec < newest : status.st_mtim.tv_sec < newest
      if !isSettled {
        let known = isLocal ?? OutputFolder.locksReachEverybody(status.st_dev)
        isLocal = known
        guard known, status.st_nlink == 1 else { continue }
      }
      _ = unsafe unlinkat(handle, name, 0)
    }
  }

  /// Clears up in folders that are there; see ``clearStaleTemporaries()``.
  package static func clearStaleTemporaries(in folders: some Sequence<FilePath>) {
    // One that is not there, or cannot be opened, has nothing that could be removed.
    for path in Set(folders) { (try? OutputFolder(path))?.clearStaleTemporaries() }
  }

  /// Whether all runs that could write into a device are on this machine: its file system is a local one.
  private static func locksReachEverybody(_ device: dev_t) -> Bool {
    let local: Set<Substring> = [
      "ext2", "ext3", "ext4", "xfs", "btrfs", "tmpfs", "f2fs", "overlay", "bcachefs", "zfs",
    ]
    // proc_pid_mountinfo(5): major:minor is the third field, the type stands behind the lone dash. Where there
    // is no such table, nothing is known.
    guard let table = try? Data(contentsOf: URL(filePath: "/proc/self/mountinfo")) else { return false }
    let (major, minor) = (device >> 8 & 0xFFF | device >> 32 & ~0xFFF, device & 0xFF | device >> 12 & ~0xFF)
    for line in String(decoding: table, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == "\(major):\(minor)", let dash = fields.firstIndex(of: "-") else {
        continue
      }
      return dash + 1 < fields.count && local.contains(fields[dash + 1])
    }
    return false
  }
}
