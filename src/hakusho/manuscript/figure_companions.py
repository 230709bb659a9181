"""What goes with a figure, in the AST: its description, table and data file.

It stands in a division after the figure, without caption or number, for the editions that have
room for it: ``Div.figure-companion``, with the attribute ``figure``, the figure's id, holds
``Div.figure-description``, a table and a paragraph with a link to ``figures/NAME.csv``, as far as
there are any. The source line is part of the caption (``composed_source_lines.py``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.build import array, attr, inlines_of, link
from hakusho.ast.walk import attr_of, elements, rewrite
from hakusho.source.figure_groups import parts_of_group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import (
        Block,
        Cell,
        ColSpec,
        Element,
        Row,
        Table,
        TableBody,
        TableFoot,
        TableHead,
    )
    from hakusho.figures import FigureTable, RenderedFigure

COMPANION, DESCRIPTION = "figure-companion", "figure-description"
_NUMBER = re.compile(r"[−+-]?[\d,.]+%?|[\d,.]+\D{0,3}")
_DATA = "figures/{}.csv"


def is_companion(block: Block) -> bool:
    """Whether a block is what goes with a figure."""
    return block["t"] == "Div" and COMPANION in block["c"][0][1]


def shown_figures(
    blocks: list[Block], find: Callable[[str], RenderedFigure | None]
) -> list[RenderedFigure]:
    """The drawn figures in the content of a ``Figure``, found by the targets of its images."""
    images = (each for each in elements(blocks) if each["t"] == "Image")
    return [drawn for image in images if (drawn := find(image["c"][2][0]))]


def add_companions(
    blocks: list[Block], figures: Mapping[str, RenderedFigure], labels: Mapping[str, str]
) -> list[Block]:
    """Put after each captioned figure of a numbered document what goes with it, part by part.

    Figures come by the path of their file; ``labels`` are the house style's words.
    """

    def change(element: Element) -> list[Block] | None:
        if element["t"] != "Figure" or not element["c"][1][1]:
            return None
        shown = [(attr_of(part)[0], part["c"][1]) for part in parts_of_group(element)]
        made: list[Block] = [element]
        for ident, held in shown or [(attr_of(element)[0], element["c"][2])]:
            drawn = shown_figures(held, figures.get)[:1]
            if content := [block for each in drawn for block in _companion(each, labels)]:
                own = attr("", [COMPANION], [("figure", ident)])
                made.append({"t": "Div", "c": array(own, content)})
        return made

    return rewrite(blocks, change)


def _companion(drawn: RenderedFigure, labels: Mapping[str, str]) -> Iterator[Block]:
    if drawn.description:
        said = drawn.description.split("\n\n")
        paragraphs: list[Block] = [{"t": "Para", "c": inlines_of(each)} for each in said]
        yield {"t": "Div", "c": array(attr("", [DESCRIPTION]), paragraphs)}
    if drawn.table is not None:
        yield _table(drawn.table)
    if drawn.csv:
        label = labels.get("download_data", "CSV")
        yield {"t": "Para", "c": [link(inlines_of(label), _DATA.format(drawn.name))]}


def _table(table: FigureTable) -> Table:
    """A pandoc table without caption; its first column heads the rows if it tells them apart."""
    columns = range(len(table.columns))
    heads = int(len(columns) > 1 and len({row[0] for row in table.rows}) == len(table.rows))
    specs = [_spec([row[at] for row in table.rows if at >= heads]) for at in columns]
    body: TableBody = array(attr(), heads, [], [_row(row) for row in table.rows])
    head: TableHead = array(attr(), [_row(table.columns)])
    foot: TableFoot = array(attr(), [])
    return {"t": "Table", "c": array(attr(), array(None, []), specs, head, [body], foot)}


def _spec(cells: Sequence[str]) -> ColSpec:
    filled = [cell for cell in cells if cell]
    numbers = bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
    return array({"t": "AlignRight" if numbers else "AlignDefault"}, {"t": "ColWidthDefault"})


def _row(cells: Iterable[str]) -> Row:
    return array(attr(), [_cell(cell) for cell in cells])


def _cell(cell: str) -> Cell:
    content: list[Block] = [{"t": "Plain", "c": inlines_of(cell)}] if cell else []
    return array(attr(), {"t": "AlignDefault"}, 1, 1, content)
