"""The judges must pass a right conversion and find every fault of a wrong one.

A tiny converter in float32 NumPy stands in for the command; each fault is one that a converter in use has.
Usage: selftest.py FIXTURES. Prints one line; exits 1 if a judge let a fault pass.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import OpenEXR

import aces
import classes

HERE = Path(__file__).parent
AP1_TAGS = (0.713, 0.293, 0.165, 0.830, 0.128, 0.044, 0.32168, 0.33767)


def convert(source, output, fault):
    """AP0 to ACEScg in float32; `fault(parts)` may spoil the result before it is written."""
    parts = []
    for part in OpenEXR.File(str(source), separate_channels=True).parts:
        header, channels = dict(part.header), {name: c.pixels for name, c in part.channels.items()}
        triples = classes.colour_triples(channels, header.get("name", ""), header.get("colorInteropID"))
        for triple in triples:
            image = np.stack([channels[name] for name in triple], -1).astype(np.float32)
            matrix = aces.AP0_TO_AP1.astype(np.float32)
            with np.errstate(all="ignore"):
                result = sum(image[..., i, None] * matrix[:, i] for i in range(3))
                finite = np.isfinite(image).all(-1, keepdims=True)
                result = np.where(finite, np.clip(result, -65504, 65504), result).astype(np.float16)
            channels |= {name: np.ascontiguousarray(result[..., i]) for i, name in enumerate(triple)}
        header["chromaticities"] = AP1_TAGS
        header.pop("acesImageContainerFlag", None)
        header["compression"] = OpenEXR.PIZ_COMPRESSION
        if triples:
            header["colorInteropID"] = "lin_ap1_scene"
        parts.append([header, channels, header.get("name", "")])
    fault(parts)
    output.parent.mkdir(parents=True, exist_ok=True)
    file = OpenEXR.File([OpenEXR.Part(*part) for part in parts]) if len(parts) > 1 else OpenEXR.File(*parts[0][:2])
    file.write(str(output))


def header(part, **values):
    def fault(parts):
        for name, value in values.items():
            if value is None:
                parts[part][0].pop(name)
            else:
                parts[part][0][name] = value
    return fault


def pixels(part, name, change):
    def fault(parts):
        plane = parts[part][1][name].copy()
        parts[part][1][name] = change(plane)
    return fault


def bump(plane):
    plane[3, 5] = np.nextafter(plane[3, 5], plane.dtype.type(100)) if plane.dtype.kind == "f" else plane[3, 5] + 1
    return plane


def far(plane):
    plane[3, 5] += max(plane[3, 5], np.float16(0.1)) / 8
    return plane


# shot, then what the judge must not let pass
FAULTS = [
    ("sh010", header(0, chromaticities=(0.7347, 0.2653, 0.0, 1.0, 0.0001, -0.077, 0.32168, 0.33767))),
    ("sh010", header(0, chromaticities=None)),
    ("sh010", header(0, colorInteropID="lin_ap0_scene")),
    ("sh010", header(0, reelName=None)),
    ("sh010", header(0, imageCounter=1)),
    ("sh010", header(0, turnoverWasHere="yes")),
    ("sh010", header(0, compression=OpenEXR.ZIP_COMPRESSION)),
    ("sh010", header(0, timeCode=OpenEXR.TimeCode(1, 0, 0, 20, *[0] * 14))),
    ("sh010", pixels(0, "G", far)),
    ("sh010", pixels(0, "B", lambda plane: np.nextafter(plane, np.float16(100)))),
    ("sh010", pixels(0, "R", lambda plane: plane.astype(np.float32))),
    ("sh020", pixels(0, "A", bump)),
    ("sh020", pixels(1, "Z", bump)),
    ("sh020", pixels(1, "N.X", lambda plane: plane * np.float16(1.5))),
    ("sh020", pixels(2, "CryptoObject00.R", bump)),
    ("sh020", pixels(2, "objectId", bump)),
    ("sh020", pixels(0, "diffuse.G", far)),
    ("sh020", lambda parts: parts.pop()),
    ("sh020", header(1, colorInteropID="lin_ap0_scene")),
    ("sh040", header(0, acesImageContainerFlag=1)),
    ("sh030", header(0, dataWindow=(np.array([0, 0], np.int32), np.array([174, 101], np.int32)))),
    ("sh030", lambda parts: parts[0][1].pop("A")),
]


def verdict(source, output, *more):
    run = subprocess.run([sys.executable, "-B", HERE / "judge_convert.py", source, output, "--from", "ap0", "--to",
                          "acescg", *more], capture_output=True, text=True)
    return run.returncode, json.loads(run.stdout)


def main(fixtures):
    work = Path(tempfile.mkdtemp())
    first = {shot.name: sorted(shot.iterdir())[0] for shot in (fixtures / "shots").iterdir()}
    first["values"] = fixtures / "values/all_halves.exr"
    wrong = []
    for name, source in first.items():
        convert(source, work / name / "good.exr", lambda parts: None)
        status, found = verdict(source, work / name / "good.exr")
        if status:
            wrong.append(f"{name}: a right conversion was refused: {found['problems']}")
    for number, (shot, fault) in enumerate(FAULTS):
        output = work / shot / f"fault{number}.exr"
        convert(first[shot], output, fault)
        if not verdict(first[shot], output)[0]:
            wrong.append(f"{shot}: fault {number} passed")
    wrong += numbering(fixtures / "shots/sh040", work / "numbering")
    shutil.rmtree(work)
    print(json.dumps({"judge": "selftest", "faults": len(FAULTS), "problems": wrong}))
    sys.exit(bool(wrong))


def numbering(shot, output):
    """A frame one too late, and one too many, must be found."""
    for i, source in enumerate(sorted(shot.iterdir())):
        convert(source, output / source.name.replace(f"{1 + i:04d}", f"{1001 + i}"), lambda parts: None)
    wrong = []
    if verdict(shot, output, "--start", "1001")[0]:
        wrong.append("a right sequence was refused")
    last = sorted(output.iterdir())[-1]
    last.rename(str(last).replace("1024", "1025"))
    if not verdict(shot, output, "--start", "1001")[0]:
        wrong.append("a frame with a wrong number passed")
    return wrong


if __name__ == "__main__":
    main(Path(sys.argv[1]))
