"""One document, the report or a brief: settle it and let every edition of it be made."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hakusho.ast.build import header, inlines_of
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.hidden_works import without_own_works
from hakusho.citations.sections import divide
from hakusho.citations.works import cited_works
from hakusho.editions.edition import ATTACHED, Job, writer
from hakusho.examining.examined import NO_PICTURES
from hakusho.findings import say
from hakusho.making.data_package import DATA, DESCRIPTOR, data_package
from hakusho.making.failures import STOPPED, UnfinishedError, failure, stopping
from hakusho.making.order import Order
from hakusho.making.shown_data import shown_tables, shows_data
from hakusho.manuscript.conditions import of_edition
from hakusho.manuscript.divided_tables import as_shown
from hakusho.manuscript.exhibit_lists import with_exhibit_lists
from hakusho.manuscript.marked_lists import Lists, with_list_marks
from hakusho.manuscript.page_references import has_page_references
from hakusho.manuscript.settle import settle
from hakusho.paper.folders import CACHE
from hakusho.paper.metadata import metadata_of, review_metadata
from hakusho.paper.templates import names_in_templates
from hakusho.settling import citeproc
from hakusho.settling.back_matter import back_matter
from hakusho.settling.closed_links import without_closed_links
from hakusho.settling.end_blocks import NO_END_BLOCKS
from hakusho.settling.finish import finish, open_document
from hakusho.settling.note_separators import with_note_separators
from hakusho.settling.printed_addresses import with_addresses
from hakusho.tools import sealed
from hakusho.tools.clock import epoch_of
from hakusho.tools.distributions import version_of
from hakusho.tools.pandoc import stream_lua
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from concurrent.futures import Future

    from hakusho.ast.nodes import Block
    from hakusho.citations.works import Work
    from hakusho.examining.examined import Examined, Reading
    from hakusho.findings import Finding
    from hakusho.making.reading_back import ReadBack
    from hakusho.settling.finish import Finished
    from hakusho.settling.text_weights import TextWeights

_SCRIPT = Path(__file__).parents[1] / "editions" / "lua" / "write.lua"
_CSL = "style.csl"
_ANSWERS = "citations"
"""Folder in the cache of what citeproc has answered last about each document."""
_SENTENCE: tuple[Block, ...] = (
    header(1, inlines_of("Trial"), "trial"),
    {"t": "Para", "c": inlines_of("Trial.")},
)


def report_order(examined: Examined | Reading, wanted: Sequence[str]) -> Order:
    """The report of a paper, as an order of some editions; none of its findings is an error."""
    settings = examined.paper.settings
    metadata = metadata_of(examined.paper.root, settings)
    metadata["data_package"] = f"{DATA}/{DESCRIPTOR}" if shows_data(examined) else ""
    return Order(
        paper=examined.paper,
        manuscript=examined.manuscript,
        pictures=examined.pictures,
        sources=examined.sources,
        facts=examined.facts,
        datasets=examined.datasets,
        metadata=metadata,
        bibliography=settings.publication.references == "end",
        back=back_matter(settings, metadata["labels"]),
        editions=tuple(wanted),
        numbered_sections=settings.section_numbers == "auto",
        budget=settings.budget,
        budget_places=examined.paper.budget_places,
    )


def review_order(examined: Examined, wanted: Sequence[str]) -> Order:
    """The copy of a report for referees: nothing in it says who wrote it."""
    order, settings = report_order(examined, wanted), examined.paper.settings
    metadata = review_metadata(examined.paper.root, settings)
    sources = order.sources
    if settings.review.own_works == "hide":
        from hakusho.making.anonymity import name_pattern  # noqa: PLC0415  for copies that hide them

        names = [name_pattern(author.name) for author in settings.authors]

        def is_own(name: str) -> bool:
            return any(each.fullmatch(name) for each in names)

        works = without_own_works(sources.works, is_own, metadata["labels"])
        sources = replace(sources, works=works)
    return replace(
        order,
        metadata=metadata,
        sources=sources,
        budget=None,
        back=NO_END_BLOCKS,
        review=True,
    )


@dataclass(frozen=True, slots=True)
class Editions:
    """What was made of a document."""

    files: Mapping[str, Path] = field(default_factory=dict)  # the finished file of each edition
    read: Mapping[str, ReadBack] = field(default_factory=dict)  # what each of them says
    data: Mapping[str, bytes] = field(default_factory=dict)  # the files of a report's data
    blocks: list[Block] = field(default_factory=list)  # the document as its writers got it
    words: tuple[str, ...] = ()  # the texts of its citations and references
    # What it weighs; ``None`` for a report without a budget.
    text: TextWeights | None = None
    # OUT002 for what cannot be typeset, OUT005 and OUT006 for a template that cannot be used,
    # OUT007 for what else stands in the way; nothing should then be published.
    problems: tuple[Finding, ...] = ()


def as_they_are(blocks: list[Block]) -> list[Block]:
    """Blocks without anything that is to show besides."""
    return blocks


def make_editions(
    folder: Path,
    order: Order,
    progress: Callable[[str], None],
    marked: Callable[[list[Block]], list[Block]] = as_they_are,
) -> Editions:
    """Make the editions of a document in a working folder.

    ``folder`` is empty and on the file system of the outputs; of an order without editions the text
    is weighed and nothing else done. ``marked`` as for :func:`paint`.
    """
    job = _job(folder, order)
    blocks: list[Block] = []
    data: Mapping[str, bytes] = {}
    try:
        parts = _lay_out(job, order)
        if parts:
            progress(say("writing {name}", order.metadata["slug"]))
        finished, blocks = _settled(job, order)
        if parts and order.metadata.get("data_package"):
            data = data_package(shown_tables(order, blocks), order.metadata, job.epoch)
        if order.paper.settings.pdf.attach:
            _attach(job, data)
        files, read = _write_all(job, marked(blocks), parts)
    except STOPPED as error:
        return Editions(problems=(failure(error, order, partial(_write_marked, job, blocks)),))
    text = finished.text() if order.budget or order.name else None
    return Editions(files, read, data, blocks, finished.words, text)


def _attach(job: Job, data: Mapping[str, bytes]) -> None:
    """Lay out what the PDF is to hold besides its pages."""
    if data:
        (job.folder / ATTACHED).mkdir()
    for name, content in data.items():
        (job.folder / ATTACHED / name).write_bytes(content)


def paint(folder: Path, order: Order, marked: Callable[[list[Block]], list[Block]]) -> Path:
    """Make a document's HTML alone, and nobody reads it back.

    ``marked`` puts into the settled blocks whatever is to show in the file besides. Nothing need
    have been checked: what a check would have said may stop this with any exception.
    """
    job = _job(folder, replace(order, editions=("html",)))
    parts = _lay_out(job, replace(order, editions=("html",)))
    _, blocks = _settled(job, order)
    _write_raw(job, marked(blocks), parts, lambda _: None)
    return writer("html").finish(job)


def try_templates(folder: Path, order: Order) -> tuple[Finding, ...]:
    """Make the editions of a document with one sentence in place of its text.

    Returns:
        What stands in the way: OUT005 or OUT006 for a template that cannot be used with any text.
    """
    job = _job(folder, order)
    try:
        _write_all(job, [*_SENTENCE], _lay_out(job, replace(order, pictures=NO_PICTURES)))
    except STOPPED as error:
        return (failure(error, order, str),)
    return ()


def _job(folder: Path, order: Order) -> Job:
    return Job(
        folder=folder,
        root=order.paper.root,
        metadata=order.metadata,
        epoch=epoch_of(date.fromisoformat(order.metadata["date"])),
        seconds=order.paper.settings.limits.typeset_seconds,
        cache=order.paper.root / CACHE,
    )


def _lay_out(job: Job, order: Order) -> dict[str, Mapping[str, Any]]:
    """Put everything that the editions read into the working folder; their parts of the job."""
    if not order.editions:
        return {}
    folder = job.folder
    for name, source in order.pictures.copies.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    (folder / "figures").mkdir(exist_ok=True)
    _write_json(folder / "metadata.json", job.metadata)
    return {name: _prepare(name, job) for name in EDITIONS if name in order.editions}


def _settled(job: Job, order: Order) -> tuple[Finished, list[Block]]:
    """A document as its writers get it, the works that it cites and all else behind its text."""
    works = cited_works(order.manuscript.index.citations, order.sources.works)
    finished = _finished(job, order, works)
    blocks = [*finished.blocks, *order.back.before]
    if order.bibliography:
        sections = divide(works, order.paper.settings.citations.sections)
        blocks += finished.bibliography(sections, order.metadata["labels"]["bibliography"])
    return finished, with_addresses(without_closed_links([*blocks, *order.back.after]))


def _finished(job: Job, order: Order, works: Sequence[Work]) -> Finished:
    """Settle a document; the style is written to the job's folder, for citeproc reads files."""
    settings, style = order.paper.settings, order.style
    document = settle(
        order.manuscript,
        order.pictures.images,
        order.metadata,
        numbered_sections=order.numbered_sections,
        source_lines=settings.figures.source_lines,
        elsewhere=order.elsewhere,
        terms=order.paper.terms,
        styled=cache(partial(names_in_templates, order.paper.root)),
    )
    (job.folder / _CSL).write_text(style.text, encoding="utf-8")
    items, lang = to_csl_json(works, style.choices), order.metadata["lang"]
    lists = Lists(settings.lists.marks, settings.lists.numbers, settings.lists.bullets)
    wanted = () if order.name else settings.exhibit_lists
    listed = with_exhibit_lists(document.blocks, wanted, order.metadata["labels"])
    blocks = with_list_marks(listed, lists)
    opened = open_document(blocks, items, style, _CSL, lang)
    return finish(opened, *_answers(job, order, opened.requests) if opened.requests else ())


