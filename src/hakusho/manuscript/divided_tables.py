"""Tables that are divided by their columns, for editions that have pages.

``fit=split`` divides a table that is wider than the text. By itself one is divided that has few
rows, for which a turned page would be white, or that not even a turned page holds. Its first
columns (``heads=``) stand in each part, and later parts are captioned 表1（続き）.

Where a part ends is estimated here, once for all editions; how each part is then set is theirs
(``templates/typst/tables.typ``, ``editions/docx_tables.py``).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array, attr, text, with_attr
from hakusho.ast.table_grid import cells_with_columns, parts_of, placed
from hakusho.ast.walk import attr_of, elements, rewrite, stringify
from hakusho.manuscript.notes import is_numbered_note
from hakusho.paper.layouts import PAGE_SIZES_MM
from hakusho.values.letters import WIDE, is_full_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Block, Caption, Cell, Element, Row, Table, TableBody
    from hakusho.manuscript.model import Metadata

FIT, HEADS = "fit", "heads"
"""The attributes of tables: how one is made to fit, and how many columns each part has again."""
FITS = ("auto", "small", "turn", "split")
DIVIDED = "divided"
"""The attribute of the parts of a table, which stand one below the other."""
_CUTS = "cuts"
_BOX = "box"
_ON_PAGES = frozenset({"pdf", "docx"})
_LETTER, _BOLD = 0.56, 0.61  # width of a Latin letter or a digit in full-width characters
_COMFORTABLE = 5.0
"""Full-width characters that a column keeps on a line, if it has so many."""
_USUAL, _SMALL, _SMALLEST = (8.5, 1.2), (7.5, 0.9), (6.5, 0.6)
"""Points of a letter, and the space beside a column's text in letters."""
_FEW_ROWS, _MANY_COLUMNS, _FEW_PARTS = 10, 8, 3
"""A table of at most so many rows and at least so many columns, which are numbers then, is divided
rather than turned, if that makes no more parts. Of more parts than that each stands across the
columns of the page, if it has several."""
_POINTS_A_MM = 72 / 25.4
_LETTERS, _SIZE, _MARGINS = 40.0, 10.5, 110.0
"""Letters of a line and their points, if the page has room for it beside its margins."""
_FRAME = 32.0
"""Points that a box takes of a line."""
_STEPS = 8
_BREAKS = re.compile(rf"[\s{WIDE}]|-(?=[A-Za-z])")


def with_cuts(blocks: list[Block], metadata: Metadata) -> list[Block]:
    """Mark in each table of a settled document how it is made to fit, and where it is divided.

    ``fit`` in the metadata is what holds for those that say nothing. Notes are not numbered yet.
    """
    fit = str(metadata.get(FIT, "auto"))

    def marked(table: Table, room: _Room) -> Table:
        given = dict(attr_of(table)[2]).get(FIT, fit)
        own = {FIT: given if given in FITS[1:] else "", _CUTS: ""}
        if not metadata.get("layout") and given in {"auto", "split"}:
            own[_CUTS] = " ".join(map(str, _cuts(table, given, room)))
        return _with_pairs(table, own) if any(own.values()) else table

    def change(element: Element) -> Element | None:
        if element["t"] == "Table":
            return marked(element, room)
        if element["t"] == "Div" and _BOX in attr_of(element)[1]:
            line = room.column - _FRAME
            return rewrite(element, partial(_in_tables, change=partial(marked, room=_Room(line))))
        return None

    room = _room(metadata)
    return rewrite(blocks, change)


def _in_tables(element: Element, change: Callable[[Table], Table]) -> Element | None:
    return change(element) if element["t"] == "Table" else None


def as_shown(blocks: list[Block], edition: str, labels: Mapping[str, str]) -> list[Block]:
    """The tables of a document as an edition shows them.

    ``labels`` has the words behind the number of a table that goes on. The blocks come back
    themselves where nothing is said of any table.
    """
    if not any(_is_ours(each) for each in elements(blocks)):
        return blocks

    def change(element: Element) -> Element | list[Element] | None:
        if element["t"] != "Table" or not _is_ours(element):
            return None
        if edition not in _ON_PAGES:
            return _with_pairs(element, {FIT: "", HEADS: "", _CUTS: ""})
        plain = _with_pairs(element, {HEADS: "", _CUTS: ""})
        cuts = _given_cuts(element)
        return _divided(plain, cuts, _heads(element), labels) if cuts else plain

    return rewrite(blocks, change)


