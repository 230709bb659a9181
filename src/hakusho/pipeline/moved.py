"""What rests on data, and what a change of them moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.data.changes import CellChange, FactChange
    from hakusho.manuscript.data_uses import Told


@dataclass(frozen=True, slots=True)
class Dependents:
    """What rests on some data.

    Attributes:
        figures: Names of figure modules.
        captions: Captions that print a fact.
        sentences: Sentences, notes and headings that do.
        tables: Tables that print a dataset.
        briefs: Briefs that hold any of these.
    """

    figures: tuple[str, ...]
    captions: tuple[Told, ...]
    sentences: tuple[Told, ...]
    tables: tuple[Told, ...]
    briefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of the data moved.

    Attributes:
        facts: Facts that say something else.
        cells: Other cells and values that changed: those that belong to no changed fact.
        dependents: What rests on them.
    """

    facts: tuple[FactChange, ...]
    cells: tuple[CellChange, ...]
    dependents: Dependents
