"""A map: places, and rings at a distance from them, on the coasts of the world.

No border is drawn that the data do not hold, and the map says so: where a border runs, and what is
disputed, is for the paper to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import hypot, pi
from typing import TYPE_CHECKING, Literal

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts import coastlines
from hakusho.figures.charts.bars import number_text
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.clear_places import Places
from hakusho.figures.charts.keys import Item, Key
from hakusho.figures.charts.projections import (
    EARTH_KM,
    Projection,
    away,
    circle,
    destination,
    middle,
)
from hakusho.figures.theme import GRID, INK, MUTED, PAPER, SOFT, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matplotlib.figure import Figure

    Point = tuple[float, float]
    Box = tuple[float, float, float, float]

MAP_WORDS: Mapping[str, Mapping[str, str]] = {
    "ja": {
        "coasts": "海岸線：Natural Earth。", "none": "国境は示さない。",
        "borders": "境界線は本資料のデータによる。", "disputed": "破線は係争中の境界線。",
        "equidistant": "正距方位図法(距離は図の中心から正しい)。",
        "equal-area": "正積方位図法。", "ring": "{label} {km} km",
    },
    "en": {
        "coasts": "Coasts: Natural Earth. ", "none": "Borders are not shown. ",
        "borders": "Borders as in the data of this paper. ",
        "disputed": "Dashed borders are disputed. ",
        "equidistant": "Azimuthal equidistant projection (true distances from the centre).",
        "equal-area": "Lambert azimuthal equal-area projection.", "ring": "{label} {km} km",
    },
}  # fmt: skip
"""What a map says of itself, by language."""
_FARTHEST = 0.6 * pi
"""Land of which every point is farther from the centre is not drawn."""
_LEAST_SHAPE, _MOST_SHAPE = 0.56, 0.78
"""Height of the map as a share of its width."""
_MARGIN, _LEAST_KM = 1.08, 200.0
_STEP_MM, _LEAST_LAND_MM, _EDGE_MM = 0.12, 0.25, 0.4
_ROUNDED_MM = 0.01
"""By less than this a point of a coast is moved."""
_DOT, _BESIDE_MM = 3.6, 1.3
_BAR_SHARE = 0.3
_LENGTHS_KM = tuple(part * 10**power for power in range(1, 4) for part in (1, 2, 5))
_DASHES = ((1.0, 0.0), (5.0, 2.2), (2.0, 1.6), (6.0, 1.6))


@dataclass(frozen=True, slots=True)
class Place:
    """A point with a name; an ``area`` has a name alone."""

    label: str
    lat: float
    lon: float
    form: Literal["point", "area"] = "point"


@dataclass(frozen=True, slots=True)
class RangeRing:
    """All that is so far from a point, in km."""

    label: str
    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class Border:
    """A line of (latitude, longitude) as the paper's data have it."""

    points: tuple[Point, ...]
    disputed: bool = False


def range_map(  # noqa: PLR0913  what an author may choose
    places: Sequence[Place],
    rings: Sequence[RangeRing] = (),
    *,
    borders: Sequence[Border] = (),
    centre: Point | None = None,
    across_km: float | None = None,
    projection: Literal["equidistant", "equal-area"] = "equidistant",
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    theme: Theme = THEME,
) -> Figure:
    """Draw a map.

    Args:
        places: With their names, in the order in which these find room.
        rings: Drawn as seen from their own points, whatever the centre of the map is.
        borders: Lines that the paper's data hold.
        centre: Latitude and longitude of the middle; by default that of all places and rings.
        across_km: How much of the earth the width shows; by default all places and rings.
        projection: Azimuthal, about the centre.
        language: Chooses words.
        words: Other words.
        width_mm: Of the figure.
        theme: The looks.

    Raises:
        ChartError: If there is neither place nor ring, one is not on the earth or not on the map,
            or a name has no room.
    """
    shown: list[Place | RangeRing] = [*places, *rings]
    points = [(each.lat, each.lon) for each in shown]
    if not points:
        raise ChartError("a map needs at least one place")
    for each in shown:
        if not (-90 <= each.lat <= 90 and -180 <= each.lon <= 180):  # noqa: PLR2004  degrees
            message = (
                "'{label}' lies at {lat:g}, {lon:g}: a latitude is from -90 to 90, a longitude "
                "from -180 to 180"
            )
            raise ChartError(message, each.label, each.lat, each.lon)
    for ring in rings:
        if not 0 < ring.km <= EARTH_KM * pi / 2:
            message = "the ring '{label}' of {km:g} km is no ring that a map can show"
            raise ChartError(message, ring.label, ring.km)
    chosen = {**MAP_WORDS.get(language, MAP_WORDS["en"]), **(words or {})}
    lat, lon = centre or middle(points)
    plane = Projection(lat, lon, projection)
    frame = _Frame.of(plane, places, rings, across_km, width_mm, fixed=centre is not None)
    return _Drawing(frame, places, rings, borders, chosen, theme).sheet.figure


