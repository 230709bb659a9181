"""XRF020 to XRF022: cross-references that lead somewhere, and not to where their sentence means.

To the section in which they stand; a plan of a paper that names one chapter twice and another not
at all; a figure that is called a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.findings import Finding, also
from hakusho.manuscript.conditions import TRANSLATION
from hakusho.values.letters import HIRAGANA, KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.manuscript.indexed import Index, Target
    from hakusho.source.prose import Prose

_PARAGRAPH = re.compile(r"[^\n]+")
_THIS = re.compile(
    r"[本この][章節]|ここ|以上|以下|上記|\bthis (?:section|chapter)\b|\bhere\b|\bpresent\b",
    re.IGNORECASE,
)
"""What a sentence says that means the section that it stands in."""
_PLANNED = 3
"""Chapters that a paragraph names, if it tells how a paper is built."""
_CALLED = re.compile(
    rf"(?<![{KANJI}{KATAKANA}{HIRAGANA}A-Za-z])(?P<ja>[図表])(?=(?:で|に|は|が|から|の中で)[^きせ])"
    r"|\b(?:[Tt]he|[Tt]his) (?P<en>table|chart|figure(?! (?:is|has|makes)\b)) "
    r"(?=(?:shows|gives|lists|sets out|makes|compares|illustrates|depicts|plots|is|has)\b)"
)
"""A figure that is, has or makes something may be a number."""
_KINDS = {"図": "Figure", "表": "Table", "table": "Table", "figure": "Figure", "chart": "Figure"}
_PREFIXES = {"Figure": "fig-", "Table": "tbl-"}
_MARKS = {"Figure": "@fig-…", "Table": "@tbl-…"}


@dataclass(frozen=True, slots=True)
class _Use:
    at: int
    ident: str


def check_unfit_references(proses: Sequence[Prose], index: Index) -> Iterator[Finding]:
    """XRF020 to XRF022 in the report's chapters; ``index`` is of what its readers get."""
    headings = [each for each in index.targets if each.kind == "Header"]
    chapters = [each.ident for each in headings if each.level == 1 and each.ident]
    of_files = _by_file(headings)
    floats = {each.ident: each for each in index.targets if each.kind in _PREFIXES}
    for prose in proses:
        own = own_words(prose)
        uses = [*_uses(prose)]
        yield from _to_itself(prose, uses, of_files)
        places = [each.at for each in uses]
        for paragraph in _PARAGRAPH.finditer(own.text) if uses else ():
            first, last = (bisect_left(places, at) for at in paragraph.span())
            if here := uses[first:last]:
                yield from _plan(prose, here, chapters)
                yield from _called(own, paragraph, here, floats)


def _uses(prose: Prose) -> Iterator[_Use]:
    translated = [(start, end) for start, end, name in prose.parts if name == TRANSLATION]
    for at, node in sorted(prose.opaque.items()):
        if node["t"] != "Cite" or len(node["c"][0]) != 1:
            continue
        if not any(start <= at < end for start, end in translated):
            yield _Use(at, node["c"][0][0]["citationId"])


def _by_file(headings: Iterable[Target]) -> Mapping[str, Sequence[Target]]:
    """The headings of each file, in their order."""
    found: dict[str, list[Target]] = {}
    for each in sorted(headings, key=lambda each: each.location):
        found.setdefault(each.location.path, []).append(each)
    return found


def _to_itself(
    prose: Prose, uses: Sequence[_Use], headings: Mapping[str, Sequence[Target]]
) -> Iterator[Finding]:
    """XRF020 for a reference to the section without a heading between the two.

    A plan of the paper, which names others in one paragraph, names its own chapter as well; and of
    one chapter alone nothing tells what else could be meant.
    """
    every = [each for those in headings.values() for each in those]
    idents = {each.ident for each in every}
    if sum(each.level == 1 for each in every) < 2:  # noqa: PLR2004
        return
    paragraphs = {use.at: bisect_right(prose.ends, use.at) for use in uses if use.ident in idents}
    named = Counter(paragraphs.values())
    for use in uses:
        if use.ident not in idents or named[paragraphs[use.at]] > 1:
            continue
        place = prose.place(use.at)
        own = headings.get(place.path, ())
        above = bisect_left(own, place, key=lambda each: each.location)
        heading = own[above - 1] if above else None
        if heading and heading.ident == use.ident and not _THIS.search(prose.block(use.at)):
            message = "@{id} is the section that this sentence stands in"
            hint = "Refer to the section that is meant, or write that it is this one."
            related = also(heading.location, "its heading")
            yield Finding.of("XRF020", place, message, hint, use.ident, related=related)


def _plan(prose: Prose, uses: Sequence[_Use], chapters: Sequence[str]) -> Iterator[Finding]:
    """XRF021 for a chapter that is named twice where the one before or behind it is left out."""
    named = [each for each in uses if each.ident in chapters] if len(uses) >= _PLANNED else ()
    if len(named) < _PLANNED:
        return
    numbers = [chapters.index(each.ident) for each in named]
    lost = [each for each in range(min(numbers), max(numbers) + 1) if each not in numbers]
    twice = [n for n in range(1, len(numbers)) if numbers[n] == numbers[n - 1]]
    if len(lost) != 1 or len(twice) != 1 or numbers != sorted(numbers):
        return
    wrong = twice[0] - (lost[0] < numbers[twice[0]])
    message = "@{id} is named twice in the plan, and @{other} not at all"
    hint = "Name each chapter in its turn."
    given = (named[wrong].ident, chapters[lost[0]])
    yield Finding.of("XRF021", prose.place(named[wrong].at), message, hint, *given)


def _called(
    own: Prose, paragraph: re.Match[str], uses: Sequence[_Use], floats: dict[str, Target]
) -> Iterator[Finding]:
    """XRF022 for a figure of a paragraph that it calls a table, where it names none."""
    kinds = ((each.ident, kind) for each in uses for kind in _PREFIXES)
    named = {kind for ident, kind in kinds if _is_of(ident, kind, floats)}
    if len(named) != 1:
        return
    (kind,) = named
    first, ident = min((each.at, each.ident) for each in uses if _is_of(each.ident, kind, floats))
    for match in _CALLED.finditer(own.text, *paragraph.span()):
        called = match["ja"] or match["en"]
        if _KINDS[called] != kind and match.start() > first:
            message = "{word} is said, and the paragraph refers to a figure alone: @{id}"
            if kind == "Table":
                message = "{word} is said, and the paragraph refers to a table alone: @{id}"
            hint = "Call it what it is, or refer to the other one by {mark}."
            given = (called, ident, _MARKS[_KINDS[called]])
            yield Finding.of("XRF022", own.place(match.start()), message, hint, *given)


def _is_of(ident: str, kind: str, floats: dict[str, Target]) -> bool:
    """Whether a reference is to a figure, or a table; those that templates print have no target."""
    return floats[ident].kind == kind if ident in floats else ident.startswith(_PREFIXES[kind])
