"""Tables of prose: a CSV dataset and its sidecar become a Markdown table with a caption."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from hakusho.data.cells import are_readable
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.escape import escape, plain
from hakusho.data.fact import citation_of, read_quantity, read_source
from hakusho.data.grid_tables import Column, Over, grid
from hakusho.data.numbers import print_number, read_number, read_number_or_share, sign_of
from hakusho.data.printed_dates import date_alone, date_in
from hakusho.data.quantities import PLAIN
from hakusho.data.sidecar import Group, Sidecar
from hakusho.data.table_parts import WHOLE, Part, part_of
from hakusho.data.table_reading import LEVELS, is_about
from hakusho.data.words import Words
from hakusho.findings import Subject
from hakusho.values.dates import PartialDate
from hakusho.values.languages import LANGUAGES
from hakusho.values.letters import is_full_width, normal_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.data.dataset import Dataset, Row
    from hakusho.paper.settings import Numbers


_READER_COLUMNS = 72
"""pandoc's ``--columns``: a table of more characters takes the full width of the text."""


def _display_width(text: str) -> int:
    """How wide a text is printed, in halves of a full-width character."""
    return sum(2 if is_full_width(char, ambiguous=True) else 1 for char in text)


_LINE_BREAK = re.compile(r"\n|<br\s*/?>")
_NARROWEST, _WIDEST = 6, 60
_TABLE_ID = re.compile(r"tbl-[A-Za-z0-9_-]*[A-Za-z0-9]")
_WIDE_DIGITS = re.compile(r"[０-９]")
_SOURCE_WRITTEN = re.compile(r"(?:出典|出所|資料)[:：]|\bSources?:")
_MEANING = {"ja": "{}：{}", "en": "{}: {}"}
"""A mark beside numbers, and what it means."""
_TWO = 2
_SOURCE = {"ja": "（出典：{}）", "en": " (Source: {})"}


def table(
    dataset: Dataset,
    language: str,
    style: Numbers = PLAIN,
    part: Part = WHOLE,
    dates: str = "",
) -> str:
    """Print a dataset from a CSV file, or the part that is asked for, as its sidecar says.

    ``dates`` is the tag of the language by which dates are printed, if it says more: ``en-US``.

    Returns:
        A Markdown grid table with a header row, relative widths and a caption that has the
        table's id; blank lines around it.

    Raises:
        ValueForAuthorError: If there is no caption, since a table without one cannot be numbered
            or referred to; if the part is not there, or the id is none of a table.
    """
    dataset = part_of(dataset, part, language)
    sidecar = dataset.sidecar or Sidecar()
    caption = _caption(dataset, part, language)
    name = part.id or table_id(dataset)
    if part.id and not _TABLE_ID.fullmatch(part.id):
        raise ValueForAuthorError("'{id}' is no id of a table; write tbl-…", part.id)
    names = tuple(sidecar.columns) or dataset.columns
    body = _grid(dataset, names, language, style, dates)
    sources = _sources(dataset, names, caption)
    if sources:
        caption += _SOURCE[language].format(citation_of(sources))
    settings = [f"#{name}"]
    settings += [f"fit={sidecar.fit}"] if sidecar.fit else []
    settings += [f"heads={sidecar.heads}"] if sidecar.heads > 1 else []
    return (
        f"\n\n{body}\n\n: {caption} {{{' '.join(settings)}}}\n\n{_notes(dataset, names, language)}"
    )


def _caption(dataset: Dataset, part: Part, language: str) -> str:
    """The caption of the part or of the sidecar, on one line.

    Raises:
        ValueForAuthorError: If neither has one.
    """
    sidecar = dataset.sidecar or Sidecar()
    caption = " ".join((part.caption or sidecar.caption.text(language)).split())
    if not caption:
        message = (
            'the table \'{name}\' has no caption: write table("{name}", caption="…"), or a '
            "caption in {path}.meta.yaml"
        )
        stem, because = dataset.path.rpartition(".")[0], (Subject("sidecar", dataset.name),)
        raise ValueForAuthorError(message, dataset.name, stem, because=because)
    return caption


