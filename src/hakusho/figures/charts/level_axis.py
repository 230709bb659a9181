"""A level axis of numbers below rows: a rule, ticks and their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures import lettering
from hakusho.figures.charts.bars import tick_text
from hakusho.figures.theme import GRID, MUTED

if TYPE_CHECKING:
    from hakusho.figures.canvas import Canvas
    from hakusho.figures.charts.bar_scales import Scale
    from hakusho.figures.theme import Theme

_TICK_MM = 0.8


def height_of(theme: Theme) -> float:
    """How much room the axis takes below its rule, in mm."""
    return theme.step(theme.small) + 2 * _TICK_MM


def draw_level_axis(sheet: Canvas, scale: Scale, top: float, y: float, language: str) -> None:
    """Draw a scale's axis at a height, and rules from its ticks up to ``top``."""
    theme, largest = sheet.theme, max(abs(scale.low), abs(scale.high))
    small = theme.small

    def width(tick: float) -> float:
        return lettering.width_mm(tick_text(tick, largest, language), small)

    sheet.line([(scale.left, y), (scale.right, y)], colour=MUTED, width=theme.rule)
    for tick in scale.ticks(width, sheet.width_mm):
        x, half = scale.x(tick), width(tick) / 2
        sheet.line([(x, top), (x, y)], colour=GRID, width=theme.rule, under=True)
        sheet.line([(x, y), (x, y + _TICK_MM)], colour=MUTED, width=theme.rule)
        middle = min(max(x, half), sheet.width_mm - half)
        below = y + _TICK_MM + theme.step(small) / 2
        text = tick_text(tick, largest, language)
        sheet.text(middle, below, [text], size=small, colour=MUTED, side="center")
