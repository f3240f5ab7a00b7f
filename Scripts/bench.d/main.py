"""Measures turnover beside oiiotool, FFmpeg, OpenEXR and plain copying. See Scripts/bench."""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path

import kernels
import report
import rows
from jobs import Bench


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    return {"processor": model, "cores": len(os.sched_getaffinity(0)), "system": platform.platform(),
            "loadBefore": os.getloadavg()[0], "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench", description=__doc__)
    parser.add_argument("tables", nargs="*", metavar="TABLE",
                        help=f"kernels, {', '.join(rows.TABLES)}; default all")
    parser.add_argument("--frames", type=int, default=12, help="UHD frames a run; default 12")
    parser.add_argument("--runs", type=int, default=5, help="runs in turn; default 5")
    parser.add_argument("--json", type=Path, help="default result.json in the bench folder")
    options = parser.parse_args(sys.argv[2:])
    unknown = set(options.tables) - set(rows.TABLES) - {"kernels"}
    if unknown:
        parser.error(f"no such table: {', '.join(sorted(unknown))}")
    wanted = options.tables or ["kernels", *rows.TABLES]

    bench = Bench(sys.argv[1], os.environ["TURNOVER_BENCH_DIR"])
    result = {"schemaVersion": 1, "machine": machine(), "versions": bench.versions(), "tables": {}}
    print(f"# Bench\n\n{result['machine']['processor']}, {result['machine']['cores']} cores; "
          + "; ".join(f"{name} {version}" for name, version in result["versions"].items()) + "\n")
    for name in wanted:
        if name == "kernels":
            found = kernels.measure(bench, min(bench.plates("uhd", options.frames).iterdir()), 2 * options.runs)
            print(f"## kernels\n\n{report.kernel_table(found)}\n", flush=True)
            result["tables"][name] = found
            continue
        lines, figures = rows.TABLES[name](bench, options)
        print(f"## {name}\n\n{report.table(lines)}\n", flush=True)
        print(report.seconds(figures), file=sys.stderr)
        result["tables"][name] = {
            "rows": [{"what": row.what, "ratio": row_ratio(row), "goal": row.goal, "met": row.met, "note": row.note}
                     for row in lines],
            "runs": [each.as_json() for each in figures]}
    target = options.json or bench.folder / "result.json"
    target.write_text(json.dumps(result, indent=1, default=str) + "\n")
    print(f"Figures of every run: {target}", file=sys.stderr)


def row_ratio(row):
    middle, low, high = rows.measure.ratio(row.ours, row.theirs)
    return {"median": middle, "lowest": low, "highest": high}


if __name__ == "__main__":
    main()
