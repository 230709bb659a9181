"""What stands under a table and belongs to it."""

from __future__ import annotations

import pytest

from hakusho.ast.walk import attr_of, stringify
from hakusho.manuscript.table_notes import NOTED, notes_by_table, with_notes
from written import read_texts

TABLE = "|港|隻|\n|--|--|\n|北|1|\n\n: 入港 {#tbl-a}\n\n"


def _joined(text):
    """What is joined to a table, and what stands in the text."""
    (blocks,), _ = read_texts([text])
    joined, others = [], []
    for block in with_notes(blocks):
        if block["t"] == "Div" and NOTED in attr_of(block)[1]:
            _, notes = block["c"][1]
            joined += [stringify(each) for each in notes["c"][1]]
        elif block["t"] != "Table":
            others.append(stringify(block))
    return joined, others


@pytest.mark.parametrize(
    "note",
    ["（注）暫定値。", "（注1）暫定値。", "注1）暫定値。", "注）暫定値。", "注：暫定値。", "(注2) 暫定値。", "※ 暫定値。",
     "資料：港湾局", "出典：港湾局", "（出所）港湾局", "Note: provisional.", "Notes: provisional.", "Note 1. provisional.",
     "Source: the office."],
)  # fmt: skip
def test_paragraphs_that_begin_as_notes_do_belong_to_the_table_before(note):
    joined, others = _joined(f"{TABLE}{note}\n\n本文。\n")
    assert (len(joined), others) == (1, ["本文。"])


@pytest.mark.parametrize(
    "text", ["注意すべき点がある。", "注目する。", "注1と注2を見よ。", "出典を示す。", "Notebooks sell.", "Sources say so.", "（以下同じ）"]
)  # fmt: skip
def test_other_paragraphs_do_not(text):
    assert _joined(f"{TABLE}{text}\n")[0] == []


def test_notes_elsewhere_are_text():
    assert _joined(f"本文。\n\n（注）暫定値。\n\n{TABLE}")[0] == []


def test_several_and_a_division_of_them_belong_to_it():
    assert len(_joined(f"{TABLE}（注）甲。\n\n資料：乙\n\n本文。\n")[0]) == 2
    joined, others = _joined(f"{TABLE}::: {{.table-notes}}\na) 甲。\n\n乙。\n:::\n\n（注）丙。\n")
    assert len(joined) == 2
    assert others == ["（注）丙。"]


def test_they_are_known_by_the_id_of_their_table():
    (blocks,), _ = read_texts([f"::: {{lang=en}}\n{TABLE}Note: x.\n:::\n"])
    ((ident, notes),) = notes_by_table(blocks)
    assert (ident, stringify(notes)) == ("tbl-a", "Note: x.")
