"""Schemas of datasets: what each type takes, and where a cell that is none is found."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.data import facts_of
from hakusho.data.cells import BadCellError, read_cell
from hakusho.data.sidecar import ColumnType
from hakusho.data.trees import lists_of

# type, cells that it takes, cells that it does not
TYPES = [
    ("text", ["何でも", "1,000"], []),
    ("number", ["1000", "1,000", "１，０００", "-2.50", "−3"], ["約1000", "1000発", "1,00", "四"]),
    ("integer", ["12", "1,200", "3.0"], ["1.5", "一"]),
    ("year", ["1978", "２０２４"], ["昭和53", "78", "1978年", "1978-11"]),
    (
        "date",
        ["1978", "1975-08", "1978-11-27"],
        ["2024/4/1", "1978-13", "1978年11月27日", "Apr-24"],
    ),
    ("citekey", ["mod2023", "白書2023", "a:b"], ["@mod2023", "a; b", "a b"]),
    ("id", ["china-2030", "弾頭"], ["china 2030"]),
    ("unit", ["発", "US$", "%"], ["10km", "1000発"]),
    ("qualifier", ["約", "At least", "以上", ">"], ["だいたい"]),
    ("yesno", ["yes", "No", "はい"], ["maybe"]),
    ({"choices": ["china", "usa"]}, ["china"], ["chnia", "China"]),
    ({"type": "number", "min": 0, "max": 100}, ["0", "100", "99.5"], ["-1", "100.1"]),
    ({"type": "year", "min": 1945}, ["1945", "2024"], ["1944"]),
    ({"type": "date", "min": "1945-08", "max": 2030}, ["2030-05", "1945"], ["1945-07", "2031"]),
]


def column(kind):
    return ColumnType.model_validate(kind if isinstance(kind, dict) else {"type": kind})


@pytest.mark.parametrize(
    ("kind", "cell"), [(kind, cell) for kind, good, _ in TYPES for cell in good]
)
def test_a_type_takes(kind, cell):
    read_cell(cell, column(kind))


@pytest.mark.parametrize(("kind", "cell"), [(kind, cell) for kind, _, bad in TYPES for cell in bad])
def test_a_type_refuses(kind, cell):
    with pytest.raises(BadCellError, match=r".") as caught:
        read_cell(cell, column(kind))
    assert cell in caught.value.args[0]


@pytest.mark.parametrize("kind", [kind for kind, *_ in TYPES])
@given(cell=st.text(min_size=1, max_size=12))
def test_no_cell_ends_in_an_error_of_ours(kind, cell):
    with suppress(BadCellError):
        read_cell(cell, column(kind))


CSV = """\
id,side,year,value
a,chnia,2024,5
b,usa,2024/4,-1
,usa,,
"""
SCHEMA = """\
schema:
  id: {type: id, required: true}
  side: [china, usa]
  year: year
  value: {type: number, min: 0}
"""


def told(findings):
    return [
        (f.rule.id, str(f.location).removeprefix("figures/data/"), f.message, f.hint)
        for f in findings
    ]


def test_each_cell_is_found_at_its_place(data):
    _, findings = data(f_csv=CSV, f__meta_yaml=SCHEMA)
    assert told(findings) == [
        ("DAT006", "f.csv:2:3", "side: 'chnia' is none of china, usa", "Did you mean 'china'?"),
        (
            "DAT006",
            "f.csv:3:7",
            "year: '2024/4' is no year of the Western calendar",
            "Write 4 digits.",
        ),
        ("DAT006", "f.csv:3:14", "value: '-1' is out of range; the least is 0", ""),
        ("DAT006", "f.csv:4:1", "id: this cell must not be empty", ""),
    ]


def test_an_id_of_any_column_is_given_once(data):
    _, findings = data(
        f_csv="id,code\na,x1\nb,x2\nc,x1\nd,\ne,\n",
        f__meta_yaml="schema: {code: id}\n",
    )
    assert told(findings) == [("DAT006", "f.csv:4:3", "code: 'x1' is given already", "")]
    assert [str(each.location) for each in findings[0].related] == ["figures/data/f.csv:2:3"]


BAD_SIDECARS = [
    ("schema: {vaule: number}", "DAT003", "no column 'vaule'", "value"),
    ("schema: {value: numbr}", "DAT002", "schema.value", ""),
    ("schema: {value: {type: number, minimum: 0}}", "DAT002", "unknown key", "min"),
    ("schema: {value: {type: text, min: 0}}", "DAT002", "has no 'min'", ""),
    ("schema: {value: {type: number, min: few}}", "DAT002", "'few' is not a number", ""),
    ("schema: {value: {type: choice}}", "DAT002", "need each other", ""),
    ("as_of: 2024/4/1", "DAT002", "2024-04-01", ""),
    ("review_by: soon", "DAT002", "dates are written", ""),
    ("derived: [{id: x, ratio: [a]}]", "DAT002", "derived", ""),
    ("derived: [{id: x, ratio: [a, b], total: [a]}]", "DAT002", "give one of", ""),
    ("derived: [{id: x, ration: [a, b]}]", "DAT002", "unknown key", "ratio"),
]


@pytest.mark.parametrize(("sidecar", "rule", "part", "hint"), BAD_SIDECARS)
def test_a_mistake_in_a_sidecar_is_told(data, sidecar, rule, part, hint):
    _, findings = data(f_csv="id,value\na,1\n", f__meta_yaml=f"caption: 表\n{sidecar}\n")
    found = [f for f in findings if part in f.message]
    assert [f.rule.id for f in found[:1]] == [rule]
    assert found[0].location.line == 2
    assert hint in found[0].hint


LISTS = """\
groups:
  before:
    - {id: a, tier: policy, since: 1960}
    - {id: a, tier: polcy}
    - plain
