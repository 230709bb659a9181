"""The letters of a coordination chart: how names are broken, and how much room they take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from hakusho.figures.charts.bodies import Body, Group, Link
    from hakusho.figures.charts.layers.columns import Grid, Item, Piece, Row, Strand, Wiring
    from hakusho.figures.theme import Theme


UNIT = 0.5
"""Heights are whole multiples of this, in mm: what shall be level is level exactly."""

Point = tuple[float, float]


def units(length_mm: float) -> int:
    """The least number of units that a length needs."""
    return ceil(length_mm / UNIT - 1e-9)


@dataclass(frozen=True, slots=True)
class Box:
    """A place: upper left corner and size, in mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, x: float, y: float) -> Box:
        """The same box elsewhere."""
        return Box(self.x + x, self.y + y, self.width, self.height)


NOTE_GAP = 0.4
HEAD_GAP = 1.0
"""Between what stands above a row and the row, in mm."""
_PAD, _PAD_Y = 1.2, 1.5
_NARROWEST, _WIDEST = 17.0, 46.0
_TIER_NAME, _TIER_GAP = 17.0, 3.0
_EASE = 1.0


@dataclass(frozen=True)
class Texts:
    """Letters of a group."""

    group: Group
    theme: Theme

    @property
    def step(self) -> float:
        """Distance of lines in names, in mm."""
        return self.theme.step(self.theme.text)

    @property
    def small(self) -> float:
        """Distance of lines in all other letters, in mm."""
        return self.theme.step(self.theme.small)

    def name(self, body: Body, width: float) -> list[str]:
        """The lines of a body's name, in a body of that width."""
        return line_breaking.wrap(body.shown, width - 2 * _PAD, self.theme.text, bold=body.bold)

    def note(self, body: Body, width: float) -> list[str]:
        """The lines of a body's note."""
        limit = width - 2 * _PAD
        return line_breaking.wrap(body.note, limit, self.theme.small) if body.note else []

    def side(self, side: str, width: float) -> list[str]:
        """The lines of a side's heading."""
        heading = self.group.sides.get(side, "")
        return line_breaking.wrap(heading, width, self.theme.small, bold=True) if heading else []

    def tier(self, row: Row, width: float = _TIER_NAME) -> list[str]:
        """The lines of a tier's name, if the row carries it; no word is cut."""
        name = self.group.tiers[row.tier] if row.first else ""
        longest = line_breaking.unbroken_mm(name, self.theme.small) if name else 0.0
        return line_breaking.wrap(name, max(width, longest), self.theme.small) if name else []

    @cached_property
    def widths(self) -> tuple[float, float]:
        """Width of a body: the least at which no word is cut, and that which is enough."""
        least, enough = _NARROWEST, 0.0
        for body in self.group.bodies:
            name = line_breaking.unbroken_mm(body.shown, self.theme.text, bold=body.bold)
            note = line_breaking.unbroken_mm(body.note, self.theme.small)
            least = max(least, name + 2 * _PAD, note + 2 * _PAD)
            whole = lettering.width_mm(body.shown, self.theme.text, bold=body.bold)
            enough = max(enough, whole, lettering.width_mm(body.note, self.theme.small))
        return least, max(least, min(_WIDEST, enough + 2 * _PAD + _EASE))

    def height(self, body: Body, width: float) -> int:
        """Height of a body's letters with their padding, in units."""
        notes = len(self.note(body, width))
        height = len(self.name(body, width)) * self.step + 2 * _PAD_Y
        return units(height + notes * self.small + NOTE_GAP * bool(notes))

    def left(self, grid: Grid) -> float:
        """Room for the names of tiers left of their rows, in mm."""
        if grid.headed:
            return 0.0
        lines = [line for row in grid.rows for line in self.tier(row)]
        widths = [lettering.width_mm(line, self.theme.small) for line in lines]
        return max(widths) + _TIER_GAP if widths else 0.0

    def heads(self, grid: Grid, width: float) -> list[int]:
        """Height of what stands above each row, in units: its tier, its sides if it has several."""
        heads = []
        for row in grid.rows:
            lines = len(self.tier(row, width)) if grid.headed else 0
            if grid.folded:
                lines += max(len(self.side(side, width)) for side in row.sides)
            heads.append(units(lines * self.small + HEAD_GAP) if lines else 0)
        return heads


