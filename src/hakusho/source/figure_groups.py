"""Figures of several images under one caption: ``::: {#fig-x}``, images, and a last paragraph.

So Quarto and pandoc-crossref write them. pandoc reads a division; here it becomes a figure whose
content is a division for each image: ``Div.figure-part`` with the image's id holds the image and,
if there are words between its brackets, ``Div.part-caption`` with these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeGuard

from hakusho.ast.build import array, attr
from hakusho.ast.walk import attr_of, elements, rewrite, stringify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeVar

    from hakusho.ast.nodes import Block, Div, Element, Figure, Image, Inline

    Made = TypeVar("Made", bound=Div | Figure)

PART, PART_CAPTION = "figure-part", "part-caption"
PART_LABEL = "label"
"""The attribute of a part that says what it is called, once it is numbered: 図1(a)."""
GROUP = "fig-"
"""How the id of a group begins."""
Fault = Literal["class", "caption", "other"]
_BLANKS = frozenset({"Space", "SoftBreak", "LineBreak"})
_COMMENTS = frozenset({"RawBlock"})


def is_part(element: Element) -> TypeGuard[Div]:
    """Whether an element is one image of a group."""
    return element["t"] == "Div" and PART in element["c"][0][1]


def parts_of_group(figure: Figure) -> list[Div]:
    """The parts of a figure in order; none if it is no group."""
    return [each for each in figure["c"][2] if is_part(each)]


def part_caption(part: Div) -> list[Block]:
    """The caption of a part; empty if it has none."""
    held = (each for each in part["c"][1] if each["t"] == "Div")
    return next((each["c"][1] for each in held if PART_CAPTION in attr_of(each)[1]), [])


def is_meant_as_group(element: Element) -> TypeGuard[Div]:
    """Whether an element is a division with a figure's id and images in it."""
    return (
        element["t"] == "Div"
        and not is_part(element)
        and element["c"][0][0].startswith(GROUP)
        and any(_images(each) for each in element["c"][1])
    )


def with_figure_groups(blocks: list[Block], text: str) -> list[Block]:
    """Blocks in which each division that is whole as a group is a figure; ``text`` was read."""
    return rewrite(blocks, _grouped) if f"#{GROUP}" in text and ":::" in text else blocks


def fault_of_group(division: Div) -> tuple[Fault, Block] | None:
    """Why a division that is meant as a group is none, and the block that is to blame."""
    own, content = division["c"]
    *shown, last = (each for each in content if each["t"] not in _COMMENTS)
    if own[1]:
        return "class", division
    if _images(last):
        return "caption", division
    other = next((each for each in shown if not _images(each)), None)
    if other is None and last["t"] not in {"Para", "Plain"}:
        other = last
    return ("other", other) if other else None


def _grouped(element: Element) -> Figure | None:
    if not is_meant_as_group(element) or fault_of_group(element):
        return None
    own, content = element["c"]
    *shown, last = (each for each in content if each["t"] not in _COMMENTS)
    words: list[Inline] = last["c"] if last["t"] in {"Para", "Plain"} else []
    caption: Block = {"t": "Plain", "c": words}
    if "at" in last:
        caption["at"] = last["at"]
    parts: list[Block] = [part for each in shown for part in _parts(each)]
    made: Figure = {"t": "Figure", "c": array(own, array(None, [caption]), parts)}
    return _at(made, element)


def _images(block: Block) -> list[Image]:
    """The images of a block that holds nothing else."""
    if block["t"] == "Figure":
        return [each for each in elements(block["c"][2]) if each["t"] == "Image"]
    if block["t"] not in {"Para", "Plain"}:
        return []
    words = [each for each in block["c"] if each["t"] not in _BLANKS | {"RawInline"}]
    images = [each for each in words if each["t"] == "Image"]
    return images if len(images) == len(words) else []


def _parts(block: Block) -> Iterator[Div]:
    ident = attr_of(block)[0] if block["t"] == "Figure" else ""
    caption = block["c"][1][1] if block["t"] == "Figure" else []
    for image in _images(block):
        (own, classes, pairs), words, target = image["c"]
        # pandoc gives an image of a figure the caption where it has no alt text.
        alt: list[Inline] = []
        if caption and caption[0]["t"] in {"Plain", "Para"}:
            alt = [] if stringify(words) == stringify(caption) else words
            words = caption[0]["c"]
        plain: Image = {**image, "c": array(array("", classes, pairs), alt, target)}
        held: list[Block] = [{"t": "Plain", "c": [plain]}]
        if words:
            line: Block = {"t": "Plain", "c": words}
            held.append({"t": "Div", "c": array(attr("", [PART_CAPTION]), [line])})
        part: Div = {"t": "Div", "c": array(attr(own or ident, [PART]), held)}
        yield _at(part, block if ident else image)


def _at(made: Made, of: Element) -> Made:
    """What was made, where that stands of which it was made."""
    if "at" in of:
        made["at"] = of["at"]
    if "attributes" in of:
        made["attributes"] = of["attributes"]
    return made