"""
LIST_SCHEMA = """\
schema:
  groups.before[]:
    id: {type: id, required: true}
    tier: [policy, operations]
    since: {type: year, required: true}
"""


def test_lists_of_a_yaml_file_have_types_too(data):
    datasets, findings = data(g_yaml=LISTS, g__meta_yaml=LIST_SCHEMA)
    assert [(rule, where) for rule, where, *_ in told(findings)] == [
        ("DAT006", "g.yaml:4:15"),
        ("DAT006", "g.yaml:4:7"),
        ("DAT006", "g.yaml:5:7"),
    ]
    assert datasets["g"].content["groups"]["before"][0]["since"] == 1960


def test_a_list_that_is_not_there_is_named(data):
    sidecar = "schema:\n  groups.befor[]: {id: id}\n"
    _, (finding,) = data(g_yaml=LISTS, g__meta_yaml=sidecar)
    assert (finding.rule.id, finding.hint) == ("DAT003", "Did you mean 'groups.before[]'?")


def test_source_unit_and_dates_of_a_dataset_count_for_its_rows(data):
    datasets, findings = data(
        f_csv="id,value,source,locator,unit\na,1,,,\nb,2,dod2023,p. 67,km\nc,3,,62頁,\n",
        f__meta_yaml="source: mod2023\nlocator: 61頁\nunit: {ja: 発, en: warheads}\n"
        "as_of: 2023-07\nreview_by: 2025\n",
    )
    assert findings == ()
    facts, problems = facts_of(datasets)
    assert problems == ()
    assert [fact.citation for fact in facts.values()] == [
        "[@mod2023, 61頁]",
        "[@dod2023, p. 67]",
        "[@mod2023, 62頁]",
    ]
    assert [facts[name].text("en") for name in "abc"] == ["1 warhead", "2 km", "3 warheads"]
    assert (facts["a"].as_of, facts["a"].review_by) == ("2023-07", "2025")


@pytest.mark.parametrize(
    ("kind", "limits", "cell", "said"),
    [
        ("number", "min: 0, max: 5", "0", ""),
        ("number", "min: 0, max: 5", "5", ""),
        ("number", "min: 0, max: 5", "-1", "'-1' is out of range; the least is 0"),
        ("number", "min: 0, max: 5", "5.1", "'5.1' is out of range; the largest is 5"),
        ("date", "min: 1990, max: 2030", "1990", ""),
        ("date", "min: 1990, max: 2030", "2030-12-31", ""),
        ("date", "min: 1990, max: 2030", "1989-12-31", "the earliest is 1990"),
        ("date", "min: 1990, max: 2030", "2031", "the latest is 2030"),
        ("date", "max: 2030-05-10", "2030", ""),
        ("date", "max: 2030-05-10", "2030-05", ""),
        ("date", "max: 2030-05-10", "2030-05-11", "the latest is 2030-05-10"),
        ("date", "max: 2030-05-10", "2030-06", "the latest is 2030-05-10"),
    ],
)
def test_a_value_lies_within_the_limits_of_its_column(data, kind, limits, cell, said):
    sidecar = f"schema:\n  value: {{type: {kind}, {limits}}}\n"
    _, findings = data(d_csv=f"value\n{cell}\n", d__meta_yaml=sidecar)
    assert [each.rule.id for each in findings] == ["DAT006"] * bool(said)
    assert all(said in each.message for each in findings)


def test_numbers_of_a_yaml_file_are_printed_as_they_are_written(data):
    rows = "- {a: 1.50, b: -0.0, c: 1.5}\n- {a: 1e3, b: 2.000, c: '1.50'}\n- {a: {n: [3.10]}}\n"
    datasets, findings = data(t_yaml=rows, t__meta_yaml="source: k\nread: {list: '[]'}\n")
    assert findings == ()
    assert [[*row.values.values()] for row in datasets["t"].rows] == [
        ["1.50", "-0.0", "1.5", ""],
        ["1000", "2.000", "1.50", ""],
        ["", "", "", "3.10"],
    ]


def test_what_is_no_mapping_in_a_list_of_them_is_the_first_cell_of_its_row(data):
    datasets, findings = data(t_yaml="ports:\n  - 北浜\n  - {name: 東島, n: 3}\n  - [1, 2]\n")
    assert findings == ()
    ((name, table),) = lists_of(datasets["t"])
    assert (name, table.columns) == ("ports", ("name", "n"))
    assert [[*row.values.values()] for row in table.rows] == [
        ["北浜", ""],
        ["東島", "3"],
        ["1, 2", ""],
    ]
