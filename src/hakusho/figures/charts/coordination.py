"""Coordination: who deals with whom, in tiers from top to bottom and sides from left to right.

Panels of one group keep every body, and every link that they share, in its place, so that the eye
sees what has changed. What is new is drawn heavier; what is not settled is dashed and its name
stands in brackets. Where everything stands is worked out in ``layers``; ``coordination_drawing.py``
draws it.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from hakusho.figures.canvas import Canvas
from hakusho.figures.charts.coordination_drawing import GroupDrawing, Key
from hakusho.figures.charts.errors import ChartError
from hakusho.figures.charts.layers.arrangement import arrange
from hakusho.figures.theme import INK, MUTED, PAPER, THEME, Theme, contrast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.bodies import Body, Group, Panel

STANDING_WORDS: Mapping[str, Mapping[str, str]] = {
    "ja": {"existing": "従来からの対応", "new": "新たな対応", "uncertain": "位置づけが未定"},
    "en": {"existing": "existing", "new": "new", "uncertain": "not settled"},
}
"""Words of the key, by language and standing."""

_GROUP_GAP = 7.0
_PAGE, _SCREEN = 215.0, 100.0
_LINE_CONTRAST = 3.0
"""Of a line that carries meaning, against the paper (WCAG 2.2, 1.4.11)."""


def coordination(
    groups: Sequence[Group],
    *,
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    most_height_mm: float | None = None,
    theme: Theme = THEME,
) -> Figure:
    """Draw a coordination chart.

    Nothing but the data says where anything stands: bodies keep to their side and tier, and within
    these to the order of the data unless another order has fewer crossings. Where the width is
    too small for all sides and panels beside each other, they stand below each other.

    Args:
        groups: From top to bottom.
        language: Chooses the words of the key.
        words: Other words for the key.
        width_mm: Of the figure.
        most_height_mm: The page's: 215 if it is not given, or none for a chart that is narrower
            than 100 mm, which stands on a screen.
        theme: The looks.

    Returns:
        The figure; its height follows from the bodies and links.

    Raises:
        ChartError: If nothing is to be drawn, a link names an unknown body, or it does not fit.
    """
    if not groups or not all(group.bodies and group.panels for group in groups):
        raise ChartError("a coordination chart needs bodies and at least one panel")
    for group in groups:
        _check(group)
    key = Key(groups, words or STANDING_WORDS.get(language, STANDING_WORDS["en"]), width_mm, theme)
    colours = _side_colours(groups, theme)
    if most_height_mm is None:
        most_height_mm = _PAGE if width_mm >= _SCREEN else inf
    room = most_height_mm - key.height
    drawings = [
        GroupDrawing(arrange(group, width_mm, room, theme), colours, theme) for group in groups
    ]
    height = sum(drawing.height for drawing in drawings) + _GROUP_GAP * (len(drawings) - 1)
    height = round(height + key.height + 0.6, 2)
    if height > most_height_mm:
        message = (
            "the coordination chart would be {height:.0f} mm high, but there are {room:.0f} mm: "
            "make a figure of each group, or give most_height_mm"
        )
        raise ChartError(message, height, most_height_mm)
    sheet = Canvas(width_mm, height, theme)
    y = 0.3
    for drawing in drawings:
        drawing.draw(sheet, y)
        y += drawing.height + _GROUP_GAP
    key.draw(sheet)
    return sheet.figure


def _check(group: Group) -> None:
    """Refuse what names something that is not there."""
    bodies = {body.id: body for body in group.bodies}
    if len(bodies) < len(group.bodies):
        twice = next(b.id for b in group.bodies if sum(b.id == c.id for c in group.bodies) > 1)
        raise ChartError("two bodies have the id {twice!r}", twice)
    for body in group.bodies:
        if body.side not in group.sides or body.tier not in group.tiers:
            raise ChartError("the body {id!r} is of an unknown side or tier", body.id)
    for panel in group.panels:
        _check_panel(group, panel, bodies)


def _check_panel(group: Group, panel: Panel, bodies: Mapping[str, Body]) -> None:
    for each in panel.bodies or ():
        if each not in bodies:
            raise ChartError("a panel names {each!r}, which is no body", each)
    known = group.present(panel)
    for link in panel.links:
        for end in (link.start, link.end):
            if end not in known:
                raise ChartError("a link names {end!r}, which is no body of its panel", end)
        if link.start == link.end:
            raise ChartError("a link leads from {start!r} to itself", link.start)


def _side_colours(groups: Sequence[Group], theme: Theme) -> dict[str, str]:
    """A data colour for each side, the same in all groups; joint sides are drawn in ink.

    Only colours that a thin line can carry are taken.
    """
    strong = [colour for colour in theme.palette if contrast(colour, PAPER) >= _LINE_CONTRAST]
    strong.append(MUTED)
    joint = {side for group in groups for side in group.joint}
    sides = dict.fromkeys(side for group in groups for side in group.sides if side not in joint)
    colours = {side: strong[i % len(strong)] for i, side in enumerate(sides)}
    return colours | dict.fromkeys(joint, INK)
