"""Coordination: who deals with whom, in tiers from top to bottom and sides from left to right.

Panels of one group stand beside each other and keep every body in its place, so that the eye sees
what has changed. What is new is drawn heavier; what is not settled is dashed and its name stands
in brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures import lettering
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts.errors import ChartError
from hakusho.figures.charts.places import NOTE_GAP, Box, Places, place
from hakusho.figures.charts.routes import Point, label_box, route
from hakusho.figures.theme import INK, MM_PER_POINT, MUTED, PAPER, SOFT, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.bodies import Body, Group, Link, Panel, Standing

STANDING_WORDS: Mapping[str, Mapping[str, str]] = {
    "ja": {"existing": "従来からの対応", "new": "新たな対応", "uncertain": "位置づけが未定"},
    "en": {"existing": "existing", "new": "new", "uncertain": "not settled"},
}
"""Words of the key, by language and standing."""

_PANEL_GAP, _GROUP_GAP = 5.0, 7.0
_EDGE = 0.5
"""Room for half a heavy stroke at the figure's edges, in mm."""
_LINK_LABEL = 17.0
_TIER_LABEL = 15.0


def coordination(
    groups: Sequence[Group],
    *,
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    theme: Theme = THEME,
) -> Figure:
    """Draw a coordination chart.

    Args:
        groups: From top to bottom.
        language: Chooses the words of the key.
        words: Other words for the key.
        width_mm: Of the figure.
        theme: The looks.

    Returns:
        The figure; its height follows from the bodies.

    Raises:
        ChartError: If nothing is to be drawn, a link names an unknown body, or it does not fit.
    """
    if not groups or not all(group.bodies and group.panels for group in groups):
        raise ChartError("a coordination chart needs bodies and at least one panel")
    colours = _side_colours(groups, theme)
    layouts = [_Group(group, colours, width_mm, theme) for group in groups]
    key = _Key(groups, words or STANDING_WORDS.get(language, STANDING_WORDS["en"]), theme)
    height = sum(layout.height for layout in layouts) + _GROUP_GAP * (len(layouts) - 1)
    sheet = Canvas(width_mm, round(height + key.height + 0.6, 2), theme)
    y = 0.3
    for layout in layouts:
        layout.draw(sheet, y)
        y += layout.height + _GROUP_GAP
    key.draw(sheet)
    return sheet.figure


def _side_colours(groups: Sequence[Group], theme: Theme) -> dict[str, str]:
    """A data colour for each side, the same in all groups; joint sides are drawn in ink."""
    joint = {side for group in groups for side in group.joint}
    sides = dict.fromkeys(side for group in groups for side in group.sides if side not in joint)
    colours = {side: theme.palette[i % len(theme.palette)] for i, side in enumerate(sides)}
    return colours | dict.fromkeys(joint, INK)


