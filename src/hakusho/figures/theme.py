"""The look of figures: a small fixed set of colours, letter sizes and line widths.

The data colours have the hues of Okabe and Ito, "Color Universal Design" (2008,
https://jfly.uni-koeln.de/color/), which stay apart for all common forms of colour blindness.
Theirs are too light for marks on paper, and in print without colour some are one grey. So ours
are darker, each 4.5:1 or more on paper (WCAG 2.2, 1.4.3), and stand on six steps of grey: any two
are 1.16:1 or more from each other in luminance, the first three 1.45:1, on a dark page as well;
dark and light take turns. No meaning rests on colour alone: charts tell things
apart by place, form and hatching too. Every colour that a chart uses is named here, so that the
HTML edition can exchange them in dark mode.
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
REST = "#81868c"
"""What is beside that which stands out; 3:1 on PAPER and on SOFT, as of marks is asked."""
GRID = "#c9cdd2"
"""Furniture: axes, leaders, rules."""
SOFT = "#f1f3f5"
"""A surface behind a group."""

BLUE, VERMILLION, GREEN = "#002f5f", "#a6542e", "#0a5341"
SKY, PURPLE, ORANGE = "#217eac", "#642652", "#795d08"

PALETTE = (BLUE, VERMILLION, GREEN, SKY, PURPLE, ORANGE)
"""Data colours in the order of use: dark, light, dark, …; the last and the first differ too."""

NAMED = MappingProxyType(
    {
        "ink": INK, "paper": PAPER, "muted": MUTED, "rest": REST, "grid": GRID, "soft": SOFT,
        "blue": BLUE,
        "vermillion": VERMILLION, "green": GREEN, "orange": ORANGE, "purple": PURPLE, "sky": SKY,
    }
)  # fmt: skip
"""Every colour that the charts use, by name."""

MM_PER_POINT = 25.4 / 72
SMALLEST_POINTS = 7.0
"""No letter is smaller than this, in points, at the figure's natural width."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Sizes in points and the colours; a chart takes all of its looks from here.

    ``text`` is for labels, ``small`` for dates, axis values and keys, ``head`` for headings in
    bold; ``rule`` is the width of furniture, ``stroke`` of what carries meaning. ``leading`` is the
    distance of baselines as a multiple of the size (JLREQ 2.4.1 advises half an em or more between
    lines of running text; a label of two lines reads closer set).
    """

    text: float = 7.5
    small: float = SMALLEST_POINTS
    head: float = 8.0
    leading: float = 1.32
    rule: float = 0.5
    stroke: float = 0.9
    palette: tuple[str, ...] = PALETTE

    def step(self, size: float) -> float:
        """Distance of lines of letters of a size, in mm."""
        return size * self.leading * MM_PER_POINT


THEME = Theme()
"""The house look."""


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours (``#rrggbb``), from 1 to 21.

    4.5 is asked of letters, 3 of lines that carry meaning.
    """
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in parts
    )
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
