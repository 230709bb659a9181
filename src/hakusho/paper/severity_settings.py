"""``checks.severity`` and ``checks.exceptions`` of report.yaml, held against the table of rules."""

from __future__ import annotations

import posixpath
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hakusho.findings import RULES, Finding, Location, Severity, say
from hakusho.findings.policy import Acceptance, Policy
from hakusho.findings.selectors import nearest_rule, rules_of
from hakusho.paper.yaml_source import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.paper.settings import AcceptedFinding, Checks

_ESSENTIAL = say("nothing can be built while a finding of it stands")


def policy_of(path: str, document: Any, checks: Checks) -> tuple[Policy, tuple[Finding, ...]]:
    """Read what a paper says about findings.

    Returns:
        The policy, without what is wrong in it; and PAP001 for each rule that does not exist, is
        essential, or is excepted without saying where.
    """
    findings: list[Finding] = []
    severities: dict[str, Severity | None] = {}
    for selector, level in checks.severity.items():
        where = locate(path, document, ("checks", "severity", selector))
        severity = None if level == "off" else Severity(level)
        problem = _unfit_severity(selector, severity, where)
        if problem:
            findings.append(problem)
        else:
            severities[selector] = severity
    acceptances: list[Acceptance] = []
    for index, exception in enumerate(checks.exceptions):
        where = locate(path, document, ("checks", "exceptions", index))
        problems = tuple(_unfit_exception(exception, where))
        findings += problems
        if not problems:
            entry = unicodedata.normalize("NFC", exception.entry)
            file = posixpath.normpath(exception.file) if exception.file else ""
            words = unicodedata.normalize("NFC", exception.text)
            acceptances.append(
                Acceptance(exception.rule, where, exception.reason, entry, file, words)
            )
    return Policy(MappingProxyType(severities), tuple(acceptances)), tuple(findings)


def _unfit_severity(selector: str, severity: Severity | None, where: Location) -> Finding | None:
    named = rules_of(selector)
    if not named:
        return _unknown(selector, where, families=True)
    if severity is not Severity.ERROR and all(each.essential for each in named):
        message = "{selector} stays an error: {essential}"
        return Finding.of("PAP001", where, message, "Delete this line.", selector, _ESSENTIAL)
    return None


def _unfit_exception(exception: AcceptedFinding, where: Location) -> Iterator[Finding]:
    named = RULES.get(exception.rule)
    if named is None:
        yield _unknown(exception.rule, where, families=False)
    elif named.essential:
        message, hint = (
            "{id} allows no exception: {essential}",
            "Mend what it finds, and delete this.",
        )
        yield Finding.of("PAP001", where, message, hint, named.id, _ESSENTIAL)
    if not exception.entry and not exception.file:
        message = "an exception names an entry, a file or both"
        hint = "For every finding of a rule, set checks.severity instead."
        yield Finding.of("PAP001", where, message, hint)


def _unknown(name: str, where: Location, *, families: bool) -> Finding:
    if not families and rules_of(name):
        hint = "Name one of its rules."
        return Finding.of("PAP001", where, "{name} is a family of rules", hint, name)
    near = nearest_rule(name, families=families)
    hint = say("Did you mean '{near}'?", near) if near else say("'hakusho rule' lists all rules.")
    return Finding.of("PAP001", where, "there is no rule '{name}'", hint, name)
