"""Lines over time, or along any other order, with projections as a fan and events marked.

A stated number is a filled mark on a whole line, an estimate a pale one; what is projected is
dashed and open, and its range a fan. Each line is named at its end, with its last number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts import forms
from hakusho.figures.charts.bars import Printer, inspect, unit_of, words_in
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.clear_places import Places
from hakusho.figures.charts.keys import SWATCH_MM, Item, Key, dot_swatch, status_items
from hakusho.figures.charts.order_axis import OrderAxis
from hakusho.figures.charts.spacing import spread
from hakusho.figures.charts.value_axis import ValueAxis, scale_of
from hakusho.figures.theme import GRID, INK, MUTED, REST, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.bars import Bar, Ceiling, Unit
    from hakusho.figures.charts.timeline_layout import Event

    Place = Callable[..., tuple[float, float]]
    """Where a point lies, in mm: at its own number, or at another one."""

MARKERS = "os^DvP"
"""What tells lines apart besides their colours, in the order of use."""
_LINE_WORDS: Mapping[str, Mapping[str, str]] = {
    "ja": {
        "fan": "{}の幅",
        "plain_fan": "幅",
        "others": "その他の{}本",
        "cut": "縦軸は0から始まらない",
    },
    "en": {
        "fan": "range of the {}",
        "plain_fan": "range",
        "others": "{} others",
        "cut": "The upright axis does not begin at 0",
    },
}
_FAN = "2b"
"""The opacity of a fan."""
_HEIGHT, _LEAST_MM, _MOST_MM = 0.5, 30.0, 72.0
"""Of the plot, as a share of its width, in bounds."""
_HEAVY, _THIN = 1.5, 0.6
"""The weight of a line that stands out, and of one of many beside it."""
_NAME_SHARE, _NAME_GAP_MM, _EDGE_MM = 0.3, 2.0, 1.4
_MOST_MARKS = 16
"""With more points than this on a line, not all are marked."""
_MARKS_BETWEEN = 6
_MOST_NUMBERS = 8
_ABOVE_MM = 2.6
_NAME_OFF_MM = 0.3
"""Between the line of a limit and its name."""
_DOTTED = (1.2, 1.6)


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one line, in the order of the axis."""

    name: str
    bars: tuple[Bar, ...]
    colour: str
    marker: str
    strong: bool = False
    named: bool = True


def series_of(bars: Sequence[Bar], theme: Theme, axis: OrderAxis) -> tuple[Series, ...]:
    """The lines of a chart, each with a colour and a marker of its own.

    Raises:
        ChartError: If there are more than can be told apart, or one has two numbers at a point.
    """
    names = dict.fromkeys(bar.side for bar in bars)
    strong = _strong(bars)
    if len(strong or names) > len(MARKERS):
        message = (
            "{count} lines cannot be told apart; show {most} at most, or small multiples, or all "
            "in grey behind those that 'highlight' names"
        )
        raise ChartError(message, len(names), len(MARKERS), key="series")
    found = []
    several = len(names) > len(MARKERS)
    names = {**dict.fromkeys(strong), **names}  # those that stand out have the first markers
    for at, name in enumerate(names):
        own = sorted((bar for bar in bars if bar.side == name), key=lambda bar: axis.x(bar.label))
        for one, other in pairwise(own):
            if one.label == other.label:
                message = "the line '{name}' has two numbers at {label}; say which with 'series'"
                raise ChartError(message, name, one.label, key="series")
        colour = theme.palette[at % len(theme.palette)]
        out, marker = name in strong, MARKERS[at % len(MARKERS)]
        if strong and not out:
            colour = REST
        found.append(Series(name, tuple(own), colour, marker, out, out or not several))
    return tuple(found)


def _strong(bars: Sequence[Bar]) -> list[str]:
    """The lines that stand out.

    Raises:
        ChartError: If some points of a line do and others do not.
    """
    strong = list(dict.fromkeys(bar.side for bar in bars if bar.strong))
    if parts := [bar for bar in bars if bar.side in strong and not bar.strong]:
        message = "of the line '{name}' a part is highlighted: a line stands out as a whole"
        raise ChartError(message, parts[0].side, key="highlight")
    return strong


