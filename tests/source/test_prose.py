"""Running text: every letter with its place, what stands for all else, and in which order it is read."""

from __future__ import annotations

import pytest

from hakusho.data.vocabulary import Vocabulary
from hakusho.source.prose import OPAQUE, prose_of
from written import read_texts, read_written

PRINTS = Vocabulary(functions={"f": lambda: "印字"}, known={}, filters={})


def read(text, **options):
    (blocks,), positions = read_texts([text])
    return prose_of(blocks, positions, **options)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("甲*乙*[丙]{.x}`丁`$戊$", f"甲乙丙{OPAQUE * 2}\n"),
        ("\"a\" and 'b'", "“a” and ‘b’\n"),
        ("# 題\n\n文", "題\n文\n"),
        ("[甲](#sec-a)と[乙](b.html)と<https://c.jp>", f"甲と乙と{OPAQUE}\n"),
        ("![甲 乙](a.png)と", "甲 乙と\n"),
        ("甲[see @a, 3頁]乙", f"甲{OPAQUE}乙\n"),
        ("甲<b>乙</b>", f"甲{OPAQUE}乙{OPAQUE}\n"),
        (
            "> 甲\n\n- 乙\n- 丙\n\n1. 丁\n\n語\n:   戊\n\n| 己\n| 庚",
            "甲\n乙\n丙\n丁\n語\n戊\n己\n庚\n",
        ),
        ("| a | b |\n|---|---|\n| 一 | 二 |\n\n: 題", "題\na\nb\n一\n二\n"),
        ("![図](a.png){#fig-a}", "図\n"),
        ("::: {.x}\n甲\n:::\n\n***\n\n```\n乙\n```\n\n<!-- 丙 -->", f"甲\n{OPAQUE}\n{OPAQUE}\n"),
        ("a\nb 甲\n乙\\\n丙", "a b 甲乙 丙\n"),
        ("甲\nb", "甲b\n"),
        ("甲[^1]乙\n\n丙\n\n[^1]: 注\n\n    続", f"甲{OPAQUE}乙\n注\n続\n丙\n"),
    ],
)
def test_what_is_read(text, read_as):
    prose = read(text)
    assert prose.text == read_as
    assert len(prose.at) == len(prose.text)


@pytest.mark.parametrize(
    "text",
    [
        "甲*乙*[丙]{.x} \"a\" 'b' と[丁](b.html)",
        "# 題 *字*\n\n> 引用\n> 続き\n\n- 項\n- 目",
        "| a | 乙 |\n|---|---|\n| 一 | 二 |\n\n: 題",
    ],
)
def test_each_letter_stands_where_it_was_typed(text):
    prose = read(text)
    typed = dict.fromkeys("“”", '"') | dict.fromkeys("‘’", "'")
    letters = [
        (letter, prose.written(at, at + 1))
        for at, letter in enumerate(prose.text)
        if not letter.isspace()
    ]
    assert all(typed.get(letter, letter) == written for letter, written in letters)


def test_places_and_ranges():
    prose = read("甲*乙*\n丙 &amp; x\\*\n")
    assert prose.text == "甲乙丙 & x*\n"
    assert [str(prose.place(prose.text.index(each))) for each in "乙丙x*"] == [
        "a.md:1:3", "a.md:2:1", "a.md:2:9", "a.md:2:10",
    ]  # fmt: skip
    assert prose.written(0, 2) == "甲*乙"
    assert prose.written(1, 1) == "乙"
    at = prose.text.index("&")
    assert prose.written(at, at + 1) == "&"
    assert prose.written(at - 1, at + 2).strip() == "&amp;"
    assert prose.place(99) == prose.place(len(prose.text) - 1)
    assert str(read("甲*乙*\n").place(2)) == "a.md:1:3"  # a paragraph ends at its last letter
    assert str(read('甲"乙"\n').place(4)) == "a.md:1:4"


