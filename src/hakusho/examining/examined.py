"""What is handed on of a paper that has been read and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hakusho.briefs.cutting import Taken
    from hakusho.checks.glyphs import Glyphs
    from hakusho.citations.entries import Bibliography
    from hakusho.citations.style import Style
    from hakusho.citations.works import Work
    from hakusho.data import Dataset, Fact
    from hakusho.figures import RenderedFigure
    from hakusho.findings import Finding
    from hakusho.findings.policy import Policy
    from hakusho.manuscript.model import Manuscript, PlacedImage
    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.layouts import Layout
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class Sources:
    """What a paper rests on besides its chapters."""

    bibliography: Bibliography
    works: tuple[Work, ...]  # the same, read for checks and the style
    style: Style | None  # its citation style; ``None`` if that cannot be used
    glyphs: Glyphs  # what its pages can be set in


@dataclass(frozen=True, slots=True)
class Pictures:
    """The figures and images of a manuscript."""

    figures: Mapping[str, RenderedFigure]  # drawn figures by name
    # File and alt text for each chapter, target and stated width.
    images: Mapping[tuple[str, str, str], PlacedImage]
    copies: Mapping[str, Path]  # image files for the editions' working folder


NO_PICTURES = Pictures({}, {}, {})
"""Those of a text without any."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper that has been read, its figures drawn, and nothing checked yet."""

    paper: Paper
    manuscript: Manuscript  # the report as its readers get it
    sources: Sources  # its bibliography and citation style
    pictures: Pictures  # its figures and images
    data: Mapping[str, str]  # text of each of its data files, by path
    datasets: Mapping[str, Dataset]
    facts: Mapping[str, Fact]  # its facts by id
    # What cannot be read; then what stands in the way of its figures and images.
    unread: tuple[Finding, ...] = ()
    undrawn: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ExaminedBrief:
    """A brief that has been cut and checked."""

    source: BriefSource  # as written
    layout: Layout
    manuscript: Manuscript  # what it says
    pictures: Pictures  # its figures, drawn for its page and in its language
    taken: tuple[Taken, ...]  # the report's parts in it
    sources: Sources  # what it cites from, and in which style


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found, consequences included, before the paper's policy is asked."""

    everywhere: tuple[Finding, ...]  # in the report, its data and whatever all rests on
    by_brief: Mapping[str, tuple[Finding, ...]]  # what cutting and checking each brief found
    checked: tuple[Finding, ...] = ()  # of the first, what checks found in what could be read


@dataclass(frozen=True, slots=True)
class Examined:
    """A paper that has been read and checked."""

    paper: Paper
    manuscript: Manuscript
    sources: Sources  # its bibliography and citation style
    pictures: Pictures  # its figures and images
    data: Mapping[str, str]  # text of each of its data files, by path
    # What the paper and the command line say about findings, ignores in the text included.
    policy: Policy
    facts: Mapping[str, Fact]  # its facts by id
    briefs: tuple[ExaminedBrief, ...] = ()  # what is cut from it
    found: Found = Found((), MappingProxyType({}))
    datasets: Mapping[str, Dataset] = field(default_factory=dict)

    @property
    def drawings(self) -> tuple[RenderedFigure, ...]:
        """All figures of the report and the briefs, in each width."""
        pictures = (self.pictures, *(brief.pictures for brief in self.briefs))
        placed = (image.figure for each in pictures for image in each.images.values())
        drawn = (figure for each in pictures for figure in each.figures.values())
        return tuple(figure for figure in (*placed, *drawn) if figure is not None)
