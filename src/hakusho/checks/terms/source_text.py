"""A chapter's source as running text: lines joined, markup out of the way, places kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.findings.places import Places, places_of
from hakusho.manuscript.markers import opaque_spans
from hakusho.manuscript.running_text import OPAQUE
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.findings import Location
    from hakusho.paper.source_file import SourceFile

_HIDDEN = re.compile(
    r"""
    (?:https?|ftp)://[^\s<>)）」』]+
    | (?<=\])\([^)\n]*\)                                # a link's target
    | \{(?:[\#.:]|[\w-]+=)[^{}]*\}                      # attributes
    | \[\^[^\]\s]+\]:?                                  # a note's mark
    | \[[^\[\]]*(?<![\w])-?@[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]  # citations
    | (?<![\w])-?@(?:\{[^{}\s]+\}|[\w:.\#$%&\-+?<>~/]*\w)
    | ^[ ]*:{3,}[^\n]*$                                 # a division's fence
    | (?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    """,
    re.MULTILINE | re.VERBOSE,
)
_EMPHASIS = re.compile(r"(?<!\\)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}|\\(?=[^\w\s])")
_WORD_UNDERSCORE = re.compile(r"(?<=[A-Za-z0-9])_+(?=[A-Za-z0-9])")
_HEADING = re.compile(r"^#{1,6}\s[^\n]*$|^[^\n]+\n(?:=+|-+)[ ]*$", re.MULTILINE)
_BLOCK_QUOTE = re.compile(r"^[ ]{0,3}>[^\n]*(?:\n[^\n]*\S[^\n]*)*", re.MULTILINE)
_NOTE = re.compile(
    r"^\[\^(?P<id>[^\]\s]+)\]:[^\n]*(?:\n(?!\[\^)[^\n]*\S[^\n]*|\n+(?=[ ]{4})[^\n]*)*",
    re.MULTILINE,
)
_MARK = r"\[\^{}\](?!:)"
_BREAK = re.compile(r"(?<![ \t])[ \t]*\n(?:[ \t]*\n)*[ \t]*")


@dataclass(frozen=True, slots=True)
class SourceText:
    """Running text of a chapter.

    Attributes:
        text: Lines joined as editions do; a newline ends a paragraph, and what is no running
            text is :data:`OPAQUE`.
        source: The chapter's source.
    """

    text: str
    source: str
    _offsets: tuple[int, ...]
    _places: Places
    _notes: tuple[tuple[int, int, int], ...]

    def at(self, position: int) -> Location:
        """Where a character of the text stands in the source."""
        return self._places.at(self._offset(position))

    def order(self, position: int) -> tuple[int, int]:
        """A key that sorts places as a reader meets them, notes where their mark stands."""
        offset = self._offset(position)
        at = bisect_right(self._notes, (offset, len(self.source), 0)) - 1
        if at >= 0 and offset < self._notes[at][1]:
            return self._notes[at][2], offset
        return offset, -1

    def _offset(self, position: int) -> int:
        return self._offsets[position] if position < len(self._offsets) else len(self.source)


def source_text(file: SourceFile, *, headings: bool) -> SourceText:
    """Read a chapter's source as running text.

    Returns:
        The text without code, templates, comments, citations, addresses, attributes and block
        quotes.
    """
    source = file.text
    hidden = [*opaque_spans(source), *(match.span() for match in _HIDDEN.finditer(source))]
    hidden += [match.span() for match in _BLOCK_QUOTE.finditer(source)]
    if not headings:
        hidden += [match.span() for match in _HEADING.finditer(source)]
    visible = list(source)
    for start, end in hidden:
        visible[start:end] = [char if char == "\n" else OPAQUE for char in source[start:end]]
    masked = "".join(visible)
    kept = {at for match in _WORD_UNDERSCORE.finditer(masked) for at in range(*match.span())}
    for match in _EMPHASIS.finditer(masked):
        for at in range(*match.span()):
            visible[at] = visible[at] if at in kept else ""
    text, offsets = _joined(visible)
    return SourceText(text, source, offsets, places_of(file.path, source), tuple(_notes(source)))


def _joined(visible: list[str]) -> tuple[str, tuple[int, ...]]:
    """Characters with the breaks between lines taken out or made spaces, and their offsets."""
    pairs = [(char, at) for at, char in enumerate(visible) if char]
    text = "".join(char for char, _ in pairs)
    out: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _BREAK.finditer(text):
        out.append(text[done : match.start()])
        offsets += [at for _, at in pairs[done : match.start()]]
        ends = match[0].count("\n") > 1
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if ends or not (is_wide(before) or is_wide(after)):
            out.append("\n" if ends else " ")
            offsets.append(pairs[match.start()][1])
        done = match.end()
    out.append(text[done:])
    offsets += [at for _, at in pairs[done:]]
    return "".join(out), tuple(offsets)


def _notes(source: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each note that is defined apart, and where its mark stands."""
    for match in _NOTE.finditer(source):
        mark = re.search(_MARK.format(re.escape(match["id"])), source)
        yield match.start(), match.end(), mark.start() if mark else match.start()
