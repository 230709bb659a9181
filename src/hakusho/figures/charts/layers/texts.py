"""The letters of a coordination chart: how names are broken, and how much room they take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.charts.layers.boxes import units
from hakusho.figures.theme import MM_PER_POINT

if TYPE_CHECKING:
    from hakusho.figures.charts.bodies import Body, Group
    from hakusho.figures.charts.layers.columns import Grid, Row
    from hakusho.figures.theme import Theme

NOTE_GAP = 0.4
HEAD_GAP = 1.0
"""Between what stands above a row and the row, in mm."""
_PAD, _PAD_Y = 1.2, 1.5
_NARROWEST, _WIDEST = 17.0, 46.0
_TIER_NAME, _TIER_GAP = 17.0, 3.0
_EASE = 1.0


@dataclass(frozen=True)
class Texts:
    """Letters of a group.

    Attributes:
        group: What is to be shown.
        theme: The looks.
    """

    group: Group
    theme: Theme

    @property
    def step(self) -> float:
        """Distance of lines in names, in mm."""
        return self.theme.text * self.theme.leading * MM_PER_POINT

    @property
    def small(self) -> float:
        """Distance of lines in all other letters, in mm."""
        return self.theme.small * self.theme.leading * MM_PER_POINT

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
