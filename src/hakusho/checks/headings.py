"""XRF: headings whose levels have gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.ast.walk import stringify
from hakusho.findings import Finding, Location
from hakusho.manuscript.index import headings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions


def check_headings(chapters: Sequence[Chapter], positions: Positions) -> Iterator[Finding]:
    """XRF004 for each heading of a document that is two levels below the one before it.

    The first must be of level 1.
    """
    before = 0
    for chapter in chapters:
        for heading in headings(chapter.blocks):
            level = heading["c"][0]
            if level > before + 1:
                at = heading.get("at")
                where = positions.place(at[0]) if at else Location(chapter.path)
                name = stringify(heading["c"][2]).strip()
                message = "the heading '{name}' is of level {level}, but the first"
                if before:
                    message = "the heading '{name}' is of level {level}, below one of level {above}"
                hint = "Write {right} for {written}."
                values = (name, level, *([before] if before else []))
                marks = ("#" * (before + 1), "#" * level)
                yield Finding.of("XRF004", where, message, hint, *values, *marks)
            before = level
