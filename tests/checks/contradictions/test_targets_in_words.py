"""What sentences say of sections, figures and tables to which they refer, and of tables' words."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions.passages import passage_of
from hakusho.checks.contradictions.table_words import check_table_words
from hakusho.checks.contradictions.targets_in_words import check_targets_in_words
from hakusho.checks.contradictions.told_in_sections import (
    Sections,
    check_told_in_neighbours,
    check_told_in_sections,
    speaks_of_sections,
)
from hakusho.checks.contradictions.told_of_columns import check_told_of_columns
from hakusho.data.datasets import datasets_of
from hakusho.manuscript.index import index_of
from hakusho.source.prose import prose_of
from written import draft_of

CASES = [
    ("三つの提案は@sec-bで述べる。", ["CON027"]),
    ("四つの提案は@sec-bで述べる。", []),
    ("四つの提案のうち三つの提案は@sec-bで述べる。", []),
    ("@sec-b sets out five ways and four ways.", []),
    ("@sec-bで見たとおり、港は古い。", ["CON028"]),
    ("As we saw in @sec-b, it is old.", ["CON028"]),
    ("@sec-aで見たとおり、港は古い。@sec-bで見るとおりである。See @sec-b below.", []),
    ("See @sec-a below.", ["CON028"]),
    ("As we have shown in @sec-b, it is old.", ["CON028"]),
    ("As described in @sec-b, it is old.", []),
]
CAPTIONS = [
    ("輸出入の内訳は@tbl-b のとおりである。", ["CON038"]),
    ("輸出入の内訳は@tbl-a のとおりである。", []),
    ("輸出入の内訳（@tbl-a）と入港の推移（@tbl-b）を示す。", []),
    ("輸出入の内訳は@tbl-b と@tbl-a に示す。", []),
    ("輸出入の内訳と入港の推移は@tbl-b に示す。", []),
    ("港の様子は@tbl-b に示す。", []),
]
SECTIONS = """# 入港の歴史 {#sec-a}

## 灯台の前 {#sec-b}

灯台が無い頃、船長は図上の演習によって夜間の入港を確かめた。

## 灯台の後 {#sec-c}

港湾局は予算を得て、外国の技師を招いた。

# 課題 {#sec-d}

%s

# The lighthouse {#sec-e}

Captains rehearsed arrivals on charts, with pilots and tugs.

# The bureau {#sec-f}

The bureau hired foreign engineers.
"""
TOLD = [
    ("@sec-cで見たように、夜間の入港を図上の演習によって確かめることは古い。", ["CON038"]),
    ("@sec-bで見たように、夜間の入港を図上の演習によって確かめることは古い。", []),
    ("@sec-aで見たように、夜間の入港を図上の演習によって確かめることは古い。", []),
    ("@sec-cで見たように、港は古い。", []),
    ("@sec-cで述べた図上の演習と夜間の入港の問題が残る。", ["CON038"]),
    ("As we saw in @sec-f, captains rehearsed arrivals on charts.", ["CON038"]),
    ("As we saw in @sec-e, captains rehearsed arrivals on charts.", []),
    ("@sec-cで見た図上演習を踏まえれば、港は古い。", ["CON038"]),
    ("@sec-fで見た夜間入港を踏まえれば、港は古い。", []),
    ("@sec-cで見た灯台無しを踏まえれば、港は古い。", []),
    ("夜間の入港を図上の演習によって確かめる。@sec-cは別である。", []),
]
BETWEEN = """# Arrivals {{#sec-1}}

Captains rehearsed arrivals on charts, with pilots and tugs.

# The quay {{#sec-2}}

{}

# The bureau {{#sec-3}}

The bureau hired foreign engineers for the moorings.

# Ice {{#sec-4}}

# Snow {{#sec-5}}

# Rain {{#sec-6}}

# 夜間の入港 {{#sec-7}}

夜間の入港を図上の演習によって確かめた。

# 岸壁 {{#sec-8}}

{}

# 外国の技師 {{#sec-9}}