def _grid(dataset: Dataset, names: Sequence[str], language: str, style: Numbers, dates: str) -> str:
    """The columns of these names with their headings, and heads over them, as a grid table."""
    sidecar = dataset.sidecar or Sidecar()
    headings = [plain(sidecar.columns.get(name, Words()).text(language) or name) for name in names]
    texts = [
        _printed(
            dataset, _in_language(dataset, column, names, language), heading, language, style, dates
        )
        for column, heading in zip(names, headings, strict=True)
    ]
    heads = sidecar.groups or tuple(_levels(dataset, names))
    under = {name for head in heads for name in head.columns} if not sidecar.groups else ()
    headings = [
        heading.partition(LEVELS)[2] if name in under else heading
        for name, heading in zip(names, headings, strict=True)
    ]
    columns = [
        Column(sidecar.align.get(name) or _align(dataset, name), weight)
        for name, weight in zip(names, _weights(sidecar, names, headings, texts), strict=True)
    ]
    rows = [["\n".join(map(escape, cell)) for cell in row] for row in zip(*texts, strict=True)]
    over = [_over(group, names, language) for group in heads]
    return grid(columns, [*map(escape, headings)], rows, [each for each in over if each])


def _over(group: Group, names: Sequence[str], language: str) -> Over | None:
    """A head over those of its columns that are printed; they stand together (DAT014)."""
    held = [at for at, name in enumerate(names) if name in group.columns]
    if not held:
        return None
    return Over(escape(plain(group.head.text(language))), held[0], held[-1])


def _levels(dataset: Dataset, names: Sequence[str]) -> Iterator[Group]:
    """Heads over columns that a header of several rows has, where the sidecar says no others."""
    told = dataset.sidecar.columns if dataset.sidecar else {}
    if len(dataset.about.read.header or ()) < _TWO:
        return
    for head, group in groupby(names, key=lambda name: name.partition(LEVELS)[0]):
        columns = tuple(group)
        bare = all(LEVELS in name and told.get(name, Words()) == Words() for name in columns)
        if bare and len(columns) > 1:
            yield Group(head=Words(ja=head, en=head), columns=columns)


def _notes(dataset: Dataset, names: Sequence[str], language: str) -> str:
    """The notes, and what the marks beside numbers mean, as a division that follows the table."""
    sidecar = dataset.sidecar or Sidecar()
    texts = [" ".join(note.text(language).split()) for note in sidecar.notes]
    used = {mark for row in dataset.rows for name, mark in row.marks.items() if name in names}
    for mark, meaning in sidecar.read.marks.items():
        about = any(is_about(mark, normal_width(text)) for text in texts)
        if mark in used and meaning.text(language) and not about:
            texts.append(_MEANING[language].format(escape(mark), escape(meaning.text(language))))
    paragraphs = "\n\n".join(filter(None, texts))
    return f"::: {{.table-notes}}\n{paragraphs}\n:::\n\n" if paragraphs else ""


def table_id(dataset: Dataset) -> str:
    """The id that a dataset's table has where prose gives it none: the sidecar's or its name."""
    return (dataset.sidecar and dataset.sidecar.id) or f"tbl-{dataset.name}"


def _in_language(dataset: Dataset, column: str, listed: Sequence[str], language: str) -> str:
    """Of ``name_ja`` and ``name_en`` that of the language, where one is listed for both."""
    stem, _, suffix = column.rpartition("_")
    own = f"{stem}_{language}"
    if suffix not in LANGUAGES or own in listed or own not in dataset.columns:
        return column
    return own


def _sources(dataset: Dataset, columns: Sequence[str], caption: str) -> tuple[tuple[str, str], ...]:
    """Where the table is from: the rows' sources, unless a column or the caption says so."""
    about = (dataset.about.source, dataset.about.locator)
    if _SOURCE_WRITTEN.search(caption):
        return ()
    if "source" in columns or not dataset.rows:
        return (about,) if about[0] else ()
    found = dict.fromkeys(read_source(row, dataset, []) for row in dataset.rows)
    return tuple(pair for pair in found if pair[0])


def _cells(dataset: Dataset, column: str) -> list[str]:
    return [row[column] for row in dataset.rows]


