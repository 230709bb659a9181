"""Where a chapter's sections and points stand in its source, by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.manuscript.markers import opaque_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.paper.source_file import SourceFile

_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<text>.*)$", re.MULTILINE)
_IDENT = re.compile(r"\{[^{}]*#(?P<id>[^\s{}]+)[^{}]*\}[ \t]*$")
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
        chapter: Its source. Headings are those with ``#`` (ATX), outside code.

    Returns:
        By id: from the heading to the line before the next one of its level or a higher one.
    """
    heads = list(_headings(chapter.text))
    final = chapter.text.count("\n") + 1
    found = {}
    for number, (line, level, ident) in enumerate(heads):
        ends = (at - 1 for at, other, _ in heads[number + 1 :] if other <= level)
        if ident:
            found[ident] = Stretch(chapter.path, line, next(ends, final))
    return found


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
        first = chapter.text.count("\n", 0, start) + 1
        found.append(Stretch(chapter.path, first, chapter.text.count("\n", 0, end) + 1))
    return tuple(found)


def _headings(text: str) -> Iterator[tuple[int, int, str]]:
    hidden = opaque_spans(text)
    for match in _HEADING.finditer(text):
        if any(start <= match.start() < end for start, end in hidden):
            continue
        ident = _IDENT.search(match["text"])
        line = text.count("\n", 0, match.start()) + 1
        yield line, len(match["marks"]), ident["id"] if ident else ""
