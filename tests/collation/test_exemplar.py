"""What a document says, part by part, as the editions are held against it."""

from __future__ import annotations

from itertools import count

import pytest

from hakusho.ast.build import array, attr
from hakusho.ast.walk import rewrite
from hakusho.collation.bare_text import CELL, FORMULA, note_sign
from hakusho.collation.exemplar import exemplar_of
from hakusho.manuscript.marked_lists import MARK
from hakusho.manuscript.notes import numbered_note
from hakusho.source.figure_groups import PART, PART_CAPTION
from written import read_texts

METADATA = {"authors": []}


def _read(markdown, labels=None, metadata=METADATA):
    (blocks,), _ = read_texts([markdown])
    numbers = count(1)

    def numbered(element):
        if element["t"] != "Note":
            return None
        return {**numbered_note(next(numbers), element["c"]), "at": element["at"]}

    return exemplar_of(rewrite(blocks, numbered), metadata, labels or {})


def _texts(passages):
    return [each.text.strip() for each in passages]


FLOW = {
    "# 題 *の* 一\n\n文。\n続き\\\n行": ["題 の 一", "文。 続き 行"],
    "| 一\n| 二": ["一\n二"],
    "    code\n    more": ["code\nmore"],
    "> 引用\n>\n> - 一\n> - 二": ["引用", "一", "二"],
    "1. 一\n\n   二\n": ["一", "二"],
    "語\n\n:   説明": ["語", "説明"],
    "---\n\n<!-- c -->\n\n文": ["文"],
    "'一' と \"二\" と `三` と [四](x) と **五**": ["‘一’ と “二” と 三 と 四 と 五"],
    f"[（1）]{{.{MARK}}}甲[・]{{.x}}乙": ["甲・乙"],
    "$x^2$は": [f"{FORMULA}は"],
    "": [],
}


@pytest.mark.parametrize("markdown", FLOW)
def test_the_text_of_blocks_in_their_order(markdown):
    assert _texts(_read(markdown).flow) == FLOW[markdown]


def test_floats_and_notes_are_parts_of_their_own():
    made = _read(
        "文[^a]と[^b]。\n\n![図の *題*[^c]](w.png)\n\n| 甲 | 乙 |\n|---|---|\n| 1 | |\n\n: 表の題\n\n"
        "[^a]: 一。\n\n    二。\n[^b]: $y$\n[^c]: 三。\n"
    )
    assert _texts(made.flow) == [f"文{note_sign('1')}と{note_sign('2')}。"]
    assert _texts(made.captions) == [f"図の 題{note_sign('3')}", "表の題"]
    assert [each.text for each in made.cells] == [f"甲\n{CELL}", f"乙\n{CELL}", f"1\n{CELL}"]
    assert [(number, text.text.split()) for number, text in made.notes] == [
        ("1", ["一。", "二。"]), ("2", [FORMULA]), ("3", ["三。"]),
    ]  # fmt: skip
    assert made.formulas == ["y"]


def test_notes_stand_in_the_order_of_their_numbers():
    (blocks,), _ = read_texts(["文"])
    spans = [numbered_note(number, blocks) for number in (10, 2, 1)]
    paragraph = {"t": "Para", "c": spans}
    made = exemplar_of([paragraph], METADATA, {})
    assert [number for number, _ in made.notes] == ["1", "2", "10"]


def test_what_a_cell_a_note_and_a_caption_hold_is_one_passage():
    quote = "文^[一。]\n\n+---+\n| a |\n|   |\n| b |\n+===+\n| > c |\n+---+\n"
    made = _read(quote.replace("| > c |", "| c |"))
    assert [each.text.split() for each in made.cells] == [["a", "b", CELL], ["c", CELL]]
    (cell,) = _read("| x |\n|---|\n").cells
    assert cell.text == f"x\n{CELL}"


