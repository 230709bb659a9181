"""Rendered text with marks, and what stands there when they have been acted upon."""

import re
from dataclasses import replace

import pytest

from hakusho.ast.build import inlines_of, text
from hakusho.citations.choices import Choices
from hakusho.settling.citeproc import form_of
from hakusho.settling.inlines import words_of
from hakusho.settling.wording import word
from hakusho.values.marks import Mark
from validators.printed import STYLE, load_cases, load_shipped

CASES = load_cases("wording.yaml")
FORM = form_of(load_shipped(STYLE))


def _form(**choices):
    """The form of the shipped style, but for what it chooses."""
    return replace(FORM, style=replace(FORM.style, choices=Choices.model_validate(choices)))


def _inlines(written):
    written = re.sub(r"<(\w+)>", lambda name: Mark[name[1]], written)
    if written.startswith("/"):
        return [{"t": "Emph", "c": inlines_of(written.strip("/"))}]
    return [{"t": "Space"} if each == " " else text(each) for each in written.split("|")]


def _printed(inlines):
    starred = (f"*{words_of(each)}*" if each["t"] == "Emph" else words_of(each) for each in inlines)
    return "".join(starred)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_marks_are_acted_upon(case):
    words = _printed(word(_inlines(case["text"]), _form(**case.get("choices", {})))[0])
    assert words == case["words"]
    assert not set(words) & set(Mark)


def test_a_private_character_that_a_style_prints_is_none_of_our_marks():
    [inline], ending = word([text("A\uf0a0")], _form())
    assert inline == text("A\uf0a0")
    assert (ending.last, ending.wide) == ("\uf0a0", False)


def test_notes_and_bare_spans_are_unfolded_and_others_kept():
    kept = {"t": "Span", "c": [["", ["smallcaps"], []], [text("c")]]}
    named = {"t": "Span", "c": [["id", [], []], [text("d")]]}
    bare = {"t": "Span", "c": [["", ["nocase"], []], [text("b")]]}
    note = {"t": "Note", "c": [{"t": "Para", "c": [text("a"), bare, kept, named]}]}
    inlines, _ = word([{"t": "Cite", "c": [[], [note]]}], _form())
    assert inlines == [text("ab"), kept, named]


@pytest.mark.parametrize(
    ("words", "last", "wide"),
    [("甲", "甲", True), ("甲1.", ".", True), ("A甲B)", ")", False), ("12", "2", False)],
)
def test_how_a_citation_ends(words, last, wide):
    for inlines in ([text(words)], [{"t": "Code", "c": [["", [], []], words]}]):
        _, ending = word(inlines, _form())
        assert (ending.last, ending.wide) == (last, wide)


@pytest.mark.parametrize("word_between", ["&", "and", "et", "und", "y", "e", "en"])
def test_words_before_the_next_name(word_between):
    inlines = [text(f"甲一{Mark.GIVEN_END}."), {"t": "Space"}, text(word_between)]
    assert words_of(word(inlines, _form())[0]) == f"甲一 {word_between}"


def test_inlines_keep_their_order_and_what_they_hold():
    strong = {"t": "Strong", "c": [text("c")]}
    code = {"t": "Code", "c": [["", [], []], "b"]}
    inlines = [text("a"), code, text("x"), strong, text("d")]
    assert word(inlines, _form())[0] == inlines
