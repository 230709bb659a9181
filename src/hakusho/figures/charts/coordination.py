"""Coordination: who deals with whom, in tiers from top to bottom and sides from left to right.

Panels of one group keep every body, and every link that they share, in its place, so that the eye
sees what has changed. What is new is drawn heavier; what is not settled is dashed and its name
stands in brackets. Where everything stands is worked out in ``layers``.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot, inf
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.layers.arrangement import EDGE, PANEL_GAP, Arrangement, arrange
from hakusho.figures.charts.layers.labels import HEAD_GAP, NOTE_GAP, Box, label_lines
from hakusho.figures.theme import INK, MM_PER_POINT, MUTED, PAPER, SOFT, THEME, Theme, contrast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.bodies import Body, Group, Link, Panel, Standing
    from hakusho.figures.charts.layers.labels import Point


_HEAVY = 1.8
"""Width of what is new, in points."""
_DASH = (3.2, 2.4)
"""Of what is not settled."""
_HALO = 1.8
"""Paper on both sides of a line where it passes over another, in points."""
_BEND = 0.9
_CURVE = (0.0, 0.29, 0.5, 0.71, 1.0)
_AT_NAME, _ON = 0.6, 0.01
"""Between a name and its line, and how near a point must be to lie on a line, in mm."""
_ARROW = 5.0
"""Size of an arrow's head, in points."""


def _draw_link(sheet: Canvas, path: Sequence[Point], link: Link, name: Box | None) -> None:
    """Draw a line with round bends, open where its name stands.

    Where it passes over another, paper shows on both its sides.
    """
    width = _HEAVY if link.standing == "new" else sheet.theme.stroke
    parts = _around(path, name) if name else [path]
    for part in parts:
        bent = _rounded(part)
        sheet.line(bent, colour=PAPER, width=width + _HALO)
        sheet.line(bent, width=width, dashed=link.standing == "uncertain", dash=_DASH)
    if link.directed:
        (x1, y1), (x, y) = path[-2:]
        across, down = (x > x1) - (x < x1), (y > y1) - (y < y1)
        form = {(1, 0): ">", (-1, 0): "<", (0, 1): "v", (0, -1): "^"}[across, down]
        back = (_ARROW / 2 + sheet.theme.stroke) * MM_PER_POINT
        sheet.mark(x - across * back, y - down * back, form, colour=INK, face=INK, size=_ARROW)