@dataclass(frozen=True, slots=True)
class _Frame:
    """What of the plane the map shows: its left and upper end in km, its scale, its size in mm."""

    plane: Projection
    left: float
    top: float
    per_km: float
    width: float
    height: float

    @classmethod
    def of(
        cls,
        plane: Projection,
        places: Sequence[Place],
        rings: Sequence[RangeRing],
        across_km: float | None,
        width: float,
        *,
        fixed: bool,
    ) -> _Frame:
        """The frame about all places and rings, or about the centre."""
        shown = [plane.place(each.lat, each.lon) for each in places]
        shown += [
            plane.place(*each) for ring in rings for each in circle(ring.lat, ring.lon, ring.km)
        ]
        ends = [(min(each[at] for each in shown), max(each[at] for each in shown)) for at in (0, 1)]
        if fixed:
            ends = [(-max(-low, high), max(-low, high)) for low, high in ends]
        spans = [max(high - low, _LEAST_KM) * _MARGIN for low, high in ends]
        shape = min(max(spans[1] / spans[0], _LEAST_SHAPE), _MOST_SHAPE)
        across = across_km or max(spans[0], spans[1] / shape)
        x, y = (0.0, 0.0) if across_km and fixed else [(low + high) / 2 for low, high in ends]
        return cls(
            plane, x - across / 2, y + across * shape / 2, width / across, width, width * shape
        )

    def at(self, lat: float, lon: float) -> Point:
        """Where a point lies, in mm from the upper left corner."""
        return self.on_paper(self.plane.place(lat, lon))

    def on_paper(self, place: Point) -> Point:
        """The same of a point in km on the plane."""
        return (place[0] - self.left) * self.per_km, (self.top - place[1]) * self.per_km

    def may_hold(self, box: Box) -> bool:
        """Whether anything within a box (left, top, right, bottom in km) may be on the map."""
        left, top = self.on_paper((box[0], box[1]))
        right, bottom = self.on_paper((box[2], box[3]))
        across = right > -_ROUNDED_MM and left < self.width + _ROUNDED_MM
        return across and bottom > -_ROUNDED_MM and top < self.height + _ROUNDED_MM

    def holds(self, x: float, y: float) -> bool:
        """Whether a place in mm is on the map."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    def has_room(self, box: Box) -> bool:
        """Whether a box of letters is on the map, clear of its edge."""
        left, top, right, bottom = box
        across = left > _EDGE_MM and right < self.width - _EDGE_MM
        return across and top > _EDGE_MM and bottom < self.height - _EDGE_MM

    def cut(self, points: Sequence[Point]) -> list[Point]:
        """A polygon as far as it is on the map (Sutherland and Hodgman, 1974)."""
        found = list(points)
        for axis, limit, sign in (
            (0, 0.0, 1),
            (0, self.width, -1),
            (1, 0.0, 1),
            (1, self.height, -1),
        ):
            found = list(_half(found, axis, limit, sign))
        return found


def _half(points: Sequence[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    """What of a polygon lies on one side of a limit."""
    for at, end in enumerate(points):
        start = points[at - 1]
        inside = [(each[axis] - limit) * sign >= 0 for each in (start, end)]
        if inside[0] != inside[1]:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            crossing = [s + share * (e - s) for s, e in zip(start, end, strict=True)]
            crossing[axis] = limit
            yield crossing[0], crossing[1]
        if inside[1]:
            yield end


@dataclass(frozen=True, slots=True)
class _Coast:
    """A ring of points in km on a plane, and the box around them: left, top, right, bottom."""

    points: list[Point]
    box: Box


class _Drawing:
    def __init__(
        self,
        frame: _Frame,
        places: Sequence[Place],
        rings: Sequence[RangeRing],
        borders: Sequence[Border],
        words: Mapping[str, str],
        theme: Theme,
    ) -> None:
        self.frame, self.theme, self.words = frame, theme, words
        self.step = theme.step(theme.small)
        self.taken = Places(frame.width)
        key = Key([Item(self._remark(borders))], frame.width, theme)
        self.sheet = Canvas(frame.width, frame.height + 1.2 + key.height, theme)
        self._draw_land()
        for border in borders:
            self._draw_border(border)
        points = {(each.lat, each.lon) for each in rings}
        for each in places:
            self._keep_dot(each)
        self._draw_scale()
        for at, ring in enumerate(rings):
            self._draw_ring(ring, at)
        names = [each for each in places if each.form == "point"]
        for place in (*names, *(each for each in places if each.form == "area")):
            self._draw_place(place, strong=(place.lat, place.lon) in points)
        for at, ring in enumerate(rings):
            self._name_ring(ring, at)
        self.sheet.box(
            0.1,
            0.1,
            frame.width - 0.2,
            frame.height - 0.2,
            edge=MUTED,
            stroke=theme.rule,
            over=True,
        )
        key.draw(self.sheet, frame.height + 1.2)

    def _remark(self, borders: Sequence[Border]) -> str:
        """What the map says of itself: whose coasts, which borders, which projection."""
        words = self.words
        about = words["borders"] if borders else words["none"]
        about += words["disputed"] if any(each.disputed for each in borders) else ""
        return (words["coasts"] + about + words[self.frame.plane.kind]).strip()

    def _draw_land(self) -> None:
        frame = self.frame
        for outer, *lakes in _land_near(frame.plane):
            for ring, face in ((outer, SOFT), *((lake, PAPER) for lake in lakes)):
                if not frame.may_hold(ring.box):
                    continue
                points = frame.cut(_thinned([*map(frame.on_paper, ring.points)]))
                if len(points) > 2 and _reach(points) > _LEAST_LAND_MM:  # noqa: PLR2004
                    self.sheet.area(points, face=face, edge=GRID, width=0.4, under=True)

    def _draw_border(self, border: Border) -> None:
        for part in _parts([self.frame.at(*each) for each in border.points], self.frame):
            self.sheet.line(part, colour=MUTED, width=0.6, dashed=border.disputed, dash=(3, 2))

    def _draw_ring(self, ring: RangeRing, at: int) -> None:
        dash = _DASHES[at % len(_DASHES)]
        points = [self.frame.at(*each) for each in circle(ring.lat, ring.lon, ring.km)]
        self.taken.keep_off_path(points)
        for part in _parts(points, self.frame):
            colour = self.theme.palette[at % len(self.theme.palette)]
            width = self.theme.stroke * 1.3
            self.sheet.line(part, colour=PAPER, width=width + 1.2)
            self.sheet.line(part, colour=colour, width=width, dashed=bool(dash[1]), dash=dash)

    def _name_ring(self, ring: RangeRing, at: int) -> None:
        """Set a ring's name across its line where nothing else is; on paper."""
        km = number_text(ring.km)
        text = self.words["ring"].format(label=ring.label, km=km).strip()
        colour = self.theme.palette[at % len(self.theme.palette)]
        size, half = self.theme.small, self.step / 2
        width = lettering.width_mm(text, size)
        for turn in range(48):
            bearing = 2 * pi * (turn // 2 + 1) / 48 * (1 if turn % 2 else -1) + pi * (at % 2)
            x, y = self.frame.at(*destination(ring.lat, ring.lon, ring.km, bearing))
            box = (x - width / 2 - 0.5, y - half, x + width / 2 + 0.5, y + half)
            if self.frame.has_room(box) and self.taken.take(box, across=True):
                self.sheet.box(
                    box[0], box[1] + 0.2, width + 1, self.step - 0.4, face=PAPER, over=True
                )
                self.sheet.text(x, y, [text], size=size, colour=INK, side="center")
                self.sheet.line(
                    [(x - width / 2, y + half - 0.2), (x + width / 2, y + half - 0.2)],
                    colour=colour,
                    over=True,
                )
                return
        message = "at a width of {width:g} mm the ring '{label}' has no room for its name"
        raise ChartError(message, self.frame.width, text)

    def _keep_dot(self, place: Place) -> None:
        x, y = self.frame.at(place.lat, place.lon)
        if not self.frame.holds(x, y):
            message = "'{label}' lies outside of the map: give a larger 'across', or leave it out"
            raise ChartError(message, place.label, key="across")
        if place.form == "point":
            self.taken.keep_off((x - 0.9, y - 0.9, x + 0.9, y + 0.9))

    def _draw_place(self, place: Place, *, strong: bool) -> None:
        x, y = self.frame.at(place.lat, place.lon)
        area = place.form == "area"
        size = self.theme.small if area else self.theme.text
        lines = line_breaking.wrap(place.label, 0.3 * self.frame.width, size, bold=strong)
        width = max(lettering.width_mm(line, size, bold=strong) for line in lines)
        step = self.theme.step(size)
        height = step * len(lines)
        if not area:
            self.sheet.mark(x, y, "o", colour=PAPER, face=INK, size=_DOT + 1)
            self.sheet.mark(x, y, "o", colour=INK, face=INK, size=_DOT if strong else _DOT - 1)
        around = list(_around(x, y, width, height, area=area))
        ways = [(*each, across) for across in (False, True) for each in around]
        for left, top, across in ways:  # a name runs across a ring only where it must
            box = (left, top, left + width, top + height)
            if self.frame.has_room(box) and self.taken.take(box, across=across):
                colour = MUTED if area else INK
                first = top + step / 2
                self.sheet.text(
                    left, first, lines, size=size, colour=colour, bold=strong, whole=place.label
                )
                return
        message = "at a width of {width:g} mm '{label}' has no room for its name: show fewer places"
        raise ChartError(message, self.frame.width, place.label)

    def _draw_scale(self) -> None:
        """A bar of a round length in the lower left corner."""
        frame = self.frame
        room = _BAR_SHARE * frame.width / frame.per_km
        length = max((each for each in _LENGTHS_KM if each <= room), default=_LENGTHS_KM[0])
        text, size = f"{length:,} km", self.theme.small
        x, y = 2.0, frame.height - 2.2
        end = x + length * frame.per_km
        box = (
            x - 0.8,
            y - self.step - 1.0,
            max(end, x + lettering.width_mm(text, size)) + 0.8,
            y + 1.2,
        )
        self.sheet.box(box[0], box[1], box[2] - box[0], box[3] - box[1], face=PAPER, over=True)
        self.sheet.line([(x, y - 0.8), (x, y), (end, y), (end, y - 0.8)], over=True)
        self.sheet.text(x, y - self.step / 2 - 0.6, [text], size=size)
        self.taken.keep_off(box)


@lru_cache(maxsize=1)
def _land_near(plane: Projection) -> list[list[_Coast]]:
    """The coasts of each land that is not too far; a map is drawn in more than one width."""
    return [
        [_coast(plane, ring) for ring in piece]
        for piece in coastlines.land()
        if _is_near(plane, piece[0])
    ]


def _coast(plane: Projection, ring: coastlines.Ring) -> _Coast:
    points = [plane.place(lat, lon) for lon, lat in ring]
    across, up = zip(*points, strict=True)
    return _Coast(points, (min(across), max(up), max(across), min(up)))


def _is_near(plane: Projection, ring: coastlines.Ring) -> bool:
    step = max(1, len(ring) // 24)
    return any(away(plane.lat, plane.lon, lat, lon)[0] < _FARTHEST for lon, lat in ring[::step])


def _around(x: float, y: float, width: float, height: float, *, area: bool) -> Iterator[Point]:
    """Where a name may begin: beside its point, below, above, then farther; an area's is on it."""
    if area:
        yield x - width / 2, y - height / 2
    for away_mm in (_BESIDE_MM, 2 * _BESIDE_MM, 3.4 * _BESIDE_MM):
        right, left = x + away_mm, x - away_mm - width
        for begin in (right, left):
            yield begin, y - height / 2
        for top in (y + away_mm * 0.7, y - away_mm * 0.7 - height):
            yield from ((x - width / 2, top), (right - 1, top), (left + 1, top))


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Without points that nobody can see apart."""
    kept: list[Point] = []
    for x, y in points:
        if not kept or hypot(x - kept[-1][0], y - kept[-1][1]) >= _STEP_MM:
            kept.append((round(x, 2), round(y, 2)))
    return kept


def _reach(points: Sequence[Point]) -> float:
    return max(
        max(each[axis] for each in points) - min(each[axis] for each in points) for axis in (0, 1)
    )


def _parts(points: Sequence[Point], frame: _Frame) -> Iterator[list[Point]]:
    """The stretches of a line that are on the map."""
    part: list[Point] = []
    for point in points:
        if frame.holds(*point):
            part.append(point)
            continue
        if len(part) > 1:
            yield part
        part = []
    if len(part) > 1:
        yield part
