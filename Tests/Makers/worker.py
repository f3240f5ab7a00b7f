"""Makes files and judges them for the tests, one JSON request a line on stdin, one answer a line on stdout.

Starting an interpreter with NumPy and OpenEXR for every file would take longer than the tests themselves.
"""

import contextlib
import io
import json
import os
import sys
import traceback
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "Judges"))

import exr_header  # noqa: E402
import judge_convert  # noqa: E402
import judge_dpx  # noqa: E402
import judge_levels  # noqa: E402
import judge_same_pixels  # noqa: E402
import pictures  # noqa: E402
import samples  # noqa: E402

JUDGES = {"convert": judge_convert, "same": judge_same_pixels, "levels": judge_levels,
          "dpx": judge_dpx}


def make(request):
    pictures.make(request["path"], request["picture"])
    return {}


def judge(request):
    """The verdict that the judge prints when it is run by itself."""
    sys.argv = [request["judge"], *request["arguments"]]
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        JUDGES[request["judge"]].main()
    return json.loads(said.getvalue().splitlines()[-1])


def header(request):
    """Flags, and of each part the attributes as hexadecimal, and channels with their types."""
    file = exr_header.read(request["path"])
    return {"flags": file.flags, "parts": [{
        "attributes": {name.decode("latin-1"): {"type": kind.decode("latin-1"), "hex": value.hex()}
                       for name, (kind, value) in part.attributes.items()},
        "channels": {name.decode("latin-1"): ["uint", "half", "float"][about[0]]
                     for name, about in part.channels.items()},
        "compression": part.compression,
    } for part in file.parts]}


def read(request):
    return samples.read(request["path"])


ACTIONS = {"make": make, "judge": judge, "header": header, "read": read}


def main():
    # Libraries write to descriptor 1 as they like; the answers go to a copy of it.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"result": ACTIONS[request["do"]](request)}
        except Exception:  # the test that asked shows it
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
