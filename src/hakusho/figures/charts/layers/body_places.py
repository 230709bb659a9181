"""Places of bodies: how high each must be, and where it stands in its column.

Rows are level in all columns. A body is as high as its letters and its ports ask, and the gap
between two bodies holds the links that pass there, so that what follows finds room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.figures.charts.layers.labels import UNIT, Label, units
from hakusho.figures.charts.spacing import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hakusho.figures.charts.layers.columns import Item, Piece, Wiring
    from hakusho.figures.charts.layers.labels import Tags

    Port = tuple[Piece, Item]

PAD = 3
"""Least distance of a port from the corner of its body, in units."""
OVERHANG = 2
"""How far the name of a link may stand out above or below the body where it ends."""
_STACK_GAP, _ROW_GAP, _BARE, _ARROW = 5, 11, 6, 9
"""Gaps in units: within a row, between rows, for a straight link, for one with an arrow."""
CLASSES = 4
"""See ``stops``."""
_SWEEPS = 4
_ROOM_ABOVE_NAME, _ROOM_BELOW_NAME = 5, 5


@dataclass(frozen=True, slots=True)
class Needs:
    """What heights follow from, in units.

    ``texts`` has the height of each body's letters with their padding, by id, ``heads`` that of
    what stands above the bodies of each row. ``straight`` are links between neighbours in a column,
    and which of how many slots each has; ``loose`` is whether there is room for every end to keep
    its class (see ``stops``).
    """

    texts: Mapping[str, int]
    heads: Sequence[int]
    labels: Mapping[int, Label]
    tags: Tags
    straight: Mapping[Piece, tuple[int, int]]
    loose: bool = False

    def half(self, piece: Piece, item: Item) -> int:
        """Room above and below an end, in units."""
        number = piece.strand.number
        return (self.labels[number] if self.tags.get(number) == (piece, item) else Label()).half

    def distance(self, upper: int, lower: int) -> int:
        """Of two ends that take so much room each."""
        least = upper + lower
        return -(-least // CLASSES) * CLASSES if self.loose else least

    def passing(self, wiring: Wiring, item: Item) -> int:
        """Room above and below a point of passage, in units."""
        return max(self.half(piece, item) for piece in wiring.ends(item))


@dataclass(slots=True)
class Places:
    """Where bodies stand, in units from the upper edge of the first row.

    Of a row there are the upper edge with its head, the upper edge of its bodies and the lower
    edge. ``reserved`` is the room below a body for names of straight links; ``ports`` say how far
    below the middle of a body a piece should leave it.
    """

    tops: dict[Item, int] = field(default_factory=dict)
    heights: dict[Item, int] = field(default_factory=dict)
    rows: list[tuple[int, int, int]] = field(default_factory=list)
    height: int = 0
    reserved: dict[Item, int] = field(default_factory=dict)
    ports: dict[Port, float] = field(default_factory=dict)

    def bottom(self, item: Item) -> int:
        """Lower edge of a body."""
        return self.tops[item] + self.heights[item]

    def middle(self, item: Item) -> float:
        """Middle of a body."""
        return self.tops[item] + self.heights[item] / 2


def side_ports(wiring: Wiring, item: Item, gutter: int, needs: Needs) -> list[Port]:
    """Where pieces leave a body into a gutter, from top to bottom, but the straight ones."""
    return [(piece, item) for piece in wiring.ports(item, gutter) if piece not in needs.straight]


def in_panels(ports: Sequence[Port]) -> Iterator[list[Port]]:
    """Those of some ends that each panel shows."""
    bits = max((piece.strand.panels.bit_length() for piece, _ in ports), default=0)
    for bit in range(bits):
        shown = [port for port in ports if port[0].strand.panels >> bit & 1]
        if shown:
            yield shown


def edge(room: int) -> int:
    """Distance of an end from the corner of its body."""
    return max(PAD, room - OVERHANG)


def place(wiring: Wiring, needs: Needs) -> Places:
    """Work out where the bodies of a wiring in its final order stand."""
    places = Places()
    for item in wiring.items():
        if item.body:
            places.heights[item] = _height(wiring, item, needs)
            for gutter in (item.column, item.column + 1):
                places.ports.update(_ports(side_ports(wiring, item, gutter, needs), needs))
    last: dict[int, Item] = {}
    for number in range(len(wiring.grid.rows)):
        _place_row(wiring, needs, places, number, last)
    lowest = [bottom for _, _, bottom in places.rows]
    for column in wiring.columns:
        end = max((item.at + 1 for item in column if item.body), default=0)
        if end < len(column):
            above = column[end - 1] if end else None
            start = places.bottom(above) if above else 0
            lowest.append(start + gap(wiring, above, None, needs, places))
    places.height = max(lowest)
    return places


def _height(wiring: Wiring, item: Item, needs: Needs) -> int:
    """Of a body: an even number of units, so that its middle is a whole one."""
    least = needs.texts[item.body]
    for gutter in (item.column, item.column + 1):
        ports = side_ports(wiring, item, gutter, needs)
        ends = [(needs.half(*port), port[0].strand.panels) for port in ports]
        least = max(least, _stacked(ends, edge, needs))
    return least + least % 2


def _ports(ports: Sequence[Port], needs: Needs) -> dict[Port, float]:
    """Where the links of one side leave a body: about its middle, as far apart as names need."""
    found: dict[Port, list[float]] = {}
    for shown in in_panels(ports):
        rooms = [needs.half(*port) for port in shown]
        offsets = [0]
        for upper, lower in pairwise(rooms):
            offsets.append(offsets[-1] + upper + lower)
        for port, offset in zip(shown, offsets, strict=True):
            found.setdefault(port, []).append(offset - offsets[-1] / 2)
    return {port: sum(each) / len(each) for port, each in found.items()}


def gap(
    wiring: Wiring, above: Item | None, below: Item | None, needs: Needs, places: Places
) -> int:
    """Room between two bodies that follow each other in a column, in units."""
    passing = _passing(wiring, above, below)
    need = _straight_room(above, below, needs)
    if above:
        places.reserved[above] = need if passing else 0
    ends = [(needs.passing(wiring, i), wiring.ends(i)[0].strand.panels) for i in passing]
    return need + _stacked(ends, lambda room: room + OVERHANG, needs)


def _stacked(ends: Sequence[tuple[int, int]], margin: Callable[[int], int], needs: Needs) -> int:
    """Height that ends need below each other: those that no panel shows together need none."""
    depths: list[int] = []
    for number, (room, panels) in enumerate(ends):
        met = [at for at in range(number) if ends[at][1] & panels]
        above = [depths[at] + needs.distance(ends[at][0], room) for at in met]
        depths.append(max([margin(room), *above]))
    heights = [depth + margin(room) for depth, (room, _) in zip(depths, ends, strict=True)]
    return max(heights) + (CLASSES if needs.loose else 0) if heights else 0


def _passing(wiring: Wiring, above: Item | None, below: Item | None) -> list[Item]:
    """The points of passage between two neighbours; without ``above``, those above ``below``."""
    either = above or below
    column = wiring.columns[either.column] if either else []
    return column[above.at + 1 if above else 0 : below.at if below else len(column)]


def _straight_room(above: Item | None, below: Item | None, needs: Needs) -> int:
    """Room for the straight links between two neighbours, and their names."""
    need = 0
    for piece in needs.straight:
        if {piece.first, piece.second} != {above, below}:
            continue
        name = needs.labels.get(piece.strand.number)
        arrow = any(link.directed for link in piece.strand.links.values())
        need = max(need, _ARROW if arrow else _BARE)
        if name:
            room = _ROOM_ABOVE_NAME + _ROOM_BELOW_NAME + (_ARROW - _BARE) * arrow
            need = max(need, units(name.height) + room)
    return need


def _place_row(
    wiring: Wiring, needs: Needs, places: Places, number: int, last: dict[int, Item]
) -> None:
    head, start = needs.heads[number], places.rows[-1][2] + _ROW_GAP if places.rows else 0
    cells: dict[int, list[Item]] = {}
    for index, column in enumerate(wiring.columns):
        cells[index] = [item for item in column if item.body and item.row == number]
        if not cells[index]:
            continue
        above = last.get(index)
        need = gap(wiring, above, cells[index][0], needs, places)
        inside = 0 if wiring.grid.folded else head  # a head of its own must stay free of lines
        lowest = places.rows[above.row][2] if above else 0
        start = max(start, lowest + need - inside)
        last[index] = cells[index][-1]
    top = start + head
    steps: dict[int, list[int]] = {}
    for index, cell in cells.items():
        gaps = [max(_STACK_GAP, gap(wiring, *pair, needs, places)) for pair in pairwise(cell)]
        spaces = [*gaps, 0] if cell else []
        steps[index] = [places.heights[i] + room for i, room in zip(cell, spaces, strict=True)]
    height = max(sum(each) for each in steps.values())
    for index, cell in cells.items():
        y = top + (height - sum(steps[index])) // 2
        for item, step in zip(cell, steps[index], strict=True):
            places.tops[item] = y
            y += step
    places.rows.append((start, top, top + height))
    for _ in range(_SWEEPS):
        for index, cell in cells.items():
            if cell:
                _align(wiring, places, cell, steps[index])


def _align(wiring: Wiring, places: Places, cell: list[Item], steps: list[int]) -> None:
    """Move the bodies of a cell to where most of their links within the row can be straight."""
    _, top, bottom = places.rows[cell[0].row]
    wanted = [_wanted(wiring, places, item) - places.heights[item] / 2 for item in cell]
    for item, y in zip(cell, spread(wanted, steps, top, bottom), strict=True):
        places.tops[item] = int(y + 0.5)


def _wanted(wiring: Wiring, places: Places, item: Item) -> float:
    """The mean of the heights at which its links would be straight, or else the best of them."""
    beside = [
        (
            places.middle(other) + places.ports[piece, other] - places.ports[piece, item],
            _play(places, piece, item) + _play(places, piece, other),
        )
        for piece in wiring.ends(item)
        if (other := piece.other(item)).row == item.row and other.column != item.column
    ]
    if not beside:
        return places.middle(item)
    mean = sum(height for height, _ in beside) / len(beside)
    wishes = [mean, *sorted(height for height, _ in beside)]
    return max(wishes, key=lambda wish: sum(abs(height - wish) <= play for height, play in beside))


def _play(places: Places, piece: Piece, item: Item) -> float:
    """How far the port of a piece may move from where it should be."""
    return max(0.0, places.heights[item] / 2 - PAD - abs(places.ports[piece, item]))


def millimetres(height: float) -> float:
    """Units in mm."""
    return height * UNIT
