"""Where a witness departs from its exemplar: variants, as editors of texts call them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, TypeAlias

from hakusho.collation.bare_text import bare, has_the_same_letters, places_in, runs_back

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hakusho.collation.exemplar import Passage

Fault: TypeAlias = Literal["lost", "added", "changed", "moved", "twice"]

_CHUNK = re.compile("[^。、．，,.;:!?\ufdd3]*[。、．，,.;:!?\ufdd3]+|[^。、．，,.;:!?\ufdd3]+$")
_BESIDE = 8
"""Characters that are quoted on both sides of what is said otherwise."""
_TELLING = (60, 20)
"""Characters by which the beginning and the end of a text are known, if they are there."""
_LEAST = 12
"""Characters that are quoted before a variant, and below which nobody can tell whether words stand
twice by mistake."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One place at which a witness departs.

    Attributes:
        fault: What is the matter.
        here: What the document says, with signs; empty if something was added.
        there: What the edition says, with signs; empty if something is lost.
        after: The last words before the place, in both.
        position: Where the author wrote it (``source/positions.py``); ``None`` if that is unknown.
        entry: Citekey, if it is in the list of works.
    """

    fault: Fault
    here: str
    there: str
    after: str = ""
    position: int | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Collated:
    """A text held against its witness.

    Attributes:
        around: What the witness has before and after the text, bare.
    """

    variants: tuple[Variant, ...] = ()
    around: tuple[str, str] = ("", "")


def collate(passages: Sequence[Passage], witness: str, *, framed: bool = False) -> Collated:
    """Hold a text against a witness of it.

    Args:
        passages: The text.
        witness: The same text as an edition has it.
        framed: Whether the edition may have something else before and after it.
    """
    text, told = _Text(passages, framed=framed), bare(witness)
    if framed and not text.bare:
        return Collated((), (told, ""))
    at = told.find(text.bare)
    if at >= 0 and (framed or len(told) == len(text.bare)):
        return Collated((), (told[:at], told[at + len(text.bare) :]))
    return _aligned(text, witness, told, framed=framed)


def stands_twice(passages: Sequence[Passage], around: str) -> Iterator[Variant]:
    """Passages of a text that stand around it once more."""
    if len(around) < _LEAST:
        return
    text = _Text(passages)
    for number, passage in enumerate(passages):
        words = text.bare[slice(*text.reach(number))]
        if len(words) >= _LEAST and words in around:
            yield Variant("twice", "", passage.text, "", *text.place(number, 0))


class _Text:
    """Passages as one bare text."""

    def __init__(self, passages: Sequence[Passage], *, framed: bool = False) -> None:
        self.passages = passages
        # What a witness has before the text may end in a letter.
        pieces: list[str] = ["a"] if framed else []
        for passage in passages:
            pieces.append(bare(passage.text, next((p for p in reversed(pieces) if p), "")))
        del pieces[: len(pieces) - len(passages)]
        self.bare = "".join(pieces)
        self.starts = {0, *accumulate(map(len, pieces))}
        self._ends = list(accumulate(map(len, pieces)))

    def reach(self, number: int) -> tuple[int, int]:
        """From where to where a passage reaches in the bare text."""
        return (self._ends[number - 1] if number else 0), self._ends[number]

    def number(self, offset: int) -> int:
        """The passage in which an offset lies; the last one where the text ends."""
        return min(bisect_right(self._ends, offset), len(self._ends) - 1)

    def place(self, number: int, offset: int) -> tuple[int | None, str]:
        """The position of an offset in a passage's own text, and the entry that it lists."""
        passage = self.passages[number]
        if not passage.spots:
            before = [each for each in self.passages[:number] if each.spots]
            return (before[-1].spots[-1][1] if before else None), passage.entry
        known = bisect_right([spot for spot, _ in passage.spots], offset) - 1
        return passage.spots[max(known, 0)][1], passage.entry

    def located(self, offset: int) -> tuple[int | None, str]:
        """The same of an offset in the bare text."""
        if not self.passages:
            return None, ""
        number = self.number(offset)
        start, _ = self.reach(number)
        places = places_in(self.passages[number].text)
        return self.place(number, places[min(offset - start, len(places) - 1)])