def _around(path: Sequence[Point], name: Box) -> list[list[Point]]:
    """The path without the stretch on which the name stands; both parts begin at the name."""
    x, y = name.middle
    for at, ((x1, y1), (x2, y2)) in enumerate(pairwise(path)):
        length = hypot(x2 - x1, y2 - y1)
        near = abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) < _ON * length
        along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length
        if near and 0 < along < length:
            half = (name.width if abs(y2 - y1) < abs(x2 - x1) else name.height) / 2 + _AT_NAME
            before, after = (
                (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
                for share in ((along - half) / length, (along + half) / length)
            )
            return [[before, *reversed(path[: at + 1])], [after, *path[at + 1 :]]]
    return [list(path)]


def _rounded(path: Sequence[Point]) -> list[Point]:
    """The path with each corner replaced by a quarter of a circle, as a few points."""
    points = [path[0]]
    for before, corner, after in zip(path, path[1:], path[2:], strict=False):
        ends = []
        for other in (before, after):
            length = hypot(other[0] - corner[0], other[1] - corner[1])
            share = min(_BEND, length / 2) / length if length else 0.0
            ends.append(tuple(c + (o - c) * share for c, o in zip(corner, other, strict=True)))
        for t in _CURVE:
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
            x, y = (a * p + b * q + c * r for p, q, r in zip(ends[0], corner, ends[1], strict=True))
            points.append((x, y))
    return [*points, path[-1]]


_SAMPLE, _SAMPLE_GAP, _ENTRY_GAP = 8.0, 1.5, 6.0


class GroupDrawing:
    """Draws a group in its arrangement; heights are in mm from the group's own upper edge."""

    def __init__(self, found: Arrangement, colours: Mapping[str, str], theme: Theme) -> None:
        self.found, self.colours, self.theme = found, colours, theme
        self.group, self.sheet, self.texts = found.group, found.sheet, found.texts
        self.titles = [
            line_breaking.wrap(panel.title, self._title_width(at), theme.head, bold=True)
            if panel.title
            else []
            for at, panel in enumerate(self.group.panels)
        ]
        across = found.form.across
        lines = [
            max(len(title) for title in self.titles[at : at + across])
            for at in range(0, len(self.titles), across)
        ]
        head = theme.step(theme.head)
        self.title_heights = [count * head + 2.2 if count else 0.0 for count in lines]
        self.side_height = self._side_height()
        numbers = range(len(self.titles))
        self.depths = [
            max(self._depth(number) for number in numbers[at : at + across])
            for at in range(0, len(self.titles), across)
        ]
        self.height = sum(self.title_heights) + sum(self.depths) + self.side_height * len(lines)
        self.height += PANEL_GAP * (len(lines) - 1)

    def _title_width(self, at: int) -> float:
        first = at % self.found.form.across == 0
        return self.found.panel_mm + (self.found.left if first else 0.0)

    def _side_height(self) -> float:
        """Of the headings above all columns; folded columns have theirs within."""
        if self.found.wiring.grid.folded:
            return 0.0
        sides = self.found.wiring.grid.rows[0].sides
        lines = max(len(self.texts.side(side, self.found.body_mm)) for side in sides)
        return lines * self.texts.small + HEAD_GAP if lines else 0.0

    def _depth(self, number: int) -> float:
        """Down to what is lowest in a panel, below the headings of its columns."""
        present = self.group.present(self.group.panels[number])
        strands = [each.number for each in self.found.wiring.strands if number in each.links]
        names = [self.sheet.names[each] for each in strands if each in self.sheet.names]
        boxes = [*names, *(self.sheet.boxes[each] for each in present)]
        lines = [y for each in strands for _, y in self.sheet.paths[each]]
        return max([box.bottom for box in boxes] + lines)

    def draw(self, sheet: Canvas, top: float) -> None:
        """Draw the group with its upper edge at ``top``."""
        across = self.found.form.across
        y = top
        for row, title_height in enumerate(self.title_heights):
            body_top = y + title_height + self.side_height
            for at in range(across):
                number = row * across + at
                if number < len(self.group.panels):
                    left = EDGE + self.found.left + at * (self.found.panel_mm + PANEL_GAP)
                    self._draw_title(sheet, number, (0.0 if at == 0 else left, y), title_height)
                    self._draw_panel(sheet, number, (left, body_top))
            self._draw_tiers(sheet, body_top, self.depths[row])
            y = body_top + self.depths[row] + PANEL_GAP

    def _draw_title(self, sheet: Canvas, number: int, at: Point, height: float) -> None:
        lines = self.titles[number]
        if not lines:
            return
        step = self.theme.step(self.theme.head)
        y, whole = at[1] + height - 2.2 - (len(lines) - 0.5) * step, self.group.panels[number].title
        sheet.text(at[0], y, lines, size=self.theme.head, bold=True, whole=whole)
        y = at[1] + height - 1.6
        width = self._title_width(number) + (EDGE if at[0] == 0 else 0.0)
        sheet.line([(at[0], y), (at[0] + width, y)], width=self.theme.rule)

    def _draw_tiers(self, sheet: Canvas, body_top: float, depth: float) -> None:
        """Names of tiers, left of the first panel or above their rows."""
        if self.found.wiring.grid.headed:
            return
        rows = zip(self.found.wiring.grid.rows, self.sheet.rows, strict=True)
        for row, (_, upper, lower) in rows:
            lines = self.texts.tier(row)
            if lines and upper < depth:
                middle = body_top + (upper + lower) / 2 - (len(lines) - 1) * self.texts.small / 2
                self._tier(sheet, (0.0, middle), lines, row.tier)

    def _tier(self, sheet: Canvas, at: Point, lines: list[str], tier: str) -> None:
        whole = self.group.tiers[tier]
        sheet.text(*at, lines, size=self.theme.small, colour=MUTED, whole=whole)

    def _draw_panel(self, sheet: Canvas, number: int, origin: Point) -> None:
        panel = self.group.panels[number]
        present = self.group.present(panel)
        self._draw_heads(sheet, present, origin)
        strands = [each for each in self.found.wiring.strands if number in each.links]
        for strand in strands:
            link = strand.links[number]
            path = [(x + origin[0], y + origin[1]) for x, y in self.sheet.paths[strand.number]]
            name = self.sheet.names.get(strand.number)
            box = self._draw_name(sheet, link, name.moved(*origin)) if name else None
            _draw_link(sheet, path, link, box)
        for each, body in present.items():
            self._draw_body(sheet, body, self.sheet.boxes[each].moved(*origin))

    def _draw_heads(self, sheet: Canvas, present: Mapping[str, Body], origin: Point) -> None:
        """Headings of sides, and names of tiers where they stand above their rows."""
        grid, width = self.found.wiring.grid, self.found.body_mm
        for row, (_, upper, _) in zip(grid.rows, self.sheet.rows, strict=True):
            shown = {body.side for body in present.values() if body.tier == row.tier}
            tall = max(len(self.texts.side(side, width)) for side in row.sides)
            above = tall * self.texts.small * grid.folded
            if grid.folded:
                self._draw_sides(sheet, [s if s in shown else "" for s in row.sides], origin, upper)
            lines = self.texts.tier(row, width) if grid.headed else []
            if lines:
                x = origin[0] + self.sheet.columns[0][0]
                y = origin[1] + upper - HEAD_GAP - above - (len(lines) - 0.5) * self.texts.small
                self._tier(sheet, (x, y), lines, row.tier)
        if not grid.folded:
            shown = {body.side for body in present.values()}
            sides = [side if side in shown else "" for side in grid.rows[0].sides]
            self._draw_sides(sheet, sides, origin, 0.0)

    def _draw_sides(self, sheet: Canvas, sides: list[str], origin: Point, bottom: float) -> None:
        for side, (left, width) in zip(sides, self.sheet.columns, strict=False):
            lines = self.texts.side(side, width) if side else []
            if lines:
                x, whole = origin[0] + left + width / 2, self.group.sides[side]
                y = origin[1] + bottom - HEAD_GAP - (len(lines) - 0.5) * self.texts.small
                size = self.theme.small
                sheet.text(x, y, lines, size=size, bold=True, side="center", whole=whole)

    def _draw_name(self, sheet: Canvas, link: Link, room: Box) -> Box:
        """Set the name of a link in the middle of its room; return what it takes."""
        lines = label_lines(link, self.found.form.name_mm, self.theme)
        size, step, bold = self.theme.small, self.texts.small, link.bold
        width = max(lettering.width_mm(each, size, bold=bold) for each in lines)
        height = len(lines) * step
        x, y = room.middle
        first = y - height / 2 + step / 2
        sheet.text(x, first, lines, size=size, bold=bold, side="center", whole=link.shown)
        return Box(x - width / 2, y - height / 2, width, height)

    def _draw_body(self, sheet: Canvas, body: Body, box: Box) -> None:
        lines, notes = self.texts.name(body, box.width), self.texts.note(body, box.width)
        sheet.box(
            box.x,
            box.y,
            box.width,
            box.height,
            face=SOFT if body.side in self.group.joint else PAPER,
            edge=self.colours[body.side],
            stroke=_HEAVY if body.standing == "new" else self.theme.stroke,
            dashed=body.standing == "uncertain",
            radius=0.8,
        )
        step, small, (x, y) = self.texts.step, self.texts.small, box.middle
        y -= (len(lines) * step + len(notes) * small + NOTE_GAP * bool(notes)) / 2
        size, bold = self.theme.text, body.bold
        sheet.text(x, y + step / 2, lines, size=size, side="center", bold=bold, whole=body.shown)
        if notes:
            y += len(lines) * step + NOTE_GAP + small / 2
            size, whole = self.theme.small, body.note
            sheet.text(x, y, notes, size=size, colour=MUTED, side="center", whole=whole)


class Key:
    """What the forms of lines mean; only if more than the existing is drawn."""

    def __init__(
        self, groups: Sequence[Group], words: Mapping[str, str], width_mm: float, theme: Theme
    ) -> None:
        order: tuple[Standing, ...] = ("existing", "new", "uncertain")
        used = {link.standing for group in groups for panel in group.panels for link in panel.links}
        used |= {body.standing for group in groups for body in group.bodies}
        self.theme = theme
        self.step = theme.step(theme.small)
        self.rows: list[list[tuple[float, Standing, str]]] = []
        x = width_mm
        for standing in (each for each in order if each in used):
            width = _SAMPLE + _SAMPLE_GAP + lettering.width_mm(words[standing], theme.small)
            if x + width > width_mm:
                x = 0.0
                self.rows.append([])
            self.rows[-1].append((x, standing, words[standing]))
            x += width + _ENTRY_GAP
        if not used - {"existing"}:
            self.rows = []
        self.height = len(self.rows) * self.step + 3.5 if self.rows else 0.0

    def draw(self, sheet: Canvas) -> None:
        """Draw the key at the foot of the sheet."""
        for number, row in enumerate(reversed(self.rows)):
            y = sheet.height_mm - self.step * (number + 0.5) - 0.3
            for x, standing, word in row:
                width = _HEAVY if standing == "new" else self.theme.stroke
                dashed = standing == "uncertain"
                line = [(x, y), (x + _SAMPLE, y)]
                sheet.line(line, width=width, dashed=dashed, dash=_DASH)
                sheet.text(x + _SAMPLE + _SAMPLE_GAP, y, [word], size=self.theme.small)


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
