"""Who may import whom. A module without a line here is an error, so a new arrow is a decision."""

import re
import sys
from pathlib import Path

# What any module may import besides its own row: no Foundation, which re-exports Dispatch.
EVERYWHERE = {"Swift", "FoundationEssentials", "Glibc", "Darwin", "Synchronization", "Builtin"}

SOURCES = {
    "turnover": {"Delivery", "CBaseline", "ArgumentParser", "SystemPackage", "Foundation"},
    "Delivery": {"EXR", "DPX", "ACES", "FrameSequence", "Editorial", "Sidecars", "Slate", "SystemPackage", "Dispatch"},
    "EXR": {"COpenEXR", "PIZ"},
    "PIZ": set(),
    "ACES": set(),
    "DPX": set(),
    "FrameSequence": {"SystemPackage"},
    "Editorial": set(),
    "Sidecars": set(),
    "Slate": set(),
}

# Modules with an owner: nobody else may import them, tests included, but for the tests named here.
OWNED = {"COpenEXR": {"EXR", "PIZTests"}, "CBaseline": {"turnover"}}

# C modules import nothing; only this one may include headers of OpenEXR and Imath.
C_MODULES = {"CBaseline", "COpenEXR"}
OPENEXR_OWNER = "COpenEXR"

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?([A-Za-z_]\w*)")
INCLUDE = re.compile(r"""^\s*#\s*(?:include|import)\s*[<"]([^>"]+)[>"]""")
OPENEXR_HEADER = re.compile(r"^(OpenEXR/|Imath/|openexr|Imf|Imath|Iex|IlmThread|half\.h)")


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
            if found and module != OPENEXR_OWNER and OPENEXR_HEADER.match(found.group(1)):
                yield f"{path}:{number}: only {OPENEXR_OWNER} includes headers of OpenEXR"


found = list(offences())
print("\n".join(found), end="\n" if found else "")
sys.exit(bool(found))
