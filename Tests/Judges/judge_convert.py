"""Is OUTPUT a truthful conversion of SOURCE? Two files, or two folders of sequences.

Pixels are computed again in float64 from the source, attributes compared byte for byte, tags checked.
Prints one line of JSON with the figures and every problem; exits 1 if there is a problem.
"""

import argparse
import json
import sys
from pathlib import Path

import frames
import pixels_judge
import tags_judge


def judge_pair(source, output, options):
    """Problems and figures of one frame."""
    problems, counts = [], pixels_judge.figures()
    try:
        tags_judge.judge(source, output, options, problems)
        pixels_judge.judge(source, output, options, problems, counts)
    except Exception as error:  # whatever a reader says about a broken file is a verdict, not a crash
        problems.append(f"{type(error).__name__}: {error}")
    return [f"{output}: {problem}" for problem in problems], counts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--from", dest="source_space", required=True)
    parser.add_argument("--to", dest="target_space", required=True)
    parser.add_argument("--start", type=int, help="number of the first frame of every output sequence")
    parser.add_argument("--compression", default="piz", help="what colour parts must have; keep for the source's")
    parser.add_argument("--depth", default="half", choices=["half", "keep"])
    parser.add_argument("--tags", default="both", choices=["both", "interop"])
    options = parser.parse_args()

    pairs, problems = frames.pair(options.source, options.output, options.start)
    counts = pixels_judge.figures()
    for source, output in pairs:
        found, figures = judge_pair(source, output, options)
        problems += found
        pixels_judge.add(counts, figures)
    samples = counts["samples"]
    if samples and counts["identical"] < 0.999 * samples:
        problems.append(f"only {counts['identical']} of {samples} samples are identical")
    if not pairs:
        problems.append("nothing to compare")
    print(json.dumps({
        "judge": "convert", "frames": len(pairs), **counts,
        "identicalShare": counts["identical"] / samples if samples else None, "problems": problems[:50],
    }))
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
