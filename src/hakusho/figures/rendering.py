"""Rendering a paper's figures: from the cache where nothing changed, else in child processes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.figures import cache as store
from hakusho.figures.model import TEXT_WIDTH_MM, RenderedFigure
from hakusho.figures.registry import inspect
from hakusho.findings import Finding, Location, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from hakusho.data import Dataset
    from hakusho.figures.jobs import Drawing
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
        FIG001 no alt text, FIG002 no such figure, FIG003 it cannot be drawn, FIG004 a character
        that no font has, DAT002 a dataset that is not there, DAT003 a column that is not there,
        OUT001 the cache cannot be written.
    """
    figures: dict[str, RenderedFigure] = {}
    findings: list[Finding] = []
    stale: dict[str, tuple[FigureModule, store.Entry, str]] = {}
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        module, problems = inspect(root, name)
        findings += problems
        if module is None:
            continue
        absent = _absent_datasets(module, datasets)
        findings += absent
        if absent:
            continue
        entry = store.entry(cache, module, datasets, language=language, width_mm=width_mm)
        figure, reason = store.load(entry)
        if figure is None:
            stale[name] = (module, entry, reason)
        else:
            figures[name] = figure
    if stale:
        drawn, problems = _draw_stale(
            root,
            stale,
            datasets,
            language,
            width_mm,
            cache=cache,
            seconds=seconds,
            progress=progress,
        )
        figures |= drawn
        findings += problems
    ordered = {name: figures[name] for name in wanted if name in figures}
    return MappingProxyType(ordered), tuple(sorted(findings, key=lambda f: f.sort_key))


def _absent_datasets(module: FigureModule, datasets: Mapping[str, Dataset]) -> tuple[Finding, ...]:
    where = Location(module.path, module.datasets_line)
    known = ", ".join(sorted(datasets)) or "none"
    return tuple(
        Finding(rule("DAT002"), where, f"there is no dataset {name!r}", f"There are: {known}.")
        for name in module.datasets
        if name not in datasets
    )


def _draw_stale(
    root: Path,
    stale: Mapping[str, tuple[FigureModule, store.Entry, str]],
    datasets: Mapping[str, Dataset],
    language: str,
    width_mm: float,
    *,
    cache: Path,
    seconds: float,
    progress: Callable[[str], None] | None,
) -> tuple[dict[str, RenderedFigure], tuple[Finding, ...]]:
    from hakusho.figures.jobs import Drawing, Job  # noqa: PLC0415
    from hakusho.figures.workers import draw_all  # noqa: PLC0415  an unchanged build never draws

    jobs = [
        Job(name, root, language, width_mm, tuple(datasets[each] for each in module.datasets))
        for name, (module, _, _) in stale.items()
    ]
    figures: dict[str, RenderedFigure] = {}
    findings: list[Finding] = []
    for job, outcome in draw_all(jobs, config=str(cache / "matplotlib"), seconds=seconds):
        _, entry, reason = stale[job.name]
        if isinstance(outcome, Drawing):
            figure, problems = _keep(entry, outcome, reason)
            findings += problems
            if figure:
                figures[job.name] = figure
            if progress:
                progress(f"{job.path}: drawn ({reason})")
        elif isinstance(outcome, str):
            findings.append(Finding(rule("FIG003"), Location(job.path), outcome))
        else:
            findings += outcome
    return figures, tuple(findings)


def _keep(
    entry: store.Entry, drawing: Drawing, reason: str
) -> tuple[RenderedFigure | None, tuple[Finding, ...]]:
    try:
        return store.store(entry, drawing, reason), ()
    except OSError as error:
        where = Location(entry.stem.name)
        message = f"the cache of figures cannot be written: {error.strerror or error}"
        return None, (Finding(rule("OUT001"), where, message),)
