"""The layout of a balance chart: what stands where, in mm, before anything is drawn.

The sections of rows, and the names of ceilings, each above the bars at the head of its own line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations, product
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering, line_breaking
from hakusho.figures.charts.bar_scales import Mark, Scale, fit
from hakusho.figures.charts.bars import Printer, tick_text
from hakusho.figures.charts.chart_error import ChartError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.figures.charts.bars import Bar, Ceiling, Unit
    from hakusho.figures.theme import Theme


_GAP_MM = 1.2
_APART_MM = 1.5
_WIDEST = 0.62
"""A name takes no more of the figure's width than this."""
_LEAST_ROOM_MM = 16.0
_MOST = 5
"""Every order of so many names is tried."""

Hand = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class CeilingName:
    """The name of one ceiling, whose line stands at ``x``; in mm.

    The lines of the name begin at ``edge``, or end there if they stand left of the ceiling's line.
    The ``top`` is counted from that of the first name, ``width`` is that of the longest line.
    """

    x: float
    lines: tuple[str, ...]
    hand: Hand
    edge: float
    width: float
    top: float
    height: float

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the letters reach."""
        left = self.edge if self.hand == "right" else self.edge - self.width
        return left, left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height

    def meets(self, other: CeilingName) -> bool:
        """Whether the letters of both stand over each other somewhere."""
        (a, b), (c, d) = self.span, other.span
        return a < d + _APART_MM and c < b + _APART_MM

    def crossed_by(self, x: float) -> bool:
        """Whether a line at ``x`` would run through the letters."""
        return self.span[0] - 0.6 < x < self.span[1] + 0.6


def place_names(
    names: Sequence[tuple[float, str]], width_mm: float, size: float, step: float
) -> list[CeilingName]:
    """Give the name of each ceiling, whose line stands at the number before it, a place.

    All ways are weighed in which names stand left or right of their lines, one under another or
    side by side, and of those in which no line runs through another's name the lowest is taken. A
    line through a name is worse than any height; it is interrupted there. Letters have a size in
    points and a step from line to line in mm.

    Raises:
        ChartError: If there are more names than can be told apart.
    """
    if len(names) > _MOST:
        raise ChartError(
            "{count} ceilings cannot be told apart; show {most} at most", len(names), _MOST
        )
    options = [_options(x, name, width_mm, size, step) for x, name in names]
    ways = (
        (_stack(way, order), order)
        for way in product(*options)
        for order in permutations(range(len(names)))
    )
    places, order = min(ways, key=lambda way: _cost(way[0]))
    by_name = dict(zip(order, places, strict=True))
    return [by_name[at] for at in range(len(names))]


def _options(x: float, name: str, width_mm: float, size: float, step: float) -> list[CeilingName]:
    """The name left of its line and right of it, as far as there is room."""
    options: list[CeilingName] = []
    rooms: list[tuple[float, Hand]] = [(x - _GAP_MM, "left"), (width_mm - x - _GAP_MM, "right")]
    for room, hand in rooms:
        limit = min(room, _WIDEST * width_mm)
        if limit < _LEAST_ROOM_MM and lettering.width_mm(name, size) > limit:
            continue
        lines = tuple(line_breaking.wrap(name, limit, size))
        width = max(lettering.width_mm(line, size) for line in lines)
        edge = x - _GAP_MM if hand == "left" else x + _GAP_MM
        options.append(CeilingName(x, lines, hand, edge, width, 0.0, len(lines) * step))
    return options


def _stack(way: Sequence[CeilingName], order: Sequence[int]) -> list[CeilingName]:
    """Set names from above, each as high as it can stand clear of those before it."""
    placed: list[CeilingName] = []
    for at in order:
        name = way[at]
        top = max(
            (other.bottom for other in placed if name.meets(other) or other.crossed_by(name.x)),
            default=0.0,
        )
        placed.append(replace(name, top=top))
    return placed


def _cost(places: Sequence[CeilingName]) -> float:
    """Height, lines through names, and a little for standing right of the line."""
    crossings = sum(
        name.crossed_by(other.x) and other.top < name.bottom
        for name in places
        for other in places
        if other is not name
    )
    height = max((place.bottom for place in places), default=0.0)
    tops = sum(place.top for place in places)
    return 100 * crossings + height + tops / 100 + sum(p.hand == "right" for p in places) / 10


Names = Literal["beside", "above"]
Group = Literal["side", "label"]

_NARROW_MM = 110.0
"""Up to here names stand above their bars as soon as beside them they would squeeze the bars."""
_INDENT_MM = 3.0
_VALUE_GAP_MM = 1.5
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
        return self.theme.step(self.theme.text)

    @property
    def narrow(self) -> bool:
        """Whether the figure is for a phone or a column."""
        return self.width_mm <= _NARROW_MM


@dataclass(frozen=True, slots=True)
class Density:
    """Heights in mm: roomy, or close for many bars."""

    bar: float
    row_gap: float
    group_gap: float
    head_gap: float


_ROOMY, _CLOSE = Density(4.2, 2.4, 1.8, 1.0), Density(3.2, 0.65, 1.0, 0.3)


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with its name and its number, which may take several lines.

    ``whole`` is the number as one text, ``hue`` which of the theme's colours it has, ``middle``
    that of the bar and of the number, ``bottom`` the lower edge without the gap. ``at`` is the edge
    of the number that is next to the bar; negative ones stand leftwards of it.
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
    """A word under the axis, with the form of the status that it explains or without.

    Its left edge is at ``x``, in mm; lines of the key are counted from 0.
    """

    word: str
    status: str = ""
    x: float = 0.0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole chart; lengths are in mm, from the upper left corner.

    ``above`` is whether names stand above their bars and not beside them, ``start`` the left edge
    of the names of rows, indented under headings, ``key`` what the forms of bars mean, ``foot``
    where the bars and ceilings end and the axis stands.
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
        ticks = self.scale.ticks(self._room, self.settings.width_mm)
        return [(self.scale.x(tick), self._tick(tick)) for tick in ticks]

    def _tick(self, tick: float) -> str:
        largest = max(abs(self.scale.low), abs(self.scale.high))
        return tick_text(tick, largest, self.settings.language)

    def _room(self, tick: float) -> float:
        return lettering.width_mm(self._tick(tick), self.settings.theme.small)

    @property
    def length(self) -> float:
        """Of the scale."""
        return self.scale.right - self.scale.left


_NAME_GAP_MM = 3.0
_GOOD_SHARE, _LEAST_SHARE, _LEAST_MM = 0.42, 0.2, 18.0
_MOST_NAME_LINES = {True: 2, False: 4}
_WORDS_AT_BARS = 12
"""With more words than this beside numbers, a key says them once."""
_WORTH = 1.25
"""A way that is tried later must make bars so much longer to be taken."""
_NAME_ABOVE_MM = 0.6
_SPARED = 0.85
"""Bars may become this much shorter so that no number stands across a ceiling's line."""
_AHEAD_MM = 0.5
"""At least between a number and the line of a ceiling after it."""
_NEAR_MM, _FAR_MM = 5.0, 12.0
"""A number steps over a ceiling's line that is so near its bar's end; over one that is farther
off only if it would stand across the line even with what is in brackets set under it."""


