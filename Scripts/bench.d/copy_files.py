"""Copies every file of a folder into another. Usage: copy_files.py --sync|--no-sync FROM TO"""

import os
import sys

sync, source, target = sys.argv[1:]
for name in sorted(os.listdir(source)):
    with open(os.path.join(source, name), "rb", buffering=0) as old, \
            open(os.path.join(target, name), "wb", buffering=0) as new:
        while block := old.read(1 << 22):
            new.write(block)
        if sync == "--sync":
            os.fsync(new.fileno())