def line(  # noqa: PLR0913  what an author may choose
    bars: Sequence[Bar],
    *,
    unit: Unit = "",
    ceilings: Sequence[Ceiling] = (),
    events: Sequence[Event] = (),
    zero: bool = True,
    along: str = "",
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    theme: Theme = THEME,
) -> Figure:
    """Draw a line chart.

    Args:
        bars: The points: ``label`` says where along the axis (``2021``, ``2021-04``, a number or a
            name), ``side`` of which line it is. What is unknown breaks a line.
        unit: As for a balance chart.
        ceilings: Limits, each a dashed line across with its name.
        events: What happened, marked across the lines.
        zero: Whether the upright axis begins at zero; if not, the key says so.
        along: What the numbers along the axis are, ``Depth (m)``; without it four digits are years.
        language: Chooses words and how numbers are printed.
        words: Other words, by status, or ``fan`` and ``cut``.
        width_mm: Of the figure.
        theme: The looks.

    Raises:
        ChartError: If there are too few points or too many lines, a number cannot be shown, or
            there is no room.
    """
    inspect(bars, ceilings, log=False)
    chosen = {**line_words(language), **words_in(language, words)}
    return _Drawing(
        bars, unit, ceilings, events, chosen, language, width_mm, theme, zero=zero, along=along
    ).figure


def line_words(language: str) -> Mapping[str, str]:
    """What the key of lines says besides statuses."""
    return _LINE_WORDS.get(language, _LINE_WORDS["en"])