def arrange(bars: Sequence[Bar], ceilings: Sequence[Ceiling], settings: Settings) -> Plan:
    """Find the layout that leaves the bars most room without breaking more than need be.

    Tried in turn: names beside their bars or above them, numbers on one line or with what stands in
    brackets under them. The first that gives the bars a good share of the width is taken, else the
    one with the longest.

    Raises:
        ChartError: If none leaves the bars room, or all are higher than a page.
    """
    best: Plan | None = None
    heights: list[float] = []
    for way in _ways(settings):
        plan = _Draft(bars, ceilings, settings, way).plan()
        if plan is None:
            continue
        heights.append(plan.height)
        if plan.height > settings.most_height_mm:
            continue
        if plan.length >= _GOOD_SHARE * settings.width_mm:
            return plan
        if best is None or plan.length > _WORTH * best.length:
            best = plan
    if best is not None:
        return best
    if heights:
        message = (
            "{count} bars need a height of {height:.0f} mm of {room:g} mm: show fewer or shorten "
            "their names"
        )
        raise ChartError(message, len(bars), min(heights), settings.most_height_mm)
    raise ChartError(
        "{width:g} mm leave no room for bars beside their numbers and names: shorten the unit, the "
        "names or the text of the numbers, or draw it wider",
        settings.width_mm,
    )


_Way = tuple[bool, bool]
"""Whether names stand above and numbers are split."""


def _ways(settings: Settings) -> list[_Way]:
    """What is tried, in order."""
    if settings.names:
        return [(settings.names == "above", split) for split in (False, True)]
    if settings.narrow:
        return [(False, False), (True, False), (False, True), (True, True)]
    return [(False, False), (False, True), (True, False), (True, True)]


