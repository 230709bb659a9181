"""Counting a text: characters the Japanese way, words the English way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.manuscript.text_length import count_characters, count_words
from read_yaml import read_yaml

TABLE = Path(__file__).with_name("text_length.yaml")
CASES = read_yaml(TABLE)
BLANKS = st.sampled_from([" ", "\n", "\t", "\u3000", "\u00a0", "\r\n", " \u3000\n"])
PLAIN = st.text(st.sampled_from("日米同盟、。（）ァ゛１aZ09,.-–’“ßé"), max_size=30)
WORDS = st.lists(st.text(st.sampled_from("abcXYZ019,.’-–"), min_size=1, max_size=8), max_size=12)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_lengths(case):
    assert count_characters(case["text"]) == case["characters"]
    assert count_words(case["text"]) == case["words"]


@given(PLAIN)
def test_every_visible_character_counts_once(text):
    assert count_characters(text) == len(text)


@given(st.lists(PLAIN), BLANKS)
def test_blanks_and_line_breaks_do_not_count(pieces, blank):
    assert count_characters(blank.join(pieces)) == sum(map(len, pieces))


@given(st.text(), st.text())
def test_parts_add_up(first, second):
    whole = count_characters(first + second)
    assert whole == count_characters(first) + count_characters(second)
    assert 0 <= whole <= len(first + second)


@given(WORDS, BLANKS)
def test_words_stand_between_blanks(words, blank):
    assert count_words(blank.join(words)) == len(words)


@given(st.text(), st.text())
def test_a_line_break_parts_words(first, second):
    assert count_words(f"{first}\n{second}") == count_words(first) + count_words(second)
