"""The apparatus: every variant of a witness, part by part, each fault once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, TypeAlias

from hakusho.collation.bare_text import bare, note_numbers, note_sign
from hakusho.collation.variants import Variant, collate, stands_twice, with_moves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.collation.exemplar import Exemplar, Passage
    from hakusho.collation.variants import Fault
    from hakusho.collation.witness import Witness

Part: TypeAlias = Literal[
    "text",
    "caption",
    "table",
    "note",
    "notes",
    "mark",
    "number",
    "formula",
    "figure",
    "reading",
    "front",
]
"""``notes``: whether a note is there; ``note``: the words in it; ``mark`` and ``number``: what
number stands in the text, and before the note."""


_SHORT = 200  # characters of a text that may as well stand in its own title
_LETTER = "a"  # may stand before a word of the title page that begins with a hyphen


@dataclass(frozen=True, slots=True)
class Entry:
    """A variant, and in which part of the document it is.

    Attributes:
        note: The number of the note; empty where it is not about one.
    """

    part: Part
    variant: Variant
    note: str = ""


def apparatus(exemplar: Exemplar, witness: Witness) -> tuple[Entry, ...]:
    """Hold a witness against its exemplar in all parts."""
    flow = collate(exemplar.flow, witness.flow, framed=True)
    head, tail = flow.around
    beside = bare(exemplar.beside)
    around = "" if witness.own_front else head + tail
    again = (v for v in stands_twice(exemplar.flow, around) if bare(v.there) not in beside)
    parts: tuple[tuple[Part, Iterable[Variant]], ...] = (
        ("text", (*flow.variants, *again)),
        ("caption", collate(exemplar.captions, witness.captions).variants),
        ("table", collate(exemplar.cells, witness.cells).variants),
    )
    found = [Entry(part, each) for part, variants in parts for each in with_moves([*variants])]
    notes = tuple(_notes(exemplar.notes, witness.notes))
    found = [each for each in found if not _is_mark_of(each, notes)]
    found += notes
    if not any(map(_counts_otherwise, found)):
        found += _numbers(exemplar, witness)
    found += _formulas(exemplar, witness)
    if witness.drawn is not None:
        found += _letters("figure", exemplar.drawn, witness.drawn)
    found += _letters("reading", exemplar.readings, witness.readings)
    if not witness.own_front:
        short = sum(len(each.text) for each in exemplar.flow) < _SHORT
        found += _front(exemplar.front, bare(witness.flow) if short else head)
    return tuple(found)


def _notes(
    ours: Sequence[tuple[str, Passage]], theirs: Sequence[tuple[str, str]]
) -> Iterator[Entry]:
    """Notes by their order and their texts, whatever their numbers."""
    texts, told = ([bare(text.text) for _, text in ours], [bare(text) for _, text in theirs])
    for i, j, k, m in _apart(texts, told):
        paired = min(j - i, m - k)
        for at in range(paired):
            number, passage = ours[i + at]
            for variant in collate([passage], theirs[k + at][1]).variants:
                yield Entry("note", variant, number)
        for number, passage in ours[i + paired : j]:
            lost = Variant("lost", passage.text, "", position=passage.position)
            yield Entry("notes", lost, number)
        for number, text in theirs[k + paired : m]:
            same = [each for each, known in zip(ours, texts, strict=True) if known == bare(text)]
            fault: Fault = "twice" if same else "added"
            position = same[0][1].position if same else None
            yield Entry("notes", Variant(fault, "", text, position=position), number)


def _apart(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where two lists differ: the ranges of both; what begins and ends them alike costs nothing.

    Thousands of notes may say the same (同上), and each would be held against each.
    """
    pairs = zip(ours, theirs, strict=False)
    first = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
    first = min(len(ours), len(theirs)) if first is None else first
    rest = min(len(ours), len(theirs)) - first
    pairs = zip(reversed(ours), reversed(theirs), strict=False)
    last = next((at for at, (one, other) in enumerate(pairs) if one != other or at >= rest), rest)
    here, there = ours[first : len(ours) - last], theirs[first : len(theirs) - last]
    for kind, i, j, k, m in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if kind != "equal":
            yield i + first, j + first, k + first, m + first


def _is_mark_of(entry: Entry, notes: Sequence[Entry]) -> bool:
    """Whether all that differs is the mark of a note that is lost or added as a whole."""
    variant = entry.variant
    return any(
        each.part == "notes"
        and note_sign(each.note) == (variant.here or variant.there)
        and each.variant.fault == variant.fault
        for each in notes
    )


def _counts_otherwise(entry: Entry) -> bool:
    """Whether notes, or marks of notes, are lost or added, after which all numbers may differ."""
    variant = entry.variant
    return entry.part == "notes" or len(note_numbers(variant.here)) != len(
        note_numbers(variant.there)
    )


def _numbers(exemplar: Exemplar, witness: Witness) -> Iterator[Entry]:
    """The first mark of a note, and the first note, that has another number than in the paper."""
    passages = [*exemplar.flow, *exemplar.captions, *exemplar.cells]
    ours = [
        (number, passage.position) for passage in passages for number in note_numbers(passage.text)
    ]
    theirs = note_numbers(witness.flow + witness.captions + witness.cells)
    for (number, position), other in zip(ours, theirs, strict=False):
        if number != other:
            yield Entry("mark", Variant("changed", number, other, position=position))
            break
    for (number, passage), (other, _) in zip(exemplar.notes, witness.notes, strict=False):
        if number != other:
            yield Entry("number", Variant("changed", number, other, position=passage.position))
            break


def _formulas(exemplar: Exemplar, witness: Witness) -> Iterator[Entry]:
    """Formulas by their TeX, wherever they stand: each edition has its notes elsewhere."""
    if witness.formulas is None or len(witness.formulas) != len(exemplar.formulas):
        return  # one that is lost or added is seen in the text
    ours = Counter("".join(each.split()) for each in exemplar.formulas)
    theirs = Counter("".join(each.split()) for each in witness.formulas)
    for lost in ours - theirs:
        yield Entry("formula", Variant("lost", lost, ""))
    for added in theirs - ours:
        yield Entry("formula", Variant("added", "", added))


def _letters(part: Part, texts: Sequence[Passage], there: str) -> Iterator[Entry]:
    """Texts of which letters are missing, in whatever order a drawing or a page is read."""
    found = bare(there)
    if not Counter("".join(bare(each.text) for each in texts)) - Counter(found):
        return
    for each in texts:
        if bare(each.text) not in found:
            yield Entry(part, Variant("lost", each.text, "", position=each.position))


def _front(pieces: Sequence[str], head: str) -> Iterator[Entry]:
    for text in pieces:
        if bare(text, _LETTER) not in head:
            yield Entry("front", Variant("lost", text, ""))
