"""Passages that say a section or a caption again in another language, ``{.translation lang="en"}``.

A chapter is rendered once in the report's language and, if it holds translations, once more in
the language of each: what a template prints (facts, dates, tables) prints in the language of the
text around it. pandoc parses all of them in one run; the translations are then taken from theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hakusho.manuscript.ast import attr_of, elements, rewrite
from hakusho.manuscript.conditions import TRANSLATION, passages, place_of
from hakusho.manuscript.fenced_divs import FencedDiv, blank, fenced_divs
from hakusho.manuscript.note_definitions import note_definitions, notes_marked_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hakusho.findings import Location
    from hakusho.manuscript.ast import Element
    from hakusho.manuscript.model import Draft
    from hakusho.source.positions import Positions

LANGUAGES = ("ja", "en")
_CLASS = re.compile(r"[\s{]\.translation(?=[\s}])")
ATTRIBUTE = re.compile(r"""(?<=\s)(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"}]+))""")
"""One ``key=value`` of the attributes of a passage."""
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_KEPT_FOR_LATER = re.compile(
    r"\{%-?\s*(?:macro\b|set\b(?:(?!%\}|=).)*%\}).*?\{%-?\s*end(?:macro|set)\b.*?%\}", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Translation:
    """A passage in another language.

    Attributes:
        language: ``ja`` or ``en``.
        of: Id of the section, figure or table that it says again.
        blocks: What it holds. Facts, dates and
            tables are in its language. For a figure or a table a paragraph, the caption.
        location: Where its attributes stand.
        confirmed: The digest of the original for which it was confirmed; empty if never.
    """

    language: str
    of: str
    blocks: list[Any]
    location: Location
    confirmed: str

    def at_level(self, level: int) -> list[Any]:
        """Its blocks with headings to fit the original's.

        Args:
            level: The level of the original's heading.

        Returns:
            The blocks: a heading at the beginning has that level, the others keep their distance
            from it; without one at the beginning the highest heading is one below.
        """
        levels = [element["c"][0] for element in elements(self.blocks) if element["t"] == "Header"]
        if not levels:
            return self.blocks
        begins = self.blocks[0]["t"] == "Header"
        shift = level - levels[0] if begins else level + 1 - min(levels)

        def change(element: Element) -> Element | None:
            if element["t"] != "Header" or not shift:
                return None
            own, *rest = element["c"]
            return {**element, "c": [max(1, own + shift), *rest]}

        moved: list[Any] = rewrite(self.blocks, change)
        return moved


def translations_of(draft: Draft) -> Mapping[tuple[str, str], Translation]:
    """The translations in the chapters, by language and id of the original.

    Args:
        draft: What was written.

    Returns:
        Those that say both; of two that say the same the first (TRN003 tells the author).
    """
    found: dict[tuple[str, str], Translation] = {}
    for chapter in draft.chapters:
        for passage in passages(chapter.blocks):
            _, classes, pairs = attr_of(passage)
            place = place_of(passage, draft.positions)
            if TRANSLATION not in classes or passage["t"] != "Div" or place is None:
                continue
            given = dict(pairs)
            key = (language_of(given.get("lang", "")), given.get("of", ""))
            if all(key) and key not in found:
                confirmed = given.get("confirmed", "")
                found[key] = Translation(*key, passage["c"][1], place, confirmed)
    return found


def language_of(tag: str) -> str:
    """``en`` for ``en-GB``; empty for a language that documents are not made in."""
    language = tag.partition("-")[0].lower()
    return language if language in LANGUAGES else ""


@dataclass(frozen=True, slots=True)
class SourceTranslation:
    """A translation as it stands in the source.

    Attributes:
        div: Where.
        given: Its attributes.
    """

    div: FencedDiv
    given: Mapping[str, str]


def source_translations(text: str) -> tuple[SourceTranslation, ...]:
    """Find the translations in the Markdown of a chapter, in order."""
    if "translation" not in text:
        return ()
    divs = (div for div in fenced_divs(text) if _CLASS.search(div.attributes))
    return tuple(SourceTranslation(div, _attributes(div.attributes)) for div in divs)


def without_translations(text: str) -> str:
    """A chapter in its own language: translations are blank, all else keeps its place."""
    divs = [(each.div.start, each.div.end) for each in source_translations(text)]
    return blank(text, divs) if divs else text


def _attributes(written: str) -> dict[str, str]:
    matches = ATTRIBUTE.finditer(written)
    return {match["key"]: match["bare"] or match["quoted"] or "" for match in matches}


def by_language(text: str, language: str) -> dict[str, str]:
    """Split what a chapter's template prints by the language that it prints in.

    Args:
        text: The chapter's Markdown, marked.
        language: The report's.

    Returns:
        For the report's language and for that of each translation the text, in which the
        expressions that stand in another language are blank. The notes that a translation marks
        belong to it, wherever they are defined.
    """
    foreign = [
        (other, each.div)
        for each in source_translations(text)
        if (other := language_of(each.given.get("lang", ""))) and other != language
    ]
    if not foreign:
        return {language: text}
    definitions = note_definitions(text)
    outside = blank(text, [(div.start, div.end) for _, div in foreign])
    shared = notes_marked_in(outside)
    aside: list[tuple[int, int]] = []
    spans: dict[str, list[tuple[int, int]]] = {}
    for other, div in foreign:
        labels = notes_marked_in(text[div.start : div.end])
        notes = [note for note in definitions if note.label in labels]
        spans.setdefault(other, []).append((div.start, div.end))
        spans[other] += [(note.start, note.end) for note in notes]
        aside.append((div.start, div.end))
        aside += [(note.start, note.end) for note in notes if note.label not in shared]
    texts = {language: _without_expressions(text, lambda at: _within(at, aside))}
    for other, own in spans.items():
        texts[other] = _without_expressions(text, _outside(own))
    return texts


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _outside(spans: list[tuple[int, int]]) -> Callable[[int], bool]:
    return lambda offset: not _within(offset, spans)


def _without_expressions(text: str, unwanted: Callable[[int], bool]) -> str:
    """Blank the expressions at unwanted offsets, but for what is kept in a name to print later."""
    kept = [match.span() for match in _KEPT_FOR_LATER.finditer(text)]
    gone = [
        match.span()
        for match in _EXPRESSION.finditer(text)
        if unwanted(match.start()) and not _within(match.start(), kept)
    ]
    return blank(text, gone) if gone else text


def with_translations(
    blocks: list[Any], others: Mapping[str, list[Any]], positions: Positions
) -> list[Any]:
    """Put translations in their own language into a chapter.

    Args:
        blocks: The chapter, rendered in the report's language.
        others: The same chapter in other languages, by language.
        positions: What the places of both mean.

    Returns:
        The chapter, each translation taken from the rendering in its language.
    """
    spoken = {
        (place_of(div, positions), language): div
        for language, rendered in others.items()
        for div in passages(rendered)
        if language == _language(div)
    }
    if not spoken:
        return blocks

    def change(element: Element) -> Element | None:
        if element["t"] != "Div" or TRANSLATION not in attr_of(element)[1]:
            return None
        return spoken.get((place_of(element, positions), _language(element)))

    put: list[Any] = rewrite(blocks, change)
    return put


def _language(element: Element) -> str:
    return language_of(dict(attr_of(element)[2]).get("lang", ""))
