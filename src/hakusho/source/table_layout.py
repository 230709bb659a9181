"""Tables that are drawn with lines and spaces: which letters of the source each cell holds.

pandoc's manual, "Tables": simple and multiline tables have a rule of dashes that says where each
column begins, grid tables a frame. Columns are counted as letters are wide, a Japanese one as two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from hakusho.values.letters import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.ast.nodes import Row, Table
    from hakusho.source.positions import Positions

    _Grouping = Callable[[Sequence["_Line"], int], list[list["_Line"]]]

_HEAD, _PER_ROW = 50, 20
"""Lines that are looked at for a head and its rule, and for each row, at most."""
_COLUMNS = re.compile(r"[ \t>]*-+(?:[ \t]+-+)*[ \t]*")
_FRAME = re.compile(r"[ \t>]*\+[-=:+]+\+?[ \t]*|.*\+[-=:]{2,}\+.*")


@dataclass(frozen=True, slots=True)
class View:
    """A cell: its lines, and the offset in the source of each of their letters."""

    text: str
    offsets: Sequence[int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The cells of a table, row by row, and the offset at which it ends."""

    cells: tuple[View, ...]
    end: int


def is_drawn(table: Table, positions: Positions) -> bool:
    """Whether a table that was read is drawn with a frame of + and |."""
    begin, end = table.get("at", (0, 0))
    return any(map(_FRAME.fullmatch, positions.letters(begin, end - begin).split("\n")))


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    def slice(self, first: float, last: float) -> tuple[str, list[int]]:
        """The letters that begin between two columns, and their offsets."""
        column = 0
        found = []
        for number, letter in enumerate(self.text):
            if first <= column < last:
                found.append((letter, self.start + number))
            column += columns_of(letter)
        return "".join(letter for letter, _ in found), [offset for _, offset in found]


def lay_out(text: str, at: int, rows: Sequence[Row], *, multiline: bool) -> Layout | None:
    """Find the cells of a table.

    Args:
        text: Markdown.
        at: Where the table begins.
        rows: What pandoc read: rows of cells, with what they span.
        multiline: Whether its columns have widths, so that cells may hold several lines.

    Returns:
        Its cells; ``None`` for a pipe table, or if the source does not fit the rows.
    """
    if text.startswith("+", at):
        return _grid(list(_lines(text, at, _is_framed)), rows)
    if "|" in text[at : text.find("\n", at)]:
        return None
    lines = list(islice(_lines(text, at, lambda _line: True), _HEAD + _PER_ROW * len(rows)))
    return _ruled(lines, rows, _paragraphs if multiline else _single_lines)


def _lines(text: str, at: int, belongs: Callable[[str], bool]) -> Iterator[_Line]:
    start = text.rfind("\n", 0, at) + 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        blank = " " * max(at - start, 0)  # a list's marker, the end of what stands before
        line = _Line(start, blank + text[start + len(blank) : end])
        if not belongs(line.text):
            return
        yield line
        start = end + 1


def _is_framed(line: str) -> bool:
    return re.match(r"[ \t]*(?:>[ \t]?)*[|+]", line) is not None


def _view(lines: Sequence[_Line], first: float, last: float) -> View:
    letters, offsets = [], []
    for line in lines:
        text, at = line.slice(first, last)
        letters.append(text)
        offsets += [*at, at[-1] + 1 if at else line.start]
    return View("\n".join(letters), offsets)


# -- grid tables --------------------------------------------------------------------------------


def _grid(lines: Sequence[_Line], rows: Sequence[Row]) -> Layout | None:
    frames = [number for number, line in enumerate(lines) if _FRAME.fullmatch(line.text)]
    if len(frames) != len(rows) + 1:
        return None
    edges = sorted({edge for number in frames for edge in _edges(lines[number].text)})
    cells = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row[1]:
            while (number, column) in taken:
                column += 1
            down, across = cell[2], cell[3]
            if column + across >= len(edges) or number + down >= len(frames):
                return None
            taken |= {(number + y, column + x) for y in range(down) for x in range(across)}
            inside = lines[frames[number] + 1 : frames[number + down]]
            cells.append(_view(inside, edges[column] + 1, edges[column + across]))
    last = lines[frames[-1]]
    return Layout(tuple(cells), last.start + len(last.text))


def _edges(line: str) -> Iterator[int]:
    column = 0
    for letter in line:
        if letter == "+":
            yield column
        column += columns_of(letter)


# -- simple and multiline tables ----------------------------------------------------------------


def _ruled(
    lines: Sequence[_Line],
    rows: Sequence[Row],
    group: _Grouping,
) -> Layout | None:
    wanted = len(rows[0][1]) if rows else 0
    rules = [number for number, line in enumerate(lines) if _COLUMNS.fullmatch(line.text)]
    for number in rules:
        starts = [match.start() for match in re.finditer(r"-+", lines[number].text)]
        if len(starts) != wanted:
            continue
        found = group(lines, number)
        if len(found) == len(rows):
            return _cut(found, lines, number, starts)
    return None


def _single_lines(lines: Sequence[_Line], rule: int) -> list[list[_Line]]:
    head = [[line] for line in lines[:rule] if line.text.strip(" \t>")]
    body = []
    for line in lines[rule + 1 :]:
        if not line.text.strip(" \t>") or _COLUMNS.fullmatch(line.text):
            break
        body.append([line])
    return head + body


def _paragraphs(lines: Sequence[_Line], rule: int) -> list[list[_Line]]:
    head = [line for line in lines[:rule] if not _COLUMNS.fullmatch(line.text)]
    groups: list[list[_Line]] = [[]]
    for line in lines[rule + 1 :]:
        if _COLUMNS.fullmatch(line.text):
            break
        if line.text.strip(" \t>"):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    return [head, *groups] if head else groups


def _cut(
    groups: Sequence[Sequence[_Line]], lines: Sequence[_Line], rule: int, starts: Sequence[int]
) -> Layout:
    edges = [0, *starts[1:], float("inf")]
    cells = [_view(group, first, last) for group in groups for first, last in pairwise(edges)]
    last = groups[-1][-1] if groups[-1:] else lines[rule]
    after = [line for line in lines if line.start > max(last.start, lines[rule].start - 1)]
    for line in after[:2]:
        if _COLUMNS.fullmatch(line.text):
            last = line
            break
        if line.text.strip(" \t>"):
            break
    return Layout(tuple(cells), last.start + len(last.text))
