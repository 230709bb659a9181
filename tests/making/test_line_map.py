"""Which letters of a page are a numbered line, and where in the author's files a line is written."""

from __future__ import annotations

import pytest

from hakusho.findings import Location
from hakusho.making import line_map
from hakusho.making.line_map import _keys, _numbered, _rows, _spelled, _Written


def letters(text, left, base, width=5.0):
    """Letters one beside the other, as a page has them."""
    found = []
    for letter in text:
        if letter != " ":
            found.append((left, left + width, base, letter))
        left += width
    return found


def page(*lines, left=60.0):
    """A page whose lines have their numbers in the margin, right-aligned."""
    made = []
    for at, (number, text) in enumerate(lines):
        base = 700.0 - 20 * at
        made += letters(number, 50.0 - 5 * len(number), base)
        made += letters(text, left, base)
    return made


def test_a_line_has_the_number_beside_it():
    given = page(("9", "Ice closes"), ("10", "the sound 12"), ("11", "every winter"))
    assert [*_numbered(given)] == [(9, "Ice closes"), (10, "the sound 12"), (11, "every winter")]
    assert [*_numbered(given[::-1])] == [*_numbered(given)]


def test_what_has_no_number_is_no_line_and_a_number_without_a_line_is_none():
    given = page(("1", "one"), ("", "a running head"), ("2", ""), ("3", "three"))
    assert [*_numbered(given)] == [(1, "one"), (3, "three")]


@pytest.mark.parametrize(
    ("raised", "found"), [(0.0, True), (4.9, True), (5.0, True), (5.1, False), (-4.9, True)]
)
def test_a_raised_mark_belongs_to_the_line_around_it(raised, found):
    given = [*page(("1", "ice")), *letters("2", 75.0, 700.0 + raised)]
    assert ("ice2" in dict(_numbered(given)).values()) is found


def test_numbers_at_the_beginning_of_a_line_are_its_text():
    given = page(("1", "1990 was cold"), ("2", "2 ships"), ("3", "3"))
    assert [said for _, said in _numbered(given)] == ["1990 was cold", "2 ships", "3"]


def test_a_page_without_numbers_has_no_lines():
    assert [*_numbered(letters("ice", 60.0, 700.0))] == []
    assert [*_numbered([])] == []


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("a b", "a b"), ("ab", "ab"), ("港 湾", "港湾"), ("a 港", "a港"), ("港 a", "港a")],
)
def test_blanks_stand_between_words_of_scripts_that_have_them(text, spelled):
    assert _spelled(letters(text, 0.0, 0.0)) == spelled


@pytest.mark.parametrize(("gap", "spelled"), [(1.1, "ab"), (1.3, "a b")])
def test_how_far_apart_words_are(gap, spelled):
    assert _spelled([(0.0, 5.0, 0.0, "a"), (5.0 + gap, 9.0, 0.0, "b")]) == spelled


def test_rows_go_from_the_head_of_a_page_to_its_foot():
    given = [*letters("low", 0.0, 10.0), *letters("high", 0.0, 30.0), *letters("up", 30.0, 32.0)]
    assert _rows(given) == [(30.0, "high up"), (10.0, "low")]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("abcdefgh", ["abcdefgh", "abcd", "efgh", "ab"]),
        ("a b", ["ab", "a", "b"]),
        ("―題―", ["題"]),
        ("港1 の\ufdd0", ["港の", "港", "の"]),
        ("12", []),
    ],
)
def test_what_a_line_is_looked_for_by(line, keys):
    assert [*_keys(line)] == keys


def written(*pieces):
    made = _Written()
    for name, text in pieces:
        made.add(text, lambda offset, name=name: Location(name, 1, offset + 1))
    return made


def found(text, *lines):
    return [str(each) if (each := text.place(line)) else None for line in lines]


def test_a_line_is_where_its_text_is_written():
    text = written(("a.md", "icecloses"), ("b.md", "thesound"), ("c.md", "everywinter"))
    assert found(text, "ice closes", "the sound", "winter", "sea") == [
        "a.md:1:1", "b.md:1:1", "c.md:1:6", None,
    ]  # fmt: skip


def test_of_several_places_the_one_that_follows_is_meant():
    text = written(("a.md", "theice"), ("b.md", "thesea"), ("c.md", "theice"))
    assert found(text, "the ice", "the sea", "the ice", "the sea") == [
        "a.md:1:1", "b.md:1:1", "c.md:1:1", "b.md:1:1",
    ]  # fmt: skip


def test_of_places_before_and_behind_the_nearer_one_is_meant():
    text = written(
        ("a.md", "xxice"), ("b.md", "y" * 40), ("c.md", "here"), ("d.md", "z" * 9), ("e.md", "ice")
    )
    assert found(text, "here", "ice") == ["c.md:1:1", "e.md:1:1"]


def test_a_line_that_a_template_has_begun_is_found_by_its_other_half():
    text = written(("a.md", "winteriscold"))
    assert found(text, "1 Note: winteriscold") == ["a.md:1:4"]
    assert found(text, "winterzz") == ["a.md:1:1"]


@pytest.mark.parametrize(("line", "place"), [("abcde", "b.md:1:1"), ("abcd", None)])
def test_few_letters_are_not_taken_for_those_far_away(line, place):
    text = written(("a.md", "x" * (line_map._FAR + 1)), ("b.md", "abcde"))
    assert found(text, line) == [place]
    near = written(("a.md", "x" * line_map._FAR), ("b.md", "abcde"))
    assert found(near, line) == ["b.md:1:1"]


def test_one_letter_alone_is_found_only_where_the_text_goes_on():
    text = written(("a.md", "theicex"))
    assert found(text, "x") == [None]
    assert found(text, "the ice", "x") == ["a.md:1:1", "a.md:1:7"]
