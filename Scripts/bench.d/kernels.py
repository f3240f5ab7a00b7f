"""Figures of the kernels on one core, beside OpenEXRCore's.

The numbers come from the package in `kernels`, which measures both in one process, in turn.
"""

import json
import subprocess
import sys


def measure(bench, plate, rounds):
    """What the executable prints: the rows of the table and the bytes that both codecs made of the plate."""
    package, scratch = bench.root / "Scripts/bench.d/kernels", bench.folder / "kernels-build"
    build = subprocess.run(["swift", "build", "--package-path", str(package), "--scratch-path", str(scratch), "-c",
                            "release"], capture_output=True, text=True)
    if build.returncode:
        sys.exit(f"bench: the kernels do not build\n{build.stdout[-2000:]}{build.stderr[-2000:]}")
    run = subprocess.run([str(scratch / "release/kernels"), str(plate), str(rounds)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"bench: the kernels do not run\n{run.stderr[-2000:]}")
    return json.loads(run.stdout)
