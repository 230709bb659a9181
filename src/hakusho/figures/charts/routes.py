"""Routes of a coordination chart: how a link gets from box to box, and where its name stands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.figures.charts.places import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]

_PORT = 2.0
"""How far a link to another tier leaves the middle of a box's edge, in mm."""
_CLEAR = 0.6
_MARGIN = 0.8
_LANE = 1.1
"""Distance of parallel lines in one channel, in mm."""
_STUB = 2.6


def route(
    start: Box, end: Box, others: Sequence[Box], taken: Sequence[Sequence[Point]]
) -> list[Point]:
    """Lead a link from one box to another around all others.

    Args:
        start: One end.
        end: The other end.
        others: Boxes that must not be crossed.
        taken: Routes that exist already: a new one does not lie upon them.

    Returns:
        The points of the line: two if a straight line is free, else a path of right angles
        through the space between the tiers. If there is no free path, the straight line.
    """
    straight = _straight(start, end)
    if _free(straight, [box.grown(_MARGIN) for box in others]):
        return straight
    paths = [path for path in _angled(start, end, others) if _free(path, [*others, start, end])]
    paths.sort(key=lambda path: (_shared(path, taken), _length(path)))
    return paths[0] if paths else straight


def _straight(start: Box, end: Box) -> list[Point]:
    if start.x < end.right and end.x < start.right:  # one column: from edge to edge, downwards
        upper, lower = sorted((start, end), key=lambda box: box.y)
        x = (max(start.x, end.x) + min(start.right, end.right)) / 2
        path = [(x, upper.bottom), (x, lower.y)]
        return path if upper is start else path[::-1]
    left, right = sorted((start, end), key=lambda box: box.x)
    level = max(left.y, right.y) + 1 < min(left.bottom, right.bottom)
    if level:
        y = (max(left.y, right.y) + min(left.bottom, right.bottom)) / 2
        path = [(left.right, y), (right.x, y)]
    else:
        down = 1 if right.y > left.y else -1
        path = [
            (left.right, left.middle[1] + down * _PORT),
            (right.x, right.middle[1] - down * _PORT),
        ]
    return path if left is start else path[::-1]


def _angled(start: Box, end: Box, others: Sequence[Box]) -> Iterable[list[Point]]:
    """Paths out of a side edge, along a channel and into a side edge."""
    levels = _channels([start, end, *others])
    for first in (start.right, start.x):
        for second in (end.right, end.x):
            for stub in (_STUB, _STUB * 1.6, _STUB * 2.2):
                out = first + (stub if first == start.right else -stub)
                back = second + (stub if second == end.right else -stub)
                for level in (*levels, None):
                    y1, y2 = start.middle[1], end.middle[1]
                    if level is None:
                        if abs(out - back) < _CLEAR:
                            yield [(first, y1), (out, y1), (out, y2), (second, y2)]
                        continue
                    yield [
                        (first, y1),
                        (out, y1),
                        (out, level),
                        (back, level),
                        (back, y2),
                        (second, y2),
                    ]


def _channels(boxes: Sequence[Box]) -> list[float]:
    """Heights at which a line runs between the tiers, or below the last; none above the first."""
    levels: list[float] = []
    lowest = float("inf")
    for box in sorted(boxes, key=lambda box: box.y):
        if box.y > lowest:
            middle = (lowest + box.y) / 2
            levels += [middle, middle - _LANE, middle + _LANE]
        lowest = box.bottom if lowest == float("inf") else max(lowest, box.bottom)
    return [*levels, lowest + _STUB, lowest + _STUB + _LANE]


def _free(path: Sequence[Point], boxes: Iterable[Box]) -> bool:
    return not any(crosses(box.grown(-0.05), a, b) for box in boxes for a, b in pairwise(path))


def crosses(box: Box, a: Point, b: Point) -> bool:
    """Tell whether a segment enters a box (Liang and Barsky's clipping).

    Args:
        box: The box.
        a: One end of the segment.
        b: The other end.

    Returns:
        Whether any part of the segment lies inside.
    """
    low, high = 0.0, 1.0
    for start, delta, least, most in (
        (a[0], b[0] - a[0], box.x, box.right),
        (a[1], b[1] - a[1], box.y, box.bottom),
    ):
        if abs(delta) < 1e-9:  # noqa: PLR2004
            if not least < start < most:
                return False
            continue
        enter, leave = sorted(((least - start) / delta, (most - start) / delta))
        low, high = max(low, enter), min(high, leave)
    return low < high


def _length(path: Sequence[Point]) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(path))


def _shared(path: Sequence[Point], taken: Sequence[Sequence[Point]]) -> int:
    """How many stretches of the path lie upon, or nearly upon, another route."""
    count = 0
    for a, b in pairwise(path):
        corridor = Box(
            min(a[0], b[0]) - _CLEAR,
            min(a[1], b[1]) - _CLEAR,
            abs(a[0] - b[0]) + 2 * _CLEAR,
            abs(a[1] - b[1]) + 2 * _CLEAR,
        )
        for other in taken:
            for c, d in pairwise(other):
                parallel = (abs(a[0] - b[0]) < _CLEAR) == (abs(c[0] - d[0]) < _CLEAR)
                count += parallel and crosses(corridor, c, d)
    return count


def label_box(
    path: Sequence[Point],
    size: tuple[float, float],
    occupied: Sequence[Box],
    lines: Sequence[Sequence[Point]],
) -> Box | None:
    """Find room for a link's name on the link.

    Args:
        path: The link.
        size: Width and height of the name, in mm.
        occupied: Boxes and names that must not be covered.
        lines: The other links, which should not be covered.

    Returns:
        The place nearest to the middle of the longest stretch, or ``None`` if there is none.
    """
    stretches = sorted(pairwise(path), key=lambda ends: -_length(ends))
    fallback: Box | None = None
    for a, b in stretches:
        for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8):
            x, y = (p + (q - p) * share for p, q in zip(a, b, strict=True))
            box = Box(x - size[0] / 2, y - size[1] / 2, *size)
            if any(box.overlaps(other) for other in occupied):
                continue
            if not any(crosses(box, c, d) for line in lines for c, d in pairwise(line)):
                return box
            fallback = fallback or box
    return fallback
