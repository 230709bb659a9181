"""DAT026: places of which the latitude stands where the longitude is read, or the other way round.

Of Europe and Africa both may be either, so that nothing but the map tells: as they are read half
of them or more lie in the sea, far from any coast, and turned round all are on land.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.data.cells import are_readable
from hakusho.data.numbers import read_number
from hakusho.data.rings import corners_of
from hakusho.findings import Finding, Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from hakusho.data import Dataset

_NAMES = (
    ("longitude", "latitude"),
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("経度", "緯度"),
)
_FEWEST, _LOOKED_AT = 4, 40
"""Places that tell, and those that are looked at."""
_MOST = 90
_OF_SEAS = re.compile(
    r"(?i)\b(?:seas?|oceans?|gulf|strait|channel|marine|maritime|eez|ferry|cables?|fish\w*|routes?|"
    r"shipping|offshore|mer|meer|mar)\b|海|洋|湾|航路|漁"
)
"""In the properties of what lies in the sea, or crosses it."""


def check_swapped_places(datasets: Iterable[Dataset]) -> Iterator[Finding]:
    """DAT026 for each dataset whose places are likely turned round, at the first of them."""
    for dataset in datasets:
        columns = {name.strip().lower(): name for name in dataset.columns}
        for east, north in _NAMES:
            if east in columns and north in columns:
                yield from _swapped(dataset, columns[east], columns[north])
                break
        if dataset.path.endswith(".geojson"):
            yield from _turned_shapes(dataset)


def _turned_shapes(dataset: Dataset) -> Iterator[Finding]:
    """The same of the lines and polygons of a GeoJSON file; those of seas are in the sea."""
    features = dataset.content.get("features") if hasattr(dataset.content, "get") else ()
    placed = [
        (row, places)
        for row, feature in zip(dataset.rows, features or (), strict=False)
        if (places := corners_of(feature)) and not _OF_SEAS.search(" ".join(row.values.values()))
    ]
    placed = placed[:: len(placed) // _LOOKED_AT + 1]
    if len(placed) < _FEWEST or not _are_turned({each for _, places in placed for each in places}):
        return
    row, places = placed[0]
    message = "a corner at {lon}, {lat} and others lie in the sea, and turned round on land"
    hint = "Longitude, degrees east, comes first in GeoJSON; if these are meant, accept it."
    values = (f"{places[0][0]:g}", f"{places[0][1]:g}")
    about = Subject("dataset", dataset.name)
    yield Finding.of("DAT026", row.location, message, hint, *values, subject=about)


def _are_turned(places: Collection[tuple[float, float]]) -> bool:
    """Whether most places lie in the sea, and all are on land with their numbers exchanged."""
    from hakusho.figures.charts.coastlines import is_near_land  # noqa: PLC0415  loads matplotlib

    if any(abs(number) > _MOST for place in places for number in place):
        return False
    if sum(is_near_land(*place) for place in places) > len(places) / 2:
        return False
    return all(is_near_land(lon, lat) for lat, lon in places)


def _swapped(dataset: Dataset, east: str, north: str) -> Iterator[Finding]:
    rows = [row for row in dataset.rows if row.get(east) and row.get(north)]
    rows = rows[:: len(rows) // _LOOKED_AT + 1]
    if not are_readable([row[name] for row in rows for name in (east, north)], read_number):
        return
    places = {(float(read_number(r[east])), float(read_number(r[north]))) for r in rows}
    if len(places) >= _FEWEST and _are_turned(places):
        first = rows[0]
        message = "{east} {lon}, {north} {lat} and others lie in the sea, and turned round on land"
        hint = "Longitude, degrees east, comes first in GeoJSON; if these are meant, accept it."
        values = (east, first[east], north, first[north])
        about = Subject("dataset", dataset.name)
        yield Finding.of("DAT026", first.where(east), message, hint, *values, subject=about)
