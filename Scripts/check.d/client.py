"""Code of others compiles: the snippets of the README and client.swift, as another package would have them.

They are checked against the modules of the release build, which takes a second; nothing is linked or run.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

BUILT = Path(".build/release")
SNIPPET = re.compile(r"<!-- snippet (\w+) -->\n```swift\n(.*?)```", re.S)


def main():
    # The C modules that ours import are found by their maps.
    maps = [*BUILT.glob("*.build/module.modulemap"),
            *Path(".build/checkouts").glob("swift-system/Sources/CSystem/include/module.modulemap")]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path("Scripts/check.d/client.swift")]
        for name, code in SNIPPET.findall(Path("README.md").read_text(encoding="utf-8")):
            files.append(Path(folder) / f"{name}.swift")
            files[-1].write_text(code, encoding="utf-8")
        return subprocess.run(
            ["swiftc", "-typecheck", "-parse-as-library", "-swift-version", "6", "-warnings-as-errors",
             "-enable-upcoming-feature", "MemberImportVisibility", "-package-name", "client", "-module-name", "Client",
             "-I", BUILT / "Modules", *(flag for each in maps for flag in ("-Xcc", f"-fmodule-map-file={each}")),
             *files]).returncode


sys.exit(main())
