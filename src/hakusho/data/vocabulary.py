"""What prose may ask data for: the functions and filters of a chapter's template."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Any

from hakusho.data.cell_facts import cells_of, holds_numbers, rounded
from hakusho.data.cell_matching import folded
from hakusho.data.changes_told import as_of, data_changes
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.escape import escape, name_given
from hakusho.data.facts import Facts
from hakusho.data.meant_columns import meant_columns
from hakusho.data.numbers import print_number, read_number
from hakusho.data.printed_dates import date_alone, date_in, english_date, seireki, wareki
from hakusho.data.quantities import PLAIN, is_english
from hakusho.data.table_parts import asked_part
from hakusho.data.tables import table
from hakusho.data.trees import why_no_rows
from hakusho.findings import NOTHING, Subject, Text, nearest, say
from hakusho.tools.keeping import Same, recall
from hakusho.values.dates import PartialDate
from hakusho.values.languages import primary
from hakusho.values.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hakusho.data.cell_facts import Cells
    from hakusho.data.dataset import Dataset
    from hakusho.data.fact import Fact
    from hakusho.paper.settings import Numbers


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What chapters may use; the fields are those of ``hakusho.source.template.Names``.

    Attributes:
        functions: ``fact``, ``cell`` and ``table``; in a brief by the row also ``row``, which is
            none.
        known: For each of them, the ids and names that exist.
        filters: ``wareki``, ``seireki``, ``english_date``, ``date``, ``number``, ``escape``,
            ``slug``.
        printed: Types of values that print themselves.
        called: Gives the id of the fact with a label; empty if none has it.
        nearly: Where there would be facts but for the name of a column; empty if nowhere.
        rowless: By name, the documents among the data that are no tables, and why not.
    """

    functions: Mapping[str, Any]
    known: Mapping[str, frozenset[str]]
    filters: Mapping[str, Callable[..., Any]]
    printed: tuple[type, ...] = ()
    nearly: Text = NOTHING
    rowless: Mapping[str, Text] = field(default_factory=dict)
    called: Callable[[str], str] = lambda _label: ""


_ATTRIBUTES = (
    *("cite", "date", "high", "label", "low", "round", "status", "unit", "value", "year"),
)
_LISTED = f".{', .'.join(_ATTRIBUTES)}"


class FactInProse:
    """A fact as a chapter's template sees it: ``{{ fact("id") }}``, ``{{ fact("id").cite }}``.

    Attributes:
        value: The number, for arithmetic; ``None`` if the row has none.
        low: The lower end of a range; likewise.
        high: The upper end.
        date: ISO 8601, for the date filters.
        status: ``estimate``, ``projection``, …, for conditions.
    """

    def __init__(self, fact: Fact, language: str, style: Numbers) -> None:
        self._fact = fact
        self._language = language
        self._style = style
        self.value, self.low, self.high = fact.value, fact.low, fact.high
        self.date = fact.date
        self.status = fact.status

    def __str__(self) -> str:
        """The value with its unit, as Markdown; raises ValueForAuthorError."""
        unit = self._fact.unit.get("ja", "")
        if self._language == "ja" and is_english(unit):
            message = "'{unit}' has no Japanese; write {how}"
            raise ValueForAuthorError(message, unit, f"unit: {{ja: …, en: {unit}}}")
        return escape(self._fact.text(self._language, self._style))

    __repr__ = __str__  # as a list prints it

    def __getattr__(self, name: str) -> Any:
        """What a fact does not have: raises ValueForAuthorError with the nearest that it has."""
        if name.startswith("_"):
            raise AttributeError(name)
        near = nearest(name, _ATTRIBUTES)
        if near:
            raise ValueForAuthorError("a fact has no '{name}'; did you mean .{near}?", name, near)
        raise ValueForAuthorError("a fact has no '{name}'; it has {names}", name, _LISTED)

    @property
    def cite(self) -> str:
        """Its citation, as Markdown; raises ValueForAuthorError where it has no source."""
        return self._fact.citation

    @property
    def year(self) -> int:
        """The year of its date; raises ValueForAuthorError where it has none."""
        if not self.date:
            raise self._fact.lacks("the fact '{id}' has no date")
        return PartialDate.parse(self.date).year

    @property
    def unit(self) -> str:
        """What is counted, as Markdown."""
        return escape(self._fact.unit.get(self._language, ""))

    @property
    def label(self) -> str:
        """What it is, as Markdown."""
        return escape(self._fact.labels.get(self._language, ""))

    def round(self, digits: int = 0) -> FactInProse:
        """The same with so many decimal places, rounded half up."""
        return FactInProse(rounded(self._fact, digits), self._language, self._style)


