"""Grid tables (pandoc manual, "Grid tables"): the one Markdown table whose cells hold line breaks.

pandoc reads a grid table's columns by character position, East Asian wide characters counting
two, and its relative widths from the number of dashes. So every character whose width is not
certain is written as a character reference, and columns are made so wide that no cell wraps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.values.letters import is_full_width

if TYPE_CHECKING:
    from collections.abc import Sequence

READER_COLUMNS = 72
"""pandoc's ``--columns``: a table of more characters takes the full width of the text."""

# Without U+3099 and U+309A, which are combining marks.
_WIDE_BLOCKS = (
    *(("\u3001", "\u3003"), ("\u300c", "\u300f"), ("\u3041", "\u3096"), ("\u30a1", "\u30fe")),
    *(("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uff01", "\uff5e")),
)
_NARROWEST = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid table.

    Attributes:
        align: ``left``, ``right`` or ``center``.
        weight: How much of the table's width it takes, next to the others.
    """

    align: str
    weight: float


def grid(columns: Sequence[Column], header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a grid table.

    Args:
        columns: One for each cell of a row.
        header: Markdown of the header's cells, one line each.
        rows: Markdown of the cells, each line of a cell a line of its own when printed.

    Returns:
        The table, without a caption, without a line end.
    """
    lines = [[_lines(cell) for cell in row] for row in (header, *rows)]
    widths = _widths([column.weight for column in columns], lines)
    head, *body = ("\n".join(_row(row, widths)) for row in lines)
    rule = _rule("-", widths, ["left"] * len(columns))
    marks = [column.align for column in columns]
    parts = [rule, head, _rule("=", widths, marks)]
    for row in body:
        parts += [row, rule]
    return "\n".join(parts)


def _lines(cell: str) -> list[str]:
    lines = [_certain(line) for line in cell.split("\n")]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def _certain(text: str) -> str:
    """The text with every character of uncertain width as a character reference."""
    return "".join(char if _width(char) else f"&#x{ord(char):X};" for char in text)


def _width(char: str) -> int:
    """2 for kana and kanji, 1 for ASCII, 0 for what is not certain."""
    if char.isascii():
        return 1
    if any(first <= char <= last for first, last in _WIDE_BLOCKS):
        return 2
    return 0


def _length(line: str) -> int:
    return sum(_width(char) for char in line)


def _widths(weights: Sequence[float], rows: Sequence[Sequence[list[str]]]) -> list[int]:
    """Characters between the bars: in proportion to the weights, and enough for every line."""
    needed = [
        max(_NARROWEST, *(_length(line) + 2 for row in rows for line in row[index]))
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


def display_width(text: str) -> int:
    """How wide a text is printed, in halves of a full-width character."""
    return sum(2 if is_full_width(char, ambiguous=True) else 1 for char in text)