Range: TypeAlias = tuple[int, int]


def _aligned(text: _Text, witness: str, told: str, *, framed: bool) -> Collated:
    """Align by clauses, then look closer where these differ."""
    quotes = _Quotes(text, witness, told)
    begin, finish = _frame(text, told) if framed else (0, len(told))
    ours = _CHUNK.findall(text.bare)
    theirs = _CHUNK.findall(told[begin or 0 : len(told) if finish is None else finish])
    starts, starts_there = _starts(ours), _starts(theirs, begin or 0)
    found: list[tuple[Range, Range]] = []
    head, tail = told[: begin or 0], told[finish:] if finish is not None else ""
    for kind, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        here, there = _trimmed(
            (text.bare, (starts[i], starts[j])), (told, (starts_there[k], starts_there[m]))
        )
        if i == 0 and begin is None:
            here, there = _from_head((text.bare, here), (told, there))
            head = told[: there[0] - here[0]]
        elif j == len(ours) and finish is None:
            here, there = _to_tail((text.bare, here), (told, there))
            tail = told[there[1] + len(text.bare) - here[1] :]
        if here[0] != here[1] or there[0] != there[1]:
            found.append((here, there))
    for number in map(text.number, {here[0] for here, _ in found if text.passages}):
        if runs_back(text.passages[number].text):
            found = _without_reordered(found, text, told, number)
    variants = (quotes.variant(*_from_start(text, told, *ranges)) for ranges in found)
    return Collated(tuple(variants), (head, tail))


def _without_reordered(
    found: list[tuple[Range, Range]], text: _Text, told: str, number: int
) -> list[tuple[Range, Range]]:
    """The ranges without those in a passage that has the same letters in another order."""
    first, last = text.reach(number)
    inside = [each for each in found if each[0][0] < last and each[0][1] >= first]
    if not inside:
        return found
    here = text.bare[inside[0][0][0] : inside[-1][0][1]]
    there = told[inside[0][1][0] : inside[-1][1][1]]
    return [e for e in found if e not in inside] if has_the_same_letters(here, there) else found


def _from_start(text: _Text, told: str, here: Range, there: Range) -> tuple[Range, Range]:
    """What is lost or added, moved back to where a passage starts if that is the same."""
    back = 0
    if here[0] == here[1]:
        back = _way_back(told, there, here[0], text.starts)
    elif there[0] == there[1]:
        back = _way_back(text.bare, here, here[0], text.starts)
    return (here[0] - back, here[1] - back), (there[0] - back, there[1] - back)


def _frame(text: _Text, told: str) -> tuple[int | None, int | None]:
    """Where a text begins and ends in a witness that has more; ``None`` if nobody can tell yet."""
    openings = (text.bare[:length] for length in _TELLING)
    endings = [text.bare[-length:] for length in _TELLING]
    begin = next((told.index(words) for words in openings if words and words in told), None)
    after = told[begin or 0 :]
    last = next((words for words in endings if words and words in after), None)
    return begin, None if last is None else told.rindex(last) + len(last)


def _from_head(here: tuple[str, Range], there: tuple[str, Range]) -> tuple[Range, Range]:
    """What differs at the beginning of a text, whose first words may stand near in the witness."""
    (text, (start, end)), (told, (first, last)) = here, there
    for at in _reordered(text[start:end], range(max(first, last - 2 * (end - start)), last)):
        if has_the_same_letters(text[start:end], told[at:last]):
            return (end, end), (last, last)
    for until in range(end, start, -1):
        at = told.rfind(text[start:until], max(first, last - 2 * (end - start)), last)
        if at >= 0:
            return (until, end), (at + until - start, last)
    return (start, end), (last, last)


