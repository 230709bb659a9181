"""What counts as a note, and its number."""

from __future__ import annotations

import pytest

from hakusho.ast.walk import stringify
from hakusho.manuscript.notes import (
    is_numbered_note,
    makes_note,
    note_number,
    noted,
    numbered_note,
)
from written import read_texts


@pytest.mark.parametrize(
    ("text", "place", "in_notes", "makes"),
    [
        ("^[注]", "text", True, True),
        ("^[注]", "caption", True, True),
        ("^[注]", "note", False, True),
        ("^[注]", "alt", True, False),
        ("[@a]", "text", True, True),
        ("[@a]", "text", False, False),
        ("[@a]", "note", True, False),
        ("[@a]", "caption", True, False),
        ("[@fig-a; @b]", "text", True, True),
        ("[@fig-a; @sec-b]", "text", True, False),
        ("*甲*", "text", True, False),
    ],
)
def test_what_makes_a_note(text, place, in_notes, makes):
    ((paragraph,),), _ = read_texts([text])
    element = paragraph["c"][0]
    assert makes_note(element, place, cites_in_notes=in_notes) is makes


def test_a_note_with_its_number():
    blocks = [{"t": "Para", "c": [{"t": "Str", "c": "注"}]}]
    note = numbered_note(12, blocks)
    assert is_numbered_note(note)
    assert note_number(note) == "12"
    assert noted(note) == blocks


def test_a_span_that_an_author_calls_a_note_is_none():
    ((paragraph,),), _ = read_texts(["[甲]{.note number=3}と[^x]\n\n[^x]: 注\n"])
    span, *_, note = paragraph["c"]
    assert not is_numbered_note(span)
    assert not is_numbered_note(note)
    assert stringify(note["c"]).strip() == "注"
