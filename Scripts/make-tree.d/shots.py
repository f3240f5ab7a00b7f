"""The shots of the tree: each function yields the path and the bytes of its files; its docstring says what it has."""

import dpx
import exr

WIDTH, HEIGHT = 32, 18
AP0 = (0.7347, 0.2653, 0.0, 1.0, 0.0001, -0.0770, 0.32168, 0.33767)
AP1 = (0.713, 0.293, 0.165, 0.830, 0.128, 0.044, 0.32168, 0.33767)
FIRST_TIME = 10 * 3600 * 24


def grain(x, y, channel, number):
    """Between 0.05 and 0.95, different in every sample, channel and frame."""
    return 0.05 + 0.9 * ((x * 7919 + y * 104729 + sum(channel.encode()) * 31 + number * 1299709) % 1009) / 1008


def planes(names, number, kind="half"):
    return {name: (kind, lambda x, y, name=name: grain(x, y, name, number)) for name in names}


def picture(number, tags, width=WIDTH, height=HEIGHT, compression=exr.ZIP, channels=None, time=None):
    """A frame with the time code of its number; `time` is another one, counted in frames."""
    time = FIRST_TIME + number - 1001 if time is None else time
    return exr.frame(width, height, channels or planes("RGB", number), {
        **tags, "timeCode": exr.time_code(time), "framesPerSecond": exr.rational(24, 1)}, compression)


def ap0():
    return {"chromaticities": exr.chromaticities(AP0)}


def sh010():
    """AP0 by the container flag, uncompressed as ST 2065-4 wants it."""
    for n in range(1001, 1013):
        tags = {"acesImageContainerFlag": exr.integer(1), **ap0()}
        yield f"sh010/sh010_pl01_v001.{n}.exr", picture(n, tags, compression=exr.NONE)


def sh020():
    """AP0 by its chromaticities, with spaces in the names."""
    for n in range(1001, 1013):
        yield f"sh020 night ext/sh020 main plate v002.{n}.exr", picture(n, ap0())


def sh030():
    """ACEScg by colorInteropID."""
    for n in range(1001, 1013):
        yield f"sh030/sh030_cg01_v004.{n}.exr", picture(n, {"colorInteropID": exr.string("lin_ap1_scene")})


def sh040():
    """Untagged."""
    for n in range(1001, 1009):
        yield f"sh040/sh040_pl01_v001.{n}.exr", picture(n, {})


def sh050():
    """Tags that contradict each other: the container flag, which means AP0, and the chromaticities of AP1."""
    for n in range(1001, 1009):
        tags = {"acesImageContainerFlag": exr.integer(1), "chromaticities": exr.chromaticities(AP1)}
        yield f"sh050/sh050_pl01_v001.{n}.exr", picture(n, tags, compression=exr.NONE)


def sh060():
    """A gap: 1005 and 1006 are missing."""
    for n in [*range(1001, 1005), *range(1007, 1013)]:
        yield f"sh060/sh060_pl01_v001.{n}.exr", picture(n, ap0())


def sh070():
    """Three frames, fewer than any handles."""
    for n in range(1001, 1004):
        yield f"sh070/sh070_pl01_v001.{n}.exr", picture(n, ap0())


def sh080():
    """A slate at 1000, before the picture: flat grey."""
    grey = {name: ("half", lambda x, y: 0.18) for name in "RGB"}
    yield "sh080/sh080_pl01_v003.1000.exr", picture(1000, ap0(), channels=grey)
    for n in range(1001, 1009):
        yield f"sh080/sh080_pl01_v003.{n}.exr", picture(n, ap0())


def sh090():
    """Two resolutions: the last four frames are larger."""
    for n in range(1001, 1009):
        size = (WIDTH, HEIGHT) if n < 1005 else (2 * WIDTH, 2 * HEIGHT)
        yield f"sh090/sh090_pl01_v001.{n}.exr", picture(n, ap0(), *size)


def sh100():
    """Three compressions, in turn."""
    for n in range(1001, 1009):
        compression = (exr.NONE, exr.ZIPS, exr.ZIP)[n % 3]
        yield f"sh100/sh100_pl01_v001.{n}.exr", picture(n, ap0(), compression=compression)


def sh110():
    """1004 is cut off in the middle, as a copy that was stopped leaves it."""
    for n in range(1001, 1009):
        file = picture(n, ap0(), compression=exr.NONE)
        yield f"sh110/sh110_pl01_v001.{n}.exr", file[: len(file) // 2] if n == 1004 else file


def sh120():
    """A render: RGBA, data layers (worldPos, N, Z, CryptoObject00) and a layer whose name says nothing (extra07)."""
    for n in range(1001, 1009):
        channels = planes("RGBA", n) | planes(["N.X", "N.Y", "N.Z"], n) | planes(["Z"], n, "float")
        for layer, kind, letters in (("worldPos", "float", "RGB"), ("CryptoObject00", "float", "RGBA"),
                                     ("extra07", "half", "RGB")):
            channels |= planes([f"{layer}.{letter}" for letter in letters], n, kind)
        yield f"sh120/sh120_comp_v012.{n}.exr", picture(n, ap0(), channels=channels)


def sh130():
    """A film scan as DPX, with seven digits."""
    for n in range(1001, 1009):
        def code(x, y, n=n):
            return tuple(int(95 + 590 * grain(x, y, channel, n)) for channel in "RGB")
        yield f"sh130/sh130_scan_v001.{n:07d}.dpx", dpx.frame(WIDTH, HEIGHT, code, n)


def sh140():
    """Time code that jumps by two seconds after 1006; the numbers run on."""
    for n in range(1001, 1013):
        jump = 48 if n > 1006 else 0
        yield f"sh140/sh140_pl01_v001.{n}.exr", picture(n, ap0(), time=FIRST_TIME + n - 1001 + jump)


def beside():
    """What lies about: a still with a version, a note, a table, and what a file browser leaves."""
    yield "reference/lookdev_v003.exr", picture(1001, ap0())
    yield "sh010/notes to editorial.txt", b"sh010: use take 3\n"
    yield "shotlist.csv", b"shot,in,out\nsh010,1001,1012\n"
    for folder in ("", "sh010/", "sh060/"):
        yield f"{folder}.DS_Store", b"\0\0\0\1Bud1"


SHOTS = [sh010, sh020, sh030, sh040, sh050, sh060, sh070, sh080, sh090, sh100, sh110, sh120, sh130, sh140]
