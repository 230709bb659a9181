"""JSON-stat, in which Eurostat and other offices answer: a cube of numbers, as rows.

Each dimension is a column, of the labels of its categories, beside ``value``, ``flag`` where the
office says something of a number, and ``unit`` where it says what is counted
(https://json-stat.org/full/: ``id``, ``size``, ``dimension``, ``value``, ``status``, ``unit``). In
JSON-stat 1 the dataset has a name, and ``id`` and ``size`` stand among its dimensions.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from hakusho.data.dataset import Row
from hakusho.data.frozen import FrozenMapping, frozen
from hakusho.data.grids import MOST_CELLS
from hakusho.data.table_reading import Shaped
from hakusho.data.trees import cell_text
from hakusho.findings import Finding, Location, Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NEEDED = frozenset({"id", "size", "dimension", "value"})
_VALUE, _FLAG, _UNIT = "value", "flag", "unit"
_MULTIPLIERS = {2: "hundred", 3: "thousand", 6: "million", 9: "billion"}

Placed = list[tuple[Location, Any]]
"""Values with their places."""


class _NoCubeError(ValueError):
    """A document that calls itself a dataset of JSON-stat, and is none."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem)
        self.problem = problem


def is_json_stat(document: Any) -> bool:
    """Whether a document says that it is a dataset of JSON-stat."""
    return (
        isinstance(document, dict)
        and document.get("class") == "dataset"
        and document.keys() >= _NEEDED
    )


def cube_in(document: Any) -> tuple[tuple[str, ...], Mapping[str, Any]] | None:
    """The way to the dataset of a document, and the dataset as JSON-stat 2.0 has it.

    Returns:
        ``None`` if the document is none, or holds several.
    """
    if is_json_stat(document):
        return (), document
    if not isinstance(document, dict) or len(document) != 1:
        return None
    ((name, inner),) = document.items()
    dimensions = inner.get("dimension") if isinstance(inner, dict) else None
    if not isinstance(dimensions, dict) or not dimensions.keys() >= {"id", "size"}:
        return None
    if _VALUE not in inner:
        return None
    return (name,), {**inner, "id": dimensions["id"], "size": dimensions["size"]}


def rows_of_cube(
    path: str, document: Mapping[str, Any], values: Placed
) -> tuple[Shaped | None, tuple[Finding, ...]]:
    """A row for each number of a cube.

    Args:
        path: Of the file.
        document: The dataset that :func:`cube_in` finds.
        values: The items of its ``value``, numbers as they are written, if that is a list.

    Returns:
        The rows, those without a number as well; or DAT002 if its parts do not fit each other, or
        if there are more cells than a dataset may have.
    """
    where = Location(path, 1)
    try:
        columns = _columns(document)
        count = prod(map(len, columns.values()))
        if count * (len(columns) + 3) > MOST_CELLS:
            message = "the dataset has more than {most:,} cells"
            hint = "Keep the rows that figures and tables need."
            return None, (Finding.of("DAT002", where, message, hint, MOST_CELLS),)
        found = _by_number(document["value"], values, count, where)
        flags = _flags(document.get("status"), count)
        counted, units = _units(document)
    except _NoCubeError as error:
        message = "this is no JSON-stat that can be read: {problem}"
        hint = "Fetch it anew, or take the same table as CSV."
        return None, (Finding.of("DAT002", where, message, hint, error.problem),)
    names = (*columns, _VALUE, *([_FLAG] if flags else ()), *([_UNIT] if units else ()))
    rows = []
    for number, labels in enumerate(product(*columns.values())):
        at, value = found.get(number, (where, ""))
        cells = dict(zip(columns, labels, strict=True)) | {_VALUE: value}
        cells |= {_FLAG: flags.get(number, "")} if flags else {}
        cells |= {_UNIT: units.get(cells[counted], "")} if units else {}
        here = ((at.line, at.column),) * len(names)
        rows.append(Row(FrozenMapping(cells), Location(path, at.line), here))
    return Shaped(names, tuple(rows)), ()


