"""CIT040: names that are read otherwise than they are meant.

BibTeX divides a list at each ``and`` outside braces and a name at its commas; whoever typed ``・``,
``et al.`` or a ministry with an ``and`` in its name gets another author than the one on the title
page.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hakusho.checks.bibliography.bodies import is_western_body
from hakusho.checks.bibliography.japanese_names import japanese_fault
from hakusho.checks.bibliography.printed_values import NAME_FIELDS, own, place_in
from hakusho.citations.latex import plain
from hakusho.citations.names import is_braced, split_names
from hakusho.findings import Finding, Text, say
from hakusho.values.letters import KATAKANA, has_japanese, has_kanji

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit

_EDGE = re.compile(r"^and\s|\sand$|\sand\s+and\s|^and$")
_OTHERS = re.compile(
    r"(?:[,、，]?\s*\b(?:et\.?\s*al(?:\.|ii|ia)?)|[,、，\s]*(?:ほか|他|(?:ほか|他|外)\s*\d+\s*[名人]))$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:,\s*|\s+|\()(?:eds?\.|trans\.|editors?|translators?|edited by|\([Ee]ds?\.?\)|"
    r"\([Tt]rans\.?\))\)?$"
)
_SUFFIX = re.compile(
    r"(?:jr|sr|jun|sen|junior|senior|[ivx]{1,4}|\d(?:st|nd|rd|th)|esq|ph\.?d|m\.?d|m\.?p)\.?",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?:[,;、，；]|[。．])$|(?<![A-Z])[A-Z]?[a-z]{4,}\.$")
_FIRM = re.compile(r"\b(?:Assoc|Bros|Univ|Dept|Govt|Natl|Intl)\.$")
_AFFILIATION = re.compile(r"\s*\(([^()]+)\)$")
_DIGIT = re.compile(r"[\d*†‡§¹²³]")
_CAPITALS = re.compile(r"[A-Z]{3,}(?:[- '’][A-Z]{2,})*")
_KANA_NAME = re.compile(rf"[{KATAKANA}]+[,、，\s]+[{KATAKANA}]+")  # ・ would make it a foreigner's
_LATIN_NAME = re.compile(r"[A-Za-zĀ-ž'’-]+(?:,\s*|\s+)[A-Za-zĀ-ž'’. -]+")
_GIVEN = re.compile(r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?")
_AND_OR_BRACES = say(
    "Write and between two names: Smith, John and Jones, Mary; put a firm's name in double braces."
)


class Fault(NamedTuple):
    """What is wrong with a name or a list of names."""

    message: Text
    hint: Text
    at: str = ""  # the part of the value to point at


def check_names(audit: Audit) -> Iterator[Finding]:
    """Check the form of every name.

    Yields:
        CIT040, at most one for a name.
    """
    for work in audit.works:
        for field in NAME_FIELDS:
            value = own(work, field)
            if not value:
                continue
            for fault in _faults(value):
                offset = max(value.find(fault.at), 0) if fault.at else 0
                values = (field, fault.message)
                place, message = place_in(work, field, offset), "{field}: {problem}"
                yield work.entry.finding("CIT040", place, message, fault.hint, *values)


def _faults(value: str) -> Iterator[Fault]:
    edge = _EDGE.search(value)
    if edge:
        hint = say("Write one and between two names, none at the ends.")
        yield Fault(say("an and joins nothing"), hint, edge[0])
        return
    singles = split_names(value)
    spelled = _one_in_three_scripts(singles)
    if spelled:
        yield spelled
        return
    whole = _divided_body(value, singles)
    if whole:
        yield whole
        return
    for place, single in enumerate(singles):
        fault = _fault(single, last=place == len(singles) - 1)
        if fault:
            yield fault._replace(at=fault.at or single)


def _one_in_three_scripts(singles: list[str]) -> Fault | None:
    """An author in kanji, again in kana and again in Latin letters, as CiNii Research exports."""
    for at in range(len(singles) - 2):
        kanji, kana, latin = (plain(single) for single in singles[at : at + 3])
        in_scripts = (
            has_kanji(kanji) and _KANA_NAME.fullmatch(kana) and _LATIN_NAME.fullmatch(latin)
        )
        if in_scripts:
            message = say(
                "{kanji}, {kana} and {latin} are read as three authors", kanji, kana, latin
            )
            hint = say("Keep one: author = {{{kanji}}}, yomi = {{{kana}}}.", kanji, kana)
            return Fault(message, hint, singles[at])
    return None


def _divided_body(value: str, singles: list[str]) -> Fault | None:
    """A body's name without braces that holds an ``and``: BibTeX reads it as two authors."""
    for first, second in pairwise(singles):
        if "{" in first + second or "," in first + second:
            continue
        short = len(second.split()) <= 2 and second != "others" and not second.isupper()  # noqa: PLR2004
        whole = f"{first} and {second}"
        if short and is_western_body(first) and " of " in first and whole in value:
            hint = say("Put a body's name in double braces: {{{{{whole}}}}}.", whole)
            return Fault(say("{whole} is read as two authors", whole), hint, whole)
    return None


