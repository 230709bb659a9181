"""Front matter at the top of a chapter, and what only looks like it."""

import pytest

from hakusho.source.front_matter import front_matter_of, later_metadata
from written import read_texts


@pytest.mark.parametrize(
    ("text", "keys", "end"),
    [
        ("---\ntitle: T\ntags:\n  - a\nurl: http://a.jp\n---\n\n文。\n", "title tags url", "\n文"),
        ("---\n# a comment\ntitle: T\n\nlang: ja\n...\n文。\n", "title lang", "文"),
        ("% T\n% A; B\n\n文。\n", "title author", "\n文"),
        ("% T\n%\n% 2025\n\n文。\n", "title date", "\n文"),
        ("---\n\nNote: a draft.\n\n---\n\n文。\n", None, ""),
        ("---\n文。\n---\n", None, ""),
        ("文。\n\n---\ntitle: T\n---\n", None, ""),
        ("---\ntitle: T\n\n文。\n", "title", "\n文"),
        ("---\ntitle: T\ntags:\n  - 港\n--\n\n文。\n", "title tags", "\n文"),
        ("---\ntitle: T\n———\n文。\n", "title", "文"),
        ("----\ntitle: T\n----\n文。\n", "title", "文"),
        ("title: T\nauthor: A\n---\n文。\n", "title author", "文"),
        ("title: T\n\n文。\n", None, ""),
        ("%文。\n", None, ""),
    ],
)
def test_front_matter(text, keys, end):
    (blocks,), positions = read_texts([text])
    found = front_matter_of(blocks, positions)
    assert (found and " ".join(found.keys)) == keys
    if found:
        assert text[slice(*found.at)] == text[: text.index(end)]


LATER = "---\ntitle: T\nlang: ja\n---\n"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (f"文。\n\n{LATER}", ["title lang"]),
        (f"{LATER}\n文。\n\n{LATER}", ["title lang"]),
        (f"文。\n\n{LATER}\n文。\n\n---\nid: x\n---\n", ["title lang", "id"]),
        ("文。\n\n甲   乙\n---  ---\n一   二\n\n", []),
        ("文。\n\n---\n甲\n---\n", []),
    ],
)
def test_metadata_within_a_chapter(text, keys):
    (blocks,), positions = read_texts([text])
    found = list(later_metadata(blocks, positions))
    assert [" ".join(each.keys) for each in found] == keys
    assert all(positions.written(each.at).startswith("---\n") for each in found)
    assert all(positions.written(each.at).endswith("\n---\n") for each in found)
