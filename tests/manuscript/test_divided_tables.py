"""Tables that are divided by their columns: where, and what each edition gets of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.ast.build import array, attr
from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.data.grid_tables import Column, Over, grid
from hakusho.manuscript.divided_tables import as_shown, in_printed_order, with_cuts
from read_yaml import read_yaml
from written import read_texts

CASES = read_yaml(Path(__file__).with_name("divided_tables.yaml"))
LABELS = {"continued": "（続き）"}
METADATA = {"page_size": "a4"}


def _pipe(columns, *, settings="", cell="12,345", rows=2):
    heads = ["港名", *(f"{2000 + at}年" for at in range(columns - 1))]
    lines = [heads, ["---"] * columns, *([["北浜", *[cell] * (columns - 1)]] * rows)]
    table = "\n".join(f"|{'|'.join(line)}|" for line in lines)
    return f"{table}\n\n: 推移 {{#tbl-a {settings}}}\n"


def _parts(text, edition="pdf", **metadata):
    (blocks,), _ = read_texts([text])
    (table,) = (each for each in elements(blocks) if each["t"] == "Table")
    number = {"t": "Span", "c": array(attr("", ["caption-number"]), [{"t": "Str", "c": "表1"}])}
    table["c"][1][1][0]["c"].insert(0, number)
    shown = as_shown(with_cuts(blocks, METADATA | metadata), edition, LABELS)
    return [each for each in shown if each["t"] == "Table"]


def _heads(table):
    return [[stringify(cell[4]) for cell in row[1]] for row in table["c"][3][1]]


def test_a_table_that_is_to_be_divided_stands_in_parts_with_its_first_column_again():
    first, *others = _parts(_pipe(25, settings="fit=split"))
    assert len(others) >= 1
    heads = [_heads(part)[0] for part in (first, *others)]
    assert {head[0] for head in heads} == {"港名"}
    assert [each for head in heads for each in head[1:]] == [f"{2000 + at}年" for at in range(24)]
    assert attr_of(first)[0] == "tbl-a"
    assert stringify(first["c"][1][1]) == "表1推移"
    assert {stringify(part["c"][1][1]) for part in others} == {"表1（続き）"}
    assert {attr_of(part)[0] for part in others} == {""}
    widths = [len(head) for head in heads]
    assert max(widths) - min(widths) <= 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_where_a_table_is_divided(case):
    written = {key: case[key] for key in ("settings", "cell", "rows") if key in case}
    parts = _parts(_pipe(case["columns"], **written), **case.get("metadata", {}))
    assert [len(_heads(part)[0]) for part in parts] == case["parts"]


def test_as_many_first_columns_stand_again_as_are_asked_for():
    first, second, *_ = _parts(_pipe(25, settings="fit=split heads=2"))
    assert _heads(first)[0][:2] == _heads(second)[0][:2] == ["港名", "2000年"]


@pytest.mark.parametrize(
    "text", [_pipe(4, settings="fit=split"), _pipe(25, rows=20), _pipe(60, settings="fit=turn")]
)
def test_a_table_that_fits_or_is_to_be_turned_stays_whole(text):
    assert len(_parts(text)) == 1


def test_one_of_few_rows_is_divided_rather_than_turned():
    assert len(_parts(_pipe(18, rows=10))) == 2
    assert len(_parts(_pipe(18, rows=11))) == 1
    assert len(_parts(_pipe(9, rows=3))) == 1  # smaller letters do


def test_one_that_no_turned_page_holds_is_divided_by_itself():
    assert len(_parts(_pipe(60))) > 1
    assert len(_parts(_pipe(60), layout={"margins": {}})) == 1  # a brief's pages are not turned


def test_a_page_of_american_paper_is_shorter_when_it_is_turned():
    assert len(_parts(_pipe(24, rows=20))) == 1
    assert len(_parts(_pipe(24, rows=20), page_size="us-letter")) == 2


def test_what_holds_for_the_paper_holds_for_a_table_that_says_nothing():
    assert len(_parts(_pipe(25), fit="split")) > 1
    (whole,) = _parts(_pipe(25, settings="fit=small"), fit="split")
    assert dict(attr_of(whole)[2])["fit"] == "small"


def test_what_scrolls_is_not_divided_and_has_no_trace_of_it():
    (whole,) = _parts(_pipe(25, settings="fit=split heads=2"), "html")
    assert attr_of(whole)[2] == []


def test_cells_are_read_part_by_part_where_a_table_is_divided():
    (blocks,), _ = read_texts([_pipe(25, settings="fit=split")])
    (cut,) = (each for each in with_cuts(blocks, METADATA) if each["t"] == "Table")
    (first, *_) = _parts(_pipe(25, settings="fit=split"))
    words = [stringify(cell[4]) for cell in in_printed_order(cut)]
    own = [stringify(cell[4]) for cell in in_printed_order(first)]
    assert words[: len(own)] == own
    assert words[len(own)] == f"{2000 + len(_heads(first)[0]) - 1}年"
    assert len(words) == 3 * 25


def test_a_group_of_columns_is_not_cut_through():
    columns = [Column("left", 8), *[Column("right", 8)] * 9]
    heads = ["港名", *["一期", "二期", "三期"] * 3]
    over = [Over(f"令和{at + 4}年", at * 3 + 1, at * 3 + 3) for at in range(3)]
    body = grid(columns, heads, [["北浜", *["123,456,789"] * 9]], over)
    parts = _parts(f"{body}\n\n: 推移 {{#tbl-a fit=split}}\n")
    assert len(parts) > 1
    assert [len(_heads(part)[1]) % 3 for part in parts] == [0] * len(parts)
    named = [each for part in parts for each in _heads(part)[0][1:]]
    assert named == ["令和4年", "令和5年", "令和6年"]


def test_a_group_that_no_part_holds_is_cut_and_named_again():
    columns = [Column("left", 8), *[Column("right", 8)] * 30]
    heads = ["港名", *(f"{at}月" for at in range(30))]
    body = grid(columns, heads, [["北浜", *["12,345"] * 30]], [Over("全期間", 1, 30)])
    parts = _parts(f"{body}\n\n: 推移 {{#tbl-a fit=split}}\n")
    assert len(parts) > 1
    assert [_heads(part)[0] for part in parts] == [["港名", "全期間"]] * len(parts)


def test_a_table_is_divided_for_the_column_or_the_box_that_it_stands_in():
    columns = {"page_size": "b5", "frame": {"columns": 2, "line_length": 22, "body_size": 9}}
    text = _pipe(16, settings="fit=split")
    assert len(_parts(text, **columns)) > len(_parts(text))
    assert len(_parts(_pipe(12), **columns)) == 1  # it can stand across
    (blocks,), _ = read_texts([f"::: {{.box}}\n{_pipe(16, rows=20)}\n:::\n"])
    shown = as_shown(with_cuts(blocks, METADATA), "pdf", LABELS)
    assert sum(each["t"] == "Table" for each in elements(shown)) > 1  # no page is turned for it
