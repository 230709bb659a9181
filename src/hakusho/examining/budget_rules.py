"""The rules that budgets need: what they find is known only when the text is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.lengths import RULES
from hakusho.findings import rule

if TYPE_CHECKING:
    from hakusho.findings.policy import Policy
    from hakusho.paper.budget import Budget
    from hakusho.paper.load import Paper

MEASURED_IN_PDF = RULES["pages"]


def budget_rules(budget: Budget | None) -> frozenset[str]:
    """The rules that a budget needs: what silences them can be judged only once it is measured."""
    if budget is None:
        return frozenset()
    return frozenset(RULES[part] for part in RULES if getattr(budget, part) is not None)


def wants_text(budget: Budget | None, policy: Policy) -> bool:
    """Whether a check must weigh the text to know if a budget is kept."""
    needed = budget_rules(budget) - {MEASURED_IN_PDF}
    return any(policy.runs(rule(each)) for each in needed)


def rules_of_budgets(paper: Paper) -> frozenset[str]:
    """The rules that the budgets of a paper and of its briefs need."""
    budgets = (paper.settings.budget, *(brief.settings.budget for brief in paper.briefs))
    return frozenset().union(*map(budget_rules, budgets))
