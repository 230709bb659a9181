"""Findings as text: one line with the place, the source line with a caret, the hint, the reason."""

from __future__ import annotations

import os
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hakusho.findings import Finding, Severity, say, together
from hakusho.localization.catalogues import worded
from hakusho.reporting.report import count
from hakusho.tools.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

    from rich.console import Console
    from rich.text import Text

    from hakusho.findings import Text as Sentence
    from hakusho.reporting.report import Report

_ACCEPTED = "dim"
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_FORCING = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
_WIDEST = 100


def write(report: Report, file: TextIO) -> None:
    """Write a report for a person: the findings, how many there are, where to read on.

    What was accepted comes first and errors last, beside the prompt at which they are read.
    A terminal gets colours, any other file plain text.
    """
    console = cache(lambda: _console(file))
    styled = _may_be_terminal(file) and console().is_terminal

    def tell(sentence: str, style: str = "") -> None:
        if styled:
            console().print(sentence, style=style)
        else:
            file.write(f"{sentence}\n")

    for finding in sorted(report.findings, key=_weight):
        parts = list(_parts(finding, report.line_of))
        plain = "".join(text for text, _ in parts)
        if styled or "\t" in plain:
            console().print(_styled(parts))
        else:  # thousands of findings take rich seconds
            file.write(f"{plain}\n")
    tell(worded(summary(report.findings) or say("no findings")))
    open_findings = [finding for finding in report.findings if not finding.accepted]
    if open_findings:
        example = min(open_findings, key=lambda finding: finding.severity).rule.id
        tell(worded(say("more on a rule: hakusho rule {rule}", example)), style="dim")


def _weight(finding: Finding) -> int:
    if finding.accepted:
        return 0
    return 2 if finding.severity is Severity.ERROR else 1


def _may_be_terminal(file: TextIO) -> bool:
    """Whether rich has to be asked: it takes other files for terminals where it is told to."""
    return file.isatty() or any(name in os.environ for name in _FORCING)


def _console(file: TextIO) -> Console:
    from rich.console import Console  # noqa: PLC0415  slow, and only terminals need it

    return Console(file=file, highlight=False, soft_wrap=True)


def document(report: Report) -> str:
    """A report as plain text."""
    buffer = StringIO()
    write(report, buffer)
    return buffer.getvalue()


def render(
    findings: Iterable[Finding], line_of: Callable[[str, int], str | None]
) -> Iterator[Text]:
    """A styled text for each finding; as plain text it is what a file or CI log gets.

    ``line_of`` gives the source line for a path and a 1-based line number, or ``None``.
    """
    return (_styled(_parts(finding, line_of)) for finding in findings)


def _styled(parts: Iterable[tuple[str, str]]) -> Text:
    from rich.text import Text  # noqa: PLC0415  as above

    return Text.assemble(*parts, no_wrap=True, overflow="ignore")


def _parts(
    finding: Finding, line_of: Callable[[str, int], str | None]
) -> Iterator[tuple[str, str]]:
    """The pieces of what is said of a finding, each with its style."""
    where, rule, severity = finding.location, finding.rule, finding.severity
    colour = _ACCEPTED if finding.accepted else _COLOURS[severity]
    yield f"{_one_line(str(where))}: ", "bold"
    yield f"{rule.id} ", colour
    if severity is Severity.WARNING:
        kind = say("accepted: ") if finding.accepted else say("warning: ")
        yield worded(kind), colour
    yield _indented(worded(finding.message)), ""
    line = line_of(where.path, where.line) if where.line and not where.sheet else None
    if line is not None and line.strip():
        yield _excerpt(line.rstrip("\n"), where.line, where.column), ""
    if finding.accepted:
        yield _below(say("reason: {reason}", finding.reason)), _ACCEPTED
    elif finding.hint:
        yield _below(say("hint: {hint}", finding.hint)), "cyan"
    for each in finding.related:
        place = _one_line(str(each.location))
        yield _below(say("see also {place} {label}", place, each.label)), _ACCEPTED


def _below(sentence: Sentence) -> str:
    """A sentence on a line below the finding."""
    return f"\n    {_indented(worded(sentence))}"


def _one_line(text: str) -> str:
    """A name as a terminal may get it: one with a line end in it is one all the same."""
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def _indented(text: str) -> str:
    """A sentence as a terminal may get it; none of its lines looks like a finding of its own."""
    return printable(text).replace("\n", "\n    ")


def _excerpt(line: str, number: int, column: int) -> str:
    """The source line, cut around the column, and a caret under it.

    A full-width character takes two cells of a terminal, so the caret's indent is measured in
    cells and not in characters.
    """
    start = max(0, column - _WIDEST // 2)
    shown = _in_cells(line[start : start + _WIDEST])
    lead = "…" if start else ""
    gutter = f"{number:>5} | "
    text = f"\n{gutter}{lead}{shown}"
    if not column:
        return text
    indent = " " * (len(gutter) - 2) + "| "
    return f"{text}\n{indent}{' ' * cell_len(lead + _in_cells(line[start : column - 1]))}^"


def _in_cells(text: str) -> str:
    return printable(text, within=True).replace("\t", " ")


def summary(findings: Iterable[Finding]) -> Sentence:
    """How many errors, warnings and accepted findings there are; empty if there are none."""
    counts = count(findings)
    errors, warnings, accepted = counts.errors, counts.warnings, counts.accepted
    parts = []
    if errors:
        parts.append(say("{count:error|errors}", errors))
    if warnings:
        parts.append(say("{count:warning|warnings}", warnings))
    if accepted:
        parts.append(say("{count} accepted", accepted))
    return together(parts, ", ")
