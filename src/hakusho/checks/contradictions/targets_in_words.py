"""CON027, CON028, CON038: what a sentence says of what it refers to.

@sec-choices sets out three ways, and is called Four ways; @sec-acmで見たとおり of a section that
is still to come; 輸出入の内訳は@tbl-years where another table is called 輸出入の内訳.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.fact_numbers import JAPANESE_LETTER
from hakusho.checks.contradictions.heard_labels import LabelIndex, pieces_of
from hakusho.findings import Finding, also
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import KANJI, KATAKANA
from hakusho.values.numerals import NUMBER_WORDS, japanese_number, number_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.ast.nodes import Citation
    from hakusho.checks.contradictions.passages import Passage
    from hakusho.findings import Location
    from hakusho.manuscript.indexed import Target

_COUNTED = re.compile(
    rf"\b(?P<english>{NUMBER_WORDS}) (?:[a-z]+ )?(?P<things>[a-z]{{3,}}s)\b"
    r"|(?<![第数何一二三四五六七八九十百0-9０-９])(?P<japanese>[二三四五六七八九十2-9２-９])"
    rf"(?P<unit>つ|種|種類|段階|か国|層)の(?P<what>[{KANJI}{KATAKANA}]{{2,12}})",
    re.IGNORECASE,
)
_A_PART = re.compile(r"(?:うち|残る|残りの|中の|別の|\bof the |\bother |\blast |\bfirst )\Z")
_TOLD = re.compile(
    rf"{OPAQUE}(?:で|において)?(?:見|述べ|論じ|示し|確認し|検討し|指摘し|説明し|取り上げ)た"
    r"|(?i:\bas (?:we )?(?:saw|seen|(?:(?:have|has been|already|previously) )+"
    r"(?:seen|shown|discussed|described|noted|argued)) in )"
    rf"{OPAQUE}|{OPAQUE} (?:above|earlier)\b"
)
_TO_BE_TOLD = re.compile(rf"{OPAQUE} (?:below|later)\b|{OPAQUE}で(?:後述|後に(?:見|述べ|論じ)る)")

_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_ALL, _LITTLE, _LIGHTEST = 0.95, 0.4, 3
"""How much of the other caption, and of the right one, a clause says; how much there is to say."""


def check_targets_in_words(
    passages: Iterable[Passage], targets: Mapping[str, Target], order: Mapping[str, int]
) -> Iterator[Finding]:
    """Hold sentences against the titles and the places of what they refer to.

    Args:
        passages: Of the chapters.
        targets: Headings and what has a caption, by id.
        order: The number of each chapter, by path.
    """
    captions = _captions(targets)
    for passage in passages:
        for at, node in passage.elements.items():
            if node["t"] != "Cite":
                continue
            for each in node["c"][0]:
                target = targets.get(each["citationId"])
                if target is not None and is_cross_reference(each["citationId"]):
                    yield from _miscounted(passage, at, target)
                    yield from _called_otherwise(passage, at, target, captions, targets)
                    if target.kind == "Header":
                        yield from _misplaced(passage, at, target, order)


def _counts(text: str) -> Iterator[tuple[str, int, re.Match[str]]]:
    """What a text counts, and how many it says there are."""
    for match in _COUNTED.finditer(text):
        if match["english"]:
            yield match["things"].lower(), number_in_words(match["english"]), match
        else:
            yield match["unit"] + match["what"], japanese_number(match["japanese"]), match


def _miscounted(passage: Passage, at: int, target: Target) -> Iterator[Finding]:
    """CON027 for another number of the things that a title or a caption counts."""
    titled = {what: (number, match[0]) for what, number, match in _counts(target.title)}
    if not titled:
        return
    start, end = passage.sentence(at)
    said = list(_counts(passage.own[start:end]))
    for what, _, match in said:
        right = titled.get(what)
        if right is None or (what, right[0]) in {(each, n) for each, n, _ in said}:
            continue
        if not _A_PART.search(passage.own, start, start + match.start()):
            message = "'{here}', and what is referred to is called '{title}'"
            related = also(target.location, "what is referred to")
            place = passage.place(start + match.start())
            given = (match[0], target.title)
            yield Finding.of("CON027", place, message, "", *given, related=related)


def _captions(targets: Mapping[str, Target]) -> LabelIndex:
    """Finds figures and tables by their captions; units and the like in brackets say little."""
    return LabelIndex(
        (ident, _IN_BRACKETS.sub("", target.title))
        for ident, target in targets.items()
        if target.kind in {"Figure", "Table"}
    )


def _called_otherwise(
    passage: Passage, at: int, target: Target, captions: LabelIndex, targets: Mapping[str, Target]
) -> Iterator[Finding]:
    """CON038 for a clause that says all of another caption, and little of the right one."""
    if target.kind not in {"Figure", "Table"}:
        return
    start, end = passage.sentence(at)
    begin = max(passage.text.rfind(mark, start, at) + 1 for mark in "。、，,;；\n") or start
    clause = passage.own[max(begin, start) : at]
    if JAPANESE_LETTER.search(clause) is None:
        return
    spoken = captions.spoken_of(clause)
    named = {each["citationId"] for each in _cited(passage, start, end)}
    if spoken.get(target.ident, 0.0) >= _LITTLE:
        return
    for ident, share in spoken.items():
        other = targets[ident]
        weight = sum(pieces_of(_IN_BRACKETS.sub("", other.title)).values())
        if share >= _ALL and weight >= _LIGHTEST and ident not in named:
            message = "'{title}' is '{other}', and this refers to '{here}'"
            place, related = passage.place(at), also(other.location, "what is called so")
            given = (other.title, ident, target.ident)
            yield Finding.of("CON038", place, message, "", *given, related=related)
            return


def _cited(passage: Passage, start: int, end: int) -> Iterator[Citation]:
    for at, node in passage.elements.items():
        if start <= at < end and node["t"] == "Cite":
            yield from node["c"][0]


def _misplaced(
    passage: Passage, at: int, target: Target, order: Mapping[str, int]
) -> Iterator[Finding]:
    """CON028 for a section that is said to be before a place, and comes behind it; and contrary."""
    place = passage.place(at)
    here, there = _key(place, order), _key(target.location, order)
    start, end = passage.sentence(at)
    for pattern, is_before in ((_TOLD, True), (_TO_BE_TOLD, False)):
        told = any(
            at in range(*match.span()) for match in pattern.finditer(passage.text, start, end)
        )
        if told and (there > here if is_before else there < here):
            message = "this speaks of '{title}' as told before, and it comes behind"
            if not is_before:
                message = "this speaks of '{title}' as told behind, and it comes before"
            related = also(target.location, "the section")
            yield Finding.of("CON028", place, message, "", target.title, related=related)


def _key(place: Location, order: Mapping[str, int]) -> tuple[int, int, int]:
    return order.get(place.path, 0), place.line, place.column
