"""Facts: rows that have an ``id``, and values derived from them, so that prose can ask for them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hakusho.data.derived import derive
from hakusho.data.fact import Fact, citation, citation_of, read_fact
from hakusho.data.frozen import FrozenMapping
from hakusho.findings import Finding, also, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.data.dataset import Dataset

__all__ = ["Fact", "citation", "citation_of", "facts_of"]


def facts_of(datasets: Mapping[str, Dataset]) -> tuple[Mapping[str, Fact], tuple[Finding, ...]]:
    """Collect the facts of all datasets.

    Args:
        datasets: By name.

    Returns:
        The facts by id, rows first, and what is wrong: DAT002 a number, a date or a source that
        cannot be read, DAT004 an id that was given before, DAT013 a derived value that cannot be
        computed. A row without an id is no fact.
    """
    facts: dict[str, Fact] = {}
    findings: list[Finding] = []
    for dataset in datasets.values():
        for row in dataset.rows:
            name = unicodedata.normalize("NFC", row.get("id"))
            if not name:
                continue
            problems: list[Finding] = []
            fact = read_fact(name, row, dataset, problems)
            if name in facts:
                problems = [_given_twice(facts[name], fact)]
            else:
                facts[name] = fact
            findings += problems
    derived, problems_of_derived = derive(datasets, facts)
    return FrozenMapping({**facts, **derived}), (*findings, *problems_of_derived)


def _given_twice(first: Fact, again: Fact) -> Finding:
    message = say("'{id}' is given already", first.id)
    there, here = first.quantity.text("ja"), again.quantity.text("ja")
    if there != here:
        values = (there or say("without a value"), here or say("without one"))
        message = say("{message}: there it is {there}, here {here}", message, *values)
    hint = "Give each fact an id of its own."
    related = also(first.row.where("id"), "the first one")
    return Finding.of("DAT004", again.row.where("id"), message, hint, related=related)
