"""A document that is cut out of a manuscript introduces its abbreviations itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hakusho.data.prose import vocabulary_of
from hakusho.manuscript.ast import stringify
from hakusho.manuscript.read import read_draft, report_of
from hakusho.manuscript.settle import settle
from hakusho.paper.load import load_paper

TERMS = (
    "abbreviations: [{abbr: ACM, ja: 同盟調整メカニズム, en: Alliance Coordination Mechanism}]\n"
)
FULL = "同盟調整メカニズム（ACM: Alliance Coordination Mechanism）"


@pytest.fixture
def manuscript(make_paper):
    chapters = {
        "01": "# 一 {#sec-a}\n\n同盟調整メカニズム（ACM）を置く。\n",
        "02": "# 二 {#sec-b}\n\nACMは動く。\n",
        "03": "# 三 {#sec-c}\n\n再び同盟調整\nメカニズム（ACM）は動く。\n",
    }
    files = {f"report/chapters/{name}.md": text for name, text in chapters.items()}
    paper, findings = load_paper(make_paper({**files, "report/terms.yaml": TERMS}))
    assert findings == ()
    draft, findings = read_draft(paper, lambda language: vocabulary_of({}, {}, language))
    assert findings == ()
    return paper, report_of(draft, "ja")


@pytest.mark.parametrize(
    ("cut", "printed"),
    [
        ((0, 1, 2), [f"{FULL}を置く。", "ACMは動く。", "再びACMは動く。"]),
        ((1, 2), [f"{FULL}は動く。", "再びACMは動く。"]),
        ((2, 1), [f"再び{FULL}は動く。", "ACMは動く。"]),
        ((1,), [f"{FULL}は動く。"]),
    ],
)
def test_the_first_mention_is_that_of_the_document(manuscript, cut, printed):
    paper, whole = manuscript
    part = replace(whole, chapters=tuple(whole.chapters[index] for index in cut))
    metadata = {"language": "ja", "labels": {}}
    document = settle(part, {}, metadata, numbered_sections=True, terms=paper.terms)
    assert [stringify(each) for each in document.blocks if each["t"] == "Para"] == printed
