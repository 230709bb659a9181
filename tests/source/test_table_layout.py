"""Which letters each cell of a drawn table holds."""

import pytest

from hakusho.ast.walk import elements
from hakusho.source.table_layout import is_drawn, lay_out
from written import read_texts

GRID = """\
+-----+-------+
|a    | 漢字  |
|b    |       |
+=====+=======+
| c   |d      |
|     +-------+
|     | e     |
+-----+-------+
"""
MULTILINE = """\
---------------
  頭   head
------ --------
 一    two
 二    lines

 c     d
---------------
"""
SIMPLE = " a   b\n---- ---\n 一  c\n"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (GRID, ["a    \nb    ", " 漢字  \n       ", " c   \n     \n     ", "d      ", " e     "]),
        (MULTILINE, ["  頭   ", "head", " 一    \n 二    ", "two\nlines", " c     ", "d"]),
        (SIMPLE, [" a   ", "b", " 一  ", "c"]),
    ],
    ids=["grid", "multiline", "simple"],
)
def test_cells_hold_the_letters_between_their_edges(text, cells):
    ((table,),), _ = read_texts([text])
    assert table["t"] == "Table"
    head, bodies = table["c"][3][1], table["c"][4]
    rows = [*head, *(row for body in bodies for row in body[3])]
    wide = any(each["t"] == "ColWidth" for _, each in table["c"][2])
    layout = lay_out(text, 0, rows, multiline=wide)
    assert [view.text for view in layout.cells] == cells
    assert layout.end >= len(text.rstrip()) - (text is SIMPLE)
    for view in layout.cells:
        letters = "".join(text[at] if at < len(text) else "" for at in view.offsets)
        assert letters.replace("\n", "").startswith(view.text.split("\n")[0])
    assert all("at" in each for each in elements(table) if each["t"] in {"Str", "Plain"})


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (GRID, True),
        (MULTILINE, False),
        (SIMPLE, False),
        ("| a | b |\n|---|---|\n| c | d+ |\n", False),
    ],
)
def test_a_table_that_is_drawn_with_a_frame(text, drawn):
    ((*_, table),), positions = read_texts([f"+----+ a frame in a paragraph\n\n{text}"])
    assert table["t"] == "Table"
    assert is_drawn(table, positions) is drawn
