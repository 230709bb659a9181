"""What moved, and what rests on what, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.paper.briefs import BRIEFS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.data.changes import CellChange
    from hakusho.manuscript.data_uses import Told
    from hakusho.pipeline.moved import Dependents, Moved

_MOST_CELLS = 40
"""Cells that are listed; of a table that was replaced as a whole nobody reads each."""


def moved_lines(moved: Moved, *, tense: str = "moved") -> Iterator[str]:
    """Word what a change of the data moved.

    Args:
        moved: From ``hakusho.pipeline.impact``.
        tense: ``moved`` after a build, ``moves`` before one.

    Yields:
        Lines: the facts and cells, old → new, then everything that rests on them, by kind.
    """
    yield f"what {tense}:"
    for fact in moved.facts:
        change = _arrow(fact.old, fact.new)
        yield f"  fact {fact.id}  {change}  {fact.location}"
    for cell in moved.cells[:_MOST_CELLS]:
        yield f"  data {_cell(cell)}  {_arrow(cell.old, cell.new)}  {cell.location}"
    if len(moved.cells) > _MOST_CELLS:
        yield f"  data … and {len(moved.cells) - _MOST_CELLS} more"
    yield from dependent_lines(moved.dependents)


def dependent_lines(dependents: Dependents) -> Iterator[str]:
    """Word what rests on data, one line for each figure, caption, table and sentence."""
    found = False
    for name in dependents.figures:
        found = True
        yield f"  figure {name}  figures/{name}.py"
    for kind, uses in (
        ("caption", dependents.captions),
        ("table", dependents.tables),
        ("", dependents.sentences),
    ):
        for use in uses:
            found = True
            yield _use(kind or use.place, use)
    for name in dependents.briefs:
        found = True
        yield f"  brief {name}  {BRIEFS_FOLDER}/{name}.md"
    if not found:
        yield "  nothing in the text rests on it"


def _use(kind: str, told: Told) -> str:
    words = told.use.name if told.place == "table" else told.sentence
    return f"  {kind} {told.use.location}  {words}"


def _cell(cell: CellChange) -> str:
    parts = (cell.dataset, cell.row, cell.column)
    return ": ".join(part for part in parts if part)


def _arrow(old: str, new: str) -> str:
    return f"{old or '(new)'} → {new or '(gone)'}"
