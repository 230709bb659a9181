"""What a figure in YAML shows of its data, in one language: rows, names, numbers with units."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hakusho.data import ValueForAuthorError
from hakusho.data.cell_matching import cells_that_say
from hakusho.data.printed_dates import date_in
from hakusho.data.sidecar import Sidecar
from hakusho.figures.charts.bars import Bar, bars_of
from hakusho.figures.charts.chart_error import ChartError
from hakusho.findings import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hakusho.data import Dataset, Row
    from hakusho.data.words import Words
    from hakusho.figures.figure import FigureContext
    from hakusho.figures.specs.number_specs import Numbers
    from hakusho.figures.specs.spec import Highlight, Spec

_FIELD = re.compile(r"\{(\w+)\}")
_SHOWN = 6
_DATES = frozenset({"year", "date"})
_LANGUAGES = {"ja": "Japanese", "en": "English"}


def said(words: Words, language: str) -> str:
    """A text in a language.

    Raises:
        ChartError: If there is one in another language alone.
    """
    text = words.ja if language == "ja" else words.en
    if not text and (words.ja or words.en):
        message = "there is no {language} for '{text}'"
        raise ChartError(message, _LANGUAGES[language], words.ja or words.en, about=words)
    return text


def cell(row: Row, column: str, language: str) -> str:
    """What a column says in a language, if there is one for it; else what it says at all."""
    return row.get(f"{column}_{language}") or row.get(column)


def worded(row: Row, template: str, names: Mapping[str, Words], language: str) -> str:
    """A column's cell, or a text with several, in words: names by what is held, dates printed."""

    def field(name: str) -> str:
        text = cell(row, name, language)
        if text in names:
            return said(names[text], language)
        if not text or name not in _DATES:
            return text
        try:
            return date_in(language, text)
        except ValueForAuthorError as error:
            message, given = "{row}: {column}: {error}", (row.where(name), name, error)
            raise ChartError(message, *given, because=row.subjects) from error

    if not _FIELD.search(template):
        return field(template)
    return _FIELD.sub(lambda match: field(match[1]), template)


