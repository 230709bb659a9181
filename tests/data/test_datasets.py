from __future__ import annotations

import csv
import io
import math
import pickle
from collections.abc import Mapping
from dataclasses import is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hakusho.data import MissingColumnError, NoColumnError, load_datasets
from hakusho.data.csv_records import records_of
from hakusho.data.grids import Grid
from hakusho.data.layout import AS_IT_STANDS
from hakusho.data.table_reading import shaped
from hakusho.findings import Subject


def read_csv(path, text):
    """Columns, rows and findings of a CSV file."""
    records, broken = records_of(path, text)
    table, findings = shaped(Grid(path, tuple(records)), AS_IT_STANDS)
    return table.columns, table.rows, (*broken, *findings)


FORCES = 'id,item,value\nred,赤,1000\nblue,"青, 白",20\n'


def told(findings):
    return [(f.rule.id, str(f.location)) for f in findings]


def test_a_paper_without_data_has_no_datasets(tmp_path):
    datasets, findings = load_datasets(tmp_path)
    assert (dict(datasets), findings) == ({}, ())


def test_rows_know_their_text_and_their_place(data):
    datasets, findings = data(forces_csv=FORCES)
    forces = datasets["forces"]
    assert findings == ()
    assert (forces.path, forces.kind, forces.columns) == (
        "figures/data/forces.csv",
        "table",
        ("id", "item", "value"),
    )
    assert [row["item"] for row in forces.rows] == ["赤", "青, 白"]
    assert forces.rows[0].get("unit", "発") == "発"
    assert str(forces.rows[1].where("value")) == "figures/data/forces.csv:3:13"
    assert str(forces.rows[1].location) == "figures/data/forces.csv:3"


def test_a_row_is_a_mapping_of_columns_to_cells_also_for_pandas(data):
    row = data(forces_csv=FORCES)[0]["forces"].rows[1]
    cells = {"id": "blue", "item": "青, 白", "value": "20"}
    assert (dict(row), list(row), len(row)) == (cells, ["id", "item", "value"], 3)
    assert (list(row.keys()), dict(row.items())) == (list(cells), cells)
    assert ("item" in row, "unit" in row) == (True, False)
    assert isinstance(row, Mapping)  # pandas makes a column of each key of mappings,
    assert not is_dataclass(row)  # and of each field of dataclasses
    again = pickle.loads(pickle.dumps(row))  # noqa: S301  for a process that draws
    assert (again, again.places, hash(again)) == (row, row.places, hash(row))
    with pytest.raises(NoColumnError) as error:
        row[0]
    assert error.value.column == "0"


def test_mark_and_line_ends_of_spreadsheets_change_nothing(data):
    plain = data(forces_csv=FORCES)[0]["forces"]
    excel = data(forces_csv=b"\xef\xbb\xbf" + FORCES.replace("\n", "\r\n").encode())[0]["forces"]
    assert excel == plain


def test_cells_over_several_lines_keep_later_places_right(data):
    datasets, findings = data(a_csv='x,y\n"一\n二",3\n4,5\n')
    assert findings == ()
    first, second = datasets["a"].rows
    assert first["x"] == "一\n二"
    assert str(first.where("y")).endswith(":3:4")
    assert str(second.where("y")).endswith(":4:3")


def test_blank_rows_at_the_end_are_passed_over(data):
    datasets, findings = data(a_csv="x,y\n1,2\n,\n\n")
    assert findings == ()
    assert len(datasets["a"].rows) == 1


