"""In which column of which page the pieces of a document stand, and which stand across columns.

The columns of all pages are counted on, from 0; where the text runs in one, a column is a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.makeup.pages import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.makeup.pages import Frame, Line, Pages, Piece, Run
    from hakusho.manuscript.page_map import Spot

EXHIBITS = frozenset({"picture", "caption", "cell"})
"""Kinds of pieces that figures and tables consist of."""
_BELOW = 2
"""Lines below a table within which its notes begin."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with its lines.

    Attributes:
        by_column: The lines in each column. What stands across is in the first of its page.
        is_across: Whether it stands across all columns of its page.
    """

    piece: Piece
    by_column: dict[int, list[Line]]
    is_across: bool = False

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.by_column[min(self.by_column)][0]

    @property
    def is_text(self) -> bool:
        """Whether it is a part of the running text."""
        return _is_text(self.piece)


class Columns:
    """The columns of a document's pages.

    Args:
        pages: All that stands on them.
        frame: Where their text stands.
        begin: Where the text begins, after what stands across columns above it.
        end: Where it ends, with figures and tables that come last.
    """

    def __init__(self, pages: Pages, frame: Frame, begin: Spot, end: Spot) -> None:
        self._pages, self._frame, self._begin = pages, frame, begin
        self._frames = [pages.frame_of(at, frame) for at in range(1, len(pages.sizes) + 1)]
        across = {*self._across(), *self._behind(end)} if frame.columns > 1 else set()
        self.placed = [
            self._place(piece, is_across=at in across) for at, piece in enumerate(pages.pieces)
        ]
        self.body = range(self._of_spot(begin), self._last(end) + 1)

    def page(self, column: int) -> int:
        """The page of a column."""
        return column // self._frame.columns + 1

    def on_page(self, column: int) -> int:
        """Which column of its page one is, from 1; 0 where there are no others."""
        return column % self._frame.columns + 1 if self._frame.columns > 1 else 0

    def around(self, run: Run, placed: Placed) -> Frame:
        """Where a run has to stand: in its column, or between the margins of its page."""
        page = self._frames[run.page - 1]
        if placed.is_across or self._frame.columns == 1:
            return page
        return page.column(self._frame.column_at(run.left))

    def _of(self, page: int, left: float) -> int:
        return (page - 1) * self._frame.columns + self._frame.column_at(left)

    def _of_spot(self, spot: Spot) -> int:
        return self._of(spot.page, spot.left)

    def _place(self, piece: Piece, *, is_across: bool) -> Placed:
        runs: dict[int, list[Run]] = {}
        for run in piece.runs:
            left = self._frame.left if is_across else run.left
            runs.setdefault(self._of(run.page, left), []).append(run)
        lines = {column: lines_of(own, self._frame.pitch) for column, own in runs.items()}
        return Placed(piece, lines, is_across)

    def _last(self, end: Spot) -> int:
        """The column with the last line of the text; behind it figures and tables may come."""
        last = self._of_spot(end)
        return max(
            (
                column
                for placed in self.placed
                if placed.is_text and not placed.is_across
                for column, lines in placed.by_column.items()
                if column < last or (column == last and lines[0].top < end.top)
            ),
            default=last,
        )

    def _across(self) -> Iterator[int]:
        """The places of pieces across columns: titles, wide figures and tables with their notes."""
        pieces = self._pages.pieces
        for at, piece in enumerate(pieces):
            if all(self._is_above(run) for run in piece.runs):
                yield at
        for exhibit in exhibits(pieces):
            if not self._stands_across([pieces[at] for at in exhibit]):
                continue
            yield from exhibit
            page, foot = max((run.page, run.bottom) for at in exhibit for run in pieces[at].runs)
            for at in range(exhibit[-1] + 1, len(pieces)):
                first = pieces[at].runs[0]
                below = first.top - foot
                if first.page != page or not 0 <= below < _BELOW * self._frame.pitch:
                    break
                yield at
                foot = max(run.bottom for run in pieces[at].runs)

    def _behind(self, end: Spot) -> Iterator[int]:
        """The places of pieces behind the text: the colophon stands across columns."""
        column = self._of_spot(end)
        texts = [at for at, piece in enumerate(self._pages.pieces) if _is_text(piece)]
        before = [
            at
            for at in texts
            for run in self._pages.pieces[at].runs
            if self._of(run.page, run.left) == column and run.top < end.top
        ]
        if before:
            yield from (at for at in texts if at > before[-1])

    def _is_above(self, run: Run) -> bool:
        begin = self._begin
        return (run.page, run.bottom) < (begin.page, begin.top + 1) or self._pages.is_turned(
            run.page
        )

    def _stands_across(self, pieces: list[Piece]) -> bool:
        """Whether pieces stand over a gutter, or go back from a column to the one before."""
        runs = [run for piece in pieces for run in piece.runs]
        between = self._frame.gutter / 4
        for number in range(self._frame.columns - 1):
            gutter = (
                self._frame.column(number).right + between,
                self._frame.column(number + 1).left - between,
            )
            if any(run.left < gutter[1] and run.right > gutter[0] for run in runs):
                return True
        columns = [self._of(run.page, run.left) for run in runs]
        return any(later < earlier for earlier, later in pairwise(columns))


def _is_text(piece: Piece) -> bool:
    return piece.kind not in {"note", *EXHIBITS}


def exhibits(pieces: Iterable[Piece]) -> Iterator[list[int]]:
    """The pieces of each figure and each table, by their places; notes among them are none."""
    own: list[int] = []
    kinds: set[str] = set()
    numbered: dict[int, list[int]] = {}
    for at, piece in enumerate(pieces):
        if piece.kind == "note":
            continue
        if piece.exhibit:
            if piece.kind in EXHIBITS:
                numbered.setdefault(piece.exhibit, []).append(at)
            continue
        opens = {"caption": {"caption"}, "picture": {"caption", "cell"}, "cell": {"picture"}}
        if not kinds.isdisjoint(opens.get(piece.kind, kinds)):
            yield own
            own, kinds = [], set()
        if piece.kind in EXHIBITS:
            own.append(at)
            kinds.add(piece.kind)
    if own:
        yield own
    yield from numbered.values()
