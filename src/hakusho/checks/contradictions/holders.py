"""CON040: a sentence dates what somebody did in an office that was another's then.

村山総理大臣 in April 1996. ``holders.tsv`` lists who held the commonest offices, and when; who held
one twice has two rows. Looked at are sentences whose nearest date lies outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.passages import Passage

_LIST = Path(__file__).with_name("holders.tsv")
_NOT_YET = re.compile(
    r"(?:元|前|故|次期|のちの|後の|当選した|候補の)\Z"
    r"|\b(?:former|later|future|late|then|ex-?|next|incoming) (?:U\.S\. |US )?\Z",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"以来|振り返|回顧|当時|就任|生まれ|かつて|選挙|回想|まで|から|以降|後に|より後|"
    r"\b(?:since|until|later|elected|born|recall|remember|memoir|century|following|after)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Term:
    """Some time that somebody held an office."""

    office: str
    names: str
    since: date
    until: date


@cache
def _terms() -> tuple[_Term, ...]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and line[0] != "#")
    return tuple(
        _Term(office, names, date.fromisoformat(since), date.fromisoformat(until or "9999-12-31"))
        for office, names, since, until in rows
    )


@cache
def _named() -> re.Pattern[str]:
    """What names anybody of the list in an office."""
    by_office: dict[str, set[str]] = {}
    for each in _terms():
        by_office.setdefault(each.office, set()).update(each.names.split("|"))
    japanese, english = [], []
    for office, names in by_office.items():
        choice = "|".join(sorted(names, key=len, reverse=True))
        if office[0].isascii():
            english.append(rf"{office} (?:{choice})\b")
        else:
            japanese.append(rf"(?:{choice})(?:{office})(?!府|官邸|候補|補佐|選)")
    before = rf"(?<![{KANJI}{KATAKANA}・])"
    return re.compile(rf"{before}(?:{'|'.join(japanese)})|\b(?:{'|'.join(english)})")


def check_holders(passage: Passage) -> Iterator[Finding]:
    """CON040 in a passage."""
    for match in _named().finditer(passage.own):
        start, end = passage.sentence(match.start())
        if _NOT_YET.search(passage.own, max(0, match.start() - 16), match.start()):
            continue
        dates = [each for each in passage.dates if start <= each.start < end and each.day]
        if not dates or _NO_EVENT.search(passage.own, start, end):
            continue
        held = [each for each in _terms() if _is_of(each, match[0])]
        before = [each for each in dates if each.start < match.start()]
        day = before[-1] if before else dates[0]
        inside = any(day.first <= term.until and term.since <= day.last for term in held)
        if not inside and passage.is_typed(match.start()):
            message, hint = "{who} was in office {when}, and the sentence is of {day}", ""
            when = ", ".join(f"{each.since.year}–{each.until.year % 9999 or ''}" for each in held)
            said = passage.text[day.start : day.end].strip()
            name = match[0].rfind(" ") + 1  # behind the office, in English
            place = passage.place(match.start() + name)
            yield Finding.of("CON040", place, message, hint, match[0], when, said)


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
