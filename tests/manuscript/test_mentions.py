"""Abbreviations in a text: each is looked for where it stands, not at every letter."""

from __future__ import annotations

import pytest

from hakusho.manuscript import mentions
from hakusho.paper.terms import Abbreviation


@pytest.mark.parametrize(
    ("short", "text", "found"),
    [
        ("ACM", "ACMを置く。ACM、XACM、ACMX、ACM", [0, 7, 21]),
        ("U.S. Navy", "the U.S.  Navy and the U.S. Army", [4]),
        ("同盟", "同盟同盟国", [0, 2]),
        ("ACM", "the ACM’s ships", [4]),
    ],
)
def test_an_abbreviation_is_found_where_it_is_a_word(short, text, found):
    each = Abbreviation(short, "", "")
    assert [match.start() for match in mentions._bare_in(text, each)] == found
    everywhere = mentions._bare(each).finditer(text)
    assert [match.span() for match in everywhere] == [
        match.span() for match in mentions._bare_in(text, each)
    ]


def test_nothing_is_tried_where_it_does_not_begin(monkeypatch):
    asked = []

    class Pattern:
        def match(self, _text, at):
            asked.append(at)

    monkeypatch.setattr(mentions, "_bare", lambda _abbreviation: Pattern())
    assert not [*mentions._bare_in("港" * 1000 + "ACM" + "港" * 1000, Abbreviation("ACM", "", ""))]
    assert asked == [1000]
