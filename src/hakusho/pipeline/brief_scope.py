"""What a brief takes of a paper, and so which findings are its own business.

One's brief does not wait for another's: an error stops a brief only where it stands in what the
brief takes. What cannot be told apart counts as taken.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.inheritance import folded, relatives
from hakusho.data.data_files import FOLDER as DATA_FOLDER
from hakusho.data.data_files import dataset_name
from hakusho.figures.registry import FOLDER as FIGURES_FOLDER
from hakusho.figures.registry import available, inspect, is_figure, path_of
from hakusho.findings.by_row import file_of
from hakusho.making.brief_orders import needs_pages
from hakusho.manuscript.data_uses import FUNCTIONS
from hakusho.manuscript.stretches import END, Stretch, section_stretches
from hakusho.paper.folders import BRIEFS_FOLDER, CHAPTERS_FOLDER
from hakusho.pipeline.brief_uses import stretches_of
from hakusho.source.template_calls import calls_in, has_statements_in, is_separable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.data import Fact
    from hakusho.examining.examined import Examined, ExaminedBrief
    from hakusho.findings import Finding, Location
    from hakusho.manuscript.stretches import Span
    from hakusho.paper.briefs import RowsWanted
    from hakusho.source.positions import Positions
    from hakusho.source.template_calls import Call

    Range = tuple[Location, Location | None]
    """From a place to another one of the same file; to its end if there is none."""

_NUMBERED_ALIKE = frozenset({"CIT", "XRF", "FIG", "TYP", "ERA", "ABB", "TRM", "NTE"})
"""Families whose errors change no number of a figure, a table or a section."""
_TWO_IDS = "XRF002"
_OF_TEMPLATES = frozenset({"TPL", "DAT"})
_MISSING = frozenset({"BRF011", "BRF016"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a brief is made of.

    Attributes:
        path: Its own file.
        ranges: Where what it takes stands in each file that it takes anything of.
        without: Where in these files stands what it does not take nevertheless.
        inseparable: The chapters in which a failing expression may take other text with it.
        every_chapter: Whether it rests on all chapters being there, since they hold its points.
        numbers: Whether it names numbers and pages of the report.
        bibliography: The files in which all works stand.
        entries: The works that it cites, and what they inherit from, in one form.
        lacks_entry: Whether it cites what is not in the bibliography.
        datasets: Those that it rests on; ``None`` if it computes their names.
        drawn: The names of its figures.
        figures: Paths of the sources of its figures.
        lacks_figure: Whether any of its figures could not be drawn.
    """

    path: str
    ranges: dict[str, tuple[Range, ...]]
    without: dict[str, tuple[Range, ...]]
    inseparable: frozenset[str]
    every_chapter: bool
    numbers: bool
    bibliography: frozenset[str]
    entries: frozenset[str]
    lacks_entry: bool
    datasets: frozenset[str] | None
    drawn: frozenset[str]
    figures: frozenset[str]
    lacks_figure: bool

    def holds(self, finding: Finding, read: Iterable[str]) -> bool:
        """Whether a finding is about what the brief takes; ``read`` are the chapters there are."""
        subject, path = finding.subject, finding.location.path
        if subject is not None and subject.kind == "file":
            path = subject.name
        if path in self.bibliography:
            return self._cites(finding)
        if path.startswith(f"{BRIEFS_FOLDER}/"):
            return path in {self.path, file_of(self.path)}
        if path.startswith(f"{CHAPTERS_FOLDER}/"):
            return self._holds_in_chapter(finding, path, read)
        if path.startswith(f"{DATA_FOLDER}/"):
            name = dataset_name(path.removeprefix(f"{DATA_FOLDER}/"))
            return self.datasets is None or name in self.datasets
        if path.startswith(f"{FIGURES_FOLDER}/"):
            return self._draws(finding)
        return True

    def _holds_in_chapter(self, finding: Finding, path: str, read: Iterable[str]) -> bool:
        kind = finding.rule.family
        if path not in read:
            return self.every_chapter or self.numbers
        if self.numbers and (kind not in _NUMBERED_ALIKE or finding.rule.id == _TWO_IDS):
            return True
        if kind == "CND":  # it may decide about what stands far away
            return self.every_chapter or path in self.ranges
        if kind in _OF_TEMPLATES and path in self.inseparable:
            return True
        places = (finding.location, *(each.location for each in finding.related))
        return any(self._takes(place) for place in places)

    def _takes(self, place: Location) -> bool:
        ranges = self.ranges.get(place.path, ())
        if not place.line or not ranges:
            return bool(ranges)
        inside = any(_holds(each, place) for each in ranges)
        return inside and not any(_holds(each, place) for each in self.without.get(place.path, ()))

    def _draws(self, finding: Finding) -> bool:
        subject = finding.subject
        if subject is not None and subject.kind == "figure":
            return subject.name in self.drawn
        return self.lacks_figure or finding.location.path in self.figures

    def _cites(self, finding: Finding) -> bool:
        subject = finding.subject
        if subject is None or subject.kind != "entry":
            return bool(self.entries)
        # What has no citekey nobody cites, unless it is the entry that is missing.
        return folded(subject.name) in self.entries if subject.name else self.lacks_entry


