"""CON007: parts that a sentence tells behind their total, and that do not make it.

2,500人（男性1,300人、女性1,300人）; *30 ships: 12 from Aro, 10 from Bel and 9 from Cor*. What is
far from the total is no count of its parts; where *of which* or うち stands, some are told alone.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from hakusho.checks.data.written_numbers import BEGINS, NUMBER, value_of
from hakusho.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.passages import Passage

_JAPANESE = (
    r"[^0-9０-９（）()。、：:\n]{{1,16}}{number}(?P=unit)"
    r"(?:[、・][^0-9０-９（）()。、：:\n]{{1,16}}{number}(?P=unit)){{1,7}}"
)
_ENGLISH = (
    r"{number} [^0-9()\n.:;,]{{2,40}}(?:, {number} [^0-9()\n.:;,]{{2,40}}){{0,6}}"
    r",? and {number} [^0-9()\n.:;,]{{2,40}}"
)
_TOLD = (
    re.compile(
        rf"{BEGINS}(?<![\d.,第])(?P<total>{NUMBER})(?P<unit>[^\W\d_]{{1,3}})[（(]"
        rf"(?P<parts>{_JAPANESE.format(number=NUMBER)})[）)]"
    ),
    re.compile(
        rf"{BEGINS}(?<![\d.,第])(?P<total>{NUMBER})(?P<unit>[^\W\d_]{{1,3}})[^0-9０-９。\n]{{0,24}}"
        rf"。?(?:その)?内訳は、?(?P<parts>{_JAPANESE.format(number=NUMBER)})"
    ),
    re.compile(
        rf"{BEGINS}(?<![\d.,])(?P<total>{NUMBER}) (?:[a-z]+ ){{0,3}}[a-z]+(?:: | \()"
        rf"(?P<parts>{_ENGLISH.format(number=NUMBER)})(?=[.;)])"
    ),
)
_VOTES = r"{number} (?:[a-z]+ )?{how}"
_OF_CALENDAR = "年|月|日|時|分|号|条|番|位|章|節"
_OF_THEM = (
    re.compile(
        rf"{BEGINS}(?<![\d.,第])(?P<total>{NUMBER})(?P<unit>(?!{_OF_CALENDAR})[^\W\d_]{{1,3}})"
        r"(?:のうち|[（(、]うち)、?"
        rf"(?:[^0-9０-９（）()。、：:\n]{{1,16}})?(?P<parts>{NUMBER}(?P=unit)"
        rf"(?:が賛成[^0-9０-９。]{{0,4}}{NUMBER}(?P=unit)が反対(?:[^0-9０-９。]{{0,4}}{NUMBER}(?P=unit)が棄権)?)?)"
        r"(?!以上|を超|増|減|目)"
    ),
    re.compile(
        rf"{BEGINS}(?<![\d.,第])(?P<total>{NUMBER})(?P<unit>(?!{_OF_CALENDAR})[^\W\d_]{{1,3}})[（(]うち"
        rf"(?P<parts>(?:男[性子]?|女[性子]?)[^0-9０-９（）()。、\n]{{0,4}}{NUMBER}(?P=unit)"
        rf"[、・](?:男[性子]?|女[性子]?)[^0-9０-９（）()。、\n]{{0,4}}{NUMBER}(?P=unit))[）)]"
    ),
    re.compile(
        rf"\b[Oo]f (?:the |its |these )?(?P<total>{NUMBER}) [a-z]+(?: [a-z]+)?, (?P<parts>"
        rf"{_VOTES.format(number=NUMBER, how='(?:for|in favou?r)')}(?: of it)?,? (?:and )?"
        rf"{_VOTES.format(number=NUMBER, how='against')}"
        rf"(?:,? (?:and )?{_VOTES.format(number=NUMBER, how='')}(?:abstained|abstentions?))?)"
    ),
    re.compile(
        rf"{BEGINS}(?<![\d.,])(?!(?:19|20)\d\d )(?P<total>{NUMBER}) (?:[a-z]+ ){{1,4}}?"
        rf"\(?(?:of whom|of which|including) (?P<parts>{NUMBER})(?![\d.,]*\d| ?(?:per|%))"
        r"(?= (?:were|are|came|come|from|had|have|women|men)\b)"
    ),
)
"""What is told of some of a total: never more than that."""
_SOME = re.compile(
    r"うち|前年|前回|など|ほか|平均|最大|最多|中央値|[率％%]"
    r"|\b(?:of which|including|mostly|at most|average|mean|median|rate|per ?cent)\b"
)
"""What makes of parts some of them, or of a total a number that no parts add up to."""
_APART = tuple(
    re.compile(rf"{one}.*{other}|{other}.*{one}")
    for one, other in (
        ("男", "女"), ("賛成", "反対"), ("国内", "[国海]外"), ("日本人", "外国人"),
        ("与党", "野党"), ("前[期半]", "後[期半]"), ("上半期", "下半期"), ("東", "西"),
        ("南", "北"), (r"\bmen\b", r"\bwomen\b"), (r"\bmales?\b", r"\bfemales?\b"),
        (r"\bboys\b", r"\bgirls\b"),
        (r"\bfor\b", r"\bagainst\b"), (r"\bfrom\b", r"\bfrom\b"), (r"\bdomestic\b", r"\bforeign\b"),
    )
)  # fmt: skip
"""What two parts are that have nothing in common; others may: 100人（女性60人、学生50人）."""
_TWO = 2
_NUMBERS = re.compile(rf"(?<![\d.,])(?P<part>{NUMBER})(?!\d)")
_NEAR = Decimal("0.2")
"""So near to a total a sum is meant to be it."""


def check_told_parts(passage: Passage) -> Iterator[Finding]:
    """CON007 for the totals of a passage whose parts, or some of them, stand behind them."""
    yield from _more_than_all(passage)
    for pattern in _TOLD:
        for match in pattern.finditer(passage.own):
            total, parts, made = _counted(match)
            start, _ = passage.sentence(match.start())
            some = _SOME.search(passage.own, start, match.end())
            if total is None or None in parts or made == total or some:
                continue
            if len(parts) == _TWO and not any(each.search(match[0]) for each in _APART):
                continue
            ends = (match.start(), match.start("parts"))
            if abs(made - total) <= total * _NEAR and any(map(passage.is_typed, ends)):
                message = "{total} is told, and the {count} parts behind it make {sum}"
                given = (match["total"], len(parts), f"{made:,}")
                yield Finding.of("CON007", passage.place(match.start()), message, "", *given)


def _more_than_all(passage: Passage) -> Iterator[Finding]:
    """12 states, of which 7 vote for something and 6 against it."""
    for match in (each for pattern in _OF_THEM for each in pattern.finditer(passage.own)):
        total, parts, made = _counted(match)
        typed = any(map(passage.is_typed, (match.start(), match.start("parts"))))
        if typed and total is not None and None not in parts and made > total:
            message = "{sum} are told of {total}, more than there are"
            where, given = passage.place(match.start()), (f"{made:,}", match["total"])
            yield Finding.of("CON007", where, message, "", *given)


def _counted(match: re.Match[str]) -> tuple[Decimal | None, list[Decimal | None], Decimal]:
    """A total, its parts, and what these make."""
    parts = [value_of(each["part"]) for each in _NUMBERS.finditer(match["parts"])]
    made = sum((each for each in parts if each is not None), Decimal(0))
    return value_of(match["total"]), parts, made
