"""Where finished pages are badly made up, seen on the pages alone.

What counts as bad: anything beyond the margins; a line of a paragraph alone at the head or the foot
of a page; white at a page's foot, or above the figures there; a heading at a page's foot with less
than two lines after it; a figure above the heading of its own section, or behind the next chapter,
or before one with a lower number
(JLREQ 2.5, 4.1 and 4.3). Where the text runs in columns, each of them is looked at as a page is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from hakusho.makeup.page_columns import EXHIBITS, Columns, exhibits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.makeup.page_columns import Placed
    from hakusho.makeup.pages import Frame, Pages, Piece, Run
    from hakusho.manuscript.page_map import Spot

Kind = Literal["beyond", "widow", "orphan", "white", "gap", "heading", "outside", "order"]
WHITE = 4
"""Lines at a page's foot that may stay white."""
AFTER_HEADING = 2
"""Lines that a heading needs after it."""
_UNDIVIDED = 3
"""Lines of a paragraph of which no page gets a part, or one would be alone."""
_ROWS = 3
"""Rows of a table that stay together: its head and the first two below that."""
_NEAR = 4.0
"""Points by which letters may reach over a margin: PDFium measures some fonts generously."""
_BELOW_TEXT = 1.5
"""Lines between the text and its notes, with the rule there, or a figure below all columns."""
_AROUND_EXHIBIT = 1.3
"""Lines between the text and a figure or a table below it (``exhibit-space`` in settings.typ)."""
_POINTS_A_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Fault:
    """Something badly made up.

    Attributes:
        page: Of the file, from 1.
        piece: What it is about.
        column: Which of the page's columns, from 1; 0 where that does not matter.
        line: The line of the piece; empty if it is about all of it.
        amount: Millimetres beyond the margin, white lines, lines after a heading.
        side: Which margin; whether a figure is above its section or behind its chapter.
    """

    kind: Kind
    page: int
    piece: Piece
    column: int = 0
    line: str = ""
    amount: float = 0
    side: str = ""


def faults_of(pages: Pages, frame: Frame, begin: Spot, end: Spot) -> list[Fault]:
    """What is badly made up on pages.

    Args:
        pages: All that stands on them.
        frame: Where their text stands.
        begin: Where the text begins.
        end: Where it ends.
    """
    seen = _Seen(pages, frame, begin, end)
    return [
        *seen.beyond(),
        *seen.alone(),
        *seen.white(),
        *seen.headings(),
        *seen.outside(),
        *seen.disordered(),
    ]