def _fault(single: str, *, last: bool) -> Fault | None:
    text = plain(single)
    braced = is_braced(single)
    others = _OTHERS.search(text)
    if others and (others.start() or last) and not (braced and others[0] == "他"):
        message = say("{others} is read as a part of a name", others[0].strip(" ,、，"))
        return Fault(message, say("Write “and others” after the last name."), "")
    if has_japanese(text):
        found = japanese_fault(text, braced=braced)
        return Fault(*found) if found else None
    if braced:
        return None
    return _western_fault(single, text)


def _western_fault(single: str, text: str) -> Fault | None:
    return (
        _role(text)
        or _several(single, text)
        or _body(text)
        or _mark(text)
        or _capitals(single, text)
    )


def _role(text: str) -> Fault | None:
    role = _ROLE.search(text)
    if not role:
        return None
    word = role[0].strip(" ,()")
    hint = say("Leave it out; editors stand in editor, translators in translator.")
    return Fault(say("{word} in {text} is read as a part of the name", word, text), hint)


def _body(text: str) -> Fault | None:
    """A body where a person is expected, or as a person's affiliation."""
    affiliation = _AFFILIATION.search(text)
    if affiliation and is_western_body(affiliation[1]):
        name = text[: affiliation.start()]
        return Fault(say("an affiliation stands in the name {name}", name), say("Leave it out."))
    if is_western_body(text) and " " in text:
        hint = say("Put a body's name in double braces: {{{{{text}}}}}.", text)
        return Fault(say("{text} is a body, but is read as a person's name", text), hint)
    return None


def _mark(text: str) -> Fault | None:
    if _DIGIT.search(text):
        hint = say("Leave digits and note marks out, or put a body's name in double braces.")
        return Fault(say("a digit or a note mark stands in the name {text}", text), hint)
    if _STOP.search(text) and not _FIRM.search(text):
        return Fault(say("{text} ends in “{mark}”", text, text[-1]), say("Leave it out."))
    return None


def _several(single: str, text: str) -> Fault | None:
    """Several names in one."""
    hint = say("Write and between two names: Smith, John and Jones, Mary.")
    for mark in (";", " & ", " / "):
        if mark in text:
            message = say("{text} is read as one name: “{mark}” divides none", text, mark.strip())
            return Fault(message, _AND_OR_BRACES)
    parts = [part.strip() for part in single.split(",")] if "{" not in single else []
    if not parts or not parts[-1]:
        return None
    if len(parts) > 3:  # noqa: PLR2004  von Last, Jr, First
        return Fault(say("{text} is read as one name: commas divide none", text), hint)
    if len(parts) == 3 and not _SUFFIX.fullmatch(parts[1]):  # noqa: PLR2004
        family, given, suffix = parts
        if _SUFFIX.fullmatch(suffix):
            message = say("{text} is read with the given name {suffix}", text, suffix)
            return Fault(message, say("Write {family}, {suffix}, {given}.", family, suffix, given))
        return Fault(say("{text} is read as one name: commas divide none", text), hint)
    return None


def _capitals(single: str, text: str) -> Fault | None:
    family, comma, given = (part.strip() for part in text.partition(","))
    hint = say("Write the family name as in a sentence; the style sets capitals.")
    if comma:
        if _CAPITALS.fullmatch(family) and given:
            return Fault(say("the family name of {text} is in capitals", text), hint)
        return None
    words = text.split()
    if len(words) == 2 and "{" not in single:  # noqa: PLR2004
        first, second = words
        if _CAPITALS.fullmatch(first) and _GIVEN.fullmatch(second):
            swapped = f"{first.capitalize()}, {second}"
            advice = say("Write {swapped}; put a body's name in double braces.", swapped)
            return Fault(say("{text} is read with the family name {name}", text, second), advice)
        if _GIVEN.fullmatch(first) and _CAPITALS.fullmatch(second) and len(second) > 4:  # noqa: PLR2004
            return Fault(say("the family name of {text} is in capitals", text), hint)
    return None
