"""The last year of which a figure in YAML shows a number as a fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.data.numbers import NO_NUMBER
from hakusho.figures.plots.rows import missing_in, rows_of, said, seen_by
from hakusho.figures.specs.number_specs import Numbers
from hakusho.figures.specs.spec import named_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.data import Dataset, Row
    from hakusho.figures.figure import FigureContext
    from hakusho.figures.specs import Spec

_YEAR = re.compile(r"(?:FY ?)?(?P<year>(?:1[5-9]|20|21)\d\d)(?:-\d\d(?:-\d\d)?|年度?末?)?")
_OF_NUMBERS = ("low", "high")


def last_fact(spec: Spec, context: FigureContext) -> int:
    """The last year of which a number is shown and nothing in its dataset says how it is known.

    Returns:
        The year; 0 if there is none, or rows have a ``status``.
    """
    if not isinstance(spec, Numbers):
        return 0
    datasets = [
        each
        for each in seen_by(spec, context)
        if "status" not in each.columns or not each.is_of_facts("status")
    ]
    return max((year for each in datasets for year in _years(spec, context, each)), default=0)


def _years(spec: Numbers, context: FigureContext, dataset: Dataset) -> Iterator[int]:
    along = getattr(spec, "x", "") if not spec.values or spec.names_axis else ""
    named = [name for name, _ in named_in(along or spec.label)] or ["label", "item", "year", "date"]
    none = NO_NUMBER | missing_in((dataset,)) | {""}
    for row in rows_of((dataset,), spec.rows):
        columns = [name for name in (*spec.values, spec.value, *_OF_NUMBERS) if name in row]
        held = [name for name in columns if row[name] not in none]
        if held:
            yield from _read(row.get(name) for name in named)
            yield from _read(row.get(name) for name in _named_by(row, spec.series))
        for name in held:
            words = spec.values.get(name)
            yield from _read((name, said(words, context.language) if words else ""))


def _named_by(row: Row, series: str) -> Iterator[str]:
    return (name for name, _ in named_in(series) if name in row)


def _read(texts: Iterator[str] | tuple[str, ...]) -> Iterator[int]:
    found = (_YEAR.fullmatch(text.strip()) for text in texts)
    return (int(match["year"]) for match in found if match)
