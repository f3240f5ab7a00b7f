"""The folders of a target have a direction: no two of them name each other's types, over however many steps."""

import re
import sys
from collections import defaultdict
from pathlib import Path

LINE_COMMENT = re.compile(r"//[^\n]*")
BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.S)
STRING = re.compile(r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"')
TYPE = re.compile(
    r"^(?:@\w+(?:\([^)]*\))? |[a-z]+(?:\([a-z]+\))? )*"
    r"(?:struct|enum|class|protocol|actor|typealias) ([A-Z]\w*)", re.M)
WORD = re.compile(r"\b[A-Z]\w*\b")


def code(path):
    """The text of a file without comments and literals, but for what is interpolated into them."""
    text = path.read_text(encoding="utf-8")
    kept = STRING.sub(lambda found: " ".join(re.findall(r"\\\(([^\"]*?)\)", found.group())), text)
    return BLOCK_COMMENT.sub("", LINE_COMMENT.sub("", kept))


def arrows(target):
    """For each folder of a target the folders whose types it names, with one place that shows it."""
    texts = {path: code(path) for path in sorted(target.rglob("*.swift"))}
    owners = defaultdict(set)
    for path, text in texts.items():
        for name in TYPE.findall(text):
            owners[name].add(path)
    found = defaultdict(dict)
    for path, text in texts.items():
        for name in sorted(set(WORD.findall(text))):
            # A name that two files define belongs to neither.
            if len(owners[name]) == 1:
                owner, = owners[name]
                if owner.parent != path.parent:
                    found[path.parent].setdefault(owner.parent, f"{path.name} names {name}")
    return found


def circles(found):
    """Each circle of folders once, as the arrows that close it."""
    def reachable(start):
        seen, todo = set(), [start]
        while todo:
            for folder in found.get(todo.pop(), {}):
                if folder not in seen:
                    seen.add(folder)
                    todo.append(folder)
        return seen

    reach = {folder: reachable(folder) for folder in found}
    told = set()
    for folder in found:
        circle = frozenset(other for other in reach[folder] if folder in reach.get(other, ()))
        if circle and circle not in told:
            told.add(circle)
            yield circle


def offences():
    for target in sorted(path for path in Path("Sources").iterdir() if path.is_dir()):
        found = arrows(target)
        for circle in circles(found):
            names = ", ".join(sorted(str(folder) for folder in circle))
            yield f"{names}: folders in a circle"
            for folder in sorted(circle):
                for other in sorted(circle & set(found[folder])):
                    yield f"  {folder.name} -> {other.name}: {found[folder][other]}"


found = list(offences())
print("\n".join(found), end="\n" if found else "")
sys.exit(bool(found))
