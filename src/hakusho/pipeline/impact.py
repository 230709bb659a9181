"""What rests on data, and what moved when they changed.

Facts are followed into sentences, notes, headings and captions, datasets into tables and figures.
No figure is drawn for it: templates and figure modules are read.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hakusho.data.changes import FactChange, cell_changes, fact_changes, moved_by_more
from hakusho.data.dataset import Row
from hakusho.data.datasets import datasets_of
from hakusho.data.facts import facts_of
from hakusho.data.frozen import FrozenMapping
from hakusho.data.vocabulary import vocabulary_of
from hakusho.figures.registry import available, inspect, is_figure, seen_digest
from hakusho.findings import Text, nearest, say
from hakusho.findings.by_row import file_of, in_file
from hakusho.manuscript.data_uses import told_by
from hakusho.manuscript.printed_data import (
    cells_called,
    chosen_cells,
    printed_data,
    printed_tables,
    rests_on_column,
)
from hakusho.pipeline.brief_uses import briefs_at
from hakusho.pipeline.result import Dependents, Moved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from decimal import Decimal
    from typing import TypeAlias

    from hakusho.data import Dataset, Fact, Vocabulary
    from hakusho.data.cell_facts import Cells
    from hakusho.data.changes import CellChange
    from hakusho.figures.registry import FigureModule
    from hakusho.findings import Location
    from hakusho.manuscript.data_uses import DataUse, Told
    from hakusho.manuscript.model import Draft
    from hakusho.manuscript.printed_data import PrintedData
    from hakusho.paper.load import Paper

    _State: TypeAlias = tuple[Mapping[str, Dataset], Mapping[str, Fact]]


_FOR_MAKERS = frozenset({"as_of", "review_by"})  # what a sidecar says that nothing prints
_WITH_FIGURES = ("source", "locator", "columns", "unit")
"""What a sidecar says that stands in a figure's caption, description or table."""


