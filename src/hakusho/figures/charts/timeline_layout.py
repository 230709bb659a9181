"""The layout of a timeline: sides, columns, lines of labels, and the height of everything.

A *form* is one way to set a timeline: on one side of the axis or on both, at ease or closely. A
layout is a form with its columns and lines; an arrangement is a layout at a height of the page.

The head says what the lanes are called, and what the markers mean. Where each lane has a side of
its own, its name and the key of its kinds stand over that side. A timeline on one side names its
lanes in the key. A lane with one kind needs no key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering, line_breaking
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.spacing import spread
from hakusho.figures.charts.timeline_eras import COLUMN, LEAST, name_lines
from hakusho.figures.charts.timeline_scale import Scale, date_text, empty_spans
from hakusho.figures.theme import INK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.figures.charts.timeline_eras import Era
    from hakusho.figures.charts.timeline_scale import Span
    from hakusho.figures.theme import Theme


Lane = Literal["left", "right"]
_LANES: tuple[Lane, Lane] = ("left", "right")

_FORMS = tuple((marker, filled) for marker in "os^DvPph" for filled in (True, False))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; ``kind`` and ``band`` are the ids of its ``Kind`` and ``Band``.

    ``date`` is ISO 8601, cut to what is known: ``1978-11-27``, ``1975-08``, ``1955``. A strong one
    is set in bold.
    """

    date: str
    label: str
    kind: str = ""
    band: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: its name in the key, its lane and the form of its marker.

    ``marker`` is one of matplotlib's. Without one, or where an earlier kind has the same form, a
    free form is taken, so that kinds are never told by colour alone. ``lane`` is the side of the
    axis on which its events stand, where the page is wide enough for two.
    """

    id: str
    label: str
    lane: Lane | None = None
    marker: str | None = None
    filled: bool = True
    colour: str = INK


def with_forms(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Give each kind a form of its own: no two have the same marker and filling.

    Raises:
        ChartError: If there are more kinds than forms that a reader can tell apart.
    """
    taken: set[tuple[str, bool]] = set()
    found: dict[str, Kind] = {}
    for kind in kinds:  # what an author chose goes first
        if kind.marker and (kind.marker, kind.filled) not in taken:
            taken.add((kind.marker, kind.filled))
            found[kind.id] = kind
    for kind in kinds:
        if kind.id in found:
            continue
        form = next((each for each in _FORMS if each not in taken), None)
        if form is None:
            message = (
                "{count} kinds are more than the {most} forms of markers that a reader can tell "
                "apart: put some together"
            )
            raise ChartError(message, len(kinds), len(_FORMS))
        taken.add(form)
        found[kind.id] = replace(kind, marker=form[0], filled=form[1])
    return tuple(found[kind.id] for kind in kinds)


MARK = 3.0
"""From a marker's left edge to its name."""
NUMBER = 2.0
"""From a number's right edge to the name."""
_BETWEEN = 4.0
_ROW_GAP = 0.3
_BELOW = 2.4


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the head, and the marker of a kind or the number of a band that stands before it.

    Its first line begins at ``x`` and has its middle at ``y``, in mm; ``width`` is that of marker
    and text, ``size`` that of the letters, in points.
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


def _side_head(
    group: Group, left: float, right: float, theme: Theme, *, to_right: bool
) -> tuple[list[Item], float]:
    """Set a lane's name and, under it, its key over the lane's own side."""
    y = 0.0
    rows: list[list[Item]] = []
    if group.heading:
        item = _item(group.heading, right - left, theme.head, bold=True)
        y = len(item.lines) * theme.step(theme.head)
        rows.append([replace(item, y=theme.step(theme.head) / 2)])
    pieces = _key(group, right - left, theme)
    keyed, height = _rows(pieces, right - left, theme, y + (0.6 if rows and pieces else 0))
    rows += keyed
    items: list[Item] = []
    for row in rows:
        end = max(item.x + item.width for item in row)
        shift = right - end if to_right else left
        items += [replace(item, x=item.x + shift) for item in row]
    return items, height


def _line_head(
    groups: Sequence[Group], left: float, right: float, theme: Theme
) -> tuple[list[Item], float]:
    """Set groups under each other across the page, each with its name before its key."""
    items: list[Item] = []
    y = 0.0
    for group in groups:
        pieces = _key(group, right - left, theme)
        if group.heading and pieces:
            pieces.insert(0, _item(group.heading, right - left, theme.small, bold=True))
        rows, y = _rows(pieces, right - left, theme, y)
        items += [replace(item, x=item.x + left) for row in rows for item in row]
    return items, y


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
    size = theme.small
    kinds = [_item(kind.label, width, size, kind=kind) for kind in group.kinds]
    return kinds + [_item(label, width, size, number=number) for number, label in group.numbers]


