"""Passages that say a section or a caption again in another language, ``{.translation lang="en"}``.

A chapter is rendered and parsed in the report's language and, if it holds translations, once more
in the language of each: what a template prints (facts, dates, tables) prints in the language of the
text around it. The translations are then taken from theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hakusho.manuscript.ast import attr_of, elements, rewrite
from hakusho.manuscript.conditions import TRANSLATION, passages, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.findings import Location
    from hakusho.manuscript.ast import Element
    from hakusho.manuscript.model import Draft
    from hakusho.source.positions import Positions

LANGUAGES = ("ja", "en")


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


def spoken_in(
    blocks: list[Any], positions: Positions, language: str
) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Where a chapter speaks other languages than the report.

    Args:
        blocks: The chapter's.
        positions: What the places of its nodes mean.
        language: The report's.

    Returns:
        By language the ranges in the source of its translations, and of the notes that they mark
        and nothing outside them does.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    inside: dict[int, str] = {}
    for div in passages(blocks):
        other = _language(div)
        if TRANSLATION in attr_of(div)[1] and other and other != language and "at" in div:
            found.setdefault(other, []).append(positions.span(div["at"]))
            inside |= {id(each): other for each in elements(div) if "definition" in each}
    outside = {
        each["definition"]
        for each in elements(blocks)
        if "definition" in each and id(each) not in inside
    }
    for each in elements(blocks):
        if id(each) in inside and each["definition"] not in outside:
            found[inside[id(each)]].append(positions.span(each["definition"]))
    return found


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
