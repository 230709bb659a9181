"""Checks of abbreviations (ABB) and of one word for one thing (TRM), against terms.yaml."""

from __future__ import annotations

from hakusho.checks.terms.abbreviation_use import check_abbreviations, check_marks
from hakusho.checks.terms.preferred_words import check_wording

__all__ = ["check_abbreviations", "check_marks", "check_wording"]
