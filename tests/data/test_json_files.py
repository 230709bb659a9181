"""JSON, JSON Lines and GeoJSON: their rows, each with its place and its numbers as written."""

from __future__ import annotations

import json

import pytest

from hakusho.data.json_files import read_json, rows_in
from hakusho.data.layout import Layout


def _rows(text, path="a.json", **layout):
    document, findings = read_json(path, text)
    assert findings == ()
    shaped, findings = rows_in(path, text, document, Layout(**layout))
    if shaped is None:
        return None
    return [f"{row.location.line}:{row.places[0][1]} {dict(row.values)}" for row in shaped.rows]


@pytest.mark.parametrize(
    ("text", "layout", "rows"),
    [
        ('[{"a": 1.50, "b": "x"}]', {}, ["1:2 {'a': '1.50', 'b': 'x'}"]),
        (
            ' [ {"a": 1} ,\n  {"b": 2}\n]',
            {},
            ["1:4 {'a': '1', 'b': ''}", "2:3 {'a': '', 'b': '2'}"],
        ),
        ('{"n": 1, "rows": [{"a": 1e3}]}', {}, ["1:19 {'a': '1000'}"]),
        ('{"d": {"x": [1], "rows": [\n{"a": 1}]}}', {"list": "d.rows"}, ["2:1 {'a': '1'}"]),
        ('{"r": [{"a": 1}], "s": [{"a": 2}]}', {}, None),
        ('{"r": [{"a": 1}], "s": [{"a": 2}]}', {"list": "s"}, ["1:25 {'a': '2'}"]),
        ('{"r": [1, 2]}', {}, None),
        (
            '[["a", "b"], [1.50, null],\n ["x", 2]]',
            {},
            ["1:14 {'a': '1.50', 'b': ''}", "2:2 {'a': 'x', 'b': '2'}"],
        ),
        ('{"n": [1], "data": [["a"], [1]]}', {}, ["1:28 {'a': '1'}"]),
        ('{"data": [["a"], [1]], "r": [{"b": 2}]}', {}, ["1:30 {'b': '2'}"]),
        ('{"r": [{"b": 2}], "data": [["a"], [1]]}', {"list": "data"}, ["1:35 {'a': '1'}"]),
        ('[["a", "b"], [1]]', {}, None),
        ("[[1, 2], [3, 4]]", {}, None),
        ('[["a", "a"], [1, 2]]', {}, None),
        ('[["a"], [[1, 2]]]', {}, None),
        ("[]", {}, None),
        ("3", {}, None),
    ],
)
def test_rows_stand_where_their_mappings_begin(text, layout, rows):
    assert _rows(text, **layout) == rows


def test_each_line_is_a_row_and_empty_ones_are_none():
    text = '{"a": 1.0}\n\n  {"a": "港"}\n'
    assert _rows(text, "a.jsonl") == ["1:1 {'a': '1.0'}", "3:1 {'a': '港'}"]


