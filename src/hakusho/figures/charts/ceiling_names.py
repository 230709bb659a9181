"""Where the names of ceilings stand: above the bars, each at the head of its own line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations, product
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering, line_breaking
from hakusho.figures.charts.errors import ChartError

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP_MM = 1.2
_APART_MM = 1.5
_WIDEST = 0.62
"""A name takes no more of the figure's width than this."""
_LEAST_ROOM_MM = 16.0
_MOST = 5
"""Every order of so many names is tried."""

Hand = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class CeilingName:
    """The name of one ceiling.

    Attributes:
        x: Where its line stands, in mm.
        lines: The name.
        hand: On which side of the line it stands.
        edge: Where the lines of the name begin, or end if they stand left.
        width: Of the longest line, in mm.
        top: Upper edge, in mm from the first name's.
        height: Of all lines.
    """

    x: float
    lines: tuple[str, ...]
    hand: Hand
    edge: float
    width: float
    top: float
    height: float

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the letters reach."""
        left = self.edge if self.hand == "right" else self.edge - self.width
        return left, left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height

    def meets(self, other: CeilingName) -> bool:
        """Whether the letters of both stand over each other somewhere."""
        (a, b), (c, d) = self.span, other.span
        return a < d + _APART_MM and c < b + _APART_MM

    def crossed_by(self, x: float) -> bool:
        """Whether a line at ``x`` would run through the letters."""
        return self.span[0] - 0.6 < x < self.span[1] + 0.6


def place_names(
    names: Sequence[tuple[float, str]], width_mm: float, size: float, step: float
) -> list[CeilingName]:
    """Give each name a place.

    All ways are weighed in which names stand left or right of their lines, one under another or
    side by side, and of those in which no line runs through another's name the lowest is taken.
    A line through a name is worse than any height; it is interrupted there.

    Args:
        names: Where each ceiling's line stands, and its name.
        width_mm: Of the figure.
        size: Of letters, in points.
        step: Distance of lines, in mm.

    Returns:
        The places in the order of ``names``.

    Raises:
        ChartError: If there are more names than can be told apart.
    """
    if len(names) > _MOST:
        raise ChartError(
            "{count} ceilings cannot be told apart; show {most} at most", len(names), _MOST
        )
    options = [_options(x, name, width_mm, size, step) for x, name in names]
    ways = (
        (_stack(way, order), order)
        for way in product(*options)
        for order in permutations(range(len(names)))
    )
    places, order = min(ways, key=lambda way: _cost(way[0]))
    by_name = dict(zip(order, places, strict=True))
    return [by_name[at] for at in range(len(names))]


def _options(x: float, name: str, width_mm: float, size: float, step: float) -> list[CeilingName]:
    """The name left of its line and right of it, as far as there is room."""
    options: list[CeilingName] = []
    rooms: list[tuple[float, Hand]] = [(x - _GAP_MM, "left"), (width_mm - x - _GAP_MM, "right")]
    for room, hand in rooms:
        limit = min(room, _WIDEST * width_mm)
        if limit < _LEAST_ROOM_MM and lettering.width_mm(name, size) > limit:
            continue
        lines = tuple(line_breaking.wrap(name, limit, size))
        width = max(lettering.width_mm(line, size) for line in lines)
        edge = x - _GAP_MM if hand == "left" else x + _GAP_MM
        options.append(CeilingName(x, lines, hand, edge, width, 0.0, len(lines) * step))
    return options


def _stack(way: Sequence[CeilingName], order: Sequence[int]) -> list[CeilingName]:
    """Set names from above, each as high as it can stand clear of those before it."""
    placed: list[CeilingName] = []
    for at in order:
        name = way[at]
        top = max(
            (other.bottom for other in placed if name.meets(other) or other.crossed_by(name.x)),
            default=0.0,
        )
        placed.append(replace(name, top=top))
    return placed


def _cost(places: Sequence[CeilingName]) -> float:
    """Height, lines through names, and a little for standing right of the line."""
    crossings = sum(
        name.crossed_by(other.x) and other.top < name.bottom
        for name in places
        for other in places
        if other is not name
    )
    height = max((place.bottom for place in places), default=0.0)
    tops = sum(place.top for place in places)
    return 100 * crossings + height + tops / 100 + sum(p.hand == "right" for p in places) / 10
