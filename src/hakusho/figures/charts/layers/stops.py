"""Heights at which links leave bodies and pass between them.

Each end of a piece has a stop. Stops on one side of a column keep their order and their distance;
as many pieces as can be are made straight by giving both ends one height. Two ends of different
links that come from opposite sides at one height could seem to be one line: where that would
happen, the ends are bound to a class of heights, and neighbouring columns have different classes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.figures.charts.layers.body_places import CLASSES, OVERHANG, edge, in_panels, side_ports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.figures.charts.layers.body_places import Needs, Places
    from hakusho.figures.charts.layers.columns import Item, Piece, Wiring


@dataclass(slots=True, eq=False)
class Stop:
    """A height to be chosen between ``low`` and ``high``, in units; ``y`` is what it is."""

    number: int
    column: int
    low: int
    high: int
    wish: float
    y: int = 0


@dataclass(slots=True)
class Stops:
    """All stops of a wiring.

    Both pieces at a point of passage share one. A rule says that the second stop be lower than the
    first by so much; ``level`` are stops that could have one height, most wished first.
    """

    all: list[Stop] = field(default_factory=list)
    at: dict[tuple[Piece, Item], Stop] = field(default_factory=dict)
    rules: list[tuple[int, int, int]] = field(default_factory=list)
    level: list[tuple[Stop, Stop]] = field(default_factory=list)

    def ends(self, piece: Piece) -> tuple[int, int]:
        """Heights of both ends."""
        return self.at[piece, piece.first].y, self.at[piece, piece.second].y

    def new(self, column: int, low: int, high: int, wish: float) -> Stop:
        """Add a stop."""
        stop = Stop(len(self.all), column, low, high, min(max(wish, low), high))
        self.all.append(stop)
        return stop


def stops(wiring: Wiring, needs: Needs, places: Places) -> Stops:
    """Find all stops, still without heights, what limits them and what they should be."""
    found = Stops()
    for item in wiring.items():
        if item.body:
            for gutter in (item.column, item.column + 1):
                for port in side_ports(wiring, item, gutter, needs):
                    room = edge(needs.half(*port))
                    low, high = places.tops[item] + room, places.bottom(item) - room
                    wish = places.middle(item) + places.ports[port]
                    found.at[port] = found.new(item.column, low, high, wish)
    for item in wiring.items():
        if not item.body:
            low, high = _passage(wiring, item, needs, places)
            stop = found.new(item.column, low, high, _line(wiring, item, places))
            for piece in wiring.ends(item):
                found.at[piece, item] = stop
    for column in wiring.columns:
        for gutter in {column[0].column, column[0].column + 1} if column else ():
            ports = [port for item in column for port in side_ports(wiring, item, gutter, needs)]
            _keep_apart(found, ports, needs)
    pairs = [
        (found.at[piece, piece.first], found.at[piece, piece.second])
        for piece in wiring.pieces
        if not piece.arc
    ]
    found.level = sorted(pairs, key=lambda pair: abs(pair[0].wish - pair[1].wish))
    return found


def _passage(wiring: Wiring, item: Item, needs: Needs, places: Places) -> tuple[int, int]:
    """Between which heights a point of passage lies."""
    column = wiring.columns[item.column]
    above = next((each for each in reversed(column[: item.at]) if each.body), None)
    below = next((each for each in column[item.at :] if each.body), None)
    room = needs.passing(wiring, item)
    low, high = 0, places.height
    if above:
        low = places.bottom(above) + places.reserved.get(above, 0)
    if below:
        first = not above or above.row != below.row
        headed = wiring.grid.folded and first
        high = places.rows[below.row][0] if headed else places.tops[below]
    return low + room + OVERHANG, high - room - (OVERHANG if below else 0)


def _line(wiring: Wiring, item: Item, places: Places) -> float:
    """Mean height of the bodies that a passing link joins."""
    number = wiring.ends(item)[0].strand.number
    ends = [
        places.middle(end)
        for piece in wiring.pieces
        if piece.strand.number == number
        for end in (piece.first, piece.second)
        if end.body
    ]
    return sum(ends) / len(ends)


def _keep_apart(found: Stops, ports: Sequence[tuple[Piece, Item]], needs: Needs) -> None:
    """Neighbours on one side of a column keep their order and distance in every panel."""
    for shown in in_panels(ports):
        for upper, lower in pairwise(shown):
            distance = needs.half(*upper) + needs.half(*lower)
            found.rules.append((found.at[upper].number, found.at[lower].number, distance))


def solve(found: Stops, bound: set[Stop]) -> bool:
    """Set the heights of stops; return whether there are such heights.

    The bound ones must keep to the class of their column.
    """
    system = _System(found, bound)
    if system.windows() is None:
        return False
    for one, other in found.level:
        if max(one.low, other.low) <= min(one.high, other.high):
            system.join(one.number, other.number)
    system.settle()
    return True


class _System:
    """Difference constraints over groups of stops that have one height."""

    def __init__(self, found: Stops, bound: set[Stop]) -> None:
        self.found = found
        self.group = list(range(len(found.all)))
        self.bound = {stop.number for stop in bound}

    def join(self, one: int, other: int) -> None:
        """Give two groups one height, if all rules can still be kept."""
        kept, (to, gone) = self.group, (self.group[one], self.group[other])
        if to == gone:
            return
        self.group = [to if each == gone else each for each in kept]
        if self.windows() is None:
            self.group = kept

    def _classes(self) -> dict[int, int] | None:
        """The class of each group; ``None`` if two of one group differ."""
        found: dict[int, int] = {}
        for number in self.bound:
            wanted = self.found.all[number].column % 2 * (CLASSES // 2)
            if found.setdefault(self.group[number], wanted) != wanted:
                return None
        return found

    def windows(self) -> tuple[list[int], dict[int, int], dict[int, int], dict[int, int]] | None:
        """Groups in order, the least and the most height of each, and their classes."""
        classes = self._classes()
        if classes is None:
            return None
        low: dict[int, int] = {}
        high: dict[int, int] = {}
        for stop in self.found.all:
            each = self.group[stop.number]
            low[each] = max(low.get(each, stop.low), stop.low)
            high[each] = min(high.get(each, stop.high), stop.high)
        order = self._sorted(low)
        if order is None:
            return None
        after = self._after()
        for each in order:
            low[each] = _up(low[each], classes.get(each))
            for other, distance in after.get(each, ()):
                low[other] = max(low[other], low[each] + distance)
        for each in reversed(order):
            for other, distance in after.get(each, ()):
                high[each] = min(high[each], high[other] - distance)
            high[each] = _down(high[each], classes.get(each))
            if low[each] > high[each]:
                return None
        return order, low, high, classes

    def _after(self) -> dict[int, list[tuple[int, int]]]:
        after: dict[int, list[tuple[int, int]]] = {}
        for upper, lower, distance in self.found.rules:
            after.setdefault(self.group[upper], []).append((self.group[lower], distance))
        return after

    def _sorted(self, groups: dict[int, int]) -> list[int] | None:
        """Topological order; ``None`` if some group would have to be below itself."""
        after, waiting = self._after(), dict.fromkeys(groups, 0)
        for others in after.values():
            for other, _ in others:
                waiting[other] += 1
        order = [each for each, count in waiting.items() if not count]
        for each in order:
            for other, _ in after.get(each, ()):
                waiting[other] -= 1
                if not waiting[other]:
                    order.append(other)
        return order if len(order) == len(waiting) else None

    def settle(self) -> None:
        """Take the height nearest to the wish that the groups before and after leave."""
        windows = self.windows()
        if windows is None:
            return
        order, low, high, classes = windows
        wishes: dict[int, list[float]] = {}
        for stop in self.found.all:
            wishes.setdefault(self.group[stop.number], []).append(stop.wish)
        after = self._after()
        y: dict[int, int] = {}
        for each in order:
            wish = round(sum(wishes[each]) / len(wishes[each]))
            least = _up(low[each], classes.get(each))
            y[each] = max(least, min(_up(wish, classes.get(each)), high[each]))
            for other, distance in after.get(each, ()):
                low[other] = max(low[other], y[each] + distance)
        for stop in self.found.all:
            stop.y = y[self.group[stop.number]]


def _up(height: int, kind: int | None) -> int:
    """The least height of the class that is not less."""
    return height if kind is None else height + (kind - height) % CLASSES


def _down(height: int, kind: int | None) -> int:
    """The greatest height of the class that is not more."""
    return height if kind is None else height - (height - kind) % CLASSES
