"""What a command did, for whoever prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.data.changes import CellChange, FactChange
    from hakusho.findings import Finding
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


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did.

    Attributes:
        findings: Sorted by place.
        outputs: Files in place, relative to the paper's folder.
        unchanged: Whether they were up to date already.
        readable: Whether the paper could be read at all.
        measures: What there is and what the budget allows, a line for each part of it.
        moved: What a change of the data since the last build moved; ``None`` if nothing.
        reissues: What has changed in briefs since they were issued, in words.
        removed: Files of earlier builds that the paper makes no more.
    """

    findings: tuple[Finding, ...]
    outputs: tuple[str, ...] = ()
    unchanged: bool = False
    readable: bool = True
    measures: tuple[str, ...] = ()
    moved: Moved | None = None
    reissues: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
