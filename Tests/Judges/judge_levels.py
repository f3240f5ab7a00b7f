"""Are all levels of the tiled file OUTPUT a conversion of the same levels of SOURCE?

Every level of a mip-map or rip-map is computed again in float64 from the source's own level. Tiles that are
stored uncompressed or by ZIP are taken apart here, others are read by OpenImageIO (which knows mip-maps only).
Prints one line of JSON; exits 1 if there is a problem.
"""

import argparse
import json
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import OpenImageIO

import classes
import exr_chunks
import exr_header
import exr_pixels
import pixels_judge

DTYPES = [np.dtype("<u4"), np.dtype("<f2"), np.dtype("<f4")]


def unzip(packed, size):
    """OpenEXR's ZIP: deflate over differences over even and odd bytes apart; incompressible chunks lie raw."""
    if len(packed) == size:
        return packed
    differences = np.frombuffer(zlib.decompress(packed), np.uint8)
    together = np.cumsum(differences.astype(np.int64) - np.r_[0, np.full(size - 1, 128)]).astype(np.uint8)
    result = np.empty(size, np.uint8)
    result[0::2], result[1::2] = together[:(size + 1) // 2], together[(size + 1) // 2:]
    return result.tobytes()


def level_size(size, level, is_up):
    return max(1, (size + (1 << level) - 1 if is_up else size) >> level)


def own(part, chunks):
    """(level x, level y) to channel name to plane."""
    left, top, right, bottom = struct.unpack("<4i", part.value(b"dataWindow"))
    width, height, mode = struct.unpack("<IIB", part.value(b"tiles"))
    levels = {}
    for (tx, ty, lx, ly), packed in chunks.items():
        columns, rows = (level_size(size, level, mode & 0x10) for size, level in
                         [(right - left + 1, lx), (bottom - top + 1, ly)])
        x, y = tx * width, ty * height
        tile_width, tile_height = min(width, columns - x), min(height, rows - y)
        kinds = {name.decode(): DTYPES[about[0]] for name, about in part.channels.items()}
        line = sum(kind.itemsize for kind in kinds.values()) * tile_width
        data = packed if part.compression == "none" else unzip(packed, line * tile_height)
        level = levels.setdefault((lx, ly), {
            name: np.zeros((rows, columns), kind) for name, kind in kinds.items()})
        for row in range(tile_height):
            at = row * line
            for name, kind in kinds.items():
                level[name][y + row, x:x + tile_width] = np.frombuffer(data, kind, tile_width, at)
                at += tile_width * kind.itemsize
    return levels


def by_reader(path):
    file, levels, level = OpenImageIO.ImageInput.open(str(path)), {}, 0
    while file.seek_subimage(0, level):
        spec = file.spec()
        levels[level, level] = {
            name: file.read_image(0, level, index, index + 1, spec.channelformat(index))[..., 0]
            for index, name in enumerate(spec.channelnames)}
        level += 1
    return levels


def read(path):
    part = exr_header.read(path).parts[0]
    if part.compression in ("none", "zip"):
        return own(part, exr_chunks.read(path)[0])
    return by_reader(path)


def judge(options, problems, counts):
    before, after = read(options.source), read(options.output)
    if set(before) != set(after):
        problems.append(f"levels {sorted(after)}, the source has {sorted(before)}")
        return 0
    for level in sorted(before):
        triples = classes.colour_triples(before[level], None, None)
        for name in set(before[level]) - {name for triple in triples for name in triple}:
            if not exr_pixels.same_bits(before[level][name], after[level][name]):
                problems.append(f"level {level}: data channel {name} differs")
        for triple in triples:
            pixels_judge._judge_triple(
                f"level {level}", triple, before[level], after[level], options, problems, counts)
    return len(before)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--from", dest="source_space", required=True)
    parser.add_argument("--to", dest="target_space", required=True)
    parser.add_argument("--depth", default="half", choices=["half", "keep"])
    options = parser.parse_args()
    problems, counts, levels = [], pixels_judge.figures(), 0
    try:
        levels = judge(options, problems, counts)
    except Exception as error:  # whatever a reader says about a broken file is a verdict, not a crash
        problems.append(f"{type(error).__name__}: {error}")
    print(json.dumps({"judge": "levels", "levels": levels, **counts, "problems": problems[:50]}))
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
