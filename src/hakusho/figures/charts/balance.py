"""Balance: how many of what each side has, is thought to have or is expected to have.

Horizontal bars under a heading for each side. The status of a number is told by form: solid what
is stated, solid with a word for an estimate, hatched on a lighter ground a projection, an open
box from low to high a range. A ceiling is a line with its name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering
from hakusho.figures.canvas import Canvas, join
from hakusho.figures.charts.errors import ChartError
from hakusho.figures.theme import GRID, INK, MUTED, PAPER, THEME, Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Status = Literal["fact", "estimate", "projection"]

STATUS_WORDS: Mapping[str, Mapping[str, str]] = {
    "ja": {"fact": "", "estimate": "推計", "projection": "見通し"},
    "en": {"fact": "", "estimate": "estimate", "projection": "projection"},
}
"""The word set beside a number, by language and status."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One number.

    Attributes:
        label: What is counted, or when.
        value: The number; ``None`` if only a range is known.
        low: Lower end of a range.
        high: Upper end of a range.
        status: How the number is known.
        side: Heading under which it stands; bars of one side are given together.
        text: The number as printed; by default the digits in groups of three and ``unit``.
    """

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    status: Status = "fact"
    side: str = ""
    text: str = ""

    @property
    def top(self) -> float:
        """The largest number that the bar shows."""
        known = [number for number in (self.value, self.low, self.high) if number is not None]
        if not known:
            raise ChartError(f"the bar {self.label!r} has neither a value nor a range")
        return max(known)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A limit, drawn as a line across the bars, with its name."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """Numbers to mm."""

    left: float
    right: float
    bottom: float
    top: float
    log: bool

    def x(self, number: float) -> float:
        if self.log:
            if number <= self.bottom:
                return self.left
            share = math.log(number / self.bottom) / math.log(self.top / self.bottom)
        else:
            share = number / self.top
        return self.left + share * (self.right - self.left)

    def ticks(self) -> list[float]:
        if self.log:
            first, last = math.ceil(math.log10(self.bottom)), math.floor(math.log10(self.top))
            return [10.0**power for power in range(first, last + 1)]
        step = 10 ** math.floor(math.log10(self.top))
        step = next(
            (step * part for part in (0.1, 0.2, 0.25, 0.5, 1) if self.top / (step * part) <= 5),  # noqa: PLR2004
            step * 2,
        )
        return [step * index for index in range(int(self.top / step) + 1)]


def balance(
    bars: Sequence[Bar],
    *,
    unit: str = "",
    ceilings: Sequence[Ceiling] = (),
    log: bool = False,
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    theme: Theme = THEME,
) -> Figure:
    """Draw a balance chart.

    Args:
        bars: In the order of reading.
        unit: Set after each number: ``発``, or with a leading space `` launchers``.
        ceilings: Limits.
        log: Whether the scale is logarithmic; zero then stands at the base line as ``0``.
        language: Chooses the words for a status.
        words: Other words for a status.
        width_mm: Of the figure.
        theme: The looks.

    Returns:
        The figure; its height follows from the bars.

    Raises:
        ChartError: If there is no bar, a bar has no number, or a number is negative.
    """
    if not bars:
        raise ChartError("a balance chart needs at least one bar")
    numbers = [bar.top for bar in bars] + [ceiling.value for ceiling in ceilings]
    if min(numbers) < 0 or not all(map(math.isfinite, numbers)):
        raise ChartError("a balance chart shows numbers from zero upwards")
    status = words or STATUS_WORDS.get(language, STATUS_WORDS["en"])
    return _Balance(bars, ceilings, unit, status, log=log, width_mm=width_mm, theme=theme).draw()


class _Balance:
    """The layout of one balance chart, in mm."""

    bar_height = 4.2
    row_gap = 2.4
    group_gap = 3.0

    def __init__(
        self,
        bars: Sequence[Bar],
        ceilings: Sequence[Ceiling],
        unit: str,
        words: Mapping[str, str],
        *,
        log: bool,
        width_mm: float,
        theme: Theme,
    ) -> None:
        self.bars, self.ceilings, self.unit, self.words = bars, ceilings, unit, words
        self.theme, self.width_mm = theme, width_mm
        self.sides = list(dict.fromkeys(bar.side for bar in bars))
        limit = width_mm * 0.34
        self.labels = {id(bar): lettering.wrap(bar.label, limit, theme.text) for bar in bars}
        widths = [self._width(line) for lines in self.labels.values() for line in lines]
        left = min(limit, max(widths)) + 3
        right = width_mm - max(self._width(self._value_text(bar)) for bar in bars) - 2.5
        self.scale = self._scale(left, right, log=log)
        self.ceiling_lines = [self._ceiling_lines(ceiling) for ceiling in ceilings]
        self.step = theme.text * theme.leading * lettering.looks.MM_PER_POINT

    def _width(self, text: str) -> float:
        return lettering.width_mm(text, self.theme.text)

    def _scale(self, left: float, right: float, *, log: bool) -> _Scale:
        numbers = [bar.top for bar in self.bars] + [ceiling.value for ceiling in self.ceilings]
        top = max(numbers) or 1
        if not log:
            return _Scale(left, right, 0, top, log=False)
        positive = [
            number
            for bar in self.bars
            for number in (bar.value, bar.low, bar.high)
            if number is not None and number > 0
        ] or [1]
        bottom = 10 ** math.floor(math.log10(min(positive)))
        bottom = bottom / 10 if bottom == min(positive) else bottom
        return _Scale(left, right, bottom, max(top, bottom * 10), log=True)

    def _value_text(self, bar: Bar) -> str:
        word = self.words.get(bar.status, "")
        if bar.text:
            number = bar.text
        elif bar.value is not None:
            number = _digits(bar.value) + (self.unit if bar.value else "")
        else:
            ends = [_digits(end) for end in (bar.low, bar.high) if end is not None]
            number = "–".join(ends) + self.unit
        if not word:
            return number
        return f"{number}({word})" if not word.isascii() else f"{number} ({word})"

    def _ceiling_lines(self, ceiling: Ceiling) -> list[str]:
        text = f"{ceiling.label} {_digits(ceiling.value)}{self.unit}"
        return lettering.wrap(text, self.width_mm * 0.5, self.theme.text)

    def draw(self) -> Figure:
        theme = self.theme
        named = [side for side in self.sides if side]
        head = sum(len(lines) * self.step for lines in self.ceiling_lines) + (
            2.2 if self.ceilings else 0.8
        )
        height = head + sum(self._row_height(bar) for bar in self.bars)
        height += len(named) * (self.step + 1.2) + (len(self.sides) - 1) * self.group_gap
        height += 1.5 + self.step + 0.5
        sheet = Canvas(self.width_mm, round(height, 2), theme)
        bottom = sheet.height_mm - self.step - 0.5
        self._draw_axis(sheet, head, bottom)
        y = head
        for index, side in enumerate(self.sides):
            y += self.group_gap if index else 0
            if side:
                sheet.text(0, y + self.step / 2, [side], size=theme.head, bold=True)
                y += self.step + 1.2
            colour = theme.palette[index % len(theme.palette)]
            for bar in [bar for bar in self.bars if bar.side == side]:
                self._draw_bar(sheet, bar, y, colour)
                y += self._row_height(bar)
        self._draw_ceilings(sheet, bottom)
        return sheet.figure

    def _row_height(self, bar: Bar) -> float:
        return max(self.bar_height, len(self.labels[id(bar)]) * self.step) + self.row_gap

    def _draw_axis(self, sheet: Canvas, top: float, bottom: float) -> None:
        for tick in self.scale.ticks():
            x = self.scale.x(tick)
            sheet.line([(x, top), (x, bottom)], colour=GRID, width=self.theme.rule, under=True)
            label = [_digits(tick)]
            sheet.text(
                x, bottom + self.step / 2 + 0.4, label, size=self.theme.small, colour=MUTED,
                side="center",
            )
        sheet.line([(self.scale.left, top), (self.scale.left, bottom)], colour=INK)

    def _draw_bar(self, sheet: Canvas, bar: Bar, top: float, colour: str) -> None:
        lines = self.labels[id(bar)]
        middle = top + (self._row_height(bar) - self.row_gap) / 2
        first = middle - (len(lines) - 1) * self.step / 2
        sheet.text(self.scale.left - 2, first, lines, size=self.theme.text, side="right",
                   whole=bar.label)
        y, left = middle - self.bar_height / 2, self.scale.left
        end = self.scale.x(bar.top)
        solid = bar.value if bar.value is not None else bar.low
        if solid:
            length = self.scale.x(solid) - left
            if bar.status == "projection":
                sheet.box(left, y, length, self.bar_height, face=PAPER, edge=colour, hatch="////")
            else:
                sheet.box(left, y, length, self.bar_height, face=colour, edge=colour)
        if bar.high is not None and bar.high != solid:
            start = self.scale.x(bar.low if bar.low is not None else solid or 0)
            sheet.box(start, y, end - start, self.bar_height, face=PAPER, edge=colour)
        sheet.text(end + 1.5, middle, [self._value_text(bar)], size=self.theme.text)

    def _draw_ceilings(self, sheet: Canvas, bottom: float) -> None:
        y = 0.3
        for ceiling, lines in zip(self.ceilings, self.ceiling_lines, strict=True):
            x = self.scale.x(ceiling.value)
            sheet.line([(x, y), (x, bottom)], dashed=True, colour=INK, width=self.theme.stroke)
            widest = max(self._width(line) for line in lines)
            to_left = x - self.scale.left > self.width_mm - x or x + 1.5 + widest > self.width_mm
            sheet.text(
                x + (-1.5 if to_left else 1.5), y + self.step / 2, lines, size=self.theme.text,
                side="right" if to_left else "left", whole=join(lines),
            )
            y += len(lines) * self.step


def _digits(number: float) -> str:
    """A number as both languages print it: groups of three, no needless decimals."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,g}"