_PLAIN = 2
"""Room above and below a link without a name, in units."""
_MILLIMETRE_OF_GUTTER = 1.5
"""A gutter that is wider by a millimetre is as bad as bodies that are higher by so many."""
_BODY = 6.0
"""Height of a body with one line, in mm: names beside it up to this cost nothing."""


@dataclass(frozen=True, slots=True)
class Label:
    """Room for the name of a strand, in mm: as much as the panel takes that needs most."""

    width: float = 0.0
    height: float = 0.0

    @property
    def half(self) -> int:
        """Room above and below the line on which it stands, in units."""
        return max(_PLAIN, units(self.height / 2))


Tags = dict[int, tuple["Piece", "Item"]]
"""By the number of the strand: the piece on which its name stands, and at which end."""


def label_lines(link: Link, limit_mm: float, theme: Theme) -> list[str]:
    """Break the name of a link, if it has one, at a width that a single long word may exceed."""
    if not link.label:
        return []
    longest = line_breaking.unbroken_mm(link.shown, theme.small, bold=link.bold)
    return line_breaking.wrap(link.shown, max(limit_mm, longest), theme.small, bold=link.bold)


def measure(strands: Iterable[Strand], limit_mm: float, theme: Theme) -> dict[int, Label]:
    """Measure the names of all strands that have one, by the number of the strand."""
    step = theme.step(theme.small)
    found = {}
    for strand in strands:
        texts = [
            (link.bold, label_lines(link, limit_mm, theme))
            for link in strand.links.values()
            if link.label
        ]
        if texts:
            widths = (
                lettering.width_mm(line, theme.small, bold=bold)
                for bold, lines in texts
                for line in lines
            )
            height = max(len(lines) for _, lines in texts) * step
            found[strand.number] = Label(max(widths), height)
    return found


def tag(wiring: Wiring, labels: Mapping[int, Label], straight: Collection[Piece]) -> Tags:
    """Choose where on its strand each name stands: close to a body, in the gutter beside it.

    Straight pieces between neighbours in a column are left out: their names stand between these.
    """
    tags: Tags = {}
    for gutter in wiring.gutters:
        through: list[Piece] = []
        for piece in wiring.pieces:
            if piece.gutter != gutter or piece.strand.number not in labels or piece in straight:
                continue
            if piece.arc:
                tags[piece.strand.number] = piece, _less_busy(wiring, piece)
            elif _carries(wiring, piece):
                through.append(piece)
        ends = min(
            ([(piece, piece.first) for piece in through], [(p, p.second) for p in through]),
            key=lambda ends: _cost(gutter, ends, labels, tags),
        )
        tags.update({piece.strand.number: (piece, item) for piece, item in ends})
    return tags


def _less_busy(wiring: Wiring, piece: Piece) -> Item:
    ends = (piece.first, piece.second)
    return min(ends, key=lambda item: len(wiring.ports(item, piece.gutter)))


def _carries(wiring: Wiring, piece: Piece) -> bool:
    """Whether this piece of its strand carries the name: that at the less busy body."""
    if piece.first.body and piece.second.body:
        return True
    chain = [each for each in wiring.pieces if each.strand is piece.strand]
    first, last = chain[0], chain[-1]
    left = len(wiring.ports(first.first, first.gutter))
    right = len(wiring.ports(last.second, last.gutter))
    return piece is (first if left <= right else last)


def _cost(
    gutter: int, ends: list[tuple[Piece, Item]], labels: Mapping[int, Label], tags: Tags
) -> float:
    """How much higher bodies, and how much wider the gutter, would become."""
    heights: dict[Item, float] = {}
    for piece, item in ends:
        heights[item] = heights.get(item, 0.0) + labels[piece.strand.number].height
    crowded = sum(max(0.0, height - _BODY) for height in heights.values())
    zones: dict[int, float] = {}
    arcs = [(p, i) for p, i in tags.values() if p.gutter == gutter and p.arc]
    for piece, item in (*ends, *arcs):
        width = labels[piece.strand.number].width
        zones[item.column] = max(zones.get(item.column, 0.0), width)
    return crowded + _MILLIMETRE_OF_GUTTER * sum(zones.values())
