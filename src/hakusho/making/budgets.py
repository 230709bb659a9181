"""Budgets of a paper and its briefs: measured in a build, texts in a check as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of
from hakusho.checks.lengths import (
    RULES,
    Measured,
    budget_rules,
    check_budget,
    measure_line,
    measures_of,
)
from hakusho.findings import Location, rule, say
from hakusho.findings.by_row import brief_by_row
from hakusho.findings.policy import apply_policy
from hakusho.manuscript.index import headings
from hakusho.manuscript.numbering import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.findings import Finding, Text
    from hakusho.findings.policy import Policy
    from hakusho.making.order import Order
    from hakusho.manuscript.page_map import PageMap
    from hakusho.paper.budget import Budget
    from hakusho.settling.text_weights import TextWeights

_MEASURED_IN_PDF = RULES["pages"]


@dataclass(frozen=True, slots=True)
class Measures:
    """Documents held against their budgets."""

    # What there is and what is allowed, a line for each part of a budget.
    lines: tuple[Text, ...] = ()
    found: tuple[Finding, ...] = ()  # what is over or under, not yet judged
    ran: frozenset[str] = frozenset()  # the rules that were looked for

    def __add__(self, other: Measures) -> Measures:
        """Both together."""
        return Measures(self.lines + other.lines, self.found + other.found, self.ran | other.ran)

    def judged(self, policy: Policy) -> tuple[Finding, ...]:
        """What a policy makes of the findings.

        All documents are judged at once: an ignore that one of them needs is not unused.
        """
        return apply_policy(self.found, policy.for_rules(self.ran))


def wants_text(budget: Budget | None, policy: Policy) -> bool:
    """Whether a check must weigh the text to know if a budget is kept."""
    return any(policy.runs(rule(each)) for each in budget_rules(budget) - {_MEASURED_IN_PDF})


def measure(order: Order, text: TextWeights | None, pages: PageMap | None) -> Measures:
    """Hold what has been made, and what it weighs, against its budget.

    ``pages`` are those of its PDF, ``None`` if none was made. No budget, no measures.
    """
    budget = order.budget
    if budget is None or text is None:
        return Measures()
    language = order.metadata["language"]
    measured = Measured(text, pages, _heading_places(order), language, order.name)
    found = check_budget(budget, measured, order.budget_places, pages=order.pages)
    lines = tuple(measure_line(each) for each in measures_of(budget, text, pages))
    if order.name:
        by_row = brief_by_row(order.manuscript.draft.briefs[order.name].path)
        lines = () if by_row else tuple(say("{name}: {line}", order.name, line) for line in lines)
    ran = budget_rules(budget) - ({_MEASURED_IN_PDF} if pages is None else set())
    return Measures(lines, tuple(found), ran)


def _heading_places(order: Order) -> Mapping[str, Location]:
    """The line of each heading of a document in the sources, by its id."""
    blocks = [block for chapter in order.manuscript.chapters for block in chapter.blocks]
    numbered = number(blocks, order.metadata["language"], sections=order.numbered_sections).blocks
    positions = order.manuscript.draft.positions
    found = ((attr_of(each)[0], each["at"]) for each in headings(numbered) if "at" in each)
    places = ((ident, positions.place(at[0])) for ident, at in found)
    return {ident: Location(place.path, place.line) for ident, place in places}
