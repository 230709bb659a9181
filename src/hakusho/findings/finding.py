"""What a finding is: a rule, a place in the author's files, a message and a hint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from hakusho.findings.rules import RULES, Rule, Severity
from hakusho.findings.sentences import NOTHING, Text, say_all

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the paper.

    Attributes:
        path: The file, relative to the paper's folder, with ``/`` between folders.
        line: 1-based; 0 means the file as a whole.
        column: 1-based, counted in characters; 0 means the line as a whole.
        sheet: Of a workbook, the sheet, of which ``line`` and ``column`` are row and column.
    """

    path: str
    line: int = 0
    column: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        """``path:line:column``, without the parts that are unknown; ``path:sheet!C5``."""
        if self.sheet:
            cell = f"{_letters(self.column)}{self.line or ''}"
            return f"{self.path}:{self.sheet}!{cell}" if cell else f"{self.path}:{self.sheet}"
        column = f":{self.column}" if self.column else ""
        return f"{self.path}:{self.line}{column}" if self.line else self.path


def _letters(column: int) -> str:
    """A column as spreadsheets name it: C, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about, so that findings can be held against each other.

    Attributes:
        kind: ``entry``, ``dataset``, ``sidecar``, ``row``, ``cell``, ``table``, ``dates``,
            ``file``, ``figure``, ``issue``.
        name: A citekey, a dataset's name, a place, the path of a file or a folder, a figure, a
            brief; empty for all of the kind.
    """

    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A further place that a finding speaks of, and what stands there, in a few words."""

    location: Location
    label: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, addressed to the author.

    Attributes:
        rule: The rule that found it.
        location: Where the author must act.
        message: What is wrong, in one line.
        hint: What to do about it; empty if the message says it all.
        subject: What it is about, if other findings may follow from it or settings name it.
        because: Of what it may be a mere consequence: it is left out where an essential finding
            is about one of these.
        related: Further places: the other entry, the fact beside a typed number.
        reason: Why the paper accepts it (report.yaml, ``checks.exceptions``); empty if it does
            not. An accepted finding is a warning and fails nothing.
        override: The severity that the paper gives it (report.yaml, ``checks.severity``);
            ``None`` means the rule's own.
    """

    rule: Rule
    location: Location
    message: Text
    hint: Text = NOTHING
    subject: Subject | None = None
    because: tuple[Subject, ...] = ()
    related: tuple[Related, ...] = ()
    reason: str = ""
    override: Severity | None = None

    @classmethod
    def of(
        cls,
        rule: Rule | str,
        location: Location,
        message: str,
        hint: str = "",
        *values: object,
        subject: Subject | None = None,
        because: tuple[Subject, ...] = (),
        related: tuple[Related, ...] = (),
    ) -> Self:
        """Make a finding; message and hint are sentences, or templates of :func:`say`.

        The values stand in the places of both, in the order in which they name them first.
        """
        named = RULES[rule] if isinstance(rule, str) else rule
        said, advice = say_all((message, hint), values)
        return cls(named, location, said, advice, subject, because, related)

    @property
    def entry(self) -> str:
        """Citekey of the entry that it is about; empty if it is about none."""
        return self.subject.name if self.subject and self.subject.kind == "entry" else ""

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


class SaidError(Exception):
    """Tells the author what is wrong where no finding can be made yet: as for :func:`say`.

    ``because`` and ``related`` are those of the finding that will be made of it.
    """

    def __init__(
        self,
        message: str,
        *values: object,
        because: tuple[Subject, ...] = (),
        related: tuple[Related, ...] = (),
    ) -> None:
        super().__init__(*say_all((message,), values))
        self.because, self.related = because, related


class BadValueError(SaidError, ValueError):
    """A value that an author wrote cannot be read."""


def also(location: Location, label: str, *values: object) -> tuple[Related]:
    """One further place, with a template and its values for what stands there."""
    return (Related(location, *say_all((label,), values)),)


def is_fatal(finding: Finding) -> bool:
    """Whether the finding stops a build."""
    return finding.severity is Severity.ERROR


def at_most_warned(finding: Finding) -> Finding:
    """A finding that stands in the way of nothing that is made: an error becomes a warning."""
    return replace(finding, override=Severity.WARNING) if is_fatal(finding) else finding


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as a report has them: by place, then by rule."""
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
