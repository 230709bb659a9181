"""Where divisions end."""

from __future__ import annotations

import pytest

from written import draft_of


@pytest.mark.parametrize(
    "inside",
    ["文。", "文。[^n]\n\n[^n]: 注。", "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |", "```\n:::\n```"],
)
def test_a_division_is_closed_behind_whatever_it_holds(inside):
    text = f"::: {{.x}}\n{inside}\n:::\n\n後。\n"
    draft = draft_of(text)
    div, _ = draft.chapters[0].blocks
    assert "unclosed" not in div
    assert draft.positions.written(div["at"]).rstrip() == text.removesuffix("\n\n後。\n")
