"""Making all that is asked for: the report first, then the briefs that name its pages."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from hakusho.build.figure_files import lay_out_figures
from hakusho.build.publishing import make_editions, report_order
from hakusho.editions.table import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hakusho.build.briefing import ExaminedBrief
    from hakusho.build.examine import Examined
    from hakusho.build.pipeline import Request
    from hakusho.findings import Finding

BRIEFS = "briefs"
"""Folder of the briefs' files in ``build/``."""

Made = tuple[dict["Path", "Path"], tuple["Finding", ...]]


def make(
    folder: Path, examined: Examined, request: Request, progress: Callable[[str], None]
) -> Made:
    """Make the editions and briefs of a paper in a working folder.

    Args:
        folder: Empty, on the file system of the outputs.
        examined: The paper; none of its findings is an error.
        request: What is wanted.
        progress: Told what is being done.

    Returns:
        For each final path the finished file; and what stood in the way, in which case nothing
        should be published.
    """
    root, settings = examined.paper.root, examined.paper.settings
    build = root / "build"
    briefs = [
        brief
        for brief in examined.briefs
        if request.briefs is None or brief.source.name in request.briefs
    ]
    wanted = (request.editions or settings.editions) if request.report else ()
    pages: Mapping[str, int] = {}
    finished: dict[Path, Path] = {}
    if wanted or _need_pages(briefs):
        report, problems = make_editions(
            _room(folder, "report"), report_order(examined, wanted or ("pdf",)), progress
        )
        if problems:
            return {}, problems
        if wanted:
            finished |= {
                build / f"{settings.slug}{EDITIONS[name].suffix}": file
                for name, file in report.items()
            }
            finished |= lay_out_figures(examined.pictures.figures, folder / "published", build)
    made, problems = _make_briefs(folder, examined, briefs, pages, progress)
    return finished | made, problems


def _need_pages(briefs: list[ExaminedBrief]) -> bool:
    if not briefs:
        return False
    from hakusho.build.briefing import needs_pages  # noqa: PLC0415  many papers have no briefs

    return any(map(needs_pages, briefs))


def _make_briefs(
    folder: Path,
    examined: Examined,
    briefs: list[ExaminedBrief],
    pages: Mapping[str, int],
    progress: Callable[[str], None],
) -> Made:
    if not briefs:
        return {}, ()
    from hakusho.build.briefing import brief_order  # noqa: PLC0415  as above

    build = examined.paper.root / "build"
    finished: dict[Path, Path] = {}
    findings: list[Finding] = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        making = {
            brief.source.name: pool.submit(
                make_editions,
                _room(folder, f"brief-{brief.source.name}"),
                brief_order(examined, brief, pages),
                progress,
            )
            for brief in briefs
        }
        for name, future in making.items():
            files, problems = future.result()
            findings += problems
            finished |= {
                build / BRIEFS / f"{name}{EDITIONS[edition].suffix}": file
                for edition, file in files.items()
            }
    return finished, tuple(findings)


def _room(folder: Path, name: str) -> Path:
    room = folder / name
    room.mkdir()
    return room