def _numbers(dataset: Dataset, cells: Sequence[str]) -> bool:
    """Whether a column is one of numbers: some cells may say that there is none."""
    return are_readable(
        ["" if dataset.lacks_number(cell) else cell for cell in cells], read_number_or_share
    )


def _printed(
    dataset: Dataset, column: str, heading: str, language: str, style: Numbers, dates: str
) -> list[list[str]]:
    """A column's cells as plain text, each a list of its lines."""
    cells = _cells(dataset, column)
    kind = dataset.sidecar.types.get(column) if dataset.sidecar else None
    counted = column in {"low", "high"} or (kind and kind.type in {"number", "integer"})
    print_cell: Callable[[str], str] = str
    if are_readable(cells, PartialDate.parse) and any("-" in cell for cell in cells):
        print_cell = lambda cell: date_in(dates or language, cell)  # noqa: E731  three forms of one thing
    elif column == "value" and _are_quantities(dataset):
        cells = [_quantity(row, dataset, heading, language, style) for row in dataset.rows]
    elif counted and _numbers(dataset, cells) and not any(map(_is_share, cells)):
        print_cell = lambda cell: print_number(  # noqa: E731
            read_number(cell), language, style.large, style.negative
        )
    elif _numbers(dataset, cells):
        print_cell = lambda cell: _with_sign(cell, sign_of(language, style.negative))  # noqa: E731
    shown = [cell if dataset.lacks_number(cell) else print_cell(cell) for cell in cells]
    marks = [row.marks.get(column, "") for row in dataset.rows]
    marked = (cell + mark for cell, mark in zip(shown, marks, strict=True))
    return [_lines(cell, dates or language) for cell in marked]


def _is_share(cell: str) -> bool:
    return cell.endswith(("%", "％"))


def _with_sign(cell: str, negative: str) -> str:
    """A number as it is written, but with the sign that the paper prints, and with narrow digits.

    Full-width ones, as some offices type them, would stand under no others.
    """
    if read_number_or_share(cell) >= 0:
        return unicodedata.normalize("NFKC", cell) if _WIDE_DIGITS.search(cell) else cell
    return negative + unicodedata.normalize("NFKC", cell.strip().strip("()（）").lstrip("-−‐－△▲"))


def _are_quantities(dataset: Dataset) -> bool:
    names = [name for name in ("value", "low", "high") if name in dataset.columns]
    return are_readable([cell for name in names for cell in _cells(dataset, name)], read_number)


def _quantity(row: Row, dataset: Dataset, heading: str, language: str, style: Numbers) -> str:
    """A cell of the column ``value``, with what of the quantity no other column shows."""
    shown = tuple(dataset.sidecar.columns if dataset.sidecar else ()) or dataset.columns
    quantity = read_quantity(row, dataset, [])
    if "low" in shown or "high" in shown:
        quantity = replace(quantity, low=None, high=None)
    if "qualifier" in shown:
        quantity = replace(quantity, qualifier="")
    unit = quantity.unit.get(language, "")
    beside = any(name in shown for name in ("unit", "unit_ja", "unit_en"))
    return quantity.text(language, style, unit=not beside and not (unit and unit in heading))


def _lines(cell: str, lang: str) -> list[str]:
    lines = filter(None, map(plain, _LINE_BREAK.split(cell)))
    return [date_alone(line, lang) for line in lines] or [""]


def _align(dataset: Dataset, column: str) -> str:
    numbers = _numbers(dataset, _cells(dataset, column))
    return "right" if numbers or (column == "value" and _are_quantities(dataset)) else "left"


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
        lengths = [_display_width(line) for cell in cells for line in cell]
        most = max([_display_width(heading), *lengths])
        mean = sum(lengths) / len(lengths) if lengths else most
        longest.append(float(most + 2))
        weighed.append(float(min(max((most + mean) / 2, _NARROWEST), _WIDEST)))
    weights = longest if sum(longest) <= _READER_COLUMNS else weighed
    given = [sidecar.widths.get(name) for name in names]
    if not any(given):
        return weights
    shares = [width / sum(weights) for width in weights]
    known = [(width, share) for width, share in zip(given, shares, strict=True) if width]
    part = sum(width for width, _ in known) / sum(share for _, share in known)
    return [width or share * part for width, share in zip(given, shares, strict=True)]
