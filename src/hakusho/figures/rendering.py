"""Rendering a paper's figures: from the cache where nothing changed, else in child processes."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.figures import cache as store
from hakusho.figures.companions import with_companions
from hakusho.figures.figure import TALLEST_MM, TEXT_WIDTH_MM, Drawing, Job, RenderedFigure
from hakusho.figures.registry import FOLDER, available, inspect
from hakusho.figures.selection import check
from hakusho.findings import Finding, Location, in_order
from hakusho.tools.writes import scratch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hakusho.data import Dataset
    from hakusho.figures.registry import FigureModule

SECONDS_PER_FIGURE = 60.0
"""A figure takes less than a second; one that takes a minute does not end."""


def render(
    root: Path,
    names: Sequence[str],
    datasets: Mapping[str, Dataset],
    *,
    language: str,
    cache: Path,
    progress: Callable[[str], None] | None = None,
    width_mm: float = TEXT_WIDTH_MM,
    seconds: float = SECONDS_PER_FIGURE,
) -> tuple[Mapping[str, RenderedFigure], tuple[Finding, ...]]:
    """Render figures; what is unchanged is not drawn again, nor is its module run.

    Args:
        root: The paper's folder.
        names: Which figures; a name given twice is rendered once.
        datasets: The paper's datasets by name.
        language: ``ja`` or ``en``, of the labels and the alt texts.
        cache: Where drawn figures are kept.
        progress: Told a line for each figure that is drawn.
        width_mm: What a figure may fill.
        seconds: Time limit for drawing one figure.

    Returns:
        The figures in the order of ``names``, and everything that is wrong with the others:
        FIG002 no such figure, FIG003 it cannot be drawn, FIG004 a character that no font has,
        FIG007 a label runs out of it, FIG008 it is taller than a page, FIG013 nobody sees what it
        reads, DAT001 a row, DAT002 a
        dataset, DAT003 a column that is not there, OUT001 nothing can be written.
    """
    figures: dict[str, RenderedFigure] = {}
    findings: list[Finding] = []
    stale: dict[str, tuple[store.Entry, str]] = {}
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        module, problems = _readable(root, name, datasets)
        findings += problems
        if module is None:
            continue
        seen = module.seen(datasets)
        entry = store.entry(cache, root, module, seen, language=language, width_mm=width_mm)
        kept, reason = store.load(entry)
        if kept is None:
            stale[name] = (entry, reason)
        else:
            drawing, because = kept
            figures[name] = with_companions(
                entry, drawing, language, reason=reason, because=because
            )
            findings += _misfits(entry, drawing, language)
    if stale:
        drawn, problems = _draw_stale(
            root, stale, language, width_mm, cache=cache, seconds=seconds, progress=progress
        )
        figures |= drawn
        findings += problems
    with suppress(OSError):
        store.prune(cache, available(root))
    ordered = {name: figures[name] for name in wanted if name in figures}
    return MappingProxyType(ordered), in_order(findings)


def _readable(
    root: Path, name: str, datasets: Mapping[str, Dataset]
) -> tuple[FigureModule | None, tuple[Finding, ...]]:
    """A module whose data are all there, or what is wrong with it."""
    module, problems = inspect(root, name)
    if module is None:
        return None, problems
    absent = tuple(each for s in module.selections for each in check(s, datasets))
    return (None if absent else module), (*problems, *absent)


def _draw_stale(
    root: Path,
    stale: Mapping[str, tuple[store.Entry, str]],
    language: str,
    width_mm: float,
    *,
    cache: Path,
    seconds: float,
    progress: Callable[[str], None] | None,
) -> tuple[dict[str, RenderedFigure], tuple[Finding, ...]]:
    from hakusho.figures.workers import draw_all  # noqa: PLC0415  an unchanged build never draws

    place = Path(os.path.abspath(root))  # noqa: PTH100  without .., and without following links
    jobs = [
        Job(
            name,
            place,
            language,
            width_mm,
            tuple(replace(each, sidecar=None) for each in entry.seen),
            entry.libraries,
        )
        for name, (entry, _) in stale.items()
    ]
    figures: dict[str, RenderedFigure] = {}
    findings: list[Finding] = []
    for job, outcome in draw_all(jobs, config=str(_config(cache)), seconds=seconds):
        entry, reason = stale[job.name]
        if isinstance(outcome, Drawing):
            try:
                entry = _stored(entry, outcome, reason)
            except OSError as error:
                message = "a drawing cannot be kept: {strerror}"
                where, said = Location(job.path), error.strerror or error
                findings.append(Finding.of("OUT001", where, message, "", said))
            else:
                figures[job.name] = with_companions(
                    entry, outcome, language, reason=reason, because=reason
                )
                findings += _misfits(entry, outcome, language)
            if progress:
                progress(f"{job.path}: drawn ({reason})")
        elif isinstance(outcome, str):
            findings.append(Finding.of("FIG003", Location(job.path), outcome))
        else:
            findings += outcome
    return figures, tuple(findings)


def _stored(entry: store.Entry, drawing: Drawing, reason: str) -> store.Entry:
    """Keep a drawing in the cache, or for this process alone in a paper that is read-only.

    Raises:
        OSError: If it can be written nowhere.
    """
    try:
        store.store(entry, drawing, reason)
    except OSError:
        entry = replace(entry, stem=scratch() / entry.stem.name)
        store.store(entry, drawing, reason)
    return entry


def _config(cache: Path) -> Path:
    """The folder for matplotlib's own cache; it lists the fonts anew where it cannot keep that."""
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        if os.access(cache, os.W_OK):
            return cache / "matplotlib"
    return scratch() / "matplotlib"


def _misfits(entry: store.Entry, drawing: Drawing, language: str) -> list[Finding]:
    """What stands out of a figure, and the figure itself if it is taller than a page."""
    where, limit = Location(f"{FOLDER}/{entry.name}.py"), TALLEST_MM[language]
    message = "the label '{label}' runs {over:.0f} mm out of the figure"
    hint = (
        'Let matplotlib make room: Figure(layout="constrained"), plt.figure(layout="constrained").'
    )
    found = [Finding.of("FIG007", where, message, hint, *each) for each in drawing.outside]
    if drawing.readers and not entry.files:
        message = "what this figure reads by {names} cannot be seen: it is drawn again each time"
        hint = 'Name its files in the module, from the paper\'s folder: FILES = ("data/n.db",).'
        found.append(Finding.of("FIG013", where, message, hint, ", ".join(drawing.readers)))
    if drawing.height_mm <= limit:
        return found
    share = 100 * limit / drawing.height_mm
    message = (
        "the figure is {height_mm:.0f} mm tall; a page has room for {limit:.0f} mm, where "
        "its letters are {share:.0f}% of their size"
    )
    hint = "Show less in it, or make two figures of it."
    return [*found, Finding.of("FIG008", where, message, hint, drawing.height_mm, limit, share)]
