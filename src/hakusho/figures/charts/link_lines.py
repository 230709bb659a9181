"""Lines of links in a coordination chart: their form tells their standing and direction."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from hakusho.figures.theme import INK, MM_PER_POINT, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.figures.canvas import Canvas
    from hakusho.figures.charts.bodies import Link
    from hakusho.figures.charts.layers.boxes import Box, Point

HEAVY = 1.8
"""Width of what is new, in points."""
DASH = (3.2, 2.4)
"""Of what is not settled."""
_HALO = 1.8
"""Paper on both sides of a line where it passes over another, in points."""
_BEND = 0.9
_CURVE = (0.0, 0.29, 0.5, 0.71, 1.0)
_AT_NAME, _ON = 0.6, 0.01
"""Between a name and its line, and how near a point must be to lie on a line, in mm."""
_ARROW = 5.0
"""Size of an arrow's head, in points."""


def draw_link(sheet: Canvas, path: Sequence[Point], link: Link, name: Box | None) -> None:
    """Draw a line with round bends, open where its name stands.

    Where it passes over another, paper shows on both its sides.

    Args:
        sheet: Where to draw.
        path: From start to end.
        link: Whose standing and direction the line shows.
        name: What the name takes.
    """
    width = HEAVY if link.standing == "new" else sheet.theme.stroke
    parts = _around(path, name) if name else [path]
    for part in parts:
        bent = _rounded(part)
        sheet.line(bent, colour=PAPER, width=width + _HALO)
        sheet.line(bent, width=width, dashed=link.standing == "uncertain", dash=DASH)
    if link.directed:
        (x1, y1), (x, y) = path[-2:]
        across, down = (x > x1) - (x < x1), (y > y1) - (y < y1)
        form = {(1, 0): ">", (-1, 0): "<", (0, 1): "v", (0, -1): "^"}[across, down]
        back = (_ARROW / 2 + sheet.theme.stroke) * MM_PER_POINT
        sheet.mark(x - across * back, y - down * back, form, colour=INK, face=INK, size=_ARROW)


def _around(path: Sequence[Point], name: Box) -> list[list[Point]]:
    """The path without the stretch on which the name stands; both parts begin at the name."""
    x, y = name.middle
    for at, ((x1, y1), (x2, y2)) in enumerate(pairwise(path)):
        length = hypot(x2 - x1, y2 - y1)
        near = abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) < _ON * length
        along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length
        if near and 0 < along < length:
            half = (name.width if abs(y2 - y1) < abs(x2 - x1) else name.height) / 2 + _AT_NAME
            before, after = (
                (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
                for share in ((along - half) / length, (along + half) / length)
            )
            return [[before, *reversed(path[: at + 1])], [after, *path[at + 1 :]]]
    return [list(path)]


def _rounded(path: Sequence[Point]) -> list[Point]:
    """The path with each corner replaced by a quarter of a circle, as a few points."""
    points = [path[0]]
    for before, corner, after in zip(path, path[1:], path[2:], strict=False):
        ends = []
        for other in (before, after):
            length = hypot(other[0] - corner[0], other[1] - corner[1])
            share = min(_BEND, length / 2) / length if length else 0.0
            ends.append(
                (
                    corner[0] + (other[0] - corner[0]) * share,
                    corner[1] + (other[1] - corner[1]) * share,
                )
            )
        for t in _CURVE:
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
            x, y = (a * p + b * q + c * r for p, q, r in zip(ends[0], corner, ends[1], strict=True))
            points.append((x, y))
    return [*points, path[-1]]
