"""TXT063: a word in katakana or kanji that stands once, and is another one but for a slip.

Two letters have changed places (ネッワトーク, 通共戦略目標), one stands twice, or one is lost
(共同戦計画). Held against all that the paper says: its text and briefs, the labels of its data and
figures, its terms, the titles of its bibliography.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.prose.unknown_words import is_word_of_two, letters_left
from hakusho.findings import Finding, Subject, also
from hakusho.findings.places import places_of
from hakusho.manuscript.by_chapter import in_prose
from hakusho.values.letters import KANJI, KATAKANA, VARIATION_SELECTORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hakusho.findings import Location
    from hakusho.source.prose import Prose

_WORD = re.compile(
    rf"(?<![{KATAKANA}])[{KATAKANA}]{{4,20}}(?![{KATAKANA}])"
    rf"|(?<![{KANJI}々{VARIATION_SELECTORS}])[{KANJI}]{{3,10}}(?![{KANJI}々{VARIATION_SELECTORS}])"
)
_IS_KANJI = re.compile(f"[{KANJI}]")
_SHORTEST_LONG = 4
_LEFT_OUT = frozenset(
    "ー・国人者性的化会間内外上下中大小高低長短新旧前後正副主準総次官省庁県州市区町村一二三四五六七八九十百千万億第各"
    "日米韓朝露英仏独豪印加台比越欧東西南北両同等"
)
"""What a word may lack and be another one: 防衛大臣 of 防衛副大臣, 日韓首脳 of 日米韓首脳."""
_IN_ANY_ORDER = frozenset("日米韓中朝露英仏独豪印加台比越欧東西南北左右上下前後大小男女父母兄弟")
"""Of two of these either may stand first."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of some text of a paper, each with where it begins."""

    found: tuple[tuple[str, int], ...]
    place: Callable[[int], Location]


def check_mistyped_words(
    proses: Iterable[Prose],
    labels: Mapping[str, str],
    titles: Iterable[tuple[str, Location]] = (),
) -> Iterator[Finding]:
    """TXT063 for what a paper says, all of it.

    Args:
        proses: Its chapters and briefs.
        labels: What :func:`~hakusho.checks.prose.unknown_words.labels_in` has of its files.
        titles: Those of its bibliography, with their places.
    """
    texts = [
        *(_Words(in_prose(_own_words_in, each), each.place) for each in proses),
        *(_Words((*_words_in(text),), places_of(path, text).at) for path, text in labels.items()),
        *(_Words((*_words_in(title),), partial(_same, where)) for title, where in titles),
    ]
    counts: Counter[str] = Counter()
    places: dict[str, tuple[_Words, int]] = {}
    for text in texts:
        for word, index in text.found:
            counts[word] += 1
            places.setdefault(word, (text, index))
    longer = _without_a_letter(counts)
    order = {word: number for number, word in enumerate(counts)}
    for word in [each for each, count in counts.items() if count == 1]:
        meant = {
            *_exchanged(word, counts, order),
            *_doubled(word, counts),
            *_lost(word, longer, counts),
        }
        if meant:
            right = max(sorted(meant), key=counts.__getitem__)
            text, index = places[word]
            first, begin = places[right]
            message = "{word} stands here alone; elsewhere it is {usual}"
            where, hint = text.place(index), "Write {usual}, if that is meant."
            related = also(first.place(begin), "as it is written elsewhere")
            about = (Subject("word", word),)  # NAM003 and TXT061 may know of it
            given = ("TXT063", where, message, hint, word, right)
            yield Finding.of(*given, related=related, because=about)


def _same(where: Location, _: int) -> Location:
    return where


def _own_words_in(prose: Prose) -> Iterator[tuple[str, int]]:
    yield from _words_in(own_words(prose).text)


def _words_in(text: str) -> Iterator[tuple[str, int]]:
    return ((match[0], match.start()) for match in _WORD.finditer(text))


def _exchanged(word: str, counts: Mapping[str, int], order: Mapping[str, int]) -> Iterator[str]:
    """The words of the paper that a word is with two letters exchanged.

    Of two that stand once each, the earlier one in katakana; the one of kanji that reads better.
    """
    for at in range(len(word) - 1):
        two = word[at : at + 2]
        other = word[:at] + two[::-1] + word[at + 2 :]
        if other == word or not counts[other] or _IN_ANY_ORDER.issuperset(two):
            continue
        if not _IS_KANJI.match(word):
            if counts[other] > 1 or order[other] < order[word]:
                yield other
        elif not is_word_of_two(two):
            better = letters_left(word) - letters_left(other)
            if better > 0 or (better == 0 and counts[other] > 1 and len(word) >= _SHORTEST_LONG):
                yield other


def _doubled(word: str, counts: Mapping[str, int]) -> Iterator[str]:
    """The words of the paper that a word is without one of two letters that are alike."""
    for at in range(1, len(word)):
        other = word[:at] + word[at + 1 :]
        if word[at] == word[at - 1] and counts[other] > 1:
            yield other


def _without_a_letter(words: Iterable[str]) -> dict[str, list[str]]:
    """The words of a paper, by what they are when a letter in their midst is lost."""
    found: dict[str, list[str]] = {}
    for word in words:
        for at in range(1, len(word) - 1):
            if (
                word[at] not in _LEFT_OUT
                and word[at] != word[at - 1]
                and len(word) > _SHORTEST_LONG
            ):
                found.setdefault(word[:at] + word[at + 1 :], []).append(word)
    return found


def _lost(word: str, longer: dict[str, list[str]], counts: Mapping[str, int]) -> Iterator[str]:
    """The words of which one lacks a letter: they stand there twice, or read better."""
    for other in longer.get(word, ()):
        if counts[other] > 1 or (
            _IS_KANJI.match(word) and letters_left(other) < letters_left(word)
        ):
            yield other
