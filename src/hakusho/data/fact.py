"""What a fact is: a value of the data that prose can ask for by its id, with where it is from.

It is read from the cells of a row, each with a finding where it cannot be.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.data.errors import ValueForAuthorError
from hakusho.data.frozen import FrozenMapping
from hakusho.data.likely_numbers import number_hint
from hakusho.data.numbers import read_number
from hakusho.data.quantities import PLAIN, Qualifier, Quantity, is_currency, read_qualifier
from hakusho.findings import Finding, Subject, also
from hakusho.values.dates import PartialDate
from hakusho.values.languages import LANGUAGES
from hakusho.values.likely_dates import iso_hint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from hakusho.data.dataset import Dataset, Row
    from hakusho.findings import Location
    from hakusho.paper.settings import Numbers


_CITEKEY = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*")


@dataclass(frozen=True, slots=True)
class Fact:
    """A row with an ``id``, or a value that a sidecar derives from such rows.

    Attributes:
        id: What prose calls it, in Unicode NFC.
        value: The number of the column ``value``, if there is one.
        low: The lower end of a range, if there is one.
        unit: What is counted, by language: ``unit_ja`` and ``unit_en``, or ``unit`` for Japanese
            and, if it is in Latin letters, for English; ``en_one`` is the English singular.
        status: ``estimate``, ``projection``, ``ceiling``, ``fact``, …, as the row has it.
        source: A citekey, or nothing; the first if there are several.
        locator: Where in the source, as a note prints it.
        date: ISO 8601, cut to what is known, or nothing; the column ``date``, else ``year``.
        row: The row, for all other columns; of a derived value, its id and its place.
        labels: What it is, by language: the columns ``label_ja``, ``item_en``, ….
        sources: Citekey and locator of each source; a derived value has those of its operands.
        as_of: When the value held, ISO 8601 cut to what is known; the row's, else the dataset's.
        review_by: When somebody must look at it again; likewise.
        operands: Ids of the facts that it is derived from.
    """

    id: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Mapping[str, str]
    status: str
    source: str
    locator: str
    date: str
    row: Row
    labels: Mapping[str, str]
    qualifier: Qualifier = ""
    dataset: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    as_of: str = ""
    review_by: str = ""
    operands: tuple[str, ...] = ()

    @property
    def location(self) -> Location:
        """Where it is written."""
        return self.row.location

    @property
    def quantity(self) -> Quantity:
        """Its number or range with unit and qualifier; empty where it has none."""
        return Quantity(self.value, self.low, self.high, self.qualifier, self.unit, self.status)

    def text(self, language: str, style: Numbers = PLAIN) -> str:
        """The value as prose prints it.

        Returns:
            Plain text: ``1,000発``, ``45～50発``; ``1,000 warheads``, ``45–50 warheads``.

        Raises:
            ValueForAuthorError: If the row has no number.
        """
        printed = self.quantity.text(language, style)
        if not printed:
            if "value" not in self.row.values and "low" not in self.row.values:
                columns = ", ".join(self.row.values)
                message = "the fact '{id}' has no value: none of its columns ({columns}) is value"
                raise self.lacks(message, columns)
            message = "the fact '{id}' has no value: no number stands in a column called value"
            raise self.lacks(message)
        return printed

    @property
    def citation(self) -> str:
        """The citation of its sources, as Markdown: ``[@mod2023, 61頁]``, ``[@a; @b, p. 3]``.

        Raises:
            ValueForAuthorError: If it has no source.
        """
        if not self.sources:
            raise self.lacks("the fact '{id}' has no source")
        return citation_of(self.sources)

    def lacks(self, message: str, *values: object) -> ValueForAuthorError:
        """What to raise where something is asked for that it does not have."""
        related = also(self.location, "the fact")
        because = (*self.row.subjects, Subject("dataset", self.dataset))
        return ValueForAuthorError(message, self.id, *values, because=because, related=related)


def citation_of(sources: Sequence[tuple[str, str]]) -> str:
    """Citekeys and locators, at least one, as Markdown: ``[@mod2023, 61頁; @dod2023, p. 67]``.

    A key that pandoc would end early stands in braces.
    """
    parts = []
    for source, locator in sources:
        key = f"@{source}" if _CITEKEY.fullmatch(source) else f"@{{{source}}}"
        parts.append(f"{key}, {locator}" if locator else key)
    return f"[{'; '.join(parts)}]"


_NOT_IN_CITEKEY = re.compile(r"[\s@,;{}\[\]\\]")
_NOT_IN_LOCATOR = re.compile(r"[\[\];@{}\n]")
LABEL_COLUMNS = {
    language: tuple(f"{stem}{tail}" for tail in (f"_{language}", "") for stem in ("label", "item"))
    for language in LANGUAGES
}
"""The columns that say what a row is about; the first that has something counts."""


def read_fact(name: str, row: Row, dataset: Dataset, problems: list[Finding]) -> Fact:
    """Read a row that has an id, and add to ``problems`` DAT002 for what cannot be read of it."""
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
    """A row's number or range with unit and qualifier; ``problems`` are those of its cells."""
    value, low, high = (
        _number(row, column, dataset, problems) for column in ("value", "low", "high")
    )
    if low is not None and high is not None and low > high:
        message = "the lower end {low} is above the upper end {high}"
        problems.append(_unfit(row, "low", message, "", low, high))
    qualifier = _qualifier(row, problems) if dataset.is_of_facts("qualifier") else ""
    if value is None and not _fits(qualifier, low, high):
        message = "qualifier: '{qualifier}' contradicts the range beside it"
        hint = "A range needs none; 以上 and 超 go with 'low' alone, 以下 and 未満 with 'high'."
        problems.append(_unfit(row, "qualifier", message, hint, row.get("qualifier")))
        qualifier = ""
    return Quantity(
        value, low, high, qualifier, read_units(row, dataset), dataset.meant(row, "status")
    )


