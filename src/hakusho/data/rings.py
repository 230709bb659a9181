"""Rings of polygons in GeoJSON (RFC 7946, 3.1.6): closed, of four positions or more, uncrossed.

A drawing of a ring that crosses itself shows land where there is none, or none where there is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hakusho.data.numbers import number_in
from hakusho.findings import Finding, Text, did_you_mean, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.findings import Location

    Position = tuple[float, float]

GEOMETRIES = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
)
"""RFC 7946, 1.4."""
_FEWEST = 4
_MOST = 20_000
"""Positions of a ring that is held against itself; a larger one takes seconds."""


def check_geometries(features: Iterable[tuple[Location, Any]]) -> Iterator[Finding]:
    """What is wrong with the geometry of each feature, at the feature's place.

    Yields:
        DAT002 for one of no type that there is, and for the first with texts as numbers; DAT019
        for the first ring that is none.
    """
    told = False
    for where, feature in features:
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if geometry is not None and kind not in GEOMETRIES:
            message = "there is no geometry of the type {type}"
            known = say("There are: {known}.", ", ".join(GEOMETRIES))
            near = did_you_mean(str(kind), GEOMETRIES, known)
            yield Finding.of("DAT002", where, message, near, json.dumps(kind))
            continue
        at = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if kind == "Point" and not (isinstance(at, list) and len(at) != 1):  # [] is none (3.1)
            message = "this point has no position"
            hint = 'A point is written {{"type": "Point", "coordinates": [longitude, latitude]}}.'
            yield Finding.of("DAT002", where, message, hint)
            continue
        if (text := _text_in(at)) is not None:
            message = "the number {number} of a position is written as a text"
            hint = "Write it without quotation marks: maps are drawn of numbers alone."
            if not told:  # all positions of a file are written in one way
                yield Finding.of("DAT002", where, message, hint, json.dumps(text))
            told = True
            continue
        polygons = [*_polygons(geometry)]
        rings = (ring for polygon in polygons for ring in polygon)
        problem = next((said for ring in rings if (said := _problem(ring))), None)
        problem = problem or next(filter(None, map(_misplaced_hole, polygons)), None)
        if problem is not None:
            hint = "Draw it again from its source, or mend it in a program for maps."
            yield Finding.of("DAT019", where, "a ring of this polygon {problem}", hint, problem)


def corners_of(feature: Any) -> list[tuple[float, float]]:
    """Three places of a line or a polygon, or of the first of several; none of points."""
    geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
    at = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
    if not at or geometry is None or str(geometry.get("type")).endswith("Point"):
        return []
    with suppress(LookupError, TypeError, ValueError):  # what is no position is told elsewhere
        while isinstance(at[0][0], (list, tuple)):
            at = at[0]
        chosen = (at[0], at[len(at) // 3], at[2 * len(at) // 3])
        return [(float(each[0]), float(each[1])) for each in chosen]
    return []


def _text_in(coordinates: Any) -> str | None:
    """The first number that is a text; others are kept as they are written, by their own type."""
    waiting = [coordinates]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += reversed(part)
        elif type(part) is str and number_in(part) is not None:
            return part
    return None


def _polygons(geometry: Any) -> Iterator[list[Any]]:
    """The polygons of a geometry, each a list of rings, of which the first is the outer one."""
    if not isinstance(geometry, dict):
        return
    given = geometry.get("coordinates")
    polygons = {"Polygon": [given], "MultiPolygon": given}.get(str(geometry.get("type")))
    for polygon in polygons if isinstance(polygons, list) else ():
        if isinstance(polygon, list):
            yield polygon


def _misplaced_hole(rings: list[Any]) -> Text | None:
    """What is wrong with the first hole of a polygon that lies outside of it (RFC 7946, 3.1.6).

    Of one that is drawn along the edge some corners may lie beyond it, as they are rounded.
    """
    outer, *holes = [[(float(x), float(y)) for x, y, *_ in ring] for ring in rings] or [[]]
    for hole in holes:
        corners = hole[:-1]
        beyond = [each for each in corners if not is_within(each, outer)]
        if len(beyond) > len(corners) / 2:
            given = (f"{each:g}" for each in beyond[0])
            return say("is a hole outside of it, near {longitude}, {latitude}", *given)
    return None


def is_within(place: Position, ring: Sequence[Position]) -> bool:
    """Whether a place lies within a closed ring (even and odd: Shimrat, 1962)."""
    x, y = place
    within = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            within = not within
    return within


def _problem(ring: Any) -> Text | None:
    try:
        positions = [(float(each[0]), float(each[1])) for each in ring]
    except (TypeError, ValueError, LookupError):
        return say("holds what is no position")
    if len(positions) < _FEWEST:
        return say("has fewer than 4 positions")
    if positions[0] != positions[-1]:
        return say("is not closed: it ends elsewhere than it begins")
    crossing = _crossing(positions) if len(positions) <= _MOST else None
    if crossing is None:
        return None
    return say("crosses itself near {longitude}, {latitude}", *(f"{each:g}" for each in crossing))


def _crossing(ring: Sequence[Position]) -> Position | None:
    """Where two sides cross that are no neighbours; ``None`` if none do.

    Sides are taken from west to east, and each is held against those that it overlaps in
    longitude (a sweep: Shamos and Hoey, 1976, without their order by height).
    """
    sides = [(min(a, b), max(a, b), at) for at, (a, b) in enumerate(pairwise(ring))]
    sides = sorted(side for side in sides if side[0] != side[1])
    last = len(ring) - 2
    open_sides: list[tuple[Position, Position, int]] = []
    for start, end, at in sides:
        open_sides = [side for side in open_sides if side[1][0] >= start[0]]
        low, high = sorted((start[1], end[1]))
        for first, second, other in open_sides:
            neighbours = abs(at - other) in {1, last}
            apart = max(first[1], second[1]) < low or min(first[1], second[1]) > high
            if not neighbours and not apart and _cross(start, end, first, second):
                return start
        open_sides.append((start, end, at))
    return None


def _cross(a: Position, b: Position, c: Position, d: Position) -> bool:
    """Whether each of two sides has the ends of the other on both of its sides."""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Position, b: Position, c: Position) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
