"""DAT009, DAT010, DAT012: facts without a source, facts to be looked at again, unused facts."""

from __future__ import annotations

import unicodedata
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hakusho.data.dataset import ALL_DATA
from hakusho.findings import Finding, Location, Text, say
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from hakusho.checks.data.data_audit import DataAudit
    from hakusho.data import Fact


def check_sources(audit: DataAudit) -> Iterator[Finding]:
    """DAT009 for each fact with a value and no source.

    One for the whole of a dataset that has no column for it. Derived values have the sources of
    their operands.
    """
    bare: dict[str, list[Fact]] = {}
    for fact in audit.facts.values():
        unsourced = not fact.sources and not fact.row.get("source")
        if unsourced and not fact.quantity.empty and fact.row.places:  # not a derived one
            bare.setdefault(fact.dataset, []).append(fact)
    for name, facts in bare.items():
        dataset = audit.datasets[name]
        hint = "Give the citekey in a column 'source', or once for all rows in the sidecar."
        if "source" in dataset.columns:
            for fact in facts:
                message, where = "the value of '{id}' has no source", fact.row.where("source")
                because = (*ALL_DATA, *fact.row.subjects)
                yield Finding.of("DAT009", where, message, hint, fact.id, because=because)
        else:
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
    asked = {_nfc(use.name) for use in audit.uses if use.function == "fact"} | audit.drawn_rows
    tables = [use for use in audit.uses if use.function == "table"]
    shown = {_nfc(use.name) for use in tables if not use.rows} | audit.drawn
    parts = [(_nfc(use.name), use.rows.split(",")) for use in tables if use.rows]
    rested = {name for fact in audit.facts.values() for name in fact.operands}
    unused: dict[str, list[Fact]] = {}
    held: dict[str, int] = {}
    for fact in audit.facts.values():
        held[fact.dataset] = held.get(fact.dataset, 0) + 1
        whole = fact.dataset in shown and not fact.operands
        if not whole and fact.id not in asked | rested and not _in_a_part(fact, parts):
            unused.setdefault(fact.dataset, []).append(fact)
    for name, facts in unused.items():
        if len(facts) == held[name] > 1:
            where = Location(audit.datasets[name].path, 1)
            message, values = "nothing uses the {count} facts of '{name}'", (len(facts), name)
            yield Finding.of("DAT012", where, message, "", *values, because=ALL_DATA)
            continue
        for fact in facts:
            hint = "Use it, or leave it out: data that nothing shows are never proof-read."
            where = fact.row.where("id")
            message = "nothing uses the fact '{id}'"
            yield Finding.of("DAT012", where, message, hint, fact.id, because=ALL_DATA)


def _in_a_part(fact: Fact, parts: Iterable[tuple[str, Sequence[str]]]) -> bool:
    """Whether a table of some rows shows the fact's."""
    return not fact.operands and any(
        name == fact.dataset and any(fnmatchcase(fact.id, each.strip()) for each in patterns)
        for name, patterns in parts
    )


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
