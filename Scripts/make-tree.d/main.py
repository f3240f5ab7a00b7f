"""Writes the tree of shots. Usage: main.py DIR, or main.py --list"""

import sys
from pathlib import Path

import shots


def main(words):
    if words == ["--list"]:
        for each in [*shots.SHOTS, shots.beside]:
            print(f"{each.__name__:7} {each.__doc__}")
        return 0
    if len(words) != 1 or words[0].startswith("-"):
        print("usage: Scripts/make-tree DIR | --list", file=sys.stderr)
        return 64
    root = Path(words[0])
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        print(f"make-tree: {root} exists and is not an empty folder; nothing was written", file=sys.stderr)
        return 2
    for each in [*shots.SHOTS, shots.beside]:
        for path, data in each():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return 0


sys.exit(main(sys.argv[1:]))
