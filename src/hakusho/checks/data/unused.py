"""DAT012: facts that nothing in the paper uses."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.data.audit import DataAudit
    from hakusho.data import Fact

_COMPUTED = re.compile(
    r"\b(?:fact|table)\s*\(\s*(?![\"'\s])|\bfact\s*\(\s*([\"'])[^\"']*\1\s*[^\s)]"
)


def check_unused(audit: DataAudit) -> Iterator[Finding]:
    """Find facts that neither text, table, figure nor derived value uses.

    Args:
        audit: The paper's data and what uses them.

    Yields:
        DAT012 for each, or one for a dataset of which nothing is used. None where a chapter
        computes the names of facts, since what it asks for is not known before it is rendered.
    """
    if any(_COMPUTED.search(chapter.text) for chapter in audit.chapters):
        return
    asked, shown = (
        {unicodedata.normalize("NFC", use.name) for use in audit.uses if use.function == function}
        for function in ("fact", "table")
    )
    shown |= audit.drawn
    rested = {name for fact in audit.facts.values() for name in fact.operands}
    unused: dict[str, list[Fact]] = {}
    held: dict[str, int] = {}
    for fact in audit.facts.values():
        held[fact.dataset] = held.get(fact.dataset, 0) + 1
        in_a_table = fact.dataset in shown and not fact.operands
        if fact.id not in asked and fact.id not in rested and not in_a_table:
            unused.setdefault(fact.dataset, []).append(fact)
    for name, facts in unused.items():
        if len(facts) == held[name] > 1:
            where = Location(audit.datasets[name].path, 1)
            yield Finding(rule("DAT012"), where, f"nothing uses the {len(facts)} facts of '{name}'")
            continue
        for fact in facts:
            hint = "Use it, or leave it out: data that nothing shows are never proof-read."
            where = fact.row.where("id")
            yield Finding(rule("DAT012"), where, f"nothing uses the fact '{fact.id}'", hint)
