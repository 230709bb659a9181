"""Headings of Word documents that have no style of Word's own."""

from __future__ import annotations

import pytest

from hakusho.starting.carrying_over import carry_over
from hakusho.starting.word_headings import with_headings
from hakusho.starting.word_package import packed, parts_of
from word_documents import SPACES, word


def styled(words, style="", more="", run=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:pPr>{named}{more}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r>"


def style(ident, name, *, base="", level=None, more=""):
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    outline = f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>' if level is not None else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}"{more}><w:name w:val="{name}"/>{based}'
        f"{outline}</w:style>"
    )


def document(paragraphs, *styles, size=21):
    parts = parts_of(word(*paragraphs))
    usual = f'<w:docDefaults><w:rPr><w:sz w:val="{size}"/></w:rPr></w:docDefaults>'
    parts["word/styles.xml"] = f"<w:styles {SPACES}>{usual}{''.join(styles)}</w:styles>".encode()
    tie = b'<Relationship Id="r9" Type="%s/styles" Target="styles.xml"/></Relationships>'
    base = SPACES.partition('xmlns:r="')[2].partition('"')[0].encode()
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", tie % base)
    return parts


def headings(parts, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(packed(parts))
    made = carry_over(path)
    files = made.brought.files
    texts = [files[f"report/chapters/{name}"].decode() for name in made.brought.chapters]
    guessed = [each for each in made.brought.findings if "looks like one" in str(each.message)]
    found = [line for text in texts for line in text.split("\n") if line.startswith("#")]
    return found, len(guessed)


BOLD, LARGE = "<w:b/>", '<w:sz w:val="24"/>'
GOTHIC = '<w:rFonts w:eastAsia="ＭＳ ゴシック"/>'
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
UNLISTED = LISTED.replace('numId w:val="1"', 'numId w:val="0"')
CASES = {
    "levels of paragraphs": (
        [styled("章", more='<w:outlineLvl w:val="0"/>'), styled("文。"),
         styled("節", more='<w:outlineLvl w:val="1"/>'), styled("文。", more='<w:outlineLvl w:val="9"/>'),
         styled("次", more='<w:outlineLvl w:val="0"/>')],
        (), ["# 章", "## 節", "# 次"], 0,
    ),
    "levels of styles, a title's aside": (
        [styled("題", "t"), styled("章", "x"), styled("文。"), styled("節", "y"), styled("次", "x")],
        (style("t", "Title", level=0), style("x", "大項目", level=0), style("y", "小", base="z"),
         style("z", "中", level=1)),
        ["# 章", "## 節", "# 次"], 0,
    ),
    "styles that are named as parts of a text": (
        [styled("One", "s"), styled("Text."), styled("Within", "u"), styled("Text."),
         styled("Mean", "u", UNLISTED), styled("Long text. " * 20, "s"), styled("Two", "s")],
        (style("s", "Section"), style("u", "subsec_2", base="s")),
        ["# One", "## Within", "# Two"], 1,
    ),
    "names beside Word's own headings are styles of words": (
        [styled("One", "h"), styled("Text", "s"), styled("Two", "k")],
        (style("h", "heading 1"), style("s", "Section"), style("k", "own", base="h")),
        ["# One", "# Two"], 0,
    ),
    "numbered paragraphs that stand out": (
        [styled("序論", more=LISTED, run=LARGE), styled("文。"), styled("1.1 背景", run=GOTHIC),
         styled("2.1 本文と同じ字"), styled("3. 文で終わる。", run=BOLD), styled("強調", run=BOLD),
         styled("第２章 概要", run=BOLD), styled("文。")],
        (), ["# 序論", "## 1.1 背景", "# 第２章 概要"], 1,
    ),
    "one alone is none": ([styled("1.1 背景", run=BOLD), styled("文。")], (), ["# a"], 0),
    "sizes that are usual": (
        [styled("1.1 甲", run=LARGE), styled("1.2 乙", run=LARGE)],
        (style("n", "Normal", more=' w:default="1"').replace("</w:style>", "<w:rPr><w:sz w:val='24'/></w:rPr></w:style>"),),
        ["# a"], 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "styles", "wanted", "told"), CASES.values(), ids=CASES)
def test_headings_without_words_own_styles(paragraphs, styles, wanted, told, tmp_path):
    assert headings(document(paragraphs, *styles), tmp_path) == (wanted, told)


def test_sizes_and_levels_that_are_no_numbers_are_taken_for_none():
    odd = '<w:numPr><w:ilvl w:val="first"/><w:numId w:val="1"/></w:numPr>'
    paragraphs = [styled(f"{n} Quays", run='<w:b/><w:sz w:val="24.5"/>') for n in (1, 2)]
    listed = [styled("Quays", more=odd, run=BOLD), styled("Piers", more=odd, run=BOLD)]
    _, guessed = with_headings(document([*paragraphs, *listed], size="auto"))
    assert guessed == ("1 Quays", "2 Quays", "Quays", "Piers")


def test_what_stands_in_a_table_is_no_heading(tmp_path):
    cell = f"<w:tbl><w:tr><w:tc><w:p>{styled('1.1 甲', run=BOLD)}</w:p></w:tc></w:tr></w:tbl>"
    paragraphs = [styled("1.2 乙", run=BOLD) + f"</w:p>{cell}<w:p>", styled("文。")]
    assert headings(document(paragraphs), tmp_path) == (["# a"], 0)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_a_document_without_styles_or_with_a_broken_part_stays_as_it_is(part):
    parts = document([styled("1.1 甲", run=BOLD)])
    for changed in ({**parts, part: b"<open>"}, {k: v for k, v in parts.items() if k != part}):
        assert with_headings(changed) == (changed, ())