def _holds(inside: Range, place: Location) -> bool:
    """Whether a place is in a range; a place without a column is its whole line."""
    start, end = inside
    if not place.column:
        return start.line <= place.line and (
            end is None or (place.line, 1) < (end.line, end.column)
        )
    return start <= place and (end is None or place < end)


def scope_of(examined: Examined, brief: ExaminedBrief) -> Scope:
    """Work out what a brief takes of its paper."""
    paper, draft = examined.paper, brief.manuscript.draft
    positions = draft.positions
    stretches = tuple(_stretches(examined, brief))
    paths = {each.path for each in stretches}
    calls = [call for path in paths for call in _calls_of(path, stretches, positions)]
    index, figures = brief.manuscript.index, brief.pictures.figures
    cited = {use.key for use in index.citations}
    there = available(paper.root)
    modules = {use.target for use in index.images if is_figure(paper.root, use.target, there)}
    own = examined.found.by_brief.get(brief.source.name, ())
    entries = brief.sources.bibliography
    return Scope(
        path=brief.source.text.path,
        ranges={
            path: tuple(_ranges(path, stretches, positions, taken=True)) for path in sorted(paths)
        },
        without={
            path: tuple(_ranges(path, stretches, positions, taken=False)) for path in sorted(paths)
        },
        inseparable=frozenset(path for path in paths if not is_separable(path, positions)),
        every_chapter=any(each.kind == "points" for each in brief.taken)
        or any(each.rule.id in _MISSING for each in own),
        numbers=needs_pages(brief),
        bibliography=frozenset(paper.settings.bibliography),
        entries=frozenset({*map(folded, cited), *relatives(cited, entries.entries)}),
        lacks_entry=any(entries.get(key) is None for key in cited),
        datasets=_datasets(examined, calls, modules, brief.source.settings.rows),
        drawn=frozenset(modules),
        figures=frozenset(path_of(paper.root, name) for name in modules),
        lacks_figure=not modules <= figures.keys(),
    )


def _stretches(examined: Examined, brief: ExaminedBrief) -> Iterator[Stretch]:
    """What a brief takes; all chapters, if where a section of it stands is not known."""
    draft = brief.manuscript.draft
    taken = {(each.kind, each.of) for each in brief.taken}
    yield from stretches_of(examined.paper, draft, brief.source, taken)
    typed = {ident for each in draft.chapters for ident in section_stretches(each, draft.positions)}
    if any(kind == "section" and ident not in typed for kind, ident in taken):
        yield from (Stretch(each.path, ((0, END),)) for each in draft.chapters)


def _ranges(
    path: str, stretches: Iterable[Stretch], positions: Positions, *, taken: bool
) -> Iterator[Range]:
    spans: list[Span] = []
    for stretch in stretches:
        if stretch.path == path:
            spans += stretch.spans if taken else stretch.without
    for start, end in spans:
        yield positions.at(path, start), None if end == END else positions.at(path, end)


def _calls_of(path: str, stretches: Iterable[Stretch], positions: Positions) -> Iterator[Call]:
    """The calls of a file's template that a brief may rest on."""
    whole = has_statements_in(path, positions)
    for call in calls_in(path, positions):
        if whole or any(each.holds(path, call.start) for each in stretches):
            yield call


def _datasets(
    examined: Examined, calls: Iterable[Call], figures: Iterable[str], row: RowsWanted | None
) -> frozenset[str] | None:
    """The datasets that calls, figures and a row rest on, through derived values as well."""
    found: set[str] = {row.data} if row else set()
    for call in calls:
        if call.function not in FUNCTIONS:
            continue
        if call.first is None:
            return None
        name = unicodedata.normalize("NFC", call.first)
        found |= set(_behind(name, examined.facts)) if call.function == "fact" else {name}
    for name in figures:
        module, _ = inspect(examined.paper.root, name)
        found |= set(module.datasets) if module else set()
    return frozenset(found)


def _behind(name: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    """The datasets of a fact and of all that it is derived from, at any remove."""
    waiting, known = [name], set()
    while waiting:
        fact = facts.get(waiting.pop())
        if fact is not None and fact.id not in known:
            known.add(fact.id)
            waiting += fact.operands
            yield fact.dataset
