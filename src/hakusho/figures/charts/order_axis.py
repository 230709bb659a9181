"""A level axis along which points have an order: dates, true to scale; numbers; or names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.data.cell_matching import says_all
from hakusho.data.cells import are_readable
from hakusho.data.column_kinds import not_of_dates
from hakusho.data.numbers import read_number
from hakusho.figures import lettering, line_breaking
from hakusho.figures.charts.bars import number_text
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.timeline_scale import Scale as TimeScale
from hakusho.figures.charts.timeline_scale import date_text, span_of
from hakusho.figures.theme import MUTED
from hakusho.values.dates import PartialDate
from hakusho.values.table_dates import read_column_of_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.figures.canvas import Canvas
    from hakusho.figures.theme import Theme

_TICK_GAP_MM = 1.5
_TICK_MM = 0.9
_FOUR_DIGITS = re.compile(r"\d{4}", re.ASCII)
_YEAR = re.compile(r"(?:1[0-9]|2[01])\d\d", re.ASCII)


class OrderAxis:
    """Where each of some labels lies between two edges, in mm.

    A year stands at its beginning, above its tick. Names have the same distance from one another.
    """

    def __init__(
        self,
        labels: Sequence[str],
        left: float,
        right: float,
        language: str,
        theme: Theme,
        along: str = "",
    ) -> None:
        """Read the labels, in the order of the data.

        Args:
            labels: Dates, numbers or names; four digits are years if all could be.
            left: The edge at which the first lies.
            right: The edge at which the last lies.
            language: Of dates.
            theme: The looks.
            along: What numbers along the axis are; then none of them is a year.

        Raises:
            ChartError: If there are fewer than two places.
        """
        self.labels = list(dict.fromkeys(labels))
        if len(self.labels) < 2:  # noqa: PLR2004
            raise ChartError(
                "a line needs at least two points along its axis; show a bar instead", key="x"
            )
        self.left, self.right, self.language, self.theme = left, right, language, theme
        self.along = along
        self.dated = not along and _are_dates(self.labels)
        self.numbered = not self.dated and are_readable(self.labels, read_number)
        self._days = {} if self.dated or self.numbered else _days(self.labels)
        self._refuse_sums()
        if self.dated or self.numbered or self._days:
            self.labels.sort(key=self._number)
        ends = self._number(self.labels[0]), self._number(self.labels[-1])
        if ends[1] <= ends[0]:
            raise ChartError("all points of this chart stand at one place of its axis", key="x")
        self._ends = ends

    def _refuse_sums(self) -> None:
        """Raise ChartError for a sum, or a number that is no year, among years or dates."""
        odd = () if self.dated or self._days else not_of_dates(self.along, self.labels)
        for label in odd:
            if label.isdecimal() or says_all(label):
                raise ChartError(
                    "'{label}' stands along the axis among years or dates, and is none: mend it, "
                    "or leave it out with 'rows', or with read: {{skip: …}} in the sidecar",
                    label,
                    key="x",
                )

    def _number(self, label: str) -> float:
        if self.dated or self._days:
            return float(span_of(self._days.get(label, label)).start)
        return float(read_number(label)) if self.numbered else float(self.labels.index(label))

    def x(self, label: str) -> float:
        """Where a label lies."""
        return self.at(self._number(label))

    def at(self, number: float) -> float:
        """Where a number lies, or a moment in days."""
        first, last = self._ends
        return self.left + (number - first) / (last - first) * (self.right - self.left)

    def holds(self, label: str) -> bool:
        """Whether a date lies between the ends."""
        dated = self.dated or self._days
        return bool(dated) and self._ends[0] <= span_of(label).start <= self._ends[1]

    def ticks(self) -> list[tuple[float, list[str]]]:
        """Where ticks stand and what they say: every label if there is room, else round ones."""
        own = [(self.x(each), self._printed(each)) for each in self.labels]
        if self._fit(own):
            return own
        if self.dated:
            scale = TimeScale(self._ends, (self.left, self.right))
            return [(x, [name]) for x, name in scale.ticks(self.language)]
        for step in range(2, len(own) + 1):
            if self._fit(own[::step]):
                return own[::step]
        return own[:1]

    def _printed(self, label: str) -> list[str]:
        if self.numbered:
            return [number_text(read_number(label))]
        if self.dated:
            return [date_text(label, self.language)]
        room = (self.right - self.left) / (len(self.labels) - 1) - _TICK_GAP_MM
        if line_breaking.unbroken_mm(label, self.theme.small) > room:
            return [label]
        return line_breaking.wrap(label, room, self.theme.small)

    def _fit(self, ticks: list[tuple[float, list[str]]]) -> bool:
        reached = -_TICK_GAP_MM
        if self.dated and any(label.count("-") > 1 for label in self.labels):
            return False  # days
        for x, lines in ticks:
            half = max(lettering.width_mm(line, self.theme.small) for line in lines) / 2
            middle = max(x, half)  # as the first is drawn, which would leave the sheet
            if middle - half < reached + _TICK_GAP_MM:
                return False
            reached = middle + half
        return True

    @property
    def height(self) -> float:
        """Of the ticks with their words, and the name of the axis, in mm."""
        most = max(len(lines) for _, lines in self.ticks()) + bool(self.along)
        return most * self.theme.step(self.theme.small) + _TICK_MM

    def draw(self, sheet: Canvas, y: float) -> None:
        """Draw the axis at a height, its words below."""
        rule, small = self.theme.rule, self.theme.small
        sheet.line([(self.left, y), (self.right, y)], colour=MUTED, width=rule)
        for x, lines in self.ticks():
            sheet.line([(x, y), (x, y + _TICK_MM)], colour=MUTED, width=rule)
            half = max(lettering.width_mm(line, small) for line in lines) / 2
            middle = min(max(x, half), sheet.width_mm - half)
            below = y + _TICK_MM + self.theme.step(small) / 2
            sheet.text(middle, below, lines, size=small, colour=MUTED, side="center")
        if self.along:
            below = y + self.height - self.theme.step(small) / 2
            sheet.text(self.right, below, [self.along], size=small, colour=MUTED, side="right")


def _are_dates(labels: Sequence[str]) -> bool:
    """Whether all labels are dates; four digits are none where one is not of these centuries."""
    bare = [label for label in labels if _FOUR_DIGITS.fullmatch(label)]
    return are_readable(labels, PartialDate.parse) and all(map(_YEAR.fullmatch, bare))


def _days(labels: Sequence[str]) -> dict[str, str]:
    """The dates of labels as tables write them, ISO 8601; none unless each has one of its own."""
    days = zip(labels, read_column_of_dates(labels), strict=True)
    found = {label: str(day) for label, day in days if day}
    return found if len(set(found.values())) == len(labels) else {}
