"""TYP024: addresses that Markdown prints otherwise than they are typed."""

import pytest
from tests.written import draft_of

from hakusho.checks.bare_addresses import check_bare_addresses
from hakusho.source.prose import prose_of


def found_in(text):
    draft = draft_of(text)
    prose = prose_of(draft.chapters[0].blocks, draft.positions, beside=True)
    return [
        (str(each.location), str(each.message).rpartition(" is printed as ")[2])
        for each in check_bare_addresses(prose)
    ]


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://a.example/b--c", "https://a.example/b–c"),
        ("https://a.example/b...c", "https://a.example/b…c"),
        ("https://a.example/~b/c~d", "https://a.example/b/cd"),
        ("http://a.example/b*c*d", "http://a.example/bcd"),
        ("https://a.example/__b__/c", "https://a.example/b/c"),
        ("https://a.example/b'c", "https://a.example/b’c"),
        ("https://a.example/b^c^d", "https://a.example/bcd"),
        ("http://a.example/b*c*d、と", "http://a.example/bcd"),
    ],
)
def test_an_address_that_is_changed_is_found(address, printed):
    assert found_in(f"一\n\n所在は {address} である。") == [("a.md:3:5", printed)]
    assert found_in(f"甲[^a]\n\n[^a]: 見よ。{address}") == [("a.md:3:10", printed)]


@pytest.mark.parametrize(
    "text",
    [
        "所在は https://a.example/b_c/d-e/~f?g=h&i=j#k である。",
        "所在は<https://a.example/b--c>である。",
        "[語](https://a.example/b--c)と`https://a.example/b--c`",
        "（https://a.example/b）、「https://a.example/c」、https://a.example/d。",
        "**https://a.example/b**と*https://a.example/c*",
        "https://a.example/b[^a]と、https://a.example/c.\n\n[^a]: 注。",
        "https://a.example/b\\_c",
        "https:// で始まる",
        "It is 'https://a.example/b', or ~~https://a.example/c~~...",
        "日本語のhttps://a.example/日本--語",
    ],
)
def test_what_is_printed_as_typed_is_not(text):
    assert found_in(text) == []
