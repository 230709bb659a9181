"""A matrix: what holds between rows and columns, such as who may decide what.

What holds is a mark with a form of its own, explained in the key, or a few words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import cos, pi, sin
from typing import TYPE_CHECKING, Literal, get_args

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.keys import SWATCH_MM, Item, Key
from hakusho.figures.theme import INK, MUTED, PAPER, SOFT, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

Form = Literal["full", "half", "open", "cross", "dash", "question"]
_FORMS: tuple[Form, ...] = get_args(Form)
_RADIUS_MM = 1.25
_HEAD_SHARE, _PAD_MM, _LEAST_COLUMN_MM = 0.34, 1.2, 8.0
_ROW_PAD_MM = 1.8


@dataclass(frozen=True, slots=True)
class Mark:
    """What may hold: its name in the key, and its form; without one a free form is taken."""

    id: str
    label: str
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds between a row and a column: the id of a mark, or words."""

    row: str
    column: str
    holds: str


def matrix(
    cells: Sequence[Cell],
    *,
    marks: Sequence[Mark] = (),
    width_mm: float = 150,
    most_height_mm: float = 215,
    theme: Theme = THEME,
) -> Figure:
    """Draw a matrix.

    Args:
        cells: Rows and columns stand in the order in which they come.
        marks: In the order of the key.
        width_mm: Of the figure.
        most_height_mm: What a page has room for.
        theme: The looks.

    Raises:
        ChartError: If there is no cell, one is there twice, there are more marks than forms, or the
            width has no room for the heads of columns.
    """
    if not cells:
        raise ChartError("a matrix needs at least one cell")
    found: dict[tuple[str, str], str] = {}
    for cell in cells:
        if (cell.row, cell.column) in found:
            message = "the matrix has two cells for '{row}' and '{column}'"
            raise ChartError(message, cell.row, cell.column)
        found[cell.row, cell.column] = cell.holds
    return _Drawing(found, with_forms(marks), width_mm, most_height_mm, theme).sheet.figure


def with_forms(marks: Sequence[Mark]) -> dict[str, tuple[str, Form]]:
    """The label and the form of each mark by its id; no two have one form.

    Raises:
        ChartError: If there are more marks than forms, or two are given one.
    """
    given = [mark.form for mark in marks if mark.form]
    if len(marks) > len(_FORMS) or len(set(given)) < len(given):
        message = "{count} marks need as many forms; there are: {forms}"
        raise ChartError(message, len(marks), ", ".join(_FORMS), key="marks")
    free = [form for form in _FORMS if form not in given]
    return {mark.id: (mark.label, mark.form or free.pop(0)) for mark in marks}


