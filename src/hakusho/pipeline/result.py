"""What a command did, for whoever prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location, Text
from hakusho.tools.boundary import led_out_of_build

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.data.changes import CellChange, FactChange
    from hakusho.manuscript.data_uses import Told
    from hakusho.paper.briefs import BriefSource


def unwritten(path: str, error: Exception) -> Finding:
    """OUT001 for a file or a folder of the paper's that cannot be written."""
    return Finding.of("OUT001", Location(path), "cannot write: {error}", "", error)


def outside_of_build(root: Path) -> tuple[Finding, ...]:
    """PAP009 for each link by which a build would write outside of ``build/``."""
    message = "this link leads out of build/: nothing is written through it"
    hint = "Delete the link: build/ is made anew, with all that belongs there."
    return tuple(
        Finding.of("PAP009", Location(path), message, hint) for path in led_out_of_build(root)
    )


@dataclass(frozen=True, slots=True)
class Dependents:
    """What rests on some data."""

    figures: tuple[str, ...]  # paths of figures' modules and YAML files
    captions: tuple[Told, ...]  # captions that print a fact
    sentences: tuple[Told, ...]  # sentences, notes and headings that do
    tables: tuple[Told, ...]  # tables that print a dataset
    briefs: tuple[BriefSource, ...] = ()  # briefs that hold any of these


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of the data moved."""

    facts: tuple[FactChange, ...]  # facts that say something else
    # Other cells and values that changed: those that belong to no changed fact.
    cells: tuple[CellChange, ...]
    dependents: Dependents  # what rests on them


@dataclass(frozen=True, slots=True)
class Sound:
    """What of a request for briefs can be made; of a paper without errors, all."""

    briefs: tuple[str, ...] = ()  # names of those that no error stands in the way of
    stopped: tuple[str, ...] = ()  # names of the others
    report: bool = True  # whether the report could be made, too
    findings: tuple[Finding, ...] = ()  # errors that stand in the way of none are warnings
    elsewhere: int = 0  # how many these are
    aside: int = 0  # how many warnings about nothing of them are not told


ALL_SOUND = Sound()
"""Of a paper without errors."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did."""

    findings: tuple[Finding, ...]  # sorted by place
    outputs: tuple[str, ...] = ()  # files in place, relative to the paper's folder
    unchanged: bool = False  # whether they were up to date already
    readable: bool = True  # whether the paper could be read at all
    # What there is and what the budget allows, a line for each part of it.
    measures: tuple[Text, ...] = ()
    # What a change of the data since the last build moved; ``None`` if nothing.
    moved: Moved | None = None
    reissues: tuple[Text, ...] = ()  # what has changed in briefs since they were issued, in words
    by_row: tuple[Text, ...] = ()  # how it went with briefs by the row, a line for each
    removed: tuple[str, ...] = ()  # files of earlier builds that the paper makes no more
    unbuilt: tuple[str, ...] = ()  # names of briefs that were asked for and could not be built
    # How many errors stand in nothing that was asked for, and are warnings here.
    elsewhere: int = 0
    aside: int = 0  # how many warnings are about nothing that was asked for, and are not among them
