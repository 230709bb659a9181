"""Where the headings of a finished document stand in the chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.findings import Location
from hakusho.findings.places import places_of
from hakusho.manuscript.index import headings
from hakusho.manuscript.source_headings import source_headings
from hakusho.manuscript.translations import without_translations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.manuscript.model import Chapter, Manuscript


def heading_places(manuscript: Manuscript, ids: Sequence[str]) -> Mapping[str, Location]:
    """Find the headings of a document that was made of whole chapters.

    pandoc forgets lines, and headings without an id of the author's get one only when they are
    numbered; but nothing is added or left out between the chapters and the document.

    Args:
        manuscript: The chapters.
        ids: The ids of the document's headings, in order.

    Returns:
        The place of each heading by its id; the chapter alone where its headings cannot be told
        apart in the source; nothing if the document holds other headings than the chapters.
    """
    places = [place for chapter in manuscript.chapters for place in _places(chapter)]
    if len(places) != len(ids):
        return {}
    return dict(zip(ids, places, strict=True))


def _places(chapter: Chapter) -> list[Location]:
    number = sum(1 for _ in headings(chapter.blocks))
    found = source_headings(without_translations(chapter.source))
    if len(found) != number:
        return [Location(chapter.path)] * number
    places = places_of(chapter.path, chapter.source)
    return [Location(chapter.path, places.at(heading.start).line) for heading in found]
