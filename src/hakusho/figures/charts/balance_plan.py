"""What the layout of a balance chart is made of: sections of rows, a scale, places in mm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering
from hakusho.figures.charts.bar_values import tick_text
from hakusho.figures.theme import MM_PER_POINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.figures.charts.bar_scales import Scale
    from hakusho.figures.charts.bars import Bar, Unit
    from hakusho.figures.charts.ceiling_names import CeilingName
    from hakusho.figures.theme import Theme

Names = Literal["beside", "above"]
Group = Literal["side", "label"]

NARROW_MM = 110.0
"""Up to here names stand above their bars as soon as beside them they would squeeze the bars."""
INDENT_MM = 3.0
VALUE_GAP_MM = 1.5
SWATCH_MM = 5.0
"""Of a form in the key."""
ARROW_MM = 3.4
"""Of the arrow at a bar of which only the least is known."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the author chose."""

    unit: Unit
    words: Mapping[str, str]
    language: str
    group: Group
    log: bool
    signed: bool
    names: Names | None
    width_mm: float
    most_height_mm: float
    theme: Theme

    @property
    def step(self) -> float:
        """Distance of lines of labels, in mm."""
        return self.theme.text * self.theme.leading * MM_PER_POINT

    @property
    def narrow(self) -> bool:
        """Whether the figure is for a phone or a column."""
        return self.width_mm <= NARROW_MM


@dataclass(frozen=True, slots=True)
class Density:
    """Heights in mm: roomy, or close for many bars."""

    bar: float
    row_gap: float
    group_gap: float
    head_gap: float


ROOMY, CLOSE = Density(4.2, 2.4, 1.8, 1.0), Density(3.2, 0.65, 1.0, 0.3)


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with its name and its number, which may take several lines.

    Attributes:
        bar: What is shown.
        name: Its lines.
        value: The number's lines.
        whole: The number as one text.
        hue: Which of the theme's colours.
        top: Upper edge of the row.
        middle: Of the bar, and of the number.
        bottom: Lower edge, without the gap.
        at: Edge of the number that is next to the bar.
        leftwards: Whether the number stands left of that edge, as with negative ones.
    """

    bar: Bar
    name: tuple[str, ...]
    value: tuple[str, ...]
    whole: str
    hue: int
    top: float = 0.0
    middle: float = 0.0
    bottom: float = 0.0
    at: float = 0.0
    leftwards: bool = False

    @property
    def end(self) -> float:
        """The number at which the bar ends, on the side where its number is printed."""
        return self.bar.bottom if self.leftwards else self.bar.top


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the rows under it."""

    heading: tuple[str, ...]
    rows: tuple[Row, ...]
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class KeyItem:
    """A word under the axis, with the form that it explains or without.

    Attributes:
        word: As printed.
        status: Of the bars whose form it explains; empty for a word alone.
        x: Its left edge, in mm.
        line: Which line of the key, from 0.
    """

    word: str
    status: str = ""
    x: float = 0.0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole chart; lengths are in mm, from the upper left corner.

    Attributes:
        settings: What the author chose.
        density: Heights of bars and gaps.
        scale: Where a number stands.
        sections: Groups of rows from top to bottom.
        ceilings: Lines across the bars, with their names.
        above: Whether names stand above their bars and not beside them.
        start: Left edge of the names of rows, indented under headings.
        key: What the forms of bars mean.
        foot: Where the bars and ceilings end and the axis stands.
        height: Of the whole.
    """

    settings: Settings
    density: Density
    scale: Scale
    sections: tuple[Section, ...]
    ceilings: tuple[CeilingName, ...]
    above: bool
    start: float
    key: tuple[KeyItem, ...]
    foot: float
    height: float

    @property
    def rows(self) -> Iterator[Row]:
        """The rows of all sections."""
        return (row for section in self.sections for row in section.rows)

    @property
    def tick_labels(self) -> list[tuple[float, str]]:
        """Where the ticks stand, and what they say."""
        return [(self.scale.x(tick), self._tick(tick)) for tick in self.scale.ticks(self._room)]

    def _tick(self, tick: float) -> str:
        largest = max(abs(self.scale.low), abs(self.scale.high))
        return tick_text(tick, largest, self.settings.language)

    def _room(self, tick: float) -> float:
        return lettering.width_mm(self._tick(tick), self.settings.theme.small)

    @property
    def length(self) -> float:
        """Of the scale."""
        return self.scale.right - self.scale.left
