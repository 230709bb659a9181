"""In which column each cell of a table stands, which the spans of those before it decide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.ast.build import array, attr, text
from hakusho.ast.table_grid import cells_with_columns, parts_of, placed
from hakusho.ast.walk import stringify
from written import read_texts


def _row(*cells):
    return array(attr(), [_cell(*each) for each in cells])


def _cell(words, down=1, over=1):
    return array(attr(), {"t": "AlignDefault"}, down, over, [{"t": "Plain", "c": [text(words)]}])


def _columns(rows):
    return [[(at, stringify(cell[4])) for at, cell in row] for row in placed(rows)]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([_row("a", "b"), _row("c", "d")], [[(0, "a"), (1, "b")], [(0, "c"), (1, "d")]]),
        ([_row(("a", 1, 2), "b")], [[(0, "a"), (2, "b")]]),
        ([_row(("a", 2), "b"), _row("c"), _row("d")], [[(0, "a"), (1, "b")], [(1, "c")], [(0, "d")]]),
        ([_row("a", ("b", 3)), _row("c", "d"), _row("e", "f")],
         [[(0, "a"), (1, "b")], [(0, "c"), (2, "d")], [(0, "e"), (2, "f")]]),
        ([_row(("a", 2, 2), "b"), _row("c")], [[(0, "a"), (2, "b")], [(2, "c")]]),
    ],
)  # fmt: skip
def test_a_cell_stands_beside_those_that_reach_into_its_row(rows, columns):
    assert _columns(rows) == columns


@given(st.data(), st.integers(1, 5), st.integers(1, 5))
def test_a_grid_that_is_full_is_covered_once(data, height, width):
    owners, rows = {}, []
    for row in range(height):
        cells = []
        for column in range(width):
            if (row, column) in owners:
                continue
            free = next(
                (n for n in range(1, width - column) if (row, column + n) in owners), width - column
            )
            over, down = data.draw(st.integers(1, free)), data.draw(st.integers(1, height - row))
            cells.append((f"{row},{column}", down, over))
            owners |= {
                (row + lower, column + beside): cells[-1][0]
                for lower in range(down)
                for beside in range(over)
            }
        rows.append(_row(*cells))
    found = [(row, at, words) for row, cells in enumerate(_columns(rows)) for at, words in cells]
    assert [f"{row},{at}" for row, at, _ in found] == [words for _, _, words in found]


def test_head_bodies_and_foot_are_grids_of_their_own():
    written = "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n| e | f |\n+===+===+\n| g | h |\n+===+===+\n"
    ((table,),), _ = read_texts([written])
    head, body, foot = ([stringify(row[1][0][4]) for row in rows] for rows in parts_of(table))
    assert (head, body, foot) == (["a"], ["c", "e"], ["g"])
    assert [(at, stringify(cell[4])) for at, cell in cells_with_columns(table)] == [
        (0, "a"), (1, "b"), (0, "c"), (1, "d"), (0, "e"), (1, "f"), (0, "g"), (1, "h"),
    ]  # fmt: skip


def test_a_cell_that_reaches_below_the_head_takes_no_place_in_the_body():
    head, body = [_row(("a", 2), "b")], [_row("c", "d")]
    parts = (array(attr(), head), [array(attr(), 0, [], body)], array(attr(), []))
    table = {"t": "Table", "c": array(attr(), array(None, []), [], *parts)}
    assert [(at, stringify(cell[4])) for at, cell in cells_with_columns(table)] == [
        (0, "a"), (1, "b"), (0, "c"), (1, "d"),
    ]  # fmt: skip