class _Group:
    """The layout of a group, in mm from its own upper edge."""

    def __init__(
        self, group: Group, colours: Mapping[str, str], width_mm: float, theme: Theme
    ) -> None:
        self.group, self.colours, self.theme = group, colours, theme
        self.bodies = {body.id: body for body in group.bodies}
        self.step = theme.text * theme.leading * MM_PER_POINT
        self.small = theme.small * theme.leading * MM_PER_POINT
        self._check()
        self.tier_lines = {
            tier: lettering.wrap(name, _TIER_LABEL, theme.small)
            for tier, name in group.tiers.items()
            if name and any(body.tier == tier for body in group.bodies)
        }
        widths = [
            lettering.width_mm(line, theme.small)
            for lines in self.tier_lines.values()
            for line in lines
        ]
        self.left = max(widths) + 3 if widths else 0.0
        count = len(group.panels)
        room = width_mm - 2 * _EDGE - self.left - _PANEL_GAP * (count - 1)
        self.panel_width = room / count
        self.places = self._place()
        self.head = self._head()
        self.routes = [self._routes(panel) for panel in group.panels]
        lowest = max((y for panel in self.routes for path in panel for _, y in path), default=0)
        below = lowest + self.small / 2 if lowest > self.places.height else 0.0
        self.height = self.head + max(self.places.height, below)

    def _check(self) -> None:
        for panel in self.group.panels:
            known = self._present(panel)
            for link in panel.links:
                for end in (link.start, link.end):
                    if end not in known:
                        raise ChartError(f"a link names {end!r}, which is no body of its panel")
                if link.start == link.end:
                    raise ChartError(f"a link leads from {link.start!r} to itself")

    def _present(self, panel: Panel) -> dict[str, Body]:
        ids = self.bodies if panel.bodies is None else panel.bodies
        return {each: self.bodies[each] for each in ids if each in self.bodies}

    def _link_lines(self, link: Link) -> list[str]:
        return lettering.wrap(link.label, _LINK_LABEL, self.theme.small) if link.label else []

    def _adjacent(self, link: Link) -> bool:
        """Whether the link's name stands between two columns."""
        order = [s for s in self.group.sides if any(b.side == s for b in self.group.bodies)]
        ends = [self.bodies[end].side for end in (link.start, link.end)]
        known = all(side in order for side in ends)
        return known and abs(order.index(ends[0]) - order.index(ends[1])) == 1

    def _place(self) -> Places:
        labels = [
            lettering.width_mm(line, self.theme.small)
            for panel in self.group.panels
            for link in panel.links
            if self._adjacent(link)
            for line in self._link_lines(link)
        ]
        return place(
            self.group.bodies,
            tuple(self.group.sides),
            tuple(self.group.tiers),
            width_mm=self.panel_width,
            gap_mm=max([8.0, *(width + 6 for width in labels)]),
            theme=self.theme,
        )

    def _heading_lines(self, side: str) -> list[str]:
        _, width = self.places.columns[side]
        heading = self.group.sides[side]
        return lettering.wrap(heading, width, self.theme.small, bold=True) if heading else []

    def _routes(self, panel: Panel) -> list[list[Point]]:
        """The links' lines, with the panel's upper left box corner as origin."""
        boxes = {each: self.places.boxes[each] for each in self._present(panel)}
        routes: list[list[Point]] = []
        for link in panel.links:
            others = [box for each, box in boxes.items() if each not in {link.start, link.end}]
            routes.append(route(boxes[link.start], boxes[link.end], others, routes))
        return routes

    def _head(self) -> float:
        """Height of the titles and the headings of the columns."""
        titles = any(panel.title for panel in self.group.panels)
        rows = max(len(self._heading_lines(side)) for side in self.places.columns)
        return (self.step + 1.6) * titles + (rows * self.small + 1.2 if rows else 0)

    def draw(self, sheet: Canvas, top: float) -> None:
        body_top = top + self.head
        for tier, lines in self.tier_lines.items():
            upper, lower = self.places.rows[tier]
            middle = body_top + (upper + lower) / 2 - (len(lines) - 1) * self.small / 2
            sheet.text(
                0, middle, lines, size=self.theme.small, colour=MUTED, whole=self.group.tiers[tier]
            )
        for index, panel in enumerate(self.group.panels):
            x = _EDGE + self.left + index * (self.panel_width + _PANEL_GAP)
            if panel.title:
                start, y = x if index else 0.0, top + self.step + 0.6
                sheet.text(
                    start, top + self.step / 2, [panel.title], size=self.theme.head, bold=True
                )
                sheet.line([(start, y), (x + self.panel_width, y)], width=self.theme.rule)
            self._draw_headings(sheet, panel, x, body_top)
            self._draw_panel(sheet, panel, (x, body_top), self.routes[index])

    def _draw_headings(self, sheet: Canvas, panel: Panel, x: float, body_top: float) -> None:
        present = {body.side for body in self._present(panel).values()}
        for side, (left, width) in self.places.columns.items():
            lines = self._heading_lines(side)
            if lines and side in present:
                y = body_top - 1.2 - len(lines) * self.small + self.small / 2
                sheet.text(
                    x + left + width / 2,
                    y,
                    lines,
                    size=self.theme.small,
                    bold=True,
                    colour=INK,
                    side="center",
                    whole=self.group.sides[side],
                )

    def _draw_panel(
        self, sheet: Canvas, panel: Panel, origin: Point, paths: Sequence[Sequence[Point]]
    ) -> None:
        present = self._present(panel)
        boxes = {each: self.places.boxes[each].moved(*origin) for each in present}
        routes = [[(x + origin[0], y + origin[1]) for x, y in path] for path in paths]
        for link, path in zip(panel.links, routes, strict=True):
            _draw_link(sheet, path, link.standing)
        occupied = list(boxes.values())
        for index, link in enumerate(panel.links):
            rest = [path for at, path in enumerate(routes) if at != index]
            box = self._label_box(link, routes[index], occupied, rest)
            if box:
                occupied.append(box)
                sheet.box(box.x, box.y, box.width, box.height, face=PAPER)
                sheet.text(
                    box.middle[0],
                    box.y + self.small / 2,
                    self._link_lines(link),
                    size=self.theme.small,
                    side="center",
                    whole=link.label,
                )
        for each, body in present.items():
            self._draw_body(sheet, body, boxes[each])

    def _label_box(
        self,
        link: Link,
        path: Sequence[Point],
        occupied: Sequence[Box],
        rest: Sequence[Sequence[Point]],
    ) -> Box | None:
        """Where a link's name stands; ``None`` if it has none."""
        lines = self._link_lines(link)
        if not lines:
            return None
        width = max(lettering.width_mm(line, self.theme.small) for line in lines)
        box = label_box(path, (width + 1.6, len(lines) * self.small), occupied, rest)
        if box is None:
            raise ChartError(f"there is no room for the label {link.label!r}")
        return box

    def _draw_body(self, sheet: Canvas, body: Body, box: Box) -> None:
        lines, notes = self.places.lines[body.id], self.places.notes[body.id]
        sheet.box(
            box.x,
            box.y,
            box.width,
            box.height,
            face=SOFT if body.side in self.group.joint else PAPER,
            edge=self.colours[body.side],
            stroke=1.8 if body.standing == "new" else self.theme.stroke,
            dashed=body.standing == "uncertain",
            radius=0.8,
        )
        used = len(lines) * self.step + len(notes) * self.small + NOTE_GAP * bool(notes)
        y = box.middle[1] - used / 2
        sheet.text(
            box.middle[0],
            y + self.step / 2,
            lines,
            size=self.theme.text,
            side="center",
            bold=body.bold,
            whole=body.shown,
        )
        y += len(lines) * self.step + NOTE_GAP + self.small / 2
        if notes:
            sheet.text(
                box.middle[0],
                y,
                notes,
                size=self.theme.small,
                colour=MUTED,
                side="center",
                whole=body.note,
            )


def _draw_link(sheet: Canvas, path: Sequence[Point], standing: Standing) -> None:
    width = 1.8 if standing == "new" else sheet.theme.stroke
    sheet.line(path, width=width, dashed=standing == "uncertain", dash=(3.2, 2.4))


class _Key:
    """What the forms of lines mean; only if more than the existing is drawn."""

    def __init__(self, groups: Sequence[Group], words: Mapping[str, str], theme: Theme) -> None:
        order: tuple[Standing, ...] = ("existing", "new", "uncertain")
        used = {link.standing for group in groups for panel in group.panels for link in panel.links}
        self.entries = [(each, words[each]) for each in order if each in used]
        self.theme = theme
        self.step = theme.small * theme.leading * MM_PER_POINT
        self.height = self.step + 3.5 if used - {"existing"} else 0.0

    def draw(self, sheet: Canvas) -> None:
        if not self.height:
            return
        x, y = 0.0, sheet.height_mm - self.step / 2 - 0.3
        for standing, word in self.entries:
            _draw_link(sheet, [(x, y), (x + 8, y)], standing)
            sheet.text(x + 9.5, y, [word], size=self.theme.small)
            x += 9.5 + lettering.width_mm(word, self.theme.small) + 6
