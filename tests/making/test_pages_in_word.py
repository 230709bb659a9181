"""References to pages in Word: fields that show the pages of the PDF."""

from __future__ import annotations

import zipfile

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.editions.docx_package import W
from hakusho.values.marks import Mark
from validators import openxml
from validators.docx_content import Docx, problems, text

NAME = f"{W}name"
LONG = "\n\n".join("港は開いている。" * 30 for _ in range(14))
CHAPTER = f"""\
# 序 {{#sec-a}}

論（[@sec-b]{{.page}}、@sec-b、[論](#sec-b)）と表（[@tbl-c]{{.page}}）を見よ[^a]。

| 甲 | 乙 |
|---|---|
| 一 | [@sec-b]{{.page}} |

: 比較 {{#tbl-c}}

{LONG}

# 論 {{#sec-b}}

[前の@sec-a、@sec-b]{{.page}}を見よ。

[^a]: 論の[@sec-b]{{.page}}による。
"""


@pytest.fixture
def built(make_paper, report_text):
    """Builds a chapter in some editions; its Word file."""

    def build(editions, chapter=CHAPTER, settings=""):
        report = f"{report_text}editions: [{editions}]\n{settings}"
        root = make_paper({"report/chapters/01.md": chapter}, report=report)
        result = CliRunner().invoke(main, ["build", "--project", str(root)])
        assert result.exit_code == 0, result.output
        assert "OUT01" not in result.output  # what is read back agrees
        (made,) = (root / "build").glob("*.docx")
        with zipfile.ZipFile(made) as parts:
            for name in ("word/document.xml", "word/footnotes.xml"):
                assert Mark.PAGE_OF not in parts.read(name).decode()
        assert openxml.findings(made) == []
        return Docx(made)

    return build


def pages(file, part="word/document.xml"):
    return [(code, words) for code, words in file.fields(part) if code.startswith("PAGEREF")]


def test_a_reference_to_a_page_is_a_field_that_shows_that_of_the_pdf(built):
    file = built("pdf, docx")
    assert problems(file) == []
    shown = [words for _, words in pages(file)]
    other = shown[0]
    assert int(other) > 1
    assert shown == [other, "1", other, "1", other]  # in the text, in a cell, two in one
    (noted,) = pages(file, "word/footnotes.xml")
    assert noted[1] == other
    first = text(file.find("//w:p[.//w:footnoteReference]")[0])
    assert first == f"論（{other}頁、第2章、論）と表（1頁）を見よ。"


def test_each_place_has_one_bookmark_where_it_stands(built):
    file = built("pdf, docx")
    named = {code.split()[1] for code, _ in [*pages(file), *pages(file, "word/footnotes.xml")]}
    starts = [each for each in file.find("//w:bookmarkStart") if each.get(NAME) in named]
    assert len(starts) == len(named) == 3
    assert {text(each.getparent()).strip() for each in starts} == {"序", "論", "表1　比較"}


def test_word_is_told_to_fill_the_pages_in(built):
    file = built("pdf, docx")
    begun = file.find("//w:r[w:fldChar[@w:dirty]]/following-sibling::w:r[1]/w:instrText")
    assert len([each for each in begun if "PAGEREF" in each.text]) == 5


def test_in_english_the_words_stand_before_the_number(built):
    chapter = "# One {#sec-a}\n\nSee [@sec-b]{.page}.\n\n# Two {#sec-b}\n\nText.\n"
    file = built("pdf, docx", chapter, "lang: en\n")
    assert "See p. 1." in [text(each) for each in file.find("//w:p")]
    assert [words for _, words in pages(file)] == ["1"]


def test_without_the_pdf_places_are_named(built):
    file = built("docx")
    assert pages(file) == pages(file, "word/footnotes.xml") == []
    assert "頁" not in "".join(text(each) for each in file.find("//w:p"))
