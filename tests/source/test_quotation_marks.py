"""TYP023: straight quotation marks that pandoc cannot settle, wherever words stand."""

from __future__ import annotations

import pytest
from tests.written import draft_of, read_texts

from hakusho.ast.walk import elements, stringify
from hakusho.data.vocabulary import Vocabulary
from hakusho.paper.source_file import ChapterFile
from hakusho.source.chapter_reading import Asked, read
from hakusho.source.prose import prose_of

NAMES = Vocabulary(functions={"f": lambda: '甲"乙"丙', "g": lambda: '"'}, known={}, filters={})


def text_of(text):
    (blocks,), _ = read_texts([text])
    return stringify(blocks, notes=True)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('と"甲"と', "と“甲”と"),
        ('# 題"甲"と{#sec-a}', "題“甲”と"),
        ("甲[^a]\n\n[^a]: 注の'乙'。", "甲注の‘乙’。"),
        ('| 列"一" |\n|:--|\n| \'F-35\'機 |\n\nTable: 表の"題"', "表の“題”列“一”‘F-35’機"),
        ('![図の"題"](a.png)', "図の“題”図の“題”"),
        ("- 項'一'\n- 項'二'の", "項‘一’項‘二’の"),
        ('用"語"\n:   意味の"語"', "用“語”意味の“語”"),
        ('と"*甲*と**乙**"と', "と“甲と乙”と"),
        ('*と"甲*と"乙', "と“甲と”乙"),
        ('と"[甲](https://example.org/)"と', "と“甲”と"),
        ('と"[甲]{.x}"と`"code"`と$"x"$と', 'と“甲”と"code"と"x"と'),
        ("\"'入れ子'の\"と", "“‘入れ子’の”と"),
        ('と"甲\n乙"と', "と“甲\n乙”と"),
        ('と\\"甲"乙"と', 'と"甲“乙”と'),
        ('he said "so" and \'so\' of 港, "as" is', "he said so and so of 港, as is"),
    ],
)
def test_marks_are_settled_wherever_words_stand(text, printed):
    assert text_of(text) == printed


def test_a_mark_keeps_its_place():
    (blocks,), positions = read_texts(['一\n\n彼は "甲"と"乙" と'])
    prose = prose_of(blocks, positions)
    places = [str(prose.place(prose.text.index(mark))) for mark in "“”"]
    assert places == ["a.md:3:4", "a.md:3:6"]
    assert all("at" in node for node in elements(blocks))


def test_marks_beside_citations_are_settled():
    chapter = draft_of('[「見よ"甲"と」@a, 3頁]').chapters[0]
    cite = next(node for node in elements(chapter.blocks) if node["t"] == "Cite")
    assert stringify(cite["c"][0][0]["citationPrefix"]).strip() == "「見よ“甲”と」"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('一\n\n開いた"まま。', ["a.md:3:4"]),
        ('甲"と"乙"。次の"も', ["a.md:1:6"]),
        ('甲{{ f() }}"と', ["a.md:1:11"]),
        ("24\"の画面、5'10\"の人、don'tの", []),
        ('English "only', []),
        ('`"`だけ', []),
        ("彼の\\'甲", []),
    ],
)
def test_a_mark_without_a_partner_is_said(text, places):
    _, _, findings = read([Asked(ChapterFile("a.md", text), NAMES)], seconds=60)
    assert [str(each.location) for each in findings] == places
    assert {each.rule.id for each in findings} <= {"TYP023"}
