"""Sections of the bibliography: primary and secondary sources, Japanese and Western ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.values.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hakusho.citations.works import Work
    from hakusho.paper.settings import BibliographySection

_WESTERN = "western"
_KEYWORD_SEPARATOR = re.compile(r"\s*[,;、，；]\s*")


@dataclass(frozen=True, slots=True)
class Sections:
    """The works of each section.

    Attributes:
        parts: Heading and citekeys of each section that has a work, in the paper's order.
        homeless: Works that meet no section's conditions.
    """

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    homeless: tuple[Work, ...]


def divide(works: Iterable[Work], sections: Sequence[BibliographySection]) -> Sections:
    """Put works into the sections that the paper asks for.

    Returns:
        The sections. Without any, nothing has a part and nothing is homeless.
    """
    if not sections:
        return Sections((), ())
    keys: list[list[str]] = [[] for _ in sections]
    homeless = []
    for work in works:
        place = next((at for at, section in enumerate(sections) if _fits(work, section)), None)
        if place is None:
            homeless.append(work)
        else:
            keys[place].append(work.key)
    parts = tuple(
        (section.title, tuple(inside))
        for section, inside in zip(sections, keys, strict=True)
        if inside
    )
    return Sections(parts, tuple(homeless))


def _fits(work: Work, section: BibliographySection) -> bool:
    words = set(_KEYWORD_SEPARATOR.split(work.text("keywords")))
    language = primary(work.language)
    spoken = {language} if work.japanese else {language, _WESTERN}
    return (
        (not section.keywords or not words.isdisjoint(section.keywords))
        and (not section.types or work.entry.type in section.types)
        and (not section.languages or not spoken.isdisjoint(section.languages))
    )
