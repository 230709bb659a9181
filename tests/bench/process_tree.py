"""How much memory and time a command takes with all that it starts, as Linux counts it.

A page that several processes share counts once: each gets its part of it (PSS, ``proportional
set size``, in proc(5)). The sum is looked at every few milliseconds, so a peak that is shorter is
not seen; and looking takes time, so seconds are measured in other rounds.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PAUSE = 0.01
"""Seconds between two looks."""
_PSS = re.compile(rb"^Pss:\s+(\d+) kB", re.MULTILINE)


def peak_of(*command: str, folder: Path | None = None, source: Path | None = None) -> float:
    """The most memory that a command and its descendants had at one time, in MB (10⁶ bytes).

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        source: Python code that it is to find before what is installed.
    """
    environment = {**os.environ, **({"PYTHONPATH": str(source)} if source else {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=folder, env=environment, **quiet) as process:
        peak = 0.0
        pause = threading.Event()
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            pause.wait(PAUSE)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return peak


def memory_of(process: int) -> float:
    """The memory of a process and of all that descend from it, now, in MB."""
    return sum(map(_share_of, (process, *_descendants(process)))) / 1e6


def seconds_of(process: int) -> float:
    """Seconds of a processor that a process, its living descendants and all others that they have
    waited for have used, user and system."""
    ticks = sum(map(_ticks_of, (process, *_descendants(process))))
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks_of(process: int) -> int:
    """Of one process and of those that it has waited for (proc(5), fields 14 to 17 of stat)."""
    with suppress(OSError):
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return sum(map(int, said.rpartition(")")[2].split()[11:15]))
    return 0


def _share_of(process: int) -> int:
    """The bytes of one process; none if it has ended."""
    with suppress(OSError):
        found = _PSS.search(Path(f"/proc/{process}/smaps_rollup").read_bytes())
        return int(found[1]) * 1024 if found else 0
    return 0


def _descendants(process: int) -> Iterable[int]:
    for task in _names(Path(f"/proc/{process}/task")):
        with suppress(OSError):
            for child in Path(f"/proc/{process}/task/{task}/children").read_text().split():
                yield int(child)
                yield from _descendants(int(child))


def _names(folder: Path) -> list[str]:
    with suppress(OSError):
        return [each.name for each in folder.iterdir()]
    return []
