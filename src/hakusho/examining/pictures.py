"""The pictures of a text: the figures that it uses, drawn, and its image files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.examining.examined import Pictures
from hakusho.examining.images import find_images, key_of, own_widths, place_images
from hakusho.figures import render
from hakusho.figures.figure import TEXT_WIDTH_MM
from hakusho.manuscript.composed_source_lines import index_with_source_lines
from hakusho.paper.load import CACHE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hakusho.data import Dataset
    from hakusho.figures import RenderedFigure
    from hakusho.findings import Finding
    from hakusho.manuscript.model import Manuscript
    from hakusho.paper.load import Paper


def draw_pictures(
    paper: Paper,
    manuscript: Manuscript,
    datasets: Mapping[str, Dataset],
    progress: Callable[[str], None],
    *,
    language: str = "",
    width_mm: float = TEXT_WIDTH_MM,
    text_width_mm: float = TEXT_WIDTH_MM,
) -> tuple[Pictures, tuple[Finding, ...]]:
    """Draw the figures that the text uses and find its image files.

    Args:
        paper: The paper.
        manuscript: Its text, or a brief's.
        datasets: Its data by name.
        progress: Told what is being done.
        language: Of labels and alt texts; empty means the paper's.
        width_mm: What a figure may fill that states no width of its own.
        text_width_mm: What any figure may fill.

    Returns:
        The pictures, and what is wrong with the others.
    """
    uses = manuscript.index.images
    sources, unresolved = find_images(paper.root, uses)
    widths, unfit = own_widths(uses, sources, usual_mm=width_mm, text_width_mm=text_width_mm)
    usual = {use.target for use in uses if key_of(use) not in widths}
    wanted: dict[float, list[str]] = {width_mm: [name for name in sources.figures if name in usual]}
    for (_, name, _), own in widths.items():
        wanted.setdefault(own, []).append(name)
    drawn, undrawn = _draw_each(paper, wanted, datasets, progress, language)
    findings = (*unresolved, *unfit, *undrawn)
    resized = {use: drawn[width][use[1]] for use, width in widths.items() if use[1] in drawn[width]}
    images, copies, unplaced = place_images(uses, sources, drawn[width_mm], resized)
    # One drawing of each for build/figures; the usual width first.
    figures = {each.name: each for by_name in drawn.values() for each in by_name.values()}
    figures |= drawn[width_mm]
    figures = {name: figures[name] for name in sources.figures if name in figures}
    return Pictures(figures, images, copies), (*dict.fromkeys(findings), *unplaced)


def _draw_each(
    paper: Paper,
    wanted: Mapping[float, Sequence[str]],
    datasets: Mapping[str, Dataset],
    progress: Callable[[str], None],
    language: str,
) -> tuple[Mapping[float, Mapping[str, RenderedFigure]], Sequence[Finding]]:
    """Draw figures in the widths in which they are wanted."""
    drawn: dict[float, Mapping[str, RenderedFigure]] = {}
    findings: list[Finding] = []
    for width, names in wanted.items():
        drawn[width], problems = render(
            paper.root,
            names,
            datasets,
            language=language or paper.settings.language,
            cache=paper.root / CACHE / "figures",
            progress=progress,
            width_mm=width,
            seconds=paper.settings.limits.figure_seconds,
        )
        findings += problems
    return drawn, findings


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
