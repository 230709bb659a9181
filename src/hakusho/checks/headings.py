"""XRF: headings whose levels have gaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location
from hakusho.findings.places import places_of
from hakusho.manuscript.ast import elements, stringify
from hakusho.manuscript.fenced_divs import blank
from hakusho.manuscript.index import headings
from hakusho.manuscript.markers import opaque_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.manuscript.ast import Element
    from hakusho.manuscript.model import Chapter


def check_headings(chapters: Sequence[Chapter]) -> Iterator[Finding]:
    """Check that the first heading is of level 1 and none is two levels below the one before it.

    Args:
        chapters: Of one document, in order.

    Yields:
        XRF004 for each heading that skips a level.
    """
    before = 0
    for chapter in chapters:
        start = 0
        for heading in headings(chapter.blocks):
            level = heading["c"][0]
            start, where = _place(chapter, heading, start)
            if level > before + 1:
                name = stringify(heading["c"][2]).strip()
                message = "the heading '{name}' is of level {level}, but the first"
                if before:
                    message = "the heading '{name}' is of level {level}, below one of level {above}"
                hint = "Write {right} for {written}."
                values = (name, level, *([before] if before else []))
                marks = ("#" * (before + 1), "#" * level)
                yield Finding.of("XRF004", where, message, hint, *values, *marks)
            before = level


def _place(chapter: Chapter, heading: Element, start: int) -> tuple[int, Location]:
    """Where a heading stands, looked for from a place on; the chapter if a template wrote it."""
    first = next((each["c"] for each in elements(heading["c"][2]) if each["t"] == "Str"), "")
    marks = "#" * heading["c"][0]
    text = blank(chapter.source, opaque_spans(chapter.source))
    line = rf"^ {{0,3}}(?P<marks>{marks})[ \t]+[^\n]*?{re.escape(first)}"
    found = re.compile(line, re.MULTILINE).search(text, start)
    if found is None:
        return start, Location(chapter.path)
    return found.end(), places_of(chapter.path, chapter.source).at(found.start("marks"))