BROKEN = {
    "ragged": ("x,y\n1,2,3\n4\n5,6\n", [("DAT002", ":2:5"), ("DAT002", ":3:1")]),
    "header": ("x,y,x,\n1,2,3,4\n", [("DAT002", ":1:5"), ("DAT002", ":1:7")]),
    "quote": ('x,y\n"1,2\n3,4\n', [("DAT002", ":2")]),
    "stray": ('x,y\n1,2\n"3"4,5\n', [("DAT002", ":3")]),
    "empty": ("", [("DAT002", ":1")]),
    "semicolons": ("x;y\n1;2\n", [("DAT002", ":1:1")]),
    "cp932": ("x\n弾頭の数\n".encode("cp932"), [("PAP003", ":2")]),
    "utf16": ("x\n弾頭\n".encode("utf-16"), [("PAP003", ":1")]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_found_at_its_place(data, name):
    content, expected = BROKEN[name]
    _, findings = data(a_csv=content)
    assert told(findings) == [(rule, f"figures/data/a.csv{place}") for rule, place in expected]


def test_more_cells_than_a_paper_can_use_are_a_finding_and_none_is_read(data, monkeypatch):
    monkeypatch.setattr("hakusho.data.csv_records.MOST_CELLS", 6)
    datasets, findings = data(a_csv="x,y\n1,2\n3,4\n5,6\n7,8\n")
    assert "a" not in datasets
    assert [(each.rule.id, str(each.location)) for each in findings] == [
        ("DAT002", "figures/data/a.csv:4")
    ]


def test_a_broken_row_does_not_hide_the_others(data):
    datasets, _ = data(a_csv=BROKEN["ragged"][0])
    assert [row["x"] for row in datasets["a"].rows] == ["5"]


def test_encodings_are_named(data):
    _, findings = data(a_csv=BROKEN["cp932"][0], b_csv="x\n弾頭の数\n".encode("euc_jp"))
    assert ["CP932" in findings[0].message, "EUC-JP" in findings[1].message] == [True, True]


def test_yaml_is_read_only_with_dates_as_text(data):
    datasets, findings = data(bodies_yaml="- id: scc\n  since: 1960-01-19\n  members: [a, b]\n")
    content = datasets["bodies"].content
    assert findings == ()
    assert content[0]["since"] == "1960-01-19"
    assert content[0]["members"] == ("a", "b")
    with pytest.raises(TypeError):
        content[0]["since"] = "1961"


@pytest.mark.parametrize(
    "text",
    ["a: [1\n", "a: 1\na: 2\n", "a: &x 1\nb: *x\n", "[" * 3000],
    ids=["unclosed", "duplicate", "alias", "deep"],
)
def test_bad_yaml_is_a_finding(data, text):
    datasets, findings = data(a_yaml=text)
    assert [f.rule.id for f in findings] == ["DAT002"]
    assert not datasets


def test_two_files_of_one_name(data):
    _, findings = data(a_csv="x\n1\n", a_yaml="x: 1\n")
    assert told(findings) == [("DAT002", "figures/data/a.yaml")]


def test_a_file_outside_the_paper_is_not_read(data, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-outside.csv"
    outside.write_text("x\n1\n", encoding="utf-8")
    (tmp_path / "figures" / "data").mkdir(parents=True)
    (tmp_path / "figures" / "data" / "link.csv").symlink_to(outside)
    assert told(data()[1]) == [("PAP004", "figures/data/link.csv")]


def test_a_missing_column_is_named_also_in_another_process(data):
    forces = data(forces_csv=FORCES)[0]["forces"]
    forces.require("id", "value")
    with pytest.raises(MissingColumnError) as caught:
        forces.require("id", "weight")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  our own bytes
    assert (again.column, again.dataset) == ("weight", forces)
    assert "weight" in str(again)


def test_a_column_is_read_as_numbers(data):
    fleet = data(fleet_csv='n\n"1,301"\n…\n△2.5\n３\n')[0]["fleet"]
    first, second, *rest = fleet.numbers("n")
    assert (first, math.isnan(second), rest) == (1301, True, [-2.5, 3])
    with pytest.raises(MissingColumnError):
        fleet.numbers("m")
    with pytest.raises(NoColumnError, match=r"no column 'm' \(there are n\)"):
        fleet.rows[0]["m"]
    with pytest.raises(
        ValueError, match=r"fleet.csv:3:1: 'many' in the column 'n' is not a number"
    ):
        data(fleet_csv="n\n1\nmany\n")[0]["fleet"].numbers("n")


def test_what_a_sidecar_calls_missing_is_no_number(data):
    fleet = data(fleet_csv="n\n1\n***\n", fleet__meta_yaml='read: {missing: ["***"]}\n')[0]["fleet"]
    assert [math.isnan(each) for each in fleet.numbers("n")] == [False, True]


@pytest.mark.parametrize(
    ("sidecar", "at"),
    [
        ("units: 隻\nsource: k\n", "1:1"),
        ("read:\n  sheet: '1'\n header: [1, 2]\n", "3:2"),
        ("unit: [\n", "2:1"),
    ],
)
def test_of_a_sidecar_that_cannot_be_read_nothing_else_is_told(data, sidecar, at):
    datasets, findings = data(f_csv="a,,\n1,2,3\n", f__meta_yaml=sidecar)
    assert told(findings) == [("DAT002", f"figures/data/f.meta.yaml:{at}")]
    assert findings[0].subject == Subject("dataset", "f")  # and so nothing that asks for it
    assert "f" not in datasets


def test_the_checksum_follows_the_data_and_the_sidecar(data):
    sums = [data(a_csv="x\n1\n")[0]["a"].sha256, data(a_csv="x\n2\n")[0]["a"].sha256]
    sums.append(data(a__meta_yaml="caption: 表\n")[0]["a"].sha256)
    assert len(set(sums)) == 3


def test_a_sidecar_is_checked_against_its_dataset(data):
    sidecar = "caption: 表\ncolums: {}\ncolumns: {itme: 項目}\nalign: {item: middle}\n"
    _, findings = data(forces_csv=FORCES, forces__meta_yaml=sidecar)
    assert told(findings) == [
        ("DAT002", "figures/data/forces.meta.yaml:4:9"),
        ("DAT002", "figures/data/forces.meta.yaml:2:1"),
    ]
    assert "columns" in findings[1].hint
    _, findings = data(forces__meta_yaml="caption: 表\ncolumns: {itme: 項目}\n")
    assert told(findings) == [("DAT003", "figures/data/forces.meta.yaml:2:11")]
    assert "item" in findings[0].hint


def test_a_sidecar_without_a_dataset(data):
    assert told(data(lost__meta_yaml="caption: 表\n")[1]) == [
        ("DAT002", "figures/data/lost.meta.yaml")
    ]


def test_a_sidecar_one_letter_off_is_told_its_name(data):
    _, (found,) = data(ship__meta_yaml="caption: 表\n", ships_csv="a\n1\n", calls_csv="a\n1\n")
    assert (found.rule.id, "ships.meta.yaml" in found.hint) == ("DAT002", True)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0=#"), max_size=8)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_what_a_spreadsheet_writes_is_what_is_read(rows):
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    columns, read, findings = read_csv("a.csv", buffer.getvalue())
    stripped = [[cell.strip() for cell in row] for row in rows]
    assert {each.rule.id for each in findings} <= {"DAT026"}  # any text may look like a note
    assert columns == ("a", "b", "c")
    assert [list(row.values.values()) for row in read] == [row for row in stripped if any(row)]
    lines = buffer.getvalue().split("\n")
    for row in read:
        where = row.where("b")
        assert lines[where.line - 1][where.column - 2] == ","


@given(st.text(st.sampled_from('ab,"\n 一'), max_size=40))
def test_no_text_ends_in_an_error_of_ours(text):
    _, rows, findings = read_csv("a.csv", text)
    assert all(row.location.line for row in rows)
    assert all(finding.location.line for finding in findings)


SPREADSHEETS = [
    # text, the cell's place if it is wrong, a part of the message
    ("id,value,,\nx,1,,\ny,2,,\n,,,\n", "", ""),
    ("id,value\nx,1,,\n", "", ""),
    ("id,value,\nx,1,2\n", "1:10", "no name"),
    ("id,value\nx,=A1\n", "2:3", "value: '=A1' is a formula"),
    ('id,value\nx,"=SUM(A1:B2)"\n', "2:3", "is a formula"),
    ("id,value\nx,#REF!\n", "2:3", "error of a spreadsheet"),
    ("id,value\nx,########\n", "2:3", "error of a spreadsheet"),
    ("id,note\nx,#1 of three\n", "", ""),
    ("id,note\nx,= equals\n", "2:4", "is a formula"),
    ("id,note\nx,=\n", "", ""),
    ("id;value\nx;1\n", "1:1", "not separated by commas"),
    ("id\tvalue\nx\t1\n", "1:1", "not separated by commas"),
]


@pytest.mark.parametrize(("text", "place", "part"), SPREADSHEETS)
def test_what_spreadsheets_leave_behind(data, text, place, part):
    datasets, findings = data(a_csv=text)
    if not place:
        assert findings == ()
        assert datasets["a"].columns[0] == "id"
        assert len(datasets["a"].columns) == 2
        return
    (finding,) = findings
    where = str(finding.location).removeprefix("figures/data/a.csv:")
    assert (finding.rule.id, part in finding.message) == ("DAT002", True)
    assert where == place or part == "is a formula"


@pytest.mark.parametrize(("encoding", "name"), [("cp932", "CP932"), ("euc_jp", "EUC-JP")])
@pytest.mark.parametrize("file", ["a_csv", "a__meta_yaml"])
def test_an_old_encoding_is_named_with_its_remedy(data, file, encoding, name):
    text = "caption: 中国の核弾頭\n" if file == "a__meta_yaml" else "id,item\nx,中国の核弾頭\n"
    files = {"a_csv": "id\nx\n", file: text.encode(encoding)}
    _, findings = data(**files)
    (hint,) = (str(f.hint) for f in findings if f.rule.id == "PAP003")
    said = f"read: {{encoding: {name.lower()}}}"
    assert f"onvert it: iconv -f {name} -t UTF-8" in hint
    assert (said in hint) == (file == "a_csv")
    assert data(a_csv=text.encode(encoding), a__meta_yaml=f"{said}\n")[1] == () or said not in hint


def test_a_type_that_there_is_not_is_answered_with_the_nearest(data):
    _, (finding,) = data(x_csv="n\n1\n", **{"x_meta.yaml": "schema: {n: {type: numbr}}\n"})
    assert (finding.rule.id, finding.hint) == ("DAT002", "Did you mean 'number'?")


def test_a_file_names_its_sources_wherever_they_stand(data):
    text = """\
source: a2020
locator: 3頁
groups:
  - name: x
    items:
      - {source: b2021}
      - {source: '', name: y}
  - source: c2022
    locator: 7
edges:
  - {source: n1, target: n2}
  - {source: 5}
"""
    loaded, findings = data(d_yaml=text)
    assert findings == ()
    named = [(key, place, str(where)) for key, place, where in loaded["d"].named_sources]
    assert named == [
        ("a2020", "3頁", "figures/data/d.yaml:1:1"),
        ("b2021", "", "figures/data/d.yaml:6:10"),
        ("c2022", "7", "figures/data/d.yaml:8:5"),
    ]
