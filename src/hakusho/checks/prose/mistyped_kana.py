"""TXT062 and TXT063: kana that were typed twice or in the wrong order.

Three hiragana that no text has together, where two of them exchanged, or one of two left out, make
what all texts have: 判断るすほか. A word in katakana that stands once, and is one that the document
has often but for such a slip: ネッワトーク.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.prose.spelling import katakana_words
from hakusho.checks.prose.word_lists import rows_of
from hakusho.findings import Finding, also
from hakusho.manuscript.by_chapter import in_prose
from hakusho.values.letters import HIRAGANA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.source.prose import Prose

_RUN = re.compile(rf"(?<![{HIRAGANA}])[{HIRAGANA}]{{3,40}}(?![{HIRAGANA}])")
_TOLD_TWICE = "をはがにでの"
"""Particles of which two that stand together are told as such (TXT003, TXT016)."""
_SPOKEN = re.compile("て[たてる]|とか|ちゃ|じゃ")
"""Kana as they are spoken, which the texts that were counted do not have: 書いてたら."""
_SHORTEST = 4
_USUAL = 3


def check_kana(prose: Prose) -> Iterator[Finding]:
    """TXT062 for hiragana of a text that were mistyped."""
    text = own_words(prose).text
    for match in _RUN.finditer(text):
        run = match[0]
        if all(_stands(run[at : at + 3], 1) for at in range(len(run) - 2)) or _SPOKEN.search(run):
            continue
        found = [(at, each) for at, each in _slips(run) if _is_common(f"^{each}$")]
        if len(found) == 1:
            (at, right) = found[0]
            message = "{written} stands in no text; {right} does"
            where, hint = prose.place(match.start() + at), "Write {right}, if that is meant."
            yield Finding.of("TXT062", where, message, hint, run, right)


def check_mistyped_katakana(proses: Sequence[Prose]) -> Iterator[Finding]:
    """TXT063 for a word in katakana that stands once in a document, and nearly often."""
    places: dict[str, tuple[Prose, int]] = {}
    counts: Counter[str] = Counter()
    for prose in proses:
        for word, index in in_prose(katakana_words, prose):
            counts[word] += 1
            places.setdefault(word, (prose, index))
    usual = {word for word, count in counts.items() if count >= _USUAL and len(word) >= _SHORTEST}
    for word in [word for word, count in counts.items() if count == 1 and usual]:
        near = {each for _, each in _slips(word)} | set(_too_short(word, usual))
        for right in sorted(near & usual)[:1]:
            prose, index = places[word]
            first, begin = places[right]
            message = "{word} stands here alone; elsewhere it is {usual}"
            where, hint = prose.place(index), "Write {usual}, if that is meant."
            related = also(first.place(begin), "as it is written elsewhere")
            yield Finding.of("TXT063", where, message, hint, word, right, related=related)


def _slips(word: str) -> Iterator[tuple[int, str]]:
    """What a word is with two letters exchanged, or one of two alike left out, and where."""
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield at, word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        elif (at == 0 or word[at - 1] != word[at]) and word[at] not in _TOLD_TWICE:
            yield at, word[:at] + word[at + 1 :]


def _too_short(word: str, usual: set[str]) -> Iterator[str]:
    """Usual words of which a word has lost a letter within."""
    for each in usual:
        if len(each) == len(word) + 1 > _SHORTEST and each[0] == word[0] and each[-1] == word[-1]:
            lost = (at for at in range(1, len(word)) if each[at] not in "ー・")
            if any(each[:at] + each[at + 1 :] == word for at in lost):
                yield each


@cache
def _triples() -> MappingProxyType[str, tuple[str, str]]:
    """By two hiragana the third ones that are common behind them, and all that there are."""
    rows = rows_of("kana_triples.txt")
    return MappingProxyType({two: (common, common + rest) for two, common, rest in rows})


def _stands(triple: str, which: int) -> bool:
    row = _triples().get(triple[:2])
    return row is not None and triple[2] in row[which]


def _is_common(run: str) -> bool:
    return all(_stands(run[at : at + 3], 0) for at in range(len(run) - 2))