class _Drawing:
    """A chart of one plot."""

    def __init__(  # noqa: PLR0913  as above
        self,
        bars: Sequence[Bar],
        unit: Unit,
        ceilings: Sequence[Ceiling],
        events: Sequence[Event],
        words: Mapping[str, str],
        language: str,
        width_mm: float,
        theme: Theme,
        *,
        zero: bool,
        along: str,
    ) -> None:
        self.theme, self.words, self.width_mm = theme, words, width_mm
        self.step = theme.step(theme.small)
        self.printer = Printer("", words, language, signed=False, statuses=False)
        self.unit = unit_of(bars, unit)
        bars = [replace(bar, unit="") for bar in bars]  # it is named at the axis
        labels = [bar.label for bar in bars]
        self.lines = series_of(bars, theme, OrderAxis(labels, 0, 1, language, theme, along))
        self.names = [self._name(each) for each in self.lines]
        self.ceilings = [replace(ceiling, unit="") for ceiling in ceilings]
        numbers = [number for bar in bars for number in bar.numbers]
        numbers += [float(ceiling.value) for ceiling in ceilings]
        scale = scale_of(numbers, zero=zero)
        self.named = [at for at, each in enumerate(self.lines) if each.named]
        right = width_mm - self._names_width() - _NAME_GAP_MM
        height = min(max(_HEIGHT * right, _LEAST_MM), _MOST_MM)
        self.values = ValueAxis(scale, height, language, theme)
        self.left, self.right = self.values.width, right
        if self.right - self.left < 0.4 * width_mm:
            message = "at a width of {width:g} mm there is no room for lines beside their names"
            raise ChartError(message, width_mm)
        edge = self.left + _EDGE_MM
        self.order = OrderAxis(labels, edge, self.right, language, theme, along)
        self.events = self._placed(events)
        rows = max((row + len(lines) for _, _, row, lines, _ in self.events), default=0)
        self.head = self.step * (1.1 if self.unit else 0.0)
        level = self.head + rows * self.step
        self.top = level + max(0.6 * self.step, self._over(height))
        self.bottom = self.top + height
        self.key = Key(self._key_items(), width_mm, theme)
        foot = self.bottom + self.order.height + 1.4
        self.sheet = Canvas(width_mm, foot + self.key.height + 0.4, theme)
        self._draw(foot)
        self.figure: Figure = self.sheet.figure

    def _name(self, line: Series) -> list[str]:
        """What stands at the end of a line: its name, and its last number, which is never cut."""
        last = next((bar for bar in reversed(line.bars) if bar.known), None)
        if last is None:
            if not line.name:
                raise ChartError("no row has a number for the line")
            raise ChartError("the line '{name}' has no number", line.name)
        limit = _NAME_SHARE * self.width_mm
        size, bold = self.theme.text, line.strong
        name = line_breaking.wrap(line.name, limit, size, bold=bold) if line.name else []
        number = self.printer.value(last)[0]
        limit = max(limit, line_breaking.numbers_mm(number, size, bold=bold))
        return [*name, *line_breaking.wrap(number, limit, size, bold=bold)]

    def _names_width(self) -> float:
        size = self.theme.text
        return max(
            lettering.width_mm(each, size, bold=self.lines[at].strong)
            for at in self.named
            for each in self.names[at]
        )

    def _placed(self, events: Sequence[Event]) -> list[tuple[float, float, int, list[str], str]]:
        """Each event: its place, the edge, row and lines of its label, and its whole label."""
        found: list[tuple[float, float, int, list[str], str]] = []
        reached: list[float] = []
        size = self.theme.small
        for event in sorted(events, key=lambda each: each.date):
            if not self.order.holds(event.date):
                message = "the event '{label}' of {date} lies outside of what the lines show"
                raise ChartError(message, event.label, event.date, key="events")
            x = self.order.x(event.date)
            lines = line_breaking.wrap(event.label, 0.45 * self.width_mm, size)
            width = max(lettering.width_mm(each, size) for each in lines)
            edge = min(x + 0.8, self.width_mm - width)
            row = next((at for at, end in enumerate(reached) if end < edge - 1.5), len(reached))
            reached += [0.0] * (row + len(lines) - len(reached))
            for at in range(row, row + len(lines)):
                reached[at] = edge + width
            found.append((x, edge, row, lines, event.label))
        return found

    def _key_items(self) -> list[Item]:
        bars = [bar for each in self.lines for bar in each.bars if bar.known]
        items = status_items(bars, self.words, dot_swatch)
        fans = {bar.status for bar in bars if bar.low is not None and bar.high is not None}
        for status in sorted(fans):
            known = self.words[status]
            word = self.words["fan"].format(known) if known else self.words["plain_fan"]
            items.append(Item(word, _fan_swatch))
        if others := len(self.lines) - len(self.named):
            items.append(Item(self.words["others"].format(others), _other_swatch))
        if self.values.cut:
            items.append(Item(self.words["cut"]))
        return items

    def _draw(self, foot: float) -> None:
        sheet, size = self.sheet, self.theme.small
        if self.unit:
            sheet.text(0, self.step * 0.5, [self.unit], size=size, colour=MUTED)
        self.values.draw(sheet, self.left, self.right, self.bottom)
        self.order.draw(sheet, self.bottom)
        for x, edge, row, lines, label in self.events:
            y = self.head + self.step * (row + 0.5)
            sheet.text(edge, y, lines, size=size, colour=MUTED, whole=label)
            ends = [(x, y + self.step * (len(lines) - 0.4)), (x, self.bottom)]
            sheet.line(ends, colour=MUTED, width=self.theme.rule, dashed=True, under=True)
        places = Places(sheet.width_mm)
        for x, *_ in self.events:
            places.keep_off_path([(x, self.top), (x, self.bottom)])
        self._draw_ceilings(places)
        for each in sorted(self.lines, key=lambda line: line.strong):
            draw_line(sheet, each, self._at)
            places.keep_off_path([self._at(bar) for bar in each.bars if bar.value is not None])
        self._draw_numbers(places)
        self._draw_names()
        self.key.draw(sheet, foot)

    def _at(self, bar: Bar, number: float | None = None) -> tuple[float, float]:
        value = number if number is not None else middle_of(bar)
        return self.order.x(bar.label), self.values.y(value, self.bottom)

    def _limit(self, ceiling: Ceiling) -> tuple[str, list[str]]:
        """The name of a limit, and the same in lines."""
        name = self.printer.ceiling(ceiling)
        return name, line_breaking.wrap(name, self.right - self.left - 1, self.theme.small)

    def _over(self, height: float) -> float:
        """How far the name of a limit may reach over a plot of this height."""
        over = [0.0]
        for ceiling in self.ceilings:
            tall = self.step * len(self._limit(ceiling)[1]) + _NAME_OFF_MM
            over.append(tall - (height - self.values.scale.x(float(ceiling.value))))
        return max(over)

    def _draw_ceilings(self, places: Places) -> None:
        """Each limit as a dashed line, its name above it or below, off the rules if it can be."""
        rules = [self.values.y(tick, self.bottom) for tick, _ in self.values.ticks]
        for ceiling in self.ceilings:
            y, half = self.values.y(float(ceiling.value), self.bottom), self.step / 2
            name, lines = self._limit(ceiling)
            self.sheet.line([(self.left, y), (self.right, y)], dashed=True)
            places.keep_off_path([(self.left, y), (self.right, y)])
            tall = self.step * len(lines)
            tops = [y - tall - _NAME_OFF_MM, y + _NAME_OFF_MM]
            clear = [top for top in tops if not any(top < rule < top + tall for rule in rules)]
            top = next((each for each in clear if each + tall < self.bottom), tops[0])
            width = max(lettering.width_mm(line, self.theme.small) for line in lines)
            x = self.left + 1
            places.keep_off((x, top, x + width, top + tall))
            self.sheet.text(x, top + half, lines, size=self.theme.small, whole=name, clear=True)

    def _draw_numbers(self, places: Places) -> None:
        """The numbers of points, where there are few and each has room above or below."""
        size = self.theme.small
        for each in sorted(self.lines, key=lambda line: not line.strong):
            known = [bar for bar in each.bars if bar.known]
            if not each.named or len(known) > _MOST_NUMBERS:
                continue
            for bar in known[:-1]:
                x, y = self._at(bar)
                text = self.printer.value(bar)[0]
                width = lettering.width_mm(text, size)
                above, below = y - _ABOVE_MM, y + _ABOVE_MM
                ways = [(x - width / 2, above), (x - width / 2, below), (x - width, above)]
                ways += [(x, below), (x, above), (x - width, below)]
                for edge, middle in ways:
                    left = max(edge, self.left)
                    box = (left, middle - self.step / 2, left + width, middle + self.step / 2)
                    if self.top <= box[1] + self.step and box[3] < self.bottom and places.take(box):
                        self.sheet.text(left, middle, [text], size=size, clear=True)
                        break

    def _draw_names(self) -> None:
        step, size = self.theme.step(self.theme.text), self.theme.text
        ends = [next(bar for bar in reversed(each.bars) if bar.known) for each in self.lines]
        order = sorted(self.named, key=lambda at: self._at(ends[at])[1])
        heights = [len(self.names[at]) * step + 0.6 for at in order]
        wanted = [
            self._at(ends[at])[1] - height / 2 for at, height in zip(order, heights, strict=True)
        ]
        tops = spread(wanted, heights, 0.0, self.bottom)
        for at, top, height in zip(order, tops, heights, strict=True):
            x, y = self._at(ends[at])
            middle, edge = top + height / 2, self.right + _NAME_GAP_MM
            if abs(middle - y) > 1 or x < self.right - 1:
                bend = [(x + 1.2, y), (self.right, y), (edge - 0.5, middle)]
                if x >= self.right - 1:
                    del bend[1]
                self.sheet.line(bend, colour=GRID, width=self.theme.rule, under=True)
            whole = f"{self.lines[at].name} {self.printer.value(ends[at])[0]}".strip()
            bold, y = self.lines[at].strong, top + 0.3 + step / 2
            self.sheet.text(edge, y, self.names[at], size=size, whole=whole, bold=bold)


