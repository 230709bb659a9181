"""Findings that only follow from another one: left out, so that one mistake is one finding.

A data file that cannot be read takes with it whatever rests on it: its facts, its tables and its
figures would all be reported as missing, although nothing is wrong where they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hakusho.findings import Finding, Subject


def without_consequences(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what follows from another finding.

    Returns:
        The others, in their order. Only an error that no paper can silence takes others away.
    """
    found = tuple(findings)
    causes = {each.subject for each in found if each.rule.essential and each.subject}
    return tuple(
        each
        for each in found
        if not any(is_within(cause, whole) for whole in each.because for cause in causes)
    )


def is_within(part: Subject, whole: Subject) -> bool:
    """Whether a subject is the other, one of all of its kind, or a cell of its row."""
    return part.kind == whole.kind and (
        whole.name in {"", part.name} or part.name.startswith(f"{whole.name}:")
    )
