"""The header of one converted frame: nothing lost, nothing stale."""

import struct

import numpy as np

import aces
import classes
import exr_header

# What a conversion may change; all else must be the same bytes of the same type.
REWRITTEN = {b"channels", b"compression", b"chromaticities", b"colorInteropID", b"acesImageContainerFlag",
             b"lineOrder", b"chunkCount"}
# Which source frame the output was made of: new in each output, in its first part.
PROVENANCE = {b"turnover/content", b"turnover/source", b"turnover/missing", b"turnover/slate"}
# What a writer may add to a file that had none.
ADDED = {b"chromaticities", b"colorInteropID", b"type", b"chunkCount"}


def chromaticities_of(primaries):
    red, green, blue = {"AP0": aces.AP0, "AP1": aces.AP1}[primaries]
    return struct.pack("<8f", *red, *green, *blue, *aces.WHITE)


def judge(source_path, output_path, options, problems):
    source, output = exr_header.read(source_path), exr_header.read(output_path)
    if (output.longest_name > 31) != bool(output.flags & exr_header.LONG_NAMES):
        problems.append("the long-name flag does not agree with the names")
    if len(source.parts) != len(output.parts):
        problems.append(f"{len(output.parts)} parts, the source has {len(source.parts)}")
    colour_seen = False
    for index, (before, after) in enumerate(zip(source.parts, output.parts)):
        where = f"part {index}"
        _attributes(where, before, after, problems)
        _channels(where, before, after, problems)
        names = [name.decode("utf-8", "surrogateescape") for name in before.channels]
        colour = bool(classes.colour_triples(names, before.text(b"name"), before.text(b"colorInteropID")))
        wanted = before.compression if options.compression == "keep" else options.compression
        if after.compression != wanted and (colour or after.compression != before.compression):
            problems.append(f"{where}: compression {after.compression}, not {wanted}")
        _tags(where, colour and not colour_seen, colour, before, after, options, problems)
        colour_seen = colour_seen or colour


def _attributes(where, before, after, problems):
    for name, (kind, value) in before.attributes.items():
        if name in REWRITTEN | PROVENANCE:
            continue
        if name not in after.attributes:
            problems.append(f"{where}: attribute {name!r} is lost")
        elif after.attributes[name] != (kind, value):
            problems.append(f"{where}: attribute {name!r} changed from {(kind, value)} to {after.attributes[name]}"[:300])
    for name in after.attributes:
        if name not in before.attributes and name not in ADDED and not (name in PROVENANCE and where == "part 0"):
            problems.append(f"{where}: attribute {name!r} appeared")
    if after.value(b"lineOrder") != before.value(b"lineOrder") and after.value(b"lineOrder") != b"\x00":
        problems.append(f"{where}: line order changed to {after.value(b'lineOrder')}")


def _channels(where, before, after, problems):
    if list(before.channels) != list(after.channels):
        problems.append(f"{where}: channels {list(after.channels)}, the source has {list(before.channels)}")
        return
    for name, old in before.channels.items():
        if after.channels[name][1:] != old[1:]:
            problems.append(f"{where}: linearity or sampling of {name!r} changed")


def _tags(where, first_colour, colour, before, after, options, problems):
    primaries, _, _, interop = aces.SPACES[aces.space(options.target_space)]
    if b"acesImageContainerFlag" in after.attributes:
        problems.append(f"{where}: acesImageContainerFlag is still there")
    with_chromaticities = options.tags == "both" and not aces.is_log(options.target_space)
    found = after.value(b"chromaticities")
    if found is not None and not (with_chromaticities and np.allclose(
            struct.unpack("<8f", found), struct.unpack("<8f", chromaticities_of(primaries)), rtol=0, atol=1e-6)):
        problems.append(f"{where}: chromaticities {after.chromaticities} do not belong to {options.target_space}")
    identifier = after.text(b"colorInteropID")
    if first_colour:
        if found is None and with_chromaticities:
            problems.append(f"{where}: chromaticities are missing")
        if identifier != interop:
            problems.append(f"{where}: colorInteropID is {identifier!r}, not {interop!r}")
    elif identifier not in (None, interop) and (colour or identifier != before.text(b"colorInteropID")):
        problems.append(f"{where}: colorInteropID is {identifier!r}")
