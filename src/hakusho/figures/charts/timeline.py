"""Timeline: events along a vertical axis that is true to scale.

The axis runs down the middle, with the years in it and the eras beside the left edge; each event
stands in the lane of its kind at the height of its date, moved no further than its neighbours
force it, and a leader ties it to its date. Where no kind has a lane, short timelines use one
side and long ones both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts.dates import date_text, year_of
from hakusho.figures.charts.errors import ChartError
from hakusho.figures.charts.spacing import spread
from hakusho.figures.theme import GRID, INK, MM_PER_POINT, MUTED, PAPER, SOFT, THEME, Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Lane = Literal["left", "right"]

_ONE_SIDE_UP_TO = 14
_LEADER, _MARKER, _GAP = 6.0, 3.4, 1.6
_SPINE, _BAND, _BAND_GAP = 10.5, 5.0, 2.0
_BLOCK_GAP = 1.1
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


@dataclass(frozen=True, slots=True)
class Band:
    """An era: it lasts from ``start`` (or its first event) to where the next one begins."""

    id: str
    label: str
    start: str = ""


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
    return _Timeline(
        events, kinds, bands, lanes or {}, language, (width_mm, most_height_mm), theme
    ).draw()


class _Timeline:
    """The layout of one timeline, in mm."""

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
            _Block(event, known.get(event.kind, Kind("", "")), year_of(event.date),
                   date_text(event.date, language), [], "right")
            for event in ordered
        ]
        used = {block.kind.id for block in self.blocks}
        self.kinds = [kind for kind in kinds if kind.id in used]
        self.first = min(block.at for block in self.blocks)
        self.last = max(block.at for block in self.blocks)
        self.eras = self._eras(bands)
        self.date_width = max(self._width(block.date, theme.small) for block in self.blocks)
        self._assign_lanes()
        self._choose_columns()
        self.top = self.step + 2.6 if any(lanes.values()) else 1.2
        self.key_rows = self._key_rows()
        self.foot = 2.5 + len(self.key_rows) * self.step if self.key_rows else 0.8

    def _width(self, text: str, size: float, *, bold: bool = False) -> float:
        return lettering.width_mm(text, size, bold=bold)

    def _eras(self, bands: Sequence[Band]) -> list[tuple[str, float, float]]:
        """Each era's label with its first and last moment, cut to the events' span."""
        starts: list[tuple[str, float]] = []
        for band in bands:
            own = [block.at for block in self.blocks if block.event.band == band.id]
            start = year_of(band.start) if band.start else min(own, default=None)
            if start is not None:
                starts.append((band.label, max(self.first, start)))
        ends = [start for _, start in starts[1:]] + [self.last]
        eras = [(label, at, end) for (label, at), end in zip(starts, ends, strict=True)]
        if any(at > end for _, at, end in eras[:-1]):
            raise ChartError("the bands of a timeline must be given in the order of time")
        return [era for era in eras if era[2] > era[1]]

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
        bands = _BAND + _BAND_GAP if self.eras else 0.0
        self.left_edge = bands
        each = _LEADER + _MARKER + self.date_width + _GAP
        both = bool(self._of("left")) and bool(self._of("right"))
        room = self.width_mm - bands - _SPINE - each * (2 if both else 1)
        if room < 30:  # noqa: PLR2004  ten letters a line is no label
            raise ChartError(f"a timeline {self.width_mm:g} mm wide has no room for labels")
        shares = [0.3 + 0.025 * step for step in range(17)] if both else [0.0]
        if not self._of("right"):
            shares = [1.0]
        best = min(shares, key=lambda share: (self._tallest(room, share), abs(share - 0.5)))
        self._wrap(room, best)
        left = best * room + (each if self._of("left") else 0)
        self.spine = (bands + left, bands + left + _SPINE)

    def _wrap(self, room: float, share: float) -> None:
        for block in self.blocks:
            limit = room * (share if block.lane == "left" else 1 - share)
            block.lines = lettering.wrap(
                block.event.label, limit, self.theme.text, bold=block.event.strong
            )

    def _tallest(self, room: float, share: float) -> float:
        self._wrap(room, share)
        return max(sum(self._height(block) for block in self._of(lane)) for lane in _LANES)

    def _height(self, block: _Block) -> float:
        return len(block.lines) * self.step + _BLOCK_GAP

    def _key_rows(self) -> list[list[tuple[Kind, float]]]:
        """The key's entries with their places, row by row."""
        rows: list[list[tuple[Kind, float]]] = []
        x = self.width_mm + 1
        for kind in self.kinds if len(self.kinds) > 1 else ():
            width = self._width(kind.label, self.theme.small) + 3
            if x + width > self.width_mm:
                rows.append([])
                x = self.left_edge
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
                spread(wanted, sizes, self.top, height - self.foot + _BLOCK_GAP),
                wanted,
                strict=True,
            ):
                block.y = y + self.step / 2
                worst = max(worst, abs(y - ideal))
        return worst

    def _choose_height(self) -> float:
        need = max(sum(self._height(b) for b in self._of(lane)) for lane in _LANES)
        least = self.top + need - _BLOCK_GAP + self.foot
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
            self._name_length(label) <= self._y(end, height) - self._y(start, height)
            for label, start, end in self.eras
        )

    def _name_length(self, label: str) -> float:
        return self._width(label, self.theme.small, bold=True) + 2

    def draw(self) -> Figure:
        height = self._choose_height()
        self._place(height)
        sheet = Canvas(self.width_mm, height, self.theme)
        self._draw_spine(sheet)
        self._draw_eras(sheet)
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
        lanes = [edge for lane, edge in zip(_LANES, self.spine, strict=True) if self._of(lane)]
        for x in lanes:
            sheet.line([(x, top), (x, bottom)], colour=MUTED, width=self.theme.rule)
        scale = (bottom - top) / max(self.last - self.first, 1e-9)
        steps = (1, 2, 5, 10, 20, 50, 100, 200, 500)
        step = next((each for each in steps if each * scale >= 7), 1000)  # noqa: PLR2004
        first = -(-int(self.first) // step) * step
        for year in range(first, int(self.last) + 1, step):
            y = self._y(year, height)
            if top <= y <= bottom:
                for x, inwards in ((left, 1), (right, -1)):
                    if x in lanes:
                        sheet.line([(x, y), (x + inwards * 1.1, y)], colour=MUTED,
                                   width=self.theme.rule)
                sheet.text((left + right) / 2, y, [str(year)], size=self.theme.small,
                           colour=MUTED, side="center")

    def _draw_eras(self, sheet: Canvas) -> None:
        for index, (label, start, end) in enumerate(self.eras):
            top, bottom = self._y(start, sheet.height_mm), self._y(end, sheet.height_mm)
            sheet.box(0, top + 0.25, _BAND, bottom - top - 0.5, face=SOFT, under=True)
            if index:
                edge = self.spine[1] if self._of("left") else self.spine[0] + 2
                for x, to in ((_BAND, self.left_edge), (self.spine[0], edge)):
                    sheet.line([(x, top), (to, top)], colour=GRID, width=self.theme.rule,
                               under=True)
            self._draw_name(sheet, label, (top + bottom) / 2, bottom - top)

    def _draw_name(self, sheet: Canvas, label: str, middle: float, room: float) -> None:
        """An era's name: upright characters downwards in Japanese, else turned."""
        size = self.theme.small
        if self._name_length(label) > room:
            raise ChartError(f"the band {label!r} is too short for its name")
        if label.isascii():
            sheet.text(_BAND / 2, middle, [label], size=size, bold=True, side="center",
                       rotation=90)
            return
        cells = _upright_cells(label)
        step = size * 1.06 * MM_PER_POINT
        y = middle - (len(cells) - 1) * step / 2
        for index, cell in enumerate(cells):
            sheet.text(_BAND / 2, y + index * step, [cell], size=size, bold=True, side="center",
                       whole=None if index else label, continued=bool(index))

    def _draw_block(self, sheet: Canvas, block: _Block) -> None:
        outward = 1 if block.lane == "right" else -1
        edge = self.spine[1] if block.lane == "right" else self.spine[0]
        at = self._y(block.at, sheet.height_mm)
        bend, stop = edge + outward * (_LEADER - 1.2), edge + outward * (_LEADER + 0.2)
        sheet.line([(edge, at), (bend, block.y), (stop, block.y)], colour=GRID,
                   width=self.theme.rule + 0.1, under=True)
        sheet.mark(edge, at, "o", colour=MUTED, face=MUTED, size=1.6)
        self._mark(sheet, block.kind, edge + outward * (_LEADER + 1.3), block.y)
        x = edge + outward * (_LEADER + _MARKER)
        side: Lane = "left" if block.lane == "right" else "right"
        sheet.text(x, block.y, [block.date], size=self.theme.small, colour=MUTED, side=side)
        sheet.text(x + outward * (self.date_width + _GAP), block.y, block.lines,
                   size=self.theme.text, bold=block.event.strong, side=side,
                   whole=block.event.label)

    def _mark(self, sheet: Canvas, kind: Kind, x: float, y: float) -> None:
        sheet.mark(x, y, kind.marker, colour=kind.colour,
                   face=kind.colour if kind.filled else PAPER, size=4.2)

    def _draw_headings(self, sheet: Canvas) -> None:
        for lane in _LANES:
            heading = self.lanes.get(lane, "")
            if not heading or not self._of(lane):
                continue
            outward = 1 if lane == "right" else -1
            edge = self.spine[1] if lane == "right" else self.spine[0]
            x = edge + outward * (_LEADER + _MARKER)
            sheet.text(x, self.step / 2, [heading], size=self.theme.head, bold=True,
                       side="left" if lane == "right" else "right")


_LANES: tuple[Lane, Lane] = ("left", "right")


def _upright_cells(label: str) -> list[str]:
    """Cut a name for vertical setting: runs of up to three digits share a cell (JLREQ 3.2.5)."""
    cells: list[str] = []
    for char in label:
        run = cells[-1] if cells else ""
        if char.isdecimal() and char.isascii() and run.isdecimal() and len(run) < 3:  # noqa: PLR2004
            cells[-1] += char
        else:
            cells.append(_VERTICAL.get(char, char))
    return cells


_VERTICAL = {"(": "︵", ")": "︶", "（": "︵", "）": "︶", "ー": "︱", "〜": "≀", "-": "︲"}
"""Forms for vertical setting of characters that would otherwise lie across the line."""
