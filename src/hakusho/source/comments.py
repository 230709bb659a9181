"""Comments: what is for authors only, in Markdown ``<!-- … -->``, in templates ``{%# … #%}``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements
from hakusho.findings.places import places_of
from hakusho.source.raw import source_of
from hakusho.source.template_calls import template_comments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.ast.nodes import Block
    from hakusho.findings import Location
    from hakusho.source.positions import Positions

_HTML = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"<!--|-->|\{%#|#%\}")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment.

    Attributes:
        location: Where it begins.
        start: The same as an offset in its file.
        end: Where it ends.
        text: What it says.
        alone: Whether nothing else stands on its lines.
        of_template: Whether it is a template's.
    """

    location: Location
    start: int
    end: int
    text: str
    alone: bool
    of_template: bool


def comments_in(path: str, blocks: Sequence[Block], positions: Positions) -> tuple[Comment, ...]:
    """Find the comments of a chapter.

    Args:
        path: Its file.
        blocks: What was read in it.
        positions: What their places mean.

    Returns:
        The comments, in order; those in code are none, but for a template's.
    """
    source = source_of(path, positions)
    found = {span: source[slice(*span)] for span in template_comments(source)}
    for element in elements(list(blocks)) if "<!--" in source else ():
        if element["t"] in {"RawBlock", "RawInline"} and "at" in element:
            start, end = positions.span(element["at"])
            said = _HTML.findall(element["c"][1])
            typed = list(_HTML.finditer(source, start, end))
            if len(typed) == len(said) and positions.is_typed(element["at"][0]):
                found |= {match.span(): match[0] for match in typed}
            elif said:  # a template has a part in it
                found[start, end] = "\n\n".join(said)
    places = places_of(path, source)
    return tuple(
        Comment(
            places.at(start),
            start,
            end,
            _MARKS.sub("", text),
            _alone(source, start, end),
            source.startswith("{", start),
        )
        for (start, end), text in sorted(found.items())
    )


def _alone(source: str, start: int, end: int) -> bool:
    before = source[source.rfind("\n", 0, start) + 1 : start]
    return not before.strip() and not source[end:].partition("\n")[0].strip()


def lines_from(path: str, start: int, positions: Positions) -> tuple[int, int]:
    """First and last line, from 1, of what begins at an offset of a file, up to a blank line."""
    source = source_of(path, positions)
    above = source[:start].count("\n")
    return above + 1, above + sum(1 for _ in takewhile(str.strip, source[start:].split("\n")))


def words_of(
    path: str,
    blocks: Sequence[Block],
    positions: Positions,
    spans: Sequence[tuple[int, int]] | None = None,
    left_out: Sequence[tuple[int, int]] = (),
) -> str:
    """What an author has written, without comments and white space: good for a digest only.

    Args:
        path: A file.
        blocks: What was read in it.
        positions: What their places mean.
        spans: The ranges of the file that are wanted; all of it where nothing is said.
        left_out: Ranges that are not.
    """
    source = source_of(path, positions)
    comments = ((each.start, each.end) for each in comments_in(path, blocks, positions))
    gone = sorted([*left_out, *comments])
    pieces = []
    for start, end in [(0, len(source))] if spans is None else spans:
        done = start
        for begin, stop in gone:
            if done < stop and begin < end:
                pieces.append(source[done:begin] if begin > done else "")
                done = max(done, stop)
        pieces.append(source[done:end])
    return "".join("".join(pieces).split())
