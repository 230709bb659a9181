"""Where the places of a GeoJSON file are: degrees of WGS 84 (RFC 7946, 4), or a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hakusho.findings import Finding, Location
from hakusho.findings.places import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CODE = re.compile(r"(?i)(?:CRS84h?|EPSG:+(?:[\d.]*:)?(?P<number>\d+))\Z")
_AS_WGS84 = frozenset({"4326", "4979", "4258", "4269", "4612", "6668", "4674", "4283", "7844"})
"""Codes of EPSG for degrees of latitude and longitude within two metres of WGS 84: ETRS89, NAD83,
JGD2000, JGD2011, SIRGAS 2000, GDA94, GDA2020."""
_IN_METRES = frozenset({"3857", "900913", "3785", "102100", "102113"})
"""The plane of web maps, in metres: what numbers below 180 say of it is some street in the sea."""
_NEAR = 0.01
"""Degrees, a kilometre: a property that is rounded says the same."""
_MOST = (360.0, 90.0)
"""Of longitude, which some files count to the east alone, and of latitude."""


def check_reference(path: str, text: str, document: Any) -> Iterator[Finding]:
    """DAT002 for a file whose places are said to be in another system (GeoJSON 2008, 3)."""
    given = document.get("crs") if isinstance(document, dict) else None
    if given is None:
        return
    about = given.get("properties") if isinstance(given, dict) else None
    name = str((about or {}).get("name", "")) if isinstance(about, dict | None) else ""
    code = _CODE.search(name)
    if code and (code["number"] is None or code["number"] in _AS_WGS84):
        return
    where = places_of(path, text).at(max(text.find('"crs"'), 0))
    message = "the places of this file are not degrees of WGS 84: its 'crs' is {name}"
    hint = "Save it in EPSG:4326, as a GeoJSON file has to be."
    metric = code is not None and code["number"] in _IN_METRES
    if metric and all(map(_on_earth, _positions_of(document.get("features")))):
        hint = (
            "They may be degrees all the same: delete 'crs' if they are, else save it in EPSG:4326."
        )
    yield Finding.of("DAT002", where, message, hint, name or "?")


def check_places(features: Iterable[tuple[Location, Any]]) -> Iterator[Finding]:
    """DAT002 for features that are nowhere on Earth, or of which a property says otherwise.

    Of the former the first speaks for all: a file in another system, or with latitudes first, has
    as many as features.
    """
    nowhere: list[tuple[Location, tuple[float, ...]]] = []
    for where, feature in features:
        geometry = feature.get("geometry")
        at = geometry.get("coordinates") if isinstance(geometry, dict) else None
        outside = next((each for each in _positions(at) if not _on_earth(each)), None)
        if outside is not None:
            nowhere.append((where, outside))
        elif isinstance(geometry, dict) and geometry.get("type") == "Point":
            yield from _disagreeing(where, feature, at)
    if not nowhere:
        return
    where, outside = nowhere[0]
    hint = "Longitude stands first. Other units are another system: save it in EPSG:4326."
    message = "there is no place {longitude}, {latitude}: a position is degrees east, north"
    values: tuple[object, ...] = tuple(f"{each:g}" for each in outside)
    if len(nowhere) > 1:
        message = (
            "there is no place {longitude}, {latitude}: a position is degrees east, north; so it "
            "is with {count} more below"
        )
        values = (*values, len(nowhere) - 1)
    yield Finding.of("DAT002", where, message, hint, *values)


def _disagreeing(where: Location, feature: Any, at: Any) -> Iterator[Finding]:
    given = feature.get("properties") or {}
    for name, number in zip(("longitude", "latitude"), _numbers(at), strict=False):
        said = given.get(name)
        if said is None or ((own := _numbers([said])) and abs(own[0] - number) <= _NEAR):
            continue
        message = "the property '{name}' says {said}, and its point {number}"
        hint = "The column '{name}' is read from the point: rename or mend the property."
        yield Finding.of("DAT002", where, message, hint, name, said, f"{number:g}")


def _positions_of(features: Any) -> Iterator[tuple[float, ...]]:
    for each in features if isinstance(features, list) else ():
        geometry = each.get("geometry") if isinstance(each, dict) else None
        yield from _positions(geometry.get("coordinates") if isinstance(geometry, dict) else None)


def _positions(value: Any) -> Iterator[tuple[float, ...]]:
    """The positions of coordinates, however deep they stand; what is none is none."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, list):
            continue
        numbers = _numbers(part[:2])
        if len(numbers) == len(_MOST):
            yield numbers
        else:
            waiting += reversed(part)


def _numbers(values: Any) -> tuple[float, ...]:
    if not isinstance(values, list) or any(isinstance(e, list | dict | bool) for e in values):
        return ()
    try:
        return tuple(float(each) for each in values)
    except (TypeError, ValueError):
        return ()


def _on_earth(position: tuple[float, ...]) -> bool:
    return all(abs(each) <= most for each, most in zip(position, _MOST, strict=True))
