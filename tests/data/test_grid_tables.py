"""Tables as pandoc reads them: cells where they were put, columns as wide as their weights."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.ast.table_grid import parts_of, placed
from hakusho.ast.walk import stringify
from hakusho.data.grid_tables import Column, Over, grid
from written import read_texts

LEFT, RIGHT, CENTER = (Column(align, 1.0) for align in ("left", "right", "center"))
TABLES = {
    "plain": ([LEFT, RIGHT, CENTER], ["港", "隻", "x"], [["北", "3", "yes"], ["", "1,204", ""]], ()),
    "lines in cells": ([LEFT, LEFT], ["a", "b"], [["one\ntwo", "three"], ["four", "五\n六\n七"]], ()),
    "letters of uncertain width": ([LEFT, LEFT], ["é", "😀"], [["e\u0301", "ｶﾞ"], ["…", "→"]], ()),
    "a head over two": ([LEFT, RIGHT, RIGHT], ["港", "数", "額"], [["北", "3", "4"]], (Over("輸出", 1, 2),)),
    "a head over the first two": ([LEFT, RIGHT, RIGHT], ["数", "額", "港"], [["3", "4", "北"]], (Over("輸出", 0, 1),)),
    "a long head over two": ([LEFT, LEFT, LEFT], ["a", "b", "c"], [["1", "2", "3"]], (Over("a head that is longer than both", 1, 2),)),
    "heads side by side": (
        [LEFT] * 5, list("abcde"), [list("12345")], (Over("first", 0, 1), Over("second", 3, 4)),
    ),
    "heads that touch": ([LEFT] * 4, list("abcd"), [list("1234")], (Over("first", 0, 1), Over("second", 2, 3))),
}  # fmt: skip


def _display(line):
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line)


def _cells(rows):
    return [[(at, stringify(cell[4]).strip()) for at, cell in row] for row in placed(rows)]


@pytest.fixture(scope="module")
def read():
    blocks, _ = read_texts([grid(*TABLES[name]) for name in TABLES])
    return dict(zip(TABLES, blocks, strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_pandoc_reads_each_cell_in_its_column(read, name):
    columns, header, rows, over = TABLES[name]
    (table,) = read[name]
    assert table["t"] == "Table"
    head, body, _ = parts_of(table)
    assert _cells(body) == [
        [
            (at, unicodedata.normalize("NFC", cell) if cell.isascii() else cell)
            for at, cell in enumerate(row)
        ]
        for row in rows
    ]
    heads = _cells(head)
    inside = {at for each in over for at in range(each.first, each.last + 1)}
    above = {each.first: each.head for each in over}
    first = [
        (at, above.get(at, header[at]))
        for at in range(len(columns))
        if at not in inside or at in above
    ]
    assert heads[0] == (first if over else [*enumerate(header)])
    if over:
        assert [each for each in heads[1] if each[1]] == [(at, header[at]) for at in sorted(inside)]
    aligned = [spec[0]["t"].removeprefix("Align").lower() for spec in table["c"][2]]
    assert [given if given != "default" else "left" for given in aligned] == [
        each.align for each in columns
    ]


@pytest.mark.parametrize("name", TABLES)
def test_all_lines_are_of_one_width(name):
    lines = grid(*TABLES[name]).split("\n")
    assert len({_display(line) for line in lines}) == 1


def test_columns_are_as_wide_as_their_weights():
    made = grid(
        [Column("left", 1.0), Column("left", 3.0), Column("left", 2.0)],
        list("abc"),
        [["x" * 8, "y", "z"]],
    )
    widths = [len(piece) for piece in made.split("\n")[0].strip("+").split("+")]
    assert widths == [10, 30, 20]


@given(
    st.lists(st.lists(st.text("ab 港é\n", max_size=6), min_size=3, max_size=3), max_size=3),
    st.tuples(*[st.floats(0.1, 5)] * 3),
)
def test_the_bars_of_any_table_stand_below_each_other(rows, weights):
    columns = [Column("left", weight) for weight in weights]
    lines = grid(columns, ["a", "b", "c"], rows).split("\n")
    places = set()
    for line in lines:
        at, found = 0, []
        for char in line:
            if char in "+|":
                found.append(at)
            at += 1 + (unicodedata.east_asian_width(char) in "WF")
        places.add(tuple(found))
    assert len(places) == 1
