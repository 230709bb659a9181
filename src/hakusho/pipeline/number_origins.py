"""Where a number that readers see comes from: its place in the text, its cell, its source."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.data.datasets import datasets_of
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.facts import facts_of
from hakusho.data.numbers import read_number
from hakusho.data.vocabulary import vocabulary_of
from hakusho.findings import say
from hakusho.findings.by_row import in_file
from hakusho.manuscript.data_uses import data_uses
from hakusho.manuscript.printed_data import chosen_cells, printed_data
from hakusho.values.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from hakusho.data import Dataset, Fact
    from hakusho.findings import Location, Text
    from hakusho.manuscript.model import Draft
    from hakusho.manuscript.printed_data import PrintedData
    from hakusho.paper.load import Paper

_NUMBER = re.compile(r"[-−△▲]?\d+(?:,\d{3})*(?:\.\d+)?")
_MOST = 8
"""Cells that are named of what is made of many."""


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
    """What prints a number or words in chapters and briefs; ``texts`` are those of the data."""
    datasets = datasets_of(texts)[0]
    facts = facts_of(datasets)[0]
    own, numbers = paper.settings.language, paper.settings.numbers
    languages = dict.fromkeys((own, *LANGUAGES))
    names = [
        vocabulary_of(datasets, facts, each, numbers, paper.settings.lang) for each in languages
    ]
    found = []
    for printed in printed_data(draft):
        told = dict.fromkeys(filter(None, map(printed.said, names)))
        for words in [each for each in told if _says(each, asked)][:1]:
            cells = tuple(dict.fromkeys(_cells_of(printed, datasets, facts)))
            found.append(Origin(printed.uses[0].location, words, printed.name, cells))
    return (*found, *_in_tables(draft, datasets, asked))


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


def _in_tables(draft: Draft, datasets: Mapping[str, Dataset], asked: str) -> Iterator[Origin]:
    """Cells with the number in tables that the text prints."""
    for use in data_uses(draft):
        if use.function != "table" or use.name not in datasets:
            continue
        dataset = datasets[use.name]
        cells = [
            (row.where(column), row[column])
            for row in dataset.rows
            for column in row
            if _NUMBER.match(row[column]) and _says(row[column], asked)
        ]
        if cells:
            source = ", ".join(filter(None, dataset.source_of(dataset.rows[0])))
            told = tuple((place, f"@{source}" if source else "") for place, _ in cells)
            yield Origin(use.location, cells[0][1], use.name, told)
