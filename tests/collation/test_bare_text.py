"""Texts in the one spelling in which they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.collation.bare_text import (
    CELL,
    FORMULA,
    bare,
    has_the_same_letters,
    note_numbers,
    note_sign,
    places_in,
    shown,
)

PIECES = [*"ab1 -\u2010\u00adが。ﬁ㎞\u2060\n①é—", "e\u0301", "ｶﾞ", note_sign("14"), CELL]
WRITTEN = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("co-operation", "cooperation"),  # broken at the end of a line
        ("co\x02operation", "cooperation"),  # the same, as PDFium says it
        ("efﬁcient", "efficient"),
        ("e\u0301", "é"),
        ("ｶﾞｲﾄﾞ １２３㎞", "ガイド123km"),
        ("日本 は\n港", "日本は港"),
        ("港\u2060。", "港。"),
        ("q\u0323\u0307q\u0323\u0307", "q\u0323\u0307"),  # in a PDF, of two fonts
    ],
)
def test_what_editions_may_spell_otherwise_is_alike(one, other):
    assert bare(one) == bare(other)


@pytest.mark.parametrize(
    ("one", "other"), [("-5", "5"), ("1990-95", "199095"), ("港", "湾"), ("a", "A")]
)
def test_what_differs_differs(one, other):
    assert bare(one) != bare(other)


def test_a_hyphen_follows_the_letter_before_it():
    assert bare("-12", "harbour") == "12"
    assert bare("-12", "5") == "-12"


def test_a_hyphen_behind_a_dash_may_end_a_line():
    assert bare("663–-670") == bare("663–670")
    assert bare("663--670") == bare("663-\n670")
    assert bare("-670", bare("663–")) == "670"
    assert bare("663-670") != bare("663670")


def test_the_mark_of_a_note_is_one_sign_whatever_its_number():
    text = f"港{note_sign('14')}は"
    assert bare(text) == bare(f"港{note_sign('15')}は")
    assert note_numbers(text) == ["14"]
    assert shown(text) == "港[14]は"


def test_signs_are_shown_as_a_reader_understands_them():
    assert shown(f"1968{CELL}31{CELL}") == "1968 | 31"
    assert shown(f"burn {FORMULA}  barrels") == "burn … barrels"


@given(WRITTEN)
def test_each_bare_character_has_its_place(text):
    places = places_in(text)
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert len(places) == len(bare(text)) + 1


@given(WRITTEN, WRITTEN)
def test_a_text_is_bare_piece_by_piece_as_it_is_as_a_whole(one, other):
    before = f"{one}。"  # with which nothing composes
    assert bare(f"{before}{other}") == bare(before) + bare(other, bare(before))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("と(الوطني)", "(يينطولا)と", True),  # mirrored, and a letter with its dots said twice
        ("الوطني", "الوطن", False),
        ("الوطنيと", "الوطني", False),
        ("אבと", "とבא", True),
        ("ab", "aab", False),
    ],
)
def test_letters_that_run_back_may_come_in_any_order(one, other, same):
    assert has_the_same_letters(one, other) is same
