"""The index of a manuscript: everything that checks ask about, collected once, with its place."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.findings import Location
from hakusho.manuscript.citing import collect
from hakusho.manuscript.indexed import Anchor, ImageUse, Index, LinkUse, RawUse
from hakusho.source.attributes import are_given

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Element, Figure, Header, Image, Tree
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions

_Key = Literal["at", "attributes"]
SOURCE_LINE = "source-line"
"""The attribute of a figure that says where its composed source line stands."""
_WITHOUT_ID = frozenset({"Str", "Space", "SoftBreak", "LineBreak", "Cite", "Para", "Plain"})
"""The bulk of a text, passed over: nothing in the index comes from these themselves."""


def index_of(chapters: Sequence[Chapter], positions: Positions) -> Index:
    """Collect the index of all chapters."""
    citing = collect(chapters, positions)
    anchors: list[Anchor] = []
    images: list[ImageUse] = []
    raws: list[RawUse] = []
    links: list[LinkUse] = []
    for chapter in chapters:
        place = partial(_place, positions, chapter.path)
        captions: dict[int, str] = {}
        for element in elements(chapter.blocks):
            kind = element["t"]
            if kind in _WITHOUT_ID:
                continue
            if element["t"] == "Figure":
                captions |= _captions_of_images(element)
            elif element["t"] in {"RawBlock", "RawInline"}:
                raw = element["c"][1]
                if not is_comment(raw):
                    raws.append(RawUse(element["c"][0], raw, place(element)))
            elif element["t"] == "Image":
                caption = captions.get(id(element), "")
                images.append(_image(element, caption, chapter.path, place(element), positions))
            elif element["t"] == "Link":
                target = element["c"][2][0]
                links.append(LinkUse(target, place(element, text=target)))
            ident = attr_of(element)[0]
            if ident:
                anchors.append(Anchor(ident, kind, place(element, "attributes")))
    return Index(
        tuple(citing.citations), tuple(citing.cross_references), tuple(citing.notes),
        tuple(citing.captions), tuple(anchors), tuple(images), tuple(raws), tuple(links),
    )  # fmt: skip


def _place(
    positions: Positions, path: str, node: Element, key: _Key = "at", text: str = ""
) -> Location:
    """Where a node stands, or something of it: its attributes, a text that is written in it."""
    at = node.get(key, node.get("at"))
    return positions.place(positions.find(at, text)) if at else Location(path)


def _image(
    image: Image, caption: str, path: str, where: Location, positions: Positions
) -> ImageUse:
    given, alt = dict(image["c"][0][2]), written_alt(image)
    said, width = given.get(SOURCE_LINE, ""), given.get("width", "")
    use = ImageUse(image["c"][2][0], alt, path, where, said, width)
    if not caption or alt != caption:
        return use
    # So pandoc gives an image of a figure the caption where it has no alt text.
    at = image.get("attributes")
    return replace(use, alt="", repeats=at is not None and are_given(at, positions, "alt"))


def written_alt(image: Image) -> str:
    """The alt text of an image as its author wrote it; of one in a figure it may be the caption."""
    return dict(image["c"][0][2]).get("alt", stringify(image["c"][1])).strip()


def is_comment(raw: str) -> bool:
    """Whether raw HTML is only a comment, which is for authors and goes to no edition."""
    return bool(re.fullmatch(r"\s*<!--.*?-->\s*", raw, re.DOTALL))


def _captions_of_images(figure: Figure) -> dict[int, str]:
    """The caption of each image of a figure, by the image's identity."""
    caption = stringify(figure["c"][1][1]).strip()
    inside = elements(figure["c"][2]) if caption else ()
    return {id(inner): caption for inner in inside if inner["t"] == "Image"}


def headings(blocks: Tree) -> Iterator[Header]:
    """All headings of a chapter, in order."""
    return (element for element in elements(blocks) if element["t"] == "Header")
