"""What a command asks to be made, and one document of it, as it is handed to what makes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.citations.style import Style
    from hakusho.examining.examined import Pictures, Sources
    from hakusho.findings import Location, Severity
    from hakusho.manuscript.model import Manuscript
    from hakusho.paper.budget import Budget
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class Request:
    """What a command asks to be built.

    Attributes:
        editions: Of the report; none means all that report.yaml names.
        report: Whether the report itself is wanted.
        briefs: Names of briefs; ``None`` means all.
        issue: Whether to record that these briefs are issued now.
    """

    editions: tuple[str, ...] = ()
    report: bool = True
    briefs: tuple[str, ...] | None = None
    issue: bool = False

    @property
    def text(self) -> str:
        """The request as a string, which the next build compares with its own."""
        report = f"report {' '.join(self.editions)}" if self.report else "no report"
        return f"{report}; briefs {'all' if self.briefs is None else ' '.join(self.briefs)}"


@dataclass(frozen=True, slots=True)
class Order:
    """One document to be made: the report, or a brief.

    Attributes:
        paper: The paper.
        manuscript: What it says.
        pictures: Its figures and images.
        sources: Bibliography and citation style.
        metadata: Of the document; ``slug`` names its files.
        editions: Which are wanted.
        numbered_sections: Whether headings get numbers.
        bibliography: Whether the works that it cites are listed at its end.
        elsewhere: How cross-references of a brief name what only the report holds, by id.
        budget: How long it may be; ``None`` if nothing is said.
        budget_places: Where each part of the budget is stated, by its name.
        pages: How grave it is to have too many pages; ``None`` means as the rule says.
        name: Of a brief; empty for the report.
    """

    paper: Paper
    manuscript: Manuscript
    pictures: Pictures
    sources: Sources
    metadata: Mapping[str, Any]
    editions: tuple[str, ...]
    numbered_sections: bool
    bibliography: bool = True
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    budget: Budget | None = None
    budget_places: Mapping[str, Location] = field(default_factory=dict)
    pages: Severity | None = None
    name: str = ""

    @property
    def style(self) -> Style:
        """How the document cites, and where 同上 begins afresh in this paper."""
        style, restart = self.sources.style, self.paper.settings.citations.restart
        if style is None:
            raise ValueError("nothing is made while the citation style is in error")
        if not restart:
            return style
        return replace(style, choices=style.choices.model_copy(update={"restart": restart}))
