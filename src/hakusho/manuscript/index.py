"""The index of a manuscript: everything that checks ask about, collected once, with its place."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.findings import Location
from hakusho.manuscript.appendices import is_appendix
from hakusho.manuscript.citing import collect
from hakusho.manuscript.indexed import Anchor, ImageUse, Index, LinkUse, Target
from hakusho.manuscript.paragraph_numbers import named_paragraphs
from hakusho.manuscript.quoting import CITED, plain_text
from hakusho.source.attributed_blocks import caption_of, is_equation, is_listing
from hakusho.source.attributes import are_given
from hakusho.source.figure_groups import part_caption, parts_of_group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.ast.nodes import Element, Figure, Header, Image, Link, Tree
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions

_Key = Literal["at", "attributes"]
SOURCE_LINE = "source-line"
"""The attribute of a figure that says where its composed source line stands."""
_COMMENTS = re.compile(r"(?:\s*<!--(?!-?>)(?:(?!--!?>).)*-->)+\s*", re.DOTALL)
"""A browser ends a comment at --> and --!>, and takes <!--> for one without words."""
_WITHOUT_ID = frozenset({"Str", "Space", "SoftBreak", "LineBreak", "Cite", "Para", "Plain"})
"""The bulk of a text, passed over: nothing in the index comes from these themselves."""


def index_of(chapters: Sequence[Chapter], positions: Positions) -> Index:
    """Collect the index of all chapters."""
    citing = collect(chapters, positions)
    anchors: list[Anchor] = []
    images: list[ImageUse] = []
    links: list[LinkUse] = []
    targets: list[Target] = []
    for chapter in chapters:
        place = partial(_place, positions, chapter.path)
        captions: dict[int, str] = {}
        targets += (
            Target("Paragraph", each["c"][0][0], "", place(each))
            for each in named_paragraphs(chapter.blocks)
        )
        for element in chapter.elements:
            kind = element["t"]
            if kind in _WITHOUT_ID:
                continue
            if element["t"] == "Figure":
                captions |= _captions_of_images(element)
            targets += _targets(element, place)
            if element["t"] == "Image":
                caption = captions.get(id(element), "")
                images.append(_image(element, caption, chapter.path, place(element), positions))
            elif element["t"] == "Link":
                links.append(_link(element, place(element, text=element["c"][2][0])))
            if ident := attr_of(element)[0]:
                anchors.append(Anchor(ident, kind, place(element, "attributes"), _is_bare(element)))
    return Index(
        tuple(citing.citations), tuple(citing.cross_references), tuple(citing.notes),
        tuple(citing.captions), tuple(anchors), tuple(images), tuple(links), tuple(targets),
    )  # fmt: skip


def _place(
    positions: Positions, path: str, node: Element, key: _Key = "at", text: str = ""
) -> Location:
    """Where a node stands, or something of it: its attributes, a text that is written in it."""
    at = node.get(key, node.get("at"))
    return positions.place(positions.find(at, text)) if at else Location(path)


def _targets(element: Element, place: Callable[[Element], Location]) -> Iterator[Target]:
    """What a cross-reference can name of an element: a figure or a table by its caption alone."""
    if element["t"] == "Header":
        level, (ident, classes, _), content = element["c"]
        is_counted = "unnumbered" not in classes
        appendix = is_appendix(level, classes)
        yield Target("Header", ident, _title(content), place(element), level, is_counted, appendix)
    elif element["t"] in {"Figure", "Table"} and element["c"][1][1]:
        caption = element["c"][1][1]
        yield Target(element["t"], element["c"][0][0], _title(caption), place(element))
        for part in parts_of_group(element) if element["t"] == "Figure" else ():
            yield Target("Part", attr_of(part)[0], _title(part_caption(part)), place(part))
    elif is_equation(element):
        yield Target("Equation", element["c"][0][0], "", place(element))
    elif is_listing(element):
        yield Target("Listing", element["c"][0][0], _title(caption_of(element)), place(element))


def _link(link: Link, where: Location) -> LinkUse:
    target = link["c"][2][0]
    return LinkUse(target, where, stringify(link["c"][1]) if target.startswith("#") else "")


_EMPTY_SOURCE = re.compile(r"\s*[(（](?:出典|出所|資料|Sources?)[:：]\s*[)）]$")
"""What is left of a source line that is a citation."""


def _is_bare(element: Element) -> bool:
    """Whether an element is an image without a text between its brackets."""
    return element["t"] == "Image" and not element["c"][1]


def _title(content: Tree) -> str:
    words = " ".join(plain_text(content).replace(CITED, "").split())
    return _EMPTY_SOURCE.sub("", words)


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
    return _COMMENTS.fullmatch(raw) is not None


def _captions_of_images(figure: Figure) -> dict[int, str]:
    """The caption of each image of a figure, by the image's identity."""
    held = [(part_caption(part), part["c"][1]) for part in parts_of_group(figure)]
    return {
        id(inner): words
        for caption, content in held or [(figure["c"][1][1], figure["c"][2])]
        if (words := stringify(caption).strip())
        for inner in elements(content)
        if inner["t"] == "Image"
    }


def headings(blocks: Tree) -> Iterator[Header]:
    """All headings of a chapter, in order."""
    return (element for element in elements(blocks) if element["t"] == "Header")
