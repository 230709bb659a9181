"""JSON, JSON Lines (a value on each line) and GeoJSON (RFC 7946): the document, and its rows."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from hakusho.data.dataset import Row
from hakusho.data.frozen import FrozenMapping, frozen
from hakusho.data.grids import MOST_CELLS
from hakusho.data.json_stat import cube_in, rows_of_cube
from hakusho.data.reference_systems import check_places, check_reference
from hakusho.data.rings import GEOMETRIES, check_geometries
from hakusho.data.table_reading import Shaped
from hakusho.data.trees import (
    cell_text,
    flattened,
    named,
    no_list,
    position_of,
    value_at,
    way_of,
)
from hakusho.findings import NOTHING, Finding, Location, Subject, Text, say
from hakusho.findings.places import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.data.layout import Layout

LINES = (".jsonl", ".ndjson")
_DEEPEST = 60
_FEATURES, _VALUES = ("features",), "value"
_SIGN = re.compile(r'"(?:[^"\\]|\\.)*"(?:[ \t\n\r]*:)?|[\[\]{}]')
_OF_PLACES = frozenset({"FeatureCollection", "Feature", *GEOMETRIES})
"""What a document of GeoJSON may be (RFC 7946, 1.4)."""
_WHITE = re.compile(r"[ \t\n\r]*")


_UNUSUAL = re.compile(
    r'"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?', re.ASCII
)
"""A text, which is passed over, or what may be no number that JSON has or that a machine holds."""


_MOST_DIGITS = 2
"""Of an exponent that is written out: 1e-300000000 would be as many letters."""


class _NoNumberError(ValueError):
    """NaN and Infinity, which JSON does not have, or a number that is too large for any reader."""


class _Number(str):
    """A number as it is written, so that 1.50 stays 1.50."""

    __slots__ = ()


class _TwiceError(ValueError):
    """An object has a key twice, of which a reader would keep the last."""


def read_json(path: str, text: str) -> tuple[Any, tuple[Finding, ...]]:
    """Read a document; one with a value on each line is the list of these.

    Returns:
        The document; or ``None`` and DAT002 at its place.
    """
    if _depth(text) > _DEEPEST:
        message = "brackets in this file stand more than {most} deep"
        return None, (Finding.of("DAT002", Location(path), message, "", _DEEPEST),)
    if text.count(",") + text.count("\n") > 4 * MOST_CELLS:
        message = "this file holds too much to be read"
        return None, (Finding.of("DAT002", Location(path), message),)
    lines = text.split("\n") if path.endswith(LINES) else [text]
    found = []
    for number, line in enumerate(lines):
        if not line.strip() and path.endswith(LINES):
            continue
        try:
            found.append(_loaded(line))
        except (_TwiceError, _NoNumberError) as error:
            twice = isinstance(error, _TwiceError)
            at = (path, text, line, number)
            return None, (_said_twice(*at) if twice else _no_number(path, line, number),)
        except json.JSONDecodeError as error:
            where = Location(path, number + error.lineno, error.colno)
            message, hint = "this is not JSON: {problem}", _mend(path, error)
            return None, (Finding.of("DAT002", where, message, hint, error.msg),)
        except ValueError:  # Python's own limit (sys.set_int_max_str_digits)
            message = "a number has more digits than can be read"
            return None, (Finding.of("DAT002", Location(path, number + 1), message),)
    return (found if path.endswith(LINES) else found[0]), ()


def _mend(path: str, error: json.JSONDecodeError) -> Text:
    """What to do about what is no JSON, where it is one of the usual slips."""
    before, behind = error.doc[: error.pos].rstrip(), error.doc[error.pos :].lstrip()
    if path.endswith(LINES):
        whole = before == error.doc.rstrip() == error.doc.strip() and before[-1:] in "[{,"
        if whole:
            return say("In this kind of file each line is one row; a document of several is .json.")
        return say("Each line is one row, and ends where its last bracket closes.")
    if before[-1:] == "," and behind[:1] in {"]", "}"}:
        return say("Delete the comma before the closing bracket.")
    if behind.startswith(("//", "/*", "#")):
        return say("Delete the comment: JSON has none.")
    if error.msg == "Extra data" and behind[:1] in {"{", "["}:
        return say("A file with a row on each line is .jsonl: call it so.")
    return NOTHING


def _loaded(line: str) -> Any:
    return json.loads(
        line, object_pairs_hook=_object, parse_constant=_constant, parse_float=_finite
    )


def _constant(text: str) -> float:
    raise _NoNumberError(text)


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise _NoNumberError(text)
    return number


def _no_number(path: str, part: str, line: int) -> Finding:
    """DAT002 for the first number in a part of a text that is none, or is too large."""
    found = next(each for each in _UNUSUAL.finditer(part) if _is_unusual(each[0]))
    message = "{number} is no number that JSON has"
    hint = "Where there is no number, write null."
    if found[0][-1].isdigit():
        message, hint = (
            "{number} is too large a number to be read",
            "Write it as a text, in quotes.",
        )
    place = places_of(path, part).at(found.start())
    where = Location(path, line + place.line, place.column)
    return Finding.of("DAT002", where, message, hint, found[0])


def _is_unusual(text: str) -> bool:
    return text[0] != '"' and not (text[-1].isdigit() and isfinite(float(text)))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


def _said_twice(path: str, text: str, part: str, line: int) -> Finding:
    """DAT002 for the first key that stands in its object a second time, in a part of a text."""
    keys: list[set[str]] = []
    key, at = "", 0
    for sign in _SIGN.finditer(part):
        if sign[0] in "[{":
            keys.append(set())
        elif sign[0] in "]}":
            keys.pop()
        elif sign[0].endswith(":"):
            key, at = json.loads(sign[0][:-1]), sign.start()
            if key in keys[-1]:
                break
            keys[-1].add(key)
    before = sum(len(each) + 1 for each in text.split("\n")[:line]) if part != text else 0
    message, hint = "the key '{key}' stands here a second time", "Keep one of the two."
    return Finding.of("DAT002", places_of(path, text).at(before + at), message, hint, key)


def _depth(text: str) -> int:
    """How deep brackets stand; those in texts count as well, which a data file has few of."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def rows_in(
    path: str, text: str, document: Any, layout: Layout
) -> tuple[Shaped | None, tuple[Finding, ...]]:
    """The rows of a document: of GeoJSON or JSON-stat, a list of mappings, or of lists of cells.

    Returns:
        Columns and rows, of the list that the layout names, the document itself, or its only such
        list at the top. Of lists of cells the first names the columns. ``None`` if there is none.
        DAT002 for an item that is no row, DAT015 for a list that is not there, DAT019 for a feature
        whose rings cross.
    """
    kind = document.get("type") if isinstance(document, dict) else None
    if path.endswith(".geojson") and not (isinstance(kind, str) and kind in _OF_PLACES):
        return None, (_no_geojson(path, kind),)
    if (found := cube_in(document)) is not None and not layout.list:
        to_cube, cube = found
        places, listed = places_of(path, text), isinstance(cube[_VALUES], list)
        values = _items(text, (*to_cube, _VALUES)) if listed else ()
        return rows_of_cube(path, cube, [(places.at(at), value) for at, value in values])
    geographic = kind == "FeatureCollection"
    way = _way(document, layout)
    if way is None:
        return None, ((_no_lines(path),) if path.endswith(LINES) else ())
    found = value_at(document, way)
    grid = _is_grid(found)
    if not (_is_list(found) or grid or (geographic and way == _FEATURES)):
        return None, (no_list(path, layout.list, document),)
    places = places_of(path, text)
    placed = _on_lines(text) if path.endswith(LINES) else _items(text, way)
    items = [(places.at(at), item) for at, item in placed]
    if grid:
        mappings, findings = _under_names(items), list[Finding]()
    else:
        findings = [
            _no_row(where, number, item, geographic)
            for number, (where, item) in enumerate(items, 1)
            if not _is_row(item, geographic)
        ]
        items = [(where, item) for where, item in items if _is_row(item, geographic)]
        mappings = [(where, _feature(item) if geographic else item) for where, item in items]
        mappings, doubts = _flat(mappings)
        findings += doubts
    columns = tuple(dict.fromkeys(key for _, each in mappings for key in each))
    rows = []
    for where, each in mappings:
        cells = {name: cell_text(frozen(each.get(name))) for name in columns}
        here = ((where.line, where.column),) * len(columns)
        rows.append(Row(FrozenMapping(cells), Location(path, where.line), here))
    if geographic:
        findings += check_reference(path, text, document)
        findings += check_places(items) if not findings else ()
        findings += check_geometries(items)
    return Shaped(columns, tuple(rows)), tuple(findings)


