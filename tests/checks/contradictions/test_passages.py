"""Passages: where their sentences begin and end, and what dates they have."""

from dataclasses import replace

from hakusho.checks.contradictions.passages import passage_in
from hakusho.findings import Location


class _NotWalked(tuple):
    __slots__ = ()

    def __iter__(self):
        raise AssertionError("a passage may have thousands of them, and each is asked for")


def test_a_sentence_is_found_without_a_walk_through_all():
    text = "甲である。乙である。丙"
    passage = passage_in(text, f"k: {text}\n", Location("a.yaml", 1))
    passage = replace(passage, ends=_NotWalked(passage.ends))
    found = {text[slice(*passage.sentence(index))] for index in range(len(text))}
    assert found == {"甲である。", "乙である。", "丙"}


def test_dates_of_a_stretch_are_found_without_a_walk_through_all():
    text = "2001年に始まり、2002年に終わった。2003年である。"
    passage = passage_in(text, f"k: {text}\n", Location("a.yaml", 1))
    passage = replace(passage, dates=_NotWalked(passage.dates))
    found = [each.start for each in passage.dates_from(1, text.index("2003年"))]
    assert found == [text.index("2002年")]
    assert passage.dates_from(len(text), len(text)) == ()