def test_what_a_template_prints_is_opaque_unless_asked_for():
    (blocks,), positions = read_written([("a.md", "前{{ f() }}後 {{ f() }} end")], PRINTS)
    hidden = prose_of(blocks, positions)
    assert hidden.text == f"前{OPAQUE * 2}後 {OPAQUE * 2} end\n"
    assert hidden.opaque == {}
    printed = prose_of(blocks, positions, printed=True)
    assert printed.text == "前印字後 印字 end\n"
    assert [str(printed.place(at)) for at in (1, 2, 3, 5)] == [
        "a.md:1:2", "a.md:1:2", "a.md:1:11", "a.md:1:13",
    ]  # fmt: skip


def test_a_note_stands_behind_its_paragraph_and_is_read_at_its_mark():
    prose = read("甲[^1]乙^[注二]。\n\n丙\n\n[^1]: 注一\n")
    assert prose.text == f"甲{OPAQUE}乙{OPAQUE}。\n注一\n注二\n丙\n"
    notes = [(prose.text[start:end], prose.text[:mark]) for start, end, mark in prose.notes]
    assert notes == [("注一\n", "甲"), ("注二\n", f"甲{OPAQUE}乙")]
    order = sorted(range(len(prose.text)), key=prose.order)
    assert "".join(prose.text[at] for at in order).replace("\n", "").replace(OPAQUE, "") == (
        "甲注一乙注二。丙"
    )
    assert [prose.opaque[at]["t"] for at in sorted(prose.opaque)] == ["Note", "Note"]


def test_the_first_letter_of_the_last_note_is_in_it():
    prose = read("甲^[注]")
    start, end, _ = note = prose.notes[0]
    assert end == len(prose.text)
    assert [prose.note_at(at) for at in (start - 1, start, end - 1)] == [None, note, note]


def test_the_words_of_a_citation_stand_behind_the_paragraph_where_they_are_asked_for():
    text = "甲[see @a, 3頁; @b]乙"
    assert read(text, beside=True).text == f"甲{OPAQUE}乙\nsee\n, 3頁\n"
    prose = read(text, beside=True)
    assert [prose.text[start:end] for start, end, name in prose.parts] == ["see\n, 3頁\n"]
    assert [(prose.text[start:end], mark) for start, end, mark in prose.notes] == [
        ("see\n, 3頁\n", 1)
    ]


def test_a_citation_is_read_in_its_place_where_it_is_asked_for():
    prose = read("甲[see @a, 3頁; @b]乙", citations=True)
    assert prose.text == f"甲see{OPAQUE}, 3頁{OPAQUE}乙\n"
    ((start, end),) = prose.citations
    assert prose.text[start:end] == f"see{OPAQUE}, 3頁{OPAQUE}"
    assert {at: each["citationId"] for at, each in prose.single.items()} == {4: "a", 9: "b"}
    assert prose.opaque == {}


def test_parts_are_named():
    prose = read(
        "# 題\n\n> 引\n\n::: {.x .y}\n甲[乙](b.html)[丙](#c)\n:::\n\n| a |\n|---|\n| 一 |\n\n- 項\n"
    )
    parts = {name: prose.text[start:end].strip() for start, end, name in prose.parts}
    assert parts == {
        "Header": "題",
        "BlockQuote": "引",
        "x": "甲乙丙",
        "y": "甲乙丙",
        "Link": "乙",
        "Table": "a\n一",
        "BulletList": "項",
    }


def test_stretches_are_hidden_but_for_the_ends_of_paragraphs():
    prose = read("甲乙\n\n丙丁")
    assert prose.hiding([(1, 4)]).text == f"甲{OPAQUE}\n{OPAQUE}丁\n"
    assert prose.hiding([]).text == prose.text


@pytest.mark.parametrize(
    ("text", "stretch", "bare"),
    [
        ("甲 乙 丙", "乙", True),
        ("甲 *乙* 丙", "乙", False),
        ("甲 乙*丙* 丁", "乙", False),
        ("甲*丙*乙 丁", "乙", False),
        ("甲 乙[]{.x}己 丁", "乙己", False),
        ("甲 乙己 丁", "乙己", True),
    ],
)
def test_a_stretch_is_bare_without_marks_in_it_and_around_it(text, stretch, bare):
    prose = read(text)
    start = prose.text.index(stretch)
    assert prose.is_bare(start, start + len(stretch)) is bare
