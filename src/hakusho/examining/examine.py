"""The first half of every command: read the whole paper, draw its figures, check everything.

Nothing is written here but caches. All problems are gathered; none stops the search for others.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from hakusho.checks.glyphs import Glyphs
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.data.datasets import datasets_of, read_texts
from hakusho.data.facts import facts_of
from hakusho.data.vocabulary import vocabulary_of
from hakusho.examining.consequences import without_consequences
from hakusho.examining.examined import Examined, Found, Sources
from hakusho.examining.house_documents import check_house_documents
from hakusho.examining.letter_trial import trial_of
from hakusho.examining.set_formulas import unset_formulas
from hakusho.figures.figure import TEXT_WIDTH_MM
from hakusho.findings import RULES, in_order
from hakusho.findings.policy import EVERYTHING, Selection, apply_policy
from hakusho.findings.rules import OF_FINISHED, OF_PUBLISHING
from hakusho.manuscript.read import read_draft, report_of
from hakusho.paper.folders import CHAPTERS_FOLDER, SETTINGS_PATH
from hakusho.paper.frames import frame_of
from hakusho.paper.load import load_paper
from hakusho.tools import sealed
from hakusho.tools.font_coverage import coverage
from hakusho.tools.fonts import sans, sans_bold, serif

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from hakusho.data import Dataset, Fact
    from hakusho.examining.examined import ExaminedBrief
    from hakusho.findings import Finding
    from hakusho.manuscript.model import Draft, Manuscript
    from hakusho.paper.load import Paper


def read_sources(paper: Paper) -> tuple[Sources, tuple[Finding, ...]]:
    """Read what does not depend on the chapters.

    Returns:
        The sources, and what is wrong with the bibliography and the citation style.
    """
    bibliography, findings = load_bibliography(paper.bibliography)
    style, problems = load_style(paper.style)
    japanese = (serif(), sans(), sans_bold())
    covered = coverage([font.path for font in japanese], sealed.user_folder())
    language = paper.settings.language
    glyphs = Glyphs(covered, trial_of(paper.root, language), language)
    works = works_of(bibliography.entries.values())
    return Sources(bibliography, works, style, glyphs), (*findings, *problems)


def examine(
    root: Path,
    progress: Callable[[str], None],
    selection: Selection = EVERYTHING,
    *,
    programs: bool = True,
) -> tuple[Examined | None, tuple[Finding, ...]]:
    """Read and check a paper, telling ``progress`` what is being done.

    Its figures are drawn by its own Python; not where ``programs`` says that none may run.

    Returns:
        The paper, or ``None`` if report.yaml cannot be used; and what the paper's policy makes
        of all findings, sorted by place.
    """
    progress("reading the paper")
    paper, unread = load_paper(root)
    if paper is None:
        return None, in_order(unread)
    data, unread_data = read_texts(root)
    datasets, bad_data = datasets_of(data)
    facts, bad_facts = facts_of(datasets)

    progress("parsing chapters")
    draft, unparsed, sources, bad_sources = _parse(paper, datasets, facts)
    unread = (*unread, *unread_data, *bad_data, *bad_facts, *bad_sources, *unparsed)
    manuscript = report_of(draft, paper.settings.language)
    from hakusho.examining.frame_images import find_frame_images  # noqa: PLC0415  see _parse
    from hakusho.examining.inspection import check, inline_ignores  # noqa: PLC0415  see _parse
    from hakusho.examining.pictures import draw_pictures, with_source_lines  # noqa: PLC0415  as above

    progress("drawing figures")
    frame = frame_of(root, paper.settings)
    pictures, undrawn = draw_pictures(
        paper,
        manuscript,
        datasets,
        progress,
        programs=programs,
        width_mm=frame.column_width if frame else TEXT_WIDTH_MM,
        text_width_mm=frame.text_width if frame else TEXT_WIDTH_MM,
    )
    framed, unframed = find_frame_images(paper)
    pictures = replace(pictures, copies={**pictures.copies, **framed})
    manuscript = with_source_lines(paper, manuscript, pictures)
    progress("checking")
    briefs, by_brief = _briefs(paper, manuscript, sources, datasets, progress, programs=programs)
    unfit = tuple(_of_their_own(chain(*by_brief.values()), unread, undrawn))
    cited = [use for brief in briefs for use in brief.manuscript.index.citations]
    found = tuple(check(paper, manuscript, sources, datasets, facts, data, cited))
    unset = (*unset_formulas(paper.root, draft), *check_house_documents(paper, briefs))
    ignores, meaningless = inline_ignores(paper, draft)
    policy = replace(paper.policy, ignores=ignores, selection=selection)
    everywhere = (
        *unread,
        *undrawn,
        *unframed,
        *found,
        *unset,
        *meaningless,
        *_unread_issues(paper),
    )
    examined = Examined(
        paper,
        manuscript,
        sources,
        pictures,
        data,
        policy,
        facts,
        briefs,
        Found(everywhere, by_brief),
    )
    return examined, _judged((*everywhere, *unfit), examined)


def _parse(
    paper: Paper, datasets: Mapping[str, Dataset], facts: Mapping[str, Fact]
) -> tuple[Draft, tuple[Finding, ...], Sources, tuple[Finding, ...]]:
    """The chapters and what is wrong with them; the bibliography and what is wrong with it.

    While pandoc parses, the bibliography is read and the modules that come next are loaded, which
    takes longer.
    """
    names_in = partial(vocabulary_of, datasets, facts, style=paper.settings.numbers)
    with ThreadPoolExecutor(max_workers=1) as pool:
        parsing = pool.submit(read_draft, paper, names_in)
        from hakusho.examining import inspection, pictures  # noqa: F401, PLC0415  to have them loaded

        sources, bad_sources = read_sources(paper)
        draft, unparsed = parsing.result()
    return draft, unparsed, sources, bad_sources


def _judged(findings: Iterable[Finding], examined: Examined) -> tuple[Finding, ...]:
    """What the paper's policy makes of all findings but those that are known later."""
    from hakusho.collation.disagreements import RULES as OF_OUTPUTS  # noqa: PLC0415  see _parse
    from hakusho.examining.inspection import rules_of_budgets  # noqa: PLC0415  see _parse

    # What a budget finds, and so what silences it, is known only when the text is finished, and
    # what the outputs say when they are made.
    later = rules_of_budgets(examined.paper) | OF_OUTPUTS | OF_PUBLISHING | OF_FINISHED | {"BRF018"}
    now = RULES.keys() - later
    caused = without_consequences(dict.fromkeys(findings))
    return in_order(apply_policy(caused, examined.policy.for_rules(now)))