def _answers(job: Job, order: Order, requests: Sequence[Mapping[str, Any]]) -> list[list[Block]]:
    """What citeproc answers: it is asked anew if citations, their order, works or style change."""
    made_of = (
        version_of("pypandoc-binary"),
        citeproc.SCRIPT.read_text(encoding="utf-8"),
        order.style.text,
        json.dumps(requests),
    )

    def asked() -> bytes:
        return json.dumps(citeproc.run(requests, job.folder, job.seconds)).encode()

    name = f"brief-{order.name}" if order.name else "review" if order.review else "report"
    kept = job.cache / _ANSWERS / f"{name}.json"
    answers: list[list[Block]] = json.loads(sealed.made_last(kept, map(str.encode, made_of), asked))
    return answers


def _write_all(
    job: Job, blocks: list[Block], parts: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Path], dict[str, ReadBack]]:
    """Run the writers; an edition is finished, and read, while the next one is being written.

    One that names pages of the PDF waits until that has been typeset.
    """
    if not parts:
        return {}, {}
    waiting = {"docx"} & parts.keys() if "pdf" in parts and has_page_references(blocks) else set()
    finishing: dict[str, Future[tuple[Path, ReadBack]]] = {}
    with ThreadPoolExecutor(max_workers=2) as pool:

        def begin(name: str) -> None:
            if name not in waiting:
                finishing[name] = pool.submit(_finish, name, job)

        _write_raw(job, blocks, parts, begin)
        for name in waiting:
            finishing["pdf"].result()
            finishing[name] = pool.submit(_finish, name, job)
        done = {name: finishing[name].result() for name in parts}
    files = {name: file for name, (file, _) in done.items()}
    return files, {name: read for name, (_, read) in done.items()}


