"""What a column holds: years and dates, numbers, codes that only look like numbers, words."""

from __future__ import annotations

import pytest

from hakusho.data import facts_of, vocabulary_of
from hakusho.data.cell_facts import key_of, time_of
from hakusho.data.column_kinds import kind_by_cells, kind_of
from hakusho.data.table_reading import with_point
from hakusho.source.template import render

KINDS = {
    "prefectures by code": ("地域", ["01100", "13000", "47201"], "code"),
    "codes without a zero that leads": ("Reporter Code", ["4", "36", "392"], "code"),
    "codes in one word": ("reporterCode", ["4", "36", "392"], "code"),
    "times of a day": ("acq_time", ["0050", "0120", "1345"], "code"),
    "codes of four digits": ("品目 コード", ["1001", "1002", "1003"], "code"),
    "a zero alone": ("ships", ["0", "10", "7"], "number"),
    "below one": ("rate", ["0.5", "0.25"], "number"),
    "passengers": ("旅客数", ["1301", "1100", "1400"], "number"),
    "passengers as many as years": ("passengers", ["1950", "2010", "1899"], "number"),
    "a unit beside": ("旅客数（人）", ["2019", "2020", "2021"], "number"),
    "for a year": ("年間旅客数", ["1301", "1420"], "number"),
    "years": ("年度", ["2019", "2021", "2024"], "date"),
    "years of old": ("year", ["1192", "1333"], "date"),
    "target years": ("end_target_year", ["2050", "2030", "2045"], "date"),
    "years without a name that says so": ("t", ["2019", "2020", "2021"], "date"),
    "every five years": ("x", ["1995", "2000", "2005", "2000"], "date"),
    "years by era": ("区分", ["令和5年", "令和6年"], "date"),
    "decimal places": ("OBS_VALUE", ["5330.5", "5480.1", "2001.12"], "number"),
    "decimal places among years": ("x", ["2020", "2021.5", "1999.1"], "number"),
    "months with points": ("年月", ["2020.4", "2020.12"], "date"),
    "months with points in English": ("Month", ["2020.4", "2020.12"], "date"),
    "days with points": ("x", ["2020.4.1", "2020.12.31"], "date"),
    "words": ("port", ["north", "south"], "text"),
    "nothing": ("port", [], "text"),
    "shares": ("rate", ["12.5%", "7%"], "number"),
}


@pytest.mark.parametrize("case", KINDS)
def test_what_a_column_holds(case):
    name, cells, kind = KINDS[case]
    assert kind_by_cells(name, cells) == kind


def test_the_schema_knows_better(data):
    datasets, _ = data(
        p_csv="a,b,c\n1100,001,2019\n1200,002,2020\n",
        p__meta_yaml="schema: {a: year, b: number, c: {unit: ships}}\n",
    )
    assert [kind_of(datasets["p"], name) for name in "abc"] == ["date", "number", "number"]


PREFECTURES = "地域 コード,地域,年,人口\n01000,北海道,2020,5225\n02000,青森県,2020,1238\n01000,北海道,2021,5183\n"


def test_rows_are_told_by_names_and_not_by_their_codes(data):
    datasets, _ = data(
        p_csv=PREFECTURES,
        q_csv="COU,Country,Year,Jahr,n\nAUS,Australia,1960,1960,52\nAUS,Australia,1961,1961,45\n"
        "JPN,Japan,1960,1960,52\nJPN,Japan,1961,1961,45\n",
        r_csv="year,month,day,port,n\n2020,1,1,A,5\n2020,1,2,A,6\n2020,2,1,A,6\n",
        s_csv="area,n\n011,5\n012,6\n",
    )
    assert key_of(datasets["p"]) == ("地域", "年")
    assert key_of(datasets["q"]) == ("Country", "Year")
    assert key_of(datasets["r"]) == ("year", "month", "day")
    assert key_of(datasets["s"]) == ("area",)


