"""Documents of mappings and lists (YAML, JSON): their lists as tables, the sources they name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hakusho.data.dataset import Row
from hakusho.data.frozen import FrozenMapping, Written, frozen
from hakusho.data.numbers import text_of
from hakusho.data.table_reading import Shaped
from hakusho.findings import Finding, Location, did_you_mean, say
from hakusho.paper.yaml_source import compose, locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.data.dataset import Dataset
    from hakusho.findings import Text

_EDGE = frozenset({"target", "to"})
"""What stands beside a ``source`` that is the beginning of a link."""
_MAYBE = re.compile(r"\.[0-9]*0(?![0-9])|[0-9][eE]")
_AS_WRITTEN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*0|(?:\.[0-9]+)?[eE][-+]?[0-9]+)")


def with_digits(document: Any, text: str) -> Any:
    """A YAML document in which numbers are as they were written (:class:`Written`).

    Args:
        document: What ``load_yaml`` returned, which is left as it is.
        text: Its YAML.
    """
    if not _MAYBE.search(text):
        return document
    copy = deepcopy(document)
    waiting = [(copy, compose(text))]
    while waiting:
        values, node = waiting.pop()
        if isinstance(values, dict):
            parts = list(zip(values, (each for _, each in node.value), strict=False))
        else:
            parts = list(enumerate(node.value)) if isinstance(values, list) else []
        if len(parts) != len(node.value) or isinstance(node.value, str):  # a merge
            continue
        for key, part in parts:
            if isinstance(values[key], float) and _AS_WRITTEN.fullmatch(part.value):
                values[key] = Written.of(part.value)
            elif isinstance(values[key], dict | list):
                waiting.append((values[key], part))
    return copy


def lists_of(
    dataset: Dataset, separator: str = ", ", yes_no: tuple[str, str] = ("yes", "no")
) -> tuple[tuple[str, Dataset], ...]:
    """Read the lists of mappings of a dataset as tables.

    Args:
        dataset: Of the kind ``tree``.
        separator: Between the items of a cell that is a list itself.
        yes_no: The words for true and false.

    Returns:
        For each list the way to it (``counterparts.before``), and the dataset with its mappings
        as rows; an item that is none is the first cell of its row, a list inside a row is a cell.
        Cells are texts, as in a CSV file.
    """
    found = []
    for name, mappings in _lists(dataset.content, ""):
        columns = tuple(dict.fromkeys(key for mapping in mappings for key in mapping))
        cells = (
            {key: cell_text(each.get(key), separator, yes_no) for key in columns}
            for each in mappings
        )
        rows = tuple(Row(FrozenMapping(each), Location(dataset.path)) for each in cells)
        found.append((name, replace(dataset, columns=columns, rows=rows)))
    return tuple(found)


def _lists(value: Any, name: str) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _lists(item, f"{name}.{key}" if name else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        first = next((key for item in value if isinstance(item, Mapping) for key in item), None)
        if first is not None:
            yield name, [e if isinstance(e, Mapping) else FrozenMapping({first: e}) for e in value]


def cell_text(value: Any, separator: str = ", ", yes_no: tuple[str, str] = ("yes", "no")) -> str:
    """A value as the text of a cell; of a list its items, of a mapping its keys and values."""
    if isinstance(value, bool):
        return yes_no[not value]
    if isinstance(value, Mapping):
        parts = (f"{key} {cell_text(item, separator, yes_no)}" for key, item in value.items())
        return separator.join(parts)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return separator.join(cell_text(item, separator, yes_no) for item in value)
    text = "" if value is None else str(value)
    return text_of(value) if isinstance(value, float) and "e" in text else text


def sources_in(
    path: str, document: Any, value: Any, way: tuple[str | int, ...]
) -> Iterator[tuple[str, str, Location]]:
    """What a part of a YAML file names as its sources."""
    if isinstance(value, Mapping):
        source = value.get("source")
        if isinstance(source, str) and source and not _EDGE.intersection(value):
            locator = value.get("locator")
            said = "" if locator is None else str(locator)
            yield source, said, locate(path, document, (*way, "source"))
        for key, item in value.items():
            yield from sources_in(path, document, item, (*way, key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for at, item in enumerate(value):
            yield from sources_in(path, document, item, (*way, at))


def rows_at(path: str, document: Any, way: str) -> tuple[Shaped | None, tuple[Finding, ...]]:
    """The list of mappings of a YAML document that a sidecar names, as rows with places.

    Returns:
        Columns and rows, ``None`` if none is named and the document itself is no list of mappings
        with single values; DAT015 if there is no such list.
    """
    if not way and not _is_plain_list(document):
        return None, ()
    keys = way_of(way) if way else ()
    found = value_at(document, keys)
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        return None, (no_list(path, way, document),)
    above = tuple(_placed(document, keys))
    flat = [flattened(each) for each in found]
    columns = tuple(dict.fromkeys(named(key) for each in flat for key in each))
    rows = []
    for at, each in enumerate(flat):
        given = {named(key): key for key in each}
        cells = {
            name: cell_text(frozen(each[given[name]])) if name in given else "" for name in columns
        }
        places = [
            locate(path, document, (*above, at, *given.get(name, (name,)))) for name in columns
        ]
        where = locate(path, document, (*above, at))
        placed = tuple((place.line, place.column) for place in places)
        rows.append(Row(FrozenMapping(cells), where, placed))
    return Shaped(columns, tuple(rows)), ()


def _is_plain_list(document: Any) -> bool:
    """Whether a document is a table: its mappings hold no other mappings, and no lists."""
    return (
        isinstance(document, list)
        and bool(document)
        and all(isinstance(row, Mapping) and row for row in document)
        and not any(isinstance(cell, Mapping | list) for row in document for cell in row.values())
    )


def why_no_rows(dataset: Dataset) -> Text:
    """Why a dataset is a document without rows, and how it would have some."""
    content = dataset.content
    ways = [way for way, _ in lists_of(dataset) if way and "[" not in way]
    if ways:
        return say("A sidecar names the list that is meant: read: {{list: {way}}}.", ways[0])
    if isinstance(content, Sequence) and not isinstance(content, str):
        for number, item in enumerate(content, 1):
            for key, value in item.items() if isinstance(item, Mapping) else ():
                if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
                    return say(
                        "'{key}' of item {number} is a list or a mapping, and a table has single "
                        "values: write them, or let a script make rows.",
                        key,
                        number,
                    )
    return say("Rows are a list of mappings: [{{column: value}}, …]. It has none.")


def _placed(document: Any, keys: Sequence[str]) -> Iterator[str | int]:
    """A way as places are looked up by: items of lists by number from 0."""
    for at, key in enumerate(keys):
        position = position_of(key) if isinstance(value_at(document, keys[:at]), list) else None
        yield key if position is None else position


def flattened(
    mapping: Mapping[str, Any], above: tuple[str, ...] = ()
) -> dict[tuple[str, ...], Any]:
    """The values of a row by the way to each: those of a mapping in it are columns of their own."""
    found: dict[tuple[str, ...], Any] = {}
    for key, value in mapping.items():
        way = (*above, str(key))
        if isinstance(value, Mapping) and value:
            found |= flattened(value, way)
        else:
            found[way] = value
    return found


def named(way: tuple[str, ...]) -> str:
    """What the column is called to which a way leads: ``position.lat``."""
    return ".".join(way)


def way_of(text: str) -> tuple[str, ...]:
    """The keys of a way: ``data.rows``, ``data.2`` by position, ``[]`` for the document itself."""
    return tuple(key for key in text.removesuffix("[]").split(".") if key)


def value_at(document: Any, keys: Sequence[str]) -> Any:
    """What a way leads to, items of lists by number from 1; ``None`` if that is nothing."""
    for key in keys:
        if isinstance(document, list):
            at = position_of(key)
            document = document[at] if at is not None and at < len(document) else None
        else:
            document = document.get(key) if isinstance(document, Mapping) else None
    return document


def position_of(key: str) -> int | None:
    """The place in a list, from 0, of the item that a way names by its number; ``None`` if none."""
    return int(key) - 1 if key.isascii() and key.isdecimal() and int(key) else None


def _ways(value: Any, name: str) -> Iterator[str]:
    """The ways to all lists of mappings, also in items of lists."""
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    if is_list and any(isinstance(each, Mapping) for each in value):
        yield name
    parts = value.items() if isinstance(value, Mapping) else enumerate(value, 1) if is_list else ()
    for key, item in parts:
        yield from _ways(item, f"{name}.{key}" if name else str(key))


def no_list(path: str, way: str, document: Any) -> Finding:
    """DAT015 for a way that leads to no list of mappings."""
    names = [name or "[]" for name in _ways(document, "")]
    message, hint = "there is no list of mappings at '{way}'", did_you_mean(way, names)
    return Finding.of("DAT015", Location(path), message, hint, way)