def _to_tail(here: tuple[str, Range], there: tuple[str, Range]) -> tuple[Range, Range]:
    """What differs at the end of a text, whose last words may stand near in the witness."""
    (text, (start, end)), (told, (first, last)) = here, there
    for at in _reordered(text[start:end], range(min(first + 2 * (end - start), last), first, -1)):
        if has_the_same_letters(text[start:end], told[first:at]):
            return (end, end), (at, at)
    for since in range(start, end):
        at = told.find(text[since:end], first, min(first + 2 * (end - start), last))
        if at >= 0:
            return (start, since), (first, at)
    return (start, end), (first, first)


def _reordered(words: str, ends: range) -> range:
    """Where such words may begin or end in a witness that has their letters in another order."""
    return ends if runs_back(words) else range(0)


def _starts(chunks: Sequence[str], first: int = 0) -> list[int]:
    return [*accumulate(map(len, chunks), initial=first)]


def _trimmed(one: tuple[str, Range], other: tuple[str, Range]) -> tuple[Range, Range]:
    """Two ranges of two texts without what they have in common at their ends."""
    (text, (start, end)), (told, (start_there, end_there)) = one, other
    while start < end and start_there < end_there and text[start] == told[start_there]:
        start, start_there = start + 1, start_there + 1
    while start < end and start_there < end_there and text[end - 1] == told[end_there - 1]:
        end, end_there = end - 1, end_there - 1
    return (start, end), (start_there, end_there)


def _way_back(text: str, there: Range, at: int, starts: Collection[int]) -> int:
    """How far back a range may be moved, so that it begins where a passage does.

    Where AABC stands in place of ABC nobody can tell which of the two was added, nor whether it was
    not what begins in the one and ends in the other: whoever reads it takes a whole passage.

    Args:
        text: The text that has more.
        there: What it has more.
        at: Where that is in the exemplar.
        starts: Where passages of the exemplar start.
    """
    start, end = there
    for back in range(start + 1):
        if at - back in starts:
            return back
        if back < start and text[start - 1 - back] != text[end - 1 - back]:
            return 0
    return 0


def with_moves(variants: Sequence[Variant]) -> Iterator[Variant]:
    """Join what is lost in one place and added in another."""
    added = [each for each in variants if each.fault in {"added", "twice"}]
    moved: list[Variant] = []
    for lost in variants:
        other = next((each for each in added if bare(each.there) == bare(lost.here)), None)
        if lost.fault == "lost" and other is not None:
            added.remove(other)
            moved += (lost, other)
    for each in variants:
        if not any(each is other for other in moved):
            yield each
        elif each.fault == "lost":
            yield replace(each, fault="moved", there=each.here)


class _Quotes:
    """Makes variants of ranges in two bare texts, worded as they are written."""

    def __init__(self, text: _Text, witness: str, told: str) -> None:
        self._text, self._told = text, told
        self._written = "".join(passage.text for passage in text.passages)
        self._witness = witness
        self._places, self._places_there = places_in(self._written), places_in(witness)

    def variant(self, here: Range, there: Range) -> Variant:
        """The variant of a range of the exemplar and one of the witness."""
        text, told = self._text.bare, self._told
        lost, added = text[slice(*here)], told[slice(*there)]
        fault: Fault = "changed" if lost and added else "lost" if lost else "added"
        if fault == "added" and len(added) >= _LEAST and added in text:
            fault = "twice"
        at = here[0] if lost else max(here[0] - 1, 0)  # what is added stands after something
        if fault == "changed":  # a digit alone says nothing
            here, there = ((max(0, at - _BESIDE), end + _BESIDE) for at, end in (here, there))
        before = (max(0, here[0] - _LEAST), here[0])
        return Variant(
            fault,
            _quoted(self._written, text, self._places, here),
            _quoted(self._witness, told, self._places_there, there),
            _quoted(self._written, text, self._places, before),
            *self._text.located(at),
        )


def _quoted(written: str, told: str, places: Sequence[int], part: Range) -> str:
    """What is written in a range of a text's bare form."""
    start, end = min(part[0], len(told)), min(part[1], len(told))
    if start >= end:
        return ""
    if len(places) != len(told) + 1:  # Unicode has composed what was cut
        return told[start:end]
    return written[places[start] : places[end]].strip()
