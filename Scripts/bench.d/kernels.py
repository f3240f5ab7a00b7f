"""Figures of the kernels on one core, beside OpenEXRCore's.

The numbers come from an executable of the package that measures both in one process, in turn, and prints one
JSON object: {"rows": [{"name", "unit", "ours", "peer", "peerName", "goal"}, …]}.
"""

import json
import subprocess


def measure(bench, plate):
    """The rows, or none where the executable does not build."""
    build = subprocess.run(["swift", "build", "--package-path", str(bench.root), "-c", "release", "--product",
                            "turnover-kernels"], capture_output=True, text=True)
    if build.returncode:
        return [], build.stdout[-500:] + build.stderr[-500:]
    run = subprocess.run([str(bench.root / ".build/release/turnover-kernels"), str(plate)], capture_output=True,
                         text=True)
    if run.returncode:
        return [], run.stderr[-500:]
    return json.loads(run.stdout)["rows"], ""