class _Seen:
    def __init__(self, pages: Pages, frame: Frame, begin: Spot, end: Spot) -> None:
        self._pages, self._frame = pages, frame
        self._columns = Columns(pages, frame, begin, end)
        self._all = self._columns.placed
        self._in: dict[int, list[Placed]] = defaultdict(list)  # by the column
        self._across: dict[int, list[Placed]] = defaultdict(list)  # by the page
        for each in self._all:
            if each.is_across:
                self._across[each.first.page].append(each)
                continue
            for column in each.by_column:
                self._in[column].append(each)

    def beyond(self) -> Iterator[Fault]:
        """What stands beyond a margin, once for each piece."""
        for each in self._all:
            found = [(reach, run) for run in each.piece.runs for reach in self._reach(run, each)]
            if found:
                (amount, side), run = max(found, key=lambda one: one[0][0])
                mm = amount / _POINTS_A_MM
                yield Fault("beyond", run.page, each.piece, line=run.text, amount=mm, side=side)

    def _reach(self, run: Run, placed: Placed) -> Iterator[tuple[float, str]]:
        frame = self._columns.around(run, placed)
        amounts = {
            "right": run.right - frame.right,
            "left": frame.left - run.left,
            "lower": (run.base if run.text else run.bottom) - frame.bottom,
        }
        yield from ((amount, side) for side, amount in amounts.items() if amount > _NEAR)

    def _fault(
        self, kind: Kind, column: int, piece: Piece, line: str = "", amount: float = 0
    ) -> Fault:
        page, number = self._columns.page(column), self._columns.on_page(column)
        return Fault(kind, page, piece, number, line, amount)

    def alone(self) -> Iterator[Fault]:
        """Paragraphs that leave one line in a column and have others in that before or after."""
        for each in self._all:
            if each.piece.kind != "text" or len(each.by_column) == 1:
                continue
            first, last = min(each.by_column), max(each.by_column)
            if len(each.by_column[last]) == 1:
                yield self._fault("widow", last, each.piece, each.by_column[last][0].text)
            elif len(each.by_column[first]) == 1:
                yield self._fault("orphan", first, each.piece, each.by_column[first][0].text)

    def white(self) -> Iterator[Fault]:
        """Columns with white at their foot, or above what is there, but for the text's last one.

        On a page with figures and tables alone they may stand in its middle. White at a foot that
        headings and the two lines after them would not have had room in is no fault, nor is white
        that a figure had no room in, if only figures are left of the chapter. Above a figure it is
        one, since that can stand elsewhere.
        """
        pitch = self._frame.pitch
        for column in self._columns.body[:-1]:
            here = self._in[column]
            if not any(each.is_text for each in here) or self._pages.is_turned(
                self._columns.page(column)
            ):
                continue
            lowest, last = max(
                (line.bottom, at)
                for at, each in enumerate(here)
                for line in each.by_column[column]
                if each.piece.kind != "note"
            )
            lines = (self._foot(column, here, lowest) - lowest) / pitch
            most = max(WHITE, self._kept_together(column + 1)) + 0.5
            if lines > most:
                yield self._fault("white", column, here[last].piece, amount=int(lines))
            elif gap := self._gap(column, here):
                above, lines = gap
                if lines > WHITE + 0.5:
                    yield self._fault("gap", column, above.piece, amount=int(lines))

    def _gap(self, column: int, here: list[Placed]) -> tuple[Placed, float] | None:
        """The last of the text above figures at a column's foot, and how many lines are white."""
        body = [each for each in here if each.piece.kind != "note"]
        texts = [each for each in body if each.is_text]
        above = max(texts, key=lambda each: _extent(each, column)[1], default=None)
        if above is None:
            return None
        end = _extent(above, column)[1]
        if not any(_extent(each, column)[0] > end for each in body):
            return None
        tops = [top for each in here if (top := _extent(each, column)[0]) > end]
        white = (min(tops) - end) / self._frame.pitch
        return above, white - _AROUND_EXHIBIT

    def _kept_together(self, column: int) -> float:
        """How many lines the headings take that a column begins with, and what stays with them.

        The space above the first of them, of which there is none at a page's head, is one more.
        """
        here = sorted(
            (each for each in self._in[column] if each.piece.kind != "note"),
            key=lambda each: each.by_column[column][0].top,
        )
        if here and here[0].piece.kind in EXHIBITS:
            return self._last_of_chapter(column, here)
        if not here or here[0].piece.kind != "heading":
            return 0
        top = here[0].by_column[column][0].top
        return (_end_of_opening(here, column, self._frame.pitch) - top) / self._frame.pitch + 1

    def _last_of_chapter(self, column: int, here: list[Placed]) -> float:
        """How many lines a figure takes that a column begins with, if only figures end a chapter.

        Where text comes behind them in their chapter, that would have had room before them.
        """
        behind = next((each.piece for each in here if each.piece.kind not in EXHIBITS), None)
        if behind is None or behind.kind != "heading" or behind.level != 1:
            return 0
        first = min(exhibits([each.piece for each in here]))
        extents = [_extent(here[at], column) for at in first]
        height = max(low for _, low in extents) - min(high for high, _ in extents)
        return height / self._frame.pitch + _AROUND_EXHIBIT

    def _foot(self, column: int, here: list[Placed], lowest: float) -> float:
        """How far down a column text may go: to its notes, or to what stands below all columns."""
        page = self._columns.page(column)
        below = [
            *(each for each in here if each.piece.kind == "note"),
            *self._across[page],
        ]
        tops = [
            line.top
            for each in below
            for lines in each.by_column.values()
            for line in lines
            if line.page == page and (each.piece.kind == "note" or line.top > lowest)
        ]
        return min(tops) - _BELOW_TEXT * self._frame.pitch if tops else self._frame.bottom

    def headings(self) -> Iterator[Fault]:
        """Headings at the foot of a column that has less than two lines after them."""
        for at, each in enumerate(self._all):
            if each.piece.kind != "heading" or each.is_across:
                continue
            column = max(each.by_column)
            below = each.by_column[column][-1].bottom
            if column in self._columns.body[:-1]:
                count = self._lines_after(at, column, below)
                if count < AFTER_HEADING:
                    yield self._fault("heading", column, each.piece, amount=count)

    def _lines_after(self, at: int, column: int, below: float) -> int:
        """How many lines stand in a column below a heading, of what comes after it.

        A section of one line is whole.
        """
        count, apart, goes_on = 0, False, False  # whether an exhibit, and text, stand elsewhere
        for number in range(at + 1, len(self._all)):
            each = self._all[number]
            if each.piece.kind == "note" or each.is_across:
                continue
            here = [line for line in each.by_column.get(column, ()) if line.top >= below - 1]
            if each.piece.kind in EXHIBITS:
                count += AFTER_HEADING if here else 0
                apart = apart or not here
            elif not here and apart and each.piece.kind != "heading":
                goes_on = True  # it may be the notes of a table
            elif not here:
                is_whole = count and each.piece.kind == "heading" and not goes_on
                return AFTER_HEADING if is_whole else count
            else:
                count += len(here)
            if count >= AFTER_HEADING:
                break
        return count

    def outside(self) -> Iterator[Fault]:
        """Figures and tables above their section's heading, or behind the next chapter's."""
        headings = [at for at, each in enumerate(self._all) if each.piece.kind == "heading"]
        chapters = [at for at in headings if self._all[at].piece.level == 1]
        for start, end in pairwise([*headings, len(self._all)]):
            while chapters and chapters[0] < end:
                chapters.pop(0)
            ahead = self._all[chapters[0]] if chapters else None
            for each in self._all[start:end]:
                if each.piece.kind != "caption":
                    continue
                if _precedes(each, self._all[start]):
                    yield Fault("outside", each.first.page, each.piece, side="above")
                elif ahead and _precedes(ahead, each):
                    yield Fault("outside", each.first.page, each.piece, side="behind")

    def disordered(self) -> Iterator[Fault]:
        """Figures that stand before an earlier one, and tables likewise, by their captions."""
        last: dict[str, Placed] = {}
        for exhibit in sorted(exhibits(each.piece for each in self._all)):
            members = [self._all[at] for at in exhibit]
            caption = next((each for each in members if each.piece.kind == "caption"), None)
            if caption is None:
                continue
            kind = "cell" if any(each.piece.kind == "cell" for each in members) else "picture"
            if kind in last and _precedes(caption, last[kind]):
                yield Fault("order", caption.first.page, caption.piece)
            else:
                last[kind] = caption