def test_a_feature_has_its_properties_its_id_and_the_place_of_a_point():
    features = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": 7, "properties": {"name": "北浜"}, "geometry": {"type": "Point", "coordinates": [139.70, 35.1, 4]}},
{"type": "Feature", "properties": {"id": "x", "geometry": "own"}, "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}},
{"type": "Feature", "properties": null, "geometry": {"type": "Point", "coordinates": [5]}}
]}"""
    rows = [row.partition(" ")[2] for row in _rows(features, "a.geojson")]
    assert rows == [
        "{'name': '北浜', 'id': '7', 'geometry': 'Point', 'longitude': '139.70', 'latitude': '35.1'}",
        "{'name': '', 'id': 'x', 'geometry': 'own', 'longitude': '', 'latitude': ''}",
        "{'name': '', 'id': '', 'geometry': 'Point', 'longitude': '', 'latitude': ''}",
    ]


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("a.json", '{"a": }', "a.json:1:7 this is not JSON: "),
        ("a.json", '[{"a": 1},\n {"a" 1}]', "a.json:2:7 this is not JSON: "),
        ("a.ndjson", '{"a": 1}\n\n{"a": }', "a.ndjson:3:7 this is not JSON: "),
        ("a.json", "[" * 61 + "]" * 61, "a.json brackets in this file stand more than 60 deep"),
    ],
)
def test_what_is_no_json_is_told_at_its_place(path, text, told):
    document, (finding,) = read_json(path, text)
    assert document is None
    assert f"{finding.location} {finding.message}".startswith(told)


TWICE = {
    '[{"a": 1, "a": 2}]': ("a.json", "1:11", "a"),
    '{"r": [{"a": 1}],\n "b": {"r": 1},\n "r": [{"a": 2}]}': ("a.json", "3:2", "r"),
    '{"a": 1}\n\n{"b": "a:", "b": [{"b": 2}]}': ("a.jsonl", "3:13", "b"),
    '[{"\\u0061": 1,\n"a" : 2}]': ("a.json", "2:1", "a"),
}


@pytest.mark.parametrize("text", TWICE)
def test_a_key_that_stands_there_twice_is_found(text):
    path, place, key = TWICE[text]
    document, (finding,) = read_json(path, text)
    assert document is None
    assert str(finding.location) == f"{path}:{place}"
    assert finding.message == f"the key '{key}' stands here a second time"


def _feature(name, kind="Feature"):
    return f'{{"type": "{kind}", "properties": {{"n": "{name}"}}, "geometry": null}}'


def _features(*items):
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(items) + "]}"


NO_ROWS = {
    "a number": ("a.json", '[{"n": "a"},\n5]', ["a"], ["2:1"]),
    "nothing": ("a.json", '{"r": [null, {"n": "a"}]}', ["a"], ["1:8"]),
    "a line": ("a.jsonl", '{"n": "a"}\n"x"\n{"n": "b"}', ["a", "b"], ["2:1"]),
    "no feature": ("a.geojson", _features(_feature("a"), "null", "{}"), ["a"], ["3:1", "4:1"]),
    "none at all": ("a.geojson", _features("null"), [], ["2:1"]),
    "a geometry": ("a.json", _features(_feature("a"), '{"type": "Point"}'), ["a"], ["3:1"]),
    "of another type": ("a.geojson", _features(_feature("a", "feature")), [], ["2:1"]),
    "a list of properties": ("a.geojson", _features('{"type": "Feature", "properties": [1]}'), [], ["2:1"]),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_ROWS)
def test_what_is_no_row_is_found_where_it_stands(name):
    path, text, names, places = NO_ROWS[name]
    shaped, findings = rows_in(path, text, read_json(path, text)[0], Layout())
    assert [row["n"] for row in shaped.rows] == names
    assert [str(each.location) for each in findings] == [f"{path}:{place}" for place in places]
    assert {each.rule.id for each in findings} == {"DAT002"}


@pytest.mark.parametrize("kind", ['"featureCollection"', "null", "3", "{}"])
def test_a_file_of_places_says_that_it_is_one(kind):
    text = f'{{"type": {kind}, "features": [{_feature("a")}]}}'
    shaped, (finding,) = rows_in("a.geojson", text, read_json("a.geojson", text)[0], Layout())
    assert shaped is None
    assert finding.message == f"this is no GeoJSON: its 'type' is {kind}"


def test_as_many_brackets_as_are_allowed_are_read():
    assert read_json("a.json", "[" * 60 + "]" * 60 + " ")[1] == ()
    assert read_json("a.json", "[" + "[],{}," * 99 + "[]]")[1] == ()


def test_a_list_that_is_not_there_is_named():
    document, _ = read_json("a.json", '{"rows": [{"a": 1}]}')
    shaped, (finding,) = rows_in("a.json", '{"rows": [{"a": 1}]}', document, Layout(list="lines"))
    assert shaped is None
    assert finding.rule.id == "DAT015"


def _places(*features, crs=None):
    named = {} if crs is None else {"crs": {"type": "name", "properties": {"name": crs}}}
    points = [
        {"type": "Feature", "properties": given, "geometry": {"type": kind, "coordinates": at}}
        for kind, at, given in features
    ]
    return json.dumps({"type": "FeatureCollection", **named, "features": points})


_AT_SEA = ("Point", [139.7, 35.6], {})


PLACES = {
    "no system": (_places(_AT_SEA), []),
    "WGS 84": (_places(_AT_SEA, crs="urn:ogc:def:crs:OGC:1.3:CRS84"), []),
    "WGS 84 by its code": (_places(_AT_SEA, crs="EPSG:4326"), []),
    "JGD2011": (_places(_AT_SEA, crs="urn:ogc:def:crs:EPSG::6668"), []),
    "a plane": (_places(_AT_SEA, crs="urn:ogc:def:crs:EPSG::6677"), ["EPSG::6677"]),
    "Tokyo Datum": (_places(_AT_SEA, crs="EPSG:4301"), ["EPSG:4301"]),
    "a system without a name": ('{"type": "FeatureCollection", "crs": {"type": "link"}, "features": [{"type": "Feature", "properties": {}, "geometry": null}]}', ["?"]),
    "metres": (_places(("Point", [-12000.5, -35000.2], {})), ["-12000.5, -35000.2"]),
    "metres of a line": (_places(("LineString", [[1, 2], [3, 4000]], {})), ["3, 4000"]),
    "swapped": (_places(("Point", [35.6, 139.7], {})), ["35.6, 139.7"]),
    "beyond the date line": (_places(("Point", [190, 10], {})), []),
    "what its property says too": (_places(("Point", [139.7, 35.6], {"longitude": 139.70001, "latitude": "35.6"})), []),
    "otherwise than its property": (_places(("Point", [139.7, 35.6], {"longitude": 135.0})), ["says 135.0, and its point 139.7"]),
    "a property in words": (_places(("Point", [139.7, 35.6], {"latitude": "35°36′N"})), ["says 35°36′N"]),
    "texts": (_places(("Point", ["139.7", "35.6"], {}), ("Point", ["1", "2"], {})), ['the number "139.7" of']),
    "texts of a line": (_places(("LineString", [[1, 2], [3, "4.0"]], {})), ['the number "4.0" of']),
    "no numbers": (_places(("Point", ["x", None], {"latitude": 1})), []),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_places_are_degrees_of_one_system_or_found(name):
    text, said = PLACES[name]
    _, findings = rows_in("a.geojson", text, read_json("a.geojson", text)[0], Layout())
    assert [each.rule.id for each in findings] == ["DAT002"] * len(said)
    assert all(part in each.message for part, each in zip(said, findings, strict=True))


IN_AN_ITEM = '[{"page": 1}, [\n{"date": "2023", "value": 5},\n{"date": "2022", "value": 6}]]'
BELOW_ITEMS = '{"objects": [{"class": {"code": 1}}, {"class": [\n{"code": "a"},\n{"code": "b"}]}]}'


@pytest.mark.parametrize("suffix", ["json", "yaml"])
@pytest.mark.parametrize(
    ("text", "way", "column", "cells"),
    [
        (IN_AN_ITEM, "2", "date", ["2023", "2022"]),
        (BELOW_ITEMS, "objects.2.class", "code", ["a", "b"]),
    ],
)
def test_a_list_in_an_item_of_a_list_is_named_by_number(data, suffix, text, way, column, cells):
    files = {f"t_{suffix}": text, "t__meta_yaml": f"read: {{list: {way}}}\n"}
    read, findings = data(**files)
    assert findings == ()
    assert [row[column] for row in read["t"].rows] == cells
    assert [row.location.line for row in read["t"].rows] == [2, 3]


def test_a_list_among_mappings_is_told_with_its_number(data):
    _, (finding,) = data(t_json=IN_AN_ITEM)
    assert "read: {list: 2}" in finding.hint
    _, (finding,) = data(t_json=BELOW_ITEMS, t__meta_yaml="read: {list: objects.3.class}\n")
    assert "objects.2.class" in finding.hint


NO_NUMBERS = {
    '[{"a": NaN}]': "1:8",
    '[{"a": "NaN"}, {"b": -Infinity}]': "1:22",
    '[{"a": 1},\n {"a": 1e400}]': "2:8",
    '{"rows": [{"a": 1}], "other": Infinity}': "1:31",
}


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_told_where_it_stands(text):
    document, findings = read_json("a.json", text)
    assert document is None
    assert [f"{each.location.line}:{each.location.column}" for each in findings] == [
        NO_NUMBERS[text]
    ]


def test_a_line_that_holds_no_number_is_told():
    document, findings = read_json("a.jsonl", '{"a": 1}\n{"a": NaN}\n')
    assert document is None
    assert [str(each.location) for each in findings] == ["a.jsonl:2:7"]


@pytest.mark.parametrize("number", ["1e-300000000", "1e-99999999999999999999999", "1e-400"])
def test_an_enormous_exponent_is_not_written_out(number):
    assert _rows(f'[{{"a": {number}}}]') == [f"1:2 {{'a': '{number}'}}"]


def test_numbers_with_an_exponent_are_numbers():
    text = '[{"a": 1.5E+3, "b": 2e-3, "c": "1e3", "d": -4.50}]'
    assert _rows(text) == ["1:2 {'a': '1500', 'b': '0.002', 'c': '1e3', 'd': '-4.50'}"]


def test_of_many_places_that_are_none_the_first_speaks():
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": at}}
        for at in ([35.6, 139.7], [139.7, 35.6], [34.7, 135.5])
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    _, (finding,) = rows_in("a.geojson", text, read_json("a.geojson", text)[0], Layout())
    assert str(finding.message).endswith("so it is with 1 more below")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ([15550408.0, 4257423.0], "Save it in EPSG:4326"),
        ([139.7, 35.7], "delete 'crs' if they are"),
    ],
)
def test_degrees_that_are_called_metres_are_known(data, place, said):
    text = _places(("Point", place, {}), crs="urn:ogc:def:crs:EPSG::900913")
    (finding, *_) = [each for each in data(t_geojson=text)[1] if "crs" in str(each.message)]
    assert said in str(finding.hint)


@pytest.mark.parametrize("position", [[139.7], None, {}])
def test_a_point_without_a_position_is_found(data, position):
    findings = data(t_geojson=_places(("Point", position, {"a": 1})))[1]
    assert [(each.rule.id, str(each.message)) for each in findings] == [
        ("DAT002", "this point has no position")
    ]


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("t_json", '[{"port": "a", "n": 1},\n{"Port": "b", "n": 2}]', ["t.json:2"]),
        ("t_yaml", "- {port: a, n: 1}\n- {Ｐort: b, n: 2}\n", ["t.yaml:2"]),
        ("t_jsonl", '{"port": "a", "Port": "b"}\n{"port": "c", "Port": "d"}\n', []),
        ("t_json", '[{"port": "a", "n": 1},\n{"ports": "b", "n": 2}]', []),
    ],
)
def test_a_key_in_other_letters_is_found(data, name, text, places):
    findings = data(**{name: text})[1]
    assert [each.rule.id for each in findings] == ["DAT026"] * len(places)
    found = [str(each.location).partition("data/")[2].rpartition(":")[0] for each in findings]
    assert found == places
