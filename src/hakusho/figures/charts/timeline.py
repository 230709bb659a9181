"""Timeline: events along a vertical axis that is true to scale.

The axis runs down the middle, with the years in it and the eras beside the left edge; each event
stands in the lane of its kind at the height of its date, moved no further than its neighbours
force it, and a leader ties it to its date. Where no kind has a lane, short timelines use one
side and long ones both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts.dates import date_text, year_of
from hakusho.figures.charts.eras import WIDTH as ERA_WIDTH
from hakusho.figures.charts.eras import Band, draw_era, eras, name_length
from hakusho.figures.charts.errors import ChartError
from hakusho.figures.charts.spacing import spread
from hakusho.figures.theme import GRID, INK, MM_PER_POINT, MUTED, PAPER, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

Lane = Literal["left", "right"]

_ONE_SIDE_UP_TO = 14
_LEADER, _MARKER, _GAP = 6.0, 3.4, 1.6
_YEARS = 10.0
_BLOCK_GAP, _CLOSE_GAP, _CLOSE_LEADING = 1.1, 0.6, 1.2
_DISPLACEMENT = 9.0
"""A label further than this from its date, in mm, makes the figure taller, up to the page."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        date: ISO 8601, cut to what is known: ``1978-11-27``, ``1975-08``, ``1955``.
        label: What happened.
        kind: Id of its ``Kind``.
        band: Id of its ``Band``.
        strong: Whether it is set in bold.
    """

    date: str
    label: str
    kind: str = ""
    band: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: its name in the key, its lane and the form of its marker.

    Attributes:
        id: As events name it.
        label: In the key.
        lane: On which side of the axis its events stand.
        marker: matplotlib's marker.
        filled: Whether the marker is solid.
        colour: Of the marker.
    """

    id: str
    label: str
    lane: Lane | None = None
    marker: str = "o"
    filled: bool = True
    colour: str = INK


@dataclass(slots=True)
class _Block:
    """A label of the timeline: its lines and, once placed, its height on the page."""

    event: Event
    kind: Kind
    at: float
    date: str
    lines: list[str]
    lane: Lane
    y: float = 0.0


def timeline(
    events: Sequence[Event],
    *,
    kinds: Sequence[Kind] = (),
    bands: Sequence[Band] = (),
    lanes: Mapping[Lane, str] | None = None,
    language: str = "ja",
    width_mm: float = 150,
    most_height_mm: float = 215,
    theme: Theme = THEME,
) -> Figure:
    """Draw a timeline.

    Args:
        events: In any order; events of one date keep theirs.
        kinds: The kinds in use; an event of no known kind gets a plain dot.
        bands: Eras in order.
        lanes: A heading for each lane.
        language: Chooses the form of dates.
        width_mm: Of the figure.
        most_height_mm: What a page has room for.
        theme: The looks.

    Returns:
        The figure, as tall as its labels need.

    Raises:
        ChartError: If there is no event, a date is not ISO 8601, or a page cannot hold the labels.
    """
    if not events:
        raise ChartError("a timeline needs at least one event")
    size = (width_mm, most_height_mm)
    layout = _Timeline(events, kinds, bands, lanes or {}, language, size, theme)
    if layout.least_height > most_height_mm:
        close = replace(theme, text=theme.small, leading=_CLOSE_LEADING)
        layout = _Timeline(events, kinds, bands, lanes or {}, language, size, close)
        layout.block_gap = _CLOSE_GAP
    return layout.draw()


