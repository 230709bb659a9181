"""Which errors of a paper stand in the way of which brief, and which are for others to mend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.examining.consequences import is_within
from hakusho.findings import Subject, at_most_warned, is_fatal
from hakusho.findings.by_row import file_of
from hakusho.paper.folders import BRIEFS_FOLDER
from hakusho.pipeline.brief_scope import scope_of
from hakusho.pipeline.result import Sound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hakusho.examining.examined import Examined
    from hakusho.findings import Finding
    from hakusho.making.order import Request


def sound_briefs(examined: Examined, request: Request, findings: Iterable[Finding]) -> Sound:
    """Find the briefs of a request that no error stands in the way of.

    Args:
        examined: The paper.
        request: Which briefs are asked for.
        findings: All that the paper's policy makes of what was found.
    """
    found = tuple(findings)
    errors = [finding for finding in found if is_fatal(finding)]
    names = examined.paper.all_brief_names if request.briefs is None else request.briefs
    ways = {
        name: _in_the_way_of(examined, name, errors, issue=request.issued_on is not None)
        if errors
        else set()
        for name in names
    }
    in_the_way: set[Finding] = set().union(*ways.values())
    return Sound(
        briefs=tuple(name for name, way in ways.items() if not way),
        stopped=tuple(name for name, way in ways.items() if way),
        report=all(_of_briefs_alone(examined, each) for each in errors),
        findings=tuple(each if each in in_the_way else at_most_warned(each) for each in found),
        elsewhere=len(in_the_way.symmetric_difference(errors)),
    )


def about_briefs(
    examined: Examined, request: Request, findings: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Leave out the warnings that are about nothing which the named briefs of a request take.

    Of a request that names none, or a great many, and of errors nothing is left out.
    """
    found = tuple(findings)
    names = request.briefs
    if not names or len(names) > _MANY:
        return found
    warnings = [each for each in found if not is_fatal(each)]
    about: set[Finding] = set().union(
        *(_in_the_way_of(examined, name, warnings, issue=True, counted=False) for name in names)
    )
    return tuple(each for each in found if is_fatal(each) or each in about)


_MANY = 24
"""Briefs (by the row, say) of which each would have to be asked for what it takes."""


def _in_the_way_of(
    examined: Examined,
    name: str,
    errors: Iterable[Finding],
    *,
    issue: bool,
    counted: bool = True,
) -> set[Finding]:
    """Those of some findings that are about what a brief takes.

    ``counted`` says whether its page numbers, which rest on all of the report, are part of that.
    """
    path = f"{BRIEFS_FOLDER}/{name}.md"
    brief = next((each for each in examined.briefs if each.source.name == name), None)
    own = {*examined.found.by_brief.get(name, ())}
    if brief is None:  # what it would have taken nobody knows
        about = {
            each for each in errors if _bare(each) in own or file_of(each.location.path) == path
        }
        return about or set(errors)
    scope = scope_of(examined, brief)
    scope = scope if counted else replace(scope, numbers=False)
    read = {each.path for each in examined.manuscript.draft.chapters}
    others = {each for found in examined.found.by_brief.values() for each in found} - own
    everywhere = {*examined.found.everywhere}
    own |= {each for each in everywhere if scope.holds(each, read)}
    _add_causes(own, everywhere)

    def is_in_the_way(finding: Finding) -> bool:
        bare = _bare(finding)
        if finding.rule.id == _RECORD:
            return issue or finding.subject in {None, Subject("issue", name)}
        if bare in own:
            return True
        known = bare in everywhere or bare in others
        return not known and scope.holds(finding, read)  # what a policy adds: PAP008

    return {each for each in errors if is_in_the_way(each)}


_RECORD = "BRF015"
"""The record of what was issued: a brief needs its own part of it, a new issue the whole."""


def _add_causes(own: set[Finding], everywhere: Iterable[Finding]) -> None:
    """Add what findings are mere consequences of, and so are not shown themselves."""
    causes = [(each, each.subject) for each in everywhere if each.rule.essential]
    new = own
    while new:
        wholes = {whole for each in new for whole in each.because}
        new = {
            each
            for each, subject in causes
            if subject is not None
            and each not in own
            and any(is_within(subject, whole) for whole in wholes)
        }
        own |= new


def _bare(finding: Finding) -> Finding:
    """A finding as it was before a policy."""
    return replace(finding, reason="", override=None)


def _of_briefs_alone(examined: Examined, finding: Finding) -> bool:
    """Whether an error is about briefs and nothing in the report."""
    if _bare(finding) in examined.found.everywhere:
        return finding.location.path.startswith(f"{BRIEFS_FOLDER}/")
    return any(_bare(finding) in found for found in examined.found.by_brief.values())
