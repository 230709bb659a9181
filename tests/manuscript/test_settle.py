"""A document that is cut out of a manuscript introduces its abbreviations itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hakusho.ast.walk import elements, stringify
from hakusho.data.vocabulary import vocabulary_of
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


TEXT = """\
# 一*二*[三](https://example.org){#sec-a}

同盟調整メカニズム（ACM）は“動き”、[*ACM*]{.x}は[@k, 3頁]動く。^[ACMの注。]@fig-x

> [ACM]{.abbr}　**の** F-35

- 一
- [二]{.only edition="pdf"}

![図の*説明*[@k]](x){#fig-x}

| a | b |
|---|---|
| 1 | 2 |

: 表 {#tbl-x}

| 行
| 行

語
:   説明

::: {.only edition="pdf"}
中
:::
"""


def test_what_a_document_keeps_keeps_its_place_in_the_source(make_paper):
    files = {"report/chapters/01.md": TEXT, "report/terms.yaml": TERMS}
    paper, _ = load_paper(make_paper(files))
    draft, _ = read_draft(paper, lambda language: vocabulary_of({}, {}, language))
    for at, element in enumerate(elements(draft.chapters[0].blocks)):
        element["at"] = (at, at + 1)
    manuscript = report_of(draft, "ja")
    metadata = {"language": "ja", "labels": {}}
    document = settle(manuscript, {}, metadata, numbered_sections=True, terms=paper.terms)
    made = {"Str", "Space", "Span", "Link"}  # numbers, words for a reference, forms of a term
    placeless = [each["t"] for each in elements(document.blocks) if "at" not in each]
    assert set(placeless) == {*made, "Para", "Div"}
    assert placeless.count("Para") == placeless.count("Div") == 1  # holds the source line
    places = {each["at"] for each in elements(document.blocks) if "at" in each}
    written = elements([each for chapter in manuscript.chapters for each in chapter.blocks])
    lost = {each["t"] for each in written if each["at"] not in places}
    assert lost <= {*made, "SoftBreak", "Cite", "AuthorInText"}  # the reference is a link now
