"""What prose can ask of a table that has no ids."""

from __future__ import annotations

import pytest

from hakusho.data import facts_of, vocabulary_of
from hakusho.data.cell_facts import cells_of, is_whole_of, key_of, time_of
from hakusho.data.cell_matching import says
from hakusho.data.errors import ValueForAuthorError
from hakusho.findings.sentences import said
from hakusho.source.template import render

PORTS = (
    "年度,路線,旅客数（千人）,割合,備考\n"
    "2015,本島,520,12.5%,開業\n2015,離島,80,7.5%,\n2015,合計,600,,\n"
    "令和7年度,本島,405,10%,2025-04-01\n令和7年度,離島,約70,…,\n"
)
SIDECAR = """\
source: office2025
schema:
  割合: {type: text, source: bureau2025, locator: 3頁}
"""


@pytest.fixture
def printed(data):
    datasets, findings = data(p_csv=PORTS, p__meta_yaml=SIDECAR)
    assert findings == ()

    def ask(expression, language="ja"):
        names = vocabulary_of(datasets, facts_of(datasets)[0], language)
        prepared, problems = render("a.md", f"{{{{ {expression} }}}}", names)
        return [(each.rule.id, each.message) for each in problems] or prepared.text

    return ask


RIDERS = 'cell("p", "旅客数（千人）"'
ASKED = {
    f'{RIDERS}, 年度=2025, 路線="本島")': "405千人",
    f'{RIDERS}, 年度="R7", 路線="離島")': "約70千人",
    f'{RIDERS}, {{"年度": "令和７年", "路線": "本島"}})': "405千人",
    f'{RIDERS}, 路線="本島").latest': "405千人",
    f'{RIDERS}, 路線="本島").first': "520千人",
    f'{RIDERS}, 路線="本島").latest.year': "2025",
    f'{RIDERS}, 路線="本島").growth(2015, 2025)': "−22.1\\%",
    f'{RIDERS}, 路線="本島").mean': "462.5千人",
    f'{RIDERS}, 路線="本島").mean.round()': "463千人",
    f"{RIDERS}).max": "520千人",
    f"{RIDERS}).min": "約70千人",
    f"{RIDERS}, 年度=2015).sum": "600千人",
    f'{RIDERS}, 年度=2015, 路線="合計")': "600千人",
    f'{RIDERS}, 年度=2015, 路線="離島").share': "13.3\\%",
    f'{RIDERS}, 年度=2015, 路線="離島").rank': "2",
    f'{RIDERS}, 年度=2015, 路線="離島").cite': "[@office2025]",
    'cell("p", "割合", 年度=2015, 路線="離島")': "7.5\\%",
    'cell("p", "割合", 年度=2015, 路線="離島").cite': "[@bureau2025, 3頁]",
    'cell("p", "備考", 年度=2015, 路線="本島")': "開業",
    'cell("p", "備考", 年度=2025, 路線="本島")': "2025年4月1日",
    f'{RIDERS}, 年度=2025, 路線="本島").value | number': "405",
}  # fmt: skip


@pytest.mark.parametrize("expression", ASKED)
def test_a_cell_is_printed_as_prose_needs_it(printed, expression):
    assert printed(expression) == ASKED[expression]


@pytest.mark.parametrize(
    ("rows", "asked", "said"),
    [
        ("Brae,7\nbrae,8\n", 'port="Brae")', "7"),
        ("Brae,7\nbrae,8\n", 'port="brae")', "8"),
        ("Brae,7\nbrae,8\n", 'port="BRAE").sum', "15"),  # neither is called so
        ("Brae,7\nBr ae,8\n", 'port="Brae").sum', "15"),  # white space does not count
    ],
)
def test_names_that_differ_in_capitals_alone_are_told_apart(data, rows, asked, said):
    datasets, _ = data(p_csv=f"port,n\n{rows}")
    names = vocabulary_of(datasets, facts_of(datasets)[0], "en")
    assert render("a.md", f'{{{{ cell("p", "n", {asked} }}}}', names)[0].text == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Brae,2024,7\nbrae,2025,8\n", "8"),  # one port, typed twice
        ("Brae,2024,7\nBrae,2025,6\nbrae,2024,8\nbrae,2025,9\n", "6"),  # two of them
    ],
)
def test_a_name_typed_otherwise_in_another_year_is_the_same(data, rows, said):
    datasets, _ = data(p_csv=f"port,year,n\n{rows}")
    names = vocabulary_of(datasets, facts_of(datasets)[0], "en")
    assert render("a.md", '{{ cell("p", "n", port="Brae").latest }}', names)[0].text == said


