"""The samples of small files as numbers, for tests that know what each must be."""

import numpy as np

import exr_pixels


def read(path):
    """One dictionary a part: channel name to its type and its samples, row by row; NaN and Inf as text."""
    return [{name: {"type": exr_pixels.TYPES[plane.dtype], "bits": exr_pixels.bits(plane).ravel().tolist(),
                    "values": [float(v) if np.isfinite(v) else None for v in plane.ravel()]}
             for name, plane in part.items()} for part in exr_pixels.read(path)]
