"""Where a number that readers see comes from: its place in the text, its cell, its source."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.data.datasets import datasets_of
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.facts import facts_of
from hakusho.data.frozen import FrozenMapping
from hakusho.data.numbers import read_number
from hakusho.data.vocabulary import vocabulary_of
from hakusho.figures.registry import available, inspect, is_figure
from hakusho.findings import say
from hakusho.findings.by_row import in_file
from hakusho.manuscript.printed_data import chosen_cells, printed_data, printed_tables
from hakusho.values.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal
    from typing import TypeAlias

    from hakusho.data import Dataset, Fact, Row, Vocabulary
    from hakusho.figures.registry import FigureModule
    from hakusho.findings import Location, Text
    from hakusho.manuscript.model import Draft
    from hakusho.manuscript.printed_data import PrintedData
    from hakusho.paper.load import Paper

    _Data: TypeAlias = Mapping[str, Dataset]
    _Names: TypeAlias = list[Vocabulary]

_NUMBER = re.compile(r"[-−△▲]?\d+(?:,\d{3})*(?:\.\d+)?")
_MOST = 8
"""Cells that are named of what is made of many."""
_OF_FACTS = frozenset({"value", "low", "high"})
_MOST_TRIED = 40
"""Cells of a dataset that hold the number, of which it is tried whether a table shows them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A place that prints a number, and where that comes from.

    Attributes:
        place: Of the expression.
        printed: What it prints.
        name: What is printed: a fact's id, ``ports.ships[2025]``.
        cells: Where the numbers stand that it is made of, each with its source and locator.
    """

    place: Location
    printed: str
    name: str
    cells: tuple[tuple[Location, str], ...]


def origins(paper: Paper, draft: Draft, texts: Mapping[str, str], asked: str) -> tuple[Origin, ...]:
    """What prints a number or words in chapters, briefs and figures; ``texts`` are the data's."""
    datasets = datasets_of(texts)[0]
    facts = facts_of(datasets)[0]
    own, numbers = paper.settings.language, paper.settings.numbers
    languages = dict.fromkeys((own, *LANGUAGES))

    def names(data: _Data) -> _Names:
        lang = paper.settings.lang
        return [vocabulary_of(data, facts, each, numbers, lang) for each in languages]

    own_names, found = names(datasets), []
    for printed in printed_data(draft):
        told = dict.fromkeys(filter(None, map(printed.said, own_names)))
        for words in [each for each in told if _says(each, asked)][:1]:
            cells = tuple(dict.fromkeys(_cells_of(printed, datasets, facts)))
            found.append(Origin(printed.uses[0].location, words, printed.name, cells))
    figures = _in_figures(paper, draft, datasets, asked)
    return (*found, *_in_tables(draft, datasets, asked, names), *figures)


def origin_lines(found: tuple[Origin, ...]) -> Iterator[Text]:
    """Word origins for a terminal: the place and what it prints, then each cell below."""
    for origin in found:
        yield say("{place}  {printed}  {name}", in_file(origin.place), origin.printed, origin.name)
        for place, source in origin.cells[:_MOST]:
            yield say("  from {place}  {source}", place, source or say("(no source)"))
        if len(origin.cells) > _MOST:
            yield say("  … and {count} more", len(origin.cells) - _MOST)


def _says(printed: str, asked: str) -> bool:
    """Whether what is printed is what is asked for, or has the same number."""
    texts = [" ".join(unicodedata.normalize("NFKC", text).split()) for text in (printed, asked)]
    if texts[0] == texts[1]:
        return True
    numbers = [_number_in(text) for text in texts]
    same = numbers[0] is not None and numbers[0] == numbers[1]
    return same and (_NUMBER.fullmatch(texts[1]) is not None or texts[0].startswith(texts[1]))


def _number_in(text: str) -> Decimal | None:
    found = _NUMBER.search(text)
    return read_number(found[0]) if found else None


