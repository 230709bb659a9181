"""A paper as it is now, for all pages that look at it: painted first, proved after.

One save after another wakes it; what it then asks the engine is about the newest state, and what
it shows has a number that only grows. So ten quick saves are one or two paintings, and none of
them is shown after a later one.
"""

from __future__ import annotations

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from hakusho.findings import Finding, Location, in_order
from hakusho.making.painting import MARKS
from hakusho.tools.keeping import GivenUpError, never
from hakusho.tools.writes import refusal

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hakusho.engine.engine import Engine, Finished
    from hakusho.making.painting import PageBlock

_T = TypeVar("_T")
REPORT = ""
"""The document that is no brief."""
_KEPT = 8
"""How many pages are kept by their digest: those that a browser may just be about to ask for."""


@dataclass(frozen=True, slots=True)
class Document:
    """The page of the report or of a brief."""

    html: str
    # Where each block was written, by the name of its mark <!--block:NAME--> in the page.
    places: Mapping[str, Location] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Names what it shows, and where that was written."""
        return sha256(f"{self.html}\0{dict(self.places)}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Shown:
    """One state of a paper."""

    number: int = 0  # larger than that of each state before
    documents: Mapping[str, str] = field(default_factory=dict)  # digests of pages, by document
    # Documents whose page is an earlier one, since their sources yield none now.
    stale: frozenset[str] = frozenset()
    briefs: tuple[str, ...] = ()  # those that the paper has
    findings: tuple[Finding, ...] = ()
    proved: bool = False  # whether all checks have seen this state
    defect: str = ""  # what Hakusho itself has failed at, in words


class Live:
    """Keeps the newest state of a paper, and says when there is another.

    Its methods belong to one event loop; the engine is asked in a thread of its own.
    """

    def __init__(self, root: Path, engine: Engine, defect: Callable[[Exception], str]) -> None:
        """Begin with nothing shown; ``defect`` words what the engine should never raise."""
        self._root, self._engine, self._defect = root, engine, defect
        self._thread = ThreadPoolExecutor(1, "engine")
        self._woken = asyncio.Event()
        self._lookers: dict[asyncio.Event, str] = {}
        self._pages: dict[str, Document] = {}
        self._of_briefs: dict[str, tuple[Finding, ...]] = {}  # found when they were made
        self._proved_last = True  # whether the last checks came to their end
        self.shown = Shown()

    def wake(self) -> None:
        """Look at the sources again: they may have changed."""
        self._woken.set()

    async def run(self) -> None:
        """Show each state of the paper, until this is cancelled."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            briefs = sorted({*self._lookers.values()} - {REPORT})
            await self._report(self._paint_report)
            for brief in briefs:
                await self._report(partial(self._paint_brief, brief))
            if not self._woken.is_set():  # else this state is an old one already
                await self._proof(briefs)
            await self._ask(gc.collect)  # commands let nothing be collected by itself

    def page(self, digest: str) -> Document | None:
        """A page that is shown or was a moment ago; ``None`` if it is none of these."""
        return self._pages.get(digest)

    async def finished(self, edition: str, brief: str) -> Finished:
        """Make an edition as the engine does."""
        return await self._ask(partial(self._engine.finished, edition, brief))

    @contextmanager
    def looking_at(self, document: str) -> Iterator[asyncio.Event]:
        """Hold a document as one that somebody looks at.

        Yields:
            What is set whenever there is a new state.
        """
        told = asyncio.Event()
        self._lookers[told] = document
        self.wake()  # it may have slept, and a brief was not painted while nobody looked at it
        try:
            yield told
        finally:
            del self._lookers[told]

    def close(self) -> None:
        """Wait for the engine's last answer; it asks no more then."""
        self._thread.shutdown()

    def fail(self, error: Exception) -> None:
        """Say that something here has failed that never should."""
        self._show(replace(self.shown, defect=self._defect(error)))

    async def _ask(self, question: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, question)

    async def _report(self, work: Callable[[], Shown]) -> None:
        """Show what a piece of work yields, or that it has failed."""
        try:
            self._show(await self._ask(work))
        except Exception as error:  # noqa: BLE001  the author goes on writing
            refused = refusal(error)
            if refused is None:
                self.fail(error)
            else:
                self._show(replace(self.shown, findings=(refused,), proved=False))

    async def _proof(self, briefs: list[str]) -> None:
        """Show what the checks find; a save ends them, but not twice: who saves all the time."""
        ends = self._woken.is_set if self._proved_last else never
        self._proved_last = True
        with suppress(GivenUpError):
            await self._report(partial(self._prove, briefs, ends))
            return
        self._proved_last = False

    def _show(self, shown: Shown) -> None:
        if replace(shown, number=self.shown.number) == self.shown:
            return
        self.shown = replace(shown, number=self.shown.number + 1)
        for each in self._lookers:
            each.set()

    def _paint_report(self) -> Shown:
        page, before = self._engine.page(), self.shown
        known = () if REPORT in before.stale else before.findings  # until they are proved anew
        shown = replace(
            before,
            briefs=page.briefs,
            findings=page.findings or known,
            proved=False,
            defect="",
        )
        made = None if page.html is None else _document(page.html, page.blocks)
        return self._with_page(shown, REPORT, made, stale=bool(page.findings))

    def _paint_brief(self, brief: str) -> Shown:
        done = self._engine.finished("html", brief)
        self._of_briefs[brief] = done.findings
        page = None if done.data is None else _document(done.marked, done.blocks)
        shown = self._with_page(self.shown, brief, page, stale=page is None)
        return replace(shown, findings=_merged(shown.findings, done.findings))

    def _prove(self, briefs: list[str], ends: Callable[[], bool]) -> Shown:
        result = self._engine.check(is_given_up=ends)
        made = (self._of_briefs.get(each, ()) for each in briefs)
        return replace(self.shown, findings=_merged(result.findings, *made), proved=True)

    def _with_page(self, shown: Shown, name: str, page: Document | None, *, stale: bool) -> Shown:
        """A state with another page of a document; with the last one if there is none now."""
        documents = dict(shown.documents)
        if page is not None:
            documents[name] = newest = page.digest
            self._pages[newest] = self._pages.pop(newest, page)
            for digest in [each for each in self._pages if each not in documents.values()][:-_KEPT]:
                del self._pages[digest]
        others = shown.stale - {name}
        return replace(shown, documents=documents, stale=others | {name} if stale else others)


def _document(html: str, blocks: Sequence[PageBlock]) -> Document:
    """A page with marks; these are called by what stands there, and not counted."""
    names = {str(number): block.key for number, block in enumerate(blocks)}

    def called(mark: re.Match[str]) -> str:
        return mark[0].replace(mark[1], names.get(mark[1], mark[1]), 1)

    places = {each.key: Location(each.path, each.line, each.column) for each in blocks}
    return Document(MARKS.sub(called, html), places)


def _merged(*found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings of several sources, each once."""
    return in_order(dict.fromkeys(chain.from_iterable(found)))
