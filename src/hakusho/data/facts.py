"""Facts: rows that have an ``id``, so that prose can ask for their values."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.data.dates import PartialDate
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.frozen import FrozenMapping
from hakusho.data.numbers import print_number, read_number
from hakusho.findings import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from hakusho.data.model import Dataset, Row

_CITEKEY = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*")
_NOT_IN_CITEKEY = re.compile(r"[\s@,;{}\[\]\\]")
_NOT_IN_LOCATOR = re.compile(r"[\[\];@{}\n]")
_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]")
_LABELS = ("label", "item")
_WORDS = {
    "ja": {"range": "～", "at_least": "{}以上", "at_most": "{}以下"},
    "en": {"range": "–", "at_least": "at least {}", "at_most": "at most {}"},
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A row with an ``id``.

    Attributes:
        id: What prose calls it, in Unicode NFC.
        value: The number of the column ``value``, if there is one.
        low: The lower end of a range, if there is one.
        high: The upper end of a range.
        unit: What is counted, by language: ``unit_ja`` and ``unit_en``, or ``unit`` for Japanese
            and, if it is in Latin letters, for English.
        status: ``estimate``, ``projection``, ``ceiling``, ``fact``, …, as the row has it.
        source: A citekey, or nothing.
        locator: Where in the source, as a note prints it.
        date: ISO 8601, cut to what is known, or nothing; the column ``date``, else ``year``.
        row: The row, for all other columns.
        labels: What it is, by language: the columns ``label_ja``, ``item_en``, ….
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

    def text(self, language: str) -> str:
        """The value as prose prints it.

        Args:
            language: ``ja`` or ``en``.

        Returns:
            Plain text: ``1,000発``, ``45～50発``; ``1,000 warheads``, ``45–50 warheads``.

        Raises:
            ValueForAuthorError: If the row has no number.
        """
        words = _WORDS["ja" if language == "ja" else "en"]
        low, high = (None if end is None else print_number(end) for end in (self.low, self.high))
        if self.value is not None:
            return self._with_unit(print_number(self.value), language)
        if low is not None and high is not None:
            return self._with_unit(low + words["range"] + high, language)
        if low is not None:
            return words["at_least"].format(self._with_unit(low, language))
        if high is not None:
            return words["at_most"].format(self._with_unit(high, language))
        raise ValueForAuthorError(f"the fact '{self.id}' has no value ({self.row.location})")

    def _with_unit(self, number: str, language: str) -> str:
        unit = self.unit.get(language, "")
        if _CURRENCY.fullmatch(unit):
            return unit + number
        space = "" if language == "ja" or not unit or unit.startswith("%") else " "
        return number + space + unit

    @property
    def citation(self) -> str:
        """The citation of its source, as Markdown: ``[@mod2023, 61頁]``.

        Raises:
            ValueForAuthorError: If the row has no source.
        """
        if not self.source:
            raise ValueForAuthorError(f"the fact '{self.id}' has no source ({self.row.location})")
        return citation(self.source, self.locator)


def citation(source: str, locator: str) -> str:
    """A citation in Markdown.

    Args:
        source: A citekey.
        locator: Where in the source; may be empty.

    Returns:
        ``[@mod2023, 61頁]``; a key that pandoc would end early stands in braces.
    """
    key = f"@{source}" if _CITEKEY.fullmatch(source) else f"@{{{source}}}"
    return f"[{key}, {locator}]" if locator else f"[{key}]"


def facts_of(
    datasets: Mapping[str, Dataset],
) -> tuple[Mapping[str, Fact], tuple[Finding, ...]]:
    """Collect the facts of all datasets.

    Args:
        datasets: By name.

    Returns:
        The facts by id, and what is wrong: DAT002 a number, a date or a source that cannot be
        read, DAT004 an id that was given before. A row without an id is no fact.
    """
    facts: dict[str, Fact] = {}
    findings: list[Finding] = []
    for dataset in datasets.values():
        for row in dataset.rows:
            name = unicodedata.normalize("NFC", row.get("id"))
            if not name:
                continue
            if name in facts:
                message = f"'{name}' is given already at {facts[name].row.where('id')}"
                hint = "Give each fact an id of its own."
                findings.append(Finding(rule("DAT004"), row.where("id"), message, hint))
                continue
            problems: list[Finding] = []
            facts[name] = _fact(name, row, problems)
            findings += problems
    return FrozenMapping(facts), tuple(findings)


def _fact(name: str, row: Row, problems: list[Finding]) -> Fact:
    value, low, high = (_number(row, column, problems) for column in ("value", "low", "high"))
    if low is not None and high is not None and low > high:
        message = f"the lower end {low} is above the upper end {high}"
        problems.append(Finding(rule("DAT002"), row.where("low"), message))
    return Fact(
        id=name,
        value=value,
        low=low,
        high=high,
        unit=_units(row),
        status=row.get("status"),
        source=_clean(row, "source", _NOT_IN_CITEKEY, problems),
        locator=_clean(row, "locator", _NOT_IN_LOCATOR, problems),
        date=_date(row, problems),
        row=row,
        labels=_labels(row),
    )


def _number(row: Row, column: str, problems: list[Finding]) -> Decimal | None:
    text = row.get(column)
    if not text:
        return None
    try:
        return read_number(text)
    except ValueError as error:
        hint = "Write digits alone; a unit, a range or a word such as 約 has its own column."
        problems.append(Finding(rule("DAT002"), row.where(column), f"{column}: {error}", hint))
        return None


def _date(row: Row, problems: list[Finding]) -> str:
    column = "date" if row.get("date") else "year"
    text = row.get(column)
    if not text:
        return ""
    try:
        return str(PartialDate.parse(text))
    except ValueError as error:
        problems.append(
            Finding(rule("DAT002"), row.where(column), f"{column}: '{text}' is no date: {error}")
        )
        return ""


def _clean(row: Row, column: str, forbidden: re.Pattern[str], problems: list[Finding]) -> str:
    """A cell that goes into a citation, without what would end it early."""
    text = unicodedata.normalize("NFC", row.get(column))
    bad = forbidden.search(text)
    if bad is None:
        return text
    hint = "Give one citekey in 'source', and in 'locator' what a note prints after it."
    message = f"{column}: {bad[0]!r} cannot stand in a citation"
    problems.append(Finding(rule("DAT002"), row.where(column), message, hint))
    return ""


def _units(row: Row) -> Mapping[str, str]:
    unit = row.get("unit")
    english = unit if unit.isascii() or _CURRENCY.fullmatch(unit) else ""
    return FrozenMapping(
        {
            "ja": row.get("unit_ja") or unit,
            "en": row.get("unit_en") or english,
        }
    )


def _labels(row: Row) -> Mapping[str, str]:
    found = {}
    for language in ("ja", "en"):
        names = (f"{stem}{tail}" for tail in (f"_{language}", "") for stem in _LABELS)
        found[language] = next((row.get(name) for name in names if row.get(name)), "")
    return FrozenMapping(found)