def _no_lines(path: str) -> Finding:
    message = "no line of this file is a row"
    hint = 'Each line is written {{"column": value, …}}; a document that is a list is .json.'
    return Finding.of("DAT002", Location(path, 1), message, hint)


_Placed = list[tuple[Location, dict[str, Any]]]


def _flat(items: _Placed) -> tuple[_Placed, list[Finding]]:
    """Rows with a column for each value of the mappings in them.

    Returns:
        The rows; DAT002 for two values of one name, DAT026 for the first list of each column that
        holds more than single values.
    """
    rows, findings = [], []
    told: set[str] = set()
    for where, item in items:
        ways = flattened(item)
        row = {named(way): value for way, value in ways.items()}
        if len(row) < len(ways):
            names = [named(way) for way in ways]
            twice = next(name for name in names if names.count(name) > 1)
            message = "two columns are called '{name}'"
            findings.append(Finding.of("DAT002", where, message, "", twice))
        for name, value in row.items():
            if name not in told and _is_nested(value):
                told.add(name)
                message = "the column '{name}' holds lists of more than single values, as words"
                hint = "Name the list that is meant (read: {{list: …}}), or let a script make rows."
                findings.append(Finding.of("DAT026", where, message, hint, name))
        rows.append((where, row))
    return rows, findings


