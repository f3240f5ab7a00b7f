"""Headers of an OpenEXR file read byte by byte, so that attributes compare as they are in the file."""

import struct
from dataclasses import dataclass, field

MAGIC = b"\x76\x2f\x31\x01"
LONG_NAMES, MULTI_PART = 0x400, 0x1000

COMPRESSIONS = ["none", "rle", "zips", "zip", "piz", "pxr24", "b44", "b44a", "dwaa", "dwab"]


@dataclass
class Part:
    """`attributes` maps a name (bytes) to its type name and value, both bytes, in the order of the file."""

    attributes: dict = field(default_factory=dict)

    def value(self, name):
        return self.attributes[name][1] if name in self.attributes else None

    def text(self, name):
        value = self.value(name)
        return None if value is None else value.decode("utf-8", "surrogateescape")

    @property
    def compression(self):
        return COMPRESSIONS[self.value(b"compression")[0]]

    @property
    def is_mip_mapped(self):
        """The ninth byte of the tile description holds the mode in its low half: 0 one level, 1 mip, 2 rip."""
        tiles = self.value(b"tiles")
        return tiles is not None and tiles[8] & 15 == 1

    @property
    def chromaticities(self):
        value = self.value(b"chromaticities")
        return None if value is None else struct.unpack("<8f", value)

    @property
    def channels(self):
        """name: (type 0 uint 1 half 2 float, pLinear and reserved bytes, x sampling, y sampling)."""
        data, found, at = self.value(b"channels"), {}, 0
        while data[at]:
            end = data.index(0, at)
            kind, flags, x, y = struct.unpack_from("<i4sii", data, end + 1)
            found[data[at:end]] = (kind, flags, x, y)
            at = end + 17
        return found


@dataclass
class File:
    """`size` is that of magic, version and headers: where the chunk tables begin."""

    flags: int
    parts: list
    size: int

    @property
    def longest_name(self):
        return max(len(name) for part in self.parts for name in [*part.attributes, *part.channels]
                   + [kind for kind, _ in part.attributes.values()])


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    if data[:4] != MAGIC:
        raise ValueError(f"{path}: not an OpenEXR file")
    version, = struct.unpack_from("<I", data, 4)
    parts, at = [], 8
    while True:
        part = Part()
        while data[at]:
            end = data.index(0, at)
            name = data[at:end]
            at = end + 1
            end = data.index(0, at)
            kind = data[at:end]
            size, = struct.unpack_from("<i", data, end + 1)
            at = end + 5 + size
            part.attributes[name] = (kind, data[at - size:at])
        at += 1
        parts.append(part)
        if not version & MULTI_PART:
            return File(version & ~0xFF, parts, at)
        if data[at] == 0:
            return File(version & ~0xFF, parts, at + 1)
