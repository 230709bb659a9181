"""The coasts of the world, offline: Natural Earth's land at 1:50 million, which is public domain.

``land-50m.json`` is that of world-atlas 2.0.2 (Natural Earth 4.1.0; ISC), TopoJSON as published.
It holds land and no border: which borders are drawn, and how, is for the paper's own data to say.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import accumulate
from pathlib import Path

from hakusho.data.rings import is_within

FILE = Path(__file__).with_name("land-50m.json")
Ring = tuple[tuple[float, float], ...]
_NEAR = 0.5
"""Degrees: coasts at 1:50 million lack small islands and bays."""


@cache
def land() -> tuple[tuple[Ring, ...], ...]:
    """Every piece of land: its outer ring and its lakes', as longitude and latitude in degrees."""
    topology = json.loads(FILE.read_text(encoding="utf-8"))
    scale, shift = (topology["transform"][name] for name in ("scale", "translate"))
    arcs = []
    for arc in topology["arcs"]:
        east, north = (list(accumulate(step[axis] for step in arc)) for axis in (0, 1))
        places = zip(east, north, strict=True)
        arcs.append([(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in places])
    (shape,) = topology["objects"]["land"]["geometries"]
    return tuple(tuple(_ring(arcs, ring) for ring in piece) for piece in shape["arcs"])


def is_near_land(longitude: float, latitude: float) -> bool:
    """Whether a place is on land, or within half a degree of it."""
    steps = (0.0, _NEAR, -_NEAR)
    return any(_is_on_land((longitude + x, latitude + y)) for x in steps for y in steps)


def _is_on_land(place: tuple[float, float]) -> bool:
    return any(
        west <= place[0] <= east and south <= place[1] <= north and is_within(place, outer)
        for outer, (west, south, east, north) in _outer_rings()
    )


@cache
def _outer_rings() -> tuple[tuple[Ring, tuple[float, float, float, float]], ...]:
    """The outer ring of every piece of land, and the box about it."""
    rings = (outer for outer, *_ in land())
    return tuple(
        (ring, (min(lon), min(lat), max(lon), max(lat)))
        for ring, lon, lat in ((ring, *zip(*ring, strict=True)) for ring in rings)
    )


def _ring(arcs: list[list[tuple[float, float]]], numbers: list[int]) -> Ring:
    """Join arcs; a negative number is an arc taken backwards (TopoJSON 1.0, 2.1.4)."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return tuple(points)
