"""TXT011, TXT012 and TXT019: one word that a document writes in several ways.

Which way is right no rule says; only where one is usual the others are found. Katakana words are
alike that differ in ー or ・ alone, words of kanji that differ in one that sounds the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.prose.usual_ways import Use, UsualWay
from hakusho.checks.prose.word_lists import WordList, rows_of
from hakusho.findings import Finding, also
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.source.prose import Prose

_MESSAGE = "{written} is written; this text writes {usual} elsewhere"
SPELLINGS = UsualWay("TXT011", _MESSAGE, "Write a word in one way.", least=4, times=4)
SET_FORMS = replace(SPELLINGS, least=2, times=2)
_LISTS = MappingProxyType({"spellings.tsv": SPELLINGS, "set_forms.tsv": SET_FORMS})
"""In how clear a way each list of words is written."""
_KATAKANA_WORD = re.compile(rf"[{KATAKANA}]+(?:・[{KATAKANA}]+)*")
_IGNORED = str.maketrans("", "", "ー・")
_SHORTEST = 4
_ALIKE = str.maketrans("ヴヂヅィェォァゥ", "ブジズイエオアウ")
_LONG_E = re.compile("(?<=[エケセテネヘメレゲゼデベペ])[イー]")
"""グレイ and グレー, but プレス is not プレイス."""
_KANJI_WORD = re.compile(rf"[{KANJI}]{{4,}}")
_USUAL = 3


def uses_of_spelling(proses: Sequence[Prose]) -> Iterator[Use]:
    """The words of a document that its chapters write in several ways (TXT011)."""
    for prose in map(own_words, proses):
        for (group, way), match in _ways().found_in(prose.text):
            yield Use(group, way, match[0], prose, match.start())


def measures_of_spelling() -> MappingProxyType[str, UsualWay]:
    """When a way of writing a word is usual, for each word of the list."""
    return MappingProxyType({group: _LISTS[group.partition(" ")[0]] for group, _ in _words()})


@cache
def _ways() -> WordList[tuple[str, str]]:
    ways = [(group, way) for group, row in _words() for way in row]
    return WordList(ways, [way for _, way in ways])


def _words() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words of both lists, each with the name of its group."""
    for name in _LISTS:
        yield from ((f"{name} {number}", row) for number, row in enumerate(rows_of(name)))


def katakana_words(prose: Prose) -> tuple[tuple[str, int], ...]:
    """The words in katakana of a text, each with where it begins."""
    text = own_words(prose).text
    return tuple((match[0], match.start()) for match in _KATAKANA_WORD.finditer(text))


def check_katakana(proses: Sequence[Prose]) -> Iterator[Finding]:
    """TXT012 for the rarer of two ways to write a word in katakana."""
    by_sound: dict[str, dict[str, list[tuple[Prose, int]]]] = {}
    for prose in proses:
        for word, index in katakana_words(prose):
            sound = _LONG_E.sub("エ", word.translate(_ALIKE)).translate(_IGNORED)
            if len(sound) >= _SHORTEST - 1:
                by_sound.setdefault(sound, {}).setdefault(word, []).append((prose, index))
    for ways in by_sound.values():
        if len(ways) > 1:
            yield from _rare_katakana(ways)


def _rare_katakana(ways: dict[str, list[tuple[Prose, int]]]) -> Iterator[Finding]:
    usual = max(ways, key=lambda way: len(ways[way]))
    first, at = ways[usual][0]
    for way, uses in ways.items():
        clear = len(ways[usual]) >= max(2 * len(uses), 2)
        if way == usual or not clear or len(way.translate(_IGNORED)) < _SHORTEST - 1:
            continue
        prose, index = uses[0]
        related = also(first.place(at), "as it is written elsewhere")
        where = prose.place(index)
        hint = "Write a word in one way."
        yield Finding.of("TXT012", where, _MESSAGE, hint, way, usual, related=related)


@cache
def _sounds() -> MappingProxyType[str, frozenset[str]]:
    """The readings of each kanji that has some."""
    sounds: dict[str, set[str]] = {}
    for (row,) in rows_of("homophones.txt"):
        reading, _, letters = row.partition(" ")
        for letter in letters:
            sounds.setdefault(letter, set()).add(reading)
    return MappingProxyType({letter: frozenset(each) for letter, each in sounds.items()})


def check_kanji_words(proses: Sequence[Prose]) -> Iterator[Finding]:
    """TXT019 for a word that stands once and is a usual one but for a kanji that sounds alike."""
    places: dict[str, tuple[Prose, int]] = {}
    counts: Counter[str] = Counter()
    for prose in proses:
        for match in _KANJI_WORD.finditer(own_words(prose).text):
            counts[match[0]] += 1
            places.setdefault(match[0], (prose, match.start()))
    usual: dict[tuple[int, str], list[str]] = {}
    for word, count in counts.items():
        if count >= _USUAL:
            for at in range(len(word)):
                usual.setdefault((at, word[:at] + word[at + 1 :]), []).append(word)
    lone = [word for word, count in counts.items() if count == 1] if usual else []
    whole = "\n".join(own_words(prose).text for prose in proses) if lone else ""
    for word in lone:
        found = [
            other
            for at in range(len(word))
            for other in _like(word, at, usual)
            if not _is_of_the_text(word, at, whole)
        ]
        if found:
            best = max(found, key=counts.__getitem__)
            prose, index = places[word]
            first, begin = places[best]
            message = "{word} stands here alone; elsewhere it is {usual}, which sounds the same"
            related = also(first.place(begin), "as it is written elsewhere")
            where, hint = prose.place(index), "Write {usual}, if that is meant."
            yield Finding.of("TXT019", where, message, hint, word, best, related=related)


def _is_of_the_text(word: str, at: int, whole: str) -> bool:
    """Whether a text has a letter of a word beside the same one elsewhere: 国際 of 国際市場."""
    pairs = {word[max(at - 1, 0) : at + 1], word[at : at + 2]}
    return any(len(pair) > 1 and whole.count(pair) > _USUAL for pair in pairs)


def _like(word: str, at: int, usual: dict[tuple[int, str], list[str]]) -> Iterator[str]:
    for other in usual.get((at, word[:at] + word[at + 1 :]), ()):
        if sound_alike(word[at], other[at]):
            yield other


def sound_alike(one: str, other: str) -> bool:
    """Whether two kanji have a Sino-Japanese reading in common."""
    none: frozenset[str] = frozenset()
    return bool(_sounds().get(one, none) & _sounds().get(other, none))


@cache
def alike_in_sound(letter: str) -> frozenset[str]:
    """The kanji that have a Sino-Japanese reading of one."""
    none: frozenset[str] = frozenset()
    alike = (_letters_by_sound()[each] for each in _sounds().get(letter, none))
    return frozenset("".join(alike)) - {letter}


@cache
def _letters_by_sound() -> Mapping[str, str]:
    """The kanji of each reading."""
    rows = (row.partition(" ") for (row,) in rows_of("homophones.txt"))
    found: dict[str, str] = defaultdict(str)
    for reading, _, letters in rows:
        found[reading] += letters
    return found