def _cells_of(
    printed: PrintedData, datasets: Mapping[str, Dataset], facts: Mapping[str, Fact]
) -> Iterator[tuple[Location, str]]:
    for use in printed.uses:
        if use.function == "fact" and use.name in facts:
            yield from _below(facts[use.name], facts)
        cells = chosen_cells(use, datasets) if use.function == "cell" else None
        if cells is None:
            continue
        for row in cells.rows:
            try:
                yield row.where(cells.column), _source(cells.fact(row))
            except ValueForAuthorError:
                yield row.where(cells.column), ""


def _below(fact: Fact, facts: Mapping[str, Fact]) -> Iterator[tuple[Location, str]]:
    """A fact's cell; of a derived one those that it is derived from."""
    for name in fact.operands:
        if name in facts:
            yield from _below(facts[name], facts)
    if not fact.operands:
        column = next((each for each in ("value", "low", "high") if fact.row.get(each)), "value")
        yield fact.row.where(column), _source(fact)


def _source(fact: Fact) -> str:
    return "; ".join(", ".join(filter(None, (f"@{key}", at))) for key, at in fact.sources)


def _in_tables(
    draft: Draft, datasets: Mapping[str, Dataset], asked: str, names: Callable[[_Data], _Names]
) -> Iterator[Origin]:
    """Cells with the number that tables in the text print: with another cell they say otherwise."""
    for printed in printed_tables(draft):
        dataset = datasets.get(printed.name)
        if dataset is None:
            continue
        told = [printed.said(each) for each in names(datasets)]
        cells = [*_cells_with(dataset, asked)]
        shown = []
        for row, column in cells[:_MOST_TRIED]:
            others = {**datasets, printed.name: _with_another(dataset, row, column)}
            anew = [printed.said(each) for each in names(others)]
            if None in told or anew != told:
                shown.append((row, column))
        if shown:
            places = tuple((row.where(column), _source_of(dataset, row)) for row, column in shown)
            first, column = shown[0]
            yield Origin(printed.uses[0].location, first[column], printed.name, places)


def _in_figures(paper: Paper, draft: Draft, datasets: _Data, asked: str) -> Iterator[Origin]:
    """Cells with the number that figures in the text show, in a drawing or its data table."""
    own = available(paper.root)
    for text in draft.texts:
        for image in text.elements:
            name = image["c"][2][0] if image["t"] == "Image" else ""
            placed = "at" in image and is_figure(paper.root, name, own)
            module = inspect(paper.root, name)[0] if placed else None
            cells = [*_shown_by(module, datasets, asked)] if module is not None else []
            if module is not None and cells:
                where = draft.positions.place(image["at"][0])
                places = tuple((row.where(column), said) for row, column, said in cells)
                yield Origin(where, cells[0][0][cells[0][1]], module.path, places)


def _shown_by(module: FigureModule, datasets: _Data, asked: str) -> Iterator[tuple[Row, str, str]]:
    """The cells with the number that a figure shows, and their sources.

    One in YAML shows the columns that it names and those of facts; of a program all that it sees.
    """
    named = {column for column, _ in module.columns} | _OF_FACTS if module.spec else None
    for dataset in module.shown(module.seen(datasets)):
        for row, column in _cells_with(dataset, asked):
            if named is None or column in named:
                yield row, column, _source_of(dataset, row)


def _cells_with(dataset: Dataset, asked: str) -> Iterator[tuple[Row, str]]:
    """The cells of a dataset that are numbers, and say what is asked for."""
    number = _number_in(unicodedata.normalize("NFKC", asked))
    digits = "" if number is None else f"{abs(number.normalize()):f}"
    for row in dataset.rows:
        for column in row:
            cell = row[column]
            other = cell.isascii() and digits not in cell.replace(",", "")
            if not other and _NUMBER.match(cell) and _says(cell, asked):
                yield row, column


def _with_another(dataset: Dataset, row: Row, column: str) -> Dataset:
    """The same with another text in one cell."""
    values = FrozenMapping({**row.values, column: f"{row[column]}1"})
    other = row.having(values=values)
    return replace(dataset, rows=tuple(other if each is row else each for each in dataset.rows))


def _source_of(dataset: Dataset, row: Row) -> str:
    source = ", ".join(filter(None, dataset.source_of(row)))
    return f"@{source}" if source else ""
