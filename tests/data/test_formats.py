"""One table in each format is one dataset; what a file does not say, its sidecar says."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from decimal import Decimal

import pyarrow as pa
import pytest

from data.written_files import arrow_of, ods, parquet_of, sqlite, stream_of, xlsx
from hakusho.data import facts_of, table
from hakusho.data.data_files import read_texts
from hakusho.data.xlsx import read_xlsx, shown
from hakusho.tools.keeping import Store, keeping

HEADER, FIRST, SECOND = ("id", "港", "隻数"), ("a", "北浜", 1204), ("b", "東島", 98)
ROWS = [HEADER, FIRST, SECOND]
MAPPINGS = [dict(zip(HEADER, row, strict=True)) for row in (FIRST, SECOND)]
COLUMNS = {name: [row[at] for row in (FIRST, SECOND)] for at, name in enumerate(HEADER)}
FEATURES = [{"type": "Feature", "properties": each, "geometry": None} for each in MAPPINGS]
IN_JSON = json.dumps(MAPPINGS, ensure_ascii=False)

SAME = {
    "csv": ("id,港,隻数\na,北浜,1204\nb,東島,98\n", ""),
    "tsv": ("id\t港\t隻数\na\t北浜\t1204\nb\t東島\t98\n", ""),
    "xlsx": (xlsx({"表": ROWS}), ""),
    "ods": (ods("表", ROWS), ""),
    "parquet": (parquet_of(COLUMNS), ""),
    "arrow": (arrow_of(COLUMNS), ""),
    "feather": (arrow_of(COLUMNS), ""),
    "json": (IN_JSON, ""),
    "jsonl": ("".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in MAPPINGS), ""),
    "geojson": (json.dumps({"type": "FeatureCollection", "features": FEATURES}), ""),
    "yaml": (f"rows: {IN_JSON}\n", "read: {list: rows}\n"),
    "db": (
        sqlite(
            "create table p (id text, 港 text, 隻数 int)",
            "insert into p values ('a', '北浜', 1204), ('b', '東島', 98)",
        ),
        "",
    ),
}


def test_bytes_of_a_column_file_are_texts_where_they_are_utf8(data):
    columns = COLUMNS | {"港": ["北浜".encode(), "東島".encode()]}
    assert data(ports_parquet=parquet_of(columns))[0]["ports"].rows[1]["港"] == "東島"
    _, findings = data(ports_parquet=parquet_of(columns | {"港": [b"\xff", b"\xfe"]}))
    assert told(findings) == [("DAT002", "ports.parquet")]
    assert str(findings[0].message) == "the column '港' holds binary, not one value in each row"


@pytest.mark.parametrize("kind", SAME)
def test_a_table_is_the_same_in_each_format(data, kind):
    content, sidecar = SAME[kind]
    files = {f"ports_{kind}": content}
    datasets, findings = data(**files, **({"ports__meta_yaml": sidecar} if sidecar else {}))
    assert findings == ()
    ports = datasets["ports"]
    assert (ports.kind, ports.columns[:3]) == ("table", HEADER)
    cells = [tuple(row[name] for name in HEADER) for row in ports.rows]
    assert cells == [tuple(map(str, FIRST)), tuple(map(str, SECOND))]
    assert list(facts_of(datasets)[0]) == ["a", "b"]


PLACES = {
    "csv": ":3:6", "tsv": ":3:6", "xlsx": ":表!C3", "ods": ":表!C3", "parquet": ":2:3",
    "db": ":2:3", "jsonl": ":2:1", "yaml": ":1:67",
}  # fmt: skip


@pytest.mark.parametrize("kind", PLACES)
def test_a_cell_knows_its_place(data, kind):
    content, sidecar = SAME[kind]
    read = data(**{f"ports_{kind}": content}, ports__meta_yaml=sidecar or "source: x\n")[0]["ports"]
    assert str(read.rows[1].where("隻数")) == f"figures/data/ports.{kind}{PLACES[kind]}"


def told(findings):
    return [(f.rule.id, str(f.location).removeprefix("figures/data/")) for f in findings]


TITLED = {"第1表": [
    ["第1表　旅客の数"], [], ["年度", "旅客数", None], [None, "計", "うち子ども"],
    ["令和５年度", 1234, "△１２"], ["令和6年度", "1,301p", "…"],
    ["注１　年度は4月から3月までである。"], ["ｐ　速報値である。"],
]}  # fmt: skip
SAYS = "read: {header: [3, 4], notes: 注, dates: 年度, marks: {p: 速報値}}\n"


def test_a_sheet_as_offices_publish_it(data):
    datasets, findings = data(t_xlsx=xlsx(TITLED, merged=["B3:C3"]), t__meta_yaml=SAYS)
    assert findings == ()
    read = datasets["t"]
    assert read.columns == ("年度", "旅客数/計", "旅客数/うち子ども")
    assert [tuple(row.values.values()) for row in read.rows] == [
        ("2023", "1234", "△１２"),
        ("2024", "1,301", "…"),
    ]
    assert dict(read.rows[1].marks) == {"旅客数/計": "p"}
    assert [(note.mark, str(note.location)[-3:]) for note in read.notes] == [
        ("", "!A7"),
        ("p", "!A8"),
    ]


def test_a_header_that_was_not_declared_is_one_finding(data):
    _, findings = data(t_xlsx=xlsx(TITLED, merged=["B3:C3"]))
    assert told(findings) == [("DAT002", "t.xlsx:第1表!A1")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Source,World,\nUpdated,2025,\nland,2023,2024,2025\nA,1,2,3\nB,4,5,6\n", ["1:14", "1:1"]),
        ("表,,\n年,輸出,輸入\n2023,1,2\n", ["1:1"]),
        ("a,b\n1,2,3\n4,5,6\n7,8\n", ["1:1"]),
        ("a,b\n1,2,3\n4,5,6\n7,8\n9,1\n", ["2:5", "3:5"]),
        ("a,b\n1,2,3\n4,5,6,7\n", ["2:5", "3:5"]),
        ("a,b\n1,2,3\n", ["2:5"]),
    ],
)
def test_of_a_row_that_is_no_header_it_is_told_once(data, text, places):
    _, findings = data(t_csv=text)
    assert told(findings) == [("DAT002", f"t.csv:{place}") for place in places]


def test_columns_that_hold_nothing_are_passed_over_between_others_too(data):
    rows = [
        ["港", None, "隻", None, "人"],
        ["北浜", None, 1, None, 2],
        ["東島", None, None, None, 3],
    ]
    datasets, findings = data(t_xlsx=xlsx({"s": rows}))
    assert findings == ()
    assert datasets["t"].columns == ("港", "隻", "人")
    assert str(datasets["t"].rows[1].where("人")) == "figures/data/t.xlsx:s!E3"
    _, findings = data(u_csv="港,,隻\n北浜,x,1\n")
    assert told(findings) == [("DAT002", "u.csv:1:3")]


def test_numbers_of_32_bits_have_the_digits_that_these_keep(data):
    columns = {"n": pa.array([1.1, 16777216, 0.1], pa.float32())}
    rows = data(t_parquet=parquet_of(columns))[0]["t"].rows
    assert [row["n"] for row in rows] == ["1.1", "16777216", "0.1"]


def test_cells_over_two_columns_name_both_in_csv_as_well(data):
    text = "表,,,\n港,輸出,,計\n,数量,金額,\n北浜,1,2,3\n"
    datasets, findings = data(t_csv=text, t__meta_yaml="read: {header: [2, 3]}\n")
    assert findings == ()
    assert datasets["t"].columns == ("港", "輸出/数量", "輸出/金額", "計")


def test_a_title_over_all_columns_is_told_once(data):
    rows = [["港の旅客", "", "", ""], ["港", "2024", "2025", "2026"], ["北浜", 1, 2, 3]]
    _, findings = data(t_xlsx=xlsx({"s": rows}, merged=["A1:D1"]))
    assert told(findings) == [("DAT002", "t.xlsx:s!A1")]
    assert "row 1 holds a title, '港の旅客'" in findings[0].message


def test_merged_labels_count_for_all_their_rows(data):
    rows = [["港", "船", "隻"], ["北浜", "貨物", 1], [None, "客", 2], ["東島", "客", 3]]
    merged = data(t_xlsx=xlsx({"s": rows}, merged=["A2:A3"]))[0]["t"]
    assert [row["港"] for row in merged.rows] == ["北浜", "北浜", "東島"]
    text = "港,船,隻\n北浜,貨物,1\n,客,2\n東島,客,3\n"
    filled = data(u_csv=text, u__meta_yaml="read: {fill: 港}\n")[0]["u"]
    assert [row["港"] for row in filled.rows] == ["北浜", "北浜", "東島"]


@pytest.mark.parametrize("read", ["{range: 表}", "{range: B2:C3}", "{sheet: 2}", "{sheet: 乙}"])
def test_where_in_a_workbook_the_table_is(data, read):
    away = xlsx(
        {"甲": [[], [None, "x", "y"], [None, 1, 2], [], ["x"]], "乙": [["x", "y"], [1, 2]]},
        names={"表": "甲!$B$2:$C$3"},
    )
    datasets, findings = data(t_xlsx=away, t__meta_yaml=f"read: {read}\n")
    alone = [each for each in findings if each.rule.id != "DAT016"]
    assert [dict(row.values) for row in datasets["t"].rows] == [{"x": "1", "y": "2"}]
    assert alone == []


ABSENT = {
    "sheet": ("t_xlsx", xlsx({"甲": [["x"], [1]]}), "{sheet: 乙}"),
    "range": ("t_xlsx", xlsx({"甲": [["x"], [1]]}), "{range: 表}"),
    "table": ("t_db", sqlite("create table p (x)"), "{table: q}"),
    "list": ("t_json", '{"rows": [{"a": 1}]}', "{list: lines}"),
    "list-yaml": ("t_yaml", "rows: [{a: 1}]\n", "{list: lines}"),
    "header": ("t_csv", "x\n1\n", "{header: 5}"),
    "column": ("t_csv", "x\n1\n", "{dates: y}"),
}


@pytest.mark.parametrize("name", ABSENT)
def test_what_a_sidecar_says_and_the_file_does_not_have(data, name):
    file, content, read = ABSENT[name]
    _, findings = data(**{file: content}, t__meta_yaml=f"source: x\nread: {read}\n")
    assert told(findings) == [("DAT015", "t.meta.yaml:2:1")]


def test_it_must_be_said_which_table_is_meant(data):
    book = xlsx({"甲": [["x"], [1]], "乙": [["y"], [2]]})
    datasets, findings = data(t_xlsx=book, d_db=sqlite("create table p (x)", "create table q (x)"))
    assert sorted(told(findings)) == [("DAT002", "d.db"), ("DAT016", "t.xlsx")]
    assert datasets["t"].columns == ("x",)
    assert "d" not in datasets


def test_of_two_files_of_one_name_the_exported_one_is_not_read(data):
    datasets, findings = data(t_csv="x\n1\n", t_xlsx=xlsx({"s": [["y"], [2]]}))
    assert told(findings) == [("DAT017", "t.xlsx")]
    assert datasets["t"].columns == ("x",)


def _broken(book, part):
    """A workbook of which a part is cut."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if name.endswith(part) else content)
    return buffer.getvalue()


