"""Timeline: events along a vertical axis that is true to scale.

On a wide page each event stands on the side of its kind's lane; on a narrow one (a brief's
column, a telephone), or where a lane is too full for the page, the lanes are told by the key. A
label is moved no further from its date than its neighbours force it, and a leader ties it to the
axis: to a dot where the day is known, to an open bar as long as the year (or month) where no more
is known. Where much time is empty and room is short, the scale leaves it out and shows a cut.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.figures import lettering
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.timeline_eras import COLUMN, draw_era, eras
from hakusho.figures.charts.timeline_layout import (
    GAP,
    LEADER,
    MARK,
    MARKER,
    NUMBER,
    Arrangement,
    Entry,
    Form,
    Kind,
    Layout,
    Story,
    with_forms,
)
from hakusho.figures.charts.timeline_scale import date_text, span_of
from hakusho.figures.theme import GRID, MUTED, PAPER, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.timeline_eras import Band
    from hakusho.figures.charts.timeline_layout import Event, Lane
    from hakusho.figures.charts.timeline_scale import Span


_DOT = 1.6
"""Width of a dot on the axis, in points: the day is known, or the scale is too small to tell."""
_BAR = 0.75
"""Width of the open bar that lasts as long as a year or month of which no more is known, in mm."""
_MARK, _PLAIN = 4.2, 2.4
_SLANT, _OPEN = 0.9, 1.1


def _draw_head(sheet: Canvas, layout: Layout) -> None:
    for item in layout.head[0]:
        x = item.x
        if item.kind:
            _draw_mark(sheet, item.kind, x + 1, item.y)
            x += MARK
        if item.number:
            sheet.text(x, item.y, [item.number], size=item.size, bold=True)
            x += lettering.width_mm(item.number, item.size, bold=True) + NUMBER
        sheet.text(x, item.y, item.lines, size=item.size, bold=item.bold)


def _draw_eras(sheet: Canvas, layout: Layout, arrangement: Arrangement) -> None:
    left = layout.edges["left"]
    for index, era in enumerate(layout.story.eras):
        top, bottom = arrangement.scale.y(era.start), arrangement.scale.y(era.end)
        number = layout.form.numbers.get(index, "")
        lines = [number] if number else arrangement.eras[index]
        draw_era(sheet, lines, number or era.label, (left, top, left + layout.era_width, bottom))


def _draw_axis(sheet: Canvas, layout: Layout, arrangement: Arrangement) -> None:
    scale, theme = arrangement.scale, layout.theme
    left, right = layout.edges["left"], layout.edges["right"]
    axes = [layout.edges[lane] for lane in layout.used]
    for x in axes:
        top = scale.top
        for above, below in [*scale.cuts, (scale.bottom, scale.bottom)]:
            sheet.line([(x, top), (x, above)], colour=MUTED, width=theme.rule)
            top = below
    for above, below in scale.cuts:
        middle = (above + below) / 2
        if layout.era_width:  # the block behind is opened too
            width = layout.era_width + 0.2
            sheet.box(left - 0.1, middle - _OPEN, width, 2 * _OPEN, face=PAPER, over=True)
        for x in axes:
            for y in (middle - _OPEN, middle + _OPEN):
                ends = [(x - 1.3, y + _SLANT / 2), (x + 1.3, y - _SLANT / 2)]
                sheet.line(ends, colour=MUTED, width=theme.rule)
    for y, name in scale.ticks(layout.story.language):
        sheet.line([(right - 1.1, y), (right, y)], colour=MUTED, width=theme.rule)
        sheet.text(right - 1.8, y, [name], size=theme.small, colour=MUTED, side="right")


def _draw_entry(sheet: Canvas, layout: Layout, arrangement: Arrangement, index: int) -> None:
    entry, lane = layout.story.entries[index], layout.lanes[index]
    scale, theme, y = arrangement.scale, layout.theme, arrangement.places[index]
    outward = 1 if lane == "right" else -1
    edge = layout.edges[lane]
    at = scale.y(entry.span.middle)
    bend, stop = edge + outward * (LEADER - 1.2), edge + outward * (LEADER + 0.2)
    sheet.line([(edge, at), (bend, y), (stop, y)], colour=GRID, width=theme.rule + 0.1, under=True)
    start, end = scale.y(entry.span.start), scale.y(entry.span.end)
    if entry.span.end - entry.span.start > 1 and end - start > _BAR:  # somewhere in this span
        place, rule = (edge - _BAR / 2, start, _BAR, end - start), theme.rule
        sheet.box(*place, face=PAPER, edge=MUTED, stroke=rule, radius=_BAR / 2.1)
    else:
        sheet.mark(edge, at, "o", colour=MUTED, face=MUTED, size=_DOT)
    _draw_mark(sheet, entry.kind, edge + outward * (LEADER + 1.3), y)
    x = edge + outward * (LEADER + MARKER)
    side: Lane = "left" if lane == "right" else "right"
    sheet.text(x, y, [entry.date], size=theme.small, colour=MUTED, side=side)
    x += outward * (layout.dates + GAP)
    lines, bold, whole = layout.lines[index], entry.event.strong, entry.event.label
    sheet.text(x, y, lines, size=theme.text, bold=bold, side=side, whole=whole)


def _draw_mark(sheet: Canvas, kind: Kind, x: float, y: float) -> None:
    face, size = kind.colour if kind.filled else PAPER, _MARK if kind.marker else _PLAIN
    sheet.mark(x, y, kind.marker or "o", colour=kind.colour, face=face, size=size)


_PAGE_HEIGHT_MM = 215.0
"""What a page of A4 has room for, with a caption."""
_SCREEN_BELOW = 90.0
_ONE_SIDE_UP_TO = 14
_LEAST_DAYS, _DAYS_MATTER = 7, 750


def timeline(
    events: Sequence[Event],
    *,
    kinds: Sequence[Kind] = (),
    bands: Sequence[Band] = (),
    lanes: Mapping[Lane, str] | None = None,
    language: str = "ja",
    width_mm: float = 150,
    most_height_mm: float | None = None,
    theme: Theme = THEME,
) -> Figure:
    """Draw a timeline.

    Args:
        events: In any order; events of one date keep theirs. One that is known to the year or the
            month stands among others as if it lay in its middle.
        kinds: The kinds in use; an event of none of them gets a small plain dot.
        bands: Eras in order.
        lanes: A heading for each lane.
        language: Chooses the form of dates.
        width_mm: Of the figure. Under about 135 mm all labels stand on one side.
        most_height_mm: How tall the figure may be. Without it, 215, what a page of A4 has room
            for; but a figure narrower than 90 mm is for a screen that scrolls, and may be as tall
            as it needs.
        theme: The looks.

    Returns:
        The figure, as tall as its labels need.

    Raises:
        ChartError: If there is no event, a date is not ISO 8601, the width has no room for labels,
            or the height has no room for all of them: then the message says how tall they are and
            where the timeline could be parted.
    """
    if not events:
        raise ChartError("a timeline needs at least one event")
    most = most_height_mm
    if most is None and width_mm >= _SCREEN_BELOW:
        most = _PAGE_HEIGHT_MM
    story = _read(events, kinds, bands, lanes or {}, language)
    layout, arrangement = _settle(_choose_form(story, width_mm, most, theme), most)
    sheet = Canvas(layout.width_mm, arrangement.height, layout.theme)
    _draw_head(sheet, layout)
    _draw_eras(sheet, layout, arrangement)
    _draw_axis(sheet, layout, arrangement)
    for index in range(len(layout.lanes)):
        _draw_entry(sheet, layout, arrangement, index)
    return sheet.figure


def _read(
    events: Sequence[Event],
    kinds: Sequence[Kind],
    bands: Sequence[Band],
    lanes: Mapping[Lane, str],
    language: str,
) -> Story:
    """Read dates, put events in order, and give kinds their forms and bands their places."""
    dated = sorted(
        ((span_of(event.date), event) for event in events), key=lambda pair: pair[0].middle
    )
    spans = [span for span, _ in dated]
    first, last = float(min(s.start for s in spans)), float(max(s.end for s in spans))
    if last - first < _LEAST_DAYS:
        middle = (first + last) / 2
        first, last = middle - _LEAST_DAYS / 2, middle + _LEAST_DAYS / 2
    used = {event.kind for event in events}
    known = {kind.id: kind for kind in with_forms([kind for kind in kinds if kind.id in used])}
    days = _days_matter(spans, last - first)
    dates = (date_text(event.date, language, days=days) for _, event in dated)
    entries = tuple(
        Entry(event, span, date, known.get(event.kind, Kind("", "")))
        for (span, event), date in zip(dated, dates, strict=True)
    )
    found = eras(bands, [(event.band, event.date) for event in events], (first, last))
    last = max(last, found[-1].end) if found else last
    return Story(entries, tuple(known.values()), found, lanes, (first, last), language)


def _days_matter(spans: Sequence[Span], length: float) -> bool:
    """Whether days are printed: all happened within two years, or two days share a month."""
    known = [span for span in spans if span.end - span.start == 1]
    close = any(0 < after.start - before.start < 28 for before, after in pairwise(known))  # noqa: PLR2004
    return bool(known) and (length < _DAYS_MATTER or close)


def _choose_form(story: Story, width_mm: float, most: float | None, theme: Theme) -> Layout:
    """The first form that fits: both sides before one where there is room, at ease before close."""
    sides = {entry.kind.lane or "right" for entry in story.entries}
    one, both = Form(both=False, theme=theme), Form(both=True, theme=theme)
    if any(kind.lane for kind in story.kinds):
        mixed = replace(both, mixed=True)
        forms = [both, one, mixed] if len(sides) > 1 else [one, mixed]
    else:
        forms = [both, one] if len(story.entries) > _ONE_SIDE_UP_TO else [one, both]
    tried: list[Layout] = []
    wrong: ChartError | None = None
    for form in [each for free in forms for each in (free, free.closer())]:
        try:
            layout = Layout(story, form, width_mm)
        except ChartError as error:
            wrong = error
            continue
        if most is None or layout.least_height <= most:
            return layout
        tried.append(layout)
    if wrong and not tried:
        raise wrong
    raise _too_tall(story, min(each.least_height for each in tried), width_mm, most)


def _too_tall(story: Story, need: float, width_mm: float, most: float | None) -> ChartError:
    """Say how much is missing, and where the timeline could be parted."""
    count, room = len(story.entries), most or need
    parts = min(count, int(-(-need // room)))
    starts = ", ".join(story.entries[index * count // parts].event.date for index in range(parts))
    message = (
        "{count} events at a width of {width:g} mm need {need:.0f} mm of height and there are "
        "{room:g}: choose fewer events (about {fitting}), shorten their labels, draw {parts} "
        "timelines (beginning {starts}), or raise most_height_mm"
    )
    fitting = max(1, int(count * room / need))
    return ChartError(message, count, width_mm, need, room, fitting, parts, starts)


def _settle(layout: Layout, most: float | None) -> tuple[Layout, Arrangement]:
    """Find the heights; names of eras that do not fit get two lines, then a number in the head."""
    arrangement = layout.best(most)
    if unnamed := layout.unnamed(arrangement):
        wider = replace(layout.form, era_lines=max(COLUMN))
        try:
            other = Layout(layout.story, wider, layout.width_mm)
        except ChartError:
            other = layout
        found = other.best(most)
        fits = most is None or other.least_height <= most
        if fits and len(other.unnamed(found)) < len(unnamed):
            layout, arrangement = other, found
    while (form := layout.form.telling(layout.unnamed(arrangement))) != layout.form:
        layout = Layout(layout.story, form, layout.width_mm)
        if most is not None and layout.least_height > most:
            raise _too_tall(layout.story, layout.least_height, layout.width_mm, most)
        arrangement = layout.best(most)
    return layout, arrangement
