"""The codes of a DPX file as other programs read them: arrays of shape (height, width, 3)."""

import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np

import exr_pixels
import tools


def _run(program, *words):
    done = subprocess.run([tools.path(program), *words], capture_output=True)
    if done.returncode or done.stderr.strip():
        raise ValueError(f"{program}: {done.stderr.decode(errors='replace').strip()[:300] or done.returncode}")
    return done.stdout


def _ppm(data):
    """A binary PPM with 16 bits a sample."""
    magic, width, height, largest, rest = _ppm_head(data)
    if (magic, largest) != (b"P6", 65535):
        raise ValueError(f"unexpected PPM: {magic} {largest}")
    return np.frombuffer(rest, ">u2", width * height * 3).reshape(height, width, 3).astype(np.int64)


def _ppm_head(data):
    """Four words and the samples; a comment runs from # to the end of its line."""
    fields, at = [], 0
    while len(fields) < 4:
        word = re.compile(rb"\s*(?:#[^\n]*\n\s*)*(\S+)").match(data, at)
        fields.append(word[1])
        at = word.end()
    return fields[0], int(fields[1]), int(fields[2]), int(fields[3]), data[at + 1:]


def oiiotool(path, bits):
    """What it shows, which is its full size and may be more or less than the picture.

    Its 10-bit samples arrive with their high bits repeated, its 12-bit ones shifted; both keep the code on top.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "x.exr"
        _run("oiiotool", str(path), "--croptofull", "-d", "float", "--compression", "none", "-o", str(out))
        planes = exr_pixels.read(out)[0]
    scaled = np.stack([planes[name] for name in "RGB"], axis=-1).astype(np.float64) * 65535
    return np.round(scaled).astype(np.int64) >> (16 - bits)


def ffmpeg(path, bits):
    """Planar G, B, R; asking for the format that the decoder gives itself keeps the scaler out."""
    found = _run("ffprobe", "-v", "error", "-of", "csv=p=0", "-show_entries", "stream=width,height,pix_fmt", str(path))
    width, height, form = found.decode().strip().split(",")[:3]
    if form not in (f"gbrp{bits}be", f"gbrp{bits}le"):
        raise ValueError(f"ffmpeg: takes it for {form}")
    data = _run("ffmpeg", "-v", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", form, "-")
    planes = np.frombuffer(data, ">u2" if form.endswith("be") else "<u2").reshape(3, int(height), int(width))
    return np.stack([planes[2], planes[0], planes[1]], axis=-1).astype(np.int64)


def _magick(command, bits):
    scaled = _ppm(_run(*command, "-depth", "16", "ppm:-"))
    return (scaled * ((1 << bits) - 1) + 32767) // 65535


def graphicsmagick(path, bits):
    return _magick(["gm", "convert", str(path)], bits)


def imagemagick(path, bits):
    """It takes DPX for linear light and would encode a PPM as sRGB; naming the space alike keeps the codes."""
    return _magick(["imagemagick", str(path), "-set", "colorspace", "sRGB"], bits)


READERS = {"oiiotool": oiiotool, "ffmpeg": ffmpeg, "gm": graphicsmagick, "convert": imagemagick}
