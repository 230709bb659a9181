"""CON040: a sentence dates what somebody did in an office that was another's then.

村山総理大臣 in April 1996. ``holders.tsv`` lists who held the commonest offices, and when; who held
one twice has two rows. Looked at are those alone who act in the clause to which a date leads: what
a later year says of somebody's policy, papers or funeral is true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.checks.shipped_lists import rows_in
from hakusho.findings import Finding
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.dates_in_text import WrittenDate
    from hakusho.checks.contradictions.passages import Passage

_LIST = Path(__file__).with_name("holders.tsv")
_NO_EVENT = re.compile(
    r"以来|振り返|回顧|当時|就任|生まれ|誕生|かつて|選挙|統領選|総裁選|当選|勝利|回想|まで|から|以降|後に|"
    r"より後|死去|逝去|亡くな|葬|"
    r"\b(?:since|until|later|elect|born|die[ds]|death|funeral|recall|remember|memoir|century|following|"
    r"after|campaign|candida|nomin|won\b|victory)",
    re.IGNORECASE,
)
_COUNTRY = rf"(?:日本|アメリカ|ロシア|[{KANJI}{KATAKANA}]{{1,5}}[国党])の"
_SEASON = "(?:春|夏|秋|冬|末|初頭)?"
_WHEN = (
    rf"(?:の{_SEASON}、?|{_SEASON}(?:に[はも]?)?、?[^はがをのたるれり、]{{0,12}}、?)(?:{_COUNTRY})?"
)
"""What stands between a date and who acts then: 1996年4月に東京で、…"""
_BEFORE_NAME = re.compile(r"(?:元|前|故|旧|次期|候補)\Z")
_OF_ANOTHER = re.compile(rf"の|[^、。]{{0,12}}(?:され|[たる][{KANJI}])")
"""Behind a date that is not of the deed: 佐藤首相は2010年に公開された文書で…"""
_TOLD = "伝え|告げ|述べ|命じ|渡し|求め|訴え|会っ|会い|指示|報告|要請|会談|説明"
"""What one does to another who is in office."""
_OF = re.compile(r"\bof \Z")
"""Before a date that is of a work: a study of 2010."""
_WORDS = r"[a-z]+(?: (?!that\b|which\b|who\b|what\b|[a-z]+ed\b)[a-z]+){0,6}"


@dataclass(frozen=True, slots=True)
class _Term:
    """Some time that somebody held an office."""

    office: str
    names: str
    since: date
    until: date


@cache
def _terms() -> tuple[_Term, ...]:
    return tuple(
        _Term(office, names, date.fromisoformat(since), date.fromisoformat(until or "9999-12-31"))
        for office, names, since, until in rows_in(_LIST)
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What names anybody of the list in an office, and what leads from a date to who acts.

    Attributes:
        named: A name with its office.
        acts: What is behind a name that is the subject of its clause, with others or alone, or to
            whom the subject of the clause before does something.
        leads: What stands between a date and such a name.
        acts_when: What stands between such a name and a date behind it.
    """

    named: re.Pattern[str]
    acts: re.Pattern[str]
    leads: re.Pattern[str]
    acts_when: re.Pattern[str]


@cache
def _patterns() -> tuple[_Patterns, _Patterns]:
    """In Japanese and in English."""
    by_office: dict[str, set[str]] = {}
    for each in _terms():
        by_office.setdefault(each.office, set()).update(each.names.split("|"))
    japanese, english = [], []
    for office, names in by_office.items():
        choice = "|".join(sorted(names, key=len, reverse=True))
        if office[0].isascii():
            english.append(rf"{office} (?:{choice})\b")
        else:
            japanese.append(rf"(?:{choice})(?:{office})")
    ja, en = f"(?:{'|'.join(japanese)})", f"(?:{'|'.join(english)})"
    clause = rf"(?:[はも]|が(?![^。、]*(?:[ただるい][{KANJI}{KATAKANA}]|[はもが])))"
    return (
        _Patterns(
            re.compile(rf"(?<![{KANJI}{KATAKANA}・]){ja}"),
            re.compile(rf"(?:[と・や]{ja})*ら?(?:{clause}|に(?:{_TOLD}))"),
            re.compile(
                rf"{_WHEN}(?:{ja}(?:[と・や]|[はが][^。はが]*[いしえけせてねべめりれっ]、))*"
            ),
            re.compile(rf"(?:[と・や]{ja})*ら?[はが]、?"),
        ),
        _Patterns(
            re.compile(rf"\b{en}"),
            re.compile(rf"(?: and {en})? (?!of\b|and\b|had\b)[a-z]"),
            re.compile(rf",? (?:the )?(?:U\.S\. |US |American )?(?:{en} and )?"),
            re.compile(rf"(?: and {en})? {_WORDS} (?:in|on) "),
        ),
    )


def check_holders(passage: Passage) -> Iterator[Finding]:
    """CON040 in a passage."""
    for patterns in _patterns():
        for match in patterns.named.finditer(passage.own):
            start, end = passage.sentence(match.start())
            day = _day_of(passage, patterns, match, start, end)
            if day is None or _NO_EVENT.search(passage.own, start, end):
                continue
            held = [each for each in _terms() if _is_of(each, match[0])]
            listed = [each.since for each in _terms() if each.office == held[0].office]
            inside = any(day.first <= each.until and each.since <= day.last for each in held)
            if inside or day.last < min(listed) or not passage.is_typed(match.start()):
                continue
            message, hint = "{who} was in office {when}, and the sentence is of {day}", ""
            when = ", ".join(f"{each.since.year}–{each.until.year % 9999 or ''}" for each in held)
            said = passage.text[day.start : day.end].strip()
            name = match[0].rfind(" ") + 1  # behind the office, in English
            place = passage.place(match.start() + name)
            yield Finding.of("CON040", place, message, hint, match[0], when, said)


def _day_of(
    passage: Passage, patterns: _Patterns, who: re.Match[str], start: int, end: int
) -> WrittenDate | None:
    """The date of what somebody does: the one behind that is told at once, or the one before."""
    text = passage.own
    dates = [each for each in passage.dates_from(start, end) if each.day]
    behind = next((each for each in dates if each.start >= who.end()), None)
    if behind and patterns.acts_when.fullmatch(text, who.end(), behind.start):
        first = not who[0].isascii() or not text[start : who.start()].strip()
        if first and not _OF_ANOTHER.match(text, behind.end):
            return behind
    before = [each for each in dates if each.end <= who.start()]
    if not before or not patterns.acts.match(text, who.end()):
        return None
    if _BEFORE_NAME.search(text, start, who.start()) or _OF.search(text, start, before[-1].start):
        return None
    return before[-1] if patterns.leads.fullmatch(text, before[-1].end, who.start()) else None


def _is_of(term: _Term, named: str) -> bool:
    return (
        re.fullmatch(
            f"{term.office} (?:{term.names})"
            if named.isascii()
            else f"(?:{term.names})(?:{term.office})",
            named,
        )
        is not None
    )
