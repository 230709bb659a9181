"""What is handed on of a paper that has been read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hakusho.briefs.cutting import Taken
    from hakusho.citations.entries import Bibliography
    from hakusho.citations.style import Style
    from hakusho.citations.works import Work
    from hakusho.data import Fact
    from hakusho.figures import RenderedFigure
    from hakusho.findings.policy import Policy
    from hakusho.manuscript.model import Manuscript, PlacedImage
    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.layouts import Layout
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class Sources:
    """What a paper rests on besides its chapters.

    Attributes:
        bibliography: Its entries.
        works: The same, read for checks and the style.
        style: Its citation style; ``None`` if that cannot be used.
        covered: The code points that the fonts have.
    """

    bibliography: Bibliography
    works: tuple[Work, ...]
    style: Style | None
    covered: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The figures and images of a manuscript.

    Attributes:
        figures: Drawn figures by name.
        images: File and alt text for each chapter, target and stated width.
        copies: Image files for the editions' working folder.
    """

    figures: Mapping[str, RenderedFigure]
    images: Mapping[tuple[str, str, str], PlacedImage]
    copies: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class ExaminedBrief:
    """A brief that has been cut and checked.

    Attributes:
        source: As written.
        layout: Its page.
        manuscript: What it says.
        pictures: Its figures, drawn for its page and in its language.
        taken: The report's parts in it.
        sources: What it cites from, and in which style.
    """

    source: BriefSource
    layout: Layout
    manuscript: Manuscript
    pictures: Pictures
    taken: tuple[Taken, ...]
    sources: Sources


@dataclass(frozen=True, slots=True)
class Examined:
    """A paper that has been read and checked.

    Attributes:
        paper: Its settings and texts.
        manuscript: Its parsed chapters.
        sources: Its bibliography and citation style.
        pictures: Its figures and images.
        data: Text of each of its data files, by path.
        policy: What the paper and the command line say about findings, ignores in the text
            included.
        facts: Its facts by id.
        briefs: What is cut from it.
    """

    paper: Paper
    manuscript: Manuscript
    sources: Sources
    pictures: Pictures
    data: Mapping[str, str]
    policy: Policy
    facts: Mapping[str, Fact]
    briefs: tuple[ExaminedBrief, ...] = ()