def test_a_note_holds_what_stands_in_its_tables_and_figures():
    made = _read(
        "文[^a]\n\n[^a]: 注。\n\n    | 甲 | 乙 |\n    |---|---|\n    | 1 | 2 |\n\n    : 表の題\n\n    ![図の題](w.png)\n",
        {"w.png": ["Ships"]},
    )
    ((_, note),) = made.notes
    assert note.text.split() == ["注。", "表の題", "甲", "乙", "1", "2", "図の題"]
    assert (made.captions, made.cells) == ([], [])
    assert [each.text for each in made.drawn] == ["Ships"]


def test_labels_of_figures_and_readings_have_the_place_of_what_stands_around_them():
    made = _read(
        '前\n\n![題](w.png)\n\n[港]{ruby="みなと"}と[湾]{.x}', {"w.png": ["Ships", "", "Year"]}
    )
    assert [(each.text, each.position) for each in made.drawn] == [
        ("Ships", made.captions[0].position), ("Year", made.captions[0].position),
    ]  # fmt: skip
    assert [each.text for each in made.readings] == ["みなと"]
    assert made.readings[0].position is not None
    assert _texts(made.flow) == ["前", "港と湾"]
    assert _read("![](w.png)文", {"w.png": ["Ships"]}).drawn[0].text == "Ships"


def test_a_passage_knows_where_its_words_are_written():
    made = _read("一\n\n二 *三*^[四]")
    first, second = made.flow
    assert second.position > first.position
    ends = [at for at, _ in second.spots]
    assert ends == sorted(ends)
    assert {second.text[at : at + 1] for at, _ in second.spots} >= {"二", "三"}
    ((_, note),) = made.notes
    assert note.position > second.position


def test_a_group_of_images_has_the_captions_of_its_parts_and_its_own():
    (images,), _ = read_texts(["![](a.png)\n\n![](b.png)\n\n旧\n\n新\n\n岸壁"])
    first, second, old, new, whole = images

    def part(image, words):
        caption = {"t": "Div", "c": array(attr("", [PART_CAPTION]), [words])}
        return {"t": "Div", "c": array(attr("", [PART]), [image, caption])}

    content = [part(first, old), part(second, new)]
    figure = {"t": "Figure", "c": array(attr("fig-q"), array(None, [whole]), content)}
    made = exemplar_of([figure], METADATA, {"a.png": ["A"], "b.png": ["B"]})
    assert _texts(made.captions) == ["旧", "新", "岸壁"]
    assert _texts(made.drawn) == ["A", "B"]
    assert made.flow == []


def test_entries_of_the_list_of_works_are_known_by_their_keys():
    made = _read(
        "文\n\n::: {#refs}\n::: {#ref-a2020}\n甲『題』\n:::\n\n::: {#ref-b}\n> 乙\n:::\n:::\n\n後"
    )
    assert [(each.text.strip(), each.entry) for each in made.flow] == [
        ("文", ""), ("甲『題』", "a2020"), ("乙", "b"), ("後", ""),
    ]  # fmt: skip


def test_what_stands_before_the_text_is_taken_from_the_metadata():
    metadata = {
        "title": "題", "subtitle": "副題", "date_text": "2026年4月1日", "audience": "大臣", "classification": "秘",
        "authors": [
            {"name": "甲野", "affiliation": "研究所", "contacts": [{"text": "a@example.org"}]},
            {"name": "乙", "affiliation": None},
        ],
        "publication": {"above": [{"text": "第1号"}], "below": [{"text": "発行所"}]},
        "abstract": "一つ目。\n続き。\n\n \n二つ目。", "keywords": ["港", 5], "other": ["奥付"],
    }  # fmt: skip
    made = _read("文", metadata=metadata)
    assert [each for each in made.front if each] == [
        "題", "副題", "2026年4月1日", "大臣", "秘", "甲野", "研究所", "a@example.org", "乙", "第1号", "発行所",
        "一つ目。\n続き。", "二つ目。", "港", "5",
    ]  # fmt: skip
    assert {"題", "奥付", "発行所"} <= {*made.beside.split("\n")}
    assert [each for each in _read("文").front if each] == []