REFUSED = {
    f"{RIDERS}).xyzzy": "cells have no 'xyzzy'; they have",
    'cell("p", "割合", 年度=2025, 路線="離島").max': "no cell of the column '割合' of 'p' holds a number",
    'cell("p", "割合", 年度=2025, 路線="離島").latest': "no cell of the column '割合' of 'p' holds a number",
    f"{RIDERS}, 年度=2025)": "2 rows of 'p' are so; say which: 路線",
    f'{RIDERS}, 年度=2025, 路線="本嶋")': "there are 本島, 離島",
    f"{RIDERS}, 年度=2030)": "'p' has no row whose '年度' is '2030'",
    'cell("p", "旅客数", 年度=2025)': "it has 年度, 路線, 旅客数（千人）, 割合, 備考",
    'cell("p", "割合", 年度=2025, 路線="離島")': "there is no number in",
    'cell("p", "割合", 年度=2015, 路線="合計")': "the cell 'p.割合[年度=2015, 路線=合計]' is empty",
    f"{RIDERS}).latset": "did you mean .latest?",
    'cell("p", "備考").max': "is no number, but",
    f'{RIDERS}, 路線="本島").mean.round': "no text and no number",
}  # fmt: skip


@pytest.mark.parametrize("expression", REFUSED)
def test_what_a_table_does_not_say_is_a_finding(printed, expression):
    ((rule, message),) = printed(expression)
    assert rule == "DAT005"
    assert REFUSED[expression] in message


PERIODS = {
    "quarters": (
        ("2023Q1", "2023Q2", "2024Q1"),
        {"2024Q1": 3, "2023年4～6月期": 2},
        ("2023Q1", "2024Q1"),
    ),
    "quarters of a fiscal year": (
        ("令和5年度第1四半期", "令和5年度第2四半期", "令和5年度第4四半期"),
        {"2024年1～3月期": 3},
        ("2023年度第1四半期", "2023年度第4四半期"),
    ),
    "ends of fiscal years": (("H30年度末", "R1年度末", "R3年度末"), {2019: 2}, (2018, 2021)),
    "a year with two names": (
        ("平成30年度", "平成31年度/令和元年度", "令和2年度"),
        {"令和元年度": 2, "平成31年度": 2, 2019: 2},
        ("H30", "R2"),
    ),
    "years that end in the next": (("2018/19", "2019/20", "2021/22"), {2019: 2}, (2018, 2021)),
    "months in English": (
        ("Jan 2023", "Feb 2023", "Jan 2024"),
        {"2023-02": 2},
        ("2023/1", "2024/1"),
    ),
}


@pytest.mark.parametrize("name", PERIODS)
def test_periods_are_asked_for_however_they_are_written(data, name):
    cells, asked, ends = PERIODS[name]
    rows = "".join(f"{cell},{number}\n" for number, cell in enumerate(cells, 1))
    table = data(t_csv=f"期間,件数（件）\n{rows}")[0]["t"]
    for wanted, number in asked.items():
        assert cells_of(table, "件数（件）", {"期間": wanted}).fact().value == number
    every = cells_of(table, "件数（件）", {})
    assert (every.at_end("first").value, every.at_end("latest").value) == (1, 3)
    assert every.growth(*ends).value == 200


def test_a_quarter_is_not_its_first_month(data):
    table = data(t_csv="期間,件数\n2023Q1,1\n2023Q2,2\n")[0]["t"]
    with pytest.raises(ValueForAuthorError):
        cells_of(table, "件数", {"期間": "2023年1月"})


UNDATED = {
    "latest": "'t' has no column of years or dates by which a row is the latest",
    "growth": "'t' has no column of years or dates between which it could grow",
}


