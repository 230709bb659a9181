"""First mentions: the article before what is printed, and the bracket around a place."""

from __future__ import annotations

import pytest

from hakusho.manuscript.first_mentions import (
    _abbreviation_sounds,
    _article_before,
    _word_sounds,
    brackets_around,
)


@pytest.mark.parametrize(
    ("words", "vowel"),
    [
        ("alliance", True), ("Ostrich", True), ("ship", False), ("unit", False), ("uncle", True),
        ("used", False), ("European", False), ("one-off", False), ("only", True), ("hour", True),
        ("honour", True), ("heir", True), ("harbour", False), ("ewe", False),
    ],
)  # fmt: skip
def test_whether_words_begin_with_a_vowels_sound(words, vowel):
    assert bool(_word_sounds(words)) is vowel


@pytest.mark.parametrize(
    ("short", "vowel"),
    [
        ("FDO", True), ("FDOs", True), ("SCC", True), ("ACM", True), ("BPM", False), ("HQ", True),
        ("MRBM", True), ("MRBMs", True), ("TCMB", False), ("NATO", False), ("ASEAN", True),
        ("EUCOM", True), ("UN", None), ("UNHCR", None), ("ICBM", True), ("RAND", False),
        ("X", True), ("Y", False),
    ],
)  # fmt: skip
def test_whether_an_abbreviation_begins_with_a_vowels_sound(short, vowel):
    assert _abbreviation_sounds(short) is vowel


@pytest.mark.parametrize(
    ("text", "words", "spelled", "edited"),
    [
        ("Then a ", "FDO", True, "Then an "),
        ("An ", "BPM", True, "A "),
        ("An “", "ship", False, "A “"),
        ("an ", "ACM", True, "an "),
        ("a ", "UN", True, "a "),
        ("A\n", "alliance", False, "An\n"),
        ("Vitamin-a ", "ACM", True, "Vitamin-a "),
        ("banana ", "ACM", True, "banana "),
        ("the ", "ACM", True, "the "),
        ("", "ACM", True, ""),
    ],
)
def test_an_article_suits_what_is_printed_after_it(text, words, spelled, edited):
    given = f"{text}X"
    (edit,) = [*_article_before(given, len(text), words, spelled=spelled), None][:1]
    if edit is not None:
        text = text[: edit.start] + edit.content[0]["c"] + text[edit.end :]
    assert text == edited


@pytest.mark.parametrize(
    ("text", "bracket"),
    [("甲", ""), ("甲（乙", "（"), ("甲（乙）", ""), ("（〔", "〔"), ("（〔〕", "（"), ("）（", "（"), ("）", "")],
)  # fmt: skip
def test_the_innermost_bracket_that_is_open(text, bracket):
    assert brackets_around(f"{text}。", len(text)) == bracket
