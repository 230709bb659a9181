"""CON029: a sentence quotes another word of something than the table does.

97指針は共同作戦計画を「研究」する, where the cell of 97指針 says 共同作戦計画の「検討」.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.heard_labels import heard_in, pieces_of
from hakusho.data.trees import lists_of
from hakusho.findings import Finding, Location, also
from hakusho.tools.keeping import Same, recall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.data import Dataset

_QUOTED = re.compile(r"「(?P<word>[^「」\n]{1,12})」")
_CLAUSE = re.compile(r"[^。、\n]+")
_HEARD = 0.6
"""So much of the rest of its cell a clause says that quotes its word."""
_LIGHTEST = 4


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that quotes one word, of a thing that a column or a row is about."""

    about: str
    word: str
    rest: str
    location: Location


def check_table_words(
    passages: Iterable[Passage], datasets: Mapping[str, Dataset]
) -> Iterator[Finding]:
    """CON029 for each clause of a text that names what a cell is about."""
    cells = recall((__name__, Same(datasets)), lambda: tuple(_cells(datasets.values())))
    if not cells:
        return
    words = {cell.word for cell in cells}
    for passage in passages:
        for clause in _CLAUSE.finditer(passage.text):
            quoted = list(_QUOTED.finditer(clause[0]))
            if len(quoted) == 1 and quoted[0]["word"] in words:
                place = clause.start() + quoted[0].start()
                yield from _held_against(passage, place, clause[0], quoted[0]["word"], cells)


def _held_against(
    passage: Passage, place: int, clause: str, word: str, cells: Iterable[_Cell]
) -> Iterator[Finding]:
    heard = heard_in(clause)
    named = [cell for cell in cells if clause.startswith(cell.about)]
    spoken = [cell for cell in named if _share(cell.rest, heard) >= _HEARD]
    if not spoken or any(cell.word == word for cell in named) or not passage.is_typed(place):
        return
    cell = max(spoken, key=lambda each: _share(each.rest, heard))
    message = "'{word}' is said of {what}, and the table says '{right}'"
    related = also(cell.location, "the table")
    given = (word, cell.about, cell.word)
    yield Finding.of("CON029", passage.place(place), message, "", *given, related=related)


def _share(rest: str, heard: frozenset[str]) -> float:
    weights = pieces_of(rest)
    said = sum(weight for piece, weight in weights.items() if piece in heard)
    return said / max(sum(weights.values()), 1)


def _cells(datasets: Iterable[Dataset]) -> Iterator[_Cell]:
    for dataset in datasets:
        lists = [table for _, table in lists_of(dataset)] if dataset.kind == "tree" else [dataset]
        for row in (row for table in lists for row in table.rows):
            name = next(iter(row.values.values()), "")
            for column, cell in row.values.items():
                quoted = _QUOTED.findall(cell)
                rest = _QUOTED.sub("", cell) if len(quoted) == 1 else ""
                if rest and sum(pieces_of(rest).values()) >= _LIGHTEST:
                    for about in {column, name, row.get("ja"), row.get("label_ja")} - {"", cell}:
                        yield _Cell(about, quoted[0], rest, row.where(column))
