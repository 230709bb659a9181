"""The first half of every command: read the whole paper, draw its figures, check everything.

Nothing is written here but caches. All problems are gathered; none stops the search for others.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from hakusho.checks.ignores import ignores_in_paper
from hakusho.checks.lengths import budget_rules
from hakusho.examining.consequences import (
    UNPRINTED,
    without_consequences,
    without_gaps,
    without_replaced,
)
from hakusho.examining.examined import Examined, Found
from hakusho.examining.gather import gather
from hakusho.examining.house_documents import check_house_documents
from hakusho.examining.set_formulas import unset_formulas
from hakusho.findings import RULES, in_order, say
from hakusho.findings.by_row import file_of
from hakusho.findings.policy import EVERYTHING, Selection, apply_policy
from hakusho.findings.rules import OF_FINISHED, OF_OTHER_TOOLS, OF_PUBLISHING
from hakusho.paper.folders import CHAPTERS_FOLDER
from hakusho.paper.reading import read_bytes, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hakusho.citations.entries import CitationUse
    from hakusho.examining.examined import ExaminedBrief, Reading
    from hakusho.examining.other_tools import Told
    from hakusho.findings import Finding
    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.load import Paper


def examine(
    root: Path,
    progress: Callable[[str], None],
    selection: Selection = EVERYTHING,
    *,
    programs: bool = True,
    briefs: bool = True,
    by_row: str | None = None,
    told: Sequence[Told] | None = None,
    known: tuple[Finding, ...] | None = None,
) -> tuple[Examined | None, tuple[Finding, ...]]:
    """Read and check a paper, telling ``progress`` what is being done.

    Its figures are drawn by its own Python; not where ``programs`` says that none may run. Where
    ``briefs`` says so, none is cut, and nothing is found in any but what is in its own text; of
    those by the row only the one that ``by_row`` names, if it is given, though it be none of them.
    ``told`` is what other tools said of its texts, if they were asked; ``known`` what was found
    before in the same sources (:attr:`~hakusho.examining.examined.Found.checked`).

    Returns:
        The paper, or ``None`` if report.yaml cannot be used; and what the paper's policy makes
        of all findings, sorted by place.
    """
    read, unreadable = gather(root, progress, programs=programs, to_check=known is None)
    if read is None:
        return None, unreadable
    return inspect_reading(
        read,
        progress,
        selection,
        programs=programs,
        with_briefs=briefs,
        by_row=by_row,
        told=told,
        known=known,
    )


def inspect_reading(
    read: Reading,
    progress: Callable[[str], None],
    selection: Selection = EVERYTHING,
    *,
    programs: bool = True,
    with_briefs: bool = True,
    by_row: str | None = None,
    told: Sequence[Told] | None = None,
    known: tuple[Finding, ...] | None = None,
) -> tuple[Examined, tuple[Finding, ...]]:
    """Cut a paper's briefs and check everything that was read, as :func:`examine` does."""
    progress(say("checking"))
    paper, manuscript = read.paper, read.manuscript
    cut = paper.briefs if with_briefs else ()
    cut = tuple(each for each in cut if by_row in {None, each.name} or not each.family)
    briefs, by_brief = _briefs(read, cut, progress, programs=programs)
    unfit = tuple(_of_their_own(chain(*by_brief.values()), read.undrawn))
    cited = [use for brief in briefs for use in brief.manuscript.index.citations]
    found = _checked(read, cited) if known is None else known
    draft = manuscript.draft
    unset = (*unset_formulas(paper.root, draft), *check_house_documents(paper, briefs))
    ignores, meaningless = ignores_in_paper(paper, draft)
    named = {each.file for each in paper.policy.acceptances if each.text and each.file}
    texts = {path: read_text(paper.root, path)[0] or "" for path in sorted(named)}
    policy = replace(paper.policy, ignores=ignores, selection=selection, texts=texts)
    everywhere = (
        *read.unread,
        *read.undrawn,
        *found,
        *unset,
        *meaningless,
        *_unread_issues(paper),
        *(_by_other_tools(paper, told) if told else ()),
    )
    examined = Examined(
        paper,
        manuscript,
        read.sources,
        read.pictures,
        read.data,
        policy,
        read.facts,
        briefs,
        Found(everywhere, by_brief, found),
        read.datasets,
    )
    unasked = OF_OTHER_TOOLS if told is None else frozenset()
    judged = _judged((*everywhere, *unfit), examined, unasked)
    if paper.briefs and not with_briefs:  # what silences nothing here may do so in a brief
        judged = tuple(each for each in judged if each.rule.id != "PAP008")
    return examined, judged


