"""Translations: those of nothing, those that are there twice, and those that are out of date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hakusho.checks.stale_translations import check_translations
from hakusho.manuscript.model import Chapter, Draft
from hakusho.manuscript.originals import originals_of
from read_yaml import read_yaml
from written import draft_of, read_written

CASES = read_yaml(Path(__file__).with_name("translations.yaml"))
CHAPTER = "# A {#sec-a}\n\n%s\n\n# B {#sec-b}\n\n::: {#box}\nBox.\n:::\n"


@pytest.fixture(scope="module")
def drafts():
    digest = originals_of(draft_of(CHAPTER % ""))["sec-a"].digest
    texts = {
        f"{number}.md": CHAPTER % case["text"].replace("{digest}", digest)
        for number, case in enumerate(CASES)
    }
    blocks, positions = read_written(texts.items())
    return {
        case["name"]: Draft((Chapter(path, each),), {}, positions)
        for case, path, each in zip(CASES, texts, blocks, strict=True)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_translations(drafts, case):
    found = list(check_translations(drafts[case["name"]], "en"))
    said = [f"{each.rule.id} {each.location.line}:{each.location.column}" for each in found]
    assert said == case["found"]
    for key, attribute in (("says", "message"), ("hint", "hint")):
        if key in case:
            assert getattr(found[0], attribute) == case[key]
    if "also" in case:
        (related,) = found[0].related
        assert f"{related.location.line}:{related.location.column}" == case["also"]


def test_a_brief_holds_no_translations():
    draft = draft_of(CHAPTER % '::: {.translation lang="ja" of="sec-a"}\n一\n:::')
    (chapter,) = draft.chapters
    (found,) = check_translations(replace(draft, chapters=(), briefs={"press": chapter}), "en")
    assert (found.rule.id, found.message) == (
        "TRN001",
        "a translation stands in a chapter, not in a brief",
    )
