"""Tables of prose: a CSV dataset and its sidecar become a Markdown table with a caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.data.dates import PartialDate, date_in
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.escape import escape, plain
from hakusho.data.facts import citation
from hakusho.data.grid import READER_COLUMNS, Column, display_width, grid
from hakusho.data.numbers import print_number, read_number
from hakusho.data.sidecar import Sidecar, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hakusho.data.model import Dataset

_LINE_BREAK = re.compile(r"\n|<br\s*/?>")
_VALUES = {"value", "low", "high"}
_NARROWEST, _WIDEST = 6, 60
_SOURCE = {"ja": "（出典：{}）", "en": " (Source: {})"}


def table(dataset: Dataset, language: str) -> str:
    """Print a dataset as a table.

    Args:
        dataset: From a CSV file; its sidecar says what is printed and how.
        language: ``ja`` or ``en``: of the caption, the headings and the dates.

    Returns:
        A Markdown grid table with a header row, relative widths and a caption that has the
        table's id; blank lines around it.

    Raises:
        ValueForAuthorError: If there is no sidecar or no caption in it, since a table without a
            caption cannot be numbered or referred to.
    """
    sidecar = dataset.sidecar or Sidecar()
    caption = " ".join(sidecar.caption.text(language).split())
    if not caption:
        raise ValueForAuthorError(
            f"the table '{dataset.name}' has no caption; "
            f"write one in {dataset.path.removesuffix('.csv')}.meta.yaml"
        )
    names = tuple(sidecar.columns) or dataset.columns
    headings = [plain(sidecar.columns.get(name, Words()).text(language) or name) for name in names]
    texts = [_printed(dataset, name, language) for name in names]
    columns = [
        Column(sidecar.align.get(name) or _align(dataset, name), weight)
        for name, weight in zip(names, _weights(sidecar, names, headings, texts), strict=True)
    ]
    rows = [
        ["\n".join(escape(line) for line in cell) for cell in row]
        for row in zip(*texts, strict=True)
    ]
    body = grid(columns, [escape(heading) for heading in headings], rows)
    if sidecar.source:
        caption += _SOURCE[language].format(citation(sidecar.source, sidecar.locator))
    name = sidecar.id or f"tbl-{dataset.name}"
    return f"\n\n{body}\n\n: {caption} {{#{name}}}\n\n"


def _cells(dataset: Dataset, column: str) -> list[str]:
    return [row[column] for row in dataset.rows]


def _printed(dataset: Dataset, column: str, language: str) -> list[list[str]]:
    """A column's cells as plain text, each a list of its lines."""
    cells = _cells(dataset, column)
    print_cell: Callable[[str], str] = str
    if _are(cells, PartialDate.parse) and any("-" in cell for cell in cells):
        print_cell = lambda cell: date_in(language, cell)  # noqa: E731  three forms of one thing
    elif column in _VALUES and _are(cells, read_number):
        print_cell = lambda cell: print_number(read_number(cell))  # noqa: E731
    return [_lines(print_cell(cell) if cell else "", language) for cell in cells]


def _lines(cell: str, language: str) -> list[str]:
    lines = [plain(line) for line in _LINE_BREAK.split(cell)]
    return [_date_alone(line, language) for line in lines if line] or [""]


def _date_alone(line: str, language: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", line, re.ASCII) and _are([line], PartialDate.parse):
        return date_in(language, line)
    return line


def _are(cells: Sequence[str], read: Callable[[str], object]) -> bool:
    """Whether there are cells with text, and all of them can be read."""
    filled = [cell for cell in cells if cell]
    try:
        for cell in filled:
            read(cell)
    except ValueError:
        return False
    return bool(filled)


def _align(dataset: Dataset, column: str) -> str:
    return "right" if _are(_cells(dataset, column), read_number) else "left"


def _weights(
    sidecar: Sidecar,
    names: Sequence[str],
    headings: Sequence[str],
    texts: Sequence[Sequence[Sequence[str]]],
) -> list[float]:
    """How much of the width each column gets, in halves of a full-width character.

    A table that fits on its lines keeps them; else a column is weighed by its longest and its
    mean line, so that one long cell does not starve the others.
    """
    longest, weighed = [], []
    for heading, cells in zip(headings, texts, strict=True):
        lengths = [display_width(line) for cell in cells for line in cell]
        most = max([display_width(heading), *lengths])
        mean = sum(lengths) / len(lengths) if lengths else most
        longest.append(float(most + 2))
        weighed.append(float(min(max((most + mean) / 2, _NARROWEST), _WIDEST)))
    weights = longest if sum(longest) <= READER_COLUMNS else weighed
    given = [sidecar.widths.get(name) for name in names]
    if not any(given):
        return weights
    shares = [width / sum(weights) for width in weights]
    known = [(width, share) for width, share in zip(given, shares, strict=True) if width]
    part = sum(width for width, _ in known) / sum(share for _, share in known)
    return [width or share * part for width, share in zip(given, shares, strict=True)]
