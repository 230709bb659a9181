"""MRK022: lines that their author meant to stand one below another, and are printed as one.

Markdown joins the lines of a paragraph. Who types an address, a programme or a dialogue line by
line sees it run together: 日時：12月1日場所：東京.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import slip
from hakusho.values.letters import JAPANESE, KANJI, KATAKANA, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.checks.leftovers.slips import Line, Paragraph, Slip
    from hakusho.source.prose import Prose

_LABEL = re.compile(
    rf"(?:[{JAPANESE}A-Z][{JAPANESE}A-Za-z・ ]{{0,11}}："
    r"|[A-Z][A-Za-z]*(?: [A-Za-z]+){0,2}: )(?=\S)"
)
_SHORT = 40
"""Columns; a Japanese letter takes two. Who breaks paragraphs into lines writes longer ones."""
_STOPS = re.compile(r"[。．.、，,：:；;！？!?…]\W*$")
_IN_SENTENCES = re.compile(rf"。|[{JAPANESE}]、(?=[{JAPANESE}])")
_ENDS = re.compile(rf"[{KANJI}{KATAKANA}A-Za-z0-9０-９）)」』]$")
"""What a line ends in that is whole; a sentence is broken behind a particle as well."""
_JOINED_WORDS = re.compile(rf"[{JAPANESE}]")
_ELSEWHERE = frozenset({"Table", "LineBlock", "Header", "DefinitionList"})


def slips_of_lines(
    prose: Prose, paragraphs: Sequence[Paragraph], told: Sequence[Slip]
) -> Iterator[Slip]:
    """Find paragraphs of lines that begin with a label each, or are short Japanese ones.

    Args:
        prose: A chapter's text.
        paragraphs: Its paragraphs.
        told: What has been found in it: a list that is read as text needs no second word.
    """
    positions = sorted(each.position for each in told)
    for paragraph in paragraphs:
        lines = paragraph.lines
        if len(lines) < 2 or _ELSEWHERE & paragraph.within or _has_image(prose, lines):  # noqa: PLR2004
            continue
        begin = bisect_left(positions, prose.at[lines[0].start])
        if begin < bisect_right(positions, prose.at[lines[-1].start]):
            continue
        first = _labelled(lines) or _short(lines)
        if first:
            message = "this line and the one above it are printed as one"
            hint = (
                "End a line with \\ to keep the next one apart, or write the lines as items of a "
                "list: - and a space, with an empty line before the first."
            )
            yield slip(prose, first.start, "MRK022", message, hint)


def _has_image(prose: Prose, lines: Sequence[Line]) -> bool:
    """Whether a line begins with an image, whose own words are not in the text."""
    starts = (prose.at[line.start] for line in lines)
    return any(prose.positions.letters(at - 2, 2) == "![" for at in starts if at > 1)


def _labelled(lines: Sequence[Line]) -> Line | None:
    """The second of the lines that begin with a label, if all do and editions join it."""
    if not all(_LABEL.match(line.text) for line in lines):
        return None
    return next((line for line in lines[1:] if not line.kept), None)


def _short(lines: Sequence[Line]) -> Line | None:
    """The first line that is joined to a whole one, if all are short.

    Where the last one ends in a stop, or a sentence ends or pauses in any but one that leads in,
    it is prose in lines.
    """
    if _STOPS.search(lines[-1].text) or not all(map(_is_short, lines)):
        return None
    leads_in = lines[0].text.endswith("。")
    if any(_IN_SENTENCES.search(line.text) for line in lines[leads_in:]):
        return None
    pairs = pairwise(lines)
    return next((b for a, b in pairs if not b.kept and _ENDS.search(a.text)), None)


def _is_short(line: Line) -> bool:
    return sum(map(columns_of, line.text)) <= _SHORT and bool(_JOINED_WORDS.search(line.text))
