"""The pictures of a text: the figures that it uses, drawn, and its image files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.build.images import find_images, place_images
from hakusho.build.state import CACHE
from hakusho.figures import render
from hakusho.figures.model import TEXT_WIDTH_MM
from hakusho.manuscript.composed_source_lines import index_with_source_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hakusho.data import Dataset
    from hakusho.figures import RenderedFigure
    from hakusho.findings import Finding
    from hakusho.manuscript.model import Manuscript, PlacedImage
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class Pictures:
    """The figures and images of a manuscript.

    Attributes:
        figures: Drawn figures by name.
        images: File and alt text for each chapter and target.
        copies: Image files for the editions' working folder.
    """

    figures: Mapping[str, RenderedFigure]
    images: Mapping[tuple[str, str], PlacedImage]
    copies: Mapping[str, Path]


def draw_pictures(
    paper: Paper,
    manuscript: Manuscript,
    datasets: Mapping[str, Dataset],
    progress: Callable[[str], None],
    *,
    language: str = "",
    width_mm: float = TEXT_WIDTH_MM,
) -> tuple[Pictures, tuple[Finding, ...]]:
    """Draw the figures that the text uses and find its image files.

    Args:
        paper: The paper.
        manuscript: Its text, or a brief's.
        datasets: Its data by name.
        progress: Told what is being done.
        language: Of labels and alt texts; empty means the paper's.
        width_mm: What a figure may fill.

    Returns:
        The pictures, and what is wrong with the others.
    """
    uses = manuscript.index.images
    sources, unresolved = find_images(paper.root, uses)
    figures, undrawn = render(
        paper.root,
        sources.figures,
        datasets,
        language=language or paper.settings.language,
        cache=paper.root / CACHE / "figures",
        progress=progress,
        width_mm=width_mm,
        seconds=paper.settings.limits.figure_seconds,
    )
    images, copies, unplaced = place_images(uses, sources, figures)
    return Pictures(figures, images, copies), (*unresolved, *undrawn, *unplaced)


def with_source_lines(paper: Paper, manuscript: Manuscript, pictures: Pictures) -> Manuscript:
    """Count the source lines that captions get from their figure's data as citations.

    Args:
        paper: The paper, which may want none.
        manuscript: Its parsed chapters.
        pictures: Its figures.

    Returns:
        The manuscript, with these among its citations, so that their works are looked up, audited
        and set in the bibliography like all others.
    """
    default = paper.settings.figures.source_lines
    index = index_with_source_lines(manuscript.index, manuscript.chapters, pictures.images, default)
    return replace(manuscript, index=index)
