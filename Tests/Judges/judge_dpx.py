"""Are the DPX previews the exact ACESproxy codes of their EXR sources, for every reader?

SOURCE and PREVIEW are files or folders of sequences. Codes are computed from the source's samples in long double;
none may be off by more than one, and none where the exact value is further than 1e-3 code from a rounding boundary.
Reduced pictures are box filtered in linear AP1 here; theirs may be sums of Floats.
Prints one line of JSON with the figures and every problem; exits 1 if there is a problem.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

import aces
import classes
import dpx_file
import dpx_readers
import exr_header
import exr_pixels
import frames

BOUNDARY = 1e-3
# Error of a box of Floats, in relation to the largest sample in it.
BOX_ERROR = 2.0**-20


def shown(path):
    """What a preview shows: the default layer's colour of the first part that has one, else the first colour."""
    found = [(part, planes, triple) for part, planes in zip(exr_header.read(path).parts, exr_pixels.read(path))
             for triple in classes.colour_triples(planes, part.text(b"name"), part.text(b"colorInteropID"))]
    if not found:
        raise ValueError("the source has no colour")
    return next((each for each in found if "." not in each[2][0]), found[0])


def linear_ap1(path, space):
    """The picture that is shown as linear AP1 in long double, its data and its display window."""
    part, planes, triple = shown(path)
    image = np.stack([planes[name] for name in triple], axis=-1).astype(np.float64)
    primaries, decode, _, _ = aces.SPACES[aces.space(space)]
    with np.errstate(invalid="ignore"):  # a NaN may be a signalling one
        linear = decode(image).astype(np.longdouble)
    if primaries == "AP0":
        linear = aces.apply(aces.AP0_TO_AP1.astype(np.longdouble), linear)
    return linear, *(np.frombuffer(part.value(name), "<i4") for name in (b"dataWindow", b"displayWindow"))


def raster(image, data, window, lacking=np.nan):
    """The image on the raster of a window; what the data window lacks becomes NaN, hence the lowest code."""
    left, top, right, bottom = window
    full = np.full((bottom - top + 1, right - left + 1, 3), lacking, np.longdouble)
    x0, y0 = max(left, data[0]), max(top, data[1])
    x1, y1 = min(right, data[2]), min(bottom, data[3])
    if x0 <= x1 and y0 <= y1:
        full[y0 - top:y1 - top + 1, x0 - left:x1 - left + 1] = \
            image[y0 - data[1]:y1 - data[1] + 1, x0 - data[0]:x1 - data[0] + 1]
    return full


def boxes(image, n):
    """Means of n × n pixels, fewer at the right and bottom edge, and the largest magnitude in each."""
    starts = [np.arange(0, size, n) for size in image.shape[:2]]
    def gathered(function, values):
        return function.reduceat(function.reduceat(values, starts[0], axis=0), starts[1], axis=1)
    means = gathered(np.add, image) / gathered(np.add, np.ones_like(image))
    return means, gathered(np.maximum, np.abs(image).max(axis=-1, keepdims=True))


def code_range(image, bits, size):
    """The exact codes, and the lowest and highest that may be found."""
    if size == 1:
        exact = aces.proxy_exact(image, bits)
        doubt = exact, exact
    else:
        means, largest = boxes(image, size)
        exact = aces.proxy_exact(means, bits)
        doubt = [aces.proxy_exact(means + side * BOX_ERROR * largest, bits) for side in (-1, 1)]
    lowest, highest = (np.floor(code + 0.5 + side * BOUNDARY).astype(np.int64) for code, side in zip(doubt, (-1, 1)))
    return exact, lowest, highest


