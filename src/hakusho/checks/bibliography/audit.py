"""What every check of the bibliography is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.named_files import missing_files
from hakusho.citations.model import normal_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hakusho.citations.model import CitationUse
    from hakusho.citations.works import Work
    from hakusho.paper.load import Paper
    from hakusho.paper.settings import BibliographySection


@dataclass(frozen=True, slots=True)
class Audit:
    """What every check of the bibliography may look at.

    Attributes:
        works: All entries, in the order of the files.
        cited: Citekeys that the text cites, in NFC.
        day: The paper's date: no source is younger.
        citekeys: Regular expression for citekeys; empty means that any form is allowed.
        missing_files: Paths that entries name inside the paper's folder, and that lead nowhere.
        sections: The parts of the bibliography; none means one list.
    """

    works: tuple[Work, ...]
    cited: frozenset[str]
    day: date
    citekeys: str = ""
    missing_files: frozenset[str] = frozenset()
    sections: tuple[BibliographySection, ...] = ()


def audit_of(paper: Paper, works: tuple[Work, ...], uses: Iterable[CitationUse]) -> Audit:
    """Gather what the checks need of a paper.

    Args:
        paper: Its settings; its folder is looked into for the files that entries name.
        works: All entries, read.
        uses: Citations in chapters and briefs.
    """
    cited = frozenset(normal_key(use.key) for use in uses)
    settings = paper.settings
    return Audit(
        works,
        cited,
        settings.date,
        citekeys=settings.checks.citekeys,
        missing_files=missing_files(paper.root, works),
        sections=settings.citations.sections,
    )
