"""The commands that are measured: ours and those of the peers, on the same plates."""

import subprocess
import sys
from pathlib import Path

from measure import Job

FIRST = 1001
SIZES = {"small": (480, 270), "hd": (1920, 1080), "uhd": (3840, 2160), "8k": (7680, 4320)}
STORED = {"small": 24, "hd": 24, "uhd": 12, "8k": 2}  # different plates of a size; longer shots repeat them
CONFIG = "ocio://cg-config-v2.1.0_aces-v1.3_ocio-v2.3"


class Bench:
    """Where things are, and one method a command."""

    def __init__(self, root, folder):
        self.root, self.folder = Path(root), Path(folder)
        self.turnover = self.root / ".build/release/turnover"
        self.oiiotool = self.root / ".venv/bin/oiiotool"

    def plates(self, size, frames):
        """A folder of exactly so many plates of a size: hard links into the store of that size, in turn."""
        width, height = SIZES[size]
        store = self.folder / "plates" / size
        subprocess.run([sys.executable, "-B", str(Path(__file__).parent / "plates.py"), str(store), str(width),
                        str(height), str(STORED[size])], check=True)
        view = self.folder / "plates" / f"{size}-{frames}"
        view.mkdir(exist_ok=True)
        for index in range(frames):
            link = view / f"plate.{FIRST + index}.exr"
            if not link.exists():
                link.hardlink_to(store / f"plate.{FIRST + index % STORED[size]}.exr")
        return view

    def output(self, name):
        return self.folder / "out" / name

    def _job(self, name, command, output, size, frames):
        width, height = SIZES[size]
        return Job(name, command, self.output(output), frames, width * height)

    # Ours.

    def convert(self, size, frames, *more, target="acescg", name="turnover convert"):
        out = "ours" + "".join(more).replace("/", "_")
        return self._job(name, [self.turnover, "convert", self.plates(size, frames), "--to", target, "--out",
                                self.output(out), *more], out, size, frames)

    def preview(self, size, frames, *more):
        return self._job("turnover preview", [self.turnover, "preview", self.plates(size, frames), "--out",
                                              self.output("preview"), "--sync", "none", *more],
                         "preview", size, frames)

    def convert_and_preview(self, size, frames):
        """Writes both below one folder, so that both count as its output."""
        job = self._job("turnover convert --preview", [], "both", size, frames)
        job.command = [str(word) for word in (
            self.turnover, "convert", self.plates(size, frames), "--to", "acescg", "--out", job.output / "exr",
            "--preview", job.output / "dpx", "--sync", "none")]
        return job

    # Peers.

    def oiio_convert(self, size, frames):
        plates, out = self.plates(size, frames), self.output("oiio")
        return self._job("oiiotool convert", [
            self.oiiotool, "--parallel-frames", "--frames", f"{FIRST}-{FIRST + frames - 1}", "--colorconfig", CONFIG,
            plates / "plate.#.exr", "--colorconvert", "ACES2065-1", "ACEScg", "--compression", "piz", "-d", "half",
            "-o", out / "plate.#.exr"], "oiio", size, frames)

    def oiio_copy(self, size, frames):
        plates, out = self.plates(size, frames), self.output("oiio-copy")
        return self._job("oiiotool copy", [
            self.oiiotool, "--parallel-frames", "--frames", f"{FIRST}-{FIRST + frames - 1}", plates / "plate.#.exr",
            "-o", out / "plate.#.exr"], "oiio-copy", size, frames)

    def oiio_preview(self, size, frames):
        plates, out = self.plates(size, frames), self.output("oiio-dpx")
        return self._job("oiiotool preview", [
            self.oiiotool, "--parallel-frames", "--frames", f"{FIRST}-{FIRST + frames - 1}", "--colorconfig", CONFIG,
            plates / "plate.#.exr", "--colorconvert", "ACES2065-1", "ACEScct", "-d", "uint10",
            "-o", out / "plate.#.dpx"], "oiio-dpx", size, frames)

    def ffmpeg_preview(self, size, frames):
        plates, out = self.plates(size, frames), self.output("ffmpeg-dpx")
        return self._job("ffmpeg preview", [
            "ffmpeg", "-v", "error", "-y", "-start_number", FIRST, "-i", plates / "plate.%04d.exr",
            "-pix_fmt", "gbrp10be", "-start_number", FIRST, out / "plate.%04d.dpx"], "ffmpeg-dpx", size, frames)

    def copy(self, size, frames, sync, source=None):
        """The floor of any delivery: the same bytes copied, with a sync each file before the next."""
        return self._job("copy and sync" if sync else "copy", [
            sys.executable, "-B", Path(__file__).parent / "copy_files.py", "--sync" if sync else "--no-sync",
            source or self.plates(size, frames), self.output("copied")], "copied", size, frames)

    def versions(self):
        def first_line(*command):
            done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
            return (done.stdout or done.stderr).strip().splitlines()[0]

        return {
            "turnover": first_line("git", "-C", self.root, "describe", "--always", "--dirty"),
            "oiiotool (PyPI wheel)": first_line(self.oiiotool, "--version"),
            "ffmpeg": first_line("ffmpeg", "-version").split(" Copyright")[0],
            "libopenexr-dev": first_line("dpkg-query", "-W", "-f", "${Version}\n", "libopenexr-dev"),
        }
