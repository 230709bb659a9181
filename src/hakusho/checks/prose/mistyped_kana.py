"""TXT062: hiragana that were typed twice or in the wrong order.

Three hiragana that no text has together, where two of them exchanged, one of two left out, or one
with its mark or without make what all texts have: 判断るすほか, 論じでいる. One that stands twice
where no text has it so: 挙げるここと.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.prose.repetitions import PARTICLES
from hakusho.checks.prose.word_lists import rows_of, word_list
from hakusho.findings import Finding
from hakusho.values.letters import HIRAGANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.source.prose import Prose

_RUN = re.compile(rf"(?<![{HIRAGANA}])[{HIRAGANA}]{{3,40}}(?![{HIRAGANA}])")
_SPOKEN = re.compile("て[たてる]|とか|ちゃ|じゃ|^きき[らりるれろっ]")
"""Kana as they are spoken, which the texts that were counted do not have: 書いてたら, 書ききる."""
_WORDS_WITH_TWO = re.compile(
    "(?=ささ[えげやい]|かか[えげ]|つつ[むまみ]|たた[えかきくけず]|くく[らりるっ]|すす[むめまみ]|ととの|そそ[ぐいの]|のの[しり]|ほほ)"
)
"""Where words begin that are rarely written in hiragana."""
_MARKED = (
    *zip(
        "かきくけこさしすせそたちつてとはひふへほ",
        "がぎぐげござじずぜぞだぢづでどばびぶべぼ",
        strict=True,
    ),
    *zip("はひふへほばびぶべぼ", "ぱぴぷぺぽぱぴぷぺぽ", strict=True),
    *zip("つやゆよ", "っゃゅょ", strict=True),
)
"""Letters that differ in a mark, or in size."""


def check_kana(prose: Prose) -> Iterator[Finding]:
    """TXT062 for hiragana of a text that were mistyped."""
    text = own_words(prose).text
    for match in _RUN.finditer(text):
        run = match[0]
        if _SPOKEN.search(run):
            continue
        found = [*_twice(run)]
        if not found and not _is_made(run, 1):
            found = [(at, each) for at, each in _slips(run) if _is_made(f"^{each}$", 0)]
            found = found or [*_marked(run)]
        if len(found) == 1 and not _is_told(text, *match.span()) and _is_whole(prose, match):
            (at, right) = found[0]
            message = "{written} stands in no text; {right} does"
            where, hint = prose.place(match.start() + at), "Write {right}, if that is meant."
            yield Finding.of("TXT062", where, message, hint, run, right)


def _is_whole(prose: Prose, run: re.Match[str]) -> bool:
    """Whether the letters stand together in the source: an empty expression may part them."""
    first, last = prose.place(run.start()), prose.place(run.end() - 1)
    return first.line != last.line or last.column - first.column == len(run[0]) - 1


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether what stands there is told otherwise: by the list of slips, or as two particles."""
    line = text.rfind("\n", 0, start) + 1
    words = text[line : end + 8]
    slips = (match for _, match in word_list("grammar.tsv").found_in(words))
    found = chain(PARTICLES.finditer(words), slips)
    return any(match.start() + line < end and match.end() + line > start for match in found)


def _twice(run: str) -> Iterator[tuple[int, str]]:
    """What a run is without a letter that stands twice where it does so in no text, and where."""
    known = {match.start() for match in _WORDS_WITH_TWO.finditer(run)}
    bounded = f"^{run}$"
    for at in range(1, len(bounded) - 2):
        before, letter, behind = bounded[at - 1], bounded[at], bounded[at + 2]
        if letter != bounded[at + 1] or letter in {before, behind} or at - 1 in known:
            continue
        if (before, letter) == ("^", "て"):
            continue  # 当てて, 慌てて
        if behind not in _doubles().get((letter, before), "") and _stands(
            before + letter + behind, 0
        ):
            yield at - 1, run[: at - 1] + run[at:]


def _slips(word: str) -> Iterator[tuple[int, str]]:
    """What a word is with two letters exchanged, or one with another mark, and where."""
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield at, word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _marked(run: str) -> Iterator[tuple[int, str]]:
    """What a run is with another mark on a letter behind its first, and where."""
    for at in range(1, len(run)):
        around = range(max(at - 2, 0), min(at, len(run) - 3) + 1)
        if all(_stands(run[each : each + 3], 1) for each in around) or run[at : at + 2] == "ごと":
            continue
        for other in _other_marks().get(run[at], ""):
            right = run[:at] + other + run[at + 1 :]
            common = all(_stands(right[each : each + 3], 0) for each in around)
            if common and _is_made(f"^{right}$", 1):
                yield at, right


@cache
def _other_marks() -> MappingProxyType[str, str]:
    """By a letter those that differ from it in a mark, or in size."""
    found: dict[str, str] = {}
    for one, other in _MARKED:
        found[one] = found.get(one, "") + other
        found[other] = found.get(other, "") + one
    return MappingProxyType(found)


@cache
def _doubles() -> MappingProxyType[tuple[str, str], str]:
    """By a letter and the one before it: those behind it where it stands twice."""
    rows = rows_of("doubled_kana.txt")
    return MappingProxyType(
        {(letter, each[0]): each[1:] for letter, found in rows for each in found.split()}
    )


@cache
def _triples() -> MappingProxyType[str, tuple[str, str]]:
    """By two hiragana the third ones that are common behind them, and all that there are."""
    rows = rows_of("kana_triples.txt")
    return MappingProxyType({two: (common, common + rest) for two, common, rest in rows})


def _stands(triple: str, which: int) -> bool:
    row = _triples().get(triple[:2])
    return row is not None and triple[2] in row[which]


def _is_made(run: str, which: int) -> bool:
    """Whether a run is made of three that stand together: commonly (0), or at all (1)."""
    return all(_stands(run[at : at + 3], which) for at in range(len(run) - 2))
