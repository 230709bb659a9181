from hakusho.findings import Location
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse


def test_a_chapter_that_pandoc_cannot_finish_is_found_and_the_rest_is_kept():
    files = (SourceFile("a.md", "[" * 20_000), SourceFile("b.md", "本文"))
    (first, second), (finding,) = parse(files, seconds=1)
    assert first is None
    assert second is not None
    assert (finding.rule.id, finding.location) == ("PAP006", Location("a.md", 1))
    assert "1 s" in finding.message


def test_notes_of_one_name_in_two_chapters_stay_apart():
    files = tuple(SourceFile(name, f"x[^1]\n\n[^1]: {name}\n") for name in ("a", "b"))
    (first, second), _ = parse(files, seconds=300)
    assert first != second


def test_metadata_in_a_chapter_is_text_and_configures_nothing():
    (blocks,), _ = parse((SourceFile("a.md", "---\ncss: /etc/passwd\n---\n\n本文\n"),), seconds=300)
    assert "css" in str(blocks)
