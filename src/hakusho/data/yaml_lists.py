"""YAML datasets as rows: their lists of mappings, and the sources that these name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hakusho.data.frozen import FrozenMapping
from hakusho.data.model import Row
from hakusho.findings import Location
from hakusho.paper.yaml_source import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.data.model import Dataset

_EDGE = frozenset({"target", "to"})
"""What stands beside a ``source`` that is the beginning of a link."""


def lists_of(
    dataset: Dataset, separator: str = ", ", yes_no: tuple[str, str] = ("yes", "no")
) -> tuple[tuple[str, Dataset], ...]:
    """Read the lists of mappings of a YAML dataset as tables.

    Args:
        dataset: Of the kind ``yaml``.
        separator: Between the items of a cell that is a list itself.
        yes_no: The words for true and false.

    Returns:
        For each list the way to it (``counterparts.before``), and the dataset with its mappings
        as rows; a list inside a row is a cell. Cells are texts, as in a CSV file.
    """
    found = []
    for name, mappings in _lists(dataset.content, ""):
        columns = tuple(dict.fromkeys(key for mapping in mappings for key in mapping))
        where = Location(dataset.path)
        rows = tuple(
            Row(
                FrozenMapping({key: _cell(each.get(key), separator, yes_no) for key in columns}),
                where,
            )
            for each in mappings
        )
        found.append((name, replace(dataset, columns=columns, rows=rows)))
    return tuple(found)


def _lists(value: Any, name: str) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _lists(item, f"{name}.{key}" if name else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        mappings = [item for item in value if isinstance(item, Mapping)]
        if mappings:
            yield name, mappings


def _cell(value: Any, separator: str, yes_no: tuple[str, str]) -> str:
    if isinstance(value, bool):
        return yes_no[not value]
    if isinstance(value, Mapping):
        parts = (f"{key} {_cell(item, separator, yes_no)}" for key, item in value.items())
        return separator.join(parts)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return separator.join(_cell(item, separator, yes_no) for item in value)
    return "" if value is None else str(value)


def sources_in(path: str, document: Any) -> tuple[tuple[str, str, Location], ...]:
    """Find what a YAML file names as its sources.

    Args:
        path: The file.
        document: As ``load_yaml`` read it, with the places of its keys.

    Returns:
        ``source`` and ``locator`` of each mapping that has them, and where, in the file's order.
        The ``source`` of a link (``{source: a, target: b}``) is none.
    """
    return tuple(_sources(path, document, document, ()))


def _sources(
    path: str, document: Any, value: Any, way: tuple[str | int, ...]
) -> Iterator[tuple[str, str, Location]]:
    if isinstance(value, Mapping):
        source = value.get("source")
        if isinstance(source, str) and source and not _EDGE.intersection(value):
            locator = value.get("locator")
            said = "" if locator is None else str(locator)
            yield source, said, locate(path, document, (*way, "source"))
        for key, item in value.items():
            yield from _sources(path, document, item, (*way, key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for at, item in enumerate(value):
            yield from _sources(path, document, item, (*way, at))
