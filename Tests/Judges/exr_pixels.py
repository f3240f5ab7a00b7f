"""Pixels of every part of an OpenEXR file, as the OpenEXR wheel reads them."""

import contextlib
import io

import numpy as np
import OpenEXR
import OpenImageIO

TYPES = {np.dtype(np.uint32): "uint", np.dtype(np.float16): "half", np.dtype(np.float32): "float"}


def read(path):
    """One dictionary a part: channel name to a two-dimensional array in the type of the file."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        file = OpenEXR.File(str(path), separate_channels=True)
    if said.getvalue():  # a part that cannot be read is left out with a warning, not an error
        raise ValueError(said.getvalue().strip())
    return [{name: channel.pixels for name, channel in part.channels.items()} for part in file.parts]


def read_levels(path, header):
    """(part, level) to the planes of each level below the first of mip-mapped parts, which only OpenImageIO shows.

    Levels of rip-mapped parts it does not show either.
    """
    found = {}
    for index, part in enumerate(header.parts):
        if not part.is_mip_mapped:
            continue
        file, level = OpenImageIO.ImageInput.open(str(path)), 1
        while file.seek_subimage(index, level):
            spec = file.spec()
            found[index, level] = {
                name: file.read_image(index, level, i, i + 1, spec.channelformat(i))[..., 0]
                for i, name in enumerate(spec.channelnames)}
            level += 1
    return found


def bits(plane):
    """The same samples as integers: equality of bits, which NaN and signed zero need."""
    return plane.view({2: np.uint16, 4: np.uint32}[plane.dtype.itemsize])


def same_bits(a, b):
    if a.dtype == b.dtype == object:  # a deep plane: a list of samples a pixel
        return a.shape == b.shape and all(
            one is two or same_bits(one, two) for one, two in zip(a.ravel(), b.ravel()))
    return a.dtype == b.dtype and a.shape == b.shape and bool((bits(a) == bits(b)).all())


def half_ulp(values):
    """The spacing of half at a magnitude: 2^-24 for subnormals, 32 for the largest."""
    _, exponent = np.frexp(np.abs(values.astype(np.float64)))
    return np.exp2(np.clip(exponent - 11, -24, 5).astype(np.float64))
