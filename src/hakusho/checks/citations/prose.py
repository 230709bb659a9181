"""A chapter's source with what pandoc does not read as prose known by its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.findings.places import Places, places_of
from hakusho.manuscript.markers import opaque_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hakusho.paper.source_file import SourceFile

ADDRESS = re.compile(
    r"(?P<url>(?:https?|ftp)://[^\s<>)）」』]+)|(?P<target>\]\((?P<inner>[^)\n]*)\))"
)
"""A URL, and a link's target."""
_BRACKETS = re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL)
_MAILBOX = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")


@dataclass(frozen=True, slots=True)
class Spans:
    """Ranges of characters, merged and in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, offset: int) -> bool:
        """Whether an offset lies in a range."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]


def spans(ranges: Iterable[tuple[int, int]]) -> Spans:
    """Merge ranges that may overlap."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(ranges):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return Spans(tuple(starts), tuple(ends))


@dataclass(frozen=True, slots=True)
class Prose:
    """A chapter's source.

    Attributes:
        text: Its Markdown.
        places: Line and column of each offset.
        opaque: Code, templates and comments.
        hidden: The same and URLs, link targets and mail addresses.
    """

    text: str
    places: Places
    opaque: Spans
    hidden: Spans


def prose_of(chapter: SourceFile) -> Prose:
    """Read a chapter's source."""
    opaque = opaque_spans(chapter.text)
    hidden = [match.span() for match in ADDRESS.finditer(chapter.text)]
    hidden += [match.span() for match in _MAILBOX.finditer(chapter.text)]
    return Prose(
        chapter.text,
        places_of(chapter.path, chapter.text),
        spans(opaque),
        spans([*opaque, *hidden]),
    )


def closing_bracket(text: str, start: int) -> int:
    """Find where a bracket closes.

    Args:
        text: Markdown.
        start: The offset after ``[``.

    Returns:
        The offset of its ``]``; where it has none, of the paragraph's end.
    """
    depth = 1
    for match in _BRACKETS.finditer(text, start):
        if match[0][0] == "\n":
            return match.start()
        depth += (match[0] == "[") - (match[0] == "]")
        if depth == 0:
            return match.start()
    return len(text)
