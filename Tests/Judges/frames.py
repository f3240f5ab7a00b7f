"""Pairs the frames of a source with those of an output by the rule of numbering, not by position."""

import re
from pathlib import Path

FRAME = re.compile(r"^(.*?[._])(-?\d+)(\.[eE][xX][rR])$")


def sequences(folder):
    """(folder below, prefix, suffix) to {number: path}, for every numbered EXR below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        match = FRAME.match(path.name)
        if path.is_file() and match and not path.name.startswith("."):
            key = (path.parent.relative_to(folder), match[1], match[3])
            found.setdefault(key, {})[int(match[2])] = path
    return found


def pair(source, output, start, suffix=None):
    """Pairs of paths and the problems: what is missing from the output tree and what is too much there.

    `suffix` replaces the file extension where the output is of another format.
    """
    if source.is_file():
        return [(source, output)], []
    pairs, problems, wanted = [], [], set()
    for path, target in _targets(source, output, start):
        target = target.with_suffix(suffix) if suffix else target
        wanted.add(target)
        if target.is_file():
            pairs.append((path, target))
        else:
            problems.append(f"{target}: missing")
    for path in sorted(output.rglob("*")):
        if path.is_file() and path not in wanted:
            problems.append(f"{path}: not asked for")
    return pairs, problems


def _targets(source, output, start):
    """Without a start every file keeps its name, numbered or not."""
    if start is None:
        for path in sorted(source.rglob("*")):
            if path.is_file() and path.suffix.lower() == ".exr":
                yield path, output / path.relative_to(source)
        return
    for (below, prefix, extension), numbers in sequences(source).items():
        first = min(numbers)
        for number, path in sorted(numbers.items()):
            yield path, output / below / f"{prefix}{start + number - first:04d}{extension}"
