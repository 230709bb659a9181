"""Many papers in one run: as many at once as there are processors, and each fault its own.

Each processor has one child, which builds paper after paper: what it has loaded for one is there
for the next. A child that dies takes one paper with it, and another child goes on.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread, local
from typing import TYPE_CHECKING

from hakusho.engine.engine import Engine
from hakusho.findings import Finding, Location, say
from hakusho.paper.folders import WRITTEN_FOLDERS
from hakusho.pipeline.result import Result
from hakusho.tools.boundary import BUILD
from hakusho.tools.interruption import sweep_scratch, tidied_after, without_interrupts
from hakusho.tools.writes import clear, recover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hakusho.making.order import Request

_INTERRUPTED = "interrupted; what was built stays, all else is as it was"
PROCESSORS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one paper."""

    paper: Path
    result: Result
    defect: Exception | None = None  # what went wrong in Hakusho itself; the result is then empty


def build_papers(
    papers: Sequence[Path],
    request: Request,
    *,
    force: bool,
    progress: Callable[[str], None],
    programs: bool = True,
) -> Iterator[Built]:
    """Build papers, each as an :class:`~hakusho.engine.engine.Engine` of its own does.

    Yields:
        What became of each, in the order given, as soon as it and all before it are done.
    """
    children = _Children(request, force=force, programs=programs)
    with (
        tidied_after(partial(_tidy, papers), _INTERRUPTED),
        ThreadPoolExecutor(min(PROCESSORS or 1, len(papers))) as threads,
    ):
        try:
            for number, built in enumerate(threads.map(children.build, papers), start=1):
                progress(say("{number} of {count:paper|papers}", number, len(papers)))
                yield built
        finally:
            threads.shutdown(cancel_futures=True)
            children.end()


class _Children:
    """A child process for each thread that asks for one."""

    def __init__(self, request: Request, *, force: bool, programs: bool) -> None:
        self._given = (request, force, programs)
        self._own = local()
        self._all: list[ProcessPoolExecutor] = []

    def build(self, paper: Path) -> Built:
        """Let this thread's child build a paper."""
        if not hasattr(self._own, "child"):
            self._own.child = self._start()
        try:
            with without_interrupts():
                building = self._own.child.submit(_build, paper, *self._given)
            return Built(paper, building.result())
        except BrokenProcessPool:
            self._own.child = self._start()
            return Built(paper, Result((_died(),)))
        except Exception as error:  # noqa: BLE001  a defect that one paper shows stops no other
            return Built(paper, Result(()), error)

    def _start(self) -> ProcessPoolExecutor:
        child = ProcessPoolExecutor(1, get_context("spawn"), _end_with_parent)
        self._all.append(child)
        return child

    def end(self) -> None:
        for child in self._all:
            child.shutdown(cancel_futures=True)


def _tidy(papers: Sequence[Path]) -> None:
    """Take away what children have left that were ended, or finish it."""
    sweep_scratch()
    for paper in papers:
        clear(paper, WRITTEN_FOLDERS)
        recover(paper / BUILD)


def _end_with_parent() -> None:
    """Let this process end when the one ends, however it does, that wants what is built here."""
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def _build(paper: Path, request: Request, force: bool, programs: bool) -> Result:  # noqa: FBT001
    with closing(Engine(paper, programs=programs)) as engine:
        return engine.build(request, force=force)


def _died() -> Finding:
    message = "the process that built this paper was ended from outside"
    hint = "Perhaps the machine had no memory left: build it by itself."
    return Finding.of("OUT020", Location("report/report.yaml"), message, hint)
