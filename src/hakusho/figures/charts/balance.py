"""Balance: how many of what each side has, is thought to have or is expected to have.

Horizontal bars under a heading for each side, or for each thing counted. The number stands at
its bar's end, zero as ``0``, what is unknown in words. A ceiling is a line with its name.

A bar's form tells how its number is known. Stated numbers are solid, estimates pale within an
outline, projections hatched; a range is an open box from low to high, or a line with stops about a
value; of "at least" an arrow leads on. On a logarithmic scale lengths mean nothing, so dots stand
in the place of bars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering
from hakusho.figures.canvas import Canvas, join
from hakusho.figures.charts import forms
from hakusho.figures.charts.balance_layout import ARROW_MM, SWATCH_MM, Settings, arrange
from hakusho.figures.charts.bar_scales import BREAK_MM
from hakusho.figures.charts.bars import inspect, words_in
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.theme import GRID, INK, MUTED, PAPER, REST, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.canvas import Side
    from hakusho.figures.charts.balance_layout import Group, Names, Plan, Row
    from hakusho.figures.charts.bar_scales import Scale
    from hakusho.figures.charts.bars import Bar, Ceiling, Unit


_LEAST_MM = 0.35
"""A number above zero, however small, is seen; zero has no bar."""
_CASING = 1.2
"""Points by which the ground shows at both sides of a line that crosses a bar."""


def _draw_bar(
    sheet: Canvas, bar: Bar, scale: Scale, middle: float, height: float, colour: str
) -> None:
    """Draw a bar, its range and its arrow; nothing for zero and for what is unknown."""
    base = scale.base
    solid = bar.value if bar.value is not None else bar.low if (bar.low or 0) > 0 else None
    if bar.value is None and bar.high is not None:
        ends = sorted((scale.x(float(bar.low or 0)), scale.x(float(bar.high))))
        _bar(sheet, ends[0], ends[1], middle, height, colour, "range")
    if solid:
        end = scale.x(float(solid))
        if abs(end - base) < _LEAST_MM:
            end = base + (_LEAST_MM if solid > 0 else -_LEAST_MM)
        _bar(sheet, min(base, end), max(base, end), middle, height, colour, bar.status)
    _draw_range(sheet, bar, scale, middle, height)


def _draw_dot(
    sheet: Canvas, bar: Bar, scale: Scale, middle: float, height: float, colour: str
) -> None:
    """Draw a dot, or an open box from low to high, with a thin line that leads to it."""
    if not bar.known:
        return
    start = scale.x(bar.bottom)
    if start > scale.left:
        sheet.line([(scale.left, middle), (start, middle)], colour=GRID, under=True)
    if bar.value is None and bar.high is not None:
        low = scale.x(float(bar.low or 0))
        _bar(sheet, low, scale.x(float(bar.high)), middle, height * 0.6, colour, bar.status)
    else:
        _draw_range(sheet, bar, scale, middle, height)
        at = bar.value if bar.value is not None else bar.low
        forms.dot(sheet, scale.x(float(at or 0)), middle, colour, bar.status)


def _draw_swatch(sheet: Canvas, x: float, middle: float, status: str, *, log: bool) -> None:
    """Show the form of a status, in the key."""
    if log:
        forms.dot(sheet, x + SWATCH_MM / 2, middle, INK, status)
    else:
        _bar(sheet, x + 0.2, x + SWATCH_MM, middle, 2.4, INK, status)


def _bar(
    sheet: Canvas, left: float, right: float, middle: float, height: float, colour: str, form: str
) -> None:
    forms.box(sheet, left, middle - height / 2, right - left, height, colour, form)


def _draw_range(sheet: Canvas, bar: Bar, scale: Scale, middle: float, height: float) -> None:
    """A line with stops about a value; an arrow where only the least is known."""
    if bar.open_above:
        x = scale.x(bar.top)
        tip = x + ARROW_MM - 0.4
        sheet.line([(x + 0.6, middle), (tip, middle)])
        sheet.line([(tip - 1, middle - 0.8), (tip, middle), (tip - 1, middle + 0.8)])
        return
    ends = [scale.x(float(end)) for end in (bar.low, bar.high) if end is not None]
    if bar.value is None or not ends:
        return
    ends_and_value = [*ends, scale.x(float(bar.value))]
    lines = [[(min(ends_and_value), middle), (max(ends_and_value), middle)]]
    stop = height * 0.22
    lines += [[(x, middle - stop), (x, middle + stop)] for x in ends]
    for colour, casing in ((PAPER, _CASING), (INK, 0)):
        for line in lines:
            sheet.line(line, colour=colour, width=sheet.theme.stroke + casing, over=True)


_CLEAR_MM, _OVER_MM = 0.5, 0.2
"""A ceiling's line keeps so far from letters beside it, and stops so far above and below them."""


