"""What runs in a process that draws or runs scripts: one job after the other, each answered.

``python -P -m hakusho.figures.serving``: jobs come on standard input, answers go to standard
output. Both are out of the way before a figure's program runs, which may print and read what it
likes. The process gives up what rights it can before anything of the paper is loaded.
"""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
import tempfile
import threading
from pathlib import Path
from queue import SimpleQueue

from hakusho.figures import author_modules, messages, refusals, undocumented
from hakusho.figures.figure import Job
from hakusho.tools import confinement

_OF_NO_MEMORY = re.compile("Cannot allocate memory|failed to map segment")
_MUCH = 0.25
"""The part of its allowance that a figure may leave behind before its process is given up."""


def main() -> None:
    """Draw what is asked for until the other side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us, without a traceback
    requests, answers = _pipes()
    confinement.live_apart((requests, answers))
    confinement.refuse_sockets()
    confinement.limit_processes()
    place = Path.cwd()
    os.chdir(tempfile.gettempdir())  # matplotlib reads a matplotlibrc of the folder it is loaded in
    try:
        with undocumented.without_docstrings():
            from hakusho.figures import drawing, lettering, script_running  # noqa: PLC0415  matplotlib loads here only
    except (MemoryError, OSError, ImportError) as error:
        if isinstance(error, ImportError) and not _OF_NO_MEMORY.search(str(error)):
            raise
        os._exit(messages.NO_ROOM)

    os.chdir(place)
    lettering.use_shipped_fonts()
    # The bold font is another family, which the SVG names and matplotlib does not look for.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    refusals.begin()
    jobs: SimpleQueue[messages.Question] = SimpleQueue()
    threading.Thread(target=_read, args=(requests, jobs), daemon=True).start()
    me, threads = os.getpid(), threading.active_count()
    messages.write_frame(answers, b"ready")
    before = 0
    while True:
        job = jobs.get()
        confinement.limit_processor(job.allowance.seconds)
        before = before or confinement.limit_memory(job.allowance.megabytes)
        outcome = drawing.draw(job) if isinstance(job, Job) else script_running.rows_of(job)
        if os.getpid() != me:
            os._exit(0)  # a figure that forks is drawn once
        grown = (confinement.memory() - before) / 2**20 > _MUCH * job.allowance.megabytes
        company = confinement.has_company(threads)
        spent = grown or company or author_modules.has_left_readers()
        messages.write_frame(answers, _answer(outcome, spent=spent))


def _answer(outcome: messages.Answer, *, spent: bool) -> bytes:
    return messages.answer_as_bytes(outcome, spent=spent)


def _pipes() -> tuple[int, int]:
    """Take standard input and output for ourselves; programs find nothing, and print as errors."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    # What an author prints is for the author's eyes, not part of the command's output.
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, answers


def _read(handle: int, jobs: SimpleQueue[messages.Question]) -> None:
    """Hand on jobs; a build that is killed cannot end us, but then nothing more can come."""
    try:
        while True:
            jobs.put(messages.job_from(messages.read_frame(handle)))
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
