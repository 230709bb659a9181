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

from hakusho.figures.charts.errors import ChartError
from hakusho.figures.charts.timelines.dates import date_text, span_of
from hakusho.figures.charts.timelines.drawing import draw
from hakusho.figures.charts.timelines.eras import COLUMN, eras
from hakusho.figures.charts.timelines.events import Kind, with_forms
from hakusho.figures.charts.timelines.layout import Arrangement, Entry, Form, Layout, Story
from hakusho.figures.theme import THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.timelines.dates import Span
    from hakusho.figures.charts.timelines.eras import Band
    from hakusho.figures.charts.timelines.events import Event, Lane

PAGE_HEIGHT_MM = 215.0
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
        most = PAGE_HEIGHT_MM
    story = _read(events, kinds, bands, lanes or {}, language)
    layout = _choose_form(story, width_mm, most, theme)
    return draw(*_settle(layout, most))


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
    entries = tuple(
        Entry(
            event,
            span,
            date_text(event.date, language, days=days),
            known.get(event.kind, Kind("", "")),
        )
        for span, event in dated
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
