"""Where finished pages are badly made up, seen on the pages alone.

What counts as bad: anything beyond the margins; a line of a paragraph alone at the head or the foot
of a page; white at a page's foot; a heading at a page's foot with less than two lines after it; a
figure above the heading of its own section, or behind the next one (JLREQ 2.5, 4.1 and 4.3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from hakusho.makeup.pages import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.makeup.pages import Frame, Line, Pages, Piece, Run

Kind = Literal["beyond", "widow", "orphan", "white", "heading", "outside"]
WHITE = 4
"""Lines at a page's foot that may stay white."""
AFTER_HEADING = 2
"""Lines that a heading needs after it."""
_NEAR = 4.0
"""Points by which letters may reach over a margin: PDFium measures some fonts generously."""
_ABOVE_NOTES = 1.5
"""Lines between the text and its notes, with the rule there."""
_POINTS_A_MM = 72 / 25.4
_EXHIBITS = frozenset({"picture", "caption", "cell"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something badly made up.

    Attributes:
        page: Of the file, from 1.
        piece: What it is about.
        line: The line of the piece; empty if it is about all of it.
        amount: Millimetres beyond the margin, white lines, lines after a heading.
        side: Which margin; whether a figure is above or behind its section.
    """

    kind: Kind
    page: int
    piece: Piece
    line: str = ""
    amount: float = 0
    side: str = ""


def faults_of(pages: Pages, frame: Frame, body: range) -> list[Fault]:
    """What is badly made up on pages.

    Args:
        pages: All that stands on them.
        frame: Where their text stands.
        body: The pages on which the text stands, from where it begins to where it ends.
    """
    seen = _Seen(pages, frame, body)
    return [
        *seen.beyond(),
        *seen.alone(),
        *seen.white(),
        *seen.headings(),
        *seen.outside(),
    ]


@dataclass(slots=True)
class _Set:
    """A piece with its lines."""

    piece: Piece
    lines: list[Line]
    by_page: dict[int, list[Line]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for line in self.lines:
            self.by_page.setdefault(line.page, []).append(line)

    @property
    def is_text(self) -> bool:
        return self.piece.kind not in {"note", *_EXHIBITS}


class _Seen:
    def __init__(self, pages: Pages, frame: Frame, body: range) -> None:
        self._pages, self._frame, self._body = pages, frame, body
        self._frames = [pages.frame_of(at, frame) for at in range(1, len(pages.sizes) + 1)]
        self._all = [_Set(piece, lines_of(piece, frame.pitch)) for piece in pages.pieces]

    def beyond(self) -> Iterator[Fault]:
        """What stands beyond a margin, once for each piece."""
        for each in self._all:
            found = [(reach, run) for run in each.piece.runs for reach in self._reach(run)]
            if found:
                (amount, side), run = max(found, key=lambda one: one[0][0])
                mm = amount / _POINTS_A_MM
                yield Fault("beyond", run.page, each.piece, run.text, mm, side)

    def _reach(self, run: Run) -> Iterator[tuple[float, str]]:
        frame = self._frames[run.page - 1]
        amounts = {
            "right": run.right - frame.right,
            "left": frame.left - run.left,
            "lower": (run.base if run.text else run.bottom) - frame.bottom,
        }
        yield from ((amount, side) for side, amount in amounts.items() if amount > _NEAR)

    def alone(self) -> Iterator[Fault]:
        """Paragraphs that leave one line on a page and have others on the page before or after."""
        for each in self._all:
            if each.piece.kind != "text" or len(each.by_page) == 1:
                continue
            first, last = min(each.by_page), max(each.by_page)
            if len(each.by_page[last]) == 1:
                yield Fault("widow", last, each.piece, each.by_page[last][0].text)
            elif len(each.by_page[first]) == 1:
                yield Fault("orphan", first, each.piece, each.by_page[first][0].text)

    def white(self) -> Iterator[Fault]:
        """Pages with white at their foot, or above the notes there, the last one of the text apart.

        On a page with figures and tables alone they may stand in its middle.
        """
        frame = self._frame
        for page in self._body[:-1]:
            here = [each for each in self._all if page in each.by_page]
            if not any(each.is_text for each in here) or self._pages.is_turned(page):
                continue
            notes = [
                line.top
                for each in here
                for line in each.by_page[page]
                if each.piece.kind == "note"
            ]
            limit = min(notes) - _ABOVE_NOTES * frame.pitch if notes else frame.bottom
            lowest, last = max(
                (line.bottom, at)
                for at, each in enumerate(here)
                for line in each.by_page[page]
                if each.piece.kind != "note"
            )
            lines = (limit - lowest) / frame.pitch
            if lines > WHITE + 0.5:
                yield Fault("white", page, here[last].piece, amount=int(lines))

    def headings(self) -> Iterator[Fault]:
        """Headings at the foot of a page that has less than two lines after them."""
        for at, each in enumerate(self._all):
            if each.piece.kind != "heading":
                continue
            page = max(each.by_page)
            below = each.by_page[page][-1].bottom
            if page in self._body[:-1]:
                count = self._lines_after(at, page, below)
                if count < AFTER_HEADING:
                    yield Fault("heading", page, each.piece, amount=count)

    def _lines_after(self, at: int, page: int, below: float) -> int:
        """How many lines stand on a page below a heading, of what comes after it."""
        count = 0
        for each in self._all[at + 1 :]:
            if each.piece.kind == "note":
                continue
            here = [line for line in each.by_page.get(page, ()) if line.top >= below - 1]
            if each.piece.kind in _EXHIBITS:
                count += AFTER_HEADING if here else 0
            elif not here:
                break
            else:
                count += len(here)
            if count >= AFTER_HEADING:
                break
        return count

    def outside(self) -> Iterator[Fault]:
        """Figures and tables above the heading of their own section, or behind the next one."""
        headings = [at for at, each in enumerate(self._all) if each.piece.kind == "heading"]
        for start, end in pairwise([*headings, len(self._all)]):
            ahead = self._all[end] if end < len(self._all) else None
            for each in self._all[start:end]:
                if each.piece.kind != "caption":
                    continue
                if _precedes(each, self._all[start]):
                    yield Fault("outside", each.lines[0].page, each.piece, side="above")
                elif ahead and _precedes(ahead, each):
                    yield Fault("outside", each.lines[0].page, each.piece, side="behind")


def _precedes(one: _Set, other: _Set) -> bool:
    """Whether something stands on a page before another, or above it and not beside it."""
    first, second = one.lines[0], other.lines[0]
    if first.page != second.page:
        return first.page < second.page
    beside = first.right < second.left or second.right < first.left
    return not beside and first.top < second.top
