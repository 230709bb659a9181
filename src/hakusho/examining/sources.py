"""What a paper rests on besides its chapters: bibliography, citation style, fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.examining.examined import Sources
from hakusho.paper.load import CACHE
from hakusho.tools.font_coverage import coverage
from hakusho.tools.fonts import shipped

if TYPE_CHECKING:
    from hakusho.findings import Finding
    from hakusho.paper.load import Paper


def read_sources(paper: Paper) -> tuple[Sources, tuple[Finding, ...]]:
    """Read what does not depend on the chapters.

    Args:
        paper: The paper.

    Returns:
        The sources, and what is wrong with the bibliography and the citation style.
    """
    bibliography, findings = load_bibliography(paper.bibliography)
    style, problems = load_style(paper.style)
    covered = coverage([font.path for font in shipped()], paper.root / CACHE)
    works = works_of(bibliography.entries.values())
    return Sources(bibliography, works, style, covered), (*findings, *problems)
