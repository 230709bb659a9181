"""Upright bars, beside each other or on each other, for a few names or years.

Every bar begins at zero. What is stated is solid, what is estimated pale, what is projected
hatched, as in a balance chart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from hakusho.data.cells import are_readable
from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts import forms
from hakusho.figures.charts.bars import (
    Printer,
    inspect,
    number_text,
    strong_labels,
    unit_of,
    words_in,
)
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.keys import Item, Key, box_swatch, status_items
from hakusho.figures.charts.value_axis import ValueAxis, scale_of
from hakusho.figures.theme import INK, MUTED, PAPER, REST, THEME, Theme, contrast
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.bars import Bar, Unit

_HEIGHT, _LEAST_MM, _MOST_MM = 0.45, 38.0, 68.0
"""Of the plot, as a share of the figure's width, in bounds."""
_FILLED = 0.74
"""What part of a name's room its bars take."""
_LEAST_BAR_MM, _MOST_BAR_MM, _BETWEEN_MM = 2.0, 14.0, 0.5
_TEXT_GAP_MM = 0.8
_SPARE_MM = 0.6
_STOP = 0.2
_LINE_INSTEAD = (
    "at a width of {width:g} mm the name '{label}' has no room below its bars: show fewer, or take "
    "the kind 'line', which has room for many dates"
)
_BALANCE_INSTEAD = (
    "at a width of {width:g} mm the name '{label}' has no room below its bars: shorten it, show "
    "fewer, or take the kind 'balance', whose names stand beside its bars"
)


def columns(
    bars: Sequence[Bar],
    *,
    unit: Unit = "",
    stacked: bool = False,
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    theme: Theme = THEME,
) -> Figure:
    """Draw columns.

    Args:
        bars: ``label`` names the place along the axis, ``side`` the series; both in the order in
            which they come.
        unit: As for a balance chart; it is named at the axis.
        stacked: Whether the series stand on each other.
        language: Chooses words and how numbers are printed.
        words: Other words, by status.
        width_mm: Of the figure.
        theme: The looks.

    Raises:
        ChartError: If a number cannot be shown, a stack has an unknown part or a range, or there is
            no room for the bars or their names.
    """
    inspect(bars, (), log=False)
    if stacked:
        _inspect_stack(bars)
    twice = {(bar.label, bar.side) for bar in bars}
    if len(twice) < len(bars):
        raise ChartError(
            "two numbers of one series stand at one name; say which with 'series'", key="series"
        )
    return _Drawing(
        bars, unit, words_in(language, words), language, width_mm, theme, stacked
    ).figure


def _inspect_stack(bars: Iterable[Bar]) -> None:
    for bar in bars:
        if not bar.known or bar.value is None:
            message = "a stack is a sum, and '{label}' of '{side}' has no number: leave it out"
            raise ChartError(message, bar.label, bar.side)


def letters_on(colour: str) -> str:
    """The colour of letters on a colour: paper or ink, which has more contrast."""
    return max((PAPER, INK), key=lambda each: contrast(each, colour))


@dataclass(frozen=True, slots=True)
class _Place:
    """One bar: its left edge and width in mm, the numbers that it begins and ends at."""

    bar: Bar
    left: float
    width: float
    start: float
    end: float
    colour: str


