"""Finished pages, piece by piece, as they were read from a PDF.

Lengths are points; heights are measured downwards from the upper edge of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["text", "heading", "note", "caption", "cell", "picture", "code", "formula"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of letters in one font, or something drawn (without a text).

    Attributes:
        page: From 1.
        base: Where its letters stand; the lower edge of what is drawn.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    base: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a piece."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a heading, a note, a caption, a cell, a picture, a formula, a block of code.

    Attributes:
        runs: In reading order.
        level: Of a heading; those of chapters are the first.
        exhibit: The number of the figure or the table with a caption that it belongs to, from 1.
    """

    kind: Kind
    runs: tuple[Run, ...]
    level: int
    exhibit: int = 0

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the text of a page stands.

    Attributes:
        left: Its left edge, as ``top`` its upper one, ``right`` and ``bottom`` the others.
        pitch: From one line of the body to the next.
        columns: How many the text runs in, side by side.
        gutter: Between two of them.
    """

    left: float
    top: float
    right: float
    bottom: float
    pitch: float
    columns: int = 1
    gutter: float = 0

    @property
    def column_width(self) -> float:
        """How wide each of its columns is."""
        return (self.right - self.left - (self.columns - 1) * self.gutter) / self.columns

    def column_at(self, left: float) -> int:
        """The column, from 0, in which something stands that begins at ``left``."""
        if self.columns == 1:
            return 0
        step = self.column_width + self.gutter
        at = int((left - self.left + self.gutter / 2) // step)
        return min(max(at, 0), self.columns - 1)

    def column(self, number: int) -> Frame:
        """Where the text of a column stands, counted from 0."""
        left = self.left + number * (self.column_width + self.gutter)
        return replace(self, left=left, right=left + self.column_width, columns=1, gutter=0)


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of a PDF.

    Attributes:
        sizes: How wide and high each is.
        pieces: What stands on them, in reading order.
        text: All letters on each page, in the order of the file.
        tagged: All letters that have a tag, in reading order.
        notes: Number, page of the mark and page of the text of each note.
    """

    sizes: tuple[tuple[float, float], ...]
    pieces: tuple[Piece, ...]
    text: tuple[str, ...] = ()
    tagged: str = ""
    notes: tuple[tuple[str, int, int], ...] = ()

    def is_turned(self, page: int) -> bool:
        """Whether a page, from 1, is turned for a table, so that it is not like the first."""
        return self.sizes[page - 1] != self.sizes[0]

    def frame_of(self, page: int, usual: Frame) -> Frame:
        """Where the text of a page stands, which has the margins of all others."""
        wider, higher = (
            own - first for own, first in zip(self.sizes[page - 1], self.sizes[0], strict=True)
        )
        return replace(usual, right=usual.right + wider, bottom=usual.bottom + higher)


def lines_of(runs: Iterable[Run], pitch: float) -> list[Line]:
    """The lines that runs of a piece stand in, page by page and from top to bottom.

    What stands less than half of ``pitch`` above or below its neighbour is in the same line: a
    note's mark, an exponent, a numerator.
    """
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda each: (each.page, each.base)):
        last = lines[-1][-1] if lines else None
        if last and run.page == last.page and run.base - last.base < pitch / 2:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [_line(each) for each in lines]


def _line(runs: list[Run]) -> Line:
    return Line(
        runs[0].page,
        min(run.left for run in runs),
        min(run.top for run in runs),
        max(run.right for run in runs),
        max(run.bottom for run in runs),
        "".join(run.text for run in sorted(runs, key=lambda each: each.left)),
    )
