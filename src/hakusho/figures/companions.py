"""What goes with a figure: alt text, long description, table, CSV, sources.

What the module writes stands; the rest is composed from its table or labels, and says what the
data say and no more: an author knows what the figure is meant to show, so a composed alt text is a
finding (FIG006). Nothing here runs the module or draws, so headings in a sidecar change nothing
that is drawn.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.data.numbers import read_number
from hakusho.figures.cache import UNCHANGED
from hakusho.figures.companion_words import WORDINGS
from hakusho.figures.data_tables import csv_of, table_of
from hakusho.figures.figure import UNSAID, RenderedFigure
from hakusho.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from hakusho.data import Dataset
    from hakusho.figures.cache import Entry
    from hakusho.figures.companion_words import Wording
    from hakusho.figures.figure import Drawing, FigureTable
    from hakusho.figures.registry import FigureModule
    from hakusho.findings import Text


ALT_LENGTH = 200
"""Characters of a composed alt text: what a screen reader says before one loses patience."""
_MOST_NAMES = 3
_MOST_ROWS = 40
"""Rows that a description tells one by one; the table has the rest."""
_QUANTITY = re.compile(r"(?P<before>[^\d−+-]*)(?P<number>[−+-]?[\d,]+(?:\.\d+)?)(?P<after>\D*)")
_BARE = re.compile(r"[−+-]?[\d,.]+")
_TICK = re.compile(r"[−+±-]?[\d,.]+(?:[eE][−+-]?\d+)?\s*[%％]?")
"""A number of an axis."""
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_DATE = re.compile(r"\d{4}年.*|(?:\d{1,2} )?[A-Z][a-z]+ \d{4}|\d{4}-\d\d(?:-\d\d)?")


def compose_alt(table: FigureTable | None, texts: Iterable[str], language: str) -> str:
    """Say what a figure shows, in one sentence: its data, or its labels if it has none.

    Returns:
        At most about 200 characters; empty if there is neither data nor a label.
    """
    words = WORDINGS[language]
    if table is not None:
        constant, varying = _columns(table)
        lead = " ".join(table.rows[0][at] for at in constant)
        phrases = [_phrase(table, row, varying, words) for row in table.rows]
        head = words.figure + (f"{lead}{words.name}" if lead else "")
    else:
        phrases = _words_of(texts)
        head = words.figure + words.words
    phrases = [phrase for phrase in phrases if phrase]
    return _bounded(head, phrases, words) if phrases else ""


def _phrase(table: FigureTable, row: Sequence[str], columns: Sequence[int], words: Wording) -> str:
    """A row in short; of several bare numbers each with what it counts."""
    cells = [at for at in columns if row[at]]
    bare = [at for at in cells if _BARE.fullmatch(row[at]) and not _YEAR.fullmatch(row[at])]
    if len(bare) < 2:  # noqa: PLR2004
        return " ".join(row[at] for at in cells)
    said = [
        words.pair.format(table.columns[at], row[at]) if at in bare else row[at] for at in cells
    ]
    return said[0] + words.name + words.between.join(said[1:])


def _words_of(texts: Iterable[str]) -> list[str]:
    """Labels, each once, without the numbers of axes, which say nothing by themselves."""
    labels = dict.fromkeys(" ".join(text.split()) for text in texts)
    return [label for label in labels if label and not _TICK.fullmatch(label)]


def _bounded(head: str, phrases: Sequence[str], words: Wording) -> str:
    """As many phrases as there is room for, and how many more there are."""
    stop = words.stop.strip()
    for count in range(len(phrases), 0, -1):
        said = list(phrases[:count])
        if count < len(phrases):
            said.append(words.more.format(len(phrases) - count))
        text = head + words.rows.join(said) + stop
        if len(text) <= ALT_LENGTH:
            return text
    return f"{head}{phrases[0]}"[: ALT_LENGTH - 1] + "…"


def compose_description(table: FigureTable | None, texts: Iterable[str], language: str) -> str:
    """Say at length what there is to see: the columns, the rows, the largest and smallest.

    Returns:
        Plain text with a blank line between paragraphs, of a figure without data its labels; empty
        if there is nothing to say.
    """
    words = WORDINGS[language]
    if table is None:
        labels = _words_of(texts)
        return f"{words.words}{words.rows.join(labels)}{words.stop.strip()}" if labels else ""
    constant, varying = _columns(table)
    first = words.columns.format(len(table.rows), words.between.join(table.columns))
    if len(table.rows) > 1:
        cells = ((table.columns[at], table.rows[0][at]) for at in constant)
        first += "".join(words.always.format(*cell) for cell in cells)
    rows = [_sentence(table, row, varying, words) for row in table.rows[:_MOST_ROWS]]
    if len(table.rows) > _MOST_ROWS:
        rows.append(words.more.format(len(table.rows) - _MOST_ROWS) + words.stop)
    extremes = [text for at in varying if (text := _extremes(table, at, varying, words))]
    parts = (first, "".join(rows), "".join(extremes))
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _columns(table: FigureTable) -> tuple[list[int], list[int]]:
    """Columns that say one thing throughout, and the others; of one row all are others."""
    every = range(len(table.columns))
    constant = [at for at in every if len({row[at] for row in table.rows}) == 1]
    if len(table.rows) == 1 or len(constant) == len(table.columns):
        return [], list(every)
    return [at for at in constant if table.rows[0][at]], [at for at in every if at not in constant]


def _sentence(
    table: FigureTable, row: Sequence[str], columns: Sequence[int], words: Wording
) -> str:
    """A row's cells; what a bare number counts is said by its heading alone."""
    name, *rest = [(table.columns[at], row[at]) for at in columns if row[at]] or [("", "")]
    said = [words.pair.format(*cell) if _BARE.fullmatch(cell[1]) else cell[1] for cell in rest]
    if not said:
        return f"{name[1]}{words.stop}" if name[1] else ""
    return f"{name[1]}{words.name}{words.between.join(said)}{words.stop}"


