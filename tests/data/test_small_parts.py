"""Small parts that tables, figures and prose share: texts of cells, frozen values, dates alone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from hakusho.data import ValueForAuthorError, column_files, databases, vocabulary_of
from hakusho.data.data_files import snapshot_of
from hakusho.data.datasets import datasets_of
from hakusho.data.first_sidecar import first_sidecar
from hakusho.data.frozen import FrozenMapping
from hakusho.data.printed_dates import date_alone, partial_date
from hakusho.data.table_reading import _one_line
from hakusho.data.trees import cell_text
from hakusho.values.dates import PartialDate

TEXTS = [
    (True, "yes"), (False, "no"), (None, ""), (3, "3"), ("港", "港"), ([1, "b", None], "1, b, "),
    ({"a": 1, "b": [True, False]}, "a 1, b yes, no"), ([], ""), ({}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("value", "text"), TEXTS)
def test_a_value_of_a_yaml_file_is_the_text_of_a_cell(value, text):
    assert cell_text(value) == text


def test_the_words_and_the_separator_of_a_cell_are_those_of_a_language():
    value = {"灯": [True, False]}
    assert cell_text(value, "、", ("有", "無")) == "灯 有、無"


CELLS = [
    (None, ""), (True, "true"), (False, "false"), (1.5, "1.5"), (float("nan"), ""),
    (0.1 + 0.2, "0.3"), (1e15, "1000000000000000"), (123456789012345.0, "123456789012345"),
    (Decimal("1E+3"), "1000"), (Decimal("0.10"), "0.10"), (" 港 ", "港"), (7, "7"),
    (dt.date(2025, 4, 1), "2025-04-01"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_a_cell_of_a_parquet_file_is_text(cell, text):
    assert column_files._text(cell) == text


LINES = {
    "旅客\n数": "旅客数",
    "number\nof ships": "number of ships",
    "旅客\nships": "旅客 ships",
    "ships\n隻": "ships 隻",
    "\nx": "x",
    "x\n": "x",
    "x": "x",
}


@pytest.mark.parametrize("text", LINES)
def test_a_heading_over_several_lines_is_one(text):
    assert _one_line(text) == LINES[text]


def test_a_text_that_is_no_date_is_printed_as_it_stands():
    said = {each: date_alone(each, "ja") for each in ("2025-04", "2025-04-31", "2025", "港")}
    assert said == {"2025-04": "2025年4月", "2025-04-31": "2025-04-31", "2025": "2025", "港": "港"}
    day = PartialDate.parse("2025-04")
    assert partial_date(day) is day
    assert str(partial_date(dt.date(2025, 4, 1))) == "2025-04-01"


def test_a_frozen_mapping_is_equal_hashed_and_shown_as_what_it_holds():
    one, same = FrozenMapping({"a": 1}), FrozenMapping({"a": 1})
    assert (one == same, hash(one) == hash(same)) == (True, True)
    assert repr(one) == "FrozenMapping({'a': 1})"
    assert databases._text(None, 1, 1) == ""


def test_a_snapshot_holds_data_files_alone_in_their_order():
    texts = {
        "figures/data/b.csv": "港,1\n",
        "figures/data/a.yaml": "x: 1\n",
        "report/a.md": "x",
        "figures/b.py": "y",
    }
    assert snapshot_of(texts) == (
        '{\n "figures/data/a.yaml": "x: 1\\n",\n "figures/data/b.csv": "港,1\\n"\n}\n'
    )
    assert snapshot_of({}) == "{}\n"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("ID,value", "figures/data/a.csv has a column 'ID': call it id."),
        ("Id,value", "figures/data/a.csv has a column 'Id': call it id."),
        ("id,ID", ""),
        ("ident,value", ""),
    ],
)
def test_a_column_that_is_nearly_called_id_is_named(head, told):
    datasets, _ = datasets_of({"figures/data/a.csv": f"{head}\n1,2\n"})
    assert str(vocabulary_of(datasets, {}, "ja").nearly) == told


def test_a_sum_of_one_unit_has_it():
    text = "port,value,unit,unit_ja\nA,1,km,里\nB,2,km,粁\n"
    datasets, _ = datasets_of({"figures/data/a.csv": text})
    printed = vocabulary_of(datasets, {}, "en").functions["table"]("a", totals="value", caption="C")
    (total,) = (line for line in printed.splitlines() if line.startswith("| Total"))
    assert [cell.strip() for cell in total.strip("|").split("|")] == ["Total", "3", "km", ""]


def test_a_column_like_none_is_refused_with_those_that_there_are():
    datasets, _ = datasets_of({"figures/data/a.csv": "port,ships\nA,1\n"})
    with pytest.raises(ValueForAuthorError, match="no column 'zzz'; it has port, ships"):
        vocabulary_of(datasets, {}, "en").functions["table"]("a", columns="zzz")


def test_a_first_sidecar_says_that_a_status_of_ships_is_words():
    rows = b"ship,value,status\nKai,12,active\nMaru,9,sold\n"
    assert "schema:\n  status: text\n" in first_sidecar("figures/data/t.csv", rows)
    known = rows.replace(b"active", b"fact").replace(b"sold", b"estimate")
    assert "schema" not in first_sidecar("figures/data/t.csv", known)
    mixed = rows.replace(b"active", b"fact")
    assert "schema" not in first_sidecar("figures/data/t.csv", mixed)
