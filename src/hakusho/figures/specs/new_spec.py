"""A first YAML for a figure: what its kind asks of a dataset, what may be meant, and the text."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

from hakusho.data.cells import are_readable
from hakusho.data.column_kinds import kind_of
from hakusho.values.dates import PartialDate
from hakusho.values.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.data import Dataset

_NUMBERS = ("label", "value", "series", "unit")
ASKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "line": ("x", "value", "series", "unit"),
        "columns": _NUMBERS,
        "shares": _NUMBERS,
        "slope": _NUMBERS,
        "balance": _NUMBERS,
        "timeline": ("date", "label"),
    }
)
"""What is asked for each kind that can be begun from a dataset alone."""
BESIDE = frozenset({"low", "high", "status", "unit", "source", "locator", "note", "id"})
"""Columns that go with a number, or name a row to the engine."""
_OF_PLACES = frozenset({"longitude", "latitude", "lon", "lat", "lng", "geometry", "緯度", "経度"})
"""Columns that say where a row is, which no chart but a map shows."""


def guesses(kind: str, dataset: Dataset) -> dict[str, str]:
    """What each question about a dataset is probably answered with.

    Returns:
        Names of columns, several of them with commas between, and the unit.
    """
    named = (name for name in dataset.columns if name.lower() not in _OF_PLACES)
    stems = [*dict.fromkeys(_stem(name) for name in named if _stem(name) not in BESIDE)]
    dated = [name for name in stems if is_dated(dataset, name)]
    counted = [name for name in stems if kind_of(dataset, name) == "number"]
    words = [name for name in stems if name not in dated and name not in counted]
    words = [name for name in words if _says_something(dataset, name)] or words
    telling = sorted(words, key=lambda name: not _tells_all(dataset, name))
    value = "value" if "value" in stems else ",".join(counted)
    when = next((name for name in ("date", "year") if name in stems), (dated or telling or [""])[0])
    label = next(
        (n for n in ("label", "item", "name") if n in stems), (telling or dated or [""])[0]
    )
    if kind == "line":
        series = [name for name in words if name != when]
    else:
        series = [name for name in [*words, *dated] if name != label]
    found = {"x": when, "date": when, "label": label, "value": value, "unit": unit_of(dataset)}
    found["series"] = "" if "," in value or not series else series[0]
    return {name: found[name] for name in ASKED[kind]}


def _held(dataset: Dataset, stem: str) -> list[str]:
    """The cells of a column, or of the first of those in several languages."""
    names = (stem, *(f"{stem}_{language}" for language in LANGUAGES))
    column = next((name for name in names if name in dataset.columns), stem)
    return [row.get(column) for row in dataset.rows]


def _says_something(dataset: Dataset, stem: str) -> bool:
    """Whether not all rows hold the same in a column."""
    return len({*_held(dataset, stem)}) > 1


def _tells_all(dataset: Dataset, stem: str) -> bool:
    """Whether each row holds something of its own in a column."""
    cells = _held(dataset, stem)
    return all(cells) and len({*cells}) == len(cells)


def _stem(column: str) -> str:
    stem, _, language = column.rpartition("_")
    return stem if stem and language in LANGUAGES else column


def is_dated(dataset: Dataset, column: str) -> bool:
    """Whether a column holds dates of ISO 8601, along which a figure may be drawn."""
    cells = [cell for row in dataset.rows if not dataset.lacks_number(cell := row.get(column))]
    return kind_of(dataset, column) == "date" and are_readable(cells, PartialDate.parse)


def unit_of(dataset: Dataset) -> str:
    """The unit of the data if they say one; it need not be said again."""
    own = next((unit for row in dataset.rows if (unit := dataset.meant(row, "unit"))), "")
    return own or dataset.about.unit.ja or dataset.about.unit.en


def first_text(kind: str, dataset: Dataset, answers: Mapping[str, str], source: str | None) -> str:
    """The YAML of a figure.

    Args:
        kind: One of :data:`ASKED`.
        dataset: What it shows.
        answers: By question, as :func:`guesses` has them.
        source: A citekey, or nothing for the authors' own data; ``None`` where the data say it.
    """
    given: dict[str, Any] = {"kind": kind, "dataset": dataset.name}
    for name, answer in answers.items():
        if name == "value":
            given |= shown_values([part.strip() for part in answer.split(",") if part.strip()])
        elif name == "unit":
            given |= {} if answer and answer == unit_of(dataset) else {"unit": answer}
        elif answer:
            given[name] = answer
    if source is not None:
        given["source"] = source
    return as_yaml(given)


def as_yaml(given: Mapping[str, Any]) -> str:
    """What a figure says, in the order in which it is said."""
    return str(yaml.safe_dump({**given}, allow_unicode=True, sort_keys=False))


def shown_values(columns: Sequence[str]) -> dict[str, Any]:
    """The keys of a figure that name the columns of its numbers."""
    if len(columns) > 1:
        return {"values": {name: name for name in columns}}
    return {"value": columns[0]} if columns and columns[0] != "value" else {}
