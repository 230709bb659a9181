"""What a report offers to a brief in the other language: translations instead of originals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.ast.build import array, attr, with_attr
from hakusho.ast.walk import attr_of, elements, rewrite
from hakusho.briefs.parts import Parts, Section, divided, points_in
from hakusho.manuscript.conditions import Reader, fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.ast.nodes import Block, Element, Figure, Table
    from hakusho.manuscript.translations import Translation


def translated(parts: Parts, translations: Mapping[str, Translation], reader: Reader) -> Parts:
    """Exchange originals for their translations.

    Args:
        parts: What the report offers in its own language.
        translations: Those in the brief's language, by the id of their original, in order.
        reader: The brief.

    Returns:
        Sections and captions that are translated, figures and tables that stand in translations,
        and the points in them; the others are named as untranslated. A table's cells cannot be
        exchanged, so a table is offered only where a translation holds one of that id.
    """
    texts = {ident: fit(each.blocks, reader) for ident, each in translations.items()}
    exhibits: dict[str, Figure | Table] = {
        ident: changed
        for ident, each in parts.exhibits.items()
        if each["t"] == "Figure" and ident in texts and (changed := _captioned(each, texts[ident]))
    }
    for blocks in texts.values():
        exhibits |= _exhibits(blocks)
    sections = {
        ident: _section(ident, fit(translations[ident].at_level(level), reader))
        for ident, each in parts.sections.items()
        if ident in translations and (level := each.level)
    }
    points = (point for each in translations.values() for point in points_in(each.blocks, reader))
    left = ({*parts.sections} - {*sections}) | ({*parts.exhibits} - {*exhibits})
    return Parts(sections, exhibits, tuple(points), frozenset(left))


def _section(ident: str, blocks: list[Block]) -> Section:
    """A translation as a section; its first heading has the id of the original's."""
    if blocks and blocks[0]["t"] == "Header":
        level, (_, classes, pairs), _ = blocks[0]["c"]
        heading = with_attr(blocks[0], attr(ident, classes, pairs))
        own, below = divided(blocks[1:])
        return Section(heading, own, below, level)
    own, below = divided(blocks)
    return Section(None, own, below)


def _captioned(figure: Figure, caption: list[Block]) -> Figure | None:
    """A figure with another caption; ``None`` if that is empty.

    An image repeats its figure's caption, or has an alt text in the other language, so it gets
    this one, too.
    """
    first = next((block for block in caption if block["t"] in {"Para", "Plain"}), None)
    if first is None:
        return None

    def change(element: Element) -> Element | None:
        if element["t"] != "Image":
            return None
        own, _, target = element["c"]
        return {**element, "c": array(own, first["c"], target)}

    own, (short, _), content = figure["c"]
    words: list[Block] = [{"t": "Plain", "c": first["c"]}]
    return {**figure, "c": array(own, array(short, words), rewrite(content, change))}


def _exhibits(blocks: list[Block]) -> dict[str, Figure | Table]:
    found = (each for each in elements(blocks) if each["t"] in {"Figure", "Table"})
    return {ident: each for each in found if (ident := attr_of(each)[0])}