def balance(  # noqa: PLR0913  what an author may choose
    bars: Sequence[Bar],
    *,
    unit: Unit = "",
    ceilings: Sequence[Ceiling] = (),
    scale: Literal["linear", "log"] = "linear",
    group: Group = "side",
    signed: bool = False,
    names: Names | None = None,
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    most_height_mm: float = 215,
    theme: Theme = THEME,
) -> Figure:
    """Draw a balance chart.

    Args:
        bars: In the order of reading.
        unit: Set after each number but zero: ``発``, ``launchers``, ``%``, ``US$``;
            ``("day", "days")`` for one and for more.
        ceilings: Limits, five at most.
        scale: ``log`` for numbers of very different size. Lengths mean nothing on it, so dots
            stand in the place of bars; it is named under the axis, and zero stands before a
            break.
        group: What headings name: the sides, or what is counted, with the sides under it.
        signed: Whether a plus stands before numbers above zero: for changes.
        names: ``beside`` the bars or ``above`` them; by default as the width allows.
        language: Chooses the words for a status and how units and large numbers are printed.
        words: Other words: by status, or ``log``, ``range``, ``at_least``, ``at_most``.
        width_mm: Of the figure.
        most_height_mm: What a page has room for.
        theme: The looks.

    Returns:
        The figure; its height follows from the bars.

    Raises:
        ChartError: If there is no bar, a number is not finite or a range upside down, units
            differ, a logarithmic scale would mislead, or there is no room; it says which.
    """
    log = scale == "log"
    if scale not in {"linear", "log"}:
        raise ChartError("there is no scale {scale!r}; there are linear and log", scale)
    inspect(bars, ceilings, log=log)
    chosen = words_in(language, words)
    if log and not chosen["log"]:
        raise ChartError("a logarithmic scale that is not named misleads; give words['log']")
    settings = Settings(
        unit, chosen, language, group, log, signed, names, width_mm, most_height_mm, theme
    )
    return _Drawing(arrange(bars, ceilings, settings)).figure