def _extent(placed: Placed, column: int) -> tuple[float, float]:
    """How far up and down something reaches in a column."""
    lines = placed.by_column[column]
    return min(line.top for line in lines), max(line.bottom for line in lines)


def _end_of_opening(here: list[Placed], column: int, pitch: float) -> float:
    """How far down what a column begins with is kept together.

    Headings, two lines of text after them, all of a paragraph that cannot be divided, a line that
    leads to something else, a picture, the first rows of a table.
    """
    end, wanted = 0.0, AFTER_HEADING
    rows: list[float] = []  # the tops of a table's
    for each, after in zip(here, (*here[1:], None), strict=True):
        lines, kind = each.by_column[column], each.piece.kind
        if kind == "cell" and (not rows or lines[0].top - rows[-1] > pitch / 2):
            rows.append(lines[0].top)
        if len(rows) > _ROWS or (kind != "cell" and (rows or wanted <= 0)):
            break
        leads = kind == "text" and len(lines) == 1 and after and after.piece.kind != "text"
        taken = len(lines)
        if kind not in {"heading", *EXHIBITS} and not leads:
            taken = taken if taken <= _UNDIVIDED else min(taken, wanted)
            wanted -= taken
        wanted = AFTER_HEADING if kind == "heading" else 0 if kind == "picture" else wanted
        end = max(end, lines[taken - 1].bottom)
    return end


def _precedes(one: Placed, other: Placed) -> bool:
    """Whether something stands in a column before another, or above it and not beside it.

    What stands across columns is at the head or the foot of its page, so pages alone tell.
    """
    first, second = one.first, other.first
    if one.is_across or other.is_across:
        return first.page < second.page
    columns = min(one.by_column), min(other.by_column)
    if columns[0] != columns[1]:
        return columns[0] < columns[1]
    beside = first.right < second.left or second.right < first.left
    return not beside and first.top < second.top
