"""Bars and ceilings out of the rows of a dataset: numbers, units, names and statuses as typed."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hakusho.data import Dataset, ValueForAuthorError
from hakusho.data.dates import date_in
from hakusho.data.numbers import read_number
from hakusho.figures.charts.bars import Bar, Ceiling
from hakusho.figures.charts.errors import ChartError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from hakusho.data import Row

    Named = str | Callable[[Row], str]

_NAMES = ("label", "item")
_DATES = frozenset({"year", "date"})
_FIELD = re.compile(r"\{(\w+)\}")
_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]")


def bars_of(
    data: Dataset | Iterable[Row],
    language: str,
    *,
    ids: Sequence[str] = (),
    label: Named | None = None,
    side: Named | None = None,
    sides: Mapping[str, str] | None = None,
    value: str = "value",
) -> list[Bar]:
    """Make a bar of each row.

    The columns are those of facts: ``value`` or ``low`` and ``high``, ``status``, ``unit`` or
    ``unit_ja`` and ``unit_en``. A row without a number is unknown, not zero. Rows of the status
    ``ceiling`` are left out.

    Args:
        data: A dataset or some of its rows.
        language: Chooses between columns such as ``item_ja`` and ``item_en``.
        ids: Which rows, in this order: ``china-irbm``, ``china-*``; by default all.
        label: A column (``item`` means ``item_en`` in English if there is one; ``year`` and
            ``date`` are printed as dates), several in a text (``{item}, {year}``), or a function
            of the row. By default ``label``, else ``item``.
        side: The same for whose it is; by default nobody's.
        sides: Names of the sides by what the column holds.
        value: The column of the number; ranges are read with ``value`` alone.

    Returns:
        The bars, in the order of ``ids`` or of the rows.

    Raises:
        ChartError: If an id has no row, there is no such column, a number cannot be read, or the
            rows count different things.
    """
    rows = [row for row in _chosen(data, ids) if row.get("status") != "ceiling"]
    units = {row.get("unit") for row in rows if _number(row, value) is not None}
    if len(units) > 1:
        names = ", ".join(sorted(unit or "none" for unit in units))
        raise ChartError("rows of different units cannot share one scale: {names}", names)
    bars = []
    for row in rows:
        whose = _named(row, side, language) if side else ""
        ranged = value == "value"
        bars.append(
            Bar(
                _named(row, label, language),
                _number(row, value),
                _number(row, "low") if ranged else None,
                _number(row, "high") if ranged else None,
                status=row.get("status") or "fact",
                side=(sides or {}).get(whose, whose),
                unit=_unit(row, language) or None,
            )
        )
    return bars


def ceilings_of(
    data: Dataset | Iterable[Row],
    language: str,
    *,
    ids: Sequence[str] = (),
    label: Named | None = None,
) -> list[Ceiling]:
    """Make a ceiling of each row that is one.

    Args:
        data: A dataset or some of its rows.
        language: As for ``bars_of``.
        ids: Which rows; by default those of the status ``ceiling``.
        label: As for ``bars_of``.

    Returns:
        The ceilings, in the order of ``ids`` or of the rows.

    Raises:
        ChartError: If an id has no row, or a row no number.
    """
    rows = _chosen(data, ids)
    found = []
    for row in rows if ids else [row for row in rows if row.get("status") == "ceiling"]:
        number = _number(row, "value")
        if number is None:
            raise ChartError("{location}: a ceiling needs a value", row.location)
        found.append(Ceiling(number, _named(row, label, language), _unit(row, language) or None))
    return found


def _chosen(data: Dataset | Iterable[Row], ids: Sequence[str]) -> list[Row]:
    rows = list(data.rows) if isinstance(data, Dataset) else list(data)
    if not ids:
        return rows
    chosen: dict[int, Row] = {}
    for wanted in ids:
        found = {id(row): row for row in rows if fnmatchcase(row.get("id"), wanted)}
        if not found:
            raise ChartError("no row has the id {wanted!r}", wanted)
        chosen |= {key: row for key, row in found.items() if key not in chosen}
    return list(chosen.values())


def _number(row: Row, column: str) -> Decimal | None:
    if column not in row.values and column not in {"value", "low", "high"}:
        raise ChartError("{location}: there is no column {column!r}", row.location, column)
    text = row.get(column)
    if not text:
        return None
    try:
        return read_number(text)
    except ValueError as error:
        raise ChartError("{row}: {column}: {error}", row.where(column), column, error) from error


def _named(row: Row, name: Named | None, language: str) -> str:
    if name is None:
        found = (_cell(row, each, language) for each in _NAMES)
        return next((text for text in found if text), "")
    if not isinstance(name, str):
        return name(row)
    text = name if _FIELD.search(name) else f"{{{name}}}"
    for field in _FIELD.findall(text):
        if not {field, f"{field}_{language}"} & row.values.keys():
            raise ChartError("{location}: there is no column {field!r}", row.location, field)
    return _FIELD.sub(lambda match: _cell(row, match[1], language), text)


def _cell(row: Row, column: str, language: str) -> str:
    text = row.get(f"{column}_{language}") or row.get(column)
    if not text or column not in _DATES:
        return text
    try:
        return date_in(language, text)
    except ValueForAuthorError as error:
        raise ChartError("{row}: {column}: {error}", row.where(column), column, error) from error


def _unit(row: Row, language: str) -> str:
    """The unit as facts have it: other languages than Japanese leave a Japanese one out."""
    unit = row.get("unit")
    plain = language == "ja" or unit.isascii() or _CURRENCY.fullmatch(unit)
    return row.get(f"unit_{language}") or (unit if plain else "")