def _extremes(table: FigureTable, at: int, varying: Sequence[int], words: Wording) -> str:
    """The largest and the smallest of a column of numbers of one unit; empty for any other."""
    rows = [row for row in table.rows if row[at]]
    known = [number for row in rows if (number := quantity(row[at])) is not None]
    values = {number for number, _ in known}
    if len(known) < len(rows) or len({unit for _, unit in known}) != 1 or len(values) == 1:
        return ""
    if all(_YEAR.fullmatch(row[at]) for row in rows):
        return ""
    ends = []
    for extreme in (max(values), min(values)):
        own = [row for row, (number, _) in zip(rows, known, strict=True) if number == extreme]
        names = [_name(row, at, varying) for row in own]
        if len(names) > _MOST_NAMES or not all(names):
            return ""
        ends += [words.both.join(names), own[0][at]]
    return words.extremes.format(table.columns[at], *ends)


def _name(row: Sequence[str], column: int, varying: Sequence[int]) -> str:
    """What tells a row: its words, dates and years left of a column."""
    left = (row[at] for at in varying if at < column and row[at])
    return " ".join(cell for cell in left if quantity(cell) is None or _YEAR.fullmatch(cell))


def quantity(cell: str) -> tuple[Decimal, str] | None:
    """Read a number with its unit, as printed: ``1,000発``, ``€2.5``, ``40 km``.

    Returns:
        The number and what stands around it; ``None`` for a range, a date or words.
    """
    text = unicodedata.normalize("NFKC", cell).replace("−", "-")
    match = _QUANTITY.fullmatch(text)
    if match is None or _DATE.fullmatch(text):
        return None
    try:
        return read_number(match["number"]), f"{match['before']}\0{match['after']}"
    except ValueError:
        return None


_NOT_IN_CITEKEY = re.compile(r"[\s@,;{}\[\]\\]")


def with_companions(
    entry: Entry, drawing: Drawing, language: str, *, reason: Text, because: Text
) -> RenderedFigure:
    """Put a figure together, which was drawn now or before, with all that goes with it.

    The reason is why it was drawn now, or ``UNCHANGED``; ``because`` why it was drawn last.
    """
    written = drawing.written
    table, csv = written.table, csv_of(written.table)
    shown = entry.module.shown(entry.seen)
    if table is None:
        table, csv = table_of(shown, language)
    sources, places = sources_of(shown, entry.module)
    return RenderedFigure(
        name=entry.module.name,
        path=entry.module.path,
        svg=entry.svg,
        alt=written.alt or compose_alt(table, drawing.texts, language),
        width_mm=drawing.width_mm,
        height_mm=drawing.height_mm,
        texts=drawing.texts,
        cached=reason == UNCHANGED,
        reason=reason,
        drawn_because=because,
        alt_composed=not written.alt,
        description=written.description or compose_description(table, drawing.texts, language),
        table=table,
        csv=csv,
        sources=sources,
        source_places=places,
        narrow=None if drawing.narrow is None else entry.narrow,
        reads=(*drawing.reads, *entry.declared),
        unseen=bool(drawing.readers) and not entry.module.names_files,
        unsaid=tuple(each for each in drawing.faults if each[0] in UNSAID),
    )


def sources_of(
    seen: Iterable[Dataset], module: FigureModule | None = None
) -> tuple[tuple[tuple[str, str], ...], tuple[Location, ...]]:
    """Collect the sources of the rows that a figure sees, and the one that its YAML names.

    Returns:
        Citekey and locator, each pair once, in the order of the rows; and where each is named
        first. Rows without a source have that of the sidecar, and so has a YAML file in which
        there is none.
    """
    found: dict[tuple[str, str], Location] = {}
    for dataset in seen:
        for source, locator, where in _named(dataset):
            key = _citekey(source)
            if key:
                found.setdefault((key, unicodedata.normalize("NFC", locator)), where)
    if module and module.spec and module.spec.source and module.source_place:
        own = (_citekey(module.spec.source), unicodedata.normalize("NFC", module.spec.locator))
        found.setdefault(own, module.source_place)
    return tuple(found), tuple(found.values())


def names_source(module: FigureModule, seen: Sequence[Dataset]) -> bool:
    """Whether a figure in YAML or the data that a figure sees say where these are from."""
    own = module.spec is not None and module.spec.source is not None
    beside = any("source" in dataset.about_places for dataset in seen)
    return own or beside or bool(sources_of(seen)[0])


def _named(dataset: Dataset) -> Iterator[tuple[str, str, Location]]:
    about = dataset.about
    beside = dataset.about_places.get("source", Location(dataset.path))
    if dataset.kind == "tree":
        yield from dataset.named_sources or ((about.source, about.locator, beside),)
    for row in dataset.rows:
        own = dataset.names_sources and bool(row.get("source"))
        yield (*dataset.source_of(row), row.where("source") if own else beside)


def _citekey(text: str) -> str:
    """The cell as a citekey; empty if it can be none, which DAT002 tells of a fact."""
    key = unicodedata.normalize("NFC", text)
    return "" if _NOT_IN_CITEKEY.search(key) else key
