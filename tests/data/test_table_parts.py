"""Tables of facts: quantities with unit and qualifier, sources of the rows, parts of a dataset."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from hakusho.data import ValueForAuthorError, facts_of, table, vocabulary_of
from hakusho.data.quantities import PLAIN
from hakusho.data.table_parts import Part, part_of
from hakusho.paper.settings import Numbers
from read_yaml import read_yaml

TABLE = read_yaml(Path(__file__).with_name("table_parts.yaml"))
CSV = """\
id,item,value,low,high,qualifier,unit,unit_en,year,status,source,locator
china-2030,核弾頭,1000,,,,発,warheads,2030,projection,mod2023,61頁
china-now,核弾頭,400,,,約,発,warheads,2021,estimate,mod2023,61頁
dprk,核弾頭,,45,50,,発,warheads,2023,estimate,dod2023,p. 67
"""


WHOLE = Part()


def cells(markdown):
    """Rows of a grid table as lists of cells, the header first, and the caption."""
    markdown = html.unescape(markdown)
    rows = [
        [cell.strip().replace("\\", "") for cell in line.strip("|").split("|")]
        for line in markdown.splitlines()
        if line.startswith("|")
    ]
    (caption,) = [line[2:] for line in markdown.splitlines() if line.startswith(": ")]
    return rows, caption


def shown(data, sidecar, language="ja", style=PLAIN, part=WHOLE, csv=CSV):
    datasets, findings = data(f_csv=csv, f__meta_yaml=sidecar)
    assert findings == ()
    return cells(table(datasets["f"], language, style, part))


@pytest.mark.parametrize(
    ("columns", "language", "values"),
    [
        ("{item: 品目, value: 数}", "ja", ["1,000発", "約400発", "45～50発"]),
        ("{item: 品目, value: 数（発）}", "ja", ["1,000", "約400", "45～50"]),
        (
            "{item: Item, value: Number}",
            "en",
            ["1,000 warheads", "about 400 warheads", "45–50 warheads"],
        ),
        ("{item: 品目, value: 数, unit: 単位}", "ja", ["1,000", "約400", "45～50"]),
        ("{item: 品目, value: 数, low: 下限, high: 上限}", "ja", ["1,000発", "約400発", ""]),
        ("{item: 品目, value: 数, qualifier: 備考}", "ja", ["1,000発", "400発", "45～50発"]),
    ],
)
def test_a_value_shows_what_no_other_column_does(data, columns, language, values):
    rows, _ = shown(data, f"caption: 表\ncolumns: {columns}\n", language)
    assert [row[1] for row in rows[1:]] == values


def test_the_house_style_of_numbers_holds_in_tables(data):
    rows, _ = shown(
        data, "caption: 表\ncolumns: {item: 品目, value: 数}\n", style=Numbers(estimates="about")
    )
    assert [row[1] for row in rows[1:]] == ["約1,000発", "約400発", "45～50発"]


def test_columns_that_the_schema_counts_get_separators(data):
    csv = "port,ships,since\nA,12345,1978\n"
    rows, _ = shown(data, "caption: 表\nschema: {ships: integer, since: year}\n", csv=csv)
    assert rows[1] == ["A", "12,345", "1978"]


@pytest.mark.parametrize(
    ("sidecar", "language", "caption"),
    [
        ("columns: {item: 品目}", "ja", "表（出典：[@mod2023, 61頁; @dod2023, p. 67]） {#tbl-f}"),
        ("columns: {item: I}", "en", "表 (Source: [@mod2023, 61頁; @dod2023, p. 67]) {#tbl-f}"),
        ("columns: {item: 品目, source: 典拠}", "ja", "表 {#tbl-f}"),
        ("columns: {source: 典拠}\nsource: kito2024", "ja", "表（出典：[@kito2024]） {#tbl-f}"),
    ],
)
def test_the_source_line_is_that_of_the_rows(data, sidecar, language, caption):
    assert shown(data, f"caption: 表\n{sidecar}\n", language)[1] == caption


def test_an_author_may_write_the_source_line(data):
    _, caption = shown(data, "caption: 表（出典：防衛省）\ncolumns: {item: 品目}\n")
    assert caption == "表（出典：防衛省） {#tbl-f}"


def test_rows_are_selected_by_their_ids(data):
    sidecar = "caption: 表\ncolumns: {value: 数}\n"
    part = Part("china-*, nothing", "tbl-china", "中国の*核弾頭*")
    rows, caption = shown(data, sidecar, part=part)
    assert [row[0] for row in rows[1:]] == ["1,000発", "約400発"]
    assert caption == "中国の*核弾頭*（出典：[@mod2023, 61頁]） {#tbl-china}"


@pytest.mark.parametrize(
    ("part", "message"), [(Part("usa-*"), "no row of 'f'"), (Part(id="fig-x"), "no id of a table")]
)
def test_a_part_that_is_none_is_told(data, part, message):
    with pytest.raises(ValueForAuthorError, match=message):
        shown(data, "caption: 表\n", part=part)


def test_chapters_ask_for_parts_by_name(data):
    datasets, _ = data(f_csv=CSV, f__meta_yaml="caption: 表\ncolumns: {item: 品目}\n")
    words = vocabulary_of(datasets, facts_of(datasets)[0], "ja")
    markdown = words.functions["table"]("f", rows="dprk", id="tbl-dprk", caption="北朝鮮")
    assert cells(markdown)[1].startswith("北朝鮮（出典：[@dod2023, p. 67]）")


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_a_use_of_a_table_asks_for_a_part(data, case):
    given = {"sidecar": TABLE["sidecar"], "csv": TABLE["csv"], "part": Part(**case["part"])}
    language = case.get("language", "ja")
    if "refused" in case:
        with pytest.raises(ValueForAuthorError) as refused:
            shown(data, **given, language=language)
        assert str(refused.value) == case["refused"]
    else:
        rows, _ = shown(data, **given, language=language)
        assert rows[1:] == case["rows"]


def test_heads_and_notes_are_those_that_are_asked_for(data):
    datasets, _ = data(f_csv=TABLE["csv"], f__meta_yaml=TABLE["sidecar"])
    part = Part(groups={"内訳": "ships, tons"}, notes=["一つ。", "二つ。"])
    markdown = html.unescape(table(datasets["f"], "ja", PLAIN, part))
    assert "内訳" in markdown.splitlines()[3]
    assert "::: {.table-notes}\n一つ。\n\n二つ。\n:::" in markdown


def test_an_option_that_a_table_does_not_have_is_named(data):
    datasets, _ = data(f_csv=TABLE["csv"], f__meta_yaml=TABLE["sidecar"])
    printed = vocabulary_of(datasets, {}, "ja").functions["table"]
    with pytest.raises(ValueForAuthorError, match="a table has no 'colums', only rows, id"):
        printed("f", colums="port")


def test_shares_are_sorted_and_set_as_numbers(data):
    datasets, _ = data(
        f_csv="name,share\na,7.7%\nb,96.3%\nc,△12.0%\n", f__meta_yaml="caption: 表\n"
    )
    words = vocabulary_of(datasets, {}, "ja")
    markdown = words.functions["table"]("f", order="-share")
    assert [row[1] for row in cells(markdown)[0][1:]] == ["96.3%", "7.7%", "−12.0%"]
    assert "=:+" in markdown


@pytest.mark.parametrize(
    "part",
    [
        {"columns": "Region, subregion or area, n"},
        {"columns": ["Region, subregion or area", "n"]},
        {"columns": "Region,subregion or area,n", "order": "-Region, subregion or area"},
    ],
)
def test_the_name_of_a_column_may_have_commas(data, part):
    rows = '"Region, subregion or area",n,Region\nAsia,4,x\nEurope,7,y\n'
    datasets, _ = data(f_csv=rows)
    found = part_of(datasets["f"], Part(**part), "en")
    assert [*found.sidecar.columns] == ["Region, subregion or area", "n"]
    names = [row["Region, subregion or area"] for row in found.rows]
    assert names == (["Europe", "Asia"] if "order" in part else ["Asia", "Europe"])