def middle_of(bar: Bar) -> float:
    """Where a point of a line stands: at its number, else in the middle of its range."""
    if bar.value is not None:
        return float(bar.value)
    return (bar.bottom + bar.top) / 2


def draw_line(sheet: Canvas, line: Series, place: Place) -> None:
    """Draw a line with its fan and its marks; ``place`` says where a number of a point lies."""
    known = [bar for bar in line.bars if bar.known]
    for one, other in pairwise(line.bars):
        if not (one.known and other.known):
            continue
        if line.named:
            _draw_fan(sheet, one, other, line, place)
        status = "projection" if "projection" in {one.status, other.status} else "fact"
        weight = _HEAVY if line.strong else 1.0 if line.named else _THIN
        forms.draw_stroke(sheet, place(one), place(other), line.colour, status, weight)
    if not line.named:
        return
    for bar in known if len(known) <= _MOST_MARKS else _some_of(known, line.marker):
        forms.dot(sheet, *place(bar), line.colour, bar.status, line.marker)


def _some_of(known: Sequence[Bar], marker: str) -> Iterator[Bar]:
    """The points of a long line that are marked: its ends, and some between.

    By these lines are told apart where two cross and neither colour nor grey tells them. The first
    line of a chart has none between; those of the others do not stand above each other.
    """
    at = MARKERS.index(marker)
    step = max(len(known) // _MARKS_BETWEEN, 2)
    between = range(step * at // len(MARKERS) + step // 2, len(known) - 1, step) if at else ()
    yield from (known[each] for each in sorted({0, *between, len(known) - 1}))


def _draw_fan(sheet: Canvas, one: Bar, other: Bar, line: Series, place: Place) -> None:
    """The range between two points, if the second has one."""
    if other.low is None or other.high is None:
        return
    low, high = (middle_of(one) if n is None else float(n) for n in (one.low, one.high))
    corners = [place(one, high), place(other, float(other.high))]
    corners += [place(other, float(other.low)), place(one, low)]
    sheet.area(corners, face=line.colour + _FAN, under=True)
    for ends in (corners[:2], corners[2:]):
        width = sheet.theme.rule
        sheet.line(ends, colour=line.colour, width=width, dashed=True, dash=_DOTTED, under=True)


def _other_swatch(sheet: Canvas, x: float, y: float) -> None:
    forms.draw_stroke(sheet, (x, y), (x + SWATCH_MM, y), REST, "fact", _THIN)


def _fan_swatch(sheet: Canvas, x: float, y: float) -> None:
    corners = [(x, y), (x + SWATCH_MM, y - 1.2), (x + SWATCH_MM, y + 1.2)]
    sheet.area(corners, face=INK + _FAN)
    for end in corners[1:]:
        sheet.line([corners[0], end], width=sheet.theme.rule, dashed=True, dash=_DOTTED)
