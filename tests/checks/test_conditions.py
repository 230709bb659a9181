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
