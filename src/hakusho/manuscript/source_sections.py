"""Where a chapter's sections and points stand in its source, by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.manuscript.source_headings import section_end, source_headings

if TYPE_CHECKING:
    from hakusho.paper.source_file import SourceFile

_POINT = re.compile(r"\{[^{}]*\.point\b[^{}]*\bfor=\"?(?P<names>[^\"{}]*)\"?[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a chapter.

    Attributes:
        path: The chapter.
        first: Its first line, from 1.
        last: Its last line.
    """

    path: str
    first: int
    last: int

    def holds(self, path: str, line: int) -> bool:
        """Whether a line of a file stands in it."""
        return path == self.path and self.first <= line <= self.last


def section_stretches(chapter: SourceFile) -> dict[str, Stretch]:
    """Find where each section with an id stands.

    Args:
        chapter: Its source.

    Returns:
        By id: from the heading to the line before the next one of its level or a higher one.
    """
    headings = source_headings(chapter.text)
    found = {}
    for at, heading in enumerate(headings):
        if heading.ident:
            end = section_end(headings, at)
            end = len(chapter.text) if end is None else end - 1
            found[heading.ident] = stretch_of(chapter, heading.start, end)
    return found


def stretch_of(chapter: SourceFile, start: int, end: int) -> Stretch:
    """The lines of a text between two offsets, that of ``end`` included."""
    first = chapter.text.count("\n", 0, start) + 1
    return Stretch(chapter.path, first, first + chapter.text.count("\n", start, end))


def point_stretches(chapter: SourceFile, brief: str) -> tuple[Stretch, ...]:
    """Find the passages that are marked as points for a brief.

    Args:
        chapter: Its source.
        brief: The brief's name.

    Returns:
        The paragraph around each mark; from a fenced mark (``::: {.point …}``) to its end.
    """
    found = []
    for match in _POINT.finditer(chapter.text):
        if brief not in match["names"].replace(",", " ").split():
            continue
        before = chapter.text.rfind("\n\n", 0, match.start())
        start = 0 if before < 0 else before + 2
        fenced = chapter.text[start : match.start()].lstrip().startswith(":::")
        end = chapter.text.find("\n:::" if fenced else "\n\n", match.end())
        end = len(chapter.text) if end < 0 else end
        found.append(stretch_of(chapter, start, end))
    return tuple(found)
