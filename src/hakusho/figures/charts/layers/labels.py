"""Names of links: how they are broken, how much room they take, and at which end they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.charts.layers.boxes import units
from hakusho.figures.theme import MM_PER_POINT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from hakusho.figures.charts.bodies import Link
    from hakusho.figures.charts.layers.columns import Item, Piece, Strand, Wiring
    from hakusho.figures.theme import Theme

PLAIN = 2
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
        return max(PLAIN, units(self.height / 2))


Tags = dict[int, tuple["Piece", "Item"]]
"""By the number of the strand: the piece on which its name stands, and at which end."""


def label_lines(link: Link, limit_mm: float, theme: Theme) -> list[str]:
    """Break the name of a link.

    Args:
        link: The link.
        limit_mm: Width that only a single long word may exceed.
        theme: The looks.

    Returns:
        The lines; none if it has no name.
    """
    if not link.label:
        return []
    longest = line_breaking.unbroken_mm(link.shown, theme.small, bold=link.bold)
    return line_breaking.wrap(link.shown, max(limit_mm, longest), theme.small, bold=link.bold)


def measure(strands: Iterable[Strand], limit_mm: float, theme: Theme) -> dict[int, Label]:
    """Measure the names of all strands.

    Args:
        strands: All of them.
        limit_mm: As for ``label_lines``.
        theme: The looks.

    Returns:
        Room by the number of the strand; strands without a name are left out.
    """
    step = theme.small * theme.leading * MM_PER_POINT
    found = {}
    for strand in strands:
        texts = [
            (link.bold, label_lines(link, limit_mm, theme))
            for link in strand.links.values()
            if link.label
        ]
        if texts:
            found[strand.number] = Label(
                max(
                    lettering.width_mm(line, theme.small, bold=bold)
                    for bold, lines in texts
                    for line in lines
                ),
                max(len(lines) for _, lines in texts) * step,
            )
    return found


def tag(wiring: Wiring, labels: Mapping[int, Label], straight: Collection[Piece]) -> Tags:
    """Choose where on its strand each name stands: close to a body, in the gutter beside it.

    Args:
        wiring: In its final order.
        labels: Room by strand.
        straight: Pieces between neighbours in a column, whose names stand between these.

    Returns:
        The place of each name but those.
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
    gutter: int,
    ends: list[tuple[Piece, Item]],
    labels: Mapping[int, Label],
    tags: Tags,
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


def half(piece: Piece, item: Item, tags: Tags, labels: Mapping[int, Label]) -> int:
    """Room that a piece needs above and below where it ends at an item, in units."""
    if tags.get(piece.strand.number) == (piece, item):
        return labels[piece.strand.number].half
    return PLAIN
