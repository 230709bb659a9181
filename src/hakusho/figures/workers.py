"""Child processes that draw and run scripts: what an author does there cannot harm the build.

``concurrent.futures`` gives up on all waiting jobs when one child dies and cannot end a child
that hangs, and ``multiprocessing`` unpickles what a child sends, so the few lines that do better
are here. A child draws one figure after another, which shares the half second that importing
matplotlib takes, as long as no figure leaves anything behind in it.
"""

from __future__ import annotations

import errno
import os
import signal
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from hakusho.figures.figure import Allowance, Job
from hakusho.figures.messages import (
    NO_ROOM,
    UnreadableError,
    answer_to,
    job_as_bytes,
    read_frame,
    write_frame,
)
from hakusho.findings import Finding, Location, say
from hakusho.tools.authors_python import HAS_PROCESSOR_LIMIT, Running
from hakusho.tools.interruption import scratch_folder
from hakusho.tools.processes import Patience
from hakusho.tools.terminal import relayed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hakusho.figures.messages import Answer, Question

MOST_WORKERS = min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
"""Each takes half a second of a processor to import matplotlib before it draws."""
_START_LIMIT = 120.0
"""Seconds that a child may take to start: the first one on a machine lists its fonts."""
_GLANCE = 0.5
"""Seconds after which it is looked whether a child that says nothing is still there."""
_FAREWELL = 2.0
"""Seconds that a child may take to end whose pipe has ended."""
_OF_NO_MEMORY = frozenset({"SIGABRT", "SIGBUS", "SIGKILL", "SIGSEGV"})
"""How a system or a library ends a program that has no memory left."""
_SERVING = "hakusho.figures.serving"


class _Worker:
    """A child with the thread that talks to it; its frames, ``None`` at the end, go to a queue."""

    def __init__(
        self, folder: Path, scratch: Path, config: str, messages: int, heard: SimpleQueue[_Heard]
    ) -> None:
        scratch.mkdir(parents=True, exist_ok=True)  # a figure may have deleted what it could
        variables = {"MPLCONFIGDIR": config, "MPLBACKEND": "svg"}
        self._running = Running(_SERVING, folder, scratch, variables, messages)
        self._heard = heard
        self._jobs: SimpleQueue[Question | None] = SimpleQueue()
        self.job: Question | None = None
        self.ready = self.has_drawn = False
        self.patience: Patience | None = Patience(self._running.pid, _START_LIMIT, _START_LIMIT)
        self._thread = Thread(target=self._talk, daemon=True)
        self._thread.start()

    def _talk(self) -> None:
        said: bytes | UnreadableError | None = None
        try:
            self._heard.put((self, read_frame(self._running.answers)))
            while (job := self._jobs.get()) is not None:
                write_frame(self._running.requests, job_as_bytes(job))
                self._heard.put((self, read_frame(self._running.answers)))
        except UnreadableError as error:
            said = error
        except (EOFError, OSError):
            said = None
        self._heard.put((self, said))
        self._running.close()

    def ask(self, job: Question) -> None:
        """Send a job; Windows counts no seconds of a processor, so there they are of the clock."""
        self.job, self.has_drawn = job, True
        may = job.allowance
        seconds = may.by_the_clock if HAS_PROCESSOR_LIMIT else may.seconds
        self.patience = Patience(self._running.pid, seconds, max(seconds, may.seconds))
        self._jobs.put(job)

    def has_answered(self) -> None:
        """Let it wait for the next job as long as it likes."""
        self.job, self.ready, self.patience = None, True, None

    def is_too_late(self) -> bool:
        """Whether it has taken too long to start, or to answer."""
        return self.patience is not None and self.patience.look()

    def is_gone(self) -> bool:
        """Whether it has ended by itself."""
        return self._running.ended()

    def exit_code(self) -> int | None:
        """Its exit code, negative for the number of a signal; ``None`` if it has none."""
        return self._running.exit_code(_FAREWELL)

    def end(self) -> None:
        """End the child, and all that it has started."""
        self._jobs.put(None)
        if self.ready and self.job is None:
            # It hears that its pipe ends, and goes: of a child that is killed nobody is told what
            # time of a processor it took.
            self._running.exit_code(_FAREWELL)
        self._running.end()
        self._thread.join(_FAREWELL)  # longer only if something that has got away holds a pipe


_Heard = tuple[_Worker, bytes | UnreadableError | None]


@contextmanager
def drawing(root: Path, *, config: str) -> Iterator[Workers]:
    """Child processes that draw figures of one paper, until the end of the block or Ctrl-C.

    Args:
        root: The paper's folder.
        config: The folder for matplotlib's own cache.
    """
    os.makedirs(config, exist_ok=True)  # noqa: PTH103  a name, not a path
    with scratch_folder() as scratch, relayed() as messages:
        workers = Workers(root, scratch, config, messages)
        try:
            yield workers
        finally:
            workers.end()


