"""How a bar of a balance chart looks: its form tells how the number is known.

Stated numbers are solid, estimates pale within an outline, projections hatched; a range is an
open box from low to high, or a line with stops about a value; of "at least" an arrow leads on. On a
logarithmic scale lengths mean nothing, so dots stand in the place of bars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures.charts.balance_plan import ARROW_MM, SWATCH_MM
from hakusho.figures.theme import GRID, INK, PAPER

if TYPE_CHECKING:
    from hakusho.figures.canvas import Canvas
    from hakusho.figures.charts.bar_scales import Scale
    from hakusho.figures.charts.bars import Bar

_PALE = "59"
"""The opacity of an estimate's ground: pale on paper, and on a dark page too."""
_HATCH = "/////"
_LEAST_MM = 0.35
"""A number above zero, however small, is seen; zero has no bar."""
CASING = 1.2
"""Points by which the ground shows at both sides of a line that crosses a bar."""


def draw_bar(
    sheet: Canvas, bar: Bar, scale: Scale, middle: float, height: float, colour: str
) -> None:
    """Draw a bar, its range and its arrow; nothing for zero and for what is unknown."""
    base = scale.base
    solid = bar.value if bar.value is not None else bar.low if (bar.low or 0) > 0 else None
    if bar.value is None and bar.high is not None:
        ends = sorted((scale.x(float(bar.low or 0)), scale.x(float(bar.high))))
        _box(sheet, ends[0], ends[1], middle, height, colour, "range")
    if solid:
        end = scale.x(float(solid))
        if abs(end - base) < _LEAST_MM:
            end = base + (_LEAST_MM if solid > 0 else -_LEAST_MM)
        _box(sheet, min(base, end), max(base, end), middle, height, colour, bar.status)
    _draw_range(sheet, bar, scale, middle, height)


def draw_dot(
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
        _box(sheet, low, scale.x(float(bar.high)), middle, height * 0.6, colour, bar.status)
    else:
        _draw_range(sheet, bar, scale, middle, height)
        at = bar.value if bar.value is not None else bar.low
        _dot(sheet, scale.x(float(at or 0)), middle, colour, bar.status)


def draw_swatch(sheet: Canvas, x: float, middle: float, status: str, *, log: bool) -> None:
    """Show the form of a status, in the key."""
    if log:
        _dot(sheet, x + SWATCH_MM / 2, middle, INK, status)
    else:
        _box(sheet, x + 0.2, x + SWATCH_MM, middle, 2.4, INK, status)


def _box(
    sheet: Canvas, left: float, right: float, middle: float, height: float, colour: str, form: str
) -> None:
    faces = {"estimate": colour + _PALE, "projection": PAPER, "range": PAPER}
    sheet.box(
        left,
        middle - height / 2,
        right - left,
        height,
        face=faces.get(form, colour),
        edge=colour,
        hatch=_HATCH if form == "projection" else None,
    )


def _dot(sheet: Canvas, x: float, y: float, colour: str, form: str) -> None:
    face = {"estimate": colour + _PALE, "projection": PAPER}.get(form, colour)
    sheet.mark(x, y, "o", colour=PAPER, face=PAPER, size=6.2)
    sheet.mark(x, y, "o", colour=colour, face=face, size=5.2)


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
    for casing in (True, False):
        for line in lines:
            sheet.line(
                line,
                colour=PAPER if casing else INK,
                width=sheet.theme.stroke + (CASING if casing else 0),
                over=True,
            )
