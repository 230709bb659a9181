"""Places and findings in briefs of which one file makes many, one for each row of a dataset.

All of them are read from one file, so the path of each text names the brief and its row besides,
behind a letter that no file's name can have. Only what is told to somebody has the file's own path.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.findings.finding import Finding, Related, in_order
from hakusho.findings.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hakusho.findings.finding import Location

_BEHIND = "\0"
_NAMED = 5
"""How many briefs a finding names that stands in many."""


def path_by_row(path: str, brief: str, row: Location) -> str:
    """The path of the text that a file is for one row."""
    return _BEHIND.join((path, brief, str(row)))


def file_of(path: str) -> str:
    """The file that a text stands in."""
    return path.partition(_BEHIND)[0]


def brief_by_row(path: str) -> str:
    """The brief that a text is, if its file makes one for each row; else empty."""
    return path.partition(_BEHIND)[2].partition(_BEHIND)[0]


def row_of(path: str) -> str:
    """The place of the row that such a brief is made for, as a location prints it; else empty."""
    return path.rpartition(_BEHIND)[2] if _BEHIND in path else ""


def in_file(location: Location) -> Location:
    """A place as it is told: in the file that its author knows."""
    return replace(location, path=file_of(location.path))


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as they are told: of those that briefs by the row share, the first, with a count.

    Two are the same if rule, place and template of the message are; what the row brings into the
    message may differ.
    """
    found = tuple(findings)
    if not any(brief_by_row(each.location.path) for each in found):
        return found
    groups: dict[object, list[Finding]] = {}
    for each in found:
        by_row = brief_by_row(each.location.path)
        said = each.message.template
        about = (each.rule, in_file(each.location), said, each.override, each.reason)
        groups.setdefault(about if by_row else each, []).append(each)
    return in_order(map(_told, groups.values()))


def _told(group: list[Finding]) -> Finding:
    """One finding for all of a group, which names their briefs."""
    first = group[0]
    path, brief, row = (*first.location.path.split(_BEHIND), "", "")[:3]
    if not brief:
        return first
    briefs = [*dict.fromkeys(brief_by_row(each.location.path) for each in group)]
    named = ", ".join(briefs[:_NAMED]) + (", …" if len(briefs) > _NAMED else "")
    if len(briefs) == 1:
        message = say("{message} (brief {brief}, row {row})", first.message, brief, row)
    elif len({each.message for each in group}) == 1:
        said = "{message} (in {count:brief|briefs}: {briefs})"
        message = say(said, first.message, len(briefs), named)
    else:
        message = say(
            "{message} (row {row}; the like in {count:brief|briefs}: {briefs})",
            first.message,
            row,
            len(briefs),
            named,
        )
    related = tuple(Related(in_file(each.location), each.label) for each in first.related)
    where = replace(first.location, path=path)
    return replace(first, location=where, message=message, related=related)
