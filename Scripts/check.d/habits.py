"""Exceptions carry their reason, what is public is described, libraries neither print nor exit, files stay short."""

import re
import sys
from pathlib import Path

LONGEST = 400

# Allowed only with a comment on the line or just above.
NEEDS_REASON = {
    "@unchecked Sendable": re.compile(r"@unchecked\s+Sendable"),
    "nonisolated(unsafe)": re.compile(r"nonisolated\s*\(\s*unsafe\s*\)"),
    "try?": re.compile(r"\btry\?"),
    "fatalError": re.compile(r"\bfatalError\b"),
    ".disabled(": re.compile(r"\.disabled\("),
}
IN_LIBRARIES = {
    "print": re.compile(r"(?<![\w.])(?:debugPrint|print|dump)\s*\("),
    "exit": re.compile(r"(?<![\w.])(?:exit|_exit|abort)\s*\("),
}
NOWHERE = {"-Ounchecked": re.compile(r"-Ounchecked")}

STRING = re.compile(r'"(?:\\.|[^"\\])*"')


def halves(text):
    """Code and comment of one line; literals are emptied first so that // in them is no comment."""
    code, slashes, comment = STRING.sub('""', text).partition("//")
    return code, slashes + comment


def has_reason(lines, index):
    comment = halves(lines[index])[1]
    above = lines[index - 1].strip() if index else ""
    return bool(comment.strip("/ ")) or above.startswith("//") or above.endswith("*/")


# What others can use: public declarations, and the cases of public enumerations, which begin one step further in.
# What a protocol of the standard library requires says nothing new.
PUBLIC = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))? )*public (?!import\b|extension\b)")
REQUIRED = re.compile(
    r"func encode\(to |init\(from decoder: |var description: |static func (?:==|<) |func hash\(into ")
SCOPE = re.compile(r"^(\s*)(?:@\w+(?:\([^)]*\))? )*public (?:indirect )?enum [^}]*$")
CASE = re.compile(r"^\s*(?:indirect )?case\b")


def has_description(lines, index):
    index -= 1
    while re.match(r"\s*(?:@|//(?!/))", lines[index]):
        index -= 1
    return lines[index].strip().startswith("///")


def undescribed(lines):
    """The positions of public declarations without a comment of three slashes above them."""
    scopes = []
    for index, text in enumerate(lines):
        indent = len(text) - len(text.lstrip())
        while scopes and text.strip() and indent <= scopes[-1]:
            scopes.pop()
        is_case = scopes and indent == scopes[-1] + 2 and CASE.match(text)
        if (is_case or PUBLIC.match(text)) and not REQUIRED.search(text) and not has_description(lines, index):
            yield index
        scope = SCOPE.match(text)
        if scope:
            scopes.append(len(scope.group(1)))


def swift_offences(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    library = path.parts[0] == "Sources" and path.parts[1] != "turnover"
    for index in undescribed(lines) if library else ():
        yield f"{path}:{index + 1}: public without a /// comment above it"
    for index, text in enumerate(lines):
        code, _ = halves(text)
        where = f"{path}:{index + 1}"
        for name, pattern in NEEDS_REASON.items():
            if pattern.search(code) and not has_reason(lines, index):
                yield f"{where}: {name} without a reason on the line or just above"
        if library:
            for name, pattern in IN_LIBRARIES.items():
                if pattern.search(code):
                    yield f"{where}: a library must not call {name}"


def text_offences(path):
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return
    if path.suffix not in {".txt", ".csv", ".json", ".md"} and len(lines) > LONGEST:
        yield f"{path}: {len(lines)} lines, at most {LONGEST}"
    for name, pattern in NOWHERE.items():
        for index, text in enumerate(lines):
            if pattern.search(text) and path != Path("Scripts/check.d/habits.py"):
                yield f"{path}:{index + 1}: {name}"


def offences():
    for folder in ("Sources", "Tests"):
        for path in sorted(Path(folder).rglob("*.swift")):
            yield from swift_offences(path)
    files = [Path("Package.swift")]
    for folder in ("Sources", "Tests", "Scripts", ".ci"):
        files += [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    for path in files:
        yield from text_offences(path)


found = list(offences())
print("\n".join(found), end="\n" if found else "")
sys.exit(bool(found))
