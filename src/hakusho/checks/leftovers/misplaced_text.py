"""MRK004, MRK016, MRK026: what is no text of a chapter: front matter, marks of a conflict."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import Slip, is_plain, slip
from hakusho.findings import Finding, say
from hakusho.source.front_matter import front_matter_of, later_metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.ast.nodes import Block, Element
    from hakusho.checks.leftovers.slips import Paragraph
    from hakusho.source.front_matter import FrontMatter
    from hakusho.source.positions import Positions
    from hakusho.source.prose import Prose

_KEYS = MappingProxyType(
    {
        "title": "title",
        "subtitle": "subtitle",
        "author": "authors",
        "authors": "authors",
        "creator": "authors",
        "date": "date",
        "lang": "lang",
        "language": "lang",
        "abstract": "abstract",
        "description": "abstract",
        "summary": "abstract",
        "keywords": "keywords",
        "bibliography": "bibliography",
        "csl": "citations.style",
        "citation-style": "citations.style",
        "version": "version",
        "rights": "licence",
        "license": "licence",
        "licence": "licence",
        "copyright": "licence",
        "slug": "slug",
        "toc-depth": "contents_depth",
        "number-sections": "section_numbers",
        "numbersections": "section_numbers",
        "format": "editions",
    }
)
"""What report.yaml calls what pandoc, Quarto, Zenn, Qiita and static sites call so."""
_OURS, _THEIRS, _ENDS = "<" * 7, "=" * 7, ">" * 7
_DEPTH = len(_ENDS)


def front_matter_in(blocks: Sequence[Block], positions: Positions) -> tuple[tuple[Slip, ...], int]:
    """MRK004 for a chapter's front matter, and for metadata further down.

    MRK026 where a line of dashes is missing and the keys are those of metadata.

    Returns:
        A slip for each, and the position behind the front matter.
    """
    first = front_matter_of(blocks, positions)
    if first and not first.whole and not any(key.lower() in _KEYS for key in first.keys):
        first = None
    found = (*([first] if first else []), *later_metadata(blocks, positions))
    return tuple(_metadata(each, positions) for each in found), first.at[1] if first else 0


def _metadata(found: FrontMatter, positions: Positions) -> Slip:
    known = [(key, _KEYS[key.lower()]) for key in found.keys if key.lower() in _KEYS]
    others = [key for key in found.keys if key.lower() not in _KEYS]
    lines = ", ".join(f"{key} → {ours}" for key, ours in known)
    rest = ", ".join(others)
    rule, message = "MRK004", "front matter is read as text here, and printed"
    if not found.whole:
        rule, message = "MRK026", "this front matter has no two lines ---, and is printed as text"
    if lines and rest:
        said = "Metadata stands in report/report.yaml: {keys}. It has no key for {others}."
        hint = say(said, lines, rest)
    elif lines:
        hint = say("Metadata stands in report/report.yaml: {keys}.", lines)
    else:
        hint = say("Leave it out: report/report.yaml has nothing for {others}.", rest)
    where = positions.place(found.at[0])
    return Slip(Finding.of(rule, where, message, hint), found.at[0])


def conflicts_in(
    prose: Prose, paragraphs: Sequence[Paragraph], nodes: Sequence[Element]
) -> tuple[list[Slip], frozenset[int]]:
    """MRK016 for the marks that a merge has left.

    Returns:
        One slip for each conflict, and the positions of its marks.
    """
    slips: list[Slip] = []
    torn: set[int] = set()
    ends: list[int] = []
    for paragraph in paragraphs:
        for line in paragraph.lines:
            mark = line.text.split(" ")[0]
            if mark in {_OURS, _THEIRS, _ENDS} and is_plain(prose, line.start, line.start + 7):
                torn.add(prose.at[line.start])
                ends += [prose.at[line.start]] if mark == _ENDS else []
                slips += [_conflict(prose, line.start)] if mark == _OURS else []
    for node in nodes:
        if node["t"] == "BlockQuote" and "at" in node:
            begin = node["at"][0] - _DEPTH + 1
            ends += [begin] if prose.positions.letters(begin, _DEPTH) == _ENDS else []
    if ends and not slips:
        where = prose.positions.place(ends[0])
        slips.append(Slip(Finding.of("MRK016", where, _MESSAGE, _HINT), ends[0]))
    return slips, frozenset(torn)


_MESSAGE = "a merge conflict was left unsettled here: both versions are printed"
_HINT = (
    "Keep one version, and take out the other and the lines that begin with <<<<<<<, "
    "======= and >>>>>>>."
)


def _conflict(prose: Prose, index: int) -> Slip:
    return slip(prose, index, "MRK016", _MESSAGE, _HINT)
