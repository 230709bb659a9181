"""Grid tables, the one kind of Markdown table that holds line breaks and heads over columns.

pandoc (manual, "Grid tables") reads their columns by character position, East Asian wide characters
counting two, and relative widths from the number of dashes. So every character whose width is not
certain is written as a character reference, and columns are made so wide that no cell wraps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.values.letters import columns_of, is_wide

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROWEST_COLUMN = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid table.

    Attributes:
        align: ``left``, ``right`` or ``center``.
        weight: How much of the table's width it takes, next to the others.
    """

    align: str
    weight: float


@dataclass(frozen=True, slots=True)
class Over:
    """A head over several columns.

    Attributes:
        head: Its Markdown, one line.
        first: The first of the columns, from 0.
        last: The last of them.
    """

    head: str
    first: int
    last: int


def grid(
    columns: Sequence[Column],
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    over: Sequence[Over] = (),
) -> str:
    """Write a grid table.

    Args:
        columns: One for each cell of a row.
        header: Markdown of the header's cells, one line each.
        rows: Markdown of the cells, each line of a cell a line of its own when printed.
        over: Heads over columns, none of which is in two; heads beside them are as high as both.

    Returns:
        The table, without a caption, without a line end.
    """
    lines = [[_grid_lines(cell) for cell in row] for row in (header, *rows)]
    widths = _widths([column.weight for column in columns], lines)
    for each in over:
        _widen(widths, each)
    head, *body = ("\n".join(_row(row, widths)) for row in lines)
    rule = _rule("-", widths, ["left"] * len(columns))
    marks = [column.align for column in columns]
    above = _heads_over(over, header, widths) if over else []
    if above:
        head = "\n".join(_row(_below(over, lines[0]), widths))
    parts = [*(above or [rule]), head, _rule("=", widths, marks)]
    for row in body:
        parts += [row, rule]
    return "\n".join(parts)


def _grid_lines(cell: str) -> list[str]:
    lines = [_certain(line) for line in cell.split("\n")]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def _certain(text: str) -> str:
    """The text with every character of uncertain width as a character reference."""
    return "".join(char if _width(char) else f"&#x{ord(char):X};" for char in text)


def _width(char: str) -> int:
    """2 for East Asian text, 1 for ASCII, 0 for what is not certain: accents, emoji."""
    if char.isascii():
        return 1
    return 2 * (is_wide(char) and columns_of(char) > 1)


def _length(line: str) -> int:
    return sum(map(_width, line))


def _widths(weights: Sequence[float], rows: Sequence[Sequence[list[str]]]) -> list[int]:
    """Characters between the bars: in proportion to the weights, and enough for every line."""
    needed = [
        max(_NARROWEST_COLUMN, *(_length(line) + 2 for row in rows for line in row[index]))
        for index in range(len(weights))
    ]
    scale = max(need / weight for need, weight in zip(needed, weights, strict=True))
    scale = max(scale, sum(needed) / sum(weights))
    return [math.ceil(weight * scale) for weight in weights]


def _rule(sign: str, widths: Sequence[int], aligns: Sequence[str]) -> str:
    pieces = []
    for width, align in zip(widths, aligns, strict=True):
        left = ":" if sign == "=" and align in {"left", "center"} else sign
        right = ":" if sign == "=" and align in {"right", "center"} else sign
        pieces.append(left + sign * (width - 2) + right)
    return f"+{'+'.join(pieces)}+"


def _row(cells: Sequence[list[str]], widths: Sequence[int]) -> list[str]:
    height = max(len(cell) for cell in cells)
    printed = []
    for at in range(height):
        pieces = []
        for cell, width in zip(cells, widths, strict=True):
            line = cell[at] if at < len(cell) else ""
            pieces.append(f" {line}{' ' * (width - 1 - _length(line))}")
        printed.append(f"|{'|'.join(pieces)}|")
    return printed


def _widen(widths: list[int], over: Over) -> None:
    """Make columns so wide that the head over them has room."""
    held = widths[over.first : over.last + 1]
    lacking = _length(_certain(over.head)) + 2 - sum(held) - (len(held) - 1)
    if lacking > 0:
        widths[over.last] += lacking


def _heads_over(over: Sequence[Over], header: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines above the heads of the columns: a rule, heads over columns, a rule below these."""
    starts = {each.first: each for each in over}
    inside = {at for each in over for at in range(each.first, each.last + 1)}
    top, line, below = "", "", ""
    at = 0
    while at < len(widths):
        held = starts.get(at)
        last = held.last if held else at
        width = sum(widths[at : last + 1]) + last - at
        text = _certain(held.head if held else header[at])
        top += f"+{'-' * width}"
        line += f"| {text}{' ' * (width - 1 - _length(text))}"
        if held:
            below += "".join(f"+{'-' * each}" for each in widths[at : last + 1])
        else:
            below += ("+" if at - 1 in inside else "|") + " " * width
        at = last + 1
    closing = "+" if len(widths) - 1 in inside else "|"
    return [f"{top}+", f"{line}|", f"{below}{closing}"]


def _below(over: Sequence[Over], heads: Sequence[list[str]]) -> list[list[str]]:
    """The heads of the columns that a head is over; those beside stand above already."""
    inside = {at for each in over for at in range(each.first, each.last + 1)}
    return [head if at in inside else [""] for at, head in enumerate(heads)]
