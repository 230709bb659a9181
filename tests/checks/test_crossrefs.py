import pytest

from hakusho.checks.crossrefs import check_crossrefs, check_headings
from hakusho.checks.unprintable import check_markup
from hakusho.manuscript.index import index_of
from written import draft_of


def _index(text):
    draft = draft_of(text)
    return index_of(draft.chapters, draft.positions)


def _found(findings):
    return [(f.rule.id, f.location.line, f.location.column) for f in findings]


def test_references_that_lead_somewhere_are_fine():
    text = "# 序 {#sec-a}\n\n@sec-a と[序](#sec-a)と@fig-w\n\n![図](w){#fig-w}\n"
    assert _found(check_crossrefs(_index(text))) == []


def test_unknown_targets_are_found_where_they_stand_and_the_nearest_is_named():
    findings = list(
        check_crossrefs(_index("# 序 {#sec-history}\n\n見よ@sec-histry と[x](#nowhere)\n"))
    )
    assert _found(findings) == [("XRF001", 3, 3), ("XRF001", 3, 20)]
    assert findings[0].hint == "Did you mean 'sec-history'?"


def test_the_nearest_id_of_its_kind_is_named_before_that_of_another():
    text = "# A {#sec-passengers}\n\n![Riders](a){#fig-passengers}\n\n@fig-pasengers.\n"
    hints = [each.hint for each in check_crossrefs(_index(text))]
    assert hints == ["Did you mean 'fig-passengers'?"]


def test_second_use_of_an_id_names_the_first():
    (finding,) = check_crossrefs(_index("# 一 {#sec-x}\n\n本文\n\n# 二 {#sec-x}\n"))
    assert (finding.rule.id, finding.location.line) == ("XRF002", 5)
    assert [str(each.location) for each in finding.related] == ["a.md:1:5"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲[@sec-a; @k, 3頁]。", [("XRF003", 3, 3)]),
        ("甲[@k; @sec-a]。", [("XRF003", 3, 7)]),
        ("甲^[[@sec-a; @k]を見よ。]", [("XRF003", 3, 5)]),
        ("甲[@sec-a; @sec-b]と[@k]。", []),
        ("@sec-a [@k]、@sec-b[@k]。", []),
        ("甲^[@sec-a と[@k]。]", []),
    ],
)
def test_a_bracket_holds_references_or_citations(text, found):
    index = _index(f"# 一 {{#sec-a}}\n\n{text}\n\n# 二 {{#sec-b}}\n")
    assert _found(check_crossrefs(index)) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["# 一\n\n## 二\n\n### 三\n\n# 四\n"], []),
        (["# 一\n", "## 二\n"], []),
        (["文だけ。\n"], []),
        (["# 一\n\n```\n### 三\n```\n\n### 三\n"], [("XRF004", 7, 1)]),
        (["## 二\n\n# 一\n"], [("XRF004", 1, 1)]),
        (["# 一\n\n文。\n", "文。\n\n### *三* と^[注。] {#sec-c}\n"], [("XRF004", 3, 1)]),
        (["# 一\n\n> ### 三\n"], [("XRF004", 3, 3)]),
        (["# 一\n\n- 項\n\n    ```\n    ### 三\n    ```\n\n- ### 三\n"], [("XRF004", 9, 3)]),
        (["# 一\n\n一`二\n\n### 三\n\n四`五\n"], [("XRF004", 5, 1)]),
        (["二\n---\n"], [("XRF004", 1, 1)]),
    ],
)
def test_levels_of_headings_have_no_gaps(texts, found):
    draft = draft_of(*texts)
    assert _found(check_headings(draft.chapters, draft.positions)) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# 一\n\n# 付録 {.appendix}\n\n# 付録二 {.appendix}\n", []),
        ("# 一\n\n# 付録 {.appendix}\n\n# 後書 {.unnumbered}\n", []),
        ("# 一\n\n# 付録 {.appendix}\n\n## 節\n", []),
        ("# 一\n\n# 付録 {.appendix .unnumbered}\n\n# 二\n", []),
        ("# 一\n\n## 節 {.appendix .unnumbered}\n", []),
        (
            "# 一\n\n## 節 {.appendix}\n",
            ["3: '節' is no chapter, and its {.appendix} does nothing"],
        ),
        (
            "# 一\n\n# 付録 {.appendix}\n\n# 二\n\n# 三\n",
            [
                f"{line}: the chapter '{name}' stands behind the appendix '付録'"
                for line, name in ((5, "二"), (7, "三"))
            ],
        ),
    ],
)
def test_what_is_meant_as_an_appendix_is_one(text, told):
    draft = draft_of(text)
    found = [*check_headings(draft.chapters, draft.positions)]
    assert [f"{each.location.line}: {each.message}" for each in found] == told
    assert {each.rule.id for each in found} <= {"XRF009"}


