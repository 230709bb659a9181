"""Findings as text: one line with the place, the source line with a caret, and the hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from hakusho.findings.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_WIDEST = 100


def render(
    findings: Iterable[Finding], line_of: Callable[[str, int], str | None]
) -> Iterator[Text]:
    """Word findings for a terminal.

    Args:
        findings: In the order in which to print them.
        line_of: Gives the source line for a path and a 1-based line number, or ``None``.

    Yields:
        A styled text for each finding; as plain text it is what a file or CI log gets.
    """
    for finding in findings:
        yield _render_one(finding, line_of)


def _render_one(finding: Finding, line_of: Callable[[str, int], str | None]) -> Text:
    where, rule = finding.location, finding.rule
    out = Text(no_wrap=True, overflow="ignore")
    out.append(f"{where}: ", style="bold")
    out.append(f"{rule.id} ", style=_COLOURS[rule.severity])
    if rule.severity is Severity.WARNING:
        out.append("warning: ", style=_COLOURS[rule.severity])
    out.append(finding.message)
    line = line_of(where.path, where.line) if where.line else None
    if line is not None and line.strip():
        out.append(_excerpt(line.rstrip("\n"), where.line, where.column))
    if finding.hint:
        out.append(f"\n    hint: {finding.hint}", style="cyan")
    return out


def _excerpt(line: str, number: int, column: int) -> str:
    """The source line, cut around the column, and a caret under it.

    A full-width character takes two cells of a terminal, so the caret's indent is measured in
    cells and not in characters.
    """
    start = max(0, column - _WIDEST // 2)
    shown = line[start : start + _WIDEST].replace("\t", " ")
    lead = "…" if start else ""
    gutter = f"{number:>5} | "
    text = f"\n{gutter}{lead}{shown}"
    if not column:
        return text
    indent = " " * (len(gutter) - 2) + "| "
    return f"{text}\n{indent}{' ' * cell_len(lead + shown[: column - 1 - start])}^"


def summary(findings: Iterable[Finding]) -> str:
    """How many errors and warnings there are, as a line; empty if there are none."""
    counted = dict.fromkeys(Severity, 0)
    for finding in findings:
        counted[finding.rule.severity] += 1
    parts = [
        f"{count} {severity}{'' if count == 1 else 's'}"
        for severity, count in counted.items()
        if count
    ]
    return ", ".join(parts)
