"""A paper's budget: measured in a build, and as far as the text goes in a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.budgets import RULES, Measured, check_budget, measure_line, measures_of
from hakusho.findings import rule
from hakusho.findings.policy import apply_policy
from hakusho.manuscript.heading_places import heading_places
from hakusho.manuscript.page_map import read_page_map
from hakusho.manuscript.text_weights import read_text_weights

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.build.examine import Examined
    from hakusho.findings import Finding
    from hakusho.findings.policy import Policy
    from hakusho.paper.budget import Budget

_MEASURED_IN_PDF = RULES["pages"]


def budget_rules(budget: Budget | None) -> frozenset[str]:
    """The rules that a budget needs: what silences them can be judged only once it is measured."""
    if budget is None:
        return frozenset()
    return frozenset(RULES[part] for part in RULES if getattr(budget, part) is not None)


def wants_text(budget: Budget | None, policy: Policy) -> bool:
    """Whether a check must weigh the text to know if a budget is kept."""
    needed = budget_rules(budget) - {_MEASURED_IN_PDF}
    return any(policy.runs(rule(each)) for each in needed)


def measure(folder: Path, examined: Examined) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Hold what has been made against the paper's budget.

    Args:
        folder: The working folder, with the text's weights and, if a PDF was made, its page map.
        examined: The paper.

    Returns:
        What there is and what is allowed, a line for each part of the budget; and what the paper's
        policy makes of the findings.
    """
    paper = examined.paper
    budget = paper.settings.budget
    if budget is None:
        return (), ()
    text, pages = read_text_weights(folder), read_page_map(folder)
    ids = [section.id for section in text.sections if section.level]
    places = heading_places(examined.manuscript, ids)
    measured = Measured(text, pages, places, paper.settings.language)
    found = check_budget(budget, measured, paper.budget_places)
    lines = tuple(measure_line(each) for each in measures_of(budget, text, pages))
    ran = budget_rules(budget) - ({_MEASURED_IN_PDF} if pages is None else set())
    return lines, apply_policy(found, examined.policy.for_rules(ran))