@pytest.mark.parametrize(
    ("markup", "advice"),
    [
        (r"\cite{a}", "A citation is written [@a]."),
        (r"\parencite[12]{a, b}", "A citation is written [@a; @b, 12]."),
        (r"\emph{a}", "Write *…*."),
        (r"\textbf{a}", "Write **…**."),
        (r"\cref{fig-a}", "Refer to it by its id: @fig-…"),
        (r"\footnote{a}", "Write a note: ^[…]."),
        (r"\label{sec-a}", "An id stands behind what it names: {#fig-…}"),
        (r"\newpage", "Pages break by themselves"),
        ("\n\n\\begin{enumerate}\n\\item a\n\\end{enumerate}\n\n", "Write a list: each item"),
        ("\n\n\\begin{tabular}{l}\na\n\\end{tabular}\n\n", "Write a table of Markdown"),
        (r"\hspace{1em}", "What one edition only can show"),
    ],
)
def test_commands_of_latex_are_written_otherwise(markup, advice):
    (finding,) = check_markup(draft_of(f"文{markup}。\n"))
    assert finding.rule.id == "TYP001"
    assert str(finding.hint).startswith(advice)


def test_comments_and_ordinary_links_are_fine():
    text = "<!-- 覚え -->\n\n[一](https://a.example/) <mailto:a@b.example> `<b>`\n"
    assert _found(check_markup(draft_of(text))) == []


def test_raw_markup_and_schemes_are_found():
    text = "一<span>二</span>\n\n<div>\n三\n</div>\n\n[四](JavaScript:x) [五](file:///etc/passwd)\n"
    assert _found(check_markup(draft_of(text))) == [
        ("TYP001", 1, 2),
        ("TYP001", 3, 1),
        ("TYP003", 7, 5),
        ("TYP003", 7, 23),
    ]


def test_a_closing_tag_alone_is_found():
    assert _found(check_markup(draft_of("一</b>二\n"))) == [("TYP001", 1, 2)]


@pytest.mark.parametrize(
    ("target", "what", "mend"),
    [
        ("文の中の![図](w){#fig-x}である。", "an image within text", "a paragraph of its own"),
        ("![図](w){#fig-x}\n空行のない次の行。", "an image within text", "a paragraph of its own"),
        ("- 項の![図](w){#fig-x}", "an image within text", "a paragraph of its own"),
        ("| ![図](w){#fig-x} |\n|---|\n", "an image within text", "a paragraph of its own"),
        ('![](w){#fig-x alt="代替"}', "an image without a caption", "![…](…){#fig-x}"),
        ("| 甲 |\n|---|\n| 1 |\n\n: {#fig-x}", "a table without a caption", ": … {#fig-x}"),
        ("::: {#fig-x}\n![図](w)\n:::", "a division", "in it: {#fig-x}"),
        ("[語]{#fig-x}", "a passage in brackets", "[words](#fig-x)"),
        ("`x`{#fig-x}", "code", "[words](#fig-x)"),
        ("```{#fig-x}\nx\n```", "a block of code without a caption", "{#fig-x caption="),
        ("[語](https://a.example/){#fig-x}", "a link", "[words](#fig-x)"),
    ],
)
def test_what_has_no_number_is_said_to_be_what_it_is(target, what, mend):
    (finding,) = check_crossrefs(_index(f"# 序 {{#sec-a}}\n\n@fig-x と@sec-a\n\n{target}\n"))
    assert (finding.rule.id, finding.location.line, finding.location.column) == ("XRF001", 3, 1)
    assert what in finding.message
    assert mend in finding.hint
    assert [each.location.line for each in finding.related] >= [5]


def test_whatever_has_a_number_or_a_title_can_be_named():
    text = (
        "# 序 {#fig-a}\n\n# 謝辞 {.unnumbered #sec-b}\n\n> ![図](w){#tbl-c}\n\n"
        "| 甲 |\n|---|\n\n: 表 {#fig-d}\n\n@fig-a、@sec-b、@tbl-c、@fig-d\n"
    )
    assert _found(check_crossrefs(_index(text))) == []


@pytest.mark.parametrize(
    ("link", "heading", "column", "hint"),
    [
        ("see [Berths and cranes] here", "Berths and cranes", 5, "Give it an id, {#sec-…}"),
        ("see [there][Berths and cranes]", "Berths and cranes", 5, "Give it an id, {#sec-…}"),
        ("see [there](#berths-and-cranes)", "Berths and cranes", 13, "'Berths and cranes' an id"),
        ("[これ](#はじめに)", "はじめに", 6, "'はじめに' an id"),
        ("[これ](#%E8%83%8C%E6%99%AF)", "背景", 6, "'背景' an id"),
        ("[これ](#1-背景と-経緯)", "1. 背景と「経緯」", 6, "an id"),
        ("[これ](#背景)", "2 背景", 6, "an id"),
        ("[this](#berths)", "Berths {#sec-b}", 8, "'Berths' has the id 'sec-b'"),
    ],
)
def test_links_to_ids_that_other_programs_make(link, heading, column, hint):
    (finding,) = check_crossrefs(_index(f"{link}\n\n# {heading}\n"))
    assert (finding.rule.id, finding.location.line, finding.location.column) == (
        "XRF001",
        1,
        column,
    )
    assert hint in finding.hint
    if "[there]" not in link or "(" in link:
        assert [str(each.location) for each in finding.related] == ["a.md:3:1"]


