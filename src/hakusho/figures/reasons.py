"""Why a figure is drawn again, in words: ``forces.csv: china-warheads-2030: value``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hakusho.data.changes import cell_changes
from hakusho.data.frozen import FrozenMapping, frozen
from hakusho.data.model import Row
from hakusho.figures.selection import snapshot
from hakusho.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.data import Dataset
    from hakusho.data.changes import CellChange

_MOST = 3
_HASH_LENGTH = 64


def reason_for(name: str, before: str, now: str) -> str:
    """Say that a thing is another one now.

    Args:
        name: The thing.
        before: Its hash or version; empty if it was not there.
        now: Likewise.
    """
    if before and now and _HASH_LENGTH not in {len(before), len(now)}:
        return f"{name} {before} → {now}"
    if before and not now:
        return f"{name} is no longer used"
    return f"{name} changed" if before else f"{name} is new"


def data_reasons(seen: Dataset, before: Mapping[str, Any] | None) -> list[str]:
    """Say which cells of a dataset are other ones now.

    Args:
        seen: What the figure sees of the dataset.
        before: The snapshot of what it saw; ``None`` if that is not known.

    Returns:
        A reason for each cell, the first few of them.
    """
    file = seen.path.rsplit("/", 1)[-1]
    if before is None:
        return [f"{file} changed"]
    try:
        parts = list(dict.fromkeys(_differences(seen, before)))
    except (KeyError, TypeError, ValueError):
        return [f"{file} changed"]
    if len(parts) > _MOST:
        parts = [*parts[:_MOST], f"{len(parts) - _MOST} more"]
    return [f"{file}: {part}" for part in parts or ["rows or columns in another order"]]


def _differences(seen: Dataset, before: Mapping[str, Any]) -> Iterator[str]:
    now = snapshot(seen)
    gone = [f"column {name} is gone" for name in before["columns"] if name not in seen.columns]
    new = [f"column {name} is new" for name in seen.columns if name not in before["columns"]]
    yield from [*new, *gone]
    for name, value in now["others"].items():
        if before["others"].get(name) != value:
            yield f"its {name}"
    columns = tuple(before["columns"])
    rows = tuple(
        Row(FrozenMapping(dict(zip(columns, cells, strict=True))), Location(seen.path, number))
        for number, cells in enumerate(before["rows"], start=2)
    )
    old = replace(
        seen, columns=columns, rows=rows, content=frozen(before["content"]), sha256="before"
    )
    for change in cell_changes({seen.name: old}, {seen.name: seen}):
        if not change.column or (change.column in columns and change.column in seen.columns):
            yield _said(change)


def _said(change: CellChange) -> str:
    if change.column:
        return f"{change.row}: {change.column}"
    if change.old and change.new:
        return change.row
    return f"{change.row} {'is new' if change.new else 'is gone'}"
