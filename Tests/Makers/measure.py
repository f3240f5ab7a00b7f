"""Runs the commands of a JSON file (a list of lists of words) and prints how each ended, as a JSON list.

`status` is negative for a signal; `cpu` counts all threads, `kilobytes` is the peak of resident memory. An
interpreter of its own, because the kernel counts memory from the fork on, and that of this one is small.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

LIMIT = 60


def run(command):
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        child = subprocess.Popen(["timeout", "-s", "KILL", str(LIMIT), *command], stdin=subprocess.DEVNULL,
                                 stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return {"status": child.returncode, "seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime,
                "kilobytes": usage.ru_maxrss, "said": said.read(2000).decode("utf-8", "replace")}


with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps([run(command) for command in json.load(file)]))
