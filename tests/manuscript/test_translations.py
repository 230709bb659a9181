"""Translations in chapters: what they print, and what they are translations of."""

from __future__ import annotations

import re

import pytest

from hakusho.ast.walk import stringify
from hakusho.data.data_files import read_texts
from hakusho.data.datasets import datasets_of
from hakusho.data.facts import facts_of
from hakusho.data.vocabulary import vocabulary_of
from hakusho.manuscript.originals import originals_of
from hakusho.manuscript.read import read_draft, report_of
from hakusho.manuscript.translations import (
    blocks_without_translations,
    spoken_in,
    translations_of,
)
from hakusho.paper.load import load_paper
from translated import CHAPTER, REPORT, files
from written import draft_of


@pytest.fixture
def paper(make_paper):
    return lambda chapter=CHAPTER: make_paper(files(chapter), report=REPORT)


def _draft(root):
    loaded, _ = load_paper(root)
    datasets, _ = datasets_of(read_texts(root)[0])
    facts, _ = facts_of(datasets)
    return read_draft(loaded, lambda language: vocabulary_of(datasets, facts, language))


def test_a_translation_speaks_its_language_and_the_report_its_own(paper):
    draft, findings = _draft(paper())
    assert findings == ()
    translations = translations_of(draft)
    assert list(translations) == [("ja", "sec-fleet"), ("ja", "fig-sound")]
    said = stringify(translations["ja", "sec-fleet"].blocks, notes=True)
    assert "2024年5月1日の時点で1,200隻である。1,200隻を数えた" in said
    assert "スケローの船" in said
    report = stringify([c.blocks for c in report_of(draft, "en").chapters], notes=True)
    assert "There are 1,200 ships on 1 May 2024.Counted at 1,200 ships." in report.replace(
        "\n", " "
    )
    assert "Four of 1,200 ships." in report
    assert not re.search("[ぁ-ん]", report)
    assert [note.text for note in report_of(draft, "en").index.notes] == ["Counted at 1,200 ships."]


def test_briefs_are_read_by_their_names(make_paper):
    texts = {"a": "甲の概要。", "b": "乙の概要。"}
    briefs = {f"report/briefs/{n}.md": f"---\ntitle: 題\n---\n{t}\n" for n, t in texts.items()}
    draft, findings = _draft(make_paper({"report/chapters/1.md": "# 題\n", **briefs}))
    assert findings == ()
    assert {name: stringify(each.blocks) for name, each in draft.briefs.items()} == texts


def test_headings_fit_the_level_of_the_original(paper):
    draft, _ = _draft(paper())
    translation = translations_of(draft)["ja", "sec-fleet"]
    assert [b["c"][0] for b in translation.at_level(3) if b["t"] == "Header"] == [3]
    assert translation.at_level(1) == translation.blocks


def test_what_is_unknown_in_a_translation_is_found_once_and_where_it_stands(paper):
    broken = CHAPTER.replace('で{{ fact("ships") }}', 'で{{ fact("shps") }}')
    _, findings = _draft(paper(broken))
    assert [(f.rule.id, f.location.line) for f in findings] == [("DAT001", 8)]


@pytest.mark.parametrize(
    ("old", "new", "stale"),
    [
        ("There are {{", "There were {{", ["sec-fleet"]),
        ("There are {{", "There\nare {{", []),
        ("Their crews.", "Their brave crews.", ["sec-fleet"]),
        ("Counted at", "Estimated at", ["sec-fleet"]),
        ("Four of", "Five of", []),
        ("# Harbours", "```\n# Harbours\n```\n\n# Harbours", ["sec-fleet"]),
        ("の時点で", "現在", []),
        ("Their crews.", "Their crews. <!-- ask the Navy -->", []),
        ("Their crews.", "Their crews. {%# ask the Navy #%}", []),
        ("in [the]", "off [the]", ["sec-fleet", "fig-sound"]),
        ("# Harbours", "# Ports", []),
        ("## Crews", "# Crews", ["sec-fleet"]),
    ],
)
def test_what_changes_an_original(paper, old, new, stale):
    before = originals_of(_draft(paper())[0])
    assert CHAPTER.count(old) == 1
    after = originals_of(_draft(paper(CHAPTER.replace(old, new)))[0])
    watched = ("sec-fleet", "fig-sound")
    assert [each for each in watched if before[each].digest != after[each].digest] == stale


def test_a_table_of_data_is_found_where_the_chapter_asks_for_it(paper):
    root = paper("# A {#sec-a}\n\nB.\n\n{{ table('ships') }}\n\nC.\n")
    assert str(originals_of(_draft(root)[0])["tbl-ships"].location) == "report/chapters/01.md:5:1"


AS_TYPED = """\
# A {#sec-a}

One[^x] and two[^y].

::: {.translation lang="ja" of="sec-a"}
一[^x]と三[^z]。

## 小 {#sec-small}

四
:::

[五]{.translation lang="ja" of="sec-a"}

::: {.translation lang="ja" of="sec-a" confirmed="00000000"}
六
:::

::: {.translation lang="de" of="sec-a"}
七
:::

::: {.translation lang="en-US" of="sec-a"}
Eight
:::

::: {.translation lang="ja"}
九
:::

# B {#sec-b}

Three[^y].

[^x]: Of both.

[^y]: Of the report.

[^z]: 訳の。
"""


