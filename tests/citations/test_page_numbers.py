"""Page numbers and ranges of them, as entries and locators write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.citations.page_numbers import Page, page_of, page_ranges

NUMBERS = st.integers(1, 999)
DASHES = st.sampled_from(["-", "--", "–", "—", "〜"])


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("46", Page("arabic", "", 46, "46")),
        (" ４６ ", Page("arabic", "", 46, "46")),
        ("46a", Page("arabic", "", 46, "46a")),
        ("S12", Page("arabic", "S", 12, "S12")),
        ("xiv", Page("roman", "", 14, "xiv")),
        ("XCIX", Page("roman", "", 99, "XCIX")),
        ("mdccxlviii", Page("roman", "", 1748, "mdccxlviii")),
        ("四六", Page("arabic", "", 46, "四六")),
        ("百四十六", Page("arabic", "", 146, "百四十六")),
    ],
)
def test_a_page_is_counted_in_its_series(text, page):
    assert page_of(text) == page


@pytest.mark.parametrize("text", ["", " ", "e1234", "ABC1", "1234567", "iiv", "四頁", "46-48"])
def test_what_is_no_page(text):
    assert page_of(text) is None


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("77--90", ["77–90"]),
        ("77", ["77"]),
        ("1–20, 40–45", ["1–20", "40–45"]),
        ("xi-xv、3", ["xi–xv", "3"]),
        ("228-51", ["228–251"]),
        ("198-203", ["198–203"]),
        ("1298-8", ["1298"]),
        ("1298-9", ["1298–1299"]),
        ("9-10", ["9–10"]),
        ("S12-14", ["S12–S14"]),
        ("S12-T14", []),
        ("pp. 46-48", ["46–48"]),
        ("第46〜48頁", ["46–48"]),
        ("46 and 48頁", ["46", "48"]),
        ("五-四", []),
        ("90-77x", []),
        ("xv-xi", []),
        ("xi-20", []),
        ("e1234", []),
        ("77+", []),
        ("46-", []),
        ("1-2-3", []),
        ("1, e5", []),
    ],
)
def test_ranges_are_read_in_full_or_not_at_all(text, ranges):
    assert [str(each) for each in page_ranges(text)] == ranges


def test_a_range_holds_the_pages_of_its_series():
    (span,) = page_ranges("46-48")
    assert [span.holds(page_of(text)) for text in ("45", "46", "48", "49")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [span.comparable(page_of(text)) for text in ("1", "S47", "xlvii")] == [
        True, False, False,
    ]  # fmt: skip
    assert not span.holds(page_of("xlvii"))


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
