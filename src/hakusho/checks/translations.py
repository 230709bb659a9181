"""TRN: translations of what does not exist, twice, or of what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process

from hakusho.ast.walk import attr_of, elements
from hakusho.findings import Finding, Location, rule
from hakusho.manuscript.conditions import (
    NOT,
    ONLY,
    TRANSLATION,
    is_passage,
    passages,
    place_of,
)
from hakusho.manuscript.originals import originals_of
from hakusho.values.languages import LANGUAGES, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.ast.nodes import Block, Div, Element, Span
    from hakusho.manuscript.model import Draft
    from hakusho.manuscript.originals import Original

_EXAMPLE = 'Write ::: {.translation lang="en" of="sec-history"}.'


def check_translations(draft: Draft, language: str) -> Iterator[Finding]:
    """Check the translations in the chapters.

    Args:
        draft: What was written, as parsed.
        language: Of the report, ``ja`` or ``en``.

    Yields:
        TRN001 for one that does not say of what or in which language, TRN002 for one of nothing,
        TRN003 for a second one, TRN004 for one whose original has changed, TRN005 for one that
        was never confirmed.
    """
    texts = [(chapter, False) for chapter in draft.chapters]
    texts += [(brief, True) for brief in draft.briefs.values()]
    found = [
        (passage, place_of(passage, draft.positions) or Location(text.path), in_brief)
        for text, in_brief in texts
        for passage in passages(text.blocks)
        if TRANSLATION in attr_of(passage)[1]
    ]
    if not found:
        return
    originals = originals_of(draft)
    conditional = {id(inner) for text, _ in texts for inner in _inside_conditions(text.blocks)}
    first: dict[tuple[str, str], Location] = {}
    for passage, where, in_brief in found:
        problem = "a translation stands in a chapter, not in a brief" if in_brief else ""
        if id(passage) in conditional:
            problem = "a translation cannot stand in a passage for some readers only"
        problem = problem or _unfit(passage, language)
        if problem:
            yield Finding(rule("TRN001"), where, problem, _EXAMPLE)
            continue
        given = dict(attr_of(passage)[2])
        original = originals.get(given["of"])
        if original is None:
            yield _unknown(given["of"], where, draft, originals)
            continue
        key = (language_of(given["lang"]), given["of"])
        earlier = first.setdefault(key, where)
        if earlier is not where:
            message = f"'{key[1]}' is translated into '{key[0]}' already at {earlier}"
            yield Finding(rule("TRN003"), where, message, "Take one of them out.")
            continue
        yield from _unconfirmed(given, where, original)


def _inside_conditions(blocks: list[Block]) -> Iterator[Element]:
    """What stands in a condition; it would not be asked when the translation is taken out."""
    for passage in passages(blocks):
        if {ONLY, NOT}.intersection(attr_of(passage)[1]):
            yield from (each for each in elements(passage["c"][1]) if is_passage(each))


def _unfit(passage: Div | Span, language: str) -> str:
    given = dict(attr_of(passage)[2])
    if passage["t"] != "Div":
        return "a translation must be a block of its own"
    if not given.get("lang"):
        return "this translation has no lang"
    if not language_of(given["lang"]):
        return (
            f"'{given['lang']}' is no language that documents are made in ({', '.join(LANGUAGES)})"
        )
    if language_of(given["lang"]) == language:
        return f"'{given['lang']}' is the report's own language"
    if not given.get("of"):
        return "this translation does not say of what"
    return "" if passage["c"][1] else "this translation is empty"


def _unknown(
    ident: str, where: Location, draft: Draft, originals: Mapping[str, Original]
) -> Finding:
    exists = any(
        attr_of(element)[0] == ident
        for chapter in draft.chapters
        for element in elements(chapter.blocks)
    )
    what = "names" if exists else "has the id"
    message = f"no section, figure or table {what} '{ident}'"
    near = process.extractOne(ident, sorted(originals), score_cutoff=60)
    hint = f"Did you mean '{near[0]}'?" if near else "Give the original's heading that id."
    return Finding(rule("TRN002"), where, message, hint)


def _unconfirmed(
    given: Mapping[str, str], where: Location, original: Original
) -> Iterator[Finding]:
    of, confirmed = given["of"], given.get("confirmed", "")
    hint = f"Read both, then run `hakusho confirm {of}`."
    if not confirmed:
        message = f"this translation of '{of}' ({original.location}) was never confirmed"
        yield Finding(rule("TRN005"), where, message, hint)
    elif confirmed != original.digest:
        message = f"'{of}' ({original.location}) has changed since this translation was confirmed"
        yield Finding(rule("TRN004"), where, message, hint)
