"""Lines of links, and where their names stand, in mm.

From left to right, a gutter holds the arcs of the column on its left, the pieces that cross it,
and the arcs of the column on its right, each in an upright lane; names stand outside of all lanes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.figures.charts.layers.body_places import millimetres
from hakusho.figures.charts.layers.crossings import crossing
from hakusho.figures.charts.layers.labels import Box, Point

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hakusho.figures.charts.layers.body_places import Needs, Places
    from hakusho.figures.charts.layers.columns import Item, Piece, Strand, Wiring
    from hakusho.figures.charts.layers.labels import Label
    from hakusho.figures.charts.layers.stops import Stop, Stops


_BETWEEN = 4
"""Least distance of two pieces in one lane, in units."""
_APART = 2
"""Least distance of ends that come from opposite sides and pass each other, in units."""


@dataclass(slots=True)
class Lanes:
    """Lanes of all gutters.

    ``lane`` has, from the left, that of each piece that is not straight, ``count`` how many each
    gutter has. In ``used`` gutters anything runs, straight or not.
    """

    lane: dict[Piece, int] = field(default_factory=dict)
    count: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


def lanes(wiring: Wiring, needs: Needs, found: Stops) -> Lanes:
    """Choose lanes that add no crossing to those that the order makes."""
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
    """Find ends that could seem to be one line, because they come upon each other at one height."""
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


_LANE, _WIDE_LANE = 1.5, 2.2
_SIDE, _ARROW = 2.2, 2.6
"""Between a body and the first lane; as much again as an arrow's head needs."""
_BESIDE_NAME, _BARE_NAME = 1.5, 2.2
"""Line that shows on each side of a name: beside lanes, or where the gutter has none."""
_EMPTY, _STRAIGHT = 4.0, 5.0
"""Least width of an inner gutter without lines, and of one with straight lines only."""


@dataclass(slots=True, eq=False)
class Gutter:
    """The room between two columns.

    ``left`` is the least distance of the first lane from the left column, room for names, and
    ``right`` that of the last lane from the right column. ``x`` is its left edge, ``width`` as it
    is given.
    """

    left: float
    right: float
    lanes: int
    x: float = 0.0
    width: float = 0.0

    @property
    def least(self) -> float:
        """The least width."""
        return self.left + self.right + _LANE * max(0, self.lanes - 1)

    def lane(self, number: int) -> float:
        """Where a lane is."""
        step = self._step()
        return self.x + self.left + self._spare() / 2 + step * number

    def _step(self) -> float:
        gaps = max(1, self.lanes - 1)
        return min(_WIDE_LANE, _LANE + (self.width - self.least) / 2 / gaps)

    def _spare(self) -> float:
        return self.width - self.left - self.right - self._step() * max(0, self.lanes - 1)

    def name(self, *, left: bool, arrow: float) -> float:
        """The middle of a name at one end; an arrow's head at that end takes its room."""
        half = self._spare() / 2
        if not self.lanes:
            return self.x + self.width / 2
        if left:
            return self.x + (self.left + half + arrow) / 2
        return self.x + self.width - (self.right + half + arrow) / 2


def least_names(wiring: Wiring, labels: Mapping[int, Label]) -> float:
    """Find what the names of links need at least, wherever they stand.

    Returns:
        Width of all gutters together, in mm: never more than ``gutters`` will need.
    """
    widest: dict[int, float] = {}
    for piece in wiring.pieces:
        whole = not piece.arc and piece.first.body and piece.second.body
        if whole and piece.strand.number in labels:
            width = labels[piece.strand.number].width + 2 * _BESIDE_NAME
            widest[piece.gutter] = max(widest.get(piece.gutter, 0.0), width)
    return sum(max(widest.get(number, 0.0), _EMPTY) for number in range(1, wiring.grid.columns))


def gutters(wiring: Wiring, needs: Needs, given: Lanes) -> list[Gutter]:
    """Find what the gutters need, the outer ones too."""
    columns = wiring.grid.columns
    found = [Gutter(0.0, 0.0, given.count.get(number, 0)) for number in range(columns + 1)]
    for number, gutter in enumerate(found):
        if number not in given.used:
            if 0 < number < columns:
                gutter.left = gutter.right = _EMPTY / 2
            continue
        sides = [_zone(wiring, needs, number, left=left) for left in (True, False)]
        if gutter.lanes:
            gutter.left, gutter.right = (zone for zone, _ in sides)
            if number in {0, columns}:  # nothing stands outside
                gutter.left, gutter.right = (0.0, sides[1][0]) if not number else (sides[0][0], 0.0)
        else:
            name = max(name for _, name in sides)
            arrows = 2 * _ARROW * _arrows(needs, wiring, number)
            width = name + 2 * _BARE_NAME + arrows if name else _STRAIGHT
            gutter.left = gutter.right = width / 2
    return found


def _arrows(needs: Needs, wiring: Wiring, number: int) -> bool:
    return any(
        _arrow_at(piece.strand, end)
        for piece in wiring.pieces
        if piece.gutter == number and piece not in needs.straight
        for end in (piece.first, piece.second)
    )


def _zone(wiring: Wiring, needs: Needs, number: int, *, left: bool) -> tuple[float, float]:
    """Room beside one column, and the widest name that stands there."""
    column = number - 1 if left else number
    width = name = 0.0
    for piece in wiring.pieces:
        if piece.gutter != number or piece in needs.straight:
            continue
        for end in (piece.first, piece.second):
            if end.column != column:
                continue
            arrow = _ARROW if _arrow_at(piece.strand, end) else 0.0
            width = max(width, _SIDE + arrow)
            if needs.tags.get(piece.strand.number) == (piece, end):
                own = needs.labels[piece.strand.number].width
                width = max(width, own + 2 * _BESIDE_NAME + arrow)
                name = max(name, own)
    return width or _SIDE, name


