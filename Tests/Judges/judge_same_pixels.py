"""Do A and B hold the same pixels and attributes? Two files, or two folders of files.

Compares every part, channel and level by bits, and every attribute by bytes. Deep files, and with --packed all
files, are compared by their compressed chunks. Prints one line of JSON; exits 1 on a difference.
"""

import argparse
import json
import sys
from pathlib import Path

import exr_chunks
import exr_header
import exr_pixels
import frames


def attributes(a, b, ignored, problems):
    if len(a.parts) != len(b.parts):
        problems.append(f"{len(a.parts)} parts against {len(b.parts)}")
    for index, (one, two) in enumerate(zip(a.parts, b.parts)):
        for name in sorted((set(one.attributes) | set(two.attributes)) - ignored):
            if one.attributes.get(name) != two.attributes.get(name):
                problems.append(f"part {index}: attribute {name!r} differs")


def packed(a, b, problems):
    for index, (one, two) in enumerate(zip(exr_chunks.read(a), exr_chunks.read(b))):
        differing = [where for where in set(one) | set(two) if one.get(where) != two.get(where)]
        if differing:
            problems.append(f"part {index}: {len(differing)} of {len(one)} chunks differ, first {min(differing)}")


def pixels(a, b, problems):
    samples = 0
    for index, (one, two) in enumerate(zip(exr_pixels.read(a), exr_pixels.read(b))):
        for name in sorted(set(one) | set(two)):
            if name not in one or name not in two:
                problems.append(f"part {index}: channel {name} is in one only")
            elif not exr_pixels.same_bits(one[name], two[name]):
                problems.append(f"part {index}: channel {name} differs")
            else:
                samples += one[name].size
    return samples


def levels(a, b, header, problems):
    one, two = exr_pixels.read_levels(a, header), exr_pixels.read_levels(b, header)
    if one.keys() != two.keys():
        problems.append(f"levels {sorted(one)} against {sorted(two)}")
    for (part, level), planes in one.items():
        for name, plane in planes.items():
            if not exr_pixels.same_bits(plane, two[part, level][name]):
                problems.append(f"part {part}: level {level} of {name} differs")


def judge(a, b, options):
    problems, samples = [], 0
    try:
        one, two = exr_header.read(a), exr_header.read(b)
        attributes(one, two, {name.encode() for name in options.ignore}, problems)
        if options.packed or any(exr_chunks.is_deep(part, one) for part in one.parts):
            packed(a, b, problems)
        else:
            samples = pixels(a, b, problems)
            levels(a, b, one, problems)
    except Exception as error:  # whatever a reader says about a broken file is a verdict, not a crash
        problems.append(f"{type(error).__name__}: {error}")
    return [f"{b}: {problem}" for problem in problems], samples


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("a", type=Path)
    parser.add_argument("b", type=Path)
    parser.add_argument("--start", type=int, help="number of the first frame of every sequence in B")
    parser.add_argument("--ignore", action="append", default=[], metavar="ATTRIBUTE")
    parser.add_argument("--packed", action="store_true", help="compare compressed chunks in place of pixels")
    options = parser.parse_args()
    pairs, problems = frames.pair(options.a, options.b, options.start)
    samples = 0
    for a, b in pairs:
        found, more = judge(a, b, options)
        problems += found
        samples += more
    if not pairs:
        problems.append("nothing to compare")
    print(json.dumps({"judge": "same-pixels", "frames": len(pairs), "samples": samples, "problems": problems[:50]}))
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
