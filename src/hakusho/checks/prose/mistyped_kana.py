"""TXT062: hiragana that were typed twice or in the wrong order.

Three hiragana that no text has together, where two of them exchanged, or one of two left out, make
what all texts have: 判断るすほか.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.prose.word_lists import rows_of
from hakusho.findings import Finding
from hakusho.values.letters import HIRAGANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.source.prose import Prose

_RUN = re.compile(rf"(?<![{HIRAGANA}])[{HIRAGANA}]{{3,40}}(?![{HIRAGANA}])")
_TOLD_TWICE = "をはがにでの"
"""Particles of which two that stand together are told as such (TXT003, TXT016)."""
_SPOKEN = re.compile("て[たてる]|とか|ちゃ|じゃ|^きき[らりるれろっ]")
"""Kana as they are spoken, which the texts that were counted do not have: 書いてたら, 書ききる."""


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


def _slips(word: str) -> Iterator[tuple[int, str]]:
    """What a word is with two letters exchanged, or one of two alike left out, and where."""
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield at, word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        elif (at == 0 or word[at - 1] != word[at]) and word[at] not in _TOLD_TWICE:
            yield at, word[:at] + word[at + 1 :]


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
