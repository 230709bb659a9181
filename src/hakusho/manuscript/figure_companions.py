"""What goes with a figure, in the AST: its description, table and data file.

It stands in a division after the figure, without caption or number, for the editions that have
room for it: ``Div.figure-companion``, with the attribute ``figure``, the figure's id, holds
``Div.figure-description``, a table and a paragraph with a link to ``figures/NAME.csv``, as far as
there are any. The source line is part of the caption (``composed_source_lines.py``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hakusho.manuscript.ast import Element, attr_of, elements, inlines_of, link, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hakusho.figures import FigureTable, RenderedFigure

COMPANION, DESCRIPTION = "figure-companion", "figure-description"
_NUMBER = re.compile(r"[−+-]?[\d,.]+%?|[\d,.]+\D{0,3}")
_DATA = "figures/{}.csv"


def shown_figure(
    element: Element, find: Callable[[str], RenderedFigure | None]
) -> RenderedFigure | None:
    """The drawn figure in a ``Figure``.

    Args:
        element: Of any kind.
        find: Finds a figure by the target of its image.
    """
    if element["t"] != "Figure":
        return None
    images = (each for each in elements(element["c"][2]) if each["t"] == "Image")
    return next((drawn for image in images if (drawn := find(image["c"][2][0]))), None)


def add_companions(
    blocks: list[Any], figures: Mapping[str, RenderedFigure], labels: Mapping[str, str]
) -> list[Any]:
    """Put after each captioned figure what goes with it.

    Args:
        blocks: Of a document in which all is numbered.
        figures: Drawn figures by the path of their file.
        labels: The house style's words.

    Returns:
        The new blocks.
    """

    def change(element: Element) -> list[Element] | None:
        drawn = shown_figure(element, figures.get)
        if drawn is None or not element["c"][1][1]:
            return None
        content = list(_companion(drawn, labels))
        if not content:
            return None
        attr = ["", [COMPANION], [["figure", attr_of(element)[0]]]]
        return [element, {"t": "Div", "c": [attr, content]}]

    changed: list[Any] = rewrite(blocks, change)
    return changed


def _companion(drawn: RenderedFigure, labels: Mapping[str, str]) -> Iterator[Element]:
    if drawn.description:
        paragraphs = [
            {"t": "Para", "c": inlines_of(each)} for each in drawn.description.split("\n\n")
        ]
        yield {"t": "Div", "c": [["", [DESCRIPTION], []], paragraphs]}
    if drawn.table is not None:
        yield _table(drawn.table)
    if drawn.csv:
        label = labels.get("download_data", "CSV")
        yield {"t": "Para", "c": [link(inlines_of(label), _DATA.format(drawn.name))]}


def _table(table: FigureTable) -> Element:
    """A pandoc table without caption; its first column heads the rows if it tells them apart."""
    columns = range(len(table.columns))
    heads = int(len(columns) > 1 and len({row[0] for row in table.rows}) == len(table.rows))
    aligns = [_align([row[at] for row in table.rows if at >= heads]) for at in columns]
    specs = [[{"t": align}, {"t": "ColWidthDefault"}] for align in aligns]
    nothing: list[Any] = ["", [], []]
    body = [nothing, heads, [], [_row(row) for row in table.rows]]
    head, foot = [nothing, [_row(table.columns)]], [nothing, []]
    return {"t": "Table", "c": [nothing, [None, []], specs, head, [body], foot]}


def _align(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]
    numbers = bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
    return "AlignRight" if numbers else "AlignDefault"


def _row(cells: Iterable[str]) -> list[Any]:
    nothing: list[Any] = ["", [], []]
    return [nothing, [_cell(cell) for cell in cells]]


def _cell(cell: str) -> list[Any]:
    content = [{"t": "Plain", "c": inlines_of(cell)}] if cell else []
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, content]
