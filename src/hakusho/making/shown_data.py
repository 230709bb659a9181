"""The data that a report shows, as tables: its tables, what its figures rest on, its facts.

Taken from the settled document and the drawings, as readers get them: nothing is withheld there.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.numbers import NO_NUMBER, read_number
from hakusho.data.vocabulary import vocabulary_of
from hakusho.manuscript.conditions import of_edition
from hakusho.manuscript.figure_companions import is_companion
from hakusho.manuscript.printed_data import chosen_cells, printed_data
from hakusho.source.prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from hakusho.ast.nodes import Block, Row, Table
    from hakusho.citations.works import Work
    from hakusho.data import Dataset, Fact
    from hakusho.examining.examined import Examined, Reading
    from hakusho.figures import RenderedFigure
    from hakusho.making.order import Order
    from hakusho.manuscript.data_uses import DataUse
    from hakusho.manuscript.model import Manuscript
    from hakusho.manuscript.printed_data import PrintedData

    _Found = tuple[str, str, Sequence[str], Sequence[Sequence[str]], str, tuple[Work, ...]]
    """Name, title, headings, rows, source line and works of a table."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_UNIT = re.compile(r"[(（](?:単位[:：])?([^()（）]+)[)）]\s*$")
_SOURCE = re.compile(
    r"(?P<open>[(（])?(?:出典|出所|資料|Sources?)[:：]\s*(?P<source>.+?)(?(open)[)）]|)$"
)
_ONE_UNIT = re.compile(r"[(（](?:単位|Unit)[:：]\s*(?P<unit>[^()（）、，,;；]+)[)）]")
_CODE = re.compile(r"0\d")
_DIGITS = 15
"""Of a number that a spreadsheet holds exactly (IEEE 754, as ECMA-376 has it)."""
_FACTS = (
    "id", "label", "value", "low", "high", "qualifier", "unit", "status", "date", "as_of",
    "source", "locator", "text",
)  # fmt: skip
_PRINTED = re.compile(r"(?P<value>[-−△▲]?\d[\d,]*(?:\.\d+)?)\s?(?P<unit>\D*)")
"""A number that an expression prints, and what it counts."""
_COUNTED = frozenset({"value", "low", "high"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and the unit that this names, if it does."""

    heading: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of what a report shows.

    Attributes:
        name: Of its files; lower-case ASCII, and no other table's.
        title: As the report prints it.
        cells: Its rows, numbers without thousands separators.
        source: As the report prints it; empty if it says nothing.
        works: Where it is from, if that is known.
        missing: What stands where a number is missing.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    source: str = ""
    works: tuple[Work, ...] = ()
    missing: tuple[str, ...] = ("",)

    def number(self, column: int) -> bool:
        """Whether a column is one of numbers."""
        cells = [row[column] for row in self.cells if row[column] not in self.missing]
        return bool(cells) and all(number_in(each) is not None for each in cells)


def number_in(cell: str) -> Decimal | None:
    """The number that a cell is, as it is written without separators; ``None`` if it is none."""
    try:
        number = read_number(cell)
    except ValueError:
        return None
    return number if f"{number:f}" == cell and len(number.as_tuple().digits) <= _DIGITS else None


def shown_tables(order: Order, blocks: list[Block]) -> tuple[ShownTable, ...]:
    """The tables, the figures' data and the facts that a report shows, in this order.

    ``blocks`` are those of the finished document.
    """
    html = of_edition(blocks, "html")
    found = [
        *_tables(html),
        *_figures(order.pictures.figures, html, order.sources.works),
        *_facts(order),
    ]
    taken = Counter[str]()
    named = []
    for each in found:
        taken[each[0]] += 1
        name = f"{each[0]}-{taken[each[0]]}" if taken[each[0]] > 1 else each[0]
        named.append(_shown(name, *each[1:]))
    return tuple(named)


def shows_data(examined: Examined | Reading) -> bool:
    """Whether a report shows any table, figure's data or fact."""
    manuscript, figures = examined.manuscript, examined.pictures.figures
    if any(figure.csv for figure in figures.values()):
        return True
    blocks = [block for chapter in manuscript.chapters for block in chapter.blocks]
    found = elements(of_edition(blocks, "html"))
    if any(each["t"] == "Table" and each["c"][1][1] for each in found):
        return True
    return any(
        printed.of_cells or any(use.name in examined.facts for use in printed.uses)
        for printed in _printed(manuscript)
    )


def _shown(
    name: str,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    source: str,
    works: tuple[Work, ...],
) -> ShownTable:
    heads = Counter[str]()
    columns: list[Column] = []
    for heading in headings:
        heads[heading] += 1
        shown = f"{heading} ({heads[heading]})" if heads[heading] > 1 else heading
        unit = _UNIT.search(heading)
        columns.append(Column(shown or f"({len(columns) + 1})", unit[1].strip() if unit else ""))
    cells = tuple(tuple(map(_bare, row)) for row in rows)
    missing = sorted({cell for row in cells for cell in row if cell in NO_NUMBER} | {""})
    table = ShownTable(name, title, tuple(columns), cells, source, works, tuple(missing))
    unit = _ONE_UNIT.search(title)
    return _in_unit(table, unit["unit"].strip()) if unit else table


def _in_unit(table: ShownTable, unit: str) -> ShownTable:
    """A table whose title states the unit of all numbers."""
    columns = (
        replace(column, unit=column.unit or (unit if table.number(at) else ""))
        for at, column in enumerate(table.columns)
    )
    return replace(table, columns=tuple(columns))


def _bare(cell: str) -> str:
    """A number without separators, with the sign that programs read; 01100 is a code, and none."""
    if _CODE.match(cell):
        return cell
    try:
        return f"{read_number(cell):f}"
    except ValueError:
        return cell


def _name(kind: str, ident: str, number: int) -> str:
    """The name of a table's files: by its id, or, where that is no such name, by its number."""
    plain = ident.lower()
    return f"{kind}-{plain if _NAME.fullmatch(plain) else number}"


def _tables(blocks: list[Block]) -> Iterator[_Found]:
    """The tables with captions, in document order."""
    number = 0
    for element in elements([each for each in blocks if not is_companion(each)]):
        caption = element["c"][1][1] if element["t"] == "Table" else None
        if element["t"] != "Table" or not caption:
            continue
        number += 1
        title, source = _titled(" ".join(stringify([each]) for each in caption))
        headings, rows = _grid_of(element)
        ident = attr_of(element)[0].removeprefix("tbl-")
        yield _name("table", ident, number), title, headings, rows, source, ()


def _titled(caption: str) -> tuple[str, str]:
    """What a caption says, and its source line apart."""
    words = " ".join(caption.split())
    found = _SOURCE.search(words)
    return (words[: found.start()].strip(), found["source"]) if found else (words, "")


def _grid_of(table: Table) -> tuple[list[str], list[list[str]]]:
    """The headings of a table, those above one another joined, and its rows, spans filled."""
    _, _, specs, (_, heads), bodies, (_, foot) = table["c"]
    width = len(specs)
    over = _filled(heads, width)
    rows = [row for _, _, first, others in bodies for row in _filled([*first, *others], width)]
    rows += _filled(foot, width)
    if not over:
        return [str(number + 1) for number in range(width)], rows
    columns = zip(*over, strict=True)
    return [" ".join(filter(None, dict.fromkeys(column))) for column in columns], rows


def _filled(rows: Sequence[Row], width: int) -> list[list[str]]:
    """The texts of rows; a cell that spans several stands in each of them."""
    grid: list[list[str | None]] = [[None] * width for _ in rows]
    for at, (_, cells) in enumerate(rows):
        for _, _, down, across, content in cells:
            free = next((x for x in range(width) if grid[at][x] is None), None)
            if free is None:
                break
            text = " ".join(stringify([block]) for block in content).strip()
            for y in range(at, min(at + down, len(rows))):
                for x in range(free, min(free + across, width)):
                    grid[y][x] = text
    return [[cell or "" for cell in row] for row in grid]


def _figures(
    figures: Mapping[str, RenderedFigure], blocks: list[Block], works: Sequence[Work]
) -> Iterator[_Found]:
    """The data of the figures."""
    by_key = {work.key: work for work in works}
    captions = _captions(blocks)
    for number, (name, figure) in enumerate(figures.items(), start=1):
        if not figure.csv:
            continue
        headings, *rows = csv.reader(io.StringIO(figure.csv.decode("utf-8-sig"), newline=""))
        title, source = _titled(captions.get(name, ""))
        known = {key: by_key[key] for key, _ in figure.sources if key in by_key}.values()
        file = _name("figure", name, number)
        yield file, title or figure.alt, headings, rows, source, tuple(known)


def _captions(blocks: list[Block]) -> dict[str, str]:
    """The captions of figures by the stems of the files of their images."""
    found: dict[str, str] = {}
    for element in elements(blocks):
        if element["t"] == "Figure":
            words = " ".join(stringify([each]) for each in element["c"][1][1])
            for image in elements(element["c"][2]):
                if image["t"] == "Image":
                    stem = image["c"][2][0].rpartition("/")[2].partition(".")[0]
                    found.setdefault(stem, words)
    return found


def _facts(order: Order) -> Iterator[_Found]:
    """The facts and cells that the text prints, each once, in the order of the first use."""
    shown = tuple(_printed(order.manuscript))
    if not shown:
        return
    language, numbers = order.metadata["language"], order.paper.settings.numbers
    lang = order.paper.settings.lang
    names = vocabulary_of(order.datasets, order.facts, language, numbers, lang)
    found: dict[str, tuple[list[str], tuple[Fact, ...]]] = {}
    for printed in shown:
        for use in printed.uses:
            if use.function == "fact" and use.name in order.facts:
                fact = order.facts[use.name]
                found.setdefault(fact.id, (_fact_row(fact, language, order), (fact,)))
        if printed.of_cells and printed.name not in found:
            told = printed.text(names, order.datasets)
            facts = tuple(_cells_of(printed, order.datasets))
            if facts and not told.startswith("[@"):
                found[printed.name] = _cell_row(printed, told, facts, language, order), facts
    if not found:
        return
    rows = [row for row, _ in found.values()]
    keys = {key for _, facts in found.values() for fact in facts for key, _ in fact.sources}
    works = tuple(work for work in order.sources.works if work.key in keys)
    title = order.metadata["labels"]["facts"]
    yield "facts", title, _FACTS, rows, "", works


def _cells_of(printed: PrintedData, datasets: Mapping[str, Dataset]) -> Iterator[Fact]:
    """The numbers of the cells that an expression asks for."""
    for use in printed.uses:
        cells = chosen_cells(use, datasets) if use.function == "cell" else None
        if cells is None:
            continue
        for row in cells.rows:
            with suppress(ValueForAuthorError):
                yield cells.fact(row)


def _cell_row(
    printed: PrintedData, told: str, facts: Sequence[Fact], language: str, order: Order
) -> list[str]:
    """A cell as a row; of what is made of cells the number and the unit that are printed."""
    if printed.name == printed.uses[0].called and len(facts) == 1:
        return _fact_row(replace(facts[0], id=printed.name), language, order)
    values = dict.fromkeys(_FACTS, "") | {"id": printed.name, "text": told}
    if number := _PRINTED.fullmatch(told):
        values |= {"value": number["value"], "unit": number["unit"]}
    values["source"] = "; ".join(dict.fromkeys(key for fact in facts for key, _ in fact.sources))
    return [values[name] for name in _FACTS]


def _printed(manuscript: Manuscript) -> Iterator[PrintedData]:
    """The expressions of data that stand in the text that readers get."""
    positions = manuscript.draft.positions
    letters = {
        chapter.path: sorted(prose_of(chapter.blocks, positions, beside=True).at)
        for chapter in manuscript.chapters
    }

    def is_printed(use: DataUse) -> bool:
        at = letters.get(use.location.path, [])
        ranges = positions.printed_by(use.location.path, use.start)
        return any(bisect_left(at, begin) < bisect_left(at, end) for begin, end in ranges)

    return (each for each in printed_data(manuscript.draft) if is_printed(each.uses[0]))


def _fact_row(fact: Fact, language: str, order: Order) -> list[str]:
    """A fact as a row."""
    numbers = {name: getattr(fact, name) for name in sorted(_COUNTED)}
    shown = fact.quantity.text(language, order.paper.settings.numbers)
    values = {
        "id": fact.id,
        "label": fact.labels.get(language, ""),
        **{name: "" if number is None else f"{number:f}" for name, number in numbers.items()},
        "qualifier": fact.qualifier,
        "unit": fact.unit.get(language, ""),
        "status": fact.status,
        "date": fact.date,
        "as_of": fact.as_of,
        "source": "; ".join(key for key, _ in fact.sources),
        "locator": "; ".join(locator for _, locator in fact.sources if locator),
        "text": shown,
    }
    return [values[name] for name in _FACTS]
