"""Cubes of JSON-stat."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.data.json_files import rows_in
from hakusho.data.json_stat import cube_in, is_json_stat, rows_of_cube
from hakusho.data.layout import Layout

AREAS = {"category": {"index": {"BE": 1, "AT": 0}, "label": {"AT": "Austria", "BE": "Belgium"}}}
YEARS = {"category": {"index": ["2020", "2021"]}}
CUBE = {
    "version": "2.0",
    "class": "dataset",
    "id": ["geo", "time"],
    "size": [2, 2],
    "dimension": {"geo": AREAS, "time": YEARS},
    "value": [8.5, 8.75, 11, None],
}


def rows(**changed):
    text = json.dumps({**CUBE, **changed})
    table, found = rows_in("a.json", text, json.loads(text), Layout())
    if table is None:
        return [str(each.message) for each in found]
    assert not found
    return [table.columns, *(" ".join(row.values.values()) for row in table.rows)]


def test_each_number_is_a_row():
    columns, *found = rows()
    assert columns == ("geo", "time", "value")
    assert found == ["Austria 2020 8.5", "Austria 2021 8.75", "Belgium 2020 11", "Belgium 2021 "]


def test_a_number_has_its_own_place_and_its_own_digits():
    text = json.dumps({**CUBE, "value": []}).replace("[]", "[8.50,\n8.75,\n11,\nnull]")
    table, _ = rows_in("a.json", text, json.loads(text), Layout())
    assert [row.get("value") for row in table.rows] == ["8.50", "8.75", "11", ""]
    assert [row.location.line for row in table.rows] == [1, 2, 3, 4]
    assert table.rows[1].where("value").column == 1


@pytest.mark.parametrize(
    ("changed", "last"),
    [
        ({"status": {"1": "p"}}, ["8.5 ", "8.75 p", "11 ", " "]),
        ({"status": ["", "", "", ":"]}, ["8.5 ", "8.75 ", "11 ", " :"]),
        ({"status": "e"}, ["8.5 e", "8.75 e", "11 e", " e"]),
        ({"status": {}}, ["8.5", "8.75", "11", ""]),
        ({"value": {"0": 8.5, "2": 11}}, ["8.5", "", "11", ""]),
    ],
)
def test_flags_and_numbers_by_their_number(changed, last):
    _, *found = rows(**changed)
    assert [each.split(" ", 2)[2] for each in found] == last


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"size": [2, 3]}, "'time' has another number of categories than 'size'"),
        ({"size": [2]}, "'id', 'size' and 'dimension' are of another number"),
        ({"id": "geo"}, "'id' and 'size' are not lists"),
        ({"id": ["geo", "geo"]}, "'id' names a dimension twice"),
        ({"id": ["geo", "sex"]}, "'sex' has another number of categories than 'size'"),
        ({"value": [1]}, "'value' has another number of values than 'size'"),
        ({"value": {"4": 1}}, "'value' is neither a list nor values by their number"),
        ({"value": "8"}, "'value' is neither a list nor values by their number"),
    ],
)
def test_a_cube_that_does_not_fit_is_told(changed, problem):
    assert rows(**changed) == [f"this is no JSON-stat that can be read: {problem}"]


def test_too_large_a_cube_is_not_read():
    many = {"category": {"index": [str(number) for number in range(2_000)]}}
    cube = {"id": ["a", "b"], "size": [2_000, 2_000], "dimension": {"a": many, "b": many}}
    assert rows(**cube, value={}, status="e") == ["the dataset has more than 1,000,000 cells"]


def test_another_document_is_none():
    for document in ([], {"class": "dataset"}, {**CUBE, "class": "collection"}):
        assert not is_json_stat(document)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(st.fixed_dictionaries(dict.fromkeys(("id", "size", "dimension", "value"), ANYTHING)))
def test_no_document_ends_in_an_error_of_ours(cube):
    table, found = rows_of_cube("a.json", cube, [])
    assert (table is None) == bool(found)


UNITS = {"category": {"index": ["n", "s"], "label": {"n": "Persons", "s": "Share"}}}
COUNTED = {
    "label": ({"n": {"label": "persons"}, "s": {"symbol": "%"}}, ["persons", "%"]),
    "base": ({"n": {"base": "persons", "multiplier": 3}, "s": {}}, ["thousand persons", ""]),
    "power": ({"n": {"base": "t", "multiplier": "12"}}, ["10^12 t", ""]),
}


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_counted_is_a_unit(name):
    given, units = COUNTED[name]
    what = {"category": {**UNITS["category"], "unit": given}}
    dimension = {"geo": AREAS, "time": what}
    columns, *found = rows(dimension=dimension)
    assert columns == ("geo", "time", "value", "unit")
    assert [each.rpartition(" 8.5 ")[2] for each in found[:1]] == units[:1]
    assert found[1].endswith(f"8.75 {units[1]}")


def test_a_dimension_of_units_is_the_unit():
    what = {"category": {**UNITS["category"], "unit": {"n": {"label": "persons"}}}}
    columns, *_ = rows(id=["geo", "unit"], dimension={"geo": AREAS, "unit": what})
    assert columns == ("geo", "unit", "value")


FIRST = {
    "dataset": {
        "dimension": {"id": ["geo", "time"], "size": [2, 2], "geo": AREAS, "time": YEARS},
        "value": [8.5, 8.75, 11, None],
    }
}


def test_the_dataset_of_json_stat_1_is_read():
    text = json.dumps(FIRST).replace("8.75", "\n8.750")
    table, found = rows_in("a.json", text, json.loads(text), Layout())
    assert not found
    assert table.columns == ("geo", "time", "value")
    assert [row.get("value") for row in table.rows] == ["8.5", "8.750", "11", ""]
    assert table.rows[1].location.line == 2


@pytest.mark.parametrize(
    "document",
    [
        {**FIRST, "other": FIRST["dataset"]},
        {"dataset": {"dimension": {"geo": AREAS}, "value": []}},
        {"dataset": {"dimension": FIRST["dataset"]["dimension"]}},
        {"dataset": {"dimension": [], "value": []}},
        {"dataset": []},
    ],
)
def test_what_is_no_single_dataset_is_none(document):
    assert cube_in(document) is None
