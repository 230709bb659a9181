import pytest

from hakusho.ast.walk import elements, stringify
from hakusho.manuscript.settle import without_repeated_works
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("[@a, 22頁; @a, 23頁]", ["a, 22頁、23頁"]),
        ("[@a, 23頁; @a, 22頁; @a, 22頁; @b, 1頁]", ["a, 22頁、23頁", "b, 1頁"]),
        ("[@a, p. 5; @a, p. 7; @a, pp. 9-11]", ["a, pp. 5, 7, 9-11"]),
        ("[@a, 22頁; @b, 1頁; @a, 23頁]", ["a, 22頁", "b, 1頁", "a, 23頁"]),
        ("[@a, 22頁; また @a, 23頁]", ["a, 22頁", "a, 23頁"]),
        ("[@a, 第3条; @a, 第4条]", ["a, 第3条", "a, 第4条"]),
        ("[@a; @a, 23頁]", ["a", "a, 23頁"]),
        ("[@a, 22頁を参照; @a, 23頁]", ["a, 22頁を参照", "a, 23頁"]),
        ("[@a, 22頁]", ["a, 22頁"]),
    ],
)
def test_pages_of_one_work_stand_together(text, joined):
    (blocks,), _ = parse((SourceFile("a.md", text),), seconds=300)
    (cite,) = (each for each in elements(blocks) if each["t"] == "Cite")
    found = without_repeated_works(cite["c"][0])
    assert [each["citationId"] + stringify(each["citationSuffix"]) for each in found] == joined
