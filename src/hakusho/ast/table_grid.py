"""The cells of a table with the columns in which they stand, which their spans decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Cell, Row, Table


def parts_of(table: Table) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows of a table: of its head, of its bodies, of its foot."""
    _, _, _, head, bodies, foot = table["c"]
    return head[1], [row for each in bodies for row in (*each[2], *each[3])], foot[1]


def placed(rows: Sequence[Row]) -> list[list[tuple[int, Cell]]]:
    """The cells of rows that stand together, each with its first column, from 0."""
    taken: set[tuple[int, int]] = set()
    out = []
    for at, row in enumerate(rows):
        column = 0
        cells = []
        for cell in row[1]:
            while (at, column) in taken:
                column += 1
            down, over = cell[2], cell[3]
            taken |= {
                (at + lower, column + beside) for lower in range(down) for beside in range(over)
            }
            cells.append((column, cell))
        out.append(cells)
    return out


def cells_with_columns(table: Table) -> Iterator[tuple[int, Cell]]:
    """All cells of a table, each with its first column, from 0."""
    for rows in parts_of(table):
        for row in placed(rows):
            yield from row
