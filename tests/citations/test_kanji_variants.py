"""Kanji in the forms that are in use today, for comparing."""

from __future__ import annotations

import pytest

from hakusho.citations.kanji_variants import without_variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙﨑", "高崎"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡邊"),
        ("國澤", "国沢"),
        ("齋藤", "斎藤"),
        ("Ａｂ", "Ab"),
        ("葛\ufe00\U000e0100", "葛"),
        ("葛\ufe0f\U000e01ef", "葛"),
    ],
)
def test_variants_are_one_letter(one, other):
    assert without_variants(one) == without_variants(other)
    assert len(without_variants(one)) == len(without_variants(other))


@pytest.mark.parametrize("text", ["斎藤", "葛", "\ufe20", "\ufdff", "\U000e01f0", "\U000e00ff"])
def test_all_else_stays(text):
    assert without_variants(text) == text


def test_other_kanji_are_two_letters():
    assert without_variants("斎藤") != without_variants("斉藤")
