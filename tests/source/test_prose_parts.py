"""What of a running text can be left out, and which block of it a letter stands in."""

from __future__ import annotations

import pytest

from hakusho.source.prose import OPAQUE, prose_of
from written import proses_of, read_texts

TEXT = """\
# 題

本文[前言 @k, 後]。注[^a]。

> 引用

::: {.translation}
訳文
:::

[^a]: 注記
"""


@pytest.mark.parametrize(
    ("names", "hidden"),
    [
        ((), ""),
        (("Header",), "題"),
        (("BlockQuote", "translation"), "引用訳文"),
        (("Cite",), "前言後"),
        (("Note",), "注記"),
    ],
)
def test_parts_are_left_out_letter_for_letter(names, hidden):
    (prose,) = proses_of([TEXT])
    left = prose.without(*names)
    gone = [old for old, new in zip(prose.text, left.text, strict=True) if old != new]
    assert "".join(gone).replace(" ", "").replace(",", "") == hidden
    assert all(new in {old, OPAQUE} for old, new in zip(prose.text, left.text, strict=True))
    assert left.text.count("\n") == prose.text.count("\n")


BLOCKS = [
    ("甲\n\n乙", ["甲", "乙"]),
    ("# 甲\n\n乙\n丙", ["甲", "乙丙"]),
    ("- 甲\n- 乙\n\n文", ["甲|乙", "文"]),
    ("- 甲\n\n- 乙", ["甲", "乙"]),
    ("|甲|乙|\n|--|--|\n|丙|丁|\n\n: 表", ["表|甲|乙|丙|丁"]),
    ("甲[^a]\n乙\n\n[^a]: 注", [f"甲{OPAQUE}乙", "注"]),
    ("```\n甲\n```\n乙", [OPAQUE, "乙"]),
]


@pytest.mark.parametrize(("text", "blocks"), BLOCKS)
def test_blocks(text, blocks):
    (prose,) = proses_of([text])
    found = dict.fromkeys(prose.block(at) for at in range(len(prose.text)))
    assert [each.strip("\n").replace("\n", "|") for each in found] == blocks


def test_lines_are_where_their_author_broke_them():
    (blocks,), positions = read_texts(
        ["一つ\n二つ\\\n三つ\n\nfour\nfive[^a]\n\n[^a]: 六\n    七\n"]
    )
    prose = prose_of(blocks, positions)
    assert prose.text == "一つ二つ 三つ\nfour five\ufffc\n六七\n"
    assert {prose.text[at]: kept for at, kept in prose.breaks.items()} == {
        "二": False,
        "三": True,
        "f": False,
        "七": False,
    }
