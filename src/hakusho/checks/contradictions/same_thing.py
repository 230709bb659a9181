"""CON009: one thing that is counted in two places, with another number in each.

三つの提案 in the text and 四つの提案 in the abstract, 三度作られた and 二度作られた, six of those
ten days after nine days. A number that is smaller may count a part, so it must be said of the very
same words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hakusho.findings import Finding, also
from hakusho.source.prose import OPAQUE
from hakusho.tools.keeping import recall
from hakusho.values.letters import KANJI, KATAKANA
from hakusho.values.numerals import ENGLISH_NUMBERS, NUMBER_WORDS, japanese_number, number_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.checks.contradictions.passages import Passage

Where = Literal["front", "report", "brief"]
"""Values of report.yaml and front matters; chapters; what briefs say themselves."""

_NUMBER = (
    r"(?P<number>[二三四五六七八九][十]?|十[一二三四五六七八九]?|[2-9２-９]|[1-9１-９][0-9０-９])"
)
_FREE = r"(?<![第数何一二三四五六七八九十百0-9０-９.．,，－―〜～・の])"
_NOUN = rf"「[^」\n]{{2,30}}」|[{KANJI}{KATAKANA}]{{2,12}}"
_COUNTED = re.compile(
    rf"{_FREE}{_NUMBER}(?P<unit>つ|個|点|本|層|種類|段階|か国|ヵ国|人)の(?P<what>{_NOUN})"
)
_COUNTED_IN_TITLE = re.compile(_COUNTED.pattern.replace("〜～・の]", "〜～・]", 1))
"""In a title what belongs to something is all that does: 協力の二つの問題."""
_TOLD = re.compile(
    rf"{_FREE}{_NUMBER}(?P<unit>度|回|年)(?P<what>(?:近い|余りの|に一度の)[{KANJI}{KATAKANA}]{{2}}|[{KANJI}](?:られ|され|われ|かれ|した|った))"
)
_ENGLISH = re.compile(
    rf"\b(?P<number>{NUMBER_WORDS}) (?P<what>(?:[A-Za-z]+ )?[A-Za-z]{{4,}}s)\b",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(rf"\bof (?:those|these) (?P<number>{NUMBER_WORDS}) (?P<what>[a-z]+s)\b")
_GENERIC = frozenset(
    "centuries decades years months weeks days hours minutes seconds times "  # noqa: SIM905  words
    "others things ways people parts sides kinds cases "
    "types points reasons examples options steps questions lines words places features".split()
)
_A_PART = re.compile(
    r"(?:その後の|残る|残りの|後の|前の|この|これら|これらの|その|次の|他の|ほかの|うち|最初の|最後の|もう|"
    r"別の|新たな|当初の|主な|いずれか|上記|以下の|以上の|前者の|後者の)\Z"
    r"|\b(?:other|next|last|first|remaining|these|those|another|of|only|its|least|more|further|"
    r"main|later|final) \Z",
    re.IGNORECASE,
)
_THIS = re.compile(
    rf"(?:この|これらの|こうした|残された|以上の){_NUMBER}(?P<unit>つ|個|点|種類|段階)の(?P<what>[{KANJI}{KATAKANA}]{{2,8}})"
)
"""What speaks of the things that the sentence before has counted, or told as two."""
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SAME_PARAGRAPH = 400
_NEAR = 200
"""Farther away a text may count other things that it calls the same: 二つの変数, 三つの変数."""


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of things, as one place counts them."""

    number: int
    exact: bool  # whether the words beside it are so particular that they count one thing alone
    japanese: bool  # whether it is written so: English nouns count many things
    partial: bool  # whether it may be said of some of them
    start: int
    end: int


def check_same_things(
    passages: Sequence[tuple[Where, Passage]],
) -> Iterator[Finding]:
    """CON009 for a number that is not that of other places, or not the one that it repeats."""
    counted: dict[str, list[tuple[Where, Passage, _Count]]] = defaultdict(list)
    for where, passage in passages:
        for key, count in _counts_in(passage, is_title=where == "front"):
            at = "front" if passage.is_heading(count.start) else where
            counted[key].append((at, passage, count))
        yield from _repeated_wrongly(passage)
        yield from _taken_up_wrongly(passage)
    for places in counted.values():
        if len({count.number for _, _, count in places}) > 1:
            yield from _at_odds(places)


def _counts_in(passage: Passage, *, is_title: bool) -> Sequence[tuple[str, _Count]]:
    key = (__name__, passage.text, passage.own, is_title)
    counted = _COUNTED_IN_TITLE if is_title else _COUNTED
    return recall(key, lambda: tuple(_read(passage.text, passage.own, counted)))