外国の技師を招いて灯台を設けた。
"""
NEIGHBOURS = [
    ("How captains rehearsed arrivals on charts is the subject of the next chapter.", "", 1),
    ("How captains rehearsed arrivals on charts is the subject of the previous chapter.", "", 0),
    ("How the bureau hired engineers was told in the preceding chapter.", "", 1),
    ("How the bureau hired engineers is told in the following chapter.", "", 0),
    ("It is the subject of the next chapter.", "", 0),
    ("How captains rehearsed and engineers were hired is told in the next chapter.", "", 0),
    ("", "前章では、外国の技師を招いて灯台を設けたことを述べた。", 1),
    ("", "次章では、外国の技師を招いて灯台を設けたことを述べる。", 0),
    ("", "次章では、夜間の入港を図上の演習によって確かめる。", 1),
]
TWO = "| 港 | 隻 |\n|---|---|\n| 北 | 3 |\n\n: {} {{#tbl-{}}}\n\n"
TABLE = "観点,78指針,97指針\n位置づけ,共同作戦計画の「研究」,共同作戦計画の「検討」\n"
WORDS = [
    ("97指針は共同作戦計画を「研究」する。", ["CON029"]),
    ("97指針は共同作戦計画を「検討」する。", []),
    ("78指針は共同作戦計画を「研究」し、97指針は港を「研究」する。", []),
    ("97指針は共同作戦計画を「港」とする。", []),
]


COLUMNS = "観点,78指針,97指針,15指針\n背景,冷戦の武力攻撃,武力攻撃と周辺事態,武力攻撃とグローバル\n"
OF_97 = "97指針は周辺事態を柱とする。"
OF_COLUMNS = [
    (OF_97 + "「15指針」が周辺事態を列挙した。", ["CON029"]),
    (OF_97 + "冷戦が終わり、15指針は周辺事態を列挙した。", ["CON029"]),
    (OF_97 + "「97指針」が周辺事態を列挙した。", []),
    (OF_97 + "15指針は武力攻撃を列挙した。", []),  # which all have
    (OF_97 + "15指針は周辺事態より広い。", []),
    (OF_97 + "15指針は97指針の周辺事態を列挙した。", []),
    (OF_97 + "15指針は周辺事態を削った。15指針が周辺事態を列挙した。", []),  # said twice
    ("15指針は周辺事態を列挙した。", []),  # the text does not say it of the other
]


def passages_of(text):
    draft = draft_of(text)
    (chapter,) = draft.chapters
    prose = prose_of(chapter.blocks, draft.positions, beside=True, printed=True)
    return draft, [passage_of(prose)]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_what_is_said_of_a_target(text, found):
    draft, passages = passages_of(f"# 港 {{#sec-a}}\n\n{text}\n\n# 四つの提案 {{#sec-b}}\n\n本文。")
    targets = {each.ident: each for each in index_of(draft.chapters, draft.positions).targets}
    findings = check_targets_in_words(passages, targets, {draft.chapters[0].path: 0})
    assert [finding.rule.id for finding in findings] == found


@pytest.mark.parametrize(("text", "found"), TOLD)
def test_what_is_said_to_have_been_told_in_a_section(text, found):
    draft, passages = passages_of(SECTIONS % text)
    targets = {each.ident: each for each in index_of(draft.chapters, draft.positions).targets}
    sections = Sections(passages, targets)
    findings = [each for passage in passages for each in check_told_in_sections(passage, sections)]
    assert [finding.rule.id for finding in findings] == found
    assert speaks_of_sections(passages[0]) == ("見た" in text or "述べた" in text or "saw" in text)


@pytest.mark.parametrize(("english", "japanese", "found"), NEIGHBOURS)
def test_what_the_chapter_before_tells_and_the_one_behind(english, japanese, found):
    draft, passages = passages_of(BETWEEN.format(english, japanese))
    targets = {each.ident: each for each in index_of(draft.chapters, draft.positions).targets}
    sections = Sections(passages, targets)
    findings = list(check_told_in_neighbours(passages[0], sections))
    assert [each.rule.id for each in findings] == ["CON038"] * found
    assert speaks_of_sections(passages[0])


def test_chapters_without_ids_may_be_of_any_level():
    text = BETWEEN.format(NEIGHBOURS[0][0], "").replace(" {#sec-2}", "")
    draft, passages = passages_of(text)
    found = index_of(draft.chapters, draft.positions).targets
    sections = Sections(passages, {each.ident: each for each in found if each.ident})
    assert list(check_told_in_neighbours(passages[0], sections)) == []


@pytest.mark.parametrize(("text", "found"), CAPTIONS)
def test_what_another_table_is_called(text, found):
    tables = TWO.format("輸出入の内訳（単位：千トン）", "a") + TWO.format("入港の推移", "b")
    draft, passages = passages_of(f"{text}\n\n{tables}")
    targets = {each.ident: each for each in index_of(draft.chapters, draft.positions).targets}
    findings = check_targets_in_words(passages, targets, {draft.chapters[0].path: 0})
    assert [finding.rule.id for finding in findings] == found


@pytest.mark.parametrize(("text", "found"), OF_COLUMNS)
def test_words_that_another_column_alone_has(text, found):
    _, passages = passages_of(text)
    datasets = datasets_of({"figures/data/three.csv": COLUMNS})[0]
    findings = [*check_told_of_columns(passages, datasets)]
    assert [finding.rule.id for finding in findings] == found


@pytest.mark.parametrize(("text", "found"), WORDS)
def test_words_that_a_table_has_otherwise(text, found):
    _, passages = passages_of(text)
    datasets = datasets_of({"figures/data/verbs.csv": TABLE})[0]
    assert [finding.rule.id for finding in check_table_words(passages, datasets)] == found
