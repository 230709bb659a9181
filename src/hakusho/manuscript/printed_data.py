"""What the expressions of chapters and briefs print of the data, each under a name of its own.

``ports.ships[North, 2025]`` is a cell, ``ports.ships[North].growth(2015, 2025)`` what is made of
some. What a statement asks for is told call by call, for what it prints stands elsewhere.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from hakusho.data.cell_facts import Cells, cells_of, key_of
from hakusho.data.cell_matching import says
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.escape import unescape
from hakusho.data.row_in_prose import with_row
from hakusho.manuscript.data_uses import data_uses
from hakusho.source.template import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.data import Dataset, Vocabulary
    from hakusho.manuscript.data_uses import DataUse
    from hakusho.manuscript.model import Draft
    from hakusho.source.positions import Row

_NAME = re.compile(r"(?P<dataset>[^.\[\]]+)\.(?P<column>[^\[\]]+?)(?:\[(?P<where>[^\[\]]*)\])?")
_UNIT = re.compile(r"\s*[（(][^()（）]*[)）]")
_WHOLE = frozenset({"rank", "share"})
"""What of a cell rests on the others of its column as well."""


@dataclass(frozen=True, slots=True)
class PrintedData:
    """What prints data.

    Attributes:
        name: What it is called where its changes are told.
        uses: Of data, in it; the first is the one that is placed.
        template: The expression, as typed; of a statement its call as one.
        row: What it is filled in with, in a brief by the row.
    """

    name: str
    uses: tuple[DataUse, ...]
    template: str
    row: Row = ()

    @property
    def of_cells(self) -> bool:
        """Whether it asks for any cell."""
        return any(use.function == "cell" for use in self.uses)

    def said(self, names: Vocabulary) -> str | None:
        """What it prints; ``None`` if it says nothing by itself."""
        names = with_row(names, dict(self.row)) if self.row else names
        text, problems = render(self.uses[0].location.path, self.template, names)
        return None if problems else unescape(text.text)

    def text(self, names: Vocabulary, datasets: Mapping[str, Dataset]) -> str:
        """What it prints; where it says nothing by itself, what stands in its cells."""
        said = self.said(names)
        if said is not None:
            return said
        cells = (each for use in self.uses for each in _texts(use, datasets))
        return ", ".join(dict.fromkeys(cells))


def printed_data(draft: Draft) -> Iterator[PrintedData]:
    """What prints facts or cells in chapters and briefs, in order."""
    of_values = (use for use in data_uses(draft) if use.function != "table")
    for (path, _), group in groupby(of_values, key=lambda use: (use.location.path, use.start)):
        inside, row = tuple(group), draft.positions.row(path)
        typed = inside[0].typed
        if not typed.startswith("{{"):
            for use in inside:
                call = f"{{{{ {typed[slice(*use.own)]} }}}}"
                yield PrintedData(use.called, (use,), call, row)
            continue
        name = typed
        for use in reversed(inside):
            start, end = use.own
            name = name[:start] + use.called + name[end:]
        yield PrintedData(" ".join(name[2:-2].strip("-+").split()), inside, typed, row)


def printed_tables(draft: Draft) -> Iterator[PrintedData]:
    """The tables of data in chapters and briefs, in order."""
    for use in data_uses(draft):
        if use.function == "table":
            call = f"{{{{ {use.typed[slice(*use.own)]} }}}}"
            row = draft.positions.row(use.location.path)
            yield PrintedData(use.name, (use,), call, row)


def chosen_cells(use: DataUse, datasets: Mapping[str, Dataset]) -> Cells | None:
    """The cells that a use asks for; ``None`` if there are none."""
    with suppress(ValueForAuthorError, KeyError):
        return cells_of(datasets[use.name], use.column, dict(use.where))
    return None


def cells_called(name: str, draft: Draft, datasets: Mapping[str, Dataset]) -> tuple[Cells, ...]:
    """The cells of a name: of what is printed, or ``ports.ships[North, 2025]``, in any order.

    The column may be named without its unit. None for a name that is no such name.
    """
    for printed in printed_data(draft):
        if printed.name == name and printed.of_cells:
            asked = (chosen_cells(use, datasets) for use in printed.uses if use.column)
            return tuple(cells for cells in asked if cells is not None)
    match = _NAME.fullmatch(name)
    dataset = datasets.get(match["dataset"]) if match else None
    if match is None or dataset is None or dataset.kind != "table":
        return ()
    where = {}
    for value in filter(None, re.split(r"\s*[,、]\s*", match["where"] or "")):
        names = [*key_of(dataset), *dataset.columns]
        column = next((n for n in names if any(says(r.get(n), value) for r in dataset.rows)), "")
        where[column] = value
    bare = {_UNIT.sub("", each).strip(): each for each in dataset.columns}
    column = bare.get(match["column"], match["column"])
    try:
        return (cells_of(dataset, column, where),)
    except ValueForAuthorError:
        return ()


def rests_on_column(use: DataUse) -> bool:
    """Whether what is printed rests on cells of the column that it does not name."""
    behind = use.typed[use.own[1] :].lstrip(" .")
    return use.computed or behind.startswith(tuple(_WHOLE))


def _texts(use: DataUse, datasets: Mapping[str, Dataset]) -> Iterator[str]:
    cells = chosen_cells(use, datasets) if use.function == "cell" else None
    if cells is not None:
        yield from (row.get(cells.column) for row in cells.rows)
