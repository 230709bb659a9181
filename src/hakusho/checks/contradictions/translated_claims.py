"""CON026: a translation says that something is, and its original that it is not.

Held against one another are words of the two languages that say the same (``claims.tsv``), where
all that one text says with such a word is denied, and nothing that the other does; and words that
exclude one another (``opposites.tsv``): a decrease where the original knows an increase alone.
So are abbreviations: the JC, where the original tells of the EDD, and of the JC elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.denials import is_denied
from hakusho.checks.contradictions.opposites import Language, opposites_in
from hakusho.checks.contradictions.row_names import COUNTRY, country_of
from hakusho.checks.shipped_lists import rows_in
from hakusho.findings import Finding, also

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.checks.contradictions.translated_numbers import Translated

    _Said = list[tuple[re.Match[str], bool]]

_LIST = Path(__file__).with_name("claims.tsv")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]+(?![A-Za-z])")
_ABBREVIATION = re.compile(r"(?<![A-Za-z0-9.-])[A-Z]{2,6}(?![A-Za-z0-9.-])")
_SPELT_OUT = r"[一-龥ァ-ヶー・]{{0,40}}?(?P<long>[一-龥ァ-ヶー・]{{4,6}})[（(](?:以下)?{}[）)、]"
"""How a text in Japanese introduces an abbreviation, with the end of what it stands for."""
_MOST = 3
"""A word that is said more often says several things."""


@cache
def _claims() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(rf"\b(?:{english})", re.IGNORECASE), re.compile(japanese))
        for english, japanese in rows_in(_LIST)
    )


def check_translated_claims(translated: Translated) -> Iterator[Finding]:
    """CON026 for each word of the list that only one of the two texts denies."""
    for english, japanese in _claims():
        # Japanese words are found many times faster than English ones in any case.
        said: _Said = []
        meant: _Said = []
        if translated.language == "en":
            if meant := _said(translated.original, japanese, translated.is_original):
                said = _said(translated.passage, english, translated.translates)
        elif said := _said(translated.passage, japanese, translated.translates):
            meant = _said(translated.original, english, translated.is_original)
        if said and meant:
            found = next(_at_odds(translated, said, meant), None)
            if found is not None:
                yield found


def _at_odds(translated: Translated, said: _Said, meant: _Said) -> Iterator[Finding]:
    """A word of a translation that its original denies, or of the one sentence that tells it."""
    denied, right = {each for _, each in said}, {each for _, each in meant}
    few = max(len(said), len(meant)) <= _MOST
    if few and len(denied) == len(right) == 1 and denied != right:
        yield _otherwise(translated, said[0], meant[0])
    if few and len(denied) > len(right):
        known = {name for each in meant for name in _anchors(translated.original, each[0])}
        near = [len(_anchors(translated.passage, each[0]) & known) for each in said]
        best = said[near.index(max(near))]
        if near.count(max(near)) == 1 and best[1] not in right:
            yield _otherwise(translated, best, meant[0])
    if len(right) > 1:
        there = [(each, _anchors(translated.original, each[0])) for each in meant]
        for each in said:
            here = _anchors(translated.passage, each[0])
            alike = {True: 0, False: 0}
            for other, anchors in there:
                alike[other[1]] = max(alike[other[1]], len(here & anchors))
            if alike[not each[1]] > alike[each[1]]:
                other = next(o for o, _ in there if o[1] != each[1])
                yield _otherwise(translated, each, other)


def _otherwise(
    translated: Translated,
    said: tuple[re.Match[str], bool],
    meant: tuple[re.Match[str], bool],
) -> Finding:
    match, is_said_denied = said
    message = "the translation of '{of}' affirms '{word}', and the original denies it"
    if is_said_denied:
        message = "the translation of '{of}' denies '{word}', and the original affirms it"
    where = translated.passage.place(match.start())
    related = also(translated.original.place(meant[0].start()), "the original")
    return Finding.of("CON026", where, message, "", translated.of, match[0], related=related)


def _anchors(passage: Passage, match: re.Match[str]) -> frozenset[str]:
    """What the sentence around a word has in any language: numbers, capitals, works, countries."""
    start, end = passage.sentence(match.start())
    found = {str(each.value) for each in passage.numbers if start <= each.start < end}
    found |= {each[0] for each in _CAPITALS.finditer(passage.text, start, end)}
    found |= {country_of(each[0]) for each in COUNTRY.finditer(passage.text, start, end)}
    for index, element in passage.elements.items():
        if start <= index < end and element["t"] == "Cite":
            found |= {each["citationId"] for each in element["c"][0]}
    return frozenset(found)


def check_translated_opposites(translated: Translated) -> Iterator[Finding]:
    """CON026 for a word that the original has not, beside another of its group that it has."""
    languages: tuple[Language, Language] = ("en", "ja")
    here, there = languages if translated.language == "en" else languages[::-1]
    said = defaultdict(list)
    for at, text in translated.texts():
        for each in opposites_in(text, here):
            said[each.group].append((each.side, at + each.match.start(), each.match[0]))
    if not said:
        return
    meant = defaultdict(list)
    for at, text in translated.originals():
        for each in opposites_in(text, there):
            if each.group in said:
                meant[each.group].append((each.side, at + each.match.start(), each.match[0]))
    for group, words in said.items():
        sides, right = {each[0] for each in words}, {each[0] for each in meant[group]}
        lost = [each for each in meant[group] if each[0] not in sides]
        wrong = [each for each in words if each[0] not in right]
        if len(wrong) == 1 and lost and translated.passage.is_typed(wrong[0][1]):
            _, at, word = wrong[0]
            message = "the translation of '{of}' says '{word}', and the original '{there}'"
            related = also(translated.original.place(lost[0][1]), "the original")
            given = (translated.of, word, lost[0][2])
            where = translated.passage.place(at)
            yield Finding.of("CON026", where, message, "", *given, related=related)


def check_translated_abbreviations(translated: Translated) -> Iterator[Finding]:
    """CON026 for an abbreviation that the original does not tell, where one of its own is lost."""
    if translated.language != "en":
        return
    said = _abbreviations(translated.passage, translated.translates)
    meant = _abbreviations(translated.original, translated.is_original)
    lost = [each for each in meant if each not in said]
    wrong = [each for each in said if each not in meant]
    if len(wrong) != 1 or not lost or not translated.passage.is_typed(said[wrong[0]]):
        return
    (word,) = wrong
    whole = translated.original.text
    spelt = re.search(_SPELT_OUT.format(word), whole)
    elsewhere = _abbreviations(translated.original, lambda at: not translated.translates(at))
    if word not in elsewhere or spelt is None:
        return
    told = re.finditer(re.escape(spelt["long"]), whole)
    if any(translated.is_original(each.start()) for each in told):
        return
    there = max(lost, key=lambda each: sum(each in text for _, text in translated.originals()))
    message = "the translation of '{of}' says '{word}', and the original '{there}'"
    related = also(translated.original.place(meant[there]), "the original")
    given = (translated.of, word, there)
    where = translated.passage.place(said[word])
    yield Finding.of("CON026", where, message, "", *given, related=related)


def _abbreviations(passage: Passage, holds: Callable[[int], bool]) -> dict[str, int]:
    """The abbreviations in a stretch, each with where it stands first."""
    found: dict[str, int] = {}
    for match in _ABBREVIATION.finditer(passage.own):
        if match[0] not in found and holds(match.start()):
            found[match[0]] = match.start()
    return found


def _said(passage: Passage, pattern: re.Pattern[str], holds: Callable[[int], bool]) -> _Said:
    """Where a stretch says a word, and whether it denies it."""
    text = passage.own
    found = [match for match in pattern.finditer(text) if holds(match.start())]
    return [(match, is_denied(text, match)) for match in found]
