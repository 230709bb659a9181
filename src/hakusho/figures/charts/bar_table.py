"""A table whose numbers have bars beside them: read as a table, compared as a chart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts import forms
from hakusho.figures.charts.bars import Bar, Printer, inspect, strong_labels, words_in
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.keys import Key, box_swatch, status_items
from hakusho.figures.theme import GRID, INK, MUTED, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.keys import Swatch

_NAME_SHARE, _GAP_MM, _BESIDE_MM, _LEAST_BAR_MM = 0.34, 4.0, 1.4, 7.0
_BAR_MM, _ROW_PAD_MM, _STOP_MM = 2.8, 1.8, 0.7


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of numbers: its heading, what it counts, and a bar for each row by its label."""

    heading: str
    bars: Sequence[Bar]
    unit: str = ""


def bar_table(
    columns: Sequence[NumberColumn],
    *,
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    theme: Theme = THEME,
) -> Figure:
    """Draw a table with bars.

    Args:
        columns: Each has a scale of its own, which begins at zero.
        language: Chooses words and how numbers are printed.
        words: Other words, by status.
        width_mm: Of the figure.
        theme: The looks.

    Raises:
        ChartError: If there is no column, a number is negative or cannot be shown, or there is no
            room for bars.
    """
    if not columns:
        raise ChartError("a table with bars needs at least one column of numbers")
    for column in columns:
        inspect(column.bars, (), log=False)
        for bar in column.bars:
            if bar.bottom < 0:
                message = "'{label}' is below zero, where a table has no bars: take 'balance'"
                raise ChartError(message, bar.label)
    return _Drawing(columns, words_in(language, words), language, width_mm, theme).sheet.figure


class _Drawing:
    def __init__(
        self,
        columns: Sequence[NumberColumn],
        words: Mapping[str, str],
        language: str,
        width_mm: float,
        theme: Theme,
    ) -> None:
        self.theme, self.step, size = theme, theme.step(theme.text), theme.text
        self.printer = Printer("", words, language, signed=False, statuses=False)
        labels = list(dict.fromkeys(bar.label for column in columns for bar in column.bars))
        names = [line_breaking.wrap(label, _NAME_SHARE * width_mm, size) for label in labels]
        widest = max(lettering.width_mm(each, size) for lines in names for each in lines)
        self.width = (width_mm - widest) / len(columns) - _GAP_MM
        heads = [self._head(column) for column in columns]
        bars = [bar for column in columns for bar in column.bars]
        key = Key(status_items(bars, words, _ink_box), width_mm, theme)
        top = max(map(len, heads)) * self.step + _ROW_PAD_MM
        rows = [len(lines) * self.step + _ROW_PAD_MM for lines in names]
        self.sheet = Canvas(width_mm, top + sum(rows) + 0.8 + key.height, theme)
        lefts = [widest + _GAP_MM + at * (self.width + _GAP_MM) for at in range(len(columns))]
        for left, lines, column in zip(lefts, heads, columns, strict=True):
            y = top - _ROW_PAD_MM / 2 - (len(lines) - 0.5) * self.step
            self.sheet.text(left, y, lines, size=size, bold=True, whole=" ".join(lines))
            self._draw_column(column, left, top, dict(zip(labels, rows, strict=True)), lefts)
        self.sheet.line([(0, top), (width_mm, top)])
        strong = strong_labels(bars)
        for label, lines, row in zip(labels, names, rows, strict=True):
            first = top + row / 2 - (len(lines) - 1) * self.step / 2
            self.sheet.text(0, first, lines, size=size, whole=label)
            if label in strong:
                forms.band(self.sheet, 0, top, width_mm, row)
            top += row
            ends = [(0, top), (width_mm, top)]
            self.sheet.line(ends, colour=GRID, width=theme.rule, under=True)
        key.draw(self.sheet, top + 0.8)

    def _head(self, column: NumberColumn) -> list[str]:
        unit = f" ({column.unit})" if column.unit else ""
        text = column.heading + unit
        if line_breaking.unbroken_mm(text, self.theme.text, bold=True) > self.width:
            message = "at a width of {width:g} mm the heading '{heading}' has no room"
            raise ChartError(message, self.width, text)
        return line_breaking.wrap(text, self.width, self.theme.text, bold=True)

    def _draw_column(
        self,
        column: NumberColumn,
        left: float,
        top: float,
        rows: Mapping[str, float],
        lefts: Sequence[float],
    ) -> None:
        bars = {bar.label: replace(bar, unit="") for bar in column.bars}
        texts = {label: "".join(self.printer.value(bar)) for label, bar in bars.items()}
        size = self.theme.text
        beside = max(lettering.width_mm(text, size) for text in texts.values()) + _BESIDE_MM
        room = self.width - beside
        if room < _LEAST_BAR_MM:
            message = "at a width of {width:g} mm there is no room for bars in '{heading}'"
            raise ChartError(message, self.sheet.width_mm, column.heading)
        most = max((bar.top for bar in bars.values()), default=0.0) or 1.0
        colour = self.theme.palette[lefts.index(left) % len(self.theme.palette)]
        for label, row in rows.items():
            middle = top + row / 2
            if label in bars:
                letters = INK if bars[label].known else MUTED
                edge = left + beside - _BESIDE_MM
                self.sheet.text(
                    edge, middle, [texts[label]], size=size, colour=letters, side="right"
                )
                scale = (room - _STOP_MM) / most
                self._draw_bar(bars[label], left + beside, middle, scale, colour)
            top += row

    def _draw_bar(self, bar: Bar, left: float, middle: float, scale: float, colour: str) -> None:
        top = middle - _BAR_MM / 2
        value = float(bar.value) if bar.value is not None else bar.bottom
        if bar.value is None and bar.high is not None:
            forms.box(self.sheet, left, top, bar.top * scale, _BAR_MM, colour, "range")
        if value > 0:
            forms.box(self.sheet, left, top, value * scale, _BAR_MM, colour, bar.status)
        if bar.value is not None and bar.high is not None:
            low = bar.value if bar.low is None else bar.low
            ends = [left + float(n) * scale for n in (low, bar.high)]
            stops = ends if bar.low is not None else ends[1:]
            lines = [[(x, middle - _STOP_MM), (x, middle + _STOP_MM)] for x in stops]
            forms.whisker(self.sheet, [[(x, middle) for x in ends], *lines])


def _ink_box(status: str) -> Swatch:
    return box_swatch(INK, status)