def test_a_count_of_four_digits_is_no_time(data):
    datasets, _ = data(
        p_csv="旅客数,年度\n1301,2023\n1100,2024\n", q_csv="港,旅客数\n北,1301\n南,1400\n"
    )
    assert time_of(datasets["p"]) == "年度"
    assert time_of(datasets["q"]) == ""


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ('cell("p", "地域 コード", 地域="青森県")', "02000"),
        ('cell("p", "人口", {"地域 コード": "02000"})', "1,238"),
        ('cell("p", "人口", 地域="北海道").growth(2020, 2021)', "−0.8\\%"),
    ],
)
def test_a_code_is_printed_as_it_stands(data, asked, printed):
    datasets, _ = data(p_csv=PREFECTURES, p__meta_yaml="unit: ''\n")
    names = vocabulary_of(datasets, facts_of(datasets)[0], "ja")
    prepared, findings = render("a.md", f"{{{{ {asked} }}}}", names)
    assert findings == ()
    assert prepared.text == printed


def test_a_code_is_no_number_to_add_up(data):
    datasets, _ = data(p_csv=PREFECTURES)
    names = vocabulary_of(datasets, facts_of(datasets)[0], "ja")
    _, findings = render("a.md", '{{ cell("p", "地域 コード").sum }}', names)
    assert [each.rule.id for each in findings] == ["DAT005"]


UNITS = {
    "人口（千人）": "千人",
    "作付面積【ha】": "ha",
    "排水量（t）": "t",
    "耐用年数（年）": "年",
    "GDP (current US$)": "current US$",
    "旅客数（単位：人）": "人",
    "4/1(月)～4/7(日)分【4月第1週】": "",
    "人口（2020年）": "",
    "人口（令和2年）": "",
    "隻数（再掲）": "",
    "隻数（速報値）": "",
    "旅客数（男）": "",
    "合計（うち外国人）": "",
    "生産指数（2015年=100）": "",
    "Ships (estimate)": "",
    "Ships (total)": "",
    "Ships (2020)": "",
    "旅客数（本島）": "",
    "旅客数（離島航路）": "",
    "旅客数（外国人）": "",
    "旅客数（北）": "",
    "旅客数（バス）": "",
    "運賃（A）": "",
    "増減（A-B）": "",
    "Calls (Brae)": "",
    "Calls (South Isles)": "",
    "Calls (aged 15+)": "",
    "灯台（灯）": "灯",
    "死亡率（人口10万対）": "人口10万対",
    "輸送量（百万トンキロ）": "百万トンキロ",
    "単価（円／kg）": "円／kg",
    "面積（平方キロメートル）": "平方キロメートル",
    "旅客数（単位：本島人）": "本島人",
    "Calls (Tonnes)": "Tonnes",
    "Calls (thousand passengers)": "thousand passengers",
    "Deaths (per 1,000 live births)": "per 1,000 live births",
}


@pytest.mark.parametrize("heading", UNITS)
def test_what_stands_in_brackets_counts_something_or_not(data, heading):
    datasets, _ = data(p_csv=f'港,"{heading}"\n北,5\n')
    assert datasets["p"].unit_of(heading).ja == UNITS[heading]


COMMAS = {
    "1.234,5": "1234.5", "1 234,5": "1234.5", "1\u00a0234": "1234", "12.034.567": "12034567",
    "-1.234,50": "-1234.50", "(1.234,5)": "(1234.5)", "12,5%": "12.5%", "12,5 %": "12.5%",
    "01.02.2024": "01.02.2024", "1.2.2024": "1.2.2024", "12.5": "12.5", "2024.10": "2024.10",
    "030 1234": "030 1234", "north": "north",
}  # fmt: skip


@pytest.mark.parametrize("text", COMMAS)
def test_a_number_with_a_comma_before_its_decimal_places(text):
    assert with_point(text) == COMMAS[text]