class UnknownNameError(LookupError):
    """No fact and no dataset has a name; ``nearest`` is the one most like it, empty if none is."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self.nearest = nearest(name, known)


def moved(
    paper: Paper,
    draft: Draft,
    before: Mapping[str, str],
    after: Mapping[str, str],
    over: Decimal | None = None,
) -> Moved | None:
    """Compare two states of the texts of a paper's data files and follow the difference.

    Numbers that changed by no more than ``over`` per cent are left out.

    Returns:
        What moved; ``None`` if the data say the same.
    """
    if before == after:
        return None
    language, style = paper.settings.language, paper.settings.numbers
    old, new = datasets_of(before)[0], datasets_of(after)[0]
    were, are = facts_of(old)[0], facts_of(new)[0]
    every = cell_changes(old, new)
    cells = tuple(each for each in every if _counts(each, over))
    then = vocabulary_of(old, were, language, style, paper.settings.lang)
    now = vocabulary_of(new, are, language, style, paper.settings.lang)
    anew = _read_anew(draft, (then, now), (old, new), every)
    read = [each for each in anew if _counts(each[1], over)]
    own = [each for each in fact_changes(were, are, language, style) if _counts(each, over)]
    facts = (*own, *dict.fromkeys(change for _, change in read))
    if not facts and not cells:
        return None
    changed = {change.id for change in facts}
    beside = tuple(cell for cell in cells if cell.row not in changed)
    printed = [cell for cell in cells if cell.row or cell.column not in _FOR_MAKERS]
    datasets = {cell.dataset for cell in printed} | {change.dataset for change in facts}
    beside_figures = {c.dataset for c in cells if not c.row and c.column.startswith(_WITH_FIGURES)}
    figures = [
        module
        for module in _modules(paper, draft)
        if beside_figures.intersection(module.datasets)
        or any(
            seen_digest(module, name, old) != seen_digest(module, name, new)
            for name in module.datasets
        )
    ]
    moving = {use for printed, _ in read for use in printed.uses}
    touched = [
        each
        for each in told_by(draft)
        if each.use in moving
        or (each.use.function == "fact" and _called(each.use.name, are) in changed)
    ]
    tables = _tables_anew(paper, draft, (old, were), (new, are), datasets)
    rests = _dependents(paper, draft, figures, touched, tables, _columns_of(printed))
    return Moved(facts, beside, rests)


def _counts(change: FactChange | CellChange, over: Decimal | None) -> bool:
    return over is None or moved_by_more(change.old, change.new, over)


def _called(name: str, facts: Mapping[str, Fact]) -> str:
    """The id of the fact that a template asks for."""
    fact = facts.get(name)
    return fact.id if fact is not None else name


def _read_anew(
    draft: Draft,
    names: tuple[Vocabulary, Vocabulary],
    states: tuple[Mapping[str, Dataset], Mapping[str, Dataset]],
    cells: Collection[CellChange],
) -> Iterator[tuple[PrintedData, FactChange]]:
    """What asks for cells and prints something else than before, and what."""
    for printed in printed_data(draft):
        if not printed.of_cells:
            continue
        asking = [use for use in printed.uses if use.function == "cell"]
        old, new = map(printed.text, names, states)
        if old != new:
            where = _changed_in(asking, states[1], {each.location for each in cells})
            yield printed, FactChange(printed.name, asking[0].name, where, old, new)


def _tables_anew(
    paper: Paper, draft: Draft, before: _State, after: _State, changed: Collection[str]
) -> tuple[Told, ...]:
    """The tables of datasets that changed which print anything else than before.

    A brief's own does so in its language, one of a chapter in all that are read from it. What
    says nothing by itself, as in a loop of a template, counts as printing something else.
    """
    said = paper.settings
    own = {brief.text.path: brief.language for brief in paper.briefs}
    names = {
        each: [vocabulary_of(*state, each, said.numbers, said.lang) for state in (before, after)]
        for each in (said.language, *own.values())
    }
    anew = set()
    for printed in printed_tables(draft):
        if printed.name in changed:
            language = own.get(printed.uses[0].location.path)
            states = [names[language]] if language else names.values()
            told = [tuple(map(printed.said, each)) for each in states]
            if any(then is None or then != now for then, now in told):
                anew.add(printed.uses[0])
    return tuple(each for each in told_by(draft) if each.use in anew)


def _columns_of(cells: Iterable[CellChange]) -> dict[str, set[str]]:
    """By the places of rows the columns that changed; none for a row that is new."""
    found: dict[str, set[str]] = {}
    for cell in cells:
        found.setdefault(str(replace(cell.location, column=0)), set()).add(cell.column)
    return {place: columns - {""} for place, columns in found.items()}


def _changed_in(
    asking: Iterable[DataUse], datasets: Mapping[str, Dataset], changed: Collection[Location]
) -> Location:
    """Where cells that are asked for have changed; the first of them where none is known to."""
    places: list[Location] = []
    for use in asking:
        cells = chosen_cells(use, datasets)
        column = cells.column if cells else ""
        rows = [*cells.rows, *datasets[use.name].rows] if cells else []
        places += (row.where(column) for row in rows)
        places += [] if places else [use.location]
    return next((each for each in places if each in changed), places[0])


def rests_on(paper: Paper, draft: Draft, texts: Mapping[str, str], name: str) -> Dependents:
    """What rests on the fact with an id, the dataset with a name, or cells, as they are told.

    Raises:
        UnknownNameError: If there is none of these.
    """
    datasets = datasets_of(texts)[0]
    facts = facts_of(datasets)[0]
    inside: set[str] = set()
    asked: tuple[Cells, ...] = ()
    cells: list[tuple[Row, Collection[str]]]
    if name in datasets:
        inside = {fact.id for fact in facts.values() if fact.dataset == name}
        cells = [(row, row) for row in datasets[name].rows]
        modules = [each for each in _modules(paper, draft) if name in each.datasets]
    elif name in facts:
        fact = facts[name]
        inside, cells = {fact.id}, [(fact.row, fact.row)]
        modules = [each for each in _modules(paper, draft) if each.sees(fact.dataset, fact.row)]
    elif asked := cells_called(name, draft, datasets):
        cells = [(row, (each.column,)) for each in asked for row in each.rows]
        modules = [each for each in _modules(paper, draft) if _shows(each, asked)]
    else:
        raise UnknownNameError(name, (*datasets, *facts))
    reached = _and_derived(facts, inside)
    touched = [
        each
        for each in told_by(draft)
        if (each.use.function == "fact" and _called(each.use.name, facts) in reached)
        or (
            each.use.function == "cell"
            and (each.use.name == name if not asked else _is_made_of(each.use, asked, datasets))
        )
    ]
    others = _with_others(datasets, cells)
    changed = {each for each in datasets if others[each] is not datasets[each]}
    tables = _tables_anew(paper, draft, (datasets, facts), (others, facts), changed)
    columns = {str(replace(row.location, column=0)): names for row, names in cells}
    return _dependents(paper, draft, modules, touched, tables, columns)


def _with_others(
    datasets: Mapping[str, Dataset], cells: Iterable[tuple[Row, Collection[str]]]
) -> dict[str, Dataset]:
    """Datasets in which some cells of rows, by column, say something else."""
    found = dict(datasets)
    changed: dict[Row, set[str]] = {}
    for row, columns in cells:
        changed.setdefault(row, set()).update(columns)
    for name, dataset in datasets.items():
        if not changed.keys().isdisjoint(dataset.rows):
            rows = tuple(_saying_else(row, changed.get(row, ())) for row in dataset.rows)
            found[name] = replace(dataset, rows=rows)
    return found


def _saying_else(row: Row, columns: Collection[str]) -> Row:
    """A row with another cell in each of some columns: of numbers another number."""
    values = {name: f"{cell}1" if name in columns else cell for name, cell in row.items()}
    return Row(FrozenMapping(values), row.location, row.places, row.rests_on, row.marks)


def _is_made_of(use: DataUse, asked: Iterable[Cells], datasets: Mapping[str, Dataset]) -> bool:
    """Whether what a use prints rests on any of some cells."""
    own = chosen_cells(use, datasets) if use.function == "cell" else None
    return own is not None and any(
        (own.dataset.name, own.column) == (cells.dataset.name, cells.column)
        and (rests_on_column(use) or not {*own.rows}.isdisjoint(cells.rows))
        for cells in asked
    )


def _dependents(
    paper: Paper,
    draft: Draft,
    figures: Iterable[FigureModule],
    touched: Collection[Told],
    tables: tuple[Told, ...],
    rows: Mapping[str, Collection[str]],
) -> Dependents:
    uses = [each.use for each in (*touched, *tables)]
    names = {each.name for each in figures}
    return Dependents(
        tuple(dict.fromkeys(each.path for each in figures)),
        _distinct(each for each in touched if each.place == "caption"),
        _distinct(each for each in touched if each.place != "caption"),
        tables,
        briefs_at(paper, draft, uses, names, rows),
    )


def _distinct(told: Iterable[Told]) -> tuple[Told, ...]:
    """One use for each sentence: the first, where several facts of it changed."""
    kept: dict[tuple[str, int], Told] = {}
    for each in told:
        kept.setdefault((each.use.location.path, each.begins), each)
    return tuple(kept.values())


def _and_derived(facts: Mapping[str, Fact], names: set[str]) -> set[str]:
    """Facts and all that is derived from them, at any remove."""
    reached = set(names)
    while True:
        more = {fact.id for fact in facts.values() if reached.intersection(fact.operands)}
        if more <= reached:
            return reached
        reached |= more


def _shows(module: FigureModule, asked: Iterable[Cells]) -> bool:
    """Whether a figure sees a row in which cells that are asked for stand."""
    return any(module.sees(cells.dataset.name, row) for cells in asked for row in cells.rows)


def _modules(paper: Paper, draft: Draft) -> list[FigureModule]:
    """The figures of a paper, also those that are drawn for a value and placed somewhere."""
    own = available(paper.root)
    images = (each for text in draft.texts for each in text.elements if each["t"] == "Image")
    placed = (each["c"][2][0] for each in images)
    names = dict.fromkeys((*own, *(each for each in placed if is_figure(paper.root, each, own))))
    read = (replace(module, name=name) for name in names if (module := _figure(paper, name)))
    return [*read]


def _figure(paper: Paper, name: str) -> FigureModule | None:
    return inspect(paper.root, name)[0]


MOVED = say("what moved:")
_TOLD = {
    "sentence": "  sentence {place}  {words}",
    "caption": "  caption {place}  {words}",
    "note": "  note {place}  {words}",
    "heading": "  heading {place}  {words}",
    "table": "  table {place}  {words}",
}
_MOST_CELLS = 40  # cells that are listed; of a table that was replaced as a whole nobody reads each


def moved_lines(moved: Moved, heading: Text = MOVED) -> Iterator[Text]:
    """Word what a change of the data moved, or moves.

    Yields:
        Lines: the facts and cells, old → new, then everything that rests on them, by kind.
    """
    yield heading
    for fact in moved.facts:
        yield say(
            "  fact {id}  {change}  {place}", fact.id, _arrow(fact.old, fact.new), fact.location
        )
    for cell in moved.cells[:_MOST_CELLS]:
        name = ": ".join(filter(None, (cell.dataset, cell.row, cell.column)))
        yield say(
            "  data {name}  {change}  {place}", name, _arrow(cell.old, cell.new), cell.location
        )
    if len(moved.cells) > _MOST_CELLS:
        yield say("  data … and {count} more", len(moved.cells) - _MOST_CELLS)
    yield from dependent_lines(moved.dependents)


def dependent_lines(dependents: Dependents) -> Iterator[Text]:
    """Word what rests on data, one line for each figure, caption, table and sentence."""
    for path in dependents.figures:
        yield say("  figure {name}  {path}", PurePosixPath(path).stem, path)
    for told in (*dependents.captions, *dependents.tables, *dependents.sentences):
        words = told.use.name if told.place == "table" else told.sentence
        yield say(_TOLD[told.place], in_file(told.use.location), words)
    for brief in dependents.briefs:
        yield say("  brief {name}  {path}", brief.name, file_of(brief.text.path))
    if dependents == Dependents((), (), (), ()):
        yield say("  nothing in the text rests on it")


def _arrow(old: str, new: str) -> Text:
    return say("{old} → {new}", old or say("(new)"), new or say("(gone)"))