def _rows(
    pieces: Sequence[Item], width: float, theme: Theme, y: float
) -> tuple[list[list[Item]], float]:
    """Set pieces beside each other as long as they fit, then on a new row."""
    rows: list[list[Item]] = []
    x = tallest = 0.0
    step = theme.step(theme.small)
    for piece in pieces:
        if not rows or x + piece.width > width + 1e-6:
            y += tallest + (_ROW_GAP if rows else 0)
            rows.append([])
            x = tallest = 0.0
        rows[-1].append(replace(piece, x=x, y=y + step / 2))
        x += piece.width + _BETWEEN
        tallest = max(tallest, len(piece.lines) * step)
    return rows, y + tallest


LEADER, MARKER, GAP = 6.0, 3.4, 2.2
_YEARS = 10.0
_NARROWEST_SIDE, _NARROWEST = 36.0, 24.0
"""Least room for labels in mm: of a side beside another, and of the only side."""
_FOOT = 0.8
_CLOSE_GAP, _CLOSE_LEADING, _GAP_AT_EASE = 0.6, 1.2, 1.3
_STEP_UP = 3.0
_FREE, _STRAY, _CUT, _NUMBERED = 2.5, 2.0, 60.0, 60.0
"""What is weighed against a mm of height: a mm that a label stands further than ``_FREE`` from its
date; a cut of the scale; an era that is told by a number."""
_MOST_CUTS = 3
_LABELS_SHARE = 0.3
"""About what part of the width the labels of one of two sides have."""
_TALL = 3
"""Lines of a label; more are worth a wider column."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, read: when it was, what is printed before it, what kind it is of."""

    event: Event
    span: Span
    date: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Story:
    """What a timeline tells: everything that does not depend on the page.

    Entries and eras are in the order of time, kinds those in use; ``ends`` are the first and the
    last moment of the axis.
    """

    entries: tuple[Entry, ...]
    kinds: tuple[Kind, ...]
    eras: tuple[Era, ...]
    lanes: Mapping[Lane, str]
    ends: tuple[float, float]
    language: str


