"""What goes with a figure: alt text, long description, table, CSV, sources.

What the module writes stands; the rest is composed from what it sees of its data. Nothing here
runs the module or draws, so headings in a sidecar change nothing that is drawn.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.figures.data_tables import csv_of, table_of
from hakusho.figures.descriptions import compose_alt, compose_description
from hakusho.figures.model import RenderedFigure
from hakusho.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hakusho.data import Dataset
    from hakusho.figures.jobs import Drawing

_NOT_IN_CITEKEY = re.compile(r"[\s@,;{}\[\]\\]")


def with_companions(
    name: str,
    svg: Path,
    drawing: Drawing,
    seen: tuple[Dataset, ...],
    *,
    language: str,
    reason: str,
    because: str,
    narrow: Path | None = None,
) -> RenderedFigure:
    """Put a figure together.

    Args:
        name: The module's stem.
        svg: The drawing's file.
        drawing: What was drawn, now or before.
        seen: What the figure sees of its datasets, sidecars whole.
        language: ``ja`` or ``en``.
        reason: Why it was drawn now, or ``unchanged``.
        because: Why it was drawn when it was drawn last.
        narrow: The drawing for a telephone, if there is one.

    Returns:
        The figure with all that goes with it.
    """
    written = drawing.written
    table, csv = written.table, csv_of(written.table)
    if table is None:
        table, csv = table_of(seen, language)
    sources, places = sources_of(seen)
    return RenderedFigure(
        name=name,
        svg=svg,
        alt=written.alt or compose_alt(table, drawing.texts, language),
        width_mm=drawing.width_mm,
        height_mm=drawing.height_mm,
        texts=drawing.texts,
        cached=reason == "unchanged",
        reason=reason,
        drawn_because=because,
        alt_composed=not written.alt,
        description=written.description or compose_description(table, drawing.texts, language),
        table=table,
        csv=csv,
        sources=sources,
        source_places=places,
        narrow=narrow,
    )


def sources_of(
    seen: Iterable[Dataset],
) -> tuple[tuple[tuple[str, str], ...], tuple[Location, ...]]:
    """Collect the sources of a figure's rows.

    Args:
        seen: What the figure sees of its datasets.

    Returns:
        Citekey and locator, each pair once, in the order of the rows; and where the data name
        each first. Rows without a source have that of the sidecar, and so has a YAML file in which
        there is none.
    """
    found: dict[tuple[str, str], Location] = {}
    for dataset in seen:
        for source, locator, where in _named(dataset):
            key = _citekey(source)
            if key:
                found.setdefault((key, unicodedata.normalize("NFC", locator)), where)
    return tuple(found), tuple(found.values())


def _named(dataset: Dataset) -> Iterator[tuple[str, str, Location]]:
    about = dataset.about
    beside = dataset.about_places.get("source", Location(dataset.path))
    if dataset.kind == "yaml":
        yield from dataset.named_sources or ((about.source, about.locator, beside),)
    for row in dataset.rows:
        own = bool(row.get("source"))
        yield (*dataset.source_of(row), row.where("source") if own else beside)


def _citekey(text: str) -> str:
    """The cell as a citekey; empty if it can be none, which DAT002 tells of a fact."""
    key = unicodedata.normalize("NFC", text)
    return "" if _NOT_IN_CITEKEY.search(key) else key
