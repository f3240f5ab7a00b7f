"""Puts attributes of any name, type and value into the header of an existing EXR file, byte by byte.

No writer is asked, so nothing that a writer would refuse, normalise or not know gets lost.
"""

import struct
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "Judges"))

import exr_chunks  # noqa: E402
import exr_header  # noqa: E402


def rewrite(path, changes):
    """`changes` holds for each part a list of {name, type, hex} to set and a list of names to take out."""
    file = exr_header.read(path)
    data = Path(path).read_bytes()
    for part, (raw, without) in zip(file.parts, changes):
        for name in without:
            part.attributes.pop(name.encode(), None)
        for each in raw:
            name = bytes.fromhex(each["nameHex"]) if "nameHex" in each else each["name"].encode()
            part.attributes[name] = (each["type"].encode(), bytes.fromhex(each["hex"]))
    flags = file.flags & ~exr_header.LONG_NAMES | (exr_header.LONG_NAMES if file.longest_name > 31 else 0)
    head = exr_header.MAGIC + struct.pack("<I", 2 | flags)
    for part in file.parts:
        for name, (kind, value) in part.attributes.items():
            head += name + b"\0" + kind + b"\0" + struct.pack("<i", len(value)) + value
        head += b"\0"
    if flags & exr_header.MULTI_PART:
        head += b"\0"
    offsets = sum(len(part) for part in exr_chunks.read(path))
    table = struct.unpack_from(f"<{offsets}Q", data, file.size)
    moved = struct.pack(f"<{offsets}Q", *(offset + len(head) - file.size for offset in table))
    Path(path).write_bytes(head + moved + data[file.size + 8 * offsets:])
