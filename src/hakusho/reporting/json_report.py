"""Findings as JSON, for scripts and editors. The format is documented in ``docs/findings.md``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hakusho import __version__
from hakusho.reporting.report import count

if TYPE_CHECKING:
    from hakusho.findings.model import Finding
    from hakusho.reporting.report import Report

VERSION = 1
"""Version of the format: raised when a key changes its meaning or goes, not when one is added."""


def document(report: Report) -> str:
    """Word a report as a JSON document."""
    counts = count(report.findings)
    whole = {
        "version": VERSION,
        "tool": {"name": "hakusho", "version": __version__},
        "folder": report.folder,
        "readable": report.readable,
        "counts": {
            "errors": counts.errors,
            "warnings": counts.warnings,
            "accepted": counts.accepted,
        },
        "findings": [_finding(finding) for finding in report.findings],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    where = finding.location
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "essential": finding.rule.essential,
        "path": where.path,
        "line": where.line or None,
        "column": where.column or None,
        "message": finding.message,
        "hint": finding.hint or None,
        "entry": finding.entry or None,
        "accepted": finding.reason or None,
    }
