"""Scanline EXR files of one part, byte by byte after "OpenEXR File Layout"."""

import struct
import zlib

NONE, ZIPS, ZIP = 0, 2, 3
LINES = {NONE: 1, ZIPS: 1, ZIP: 16}
# Of a channel: the number of its type in the file, and the letter of `struct`.
TYPES = {"uint": (0, "I"), "half": (1, "e"), "float": (2, "f")}


def string(text):
    return "string", text.encode()


def integer(value):
    return "int", struct.pack("<i", value)


def rational(numerator, denominator):
    return "rational", struct.pack("<iI", numerator, denominator)


def chromaticities(values):
    return "chromaticities", struct.pack("<8f", *values)


def time_code(frames, rate=24):
    """Non-drop time code counted from midnight, in BCD as SMPTE ST 12-1 has it."""
    seconds, frame = divmod(frames, rate)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    bits = sum((value // 10 << 4 | value % 10) << shift
               for value, shift in ((hour, 24), (minute, 16), (second, 8), (frame, 0)))
    return "timecode", struct.pack("<II", bits, 0)


def _packed(data):
    """ZIP of OpenEXR: bytes of even places before those of odd ones, differences, zlib; as it was if no shorter."""
    halves = data[0::2] + data[1::2]
    differences = bytes([halves[0]]) + bytes((b - a + 128) & 255 for a, b in zip(halves, halves[1:]))
    packed = zlib.compress(differences, 6)
    return packed if len(packed) < len(data) else data


def frame(width, height, channels, attributes, compression=NONE):
    """The bytes of a file. `channels` is {name: (type, sample)}, where sample(x, y) is a number."""
    names = sorted(channels)
    listed = b"".join(name.encode() + b"\0" + struct.pack("<iiii", TYPES[channels[name][0]][0], 0, 1, 1)
                      for name in names) + b"\0"
    window = "box2i", struct.pack("<4i", 0, 0, width - 1, height - 1)
    header = {
        "channels": ("chlist", listed), "compression": ("compression", bytes([compression])),
        "dataWindow": window, "displayWindow": window, "lineOrder": ("lineOrder", b"\0"),
        "pixelAspectRatio": ("float", struct.pack("<f", 1)), "screenWindowCenter": ("v2f", bytes(8)),
        "screenWindowWidth": ("float", struct.pack("<f", 1)), **attributes}
    head = struct.pack("<II", 0x01312F76, 2) + b"".join(
        name.encode() + b"\0" + kind.encode() + b"\0" + struct.pack("<i", len(value)) + value
        for name, (kind, value) in header.items()) + b"\0"
    chunks = []
    for top in range(0, height, LINES[compression]):
        data = b"".join(
            struct.pack(f"<{width}{TYPES[channels[name][0]][1]}", *(channels[name][1](x, y) for x in range(width)))
            for y in range(top, min(top + LINES[compression], height)) for name in names)
        data = data if compression == NONE else _packed(data)
        chunks.append(struct.pack("<ii", top, len(data)) + data)
    place, table = len(head) + 8 * len(chunks), b""
    for chunk in chunks:
        table += struct.pack("<Q", place)
        place += len(chunk)
    return head + table + b"".join(chunks)
