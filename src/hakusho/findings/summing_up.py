"""Findings of which many say the same of one file: one says it, with how many there are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.findings.finding import Related
from hakusho.findings.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.findings.finding import Finding

_SUMMED = frozenset({"CIT004"})
_SAID_ONCE = frozenset({"DAT001", "DAT005"})
"""What a fact or a cell lacks, wherever a file asks for it."""
_NAMED = 3
"""So many entries are named; the others are counted."""


def summed_up(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Make one finding of all uncited entries of a file that nobody has accepted.

    It stands at the first of them and is about no entry alone. What a file asks of the data in
    vain at several places is one at the first of them, too, with the others.
    """
    alike: dict[str, list[Finding]] = {}
    for finding in _said_once(findings):
        if finding.rule.id in _SUMMED and not finding.reason and finding.entry:
            alike.setdefault(finding.location.path, []).append(finding)
        else:
            yield finding
    for found in alike.values():
        first = min(found, key=lambda each: each.location)
        yield _of_many(first, found) if len(found) > 1 else first


def _said_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    said: dict[object, list[Finding]] = {}
    for finding in findings:
        if finding.rule.id in _SAID_ONCE and not finding.reason:
            about = (finding.rule, finding.location.path, finding.message, finding.override)
            said.setdefault(about, []).append(finding)
        else:
            yield finding
    for found in said.values():
        first, *others = sorted(found, key=lambda each: each.location)
        again = (Related(each.location, say("the same here")) for each in others)
        yield replace(first, related=(*first.related, *again)) if others else first


def _of_many(first: Finding, found: list[Finding]) -> Finding:
    names = [each.entry for each in sorted(found, key=lambda each: each.location)]
    shown = ", ".join(names[:_NAMED])
    message = say("{count} entries of this file are never cited: {names}", len(names), shown)
    if len(names) > _NAMED:
        text = "{count} entries of this file are never cited: {names}, …"
        message = say(text, len(names), shown)
    return replace(first, message=message, subject=None)
