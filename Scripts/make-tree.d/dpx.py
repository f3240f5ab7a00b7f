"""DPX files of 10 bits, RGB, three samples a word, after SMPTE ST 268-1, as film scanners write them."""

import struct

UNDEFINED = 0xFFFFFFFF


def frame(width, height, code, number):
    """The bytes of a file; code(x, y) is the triple of codes of a pixel."""
    pixels = b"".join(
        struct.pack(">I", r << 22 | g << 12 | b << 2)
        for y in range(height) for r, g, b in (code(x, y) for x in range(width)))
    file = struct.pack(">4sI8s5I", b"SDPX", 2048, b"V2.0", 2048 + len(pixels), 1, 1664, 384, 0)
    file += f"scan.{number:07d}.dpx".encode().ljust(100, b"\0") + b"2024:05:17:10:00:00UTC".ljust(24, b"\0")
    file = file.ljust(660, b"\0") + struct.pack(">I", UNDEFINED)
    file = file.ljust(768, b"\0") + struct.pack(">HHII", 0, 1, width, height)
    # One element: RGB, printing density, 10 bits, filled into words (method A), no line padding.
    file += struct.pack(">IIfIf4BHH3I32s", 0, 0, 0.0, 1023, 2.046, 50, 1, 1, 10, 1, 0, 2048, 0, 0, b"")
    return file.ljust(2048, b"\xff") + pixels
