"""Nodes that are made, and copies with another part."""

from __future__ import annotations

import pytest

from hakusho.ast.build import (
    array,
    attr,
    extended,
    header,
    link,
    span,
    text,
    with_attr,
    with_caption,
    with_inlines,
)
from hakusho.ast.walk import attr_of, cells, children, stringify
from written import read_texts

NEW = [text("新")]


def test_what_is_made():
    assert attr() == ["", [], []]
    assert attr("a", ["x"], [("k", "v")]) == ["a", ["x"], [["k", "v"]]]
    assert span(NEW, classes=["x"], lang="en") == {
        "t": "Span",
        "c": [["", ["x"], [["lang", "en"]]], NEW],
    }
    assert span(NEW)["c"][0] == ["", [], []]
    assert link(NEW, "#a", classes=["x"]) == {"t": "Link", "c": [["", ["x"], []], NEW, ["#a", ""]]}
    assert header(2, NEW, "a", ["x"]) == {"t": "Header", "c": [2, ["a", ["x"], []], NEW]}


@pytest.mark.parametrize(
    ("markdown", "at"),
    [
        ("# 甲 {#a .x}", 1), ("::: {#a .x}\n甲\n:::", 0), ("```{#a .x}\n甲\n```", 0),
        ("![甲](w.png){#a .x}", 0), ("| 甲 |\n|---|\n\n: 表 {#a .x}", 0),
    ],
)  # fmt: skip
def test_the_attribute_of_a_block(markdown, at):
    ((block,),), _ = read_texts([markdown])
    assert attr_of(block)[0] == "a"
    copy = with_attr(block, attr("b"))
    assert attr_of(copy) == ["b", [], []]
    assert copy["c"][at] == ["b", [], []]
    assert [part for n, part in enumerate(copy["c"]) if n != at] == [
        part for n, part in enumerate(block["c"]) if n != at
    ]
    assert attr_of(block)[0] == "a"


@pytest.mark.parametrize("markdown", ["[甲]{#a}", "`甲`{#a}", "[甲](b){#a}", "文![甲](b){#a}"])
def test_the_attribute_of_an_inline(markdown):
    ((paragraph,),), _ = read_texts([markdown])
    assert attr_of(paragraph["c"][-1])[0] == "a"
    assert attr_of(paragraph) == ["", [], []]


def test_another_caption():
    (((figure,), (table,)), _) = read_texts(["![甲](w.png){#a}", "| 乙 |\n|---|\n\n: 表"])
    for block in (figure, table):
        copy = with_caption(block, [{"t": "Plain", "c": NEW}])
        assert stringify(copy["c"][1]) == "新"
        assert copy["c"][1][0] == block["c"][1][0]
        assert copy["c"][2:] == block["c"][2:]


@pytest.mark.parametrize(
    ("markdown", "at"),
    [("*甲*", None), ("**甲**", None), ("[甲]{.x}", 1), ("[甲](b)", 1), ('"甲"', 1)],
)
def test_an_inline_with_other_words(markdown, at):
    ((paragraph,),), _ = read_texts([markdown])
    (inline,) = paragraph["c"]
    copy = with_inlines(inline, NEW)
    assert stringify(copy) == "新"
    assert copy["at"] == inline["at"]
    if at is not None:
        assert copy["c"][0] == inline["c"][0]
        assert copy["c"][2:] == inline["c"][2:]


def test_more_words_in_a_paragraph():
    plain = {"t": "Plain", "c": [text("中")], "at": (1, 2)}
    assert stringify(extended(plain, before=[text("前")], after=[text("後")])) == "前中後"
    assert extended(plain, NEW)["at"] == (1, 2)
    rule = {"t": "HorizontalRule"}
    assert extended(rule, NEW) is rule
    assert stringify(extended({**plain, "t": "Para"}, after=NEW)) == "中新"


def test_all_cells_of_a_table_and_what_an_element_holds():
    text_of_table = "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n| e | f |\n+===+===+\n| g | h |\n+===+===+\n"
    ((table,),), _ = read_texts([text_of_table])
    assert [stringify(cell) for cell in cells(table)] == list("abcdefgh")
    ((quote,),), _ = read_texts(["> 甲\n>\n> *乙*"])
    assert [each["t"] for each in children(quote)] == ["Para", "Para"]
    assert [each["t"] for each in children(quote["c"])] == ["Para", "Para"]


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("甲 `乙` $x$\n丙\\\n丁", "甲 乙 x\n丙\n丁"),
        ("甲<b>乙[@k, 3頁]", "甲乙[@k, 3頁]"),
        ("> ```\n> 甲\n> ```", "甲"),
        ("```{=html}\n<b>\n```\n\n甲", "甲"),
        ('"甲"', "甲"),
    ],
)
def test_the_plain_text(markdown, plain):
    (blocks,), _ = read_texts([markdown])
    assert stringify(blocks).replace("\xa0", " ") == plain


def test_an_array_is_a_list():
    assert array(1, "a") == [1, "a"]
