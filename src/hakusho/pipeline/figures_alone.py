"""Drawing a paper's figures alone, whether its text uses them or not, and saying why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.data.datasets import datasets_of
from hakusho.examining.consequences import without_consequences
from hakusho.figures import render
from hakusho.figures.cache import UNCHANGED
from hakusho.figures.company import in_company
from hakusho.figures.data_scripts import read_data
from hakusho.figures.figure import allowance_of
from hakusho.figures.registry import every
from hakusho.findings import in_order, is_fatal, say
from hakusho.making.figure_files import lay_out_figures
from hakusho.paper.folders import DRAWINGS, SETTINGS_PATH
from hakusho.paper.load import load_settings
from hakusho.paper.severity_settings import policy_of
from hakusho.pipeline.publishing import Publication, kept_beside
from hakusho.pipeline.result import Result, outside_of_build, unwritten
from hakusho.tools.writes import BusyError, WriteError, work_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hakusho.findings import Text
    from hakusho.pipeline.publishing import Edited


@dataclass(frozen=True, slots=True)
class Why:
    """Why a figure was drawn, or was not."""

    name: str  # the figure
    reason: Text  # why it was drawn now, or ``UNCHANGED``
    before: Text  # why it was drawn when it was drawn last

    @property
    def text(self) -> Text:
        """In words: ``drawn: forces.csv: china-warheads-2030: value``."""
        if self.reason != UNCHANGED:
            return say("drawn: {reason}", self.reason)
        return say("unchanged since it was drawn: {reason}", self.before)


def draw_figures(
    root: Path,
    *,
    progress: Callable[[str], None],
    names: Sequence[str] = (),
    edited: Edited = "keep",
) -> tuple[Result, tuple[Why, ...]]:
    """Draw figures of a paper, all if none is named, into ``build/figures/``.

    ``edited`` says what becomes of files there that are not as Hakusho made them.

    Returns:
        The findings of drawing and the files, drawings and data; and for each figure why it was
        drawn. The good figures are put in place even if others cannot be drawn.
    """
    led_out = outside_of_build(root)
    if led_out:
        return Result(led_out), ()
    settings, document, problems = load_settings(root)
    if settings is None:
        return Result(problems, readable=False), ()
    progress(say("drawing figures"))
    allowance = allowance_of(settings.limits)
    with in_company():
        texts, unread = read_data(root, allowance, progress)
        datasets, bad = datasets_of(texts)
        figures, drawn = render(
            root,
            tuple(names) or tuple(every(root, datasets)),
            datasets,
            language=settings.lang,
            cache=root / DRAWINGS,
            progress=progress,
            allowance=allowance,
        )
    findings = without_consequences((*problems, *unread, *bad, *drawn))
    why = tuple(Why(each.name, each.reason, each.drawn_because) for each in figures.values())
    policy, _ = policy_of(SETTINGS_PATH, document, settings.checks)
    try:
        with work_folder(root / "build") as (folder, moved):
            told = kept_beside(root, moved)
            finished = lay_out_figures(figures, folder / "figures", root / "build")
            publication = Publication.of(root, folder, finished, policy)
            told += publication.in_the_way(edited)
            if any(map(is_fatal, told)):
                return Result(in_order((*findings, *told))), why
            told += publication.carry_out(())
    except (BusyError, WriteError, OSError) as error:
        refused = outside_of_build(root) or (unwritten("build", error),)
        return Result((*findings, *refused)), why
    ordered = tuple(sorted((*findings, *told), key=lambda f: (is_fatal(f), f.sort_key)))
    return Result(ordered, tuple(publication.digests)), why