@dataclass(frozen=True, slots=True)
class Form:
    """A way to set a timeline.

    Labels stand on ``both`` sides of the axis or on one. If it is ``mixed``, a label stands on the
    side that has room, whatever lane its kind is in. ``gap`` is the least distance of two labels,
    in mm. ``told`` has the indices of eras whose names stand in the head, and whether a number in
    the block refers to it; a block too short for a number is told by the date on which it begins.
    """

    both: bool
    theme: Theme
    mixed: bool = False
    gap: float = _GAP_AT_EASE
    era_lines: int = 1
    told: frozenset[tuple[int, bool]] = frozenset()

    @property
    def numbers(self) -> Mapping[int, str]:
        """The number of each era that has one."""
        numbered = sorted(index for index, by_number in self.told if by_number)
        return {index: str(order + 1) for order, index in enumerate(numbered)}

    def telling(self, eras: frozenset[tuple[int, bool]]) -> Form:
        """The same form with more names of eras in the head; once told by date, always by date."""
        dated = {index for index, by_number in self.told | eras if not by_number}
        told = {(index, index not in dated) for index, _ in self.told | eras}
        return replace(self, told=frozenset(told))

    def closer(self) -> Form:
        """The same form with smaller letters that stand closer."""
        close = replace(self.theme, text=self.theme.small, leading=_CLOSE_LEADING)
        return replace(self, theme=close, gap=_CLOSE_GAP)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A layout at one height: the scale, where each label stands, and what that costs.

    ``places`` are the middles of the first line of each label, in the order of entries; ``eras``
    the lines of each era's name, none where it is told by its number. The cost is height and
    displacements, weighed.
    """

    height: float
    scale: Scale
    places: tuple[float, ...]
    eras: tuple[list[str], ...]
    cost: float


class Layout:
    """A story set in a form at a width.

    ``lanes`` says on which side each label stands, in the order of entries; ``edges`` where the
    left and the right axis stand, ``limits`` how wide the column of labels of each side is, in mm.
    """

    def __init__(self, story: Story, form: Form, width_mm: float) -> None:
        self.story, self.form, self.theme, self.width_mm = story, form, form.theme, width_mm
        self.step = self.theme.step(self.theme.text)
        self.lanes = _sides(story, form, width_mm)
        self.used = tuple(lane for lane in _LANES if lane in self.lanes)
        self.dates = max(
            lettering.width_mm(entry.date, self.theme.small) for entry in story.entries
        )
        self.era_width = COLUMN[form.era_lines] if story.eras else 0.0
        self._names: dict[tuple[int, int], list[str]] = {}
        self._share_width()
        self.lines = tuple(
            line_breaking.wrap(
                entry.event.label, self.limits[lane], self.theme.text, bold=entry.event.strong
            )
            for entry, lane in zip(story.entries, self.lanes, strict=True)
        )

    def _share_width(self) -> None:
        """Share the width between the sides so that the taller one is as low as it can be."""
        beside = LEADER + MARKER + self.dates + GAP
        middle = _YEARS + self.era_width
        room = self.width_mm - middle - beside * len(self.used)
        least = _NARROWEST_SIDE * 2 if len(self.used) > 1 else _NARROWEST
        if room < least:
            message = (
                "a timeline {width:g} mm wide leaves {room:.0f} mm for labels, and they need "
                "{least:.0f}: make it {wanted:.0f} mm wide"
            )
            wanted = self.width_mm - room + least
            raise ChartError(message, self.width_mm, max(0.0, room), least, wanted)
        first = room
        if len(self.used) > 1:
            most = int(room - 2 * _NARROWEST_SIDE)
            tries = [_NARROWEST_SIDE + step for step in range(0, most + 1, 2)]
            first = min(tries, key=lambda left: (self._crowding(left, room), abs(left - room / 2)))
        self.limits = dict(zip(self.used, (first, room - first), strict=False))
        left = beside + first if "left" in self.used else 0.0
        self.edges: dict[Lane, float] = {"left": left, "right": left + middle}

    def _crowding(self, left: float, room: float) -> float:
        """About how many lines the sides have: the fuller counts most, but the other counts too."""
        sides: dict[Lane, float] = {"left": 0.0, "right": 0.0}
        for lane, width in zip(self.lanes, self._label_widths, strict=True):
            limit = left if lane == "left" else room - left
            lines = max(1, -(-width * 1.04 // limit))
            sides[lane] += lines + self.form.gap / self.step + 0.7 * max(0, lines - _TALL)
        return max(sides.values()) + 0.6 * min(sides.values())

    @cached_property
    def _label_widths(self) -> list[float]:
        return [
            lettering.width_mm(entry.event.label, self.theme.text, bold=entry.event.strong)
            for entry in self.story.entries
        ]

    @cached_property
    def head(self) -> tuple[list[Item], float]:
        """The items over the timeline, and how tall they are."""
        kinds = self.story.kinds
        told = [(index, self.story.eras[index]) for index, _ in sorted(self.form.told)]
        numbers, language = self.form.numbers, self.story.language
        named = [(numbers.get(i) or date_text(era.since, language), era.label) for i, era in told]
        below = [Group("", numbers=named)] if named else []
        if not any(kind.lane for kind in kinds):
            rows = [Group("", kinds if len(kinds) > 1 else ()), *below]
            return _line_head(rows, 0, self.width_mm, self.theme)
        groups = {
            lane: Group(
                self.story.lanes.get(lane, ""),
                tuple(kind for kind in kinds if (kind.lane or "right") == lane),
            )
            for lane in _LANES
        }
        if not self.form.both or self.form.mixed:
            rows = [*groups.values(), *below]
            return _line_head(rows, 0, self.width_mm, self.theme)
        items: list[Item] = []
        height = 0.0
        for lane in self.used:
            group = groups[lane]
            if group.heading and len(group.kinds) == 1:
                group = replace(group, kinds=())
            left, right = 0.0, self.width_mm  # from a side's dates to the edge of the page
            if lane == "left":
                right = self.edges["left"] - (LEADER + MARKER)
            else:
                left = self.edges["right"] + (LEADER + MARKER)
            own, tall = _side_head(group, left, right, self.theme, to_right=lane == "left")
            items += own
            height = max(height, tall)
        own, tall = _line_head(below, 0, self.width_mm, self.theme)
        items += [replace(i, y=i.y + height + 0.8) for i in own]
        return items, height + tall + (0.8 if own else 0)

    @cached_property
    def top(self) -> float:
        """Where the timeline begins under its head."""
        return self.head[1] + _BELOW if self.head[1] else 1.2

    @cached_property
    def heights(self) -> tuple[float, ...]:
        """Of each label, with the gap under it."""
        return tuple(max(1, len(lines)) * self.step + self.form.gap for lines in self.lines)

    @cached_property
    def least_height(self) -> float:
        """The height at which the labels of the fuller side touch."""
        need = max(
            sum(tall for tall, own in zip(self.heights, self.lanes, strict=True) if own == lane)
            for lane in self.used
        )
        return self.top + need - self.form.gap + _FOOT

    def arrange(self, height: float, empty: Sequence[Span]) -> Arrangement | None:
        """Place everything at a height, with empty spans cut out; ``None`` if a cut saves none."""
        top = self.top + self.step / 2
        bottom = max(height - _FOOT - self.heights[-1] + self.form.gap + self.step / 2, top + 1)
        try:
            scale = Scale(self.story.ends, (top, bottom), empty)
        except ValueError:
            return None
        places = [0.0] * len(self.lanes)
        stray = 0.0
        for lane in self.used:
            own = [index for index, each in enumerate(self.lanes) if each == lane]
            wanted = [scale.y(self.story.entries[index].span.middle) for index in own]
            found = spread(
                [each - self.step / 2 for each in wanted],
                [self.heights[index] for index in own],
                self.top,
                height - _FOOT + self.form.gap,
            )
            for index, place, ideal in zip(own, found, wanted, strict=True):
                places[index] = place + self.step / 2
                stray += max(0.0, abs(places[index] - ideal) - _FREE)
        names = tuple(self._name(index, scale) for index in range(len(self.story.eras)))
        unfit = sum(not name for name in names) - len(self.form.told)
        cost = height + _STRAY * stray + _CUT * len(empty) + _NUMBERED * unfit
        return Arrangement(round(height, 2), scale, tuple(places), names, cost)

    def _name(self, index: int, scale: Scale) -> list[str]:
        era = self.story.eras[index]
        if index in dict(self.form.told):
            return []
        halves = int(2 * (scale.y(era.end) - scale.y(era.start)))  # half a mm tells no difference
        key = (index, halves)
        if key not in self._names:
            self._names[key] = name_lines(era.label, halves / 2, self.theme, self.form.era_lines)
        return self._names[key]

    def best(self, most_height: float | None) -> Arrangement:
        """The arrangement that weighs height, truth to scale and nearness to dates best."""
        least = max(self.least_height, self.top + _FOOT + 24)
        limit = least * 2.5 + 60 if most_height is None else max(least, most_height)
        spans = [entry.span for entry in self.story.entries]
        empty = empty_spans(spans, self.story.ends)[:_MOST_CUTS]
        best: Arrangement | None = None
        for cuts in range(len(empty) + 1):
            chosen = sorted(empty[:cuts], key=lambda span: span.start)
            height = least
            while height <= limit + 1e-6 and (best is None or height + _CUT * cuts < best.cost):
                found = self.arrange(height, chosen)
                if found and (best is None or found.cost < best.cost):
                    best = found
                height = min(limit, height + _STEP_UP) if height < limit else limit + 1
        assert best is not None  # noqa: S101  without a cut there is always an arrangement
        return best

    def unnamed(self, arrangement: Arrangement) -> frozenset[tuple[int, bool]]:
        """Eras that have neither name nor number in their block: index, and if a number fits."""
        lengths = [
            arrangement.scale.y(era.end) - arrangement.scale.y(era.start) for era in self.story.eras
        ]
        told = dict(self.form.told)
        return frozenset(
            (index, length >= LEAST)
            for index, length in enumerate(lengths)
            if (index not in told and not arrangement.eras[index])
            or (told.get(index) and length < LEAST)
        )


def _sides(story: Story, form: Form, width_mm: float) -> tuple[Lane, ...]:
    """The side of each label: of its kind; without lanes, the side that is emptier so far."""
    if not form.both:
        return tuple(_LANES[1] for _ in story.entries)
    if not form.mixed and any(kind.lane for kind in story.kinds):
        return tuple(entry.kind.lane or "right" for entry in story.entries)
    theme = form.theme
    filled: dict[Lane, float] = {"right": 0.0, "left": 0.0}
    sides: list[Lane] = []
    for entry in story.entries:
        width = lettering.width_mm(entry.event.label, theme.text, bold=entry.event.strong)
        side: Lane = "left" if filled["left"] < filled["right"] else "right"
        filled[side] += 1.3 + width // (width_mm * _LABELS_SHARE)
        sides.append(side)
    return tuple(sides)