class _Drawing:
    def __init__(
        self,
        found: Mapping[tuple[str, str], str],
        marks: Mapping[str, tuple[str, Form]],
        width_mm: float,
        most_height_mm: float,
        theme: Theme,
    ) -> None:
        self.found, self.marks, self.theme = found, marks, theme
        self.step = theme.step(theme.text)
        self.rows = list(dict.fromkeys(row for row, _ in found))
        self.columns = list(dict.fromkeys(column for _, column in found))
        limit = _HEAD_SHARE * width_mm
        self.names = [line_breaking.wrap(row, limit, theme.text) for row in self.rows]
        widest = max(lettering.width_mm(each, theme.text) for lines in self.names for each in lines)
        self.left = widest + 2 * _PAD_MM
        self.column = (width_mm - self.left) / len(self.columns)
        self._inspect(width_mm)
        self.heads = [self._wrapped(column) for column in self.columns]
        self.top = max(map(len, self.heads)) * self.step + _ROW_PAD_MM
        self.heights = [self._height(at) for at in range(len(self.rows))]
        used = {holds for holds in found.values() if holds in marks}
        items = [
            Item(label, partial(_swatch, form=form))
            for key, (label, form) in marks.items()
            if key in used
        ]
        key = Key(items, width_mm, theme)
        foot = self.top + sum(self.heights) + 1.2
        height = foot + key.height
        if height > most_height_mm:
            message = "{count} rows need a height of {height:.0f} mm of {room:g} mm: show fewer"
            raise ChartError(message, len(self.rows), height, most_height_mm)
        self.sheet = Canvas(width_mm, height, theme)
        self._draw_heads()
        self._draw_rows()
        key.draw(self.sheet, foot)

    def _inspect(self, width_mm: float) -> None:
        words = [holds for holds in self.found.values() if holds not in self.marks]
        room = self.column - _PAD_MM
        for text in (*self.columns, *words):
            piece = line_breaking.unbroken_mm(text, self.theme.text, bold=text in self.columns)
            if self.column < _LEAST_COLUMN_MM or piece > room:
                message = (
                    "at a width of {width:g} mm {count:column has|columns have} no room for "
                    "'{text}': exchange rows and columns, or shorten it"
                )
                raise ChartError(message, width_mm, len(self.columns), text)

    def _wrapped(self, text: str, *, bold: bool = True) -> list[str]:
        return line_breaking.wrap(text, self.column - _PAD_MM, self.theme.text, bold=bold)

    def _height(self, at: int) -> float:
        words = [
            self._wrapped(holds, bold=False)
            for (row, _), holds in self.found.items()
            if row == self.rows[at] and holds not in self.marks
        ]
        return max(map(len, [self.names[at], *words])) * self.step + _ROW_PAD_MM

    def _draw_heads(self) -> None:
        sheet, size = self.sheet, self.theme.text
        for at, lines in enumerate(self.heads):
            x = self.left + (at + 0.5) * self.column
            y = self.top - _ROW_PAD_MM / 2 - (len(lines) - 0.5) * self.step
            whole = self.columns[at]
            sheet.text(x, y, lines, size=size, bold=True, side="center", whole=whole)
        sheet.line([(0, self.top), (sheet.width_mm, self.top)])

    def _draw_rows(self) -> None:
        sheet, top = self.sheet, self.top
        for at, row in enumerate(self.rows):
            height, lines = self.heights[at], self.names[at]
            if at % 2:
                sheet.box(0, top, sheet.width_mm, height, face=SOFT, under=True)
            middle = top + height / 2
            first = middle - (len(lines) - 1) * self.step / 2
            sheet.text(_PAD_MM / 2, first, lines, size=self.theme.text, whole=row)
            for number, column in enumerate(self.columns):
                x = self.left + (number + 0.5) * self.column
                self._draw_cell(self.found.get((row, column), ""), x, middle)
            top += height
        ends = [(0, top), (sheet.width_mm, top)]
        sheet.line(ends, colour=MUTED, width=self.theme.rule)

    def _draw_cell(self, holds: str, x: float, middle: float) -> None:
        if holds in self.marks:
            draw_form(self.sheet, x, middle, self.marks[holds][1])
        elif holds:
            lines = self._wrapped(holds, bold=False)
            y = middle - (len(lines) - 1) * self.step / 2
            self.sheet.text(x, y, lines, size=self.theme.text, side="center", whole=holds)


def draw_form(sheet: Canvas, x: float, y: float, form: Form) -> None:
    """Draw a mark in the middle of a cell."""
    around = [_point(x, y, 2 * pi * at / 48) for at in range(48)]
    if form in {"full", "half", "open"}:
        sheet.area(around, face=INK if form == "full" else PAPER, edge=INK)
    if form == "half":
        sheet.area([_point(x, y, pi / 2 + pi * at / 24) for at in range(25)], face=INK)
    elif form == "cross":
        reach = _RADIUS_MM * 0.8
        sheet.line([(x - reach, y - reach), (x + reach, y + reach)], width=1.3)
        sheet.line([(x - reach, y + reach), (x + reach, y - reach)], width=1.3)
    elif form == "dash":
        sheet.line([(x - _RADIUS_MM, y), (x + _RADIUS_MM, y)], colour=MUTED, width=1.3)
    elif form == "question":
        sheet.text(x, y, ["?"], size=sheet.theme.head, bold=True, side="center")


def _point(x: float, y: float, angle: float) -> tuple[float, float]:
    return x + _RADIUS_MM * cos(angle), y + _RADIUS_MM * sin(angle)


def _swatch(sheet: Canvas, x: float, y: float, form: Form) -> None:
    draw_form(sheet, x + SWATCH_MM / 2, y, form)
