"""Eras of a timeline: a column of blocks along the axis, each with its name set downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.figures import lettering
from hakusho.figures.charts.dates import year_of
from hakusho.figures.charts.errors import ChartError
from hakusho.figures.theme import MM_PER_POINT, SOFT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hakusho.figures.canvas import Canvas
    from hakusho.figures.theme import Theme

WIDTH = 5.0
"""Of the column of eras, in mm."""
_STEP = 1.06
_TOGETHER = 3
"""Digits that share a cell in vertical setting (tate-chu-yoko, JLREQ 3.2.5)."""
_VERTICAL = {"(": "︵", ")": "︶", "（": "︵", "）": "︶", "「": "﹁", "」": "﹂", "ー": "︱"}
"""Forms for vertical setting of characters that would otherwise lie across the line."""
_CJK = "\u2e80"


@dataclass(frozen=True, slots=True)
class Band:
    """An era: it lasts from ``start`` (or its first event) to where the next one begins."""

    id: str
    label: str
    start: str = ""


@dataclass(frozen=True, slots=True)
class Era:
    """A band with its first and last moment, in years."""

    label: str
    start: float
    end: float


def eras(
    bands: Sequence[Band], dated: Iterable[tuple[str, float]], span: tuple[float, float]
) -> tuple[Era, ...]:
    """Give the bands their places in time.

    Args:
        bands: In the order of time.
        dated: The band's id and the moment of each event.
        span: First and last moment shown; eras are cut to it.

    Returns:
        The eras that last for any time at all.

    Raises:
        ChartError: If the bands are not in the order of time.
    """
    first, last = span
    moments = tuple(dated)
    starts: list[tuple[str, float]] = []
    for band in bands:
        own = [at for each, at in moments if each == band.id]
        start = year_of(band.start) if band.start else min(own, default=None)
        if start is not None:
            starts.append((band.label, min(max(first, start), last)))
    places = [*(start for _, start in starts), last]
    found = [Era(label, at, places[index + 1]) for index, (label, at) in enumerate(starts)]
    if any(era.start > era.end for era in found):
        raise ChartError("the bands of a timeline must be given in the order of time")
    return tuple(era for era in found if era.end > era.start)


def name_length(label: str, theme: Theme) -> float:
    """How long an era must be on the page for its name, in mm."""
    if _is_turned(label):
        return lettering.width_mm(label, theme.small, bold=True) + 2
    return len(_cells(label)) * theme.small * _STEP * MM_PER_POINT + 1.5


def draw_era(sheet: Canvas, label: str, x: float, top: float, bottom: float) -> None:
    """Draw an era's block with its name: upright downwards in Japanese, turned in Latin script.

    Args:
        sheet: Where.
        label: The name.
        x: Left edge of the column.
        top: Where the era begins.
        bottom: Where it ends.

    Raises:
        ChartError: If the era is shorter than its name.
    """
    size = sheet.theme.small
    if name_length(label, sheet.theme) > bottom - top:
        raise ChartError(f"the band {label!r} is too short for its name")
    sheet.box(x, top + 0.2, WIDTH, bottom - top - 0.4, face=SOFT, under=True)
    middle, x = (top + bottom) / 2, x + WIDTH / 2
    if _is_turned(label):
        sheet.text(x, middle, [label], size=size, bold=True, side="center", rotation=90)
        return
    cells = _cells(label)
    step = size * _STEP * MM_PER_POINT
    y = middle - (len(cells) - 1) * step / 2
    for index, cell in enumerate(cells):
        sheet.text(
            x,
            y + index * step,
            [cell],
            size=size,
            bold=True,
            side="center",
            whole=label,
            continued=bool(index),
        )


def _is_turned(label: str) -> bool:
    return not any(char >= _CJK for char in label)


def _cells(label: str) -> list[str]:
    """Cut a name for vertical setting: short runs of digits share a cell."""
    cells: list[str] = []
    for char in label:
        run = cells[-1] if cells else ""
        if char.isdecimal() and char.isascii() and run.isdecimal() and len(run) < _TOGETHER:
            cells[-1] += char
        else:
            form = _VERTICAL.get(char, char)
            cells.append(form if lettering.has_glyph(form, bold=True) else char)
    return cells
