"""What a finding is: a rule, a place in the author's files, a message and a hint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a finding matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the paper.

    Attributes:
        path: The file, relative to the paper's folder, with ``/`` between folders.
        line: 1-based; 0 means the file as a whole.
        column: 1-based, counted in characters; 0 means the line as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``path:line:column``, without the parts that are unknown."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Rule:
    """A check that has a stable name.

    Attributes:
        id: Family and number, for example ``CIT001``.
        severity: What a finding of this rule is unless the paper says otherwise; see
            :attr:`Finding.severity` for what it is in a paper.
        summary: One line, in the present tense, without a full stop.
        essential: Whether nothing can be built while a finding of it stands: such a rule can be
            neither silenced nor made a warning.
    """

    id: str
    severity: Severity
    summary: str
    essential: bool = False

    @property
    def family(self) -> str:
        """The letters of the id, for example ``CIT``."""
        return self.id.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, addressed to the author.

    Attributes:
        rule: The rule that found it.
        location: Where the author must act.
        message: What is wrong, in one line.
        hint: What to do about it; empty if the message says it all.
        entry: Citekey of the entry that it is about; empty if it is about none.
        reason: Why the paper accepts it (report.yaml, ``checks.exceptions``); empty if it does
            not. An accepted finding is a warning and fails nothing.
        override: The severity that the paper gives it (report.yaml, ``checks.severity``);
            ``None`` means the rule's own.
    """

    rule: Rule
    location: Location
    message: str
    hint: str = ""
    entry: str = ""
    reason: str = ""
    override: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How much it matters in this paper."""
        if self.accepted:
            return Severity.WARNING
        return self.override or self.rule.severity

    @property
    def accepted(self) -> bool:
        """Whether the paper accepts it and says why."""
        return bool(self.reason)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: by place, then by rule."""
        where = self.location
        return (where.path, where.line, where.column, self.rule.id, self.message)


def is_fatal(finding: Finding) -> bool:
    """Whether the finding stops a build."""
    return finding.severity is Severity.ERROR


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as a report has them: by place, then by rule."""
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
