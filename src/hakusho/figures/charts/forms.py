"""The form of a mark, which tells how its number is known, without colour.

Stated numbers are solid, estimates pale within an outline, projections hatched or dashed; a range
is an open box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures.theme import INK, PAPER, SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.figures.canvas import Canvas

    Point = tuple[float, float]

PALE = "59"
"""The opacity of an estimate's ground: pale on paper, and on a dark page too."""
_HATCH = "/////"
_DASH = (2.6, 1.4)
_STROKE = 1.5


def box(
    sheet: Canvas,
    left: float,
    top: float,
    width: float,
    height: float,
    colour: str,
    form: str,
) -> None:
    """Draw a bar by its upper left corner; ``form`` is a status, or ``range``."""
    faces = {"estimate": colour + PALE, "projection": PAPER, "range": PAPER}
    face, hatch = faces.get(form, colour), _HATCH if form == "projection" else None
    sheet.box(left, top, width, height, face=face, edge=colour, hatch=hatch)


def dot(sheet: Canvas, x: float, y: float, colour: str, form: str, marker: str = "o") -> None:
    """Draw a dot with a rim of paper; a projection's is open."""
    face = {"estimate": colour + PALE, "projection": PAPER}.get(form, colour)
    sheet.mark(x, y, marker, colour=PAPER, face=PAPER, size=6.2)
    sheet.mark(x, y, marker, colour=colour, face=face, size=5.2)


def draw_stroke(
    sheet: Canvas, start: Point, end: Point, colour: str, status: str, weight: float = 1.0
) -> None:
    """Draw a line between two numbers: dashed if one of them is projected."""
    width, dashed = sheet.theme.stroke * _STROKE * weight, status == "projection"
    sheet.line([start, end], colour=colour, width=width, dashed=dashed, dash=_DASH)


def band(sheet: Canvas, left: float, top: float, width: float, height: float) -> None:
    """Draw a ground behind what stands out."""
    corners = [(left, top), (left + width, top), (left + width, top + height)]
    sheet.area([*corners, (left, top + height)], face=SOFT, under=True)


def whisker(sheet: Canvas, lines: Sequence[Sequence[Point]]) -> None:
    """Draw the lines of a whisker with a rim of paper, so that they show on a solid bar too."""
    for colour, rim in ((PAPER, 1.2), (INK, 0.0)):
        for line in lines:
            sheet.line(line, colour=colour, width=sheet.theme.stroke + rim, over=True)
