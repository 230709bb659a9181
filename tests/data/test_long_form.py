"""A table with a column for each year, read with a row for each."""

from __future__ import annotations

import pytest

from hakusho.data import facts_of, vocabulary_of
from hakusho.source.template import render

BANK = (
    "Country Name,Country Code,1960,1961 [YR1961],1962\nAruba,ABW,52.5,53,\nJapan,JPN,94,95,96.5\n"
)
ESTAT = (
    "地域,人口（千人）,人口（千人）,世帯,世帯\n,2005年,2010年,2005年,2010年\n"
    "北海道,5628,5506,2380p,2424\n青森県,1437,1373,509,513\n"
)


def test_a_row_for_each_year(data):
    datasets, findings = data(bank_csv=BANK, bank__meta_yaml="read: {across: {year: people}}\n")
    assert findings == ()
    bank = datasets["bank"]
    assert bank.columns == ("Country Name", "Country Code", "year", "people")
    assert [tuple(row.values.values()) for row in bank.rows] == [
        ("Aruba", "ABW", "1960", "52.5"),
        ("Aruba", "ABW", "1961", "53"),
        ("Aruba", "ABW", "1962", ""),
        ("Japan", "JPN", "1960", "94"),
        ("Japan", "JPN", "1961", "95"),
        ("Japan", "JPN", "1962", "96.5"),
    ]
    assert str(bank.rows[4].where("people")) == "figures/data/bank.csv:3:14"
    assert str(bank.column_places["people"]) == "figures/data/bank.csv:1:27"


def test_groups_of_years_are_columns_of_their_own(data):
    datasets, findings = data(
        e_csv=ESTAT,
        e__meta_yaml="read: {header: [1, 2], marks: {p: 速報値}, across: {年: 値}}\n",
    )
    assert findings == ()
    table = datasets["e"]
    assert table.columns == ("地域", "年", "人口（千人）", "世帯")
    assert tuple(table.rows[0].values.values()) == ("北海道", "2005", "5628", "2380")
    assert dict(table.rows[0].marks) == {"世帯": "p"}
    assert table.unit_of("人口（千人）").ja == "千人"


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ('cell("bank", "people", {"Country Name": "Japan", "year": 1961})', "95"),
        ('cell("bank", "people", {"Country Name": "Japan"}).latest', "96.5"),
        ('cell("bank", "people", {"Country Name": "Aruba"}).latest', "53"),
        ('cell("bank", "people", {"Country Name": "Japan"}).growth(1960, 1962)', "2.7\\%"),
    ],
)
def test_what_can_be_asked_of_it(data, asked, printed):
    datasets, _ = data(bank_csv=BANK, bank__meta_yaml="read: {across: {year: people}}\n")
    names = vocabulary_of(datasets, facts_of(datasets)[0], "en")
    prepared, findings = render("a.md", f"{{{{ {asked} }}}}", names)
    assert findings == ()
    assert prepared.text == printed


@pytest.mark.parametrize(
    ("text", "across"),
    [
        (BANK, "{Country Name: people}"),
        (BANK, "{year: Country Code}"),
        ("port,ships\nnorth,5\n", "{year: ships}"),
        (BANK, "{year: a, month: b}"),
        (BANK, "year"),
    ],
)
def test_what_cannot_be_spread_is_told(data, text, across):
    _, findings = data(p_csv=text, p__meta_yaml=f"read: {{across: {across}}}\n")
    assert findings
    assert all(each.location.path.endswith("p.meta.yaml") for each in findings)


def test_rows_of_json_as_well(data):
    rows = '[{"port": "north", "2019": 5, "2020": 6}, {"port": "south", "2019": 7, "2020": null}]'
    datasets, findings = data(p_json=rows, p__meta_yaml="read: {across: {year: ships}}\n")
    assert findings == ()
    found = [tuple(row.values.values()) for row in datasets["p"].rows]
    assert found == [
        ("north", "2019", "5"), ("north", "2020", "6"),
        ("south", "2019", "7"), ("south", "2020", ""),
    ]  # fmt: skip
