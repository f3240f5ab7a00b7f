"""Fixtures/MANIFEST.md lists exactly the files that are there, with their size and sha256."""

import hashlib
import sys
from pathlib import Path

ROOT = Path("Fixtures")


def listed():
    for text in (ROOT / "MANIFEST.md").read_text(encoding="utf-8").splitlines():
        if text.startswith("| ") and not text.startswith("| file "):
            cells = [cell.strip() for cell in text.strip("|").split("|")]
            yield cells[0], cells[1:]


def offences():
    rows = list(listed())
    table = dict(rows)
    if len(table) != len(rows):
        yield "Fixtures/MANIFEST.md: a file is listed twice"
    there = {str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file()} - {"MANIFEST.md"}
    for name in sorted(there - set(table)):
        yield f"Fixtures/{name}: not listed in MANIFEST.md"
    for name, cells in sorted(table.items()):
        if name not in there:
            yield f"Fixtures/{name}: listed in MANIFEST.md, but missing"
            continue
        if len(cells) != 5 or not all(cells):
            yield f"Fixtures/{name}: a line needs bytes, sha256, what it is, writer and licence"
            continue
        data = (ROOT / name).read_bytes()
        if cells[:2] != [str(len(data)), hashlib.sha256(data).hexdigest()]:
            yield f"Fixtures/{name}: size or sha256 differs from MANIFEST.md"


found = list(offences())
print("\n".join(found), end="\n" if found else "")
sys.exit(bool(found))