class _Timeline:
    """The layout of one timeline, in mm."""

    block_gap = _BLOCK_GAP

    def __init__(
        self,
        events: Sequence[Event],
        kinds: Sequence[Kind],
        bands: Sequence[Band],
        lanes: Mapping[Lane, str],
        language: str,
        size: tuple[float, float],
        theme: Theme,
    ) -> None:
        self.theme, self.lanes, self.language = theme, lanes, language
        self.width_mm, self.most_height_mm = size
        self.step = theme.text * theme.leading * MM_PER_POINT
        known = {kind.id: kind for kind in kinds}
        ordered = sorted(events, key=lambda event: year_of(event.date))
        self.blocks = [
            _Block(
                event,
                known.get(event.kind, Kind("", "")),
                year_of(event.date),
                date_text(event.date, language),
                [],
                "right",
            )
            for event in ordered
        ]
        used = {block.kind.id for block in self.blocks}
        self.kinds = [kind for kind in kinds if kind.id in used]
        self.first = min(block.at for block in self.blocks)
        self.last = max(block.at for block in self.blocks)
        dated = [(block.event.band, block.at) for block in self.blocks]
        self.eras = eras(bands, dated, (self.first, self.last))
        self.date_width = max(self._width(block.date, theme.small) for block in self.blocks)
        self._assign_lanes()
        self._choose_columns()
        self.top = self.step + 2.6 if any(lanes.values()) else 1.2
        self.key_rows = self._key_rows()
        self.foot = 2.5 + len(self.key_rows) * self.step if self.key_rows else 0.8

    def _width(self, text: str, size: float, *, bold: bool = False) -> float:
        return lettering.width_mm(text, size, bold=bold)

    def _assign_lanes(self) -> None:
        """Put each block in its kind's lane; without lanes, on one side or by turns."""
        if any(kind.lane for kind in self.kinds):
            for block in self.blocks:
                block.lane = block.kind.lane or "right"
        elif len(self.blocks) > _ONE_SIDE_UP_TO:
            for index, block in enumerate(self.blocks):
                block.lane = "left" if index % 2 else "right"

    def _of(self, lane: Lane) -> list[_Block]:
        return [block for block in self.blocks if block.lane == lane]

    def _choose_columns(self) -> None:
        """Share the width between the lanes so that the taller one is as low as it can be."""
        middle = _YEARS + (ERA_WIDTH if self.eras else 0.0)
        each = _LEADER + _MARKER + self.date_width + _GAP
        both = bool(self._of("left")) and bool(self._of("right"))
        room = self.width_mm - middle - each * (2 if both else 1)
        if room < 30:  # noqa: PLR2004  ten letters a line is no label
            raise ChartError(f"a timeline {self.width_mm:g} mm wide has no room for labels")
        shares = [0.3 + 0.02 * step for step in range(21)] if both else [0.0]
        if not self._of("right"):
            shares = [1.0]
        best = min(shares, key=lambda share: (self._crowding(room, share), abs(share - 0.5)))
        self._wrap(room, best)
        left = best * room + (each if self._of("left") else 0)
        self.spine = (left, left + middle)

    def _wrap(self, room: float, share: float) -> None:
        for block in self.blocks:
            limit = room * (share if block.lane == "left" else 1 - share)
            block.lines = lettering.wrap(
                block.event.label, limit, self.theme.text, bold=block.event.strong
            )

    def _crowding(self, room: float, share: float) -> float:
        """How tall the lanes would be: the taller counts most, but the other counts too."""
        self._wrap(room, share)
        heights = [sum(self._height(block) for block in self._of(lane)) for lane in _LANES]
        return max(heights) + 0.6 * min(heights)

    def _height(self, block: _Block) -> float:
        return len(block.lines) * self.step + self.block_gap

    def _key_rows(self) -> list[list[tuple[Kind, float]]]:
        """The key's entries with their places, row by row."""
        rows: list[list[tuple[Kind, float]]] = []
        x = self.width_mm + 1
        for kind in self.kinds if len(self.kinds) > 1 else ():
            width = self._width(kind.label, self.theme.small) + 3
            if x + width > self.width_mm:
                rows.append([])
                x = 0.0
            rows[-1].append((kind, x))
            x += width + 4.5
        return rows

    def _y(self, at: float, height: float) -> float:
        """Where a moment lies on the axis of a figure ``height`` mm tall."""
        top, bottom = self.top + self.step / 2, height - self.foot - self.step / 2
        span = self.last - self.first
        return top + (at - self.first) / span * (bottom - top) if span else (top + bottom) / 2

    def _place(self, height: float) -> float:
        """Place all labels; returns how far the worst lies from its date."""
        worst = 0.0
        for lane in _LANES:
            blocks = self._of(lane)
            wanted = [self._y(block.at, height) - self.step / 2 for block in blocks]
            sizes = [self._height(block) for block in blocks]
            for block, y, ideal in zip(
                blocks,
                spread(wanted, sizes, self.top, height - self.foot + self.block_gap),
                wanted,
                strict=True,
            ):
                block.y = y + self.step / 2
                worst = max(worst, abs(y - ideal))
        return worst

    @property
    def least_height(self) -> float:
        """The height at which the labels of the fuller lane touch."""
        need = max(sum(self._height(b) for b in self._of(lane)) for lane in _LANES)
        return self.top + need - self.block_gap + self.foot

    def _choose_height(self) -> float:
        least = self.least_height
        if least > self.most_height_mm:
            raise ChartError(
                f"{len(self.blocks)} events need {least:.0f} mm and the page has "
                f"{self.most_height_mm:g} mm: choose fewer events or shorten their labels"
            )
        height = least
        while height < self.most_height_mm and (
            self._place(height) > _DISPLACEMENT or not self._names_fit(height)
        ):
            height = min(self.most_height_mm, height + 4)
        return round(height, 2)

    def _names_fit(self, height: float) -> bool:
        return all(
            name_length(era.label, self.theme)
            <= self._y(era.end, height) - self._y(era.start, height)
            for era in self.eras
        )

    def draw(self) -> Figure:
        height = self._choose_height()
        self._place(height)
        sheet = Canvas(self.width_mm, height, self.theme)
        self._draw_spine(sheet)
        for era in self.eras:
            top, bottom = self._y(era.start, height), self._y(era.end, height)
            draw_era(sheet, era.label, self.spine[0], top, bottom)
        for block in self.blocks:
            self._draw_block(sheet, block)
        self._draw_headings(sheet)
        y = height - self.foot + 2.5 + self.step / 2
        for row in self.key_rows:
            for kind, x in row:
                self._mark(sheet, kind, x + 1, y)
                sheet.text(x + 3, y, [kind.label], size=self.theme.small)
            y += self.step
        return sheet.figure

    def _draw_spine(self, sheet: Canvas) -> None:
        height = sheet.height_mm
        left, right = self.spine
        top, bottom = self._y(self.first, height), self._y(self.last, height)
        for x in (left, right) if self._of("left") else (right,):
            sheet.line([(x, top), (x, bottom)], colour=MUTED, width=self.theme.rule)
        scale = (bottom - top) / max(self.last - self.first, 1e-9)
        steps = (1, 2, 5, 10, 20, 50, 100, 200, 500)
        step = next((each for each in steps if each * scale >= 7), 1000)  # noqa: PLR2004
        first = -(-int(self.first) // step) * step
        for year in range(first, int(self.last) + 1, step):
            y = self._y(year, height)
            if top <= y <= bottom:
                sheet.line([(right - 1.1, y), (right, y)], colour=MUTED, width=self.theme.rule)
                sheet.text(
                    right - 1.8, y, [str(year)], size=self.theme.small, colour=MUTED, side="right"
                )

    def _draw_block(self, sheet: Canvas, block: _Block) -> None:
        outward = 1 if block.lane == "right" else -1
        edge = self.spine[1] if block.lane == "right" else self.spine[0]
        at = self._y(block.at, sheet.height_mm)
        bend, stop = edge + outward * (_LEADER - 1.2), edge + outward * (_LEADER + 0.2)
        sheet.line(
            [(edge, at), (bend, block.y), (stop, block.y)],
            colour=GRID,
            width=self.theme.rule + 0.1,
            under=True,
        )
        sheet.mark(edge, at, "o", colour=MUTED, face=MUTED, size=1.6)
        self._mark(sheet, block.kind, edge + outward * (_LEADER + 1.3), block.y)
        x = edge + outward * (_LEADER + _MARKER)
        side: Lane = "left" if block.lane == "right" else "right"
        sheet.text(x, block.y, [block.date], size=self.theme.small, colour=MUTED, side=side)
        sheet.text(
            x + outward * (self.date_width + _GAP),
            block.y,
            block.lines,
            size=self.theme.text,
            bold=block.event.strong,
            side=side,
            whole=block.event.label,
        )

    def _mark(self, sheet: Canvas, kind: Kind, x: float, y: float) -> None:
        sheet.mark(
            x,
            y,
            kind.marker,
            colour=kind.colour,
            face=kind.colour if kind.filled else PAPER,
            size=4.2,
        )

    def _draw_headings(self, sheet: Canvas) -> None:
        for lane in _LANES:
            heading = self.lanes.get(lane, "")
            if not heading or not self._of(lane):
                continue
            outward = 1 if lane == "right" else -1
            edge = self.spine[1] if lane == "right" else self.spine[0]
            x = edge + outward * (_LEADER + _MARKER)
            sheet.text(
                x,
                self.step / 2,
                [heading],
                size=self.theme.head,
                bold=True,
                side="left" if lane == "right" else "right",
            )


_LANES: tuple[Lane, Lane] = ("left", "right")
