"""Codes in a column ``unit``: what they stand for is printed, and asked for where nobody says it."""

import pytest

from hakusho.data import facts_of, vocabulary_of
from hakusho.data.first_sidecar import first_sidecar
from hakusho.data.unit_codes import CODES
from hakusho.source.template import render

WASTE = "freq,geo,unit,year,value\nA,AT,KG_HAB,2022,17\nA,AT,PC,2023,3.5\nA,AT,NR,2024,12\n"
SAID = """\
read:
  units:
    KG_HAB: {ja: kg/人, en: kg per inhabitant}
    PC: "%"
    NR: ""
"""


def _printed(datasets, language, year):
    names = vocabulary_of(datasets, facts_of(datasets)[0], language)
    prepared, findings = render("a.md", f'{{{{ cell("waste", "value", year={year}) }}}}', names)
    assert findings == ()
    return prepared.text


@pytest.mark.parametrize(
    ("year", "english", "japanese"),
    [(2022, "17 kg per inhabitant", "17kg/人"), (2023, "3.5\\%", "3.5\\%"), (2024, "12", "12")],
)
def test_what_a_code_stands_for_is_printed(data, year, english, japanese):
    datasets, findings = data(waste_csv=WASTE, waste__meta_yaml=SAID)
    assert findings == ()
    assert _printed(datasets, "en", year) == english
    assert _printed(datasets, "ja", year) == japanese


def test_a_code_that_nobody_explains_is_found_once(data):
    _, findings = data(waste_csv=WASTE + "A,AT,KG_HAB,2025,18\n")
    assert [(each.rule.id, each.location.line, each.location.column) for each in findings] == [
        ("DAT027", 2, 6), ("DAT027", 3, 6), ("DAT027", 4, 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "place,unit,value\nA,TEU,5\nB,GWh,7\n",
        "place,unit,value\nA,PC,5\nB,T,7\n",
        "place,geo,unit,value\nA,x,ships,5\nB,y,PC,7\n",
        "place,unit,unit_en,value\nA,KG_HAB,kg per head,5\n",
        "place,UNIT,value\nA,KG_HAB,5\n",
    ],
)
def test_a_word_is_no_code(data, table):
    assert data(waste_csv=table)[1] == ()


def test_a_code_that_no_row_has_is_found(data):
    _, findings = data(waste_csv=WASTE, waste__meta_yaml=SAID + "    THS_T: kt\n")
    assert [(each.rule.id, str(each.message)) for each in findings] == [
        ("DAT015", "the sidecar says what the unit 'THS_T' is, and no row has it in 'unit'")
    ]


def test_with_a_row_for_each_year_and_in_json_too(data):
    wide = "freq,geo,unit,2022,2023\nA,AT,THS_T,17,18\n"
    said = "read:\n  across: {year: value}\n  units: {THS_T: {ja: 千トン, en: thousand tonnes}}\n"
    datasets, findings = data(waste_csv=wide, waste__meta_yaml=said)
    assert findings == ()
    assert _printed(datasets, "en", 2023) == "18 thousand tonnes"


def test_a_list_in_json_has_units_as_well(data):
    rows = '[{"geo": "AT", "unit": "THS_T", "year": 2023, "value": 18}]'
    units = "read: {units: {THS_T: {ja: 千トン, en: thousand tonnes}}}\n"
    datasets, findings = data(waste_json=rows, waste__meta_yaml=units)
    assert findings == ()
    assert _printed(datasets, "ja", 2023) == "18千トン"


def test_a_first_sidecar_knows_the_commonest(data):
    table = WASTE + "A,AT,KG_XYZ,2025,1\n"
    said = first_sidecar("figures/data/waste.csv", table.encode())
    assert '"KG_HAB": {ja: "kg/人", en: "kg per inhabitant"}' in said
    assert '"KG_XYZ": {ja: "KG_XYZ", en: "KG_XYZ"}  # what does it mean?' in said
    assert data(waste_csv=table, waste__meta_yaml=said.replace("source", "# source"))[1] == ()
    assert all(len(words) == 2 for words in CODES.values())


SDMX = """\
FREQ,REF_AREA,UNIT_MEASURE,Unit of measure,TIME_PERIOD,OBS_VALUE,UNIT_MULT,Unit multiplier
A,JPN,USD_PPP,"US dollars, PPP",2020,5330.5,3,Thousands
A,JPN,USD_PPP,"US dollars, PPP",2021,5480.1,3,Thousands
A,JPN,PT_B1GQ,Share,2022,1.5,0,Units
"""
OF_SDMX = 'read: {units: {USD_PPP E3: {ja: 千ドル, en: thousand dollars}, PT_B1GQ: "%"}}\n'


def test_the_unit_of_a_file_of_sdmx_is_told_with_its_power_of_ten(data):
    _, findings = data(t_csv=SDMX)
    assert [(each.rule.id, each.location.line, each.location.column) for each in findings] == [
        ("DAT027", 2, 7), ("DAT027", 4, 7),
    ]  # fmt: skip
    assert "'USD_PPP E3'" in str(findings[0].message)


@pytest.mark.parametrize(
    "said", ["schema: {OBS_VALUE: {unit: dollars}}\n", "unit: dollars\n", OF_SDMX]
)
def test_who_says_the_unit_of_a_file_of_sdmx_is_not_asked_for_it(data, said):
    assert data(t_csv=SDMX, t__meta_yaml=said)[1] == ()


def test_a_unit_of_sdmx_is_printed(data):
    datasets, _ = data(t_csv=SDMX, t__meta_yaml=OF_SDMX)
    names = vocabulary_of(datasets, facts_of(datasets)[0], "en")
    asked = '{{ cell("t", "OBS_VALUE", TIME_PERIOD=2021) }}, {{ cell("t", "OBS_VALUE").latest }}'
    assert render("a.md", asked, names)[0].text == "5,480.1 thousand dollars, 1.5\\%"


def test_the_first_sidecar_has_the_words_of_a_file_of_sdmx():
    written = first_sidecar("figures/data/t.csv", SDMX.encode())
    assert '"USD_PPP E3": {ja: "US dollars, PPP (Thousands)", en: ' in written
    assert '"PT_B1GQ": {ja: "%（対GDP）", en: "% of GDP"}\n' in written
    assert "dates:" not in written  # 5330.5 is no month
