"""Before and after: two numbers of each thing, joined, so that what rose and fell is seen.

As slopes between two upright axes, or as dumbbells along one level scale.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts import forms
from hakusho.figures.charts.bars import Printer, inspect, strong_labels, unit_of, words_in
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.keys import SWATCH_MM, Item, Key, dot_swatch, status_items
from hakusho.figures.charts.level_axis import draw_level_axis, height_of
from hakusho.figures.charts.spacing import spread
from hakusho.figures.charts.value_axis import scale_of
from hakusho.figures.theme import GRID, INK, MUTED, REST, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.canvas import Side
    from hakusho.figures.charts.bar_scales import Scale
    from hakusho.figures.charts.bars import Bar, Unit

_TWO = 2
_HEIGHT, _LEAST_MM, _MOST_MM = 0.6, 40.0, 82.0
_LABEL_SHARE, _BESIDE_MM, _LEAST_SLOPE = 0.34, 2.0, 0.22
_ROW_MM, _APART_MM = 6.4, 2.4
_LED_MM, _DOT_MM, _GAP_MM = 7.0, 1.0, 0.6
_AWAY = 0.6
"""Parts of a line by which a label may stand beside its point without a line to it."""
_Placed = tuple[int, float, float, float]
"""Which label, its top, its middle, its point, from the top of the sheet."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a thing had before and has after."""

    name: str
    before: Bar
    after: Bar


def slope(
    bars: Sequence[Bar],
    *,
    unit: Unit = "",
    form: Literal["slope", "dumbbell"] = "slope",
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    theme: Theme = THEME,
) -> Figure:
    """Draw before and after.

    Args:
        bars: ``label`` names the thing, ``side`` which of the two moments it is.
        unit: What is counted; it is named at the head.
        form: Slopes between two axes, or dumbbells along a scale.
        language: Chooses words and how numbers are printed.
        words: Other words, by status.
        width_mm: Of the figure.
        theme: The looks.

    Raises:
        ChartError: If there are not just two moments, a thing lacks a number at one of them, or
            there is no room.
    """
    inspect(bars, (), log=False)
    moments = list(dict.fromkeys(bar.side for bar in bars))
    if len(moments) != _TWO:
        message = "before and after are two moments, and 'series' has {count}: {names}"
        raise ChartError(message, len(moments), ", ".join(moments) or "none", key="series")
    unit, pairs = unit_of(bars, unit), _pairs(bars, moments)
    printer = Printer("", words_in(language, words), language, signed=False, statuses=False)
    items = status_items(bars, printer.words, dot_swatch)
    if form == "dumbbell":
        items = [Item(moments[0], _before_swatch), Item(moments[1], dot_swatch("fact")), *items]
    key = Key(items, width_mm, theme)
    if form == "dumbbell":
        return _dumbbells(pairs, unit, printer, language, width_mm, theme, key)
    return _Slopes(pairs, moments, unit, printer, width_mm, theme, key).sheet.figure


def _pairs(bars: Sequence[Bar], moments: Sequence[str]) -> list[_Pair]:
    found = []
    for name in dict.fromkeys(bar.label for bar in bars):
        own = {bar.side: bar for bar in bars if bar.label == name}
        for moment in moments:
            if moment not in own or own[moment].value is None:
                raise ChartError("'{name}' has no number for {moment}: leave it out", name, moment)
        before, after = (replace(own[moment], unit="") for moment in moments)
        found.append(_Pair(name, before, after))
    return found


