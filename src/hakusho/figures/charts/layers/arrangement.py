"""Forms that a group of panels may take, from the widest to the narrowest, until one fits.

Panels stand beside each other or below each other; tiers are named left of their rows or above
them; sides that do not fit beside each other stand below each other within each tier. Names of
links are broken into shorter lines where that helps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from hakusho.figures import line_breaking
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.layers import crossings, routes
from hakusho.figures.charts.layers.body_places import Needs, place
from hakusho.figures.charts.layers.columns import Wiring, grid, strands, wire
from hakusho.figures.charts.layers.labels import Label, Texts, measure, tag
from hakusho.figures.charts.layers.stops import Stop, solve, stops
from hakusho.findings import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.figures.charts.bodies import Group
    from hakusho.figures.charts.layers.columns import Piece
    from hakusho.figures.charts.layers.stops import Stops
    from hakusho.figures.theme import Theme

PANEL_GAP = 6.0
EDGE = 0.5
"""Room for half a heavy stroke at the figure's edges, in mm."""
_LINK_NAMES = (17.0, 12.5)
_MOST_LINES = 8
_PREFERENCES = (
    (False, 3, True),
    (False, 3, False),
    (False, 5, False),
    (True, 4, False),
    (False, _MOST_LINES, False),
    (True, _MOST_LINES, False),
)
"""Whether sides may stand below each other, how many lines a name may take, and whether no
Japanese word may be torn, best first."""
_TRIES = 8
_GUTTER = 8.0
"""What a gutter should have, if names need not be broken for it, in mm."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to arrange a group.

    ``across`` panels stand beside each other, with so many ``columns`` of bodies in each. If it is
    ``headed``, tiers are named above their rows; ``outer`` is whether links may run outside of the
    outer columns. Names of links are broken at ``name_mm``.
    """

    across: int
    columns: int
    headed: bool
    outer: bool
    name_mm: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A group with everything in its place, in the form that fits.

    ``sheet`` has the places within a panel, ``left`` is the room for the names of tiers at the left
    of the first panel, ``lines`` those of the longest name of a body. ``torn`` is whether a
    Japanese word may be torn at a line's end.
    """

    group: Group
    texts: Texts
    form: Form
    wiring: Wiring
    sheet: routes.Sheet
    body_mm: float
    left: float
    panel_mm: float
    lines: int
    torn: bool
    crossings: int


def arrange(group: Group, width_mm: float, most_height_mm: float, theme: Theme) -> Arrangement:
    """Find the first form of a group that fits into a width and a height, with short names first.

    Raises:
        ChartError: If none fits; it says what is missing in the narrowest.
    """
    fitter = _Fitter(group, width_mm, theme)
    reason: ChartError | None = None
    tall: Arrangement | None = None
    for folded, lines, whole in _PREFERENCES:
        for form in fitter.forms(folded=folded):
            found = fitter.fit(form)
            if isinstance(found, ChartError):
                reason = found
            elif found.lines > lines:
                reason = reason or fitter.refuse_lines(found.lines, found.body_mm)
            elif fitter.height(found) <= most_height_mm:
                if not (whole and found.torn):
                    return found
            elif tall is None or fitter.height(found) < fitter.height(tall):
                tall = found
    if tall is not None:
        message = (
            "the coordination chart would be {height:.0f} mm high, but there are {room:.0f} mm: "
            "make it wider, divide it into several figures, or give most_height_mm for a page that "
            "scrolls"
        )
        raise ChartError(message, fitter.height(tall), most_height_mm)
    raise reason or ChartError("a coordination chart needs bodies")


class _Fitter:
    """Tries forms on one group."""

    def __init__(self, group: Group, width_mm: float, theme: Theme) -> None:
        self.group, self.width_mm = group, width_mm
        self.texts = Texts(group, theme)
        self.links = strands(group)
        self._tried: dict[Form, Arrangement | ChartError] = {}
        self._wirings: dict[tuple[int, bool, bool], tuple[Wiring, int]] = {}
        self._labels = {limit: measure(self.links, limit, theme) for limit in _LINK_NAMES}

    def forms(self, *, folded: bool) -> Iterator[Form]:
        """All forms, the best first."""
        sides = sum(any(b.side == side for b in self.group.bodies) for side in self.group.sides)
        named = any(self.group.tiers.get(body.tier) for body in self.group.bodies)
        folds = sorted({min(sides, 2), 1} - {sides}, reverse=True) if folded else [sides]
        across = sorted({-(-len(self.group.panels) // n) for n in range(1, 99)}, reverse=True)
        limits = _LINK_NAMES if self._labels[_LINK_NAMES[0]] else _LINK_NAMES[:1]
        for numbers in product(folds, across, limits, (False, True), (True, False)):
            columns, beside, name_mm, headed, outer = numbers
            form = Form(beside, columns, headed, outer, name_mm)
            if (named or not headed) and (outer or self._outside(replace(form, outer=True))):
                yield form

    def height(self, found: Arrangement) -> float:
        """Rough height of a group in a form, in mm."""
        rows = -(-len(self.group.panels) // found.form.across)
        return rows * (found.sheet.height + self.texts.step + self.texts.small + PANEL_GAP)

    def _wiring(self, form: Form) -> tuple[Wiring, int]:
        key = (form.columns, form.headed, form.outer)
        if key not in self._wirings:
            where = grid(self.group, form.columns, headed=form.headed)
            last = where.columns + 1 if form.outer or where.columns == 1 else where.columns
            start = 0 if form.outer and not form.headed else 1
            wiring = wire(self.group.bodies, self.links, where, range(start, last))
            self._wirings[key] = wiring, crossings.order(wiring)
        return self._wirings[key]

    def _outside(self, form: Form) -> bool:
        """Whether links run outside of the outer columns where they may."""
        wiring, _ = self._wiring(form)
        columns = wiring.grid.columns
        return columns > 1 and any(piece.gutter in {0, columns} for piece in wiring.pieces)

    def fit(self, form: Form) -> Arrangement | ChartError:
        """Lay the group out in one form, or say why that cannot be."""
        if form not in self._tried:
            try:
                self._tried[form] = self._fit(form)
            except ChartError as error:
                self._tried[form] = error
        return self._tried[form]

    def _fit(self, form: Form) -> Arrangement:
        wiring, crossed = self._wiring(form)
        left = self.texts.left(wiring.grid)
        panel = (self.width_mm - 2 * EDGE - left - PANEL_GAP * (form.across - 1)) / form.across
        narrowest, widest = self.texts.widths
        columns = wiring.grid.columns
        body = min(widest, max(narrowest, (panel - _GUTTER * (columns - 1)) / columns))
        labels = self._labels[form.name_mm]
        least = routes.least_names(wiring, labels)
        self._require((panel - least) / columns, narrowest, form, panel, least)
        for _ in range(_TRIES):
            names = [self.texts.name(each, body) for each in self.group.bodies]
            most = max(map(len, names))
            if most > _MOST_LINES:
                raise self.refuse_lines(most, body)
            run, spaces = self._run(wiring, labels, body)
            least = sum(space.least for space in spaces)
            if least + columns * body <= panel + 1e-6:
                sheet = routes.lay(run, spaces, body, panel)
                torn = any(map(line_breaking.torn, names))
                where = (sheet, body, left, panel)
                return Arrangement(
                    self.group, self.texts, form, wiring, *where, most, torn, crossed
                )
            self._require((panel - least) / columns, narrowest, form, panel, least)
            body = min((panel - least) / columns, body - 0.1)
        raise ChartError(
            "the coordination chart does not fit into {width:.0f} mm: its links need more: "
            "make it wider, or show fewer links at once",
            self.width_mm,
        )

    def refuse_lines(self, lines: int, body_mm: float) -> ChartError:
        """Say that a name is too long."""
        message = (
            "the coordination chart does not fit into {width:.0f} mm: the name of a body would "
            "take {lines} lines in {body:.0f} mm: shorten it, or make the chart wider"
        )
        return ChartError(message, self.width_mm, lines, body_mm)

    def _require(
        self, body: float, narrowest: float, form: Form, panel: float, lines: float
    ) -> None:
        if body >= narrowest - 1e-6:
            return
        between = say(", links and their names {lines:.0f} mm", lines) if lines else ""
        message = (
            "the coordination chart does not fit into {width:.0f} mm: {columns} column(s) of "
            "bodies need {narrowest:.0f} mm each{between}, but a panel has {panel:.0f} mm: "
            "make it wider, shorten names, or show fewer links at once"
        )
        raise ChartError(message, self.width_mm, form.columns, narrowest, between, panel)

    def _run(
        self, wiring: Wiring, labels: dict[int, Label], body_mm: float
    ) -> tuple[routes.Run, list[routes.Gutter]]:
        straight = _straight(wiring, labels, body_mm)
        needs = Needs(
            {body.id: self.texts.height(body, body_mm) for body in self.group.bodies},
            self.texts.heads(wiring.grid, body_mm),
            labels,
            tag(wiring, labels, straight),
            straight,
        )
        run = _settle(wiring, needs) or _settle(wiring, replace(needs, loose=True))
        if run is None:
            raise ChartError("the links do not find a way")
        return run, routes.gutters(wiring, run.needs, run.lanes)


def _settle(wiring: Wiring, needs: Needs) -> routes.Run | None:
    """Choose heights and lanes; ``None`` if there is no room for heights that keep links apart."""
    places = place(wiring, needs)
    found: Stops = stops(wiring, needs, places)
    bound: set[Stop] = set()
    while solve(found, bound):
        given = routes.lanes(wiring, needs, found)
        doubtful = routes.confused(wiring, found, given) - bound
        if not doubtful:
            return routes.Run(wiring, needs, places, found, given)
        bound |= doubtful
    return None


def _straight(
    wiring: Wiring, labels: dict[int, Label], body_mm: float
) -> dict[Piece, tuple[int, int]]:
    """Links between neighbours in a column that can go straight down from one to the other."""
    pairs: dict[tuple[int, int, int], list[Piece]] = {}
    for piece in wiring.pieces:
        if piece.arc:
            upper, lower = sorted((piece.first, piece.second), key=lambda item: item.at)
            between = wiring.columns[upper.column][upper.at + 1 : lower.at]
            headed = wiring.grid.headed and not upper.column
            across = upper.row != lower.row and (wiring.grid.folded or headed)
            if not across and not any(item.body for item in between):
                pairs.setdefault((upper.column, upper.at, lower.at), []).append(piece)
    straight: dict[Piece, tuple[int, int]] = {}
    for pieces in pairs.values():
        widths = [labels.get(p.strand.number, Label()).width + 2.0 for p in pieces]
        slots = len(pieces)
        while slots and max(widths[:slots]) > body_mm / slots - (slots > 1) * 1.0:
            slots -= 1
        straight.update({piece: (slot, slots) for slot, piece in enumerate(pieces[:slots])})
    return straight