def test_a_heading_with_an_id_may_stand_in_brackets():
    assert (
        _found(
            check_crossrefs(_index("See [Berths] and \\[Cranes].\n\n# Berths {#b}\n\n# Cranes\n"))
        )
        == []
    )


def test_a_prefix_makes_no_two_ids_alike():
    (finding,) = check_crossrefs(_index("# 序 {#sec-a}\n\n@sec-results\n"))
    assert finding.hint == "There are: sec-a."


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("文 ![図](w){#fig-x} の中。", "an image within text or a cell", "a paragraph of its own"),
        ("![](w){#fig-x}", "an image without a caption", "a caption between its brackets"),
        ("::: {#fig-x}\n文。\n:::", "a division (:::)", "to the heading, the image"),
        ("[語]{#fig-x}", "a passage in brackets", "[words](#fig-x)"),
        ("[語](https://a.example){#fig-x}", "a link", "[words](#fig-x)"),
        ("`x`{#fig-x}", "code", "[words](#fig-x)"),
        ("```{#fig-x}\nx\n```", "a block of code without a caption", "{#fig-x caption="),
        ("::: {#tbl-x}\n:::\n", "a division (:::)", "the table's caption"),
    ],
)
def test_what_has_an_id_and_no_number_is_said_with_what_to_do(text, what, mend):
    ident = "tbl-x" if "tbl-x" in text else "fig-x"
    [found] = check_crossrefs(_index(f"{text}\n\n見よ@{ident}。\n"))
    assert found.message == f"'{ident}' is {what}, which has no number"
    assert mend in found.hint


@pytest.mark.parametrize(
    ("ident", "kind"),
    [
        ("fig-x", "figure"),
        ("tbl-x", "table"),
        ("sec-x", "section"),
        ("eq-x", "equation"),
        ("lst-x", "listing"),
        ("par-x", "paragraph"),
    ],
)
def test_what_nothing_has_the_id_of(ident, kind):
    (found,) = check_crossrefs(_index(f"見よ@{ident}。\n"))
    assert (found.message, str(found.hint)) == (f"no {kind} has the id '{ident}'", "")


@pytest.mark.parametrize(("count", "hint"), [(8, "There are: sec-aa, "), (9, "There are 9, for ")])
def test_a_few_of_many_ids_are_named(count, hint):
    headings = "".join(f"# 章 {{#sec-{letter * 2}}}\n\n" for letter in "abcdefghi"[:count])
    (found,) = check_crossrefs(_index(f"{headings}見よ@sec-results。\n"))
    assert str(found.hint).startswith(hint)
    assert "sec-hh" in found.hint
    assert "sec-ii" not in found.hint


def test_a_paragraph_is_named_where_paragraphs_have_numbers():
    text = "[]{#par-a}港は開く。\n\n見よ@par-a。\n"
    assert _found(check_crossrefs(_index(text), paragraphs=True)) == []
    (found,) = check_crossrefs(_index(text))
    assert (found.rule.id, found.location.line, found.location.column) == ("XRF001", 3, 3)
    assert found.message == "'par-a' begins no paragraph with a number"
    assert "paragraph_numbers: true" in found.hint
    assert "[]{#par-a}" in found.hint


@pytest.mark.parametrize(
    ("markup", "name", "hint"),
    [
        ("<br>", "HTML", "A line ends with"),
        ("<img src='a.png'>", "HTML", "A picture is written"),
        ("<sup>", "HTML", "x^2^"),
        ("<sub>", "HTML", "H~2~O"),
        ("<b>", "HTML", "**…**"),
        ("<strong>", "HTML", "**…**"),
        ("<i>", "HTML", "*…*"),
        ("<em>", "HTML", "*…*"),
        ("<u>", "HTML", ".underline"),
        ("<ins>", "HTML", ".underline"),
        ("<a href='x'>", "HTML", "[words](address)"),
        ("<ruby>", "HTML", 'ruby="かんじ"'),
        ("<rt>", "HTML", 'ruby="かんじ"'),
        ("<span>", "HTML", "What one edition only can show"),
        ("`x`{=typst}", "Typst", "What one edition only can show"),
        ("`x`{=openxml}", "Word XML", "What one edition only can show"),
        ("`x`{=latex}", "LaTeX", "What one edition only can show"),
        ("`x`{=rtf}", "rtf", "What one edition only can show"),
    ],
)
def test_how_a_text_says_what_markup_does(markup, name, hint):
    (found,) = check_markup(draft_of(f"文{markup}字\n"))
    assert found.rule.id == "TYP001"
    assert found.message.startswith(f"raw {name}: ")
    assert hint in found.hint
