"""Marks of notes side by side are divided, whatever they stand in."""

import pytest

from hakusho.ast.build import inlines_of, span
from hakusho.ast.walk import elements, stringify
from hakusho.manuscript.notes import numbered_note
from hakusho.settling.note_separators import CLASS, with_note_separators

SPACE = {"t": "Space"}


def note(number):
    return numbered_note(number, [{"t": "Para", "c": inlines_of("注")}])


def emphasised(*inlines):
    return {"t": "Emph", "c": [*inlines]}


def shown(inlines, separator="、"):
    """What is printed in a line, with notes as their numbers in brackets."""
    blocks = with_note_separators([{"t": "Para", "c": inlines}], separator)
    out = []
    for each in elements(blocks):
        if each["t"] == "Note":
            out.append("[n]")
        elif each["t"] == "Str" and each["c"] != "注":
            out.append(each["c"])
        elif each["t"] == "Space":
            out.append(" ")
    return "".join(out)


@pytest.mark.parametrize(
    ("inlines", "text"),
    [
        ([*inlines_of("甲"), note(1), note(2)], "甲[n]、[n]"),
        ([note(1), note(2), note(3)], "[n]、[n]、[n]"),
        ([note(1), SPACE, note(2), SPACE, *inlines_of("乙")], "[n]、[n] 乙"),
        ([emphasised(*inlines_of("甲"), note(1)), note(2)], "甲[n]、[n]"),
        ([note(1), span([emphasised(note(2))], lang="en")], "[n]、[n]"),
        ([note(1), *inlines_of("。"), note(2)], "[n]。[n]"),
        ([note(1), *inlines_of("、"), note(2)], "[n]、[n]"),
    ],
)
def test_notes_side_by_side_are_divided(inlines, text):
    assert shown(inlines) == text


def test_a_space_of_the_separator_does_not_break():
    assert shown([note(1), note(2)], ", ") == "[n],\N{NO-BREAK SPACE}[n]"


def test_notes_of_two_paragraphs_are_not_side_by_side():
    blocks = [{"t": "Para", "c": [note(1)]}, {"t": "Para", "c": [note(2)]}]
    assert stringify(with_note_separators(blocks, "、")) == ""


def test_a_separator_is_known_by_its_class():
    blocks = with_note_separators([{"t": "Para", "c": [note(1), note(2)]}], "、")
    spans = [each["c"][0][1] for each in elements(blocks) if each["t"] == "Span"]
    assert spans == [["note"], [CLASS], ["note"]]


def test_a_document_with_one_note_is_the_same():
    blocks = [{"t": "Para", "c": [note(1)]}]
    assert with_note_separators(blocks, "、") is blocks
