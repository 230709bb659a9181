"""Where a brief's elements stand: in its own file, or in the chapter that they were cut from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from hakusho.findings import Location
    from hakusho.manuscript.indexed import Anchor, ImageUse, Index, LinkUse, RawUse

Key = TypeVar("Key", bound="Hashable")
Use = TypeVar("Use", "Anchor", "ImageUse", "LinkUse", "RawUse")


def with_chapter_places(brief: Index, chapters: Index) -> Index:
    """Give what was cut out of chapters its place there, so that findings point to it.

    Args:
        brief: A brief's index, where such elements have its path alone for a place.
        chapters: Of all that was written, whoever it is for.

    Returns:
        The brief's index; what stands in the brief's own text keeps its place.
    """
    images = {use.target: use.location for use in reversed(chapters.images)}
    images |= {_rooted(use): use.location for use in chapters.images}
    anchors = _first((use.ident, use.location) for use in chapters.anchors)
    raws = _first(((use.format, use.text), use.location) for use in chapters.raws)
    links = _first((use.target, use.location) for use in chapters.links)
    return replace(
        brief,
        images=tuple(_placed(use, images.get(use.target)) for use in brief.images),
        anchors=tuple(_placed(use, anchors.get(use.ident)) for use in brief.anchors),
        raws=tuple(_placed(use, raws.get((use.format, use.text))) for use in brief.raws),
        links=tuple(_placed(use, links.get(use.target)) for use in brief.links),
    )


def places_in(index: Index) -> frozenset[Location]:
    """The places of everything that an index holds."""
    held = (
        *(use.location for use in index.citations),
        *(use.location for use in index.cross_references),
        *(anchor.location for anchor in index.anchors),
        *(use.location for use in index.images),
        *(raw.location for raw in index.raws),
        *(link.location for link in index.links),
        *(each.prose.place(at) for each in index.captions for at in range(len(each.text))),
    )
    return frozenset(held)


def _first(places: Iterable[tuple[Key, Location]]) -> dict[Key, Location]:
    found: dict[Key, Location] = {}
    for key, location in places:
        found.setdefault(key, location)
    return found


def _rooted(use: ImageUse) -> str:
    return f"{PurePosixPath(use.chapter).parent}/{use.target}"


def _placed(use: Use, elsewhere: Location | None) -> Use:
    if use.location.line or elsewhere is None:
        return use
    return replace(use, location=elsewhere)
