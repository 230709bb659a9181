"""Formulas of the DOCX edition: pandoc's, with their properties as the schema has them.

Word repairs what it can, but other readers of ECMA-376 (part 1, 22.1) refuse the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.editions.docx_package import M

if TYPE_CHECKING:
    from lxml import etree


def finish_formulas(part: etree._Element) -> None:
    """Put the properties of formulas in order; the part is changed.

    A matrix says how many columns are alike before it says how they are aligned; text in a
    formula (``nor``) has no style of formulas.
    """
    for columns in part.iter(f"{M}mcPr"):
        count = columns.find(f"{M}count")
        if count is not None:
            columns.insert(0, count)
    for properties in part.iter(f"{M}rPr"):
        styles = [each for each in properties if each.tag in {f"{M}sty", f"{M}scr"}]
        if properties.find(f"{M}nor") is not None:
            for style in styles:
                properties.remove(style)
