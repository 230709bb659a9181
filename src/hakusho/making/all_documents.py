"""Making all that is asked for: the report first, then the briefs that name its pages."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from hakusho.checks.lengths import length_of
from hakusho.collation.disagreements import RULES as OF_READING
from hakusho.collation.witness import Witness
from hakusho.findings import Finding, Text, at_most_warned, is_fatal, say
from hakusho.findings.policy import apply_policy
from hakusho.findings.rules import OF_FINISHED
from hakusho.making.anonymity import names_left
from hakusho.making.brief_orders import brief_order, needs_pages, unnamed_pages
from hakusho.making.budgets import Measures, measure
from hakusho.making.data_package import DATA
from hakusho.making.document import (
    Editions,
    as_they_are,
    make_editions,
    report_order,
    review_order,
)
from hakusho.making.figure_files import lay_out_figures
from hakusho.making.leaks import labels_of, leaks, printed_besides
from hakusho.making.line_map import line_map
from hakusho.making.page_report import RULES as OF_PAGES
from hakusho.making.page_report import page_report
from hakusho.making.reading_back import held_against, stuck_out
from hakusho.manuscript import too_wide
from hakusho.manuscript.conditions import reader_of
from hakusho.manuscript.page_map import read_page_map
from hakusho.paper.imprint import first_and_last
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from hakusho.ast.nodes import Block
    from hakusho.checks.lengths import Measure
    from hakusho.examining.examined import Examined, ExaminedBrief
    from hakusho.findings.policy import Policy
    from hakusho.makeup.pages import Pages
    from hakusho.making.line_map import PrintedLine
    from hakusho.making.order import Order, Request

_OF_EDITIONS = OF_READING | OF_PAGES | too_wide.RULES
"""The rules of what is seen in finished editions."""
BRIEFS = "briefs"
"""Folder of the briefs' files in ``build/``."""
REVIEW = "review"
"""Folder of the copies for referees."""


@dataclass(frozen=True, slots=True)
class Size:
    """How long a brief is."""

    pages: int  # of its PDF; 0 where none was made
    length: Measure | None  # of its text


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    # For each final path the finished file.
    files: Mapping[Path, Path] = field(default_factory=dict)
    # What stood in the way, and what is over a budget, judged by the paper's policy. If any is
    # fatal nothing should be published.
    findings: tuple[Finding, ...] = ()
    measures: tuple[Text, ...] = ()  # what there is and what the budgets allow, in lines
    sizes: Mapping[str, Size] = field(default_factory=dict)  # of each brief that was made, by name
    stopped: frozenset[str] = frozenset()  # names of briefs that an error stands against
    # The numbered lines of a copy for referees; none where no PDF of one was made.
    lines: tuple[PrintedLine, ...] = ()


_NO_MEASURES = Measures()


