"""DAT009 to DAT012: facts without a source, to be looked at again, at odds, unused."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hakusho.data.dataset import ALL_DATA
from hakusho.data.fact import LABEL_COLUMNS, read_labels, read_quantity
from hakusho.data.meant_columns import meant_columns
from hakusho.findings import Finding, Location, Subject, Text, also, say
from hakusho.paper.folders import CHAPTERS_FOLDER
from hakusho.source.positions import Positions
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from hakusho.data import Dataset, Fact, Row
    from hakusho.data.quantities import Quantity
    from hakusho.manuscript.data_uses import DataUse
    from hakusho.source.prose import Prose

_SHOWERS = (*ALL_DATA, Subject("file", "figures"), Subject("file", CHAPTERS_FOLDER))
"""What may show a fact, if it can be read."""


@dataclass(frozen=True, slots=True)
class DataAudit:
    """What every check of data may look at."""

    datasets: Mapping[str, Dataset]  # by name
    facts: Mapping[str, Fact]  # by id, derived ones included
    chapters: tuple[Prose, ...]  # the running text, of briefs too
    day: date  # the paper's date, by which a review is due or not
    uses: tuple[DataUse, ...] = ()  # each ``fact(…)`` and ``table(…)`` of the chapters
    drawn: frozenset[str] = frozenset()  # datasets that figures see whole
    drawn_rows: frozenset[str] = frozenset()  # ids of facts whose rows figures select from others
    computed: bool = False  # whether a chapter computes the name of a fact or a table
    captions: Positions = field(default_factory=Positions)  # that stand elsewhere than in prose


def check_sources(audit: DataAudit) -> Iterator[Finding]:
    """DAT009 for each fact with a value and no source.

    One for the whole of a dataset that has no column for it. Derived values have the sources of
    their operands.
    """
    bare: dict[str, list[Fact]] = {}
    for fact in audit.facts.values():
        named = audit.datasets[fact.dataset].names_sources and bool(fact.row.get("source"))
        unsourced = not fact.sources and not named
        if unsourced and not fact.quantity.empty and fact.row.places:  # not a derived one
            bare.setdefault(fact.dataset, []).append(fact)
    for name, facts in bare.items():
        dataset = audit.datasets[name]
        hint = "Give the citekey in a column 'source', or once for all rows in the sidecar."
        if dataset.names_sources:
            for fact in facts:
                message, where = "the value of '{id}' has no source", fact.row.where("source")
                because = (*ALL_DATA, *fact.row.subjects)
                yield Finding.of("DAT009", where, message, hint, fact.id, because=because)
        elif "source" not in meant_columns(dataset).values():  # DAT026 says where they are
            message = say("the values of '{name}' have no source", name)
            if len(facts) == 1:
                message = say("the value of '{id}' has no source", facts[0].id)
            where = Location(dataset.path, 1)
            yield Finding.of("DAT009", where, message, hint, because=ALL_DATA)


def check_reviews(audit: DataAudit) -> Iterator[Finding]:
    """DAT010 for each row or sidecar that was to be reviewed before the paper's date."""
    for fact in audit.facts.values():
        if fact.row.get("review_by") and _is_past(fact.review_by, audit.day):
            message = say("'{id}' was to be reviewed by {date}", fact.id, fact.review_by)
            yield _review(message, fact.row.where("review_by"), audit.day)
    for name, dataset in audit.datasets.items():
        if dataset.about.review_by and _is_past(dataset.about.review_by, audit.day):
            date = dataset.about.review_by
            message = say("the dataset '{name}' was to be reviewed by {date}", name, date)
            yield _review(message, dataset.about_places["review_by"], audit.day)


def _is_past(text: str, day: date) -> bool:
    if not text:
        return False
    due = PartialDate.parse(text)
    # By 2025-07 means by the end of that month.
    return (day.year, day.month, day.day) > (due.year, due.month or 12, due.day or 31)


def _review(message: Text, where: Location, day: date) -> Finding:
    hint = "Look at the source again, then write the date of the next review."
    return Finding.of("DAT010", where, "{problem}; the paper is of {day}", hint, message, day)


def check_unused(audit: DataAudit) -> Iterator[Finding]:
    """DAT012 for each fact that neither text, table, figure nor derived value uses.

    One for a dataset of which nothing is used. None where a chapter computes the names of facts,
    since what it asks for is not known before it is rendered.
    """
    if audit.computed:
        return
    named = (audit.facts.get(_nfc(use.name)) for use in audit.uses if use.function == "fact")
    asked = {fact.id for fact in named if fact is not None} | audit.drawn_rows
    tables = [use for use in audit.uses if use.function == "table"]
    shown = {_nfc(use.name) for use in tables if not use.rows} | audit.drawn
    parts = [(_nfc(use.name), use.rows.split(",")) for use in tables if use.rows]
    used = asked.union(name for fact in audit.facts.values() for name in fact.operands)
    unused: dict[str, list[Fact]] = {}
    held: dict[str, int] = {}
    for fact in audit.facts.values():
        held[fact.dataset] = held.get(fact.dataset, 0) + 1
        whole = fact.dataset in shown and not fact.operands
        if not whole and fact.id not in used and not _in_a_part(fact, parts):
            unused.setdefault(fact.dataset, []).append(fact)
    for name, facts in unused.items():
        if len(facts) == held[name] > 1:
            where = Location(audit.datasets[name].path, 1)
            message, values = "nothing uses the {count:fact|facts} of '{name}'", (len(facts), name)
            meant = Subject("unknown table", name)
            yield Finding.of("DAT012", where, message, "", *values, because=(*_SHOWERS, meant))
            continue
        for fact in facts:
            hint = "Use it, or leave it out: data that nothing shows are never proof-read."
            where = fact.row.where("id")
            message = "nothing uses the fact '{id}'"
            table, row = Subject("unknown table", name), Subject("unknown fact", fact.id)
            because = (*_SHOWERS, table, row)  # it may be meant by a name that is none
            yield Finding.of("DAT012", where, message, hint, fact.id, because=because)


