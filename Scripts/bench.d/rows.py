"""The rows of the tables: which jobs run in turn, and what is asked of them.

Each function returns a list of Row and of the figures behind them.
"""

import shutil
import statistics
from dataclasses import dataclass

import measure


@dataclass
class Row:
    """One line of a table: what was done, both rates, the ratio with its range, the goal and whether it is met."""

    what: str
    ours: object
    theirs: object = None
    goal: float = None
    note: str = ""
    met: bool = None

    def __post_init__(self):
        if self.goal is not None and self.theirs is not None and self.met is None:
            self.met = measure.ratio(self.ours, self.theirs)[0] >= self.goal


def convert(bench, options):
    """The main job, with and without waiting for the disk, its memory and the size of its files."""
    frames, size = options.frames, "uhd"
    ours, synced, peer, copied = figures = measure.in_turn([
        bench.convert(size, frames, "--sync", "none"),
        bench.convert(size, frames, name="turnover convert, synced"),
        bench.oiio_convert(size, frames),
        bench.copy(size, frames, sync=True),
    ], options.runs)
    larger = ours.written / peer.written - 1
    copying = measure.ratio(synced, copied)[0]
    rows = [
        Row("AP0 → ACEScg, PIZ → PIZ, `--sync none`", ours, peer, 6),
        Row("the same, each frame on the disk before it gets its name", synced, peer, 4,
            f"{copying:.0%} of copying with a sync a file",
            met=measure.ratio(synced, peer)[0] >= 4 or copying >= 0.9),
        Row("copying the same bytes with a sync a file", synced, copied),
        Row("peak memory of the first row", ours, peer, note=f"{ours.memory / peer.memory:.2f} of the peer's, at most 0.5",
            met=ours.memory <= 0.5 * peer.memory),
        Row("bytes written by the first row", ours, peer, note=f"{larger:+.2%} against the peer's, at most +0.50%",
            met=larger <= 0.005),
    ]
    return rows, figures


def passthrough(bench, options):
    """Pixels that do not change."""
    frames, size = options.frames, "uhd"
    ours, peer, copied = figures = measure.in_turn([
        bench.convert(size, frames, "--start", "1001", "--sync", "none", target="aces2065-1", name="turnover retag"),
        bench.oiio_copy(size, frames),
        bench.copy(size, frames, sync=False),
    ], options.runs)
    return [Row("retag or renumber, pixels unchanged, `--sync none`", ours, peer, 20),
            Row("the same against copying the bytes", ours, copied)], figures


def length(bench, options):
    """Peak memory must not grow with the shot."""
    short, long = figures = measure.in_turn([
        bench.convert("uhd", options.frames, "--sync", "none", name=f"{options.frames} frames"),
        bench.convert("uhd", 4 * options.frames, "--sync", "none", name=f"{4 * options.frames} frames"),
    ], min(options.runs, 3))
    growth = long.memory / short.memory - 1
    return [Row(f"memory, {4 * options.frames} frames against {options.frames}", long, short,
                note=f"{growth:+.0%} of peak memory", met=growth <= 0.1)], figures


def previews(bench, options):
    """EXR to 10-bit DPX, and what a preview beside a conversion costs."""
    frames, size = options.frames, "uhd"
    ours, ffmpeg, oiio = figures = measure.in_turn([
        bench.preview(size, frames), bench.ffmpeg_preview(size, frames), bench.oiio_preview(size, frames),
    ], options.runs)
    rows = [Row("EXR → 10-bit DPX, ACESproxy, against FFmpeg", ours, ffmpeg, 3),
            Row("the same against oiiotool, ACEScct", ours, oiio, 5),
            Row("peak memory of the preview", ours, ffmpeg,
                note=f"{ours.memory / min(ffmpeg.memory, oiio.memory):.2f} of the smaller peer's",
                met=ours.memory < min(ffmpeg.memory, oiio.memory))]
    beside_rows, beside = preview_beside(bench, options, size, frames)
    return rows + beside_rows, figures + beside


def preview_beside(bench, options, size, frames):
    kept = bench.output("kept-previews")
    job = bench.preview(size, frames)
    measure.once(job, measure.Figures(job))
    shutil.rmtree(kept, ignore_errors=True)
    job.output.rename(kept)
    alone, both, bytes_only = figures = measure.in_turn([
        bench.convert(size, frames, "--sync", "none"),
        bench.convert_and_preview(size, frames),
        bench.copy(size, frames, sync=False, source=kept),
    ], options.runs)
    shutil.rmtree(kept)
    one, two, write = (statistics.median(each.wall) for each in figures)
    added = (two - one - write) / one
    return [Row("convert with `--preview` against convert", both, alone,
                note=f"{added:+.0%} of the conversion beyond writing the bytes, at most +10%", met=added <= 0.1)], figures


def sizes(bench, options):
    """Cost against the size of a frame, with the peer."""
    rows, figures = [], []
    for size, frames in (("small", 240), ("hd", 48), ("uhd", options.frames), ("8k", 4)):
        pair = measure.in_turn([bench.convert(size, frames, "--sync", "none"), bench.oiio_convert(size, frames)],
                               min(options.runs, 3))
        rate = pair[0].rate * pair[0].job.pixels / 1e6
        rows.append(Row(f"{size}, {frames} frames", *pair, note=f"{rate:.0f} Mpixel/s"))
        figures += pair
    return rows, figures


def threads(bench, options):
    """One lane against two, and many more than there are cores."""
    runs = min(options.runs, 3)
    two, one = large = measure.in_turn([
        bench.convert("uhd", options.frames, "--sync", "none", "--threads", str(count), name=f"{count} threads")
        for count in (2, 1)], runs)
    counts = (2, 64, 253, 1024)
    small = measure.in_turn([
        bench.convert("small", 288, "--sync", "none", "--threads", str(count), name=f"{count} threads, small frames")
        for count in counts], runs)
    rows = [Row("2 threads against 1", two, one)]
    for count, many in zip(counts[1:], small[1:]):
        rows.append(Row(f"{count} threads against 2, small frames", many, small[0], 0.8))
    return rows, large + small


TABLES = {"convert": convert, "passthrough": passthrough, "length": length, "previews": previews, "sizes": sizes,
          "threads": threads}
