from hakusho.manuscript.ast import elements
from hakusho.manuscript.note_order import number_notes
from hakusho.manuscript.parse import parse
from hakusho.paper.load import SourceFile

FIRST = "# 序[^h]\n\n一[@a]と二[^m]と三[@c; @d]。\n\n[^h]: 注[@x]。\n[^m]: 手書き[@b]と[@b2]。\n"
SECOND = "四[@e]。注[^n]。五[@f]。\n\n[^n]: 引用のない注。\n"


def test_numbers_run_through_all_chapters_and_hand_written_notes():
    blocks, _ = parse((SourceFile("1", FIRST), SourceFile("2", SECOND)), seconds=10)
    numbered = number_notes([*blocks[0], *blocks[1]])
    found = {
        citation["citationId"]: citation["citationNoteNum"]
        for element in elements(numbered)
        if element["t"] == "Cite"
        for citation in element["c"][0]
    }
    assert found == {"x": 1, "a": 2, "b": 3, "b2": 3, "c": 4, "d": 4, "e": 5, "f": 7}
