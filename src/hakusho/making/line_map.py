"""Which place of the author's files stands in each numbered line of a copy for referees.

The PDF is read for what is printed: the numbers in its margin, and the letters beside each. These
are looked for in the document, whose every word knows its place, so nothing is laid out twice.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.collation.bare_text import bare, places_in
from hakusho.collation.exemplar import exemplar_of
from hakusho.findings import Location
from hakusho.manuscript.conditions import of_edition
from hakusho.paper.folders import SETTINGS_PATH
from hakusho.tools.pdfium import functions, joined, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hakusho.ast.nodes import Block
    from hakusho.collation.exemplar import Passage
    from hakusho.making.order import Order
    from hakusho.tools.pdfium import Page

_SIGNS = re.compile("[\ufdd0-\ufdef―—]|\\d")
"""Marks of notes, which a PDF has as digits, and the dashes that templates set around a subtitle:
both are left out on both sides."""
_TOGETHER = 5.0
"""Points between the baselines of letters in one line: so far the mark of a note is raised."""
_SHORTEST, _TELLING, _FAR = 2, 5, 4000
"""Letters: a piece that can be looked for, one that is found far away as well, and what is far."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A numbered line: page and number as printed, what it says, and where that is written."""

    page: int
    number: int
    text: str
    path: str
    line: int
    column: int


def line_map(pdf: Path, blocks: list[Block], order: Order) -> list[PrintedLine]:
    """Read the numbered lines of a PDF, and find each in the author's files.

    A line that is found nowhere is left out: a heading of a template's own.
    """
    text = _written(blocks, order)
    found = []
    for page, number, said in printed_lines(pdf):
        where = text.place(said)
        if where is not None:
            found.append(PrintedLine(page, number, said, where.path, where.line, where.column))
    return found


def printed_lines(pdf: Path) -> Iterator[tuple[int, int, str]]:
    """Page, number and text of each line that has a number in the margin on its left."""
    with opened(pdf) as document:
        pages = [_letters(page) for page in document.pages()]
    for at, letters in enumerate(pages, 1):
        yield from ((at, number, said) for number, said in _numbered(letters))


_WORD_SPACE, _FIRST_WIDE = 1.2, "\u2e80"
"""Points between two words at least; the first letter of scripts without blanks."""

_Letter = tuple[float, float, float, str]
"""Left end, right end and baseline of a letter, in points, and what it is."""


def _letters(page: Page) -> list[_Letter]:
    pdfium, text = functions(), page.text
    found, x, y, box = [], ctypes.c_double(), ctypes.c_double(), (ctypes.c_float * 4)()
    units = page.units()
    for at, unit in enumerate(units):
        if unit.isspace() or "\udc00" <= unit <= "\udfff":
            continue
        letter = joined(units[at : at + 2]) if "\ud800" <= unit <= "\udbff" else unit
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        left, _, right, _ = box
        found.append((left, right, y.value, letter))
    return found


def _numbered(letters: Sequence[_Letter]) -> Iterator[tuple[int, str]]:
    """Numbers and lines of a page, from its head to its foot."""
    edge = _margin(letters)
    numbers = _rows([each for each in letters if each[1] < edge and each[3].isdecimal()])
    rows = _rows([each for each in letters if each[1] >= edge])
    for baseline, number in numbers:
        beside = [said for at, said in rows if abs(at - baseline) <= _TOGETHER]
        if beside:
            yield int(number), "".join(beside)


def _margin(letters: Sequence[_Letter]) -> float:
    """Where the text begins: left of it stand numbers alone, and they end one above the other."""
    ends: dict[int, int] = {}
    for _, right, _, letter in letters:
        if letter.isdecimal():
            ends[round(right)] = ends.get(round(right), 0) + 1
    begin = min((left for left, *_ in letters), default=0.0)
    near = {end: count for end, count in ends.items() if end < begin + _NUMBER_WIDTH}
    return max(near, key=lambda end: near[end]) + 1.0 if near else begin


_NUMBER_WIDTH = 16.0
"""Points that a number of three digits takes."""


