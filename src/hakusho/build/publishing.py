"""The second half of a build: settle the document, let every edition be made, name the files."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hakusho.build.figure_files import lay_out_figures
from hakusho.build.state import CACHE
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.sections import divide
from hakusho.citations.works import cited_works
from hakusho.editions.table import EDITIONS, Job
from hakusho.findings import Finding, Location, rule
from hakusho.manuscript.settle import settle
from hakusho.paper.metadata import metadata_of
from hakusho.tools.clock import epoch_of
from hakusho.tools.pandoc import PandocTimeoutError, stream_lua
from hakusho.tools.typst import TypstError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future

    from hakusho.build.examine import Examined
    from hakusho.manuscript.model import Document

_SCRIPT = Path(__file__).parents[1] / "editions" / "lua" / "finish.lua"
_API_VERSION = [1, 23, 1]


def make_editions(
    folder: Path,
    examined: Examined,
    wanted: Sequence[str],
    progress: Callable[[str], None],
) -> tuple[dict[Path, Path], tuple[Finding, ...]]:
    """Make editions in a working folder.

    Args:
        folder: Empty, on the file system of the outputs.
        examined: The paper; none of its findings is an error.
        wanted: Names of editions.
        progress: Told what is being done.

    Returns:
        For each final path the finished file, editions and figures; and OUT002 for what cannot
        be typeset, in which case nothing should be published.
    """
    paper = examined.paper
    root, settings = paper.root, paper.settings
    metadata = metadata_of(root, settings)
    document = settle(
        examined.manuscript,
        examined.pictures.images,
        metadata,
        numbered_sections=settings.section_numbers == "auto",
        source_lines=settings.figures.source_lines,
    )
    job = Job(
        folder=folder,
        root=root,
        metadata=metadata,
        epoch=epoch_of(settings.date),
        seconds=settings.limits.typeset_seconds,
        cache=root / CACHE,
    )
    _lay_out(job, document, examined, wanted)
    progress("writing editions")
    try:
        made = _finish_all(job, wanted)
    except (PandocTimeoutError, TypstError) as error:
        where = Location("build")
        return {}, (Finding(rule("OUT002"), where, str(error).strip()),)
    finished = {
        root / "build" / f"{settings.slug}{EDITIONS[name].suffix}": file
        for name, file in made.items()
    }
    finished |= lay_out_figures(examined.pictures.figures, folder / "published", root / "build")
    return finished, ()


def _lay_out(job: Job, document: Document, examined: Examined, wanted: Sequence[str]) -> None:
    """Put everything that ``finish.lua`` and the editions read into the working folder."""
    folder = job.folder
    for name, source in examined.pictures.copies.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    (folder / "figures").mkdir(exist_ok=True)
    _write_json(folder / "metadata.json", job.metadata)
    ast = {"pandoc-api-version": _API_VERSION, "meta": {}, "blocks": document.blocks}
    _write_json(folder / "ast.json", ast)
    _write_json(folder / "job.json", _order(job, document, examined, wanted))


def _order(
    job: Job, document: Document, examined: Examined, wanted: Sequence[str]
) -> dict[str, Any]:
    """What ``finish.lua`` is asked to do."""
    parts = {name: EDITIONS[name].prepare(job) for name in EDITIONS if name in wanted}
    return {
        "ast": "ast.json",
        "metadata": job.metadata,
        "citations": _citations(job, document, examined),
        "order": list(parts),
        "editions": parts,
    }


def _citations(job: Job, document: Document, examined: Examined) -> dict[str, Any] | None:
    """What ``citations.lua`` needs; the style is written beside it, for citeproc reads files."""
    style = examined.sources.style
    if style is None:
        return None
    (job.folder / "style.csl").write_text(style.text, encoding="utf-8")
    settings = examined.paper.settings.citations
    works = cited_works(examined.manuscript.index.citations, examined.sources.works)
    choices = style.choices.model_dump()
    return {
        "csl": "style.csl",
        "items": _with_aliases(to_csl_json(works, style.choices), document.aliases),
        "choices": {**choices, "restart": settings.restart or choices["restart"]},
        "sections": [
            {"title": title, "keys": keys}
            for title, keys in divide(works, settings.sections).parts
        ],
    }


def _with_aliases(
    items: Sequence[Mapping[str, Any]], aliases: Mapping[str, str]
) -> list[Mapping[str, Any]]:
    """The items, and again those that source lines cite under keys of their own."""
    by_key = {item["id"]: item for item in items}
    again = ({**by_key[key], "id": alias} for alias, key in aliases.items() if key in by_key)
    return [*items, *again]


def _finish_all(job: Job, wanted: Sequence[str]) -> dict[str, Path]:
    """Run the writers; an edition is finished while the next one is still being written."""
    finishing: dict[str, Future[Path]] = {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        lines = stream_lua(
            _SCRIPT, ["job.json"], folder=job.folder, seconds=job.seconds, epoch=job.epoch
        )
        for line in lines:
            name = line.strip()
            finishing[name] = pool.submit(EDITIONS[name].finish, job)
        return {name: finishing[name].result() for name in wanted}


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
