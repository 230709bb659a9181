import pytest

from hakusho.ast.walk import elements, stringify
from hakusho.manuscript.crossref import resolve
from hakusho.manuscript.line_joining import join_lines
from hakusho.manuscript.numbering import number, section_label, section_reference
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse

TEXT = """
# 序 {#sec-a}

## 背景 {#sec-b}

### 細目 {#sec-c}

# 本論

## 論点 {#sec-d}

# 付録 {.unnumbered #sec-e}

![弾頭](w){#fig-w}

| a |
|---|
| 1 |

: 指針 {#tbl-g}

[@fig-w]と[@tbl-g; @sec-c]と[@sec-d]と[@sec-e]と[@fig-none]
"""


def _numbered(language, *, sections=True):
    (blocks,), _ = parse((SourceFile("a.md", TEXT),), seconds=300)
    result = number(blocks, language, sections=sections)
    return result, resolve(result.blocks, result.references, language)


def test_japanese_numbers_and_references():
    result, blocks = _numbered("ja")
    headings = [stringify(e) for e in elements(blocks) if e["t"] == "Header"]
    assert headings == ["1　序", "(1)　背景", "①　細目", "2　本論", "(1)　論点", "付録"]
    assert result.references["fig-w"] == "図1"
    last = stringify(blocks[-1])
    assert last.startswith("図1と表1、第1章(1)①と第2章(1)と「付録」と")


def test_english_numbers_and_references():
    _, blocks = _numbered("en")
    headings = [stringify(e) for e in elements(blocks) if e["t"] == "Header"]
    assert headings[:4] == ["1 序", "1.1 背景", "1.1.1 細目", "2 本論"]
    assert "Figure 1と" in stringify(blocks[-1])


def test_sections_without_numbers_are_named_by_their_title():
    _, blocks = _numbered("en", sections=False)
    headings = [stringify(e) for e in elements(blocks) if e["t"] == "Header"]
    assert headings[0] == "序"
    assert "“細目”" in stringify(blocks[-1])


def test_a_title_as_a_name_has_no_notes_and_no_quotation_marks_of_its_own_kind():
    text = "# 「線」の意味^[注。] {#sec-a}\n\n本文。\n"
    (blocks,), _ = parse((SourceFile("a.md", text),), seconds=300)
    assert number(blocks, "ja", sections=False).references["sec-a"] == "「『線』の意味」"


def test_a_title_as_a_name_has_no_citation_that_nobody_has_worded():
    text = "# 「線」の意味[@sato2016, 46頁] {#sec-a}\n\n本文。\n"
    (blocks,), _ = parse((SourceFile("a.md", text),), seconds=300)
    assert number(blocks, "ja", sections=False).references["sec-a"] == "「『線』の意味」"


def test_every_heading_gets_an_id():
    _, blocks = _numbered("ja")
    idents = [e["c"][1][0] for e in elements(blocks) if e["t"] == "Header"]
    assert all(idents)
    assert len(set(idents)) == len(idents)


def test_unknown_target_stays_a_citation_for_the_check():
    _, blocks = _numbered("ja")
    assert [e["c"][0][0]["citationId"] for e in elements(blocks) if e["t"] == "Cite"] == [
        "fig-none"
    ]


@pytest.mark.parametrize(
    ("counts", "label", "reference"),
    [
        ([3], "3", "第3章"),
        ([3, 2], "(2)", "第3章(2)"),
        ([3, 2, 20], "⑳", "第3章(2)⑳"),
        ([3, 2, 21], "3.2.21", "第3章(2)3.2.21"),
        ([1, 1, 1, 4], "1.1.1.4", "第1章(1)①"),
    ],
)
def test_japanese_section_forms(counts, label, reference):
    assert section_label(counts, "ja") == label
    assert section_reference(counts, "ja") == reference


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("ja", "（[たとえば @fig-w を参照]）", "（たとえば図1を参照）"),
        ("ja", "[cf. @fig-w]", "cf. 図1"),
        ("en", "[see @fig-w below]", "see Figure 1 below"),
    ],
)
def test_words_before_a_reference_stand_as_in_running_text(language, text, printed):
    (blocks,), _ = parse((SourceFile("a.md", f"{text}\n\n![図](w){{#fig-w}}\n"),), seconds=300)
    result = number(join_lines(blocks, language), language)
    resolved = resolve(result.blocks, result.references, language)
    assert stringify(resolved[0]) == printed
