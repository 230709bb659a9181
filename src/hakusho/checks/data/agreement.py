"""DAT011: rows that are about the same thing and give other numbers for it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hakusho.data.fact import read_labels, read_quantity
from hakusho.findings import Finding, also

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.checks.data.data_audit import DataAudit
    from hakusho.data import Dataset, Row
    from hakusho.data.quantities import Quantity

_NUMBERS = frozenset({"value", "low", "high", "qualifier"})
_BESIDE = frozenset(
    {"id", "source", "locator", "note", "notes", "remarks", "備考", "注", "as_of", "review_by"}
)
_COMMON = frozenset(
    {
        *("label", "label_ja", "label_en", "item", "item_ja", "item_en"),
        *("year", "date", "unit", "unit_ja", "unit_en", "unit_en_one", "status"),
    }
)
_SUMS = frozenset(
    {"計", "合計", "総計", "小計", "その他", "total", "sum", "other", "others", "all"}
)


def check_agreement(audit: DataAudit) -> Iterator[Finding]:
    """DAT011 at the later of two rows that disagree.

    Within a dataset two rows are about the same thing if every cell that is no number, source or
    note is the same; rows of other sources may differ, since estimates do. Between datasets they
    are if label, year and unit are the same, and at least one more column of both, such as the
    side, says the same and none says something else.
    """
    seen: dict[tuple[str, str], list[tuple[Dataset, Row, Quantity]]] = {}
    for dataset in audit.datasets.values():
        if not _NUMBERS.intersection(dataset.columns):
            continue
        for row in dataset.rows:
            quantity = read_quantity(row, dataset, [])
            label = _label(row)
            if quantity.empty or not label or label in _SUMS:
                continue
            said = (quantity.value, quantity.low, quantity.high)
            earlier = seen.setdefault((label, row.get("date") or row.get("year")), [])
            for other, before, number in earlier:
                agrees = said == (number.value, number.low, number.high)
                if not agrees and _same_thing(other, before, dataset, row):
                    yield _disagreement(label, before, number, row, quantity)
                    break
            earlier.append((dataset, row, quantity))


def _label(row: Row) -> str:
    labels = read_labels(row)
    return unicodedata.normalize("NFKC", labels["ja"] or labels["en"]).casefold()


def _about(row: Row) -> Mapping[str, str]:
    """What says what the row is about."""
    return {
        name: cell
        for name, cell in row.values.items()
        if cell and name not in _NUMBERS and name not in _BESIDE
    }


def _same_thing(dataset: Dataset, row: Row, other: Dataset, again: Row) -> bool:
    first, second = _about(row), _about(again)
    if dataset.name == other.name:
        sources = {dataset.source_of(row)[0], other.source_of(again)[0]} - {""}
        return first == second and len(sources) < 2  # noqa: PLR2004  one source or none
    if not (row.get("date") or row.get("year")):
        return False
    common = first.keys() & second.keys()
    apart = (first.keys() ^ second.keys()) & (_COMMON | {"side"})
    units = read_quantity(row, dataset, []).unit, read_quantity(again, other, []).unit
    return (
        bool(common - _COMMON)
        and all(first[name] == second[name] for name in common)
        and not apart - {"unit", "unit_ja", "unit_en", "unit_en_one"}
        and units[0].get("ja") == units[1].get("ja")
    )


def _disagreement(
    label: str, before: Row, number: Quantity, row: Row, quantity: Quantity
) -> Finding:
    when = row.get("date") or row.get("year")
    what = f"{label} ({when})" if when else label
    message = "{what} is {here} here and {there} elsewhere"
    column = "value" if row.get("value") else "low"
    hint = "Keep one of them, or say in a column of both in what they differ."
    given = ("DAT011", row.where(column), message, hint, what)
    related = also(before.location, "the other value")
    return Finding.of(*given, quantity.text("ja"), number.text("ja"), related=related)
