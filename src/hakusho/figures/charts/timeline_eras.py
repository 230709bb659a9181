"""Eras of a timeline: a column of blocks along the axis, each with its name set downwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.timeline_scale import span_of
from hakusho.figures.theme import MM_PER_POINT, SOFT
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.figures.canvas import Canvas
    from hakusho.figures.theme import Theme

COLUMN = {1: 5.0, 2: 8.4}
"""Width of the column, in mm, by how many lines a name may have."""
LEAST = 3.4
"""How long an era must be on the page to hold a number, in mm."""
_STEP = 1.06
_LEADING = 1.25
_PAD_TURNED, _PAD_UPRIGHT = 2.0, 1.5
_PIECE = re.compile(r"(?<![0-9])[0-9]{2}(?![0-9])|.", re.DOTALL)
"""What has a cell of its own in vertical setting (tate-chu-yoko, JLREQ 3.2.5)."""
_VERTICAL = {"(": "︵", ")": "︶", "（": "︵", "）": "︶", "「": "﹁", "」": "﹂", "ー": "︱"}
"""Forms for vertical setting of characters that would otherwise lie across the line."""


@dataclass(frozen=True, slots=True)
class Band:
    """An era: it lasts from ``start`` (or its first event) to where the next one begins."""

    id: str
    label: str
    start: str = ""


@dataclass(frozen=True, slots=True)
class Era:
    """A band with its first and last moment, in days as in ``Span``, and the date it begins."""

    label: str
    start: float
    end: float
    since: str


def eras(
    bands: Sequence[Band], dated: Sequence[tuple[str, str]], ends: tuple[float, float]
) -> tuple[Era, ...]:
    """Give bands their places in time, with the band's id and the date of each event.

    Returns:
        The eras that last for any time at all, cut to the ends. The last is given a tenth of the
        whole at least: it has only begun, and the axis runs on for it.

    Raises:
        ChartError: If the bands are not in the order of time.
    """
    first, last = ends
    starts: list[tuple[str, float, str]] = []
    for band in bands:
        own = [date for each, date in dated if each == band.id]
        since = band.start or min(own, key=lambda date: span_of(date).start, default="")
        if since:
            starts.append((band.label, float(span_of(since).start), since))
    for (before, start, _), (after, following, _) in pairwise(starts):
        if start > following:
            message = (
                "the bands of a timeline must be given in the order of time: {before!r} begins "
                "later than {after!r}"
            )
            raise ChartError(message, before, after)
    shown = [(label, max(first, start), since) for label, start, since in starts if start < last]
    if shown and shown[-1][1] > first:
        last = max(last, shown[-1][1] + (last - first) / 10)
    places = [*(start for _, start, _ in shown), last]
    found = [Era(label, at, places[i + 1], since) for i, (label, at, since) in enumerate(shown)]
    return tuple(era for era in found if era.end > era.start)


def name_lines(label: str, length: float, theme: Theme, most: int) -> list[str]:
    """Break an era's name into lines along its block, whose length is in mm.

    Returns:
        The lines; none if the name does not fit into so many.
    """
    label = " ".join(label.split())
    turned = _is_turned(label)
    size = theme.small * (1 if turned else _STEP)  # a cell is longer than its letter is wide
    limit = length - (_PAD_TURNED if turned else _PAD_UPRIGHT)
    if limit <= 0:
        return []
    if _name_length(label, theme, turned=turned) <= limit:
        return [label]
    lines = line_breaking.wrap(label, limit, size, bold=True)
    broken = (turned and " ".join(lines).split() != label.split()) or any(
        line[:1] in line_breaking.NOT_AT_LINE_START for line in lines
    )
    longest = max(_name_length(line, theme, turned=turned) for line in lines)
    return [] if broken or len(lines) > most or longest > limit else lines


def _name_length(line: str, theme: Theme, *, turned: bool) -> float:
    if turned:
        return lettering.width_mm(line, theme.small, bold=True)
    return len(_cells(line)) * theme.small * _STEP * MM_PER_POINT


def draw_era(
    sheet: Canvas, lines: Sequence[str], label: str, edges: tuple[float, float, float, float]
) -> None:
    """Draw an era's block with its name: upright downwards in Japanese, turned in Latin script.

    The lines are from ``name_lines``, or both they and the label are a number that stands for the
    name; the edges are the left, upper, right and lower one of the block.
    """
    left, top, right, bottom = edges
    size = sheet.theme.small
    sheet.box(left, top + 0.2, right - left, bottom - top - 0.4, face=SOFT, under=True)
    step = size * _LEADING * MM_PER_POINT
    turned = _is_turned(label)
    for index, line in enumerate(lines):
        offset = (index - (len(lines) - 1) / 2) * step
        x = (left + right) / 2 + (offset if turned else -offset)
        if turned and len(label) > 1 and not label.isdecimal():
            cells, rotation = [line], 90
        else:
            cells, rotation = _cells(line), 0
        down = size * _STEP * MM_PER_POINT
        first = (top + bottom) / 2 - (len(cells) - 1) * down / 2
        for at, cell in enumerate(cells):
            sheet.text(
                x, first + at * down, [cell], size=size, bold=True, side="center",
                rotation=rotation, whole=label, continued=bool(index or at),
            )  # fmt: skip


def _is_turned(label: str) -> bool:
    return not any(map(is_wide, label))


def _cells(label: str) -> list[str]:
    """Cut a name for vertical setting: two digits share a cell, longer numbers stand downwards."""
    cells: list[str] = []
    for piece in _PIECE.findall(label):
        form = _VERTICAL.get(piece, piece)
        cells.append(form if form == piece or lettering.has_glyph(form, bold=True) else piece)
    return cells