def _arrow_at(strand: Strand, end: Item) -> bool:
    return end.body == strand.end and any(link.directed for link in strand.links.values())


@dataclass(slots=True)
class Sheet:
    """Where everything of a panel is, in mm from its upper left corner.

    Of a column there are left edge and width; of a row the upper edge with the head, the upper edge
    of the bodies and the lower edge. ``paths`` lead from start to end; they and ``names``, the room
    for the names of links, are by the number of the strand.
    """

    boxes: dict[str, Box] = field(default_factory=dict)
    columns: list[tuple[float, float]] = field(default_factory=list)
    rows: list[tuple[float, float, float]] = field(default_factory=list)
    paths: dict[int, list[Point]] = field(default_factory=dict)
    names: dict[int, Box] = field(default_factory=dict)
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """What routes follow from."""

    wiring: Wiring
    needs: Needs
    places: Places
    stops: Stops
    lanes: Lanes


def lay(run: Run, spaces: Sequence[Gutter], body_mm: float, width_mm: float) -> Sheet:
    """Give everything its place in a panel of a width, in gutters and bodies of another."""
    sheet = Sheet(height=millimetres(run.places.height))
    x = _spread(spaces, width_mm - body_mm * run.wiring.grid.columns)
    for space in spaces:
        space.x = x
        x += space.width
        sheet.columns.append((x, body_mm))
        x += body_mm
    sheet.columns.pop()
    sheet.rows = [tuple(map(millimetres, row)) for row in run.places.rows]  # type: ignore[misc]
    for item, top in run.places.tops.items():
        left, width = sheet.columns[item.column]
        height = millimetres(run.places.heights[item])
        sheet.boxes[item.body] = Box(left, millimetres(top), width, height)
    for strand in run.wiring.strands:
        pieces = [piece for piece in run.wiring.pieces if piece.strand is strand]
        if pieces[0] in run.needs.straight:
            _straight(run, sheet, pieces[0])
            continue
        path = _path(run, spaces, sheet, pieces)
        sheet.paths[strand.number] = path
        _name(run, spaces, sheet, strand)
    return sheet


def _spread(spaces: Sequence[Gutter], width_mm: float) -> float:
    """Give the room that is over to the inner gutters; return where the first gutter begins."""
    inner = [space for space in spaces[1:-1] if space.least]
    over = max(0.0, width_mm - sum(space.least for space in spaces))
    for space in spaces:
        space.width = space.least + (over / len(inner) if space in inner else 0.0)
    return 0.0 if inner else over / 2


def _straight(run: Run, sheet: Sheet, piece: Piece) -> None:
    slot, slots = run.needs.straight[piece]
    upper, lower = sorted((piece.first, piece.second), key=lambda item: item.at)
    box, under = sheet.boxes[upper.body], sheet.boxes[lower.body]
    x = box.x + box.width * (slot + 0.5) / slots
    path = [(x, box.bottom), (x, under.y)]
    strand = piece.strand
    sheet.paths[strand.number] = path if strand.start == upper.body else path[::-1]
    name = run.needs.labels.get(strand.number)
    if name:
        reserved = millimetres(run.places.reserved.get(upper, 0))
        room = reserved or under.y - box.bottom
        arrow = _ARROW / 2 * any(link.directed for link in strand.links.values())
        shift = -arrow if strand.end == lower.body else arrow
        y = box.bottom + (room - name.height) / 2 + shift * (not reserved)
        sheet.names[strand.number] = Box(x - name.width / 2, y, name.width, name.height)


def _path(run: Run, spaces: Sequence[Gutter], sheet: Sheet, pieces: Sequence[Piece]) -> list[Point]:
    """From start to end; of a piece that is not straight, down or up its lane."""
    points: list[Point] = []
    for piece in pieces:
        one, other = run.stops.ends(piece)
        x1, x2 = _exit(sheet, piece.first, piece), _exit(sheet, piece.second, piece)
        points.append((x1, millimetres(one)))
        if piece in run.lanes.lane and one != other:
            lane = spaces[piece.gutter].lane(run.lanes.lane[piece])
            points += [(lane, millimetres(one)), (lane, millimetres(other))]
        points.append((x2, millimetres(other)))
    kept = [
        point
        for index, point in enumerate(points)
        if not 0 < index < len(points) - 1
        or not points[index - 1][1] == point[1] == points[index + 1][1]
    ]
    return kept if pieces[0].first.body == pieces[0].strand.start else kept[::-1]


def _exit(sheet: Sheet, item: Item, piece: Piece) -> float:
    """Where a piece meets the edge of a column."""
    left, width = sheet.columns[item.column]
    return left if piece.gutter == item.column else left + width


def _name(run: Run, spaces: Sequence[Gutter], sheet: Sheet, strand: Strand) -> None:
    tag = run.needs.tags.get(strand.number)
    if tag is None:
        return
    piece, item = tag
    left = item.column < piece.gutter
    arrow = _ARROW if _arrow_at(strand, item) else 0.0
    x = spaces[piece.gutter].name(left=left, arrow=arrow)
    y = millimetres(run.stops.at[piece, item].y)
    name = run.needs.labels[strand.number]
    sheet.names[strand.number] = Box(
        x - name.width / 2, y - name.height / 2, name.width, name.height
    )
