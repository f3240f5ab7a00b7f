"""The preview judge must pass exact previews, in all four readers, and find every fault of wrong ones.

Usage: selftest_dpx.py FIXTURES. Prints one line; exits 1 if the judge was wrong.
"""

import json
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import aces
import dpx_file
import exr_header
import judge_dpx

HERE = Path(__file__).parent


def write(path, codes, source, bits, **changes):
    """A DPX file with every field that the judge looks at; `changes` spoils some."""
    head = bytearray(b"\xff" * 2048)
    low, high, _, _ = aces.PROXY[bits]
    code = exr_header.read(source).parts[0].value(b"timeCode")
    data = pack(codes, bits)
    fields = {
        "magic": b"SDPX", "dataOffset": 8192, "version": b"V2.0", "fileSize": 8192 + len(data), "ditto": 1,
        "genericLength": 1664, "industryLength": 384, "userLength": 0, "fileName": path.name.encode(), "created": b"",
        "creator": b"selftest", "project": b"", "orientation": 0, "elements": 1, "width": codes.shape[1],
        "height": codes.shape[0], "sign": 0, "lowCode": low, "highCode": high, "descriptor": 50, "transfer": 0,
        "colorimetric": 0, "bits": bits, "packing": 1, "encoding": 0, "elementOffset": 8192, "linePadding": 0,
        "description": f"ACESproxy{bits}".encode(), "sourceName": source.name.encode(), "aspectH": 1, "aspectV": 1,
        "framePosition": 1, "sequenceLength": 1, "slate": b"",
    }
    if code:
        fields["timeCode"] = int.from_bytes(code[:4], "little") & 0x3F7F7F3F
    for name, value in (fields | changes).items():
        at, form = dpx_file.FIELDS[name]
        struct.pack_into(">" + form, head, at, value)
    path.write_bytes(bytes(head) + b"\0" * (8192 - 2048) + data)


def pack(codes, bits):
    if bits == 10:
        return (codes[..., 0] << 22 | codes[..., 1] << 12 | codes[..., 2] << 2).astype(">u4").tobytes()
    return (codes << 4).astype(">u2").tobytes()


def verdict(source, preview, bits, *more):
    run = subprocess.run([sys.executable, "-B", HERE / "judge_dpx.py", source, preview, "--from", "ap0", "--bits",
                          str(bits), *more], capture_output=True, text=True)
    return json.loads(run.stdout)["problems"]


def nudge(codes):
    codes[5, 7, 1] += 1
    return codes


FAULTS = [
    (nudge, {}), (lambda codes: codes[:, ::-1], {}), (lambda codes: codes[..., ::-1], {}),
    (lambda codes: codes[1:], {}), (lambda codes: np.clip(codes, 300 * codes.max() // 700, None), {}),
    (None, {"transfer": 2}), (None, {"timeCode": 0x01000009}), (None, {"fileSize": 0}), (None, {"blackLevel": 64}),
    (None, {"description": b"log"}), (None, {"framePosition": 0}), (None, {"highCode": 1023}), (None, {"packing": 2}),
]


def main(fixtures):
    work, wrong = Path(tempfile.mkdtemp()), []
    for shot in ("sh010", "sh030", "sh020"):
        source = sorted((fixtures / "shots" / shot).iterdir())[0]
        image, data, display = judge_dpx.linear_ap1(source, "ap0")
        for bits in (10, 12):
            codes = aces.proxy_codes(judge_dpx.raster(image, data, display), bits)
            preview = work / f"{shot}.{bits}.dpx"
            write(preview, codes, source, bits)
            wrong += [f"{shot}, {bits} bits, right but: {problem}" for problem in verdict(source, preview, bits)]
            for number, (change, fields) in enumerate(FAULTS if shot == "sh010" else []):
                write(preview, change(codes.copy()) if change else codes, source, bits, **fields)
                if not verdict(source, preview, bits, "--readers", ""):
                    wrong.append(f"{shot}, {bits} bits: fault {number} passed")
    shutil.rmtree(work)
    print(json.dumps({"judge": "selftest-dpx", "faults": 2 * len(FAULTS), "problems": wrong}))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
