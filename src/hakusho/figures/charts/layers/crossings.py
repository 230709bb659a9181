"""Order of what stands in the columns: as few crossings of links as can be found quickly.

Whether two pieces cross depends only on the order of their ends, because ports, heights and lanes
are chosen so that no other crossing comes about. So crossings are counted, and avoided, before
anything has a place. The order is sought from that of the data and from barycentres (Sugiyama,
Tagawa, Toda 1981), and made better by sifting: each item in turn is moved through its column to
where it causes the fewest crossings (Matuszewski, Schönfeld, Molitor 1999).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hakusho.figures.charts.layers.columns import arc_gutters, level_bodies, level_passages

if TYPE_CHECKING:
    from hakusho.figures.charts.layers.columns import Item, Piece, Wiring

_ROUNDS, _SWEEPS = 10, 6


def crossing(one: Piece, other: Piece) -> bool:
    """Whether two pieces run in one gutter, are seen together and their ends interleave."""
    if one.gutter != other.gutter or not one.meets(other):
        return False
    if not (one.arc or other.arc):
        return (one.first.at - other.first.at) * (one.second.at - other.second.at) < 0
    if one.arc and other.arc:
        if one.first.column != other.first.column:
            return False
        low, high = _span(one)
        least, most = _span(other)
        return low < least < high < most or least < low < most < high
    arc, through = (one, other) if one.arc else (other, one)
    same = through.first.column == arc.first.column
    low, high = _span(arc)
    return low < (through.first if same else through.second).at < high


def _span(arc: Piece) -> tuple[int, int]:
    low, high = arc.first.at, arc.second.at
    return (low, high) if low < high else (high, low)


def count(wiring: Wiring) -> int:
    """How many pairs of pieces of a wiring cross in some panel."""
    by_gutter: dict[int, list[Piece]] = {}
    for piece in wiring.pieces:
        by_gutter.setdefault(piece.gutter, []).append(piece)
    return sum(crossing(*pair) for some in by_gutter.values() for pair in combinations(some, 2))


def order(wiring: Wiring) -> int:
    """Order the columns of a wiring, and choose sides for its arcs, so that few pieces cross.

    Bodies keep to their cell; among orders that are equally good, that of the data is kept. The
    crossings that are left are returned.
    """
    _improve(wiring)
    fewest = count(wiring)
    if fewest:
        kept = _state(wiring)
        _barycentres(wiring)
        _improve(wiring)
        other = count(wiring)
        if other < fewest:
            return other
        _restore(wiring, kept)
    return fewest


def _state(wiring: Wiring) -> tuple[list[list[Item]], list[int]]:
    return [list(column) for column in wiring.columns], [piece.gutter for piece in wiring.pieces]


def _restore(wiring: Wiring, state: tuple[list[list[Item]], list[int]]) -> None:
    wiring.columns[:] = state[0]
    for column in wiring.columns:
        for at, item in enumerate(column):
            item.at = at
    for piece, gutter in zip(wiring.pieces, state[1], strict=True):
        piece.gutter = gutter


def _barycentres(wiring: Wiring) -> None:
    """Order each cell by the mean height of what its bodies are linked with."""
    bodies = [item for item in wiring.items() if item.body]
    for _ in range(_SWEEPS):
        means = {item: _mean(wiring, item) for item in bodies}
        level_bodies(sorted(bodies, key=lambda item: (item.row, means[item], item.level)))
        level_passages(wiring)
    wiring.settle()


def _mean(wiring: Wiring, item: Item) -> float:
    levels = [piece.other(item).level for piece in wiring.ends(item)]
    return sum(levels) / len(levels) if levels else item.level


def _improve(wiring: Wiring) -> None:
    for _ in range(_ROUNDS):
        gained = sum(
            _sift(wiring, column, item)
            for column in wiring.columns
            for item in sorted(column, key=lambda item: -len(wiring.ends(item)))
            if wiring.ends(item)
        )
        gained += sum(_turn(wiring, piece) for piece in wiring.pieces if piece.arc)
        if not gained:
            return


def _turn(wiring: Wiring, arc: Piece) -> bool:
    """Move an arc to the other side of its column if that saves crossings."""
    beside = [piece for piece in wiring.pieces if piece is not arc]
    before, kept = sum(crossing(arc, piece) for piece in beside), arc.gutter
    if not before:
        return False
    for gutter in arc_gutters(arc.first.column, wiring):
        arc.gutter = gutter
        if sum(crossing(arc, piece) for piece in beside) < before:
            return True
    arc.gutter = kept
    return False


def _sift(wiring: Wiring, column: list[Item], item: Item) -> int:
    """Move an item to the best of the places that it may have; return what that saves."""
    start = where = item.at
    best = 0
    nearest = wish = 0.0
    if not item.body:
        wish = _mean(wiring, item)
        nearest = abs(_level_here(column, item) - wish)
    for step in (-1, 1):
        cost = 0
        while _may_pass(column, item, step):
            cost += _swap(wiring, column, item, step)
            off = 0.0 if item.body else abs(_level_here(column, item) - wish)
            if cost < best or (cost == best and off < nearest - 1e-9):
                best, nearest, where = cost, off, item.at
        while item.at != start:
            _swap(wiring, column, item, -step)
    while item.at != where:
        _swap(wiring, column, item, 1 if where > item.at else -1)
    if not item.body:
        item.level = _level_here(column, item)
    return -best


def _may_pass(column: list[Item], item: Item, step: int) -> bool:
    """Whether the next item may be passed: a body stays among those of its cell."""
    at = item.at + step
    if not 0 <= at < len(column):
        return False
    return not item.body or not column[at].body or column[at].row == item.row


def _level_here(column: list[Item], item: Item) -> float:
    """The level of a point of passage by the bodies above and below it."""
    above = next((each for each in reversed(column[: item.at]) if each.body), None)
    below = next((each for each in column[item.at + 1 :] if each.body), None)
    upper = above.level if above else (below.level if below else item.level) - 1
    lower = below.level if below else upper + 1
    return (upper + lower) / 2


def _swap(wiring: Wiring, column: list[Item], item: Item, step: int) -> int:
    """Exchange an item with its neighbour; return how many crossings that adds."""
    other = column[item.at + step]
    pairs = [
        (one, two)
        for one in wiring.ends(item)
        for two in wiring.ends(other)
        if one is not two and one.gutter == two.gutter
    ]
    before = sum(crossing(one, two) for one, two in pairs)
    item.at, other.at = other.at, item.at
    column[item.at], column[other.at] = item, other
    return sum(crossing(one, two) for one, two in pairs) - before
