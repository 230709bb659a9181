import pytest

from hakusho.ast.walk import elements, stringify
from hakusho.findings import Location
from hakusho.manuscript.crossref import resolve
from hakusho.manuscript.indexed import Target
from hakusho.manuscript.line_joining import join_lines
from hakusho.manuscript.numbering import (
    names_of,
    number,
    numbers_of,
    section_label,
    section_reference,
)
from hakusho.manuscript.numbering import words_of as words_of_number
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse
from written import read_texts

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
    ("language", "number", "label", "reference"),
    [
        ("ja", ("Header", (3,)), "3", "第3章"),
        ("ja", ("Header", (3, 2)), "(2)", "第3章(2)"),
        ("ja", ("Header", (3, 2, 20)), "⑳", "第3章(2)⑳"),
        ("ja", ("Header", (3, 2, 21)), "3.2.21", "第3章(2)3.2.21"),
        ("ja", ("Header", (1, 1, 1, 4)), "1.1.1.4", "第1章(1)①"),
        ("ja", ("Appendix", (1,)), "付録A", "付録A"),
        ("ja", ("Appendix", (27,)), "付録AA", "付録AA"),
        ("ja", ("Appendix", (2, 3)), "(3)", "付録B(3)"),
        ("ja", ("Appendix", (2, 3, 21)), "B.3.21", "付録B(3)B.3.21"),
        ("en", ("Header", (3, 2)), "3.2", "Section 3.2"),
        ("en", ("Appendix", (1,)), "Appendix A.", "Appendix A"),
        ("en", ("Appendix", (2, 3)), "B.3", "Appendix B.3"),
    ],
)
def test_section_forms(language, number, label, reference):
    assert section_label(number, language) == label
    assert section_reference(number, language) == reference


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


def target(kind, ident, title="", level=0, *, counted=True):
    return Target(kind, ident, title, Location("a.md"), level, counted)


TARGETS = (
    target("Header", "sec-a", "序「一」", 1),
    target("Figure", "fig-a"),
    target("Header", "", "二", 2),
    target("Header", "sec-c", "付録", 1, counted=False),
    target("Table", "tbl-a"),
    target("Figure", ""),
    target("Header", "sec-d", "三", 3),
    target("Table", "tbl-b"),
    target("Header", "sec-e", "四", 1),
)


def test_what_has_a_number_can_be_known_by_it():
    numbers = {number: each.ident for number, each in numbers_of(TARGETS).items()}
    assert numbers == {
        ("Header", (1,)): "sec-a",
        ("Figure", (1,)): "fig-a",
        ("Header", (1, 1)): "",
        ("Table", (1,)): "tbl-a",
        ("Figure", (2,)): "",
        ("Table", (2,)): "tbl-b",
        ("Header", (2,)): "sec-e",
    }
    assert all(kind != "Header" for kind, _ in numbers_of(TARGETS, sections=False))


@pytest.mark.parametrize(
    ("language", "sections", "names"),
    [
        ("ja", True, "第1章 図1 「付録」 表1 「三」 表2 第2章"),
        ("ja", False, "「序『一』」 図1 「付録」 表1 「三」 表2 「四」"),
        ("en", True, "Section 1|Figure 1|“付録”|Table 1|“三”|Table 2|Section 2"),
    ],
)
def test_a_cross_reference_prints_the_name_of_its_target(language, sections, names):
    found = names_of(TARGETS, language, sections=sections)
    idents = ["sec-a", "fig-a", "sec-c", "tbl-a", "sec-d", "tbl-b", "sec-e"]
    assert [found[ident] for ident in idents] == names.split("|" if "|" in names else " ")
    assert "" not in found
    assert len(found) == len(idents)
    assert words_of_number(("Table", (3,)), "en") == "Table 3"


