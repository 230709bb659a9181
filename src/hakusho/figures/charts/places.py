"""Places of a coordination chart: where each body's box stands, from sides and tiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.figures import lettering
from hakusho.figures.charts.errors import ChartError
from hakusho.figures.theme import MM_PER_POINT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.figures.charts.bodies import Body
    from hakusho.figures.theme import Theme

_PAD, _PAD_Y = 1.2, 1.5
_STACK_GAP, _ROW_GAP = 2.2, 5.5
_NARROWEST, _WIDEST, _LEAST_GAP = 17.0, 46.0, 7.0
NOTE_GAP = 0.4


@dataclass(frozen=True, slots=True)
class Box:
    """A body's place: upper left corner and size, in mm."""

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
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, x: float, y: float) -> Box:
        """The same box elsewhere."""
        return Box(self.x + x, self.y + y, self.width, self.height)

    def grown(self, by: float) -> Box:
        """The box with a margin on all sides."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of a group stands, with the upper left corner of a panel as origin.

    Attributes:
        boxes: By the body's id.
        lines: Name of each body, broken into lines.
        notes: Note of each body, broken into lines.
        columns: Left edge and width of each side's column.
        rows: Upper and lower edge of each tier.
        height: Of the whole.
    """

    boxes: Mapping[str, Box]
    lines: Mapping[str, list[str]]
    notes: Mapping[str, list[str]]
    columns: Mapping[str, tuple[float, float]]
    rows: Mapping[str, tuple[float, float]]
    height: float


def place(
    bodies: Sequence[Body],
    sides: Sequence[str],
    tiers: Sequence[str],
    *,
    width_mm: float,
    gap_mm: float,
    theme: Theme,
) -> Places:
    """Work out the places of all bodies of a group.

    Args:
        bodies: All bodies of all panels: one that a panel lacks keeps its place empty.
        sides: Ids of the columns from left to right.
        tiers: Ids of the rows from top to bottom.
        width_mm: Of a panel.
        gap_mm: Least distance of columns: room for the names of links.
        theme: The looks.

    Returns:
        The places.

    Raises:
        ChartError: If the columns do not fit, or a body is of no known side or tier.
    """
    for body in bodies:
        if body.side not in sides or body.tier not in tiers:
            raise ChartError(f"the body {body.id!r} is of an unknown side or tier")
    used = [side for side in sides if any(body.side == side for body in bodies)]
    columns = _columns(used, width_mm, gap_mm)
    lines, notes, heights = {}, {}, {}
    step, small = (size * theme.leading * MM_PER_POINT for size in (theme.text, theme.small))
    for body in bodies:
        limit = columns[body.side][1] - 2 * _PAD
        lines[body.id] = lettering.wrap(body.shown, limit, theme.text, bold=body.bold)
        notes[body.id] = lettering.wrap(body.note, limit, theme.small) if body.note else []
        heights[body.id] = len(lines[body.id]) * step + 2 * _PAD_Y
        heights[body.id] += len(notes[body.id]) * small + NOTE_GAP * bool(notes[body.id])
    boxes: dict[str, Box] = {}
    rows: dict[str, tuple[float, float]] = {}
    y = 0.0
    for tier in tiers:
        cells = [[b for b in bodies if (b.side, b.tier) == (side, tier)] for side in used]
        stacks = [sum(heights[b.id] + _STACK_GAP for b in cell) - _STACK_GAP for cell in cells]
        height = max(stacks, default=0)
        if height <= 0:
            continue
        for side, cell, stack in zip(used, cells, stacks, strict=True):
            top = y + (height - stack) / 2
            x, width = columns[side]
            for body in cell:
                boxes[body.id] = Box(x, top, width, heights[body.id])
                top += heights[body.id] + _STACK_GAP
        rows[tier] = (y, y + height)
        y += height + _ROW_GAP
    return Places(boxes, lines, notes, columns, rows, y - _ROW_GAP)


def _columns(sides: Sequence[str], width: float, gap: float) -> dict[str, tuple[float, float]]:
    count = len(sides)
    if count > 1:  # names of links yield to names of bodies
        gap = min(gap, (width - _NARROWEST * count) / (count - 1))
    box = min(_WIDEST, (width - gap * (count - 1)) / count)
    if gap < _LEAST_GAP or box < _NARROWEST - 1e-6:
        raise ChartError(
            f"{count} sides do not fit into {width:.0f} mm: use fewer panels beside each other"
        )
    space = (width - box * count) / (count - 1) if count > 1 else 0.0
    start = 0.0 if count > 1 else (width - box) / 2
    return {side: (start + index * (box + space), box) for index, side in enumerate(sides)}