def rows_of(datasets: Iterable[Dataset], wanted: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    """The rows of datasets whose columns hold one of what is wanted of each.

    Raises:
        ChartError: If no row holds one of the values; what a status may be is known.
    """
    datasets = list(datasets)
    rows = [row for dataset in datasets for row in dataset.rows]
    held = _held(rows, wanted, "rows")
    yield from (row for row in rows if all(row.get(name) in cells for name, cells in held.items()))


def _held(
    rows: Sequence[Row], wanted: Mapping[str, tuple[str, ...]], key: str
) -> dict[str, frozenset[str]]:
    """The cells of each column that say what is wanted of it, each year and date in any form.

    Raises:
        ChartError: For a value that no row has; what a status may be is known.
    """
    found = {}
    for column, values in wanted.items():
        there = dict.fromkeys(row.get(column) for row in rows)
        found[column] = cells_that_say(values, there)
        for value in values:
            if column != "status" and there and not cells_that_say([value], there):
                known = nearest(value, there) or ", ".join([*filter(None, there)][:_SHOWN])
                message = "{key}: no row has '{value}' as its {column}; there are {known}"
                raise ChartError(message, key, value, column, known, key=key)
    return found


def seen_by(spec: Spec, context: FigureContext) -> tuple[Dataset, ...]:
    """The datasets of a figure, with the rows that it selects, in its order."""
    names = dict.fromkeys(each.split("[")[0].strip() for each in spec.dataset)
    return tuple(context.data[name] for name in names)


def missing_in(datasets: Iterable[Dataset]) -> frozenset[str]:
    """What stands for a number that there is not, as the sidecars say it."""
    return frozenset(word for dataset in datasets for word in dataset.about.read.missing)


def meant_in(datasets: Iterable[Dataset]) -> Callable[[Row, str], str]:
    """What rows say in columns of facts, where their datasets mean these so."""
    homes = {dataset.path: dataset for dataset in datasets}

    def meant(row: Row, column: str) -> str:
        home = homes.get(row.location.path)
        return home.meant(row, column) if home else row.get(column)

    return meant


def bars(
    spec: Numbers,
    context: FigureContext,
    *,
    label: str = "",
    strong: Callable[[Row], bool] | None = None,
) -> list[Bar]:
    """A bar for each number of a figure.

    Args:
        spec: What the figure says.
        context: Its data and language.
        label: Of lines, the column along the axis, which is taken as it is. Of a table with a
            column for each point each row is a line, unless the figure names the column along
            the axis: then each column is one.
        strong: Which rows stand out; by default as the figure says of these.

    Raises:
        ChartError: If there is no row or no label, a number cannot be read, or nothing says what is
            counted.
    """
    language, datasets = context.language, seen_by(spec, context)
    rows = list(rows_of(datasets, spec.rows))
    if not rows:
        raise ChartError(
            "there is no row to show; look at 'dataset' and 'rows'",
            key="rows" if spec.rows else "dataset",
        )
    ordered = label and (not spec.values or spec.names_axis)
    template = label if ordered else spec.label or _first(rows[0], ("label", "item"), language)
    named = partial(_point, label, language) if ordered else _namer(spec, template, language)
    made: list[Bar] = []
    strong = strong or highlighted(spec.highlight, spec.each, rows, context)
    read = partial(bars_of, missing=missing_in(datasets), strong=strong, meant=meant_in(datasets))
    for column, words in spec.values.items():
        name = partial(_always, said(words, language))
        along = (name, named) if label and not ordered else (named, name)
        made += read(rows, language, label=along[0], side=along[1], value=column)
    if not spec.values:
        side = _namer(spec, spec.series, language) if spec.series else None
        made = read(rows, language, label=named, side=side, value=spec.value)
    return _with_units(made, rows, datasets, spec, language)


def highlighted(
    highlight: Highlight, column: str, rows: Iterable[Row], context: FigureContext
) -> Callable[[Row], bool]:
    """Which rows of a figure stand out.

    Raises:
        ChartError: If none does that is said to.
    """
    if highlight == "each":
        wanted = {column: frozenset({context.each})} if context.each else {}
    else:
        wanted = _held(list(rows), highlight, "highlight")

    def strong(row: Row) -> bool:
        return bool(wanted) and all(row.get(name) in held for name, held in wanted.items())

    return strong


def _always(text: str, _row: Row) -> str:
    return text


def _point(column: str, language: str, row: Row) -> str:
    """Where a point stands along the axis: a date as it is written, a name in the language."""
    at = row.get(column) or cell(row, column, language)
    if not at:
        message = "{row}: '{column}' is empty, and nothing says where the number stands"
        raise ChartError(message, row.where(column), column)
    return at


def _namer(spec: Numbers, template: str, language: str) -> Callable[[Row], str]:
    return lambda row: worded(row, template, spec.names, language)


def _first(row: Row, columns: Iterable[str], language: str) -> str:
    for column in columns:
        if cell(row, column, language):
            return column
    raise ChartError(
        "nothing says what its rows are called: write label: and a column", key="label"
    )


def _counts_nothing(dataset: Dataset, columns: Iterable[str]) -> bool:
    """Whether a sidecar says of all its numbers, or of those of some columns, that they have none.

    ``unit: ""`` says so, which is not the same as saying nothing.
    """
    types = dataset.about.types if isinstance(dataset.about, Sidecar) else {}
    kinds = [types.get(column) for column in columns]
    said_of_each = all(kind is not None and "unit" in kind.model_fields_set for kind in kinds)
    return said_of_each or "unit" in dataset.about.model_fields_set


def _with_units(
    made: list[Bar],
    rows: Iterable[Row],
    datasets: Sequence[Dataset],
    spec: Numbers,
    language: str,
) -> list[Bar]:
    """Each bar in the unit that the figure says, or its row, its column, its dataset."""
    if spec.unit is not None:
        unit = said(spec.unit, language)
        return [replace(bar, unit=unit) for bar in made]
    meant = meant_in(datasets)
    if any(meant(row, name) for row in rows for name in ("unit", "unit_ja", "unit_en")):
        return made
    columns = [*spec.values] or [spec.value]
    named = {each.unit_of(column) for each in datasets for column in columns}
    units = [*named] if len(named) == 1 else []
    units += [each.about.unit for each in datasets]
    units = [each for each in units if each.ja or each.en]
    units.sort(key=lambda each: not (each.ja if language == "ja" else each.en))
    if not units and all(_counts_nothing(each, columns) for each in datasets):
        return [replace(bar, unit="") for bar in made]
    if not units:
        raise ChartError(
            'nothing says what is counted: write unit: {{ja: …, en: …}}, or unit: "" for numbers '
            "that have none"
        )
    return [replace(bar, unit=said(units[0], language)) for bar in made]
