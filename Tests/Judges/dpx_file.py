"""A DPX file as SMPTE ST 268 lays it out, read field by field."""

import struct
from pathlib import Path

import numpy as np

# name: (offset, struct format); A text field is its length and s.
FIELDS = {
    "magic": (0, "4s"), "dataOffset": (4, "I"), "version": (8, "8s"), "fileSize": (16, "I"), "ditto": (20, "I"),
    "genericLength": (24, "I"), "industryLength": (28, "I"), "userLength": (32, "I"), "fileName": (36, "100s"),
    "created": (136, "24s"), "creator": (160, "100s"), "project": (260, "200s"), "encryption": (660, "I"),
    "orientation": (768, "H"), "elements": (770, "H"), "width": (772, "I"), "height": (776, "I"),
    "sign": (780, "I"), "lowCode": (784, "I"), "highCode": (792, "I"), "descriptor": (800, "B"),
    "transfer": (801, "B"), "colorimetric": (802, "B"), "bits": (803, "B"), "packing": (804, "H"),
    "encoding": (806, "H"), "elementOffset": (808, "I"), "linePadding": (812, "I"), "imagePadding": (816, "I"),
    "description": (820, "32s"), "sourceName": (1432, "100s"), "aspectH": (1628, "I"), "aspectV": (1632, "I"),
    "framePosition": (1712, "I"), "sequenceLength": (1716, "I"), "frameRate": (1724, "I"), "slate": (1764, "100s"),
    "timeCode": (1920, "I"), "userBits": (1924, "I"), "televisionRate": (1940, "I"), "gamma": (1948, "I"),
    "blackLevel": (1952, "I"), "whiteLevel": (1964, "I"),
}
UNDEFINED = 0xFFFFFFFF


def read(path):
    """Header fields by name (floats as their bits) and the codes, shape (height, width, 3)."""
    data = Path(path).read_bytes()
    if data[:4] != b"SDPX":
        raise ValueError("not a big-endian DPX file")
    head = {name: struct.unpack_from(">" + form, data, at)[0] for name, (at, form) in FIELDS.items()}
    for name, value in head.items():
        if isinstance(value, bytes):
            head[name] = value.split(b"\0")[0].decode("utf-8", "surrogateescape")
    return head, len(data), codes(data, head)


def codes(data, head):
    width, height, bits = head["width"], head["height"], head["bits"]
    if (head["descriptor"], head["packing"], head["encoding"]) != (50, 1, 0) or bits not in (10, 12):
        raise ValueError("not RGB in 10 or 12 bits, filled, method A")
    if bits == 10:
        words = np.frombuffer(data, ">u4", width * height, head["elementOffset"])
        planes = [words >> shift & 1023 for shift in (22, 12, 2)]
        padding = words & 3
    else:
        words = np.frombuffer(data, ">u2", width * height * 3, head["elementOffset"])
        planes = [words[i::3] >> 4 for i in range(3)]
        padding = words & 15
    if padding.any():
        raise ValueError("fill bits are not zero")
    return np.stack(planes, axis=-1).reshape(height, width, 3).astype(np.int64)


def size_of_image(head):
    """Bytes from the first row to the end of the last; rows of 12 bits have no padding even at odd widths."""
    return head["width"] * head["height"] * (4 if head["bits"] == 10 else 6)
