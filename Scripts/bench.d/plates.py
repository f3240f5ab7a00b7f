"""Makes the plates: a picture with the noise of a camera, AP0 half RGB, PIZ as OpenEXR writes it.

Smooth pictures flatter a codec, so the noise is set for about 1.33 bytes a sample, which real plates need:
33 MB for a UHD frame. Usage: plates.py FOLDER WIDTH HEIGHT FRAMES. Frames that are there are kept.
"""

import os
import sys
from pathlib import Path

import numpy as np
import OpenEXR

from aces import AP1_TO_AP0
from scene import Scene

CHROMATICITIES = (0.7347, 0.2653, 0.0, 1.0, 0.0001, -0.0770, 0.32168, 0.33767)
FIRST = 1001
# Variance of the noise: a part that grows with the light (photons), and a floor (read-out).
PHOTONS, FLOOR = 4.0e-3, 4.0e-5


def picture(width, height):
    """The scene without noise, linear AP1, in strips because float64 of an 8K frame is a gigabyte."""
    strips = []
    for top in range(0, height, 256):
        bottom = min(top + 256, height)
        strips.append(Scene((width, height), (0, top, width - 1, bottom - 1), 0.5, 0).beauty().astype(np.float32))
    return np.concatenate(strips)


def frame(clean, deviation, seed):
    rng = np.random.default_rng(seed)
    for top in range(0, clean.shape[0], 256):
        rows = slice(top, top + 256)
        noise = rng.standard_normal(clean[rows].shape, dtype=np.float32)
        yield rows, ((clean[rows] + deviation[rows] * noise) @ AP1_TO_AP0.T.astype(np.float32)).astype(np.float16)


def write(path, clean, deviation, seed):
    planes = {name: np.empty(clean.shape[:2], np.float16) for name in "RGB"}
    for rows, strip in frame(clean, deviation, seed):
        for i, name in enumerate("RGB"):
            planes[name][rows] = strip[..., i]
    header = {"type": OpenEXR.scanlineimage, "compression": OpenEXR.PIZ_COMPRESSION, "chromaticities": CHROMATICITIES}
    unfinished = path.with_suffix(".unfinished")
    OpenEXR.File(header, planes).write(str(unfinished))
    os.replace(unfinished, path)


def main(folder, width, height, frames):
    folder.mkdir(parents=True, exist_ok=True)
    missing = [number for number in range(FIRST, FIRST + frames) if not (folder / f"plate.{number}.exr").exists()]
    if not missing:
        return
    clean = picture(width, height)
    deviation = np.sqrt(np.maximum(clean, 0) * PHOTONS + FLOOR)
    for number in missing:
        write(folder / f"plate.{number}.exr", clean, deviation, [width, number])


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