@pytest.mark.parametrize("column", ["name", "column", "chosen", "self"])
def test_a_column_may_be_called_as_anything_is(data, column):
    datasets, _ = data(t_csv=f"{column},n\nKobe,1\nOsaka,2\n")
    names = vocabulary_of(datasets, {}, "en")
    prepared, problems = render("a.md", f'{{{{ cell("t", "n", {column}="Osaka") }}}}', names)
    assert (prepared.text, [*problems]) == ("2", [])
    assert datasets["t"].row(**{column: "Osaka"})["n"] == "2"


def test_a_sum_below_years_is_passed_over(data):
    rows = "年度,数\n2021,1\n2022,3\n2023,2\n合計,6\n"
    datasets, findings = data(t_csv=rows)
    assert findings == ()
    every = cells_of(datasets["t"], "数", {})
    assert (every.at_end("first").value, every.at_end("latest").value) == (1, 2)
    assert (every.growth(2021, 2022).value, every.total().value) == (200, 6)
    assert cells_of(datasets["t"], "数", {"年度": "2022"}).rank() == 1


def test_what_keeps_a_column_from_being_one_of_years_is_named(data):
    datasets, _ = data(t_csv="year,n\n2021,1\n2022,3\n2023,2\n24,6\n")
    with pytest.raises(ValueForAuthorError) as told:
        cells_of(datasets["t"], "n", {}).at_end("latest")
    assert "in 'year' is 24 (figures/data/t.csv:5:1)" in str(said(told.value))


@pytest.mark.parametrize("asked", UNDATED)
def test_a_table_without_years_has_no_latest_row_and_no_growth(data, asked):
    cells = cells_of(data(t_csv="港,隻\n北浜,1\n東島,2\n")[0]["t"], "隻", {})
    with pytest.raises(ValueForAuthorError) as raised:
        cells.at_end("latest") if asked == "latest" else cells.growth(2015, 2025)
    assert str(said(raised.value)) == UNDATED[asked]


def test_a_cell_is_about_its_column_and_what_tells_its_row(data):
    sidecar = "columns: {旅客数: {ja: 旅客, en: passengers}}\nkey: [年度, 路線]\n"
    text = "年度,路線,旅客数,label_en\n2015,本島,520,\n2015,離島,80,to the island\n"
    read = data(t_csv=text, t__meta_yaml=sidecar)[0]["t"]
    facts = [cells_of(read, "旅客数", {"路線": each}).fact() for each in ("本島", "離島")]
    assert [dict(each.labels) for each in facts] == [
        {"ja": "旅客 本島", "en": "passengers 本島"},
        {"ja": "旅客 離島", "en": "passengers to the island"},
    ]


def test_the_nearest_row_is_named(data):
    table = data(p_csv="route,n\nNorth,1\nSouth,2\n")[0]["p"]
    with pytest.raises(ValueForAuthorError) as raised:
        cells_of(table, "n", {"route": "Nroth"})
    assert str(said(raised.value)) == (
        "'p' has no row whose 'route' is 'Nroth'; did you mean North?"
    )


def test_the_sum_of_a_group_of_columns_is_known():
    assert is_whole_of("Riders (thousand)/All", "Riders")
    assert is_whole_of("旅客数（千人）/計", "旅客数")
    assert not is_whole_of("Riders (thousand)/Of which commuters", "Riders")


def test_a_table_that_is_not_there(printed):
    assert printed('cell("q", "x")') == [("DAT001", "there is no table 'q'")]


ROWLESS = {
    "[]": "Rows are a list of mappings: [{column: value}, …]. It has none.",
    "[1, 2]": "Rows are a list of mappings: [{column: value}, …]. It has none.",
    "{a: [{b: 1}], c: [{b: 2}]}": "A sidecar names the list that is meant: read: {list: a}.",
    "[{a: 1}, {a: [1, 2]}]": (
        "'a' of item 2 is a list or a mapping, and a table has single values: write them, or let a "
        "script make rows."
    ),
}