def _in_a_part(fact: Fact, parts: Iterable[tuple[str, Sequence[str]]]) -> bool:
    """Whether a table of some rows shows the fact's."""
    return not fact.operands and any(
        name == fact.dataset
        and any(fnmatchcase(fact.row.get("id"), each.strip()) for each in patterns)
        for name, patterns in parts
    )


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


_NUMBERS = frozenset({"value", "low", "high", "qualifier"})
_LABELS = frozenset(name for names in LABEL_COLUMNS.values() for name in names)
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


MOST_TOLD = 1_000
"""Of rows of one dataset that disagree; more have one and the same reason."""


def check_agreement(audit: DataAudit) -> Iterator[Finding]:
    """DAT011 at the later of two rows that disagree.

    Within a dataset two rows are about the same thing if every cell that is no number, source or
    note is the same; rows of other sources may differ, since estimates do. Between datasets they
    are if label, year and unit are the same, and at least one more column of both, such as the
    side, says the same and none says something else. Of a dataset with more than
    :data:`MOST_TOLD` such rows those are told, and that there are more.
    """
    seen: dict[tuple[str, str], _Said] = {}
    for dataset in audit.datasets.values():
        columns = set(dataset.columns)
        if columns.isdisjoint(_NUMBERS) or columns.isdisjoint(_LABELS):
            continue
        told = 0
        for row in dataset.rows:
            quantity = read_quantity(row, dataset, [])
            label = _label(row)
            if quantity.empty or not label or label in _SUMS:
                continue
            earlier = seen.setdefault((label, row.get("date") or row.get("year")), _Said())
            new = _Stated(dataset, row, quantity)
            other = earlier.against(new)
            if other is not None:
                yield _disagreement(label, other, new) if told < MOST_TOLD else _more(new)
                told += 1
            if told > MOST_TOLD:
                break
            earlier.add(new)


def _more(again: _Stated) -> Finding:
    """What to say where so many rows disagree that nobody would read of each."""
    message = "more than {most:,} rows of '{dataset}' disagree with rows above or elsewhere"
    hint = "Say in a column in what the rows of one label and date differ, such as a month."
    column = "value" if again.row.get("value") else "low"
    return Finding.of(
        "DAT011", again.row.where(column), message, hint, MOST_TOLD, again.dataset.name
    )


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a row says, and where."""

    dataset: Dataset
    row: Row
    quantity: Quantity

    @property
    def said(self) -> tuple[object, ...]:
        return (self.quantity.value, self.quantity.low, self.quantity.high)


class _Said:
    """What rows of one label and date say: each dataset's by what else they are about.

    A series may have thousands of them, told apart by a month.
    """

    def __init__(self) -> None:
        self._by_dataset: dict[str, dict[frozenset[tuple[str, str]], list[_Stated]]] = {}
        self._known: set[tuple[object, ...]] = set()

    def add(self, new: _Stated) -> None:
        """Remember a row, unless one says the same by the same source."""
        about = frozenset(_about(new.row).items())
        source, _ = new.dataset.source_of(new.row)
        told = (new.dataset.name, about, new.said, source)
        if told not in self._known:
            self._known.add(told)
            self._by_dataset.setdefault(new.dataset.name, {}).setdefault(about, []).append(new)

    def against(self, new: _Stated) -> _Stated | None:
        """The first row that is about the same thing and says something else."""
        own = self._by_dataset.get(new.dataset.name, {})
        others = (
            each
            for name, known in self._by_dataset.items()
            if name != new.dataset.name
            for alike in known.values()
            for each in alike
        )
        alike = own.get(frozenset(_about(new.row).items()), ()) if own else ()
        apart = (each for each in (*others, *alike) if each.said != new.said)
        return next((e for e in apart if _same_thing(e.dataset, e.row, new.dataset, new.row)), None)


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


def _disagreement(label: str, before: _Stated, again: _Stated) -> Finding:
    row, quantity = again.row, again.quantity
    when = row.get("date") or row.get("year")
    what = f"{label} ({when})" if when else label
    message = "{what} is {here} here and {there} elsewhere"
    column = "value" if row.get("value") else "low"
    hint = "Keep one of them, or say in a column of both in what they differ."
    given = ("DAT011", row.where(column), message, hint, what)
    related = also(before.row.location, "the other value")
    return Finding.of(*given, quantity.text("ja"), before.quantity.text("ja"), related=related)
