"""CON096: what stands beside a printed value or date says another thing than its fact does.

The width of a corridor that is so many miles long; the day on which an Act came into force, on
which it was passed; the end of a year, of which the data say the beginning; what comes on top of
others, which it includes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding, also
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.data import Fact

_Print = tuple[int, int, str]

_FACT = re.compile(r"\bfact\(\s*[\"'](?P<id>[^\"']+)[\"']\s*\)\s*(?P<date>\.\s*date\b)?(?!\s*\.)")
_MEASURES = re.compile(
    r"(?P<width>\bwid(?:th|e)\b|幅)|(?P<length>\blength\b|長さ|全長|延長)|(?P<depth>\bdepth\b|深さ|水深)"
    r"|(?P<height>\bheight\b|高さ|標高)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\A,? ?(?:in )?(?:(?P<width>wide|width|broad)|(?P<length>long|length)|(?P<depth>deep|depth)"
    r"|(?P<height>high|tall|height))\b(?! (?:enough|term|time|before|after|ago))"
)
_STEPS = re.compile(
    r"(?P<passed>成立|可決|\b(?:enacted|passed)\b)|(?P<made>公布|\bpromulgated\b)"
    r"|(?P<force>施行|発効|\b(?:in(?:to)? force|t(?:ook|akes?) effect)\b)"
    r"|(?P<signed>署名|調印|\bsigned\b)|(?P<ended>廃止|失効|\b(?:repealed|expired)\b)"
)
"""The steps of a law or a treaty, each of which has a day of its own."""
_OF_YEAR = re.compile(
    r"\A(?:の|年)?(?:(?P<last>年末|末|終わり|暮れ)|(?P<first>年初|初め|初頭|はじめ))"
    r"(?=[、にのまかでは])"
)
_OF_YEAR_BEFORE = re.compile(
    r"\b(?:(?P<last>late in|(?:at|by) the end of)|(?P<first>early in|at the beginning of)) \Z",
    re.IGNORECASE,
)
_OF_YEAR_IN_DATA = re.compile(
    r"(?P<last>年末|\byear[- ]?end\b|\bend of the year\b)"
    r"|(?P<first>年初|年頭|\bbeginning of the year\b)"
)
_WITH = re.compile(r"含(?:む|め|み|ん)|込み|\b(?:includ(?:es|ed|ing)|inclusive)\b")
_WITHOUT = re.compile(
    r"(?:(?:これ|それ|この|その|上記|前者)(?:ら)?に加えて?|(?:これ|それ)とは別に)、?\Z"
    r"|\b(?:in addition to|besides|on top of) (?:this|these|that|those|them),? (?:it \w+ )?\Z",
    re.IGNORECASE,
)
"""What stands before a value that does not hold what the sentence has told of before."""
_BEFORE, _BEHIND = 40, 16


def check_told_of_prints(
    passage: Passage, calls: Sequence[_Print], facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    """CON096 for each fact that a paragraph prints with these calls."""
    for number, (start, end, call) in enumerate(calls):
        match = _FACT.search(call)
        fact = facts.get(match["id"]) if match else None
        if match is None or fact is None:
            continue
        first = max(calls[number - 1][1] if number else 0, passage.sentence(start)[0])
        last = calls[number + 1][0] if number + 1 < len(calls) else len(passage.text)
        before = passage.text[max(first, start - _BEFORE) : start]
        behind = passage.text[end : min(last, end + _BEHIND, passage.sentence(start)[1])]
        labels = " ".join(fact.labels.values())
        if match["date"]:
            odd = _date(before, behind, labels, fact)
        else:
            odd = _measure(behind, labels) or _added(before, f"{labels} {fact.row.get('note')}")
        if odd is not None:
            message = "'{fact}' is printed as of '{here}', and its data say '{there}'"
            hint = "Print the fact that is meant, or correct the words beside it."
            place, related = passage.place(start), also(fact.location, "the fact")
            yield Finding.of("CON096", place, message, hint, fact.id, *odd, related=related)


def _measure(behind: str, labels: str) -> tuple[str, str] | None:
    """Of which dimension a value is said to be, and of which it is."""
    said, own = _MEASURED.match(behind), [*_MEASURES.finditer(labels)]
    if said and len({each.lastgroup for each in own}) == 1 and said.lastgroup != own[0].lastgroup:
        return said[0].strip(" ,"), own[0][0]
    return None


def _added(before: str, told: str) -> tuple[str, str] | None:
    """What a value is said to come on top of, and that by its data it includes it."""
    said, own = _WITHOUT.search(before), _WITH.search(told)
    return (said[0].strip("、, "), own[0]) if said and own else None


def _date(before: str, behind: str, labels: str, fact: Fact) -> tuple[str, str] | None:
    """What is said to have happened on a day, or when in a year, and what the data say."""
    clause = re.split("[、。]", behind)[0] if not before.isascii() or not behind.isascii() else ""
    said = [*_STEPS.finditer(clause or before.rpartition(",")[2])]
    own = [*_STEPS.finditer(labels)]
    kinds = {each.lastgroup for each in own}
    if said and len(kinds) == 1 and kinds.isdisjoint(each.lastgroup for each in said):
        return said[-1][0], own[0][0]
    part = _OF_YEAR.match(behind) or _OF_YEAR_BEFORE.search(before)
    if part is None or PartialDate.parse(fact.date).month:
        return None  # the end of a month
    told = _OF_YEAR_IN_DATA.search(f"{labels} {fact.row.get('note')}")
    return (part[0].strip("の "), told[0]) if told and told.lastgroup != part.lastgroup else None
