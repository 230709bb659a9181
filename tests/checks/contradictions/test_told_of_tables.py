"""CON099 to CON101: what a paragraph says of a table."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from hakusho.checks.contradictions.passages import passage_of
from hakusho.checks.contradictions.told_of_tables import check_told_of_tables
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import draft_of

CASES = read_yaml(Path(__file__).with_name("told_of_tables.yaml"))
TABLE = """

| 港   | 入港（隻） | 岸壁（m） |
|------|-----------:|----------:|
| 北浜港 |         10 |       240 |
| 南浜港 |         20 |       310 |
| 中浜港 |         70 |       150 |
| 合計   |        100 |       700 |

: 入港 {#tbl-ports}
"""
OPTIONS = """\
@tbl-a lists what has been considered, the dearest first.

ORDER

| Option | Cost per year |
|--------|---------------|
| As now | €1.1 million |
| Charter | €2.9 million, and up to €1 million a call |
| Ship | €6.4 million |

: Ways {#tbl-a}
"""


def found_in(draft, number=0):
    passages = {
        each.path: passage_of(prose_of(each.blocks, draft.positions, beside=True, printed=True))
        for each in (draft.chapters[number],)
    }
    return [*check_told_of_tables((draft.chapters[number],), draft.positions, passages)]


@cache
def all_cases():
    return draft_of(*(case["text"] + TABLE for case in CASES))


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number]["text"])
def test_above_a_table(number):
    found = found_in(all_cases(), number)
    assert [f"{each.location.column} {each.rule.id}" for each in found] == CASES[number]["found"]


def test_what_is_told_of_each(hold_words):
    hold_words({case["text"]: found_in(all_cases(), n) for n, case in enumerate(CASES)})


@pytest.mark.parametrize(
    ("order", "lines"),
    [
        ("The five options cost money.", [1]),
        ("As it is, of @tbl-a the largest cost is that of a Ship.", [1]),
        ("By @tbl-a the largest cost is that of a Charter.", [1, 3]),
        ("@tbl-a has five options.", [1, 3]),
        ("@tbl-a has three options.", [1]),
        ("@tbl-a, unlike @fig-b, has five options.", [1]),
        ("@tbl-a has five options [@key2020].", [1, 3]),
    ],
)
def test_a_table_that_is_referred_to(order, lines):
    found = found_in(draft_of(OPTIONS.replace("ORDER", f"{order}\n\nSo it is.")))
    assert [each.location.line for each in found] == lines


@pytest.mark.parametrize(
    "head",
    [
        "| A | B |\n|---|---|\n| x | 1 |\n| y | 2 |",
        "+---+---+\n| A     |\n+===+===+\n| x | 1 |\n+---+---+",
    ],
)
def test_a_table_of_two_rows_or_with_joined_cells_says_nothing(head):
    assert found_in(draft_of(f"The largest first.\n\n{head}\n")) == []


@pytest.mark.parametrize(("rows", "found"), [(200, ["CON099"]), (201, [])])
def test_a_table_of_hundreds_of_rows_is_not_spoken_of(rows, found):
    body = "".join(f"| {number}番港 | {number} |\n" for number in range(1, rows + 1))
    draft = draft_of(f"入港の多い順に並べる。\n\n| 港 | 入港 |\n|---|---|\n{body}")
    assert [each.rule.id for each in found_in(draft)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三年分を掲げる。", []),
        ("五年分を掲げる。", ["CON101"]),
        ("2年分を掲げる。", ["CON101"]),
        ("約五年分を掲げる。", []),
        ("五年分と三年分を掲げる。", []),
    ],
)
@pytest.mark.parametrize(
    "table",
    [
        "| 港 | 2021年 | 2022年 | 2023年 |\n|---|---|---|---|\n| 北浜港 | 1 | 2 | 3 |",
        "| 年 | 隻 |\n|---|---|\n| 令和3 | 1 |\n| 令和4 | 2 |\n| 令和5 | 3 |",
    ],
)
def test_years_of_a_table_are_counted(text, found, table):
    assert [each.rule.id for each in found_in(draft_of(f"{text}\n\n{table}\n"))] == found


def test_headings_of_several_years_are_not_counted():
    table = "| 港 | 2011–2020 | 2021–2022 | 2023 |\n|---|---|---|---|\n| 北浜港 | 1 | 2 | 3 |"
    assert found_in(draft_of(f"五年分を掲げる。\n\n{table}\n")) == []