class _Draft:
    """One way to lay a chart out."""

    def __init__(
        self, bars: Sequence[Bar], ceilings: Sequence[Ceiling], settings: Settings, way: _Way
    ) -> None:
        self.settings, (self.above, self.split) = settings, way
        self.bars, self.ceilings = bars, ceilings
        self.limits = [float(ceiling.value) for ceiling in ceilings]
        worded = [bar for bar in bars if bar.known and settings.words[bar.status]]
        self.keyed = len(worded) > _WORDS_AT_BARS
        self.statuses = list(dict.fromkeys(bar.status for bar in worded)) if self.keyed else []
        signed, statuses = settings.signed, not self.keyed
        spoken = (settings.unit, settings.words, settings.language)
        self.printer = Printer(*spoken, signed=signed, statuses=statuses)

    def plan(self) -> Plan | None:
        """The layout; nothing if it leaves the bars no room."""
        settings = self.settings
        sections = self._sections()
        rows = [row for section in sections for row in section.rows]
        if not self.above and self._squeezed(rows):
            return None
        start = _INDENT_MM if any(section.heading for section in sections) else 0.0
        widest = max(self._width(line) for row in rows for line in (*row.name, ""))
        edge = 1.2 if settings.log else 0.4
        left = edge if self.above else start + widest + (_NAME_GAP_MM if widest else edge)
        try:
            scale = self._scale(rows, left)
        except ChartError:
            return None
        if scale.right - scale.left < max(_LEAST_MM, _LEAST_SHARE * settings.width_mm):
            return None
        named = [(scale.x(float(c.value)), self.printer.ceiling(c)) for c in self.ceilings]
        names = place_names(named, settings.width_mm, settings.theme.text, settings.step)
        sections = [
            Section(
                each.heading,
                tuple(self._with_number(self._cleared(row, scale), scale) for row in each.rows),
            )
            for each in sections
        ]
        key = self._key()
        drafts = (self._stacked(sections, names, key, density) for density in (_ROOMY, _CLOSE))
        density, placed, foot, height = next(
            (draft for draft in drafts if draft[-1] <= settings.most_height_mm), None
        ) or self._stacked(sections, names, key, _CLOSE)
        start = 0.0 if self.above else start
        below = (self.above, start, key, foot, height)
        return Plan(settings, density, scale, placed, tuple(names), *below)

    def _width(self, text: str) -> float:
        return lettering.width_mm(text, self.settings.theme.text)

    def _squeezed(self, rows: Sequence[Row]) -> bool:
        """Whether names beside the bars would break into too many lines."""
        return max(len(row.name) for row in rows) > _MOST_NAME_LINES[self.settings.narrow]

    def _sections(self) -> list[Section]:
        settings = self.settings
        size, width = settings.theme.text, settings.width_mm
        by_side = settings.group == "side"
        sides = list(dict.fromkeys(bar.side for bar in self.bars))
        limit = width if self.above else 0.34 * width
        headings: dict[str, list[Row]] = {}
        for bar in self.bars:
            heading, name = (bar.side, bar.label) if by_side else (bar.label, bar.side)
            value, whole = self._value(bar)
            lines = tuple(line_breaking.wrap(name, limit, size)) if name else ()
            row = Row(
                bar, lines, value, whole, sides.index(bar.side), leftwards=bar.bottom < 0 >= bar.top
            )
            headings.setdefault(heading, []).append(row)
        head = settings.theme.head
        return [
            Section(
                tuple(line_breaking.wrap(heading, width, head, bold=True)) if heading else (),
                tuple(rows),
            )
            for heading, rows in headings.items()
        ]

    def _value(self, bar: Bar, *, split: bool = False) -> tuple[tuple[str, ...], str]:
        """The lines of a number, and the number as one text."""
        number, beside = self.printer.value(bar)
        if not ((split or self.split) and beside):
            return (number + beside,), number + beside
        limit, size = 0.5 * self.settings.width_mm, self.settings.theme.text
        return (number, *line_breaking.wrap(beside.strip(), limit, size)), number + beside

    def _scale(self, rows: Sequence[Row], left: float) -> Scale:
        numbers = [number for bar in self.bars for number in bar.numbers]
        zero = any(bar.reaches_zero for bar in self.bars) or 0.0 in self.limits
        scale = Scale.of([*numbers, *self.limits] or [0.0], log=self.settings.log, zero=zero)
        right = self.settings.width_mm - (1.2 if self.settings.log else 0.5)
        marks = [Mark(row.end, self._room(row), row.leftwards) for row in rows]
        plain = fit(scale, marks, left, right)
        for row in rows:
            last = self._stepped_over(row, plain)
            if last is not None:
                marks.append(Mark(last, _VALUE_GAP_MM + self._number_width(row)))
        try:
            clear = fit(scale, marks, left, right)
        except ChartError:
            return plain
        spared = clear.right - clear.left >= _SPARED * (plain.right - plain.left)
        return clear if spared else plain

    def _number_width(self, row: Row) -> float:
        return max(self._width(line) for line in row.value)

    def _room(self, row: Row) -> float:
        """What stands beside the bar's end, with the gap before it."""
        return self._gap(row) + self._number_width(row)

    def _gap(self, row: Row) -> float:
        mark = 1.0 if self.settings.log and row.bar.value is not None else 0.0
        return _VALUE_GAP_MM + mark + (ARROW_MM if row.bar.open_above else 0.0)

    def _stepped_over(self, row: Row, scale: Scale) -> float | None:
        """The last of the ceilings whose lines the number of a bar steps over, if any."""
        last = None
        end = at = scale.x(row.end)
        gap, width = self._gap(row), self._number_width(row)
        reach = _NEAR_MM if self._split_clear(row, scale) else _FAR_MM
        for limit in sorted(self.limits):
            x = scale.x(limit)
            if end + 0.3 < x < at + gap + width + 0.8 and x - end <= reach:
                last, at, gap = limit, x, _VALUE_GAP_MM
        return None if row.leftwards else last

    def _split(self, row: Row) -> Row:
        """The row with what stands in brackets under its number."""
        return replace(row, value=self._value(row.bar, split=True)[0])

    def _split_clear(self, row: Row, scale: Scale) -> bool:
        """Whether the split number fits between its bar's end and the lines of ceilings."""
        start = scale.x(row.end) + self._gap(row)
        return not self._struck(start, start + self._number_width(self._split(row)), scale)

    def _struck(self, left: float, right: float, scale: Scale) -> bool:
        """Whether the line of a ceiling would run through letters that stand there."""
        return any(left - 0.5 < scale.x(limit) < right + _AHEAD_MM for limit in self.limits)

    def _cleared(self, row: Row, scale: Scale) -> Row:
        """Split a number that would else stand across a ceiling's line, if that helps."""
        at = self._with_number(row, scale).at
        crossed = self._struck(at, at + self._number_width(row), scale)
        wanted = crossed and not row.leftwards and self._split_clear(row, scale)
        return self._split(row) if wanted else row

    def _with_number(self, row: Row, scale: Scale) -> Row:
        """Place the number: beside the bar's end, or past a ceiling's line if that is close."""
        end, gap = scale.x(row.end), self._gap(row)
        if row.leftwards:
            return replace(row, at=end - gap)
        last = self._stepped_over(row, scale)
        past = end + gap if last is None else max(end + gap, scale.x(last) + _VALUE_GAP_MM)
        fits = past + self._number_width(row) <= self.settings.width_mm
        return replace(row, at=past if fits else end + gap)

    def _key(self) -> tuple[KeyItem, ...]:
        """What stands under the axis: that it is logarithmic, and what the forms mean."""
        settings = self.settings
        items = [KeyItem(settings.words["log"])] if settings.log else []
        items += [KeyItem(settings.words[status], status) for status in self.statuses]
        placed, x, line = [], 0.0, 0
        for item in items:
            swatch = SWATCH_MM + 1.2 if item.status else 0.0
            width = swatch + lettering.width_mm(item.word, settings.theme.small)
            if x and x + width > settings.width_mm:
                x, line = 0.0, line + 1
            placed.append(replace(item, x=x, line=line))
            x += width + 4.0
        return tuple(placed)

    def _stacked(
        self,
        sections: Sequence[Section],
        names: Sequence[CeilingName],
        key: Sequence[KeyItem],
        density: Density,
    ) -> tuple[Density, tuple[Section, ...], float, float]:
        """Set sections one under another; also the axis' place and the height of it all."""
        step = self.settings.step
        y = max((name.bottom for name in names), default=0.0) + (1.6 if names else 0.6)
        row_gap = density.row_gap + (_NAME_ABOVE_MM if self.above else 0.0)
        placed = []
        for index, section in enumerate(sections):
            y += density.group_gap if index else 0.0
            top = y
            y += len(section.heading) * step + (density.head_gap if section.heading else 0.0)
            rows = []
            for row in section.rows:
                row = self._stacked_row(row, y, density.bar)  # noqa: PLW2901  the row, placed
                rows.append(row)
                y = row.bottom + row_gap
            placed.append(Section(section.heading, tuple(rows), top))
        foot = y - row_gap + 1.6
        height = foot + 0.9 + step
        if key:
            height += (key[-1].line + 1) * step + 0.6
        return density, tuple(placed), foot, round(height + 0.4, 2)

    def _stacked_row(self, row: Row, top: float, bar: float) -> Row:
        step = self.settings.step
        names, value = len(row.name) * step, max(bar, len(row.value) * step)
        if self.above:
            middle = top + names + (_NAME_ABOVE_MM if names else 0) + value / 2
            return replace(row, top=top, middle=middle, bottom=middle + value / 2)
        height = max(names, value)
        return replace(row, top=top, middle=top + height / 2, bottom=top + height)