class _Drawing:
    """Draws a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.theme, self.step = plan, plan.settings.theme, plan.settings.step
        self.sheet = Canvas(plan.settings.width_mm, plan.height, self.theme)
        self.marked = any(row.bar.strong for row in plan.rows)
        self.letters: list[tuple[float, float, float, float]] = []
        self._draw_axis()
        for section in plan.sections:
            self._set(0, section.top + self.step / 2, section.heading, size=self.theme.head)
            if not plan.above and not plan.settings.log:
                self._draw_base(section.rows[0].top, section.rows[-1].bottom)
            for row in section.rows:
                if row.bar.strong:
                    width, height = plan.settings.width_mm, row.bottom - row.top
                    forms.band(self.sheet, 0, row.top, width, height)
                self._set_row(row)
        self._draw_ceilings()
        for row in plan.rows:
            self._draw_form(row)
        self._draw_key()
        self.figure: Figure = self.sheet.figure

    def _set(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        size: float,
        colour: str = INK,
        leftwards: bool = False,
        whole: str | None = None,
    ) -> None:
        """Set letters that no ceiling's line may touch; headings, by their size, in bold."""
        bold = size == self.theme.head
        side: Side = "right" if leftwards else "left"
        self.sheet.text(x, y, lines, size=size, colour=colour, bold=bold, side=side, whole=whole)
        for index, line in enumerate(lines):
            width = lettering.width_mm(line, size, bold=bold)
            left, middle = x - width if leftwards else x, y + index * self.step
            half = self.step / 2 + _OVER_MM
            self.letters.append((left, middle - half, left + width, middle + half))

    def _draw_axis(self) -> None:
        plan, sheet, small = self.plan, self.sheet, self.theme.small
        scale, y = plan.scale, plan.foot
        start = scale.left
        if scale.log and scale.zero:
            gap = scale.left + BREAK_MM / 2
            sheet.line([(start, y), (gap - 0.5, y)], colour=MUTED, width=self.theme.rule)
            for x in (gap - 0.5, gap + 0.5):
                ends = [(x - 0.4, y + 0.9), (x + 0.4, y - 0.9)]
                sheet.line(ends, colour=MUTED, width=self.theme.rule)
            start = gap + 0.5
        sheet.line([(start, y), (scale.right, y)], colour=MUTED, width=self.theme.rule)
        for x, label in plan.tick_labels:
            sheet.line([(x, y), (x, y + 0.8)], colour=MUTED, width=self.theme.rule)
            half = lettering.width_mm(label, small) / 2
            middle = min(max(x, half), sheet.width_mm - half)
            below = y + self.step / 2 + 0.9
            sheet.text(middle, below, [label], size=small, colour=MUTED, side="center")

    def _draw_base(self, top: float, bottom: float) -> None:
        """The line at zero, from which bars start."""
        x = self.plan.scale.base
        self.sheet.line([(x, top - 0.6), (x, bottom + 0.6)])

    def _set_row(self, row: Row) -> None:
        """The name of a bar and its number."""
        plan, step, size = self.plan, self.step, self.theme.text
        names = len(row.name) * step
        first = row.top + step / 2
        if not plan.above:
            first = row.middle - names / 2 + step / 2
        self._set(plan.start, first, row.name, size=size, whole=join(row.name))
        y, colour = row.middle - (len(row.value) - 1) * step / 2, INK if row.bar.known else MUTED
        whole, leftwards = row.whole, row.leftwards
        self._set(row.at, y, row.value, size=size, colour=colour, leftwards=leftwards, whole=whole)

    def _draw_form(self, row: Row) -> None:
        plan = self.plan
        height = plan.density.bar
        if plan.above and not plan.settings.log:
            self._draw_base(row.middle - height / 2, row.middle + height / 2)
        colour = self.theme.palette[row.hue % len(self.theme.palette)]
        if self.marked and not row.bar.strong:
            colour = REST
        draw = _draw_dot if plan.settings.log else _draw_bar
        draw(self.sheet, row.bar, plan.scale, row.middle, height, colour)

    def _draw_ceilings(self) -> None:
        """Each name, and its line down to the axis, broken where letters stand."""
        plan, step = self.plan, self.step
        for name in plan.ceilings:
            leftwards, y, whole = name.hand == "left", 0.2 + name.top + step / 2, join(name.lines)
            size = self.theme.text
            self._set(name.edge, y, name.lines, size=size, leftwards=leftwards, whole=whole)
        for name in plan.ceilings:
            y = 0.2 + name.top
            for top, bottom in sorted(
                (top, bottom)
                for left, top, right, bottom in self.letters
                if left - _CLEAR_MM < name.x < right + _CLEAR_MM and bottom > name.top
            ):
                self._draw_line(name.x, y, top)
                y = max(y, bottom)
            self._draw_line(name.x, y, plan.foot)

    def _draw_line(self, x: float, top: float, bottom: float) -> None:
        if bottom - top <= _CLEAR_MM:
            return
        ends, bars = [(x, top), (x, bottom)], not self.plan.settings.log
        if bars:
            self.sheet.line(ends, colour=PAPER, width=self.theme.stroke + _CASING, over=True)
        self.sheet.line(ends, dashed=True, over=bars)

    def _draw_key(self) -> None:
        plan, small = self.plan, self.theme.small
        for item in plan.key:
            y = plan.foot + 1.3 + self.step * (item.line + 1.5)
            start = item.x
            if item.status:
                _draw_swatch(self.sheet, item.x, y, item.status, log=plan.settings.log)
                start += SWATCH_MM + 1.2
            self._set(start, y, [item.word], size=small, colour=MUTED)
