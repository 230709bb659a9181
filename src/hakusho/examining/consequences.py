"""Findings that only follow from another one: left out, so that one mistake is one finding.

A data file that cannot be read takes with it whatever rests on it: its facts, its tables and its
figures would all be reported as missing, although nothing is wrong where they are asked for. So it
is with a chapter that cannot be read, and what the others and the briefs name in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.findings import Severity, Subject
from hakusho.findings.by_row import file_of
from hakusho.paper.control_characters import with_spaces

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from hakusho.findings import Finding, Location

_UNREAD = frozenset({"PAP002", "PAP003", "PAP004", "PAP006", "TPL001", "TPL002"})
"""What is found where a file, or a part of it, is missing from what was read."""
_UNDRAWN = frozenset({"FIG003", "FIG021"})
_WHILE_IT_STANDS = frozenset({"CIT002", "CIT005", "DAT013"})
"""Rules that a paper may silence: what follows from a finding of theirs is told once it has."""
_WARNING_WHILE_IT_STANDS = frozenset({"CIT065"})
"""Such rules that only warn, and take nothing but warnings."""


def as_causes(
    findings: Iterable[Finding], bibliographies: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Say of findings about texts, bibliographies and figures that these cannot be read or drawn.

    Args:
        findings: Any.
        bibliographies: The paths of those that may have any suffix.
    """

    def is_cause(finding: Finding) -> bool:
        path = file_of(finding.location.path)
        is_text = path.endswith((".md", ".bib")) or path in bibliographies
        return (is_text and finding.rule.id in _UNREAD) or finding.rule.id in _UNDRAWN

    return tuple(
        replace(each, subject=Subject("file", each.location.path))
        if each.subject is None and is_cause(each)
        else each
        for each in findings
    )


def without_consequences(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what follows from another finding.

    Args:
        findings: As the paper's policy has judged them.

    Returns:
        The others, in their order. Only what stands takes others away.
    """
    found = tuple(findings)
    causes: dict[Subject, list[tuple[str, Subject]]] = {}
    for each in found:
        if each.subject and _takes(each):
            cause = (each.rule.id, each.subject)
            for whole in _wholes(each.subject):
                within = causes.setdefault(whole, [])
                if len(within) < 2 and cause not in within:  # noqa: PLR2004  one may be its own
                    within.append(cause)
    return tuple(
        each
        for each in found
        if not any(
            cause != (each.rule.id, each.subject)
            for whole in each.because
            for cause in causes.get(whole, ())
        )
    )


def without_gaps(
    findings: Iterable[Finding], texts: Mapping[str, str], told: Iterable[Finding] | None = None
) -> tuple[Finding, ...]:
    """Leave out what may be wrong only where an expression printed nothing.

    A chapter whose template cannot be read is looked through without its expressions: a heading of
    one has no words then, and a bracket around one holds nothing.

    Args:
        findings: Any.
        texts: What authors wrote, by path.
        told: All that was found, of which some say where there are gaps: also such as follow from
            others, and are left out themselves; by default the findings.
    """
    found = tuple(findings)
    told = found if told is None else tuple(told)
    unread = {each.location.path for each in told if each.rule.id == "TPL001"}
    gaps = {path: _lines_with_gaps(texts.get(path, "")) for path in unread}
    unprinted: dict[str, set[int]] = {}
    for each in told:
        if each.rule.id in UNPRINTED and each.location.path not in unread:
            unprinted.setdefault(each.location.path, set()).add(each.location.line)
    gaps |= {path: _paragraphs(texts.get(path, ""), lines) for path, lines in unprinted.items()}
    return tuple(
        each
        for each in found
        if each.location.line not in gaps.get(each.location.path, ())
        or (each.rule.essential and each.rule.id not in _OF_EMPTY)
    )


def without_replaced(
    findings: Iterable[Finding], originals: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Leave out what is said of a space that stands in a control character's place.

    Args:
        findings: Any.
        originals: The files of which TYP010 speaks, with all their characters.
    """
    lines = {path: text.split("\n") for path, text in originals.items()}

    def is_replaced(where: Location) -> bool:
        if not where.column or where.line > len(lines.get(where.path, ())):
            return False
        letters = lines[where.path][where.line - 1][where.column - 1 :]
        spaces = len(letters) - len(with_spaces(letters).lstrip(" "))
        return any(each != " " for each in letters[:spaces])

    return tuple(
        each for each in findings if each.rule.family != "TXT" or not is_replaced(each.location)
    )


UNPRINTED = frozenset({"TPL002", "DAT001", "DAT005"})
"""Of an expression that prints nothing, while all others of its text do."""
_OF_EMPTY = frozenset({"TYP005", "CIT005"})
"""Errors of what is empty, or is cut short by what is."""


def _lines_with_gaps(text: str) -> frozenset[int]:
    """The lines of all paragraphs that hold an expression."""
    lines: set[int] = set()
    first = 1
    for paragraph in text.split("\n\n"):
        count = paragraph.count("\n") + 1
        if "{{" in paragraph or "{%" in paragraph:
            lines |= {*range(first, first + count)}
        first += count + 1
    return frozenset(lines)


def _paragraphs(text: str, lines: Collection[int]) -> frozenset[int]:
    """The lines of the paragraphs in which some lines stand."""
    found: list[int] = []
    first = 1
    for paragraph in text.split("\n\n"):
        own = range(first, first + paragraph.count("\n") + 1)
        if any(line in lines for line in own):
            found += own
        first = own.stop + 1
    return frozenset(found)


def _takes(finding: Finding) -> bool:
    stands = finding.severity is Severity.ERROR and not finding.accepted
    warns = finding.rule.id in _WARNING_WHILE_IT_STANDS and not finding.accepted
    return finding.rule.essential or (finding.rule.id in _WHILE_IT_STANDS and stands) or warns


def is_within(part: Subject, whole: Subject) -> bool:
    """Whether a subject is the other, one of its kind, a cell of its row, or in its folder."""
    return whole in _wholes(part)


def _wholes(part: Subject) -> Iterator[Subject]:
    """All that a subject lies in, itself among them."""
    yield from (part, Subject(part.kind))
    for at, letter in enumerate(part.name):
        if letter in ":/":
            yield Subject(part.kind, part.name[:at])
