"""Rendering a paper's figures: from the cache where nothing changed, else in child processes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.data.cell_facts import is_whole_of
from hakusho.data.dataset import ALL_DATA
from hakusho.figures import cache as store
from hakusho.figures.companions import with_companions
from hakusho.figures.company import asked, expect_edits, place_of
from hakusho.figures.figure import (
    COLLIDING,
    CUT,
    SMALL,
    TALLEST_MM,
    TEXT_WIDTH_MM,
    TWO_AXES,
    Allowance,
    Drawing,
    Job,
    RenderedFigure,
    Written,
)
from hakusho.figures.ingredients import can_change, path_outside
from hakusho.figures.registry import available, inspect
from hakusho.figures.selection import check
from hakusho.findings import NOTHING, Finding, Location, Subject, did_you_mean, in_order, say
from hakusho.tools.writes import scratch
from hakusho.values.languages import LANGUAGES, regional
from hakusho.values.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hakusho.data import Dataset
    from hakusho.figures.registry import FigureModule
    from hakusho.findings import Text

    _Stale = dict[str, tuple[store.Entry, Text]]
    """What is to be drawn, by name, and why."""

_MOST_NAMED = 12
USUAL = Allowance()
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
    allowance: Allowance | None = USUAL,
) -> tuple[Mapping[str, RenderedFigure], tuple[Finding, ...]]:
    """Render figures; what is unchanged is not drawn again, nor is its module run.

    Args:
        root: The paper's folder.
        names: Which figures; a name given twice is rendered once.
        datasets: The paper's datasets by name.
        language: Of the labels and the alt texts: a tag, of which dates have the region.
        cache: Where drawn figures are kept.
        progress: Told a line for each figure that is drawn.
        width_mm: What a figure may fill.
        allowance: What drawing one figure may take; ``None`` means that no program of the paper
            runs, so that only figures in YAML may be drawn.

    Returns:
        The figures in the order of ``names``, and everything that is wrong with the others:
        FIG002 no such figure, FIG003 it cannot be drawn, FIG004 a character that no font has,
        FIG007 a label runs out of it, FIG008 it is taller than a page, FIG013 nobody sees what it
        reads, FIG014 it reads a file outside the paper, FIG015 it may not be drawn (it is among the
        figures, with all that is known of it without its drawing), DAT001 a row, DAT002 a
        dataset, DAT003 a column that is not there, OUT001 nothing can be written.
    """
    language = regional(language)
    figures: dict[str, RenderedFigure] = {}
    findings: list[Finding] = []
    stale: _Stale = {}
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        module, problems = _readable(root, name, datasets)
        findings += problems
        if module is None:
            continue
        seen = module.seen(datasets)
        entry = store.entry(cache, root, module, seen, language=language, width_mm=width_mm)
        figure, problems = _kept(entry, language, width_mm, programs=allowance is not None)
        findings += problems
        if isinstance(figure, RenderedFigure):
            figures[name] = figure
        else:
            stale[name] = (entry, figure)
    if stale:
        drawn, problems = _draw_stale(
            root, stale, language, width_mm, allowance=allowance or USUAL, progress=progress
        )
        figures |= drawn
        findings += problems
    if wanted and allowance:
        expect_edits(root)
    with suppress(OSError):
        store.prune(cache, available(root))
    ordered = {name: figures[name] for name in wanted if name in figures}
    return MappingProxyType(ordered), in_order(findings)


def _kept(
    entry: store.Entry, language: str, width_mm: float, *, programs: bool
) -> tuple[RenderedFigure | Text, tuple[Finding, ...]]:
    """A figure as it was drawn before and what is wrong with it, or why it is drawn anew."""
    kept, reason = store.load(entry)
    if kept is not None:
        drawing, because = kept
        figure = with_companions(entry, drawing, language, reason=reason, because=because)
        return figure, tuple(_misfits(entry, drawing, language))
    if not programs and entry.module.spec is None:
        undrawn = _undrawn(entry, language, width_mm, reason)
        return undrawn, (_not_drawn(entry.module.path, reason),)
    return reason, ()


def _readable(
    root: Path, name: str, datasets: Mapping[str, Dataset]
) -> tuple[FigureModule | None, tuple[Finding, ...]]:
    """A figure whose data are all there, or what is wrong with it."""
    module, problems = inspect(root, name)
    if module is None:
        return None, problems
    absent = tuple(each for s in module.selections for each in check(s, datasets))
    absent = absent or tuple(_absent_columns(module, datasets))
    absent = absent or tuple(_absent_value(name, module, datasets))
    return (None if absent else module), (*problems, *absent)


_PLACES = {"lat": "latitude", "lon": "longitude"}
"""Keys of a map, and the columns that a file of GeoJSON has for them."""


def _absent_columns(module: FigureModule, datasets: Mapping[str, Dataset]) -> Iterator[Finding]:
    """DAT003 for each column that a figure in YAML names and none of its datasets has."""
    columns = {name for each in module.datasets for name in datasets[each].columns}
    names = ", ".join(module.datasets)
    because = tuple(Subject("dataset", each) for each in module.datasets)
    for name, where in module.columns:
        if not columns.isdisjoint({name, *(f"{name}_{language}" for language in LANGUAGES)}):
            continue
        known = say("It has {columns}.", ", ".join(sorted(columns)))
        if not columns:
            message = "'{names}' is a document without rows, and a chart is made of rows"
            hint = say("`hakusho data {name}` shows which of its lists can be read.", names)
            yield Finding.of("DAT003", where, message, hint, names, because=because)
            return
        whole = [each for each in sorted(columns) if is_whole_of(each, name)]
        hint = did_you_mean(name, whole or columns, known)
        if (full := _PLACES.get(name)) in columns:
            hint = say("Write {key}: {column}", name, full)
        message = "the dataset '{names}' has no column '{name}'"
        yield Finding.of("DAT003", where, message, hint, names, name, because=because)


def _absent_value(
    name: str, module: FigureModule, datasets: Mapping[str, Dataset]
) -> Iterator[Finding]:
    """FIG030 for a value that no row has for which a figure is to be drawn."""
    if module.each is None or not module.held:
        return
    column, where = module.each
    if module.value_in(module.seen(datasets)):
        return
    found = (row.get(column) for each in module.datasets for row in datasets[each].rows)
    there = dict.fromkeys(filter(None, map(slug_of, found)))
    message = "there is no figure '{name}': no row of '{names}' has '{value}' as its {column}"
    known = say("There are: {known}.", ", ".join([*there][:_MOST_NAMED]))
    hint = did_you_mean(module.held, there, known)
    names, subject = ", ".join(module.datasets), Subject("figure", name)
    values = name, names, module.held, column
    yield Finding.of("FIG030", where, message, hint, *values, subject=subject, because=ALL_DATA)


def _draw_stale(
    root: Path,
    stale: _Stale,
    language: str,
    width_mm: float,
    *,
    allowance: Allowance,
    progress: Callable[[str], None] | None,
) -> tuple[dict[str, RenderedFigure], tuple[Finding, ...]]:
    place = place_of(root)
    jobs = [
        Job(
            name,
            entry.module.path,
            place,
            language,
            width_mm,
            tuple(replace(each, sidecar=None) for each in entry.seen),
            entry.module.libraries,
            allowance=allowance,
            spec=entry.module.spec,
            each=entry.module.value_in(entry.seen),
            keys=entry.module.keys,
        )
        for name, (entry, _) in stale.items()
    ]
    figures: dict[str, RenderedFigure] = {}
    findings: list[Finding] = []
    for job, outcome in asked(place, jobs):
        entry, reason = stale[job.name]
        if isinstance(outcome, Drawing):
            reads = tuple(each for each in outcome.reads if can_change(root, *each))
            drawing = replace(outcome, reads=reads)
            try:
                entry = _stored(entry, drawing, reason)
            except OSError as error:
                message = "a drawing cannot be kept: {strerror}"
                where, said = Location(job.path), error.strerror or error
                findings.append(Finding.of("OUT001", where, message, "", said))
            else:
                figures[job.name] = with_companions(
                    entry, drawing, language, reason=reason, because=reason
                )
                findings += _misfits(entry, drawing, language)
            if progress:
                progress(say("{path}: drawn ({reason})", job.path, reason))
        elif isinstance(outcome, tuple):
            findings += outcome
    return figures, tuple(findings)


def _undrawn(entry: store.Entry, language: str, width_mm: float, reason: Text) -> RenderedFigure:
    """What is known of a figure without its drawing: its data, their sources and its name."""
    nothing = Drawing(b"", width_mm, 0.0, (), Written())
    known = with_companions(entry, nothing, language, reason=reason, because=NOTHING)
    return replace(known, drawn=False)


def _not_drawn(path: str, reason: Text) -> Finding:
    message = "this figure has no current drawing ({reason}), and no program may run"
    hint = "Without --no-figures it is drawn: that runs the paper's own Python."
    return Finding.of("FIG015", Location(path), message, hint, reason)


def _design_faults(where: Location, drawing: Drawing) -> Iterator[Finding]:
    """FIG024 to FIG027 for what misleads in a figure that was drawn by hand."""
    for kind, about, number in drawing.faults:
        if kind == SMALL:
            message = "the label '{label}' is set at {size:.1f} points, under 7"
            hint = "Nobody can read it on paper: make it larger, or leave it out."
            yield Finding.of("FIG024", where, message, hint, about, number)
        elif kind == CUT:
            message = "the axis '{label}' begins at {low:g}, so that bars are cut"
            hint = "A bar's length is its number: let the axis begin at 0, or draw dots or a line."
            yield Finding.of("FIG025", where, message, hint, about, number)
        elif kind == TWO_AXES:
            message = "two scales lie on each other: '{label}' and another"
            hint = "How they meet is chance: draw two figures, one below the other."
            yield Finding.of("FIG026", where, message, hint, about)
        elif kind == COLLIDING:
            message = "labels run into each other: '{labels}'"
            hint = "Set them apart, or leave one out."
            yield Finding.of("FIG027", where, message, hint, about)


def _stored(entry: store.Entry, drawing: Drawing, reason: Text) -> store.Entry:
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


def _misfits(entry: store.Entry, drawing: Drawing, language: str) -> list[Finding]:
    """What stands out of a figure, and the figure itself if it is taller than a page."""
    where, limit = Location(entry.module.path), TALLEST_MM[language]
    message = "the label '{label}' runs {over:.0f} mm out of the figure"
    hint = (
        'Let matplotlib make room: Figure(layout="constrained"), plt.figure(layout="constrained").'
    )
    found = [Finding.of("FIG007", where, message, hint, *each) for each in drawing.outside]
    found += _design_faults(where, drawing)
    if drawing.readers and not entry.module.names_files:
        message = "what this figure reads by {names} cannot be seen: it is drawn again each time"
        hint = (
            'Name its files in the module, from the paper\'s folder: FILES = ("data/n.db",); or '
            "FILES = () if it reads none so."
        )
        found.append(Finding.of("FIG013", where, message, hint, ", ".join(drawing.readers)))
    message = "this figure reads {path}, which lies outside the paper's folder"
    hint = "Copy it into the folder: whoever gets the paper cannot draw the figure without it."
    outside = dict.fromkeys(filter(None, map(path_outside, drawing.reads)))
    found += [Finding.of("FIG014", where, message, hint, path) for path in outside]
    if drawing.height_mm <= limit:
        return found
    share = 100 * limit / drawing.height_mm
    message = (
        "the figure is {height_mm:.0f} mm tall; a page has room for {limit:.0f} mm, where "
        "its letters are {share:.0f}% of their size"
    )
    hint = "Show less in it, or make two figures of it."
    return [*found, Finding.of("FIG008", where, message, hint, drawing.height_mm, limit, share)]