_OF_CELLS = (
    "first",
    "growth",
    "latest",
    "max",
    "mean",
    "min",
    "rank",
    "share",
    "sum",
    *_ATTRIBUTES,
)
_LARGE = frozenset("十百千万億兆")
"""What a unit begins with whose number is not the whole: 千人, 百万円."""
_LISTED_OF_CELLS = f".{', .'.join(_OF_CELLS)}"


class CellsInProse:
    """Cells of a column as a template sees them: ``{{ cell("ports", "ships", year=2025) }}``.

    One cell is printed, and has all that a fact has; of several ``.latest``, ``.max`` and the like
    are facts.
    """

    def __init__(self, cells: Cells, language: str, style: Numbers, dates: str) -> None:
        self._cells = cells
        self._dates = dates
        self._language = language
        self._style = style

    def _made(self, fact: Fact) -> FactInProse:
        unit = fact.unit.get("ja", "")
        if self._language != "ja" and unit[:1] in _LARGE and not fact.unit.get("en"):
            message = (
                "'{unit}' has no English, and without it the number is another one; write {how}"
            )
            how = f"schema: {{{self._cells.column}: {{unit: {{ja: {unit}, en: …}}}}}}"
            raise ValueForAuthorError(message, unit, how)
        return FactInProse(fact, self._language, self._style)

    def __str__(self) -> str:
        """The number with its unit, or the words, as Markdown; raises ValueForAuthorError."""
        text = self._cells.only.get(self._cells.column)
        try:
            return str(self._made(self._cells.fact()))
        except ValueForAuthorError:
            if not text or self._cells.dataset.lacks_number(text) or holds_numbers(self._cells):
                raise
        return escape(date_alone(text, self._dates))

    __repr__ = __str__

    def __getattr__(self, name: str) -> Any:
        """A fact that is made of the cells, or what the fact of the only one has."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name in _ATTRIBUTES:
            return getattr(self._made(self._cells.fact()), name)
        near = nearest(name, _OF_CELLS)
        if near:
            raise ValueForAuthorError("cells have no '{name}'; did you mean .{near}?", name, near)
        raise ValueForAuthorError(
            "cells have no '{name}'; they have {names}", name, _LISTED_OF_CELLS
        )

    @property
    def latest(self) -> FactInProse:
        """The number of the latest year or date."""
        return self._made(self._cells.at_end("latest"))

    @property
    def first(self) -> FactInProse:
        """The number of the first year or date."""
        return self._made(self._cells.at_end("first"))

    @property
    def max(self) -> FactInProse:
        """The largest number."""
        return self._made(self._cells.extreme(operator.gt))

    @property
    def min(self) -> FactInProse:
        """The smallest number."""
        return self._made(self._cells.extreme(operator.lt))

    @property
    def sum(self) -> FactInProse:
        """The sum, without rows that are sums already."""
        return self._made(self._cells.total())

    @property
    def mean(self) -> FactInProse:
        """The mean, to one decimal place."""
        return self._made(self._cells.mean())

    @property
    def share(self) -> FactInProse:
        """The only cell in per cent of its column's sum."""
        return self._made(self._cells.share())

    @property
    def rank(self) -> int:
        """Which place the only cell has, by size, among those of its year."""
        return self._cells.rank()

    def growth(self, start: object, end: object) -> FactInProse:
        """From one year to another, in per cent."""
        return self._made(self._cells.growth(start, end))


