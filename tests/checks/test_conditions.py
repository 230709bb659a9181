"""Conditions: what is found where, and references to what is withheld."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.condition_mistakes import Names, check_conditions
from hakusho.checks.crossrefs import check_crossrefs, check_edition_references
from hakusho.manuscript.conditions import Reader, fit, withheld_anchors
from hakusho.manuscript.index import index_of
from hakusho.manuscript.model import Chapter, Draft
from read_yaml import read_yaml
from written import read_texts

CASES = read_yaml(Path(__file__).with_name("conditions.yaml"))
EDITIONS = frozenset({"pdf", "epub", "html"})
NAMES = Names(frozenset({"minister", "press"}), EDITIONS)
REPORT = Reader("ja")


def _drafts(texts):
    """One draft for each text, all parsed in one run."""
    blocks, positions = read_texts(texts)
    return [
        Draft((Chapter("a.md", each),), {}, positions)
        for text, each in zip(texts, blocks, strict=True)
    ]


@pytest.fixture(scope="module")
def drafts():
    return dict(zip((c["name"] for c in CASES), _drafts([c["text"] for c in CASES]), strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_conditions(drafts, case):
    found = sorted(
        check_conditions(drafts[case["name"]], NAMES, numbered=True), key=lambda f: f.sort_key
    )
    said = [f"{f.rule.id} {f.location.line}:{f.location.column}" for f in found]
    assert said == case["found"]
    if "hint" in case:
        assert case["hint"] in [finding.hint for finding in found]


def _crossrefs(text, reader=REPORT):
    (draft,) = _drafts([text])
    blocks = fit(draft.chapters[0].blocks, reader)
    index = index_of([Chapter("a.md", blocks)], draft.positions)
    found = list(check_crossrefs(index, withheld_anchors(draft, reader)))
    found += check_edition_references(draft.chapters, draft.positions, reader, EDITIONS)
    return [
        (str(f.location), f.message, *(str(each.location) for each in f.related)) for f in found
    ]


WITHHELD = """\
@sec-bと[上](#sec-b)を見よ。

::: {.only brief="minister"}
# 節 {#sec-b}

@sec-b
:::
"""


def test_a_reference_to_what_is_withheld_says_where_it_stands():
    said = ("'sec-b' is withheld here", "a.md:3:5")
    assert _crossrefs(WITHHELD) == [("a.md:1:1", *said), ("a.md:1:12", *said)]
    assert _crossrefs(WITHHELD, Reader("ja", "minister")) == []


def test_a_reference_to_what_one_edition_shows():
    text = """\
::: {.only edition="html epub"}
# 一 {#sec-x .unnumbered}

@sec-x
:::

@sec-xを[見よ@sec-x]{.only edition="html"}
"""
    message = "'sec-x' is withheld from the edition pdf"
    assert _crossrefs(text) == [("a.md:7:1", message, "a.md:1:5")]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ('# 題 {.only brief="press"}', "heading"),
        ('文![図](a.png){.only brief="press"}', "image"),
        ('![図](a.png){#fig-a .only brief="press"}', "image"),
        ('[語](https://a.example){.only brief="press"}', "link"),
        ('`x`{.only brief="press"}', "piece of code"),
        ('```{.only brief="press"}\nx\n```', "code block"),
        ('| 甲 |\n|---|\n| 1 |\n\n: 表 {#tbl-a .only brief="press"}', "table"),
    ],
)
def test_a_condition_stands_around_what_it_is_for(text, marked):
    (draft,) = _drafts([text])
    found = [*check_conditions(draft, NAMES, numbered=True)]
    assert [each.rule.id for each in found] == ["CND005"]
    assert f"on a {marked} does nothing" in found[0].message


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("文^[注である。]", "a note"),
        ("文[@a]。", "a citation"),
        ("![図](a.png){#fig-a}", "a figure"),
        ("| 甲 |\n|---|\n| 1 |\n\n: 表 {#tbl-a}", "a table"),
        ("$$x = 1$$ {#eq-x}", "a numbered equation"),
        ('```{.python #lst-x caption="一覧"}\nx\n```', "a listing"),
        ("# 題", "a numbered heading"),
    ],
)
def test_what_is_counted_is_in_all_editions(inside, what):
    (draft,) = _drafts([f'::: {{.only edition="html"}}\n{inside}\n:::\n'])
    found = [*check_conditions(draft, NAMES, numbered=True)]
    assert [each.rule.id for each in found] == ["CND004"]
    assert str(found[0].message).startswith(f"{what} in a passage for some editions")
    (draft,) = _drafts([f'::: {{.only brief="press"}}\n{inside}\n:::\n'])
    assert [*check_conditions(draft, NAMES, numbered=True)] == []


@pytest.mark.parametrize("inside", ["文@sec-b。", "# 題 {.unnumbered}", "```\nx\n```", "文。"])
def test_what_is_not_counted_may_be_in_one_edition(inside):
    (draft,) = _drafts([f'::: {{.only edition="html"}}\n{inside}\n:::\n'])
    assert [*check_conditions(draft, NAMES, numbered=True)] == []


def test_a_brief_that_is_not_written_yet():
    (draft,) = _drafts(['文[甲]{.only brief="press"}'])
    (found,) = check_conditions(draft, Names(frozenset(), EDITIONS), numbered=True)
    assert found.message == "there is no brief 'press'"
    assert "Write report/briefs/press.md" in found.hint
