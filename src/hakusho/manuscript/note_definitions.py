"""Notes in the source: which marks stand where, and where the text of each is defined."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.manuscript.fenced_divs import blank
from hakusho.manuscript.markers import opaque_spans

_DEFINITION = re.compile(r"^ {0,3}\[\^(?P<label>[^\]\s]+)\]:", re.MULTILINE)
_MARK = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?!:)")
_END = re.compile(r"\n[ \t]*\n(?! {4}|\t|[ \t]*\n)|^(?=:{3,})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NoteDefinition:
    """The text of a note: from ``[^label]:`` up to the block after it."""

    label: str
    start: int
    end: int


def note_definitions(text: str) -> tuple[NoteDefinition, ...]:
    """Find the definitions of notes in a chapter, in order; those in code are none."""
    plain = blank(text, opaque_spans(text))
    starts = list(_DEFINITION.finditer(plain))
    found = []
    for at, match in enumerate(starts):
        limit = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        stop = _END.search(plain, match.end(), limit)
        found.append(NoteDefinition(match["label"], match.start(), stop.start() if stop else limit))
    return tuple(found)


def notes_marked_in(text: str) -> frozenset[str]:
    """The labels of the notes whose marks stand in a piece of text."""
    plain = blank(text, opaque_spans(text))
    return frozenset(match["label"] for match in _MARK.finditer(plain))
