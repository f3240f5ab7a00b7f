"""Fixtures/values: one frame in which every finite half, NaN and Inf meet every channel."""

import numpy as np
import OpenEXR

from shots import tags

DESCRIPTION = "All 65 536 half codes in one channel or several: neutral, each primary alone, mixed in a fixed shuffle."


def write_all(root):
    """Five stripes of 256 × 256: neutral, red, green and blue alone, then the three in different orders."""
    codes = np.arange(65536, dtype=np.uint16).view(np.float16).reshape(256, 256)
    nothing = np.zeros_like(codes)
    rng = np.random.default_rng(50)
    mixed = [rng.permutation(65536).astype(np.uint16).view(np.float16).reshape(256, 256) for _ in range(3)]
    stripes = [(codes, codes, codes), (codes, nothing, nothing), (nothing, codes, nothing),
               (nothing, nothing, codes), tuple(mixed)]
    planes = {name: np.concatenate([stripe[i] for stripe in stripes]) for i, name in enumerate("RGB")}
    root.mkdir(parents=True, exist_ok=True)
    OpenEXR.File(tags() | {"compression": OpenEXR.PIZ_COMPRESSION}, planes).write(str(root / "all_halves.exr"))
