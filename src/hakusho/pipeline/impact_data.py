"""What a change of the data moved, as data for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.findings.by_row import file_of
from hakusho.pipeline.result import Dependents

if TYPE_CHECKING:
    from hakusho.data.changes import CellChange, FactChange
    from hakusho.findings import Location
    from hakusho.pipeline.result import Moved


def moved_data(moved: Moved | None) -> dict[str, Any]:
    """What moved as JSON has it; lists without anything where the data say the same."""
    facts, cells = (moved.facts, moved.cells) if moved else ((), ())
    rests = moved.dependents if moved else Dependents((), (), (), ())
    told = (*rests.captions, *rests.tables, *rests.sentences)
    return {
        "facts": [{"id": f.id, "dataset": f.dataset, **_change(f)} for f in facts],
        "cells": [
            {"dataset": c.dataset, "row": c.row, "column": c.column, **_change(c)} for c in cells
        ],
        "figures": list(rests.figures),
        "texts": [{"kind": e.place, **_place(e.use.location), "says": e.sentence} for e in told],
        "briefs": [brief.name for brief in rests.briefs],
    }


def _change(change: FactChange | CellChange) -> dict[str, Any]:
    return {**_place(change.location), "old": change.old or None, "new": change.new or None}


def _place(where: Location) -> dict[str, Any]:
    place = {
        "path": file_of(where.path),
        "line": where.line or None,
        "line_column": where.column or None,
    }
    return {**place, "sheet": where.sheet} if where.sheet else place