def _rows(letters: Sequence[_Letter]) -> list[tuple[float, str]]:
    """Letters by rows, each with its baseline; what is raised belongs to the row around it."""
    rows: list[tuple[float, list[_Letter]]] = []
    for letter in sorted(letters, key=lambda each: -each[2]):
        if not rows or rows[-1][0] - letter[2] > _TOGETHER:
            rows.append((letter[2], []))
        rows[-1][1].append(letter)
    made = []
    for _, row in rows:
        baselines = sorted(each[2] for each in row)
        made.append((baselines[len(baselines) // 2], _spelled(sorted(row))))
    return made


def _spelled(row: Sequence[_Letter]) -> str:
    """The letters of a row, with blanks between words of scripts that have them."""
    text, before = "", 0.0
    for left, right, _, letter in row:
        apart = left - before > _WORD_SPACE and max(text[-1:], letter) < _FIRST_WIDE
        text += f" {letter}" if text and apart else letter
        before = right
    return text


@dataclass(slots=True)
class _Written:
    """The text of a document without blanks, and where its letters are written."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    places: list[Callable[[int], Location]] = field(default_factory=list)
    cursor: int = 0  # behind what was found last

    def add(self, text: str, place: Callable[[int], Location]) -> None:
        """Write on; ``place`` tells where the letter of an offset in this piece is written."""
        self.starts.append(len(self.text))
        self.places.append(place)
        self.text += text

    def place(self, line: str) -> Location | None:
        """Where a printed line begins: its text nearest to the line found before it."""
        for key in _keys(line):
            at = self._nearest(key)
            if at is not None:
                self.cursor = at + len(key)
                piece = bisect_right(self.starts, at) - 1
                return self.places[piece](at - self.starts[piece])
        return None

    def _nearest(self, key: str) -> int | None:
        if self.text.startswith(key, self.cursor):
            return self.cursor
        if len(key) < _SHORTEST:
            return None
        after, before = self.text.find(key, self.cursor), self.text.rfind(key, 0, self.cursor)
        known = [at for at in (after, before) if at >= 0]
        nearest = min(known, key=lambda at: abs(at - self.cursor), default=None)
        far = nearest is not None and abs(nearest - self.cursor) > _FAR
        return None if far and len(key) < _TELLING else nearest


def _keys(line: str) -> Iterator[str]:
    """What a line may be found by: all of it, then its beginning, then the rest."""
    whole = _SIGNS.sub("", bare(line))
    half = len(whole) // 2
    for key in dict.fromkeys((whole, whole[:half], whole[half:], whole[: half // 2])):
        if key:
            yield key


def _written(blocks: list[Block], order: Order) -> _Written:
    made, paper = _Written(), order.paper
    mark = (order.metadata.get("publication") or {}).get("mark", "")
    made.add(_SIGNS.sub("", bare(mark)), _always(Location(SETTINGS_PATH, 1, 1)))
    comma = "、" if order.metadata["language"] == "ja" else ", "
    for key in ("title", "subtitle", "date_text", "abstract", "keywords"):
        given = order.metadata.get(key) or ""
        said = comma.join(given) if isinstance(given, list) else str(given)
        place = paper.where(key.removesuffix("_text"))
        made.add(_SIGNS.sub("", bare(said)), _always(place))
    exemplar = exemplar_of(of_edition(blocks, "pdf"), order.metadata, {})
    notes = (passage for _, passage in exemplar.notes)
    for passage in (*exemplar.flow, *notes, *exemplar.captions, *exemplar.cells):
        _add(made, passage, order)
    return made


def _add(made: _Written, passage: Passage, order: Order) -> None:
    """A passage in pieces, one for each word whose place is known."""
    entries = order.sources.bibliography.entries
    origins, text = places_in(passage.text), bare(passage.text)
    if passage.entry in entries:  # of the list of works
        made.add(_SIGNS.sub("", text), _always(entries[passage.entry].location))
        return
    spots: list[tuple[int, int | None]] = [*passage.spots, (len(passage.text), None)]
    for (offset, position), (end, following) in pairwise(spots):
        first, last = (bisect_left(origins, each) for each in (offset, end))
        made.add(_SIGNS.sub("", text[first:last]), _from(order, position or 0, following))


def _always(place: Location) -> Callable[[int], Location]:
    return lambda _: place


def _from(order: Order, position: int, following: int | None) -> Callable[[int], Location]:
    """The place of a letter in a word that is written from a position on, up to the next word."""
    positions = order.manuscript.draft.positions

    def place(offset: int) -> Location:
        last = position + offset if following is None or following <= position else following - 1
        return positions.place(min(position + offset, last))

    return place
