import pytest

from hakusho.ast.walk import elements, stringify
from hakusho.manuscript.source_lines import put_back, take_out
from hakusho.manuscript.table_notes import with_notes
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse

TEXT = """\
一[@a]。

![図（出典：[@a, 3頁; @b]）と注[^n]](w){#fig-w}

二[@a]。

[^n]: 注[@c]。
"""


def _taken():
    (blocks,), _ = parse((SourceFile("a.md", TEXT),), seconds=300)
    return take_out(blocks)


def test_citations_of_captions_move_to_the_end():
    holder = _taken()[-1]
    assert holder["c"][0][0] == "source-lines"
    cited = [c["citationId"] for e in elements(holder) if e["t"] == "Cite" for c in e["c"][0]]
    assert cited == ["a", "b"]


def test_notes_in_captions_stay_notes():
    result = _taken()
    figure = next(e for e in elements(result) if e["t"] == "Figure")
    assert [e["t"] for e in elements(figure["c"][1]) if e["t"] in {"Note", "Cite"}] == [
        "Note",
        "Cite",
    ]


def test_a_document_without_captions_is_as_it_was():
    (blocks,), _ = parse((SourceFile("a.md", "一[@a]。"),), seconds=300)
    assert take_out(blocks) == blocks


def _worded(blocks, words):
    """What citeproc makes of the citations at the end, as Markdown."""
    (holder,) = (each for each in blocks if each["t"] == "Div")
    lines, _ = parse((SourceFile("w.md", words),), seconds=10)
    return [*blocks[:-1], {**holder, "c": [holder["c"][0], lines[0]]}]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("^[佐藤『甲』3頁。]\n\n^[Smith, *A*.]", "図（出典：佐藤『甲』3頁、Smith, A）と注"),
        ("(Sato 2016, 3)\n\n（佐藤2016）", "図（出典：Sato 2016, 3、佐藤2016）と注"),
        ("[1, 3]\n\n[2", "図（出典：1, 3、[2）と注"),
        ("Sato (2016)\n\n甲、b)", "図（出典：Sato (2016)、甲、b)）と注"),
        ("*Sato*.\n\n*A*", "図（出典：Sato、A）と注"),
    ],
)
def test_a_source_line_is_worded_without_stop_and_brackets(words, printed):
    text = "![図（出典：[@a]、[@b]）と注^[注]](w){#fig-w}\n\n本文。\n"
    (blocks,), _ = parse((SourceFile("a.md", text),), seconds=10)
    result = put_back(_worded(take_out(blocks), words))
    (figure,) = (each for each in result if each["t"] == "Figure")
    assert stringify(figure["c"][1][1]) == printed
    assert [each["t"] for each in result] == ["Figure", "Para"]


def test_without_source_lines_nothing_is_put_back():
    (blocks,), _ = parse((SourceFile("a.md", "甲\n\n::: {#x}\n乙\n:::\n"),), seconds=10)
    assert put_back(blocks) is blocks
    assert put_back([]) == []


def test_sources_under_a_table_are_source_lines():
    text = "|甲|\n|-|\n|乙|\n\n（注）丙[@a]。\n\n資料：[@b]\n\n資料[@c]。\n"
    (blocks,), _ = parse((SourceFile("a.md", text),), seconds=300)
    *placed, holder = take_out(with_notes(blocks))
    cited = [c["citationId"] for e in elements(holder) if e["t"] == "Cite" for c in e["c"][0]]
    assert cited == ["b"]
    left = [c["citationId"] for e in elements(placed) if e["t"] == "Cite" for c in e["c"][0]]
    assert left == ["a", "c"]
