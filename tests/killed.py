"""A process that kills itself at the n-th change of the disk: deterministic, and in any program.

``python killed.py N PROGRAM ARGUMENT…`` runs a Python file, or with ``-m`` a module, and kills the process by
SIGKILL just before its n-th rename, link, deletion or fsync. ``python killed.py 0 …`` counts them
and prints ``changes: COUNT`` last. Only what happens in the folder named by ``WITHIN`` counts.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from pathlib import Path

CALLS = ("replace", "rename", "link", "unlink", "remove", "fsync", "mkdir", "rmdir")
_COUNT = 0


def _counted(name, at, within):
    real = getattr(os, name)

    def call(*arguments, **options):
        global _COUNT  # noqa: PLW0603  one number, in a process of its own
        place = arguments[0]
        if isinstance(place, int):
            place = Path(f"/proc/self/fd/{place}").readlink()
        if within in os.path.abspath(os.fsdecode(place)):  # noqa: PTH100
            _COUNT += 1
            if at == _COUNT:
                if os.environ.get("WHOLE_GROUP"):
                    os.killpg(0, signal.SIGKILL)
                os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)

    return call


def main():
    at, program, *rest = sys.argv[1:]
    within = os.environ["WITHIN"]
    for name in CALLS:
        setattr(os, name, _counted(name, int(at), within))
    try:
        if program == "-m":
            sys.argv = rest
            runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
        else:
            sys.argv = [program, *rest]
            sys.path[0] = str(Path(program).parent)
            runpy.run_path(program, run_name="__main__")
    finally:
        sys.stdout.write(f"changes: {_COUNT}\n")


if __name__ == "__main__":  # processes that draw figures import this module again
    main()
