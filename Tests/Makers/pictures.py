"""Writes EXR files of every kind that OpenEXR knows, from a description, by the OpenEXR wheel.

A description is a dictionary:

    seed        of the picture content; the same seed gives the same samples
    parts       a list of parts, each with
      name, view
      window    [left, top, right, bottom], the data window; `display` likewise, by default the same
      compression, decreasing (line order), tile [width, height], deep (bool)
      channels  a list of {name, type, pattern, values, sampling}
      attributes  {name: value}, written by the wheel
      raw       a list of {name, type, hex}, put into the header byte by byte afterwards
      without   names to take out of the header afterwards
    levels      "mipmap" or "ripmap", and `rounding` "up" or "down": made by exrmaketiled
"""

import subprocess
from pathlib import Path

import numpy as np
import OpenEXR

import headers
import tools

DTYPES = {"half": np.float16, "float": np.float32, "uint": np.uint32}
COMPRESSIONS = {name: getattr(OpenEXR, name.upper() + "_COMPRESSION") for name in
                ["rle", "zips", "zip", "piz", "pxr24", "b44", "b44a", "dwaa", "dwab"]}
COMPRESSIONS["none"] = OpenEXR.NO_COMPRESSION


def scene(random, shape):
    """Light as a camera sees it: ten stops with grain, a few samples below zero."""
    y, x = np.mgrid[0:shape[0], 0:shape[1]]
    base = np.exp2(4 * np.sin(x / 9 + random.uniform(0, 6)) + 3 * np.cos(y / 7 + random.uniform(0, 6)) - 2)
    return base * (1 + 0.05 * random.standard_normal(shape)) - 0.002


PATTERNS = {
    "scene": scene,
    # Every exponent of half, both signs, also what overflows when primaries change.
    "wide": lambda random, shape: np.ldexp(random.uniform(-2, 2, shape), random.integers(-24, 15, shape)),
    # A log signal from the toe to the top, a little beyond both ends.
    "log": lambda random, shape: random.uniform(-0.4, 1.5, shape),
    "noise": lambda random, shape: random.standard_normal(shape) * 100,
    "one": lambda random, shape: np.ones(shape),
    "unit": lambda random, shape: random.uniform(0, 1, shape),
    "ids": lambda random, shape: random.integers(0, 2**32, shape, np.uint64),
}


def plane(channel, random, shape):
    """Samples of one channel; explicit `values` repeat until the plane is full."""
    x, y = channel.get("sampling", [1, 1])
    shape = (-(-shape[0] // y), -(-shape[1] // x))
    dtype = DTYPES[channel.get("type", "half")]
    if "values" in channel:
        values = np.array([float(value) for value in channel["values"]])
        with np.errstate(over="ignore"):
            return np.resize(values.astype(dtype), shape)
    pattern = channel.get("pattern") or ("ids" if dtype == np.uint32 else "scene")
    values = PATTERNS[pattern](random, shape)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.ascontiguousarray(values.astype(dtype))


def deep(channel, random, shape, counts):
    samples = np.empty(shape, dtype=object)
    for at in np.ndindex(shape):
        samples[at] = plane(channel, random, (1, int(counts[at])))[0]
    return samples


def part(description, seed):
    left, top, right, bottom = description["window"]
    display = description.get("display", description["window"])
    shape = (bottom - top + 1, right - left + 1)
    random = np.random.default_rng(seed)
    is_deep, tile = description.get("deep", False), description.get("tile")
    header = {
        "compression": COMPRESSIONS[description.get("compression", "zip")],
        "type": {(False, False): OpenEXR.scanlineimage, (False, True): OpenEXR.tiledimage,
                 (True, False): OpenEXR.deepscanline, (True, True): OpenEXR.deeptile}[is_deep, tile is not None],
        "dataWindow": (np.array([left, top], np.int32), np.array([right, bottom], np.int32)),
        "displayWindow": (np.array(display[:2], np.int32), np.array(display[2:], np.int32)),
    }
    if tile:
        header["tiles"] = OpenEXR.TileDescription()
        header["tiles"].xSize, header["tiles"].ySize = tile
    if description.get("decreasing"):
        header["lineOrder"] = OpenEXR.DECREASING_Y
    for name, value in description.get("attributes", {}).items():
        header[name] = tuple(map(float, value)) if name == "chromaticities" else value
    if "view" in description:
        header["view"] = description["view"]
    channels = {}
    counts = random.integers(0, 4, shape)
    for channel in description["channels"]:
        if is_deep:
            channels[channel["name"]] = deep(channel, random, shape, counts)
        else:
            samples = plane(channel, random, shape)
            channels[channel["name"]] = OpenEXR.Channel(channel["name"], samples, *channel.get("sampling", [1, 1]))
    return header, channels, description.get("name", "")


def make(path, description):
    parts = [part(each, [description.get("seed", 1), index]) for index, each in enumerate(description["parts"])]
    file = OpenEXR.File([OpenEXR.Part(*each) for each in parts]) if len(parts) > 1 else OpenEXR.File(*parts[0][:2])
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    levels = description.get("levels")
    file.write(f"{path}.flat" if levels else str(path))
    if levels:
        first = description["parts"][0]
        width, height = first.get("tile", [16, 16])
        subprocess.run(
            [tools.path("exrmaketiled"), {"mipmap": "-m", "ripmap": "-r"}[levels],
             {"up": "-u", "down": "-d"}[description.get("rounding", "down")], "-t", str(width), str(height),
             "-z", first.get("compression", "zip"), f"{path}.flat", str(path)], check=True)
        Path(f"{path}.flat").unlink()
    changes = [(each.get("raw", []), each.get("without", [])) for each in description["parts"]]
    if any(raw or without for raw, without in changes):
        headers.rewrite(path, changes)
