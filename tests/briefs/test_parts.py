"""What a report offers to a brief."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.ast.walk import elements, stringify
from hakusho.briefs.parts import Offer
from hakusho.manuscript.conditions import Reader
from hakusho.manuscript.model import Chapter, Draft
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse
from hakusho.source.positions import NOWHERE
from read_yaml import read_yaml

FILE = Path(__file__).with_name("parts.yaml")
TABLES = read_yaml(FILE)


def _offer(*texts, is_file=lambda _path: False):
    files = tuple(SourceFile(f"report/chapters/{at}.md", text) for at, text in enumerate(texts))
    parsed, _ = parse(files, seconds=300)
    chapters = (Chapter(file.path, blocks) for file, blocks in zip(files, parsed, strict=True))
    return Offer(Draft(tuple(chapters), {}, NOWHERE), "ja", is_file)


def _parts(*texts, **settings):
    return _offer(*texts, **settings).parts_for(Reader("ja", "x"))


def _worded(point):
    text = " / ".join(stringify(block) for block in point.blocks)
    return f"{point.group}: {text}" if point.group else text


@pytest.mark.parametrize("case", TABLES["points"], ids=lambda case: case["name"])
def test_points(case):
    points = [point for point in _parts(case["chapter"]).points if "x" in point.briefs]
    assert [_worded(point) for point in points] == case["points"]


@pytest.mark.parametrize("case", TABLES["sections"], ids=lambda case: case["name"])
def test_sections(case):
    assert sorted(_parts(case["chapter"]).ids("section")) == case["ids"]


def test_a_section_ends_where_one_of_its_level_begins():
    sections = _parts(
        "# 一 {#sec-1}\n\n甲\n\n### 深 {#sec-2}\n\n乙\n\n## 浅 {#sec-3}\n\n丙\n\n# 二\n"
    ).sections
    assert [stringify(block) for block in sections["sec-1"].own] == ["甲"]
    assert [stringify(block) for block in sections["sec-1"].below] == ["深", "乙", "浅", "丙"]
    assert sections["sec-2"].below == ()
    assert [stringify(block) for block in sections["sec-3"].own] == ["丙"]


def test_sections_do_not_run_from_one_chapter_into_the_next():
    sections = _parts("# 一 {#sec-1}\n\n甲\n", "乙\n\n# 二\n").sections
    assert [stringify(block) for block in sections["sec-1"].own] == ["甲"]


def test_exhibits_are_those_with_an_id():
    parts = _parts(
        "![図](a.png){#fig-a}\n\n![図](b.png)\n\n| 甲 |\n|---|\n| 1 |\n\n: 表 {#tbl-a}\n"
    )
    assert parts.ids("figure") == ("fig-a",)
    assert parts.ids("table") == ("tbl-a",)


def test_an_image_beside_its_chapter_is_named_from_the_folder_of_the_paper():
    files = {"report/chapters/a.png", "b.png", "report/chapters/b.png"}
    text = "![図](a.png){#fig-a}\n\n![図](b.png){#fig-b}\n\n![図](bars){#fig-c}\n"
    exhibits = _parts(text, is_file=files.__contains__).exhibits
    images = [
        each for name in "abc" for each in elements(exhibits[f"fig-{name}"]) if each["t"] == "Image"
    ]
    assert [each["c"][2] for each in images] == [
        ["report/chapters/a.png", ""],
        ["b.png", ""],  # found from the folder of the paper first
        ["bars", ""],  # a module of figures/
    ]


def test_a_point_in_a_passage_for_some_editions_stays_in_one():
    text = '::: {.not edition="html"}\n一[二]{.point for="x"}\n:::\n\n[三[四]{.point for="x"}]{.only edition="pdf" brief="x y"}\n'
    points = [each.blocks for each in _parts(text).points]
    around = [(block["t"], *block["c"][0][1:]) for (block,) in points]
    assert around == [
        ("Div", ["not"], [["edition", "html"]]),
        ("Div", ["only"], [["edition", "pdf"]]),
    ]
    assert [stringify(list(each)) for each in points] == ["二", "四"]


def test_briefs_that_no_passage_names_are_offered_the_same_once():
    chapter = '# 一 {#sec-1}\n\n甲\n\n::: {.only brief="z"}\n丙\n:::\n'
    offer = _offer(chapter)
    x, y, z = (offer.parts_for(Reader("ja", name)) for name in "xyz")
    assert x is y
    assert [stringify(block) for block in x.sections["sec-1"].own] == ["甲"]
    assert [stringify(block) for block in z.sections["sec-1"].own] == ["甲", "丙"]
