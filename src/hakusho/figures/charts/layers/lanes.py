"""Lanes: in which upright line of its gutter each piece goes up or down.

From left to right, a gutter holds the arcs of the column on its left, the pieces that cross it,
and the arcs of the column on its right; names stand outside of all lanes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.figures.charts.layers.crossings import crossing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hakusho.figures.charts.layers.columns import Piece, Wiring
    from hakusho.figures.charts.layers.places import Needs
    from hakusho.figures.charts.layers.stops import Stop, Stops

_BETWEEN = 4
"""Least distance of two pieces in one lane, in units."""
_APART = 2
"""Least distance of ends that come from opposite sides and pass each other, in units."""


@dataclass(slots=True)
class Lanes:
    """Lanes of all gutters.

    Attributes:
        lane: Number of the lane of each piece that is not straight, from the left.
        count: Lanes of each gutter.
        used: Gutters in which anything runs, straight or not.
    """

    lane: dict[Piece, int] = field(default_factory=dict)
    count: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


def lanes(wiring: Wiring, needs: Needs, found: Stops) -> Lanes:
    """Choose lanes that add no crossing to those that the order makes.

    Args:
        wiring: In its final order.
        needs: Which pieces are straight between neighbours.
        found: Stops with their heights.

    Returns:
        The lanes.
    """
    result = Lanes()
    for gutter in wiring.gutters:
        pieces = [p for p in wiring.pieces if p.gutter == gutter and p not in needs.straight]
        if pieces:
            result.used.add(gutter)
        left = _arcs([p for p in pieces if p.arc and p.first.column < gutter], found)
        right = _arcs([p for p in pieces if p.arc and p.first.column == gutter], found)
        through = _through([p for p in pieces if not p.arc], found)
        first = 1 + max(left.values(), default=-1)
        second = first + 1 + max(through.values(), default=-1)
        last = second + max(right.values(), default=-1)
        result.lane.update(left)
        result.lane.update({piece: first + lane for piece, lane in through.items()})
        result.lane.update({piece: last - lane for piece, lane in right.items()})
        result.count[gutter] = last + 1
    return result


def _arcs(pieces: Sequence[Piece], found: Stops) -> dict[Piece, int]:
    """Lanes of arcs, counted from their column: what encloses another is further out."""
    spans = {piece: _span(piece, found) for piece in pieces}
    ordered = sorted(pieces, key=lambda piece: spans[piece][1] - spans[piece][0])
    return _pack(ordered, spans, lambda _one, _other: True)


def _through(pieces: Sequence[Piece], found: Stops) -> dict[Piece, int]:
    """Lanes of pieces that cross the gutter, counted from its left.

    Of two that go down side by side, the lower is further left; of two that go up, the upper.
    """
    ends = {piece: found.ends(piece) for piece in pieces}
    spans = {piece: _span(piece, found) for piece in pieces}
    down = sorted((p for p in pieces if ends[p][0] < ends[p][1]), key=lambda p: -ends[p][0])
    up = sorted((p for p in pieces if ends[p][0] > ends[p][1]), key=lambda p: ends[p][0])

    def before(one: Piece, other: Piece) -> bool:
        same = (ends[one][0] < ends[one][1]) == (ends[other][0] < ends[other][1])
        return same and not crossing(one, other)

    return _pack([*down, *up], spans, before)


def _span(piece: Piece, found: Stops) -> tuple[int, int]:
    one, other = found.ends(piece)
    return min(one, other), max(one, other)


def _pack(
    ordered: Sequence[Piece],
    spans: dict[Piece, tuple[int, int]],
    before: Callable[[Piece, Piece], bool],
) -> dict[Piece, int]:
    """Give each piece the first lane that is free beside it, after those that must be before."""
    lane: dict[Piece, int] = {}
    for piece in ordered:
        low, high = spans[piece]
        beside = [
            other
            for other in lane
            if other.meets(piece)
            and spans[other][0] < high + _BETWEEN
            and low < spans[other][1] + _BETWEEN
        ]
        number = max((lane[other] + 1 for other in beside if before(other, piece)), default=0)
        while any(lane[other] == number for other in beside):
            number += 1
        lane[piece] = number
    return lane


def confused(wiring: Wiring, found: Stops, given: Lanes) -> set[Stop]:
    """Find ends that could seem to be one line, because they come upon each other at one height.

    Args:
        wiring: The wiring.
        found: Stops with their heights.
        given: The lanes.

    Returns:
        Their stops.
    """
    result: set[Stop] = set()
    through = [piece for piece in given.lane if not piece.arc]
    for gutter in wiring.gutters:
        here = [piece for piece in through if piece.gutter == gutter]
        for one in here:
            for other in here:
                left, right = found.at[one, one.first], found.at[other, other.second]
                passing = given.lane[other] <= given.lane[one] and one is not other
                if passing and one.meets(other) and abs(left.y - right.y) < _APART:
                    result |= {left, right}
    return result
