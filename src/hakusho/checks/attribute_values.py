"""TYP019: readings (ruby) that do not fit the words below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.findings import Finding, Location
from hakusho.manuscript.ruby import RUBY, characters, is_plain, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Element, Inline
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions


def check_values(chapter: Chapter, positions: Positions) -> Iterator[Finding]:
    """Check what attributes of a chapter say."""
    for element in elements(chapter.blocks):
        given = dict(attr_of(element)[2])
        if element["t"] == "Span" and RUBY in given:
            where = _place(element, RUBY, chapter, positions)
            yield from _reading(element["c"][1], given[RUBY], where)


def _reading(base: list[Inline], written: str, where: Location) -> Iterator[Finding]:
    words, parts = stringify(base).strip(), readings(written)
    if not is_plain(base):
        message = "a reading stands over plain words alone"
        hint = (
            "Write emphasis around it, **[漢字]{{ruby=かんじ}}**, and notes and formulas behind it."
        )
        yield Finding.of("TYP019", where, message, hint)
    elif not all(parts):
        message = "a part of the reading over {words} is empty"
        yield Finding.of("TYP019", where, message, 'Write it: {{ruby="かん|じ"}}.', words)
    elif len(parts) > 1 and len(parts) != len(characters(words)):
        message = "{words} has {characters} characters, and its reading {parts} parts"
        hint = "Divide it by | once for each character, or leave it whole."
        values = (words, len(characters(words)), len(parts))
        yield Finding.of("TYP019", where, message, hint, *values)


def _place(element: Element, key: str, chapter: Chapter, positions: Positions) -> Location:
    at = element.get("attributes", element.get("at"))
    if at is None:
        return Location(chapter.path)
    return positions.place(positions.find(at, f"{key}="))
