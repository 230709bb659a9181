"""Findings: what is wrong with a paper, as data."""

from hakusho.findings.model import Finding, Location, Rule, Severity, in_order, is_fatal
from hakusho.findings.rules import RULES, rule

__all__ = ["RULES", "Finding", "Location", "Rule", "Severity", "in_order", "is_fatal", "rule"]
