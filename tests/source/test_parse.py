import pytest

from hakusho.findings import Location
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse


def test_a_chapter_that_pandoc_cannot_finish_is_found_and_the_rest_is_kept():
    bad = "# 序\n\n本文。\n\n一行目。\n" + "[" * 20_000 + "\n三行目。\n\n結び。\n"
    files = (SourceFile("a.md", "前"), SourceFile("b.md", bad), SourceFile("c.md", "本文"))
    (first, second, third), (finding,) = parse(files, seconds=0.5)
    assert first is not None
    assert second is None
    assert third is not None
    assert (finding.rule.id, finding.location) == ("PAP006", Location("b.md", 6, 1))
    assert "0.5 s of a processor" in finding.message


def test_a_chapter_that_is_merely_long_is_told_by_itself():
    text = "港は*古く*から`人`と物の集まる所である。\n\n" * 3_900
    (none,), (finding,) = parse((SourceFile("a.md", text),), seconds=0.05)
    assert none is None
    assert finding.location == Location("a.md", 1, 1)
    assert "Divide it" in finding.hint


@pytest.mark.parametrize(
    "deep",
    [
        "> " * 600 + "港",
        "\n".join(f"{'  ' * n}- 港" for n in range(90)),
    ],
    ids=["quotations", "lists"],
)
def test_what_is_nested_too_deeply_is_found_at_its_paragraph(deep):
    files = (SourceFile("a.md", f"# 序\n\n> - > 本文\n\n{deep}\n"), SourceFile("b.md", "本文"))
    (none, second), (finding,) = parse(files, seconds=20)
    assert none is None
    assert second is not None
    assert (finding.rule.id, str(finding.location)) == ("PAP006", "a.md:5:1")
    assert "nested too deeply" in finding.message


def test_notes_of_one_name_in_two_chapters_stay_apart():
    files = tuple(SourceFile(name, f"x[^1]\n\n[^1]: {name}\n") for name in ("a", "b"))
    (first, second), _ = parse(files, seconds=300)
    assert first != second


def test_metadata_in_a_chapter_is_text_and_configures_nothing():
    (blocks,), _ = parse((SourceFile("a.md", "---\ncss: /etc/passwd\n---\n\n本文\n"),), seconds=300)
    assert "css" in str(blocks)