@pytest.fixture(scope="module")
def typed():
    return draft_of(AS_TYPED)


def test_of_translations_the_first_that_says_of_what_counts(typed):
    found = translations_of(typed)
    assert list(found) == [("ja", "sec-a"), ("en", "sec-a")]
    first = found["ja", "sec-a"]
    assert (first.language, first.of, first.confirmed) == ("ja", "sec-a", "")
    assert str(first.location) == "a.md:5:5"
    assert stringify(first.blocks).startswith("一と三。")


def test_a_confirmed_translation_says_for_which_digest():
    text = '::: {.translation lang=ja of=sec-a confirmed="1234abcd"}\n一\n:::\n'
    assert translations_of(draft_of(text))["ja", "sec-a"].confirmed == "1234abcd"


@pytest.mark.parametrize(
    ("headings", "level", "levels"),
    [
        ("# 一\n\n### 二", 2, [2, 4]),
        ("### 一\n\n# 二", 1, [1, 1]),
        ("一\n\n## 二\n\n### 三", 2, [3, 4]),
        ("一\n\n### 二\n\n## 三", 1, [3, 2]),
        ("一", 2, []),
    ],
)
def test_headings_keep_their_distance(headings, level, levels):
    draft = draft_of(f"::: {{.translation lang=ja of=sec-a}}\n{headings}\n:::\n")
    (translation,) = translations_of(draft).values()
    blocks = translation.at_level(level)
    assert [block["c"][0] for block in blocks if block["t"] == "Header"] == levels


def test_a_chapter_without_its_translations_is_the_report(typed):
    blocks = typed.chapters[0].blocks
    kept = blocks_without_translations(blocks)
    assert stringify(kept) == stringify([each for each in blocks if each["t"] != "Div"])
    untranslated = draft_of("# A\n\n[甲]{.only brief=x}\n").chapters[0].blocks
    assert blocks_without_translations(untranslated) is untranslated


def test_a_note_speaks_as_those_who_mark_it(typed):
    spoken = spoken_in(typed.chapters[0].blocks, typed.positions, "en")
    said = {lang: [AS_TYPED[slice(*span)] for span in spans] for lang, spans in spoken.items()}
    assert list(said) == ["ja"]
    *passages, note = said["ja"]
    first = [re.sub(r"^(:::.*\n|\[)", "", each)[:2] for each in passages]
    assert first == ["一[", "五]", "六\n", "九\n"]
    assert note.strip() == "[^z]: 訳の。"


def test_what_stands_in_a_translation_is_no_original(typed):
    assert list(originals_of(typed)) == ["sec-a", "sec-b"]


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("# 序 {#a}\n\n本 文。", "# 序 {#a}\n\n本文。\n\n", True),
        ("# 序 {#a}\n\n本文。", "# 序 {#a}\n\n本文\n", False),
        ("# か\u3099 {#a}", "# が {#a}", True),
        ("![図](w.png){#a}", "甲\n\n![図](w.png){#a}\n\n乙", True),
        ("![図](w.png){#a}", "![表](w.png){#a}", False),
        ("![図^[注]](w.png){#a}", "![図^[別]](w.png){#a}", False),
        ("![図[^n]](w.png){#a}\n\n[^n]: 注", "![図[^n]](w.png){#a}\n\n[^n]: 別", False),
        ("| 甲 |\n|---|\n| 一 |\n\n: 表 {#a}", "| 甲 |\n|---|\n| 二 |\n\n: 表 {#a}", True),
        ("| 甲 |\n|---|\n| 一 |\n\n: 表 {#a}", "| 甲 |\n|---|\n| 一 |\n\n: 式 {#a}", False),
        ("# 序 {#a}", "甲\n\n# 序 {#a}\n\n# 序の二 {#a}\n\n乙", True),
    ],
)
def test_a_digest_is_of_the_words_of_a_part(before, after, same):
    first, second = (originals_of(draft_of(text))["a"] for text in (before, after))
    assert (first.digest == second.digest) is same
    assert re.fullmatch("[0-9a-f]{8}", first.digest)


def test_a_digest_stays_what_it_was():
    # What authors have confirmed is kept in their chapters for years.
    text = "# 序 {#sec-a}\n\n本文。\n\n# 結び\n"
    assert originals_of(draft_of(text))["sec-a"].digest == "88d0ccc8"


def test_what_a_template_prints_counts_as_it_prints(paper):
    asked = "# A {#sec-a}\n\nB.\n\n{{ table('ships') }}\n"
    one = originals_of(_draft(paper(asked))[0])["tbl-ships"]
    other = originals_of(_draft(paper(asked.replace("B.", "C.\n\nD.")))[0])["tbl-ships"]
    assert one.digest == other.digest
    assert str(other.location) == "report/chapters/01.md:7:1"
