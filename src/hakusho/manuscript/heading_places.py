"""Where the headings of a finished document stand in the chapters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Location
from hakusho.manuscript.index import headings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.manuscript.model import Chapter, Manuscript

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"#+[ \t]")


def heading_places(manuscript: Manuscript, ids: Sequence[str]) -> Mapping[str, Location]:
    """Find the headings of a document that was made of whole chapters.

    pandoc forgets lines, and headings without an id of the author's get one only when they are
    numbered; but nothing is added or left out between the chapters and the document.

    Args:
        manuscript: The chapters.
        ids: The ids of the document's headings, in order.

    Returns:
        The place of each heading by its id; the chapter alone where its headings cannot be told
        apart in the source; nothing if the document holds other headings than the chapters.
    """
    places = [place for chapter in manuscript.chapters for place in _places(chapter)]
    if len(places) != len(ids):
        return {}
    return dict(zip(ids, places, strict=True))


def _places(chapter: Chapter) -> list[Location]:
    number = sum(1 for _ in headings(chapter.blocks))
    lines = list(_heading_lines(chapter.source))
    if len(lines) != number:
        return [Location(chapter.path)] * number
    return [Location(chapter.path, line) for line in lines]


def _heading_lines(source: str) -> list[int]:
    """The lines that begin with ``#``, neither in code nor within a paragraph."""
    found: list[int] = []
    fence, in_paragraph = "", False
    for number, line in enumerate(source.split("\n"), start=1):
        marks = _FENCE.match(line)
        if fence:
            closes = marks and marks[1].startswith(fence) and not line.strip(" `~")
            fence = "" if closes else fence
        elif marks:
            fence, in_paragraph = marks[1], False
        elif _HEADING.match(line) and not in_paragraph:
            found.append(number)
        else:
            in_paragraph = bool(line.strip()) and not line.startswith((":::", "<!--"))
    return found
