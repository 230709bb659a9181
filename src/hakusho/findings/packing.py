"""Findings as plain data, for a file or another process, and back.

What is read back may have been written by anybody: it is looked at before it becomes a finding.
"""

from __future__ import annotations

from typing import Any

from hakusho.findings.finding import Finding, Location, Related, Subject
from hakusho.findings.rules import Severity, rule
from hakusho.findings.sentences import unpacked


def packed_finding(finding: Finding) -> dict[str, Any]:
    """What :func:`unpacked_finding` makes the finding of again, as JSON has it."""
    return {
        "rule": finding.rule.id,
        "location": _packed(finding.location),
        "message": finding.message.packed(),
        "hint": finding.hint.packed(),
        "subject": _packed(finding.subject) if finding.subject else None,
        "because": [_packed(each) for each in finding.because],
        "related": [(_packed(each.location), each.label.packed()) for each in finding.related],
        "reason": finding.reason,
        "override": finding.override,
    }


def _packed(flat: Location | Subject) -> dict[str, str | int]:
    """What holds texts and numbers alone: ``asdict`` copies each of very many findings deeply."""
    return {name: getattr(flat, name) for name in flat.__slots__}


def unpacked_finding(kept: dict[str, Any]) -> Finding:
    """The finding that was packed.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: If this is no packed finding.
    """
    subject, override = kept["subject"], kept["override"]
    return Finding(
        rule(kept["rule"]),
        _location(**kept["location"]),
        unpacked(kept["message"]),
        unpacked(kept["hint"]),
        Subject(**subject) if subject else None,
        tuple(Subject(**each) for each in kept["because"]),
        tuple(Related(_location(**at), unpacked(label)) for at, label in kept["related"]),
        str(kept["reason"]),
        Severity(override) if override else None,
    )


def _location(path: Any, line: Any, column: Any, sheet: Any) -> Location:
    texts, numbers = (path, sheet), (line, column)
    if not all(isinstance(each, str) for each in texts):
        raise TypeError("the path and the sheet of a location are texts")
    if not all(isinstance(each, int) for each in numbers):
        raise TypeError("the line and the column of a location are numbers")
    return Location(path, line, column, sheet)