def _unfit(row: Row, column: str, message: str, hint: str, *values: object) -> Finding:
    """DAT002 for a cell; what a spreadsheet left there instead of a value is told already."""
    where = row.where(column)
    kind = "date" if column in {"date", "year"} else "fact"
    subject, because = Subject(kind, str(row.location)), (Subject("cell", str(where)),)
    return Finding.of("DAT002", where, message, hint, *values, subject=subject, because=because)


def _number(row: Row, column: str, dataset: Dataset, problems: list[Finding]) -> Decimal | None:
    text = row.get(column)
    if not text or text in dataset.about.read.missing:
        return None
    try:
        return read_number(text)
    except ValueError as error:
        hint = number_hint(text)
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
    return (low if qualifier in {"at_most", "under"} else high) is None


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
    """Citekey and locator of a row, as far as they can stand in a citation, or the sidecar's.

    DAT002 is added to ``problems`` for what cannot.
    """
    whole = dataset.source_of(row)
    named = dataset.names_sources and bool(row.get("source"))
    own = _clean(row, "source", _NOT_IN_CITEKEY, problems) if named else ""
    locator = _clean(row, "locator", _NOT_IN_LOCATOR, problems)
    source = own if named else whole[0]
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


def read_units(row: Row, dataset: Dataset) -> Mapping[str, str]:
    """What a row counts, by language: its own columns, else what the sidecar says for all."""
    unit = dataset.meant(row, "unit")
    default = dataset.about.unit
    if not unit and not row.get("unit_ja") and not row.get("unit_en"):
        return FrozenMapping({"ja": default.ja, "en": _latin(default.en), "en_one": ""})
    units = {"ja": row.get("unit_ja") or unit, "en": row.get("unit_en") or _latin(unit)}
    return FrozenMapping({**units, "en_one": row.get("unit_en_one")})


def _latin(unit: str) -> str:
    return unit if unit.isascii() or is_currency(unit) else ""


def read_labels(row: Row) -> Mapping[str, str]:
    """What a row is about, by language: the columns ``label_ja``, ``item_en``, ``label``, …."""
    return FrozenMapping(
        {
            language: next(filter(None, map(row.get, names)), "")
            for language, names in LABEL_COLUMNS.items()
        }
    )
