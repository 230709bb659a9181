"""DAT026: places whose latitude and longitude are likely turned round."""

from __future__ import annotations

import json

import pytest

from hakusho.checks.data.swapped_places import check_swapped_places
from hakusho.data.datasets import datasets_of

CITIES = {
    "Paris": (2.35, 48.85), "Berlin": (13.4, 52.5), "Madrid": (-3.7, 40.4), "Rome": (12.5, 41.9),
    "Oslo": (10.75, 59.9),
}  # fmt: skip
BUOYS = {"a": (-30.0, 40.0), "b": (-32.0, 41.0), "c": (-25.0, 44.0), "d": (-20.0, 47.0)}


def _geojson(places):
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": [*place]},
        }
        for name, place in places.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def _csv(places, names="lon,lat"):
    lines = [f"{name},{east},{north}" for name, (east, north) in places.items()]
    return "\n".join([f"name,{names}", *lines]) + "\n"


def _turned(places):
    return {name: place[::-1] for name, place in places.items()}


FILES = {
    "right": ("t.geojson", _geojson(CITIES), ""),
    "turned": ("t.geojson", _geojson(_turned(CITIES)), "t.geojson:1"),
    "turned-csv": ("t.csv", _csv(_turned(CITIES)), "t.csv:2:7"),
    "turned-in-japanese": ("t.csv", _csv(_turned(CITIES), "経度,緯度"), "t.csv:2:7"),
    "right-csv": ("t.csv", _csv(CITIES), ""),
    "no-numbers": ("t.csv", "name,lon,lat\na,x,1\nb,y,2\n", ""),
    "at-sea": ("t.csv", _csv(BUOYS), ""),
    "three": ("t.csv", _csv(dict([*_turned(CITIES).items()][:3])), ""),
    "beyond": ("t.csv", _csv({**_turned(CITIES), "x": (35.0, 139.0)}), ""),
}


LANDS = {
    "United Kingdom": [(-1.5, 52.0), (-2.5, 53.5), (-1.0, 54.5), (-0.5, 52.5)],
    "Ireland": [(-8.0, 53.0), (-8.5, 53.5), (-7.5, 53.8), (-7.0, 52.8)],
    "Portugal": [(-8.0, 39.0), (-8.2, 40.5), (-7.5, 41.0), (-7.6, 39.5)],
    "France": [(2.0, 46.0), (1.0, 47.5), (3.0, 48.0), (3.5, 46.5)],
}


def _shapes(*, turned=False, kind="Polygon", called="{}"):
    features = []
    for name, ring in LANDS.items():
        corners = [[*place[::-1]] if turned else [*place] for place in [*ring, ring[0]]]
        at = {"Polygon": [corners], "MultiPolygon": [[corners]], "LineString": corners}[kind]
        geometry = {"type": kind, "coordinates": at}
        properties = {"name": called.format(name)}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features})


FILES |= {
    f"{kind}{' turned' * turned}": (
        "t.geojson",
        _shapes(kind=kind, turned=turned),
        "t.geojson:1" * turned,
    )
    for kind in ("Polygon", "MultiPolygon", "LineString")
    for turned in (False, True)
}
FILES["routes"] = ("t.geojson", _shapes(turned=True, called="Ferry to {}"), "")


@pytest.mark.parametrize("name", FILES)
def test_places_that_are_turned_round_are_found(name):
    file, text, place = FILES[name]
    datasets, _ = datasets_of({f"figures/data/{file}": text})
    found = [*check_swapped_places(datasets.values())]
    assert [each.rule.id for each in found] == (["DAT026"] if place else [])
    assert all(str(each.location).startswith(f"figures/data/{place}") for each in found)