def vocabulary_of(
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
    language: str,
    style: Numbers = PLAIN,
    lang: str = "",
) -> Vocabulary:
    """Make the vocabulary of a paper; the same one as long as its data are the same objects.

    ``lang`` is the tag of the paper's language, which says how its dates are printed: ``en-US``.

    Returns:
        Functions and filters. They raise :class:`ValueForAuthorError` for what cannot be shown.
    """
    dates = lang if primary(lang) == language else language
    key = (__name__, Same(datasets), Same(facts), language, style, lang)
    return recall(key, lambda: _vocabulary_of(datasets, facts, language, style, (dates, lang)))


def _vocabulary_of(
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
    language: str,
    style: Numbers,
    tags: tuple[str, str],
) -> Vocabulary:
    dates, lang = tags
    tables = {name: dataset for name, dataset in datasets.items() if dataset.kind == "table"}

    def fact(name: str) -> FactInProse:
        key = name_given(name)
        if key not in facts:
            raise ValueForAuthorError("there is no fact '{name}'", name)
        return FactInProse(facts[key], language, style)

    def cell(
        name: str, column: object, chosen: Mapping[str, object] | None = None, /, **where: object
    ) -> CellsInProse:
        key = name_given(name)
        if key not in tables:
            because = (Subject("dataset", key),)
            raise ValueForAuthorError("there is no table '{name}'", name, because=because)
        asked = {each: name_given(value) for each, value in {**(chosen or {}), **where}.items()}
        cells = cells_of(tables[key], name_given(column), asked)
        return CellsInProse(cells, language, style, dates)

    def printed_table(name: str, *given: Any, **options: Any) -> str:
        key = name_given(name)
        if key not in tables:
            because = (Subject("dataset", key),)
            raise ValueForAuthorError("there is no table '{name}'", name, because=because)
        return table(tables[key], language, style, asked_part(*given, **options), dates)

    return Vocabulary(
        functions={
            "fact": fact,
            "cell": cell,
            "table": printed_table,
            "data_changes": partial(data_changes, datasets, facts, language, style),
            "as_of": partial(as_of, datasets, dates),
        },
        known={
            "fact": facts.names() if isinstance(facts, Facts) else frozenset(facts),
            "cell": frozenset(tables),
            "table": frozenset(tables),
        },
        filters={
            "wareki": wareki,
            "seireki": seireki,
            "english_date": partial(english_date, lang=lang),
            "date": partial(date_in, dates),
            "number": partial(_number, language, style),
            "escape": escape,
            "slug": slug_of,
        },
        printed=(FactInProse, CellsInProse),
        nearly=_nearly_facts(tables.values()),
        rowless={name: why_no_rows(each) for name, each in datasets.items() if each.kind == "tree"},
        called=partial(_labelled, facts),
    )


def _labelled(facts: Mapping[str, Fact], label: str) -> str:
    """The id of the only fact with a label; empty if there is none, or more of them."""
    ids = {fact.id for fact in facts.values() if label in fact.labels.values()}
    return ids.pop() if len(ids) == 1 else ""


def _nearly_facts(tables: Iterable[Dataset]) -> Text:
    """What a column is called that was to be ``id``: ``ID``, ``No.``."""
    for each in tables:
        meant = {meaning: name for name, meaning in meant_columns(each).items()}
        alike = (name for name in each.columns if folded(name) == "id")
        name = meant.get("id") or next(alike, "id")
        if "id" not in (name, *each.columns):
            return say("{path} has a column '{name}': call it id.", each.path, name)
    return NOTHING


def _number(language: str, style: Numbers, value: object) -> str:
    """A number in the house style: ``{{ fact("x").value * 2 | number }}``."""
    try:
        cell = isinstance(value, str)
        number = read_number(str.__str__(value)) if cell else Decimal(str(value))
        return escape(print_number(number, language, style.large, style.negative))
    except (InvalidOperation, ValueError) as error:
        raise ValueForAuthorError("'{value}' is not a number", value) from error
