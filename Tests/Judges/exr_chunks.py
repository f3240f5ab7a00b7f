"""Compressed chunks of an OpenEXR file as they lie there, for what must be copied and never decoded."""

import struct

import exr_header

TILED, DEEP = 0x200, 0x800


def is_deep(part, file):
    kind = part.text(b"type")
    return kind.startswith("deep") if kind else bool(file.flags & DEEP)


def is_tiled(part, file):
    kind = part.text(b"type")
    return kind in ("tiledimage", "deeptile") if kind else bool(file.flags & TILED)


def read(path):
    """One dictionary a part: chunk coordinates to packed bytes."""
    file = exr_header.read(path)
    with open(path, "rb") as stream:
        data = stream.read()
    at, tables = file.size, []
    for part in file.parts:
        count = part.value(b"chunkCount")
        number = struct.unpack("<i", count)[0] if count else _count(data, at)
        tables.append(struct.unpack_from(f"<{number}Q", data, at))
        at += 8 * number
    multi = bool(file.flags & exr_header.MULTI_PART)
    return [dict(_chunk(data, offset + 4 * multi, is_tiled(part, file), is_deep(part, file)) for offset in table)
            for part, table in zip(file.parts, tables)]


def _count(data, start):
    """A single-part table ends where the first chunk begins."""
    first, at = len(data), start
    while at < first:
        offset, = struct.unpack_from("<Q", data, at)
        first = min(first, offset or first)
        at += 8
    return (first - start) // 8


def _chunk(data, at, tiled, deep):
    where = struct.unpack_from("<4i" if tiled else "<i", data, at)
    at += 4 * len(where)
    if deep:
        table, packed, unpacked = struct.unpack_from("<3Q", data, at)
        return (*where, unpacked), data[at + 24:at + 24 + table + packed]
    size, = struct.unpack_from("<i", data, at)
    return where, data[at + 4:at + 4 + size]
