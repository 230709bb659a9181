"""What pandoc leaves out without a word."""

import pytest

from hakusho.ast.walk import elements
from hakusho.source.lost_text import cells_left_out, texts_read_as_addresses
from written import read_texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本文。\n\n[Note]: see the table below\n", [("Note", "a.md:3:1")]),
        ("[注]: これは 注である。\n\n  [表]: <これは>\n", [("注", "a.md:1:1"), ("表", "a.md:3:3")]),
        ("> [x]: 済\n\n- [x]: 済\n- 次\n", [("x", "a.md:1:3"), ("x", "a.md:3:3")]),
        ("[注]:\n  次の行\n", [("注", "a.md:1:1")]),
        ('[Note]: yes "or no"\n', [("Note", "a.md:1:1")]),
        ('[a]: https://port.example\n\n[b]: b.png "t"\n\n[c]: #sec\n\n[d]: <../e>\n', []),
        ("[港]と[港][a]\n\n[港]: みなと\n\n[a]: 甲 乙\n", []),
        ("[^a]: 注\n\n本文[^a]\n[注]: 行の中\n\n`[x]: y`\n\n    [x]: code\n\n<!-- \n[x]: y -->\n", []),
        ("~~~\n[x]: 済\n~~~\n", []),
    ],
)  # fmt: skip
def test_words_behind_a_label(text, found):
    (blocks,), positions = read_texts([text])
    lost = texts_read_as_addresses("a.md", blocks, positions)
    assert [(label, str(where)) for label, where in lost] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 |\n", [("3", "a.md:3:11")]),
        ("| a | b | c |\n|---|---|\n| 1 | 2 |\n", [("c", "a.md:1:11")]),
        ("| a | b |\n|---|---|\n| 甲|乙 | **2** |\n", [("**2**", "a.md:3:9")]),
        ("| a | b |\n|---|---|\n| 1 | |  | x |\n|  |  |\n", [("x", "a.md:3:12")]),
        ("| a | b |\n|---|---|\n| 1 | `p|q` |\n| 1 | p\\|q |\n| **1** | [x](y) |\n| 1 |\n", []),
        ("a | b\n--|--\n1 | 2\n", []),
        ("a | b\n--|--\n1 | 2[^n] | 3\n\n[^n]: 注である。\n", [("3", "a.md:3:13")]),
        ("+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n", []),
        (" a    b\n---- ----\n x|y  z\n", []),
    ],
)
def test_cells_behind_the_last_column(text, found):
    (blocks,), positions = read_texts([text])
    tables = [each for each in elements(blocks) if each["t"] == "Table"]
    lost = [each for table in tables for each in cells_left_out(table, positions)]
    assert [(words.rstrip(" |"), str(where)) for words, where in lost] == found
