"""The look of figures: a small fixed set of colours, letter sizes and line widths.

The data colours are those of Okabe and Ito, "Color Universal Design" (2008,
https://jfly.uni-koeln.de/color/), which stay apart for all common forms of colour blindness. No
meaning rests on colour alone: charts tell things apart by place, form and hatching too. Every
colour that a chart uses is named here, so that the HTML edition can exchange them in dark mode.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

INK = "#1a1a1a"
"""Letters and main lines."""
PAPER = "#ffffff"
"""The ground, and what is cut out of it."""
MUTED = "#5f6368"
"""Secondary letters and lines; 6:1 on PAPER (WCAG 2.2 asks for 4.5:1)."""
GRID = "#c9cdd2"
"""Furniture: axes, leaders, rules."""
SOFT = "#f1f3f5"
"""A surface behind a group."""

BLUE, VERMILLION, GREEN = "#0072b2", "#d55e00", "#009e73"
ORANGE, SKY, PURPLE = "#e69f00", "#56b4e9", "#cc79a7"

PALETTE = (BLUE, VERMILLION, GREEN, ORANGE, PURPLE, SKY)
"""Data colours in the order of use; neighbours differ in lightness as well."""

NAMED = MappingProxyType(
    {
        "ink": INK,
        "paper": PAPER,
        "muted": MUTED,
        "grid": GRID,
        "soft": SOFT,
        "blue": BLUE,
        "vermillion": VERMILLION,
        "green": GREEN,
        "orange": ORANGE,
        "purple": PURPLE,
        "sky": SKY,
    }
)
"""Every colour that the charts use, by name."""

MM_PER_POINT = 25.4 / 72
SMALLEST_POINTS = 7.0
"""No letter is smaller than this, in points, at the figure's natural width."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Sizes in points and the colours; a chart takes all of its looks from here.

    Attributes:
        text: Labels.
        small: Dates, axis values, keys.
        head: Headings inside a figure, in bold.
        leading: Distance of baselines as a multiple of the size (JLREQ 2.4.1 advises half an em
            or more between lines of running text; a label of two lines reads closer set).
        rule: Width of furniture, in points.
        stroke: Width of what carries meaning, in points.
        palette: Data colours in the order of use.
    """

    text: float = 7.5
    small: float = SMALLEST_POINTS
    head: float = 8.0
    leading: float = 1.32
    rule: float = 0.5
    stroke: float = 0.9
    palette: tuple[str, ...] = PALETTE


THEME = Theme()
"""The house look."""
