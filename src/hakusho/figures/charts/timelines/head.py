"""The head of a timeline: what the lanes are called, and what the markers mean.

Where each lane has a side of its own, its name and the key of its kinds stand over that side. A
timeline on one side names its lanes in the key. A lane with one kind needs no key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.theme import MM_PER_POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.figures.charts.timelines.events import Kind
    from hakusho.figures.theme import Theme

MARK = 3.0
"""From a marker's left edge to its name."""
NUMBER = 2.0
"""From a number's right edge to the name."""
_BETWEEN = 4.0
_ROW_GAP = 0.3
_BELOW = 2.4


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the head: where its first line stands, and what marker stands before it.

    Attributes:
        lines: Of the text.
        x: Left edge, in mm.
        y: Middle of the first line.
        width: Of marker and text.
        size: Of the letters, in points.
        bold: Whether in bold.
        kind: Whose marker.
        number: Which number of a band stands before it.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    size: float
    bold: bool = False
    kind: Kind | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A lane with its kinds, or the bands that are told by numbers."""

    heading: str
    kinds: Sequence[Kind] = ()
    numbers: Sequence[tuple[str, str]] = ()


def side_head(
    group: Group, left: float, right: float, theme: Theme, *, to_right: bool
) -> tuple[list[Item], float]:
    """Set a lane's name and, under it, its key over the lane's own side.

    Args:
        group: The lane.
        left: Left edge of the side.
        right: Its right edge.
        theme: The looks.
        to_right: Whether the rows end at the right edge.

    Returns:
        The items, and the height that they fill.
    """
    y = 0.0
    rows: list[list[Item]] = []
    if group.heading:
        item = _item(group.heading, right - left, theme.head, bold=True)
        y = len(item.lines) * _step(theme.head, theme)
        rows.append([replace(item, y=_step(theme.head, theme) / 2)])
    pieces = _key(group, right - left, theme)
    keyed, height = _rows(pieces, right - left, theme, y + (0.6 if rows and pieces else 0))
    rows += keyed
    items: list[Item] = []
    for row in rows:
        end = max(item.x + item.width for item in row)
        shift = right - end if to_right else left
        items += [replace(item, x=item.x + shift) for item in row]
    return items, height


def line_head(
    groups: Sequence[Group], left: float, right: float, theme: Theme
) -> tuple[list[Item], float]:
    """Set groups under each other across the page, each with its name before its key.

    Args:
        groups: Lanes, bands told by numbers.
        left: Left edge.
        right: Right edge.
        theme: The looks.

    Returns:
        The items, and the height that they fill.
    """
    items: list[Item] = []
    y = 0.0
    for group in groups:
        pieces = _key(group, right - left, theme)
        if group.heading and pieces:
            pieces.insert(0, _item(group.heading, right - left, theme.small, bold=True))
        rows, y = _rows(pieces, right - left, theme, y)
        items += [replace(item, x=item.x + left) for row in rows for item in row]
    return items, y


def below(height: float) -> float:
    """Where the timeline begins under a head of this height."""
    return height + _BELOW if height else 1.2


def _step(size: float, theme: Theme) -> float:
    return size * theme.leading * MM_PER_POINT


def _item(
    text: str,
    width: float,
    size: float,
    *,
    bold: bool = False,
    kind: Kind | None = None,
    number: str = "",
) -> Item:
    before = MARK if kind else 0.0
    if number:
        before = lettering.width_mm(number, size, bold=True) + NUMBER
    lines = tuple(line_breaking.wrap(text, width - before, size, bold=bold))
    widest = max(lettering.width_mm(line, size, bold=bold) for line in lines)
    return Item(lines, 0, 0, before + widest, size, bold, kind, number)


def _key(group: Group, width: float, theme: Theme) -> list[Item]:
    kinds = [_item(kind.label, width, theme.small, kind=kind) for kind in group.kinds]
    return kinds + [
        _item(label, width, theme.small, number=number) for number, label in group.numbers
    ]


def _rows(
    pieces: Sequence[Item], width: float, theme: Theme, y: float
) -> tuple[list[list[Item]], float]:
    """Set pieces beside each other as long as they fit, then on a new row."""
    rows: list[list[Item]] = []
    x = tallest = 0.0
    step = _step(theme.small, theme)
    for piece in pieces:
        if not rows or x + piece.width > width + 1e-6:
            y += tallest + (_ROW_GAP if rows else 0)
            rows.append([])
            x = tallest = 0.0
        rows[-1].append(replace(piece, x=x, y=y + step / 2))
        x += piece.width + _BETWEEN
        tallest = max(tallest, len(piece.lines) * step)
    return rows, y + tallest
