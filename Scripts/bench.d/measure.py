"""Runs whole processes in turn and keeps what the kernel says about each.

No NumPy here: the peak memory of a child starts at that of the process it was forked from, so this one
stays small.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Job:
    """A command, the folder it writes, emptied before each run, and what it gets through."""

    name: str
    command: list
    output: Path
    frames: int
    pixels: int = 0  # of one frame
    prepare: object = None  # called before each run, outside the time

    def __post_init__(self):
        self.command = [str(word) for word in self.command]


@dataclass
class Figures:
    """Of all runs of one job, in order: seconds of wall and processor, peak bytes; bytes written by the last."""

    job: Job
    wall: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    peak: list = field(default_factory=list)
    written: int = 0

    @property
    def rate(self):
        return self.job.frames / statistics.median(self.wall)

    @property
    def memory(self):
        return statistics.median(self.peak)

    def as_json(self):
        return {"name": self.job.name, "command": self.job.command, "frames": self.job.frames, "wall": self.wall,
                "cpu": self.cpu, "peakBytes": self.peak, "writtenBytes": self.written,
                "framesPerSecond": self.rate, "medianWall": statistics.median(self.wall)}


def clean(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def refill(folder, byte_count):
    """Writes a file of that size, at most 2 GiB, and removes it before the disk hears of it.

    A virtual machine gives memory that nobody uses back to its host, and to get it again costs more than a frame
    does. Without this, a run pays for that or not by what ran before it.
    """
    path, block = folder / "refill", bytes(4 * 2**20)
    with open(path, "wb") as file:
        for _ in range(min(byte_count, 2 * 2**30) // len(block)):
            file.write(block)
    path.unlink()


def once(job, figures):
    clean(job.output)
    if job.prepare:
        job.prepare()
    os.sync()  # or the write-back of the run before is paid by this one
    refill(job.output, 512 * 2**20 + 12 * job.pixels * job.frames)  # the process, a half EXR and a DPX a frame
    log = job.output.with_suffix(".log")
    with open(log, "wb") as said:
        begin = time.perf_counter()
        process = subprocess.Popen(job.command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    written = [path for path in job.output.rglob("*") if path.is_file()]
    if process.returncode or len(written) < job.frames:
        sys.exit(f"bench: {job.name}: exit {process.returncode}, {len(written)} files of {job.frames}\n"
                 f"{' '.join(job.command)}\n{log.read_text(errors='replace')[-2000:]}")
    figures.wall.append(wall)
    figures.cpu.append(usage.ru_utime + usage.ru_stime)
    figures.peak.append(usage.ru_maxrss * 1024)
    figures.written = sum(path.stat().st_size for path in written)


def in_turn(jobs, runs):
    """A B A B …: what disturbs one run disturbs its neighbour too. One warm-up each is not counted."""
    figures = [Figures(job) for job in jobs]
    for job in jobs:
        once(job, Figures(job))
    for _ in range(runs):
        for each in figures:
            once(each.job, each)
    for job in jobs:
        shutil.rmtree(job.output, ignore_errors=True)
    return figures


def ratio(ours, theirs):
    """Median of the ratios of the runs side by side, and their range: how many times faster ours is."""
    ratios = [(ours.job.frames / a) / (theirs.job.frames / b) for a, b in zip(ours.wall, theirs.wall)]
    return statistics.median(ratios), min(ratios), max(ratios)