def _is_nested(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, list | dict) for each in value)


def _under_names(items: list[tuple[Location, Any]]) -> list[tuple[Location, Any]]:
    """The rows of a list of lists, whose first one names the columns."""
    names = [cell_text(each) for each in items[0][1]]
    return [(where, dict(zip(names, item, strict=True))) for where, item in items[1:]]


def _no_geojson(path: str, kind: object) -> Finding:
    message = "this is no GeoJSON: its 'type' is {kind}"
    hint = "A file of places is a FeatureCollection with a list of 'features'; other JSON is .json."
    return Finding.of("DAT002", Location(path, 1), message, hint, json.dumps(kind))


def _is_row(item: object, geographic: bool) -> bool:  # noqa: FBT001  only called here
    """Whether an item of a list is a mapping; of one of features, a feature (RFC 7946, 3.2)."""
    if not isinstance(item, dict):
        return False
    properties = isinstance(item.get("properties"), dict | None)
    return not geographic or (item.get("type") == "Feature" and properties)


def _no_row(where: Location, number: int, item: object, geographic: bool) -> Finding:  # noqa: FBT001  only called here
    subject = Subject("record", str(where))
    if geographic:
        message = "this item of 'features' is no feature, and is not read"
        hint = 'A feature is written {{"type": "Feature", "properties": {{…}}, "geometry": {{…}}}}.'
        return Finding.of("DAT002", where, message, hint, subject=subject)
    message = "this item of the list is no mapping as the others are, and is not read"
    if _is_list(item):
        hint = "If the rows are in this item, say so in the sidecar: read: {{list: {number}}}."
        return Finding.of("DAT002", where, message, hint, number, subject=subject)
    hint = 'Every row is written {{"column": value, …}}.'
    return Finding.of("DAT002", where, message, hint, subject=subject)


