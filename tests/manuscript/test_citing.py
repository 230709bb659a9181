from pathlib import Path

import pytest

from hakusho.manuscript.index import index_of
from read_yaml import read_yaml
from written import draft_of

CASES = read_yaml(Path(__file__).with_name("citing.yaml"))


def index(text):
    draft = draft_of(text)
    return index_of(draft.chapters, draft.positions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_citation_knows_its_context(case):
    uses = index(case["text"]).citations
    if "uses" in case:
        assert [f"{use.key} {use.place} {use.note}" for use in uses] == case["uses"]
    if "groups" in case:
        assert [use.group for use in uses] == case["groups"]
    if "chapters" in case:
        assert [use.chapter for use in uses] == case["chapters"]
    if "within" in case:
        assert [use.within for use in uses] == case["within"]
    if "quotations" in case:
        assert [use.quotation for use in uses] == case["quotations"]


def test_text_around_the_key_is_kept_and_the_sentence_is_known():
    see, narrative = index("甲[see @a, p. 3 and *passim*]。@b [4頁] は。").citations
    assert (see.prefix, see.locator, see.narrative) == (
        "see",
        ", p.\N{NO-BREAK SPACE}3 and passim",
        False,
    )
    assert (narrative.locator, narrative.narrative) == ("4頁", True)
    assert [str(use.location) for use in (see, narrative)] == ["a.md:1:7", "a.md:1:30"]


def test_notes_and_captions_are_kept_as_text():
    found = index(
        '甲^["Quoted" [@a]、『乙』。]。\n\n![図（出典：丙）](x.png)\n\n![図[@b]](y.png)\n'
    )
    assert [(note.number, note.text) for note in found.notes] == [(1, "“Quoted” \ufffc、『乙』。")]
    assert [(each.text, each.cites) for each in found.captions] == [
        ("図（出典：丙）", False),
        ("図\ufffc", True),
    ]