@pytest.mark.parametrize("call", ['cell("q", "a")', 'table("q")'])
@pytest.mark.parametrize("text", ROWLESS)
def test_of_a_document_without_rows_it_is_said_why_it_is_no_table(data, text, call):
    datasets, findings = data(q_yaml=text)
    assert not findings
    names = vocabulary_of(datasets, facts_of(datasets)[0], "en")
    (problem,) = render("a.md", f"{{{{ {call} }}}}", names)[1]
    assert (problem.rule.id, str(problem.message), str(problem.hint)) == (
        "DAT001",
        "'q' is a document without rows, and no table",
        ROWLESS[text],
    )


@pytest.mark.parametrize(
    ("unit", "printed"),
    [
        ("{ja: 千人, en: thousand}", "440千人"),
        ("km", "440km"),
        ("TEU", "440TEU"),
        ("thousand passengers", "DAT005"),
        ("ships", "DAT005"),
    ],
)
def test_words_of_english_are_no_unit_in_japanese(data, unit, printed):
    datasets, _ = data(p_csv="年,n\n2025,440\n", p__meta_yaml=f"unit: {unit}\n")
    names = vocabulary_of(datasets, facts_of(datasets)[0], "ja")
    text, findings = render("a.md", '{{ cell("p", "n", 年=2025) }}', names)
    assert (findings[0].rule.id if findings else text.text) == printed


def test_a_unit_that_is_part_of_the_number_is_not_lost_in_english(printed):
    ((rule, message),) = printed(f'{RIDERS}, 年度=2025, 路線="本島")', "en")
    assert (rule, "'千人' has no English" in message) == ("DAT005", True)


def test_units_of_columns_are_said_beside(data):
    sidecar = "schema: {n: {type: number, unit: {ja: 隻, en: ships}}}\n"
    datasets, _ = data(t_csv="year,n\n2024,1\n2025,2\n", t__meta_yaml=sidecar)
    for language, printed in (("ja", "1隻"), ("en", "1 ship")):
        names = vocabulary_of(datasets, facts_of(datasets)[0], language)
        assert str(names.functions["cell"]("t", "n", year=2024)) == printed


KEYS = {
    "年度,旅客数\n2015,1\n2016,1\n": (("年度",), "年度"),
    "港,船,隻\n北浜,客,1\n北浜,貨,2\n東島,客,3\n": (("港", "船"), ""),
    "港,船,隻\n北浜,客,1\n北浜,貨,2\n": (("船",), ""),
    "隻,港\n1,北浜\n2,東島\n": (("港",), ""),
    "a,b\n1,2\n3,4\n": ((), ""),
    "港,隻\n北浜,1\n北浜,1\n": ((), ""),
}


@pytest.mark.parametrize("text", KEYS)
def test_the_columns_that_tell_rows_are_found(data, text):
    read = data(t_csv=text)[0]["t"]
    assert (key_of(read), time_of(read)) == KEYS[text]


def test_the_sidecar_says_which_columns_tell_rows(data):
    datasets, findings = data(t_csv="a,b\n1,2\n3,4\n", t__meta_yaml="key: b\n")
    assert (key_of(datasets["t"]), findings) == (("b",), ())
    assert cells_of(datasets["t"], "a", {"b": 4}).fact().value == 3


@pytest.mark.parametrize(
    ("cell", "wanted", "same"),
    [
        ("令和7年度", "2025", True), ("R7", "2025年", True), ("2025/4/1", "令和7年4月1日", True),
        ("２０２５", "2025", True), ("総　数", "総数", True), ("2025(令和7)年", "2025", True),
        ("2025", "2024", False), ("令和7年", "2025-04", False), ("昭和64年", "1989", True),
        ("R7-1", "R7-2", False), ("本島", "離島", False),
    ],
)  # fmt: skip
def test_a_year_is_the_same_in_each_form(cell, wanted, same):
    assert says(cell, wanted) is same


def test_a_figure_asks_for_a_row_by_what_it_says(data):
    read = data(t_csv="年度,隻\n令和7年度,3\n")[0]["t"]
    assert read.row(年度=2025)["隻"] == "3"
    with pytest.raises(LookupError, match="no row with 年度=2030"):
        read.row(年度=2030)