def header_problems(head, size, path, bits):
    low, high, _, _ = aces.PROXY[bits]
    wanted = {
        "version": "V2.0", "dataOffset": 8192, "elementOffset": 8192, "fileSize": size, "genericLength": 1664,
        "industryLength": 384, "userLength": 0, "fileName": path.name, "encryption": dpx_file.UNDEFINED,
        "orientation": 0, "elements": 1, "sign": 0, "descriptor": 50, "transfer": 0, "colorimetric": 0, "bits": bits,
        "packing": 1, "encoding": 0, "linePadding": 0, "lowCode": low, "highCode": high,
        "gamma": dpx_file.UNDEFINED, "blackLevel": dpx_file.UNDEFINED, "whiteLevel": dpx_file.UNDEFINED,
    }
    for name, value in wanted.items():
        if head[name] != value:
            yield f"header field {name} is {head[name]!r}, not {value!r}"
    if size != 8192 + dpx_file.size_of_image(head):
        yield f"{size} bytes do not fit {head['width']} × {head['height']}"
    if "ACESproxy" not in head["description"] and "ACESPRXY" not in head["description"]:
        yield f"the description {head['description']!r} does not name the encoding"
    if not 1 <= head["framePosition"] <= head["sequenceLength"]:
        yield f"frame position {head['framePosition']} of {head['sequenceLength']}"


def time_code_problems(source, head):
    value = exr_header.read(source).parts[0].value(b"timeCode")
    if value is not None:
        # TV60 packing: the flags lie between the BCD digits, bits 6, 7, 15, 23, 30 and 31.
        digits = int.from_bytes(value[:4], "little") & 0x3F7F7F3F
        if head["timeCode"] != digits:
            yield f"time code {head['timeCode']:08x}, the source has {digits:08x}"


def judge(source, preview, options, figures, with_readers):
    head, size, found = dpx_file.read(preview)
    problems = [*header_problems(head, size, preview, options.bits), *time_code_problems(source, head)]
    image, data, display = linear_ap1(source, options.source_space)
    window = data if options.window == "data" else display
    image = raster(image, data, window, lacking=np.nan if options.size == 1 else 0)
    exact, lowest, highest = code_range(image, options.bits, options.size)
    if found.shape != exact.shape:
        return [*problems, f"raster {found.shape[1]} × {found.shape[0]}, not {exact.shape[1]} × {exact.shape[0]}"]
    figures["codes"] += found.size
    figures["atBoundary"] += int((found != np.floor(exact + 0.5)).sum())
    bad = (found < lowest) | (found > highest)
    if bad.any():
        y, x, c = np.argwhere(bad)[0]
        problems.append(f"{int(bad.sum())} codes are wrong; first at ({x}, {y}) channel {c}: "
                        f"{found[y, x, c]}, exact {float(exact[y, x, c])!r}")
    for name in options.readers if with_readers else []:
        read = dpx_readers.READERS[name](preview, options.bits)
        figures["readings"] += 1
        if read.shape != found.shape or (read != found).any():
            problems.append(f"{name} reads other codes")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("preview", type=Path)
    parser.add_argument("--from", dest="source_space", required=True)
    parser.add_argument("--bits", type=int, choices=[10, 12], default=10)
    parser.add_argument("--start", type=int)
    parser.add_argument("--window", choices=["display", "data"], default="display")
    parser.add_argument("--size", type=int, choices=[1, 2, 4], default=1, help="pixels of the source a pixel, each way")
    parser.add_argument("--readers", type=lambda text: text.split(",") if text else [],
                        default=list(dpx_readers.READERS), help="comma list; empty for none")
    parser.add_argument("--every", type=int, default=12, help="run the readers on every n-th frame")
    options = parser.parse_args()
    pairs, problems = frames.pair(options.source, options.preview, options.start, suffix=".dpx")
    figures = {"codes": 0, "atBoundary": 0, "readings": 0}
    for index, (source, preview) in enumerate(pairs):
        try:
            found = judge(source, preview, options, figures, index % options.every == 0)
        except Exception as error:  # whatever a reader says about a broken file is a verdict, not a crash
            found = [f"{type(error).__name__}: {error}"]
        problems += [f"{preview}: {problem}" for problem in found]
    if not pairs:
        problems.append("nothing to compare")
    print(json.dumps({"judge": "dpx", "frames": len(pairs), **figures, "problems": problems[:50]}))
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
