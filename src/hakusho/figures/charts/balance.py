"""Balance: how many of what each side has, is thought to have or is expected to have.

Horizontal bars under a heading for each side. The status of a number is told by form: solid what
is stated, solid with a word for an estimate, hatched on a lighter ground a projection, an open
box from low to high a range. A ceiling is a line with its name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering
from hakusho.figures.canvas import Canvas, join
from hakusho.figures.charts.errors import ChartError
from hakusho.figures.theme import MM_PER_POINT, MUTED, PAPER, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        step: float = 10.0 ** math.floor(math.log10(self.top))
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
    group_gap = 1.8
    indent = 3.0

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
        self.bars, self.unit, self.words = bars, unit, words
        # The largest stands highest: its name then lies left of it, clear of the lines below.
        self.ceilings = sorted(ceilings, key=lambda ceiling: -ceiling.value)
        self.theme, self.width_mm = theme, width_mm
        self.sides = list(dict.fromkeys(bar.side for bar in bars))
        limit = width_mm * 0.34
        self.labels = {id(bar): lettering.wrap(bar.label, limit, theme.text) for bar in bars}
        widths = [self._width(line) for lines in self.labels.values() for line in lines]
        self.start = self.indent if any(self.sides) else 0.0
        left = self.start + min(limit, max(widths)) + 3
        right = width_mm - max(self._width(self._value_text(bar)) for bar in bars) - 2.5
        self.scale = self._scale(left, right, log=log)
        self.ceiling_lines = [self._ceiling_lines(each) for each in self.ceilings]
        self.step = theme.text * theme.leading * MM_PER_POINT

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
        bottom: float = 10.0 ** math.floor(math.log10(min(positive)))
        bottom = bottom / 10 if bottom == min(positive) else bottom
        return _Scale(left, right, bottom, max(top, bottom * 10), log=True)

    def _value_text(self, bar: Bar) -> str:
        """The number as printed, with its range and its status in brackets."""
        ends = [_digits(end) for end in (bar.low, bar.high) if end is not None]
        span = "–".join(ends) if len(ends) > 1 else "".join(ends)
        beside = [self.words.get(bar.status, "")]
        if bar.text:
            number = bar.text
        elif bar.value is not None:
            number = _digits(bar.value) + (self.unit if bar.value else "")
            beside.insert(0, span)
        else:
            bound = "" if len(ends) > 1 else "≥" if bar.low is not None else "≤"
            number = bound + span + self.unit
        shown = [each for each in beside if each]
        if not shown:
            return number
        latin = all(each.isascii() or each == span for each in shown)
        return f"{number} ({'; '.join(shown)})" if latin else f"{number}({'、'.join(shown)})"

    def _ceiling_lines(self, ceiling: Ceiling) -> list[str]:
        number = _digits(ceiling.value)
        text = ceiling.label if number in ceiling.label else f"{ceiling.label} {number}{self.unit}"
        return lettering.wrap(text, self.width_mm * 0.5, self.theme.text)

    def draw(self) -> Figure:
        theme = self.theme
        named = [side for side in self.sides if side]
        head = sum(len(lines) * self.step for lines in self.ceiling_lines) + (
            2.2 if self.ceilings else 0.8
        )
        height = head + sum(self._row_height(bar) for bar in self.bars)
        height += len(named) * (self.step + 1.2) + (len(self.sides) - 1) * self.group_gap
        height += 0.4 + self.step + 1.0
        sheet = Canvas(self.width_mm, round(height, 2), theme)
        bottom = sheet.height_mm - self.step - 1.0
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
            sheet.line([(x, bottom), (x, bottom + 0.8)], colour=MUTED, width=self.theme.rule)
            label = [_digits(tick)]
            sheet.text(
                x,
                bottom + self.step / 2 + 0.9,
                label,
                size=self.theme.small,
                colour=MUTED,
                side="center",
            )
        ends = (self.scale.left, self.scale.x(self.scale.top))
        sheet.line([(x, bottom) for x in ends], colour=MUTED, width=self.theme.rule)
        sheet.line([(self.scale.left, top), (self.scale.left, bottom)], under=True)

    def _draw_bar(self, sheet: Canvas, bar: Bar, top: float, colour: str) -> None:
        lines = self.labels[id(bar)]
        middle = top + (self._row_height(bar) - self.row_gap) / 2
        first = middle - (len(lines) - 1) * self.step / 2
        sheet.text(self.start, first, lines, size=self.theme.text, whole=bar.label)
        y, left = middle - self.bar_height / 2, self.scale.left
        end = self.scale.x(bar.top)
        solid = bar.value if bar.value is not None else bar.low
        if solid:
            length = self.scale.x(solid) - left
            hatched = bar.status == "projection"
            face = PAPER if hatched else colour
            sheet.box(
                left,
                y,
                length,
                self.bar_height,
                face=face,
                edge=colour,
                hatch="////" if hatched else None,
            )
        if bar.value is None and bar.high is not None:
            start = self.scale.x(bar.low or 0)
            sheet.box(start, y, end - start, self.bar_height, face=PAPER, edge=colour)
        elif bar.low is not None and bar.high is not None:
            self._draw_whisker(sheet, bar.low, bar.high, middle)
        inside = bar.low is None and bar.high is None
        self._draw_value(sheet, self._value_text(bar), (end, middle), inside=inside)

    def _draw_whisker(self, sheet: Canvas, low: float, high: float, y: float) -> None:
        """The range about a value: a line with a stop at each end."""
        ends = [self.scale.x(low), self.scale.x(high)]
        sheet.line([(x, y) for x in ends], over=True)
        for x in ends:
            sheet.line([(x, y - 0.9), (x, y + 0.9)], over=True)

    def _draw_value(
        self, sheet: Canvas, text: str, place: tuple[float, float], *, inside: bool
    ) -> None:
        """Set the number beside its bar, or in the bar's end where a ceiling would cross it."""
        end, middle = place
        width = self._width(text)
        crossed = any(
            end < self.scale.x(ceiling.value) < end + 3 + width for ceiling in self.ceilings
        )
        if inside and crossed and end - width - 3 > self.scale.left:
            x, height = end - width - 2.2, self.bar_height - 0.4
            sheet.box(x - 0.8, middle - height / 2, width + 1.6, height, face=PAPER)
            sheet.text(x, middle, [text], size=self.theme.text)
            return
        for ceiling in reversed(self.ceilings):
            if end < self.scale.x(ceiling.value) < end + 3 + width:
                end = self.scale.x(ceiling.value)
        sheet.text(end + 1.5, middle, [text], size=self.theme.text)

    def _draw_ceilings(self, sheet: Canvas, bottom: float) -> None:
        y = 0.3
        for ceiling, lines in zip(self.ceilings, self.ceiling_lines, strict=True):
            x = self.scale.x(ceiling.value)
            sheet.line([(x, y), (x, bottom)], dashed=True, over=True)
            widest = max(self._width(line) for line in lines)
            outward = -1 if x - 1.5 >= widest else 1
            if outward > 0:
                sheet.box(x + 1, y, widest + 1, len(lines) * self.step, face=PAPER, over=True)
            sheet.text(
                x + outward * 1.5,
                y + self.step / 2,
                lines,
                size=self.theme.text,
                side="right" if outward < 0 else "left",
                whole=join(lines),
            )
            y += len(lines) * self.step


def _digits(number: float) -> str:
    """A number as both languages print it: groups of three, no needless decimals."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,g}"