def _columns(document: Mapping[str, Any]) -> dict[str, list[str]]:
    """The labels of the categories of each dimension, in their order."""
    names, sizes, dimensions = document["id"], document["size"], document["dimension"]
    named = isinstance(names, list) and names and all(isinstance(each, str) for each in names)
    if not (named and isinstance(sizes, list)):
        raise _NoCubeError(say("'id' and 'size' are not lists"))
    if len(names) != len(sizes) or not isinstance(dimensions, dict):
        raise _NoCubeError(say("'id', 'size' and 'dimension' are of another number"))
    columns = {}
    for name, size in zip(names, sizes, strict=True):
        labels = _labels(dimensions.get(name))
        if len(labels) != size:
            raise _NoCubeError(say("'{name}' has another number of categories than 'size'", name))
        columns[_free(name)] = labels
    if len(columns) != len(names):
        raise _NoCubeError(say("'id' names a dimension twice"))
    return columns


def _units(document: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The column whose categories have units, and what each of them counts, by its label.

    Nothing where a dimension is called so, as one of Eurostat's is.
    """
    for name in document["id"] if _UNIT not in document["id"] else ():
        dimension = document["dimension"][name]
        category = dimension["category"]
        given = category.get(_UNIT)
        if not isinstance(given, dict) or not given:
            continue
        labels = category.get("label")
        labels = labels if isinstance(labels, dict) else {}
        said = {
            cell_text(frozen(labels.get(code, code))): _said(unit) for code, unit in given.items()
        }
        if any(said.values()):
            return _free(name), said
    return "", {}


def _said(unit: Any) -> str:
    """What a unit is called: its label or sign, or what it is counted in and by how many."""
    if not isinstance(unit, dict):
        return ""
    for key in ("label", "symbol"):
        if isinstance(unit.get(key), str) and unit[key]:
            return str(unit[key])
    base = unit.get("base")
    power = unit.get("multiplier")
    many = _MULTIPLIERS.get(int(power), f"10^{power}") if power and str(power) != "0" else ""
    return " ".join(filter(None, (many, base if isinstance(base, str) else "")))


def _free(name: str) -> str:
    return f"{name}_" if name in {_VALUE, _FLAG} else name


def _labels(dimension: Any) -> list[str]:
    category = dimension.get("category") if isinstance(dimension, dict) else None
    if not isinstance(category, dict):
        return []
    index, labels = category.get("index"), category.get("label")
    labels = labels if isinstance(labels, dict) else {}
    if isinstance(index, dict):
        ordered = all(isinstance(each, int) for each in index.values())
        index = sorted(index, key=index.__getitem__) if ordered else []
    codes = index if isinstance(index, list) else [*labels]
    return [cell_text(frozen(labels.get(code, code))) for code in codes if isinstance(code, str)]


def _by_number(
    written: Any, values: Sequence[tuple[Location, Any]], count: int, where: Location
) -> dict[int, tuple[Location, str]]:
    """The numbers that are there, by their place in the cube."""
    if isinstance(written, list):
        if len(written) != count:
            raise _NoCubeError(say("'value' has another number of values than 'size'"))
        placed = [(at, cell_text(frozen(value))) for at, value in values]
        return dict(enumerate(placed))
    found = _sparse(written, count)
    if found is None:
        raise _NoCubeError(say("'value' is neither a list nor values by their number"))
    return {number: (where, text) for number, text in found.items()}


def _sparse(written: Any, count: int) -> dict[int, str] | None:
    """Values by their number; ``None`` if they are none."""
    if not isinstance(written, dict):
        return None
    digits = len(str(count))
    if not all(key.isdecimal() and len(key) <= digits and int(key) < count for key in written):
        return None
    return {int(key): cell_text(frozen(value)) for key, value in written.items()}


def _flags(status: Any, count: int) -> dict[int, str]:
    """What is said of numbers, by their place; a single word is said of all."""
    if isinstance(status, str) and status:
        return dict.fromkeys(range(count), status)
    if isinstance(status, list) and len(status) == count:
        status = {str(number): each for number, each in enumerate(status)}
    found = _sparse(status, count) or {}
    return {number: text for number, text in found.items() if text}
