"""A paper read: its settings, data, chapters, sources and figures, before anything is checked.

Nothing is written here but caches.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hakusho.briefs.families import with_briefs_by_row
from hakusho.checks.glyphs import Glyphs
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.data.datasets import datasets_of
from hakusho.data.facts import facts_of
from hakusho.data.vocabulary import vocabulary_of
from hakusho.examining.consequences import as_causes
from hakusho.examining.examined import Reading, Sources
from hakusho.examining.letter_trial import trial_of
from hakusho.figures.data_scripts import read_data
from hakusho.figures.figure import TEXT_WIDTH_MM, allowance_of
from hakusho.findings import in_order, say
from hakusho.manuscript.read import read_draft, report_of
from hakusho.paper.frames import frame_of
from hakusho.paper.load import load_paper
from hakusho.tools import sealed
from hakusho.tools.font_coverage import coverage
from hakusho.tools.fonts import sans, sans_bold, serif
from hakusho.tools.keeping import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hakusho.citations.entries import Bibliography
    from hakusho.citations.works import Work
    from hakusho.data import Dataset, Fact
    from hakusho.data.datasets import Datasets
    from hakusho.data.facts import Facts
    from hakusho.findings import Finding
    from hakusho.manuscript.model import Draft
    from hakusho.paper.load import Paper
    from hakusho.paper.source_file import SourceFile


def read_sources(paper: Paper) -> tuple[Sources, tuple[Finding, ...]]:
    """Read what does not depend on the chapters.

    Returns:
        The sources, and what is wrong with the bibliography and the citation style.
    """
    bibliography, works, findings = _bibliography(paper.bibliography)
    style, problems = load_style(paper.style)
    japanese = (serif(), sans(), sans_bold())
    covered = coverage([font.path for font in japanese], sealed.user_folder())
    language = paper.settings.language
    glyphs = Glyphs(covered, trial_of(paper.root, language), language)
    return Sources(bibliography, works, style, glyphs), (*findings, *problems)


@kept
def _bibliography(
    files: tuple[SourceFile, ...],
) -> tuple[Bibliography, tuple[Work, ...], tuple[Finding, ...]]:
    bibliography, findings = load_bibliography(files)
    return bibliography, works_of(bibliography.entries.values()), findings


@kept
def _data(
    texts: tuple[tuple[str, str], ...],
) -> tuple[tuple[Datasets, tuple[Finding, ...]], tuple[Facts, tuple[Finding, ...]]]:
    read = datasets_of(dict(texts))
    return read, facts_of(read[0])


def gather(
    root: Path, progress: Callable[[str], None], *, programs: bool = True, to_check: bool = True
) -> tuple[Reading | None, tuple[Finding, ...]]:
    """Read a paper and draw its figures, telling ``progress`` what is being done.

    Figures and some datasets are made by the paper's own Python; not where ``programs`` says that
    none may run. Where it is read ``to_check`` it, the checks are loaded meanwhile.

    Returns:
        The paper, or ``None`` and why, sorted by place, if report.yaml cannot be used.
    """
    progress(say("reading the paper"))
    paper, unread = load_paper(root)
    if paper is None:
        return None, in_order(unread)
    allowance = allowance_of(paper.settings.limits) if programs else None
    data, unread_data = read_data(root, allowance, progress)
    (datasets, bad_data), (facts, bad_facts) = _data(tuple(data.items()))
    paper, unmade = with_briefs_by_row(paper, datasets)

    progress(say("parsing chapters"))
    draft, unparsed, sources, bad_sources = _parse(paper, datasets, facts, to_check=to_check)
    unread = as_causes((*unread, *unparsed), paper.settings.bibliography)
    unread = (*unread, *unread_data, *bad_data, *bad_facts, *bad_sources)
    unread = (*unread, *unmade)
    manuscript = report_of(draft, paper.settings.language)
    from hakusho.examining.frame_images import find_frame_images  # noqa: PLC0415  see _parse
    from hakusho.examining.pictures import draw_pictures, with_source_lines  # noqa: PLC0415  as above

    progress(say("drawing figures"))
    frame = frame_of(root, paper.settings)
    usual = TEXT_WIDTH_MM, TEXT_WIDTH_MM
    column_mm, text_mm = frame.widths(paper.settings.language) if frame else usual
    pictures, undrawn = draw_pictures(
        paper,
        manuscript,
        datasets,
        progress,
        programs=programs,
        width_mm=column_mm,
        text_width_mm=text_mm,
    )
    framed, unframed = find_frame_images(paper)
    pictures = replace(pictures, copies={**pictures.copies, **framed})
    manuscript = with_source_lines(paper, manuscript, pictures)
    read = Reading(
        paper,
        manuscript,
        sources,
        pictures,
        data,
        datasets,
        facts,
        unread,
        as_causes((*undrawn, *unframed)),
    )
    return read, ()


def _parse(
    paper: Paper, datasets: Mapping[str, Dataset], facts: Mapping[str, Fact], *, to_check: bool
) -> tuple[Draft, tuple[Finding, ...], Sources, tuple[Finding, ...]]:
    """The chapters and what is wrong with them; the bibliography and what is wrong with it.

    While pandoc parses, the bibliography is read and the modules that come next are loaded, which
    takes longer.
    """
    said = paper.settings
    names_in = partial(vocabulary_of, datasets, facts, style=said.numbers, lang=said.lang)
    with ThreadPoolExecutor(max_workers=1) as pool:
        parsing = pool.submit(read_draft, paper, names_in)
        from hakusho.examining import pictures  # noqa: F401, PLC0415  to have it loaded

        if to_check:
            from hakusho.examining import inspection  # noqa: F401, PLC0415  as well
        sources, bad_sources = read_sources(paper)
        draft, unparsed = parsing.result()
    return draft, unparsed, sources, bad_sources
