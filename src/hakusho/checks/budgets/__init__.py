"""Budgets of papers and briefs: what they count and what is over or under them."""

from hakusho.checks.budgets.measures import Measure, measure_line, measures_of
from hakusho.checks.budgets.overruns import RULES, Measured, check_budget

__all__ = ["RULES", "Measure", "Measured", "check_budget", "measure_line", "measures_of"]