class Workers:
    """The children that draw a paper's figures, and what is still to be drawn."""

    def __init__(self, root: Path, scratch: Path, config: str, messages: int) -> None:
        """Start none yet: :func:`drawing` makes and ends them."""
        self._waiting: list[Question] = []
        self._root, self._scratch = root, scratch
        self._config, self._messages = config, messages
        self._workers: list[_Worker] = []
        self._started = 0
        self._heard: SimpleQueue[_Heard] = SimpleQueue()

    def ask(self, jobs: Sequence[Question]) -> Iterator[tuple[Question, Answer]]:
        """Draw figures, each once and within its allowance; then the children wait for more.

        Yields:
            Each job with its outcome, as they finish: a drawing, or findings, which also say how a
            child ended. Closing the iterator ends the children.
        """
        self._waiting, done = list(reversed(jobs)), False
        for worker in [each for each in self._workers if each.is_gone()]:
            self._let_go(worker)
        try:
            while self._waiting or any(worker.job for worker in self._workers):
                self._assign()
                yield from self._collect()
            done = True
        finally:
            if not done:
                self.end()

    def refresh(self) -> None:
        """Let one child wait that has drawn nothing yet, and no other.

        A module may leave things behind that another one would draw otherwise for.
        """
        for worker in [each for each in self._workers if each.has_drawn or each.is_gone()]:
            self._let_go(worker)
        if not self._workers:
            self._workers.append(self._start())

    def end(self) -> None:
        """End the children, and all that they have started."""
        self._waiting = []
        for worker in list(self._workers):
            self._let_go(worker)

    def _assign(self) -> None:
        """Give each idle worker a job; start as many as there is work for."""
        busy = sum(worker.job is not None for worker in self._workers)
        while len(self._workers) < min(MOST_WORKERS, len(self._waiting) + busy):
            self._workers.append(self._start())
        for worker in self._workers:
            if self._waiting and worker.ready and worker.job is None:
                worker.ask(self._waiting.pop())

    def _start(self) -> _Worker:
        self._started += 1
        room = self._scratch / str(self._started)
        return _Worker(self._root, room, self._config, self._messages, self._heard)

    def _let_go(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()

    def _collect(self) -> Iterator[tuple[Question, Answer]]:
        """Wait for the next message, death or deadline, and hand on what it means."""
        try:
            worker, said = self._heard.get(timeout=_GLANCE)
        except Empty:
            for worker in list(self._workers):
                if worker.is_gone():
                    yield from self._lost(worker, _how_it_ended(worker))
                elif worker.is_too_late():
                    yield from self._lost(worker, _too_late(worker))
            return
        if worker not in self._workers:
            return  # it was let go
        if isinstance(said, bytes):
            yield from self._said(worker, said)
        elif said is None:
            yield from self._lost(worker, _how_it_ended(worker))
        else:
            yield from self._lost(worker, _unreadable(worker, said))

    def _said(self, worker: _Worker, said: bytes) -> Iterator[tuple[Question, Answer]]:
        if not worker.ready:
            worker.has_answered()
            return
        job = worker.job
        if job is None:
            self._let_go(worker)  # it speaks without having been asked
            return
        try:
            outcome, spent = answer_to(job, said)
        except UnreadableError as error:
            yield from self._lost(worker, _unreadable(worker, error))
            return
        worker.has_answered()
        if spent:
            self._let_go(worker)
        yield job, outcome

    def _lost(self, worker: _Worker, finding: Finding) -> Iterator[tuple[Question, Answer]]:
        """A worker that draws no more, and what that means for its figure."""
        self._let_go(worker)
        if not worker.ready:
            message = say("no process for drawing could be started: {why}", finding.message)
            if worker.exit_code() == NO_ROOM:
                raise OSError(errno.ENOMEM, message, "figures")
            raise RuntimeError(message)
        if worker.job is not None:
            yield worker.job, (finding,)


def _where(worker: _Worker) -> Location:
    return Location(worker.job.path if worker.job else "figures")


def _rule(worker: _Worker) -> str:
    return worker.job.rule_id if worker.job else Job.rule_id


def _too_late(worker: _Worker) -> Finding:
    may = worker.job.allowance if worker.job else Allowance(_START_LIMIT)
    if not HAS_PROCESSOR_LIMIT:
        return _computing(worker, may.seconds)
    if worker.patience and worker.patience.over == "processor":  # in all that it has started
        return _computing(worker, worker.patience.processors)
    message = (
        "it was still running when {clock:g} s had passed, in which it computed for less than "
        "{seconds:g} s: it waits for something, or for what it has started"
    )
    hint = "It has nobody to wait for: neither network nor input. Let it compute by itself."
    return Finding.of(_rule(worker), _where(worker), message, hint, may.by_the_clock, may.seconds)


def _computing(worker: _Worker, seconds: float) -> Finding:
    message = "it was still running when its time was up ({seconds:g} s of a processor)"
    hint = (
        "Look for a loop that never ends, such as while True; if it only needs longer, raise "
        "limits.figure_seconds in report.yaml."
    )
    return Finding.of(_rule(worker), _where(worker), message, hint, seconds)


def _how_it_ended(worker: _Worker) -> Finding:
    where, code = _where(worker), worker.exit_code()
    if code is None:
        message = "its process closed what it answers through"
        return Finding.of(_rule(worker), where, message)
    if code >= 0:
        message = "its process ended with exit code {exitcode}"
        return Finding.of(_rule(worker), where, message, "", code)
    name = ""
    with suppress(ValueError):
        name = signal.Signals(-code).name
    if name == "SIGXCPU" and worker.job:
        return _computing(worker, worker.job.allowance.seconds)
    message = "its process was ended by the signal {name}"
    if name not in _OF_NO_MEMORY or worker.job is None:
        return Finding.of(_rule(worker), where, message, "", name or -code)
    hint = "Perhaps it had no memory left: it may take {megabytes:g} MB."
    return Finding.of(_rule(worker), where, message, hint, name, worker.job.allowance.megabytes)


def _unreadable(worker: _Worker, error: UnreadableError) -> Finding:
    message = "its process answered what is no answer to the question: {error}"
    return Finding.of(_rule(worker), _where(worker), message, "", error)
