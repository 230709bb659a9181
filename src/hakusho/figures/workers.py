"""Child processes that draw: what an author's function does there cannot harm the build.

``concurrent.futures`` gives up on all waiting jobs when one child dies and cannot end a child
that hangs, so the few lines that do both are here. A child draws one figure after another, which
shares the half second that importing matplotlib takes.
"""

from __future__ import annotations

import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hakusho.findings import say
from hakusho.tools.clock import stopwatch
from hakusho.tools.terminal import relayed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from hakusho.figures.figure import Job, Outcome

MOST_WORKERS = min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
"""Each takes half a second of a processor to import matplotlib before it draws."""
_NEVER = float("inf")
_START_LIMIT = 120.0
"""Seconds that a child may take to start: the first one on a machine lists its fonts."""


@dataclass(slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    connection: Connection
    deadline: float
    job: Job | None = None
    ready: bool = False

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def draw_all(jobs: Sequence[Job], *, config: str, seconds: float) -> Iterator[tuple[Job, Outcome]]:
    """Draw figures in child processes, each once and in so many seconds at most.

    ``config`` is the folder for matplotlib's own cache.

    Yields:
        Each job with its outcome, as they finish: a drawing, findings, or the sentence that says
        how the child ended. Closing the iterator, or Ctrl-C, ends the children.
    """
    with relayed() as messages:
        yield from _drawn(jobs, partial(_start, config, messages), seconds)


def _drawn(
    jobs: Sequence[Job], start: Callable[[], _Worker], seconds: float
) -> Iterator[tuple[Job, Outcome]]:
    waiting = list(reversed(jobs))
    workers: list[_Worker] = []
    try:
        while waiting or workers:
            busy = sum(worker.job is not None for worker in workers)
            while waiting and len(workers) < min(MOST_WORKERS, len(waiting) + busy):
                workers.append(start())
            for worker in [worker for worker in workers if worker.job is None]:
                if not waiting:
                    workers.remove(worker)
                    worker.end()
                elif worker.ready:
                    worker.job, worker.deadline = waiting.pop(), stopwatch() + seconds
                    worker.connection.send(worker.job)
            if workers:
                yield from _collect(workers)
    finally:
        for worker in workers:
            worker.end()


def _start(config: str, messages: int) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    said = multiprocessing.connection.Connection(os.dup(messages), readable=False)
    process = context.Process(target=_serve, args=(theirs, said, config), daemon=True)
    with _sets_in_one_order():
        process.start()
    theirs.close()
    said.close()
    return _Worker(process, ours, stopwatch() + _START_LIMIT)


@contextmanager
def _sets_in_one_order() -> Iterator[None]:
    """Let a child begin with a fixed hash seed: authors draw what a set holds in its order."""
    before = os.environ.get("PYTHONHASHSEED")
    os.environ["PYTHONHASHSEED"] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONHASHSEED"]
        else:
            os.environ["PYTHONHASHSEED"] = before


def _collect(workers: list[_Worker]) -> Iterator[tuple[Job, Outcome]]:
    """Wait for the next message, death or deadline, and hand on what it means."""
    soonest = min(worker.deadline for worker in workers)
    patience = None if soonest == _NEVER else max(0.0, soonest - stopwatch())
    heard = multiprocessing.connection.wait([w.connection for w in workers], patience)
    for worker in list(workers):
        outcome: Outcome | None = None
        if worker.connection in heard:
            outcome = _message(worker)
        elif stopwatch() >= worker.deadline:
            outcome = say("it was still drawing when its time was up")
        if outcome is None:
            continue
        job, worker.job, worker.deadline = worker.job, None, _NEVER
        if isinstance(outcome, str):
            workers.remove(worker)
            worker.end()
            if job is None:
                raise RuntimeError(f"no process for drawing could be started: {outcome}")
        if job is not None:
            yield job, outcome


def _message(worker: _Worker) -> Outcome | None:
    """What a child says; ``None`` if it is only that it can begin."""
    try:
        said: Outcome = worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join(1)
        message = "the process that drew it ended with exit code {exitcode}"
        return say(message, worker.process.exitcode)
    if worker.ready:
        return said
    worker.ready, worker.deadline = True, _NEVER
    return None


def _serve(connection: Connection, messages: Connection, config: str) -> None:
    """Draw what is sent until the other side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us, without a traceback
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ.update(MPLCONFIGDIR=config, MPLBACKEND="svg")
    os.environ.pop("MATPLOTLIBRC", None)
    # What an author prints is for the author's eyes, not part of the command's output.
    os.dup2(messages.fileno(), 2)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    from hakusho.figures import drawing, lettering  # noqa: PLC0415  matplotlib loads here only

    lettering.use_shipped_fonts()
    # The bold font is another family, which the SVG names and matplotlib does not look for.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    connection.send("ready")
    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(drawing.draw(job))


def _end_with_parent() -> None:
    """A build that is killed cannot end its children: they notice, whatever they are drawing."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
