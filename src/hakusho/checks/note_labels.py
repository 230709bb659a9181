"""NTE: marks of notes that nothing defines, labels with two texts, texts that nothing marks.

pandoc says nothing of any of these: it prints the mark as it stands, one of the texts, or none
(its manual, "Footnotes"). Each chapter is read by itself, so labels hold for one chapter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.ast.walk import stringify
from hakusho.findings import Finding, Text, also, nearest, say, slips
from hakusho.manuscript.conditions import passages_in
from hakusho.source.lost_text import texts_read_as_addresses
from hakusho.source.note_definitions import definitions_in
from hakusho.source.prose import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.manuscript.model import Chapter
    from hakusho.source.note_definitions import NoteDefinition
    from hakusho.source.positions import Positions
    from hakusho.source.prose import Prose

_WIDE_MARK = r"(?=\[＾|［[\^＾])[\[［][\^＾](?P<label>[^\[\]［］\s]{1,60})[\]］]"
_LONGEST_MARK = 64
_MARK = re.compile(rf"\[\^(?P<label>[^\[\]\n{OPAQUE}]{{1,60}})\](?P<colon> ?[:：])?")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark that stands in the text as it was typed.

    Attributes:
        label: Without bracket and ``^``.
        at: The index of its bracket in the text.
        colon: What looks like the colon of a definition behind it.
        first: Whether it begins a paragraph, or a line of one that begins with a mark.
        leads: Whether it begins a line.
        inside: Whether it stands in a note.
    """

    label: str
    at: int
    colon: str
    first: bool
    leads: bool
    inside: bool


def check_note_labels(
    texts: Sequence[Chapter], proses: Sequence[Prose], positions: Positions
) -> Iterator[Finding]:
    """Hold the marks of notes against what defines them.

    Args:
        texts: Chapters and briefs.
        proses: The running text of each.
        positions: What their places mean.

    Yields:
        NTE001 for each mark that is printed as it stands, NTE002 for each label that is defined
        again, NTE003 for each text that nothing marks, NTE004 for each that is read as an address,
        NTE006 for each further mark of one text.
    """
    known = [definitions_in(each.path, each.blocks, positions) for each in texts]
    marks = [_marks(prose) for prose in proses]
    for number, (own, prose) in enumerate(zip(known, proses, strict=True)):
        others = [each for at, every in enumerate(known) if at != number for each in every]
        # Each chapter may have a 1 of its own.
        meant = {
            each.label: each for each in others if not (each.marked and each.label.isdecimal())
        }
        yield from _undefined(prose, marks[number], own, meant)
        yield from _links(prose)
        yield from _wide(texts[number], prose)
        yield from _repeated(own)
        elsewhere = [each for at, every in enumerate(marks) if at != number for each in every]
        # A mark in another chapter is found there, with the place of the text.
        yield from _unmarked(own, frozenset(each.label for each in elsewhere))
    for each in texts:
        yield from _addresses(each, positions)
        yield from _marked_twice(each, positions)


def _marked_twice(text: Chapter, positions: Positions) -> Iterator[Finding]:
    """Each further mark of one text; not those in passages, of which a reader gets but some."""
    inside = [each["at"] for each in passages_in(text) if "at" in each]
    first: dict[int, int] = {}
    for note in text.elements:
        if "definition" not in note or "at" not in note:
            continue
        at, start = note["at"][0], note["definition"][0]
        if any(begin <= at < end for begin, end in inside):
            continue
        earlier = first.setdefault(start, at)
        if earlier != at:
            message = "{mark} marks a note a second time: its text is printed twice"
            hint = "Write a note of its own here, or say in the text which note is meant."
            related = also(positions.place(earlier), "its first mark")
            mark = positions.written(note["at"])
            where = positions.place(at)
            yield Finding.of("NTE006", where, message, hint, mark, related=related)


def _addresses(text: Chapter, positions: Positions) -> Iterator[Finding]:
    for label, where in texts_read_as_addresses(text.path, text.blocks, positions):
        message = "[{label}]: makes an address of what stands behind it, which is not printed"
        hint = "Write [^{label}]: for a note that [^{label}] marks; or \\[{label}]: for a text."
        yield Finding.of("NTE004", where, message, hint, label)


def _marks(prose: Prose) -> list[_Mark]:
    if "[^" not in prose.text:
        return []
    return [
        _mark(match, prose)
        for match in _MARK.finditer(prose.text)
        # An escaped bracket is meant as one.
        if prose.written(match.start(), match.start() + 2) == "[^"
    ]


def _mark(match: re.Match[str], prose: Prose) -> _Mark:
    at = match.start()
    paragraph = prose.text.rfind("\n", 0, at) + 1
    leads = at == paragraph or prose.place(at - 1).line < prose.place(at).line
    first = leads and prose.text.startswith("[^", paragraph)
    return _Mark(match["label"], at, match["colon"] or "", first, leads, bool(prose.note_at(at)))


