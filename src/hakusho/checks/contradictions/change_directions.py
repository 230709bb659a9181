"""CON008: what is said to rise and falls by its two numbers, or the other way round.

*Rose from 2,310 to 1,846*; 2,310隻から2,846隻に減少. Ranks rise to smaller numbers, a currency to
fewer of its units, and what is below zero may do either: of these nothing is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.data.written_numbers import BEGINS, NUMBER, value_of
from hakusho.findings import Finding
from hakusho.source.prose import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hakusho.checks.contradictions.passages import Passage

_UP = (
    r"(?:rose|rises?|risen|rising|gr[eo]w|grown|growing|increas(?:ed|es|ing)|climb(?:ed|ing)|"
    r"jump(?:ed|ing)|surged|soared|expanded|raised|raising|went up|gone up)"
)
_DOWN = (
    r"(?:fell|falls?|fallen|falling|declin(?:ed|es|ing)|decreas(?:ed|es|ing)|dropp(?:ed|ing)|"
    r"shrank|shrunk|shrinking|slumped|plunged|plummeted|sank|slid|lowered|lowering|reduced|"
    r"reducing|cut|went down|gone down)"
)
_A_RISE = r"(?:rise|increase|gain|jump|growth)"
_A_FALL = r"(?:fall|decline|decrease|drop|reduction)"
_HOW = r"(?: [a-z]+ly| further| again| back)?"
_SOME = r"(?:(?:about|around|some|nearly|almost|just|only|over|roughly) )?(?:US|A)?[$€£¥]?"
_IN_YEAR = rf"(?:,? ?{OPAQUE})*(?:,? (?:in|by|at the end of) (?:[A-Z][a-z]+ )?(?:1[89]|20)\d\d)?"


def _number(name: str) -> str:
    """A number in English, with its unit and year, as groups of a name."""
    unit = rf"(?P<unit_{name}>[ \u00a0]?[%％]|(?: (?!to\b)[a-z]+){{0,3}}?)"
    return rf"{_SOME}(?P<{name}>{NUMBER})(?!\d|,\d|\.\d|st\b|nd\b|rd\b|th\b){unit}{_IN_YEAR}"


_FROM_TO = rf"from {_number('first')} to {_number('second')}"
_ALONE = re.compile(rf"\b{_FROM_TO}")
_NOUN = rf",? an?(?: [a-z-]+)? (?:(?P<up>{_A_RISE})|(?P<down>{_A_FALL}))\b"
_SINCE = r"(?:(?P<up>up|rising)|(?P<down>down|falling)) from"
_AGAINST = r"(?:against|compared (?:with|to))"
_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_HOW} {_FROM_TO}\b",
        rf"\b{_FROM_TO}{_NOUN}",
        rf"(?<=[ \n(]){_number('second')},? {_SINCE} {_number('first')}(?! to )\b",
        rf"(?<=[ \n(]){_number('second')},? {_AGAINST} {_number('first')}{_NOUN}",
    )
)
_YEAR = r"(?:(?:[0-9０-９]{4}|(?:平成|令和|昭和)\S{1,2})年度?末?(?:に|の|には|は)?)?"
_JAPANESE = re.compile(
    rf"{BEGINS}(?<![第0-9０-９.,，．△▲−–-])(?P<first>{NUMBER})(?P<unit_first>[%％]|[^\W0-9０-９_]{{0,4}}?)から、?"
    rf"{_YEAR}(?:約|およそ|わずか)?"
    rf"(?P<second>{NUMBER})(?P<unit_second>[^\W0-9０-９_]{{0,4}}?|[%％])"
    r"(?:程度|前後|余り)?(?:への|へと|へ|にまで|に|まで)、?"
    rf"(?:約?{NUMBER}(?:[%％]|割)|大幅に|大きく|急速に|徐々に|やや|さらに|わずかに|年々)*"
    r"(?:(?P<up>急?増加|急増|微増|増え|増やし|伸び|上昇|拡大|引き?上げ|倍増)"
    r"|(?P<down>減少|急減|微減|減り|減っ|減らし|低下|下落|縮小|引き?下げ|半減|落ち込))"
    r"(?!さ?[せれ]?(?:ず|な[いかけ]|ませ))"
)
_WORD = re.compile(r" ?([a-z]+|[%％])")
_NO_UNITS = frozenset(
    "a against an and at before by compared down for from in of on or over since the to up "  # noqa: SIM905  words
    "with".split()
)
_NO_AMOUNTS = re.compile(r"[年月日時分位番級等部号条章次期代]|世紀|回目|か国目")
_OF_A_PERIOD = re.compile(r"1[5-9]\d\d|20\d\d")
_TURNED = re.compile(
    r"円[高安]|為替|レート|相場|[1１]ドル|厳し|厳格|\b(?:exchange|yen|dollars?|currency|rank|place)\b"
)
"""Where less is more: of currencies, ranks, limits."""


def from_and_to(sentence: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers of *from 40 ships to 30*; ``None`` where there is no such thing, or two."""
    found = [*_ALONE.finditer(sentence)]
    if len(found) != 1:
        return None
    units = [_unit(found[0], name) for name in ("first", "second")]
    first, second = value_of(found[0]["first"]), value_of(found[0]["second"])
    if (all(units) and units[0] != units[1]) or not first or not second or _are_years(found[0]):
        return None
    return first, second


def check_change_directions(passage: Passage) -> Iterator[Finding]:
    """CON008 for the changes of a passage of which both numbers stand in one sentence."""
    for pattern in (*_ENGLISH, _JAPANESE):
        for match in pattern.finditer(passage.own):
            yield from _change(passage, match)


def _change(passage: Passage, match: re.Match[str]) -> Iterator[Finding]:
    first, second = value_of(match["first"]), value_of(match["second"])
    which = "up" if match["up"] else "down"
    ends = ("first", "second", which)
    if first is None or second is None or not any(passage.is_typed(match.start(n)) for n in ends):
        return
    start, end = passage.sentence(match.start())
    units = [_unit(match, name) for name in ("first", "second")]
    unlike = (all(units) and units[0] != units[1]) or _are_years(match)
    if unlike or any(map(_NO_AMOUNTS.match, units)) or _TURNED.search(passage.own, start, end):
        return
    if first != second and (first < second) is not (which == "up"):
        message = "'{words}' does not fit {first} and {second}"
        given = (match[which], f"{first:,}", f"{second:,}")
        yield Finding.of("CON008", passage.place(match.start(which)), message, "", *given)


def _are_years(match: re.Match[str]) -> bool:
    """Whether the two numbers name a period: fell from 2011 to 2015."""
    names = ("first", "second")
    return all(_OF_A_PERIOD.fullmatch(match[name]) and not _unit(match, name) for name in names)


def _unit(match: re.Match[str], name: str) -> str:
    """The unit behind a number, in English the first word of it; empty without one."""
    unit = match[f"unit_{name}"].strip()
    behind = _WORD.match(match.string, match.end(name))
    first = (unit or (behind[1] if behind else "")).split(" ")[0]
    return "" if first in _NO_UNITS else first