class _Slopes:
    """Slopes: names and numbers beside both axes."""

    def __init__(
        self,
        pairs: Sequence[_Pair],
        moments: Sequence[str],
        unit: str,
        printer: Printer,
        width_mm: float,
        theme: Theme,
        key: Key,
    ) -> None:
        self.theme, self.step, self.pairs = theme, theme.step(theme.text), pairs
        limit = _LABEL_SHARE * width_mm
        befores = [[printer.value(pair.before)[0]] for pair in pairs]
        numbers_after = [printer.value(pair.after)[0] for pair in pairs]
        whole = (line_breaking.numbers_mm(number, theme.text) for number in numbers_after)
        limit = max(limit, *whole)  # a number is never cut
        afters = [
            line_breaking.wrap(f"{number} {pair.name}", limit, theme.text)
            for number, pair in zip(numbers_after, pairs, strict=True)
        ]
        self.top = self.step * (2.4 if unit else 1.4)
        needed = sum(len(lines) for lines in afters) * self.step + 0.4 * len(afters)
        height = max(min(max(_HEIGHT * width_mm, _LEAST_MM), _MOST_MM), needed)
        self.bottom = self.top + height
        numbers = [n for pair in pairs for bar in (pair.before, pair.after) for n in bar.numbers]
        self.scale = scale_of(numbers, zero=False)
        starts = self._placed(befores, [self._y(pair.before) for pair in pairs])
        ends = self._placed(afters, [self._y(pair.after) for pair in pairs])
        self.left = self._widest([*befores, [moments[0]]]) + self._beside(starts)
        self.right = width_mm - self._widest([*afters, [moments[1]]]) - self._beside(ends)
        if self.right - self.left < _LEAST_SLOPE * width_mm:
            message = "at a width of {width:g} mm there is no room for slopes beside their names"
            raise ChartError(message, width_mm)
        self.sheet = Canvas(width_mm, self.bottom + 1.2 + key.height, theme)
        self.strong = strong_labels(bar for pair in pairs for bar in (pair.before, pair.after))
        if unit:
            self.sheet.text(0, self.step / 2, [unit], size=theme.small, colour=MUTED)
        for x in (self.left, self.right):
            axis = [(x, self.top - 0.6), (x, self.bottom + 0.6)]
            self.sheet.line(axis, colour=GRID, width=theme.rule, under=True)
        head = self.top - self.step * 0.8
        self.sheet.text(self.left, head, [moments[0]], size=theme.text, bold=True, side="right")
        self.sheet.text(self.right, head, [moments[1]], size=theme.text, bold=True)
        for pair in pairs:
            out = [each.name for each in pairs if each.name in self.strong or not self.strong]
            first = out.index(pair.name) if pair.name in out else -1
            colour = REST if first < 0 else theme.palette[first % len(theme.palette)]
            start = (self.left, self._y(pair.before))
            end = (self.right, self._y(pair.after))
            forms.draw_stroke(self.sheet, start, end, colour, pair.after.status)
            forms.dot(self.sheet, *start, colour, pair.before.status)
            forms.dot(self.sheet, *end, colour, pair.after.status)
        self._set(befores, starts, self.left, "right")
        self._set(afters, ends, self.right, "left")
        key.draw(self.sheet, self.bottom + 1.2)

    def _widest(self, labels: Sequence[Sequence[str]]) -> float:
        size = self.theme.text
        return max(lettering.width_mm(each, size, bold=True) for lines in labels for each in lines)

    def _y(self, bar: Bar) -> float:
        return self.bottom - self.scale.share(float(bar.value or 0)) * (self.bottom - self.top)

    def _placed(self, labels: Sequence[Sequence[str]], points: Sequence[float]) -> list[_Placed]:
        """Where each label stands, by its middle, and its point; apart from the others."""
        order = sorted(range(len(points)), key=points.__getitem__)
        heights = [len(labels[at]) * self.step + 0.4 for at in order]
        wanted = [points[at] - height / 2 for at, height in zip(order, heights, strict=True)]
        tops = spread(wanted, heights, self.top - self.step * 0.3, self.bottom + self.step / 2)
        placed = zip(order, tops, heights, strict=True)
        return [(at, top, top + height / 2, points[at]) for at, top, height in placed]

    def _is_away(self, placed: _Placed) -> bool:
        return abs(placed[2] - placed[3]) > self.step * _AWAY

    def _beside(self, placed: Sequence[_Placed]) -> float:
        """How far labels stand from the axis: farther if some need a line to their points."""
        return _LED_MM if any(map(self._is_away, placed)) else _BESIDE_MM

    def _set(
        self,
        labels: Sequence[Sequence[str]],
        placed: Sequence[_Placed],
        x: float,
        side: Literal["left", "right"],
    ) -> None:
        out = 1 if side == "left" else -1
        edge = x + out * self._beside(placed)
        for each in placed:
            at, top, middle, point = each
            bold = self.pairs[at].name in self.strong
            y, size = top + 0.2 + self.step / 2, self.theme.text
            self.sheet.text(edge, y, labels[at], size=size, side=side, bold=bold)
            if self._is_away(each):
                ends = [(x + out * _DOT_MM, point), (edge - out * _GAP_MM, middle)]
                self.sheet.line(ends, colour=MUTED, width=self.theme.rule)