def _is_ours(element: Element) -> bool:
    return element["t"] == "Table" and any(
        key in {FIT, HEADS, _CUTS} for key, _ in attr_of(element)[2]
    )


def _with_pairs(table: Table, new: Mapping[str, str]) -> Table:
    ident, classes, pairs = attr_of(table)
    kept = [(key, value) for key, value in pairs if key not in new]
    return with_attr(
        table, attr(ident, classes, [*kept, *(pair for pair in new.items() if pair[1])])
    )


def _heads(table: Table) -> int:
    given = dict(attr_of(table)[2]).get(HEADS, "")
    return min(int(given) if given.isdecimal() else 1, len(table["c"][2]) - 1)


def in_printed_order(table: Table) -> Iterator[Cell]:
    """The cells of a table as pages have them: part by part where it is divided.

    Notes are numbered in this order, in all editions.
    """
    cuts = _given_cuts(table)
    cells = sorted(cells_with_columns(table), key=lambda each: bisect_right(cuts, each[0]))
    return (cell for _, cell in cells)


def _given_cuts(table: Table) -> list[int]:
    return [int(cut) for cut in dict(attr_of(table)[2]).get(_CUTS, "").split()]


@dataclass(frozen=True, slots=True)
class _Room:
    """Points that a table may be wide: in a column, across all of them, and on a turned page.

    In a frame it has the column alone.
    """

    column: float
    across: float = 0.0
    turned: float = 0.0


def _room(metadata: Metadata) -> _Room:
    sizes = PAGE_SIZES_MM[str(metadata.get("page_size") or "a4")]
    width, height = (each * _POINTS_A_MM for each in sizes)
    frame = metadata.get("frame") or {}
    size = frame.get("body_size", _SIZE)
    columns, gap = frame.get("columns", 1), frame.get("column_gutter", 2) * size
    wished = columns * frame.get("line_length", _LETTERS) * size + (columns - 1) * gap
    across = min(wished, width - _MARGINS)
    return _Room((across - (columns - 1) * gap) / columns, across, height - width + across)


def _cuts(table: Table, fit: str, room: _Room) -> list[int]:
    """The columns, from 0, with which later parts begin; none for a table that stays whole."""
    needed = _needed(table)
    if fit == "split":
        whole = _points(needed, _USUAL) <= room.column
        return [] if whole else _divide(table, needed, room.column, _USUAL)
    least = _points(needed, _SMALLEST)
    most = max(room.column, room.across)
    cuts = _divide_by_itself(table, needed, room) if least > most else []
    low = len(parts_of(table)[1]) <= _FEW_ROWS and len(cuts) < _FEW_PARTS
    low &= len(needed) >= _MANY_COLUMNS
    return cuts if low or least > room.turned else []


def _divide_by_itself(table: Table, needed: Sequence[float], room: _Room) -> list[int]:
    """Cut a table for a column, or for all columns of the page, if one makes many parts of it."""
    cuts = _divide(table, needed, room.column, _SMALL)
    if len(cuts) < _FEW_PARTS or room.across <= room.column:
        return cuts
    return _divide(table, needed, room.across, _SMALL)


def _points(needed: Sequence[float], look: tuple[float, float]) -> float:
    size, space = look
    return sum((each + space) * size for each in needed)


def _needed(table: Table) -> list[float]:
    """What each column needs in full-width characters: its longest piece, or a short line."""
    needed = [1.0] * len(table["c"][2])
    heads = {id(cell) for row in placed(parts_of(table)[0]) for _, cell in row}
    for column, cell in cells_with_columns(table):
        if cell[3] > 1:
            continue
        letter = _BOLD if id(cell) in heads else _LETTER
        for line in stringify(cell[4]).split("\n"):
            piece = max(_width(piece, letter) for piece in _BREAKS.split(line))
            easy = min(_width(line, letter), _COMFORTABLE)
            needed[column] = max(needed[column], piece, easy)
    return needed


def _width(line: str, letter: float) -> float:
    return sum(1.0 if is_full_width(char) else letter for char in line)


