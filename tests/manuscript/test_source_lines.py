from hakusho.ast.walk import elements
from hakusho.manuscript.source_lines import take_out
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
