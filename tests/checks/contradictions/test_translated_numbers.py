"""Numbers of translations, against their originals."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions.passages import passage_of
from hakusho.checks.contradictions.translated_citations import check_translated_citations
from hakusho.checks.contradictions.translated_claims import (
    check_translated_abbreviations,
    check_translated_claims,
    check_translated_opposites,
)
from hakusho.checks.contradictions.translated_numbers import (
    check_translated_numbers,
    check_translated_rates,
    translated_in,
)
from hakusho.source.prose import prose_of
from written import draft_of

CASES = [
    ("港は三つの層から成る。", "The harbour has three tiers.", []),
    ("港は三つの層から成る。", "The harbour has four tiers.", ["four"]),
    ("二十年近い間隔がある。", "An interval of nearly thirty years.", ["thirty"]),
    ("二十年近い間隔がある。", "An interval of nearly twenty years, one by one.", []),
    ("日米の双方が決める。", "The two sides decide.", []),
    ("港が決める。", "The two sides decide.", ["two"]),
    ("78指針の前には", "Before 1978 there was none.", []),
    ("78指針の前には", "Before 1987 there was none.", ["1987"]),
    ("1,550発である。", "There are 1,550, of an F-35 and the 2nd, 1.5 each.", []),
    ("年に一、二回開く[^a]。\n\n[^a]: 五人が集まる。", "Five meet twice a year.", []),
    ("港は千五百である。", "There are 1,500.", []),
]


RATES = [
    ("年に一、二回、開かれる。", "It meets once or twice a year.", []),
    ("年に三、四回、開かれる。", "It meets once or twice a year.", ["once or twice a year"]),
    ("年に一、二回、開かれる。", "It meets once or twice a month.", ["once or twice a month"]),
    ("毎週3回開く。", "It meets three times a week.", []),
    ("年に一回開く。", "It meets.", []),
    ("年に一回、月に二回開く。", "It meets twice a week.", []),
]
CLAIMS = [
    ("研究は政府を拘束せず、急がない。", "A study binds a government.", ["binds"]),
    ("研究は政府を拘束せず、急がない。", "A study does not bind a government.", []),
    ("研究は政府を拘束する。", "A study does not bind a government.", ["bind"]),
    ("研究は政府を拘束する。", "A study does not only bind a government.", []),
    ("位置は定まっていなかった。", "The place was settled.", ["settled"]),
    ("位置は定まっていなければならない。", "The place was settled.", []),
    ("位置は定まっていない。規則は定まった。", "The place was settled.", []),
    ("港は古い。", "The place was settled.", []),
    ("研究は配備されていない。", "It has deployed none there.", []),
    ("ACMは定まっていない。BPMの規則は定まった。", "The ACM was settled.", ["settled"]),
    ("ACMは定まっていない。BPMの規則は定まった。", "The ACM was not settled; the BPM was.", []),
    ("ACMは定まっていない。BPMの規則は定まった。", "The BPM was settled.", []),
    ("日本は船を保有しない。", "Japan has some ships.", ["has"]),
    ("日本は船を保有しない。", "Japan has no ships.", []),
]
OPPOSITES = [
    ("輸出は増加した。", "Exports decreased.", ["decreased"]),
    ("輸出は増加した。", "Exports increased.", []),
    ("輸出は増加した。", "Imports increased.", ["Imports"]),
    ("輸出入は増加した。", "Imports increased.", []),
    ("安定した同盟である。", "The alliance is not unstable.", []),
    ("海上自衛隊が参加した。", "The GSDF took part.", ["GSDF"]),
    ("78指針以前に計画はなかった。", "After 1978 there had been none.", ["After "]),
    ("78指針以前に計画はなかった。", "Before 1978 there had been none.", []),
    ("輸出は増加し、輸入は減少した。", "Exports increased and imports decreased.", []),
]


def translated_of(original, translation):
    text, _, notes = original.partition("\n\n")
    draft = draft_of(
        f"# 港 {{#sec-a}}\n\n{text}\n\n"
        f'::: {{.translation lang="en" of="sec-a"}}\n{translation}\n:::\n\n{notes}\n'
    )
    (chapter,) = draft.chapters
    passage = passage_of(prose_of(chapter.blocks, draft.positions, printed=True))
    return translated_in(draft, {chapter.path: passage})


@pytest.mark.parametrize(("original", "translation", "found"), CASES)
def test_numbers_of_a_translation(original, translation, found):
    (translated,) = translated_of(original, translation)
    findings = list(check_translated_numbers(translated))
    assert [finding.message.split("says ")[1].split(",")[0] for finding in findings] == found
    assert {finding.rule.id for finding in findings} <= {"CON020"}


@pytest.mark.parametrize(("original", "translation", "found"), RATES)
def test_numbers_of_a_translation_how_often(original, translation, found):
    (translated,) = translated_of(original, translation)
    findings = list(check_translated_rates(translated))
    assert [finding.message.split("says ")[1].split(",")[0] for finding in findings] == found
    assert {finding.rule.id for finding in findings} <= {"CON020"}


@pytest.mark.parametrize(("original", "translation", "found"), CLAIMS)
def test_what_a_translation_affirms(original, translation, found):
    (translated,) = translated_of(original, translation)
    findings = list(check_translated_claims(translated))
    assert [str(finding.message).split("'")[3] for finding in findings] == found
    assert {finding.rule.id for finding in findings} <= {"CON026"}


@pytest.mark.parametrize(("original", "translation", "found"), OPPOSITES)
def test_opposites_in_a_translation(original, translation, found):
    (translated,) = translated_of(original, translation)
    findings = list(check_translated_opposites(translated))
    assert [str(finding.message).split("'")[3] for finding in findings] == found
    assert {finding.rule.id for finding in findings} <= {"CON026"}


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("The JC meets twice a year; the ACM does not.", ["JC", "EDD"]),
        ("The EDD meets twice a year; the ACM does not.", []),
        ("The JC and the EDD meet twice a year; the ACM does not.", []),  # nothing is lost
        ("The NPT is met twice a year by the ACM.", []),  # the paper does not tell what it is
        ("The SCC meets twice a year with the ACM.", []),  # the original spells it out
    ],
)
def test_abbreviations_of_a_translation(translation, found):
    original = "EDDは年に二度、ACMはそれより少なく開かれる。EDDには日米安全保障協議委員会も出る。"
    elsewhere = "# 場 {#sec-b}\n\n日米合同委員会（JC）と日米安全保障協議委員会（SCC）がある。"
    (translated,) = translated_of(f"{original}\n\n{elsewhere}", translation)
    findings = list(check_translated_abbreviations(translated))
    assert [str(each.message).split("'")[n] for each in findings for n in (3, 5)] == found
    assert {each.rule.id for each in findings} <= {"CON026"}


@pytest.mark.parametrize(
    ("original", "translation", "found"),
    [
        ("計画は遅れた[@kurita, 8頁]。", "The plan is late [@kurita, 18頁].", ["18 of kurita"]),
        ("計画は遅れた[@kurita, 8頁]。", "The plan is late [@kurita, p. 8].", []),
        ("計画は遅れた[@kurita]。", "The plan is late [@kurita, p. 8].", []),
        ("遅れた[@kurita, 8頁]。", "It is late [@kurita, p. 8; @kurita, p. 9].", []),
        ("遅れた[@kurita, 8-9頁]。", "It is late [@kurita, pp. 8-19].", ["8-19 of kurita"]),
        ("遅れた[@kito, 8頁]。", "It is late [@kurita, p. 8].", ["8 of kurita"]),
        ("遅れた[@kito, 8頁; @kurita]。", "It is late [@kurita, p. 8].", []),
        ("遅れた[@kito, 7頁]。", "It is late [@kurita, p. 8].", []),
        ("遅れた[@kito, 8頁]。", "It is late [@kurita, p. 8; @kito, p. 8].", []),
    ],
)
def test_pages_of_a_translation(original, translation, found):
    (translated,) = translated_of(original, translation)
    findings = list(check_translated_citations(translated))
    assert [str(each.message).removeprefix("page ").split(" in ")[0] for each in findings] == found


@pytest.mark.parametrize(("words", "found"), [("二つの協定国", []), ("三つの協定国", ["三"])])
def test_a_caption_and_its_translation(words, found):
    draft = draft_of(
        "# A {#sec-a}\n\n![Readiness, here and of two partners](a.png){#fig-a}\n\n"
        f'::: {{.translation lang="ja" of="fig-a"}}\n備え――{words}\n:::\n'
    )
    (chapter,) = draft.chapters
    passage = passage_of(prose_of(chapter.blocks, draft.positions, printed=True))
    (translated,) = translated_in(draft, {chapter.path: passage})
    findings = check_translated_numbers(translated)
    assert [str(each.message).split("says ")[1].split(",")[0] for each in findings] == found
