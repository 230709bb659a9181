"""Drawing an arranged timeline: head, axis and eras, then each event in the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures import lettering
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts.timelines.eras import draw_era
from hakusho.figures.charts.timelines.head import MARK, NUMBER
from hakusho.figures.charts.timelines.layout import GAP, LEADER, MARKER
from hakusho.figures.theme import GRID, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hakusho.figures.charts.timelines.events import Kind, Lane
    from hakusho.figures.charts.timelines.layout import Arrangement, Layout

_DOT = 1.6
"""Width of a dot on the axis, in points: the day is known, or the scale is too small to tell."""
_BAR = 0.75
"""Width of the open bar that lasts as long as a year or month of which no more is known, in mm."""
_MARK, _PLAIN = 4.2, 2.4
_SLANT, _OPEN = 0.9, 1.1


def draw(layout: Layout, arrangement: Arrangement) -> Figure:
    """Draw a timeline.

    Args:
        layout: Its columns and lines.
        arrangement: Its heights.

    Returns:
        The figure.
    """
    sheet = Canvas(layout.width_mm, arrangement.height, layout.theme)
    _draw_head(sheet, layout)
    _draw_eras(sheet, layout, arrangement)
    _draw_axis(sheet, layout, arrangement)
    for index in range(len(layout.lanes)):
        _draw_entry(sheet, layout, arrangement, index)
    return sheet.figure


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
            sheet.box(
                left - 0.1, middle - _OPEN, layout.era_width + 0.2, 2 * _OPEN, face=PAPER, over=True
            )
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
        sheet.box(
            edge - _BAR / 2,
            start,
            _BAR,
            end - start,
            face=PAPER,
            edge=MUTED,
            stroke=theme.rule,
            radius=_BAR / 2.1,
        )
    else:
        sheet.mark(edge, at, "o", colour=MUTED, face=MUTED, size=_DOT)
    _draw_mark(sheet, entry.kind, edge + outward * (LEADER + 1.3), y)
    x = edge + outward * (LEADER + MARKER)
    side: Lane = "left" if lane == "right" else "right"
    sheet.text(x, y, [entry.date], size=theme.small, colour=MUTED, side=side)
    sheet.text(
        x + outward * (layout.dates + GAP),
        y,
        layout.lines[index],
        size=theme.text,
        bold=entry.event.strong,
        side=side,
        whole=entry.event.label,
    )


def _draw_mark(sheet: Canvas, kind: Kind, x: float, y: float) -> None:
    sheet.mark(
        x,
        y,
        kind.marker or "o",
        colour=kind.colour,
        face=kind.colour if kind.filled else PAPER,
        size=_MARK if kind.marker else _PLAIN,
    )
