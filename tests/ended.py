"""What a child does in place of building, for tests: a child can load this by its name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from hakusho.pipeline.result import Result
from hakusho.tools.interruption import scratch_folder
from hakusho.tools.writes import work_folder


def ended_or_named(paper, *_given):
    """End the process for ``heavy``, fail for ``odd``, and name any other paper as an output."""
    if paper.name == "heavy":
        os.kill(os.getpid(), signal.SIGKILL)
    if paper.name == "odd":
        raise LookupError("a defect")
    return Result((), (paper.name,))


def working(paper, *_given):
    """Be in the middle of a build, with something that it has started, for ever."""
    with work_folder(paper / "build") as (work, _), scratch_folder() as scratch:
        for folder in (work, scratch):
            (folder / "a").write_text("x", encoding="utf-8")
        waiting = "import sys; sys.stdin.read()"  # in silence, also when its input ends
        subprocess.Popen([sys.executable, "-c", waiting], stdin=subprocess.PIPE)
        os.write(1, b"ready\n")
        time.sleep(600)