def _write_raw(
    job: Job,
    blocks: list[Block],
    parts: Mapping[str, Mapping[str, Any]],
    written: Callable[[str], None],
) -> None:
    """Run the writers of some editions; ``written`` is told of each that is done."""
    instructions = {
        "documents": _write_documents(job, blocks, parts),
        "metadata": job.metadata,
        "order": list(parts),
        "editions": parts,
    }
    _write_json(job.folder / "job.json", instructions)
    lines = stream_lua(
        _SCRIPT, ["job.json"], folder=job.folder, seconds=job.seconds, epoch=job.epoch
    )
    for line in lines:
        written(line.strip())


def _prepare(name: str, job: Job) -> dict[str, Any]:
    with stopping(name):
        return writer(name).prepare(job)


def _finish(name: str, job: Job) -> tuple[Path, ReadBack]:
    from hakusho.making.reading_back import read_back  # noqa: PLC0415  a check makes no edition

    with stopping(name):
        file = writer(name).finish(job)
    return file, read_back(name, job)


def _write_marked(job: Job, blocks: list[Block]) -> str:
    """Write the body of the PDF once more, with a mark at each place, and typeset that.

    Returns:
        The body up to where Typst stops; empty if it does not, or not there.
    """
    from hakusho.making.typst_places import up_to_error, with_places  # noqa: PLC0415  seldom wanted

    part = {"pdf": _prepare("pdf", job)}
    for document in job.folder.glob("ast*.json"):
        document.unlink()
    try:
        _write_all(job, with_places(blocks), part)
    except UnfinishedError as error:
        return up_to_error(error, job.folder)
    return ""


def _write_documents(job: Job, blocks: list[Block], editions: Iterable[str]) -> dict[str, str]:
    """Write the document as each edition shows it; one file where all show the same."""
    names, separator = {}, job.metadata["labels"]["note_separator"]
    for edition in editions:
        shown = as_shown(of_edition(blocks, edition), edition, job.metadata["labels"])
        names[edition] = "ast.json" if shown is blocks else f"ast-{edition}.json"
        if not (job.folder / names[edition]).is_file():
            printed = with_note_separators(shown, separator)
            ast = {"pandoc-api-version": citeproc.API_VERSION, "meta": {}, "blocks": printed}
            _write_json(job.folder / names[edition], ast)
    return names


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
