"""The index of a manuscript: everything that checks ask about, collected once, with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.findings import Location
from hakusho.findings.places import places_of
from hakusho.manuscript.citing import collect
from hakusho.manuscript.indexed import (
    Anchor,
    ImageUse,
    Index,
    LinkUse,
    RawUse,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Figure, Header, Tree
    from hakusho.manuscript.markers import Positions
    from hakusho.manuscript.model import Chapter

SOURCE_LINE = "source-line"
"""The attribute of a figure that says where its composed source line stands."""
_WITHOUT_ID = frozenset({"Str", "Space", "SoftBreak", "LineBreak", "Cite", "Para", "Plain"})
"""The bulk of a text, passed over: nothing in the index comes from these themselves."""


def index_of(chapters: Sequence[Chapter], positions: Positions) -> Index:
    """Collect the index of all chapters.

    Args:
        chapters: Parsed, with markers still in the citation ids.
        positions: What the markers stand for.

    Returns:
        The index.
    """
    citing = collect(chapters, positions)
    anchors: list[Anchor] = []
    images: list[ImageUse] = []
    raws: list[RawUse] = []
    links: list[LinkUse] = []
    for chapter in chapters:
        finder = _Finder(chapter.path, chapter.source)
        captioned: dict[int, str] = {}
        for element in elements(chapter.blocks):
            kind = element["t"]
            if kind in _WITHOUT_ID:
                continue
            if element["t"] == "Figure":
                captioned |= _explicit_alts(element)
            elif element["t"] in {"RawBlock", "RawInline"}:
                raw = element["c"][1]
                if not is_comment(raw):
                    raws.append(RawUse(element["c"][0], raw, finder.find(raw.split("\n")[0])))
            elif element["t"] == "Image":
                target = element["c"][2][0]
                alt = captioned.get(id(element), stringify(element["c"][1]).strip())
                place = finder.find(f"]({target}")
                given = dict(element["c"][0][2])
                said, width = given.get(SOURCE_LINE, ""), given.get("width", "")
                images.append(ImageUse(target, alt, chapter.path, place, said, width))
            elif element["t"] == "Link":
                target = element["c"][2][0]
                links.append(LinkUse(target, finder.find(target)))
            ident = attr_of(element)[0]
            if ident:
                anchors.append(Anchor(ident, kind, finder.find(f"#{ident}")))
    return Index(
        tuple(citing.citations),
        tuple(citing.cross_references),
        tuple(citing.notes),
        tuple(citing.captions),
        tuple(anchors),
        tuple(images),
        tuple(raws),
        tuple(links),
    )


def is_comment(raw: str) -> bool:
    """Whether raw HTML is only a comment, which is for authors and goes to no edition."""
    return bool(re.fullmatch(r"\s*<!--.*?-->\s*", raw, re.DOTALL))


def _explicit_alts(figure: Figure) -> dict[int, str]:
    """Alt text of each image of a figure, by identity; without one pandoc repeats the caption."""
    alts: dict[int, str] = {}
    caption = stringify(figure["c"][1][1]).strip()
    for inner in elements(figure["c"][2]):
        if inner["t"] == "Image":
            alt = stringify(inner["c"][1]).strip()
            alts[id(inner)] = "" if alt == caption else alt
    return alts


class _Finder:
    """Finds where a piece of source stands, the first use first."""

    def __init__(self, path: str, source: str) -> None:
        self._source = source
        self._places = places_of(path, source)
        self._next: dict[str, int] = {}

    def find(self, piece: str) -> Location:
        at = self._source.find(piece, self._next.get(piece, 0)) if piece else -1
        if at < 0:
            return Location(self._places.path)
        self._next[piece] = at + 1
        return self._places.at(at)


def headings(blocks: Tree) -> Iterator[Header]:
    """All headings of a chapter, in order."""
    return (element for element in elements(blocks) if element["t"] == "Header")