def _divide(
    table: Table, needed: Sequence[float], line: float, look: tuple[float, float]
) -> list[int]:
    """Cut so that each part fits a line, if it can, and not through a group of columns."""
    heads = _heads(table)
    free = line - _points(needed[:heads], look)
    even = _points(needed[heads:], look) / (count := _parts_for(needed[heads:], free, look))
    cuts: list[int] = []
    for step in range(_STEPS + 1):  # as even as can be without one part more
        cuts = _cut(table, needed, even + max(free - even, 0) * step / _STEPS, look)
        if len(cuts) < count:
            break
    return cuts


def _parts_for(needed: Sequence[float], free: float, look: tuple[float, float]) -> int:
    whole = _points(needed, look)
    return max(1, math.ceil(whole / free)) if free > 0 else len(needed)


def _cut(
    table: Table, needed: Sequence[float], most: float, look: tuple[float, float]
) -> list[int]:
    """Cut before each column that is too much for a part of this width."""
    groups = _within_groups(table)
    cuts: list[int] = []
    start, taken = _heads(table), 0.0
    for column in range(start, len(needed)):
        own = _points([needed[column]], look)
        if taken and taken + own > most:
            at = next((each for each in range(column, start, -1) if each not in groups), column)
            cuts.append(at)
            start, taken = at, _points(needed[at:column], look)
        taken += own
    return cuts


def _within_groups(table: Table) -> set[int]:
    """The columns that a head over several columns joins to the one before."""
    found: set[int] = set()
    for row in placed(parts_of(table)[0]):
        for column, cell in row:
            found |= set(range(column + 1, column + cell[3]))
    return found


def _divided(
    table: Table, cuts: Sequence[int], heads: int, labels: Mapping[str, str]
) -> list[Element]:
    count = len(table["c"][2])
    parts: list[Element] = []
    for first, last in zip((heads, *cuts), (*cuts, count), strict=True):
        parts.append(_part(table, {*range(heads), *range(first, last)}, again=bool(parts)))
    rest = [_continued(cast("Table", part), labels) for part in parts[1:]]
    return [_with_pairs(cast("Table", part), {DIVIDED: "true"}) for part in (parts[0], *rest)]


def _part(table: Table, columns: set[int], *, again: bool) -> Table:
    own, caption, specs, head, bodies, foot = table["c"]

    def rows(given: Sequence[Row]) -> list[Row]:
        return _rows(given, columns, again=again)

    made: list[TableBody] = [
        array(body[0], min(body[1], len(columns)), rows(body[2]), rows(body[3])) for body in bodies
    ]
    return {
        **table,
        "c": array(
            own,
            caption,
            [spec for at, spec in enumerate(specs) if at in columns],
            array(head[0], rows(head[1])),
            made,
            array(foot[0], rows(foot[1])),
        ),
    }


def _rows(rows: Sequence[Row], columns: set[int], *, again: bool) -> list[Row]:
    first = min(columns.difference(range(len(columns))), default=0)
    made: list[Row] = []
    for row, cells in zip(rows, placed(rows), strict=True):
        kept: list[Cell] = []
        for column, cell in cells:
            over = len(columns.intersection(range(column, column + cell[3])))
            if over:
                repeated = again and column < first
                content = without_notes(cell[4]) if repeated else cell[4]
                kept.append(array(cell[0], cell[1], cell[2], over, content))
        made.append(array(row[0], kept))
    return made


def without_notes(blocks: list[Block]) -> list[Block]:
    """Blocks that are printed once more: their notes and ids are where they stood first."""

    def change(element: Element) -> Element | list[Element] | None:
        if is_numbered_note(element):
            return []
        if element["t"] in {"Span", "Link", "Code", "Image"} and attr_of(element)[0]:
            _, classes, pairs = attr_of(element)
            return with_attr(element, attr("", classes, pairs))
        return None

    return rewrite(blocks, change)


def _continued(table: Table, labels: Mapping[str, str]) -> Table:
    """A later part: without an id, captioned with its number alone, if it has one."""
    own, caption, *rest = table["c"]
    numbers = (
        each
        for each in elements(caption[1])
        if each["t"] == "Span" and "caption-number" in attr_of(each)[1]
    )
    number = next(numbers, None)
    words: Caption = array(None, [])
    if number is not None:
        words = array(None, [{"t": "Plain", "c": [number, text(labels["continued"])]}])
    return cast("Table", {**table, "c": [attr("", own[1], own[2]), words, *rest]})
