"""Columns of a coordination chart: what stands in each, and what runs in the gutters between them.

A link between neighbouring columns is one piece in one gutter. A link that goes further passes
the columns between at points of its own, so that it too is made of pieces, each in one gutter.
A link within a column leaves it and comes back on the same side: an arc.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.figures.charts.bodies import Body, Group, Link


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the chart: a tier, or part of one where sides stand below each other.

    ``sides`` has the id of the side in each column, empty where the row has none. The ``first`` of
    its tier carries the tier's name.
    """

    tier: str
    sides: tuple[str, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Where each body belongs, in rows from top to bottom.

    It is ``folded`` if a column holds more than one side, ``headed`` if tiers are named above their
    rows instead of left of them.
    """

    rows: tuple[Row, ...]
    columns: int
    folded: bool
    headed: bool

    def cell(self, body: Body) -> tuple[int, int]:
        """Row and column of a body."""
        for number, row in enumerate(self.rows):
            if row.tier == body.tier and body.side in row.sides:
                return number, row.sides.index(body.side)
        raise KeyError(body.id)


def grid(group: Group, columns: int, *, headed: bool) -> Grid:
    """Distribute the sides of a group over at most so many columns.

    What is joint comes last if the sides have to stand below each other. Rows and columns that hold
    no body are left out.
    """
    used = [side for side in group.sides if any(body.side == side for body in group.bodies)]
    folded = columns < len(used)
    if folded:
        used.sort(key=lambda side: side in group.joint)
    lines = [tuple(used[at : at + columns]) for at in range(0, len(used), columns)]
    rows: list[Row] = []
    for tier in group.tiers:
        first = True
        for line in lines:
            if any(body.tier == tier and body.side in line for body in group.bodies):
                rows.append(Row(tier, line, first))
                first = False
    return Grid(tuple(rows), min(columns, len(used)), folded, headed)


@dataclass(slots=True, eq=False)
class Item:
    """What a column holds: a body, or a point where a link passes between bodies.

    Such a point has no row and no body. ``at`` is its place in the column, from the top, ``level``
    its rough height, in rows.
    """

    column: int
    row: int
    body: str = ""
    at: int = 0
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Strand:
    """One link in all panels that show it, so that it keeps its path.

    ``number`` is in the order of the data, ``links`` are as each panel has it, by the panel's
    number, and ``panels`` those panels as bits.
    """

    number: int
    start: str
    end: str
    links: Mapping[int, Link]
    panels: int


@dataclass(slots=True, eq=False)
class Piece:
    """The part of a strand that runs in one gutter; of two columns, ``first`` is in the left one.

    It is an arc if both ends are in one column.
    """

    strand: Strand
    gutter: int
    first: Item
    second: Item
    arc: bool = field(init=False)

    def __post_init__(self) -> None:
        self.arc = self.first.column == self.second.column

    def other(self, item: Item) -> Item:
        """The end that is not ``item``."""
        return self.second if item is self.first else self.first

    def meets(self, other: Piece) -> bool:
        """Whether any panel shows both."""
        return bool(self.strand.panels & other.strand.panels)


@dataclass(slots=True)
class Wiring:
    """Columns, their items from top to bottom, and pieces.

    Lines may run in ``gutters``: gutter ``i`` lies left of column ``i``.
    """

    grid: Grid
    columns: list[list[Item]]
    strands: list[Strand]
    gutters: range
    pieces: list[Piece] = field(default_factory=list)
    _ends: dict[Item, list[Piece]] = field(default_factory=dict)

    def add(self, piece: Piece) -> None:
        """Add a piece."""
        self.pieces.append(piece)
        for item in (piece.first, piece.second):
            self._ends.setdefault(item, []).append(piece)

    def ends(self, item: Item) -> list[Piece]:
        """The pieces that end at an item."""
        return self._ends.get(item, [])

    def items(self) -> Iterator[Item]:
        """All items, column by column."""
        for column in self.columns:
            yield from column

    def ports(self, item: Item, gutter: int) -> list[Piece]:
        """The pieces that leave an item into a gutter, from top to bottom.

        Arcs leave where they enclose nothing else: those upwards at the top, the nearest first,
        those downwards at the bottom, the nearest last; between them the others, in the order of
        where they lead.
        """
        ports = (piece for piece in self.ends(item) if piece.gutter == gutter)
        return sorted(ports, key=lambda piece: _port_key(piece, item))

    def settle(self) -> None:
        """Sort each column by the level of its items."""
        for column in self.columns:
            column.sort(key=lambda item: item.level)
            for at, item in enumerate(column):
                item.at = at


def _port_key(piece: Piece, item: Item) -> tuple[int, int, int]:
    other, number = piece.other(item).at, piece.strand.number
    if not piece.arc:
        return 1, other, number
    return (0, -other, -number) if other < item.at else (2, -other, number)


def strands(group: Group) -> list[Strand]:
    """The links that several panels have in common.

    The second link of one name between one pair is a strand of its own.
    """
    found: dict[tuple[str, str, str, int], dict[int, Link]] = {}
    for number, panel in enumerate(group.panels):
        seen: dict[tuple[str, str, str], int] = {}
        for link in panel.links:
            name = (link.start, link.end, link.label)
            found.setdefault((*name, seen.get(name, 0)), {})[number] = link
            seen[name] = seen.get(name, 0) + 1
    return [
        Strand(number, start, end, links, sum(1 << panel for panel in links))
        for number, ((start, end, _, _), links) in enumerate(found.items())
    ]


def wire(bodies: Sequence[Body], links: list[Strand], where: Grid, gutters: range) -> Wiring:
    """Put bodies into columns, in the order of the data, and lead links through gutters."""
    columns: list[list[Item]] = [[] for _ in range(where.columns)]
    items: dict[str, Item] = {}
    for body in bodies:
        row, column = where.cell(body)
        items[body.id] = Item(column, row, body.id)
        columns[column].append(items[body.id])
    wiring = Wiring(where, columns, links, gutters)
    level_bodies(list(items.values()))
    for strand in links:
        first, second = sorted((items[strand.start], items[strand.end]), key=lambda i: i.column)
        if first.column == second.column:
            wiring.add(Piece(strand, arc_gutters(first.column, wiring)[0], first, second))
            continue
        stops = [first]
        for column in range(first.column + 1, second.column):
            stops.append(Item(column, -1))
            columns[column].append(stops[-1])
        stops.append(second)
        for left, right in pairwise(stops):
            wiring.add(Piece(strand, right.column, left, right))
    level_passages(wiring)
    wiring.settle()
    return wiring


def arc_gutters(column: int, wiring: Wiring) -> list[int]:
    """The gutters beside a column in which arcs may run: inner ones, there anyway, first."""
    beside = [gutter for gutter in (column + 1, column) if gutter in wiring.gutters]
    return sorted(beside, key=lambda gutter: gutter in {0, wiring.grid.columns})


def level_bodies(order: Sequence[Item]) -> None:
    """Set the levels of bodies: within its row, each in the given order."""
    cells: dict[tuple[int, int], list[Item]] = {}
    for item in order:
        cells.setdefault((item.row, item.column), []).append(item)
    for cell in cells.values():
        for index, item in enumerate(cell):
            item.level = item.row + (index + 1) / (len(cell) + 1)


def level_passages(wiring: Wiring) -> None:
    """Set the levels of points of passage: on the straight line between the ends of their link."""
    chains: dict[int, list[Item]] = {}
    for piece in wiring.pieces:
        if not piece.arc:
            chains.setdefault(piece.strand.number, [piece.first]).append(piece.second)
    for first, *between, last in chains.values():
        for step, item in enumerate(between, 1):
            share = step / (len(between) + 1)
            item.level = first.level + (last.level - first.level) * share
