"""Addresses are cut where a line may end in them, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.ast.build import inlines_of, link
from hakusho.ast.walk import elements, stringify
from hakusho.settling.printed_addresses import CLASS, TOUCHES, pieces, with_addresses
from read_yaml import read_yaml

_CASES = read_yaml(Path(__file__).parent / "addresses.yaml")


def paragraph(*inlines):
    return [{"t": "Para", "c": [*inlines]}]


def found_in(blocks):
    """The addresses of blocks and the sides on which Japanese letters touch them."""
    made = with_addresses(blocks)
    assert stringify(made) == stringify(blocks)
    spans = [each for each in elements(made) if each["t"] == "Span" and CLASS in each["c"][0][1]]
    return [(stringify(each["c"][1]), dict(each["c"][0][2]).get(TOUCHES, "")) for each in spans]


@pytest.mark.parametrize("case", _CASES)
def test_a_line_ends_behind_marks(case):
    assert "|".join(pieces(case.replace("|", ""))) == case


@pytest.mark.parametrize("case", _CASES)
def test_no_line_ends_behind_the_scheme(case):
    first = pieces(case.replace("|", ""))[0]
    assert first not in {"https://", "http://", "https:", "http:/", "doi:"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("は https://example.org/a と", [("https://example.org/a", "")]),
        ("はhttps://example.org/aと", [("https://example.org/a", "before after")]),
        ("「https://example.org/a」、と", [("https://example.org/a", "")]),
        ("（https://example.org/a_(b)）。", [("https://example.org/a_(b)", "")]),
        ("(https://example.org/a).", [("https://example.org/a", "")]),
        ("See https://example.org/a, and", [("https://example.org/a", "")]),
        ("doi:10.1234/ab.", [("doi:10.1234/ab", "")]),
        ("www.example.org/aを見よ", [("www.example.org/a", "after")]),
        ("https://a.org/x、https://b.org/y", [("https://a.org/x", ""), ("https://b.org/y", "")]),
        ("比は 10.5/3 で、1/10.1234/2", []),
        ("https://", []),
    ],
)
def test_addresses_are_found_without_what_stands_around_them(text, found):
    assert found_in(paragraph(*inlines_of(text))) == found


def test_letters_of_other_elements_touch_an_address_as_well():
    address = link(inlines_of("https://example.org/a"), "https://example.org/a")
    assert found_in(paragraph(*inlines_of("甲"), address)) == [("https://example.org/a", "before")]
    emphasis = {"t": "Emph", "c": inlines_of("甲")}
    bare = inlines_of("https://example.org/a")
    assert found_in(paragraph(emphasis, *bare, emphasis)) == [
        ("https://example.org/a", "before after")
    ]


def test_code_and_headings_are_left_alone():
    code = {"t": "Code", "c": [["", [], []], "https://example.org/a"]}
    head = {"t": "Header", "c": [1, ["", [], []], inlines_of("https://example.org/a")]}
    blocks = [head, *paragraph(code)]
    assert with_addresses(blocks) == blocks


@given(
    st.sampled_from(["", "https://", "http://www.", "doi:", "10.1234/", "www."]),
    st.text(st.sampled_from("abcXYZ0123456789/.?&=#:%_-~+,;@()"), max_size=60),
)
def test_an_address_is_its_pieces(start, rest):
    """No letter is lost or added, and none of the lines begins with a mark alone."""
    found = pieces(start + rest)
    assert "".join(found) == start + rest
    assert all(any(letter.isalnum() or letter == "_" for letter in each) for each in found[1:])


@pytest.mark.parametrize(
    ("address", "cut"),
    [
        ("", ""),
        ("example", "example"),
        ("example.org/a-b", "example.|org/|a-b"),
        ("/a", "/a"),
        ("a/b", "a/b"),
    ],
)
def test_an_address_without_a_scheme(address, cut):
    assert "|".join(pieces(address)) == cut
