"""Where sections stand in a chapter's source, and what is marked in them."""

from pathlib import Path

import pytest

from hakusho.manuscript.stretches import END, Stretch, section_stretches
from read_yaml import read_yaml
from written import draft_of

CASES = read_yaml(Path(__file__).with_name("stretches.yaml"))


def _said(stretch, text):
    """What a stretch holds, letter by letter."""
    return "".join(letter for at, letter in enumerate(text) if stretch.holds("a.md", at))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sections(case):
    text = case["text"]
    draft = draft_of(text)
    found = section_stretches(draft.chapters[0], draft.positions)
    said = {ident: _said(stretch, text) for ident, stretch in found.items()}
    assert {ident: each.split() for ident, each in said.items()} == {
        ident: each.split() for ident, each in case["sections"].items()
    }


def test_a_stretch_is_of_one_file():
    stretch = Stretch("a.md", ((2, END),), ((4, 6),))
    assert [stretch.holds("a.md", at) for at in (1, 2, 4, 6)] == [False, True, False, True]
    assert not stretch.holds("b.md", 2)
