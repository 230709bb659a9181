"""A coordination chart as lines and letters: the panels of a group, and the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.charts.layers.arrangement import EDGE, PANEL_GAP, Arrangement
from hakusho.figures.charts.layers.boxes import Box
from hakusho.figures.charts.layers.labels import label_lines
from hakusho.figures.charts.layers.texts import HEAD_GAP, NOTE_GAP
from hakusho.figures.charts.link_lines import DASH, HEAVY, draw_link
from hakusho.figures.theme import INK, MM_PER_POINT, MUTED, PAPER, SOFT, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.figures.canvas import Canvas
    from hakusho.figures.charts.bodies import Body, Group, Link, Standing
    from hakusho.figures.charts.layers.boxes import Point

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
        head = theme.head * theme.leading * MM_PER_POINT
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
        step = sheet.step(self.theme.head)
        sheet.text(
            at[0],
            at[1] + height - 2.2 - (len(lines) - 0.5) * step,
            lines,
            size=self.theme.head,
            bold=True,
            whole=self.group.panels[number].title,
        )
        y = at[1] + height - 1.6
        width = self._title_width(number) + (EDGE if at[0] == 0 else 0.0)
        sheet.line([(at[0], y), (at[0] + width, y)], width=self.theme.rule)

    def _draw_tiers(self, sheet: Canvas, body_top: float, depth: float) -> None:
        """Names of tiers, left of the first panel or above their rows."""
        if self.found.wiring.grid.headed:
            return
        for row, (_, upper, lower) in zip(
            self.found.wiring.grid.rows, self.sheet.rows, strict=True
        ):
            lines = self.texts.tier(row)
            if lines and upper < depth:
                middle = body_top + (upper + lower) / 2 - (len(lines) - 1) * self.texts.small / 2
                self._small(sheet, (0.0, middle), lines, self.group.tiers[row.tier], MUTED)

    def _small(
        self, sheet: Canvas, at: Point, lines: list[str], whole: str, colour: str = INK
    ) -> None:
        sheet.text(*at, lines, size=self.theme.small, colour=colour, whole=whole)

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
            draw_link(sheet, path, link, box)
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
                self._small(sheet, (x, y), lines, self.group.tiers[row.tier], MUTED)
        if not grid.folded:
            shown = {body.side for body in present.values()}
            sides = [side if side in shown else "" for side in grid.rows[0].sides]
            self._draw_sides(sheet, sides, origin, 0.0)

    def _draw_sides(self, sheet: Canvas, sides: list[str], origin: Point, bottom: float) -> None:
        for side, (left, width) in zip(sides, self.sheet.columns, strict=False):
            lines = self.texts.side(side, width) if side else []
            if lines:
                sheet.text(
                    origin[0] + left + width / 2,
                    origin[1] + bottom - HEAD_GAP - (len(lines) - 0.5) * self.texts.small,
                    lines,
                    size=self.theme.small,
                    bold=True,
                    side="center",
                    whole=self.group.sides[side],
                )

    def _draw_name(self, sheet: Canvas, link: Link, room: Box) -> Box:
        """Set the name of a link in the middle of its room; return what it takes."""
        lines = label_lines(link, self.found.form.name_mm, self.theme)
        width = max(lettering.width_mm(each, self.theme.small, bold=link.bold) for each in lines)
        height = len(lines) * self.texts.small
        x, y = room.middle
        sheet.text(
            x,
            y - height / 2 + self.texts.small / 2,
            lines,
            size=self.theme.small,
            bold=link.bold,
            side="center",
            whole=link.shown,
        )
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
            stroke=HEAVY if body.standing == "new" else self.theme.stroke,
            dashed=body.standing == "uncertain",
            radius=0.8,
        )
        step, small = self.texts.step, self.texts.small
        y = box.middle[1] - (len(lines) * step + len(notes) * small + NOTE_GAP * bool(notes)) / 2
        sheet.text(
            box.middle[0],
            y + step / 2,
            lines,
            size=self.theme.text,
            side="center",
            bold=body.bold,
            whole=body.shown,
        )
        if notes:
            sheet.text(
                box.middle[0],
                y + len(lines) * step + NOTE_GAP + small / 2,
                notes,
                size=self.theme.small,
                colour=MUTED,
                side="center",
                whole=body.note,
            )


class Key:
    """What the forms of lines mean; only if more than the existing is drawn."""

    def __init__(
        self, groups: Sequence[Group], words: Mapping[str, str], width_mm: float, theme: Theme
    ) -> None:
        order: tuple[Standing, ...] = ("existing", "new", "uncertain")
        used = {link.standing for group in groups for panel in group.panels for link in panel.links}
        used |= {body.standing for group in groups for body in group.bodies}
        self.theme = theme
        self.step = theme.small * theme.leading * MM_PER_POINT
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
                width = HEAVY if standing == "new" else self.theme.stroke
                dashed = standing == "uncertain"
                line = [(x, y), (x + _SAMPLE, y)]
                sheet.line(line, width=width, dashed=dashed, dash=DASH)
                sheet.text(x + _SAMPLE + _SAMPLE_GAP, y, [word], size=self.theme.small)
