"""CIT008 and CIT011."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from hakusho.citations.page_numbers import page_of, page_ranges

HERE = Path(__file__).parent
RANGES = YAML(typ="safe").load((HERE / "locators.yaml").read_text(encoding="utf-8"))
UNREAD = YAML(typ="safe").load((HERE / "unread_places.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def outside(audit):
    return audit([case["text"] for case in RANGES], "CIT008")


@pytest.mark.parametrize("number", range(len(RANGES)), ids=[case["text"] for case in RANGES])
def test_pages_that_the_work_does_not_have(outside, number):
    case, found = RANGES[number], outside[number]
    assert [finding.location.column for finding in found] == case["found"]
    assert all(finding.entry in finding.message for finding in found)
    if "message" in case:
        assert case["message"] in found[0].message


@pytest.fixture(scope="module")
def unread(audit):
    return audit([f"甲[@mod2023{case['after']}]。" for case in UNREAD], "CIT011")


@pytest.mark.parametrize("number", range(len(UNREAD)), ids=[case["after"] for case in UNREAD])
def test_digits_that_were_meant_as_a_place(unread, number):
    assert bool(unread[number]) == UNREAD[number]["found"], unread[number]


NUMBERS = st.integers(1, 999)
DASHES = st.sampled_from(["-", "--", "–", "—", "〜"])


@given(NUMBERS, NUMBERS, NUMBERS, DASHES, st.sampled_from(["{}", "{}頁", "p. {}", "S{}"]))
def test_a_range_holds_what_lies_in_it(first, length, offset, dash, form):
    last = first + length
    text = form.format(f"{first}{dash}{'S' if form == 'S{}' else ''}{last}")
    (span,) = page_ranges(text)
    prefix = "S" if form == "S{}" else ""
    page = page_of(f"{prefix}{first + offset}")
    assert span.holds(page) == (offset <= length)


@given(st.integers(100, 9998), st.data())
def test_a_shortened_range_is_read_in_full(first, data):
    last = data.draw(st.integers(first + 1, first // 100 * 100 + 100))
    if last // 100 == first // 100:
        assert page_ranges(f"{first}-{last % 100:02d}") == page_ranges(f"{first}-{last}")


KANJI = "〇一二三四五六七八九"


def in_kanji(number):
    out = ""
    for unit, value in (("百", 100), ("十", 10)):
        digit, number = divmod(number, value)
        out += "" if not digit else ("" if digit == 1 else KANJI[digit]) + unit
    return out + (KANJI[number] if number else "")


@given(NUMBERS)
def test_kanji_numerals_are_the_same_pages(number):
    assert page_of(in_kanji(number)) == page_of(str(number))
    assert page_of("".join(KANJI[int(digit)] for digit in str(number))) == page_of(str(number))


@given(st.text(alphabet="0123456789０１-–,、 頁pivxeS一十百+.", max_size=16))
def test_no_pages_end_in_an_error_of_ours(text):
    for span in page_ranges(text):
        assert span.first.number <= span.last.number
        assert str(span)
