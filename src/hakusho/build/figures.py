"""Drawing a paper's figures alone, whether its text uses them or not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from hakusho.build.inspection import CACHE
from hakusho.build.pipeline import Result
from hakusho.data import load_datasets
from hakusho.figures import available, render
from hakusho.findings import Finding, Location, is_fatal, rule
from hakusho.paper.load import load_settings
from hakusho.tools.writes import BusyError, WriteError, publish, work_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def draw_figures(root: Path, *, progress: Callable[[str], None]) -> Result:
    """Draw all figures of a paper into ``build/figures/``.

    Args:
        root: The paper's folder.
        progress: Told what is being done.

    Returns:
        The findings of drawing, and the SVG files. The good figures are put in place even if
        others cannot be drawn.
    """
    settings, _, problems = load_settings(root)
    if settings is None:
        return Result(problems, readable=False)
    progress("drawing figures")
    datasets, found = load_datasets(root)
    figures, drawn = render(
        root,
        available(root),
        datasets,
        language=settings.language,
        cache=root / CACHE / "figures",
        progress=progress,
        seconds=settings.limits.figure_seconds,
    )
    findings = (*problems, *found, *drawn)
    try:
        with work_folder(root / "build") as folder:
            finished = {}
            for name, figure in figures.items():
                finished[root / "build" / "figures" / f"{name}.svg"] = folder / f"{name}.svg"
                shutil.copyfile(figure.svg, folder / f"{name}.svg")
            publish(finished)
    except (BusyError, WriteError, OSError) as error:
        problem = Finding(rule("OUT001"), Location("build"), f"cannot write: {error}")
        return Result((*findings, problem))
    outputs = tuple(path.relative_to(root).as_posix() for path in finished)
    return Result(tuple(sorted(findings, key=lambda f: (is_fatal(f), f.sort_key))), outputs)
