"""What looks like markup and is printed as it stands, and what is meant so."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from hakusho.ast.walk import stringify
from hakusho.checks.leftovers import slips_in
from hakusho.manuscript.model import Chapter, Draft
from read_yaml import read_yaml
from written import draft_of, read_written

FILE = Path(__file__).with_name("leftovers.yaml")
CASES = read_yaml(FILE)


def drafts_of(texts):
    """Drafts of one chapter each, read in one run of pandoc."""
    parsed, positions = read_written((f"{number}.md", text) for number, text in enumerate(texts))
    return [
        Draft((Chapter(f"{number}.md", blocks),), {}, positions)
        for number, blocks in enumerate(parsed)
    ]


@pytest.fixture(scope="module")
def found():
    drafts = drafts_of(case["text"] for case in CASES)
    return [
        sorted(slips_in(draft, numbered=True), key=lambda slip: slip.finding.sort_key)
        for draft in drafts
    ]


def mended(text, slips):
    changes = {slip.change for slip in slips if slip.change}
    for start, old, new in sorted(changes, reverse=True):
        assert text.startswith(old, start)
        text = f"{text[:start]}{new}{text[start + len(old) :]}"
    return text


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n]["text"][:30])
def test_a_text(found, number):
    case, slips = CASES[number], found[number]
    places = [slip.finding.location for slip in slips]
    rules = [slip.finding.rule.id for slip in slips]
    told = [f"{at.line}:{at.column} {rule}" for at, rule in zip(places, rules, strict=True)]
    assert told == case.get("found", [])
    if "hint" in case:
        assert case["hint"] in slips[0].finding.hint
    assert mended(case["text"], slips) == case.get("fixed", case["text"])


def test_what_is_told_of_each(found, hold_words):
    hold_words(
        {
            case["text"]: [slip.finding for slip in slips]
            for case, slips in zip(CASES, found, strict=True)
        }
    )


def test_headings_of_a_paper_without_numbers_may_have_theirs():
    draft = draft_of("# 1. Introduction\n\n## 1.1 Background\n")
    assert [each.finding.rule.id for each in slips_in(draft, numbered=False)] == []


PIECES = (
    "港は開く。", "Boats lie lower.", "\n", "\n", "\n\n", "\n\n", "- 甲\n- 乙\n", "* 丙\n* 丁\n", "1. 子\n2. 丑\n", "次:\n- 寅\n",
    "## 見出し\n", "##題目\n", "＃＃　表題\n", "　# 章題\n", "> 引用\n> 続き\n", "> - 卯\n> - 辰\n", "> ##巳\n", "\n| 国 | 数 |\n|---|---|\n| 甲 | 乙 |\n",
    "~~~\n午\n~~~\n", "\n::: note\n未\n:::\n", "\n::: {.a}\n申\n- 酉\n- 戌\n:::\n\n", "**太字**", "`記号`", "[亥](https://a.jp)", "^[注である]",
    "\n\n- 項目\n- 項目\n\n", "\n\n1. 項目\n\n   続き\n   - 枝\n   - 葉\n\n", "\n\n> 引用\n\n", "\n\n# 章\n\n",
)  # fmt: skip
_MARKS = re.compile(r"::: ?(?:\{[^}]*\}|note)?|[^\w]|[0-9_]")


def words_of(draft):
    (chapter,) = draft.chapters
    return _MARKS.sub("", stringify(chapter.blocks, notes=True))


def test_a_mend_mends_and_changes_no_word():
    """Random texts: mended, nothing is left that could be, and every word stands as before.

    What stands in a quotation is read only once that is one, so that it may take more rounds.
    """
    chance = random.Random(1)  # noqa: S311  no secret
    texts = ["".join(chance.choices(PIECES, k=chance.randint(2, 9))) for _ in range(300)]
    drafts = drafts_of(texts)
    words, first = [words_of(draft) for draft in drafts], 0
    for number in range(4):
        slips = [list(slips_in(draft, numbered=True)) for draft in drafts]
        left = [
            text for text, found in zip(texts, slips, strict=True) if mended(text, found) != text
        ]
        first = first or len(left)
        if not left:
            break
        assert number < 3, left
        texts = [mended(text, found) for text, found in zip(texts, slips, strict=True)]
        drafts = drafts_of(texts)
        for text, draft, before in zip(texts, drafts, words, strict=True):
            assert words_of(draft) == before, text
    assert first > len(texts) / 4
