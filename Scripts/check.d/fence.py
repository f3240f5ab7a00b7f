"""Who may import whom. A module without a line here is an error, so a new arrow is a decision."""

import re
import sys
from pathlib import Path

# What any module may import besides its own row: no Foundation, which re-exports Dispatch, and no C library, which
# is for files in Files only.
EVERYWHERE = {"Swift", "FoundationEssentials", "Synchronization", "Builtin"}
C_LIBRARY = {"Glibc", "Musl", "Darwin"}

SOURCES = {
    "turnover": {"Delivery", "Planning", "Renumbering", "Conversion", "FrameSequence", "Timecode", "Files", "ACES", "EXR",
                 "CBaseline", "ArgumentParser", "SystemPackage", "Foundation"}
    # Signals and the terminal.
    | C_LIBRARY,
    "Delivery": {"Planning", "Renumbering", "Conversion", "EXR", "DPX", "ACES", "Slate", "FrameSequence", "Timecode",
                 "Files", "SystemPackage"},
    "Planning": {"Conversion", "EXR", "DPX", "ACES", "Slate", "FrameSequence", "Timecode", "Files", "SystemPackage"},
    "Renumbering": {"FrameSequence", "Timecode", "Files", "SystemPackage"},
    "Conversion": {"EXR", "DPX", "ACES", "Slate", "FrameSequence", "Timecode", "Files", "Digests", "SystemPackage",
                   "Dispatch"},
    "EXR": {"COpenEXR", "PIZ"},
    "PIZ": set(),
    # Logarithms.
    "ACES": C_LIBRARY,
    "DPX": set(),
    "FrameSequence": {"Files", "Timecode", "SystemPackage"},
    "Timecode": set(),
    "Files": {"SystemPackage", "Dispatch"} | C_LIBRARY,
    "Editorial": set(),
    "Sidecars": set(),
    "Slate": {"CText"},
    "Digests": {"CXXHash"},
}

# Modules with an owner: nobody else may import them, tests included, but for the tests named here.
OWNED = {"COpenEXR": {"EXR", "PIZTests"}, "CText": {"Slate"}, "CXXHash": {"Digests"}, "CBaseline": {"turnover"}}

# C modules import nothing; only the owner of a library may include its headers.
C_MODULES = {"CBaseline", "COpenEXR", "CText", "CXXHash"}
LIBRARIES = {
    "COpenEXR": re.compile(r"^(OpenEXR/|Imath/|openexr|Imf|Imath|Iex|IlmThread|half\.h)"),
    "CText": re.compile(r"^(ft2build\.h|freetype)"),
    "CXXHash": re.compile(r"^xxh"),
}

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?([A-Za-z_]\w*)")
INCLUDE = re.compile(r"""^\s*#\s*(?:include|import)\s*[<"]([^>"]+)[>"]""")


def imports(path):
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = IMPORT.match(text)
        if found:
            yield number, found.group(1)


def offences():
    for path in sorted(Path("Sources").rglob("*.swift")):
        module = path.parts[1]
        if module not in SOURCES:
            yield f"{path}: module {module} has no line in the fence"
            continue
        for number, name in imports(path):
            if name not in SOURCES[module] | EVERYWHERE:
                yield f"{path}:{number}: {module} must not import {name}"
    for path in sorted(Path("Tests").rglob("*.swift")):
        for number, name in imports(path):
            if path.parts[1] not in OWNED.get(name, {path.parts[1]}):
                yield f"{path}:{number}: {path.parts[1]} must not import {name}"
    for path in sorted(Path("Sources").rglob("*")):
        if path.suffix not in {".c", ".cc", ".cpp", ".h", ".hpp", ".modulemap"}:
            continue
        module = path.parts[1]
        if module not in C_MODULES:
            yield f"{path}: C code of {module} has no line in the fence"
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = INCLUDE.match(text)
            for owner, header in LIBRARIES.items():
                if found and module != owner and header.match(found.group(1)):
                    yield f"{path}:{number}: only {owner} includes {found.group(1)}"


found = list(offences())
print("\n".join(found), end="\n" if found else "")
sys.exit(bool(found))