def _of_their_own(
    unfit: Iterable[Finding], unread: Iterable[Finding], undrawn: Iterable[Finding]
) -> Iterator[Finding]:
    """What is wrong with briefs by themselves, and not because something is with the report."""
    chapter_missing = any(map(_is_unread, unread))
    told = {(finding.rule.id, finding.location.path) for finding in undrawn}
    for finding in unfit:
        # What a brief asks for may stand in the chapter that could not be read.
        missing = finding.rule.id == "BRF011" and chapter_missing
        # At a brief's width it is the same mistake, perhaps in other words.
        if not missing and (finding.rule.id, finding.location.path) not in told:
            yield finding


def _is_unread(finding: Finding) -> bool:
    """Whether a chapter is missing from what was read."""
    place = finding.location.path
    return finding.rule.id in {"PAP002", "PAP003", "PAP004", "PAP006"} and (
        place == SETTINGS_PATH or place.startswith(CHAPTERS_FOLDER)
    )


def _briefs(
    paper: Paper,
    report: Manuscript,
    sources: Sources,
    datasets: Mapping[str, Dataset],
    progress: Callable[[str], None],
    *,
    programs: bool,
) -> tuple[tuple[ExaminedBrief, ...], dict[str, tuple[Finding, ...]]]:
    if not paper.briefs:
        return (), {}
    from hakusho.examining.briefing import examine_briefs  # noqa: PLC0415  many papers have none

    return examine_briefs(paper, report, sources, datasets, progress, programs=programs)


def _unread_issues(paper: Paper) -> tuple[Finding, ...]:
    if not paper.briefs:
        return ()
    from hakusho.briefs.issued import last_issues  # noqa: PLC0415  as above

    return last_issues(paper.root)[1]
