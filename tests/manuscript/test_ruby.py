"""Which reading stands over which letters."""

import pytest

from hakusho.manuscript.ruby import has_ruby, with_ruby
from written import draft_of


def _span(reading, *base):
    inlines = [{"t": "Str", "c": each} if isinstance(each, str) else each for each in base]
    return {"t": "Span", "c": [["a", ["x"], [["lang", "ja"], ["ruby", reading]]], inlines]}


def _set(node):
    """Each reading with what it stands over."""
    (settled,) = with_ruby([{"t": "Plain", "c": [node]}])[0]["c"]
    (ident, classes, pairs), inner = settled["c"]
    assert (ident, classes[0], pairs[0]) == ("a", "x", ["lang", "ja"])  # what else is said stays
    spans = [each["c"] for each in inner if each["t"] == "Span"] or [settled["c"]]
    return [(dict(own[2]).get("ruby"), "".join(s["c"] for s in words)) for own, words in spans]


@pytest.mark.parametrize(
    ("reading", "base", "found"),
    [
        ("かんじ", "漢字", [("かんじ", "漢字")]),
        ("かん|じ", "漢字", [("かん", "漢"), ("じ", "字")]),
        (" かん ｜ じ ", "漢字", [("かん", "漢"), ("じ", "字")]),
        ("かつら|ぎ", "葛\U000e0100城", [("かつら", "葛\U000e0100"), ("ぎ", "城")]),
        ("が", "か\u3099", [("が", "か\u3099")]),
        ("きょ|う|は", "今日", [("きょうは", "今日")]),
        ("North Atlantic", "北大西洋", [("North Atlantic", "北大西洋")]),
        ("", "漢字", [(None, "漢字")]),
        ("かん|", "漢字", [(None, "漢字")]),
    ],
)
def test_a_reading(reading, base, found):
    assert _set(_span(reading, base)) == found


def test_no_reading_over_what_is_no_word():
    emphasis = {"t": "Emph", "c": [{"t": "Str", "c": "漢"}]}
    (settled,) = with_ruby([{"t": "Plain", "c": [_span("かん", emphasis)]}])[0]["c"]
    assert settled["c"] == [["a", ["x"], [["lang", "ja"]]], [emphasis]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("文。", False),
        ('[岬]{ruby="みさき"}', True),
        ("[岬]{.ruby}", False),
        ('> - [港]{.x a="b" ruby="みなと"}', True),
        ('`岬`{ruby="みさき"}', False),
    ],
)
def test_whether_any_reading_stands_in_a_text(text, found):
    assert has_ruby(draft_of("文。", text).chapters) is found
