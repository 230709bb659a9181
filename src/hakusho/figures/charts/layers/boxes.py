"""Boxes, and the unit in which a coordination chart counts heights."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

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
