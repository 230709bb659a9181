"""DAT026: places of which the latitude stands where the longitude is read, or the other way round.

Of Europe and Africa both may be either, so that nothing but the map tells: as they are read half
of them or more lie in the sea, far from any coast, and turned round all are on land.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.data.cells import are_readable
from hakusho.data.numbers import read_number
from hakusho.findings import Finding, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def check_swapped_places(datasets: Iterable[Dataset]) -> Iterator[Finding]:
    """DAT026 for each dataset whose places are likely turned round, at the first of them."""
    for dataset in datasets:
        columns = {name.strip().lower(): name for name in dataset.columns}
        for east, north in _NAMES:
            if east in columns and north in columns:
                yield from _swapped(dataset, columns[east], columns[north])
                break


def _swapped(dataset: Dataset, east: str, north: str) -> Iterator[Finding]:
    rows = [row for row in dataset.rows if row.get(east) and row.get(north)]
    rows = rows[:: len(rows) // _LOOKED_AT + 1]
    if not are_readable([row[name] for row in rows for name in (east, north)], read_number):
        return
    places = {(float(read_number(r[east])), float(read_number(r[north]))) for r in rows}
    if len(places) < _FEWEST or any(abs(number) > _MOST for place in places for number in place):
        return
    from hakusho.figures.charts.coastlines import is_near_land  # noqa: PLC0415  loads matplotlib

    if sum(is_near_land(*place) for place in places) > len(places) / 2:
        return
    if all(is_near_land(lon, lat) for lat, lon in places):
        first = rows[0]
        message = "{east} {lon}, {north} {lat} and others lie in the sea, and turned round on land"
        hint = "Longitude, degrees east, comes first in GeoJSON; if these are meant, accept it."
        values = (east, first[east], north, first[north])
        about = Subject("dataset", dataset.name)
        yield Finding.of("DAT026", first.where(east), message, hint, *values, subject=about)
