"""The cells of a row that make a fact, each read with a finding where it cannot be."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.data.fact import Fact
from hakusho.data.frozen import FrozenMapping
from hakusho.data.numbers import read_number
from hakusho.data.qualifiers import Qualifier, read_qualifier
from hakusho.data.quantities import Quantity
from hakusho.data.units import is_currency
from hakusho.findings import Finding, Subject
from hakusho.values.dates import PartialDate, iso_hint
from hakusho.values.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from hakusho.data.model import Dataset, Row

_NOT_IN_CITEKEY = re.compile(r"[\s@,;{}\[\]\\]")
_NOT_IN_LOCATOR = re.compile(r"[\[\];@{}\n]")
_LABELS = ("label", "item")


def read_fact(name: str, row: Row, dataset: Dataset, problems: list[Finding]) -> Fact:
    """Read a row that has an id.

    Args:
        name: Its id.
        row: The row.
        dataset: Where it stands; what its sidecar says counts for all rows that do not.
        problems: Findings are added here: DAT002 for each cell that cannot be read.

    Returns:
        The fact, without what could not be read.
    """
    quantity = read_quantity(row, dataset, problems)
    source, locator = read_source(row, dataset, problems)
    return Fact(
        id=name,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        status=quantity.status,
        source=source,
        locator=locator,
        date=_date(row, "date" if row.get("date") else "year", problems),
        row=row,
        labels=read_labels(row),
        qualifier=quantity.qualifier,
        dataset=dataset.name,
        sources=((source, locator),) if source else (),
        as_of=_date(row, "as_of", problems) or dataset.about.as_of,
        review_by=_date(row, "review_by", problems) or dataset.about.review_by,
    )


def read_quantity(row: Row, dataset: Dataset, problems: list[Finding]) -> Quantity:
    """Read a row's number or range with its unit and qualifier.

    Args:
        row: The row.
        dataset: Where it stands.
        problems: Findings are added here: DAT002.

    Returns:
        The quantity, without what could not be read.
    """
    value, low, high = (_number(row, column, problems) for column in ("value", "low", "high"))
    if low is not None and high is not None and low > high:
        message = "the lower end {low} is above the upper end {high}"
        problems.append(_unfit(row, "low", message, "", low, high))
    qualifier = _qualifier(row, problems)
    if value is None and not _fits(qualifier, low, high):
        message = "qualifier: '{qualifier}' contradicts the range beside it"
        hint = "A range needs none; 以上 and 超 go with 'low' alone, 以下 and 未満 with 'high'."
        problems.append(_unfit(row, "qualifier", message, hint, row.get("qualifier")))
        qualifier = ""
    return Quantity(value, low, high, qualifier, _units(row, dataset), row.get("status"))


def _unfit(row: Row, column: str, message: str, hint: str, *values: object) -> Finding:
    """DAT002 for a cell; what a spreadsheet left there instead of a value is told already."""
    where = row.where(column)
    kind = "date" if column in {"date", "year"} else "fact"
    subject, because = Subject(kind, str(row.location)), (Subject("cell", str(where)),)
    return Finding.of("DAT002", where, message, hint, *values, subject=subject, because=because)


def _number(row: Row, column: str, problems: list[Finding]) -> Decimal | None:
    text = row.get(column)
    if not text:
        return None
    try:
        return read_number(text)
    except ValueError as error:
        hint = "Write digits alone; a unit, a range or a word such as 約 has its own column."
        problems.append(_unfit(row, column, "{column}: {error}", hint, column, error))
        return None


def _qualifier(row: Row, problems: list[Finding]) -> Qualifier:
    try:
        return read_qualifier(row.get("qualifier"))
    except ValueError as error:
        problems.append(_unfit(row, "qualifier", "qualifier: {error}", "", error))
        return ""


def _fits(qualifier: Qualifier, low: Decimal | None, high: Decimal | None) -> bool:
    if qualifier in {"", "about"} or low is high:  # both are missing
        return True
    return {
        "at_least": high is None,
        "over": high is None,
        "at_most": low is None,
        "under": low is None,
    }[qualifier]


def _date(row: Row, column: str, problems: list[Finding]) -> str:
    text = row.get(column)
    if not text:
        return ""
    try:
        return str(PartialDate.parse(text))
    except ValueError as error:
        message = "{column}: '{text}' is no date: {error}"
        problems.append(_unfit(row, column, message, iso_hint(text), column, text, error))
        return ""


def read_source(row: Row, dataset: Dataset, problems: list[Finding]) -> tuple[str, str]:
    """Read citekey and locator of a row, as far as they can stand in a citation.

    Args:
        row: The row.
        dataset: Where it stands; its sidecar's source counts for a row that has none.
        problems: Findings are added here: DAT002.

    Returns:
        Citekey and locator; empty where there is none.
    """
    whole = dataset.source_of(row)
    own = _clean(row, "source", _NOT_IN_CITEKEY, problems)
    locator = _clean(row, "locator", _NOT_IN_LOCATOR, problems)
    source = own if row.get("source") else whole[0]
    return source, locator or ("" if row.get("locator") else whole[1])


def _clean(row: Row, column: str, forbidden: re.Pattern[str], problems: list[Finding]) -> str:
    """A cell that goes into a citation, without what would end it early."""
    text = unicodedata.normalize("NFC", row.get(column))
    bad = forbidden.search(text)
    if bad is None:
        return text
    hint = "Give one citekey in 'source', and in 'locator' what a note prints after it."
    message = "{column}: {bad!r} cannot stand in a citation"
    problems.append(_unfit(row, column, message, hint, column, bad[0]))
    return ""


def _units(row: Row, dataset: Dataset) -> Mapping[str, str]:
    unit = row.get("unit")
    default = dataset.about.unit
    if not unit and not row.get("unit_ja") and not row.get("unit_en"):
        return FrozenMapping({"ja": default.ja, "en": _latin(default.en), "en_one": ""})
    return FrozenMapping(
        {
            "ja": row.get("unit_ja") or unit,
            "en": row.get("unit_en") or _latin(unit),
            "en_one": row.get("unit_en_one"),
        }
    )


def _latin(unit: str) -> str:
    return unit if unit.isascii() or is_currency(unit) else ""


def read_labels(row: Row) -> Mapping[str, str]:
    """What a row is about, by language: the columns ``label_ja``, ``item_en``, ``label``, …."""
    found = {}
    for language in LANGUAGES:
        names = (f"{stem}{tail}" for tail in (f"_{language}", "") for stem in _LABELS)
        found[language] = next((row.get(name) for name in names if row.get(name)), "")
    return FrozenMapping(found)