def _checked(read: Reading, cited_in_briefs: Sequence[CitationUse]) -> tuple[Finding, ...]:
    from hakusho.examining.inspection import check, check_drawings  # noqa: PLC0415  see gather

    parts = (read.paper, read.manuscript, read.sources, read.datasets, read.facts, read.data)
    return (*check(*parts, cited_in_briefs), *check_drawings(read))


def _by_other_tools(paper: Paper, told: Sequence[Told]) -> Iterator[Finding]:
    from hakusho.examining.other_tools import findings_of  # noqa: PLC0415  seldom wanted

    files = {file_of(each.path) for each in paper.texts}
    files |= {file_of(each.path) for each in paper.bibliography}
    read = {path: read_text(paper.root, path)[0] for path in sorted(files)}
    texts = {path: text for path, text in read.items() if text is not None}
    return findings_of(told, paper.root, texts)


def _judged(
    findings: Iterable[Finding], examined: Examined, unasked: frozenset[str]
) -> tuple[Finding, ...]:
    """What the paper's policy makes of findings but those that are known later, or not asked."""
    from hakusho.collation.disagreements import RULES as OF_OUTPUTS  # noqa: PLC0415  see gather

    # What a budget finds, and so what silences it, is known only when the text is finished, and
    # what the outputs say when they are made.
    later = (
        _rules_of_budgets(examined.paper) | OF_OUTPUTS | OF_PUBLISHING | OF_FINISHED | {"BRF018"}
    )
    now = RULES.keys() - later - unasked
    judged = apply_policy(dict.fromkeys(findings), examined.policy.for_rules(now))
    root = examined.paper.root
    written = {path: read_text(root, path)[0] or "" for path in _with_templates(judged)}
    left = without_gaps(without_consequences(judged), written, judged)
    replaced = {each.location.path for each in left if each.rule.id == "TYP010"}
    originals = {path: _original(root, path) for path in sorted(replaced) if path.endswith(".md")}
    return in_order(without_replaced(left, originals))


def _rules_of_budgets(paper: Paper) -> frozenset[str]:
    """The rules that the budgets of a paper and of its briefs need."""
    budgets = (paper.settings.budget, *(brief.settings.budget for brief in paper.briefs))
    return frozenset().union(*map(budget_rules, budgets))


def _original(root: Path, path: str) -> str:
    """A file's text with its control characters; empty where it cannot be read."""
    data, _ = read_bytes(root, file_of(path))
    text = (data or b"").decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_templates(findings: Iterable[Finding]) -> set[str]:
    """The chapters with an expression that cannot be read, or prints nothing."""
    rules = {"TPL001", *UNPRINTED}
    paths = (each.location.path for each in findings if each.rule.id in rules)
    return {path for path in paths if path.startswith(CHAPTERS_FOLDER)}


def _of_their_own(unfit: Iterable[Finding], undrawn: Iterable[Finding]) -> Iterator[Finding]:
    """What is wrong with briefs by themselves, and not because something is with the report."""
    told = {(finding.rule.id, finding.location.path) for finding in undrawn}
    for finding in unfit:
        # At a brief's width it is the same mistake, perhaps in other words.
        if (finding.rule.id, finding.location.path) not in told:
            yield finding


def _briefs(
    read: Reading,
    briefs: tuple[BriefSource, ...],
    progress: Callable[[str], None],
    *,
    programs: bool,
) -> tuple[tuple[ExaminedBrief, ...], dict[str, tuple[Finding, ...]]]:
    if not briefs:
        return (), {}
    from hakusho.examining.briefing import examine_briefs  # noqa: PLC0415  many papers have none

    parts = (replace(read.paper, briefs=briefs), read.manuscript, read.sources, read.datasets)
    return examine_briefs(*parts, progress, programs=programs)


def _unread_issues(paper: Paper) -> tuple[Finding, ...]:
    if not paper.briefs:
        return ()
    from hakusho.briefs.issued import last_issues  # noqa: PLC0415  as above

    return last_issues(paper.root)[1]
