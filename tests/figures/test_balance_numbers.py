"""How the balance chart prints numbers, and what it takes from datasets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hakusho.data import load_datasets
from hakusho.figures.charts import Bar, Ceiling, ChartError, balance_text, bars_of, ceilings_of
from hakusho.figures.charts.bars import number_text, tick_text, with_unit

ROWS = """\
id,nation,item_ja,item_en,year,value,low,high,status,unit,unit_en
a-irbm,a,中距離弾道ミサイル,IRBM,2023,"1,000",,,estimate,発,missiles
a-frac,a,予備,Spares,2023,２.50,,,,発,missiles
b-irbm,b,中距離弾道ミサイル,IRBM,2024-05,,45,50,projection,発,missiles
b-none,b,巡航ミサイル,Cruise missiles,2024,,,,,発,missiles
limit,,上限,Ceiling,2010,1550,,,ceiling,発,missiles
ships,b,護衛艦,Escorts,2024,3,,,,隻,
typed,b,約,About,2024,約20,,,,発,
"""
MISSILES = ["a-*", "b-*"]


@pytest.fixture
def forces(write, tmp_path):
    write("figures/data/forces.csv", ROWS)
    return load_datasets(tmp_path)[0]["forces"]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1500, "1,500"),
        (1500.0, "1,500"),
        (1234567.5, "1,234,567.5"),
        (0.1 + 0.2, "0.3"),
        (-12, "−12"),
        (Decimal("2.50"), "2.50"),
        (1e9, "1,000,000,000"),
    ],
)
def test_digits(number, printed):
    assert number_text(number) == printed


@pytest.mark.parametrize(
    ("unit", "ja", "en"),
    [
        ("発", "5発", "5 発"),
        ("km", "5km", "5 km"),
        ("%", "5%", "5%"),
        ("US$", "US$5", "US$5"),
        (" launchers", "5 launchers", "5 launchers"),
        (("day", "days"), "5days", "5 days"),
        ("", "5", "5"),
    ],
)
def test_units(unit, ja, en):
    assert with_unit("5", unit, "ja") == ja
    assert with_unit("5", unit, "en") == en


def test_one_and_money_below_zero():
    assert with_unit("1", ("day", "days"), "en") == "1 day"
    assert with_unit("−5", "$", "en") == "−$5"


@pytest.mark.parametrize(
    ("number", "largest", "ja", "en"),
    [
        (8000, 8000, "8,000", "8,000"),
        (20_000, 200_000, "2万", "20,000"),
        (250_000_000, 1e9, "2.5億", "250 million"),
        (1e9, 1e9, "10億", "1 billion"),
        (25_000_000, 25_000_000, "2,500万", "25 million"),
        (0, 1e9, "0", "0"),
        (-2_000_000, 2_000_000, "−200万", "−2 million"),
    ],
)
def test_ticks_of_large_numbers_are_short(number, largest, ja, en):
    assert tick_text(number, largest, "ja") == ja
    assert tick_text(number, largest, "en") == en
    assert tick_text(number, largest, "fr") == number_text(number)


@pytest.mark.parametrize(
    ("bar", "ja", "en"),
    [
        (Bar("a", None, None, 900), "900発以下", "≤900 発"),
        (Bar("a", None, 120), "120発以上", "≥120 発"),
        (Bar("a", 130, 120), "130発(120以上)", "130 発 (≥120)"),
        (Bar("a", 2.5), "2.5発", "2.5 発"),
        (Bar("a", 7, text="seven"), "seven", "seven"),
        (Bar("a", None, 45, 50, "estimate"), "45～50発(推計)", "45–50 発 (estimate)"),
        (Bar("a", 8, 6, 24, "projection"), "8発(6～24、見通し)", "8 発 (6–24; projection)"),
        (Bar("a", 0), "0", "0"),
        (Bar("a"), "不明", "n/a"),
        (Bar("a", 5, status="unknown"), "不明", "n/a"),
        (Bar("a", text="非公表"), "非公表", "非公表"),
    ],
)
def test_how_a_number_is_printed(bar, ja, en):
    assert balance_text([bar], unit="発") == f"a {ja}。"
    assert balance_text([bar], unit="発", language="en") == f"a: {en}."


def test_the_text_names_sides_and_ceilings():
    bars = [Bar("艦", 3, side="甲"), Bar("機", 0, side="甲"), Bar("艦", side="乙")]
    said = balance_text(bars, [Ceiling(5, "上限")], unit="隻")
    assert said == "甲：艦 3隻、機 0。乙：艦 不明。上限 5隻。"
    english = balance_text([Bar("Ships", 1, side="Vell")], unit=("ship", "ships"), language="en")
    assert english == "Vell: Ships, 1 ship."


def test_rows_become_bars(forces):
    bars = bars_of(forces, "ja", ids=MISSILES, side="nation", sides={"a": "甲"})
    assert bars == [
        Bar("中距離弾道ミサイル", Decimal(1000), status="estimate", side="甲", unit="発"),
        Bar("予備", Decimal("2.50"), side="甲", unit="発"),
        Bar("中距離弾道ミサイル", None, Decimal(45), Decimal(50), "projection", "b", unit="発"),
        Bar("巡航ミサイル", side="b", unit="発"),
    ]
    assert [bar.known for bar in bars] == [True, True, True, False]


def test_names_by_column_text_or_function(forces):
    rows = [row for row in forces.rows if row["id"] == "b-irbm"]
    assert bars_of(rows, "en")[0].label == "IRBM"
    assert bars_of(rows, "en")[0].unit == "missiles"
    assert bars_of(rows, "ja", label="year")[0].label == "2024年5月"
    assert bars_of(rows, "en", label="{item}, {year}")[0].label == "IRBM, May 2024"
    assert bars_of(rows, "en", label=lambda row: row["id"].upper())[0].label == "B-IRBM"


def test_ids_choose_and_order(forces):
    bars = bars_of(forces, "en", ids=["b-irbm", "a-*", "b-*"])
    assert [bar.label for bar in bars] == ["IRBM", "IRBM", "Spares", "Cruise missiles"]


def test_a_number_may_stand_in_another_column(write, tmp_path):
    write("figures/data/quays.csv", 'harbour,y2019,y2023\nAnselm,"1,290",1655\nVell,,0\n')
    quays = load_datasets(tmp_path)[0]["quays"]
    bars = [
        bar
        for year in ("2019", "2023")
        for bar in bars_of(quays, "en", label="harbour", value=f"y{year}", side=lambda _, y=year: y)
    ]
    assert [bar.value for bar in bars] == [Decimal(1290), None, Decimal(1655), Decimal(0)]
    assert [bar.side for bar in bars] == ["2019", "2019", "2023", "2023"]


def test_ceilings_are_found_by_their_status(forces):
    limit = Ceiling(Decimal(1550), "上限", "発")
    assert ceilings_of(forces, "ja") == [limit]
    assert ceilings_of(forces, "ja", ids=["limit"]) == [limit]
    shown = bars_of(forces, "ja", ids=["a-*", "limit"])
    assert shown
    assert all(bar.label != "上限" for bar in shown)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ids": ["c-*"]}, "no row has the id 'c-[*]'"),
        ({"ids": ["a-*"], "label": "name"}, "forces.csv:2.*no column 'name'"),
        ({"ids": ["a-*"], "value": "count"}, "forces.csv:2.*no column 'count'"),
        ({"ids": ["a-irbm", "ships"]}, "different units.*: 発, 隻"),
        ({"ids": ["typed"]}, "forces.csv:8:.*value: '約20' is not a number"),
        ({"ids": ["a-irbm"], "label": "{year} {id}"}, None),
    ],
)
def test_what_is_wrong_with_rows_is_said_with_its_place(forces, settings, said):
    if said is None:
        assert bars_of(forces, "en", **settings)[0].label == "2023 a-irbm"
        return
    with pytest.raises(ChartError, match=said):
        bars_of(forces, "en", **settings)


def test_a_ceiling_needs_a_number(forces):
    with pytest.raises(ChartError, match="a ceiling needs a value"):
        ceilings_of(forces, "en", ids=["b-none"])