class _Drawing:
    def __init__(
        self,
        bars: Sequence[Bar],
        unit: Unit,
        words: Mapping[str, str],
        language: str,
        width_mm: float,
        theme: Theme,
        stacked: bool,  # noqa: FBT001  it is one of these
    ) -> None:
        self.theme, self.words, self.stacked = theme, words, stacked
        self.step = theme.step(theme.small)
        self.unit = unit_of(bars, unit)
        self.bars = [replace(bar, unit="") for bar in bars]
        self.printer = Printer("", words, language, signed=False, statuses=False)
        self.labels = list(dict.fromkeys(bar.label for bar in bars))
        self.strong = strong_labels(bars)
        self.sides = list(dict.fromkeys(bar.side for bar in bars))
        height = min(max(_HEIGHT * width_mm, _LEAST_MM), _MOST_MM)
        self.axis = ValueAxis(scale_of(self._ends(), zero=True), height, language, theme)
        self.left, self.right = self.axis.width, width_mm
        self.slot = (self.right - self.left) / len(self.labels)
        self.names = [self._name(label, width_mm) for label in self.labels]
        self.places = self._places(width_mm)
        self.top = self.step * 2.2 if self.unit else self.step * 1.2
        self.bottom = self.top + height
        items = [
            Item(side, box_swatch(theme.palette[at % len(theme.palette)], "fact"))
            for at, side in enumerate(self.sides)
            if side
        ]
        self.key = Key(
            [*items, *status_items(self.bars, words, partial(box_swatch, INK))], width_mm, theme
        )
        below_zero = any(bar.bottom < 0 for bar in self.bars) and not stacked
        self.names_top = self.bottom + 0.8 + (self.step if below_zero else 0)
        foot = self.names_top + max(map(len, self.names)) * self.step + 0.8
        self.sheet = Canvas(width_mm, foot + self.key.height + 0.4, theme)
        self._draw(foot)
        self.figure: Figure = self.sheet.figure

    def _ends(self) -> list[float]:
        """The numbers that the axis must reach."""
        if not self.stacked:
            return [number for bar in self.bars for number in bar.numbers]
        found = []
        for label in self.labels:
            own = [float(bar.value or 0) for bar in self.bars if bar.label == label]
            found += [sum(n for n in own if n > 0), sum(n for n in own if n < 0)]
        return found

    def _name(self, label: str, width_mm: float) -> list[str]:
        room = self.slot - _TEXT_GAP_MM
        if line_breaking.unbroken_mm(label, self.theme.small) > room:
            dated = are_readable(self.labels, PartialDate.parse)
            message = _LINE_INSTEAD if dated else _BALANCE_INSTEAD
            raise ChartError(message, width_mm, label, key="label")
        return line_breaking.wrap(label, room, self.theme.small)

    def _places(self, width_mm: float) -> list[_Place]:
        count = 1 if self.stacked else len(self.sides)
        width = min(_FILLED * self.slot / count, _MOST_BAR_MM)
        if width < _LEAST_BAR_MM:
            message = "at a width of {width:g} mm there is no room for {count:bar|bars}: show fewer"
            raise ChartError(message, width_mm, len(self.labels) * count)
        palette, found = self.theme.palette, []
        for at, label in enumerate(self.labels):
            start = self.left + (at + 0.5) * self.slot - width * count / 2
            reached = {True: 0.0, False: 0.0}
            for bar in (bar for bar in self.bars if bar.label == label):
                side = self.sides.index(bar.side)
                value = float(bar.value if bar.value is not None else bar.low or 0)
                left = start if self.stacked else start + side * width
                begin = reached[value >= 0] if self.stacked else 0.0
                reached[value >= 0] = begin + value
                gap = 0.0 if self.stacked else min(_BETWEEN_MM, width / 6)
                colour = palette[side % len(palette)]
                if self.strong and not bar.strong and len(self.sides) == 1:
                    colour = REST
                found.append(_Place(bar, left, width - gap, begin, begin + value, colour))
        return found

    def _y(self, number: float) -> float:
        return self.axis.y(number, self.bottom)

    def _draw(self, foot: float) -> None:
        sheet, size = self.sheet, self.theme.small
        if self.unit:
            sheet.text(0, self.step * 0.5, [self.unit], size=size, colour=MUTED)
        for at, label in enumerate(self.labels):
            if label in self.strong:
                left = self.left + at * self.slot
                forms.band(sheet, left, self.top, self.slot, foot - self.top)
        self.axis.draw(sheet, self.left, self.right, self.bottom)
        for place in self.places:
            self._draw_bar(place)
        self._draw_numbers()
        base = self._y(0)
        sheet.line([(self.left, base), (self.right, base)])
        for at, lines in enumerate(self.names):
            x = self.left + (at + 0.5) * self.slot
            y, whole = self.names_top + self.step / 2, self.labels[at]
            sheet.text(x, y, lines, size=size, side="center", whole=whole)
        self.key.draw(sheet, foot)

    def _draw_bar(self, place: _Place) -> None:
        bar, sheet = place.bar, self.sheet
        if not bar.known:
            return
        top, bottom = sorted((self._y(place.start), self._y(place.end)))
        form = bar.status
        if bar.value is None and bar.high is not None:
            upper = self._y(float(bar.high))
            forms.box(sheet, place.left, upper, place.width, bottom - upper, place.colour, "range")
        if bottom - top > 0:
            forms.box(sheet, place.left, top, place.width, bottom - top, place.colour, form)
        if bar.value is not None and bar.low is not None and bar.high is not None:
            middle, stop = place.left + place.width / 2, place.width * _STOP
            low, high = self._y(float(bar.low)), self._y(float(bar.high))
            lines = [[(middle, low), (middle, high)]]
            lines += [[(middle - stop, y), (middle + stop, y)] for y in (low, high)]
            forms.whisker(sheet, lines)

    def _draw_numbers(self) -> None:
        """Numbers above bars where every one has room, and inside the parts of a stack."""
        size = self.theme.small
        texts = [self.printer.value(place.bar)[0] for place in self.places]
        widths = [lettering.width_mm(text, size) for text in texts]
        if self.stacked:
            for place, text, width in zip(self.places, texts, widths, strict=True):
                self._draw_inside(place, text, width)
            self._draw_sums()
            return
        room = self.slot if len(self.sides) == 1 else self.places[0].width + _BETWEEN_MM
        if max(widths) + _TEXT_GAP_MM > max(room, self.places[0].width):
            return
        for place, text in zip(self.places, texts, strict=True):
            bar = place.bar
            below = bar.known and bar.top <= 0 and bar.bottom < 0
            end = self._y(bar.bottom if below else max(bar.top, 0.0))
            y = end + (self.step / 2 + _SPARE_MM) * (1 if below else -1)
            colour = INK if bar.known else MUTED
            x = place.left + place.width / 2
            self.sheet.text(x, y, [text], size=size, colour=colour, side="center", clear=True)

    def _draw_inside(self, place: _Place, text: str, width: float) -> None:
        height = abs(self._y(place.start) - self._y(place.end))
        if height < self.step + 0.4 or width + _TEXT_GAP_MM > place.width:
            return
        solid = place.bar.status == "fact"
        y = (self._y(place.start) + self._y(place.end)) / 2
        x = place.left + place.width / 2
        if place.bar.status == "projection":  # a ground, so that no hatching runs through letters
            half = width / 2 + 0.4
            self.sheet.box(x - half, y - self.step / 2, 2 * half, self.step, face=PAPER, over=True)
        colour = letters_on(place.colour) if solid else INK
        self.sheet.text(x, y, [text], size=self.theme.small, colour=colour, side="center")

    def _draw_sums(self) -> None:
        for at, label in enumerate(self.labels):
            own = [Decimal(str(bar.value)) for bar in self.bars if bar.label == label]
            if min(own) < 0 or len(own) == 1:
                continue
            x, total = self.left + (at + 0.5) * self.slot, sum(own, Decimal(0))
            y = self._y(float(total)) - self.step / 2 - _SPARE_MM
            text = number_text(total)
            if lettering.width_mm(text, self.theme.small) < self.slot:
                self.sheet.text(
                    x, y, [text], size=self.theme.small, bold=True, side="center", clear=True
                )
