"""Writes the fixture folders and the manifest. Usage: main.py FIXTURES"""

import hashlib
import shutil
import sys
from pathlib import Path

import numpy
import OpenEXR

import shots
import values

HEAD = """# Fixtures

Every file below this folder, with what it is and where it comes from. `Scripts/check` compares the table
with the folder. `Scripts/make-fixtures` writes `shots` and `values` and their lines; other lines are kept.

| file | bytes | sha256 | what it is | writer | licence |
|---|---|---|---|---|---|
"""


def describe(path):
    if path.parts[0] == "shots":
        return shots.DESCRIPTIONS[path.parts[1]]
    return values.DESCRIPTION


def line(root, path):
    data = (root / path).read_bytes()
    writer = f"OpenEXR {OpenEXR.__version__} and NumPy {numpy.__version__} wheels"
    return f"| {path} | {len(data)} | {hashlib.sha256(data).hexdigest()} | {describe(path)} | {writer} | CC0-1.0 |"


def main(root):
    for name in ("shots", "values"):
        shutil.rmtree(root / name, ignore_errors=True)
    shots.write_all(root / "shots")
    values.write_all(root / "values")
    made = [path.relative_to(root) for name in ("shots", "values") for path in (root / name).rglob("*.exr")]
    lines = [line(root, path) for path in made]
    manifest = root / "MANIFEST.md"
    if manifest.exists():
        lines += [text for text in manifest.read_text().splitlines()
                  if text.startswith("| ") and not text.startswith(("| file ", "| shots/", "| values/"))]
    manifest.write_text(HEAD + "".join(text + "\n" for text in sorted(lines)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
