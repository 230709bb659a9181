"""Line breaks in the cells of tables: ``<br>``, for a cell between bars is one line of Markdown.

GitHub and many editors write it so. Anywhere else it is raw markup (TYP001): a backslash at the end
of a line does the same there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array
from hakusho.ast.walk import rewrite

if TYPE_CHECKING:
    from hakusho.ast.nodes import Block, Element

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def with_cell_breaks(blocks: list[Block], text: str) -> list[Block]:
    """Blocks in whose tables ``<br>`` is a line break; ``text`` is what was read."""
    if not _BREAK.search(text):
        return blocks
    return rewrite(blocks, _in_cells)


def _in_cells(element: Element) -> Element | None:
    if element["t"] != "Table":
        return None
    own, caption, columns, *rows = element["c"]
    content = array(own, caption, columns, *rewrite(rows, _break))
    return cast("Element", {**element, "c": content})


def _break(element: Element) -> Element | None:
    if element["t"] != "RawInline" or not _BREAK.fullmatch(element["c"][1]):
        return None
    kept = {key: value for key, value in element.items() if key != "c"}
    return cast("Element", {**kept, "t": "LineBreak"})
