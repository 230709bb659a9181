"""CON095: one row that is otherwise than those beside it."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions.odd_rows import check_odd_rows
from hakusho.data.datasets import datasets_of

BANDS = ["a"] * 4 + ["b"] * 4 + ["c"] * 4


def found(csv):
    datasets = datasets_of({"figures/data/f.csv": csv})[0]
    return [(each.rule.id, each.location.line) for each in check_odd_rows(datasets.values())]


def in_time(bands):
    rows = (f"e{at},{1978 + at},{band}\n" for at, band in enumerate(bands))
    return "id,date,band\n" + "".join(rows)


def with_band(at, band):
    return [*BANDS[:at], band, *BANDS[at + 1 :]]


@pytest.mark.parametrize(
    ("bands", "lines"),
    [
        (BANDS, []),
        (with_band(6, "a"), [8]),
        (with_band(4, "a"), []),  # a border that lies elsewhere
        (with_band(5, "a"), []),  # either of two
        (with_band(6, "d"), []),  # a value that stands once
        ([*with_band(6, "a")[:9], "a", "c", "c"], []),  # no bands
        ("abcabcabcabc", []),
        ("aaaabaaaabbb", []),  # of two values either may be odd
    ],
)
def test_a_row_between_others_in_time(bands, lines):
    assert found(in_time(bands)) == [("CON095", line) for line in lines]


@pytest.mark.parametrize(
    ("units", "lines"),
    [(["隻"] * 4, []), (["隻", "隻", "日", "隻"], [4]), (["隻", "隻", "日", "日"], [])],
)
def test_a_unit_that_no_other_row_of_the_label_has(units, lines):
    rows = "".join(f"c{at},寄港数,{at},{unit}\n" for at, unit in enumerate(units))
    assert found(f"id,label_ja,value,unit\n{rows}") == [("CON095", line) for line in lines]


def test_who_won_in_a_year_stands_alone_in_time():
    assert found(in_time(with_band(6, "a")).replace("id,date,band", "id,date,winner")) == []