@pytest.mark.parametrize(
    ("levels", "counts"),
    [
        ([1, 1], [(1,), (2,)]),
        ([1, 2, 2, 1], [(1,), (1, 1), (1, 2), (2,)]),
        ([2, 1], [(1, 1), (2,)]),
        ([1, 3, 2, 3], [(1,), (1, 1, 1), (1, 2), (1, 2, 1)]),
    ],
)
def test_headings_are_counted_level_by_level(levels, counts):
    targets = [target("Header", "", level=level) for level in levels]
    assert [*numbers_of(targets)] == [("Header", each) for each in counts]


def test_what_stands_below_a_heading_without_a_number_has_none():
    text = "# 一\n\n## 二\n\n# 三 {.unnumbered}\n\n## 四\n\n### 五\n\n# 六\n\n## 七 {-}\n\n### 八\n\n## 九\n"
    (blocks,), _ = parse((SourceFile("a.md", text),), seconds=10)
    made = number(blocks, "en")
    headings = [stringify(e) for e in elements(made.blocks) if e["t"] == "Header"]
    assert headings == ["1 一", "1.1 二", "三", "四", "五", "2 六", "七", "八", "2.1 九"]


def test_appendices_and_chapters_count_apart():
    text = (
        "# 一\n\n# 二 {.appendix #sec-b}\n\n## 三\n\n# 四 {.appendix}\n\n# 五\n\n"
        "# 六 {.appendix .unnumbered}\n\n## 七 {.appendix}\n"
    )
    (blocks,), _ = parse((SourceFile("a.md", text),), seconds=10)
    made = number(blocks, "ja")
    headings = [stringify(e) for e in elements(made.blocks) if e["t"] == "Header"]
    assert headings == ["1　一", "付録A　二", "(1)　三", "付録B　四", "2　五", "六", "七"]
    assert made.references["sec-b"] == "付録A"
    alone = [stringify(e) for e in elements(number(blocks, "en", sections=False).blocks)]
    assert {"一", "Appendix A. 二", "三", "Appendix B. 四"} <= {*alone}


def test_equations_and_listings_are_counted():
    text = (
        '$$a$$ {#eq-a}\n\n$$b$$\n\n$$\nc\n$$ {#eq-c}\n\n```{#lst-a caption="A b"}\nx\n```\n\n'
        "@eq-cと@lst-aと@eq-bと\n"
    )
    (read,), _ = read_texts([text])
    made = number(read, "en")
    spans = [stringify(e) for e in elements(made.blocks) if e["t"] == "Span"]
    assert [each for each in spans if each.startswith("(")] == ["(1)", "(2)"]
    assert "Listing 1" in spans
    assert made.references == {
        "eq-a": "Equation (1)", "eq-c": "Equation (2)", "lst-a": "Listing 1",
    }  # fmt: skip
    assert number(read, "ja").references["eq-c"] == "式(2)"


def test_headings_without_an_id_get_one_that_nothing_else_has():
    text = "# 一\n\n## 二\n\n# 三 {.unnumbered}\n\n# 四 {.unnumbered}\n\n# 五\n"
    (blocks,), _ = parse((SourceFile("a.md", text),), seconds=10)
    idents = [e["c"][1][0] for e in elements(number(blocks, "ja").blocks) if e["t"] == "Header"]
    assert idents[0:2] == ["section-1", "section-1-1"]
    assert idents[4] == "section-2"
    assert len(set(idents)) == len(idents)


def test_captions_are_numbered_where_there_are_any():
    text = "![](a.png)\n\n![甲](b.png)\n\n| a |\n|---|\n| 一 |\n\n| a |\n|---|\n| 一 |\n\n: 乙\n"
    (blocks,), _ = parse((SourceFile("a.md", text),), seconds=10)
    numbered = number(blocks, "ja").blocks
    captions = [
        stringify(e["c"][1][1]) for e in elements(numbered) if e["t"] in {"Figure", "Table"}
    ]
    assert captions == ["図1\u3000甲", "", "表1\u3000乙"]
