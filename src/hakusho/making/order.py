"""What a command asks to be made, and one document of it, as it is handed to what makes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from hakusho.settling.end_blocks import NO_END_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hakusho.citations.style import Style
    from hakusho.data import Dataset, Fact
    from hakusho.examining.examined import Pictures, Sources
    from hakusho.findings import Location, Severity
    from hakusho.manuscript.model import Manuscript
    from hakusho.paper.budget import Budget
    from hakusho.paper.load import Paper
    from hakusho.settling.end_blocks import EndBlocks


@dataclass(frozen=True, slots=True)
class Request:
    """What a command asks to be built."""

    editions: tuple[str, ...] = ()  # of the report; none means all that report.yaml names
    report: bool = True  # whether the report itself is wanted
    briefs: tuple[str, ...] | None = None  # names of briefs; ``None`` means all
    issued_on: date | None = None  # the day on which these briefs are issued, if they are
    edited: Literal["keep", "stop"] = "keep"  # what to do with outputs changed by somebody
    review: bool = False  # whether it is the report's copy for referees that is wanted

    @property
    def text(self) -> str:
        """The request as a string, which the next build compares with its own."""
        kind = "review" if self.review else "report"
        report = f"{kind} {' '.join(self.editions)}" if self.report else "no report"
        return f"{report}; briefs {'all' if self.briefs is None else ' '.join(self.briefs)}"


@dataclass(frozen=True, slots=True)
class Order:
    """One document to be made: the report, or a brief."""

    paper: Paper
    manuscript: Manuscript  # what it says
    pictures: Pictures
    sources: Sources  # bibliography and citation style
    metadata: Mapping[str, Any]  # of the document; ``slug`` names its files
    editions: tuple[str, ...]  # which are wanted
    numbered_sections: bool  # whether headings get numbers
    bibliography: bool = True  # whether the works that it cites are listed at its end
    # How cross-references of a brief name what only the report holds, by id.
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)  # of a report, by id
    datasets: Mapping[str, Dataset] = field(default_factory=dict)  # of a report, by name
    budget: Budget | None = None  # how long it may be; ``None`` if nothing is said
    # Where each part of the budget is stated, by its name.
    budget_places: Mapping[str, Location] = field(default_factory=dict)
    # How grave it is to have too many pages; ``None`` means as the rule says.
    pages: Severity | None = None
    name: str = ""  # of a brief; empty for the report
    back: EndBlocks = NO_END_BLOCKS  # what stands behind its text besides the works
    review: bool = False  # whether it is the copy for referees

    @property
    def style(self) -> Style:
        """How the document cites, and where 同上 begins afresh in this paper."""
        style, restart = self.sources.style, self.paper.settings.citations.restart
        if style is None:
            raise ValueError("nothing is made while the citation style is in error")
        if not restart:
            return style
        return replace(style, choices=style.choices.model_copy(update={"restart": restart}))
