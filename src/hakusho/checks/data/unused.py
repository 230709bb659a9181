"""DAT012: facts that nothing in the paper uses."""

from __future__ import annotations

import unicodedata
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hakusho.data.dataset import ALL_DATA
from hakusho.findings import Finding, Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.checks.data.data_audit import DataAudit
    from hakusho.data import Fact


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