@dataclass(frozen=True, slots=True)
class _Document:
    """One document that was made: its editions, what stood in the way, its measures."""

    order: Order
    made: Editions
    measures: Measures = _NO_MEASURES
    # Of its editions with it, and what its pages say of themselves; not yet judged.
    seen: tuple[Finding, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    total_pages: int = 0  # of its PDF; 0 where none was made


def make(
    folder: Path,
    examined: Examined,
    request: Request,
    progress: Callable[[str], None],
    *,
    report_stands: bool = True,
    marked: Callable[[list[Block]], list[Block]] = as_they_are,
    any_length: bool = False,
    drafts: bool = False,
) -> Made:
    """Make the editions and briefs of a paper that are asked for and that no error stands against.

    Args:
        folder: Empty, and on the file system of the outputs.
        examined: The paper.
        request: What is asked for. The report and its briefs are made all or none; of briefs alone
            each that can be.
        progress: Told what is being done.
        report_stands: Whether no error stands against the report; else no brief names its pages.
        marked: Puts into the settled blocks of each brief what is to show in it besides.
        any_length: Whether a brief that is over its budget is among the files all the same.
        drafts: Whether each page of a PDF says that it is a draft.
    """
    policy, briefs = examined.policy, _wanted(examined, request)
    wanted = (request.editions or examined.paper.settings.editions) if request.report else ()
    # A brief names pages of the PDF, so that is made even where nobody has asked for it.
    beside = ("pdf",) if report_stands and any(map(needs_pages, briefs)) else ()
    order = (review_order if request.review else report_order)(
        examined, tuple(dict.fromkeys((*wanted, *beside)))
    )
    report, problems = _make_report(folder, _as_draft(order) if drafts else order, progress)
    if wanted and problems:
        return Made(findings=problems)
    unnamed = {} if report else _without_pages(briefs, policy)
    orders = [
        brief_order(examined, each, report.pages if report else {})
        for each in briefs
        if not any(map(is_fatal, unnamed.get(each.source.name, ())))
    ]
    made = _make_briefs(folder, map(_as_draft, orders) if drafts else orders, progress, marked)
    unmade = tuple(problem for brief in made.values() for problem in brief.made.problems)
    if request.report and unmade:
        return Made(findings=unmade)
    progress(say("searching the outputs"))
    documents = {name: brief for name, brief in made.items() if not brief.made.problems}
    if report and wanted:
        documents = {"": report, **documents}
    found = _searched(folder, examined, documents, wanted, any_length=any_length)
    kept = [each for name, each in found.files.items() if request.report or name in found.sound]
    before = (*map(at_most_warned, problems), *chain(*unnamed.values()), *unmade)
    return Made(
        dict(chain.from_iterable(map(dict.items, kept))),
        (*before, *found.findings),
        sum((each.measures for each in documents.values()), Measures()).lines,
        {name: _size(each) for name, each in made.items() if each.made.text},
        frozenset(each.source.name for each in briefs) - found.sound,
        _lines(report),
    )


@dataclass(frozen=True, slots=True)
class _Searched:
    """What the finished documents are, by their names; that of the report is empty."""

    files: Mapping[str, dict[Path, Path]]
    findings: tuple[Finding, ...]
    sound: frozenset[str]  # those against which nothing stands


def _searched(
    folder: Path,
    examined: Examined,
    documents: Mapping[str, _Document],
    wanted: Iterable[str],
    *,
    any_length: bool,
) -> _Searched:
    """Look for what is withheld, what is over a budget, and what the editions say of themselves."""
    policy = examined.policy
    files = {name: _files(folder, examined, each, wanted) for name, each in documents.items()}
    leaked = {name: _leaks(each, examined, files[name]) for name, each in documents.items()}
    measures = sum((each.measures for each in documents.values()), Measures())
    sound = frozenset(
        name
        for name, each in documents.items()
        if not leaked[name] and _stands(each, policy, any_length=any_length)
    )
    finished = _of_finished(documents[""], files[""], policy) if "" in documents else ()
    findings = (
        *measures.judged(policy),
        *chain(*leaked.values()),
        *_judged(documents.values(), policy),
        *finished,
    )
    return _Searched(files, findings, sound)


def _size(brief: _Document) -> Size:
    text, language = brief.made.text, brief.order.metadata["language"]
    return Size(brief.total_pages, length_of(text, language) if text else None)


def _of_finished(
    report: _Document, files: Mapping[Path, Path], policy: Policy
) -> Iterator[Finding]:
    """What can be said of a report only when its editions are there."""
    review = report.order.review
    found = [*(names_left(files, report.order) if review else _last_page(report))]
    yield from (each for each in found if each.rule.id not in OF_FINISHED)
    judged = (each for each in found if each.rule.id in OF_FINISHED)
    yield from apply_policy(judged, policy.for_rules(OF_FINISHED))


def _last_page(report: _Document) -> Iterator[Finding]:
    """OUT027 where a PDF ends on another page than the publication's range."""
    paper, pages = report.order.paper, report.total_pages
    span = first_and_last(paper.settings.publication.pages)
    if not pages or span is None:
        return
    cover = (report.order.metadata.get("frame") or {}).get("title") == "cover"
    last = span[0] + pages - 1 - cover
    if last != span[1]:
        message = "the PDF ends on page {last}, the publication's range is {pages}"
        hint = "Write {first}–{last}, or leave the range out until the pages are settled."
        values = (last, paper.settings.publication.pages, span[0])
        yield Finding.of("OUT027", paper.where("publication", "pages"), message, hint, *values)


def _lines(report: _Document | None) -> tuple[PrintedLine, ...]:
    pdf = report.made.files.get("pdf") if report and report.order.review else None
    return tuple(line_map(pdf, report.made.blocks, report.order)) if report and pdf else ()


def _as_draft(order: Order) -> Order:
    said = order.metadata
    return replace(order, metadata={**said, "draft_mark": said["labels"]["draft"]})


def _make_report(
    folder: Path, order: Order, progress: Callable[[str], None]
) -> tuple[_Document | None, tuple[Finding, ...]]:
    """The report in some editions, if any; ``None`` and what stands in the way if it fails."""
    if not order.editions:
        return None, ()
    report = _make_one(folder / "report", order, progress)
    return (None, report.made.problems) if report.made.problems else (report, ())


def _files(
    folder: Path, examined: Examined, document: _Document, wanted: Iterable[str]
) -> dict[Path, Path]:
    """The final path of each edition of a document, and of the report's figures, to what is made.

    Of the report the editions that are ``wanted``.
    """
    build, made = examined.paper.root / "build", document.made.files
    if document.order.name:
        return _named(made, build / BRIEFS, document.order.name)
    stem = document.order.metadata["slug"]
    if document.order.review:
        return _named(made, build / REVIEW, stem)
    files = _named({each: made[each] for each in wanted}, build, stem)
    files |= lay_out_figures(examined.pictures.figures, folder / "published", build)
    return files | _data(folder / "data", document.made.data, build)


def _data(folder: Path, data: Mapping[str, bytes], build: Path) -> dict[Path, Path]:
    """Write the data that a report shows: the final path of each file, and the finished one."""
    folder.mkdir()
    for name, content in data.items():
        (folder / name).write_bytes(content)
    return {build / DATA / name: folder / name for name in data}


def _without_pages(
    briefs: Iterable[ExaminedBrief], policy: Policy
) -> dict[str, tuple[Finding, ...]]:
    """What a policy makes of it that briefs cannot name pages of the report, by their names."""
    rules = frozenset({"BRF018"})
    found = {brief.source.name: unnamed_pages(brief) for brief in briefs if needs_pages(brief)}
    return {
        name: tuple(
            each for each in apply_policy(unnamed, policy.for_rules(rules)) if each.rule.id in rules
        )
        for name, unnamed in found.items()
    }


def _stands(brief: _Document, policy: Policy, *, any_length: bool) -> bool:
    """Whether nothing that was found in a finished brief is an error."""
    ran = frozenset[str]() if any_length else brief.measures.ran
    measured = (each for each in brief.measures.judged(policy) if each.rule.id in ran)
    return not any(map(is_fatal, (*measured, *_judged([brief], policy))))


def _judged(documents: Iterable[_Document], policy: Policy) -> list[Finding]:
    """What a policy makes of what is seen; what silences one may be there for another edition."""
    found = (each for document in documents for each in document.seen)
    judged = apply_policy(found, policy.for_rules(_OF_EDITIONS))
    return [finding for finding in judged if finding.rule.id in _OF_EDITIONS]


def _named(editions: Mapping[str, Path], folder: Path, stem: str) -> dict[Path, Path]:
    """The final path of each edition, and its finished file."""
    return {folder / f"{stem}{EDITIONS[name].suffix}": file for name, file in editions.items()}


def _pages(made: Editions) -> list[Pages]:
    """What was read on the pages of a document's PDF; nothing if there is none to be read."""
    read = made.read.get("pdf")
    return [read.pages] if isinstance(read, Witness) and read.pages else []


def _leaks(
    document: _Document, examined: Examined, files: Mapping[Path, Path]
) -> tuple[Finding, ...]:
    """What the outputs of a document hold that is withheld from its readers."""
    order, read = document.order, _pages(document.made)
    beside = printed_besides(document.made.words, order.paper.root, order.metadata)
    return leaks(
        files,
        order.manuscript.draft,
        reader_of(order.manuscript.draft, order.name, order.metadata["language"]),
        printed=(*beside, *order.elsewhere.values()),
        labels=labels_of(order.pictures, order.sources, examined.data),
        pages={path: each for path in files if path.suffix == ".pdf" for each in read},
    )


def _wanted(examined: Examined, request: Request) -> list[ExaminedBrief]:
    if request.briefs is None:
        return list(examined.briefs)
    return [brief for brief in examined.briefs if brief.source.name in request.briefs]


def _make_briefs(
    folder: Path,
    orders: Iterable[Order],
    progress: Callable[[str], None],
    marked: Callable[[list[Block]], list[Block]],
) -> dict[str, _Document]:
    making = {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        for order in orders:
            room = folder / f"brief-{order.name}"
            making[order.name] = pool.submit(_make_one, room, order, progress, marked)
        return {name: future.result() for name, future in making.items()}


def _make_one(
    room: Path,
    order: Order,
    progress: Callable[[str], None],
    marked: Callable[[list[Block]], list[Block]] = as_they_are,
) -> _Document:
    room.mkdir()
    made = make_editions(room, order, progress, marked)
    if made.problems:
        return _Document(order, made)
    pages = read_page_map(room)
    measures = measure(order, made.text, pages)
    sheets = next(iter(_pages(made)), None)
    by_id, total = (pages.by_id, pages.total) if pages else ({}, 0)
    seen = (
        *held_against(made.blocks, made.read, order, by_id),
        *page_report(made.blocks, sheets, pages, order),
        *stuck_out(made.blocks, too_wide.read_too_wide(room, made.files), order),
    )
    return _Document(order, made, measures, seen, by_id, total)