def _without(book, part, marker=""):
    """A workbook without a part, or whose part is another text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if not name.endswith(part):
                new.writestr(name, old.read(name))
            elif marker:
                new.writestr(name, marker)
    return buffer.getvalue()


_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _cells(inside):
    """A workbook whose only sheet has these rows, as Excel writes them."""
    sheet = f"<worksheet {_NS}><sheetData>{inside}</sheetData></worksheet>"
    return _without(xlsx({"s": [["x"], [1]]}), "sheet1.xml", sheet)


WRITTEN = {
    '<row r="1"><c r="A1" t="inlineStr"><is><r><t>港</t></r><r><t>名</t></r></is></c></row>': "港名",
    '<row r="1"><c r="A1" t="str"><v>a_x000D_b</v></c></row>': "a\rb",
    '<row r="1"><c r="A1" t="d"><v>2025-04-01</v></c></row>': "2025-04-01",
    '<row r="1"><c r="A1" t="b"><v>1</v></c></row>': "true",
    '<row r="1"><c r="A1" t="b"><v>0</v></c></row>': "false",
    '<row r="1"><c r="A1"><v>12.50</v></c></row>': "12.5",
    '<row r="1"><c r="A1" s="9999"><v>7</v></c></row>': "7",
    '<row r="1"><c r="A1" t="str"><f>B1</f></c></row>': None,
    '<row r="1"><c r="A1"><f>B1+1</f></c></row>': "=B1+1",
    '<row r="1"><c r="A1"><f/></c></row>': "=…",
}


@pytest.mark.parametrize("inside", WRITTEN)
def test_a_cell_is_read_as_excel_writes_it(inside):
    (sheet,) = read_xlsx(_cells(inside)).sheets
    found = [cells for _, cells in sheet.rows if cells]
    assert found == ([{1: WRITTEN[inside]}] if WRITTEN[inside] is not None else [])


def test_strings_and_styles_may_be_missing():
    plain = _without(_without(xlsx({"s": [[1], [2]]}), "styles.xml"), "sharedStrings.xml")
    (sheet,) = read_xlsx(plain).sheets
    assert [dict(cells) for _, cells in sheet.rows] == [{1: "1"}, {1: "2"}]


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
NESTED = parquet_of({"x": [1], "l": [[1, 2]]})
UNREADABLE = {
    "digits": ("t_json", f'[{{"a": {"9" * 5000}}}]', "t.json:1"),
    "locked": ("t_xlsx", LOCKED, "t.xlsx"),
    "old": ("t_xlsx", LOCKED[:8] + b"\0" * 900, "t.xlsx"),
    "no-zip": ("t_xlsx", b"x,y\n1,2\n", "t.xlsx"),
    "cut-sheet": ("t_xlsx", _broken(xlsx({"s": ROWS}), "sheet1.xml"), "t.xlsx"),
    "cut": ("t_ods", ods("s", ROWS)[:400], "t.ods"),
    "no-workbook": ("t_xlsx", _without(xlsx({"s": ROWS}), "workbook.xml"), "t.xlsx"),
    "no-sheet": ("t_xlsx", _without(xlsx({"s": ROWS}), "sheet1.xml"), "t.xlsx"),
    "without-sheets": ("t_xlsx", _without(xlsx({"s": ROWS}), "workbook.xml", f"<workbook {_NS}/>"), "t.xlsx"),
    "without-tables": ("t_db", sqlite("create table p (x)", "drop table p"), "t.db"),
    "no-text": ("t_xlsx", _cells('<row r="1"><c r="B1" t="s"><v>7</v></c></row>'), "t.xlsx:s!B1"),
    "no-number": ("t_xlsx", _cells('<row r="3"><c r="A3"><v>x</v></c></row>'), "t.xlsx:s!A3"),
    "cut-short": ("t_csv", "code\n1.31013E+11\n1.5E+11\n1.310130E+11\n", "t.csv:2:1"),
    "formula": ("t_xlsx", xlsx({"s": [["x"], ["=1/0"]]}), "t.xlsx:s!A2"),
    "failed": ("t_ods", ods("s", [["x"], ["#DIV/0!"]]), "t.ods:s!A2"),
    "failed-too": ("t_ods", ods("s", [["x"], ["Err:502"]]), "t.ods:s!A2"),
    "nested": ("t_parquet", NESTED, "t.parquet"),
    "no-parquet": ("t_parquet", b"PAR1", "t.parquet"),
    "no-database": ("t_db", b"SQLite format 3\0" + b"x" * 200, "t.db"),
    "bytes": ("t_db", sqlite("create table p (x)", "insert into p values (x'00ff')"), "t.db:1:1"),
    "json": ("t_json", '[{"a": 1},\n {"a": }]', "t.json:2:8"),
    "jsonl": ("t_jsonl", '{"a": 1}\n{"a": }\n', "t.jsonl:2:7"),
    "deep": ("t_json", "[" * 5000, "t.json"),
    "a-comma-too-many": ("t_json", '[{"a": 1},]', "t.json:1:11"),
    "a-comment": ("t_json", '# of 2025\n[{"a": 1}]', "t.json:1:1"),
    "lines-in-json": ("t_json", '{"a": 1}\n{"a": 2}\n', "t.json:2:1"),
    "json-on-several-lines": ("t_jsonl", '[\n {"a": 1}\n]\n', "t.jsonl:1:2"),
    "a-list-on-a-line": ("t_jsonl", '[{"a": 1}, {"a": 2}]\n', "t.jsonl:1"),
    "tabs-and-commas": ("t_tsv", "a,b\n1,2\n", "t.tsv:1:1"),
    "torn-with-tabs": ("t_tsv", "a\tb\n1\t2\n3\n", "t.tsv:3:1"),
    "a-workbook-in-csv": ("t_csv", xlsx({"s": ROWS}), "t.csv"),
    "a-database-in-csv": ("t_csv", sqlite("create table p (x)"), "t.csv"),
    "packed": ("t_csv", b"\x1f\x8b\x08\0\0", "t.csv"),
    "a-pdf": ("t_json", b"%PDF-1.7\n", "t.json"),
    "an-old-workbook-in-csv": ("t_csv", LOCKED, "t.csv"),
    "a-web-page-in-a-workbook": ("t_xlsx", b"<html><table></table></html>", "t.xlsx"),
    "nothing-in-a-database": ("t_db", b"", "t.db"),
    "cut-arrow": ("t_arrow", arrow_of(COLUMNS)[:-60], "t.arrow"),
    "a-stream": ("t_arrow", stream_of(COLUMNS), "t.arrow"),
    "infinity": ("t_parquet", parquet_of({"x": [1.0, float("inf")]}), "t.parquet:2:1"),
    "infinity-in-a-database": ("t_db", sqlite("create table p (x)", "insert into p values (9e999)"), "t.db:1:1"),
    "a-geometry-that-there-is-not": ("t_geojson", json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "polygon"}}]}), "t.geojson:1:44"),
}  # fmt: skip


def test_a_workbook_is_read_while_a_paper_is_held_open(data):
    book = xlsx({"甲": [["x"], ["1p"]]})
    read = "read: {marks: {p: {ja: 速報値, en: preliminary}}}\n"
    store, seen = Store(), []
    for _ in range(2):
        with keeping(store):
            datasets, _ = data(t_xlsx=book, t__meta_yaml=read)
            seen.append([dict(row.values) for row in datasets["t"].rows])
    assert seen == [[{"x": "1"}]] * 2


UNFINISHED = [("-wal", b"7\x7f\x06\x82"), ("-journal", b"\xd9\xd5\x05\xf9 \xa1c\xd7")]


def test_a_database_with_a_log_beside_it_is_read_when_all_is_in_it(data):
    content = sqlite("create table p (id text, 隻数 int)", "insert into p values ('a', 5)")
    logged = content[:18] + b"\2\2" + content[20:]
    datasets, findings = data(t_db=logged)
    assert ([dict(row.values) for row in datasets["t"].rows], findings) == (
        [{"id": "a", "隻数": "5"}],
        (),
    )


@pytest.mark.parametrize(("end", "begins"), UNFINISHED)
def test_a_database_that_is_being_written_is_not_read(tmp_path, data, end, begins):
    content = sqlite("create table p (id text, 隻数 int)", "insert into p values ('a', 5)")
    data(t_db=content)
    beside = tmp_path / f"figures/data/t.db{end}"
    beside.write_bytes(begins + b"...")
    datasets, findings = data()
    assert (told(findings), "t" in datasets) == ([("DAT002", "t.db")], False)
    beside.write_bytes(b"")
    assert "t" in data()[0]


def test_a_list_in_yaml_is_a_table_unless_its_sidecar_describes_lists(data):
    rows = "- {港: 北浜, 隻数: 5}\n- {港: 東島, 隻数: 3}\n"
    datasets, findings = data(t_yaml=rows)
    assert findings == ()
    assert [tuple(row.values.values()) for row in datasets["t"].rows] == [
        ("北浜", "5"),
        ("東島", "3"),
    ]
    datasets, _ = data(t_yaml=rows, t__meta_yaml='schema: {"[]": {港: text}}\n')
    assert datasets["t"].kind == "tree"
    datasets, _ = data(u_yaml="- {港: 北浜, 航路: [a, b]}\n")
    assert datasets["u"].kind == "tree"


def test_midnights_in_utc_are_days(data):
    moments = [dt.datetime(2024, 1, day, tzinfo=dt.UTC) for day in (1, 2)]
    rows = data(t_parquet=parquet_of({"x": moments}))[0]["t"].rows
    assert [row["x"] for row in rows] == ["2024-01-01", "2024-01-02"]


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_one_finding_at_its_place(data, name):
    file, content, where = UNREADABLE[name]
    assert told(data(**{file: content})[1]) == [("DAT002", where)]


def test_nested_columns_are_left_out_where_others_are_named(data):
    datasets, findings = data(t_parquet=NESTED, t__meta_yaml="read: {columns: x}\n")
    assert (datasets["t"].columns, findings) == (("x",), ())


def test_more_cells_than_a_paper_can_use(data, monkeypatch):
    monkeypatch.setattr("hakusho.data.workbooks.MOST_CELLS", 5)
    monkeypatch.setattr("hakusho.data.databases.MOST_CELLS", 5)
    _, findings = data(a_xlsx=SAME["xlsx"][0], b_ods=SAME["ods"][0], c_parquet=SAME["parquet"][0],
                       d_db=SAME["db"][0])  # fmt: skip
    assert told(findings) == [("DAT002", name) for name in ("a.xlsx", "b.ods", "c.parquet", "d.db")]


def test_of_a_column_file_with_too_many_cells_it_is_said_how_many_columns_can_be_read(
    data, monkeypatch
):
    monkeypatch.setattr("hakusho.data.workbooks.MOST_CELLS", 5)
    _, (finding,) = data(c_parquet=SAME["parquet"][0])
    assert finding.hint.values["fit"] == 5 // finding.message.values["rows"]
    named = re.search(r"read: \{columns: (\[.*?\])\}", str(finding.hint))[1]
    datasets, findings = data(
        c_parquet=SAME["parquet"][0], c__meta_yaml=f"read: {{columns: {named}}}\n"
    )
    assert findings == ()
    assert [*datasets["c"].columns] == json.loads(named)


def test_a_view_that_never_ends_is_a_finding(data):
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"
    _, findings = data(t_db=sqlite(f"create view v as {endless}"))
    assert told(findings) == [("DAT002", "t.db")]


NUMBERS = {
    ("1234567", "#,##0"): "1234567", ("0.165", "0.0%"): "16.5%", ("33.333333333333336", "0.0"): "33.3",
    ("0.30000000000000004", ""): "0.3", ("0.30000000000000004", "General"): "0.3",
    ("1.005", "0.00"): "1.01", ("-12.5", '#,##0.0;"△"#,##0.0'): "-12.5", ("-0.2", "0"): "0",
    ("45383", "yyyy/m/d"): "2024-04-01", ("45383", '[$-411]ggge"年"m"月"d"日"'): "2024-04-01",
    ("45383.5", "yyyy/m/d h:mm"): "2024-04-01 12:00:00", ("0.5", "h:mm"): "12:00:00",
    ("45383", '0"人"'): "45383", ("45383", "[Red]0"): "45383", ("59", "y/m/d"): "1900-02-28",
    ("61", "y/m/d"): "1900-03-01", ("1.5E+3", ""): "1500", ("123456", "0.00E+00"): "123456",
}  # fmt: skip


@pytest.mark.parametrize(("given", "form"), NUMBERS)
def test_a_number_is_read_as_its_sheet_shows_it(given, form):
    assert shown(Decimal(given), form) == NUMBERS[given, form]


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_day_is_the_same_in_both_calendars(from_1904):
    book = xlsx({"s": [[dt.date(2024, 4, 1), True]]}, from_1904=from_1904)
    assert read_xlsx(book).sheets[0].rows == ((1, {1: "2024-04-01", 2: "true"}),)


def test_furigana_is_not_part_of_a_cell():
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>北浜</t>'
        '<rPh sb="0" eb="2"><t>キタハマ</t></rPh></si></sst>'
    )
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx({"s": [["北浜"]]}))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, shared if name.endswith("sharedStrings.xml") else old.read(name))
    assert read_xlsx(buffer.getvalue()).sheets[0].rows == ((1, {1: "北浜"}),)


def test_an_encoding_and_a_delimiter_are_said_beside(data):
    read = 'read: {encoding: cp932, delimiter: ";", decimal: ","}\n'
    datasets, findings = data(t_csv="港;数\n北浜;1.234,5\n".encode("cp932"), t__meta_yaml=read)
    assert findings == ()
    assert dict(datasets["t"].rows[0].values) == {"港": "北浜", "数": "1234.5"}


def test_what_stands_for_a_number_that_there_is_not_is_said_beside(data):
    text = "id,value,n\na,不詳,秘\nb,3,4\n"
    sidecar = "caption: 表\nsource: x\nschema: {n: integer}\n"
    _, findings = data(t_csv=text, t__meta_yaml=sidecar)
    assert told(findings) == [("DAT006", "t.csv:2:6")]
    datasets, findings = data(t_csv=text, t__meta_yaml=f"{sidecar}read: {{missing: [不詳, 秘]}}\n")
    facts, problems = facts_of(datasets)
    assert (findings, problems, facts["a"].value, facts["b"].value) == ((), (), None, Decimal(3))
    assert "不詳" in table(datasets["t"], "ja")


def test_columns_may_be_named_anew_all_or_none(data):
    datasets, findings = data(t_csv="x,y\n1,2\n", t__meta_yaml="read: {columns: [甲, 乙]}\n")
    assert (datasets["t"].columns, findings) == (("甲", "乙"), ())
    datasets, findings = data(t_csv="1,2\n", t__meta_yaml="read: {columns: [甲, 乙], header: 0}\n")
    assert (dict(datasets["t"].rows[0].values), findings) == ({"甲": "1", "乙": "2"}, ())
    _, findings = data(t_csv="x,y\n1,2\n", t__meta_yaml="read: {columns: [甲]}\n")
    assert told(findings) == [("DAT015", "t.meta.yaml:1:1")]


OF_OTHERS = {
    "a sheet of a CSV file": ("csv", "sheet: 表"),
    "a table of a workbook": ("xlsx", "table: 表"),
    "a list of a CSV file": ("csv", "list: rows"),
    "an encoding of a workbook": ("xlsx", "encoding: cp932"),
    "an area of a database": ("db", "range: A1:C3"),
    "a delimiter of JSON": ("json", 'delimiter: ";"'),
}


@pytest.mark.parametrize("case", OF_OTHERS)
def test_what_can_be_said_of_other_kinds_of_files_only_is_told(data, case):
    kind, said = OF_OTHERS[case]
    datasets, findings = data(**{f"t_{kind}": SAME[kind][0], "t__meta_yaml": f"read: {{{said}}}\n"})
    assert told(findings) == [("DAT015", "t.meta.yaml:1:1")]
    assert findings[0].message.startswith(f"'{said.partition(':')[0]}' says nothing of a file")
    assert "t" in datasets


RINGS = {
    "crossing": ([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]], "crosses itself near 0, 2"),
    "open": ([[0, 0], [2, 0], [2, 2], [0, 2]], "is not closed"),
    "short": ([[0, 0], [2, 0], [0, 0]], "has fewer than 4 positions"),
    "none": ([[0, 0], ["x", 0], [1, 1], [0, 0]], "holds what is no position"),
    "square": ([[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]], ""),
    "notched": ([[0, 0], [4, 0], [4, 4], [2, 1], [0, 4], [0, 0]], ""),
}


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
@pytest.mark.parametrize("name", RINGS)
def test_rings_of_a_map_are_looked_at(data, name, kind):
    ring, said = RINGS[name]
    coordinates = [ring] if kind == "Polygon" else [[[[9, 9], [8, 9], [8, 8], [9, 9]]], [ring]]
    feature = {"type": "Feature", "properties": {"n": 1}, "geometry": {"type": kind}}
    feature["geometry"]["coordinates"] = coordinates
    text = '{"type": "FeatureCollection", "features": [\n' + json.dumps(feature) + "]}"
    datasets, findings = data(t_geojson=text)
    assert datasets["t"].rows[0]["geometry"] == kind
    assert told(findings) == ([("DAT019", "t.geojson:2:1")] if said else [])
    assert all(said in each.message for each in findings)


@pytest.mark.parametrize(
    "asked",
    [
        "random()",
        "hex(randomblob(4))",
        "current_timestamp",
        "CURRENT_DATE",
        "date('now')",
        "date()",
        "strftime('%Y')",
        "strftime('%Y', ' NOW ', '+1 day')",
        "datetime('2020-01-01', 'localtime')",
    ],
)
def test_a_view_that_says_something_else_each_time_is_found(data, asked):
    _, findings = data(t_db=sqlite(f"create view v as select {asked} as x"))
    (finding,) = findings
    assert (finding.rule.id, finding.message[:4]) == ("DAT002", "'v' ")
    assert "time of day" in finding.message


def test_a_view_works_out_dates(data):
    columns = "strftime('%Y', '2026-04-01') as y, date('2026-04-01', '+1 month') as d"
    datasets, findings = data(t_db=sqlite(f"create view v as select {columns}"))
    assert findings == ()
    assert [(row["y"], row["d"]) for row in datasets["t"].rows] == [("2026", "2026-05-01")]


def test_what_would_take_all_memory_is_found(data, monkeypatch):
    monkeypatch.setattr("hakusho.data.data_files._MOST_MEMORY", 64)
    files = {
        "a_parquet": parquet_of({"x": ["x" * 100_000] * 2_000}),
        "b_db": sqlite(
            "create view v as with recursive c(n) as (select 1 union all select n + 1 from c"
            " limit 2000) select hex(zeroblob(50000)) as x from c"
        ),
    }
    assert max(map(len, files.values())) < 200_000
    _, findings = data(**files)
    assert {(each.rule.id, "MiB of memory" in each.message) for each in findings} == {
        ("DAT002", True)
    }
    assert len(findings) == len(files)


@pytest.mark.parametrize(
    "made",
    [
        "hex(zeroblob(400000000))",
        "printf('%.*c', 20000000, 'x')",
        "coalesce(FORMAT('%020000000d', 1), '0')",
        "length(printf('%.*c', 20000000, 'x'))",
    ],
)
def test_a_cell_of_a_database_has_a_length(data, made):
    _, findings = data(t_db=sqlite(f"create view v as select {made} as x"))
    assert [each.rule.id for each in findings] == ["DAT002"]


def test_a_view_writes_numbers_in_a_format(data):
    columns = "printf('%05.1f', 2.25) as f, format('%s港', '北浜') as s, printf(null) as n"
    datasets, findings = data(t_db=sqlite(f"create view v as select {columns}"))
    assert findings == ()
    assert [*datasets["t"].rows[0].values.values()] == ["002.3", "北浜港", ""]


def test_a_text_that_is_not_utf8_is_found_at_its_cell(data):
    rows = "insert into t values ('a', 'b'), ('c', cast(x'96698f' as text))"
    _, findings = data(t_db=sqlite("create table t (x, y)", rows))
    assert told(findings) == [("DAT002", "t.db:2:2")]


LARGE = {
    1.2e15: "1200000000000000",
    1e-5: "0.00001",
    0.1 + 0.2: "0.3",
    5e20: "500000000000000000000",
}


@pytest.mark.parametrize("number", LARGE)
def test_a_number_has_no_exponent(data, number):
    datasets, findings = data(
        a_db=sqlite(f"create view v as select 'a' as id, {number!r} as value"),
        b_parquet=parquet_of({"id": ["b"], "value": [number]}),
    )
    facts, problems = facts_of(datasets)
    assert (findings, problems) == ((), ())
    assert {name: fact.value for name, fact in facts.items()} == {
        "a": Decimal(LARGE[number]),
        "b": Decimal(LARGE[number]),
    }


def test_more_letters_than_a_paper_has_are_found(data, monkeypatch):
    monkeypatch.setattr("hakusho.data.data_files._MOST_LETTERS", 50)
    _, findings = data(t_db=sqlite("create table p (x)", "insert into p values ('港港港港港港')"))
    assert [("50 letters" in each.message, each.rule.id) for each in findings] == [(True, "DAT002")]


HIDDEN = "甲\x1b乙\u202e丙\x00"
WITH_HIDDEN = {
    "xlsx": (xlsx({"表": [("名",), ("甲",), ("丙_x0007_丁\u202e",)]}), [(7, 3), (0x202E, 3)]),
    "ods": (ods("表", [("名",), ("乙\u202e",)]), [(0x202E, 2)]),
    "db": (sqlite("create table p (名)", "insert into p values ('甲'||char(27))"), [(0x1B, 1)]),
    "parquet": (parquet_of({"名": [HIDDEN]}), [(0x1B, 1), (0x202E, 1), (0, 1)]),
    "json": (json.dumps([{"名": HIDDEN + "\b"}]), [(0x1B, 1), (0x202E, 1), (0, 1), (8, 1)]),
    "jsonl": ('{"名": "甲"}\n{"名": "\\ud800"}\n', [(0xD800, 2)]),
    "geojson": ('{"a": {"b": "\\u001b"}}', [(0x1B, 1)]),
}


@pytest.mark.parametrize("kind", WITH_HIDDEN)
def test_what_no_edition_can_print_is_found_where_it_stands(data, kind):
    content, expected = WITH_HIDDEN[kind]
    _, findings = data(**{f"t_{kind}": content})
    found = [each for each in findings if each.rule.id == "TYP010"]
    code = re.compile(r"U\+([0-9A-F]+)")
    said = [(int(code.search(each.message)[1], 16), each.location.line) for each in found]
    assert sorted(said) == sorted(expected)


def test_what_is_no_control_in_json_is_let_be(data):
    text = json.dumps([{"a": "\U0001f6a2 \n\t", "b": "\\u001b"}])
    datasets, findings = data(t_json=text)
    assert findings == ()
    assert datasets["t"].rows[0]["b"] == "\\u001b"


UNREAD = {
    "ports.xls": "Open it in a spreadsheet, and save it as .xlsx.",
    "PORTS.CSV": "Write the end of its name in small letters: .csv.",
    "ports.csv.gz": "Unpack it.",
    "ports.dta": "Save the data as CSV, or let a script read it: figures/data/ports.py.",
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_nobody_reads_is_found(tmp_path, name):
    folder = tmp_path / "figures/data"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(b"x,y\n1,2\n")
    (folder / "notes.txt").write_bytes(b"x")
    _, findings = read_texts(tmp_path)
    assert [(f.rule.id, f.location.path, str(f.hint)) for f in findings] == [
        ("DAT025", f"figures/data/{name}", UNREAD[name])
    ]
    (folder / "_own.py").write_text(f'open("figures/data/{name}")\n', encoding="utf-8")
    assert read_texts(tmp_path)[1] == ()


def test_the_original_beside_a_dataset_is_let_be(tmp_path):
    folder = tmp_path / "figures/data"
    folder.mkdir(parents=True)
    for name in ("ports.xls", "ports.csv"):
        (folder / name).write_bytes(b"x,y\n1,2\n")
    assert read_texts(tmp_path)[1] == ()


def test_midnights_of_a_database_are_days(data):
    made = sqlite(
        "create table bills (at datetime, seen datetime, n)",
        "insert into bills values ('2024-04-01 00:00:00', '2024-04-01 00:00:00', 5)",
        "insert into bills values ('2025-04-01 00:00:00', '2024-04-01 12:30:00', 6)",
        "insert into bills values (null, '2024-04-02 00:00:00', 7)",
    )
    datasets, findings = data(bills_db=made)
    assert findings == ()
    assert [tuple(row.values.values()) for row in datasets["bills"].rows] == [
        ("2024-04-01", "2024-04-01 00:00:00", "5"),
        ("2025-04-01", "2024-04-01 12:30:00", "6"),
        ("", "2024-04-02 00:00:00", "7"),
    ]


HOLES = {
    "inside": ([[1, 1], [2, 1], [2, 2], [1, 1]], False),
    "along-the-edge": ([[0, 0], [3, 0], [3, 1], [0, 0]], False),
    "outside": ([[6, 6], [7, 6], [7, 7], [6, 6]], True),
    "half-outside": ([[3, 1], [6, 1], [6, 2], [3, 1]], True),
}


@pytest.mark.parametrize("name", HOLES)
def test_a_hole_lies_in_its_polygon(data, name):
    hole, outside = HOLES[name]
    outer = [[0, 0], [5, 0], [5, 5], [0, 5], [0, 0]]
    geometry = {"type": "Polygon", "coordinates": [outer, hole]}
    feature = {"type": "Feature", "properties": {"n": 1}, "geometry": geometry}
    text = '{"type": "FeatureCollection", "features": [\n' + json.dumps(feature) + "]}"
    findings = data(t_geojson=text)[1]
    assert told(findings) == ([("DAT019", "t.geojson:2:1")] if outside else [])


def test_the_mark_of_a_name_is_taken_from_it_and_a_letter_at_its_end_is_none(data):
    says = "read: {marks: {¹: 概数, 注2: 推計, p: 速報値}}\n"
    rows = "港,数\n北浜¹,1\nGroup,3p\n東島 注2,4\n"
    datasets, findings = data(t_csv=rows, t__meta_yaml=says)
    assert not findings
    assert [row["港"] for row in datasets["t"].rows] == ["北浜", "Group", "東島"]
    assert [dict(row.marks) for row in datasets["t"].rows] == [
        {"港": "¹"}, {"数": "p"}, {"港": "注2"},
    ]  # fmt: skip


@pytest.mark.parametrize("write", [parquet_of, arrow_of])
def test_two_columns_of_one_name_are_told(data, write):
    twice = pa.table([pa.array([1]), pa.array([2])], names=["a", "a"])
    _, findings = data(**{f"t_{'parquet' if write is parquet_of else 'arrow'}": write(twice)})
    assert [(each.rule.id, str(each.message)) for each in findings] == [
        ("DAT002", "two columns are called 'a'")
    ]


def test_rows_below_a_title_of_two_cells_are_told_once(data):
    rows = "".join(f"{at},A,B,C,D,E,{at}\n" for at in range(30))
    _, findings = data(t_csv=f"表題,国勢調査\n抽出,値,表示\n{rows}")
    assert [(each.rule.id, each.location.line) for each in findings] == [("DAT002", 1)]
    assert "have 7 cells" in str(findings[0].message)
