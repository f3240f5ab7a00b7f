"""ACES colour in float64, from the primaries and the formulas of the specifications alone.

Images are arrays whose last axis is R, G, B. SPACES maps a name of the command line to its decoding to
linear AP1 or AP0 and back.
"""

import numpy as np

AP0 = ((0.7347, 0.2653), (0.0, 1.0), (0.0001, -0.0770))
AP1 = ((0.713, 0.293), (0.165, 0.830), (0.128, 0.044))
WHITE = (0.32168, 0.33767)

LARGEST_HALF = 65504.0


def rgb_to_xyz(primaries):
    """The normalised primary matrix of SMPTE RP 177 for the ACES white point."""
    columns = np.array([[x, y, 1.0 - x - y] for x, y in primaries]).T
    white = np.array([WHITE[0] / WHITE[1], 1.0, (1.0 - WHITE[0] - WHITE[1]) / WHITE[1]])
    return columns * np.linalg.solve(columns, white)


AP0_TO_AP1 = np.linalg.solve(rgb_to_xyz(AP1), rgb_to_xyz(AP0))
AP1_TO_AP0 = np.linalg.solve(rgb_to_xyz(AP0), rgb_to_xyz(AP1))


def acescc_encode(lin):
    """S-2014-003, equation for linear AP1 to ACEScc; NaN stays NaN."""
    with np.errstate(all="ignore"):
        low = (np.log2(2.0**-16 + lin * 0.5) + 9.72) / 17.52
        high = (np.log2(lin) + 9.72) / 17.52
    return np.where(np.isnan(lin), lin, np.where(lin <= 0, (9.72 - 16) / 17.52, np.where(lin < 2.0**-15, low, high)))


def acescc_decode(cc):
    with np.errstate(all="ignore"):
        high = np.exp2(cc * 17.52 - 9.72)
    low = (high - 2.0**-16) * 2.0
    top = (np.log2(LARGEST_HALF) + 9.72) / 17.52
    decoded = np.where(cc <= (9.72 - 15) / 17.52, low, np.where(cc < top, high, LARGEST_HALF))
    return np.where(np.isnan(cc), cc, decoded)


# S-2016-001. The specification prints these rounded to 15 digits; the curve is continuous with the exact ones.
CCT_BREAK = 0.0078125
CCT_SLOPE = 10.5402377416545
CCT_OFFSET = 0.0729055341958355
CCT_CODE_BREAK = 0.155251141552511


def acescct_encode(lin):
    with np.errstate(all="ignore"):
        high = (np.log2(lin) + 9.72) / 17.52
    return np.where(np.isnan(lin), lin, np.where(lin <= CCT_BREAK, CCT_SLOPE * lin + CCT_OFFSET, high))


def acescct_decode(cct):
    with np.errstate(all="ignore"):
        high = np.exp2(cct * 17.52 - 9.72)
    top = (np.log2(LARGEST_HALF) + 9.72) / 17.52
    decoded = np.where(cct <= CCT_CODE_BREAK, (cct - CCT_OFFSET) / CCT_SLOPE, np.where(cct < top, high, LARGEST_HALF))
    return np.where(np.isnan(cct), cct, decoded)


def same(image):
    return image


# name: (primaries, decode to linear, encode from linear, colorInteropID)
SPACES = {
    "aces2065-1": ("AP0", same, same, "lin_ap0_scene"),
    "acescg": ("AP1", same, same, "lin_ap1_scene"),
    "acescc": ("AP1", acescc_decode, acescc_encode, "ocio:acescc_ap1_scene"),
    "acescct": ("AP1", acescct_decode, acescct_encode, "ocio:acescct_ap1_scene"),
}
ALIASES = {"ap0": "aces2065-1", "ap1": "acescg"}


def space(name):
    return ALIASES.get(name.lower(), name.lower())


def is_log(name):
    return space(name) in ("acescc", "acescct")


def apply(matrix, image):
    """IEEE in every component: an Inf gives Inf or NaN as the products say, never a matmul shortcut."""
    with np.errstate(all="ignore"):
        return np.stack([image[..., 0] * row[0] + image[..., 1] * row[1] + image[..., 2] * row[2]
                         for row in matrix], axis=-1)


def convert(image, source, target):
    """float64 in, float64 out, not clamped. The same space gives the image back."""
    source, target = SPACES[space(source)], SPACES[space(target)]
    if source is target:
        return image
    linear = source[1](image)
    if source[0] != target[0]:
        linear = apply(AP0_TO_AP1 if target[0] == "AP1" else AP1_TO_AP0, linear)
    return target[2](linear)


# bits: (lowest, highest, steps a stop, code of mid grey), S-2013-001 equations 1 and 5.
PROXY = {10: (64, 940, 50, 425), 12: (256, 3760, 200, 1700)}


def proxy_exact(lin, bits):
    """The unrounded code of linear AP1, in long double; the lowest code at and below 2^-9.72 and for NaN."""
    low, high, steps, grey = PROXY[bits]
    lin = lin.astype(np.longdouble)
    with np.errstate(all="ignore"):
        code = (np.log2(lin) + np.longdouble(2.5)) * steps + grey
        code = np.where(lin <= np.exp2(np.longdouble(-9.72)), low, code)
    return np.where(np.isnan(code), low, np.clip(code, low, high))


def proxy_codes(lin, bits):
    return np.floor(proxy_exact(lin, bits) + 0.5).astype(np.int64)
