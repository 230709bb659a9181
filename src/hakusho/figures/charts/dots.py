"""Dots with a line from low to high: how sure a number is, beside others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts import forms
from hakusho.figures.charts.bars import Printer, inspect, strong_labels, unit_of, words_in
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.keys import SWATCH_MM, Item, Key, dot_swatch, status_items
from hakusho.figures.charts.level_axis import draw_level_axis, height_of
from hakusho.figures.charts.line import MARKERS
from hakusho.figures.charts.value_axis import scale_of
from hakusho.figures.theme import MUTED, REST, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.bars import Bar, Unit
    from hakusho.figures.charts.keys import Swatch

_NAME_SHARE, _BESIDE_MM, _LEAST_SHARE = 0.36, 2.2, 0.25
_DOT_MM, _ROW_PAD_MM, _STOP_MM, _EDGE_MM = 3.4, 1.4, 0.8, 0.4


def dots(
    bars: Sequence[Bar],
    *,
    unit: Unit = "",
    zero: bool = False,
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    theme: Theme = THEME,
) -> Figure:
    """Draw dots with intervals.

    Args:
        bars: ``label`` names the row, ``side`` the series, which has a marker of its own; ``low``
            and ``high`` are the ends of the line.
        unit: What is counted; it is named at the head.
        zero: Whether the scale begins at zero.
        language: Chooses words and how numbers are printed.
        words: Other words, by status.
        width_mm: Of the figure.
        theme: The looks.

    Raises:
        ChartError: If a number cannot be shown, there are more series than markers, or there is no
            room.
    """
    inspect(bars, (), log=False)
    sides = list(dict.fromkeys(bar.side for bar in bars))
    if len(sides) > len(MARKERS):
        message = "{count} series cannot be told apart; show {most} at most"
        raise ChartError(message, len(sides), len(MARKERS), key="series")
    known = unit_of(bars, unit)
    bare = [replace(bar, unit="") for bar in bars]
    return _Drawing(
        bare, sides, known, words_in(language, words), language, width_mm, theme, zero=zero
    ).sheet.figure


class _Drawing:
    def __init__(
        self,
        bars: Sequence[Bar],
        sides: Sequence[str],
        unit: str,
        words: Mapping[str, str],
        language: str,
        width_mm: float,
        theme: Theme,
        *,
        zero: bool,
    ) -> None:
        self.sides, self.theme = sides, theme
        self.step, size = theme.step(theme.text), theme.text
        self.printer = Printer("", words, language, signed=False, statuses=False)
        labels = dict.fromkeys(bar.label for bar in bars)
        names = {each: line_breaking.wrap(each, _NAME_SHARE * width_mm, size) for each in labels}
        widest = max(lettering.width_mm(line, size) for lines in names.values() for line in lines)
        self.texts = {id(bar): "".join(self.printer.value(bar)) for bar in bars}
        beside = max(lettering.width_mm(text, theme.small) for text in self.texts.values())
        numbers = [number for bar in bars for number in bar.numbers]
        self.edge = width_mm - beside - _EDGE_MM
        self.scale = replace(
            scale_of(numbers, zero=zero),
            left=widest + _BESIDE_MM + 1,
            right=self.edge - _BESIDE_MM - 1,
        )
        if self.scale.right - self.scale.left < _LEAST_SHARE * width_mm:
            message = "at a width of {width:g} mm there is no room for dots beside their names"
            raise ChartError(message, width_mm)
        items = [Item(side, self._swatch(at)) for at, side in enumerate(sides) if side]
        key = Key([*items, *status_items(bars, words, dot_swatch)], width_mm, theme)
        top = key.height + (self.step if unit else 0.6)
        counts = {each: sum(bar.label == each for bar in bars) for each in labels}
        rows = {
            each: max(len(names[each]) * self.step, counts[each] * _DOT_MM) + _ROW_PAD_MM
            for each in labels
        }
        foot = top + sum(rows.values())
        self.sheet = Canvas(width_mm, foot + height_of(theme), theme)
        key.draw(self.sheet, 0)
        if unit:
            y = key.height + self.step / 2
            self.sheet.text(0, y, [unit], size=theme.small, colour=MUTED)
        draw_level_axis(self.sheet, self.scale, top, foot, language)
        self.strong = strong_labels(bars)
        for label, height in rows.items():
            if label in self.strong:
                forms.band(self.sheet, 0, top, width_mm, height)
            middle, lines = top + height / 2, names[label]
            first = middle - (len(lines) - 1) * self.step / 2
            self.sheet.text(0, first, lines, size=size, whole=label)
            own = [bar for bar in bars if bar.label == label]
            for at, bar in enumerate(own):
                self._draw_dot(bar, middle + (at - (len(own) - 1) / 2) * _DOT_MM)
            top += height

    def _draw_dot(self, bar: Bar, y: float) -> None:
        scale, at = self.scale, self.sides.index(bar.side)
        colour = self.theme.palette[at % len(self.theme.palette)]
        if self.strong and not bar.strong and len(self.sides) == 1:
            colour = REST
        if bar.low is not None or bar.high is not None:
            ends = [scale.x(bar.bottom), scale.x(bar.top)]
            self.sheet.line([(ends[0], y), (ends[1], y)], colour=colour)
            stated = ((bar.low, ends[0]), (bar.high, ends[1]))
            for x in (x for number, x in stated if number is not None):
                self.sheet.line([(x, y - _STOP_MM), (x, y + _STOP_MM)], colour=colour)
        if bar.known and bar.value is not None:
            forms.dot(self.sheet, scale.x(float(bar.value)), y, colour, bar.status, MARKERS[at])
        self.sheet.text(self.edge, y, [self.texts[id(bar)]], size=self.theme.small, colour=MUTED)

    def _swatch(self, at: int) -> Swatch:
        colour = self.theme.palette[at % len(self.theme.palette)]

        def draw(sheet: Canvas, x: float, y: float) -> None:
            forms.dot(sheet, x + SWATCH_MM / 2, y, colour, "fact", MARKERS[at])

        return draw