def _read(text: str, own: str, counted: re.Pattern[str]) -> Iterator[tuple[str, _Count]]:
    for pattern, exact in ((counted, False), (_TOLD, True), (_ENGLISH, False)):
        for match in pattern.finditer(text):
            written, what = match["number"].lower(), match["what"]
            number = number_in_words(written)
            key = what.lower().split()[-1] if pattern is _ENGLISH else match["unit"] + what
            if key in _GENERIC or own[match.start()] == OPAQUE:
                continue
            before = text[max(0, match.start() - 12) : match.start()]
            partial = bool(_A_PART.search(before))
            exactly, japanese = exact or what[0] == "「", pattern is not _ENGLISH
            yield key, _Count(number, exactly, japanese, partial, *match.span())


def _at_odds(places: Sequence[tuple[Where, Passage, _Count]]) -> Iterator[Finding]:
    """Each place that stands alone with its number against the others."""
    numbers = Counter(count.number for _, _, count in places)
    common, most = numbers.most_common(1)[0]
    many = len(numbers) > 2  # noqa: PLR2004  what is counted in three ways is no one thing
    for where, passage, count in places:
        if count.number == common or count.partial or numbers[count.number] > 1:
            continue
        others = [each for each in places if each[2].number == common]
        vague = where == "report" and not count.exact
        if vague and (many or not _is_near(passage, count, others)):
            continue
        if not _outweighs(where, count, most, [each[0] for each in others], common):
            continue
        _, other, there = others[0]
        message = "'{here}' here, and '{there}' elsewhere"
        hint = "One of the two numbers is wrong, or one of them counts something else: say so."
        given = (passage.text[count.start : count.end], other.text[there.start : there.end])
        related = also(other.place(there.start), "the other number")
        place = passage.place(count.start)
        yield Finding.of("CON009", place, message, hint, *given, related=related)


def _is_near(
    passage: Passage, count: _Count, others: Sequence[tuple[Where, Passage, _Count]]
) -> bool:
    """Whether the other number stands near, or where a paper says what it is about."""
    return any(
        where == "front" or (there is passage and abs(each.start - count.start) <= _NEAR)
        for where, there, each in others
    )


def _outweighs(
    where: Where, count: _Count, most: int, others: Sequence[Where], common: int
) -> bool:
    """Whether the places with the other number are enough to say that this one is wrong."""
    if count.exact:
        return most > 1 or where != others[0]
    if where == "report":
        enough = count.japanese and most > 2  # noqa: PLR2004
        return count.number > common and (enough or "front" in others)
    return most > 1 or "front" in (where, *others)


def _repeated_wrongly(passage: Passage) -> Iterator[Finding]:
    """Six of those ten days, after nine days."""
    for match in _OF_THOSE.finditer(passage.own):
        noun = match["what"]
        start = max(0, match.start() - _SAME_PARAGRAPH)
        text = passage.own[start : match.start()]
        paragraph = text.rpartition("\n")[2]
        pattern = rf"\b(?:{'|'.join((*ENGLISH_NUMBERS, *_TENS))}) {re.escape(noun)}\b"
        said = re.findall(pattern, paragraph)
        # Eight graphs, and the other seven: each of those seven graphs.
        if said and not re.search(rf"\b{match['number']}\b", paragraph):
            message = "'{here}' here, and '{there}' before"
            place = passage.place(match.start())
            first = start + text.index(said[-1])
            given, related = (match[0], said[-1]), also(passage.place(first), "the other number")
            yield Finding.of("CON009", place, message, "", *given, related=related)


def _taken_up_wrongly(passage: Passage) -> Iterator[Finding]:
    """この二つの課題 behind 三つの課題, 残された三つの限界 behind 前者の限界 and 後者の限界."""
    for match in _THIS.finditer(passage.own):
        start, _ = passage.sentence(match.start())
        first = max(passage.sentence(max(start - 1, 0))[0], start - _SAME_PARAGRAPH)
        before = passage.own[first:start]
        if not start or before.endswith("\n"):
            continue
        number, what = japanese_number(match["number"]), match["what"]
        counted = re.search(rf"{_FREE}{_NUMBER}{match['unit']}の{re.escape(what)}", before)
        told = re.search(rf"前者の{re.escape(what)}.*後者の{re.escape(what)}", before)
        said = japanese_number(counted["number"]) if counted else 2
        there = counted or told
        if there and said != number:
            message = "'{here}' here, and '{there}' before"
            place, related = (
                passage.place(match.start()),
                also(passage.place(first + there.start()), "the other number"),
            )
            given = (match[0], there[0])
            yield Finding.of("CON009", place, message, "", *given, related=related)