def _undefined(
    prose: Prose,
    marks: Sequence[_Mark],
    own: Sequence[NoteDefinition],
    others: Mapping[str, NoteDefinition],
) -> Iterator[Finding]:
    failed = {each.label: each for each in marks if _is_meant_as_text(each, marks)}
    for mark in marks:
        where, label = prose.place(mark.at), mark.label
        if mark is failed.get(label):
            message = "[^{label}] is read as text here and defines no note"
            yield Finding.of("NTE001", where, message, _mend(mark), label)
        elif label in failed:
            continue  # it is the same mistake
        elif mark.inside:
            message = "[^{label}] stands in a note, where it marks none"
            hint = "Say in this note what that one says; a note has none of its own."
            yield Finding.of("NTE001", where, message, hint, label)
        elif label in others:
            message = "[^{label}] is defined in another chapter, and marks nothing here"
            hint = "Move its text into this chapter: labels hold for one chapter."
            related = also(others[label].location, "its text")
            yield Finding.of("NTE001", where, message, hint, label, related=related)
        else:
            message = "nothing defines the note [^{label}]"
            yield Finding.of("NTE001", where, message, _advice(label, own), label)


def _links(prose: Prose) -> Iterator[Finding]:
    """Marks whose label holds a space: their definition makes them links."""
    for start, end, name in prose.parts:
        if name == "Link" and prose.text.startswith("^", start):
            label = prose.text[start + 1 : end]
            message = "[^{label}] is read as a link, and its text as an address"
            where = prose.positions.place(prose.at[start] - 1)
            yield Finding.of("NTE001", where, message, _without_spaces(label), label)


def _wide(text: Chapter, prose: Prose) -> Iterator[Finding]:
    """Marks of which a bracket or the ^ is full-width; between two of them ^ sets a superscript."""
    positions = prose.positions
    if "［" not in prose.text and "＾" not in prose.text:
        return
    begun = [
        node["at"][0] - 1
        for node in text.elements
        if node["t"] == "Superscript" and "at" in node and "］" in stringify(node["c"])
    ]
    typed = [prose.at[match.start()] for match in re.finditer(_WIDE_MARK, prose.text)]
    for position in sorted({*begun, *typed}):
        match = re.match(_WIDE_MARK, positions.letters(position, _LONGEST_MARK))
        if match:
            message = "{mark} has full-width characters, and marks no note"
            where, hint = positions.place(position), "Write [^{label}]."
            yield Finding.of("NTE001", where, message, hint, match[0], match["label"])


def _is_meant_as_text(mark: _Mark, marks: Sequence[_Mark]) -> bool:
    """Whether a mark was to define a note and does not."""
    if mark.colon:
        return mark.leads
    return mark.first and any(each.label == mark.label and not each.first for each in marks)


def _mend(mark: _Mark) -> Text:
    if " " in mark.label:
        return _without_spaces(mark.label)
    if mark.colon != ":":
        return say("Write [^{label}]: with a colon of half width right behind it.", mark.label)
    if mark.inside:
        return say("Begin the text of each note at the margin.")
    return say("Put an empty line before it.")


def _without_spaces(label: str) -> Text:
    return say("A label holds no spaces: write [^{label}].", re.sub(r"\s+", "-", label))


def _advice(label: str, own: Sequence[NoteDefinition]) -> Text:
    """What to do about a mark without a text."""
    if " " in label:
        return _without_spaces(label)
    # One number is as good as another: 2 was not meant by 12.
    near = ""
    if not label.isdecimal():
        unmarked = (each.label for each in own if not each.marked)
        one_slip = (each for each in unmarked if slips(label, each) == 1)
        near = next(one_slip, "") or nearest(label, (each.label for each in own))
    if near:
        return say("Did you mean [^{label}]?", near)
    hint = "Write its text in a paragraph of its own, [^{label}]: …; or \\[ for a mere bracket."
    return say(hint, label)


def _repeated(own: Sequence[NoteDefinition]) -> Iterator[Finding]:
    first: dict[str, NoteDefinition] = {}
    for each in own:
        earlier = first.setdefault(each.label, each)
        if each.repeats:
            message = "[^{label}] is defined twice, and only one of its texts is printed"
            hint = "Give this one another label, and the mark that it belongs to."
            related = also(earlier.location, "where it is defined first")
            yield Finding.of("NTE002", each.location, message, hint, each.label, related=related)


def _unmarked(own: Sequence[NoteDefinition], elsewhere: frozenset[str]) -> Iterator[Finding]:
    for each in own:
        if not each.marked and not each.repeats and each.label not in elsewhere:
            message = "nothing marks the note [^{label}], and so it is not printed"
            hint = "Write [^{label}] where it belongs, or delete it."
            yield Finding.of("NTE003", each.location, message, hint, each.label)
