"""One document, the report or a brief: settle it and let every edition of it be made."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.sections import divide
from hakusho.citations.works import cited_works
from hakusho.editions.docx_reference import ReferenceDocumentError
from hakusho.editions.edition import Job, writer
from hakusho.findings import Finding, Location, said
from hakusho.making.order import Order
from hakusho.manuscript.settle import settle
from hakusho.manuscript.text_weights import TEXT
from hakusho.paper.load import CACHE
from hakusho.paper.metadata import metadata_of
from hakusho.tools.clock import epoch_of
from hakusho.tools.pandoc import PandocTimeoutError, stream_lua
from hakusho.tools.typst import TypstError
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future

    from hakusho.examining.examined import Examined
    from hakusho.manuscript.model import Document

_SCRIPT = Path(__file__).parents[1] / "editions" / "lua" / "finish.lua"
_API_VERSION = [1, 23, 1]


def report_order(examined: Examined, wanted: Sequence[str]) -> Order:
    """The report as an order.

    Args:
        examined: The paper; none of its findings is an error.
        wanted: Names of editions.

    Returns:
        The order.
    """
    settings = examined.paper.settings
    return Order(
        paper=examined.paper,
        manuscript=examined.manuscript,
        pictures=examined.pictures,
        sources=examined.sources,
        metadata=metadata_of(examined.paper.root, settings),
        editions=tuple(wanted),
        numbered_sections=settings.section_numbers == "auto",
        budget=settings.budget,
        budget_places=examined.paper.budget_places,
    )


def make_editions(
    folder: Path, order: Order, progress: Callable[[str], None]
) -> tuple[dict[str, Path], tuple[Finding, ...]]:
    """Make the editions of a document in a working folder.

    Args:
        folder: Empty, on the file system of the outputs.
        order: What to make.
        progress: Told what is being done.

    Returns:
        The finished file of each edition; and OUT002 for what cannot be typeset, OUT005 for a
        template of the DOCX edition that cannot be used, in which case nothing should be
        published.
    """
    job, document = _settled(folder, order)
    try:
        _lay_out(job, document, order)
    except ReferenceDocumentError as error:
        where = Location(error.file, error.line)
        return {}, (Finding.of("OUT005", where, said(error), error.hint),)
    progress(f"writing {order.metadata['slug']}")
    try:
        return _finish_all(job, order.editions), ()
    except (PandocTimeoutError, TypstError) as error:
        where = Location("build")
        return {}, (Finding.of("OUT002", where, said(error)),)


def weigh_text(folder: Path, order: Order) -> tuple[Finding, ...]:
    """Weigh the text of a document with its citations worded, without making an edition.

    Args:
        folder: Gets what :func:`hakusho.manuscript.text_weights.read_text_weights` reads.
        order: What to weigh; it has a budget.

    Returns:
        OUT002 if that takes too long.
    """
    bare = replace(order, editions=())
    job, document = _settled(folder, bare)
    _write_job(job, document, bare)
    try:
        _finish_all(job, ())
    except PandocTimeoutError as error:
        return (Finding.of("OUT002", Location("build"), said(error)),)
    return ()


def _settled(folder: Path, order: Order) -> tuple[Job, Document]:
    settings = order.paper.settings
    document = settle(
        order.manuscript,
        order.pictures.images,
        order.metadata,
        numbered_sections=order.numbered_sections,
        cites_in_notes=order.sources.style is None or order.sources.style.kind == "note",
        source_lines=settings.figures.source_lines,
        elsewhere=order.elsewhere,
        terms=order.paper.terms,
    )
    job = Job(
        folder=folder,
        root=order.paper.root,
        metadata=order.metadata,
        epoch=epoch_of(date.fromisoformat(order.metadata["date"])),
        seconds=settings.limits.typeset_seconds,
        cache=order.paper.root / CACHE,
    )
    return job, document


def _lay_out(job: Job, document: Document, order: Order) -> None:
    """Put everything that ``finish.lua`` and the editions read into the working folder."""
    folder = job.folder
    for name, source in order.pictures.copies.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    (folder / "figures").mkdir(exist_ok=True)
    _write_json(folder / "metadata.json", job.metadata)
    _write_job(job, document, order)


def _write_job(job: Job, document: Document, order: Order) -> None:
    ast = {"pandoc-api-version": _API_VERSION, "meta": {}, "blocks": document.blocks}
    _write_json(job.folder / "ast.json", ast)
    _write_json(job.folder / "job.json", _instructions(job, document, order))


def _instructions(job: Job, document: Document, order: Order) -> dict[str, Any]:
    """What ``finish.lua`` is asked to do."""
    parts = {name: writer(name).prepare(job) for name in EDITIONS if name in order.editions}
    return {
        "ast": "ast.json",
        "metadata": job.metadata,
        "citations": _citations(job, document, order),
        "bibliography": order.bibliography,
        "order": list(parts),
        "editions": parts,
        **({"text": TEXT} if order.budget else {}),
    }


def _citations(job: Job, document: Document, order: Order) -> dict[str, Any] | None:
    """What ``citations.lua`` needs; the style is written beside it, for citeproc reads files."""
    style = order.sources.style
    if style is None:
        return None
    (job.folder / "style.csl").write_text(style.text, encoding="utf-8")
    settings = order.paper.settings.citations
    works = cited_works(order.manuscript.index.citations, order.sources.works)
    choices = style.choices.model_dump()
    return {
        "csl": "style.csl",
        "items": _with_aliases(to_csl_json(works, style.choices), document.aliases),
        "choices": {**choices, "restart": settings.restart or choices["restart"]},
        "sections": [
            {"title": title, "keys": keys} for title, keys in divide(works, settings.sections).parts
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
            finishing[name] = pool.submit(writer(name).finish, job)
        return {name: finishing[name].result() for name in wanted}


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
