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


def test_comments_and_ordinary_links_are_fine():
    text = "<!-- 覚え -->\n\n[一](https://a.example/) <mailto:a@b.example> `<b>`\n"
    assert _found(check_markup(_index(text))) == []


def test_raw_markup_and_schemes_are_found():
    text = "一<span>二</span>\n\n<div>\n三\n</div>\n\n[四](JavaScript:x) [五](file:///etc/passwd)\n"
    assert _found(check_markup(_index(text))) == [
        ("TYP001", 1, 2),
        ("TYP001", 3, 1),
        ("TYP003", 7, 5),
        ("TYP003", 7, 23),
    ]


def test_a_closing_tag_alone_is_found():
    assert _found(check_markup(_index("一</b>二\n"))) == [("TYP001", 1, 2)]
