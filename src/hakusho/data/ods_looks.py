"""How cells of OpenDocument spreadsheets look that their sheets do not show as they are."""

from __future__ import annotations

from collections import ChainMap
from functools import cached_property
from typing import TYPE_CHECKING

from hakusho.data.packages import attribute_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from hakusho.data.grids import Look

_WHITE = frozenset({"#ffffff", "white"})
_NO_LINE = frozenset({"", "none"})
_LINES = ("text-line-through-style", "text-line-through-type")
_MOST_PARENTS = 20
_DEFAULT = "Default"
_WIDEST = 20_000
"""More columns than a spreadsheet has."""


class Looks:
    """The looks of cells, by the styles of a document (ISO/IEC 26300-3, 16.2 and 20.197).

    Args:
        parts: The roots of its styles and of its content, as far as there are such.
    """

    def __init__(self, *parts: etree._Element | None) -> None:
        self._parts = [part for part in parts if part is not None]

    @cached_property
    def _styles(self) -> Mapping[tuple[str, str], etree._Element]:
        """The styles by their family and name; automatic ones go before those of that name."""
        found = (each for part in self._parts for each in part.iter("{*}style"))
        return {(attribute_of(each, "family"), attribute_of(each, "name")): each for each in found}

    @cached_property
    def _of_cells(self) -> Mapping[str, Look]:
        names = [name for family, name in self._styles if family == "table-cell"]
        looks = ((name, self._look("table-cell", name)) for name in names)
        return {name: look for name, look in looks if look is not None}

    @cached_property
    def _struck_spans(self) -> frozenset[str]:
        names = (name for family, name in self._styles if family == "text")
        return frozenset(name for name in names if self._look("text", name) == "struck")

    def _look(self, family: str, name: str) -> Look | None:
        said = ChainMap(*self._said(family, name))
        if any(said.get(line, "") not in _NO_LINE for line in _LINES):
            return "struck"
        ground = said.get("background-color", "transparent").lower()
        bright = ground == "transparent" or ground in _WHITE
        return "unseen" if bright and said.get("color", "").lower() in _WHITE else None

    def _said(self, family: str, name: str) -> Iterator[dict[str, str]]:
        """What a style says of text and ground, and then each that it is made from."""
        for _ in range(_MOST_PARENTS):
            style = self._styles.get((family, name))
            if style is None:
                return
            said = {
                str(key).rpartition("}")[2]: str(value)
                for each in style
                for key, value in each.attrib.items()
            }
            automatic = said.get("use-window-font-color") == "true"
            yield said | ({"color": ""} if automatic else {})
            name = attribute_of(style, "parent-style-name")

    def of(self, cell: etree._Element, default: str) -> Look | None:
        """How a cell looks, by its own style, by ``default``, or by that of a part of its text.

        Args:
            cell: The cell's element.
            default: The style that its row or column gives to cells without one.

        Returns:
            ``None`` if it is seen as it is.
        """
        if self._of_cells:
            own = attribute_of(cell, "style-name") or default or _DEFAULT
            if (look := self._of_cells.get(own)) is not None:
                return look
        spans = cell.iter("{*}span") if self._struck_spans else ()
        struck = any(attribute_of(each, "style-name") in self._struck_spans for each in spans)
        return "struck" if struck else None


def styles_of_columns(table: etree._Element) -> Mapping[int, str]:
    """The style that columns give to their cells, by number from 1, as far as they give one."""
    found: dict[int, str] = {}
    column = 1
    for each in table.iter("{*}table-column"):
        repeated = int(attribute_of(each, "number-columns-repeated", "1"))
        style = attribute_of(each, "default-cell-style-name")
        if style and style != _DEFAULT:
            found |= dict.fromkeys(range(column, column + min(repeated, _WIDEST)), style)
        column += repeated
    return found