def _dumbbells(
    pairs: Sequence[_Pair],
    unit: str,
    printer: Printer,
    language: str,
    width_mm: float,
    theme: Theme,
    key: Key,
) -> Figure:
    """A row for each thing: a stroke before, a dot after, a line between, both numbers."""
    size, step = theme.text, theme.step(theme.text)
    numbers = [n for pair in pairs for bar in (pair.before, pair.after) for n in bar.numbers]
    texts = [[printer.value(bar)[0] for bar in (pair.before, pair.after)] for pair in pairs]
    beside = max(lettering.width_mm(text, size) for pair in texts for text in pair) + _BESIDE_MM
    names = [line_breaking.wrap(pair.name, _LABEL_SHARE * width_mm, size) for pair in pairs]
    left = max(lettering.width_mm(each, size) for lines in names for each in lines) + _BESIDE_MM
    scale = replace(scale_of(numbers, zero=False), left=left + beside, right=width_mm - beside)
    if scale.right - scale.left < _LEAST_SLOPE * width_mm:
        message = "at a width of {width:g} mm there is no room for lines beside their names"
        raise ChartError(message, width_mm)
    rows = [max(len(lines) * step + _APART_MM, _ROW_MM) for lines in names]
    top = key.height + (step if unit else 0.0)
    foot = top + sum(rows)
    sheet = Canvas(width_mm, foot + height_of(theme), theme)
    key.draw(sheet, 0)
    if unit:
        sheet.text(0, key.height + step / 2, [unit], size=theme.small, colour=MUTED)
    draw_level_axis(sheet, scale, top, foot, language)
    strong = strong_labels(bar for pair in pairs for bar in (pair.before, pair.after))
    for pair, lines, pair_texts, row in zip(pairs, names, texts, rows, strict=True):
        middle = top + row / 2
        if pair.name in strong:
            forms.band(sheet, 0, top, width_mm, row)
        sheet.text(0, middle - (len(lines) - 1) * step / 2, lines, size=size, whole=pair.name)
        _draw_dumbbell(sheet, pair, pair_texts, scale, middle)
        top += row
    return sheet.figure


def _draw_dumbbell(
    sheet: Canvas, pair: _Pair, texts: Sequence[str], scale: Scale, middle: float
) -> None:
    before, after = (scale.x(float(bar.value or 0)) for bar in (pair.before, pair.after))
    rises = after >= before
    colour = sheet.theme.palette[0 if rises else 1]
    forms.draw_stroke(sheet, (before, middle), (after, middle), colour, pair.after.status)
    sheet.mark(before, middle, "|", colour=colour, face=colour, size=6)
    forms.dot(sheet, after, middle, colour, pair.after.status)
    away = _BESIDE_MM if rises else -_BESIDE_MM
    sides: tuple[Side, Side] = ("right", "left") if rises else ("left", "right")
    places = zip((before - away, after + away), texts, sides, (MUTED, INK), strict=True)
    for x, text, side, letters in places:
        sheet.text(x, middle, [text], size=sheet.theme.text, colour=letters, side=side, clear=True)


def _before_swatch(sheet: Canvas, x: float, y: float) -> None:
    sheet.line([(x + 1, y), (x + SWATCH_MM, y)], width=sheet.theme.stroke * 1.5)
    sheet.mark(x + 1, y, "|", colour=INK, face=INK, size=6)