def _way(document: Any, layout: Layout) -> tuple[str, ...] | None:
    if layout.list:
        return way_of(layout.list)
    if _is_list(document) or _is_grid(document):
        return ()
    if not isinstance(document, dict):
        return None
    if document.get("type") == "FeatureCollection" and isinstance(document.get("features"), list):
        return _FEATURES
    lists = [key for key, value in document.items() if _is_list(value)]
    lists = lists or [key for key, value in document.items() if _is_grid(value)]
    return (lists[0],) if len(lists) == 1 else None


def _is_list(value: Any) -> bool:
    """Whether a value is a list of mappings; what else is among them is found."""
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _is_grid(value: Any) -> bool:
    """Whether a value is a table as some offices' servers send it: lists of cells, names first."""
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(e, list) for e in value):  # noqa: PLR2004
        return False
    names, *rows = value
    named = bool(names) and all(isinstance(name, str) and name.strip() for name in names)
    return (
        named
        and len(set(names)) == len(names)
        and all(len(row) == len(names) for row in rows)
        and not any(isinstance(cell, dict | list) for row in rows for cell in row)
        and not all(isinstance(cell, str) and not cell for row in rows for cell in row)
    )


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_int=_Number, parse_float=_as_written)


def _as_written(text: str) -> _Number:
    """A number with its own decimal places; 1e5 without its exponent, unless that is enormous."""
    exponent = text.lower().partition("e")[2].lstrip("+-")
    is_short = exponent and len(exponent) <= _MOST_DIGITS
    return _Number(f"{Decimal(text):f}" if is_short else text)


def _on_lines(text: str) -> Iterator[tuple[int, Any]]:
    """Each line's value, numbers as they are written, and the offset at which it begins."""
    at, decoder = 0, _decoder()
    for line in text.split("\n"):
        if line.strip():
            yield at, decoder.decode(line)
        at += len(line) + 1


def _items(text: str, way: tuple[str, ...]) -> Iterator[tuple[int, Any]]:
    """The items of the list at the end of a way, likewise."""
    at, decoder = _after_white(text, 0), _decoder()
    for key in way:
        of_list = text[at] == "["
        at = _item_of(text, at, key, decoder) if of_list else _value_of(text, at, key, decoder)
    at = _after_white(text, at + 1)
    while text[at] != "]":
        value, end = decoder.raw_decode(text, at)
        yield at, value
        at = _after_white(text, end)
        at = _after_white(text, at + 1) if text[at] == "," else at


def _item_of(text: str, at: int, wanted: str, decoder: json.JSONDecoder) -> int:
    """Where the item of a number begins, from 1, of the list that begins at an offset."""
    at = _after_white(text, at + 1)
    for _ in range(position_of(wanted) or 0):
        _, at = decoder.raw_decode(text, at)
        at = _after_white(text, _after_white(text, at) + 1)
    return at


def _value_of(text: str, at: int, wanted: str, decoder: json.JSONDecoder) -> int:
    """Where the value of a key of the object begins that begins at an offset; the last counts."""
    found = at
    at = _after_white(text, at + 1)
    while text[at] != "}":
        key, at = decoder.raw_decode(text, at)
        start = _after_white(text, _after_white(text, at) + 1)
        _, at = decoder.raw_decode(text, start)
        found = start if key == wanted else found
        at = _after_white(text, at)
        at = _after_white(text, at + 1) if text[at] == "," else at
    return found


def _after_white(text: str, at: int) -> int:
    match = _WHITE.match(text, at)
    return match.end() if match else at


def _feature(feature: Mapping[str, Any]) -> dict[str, Any]:
    """A feature as a row: its properties and id, the type of its geometry, and where a point is."""
    given, geometry = feature.get("properties"), feature.get("geometry")
    row = dict(given) if isinstance(given, dict) else {}
    if "id" in feature:
        row.setdefault("id", feature["id"])
    if isinstance(geometry, dict):
        row.setdefault("geometry", geometry.get("type"))
        at = geometry.get("coordinates")
        if geometry.get("type") == "Point" and isinstance(at, list) and len(at) > 1:
            row |= {"longitude": at[0], "latitude": at[1]}
    return row
