"""A first sidecar of a data file, as text: what was guessed, and what only its author can say."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import TYPE_CHECKING

from hakusho.data.column_kinds import kind_by_cells
from hakusho.data.data_files import CELLS, COLUMN_FILES, TABLES, WORKBOOKS, texts_of
from hakusho.data.dataset import STATUSES, Dataset
from hakusho.data.datasets import grid_of
from hakusho.data.doubts import has_decimal_commas
from hakusho.data.frozen import frozen
from hakusho.data.grids import Record
from hakusho.data.json_files import read_json, rows_in
from hakusho.data.layout import Layout
from hakusho.data.layout_guess import guessed
from hakusho.data.long_form import years_across
from hakusho.data.packed_column import meaning_of_flag
from hakusho.data.table_reading import shaped, with_point
from hakusho.data.trees import lists_of
from hakusho.data.unit_codes import CODES, codes_in, unit_in, words_of
from hakusho.data.workbooks import read_workbook
from hakusho.paper.reading import IN_A_SIDECAR, likely_encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.data.grids import Grid
    from hakusho.data.layout_guess import Guess
    from hakusho.data.table_reading import Shaped


_SHARE = re.compile(r"率|割合|比$|[%％]")
_DELIMITERS = ";\t|"
_WITH_LISTS = (".json", ".geojson")
_MOST_NAMED = 12
_NONE = ":"
"""In place of a number, in tables of Eurostat."""
_FEWEST_YEARS = 3
_SOURCE = 'source: ""'


@dataclass(frozen=True, slots=True)
class Remarks:
    """What comments say of what only the author knows.

    Attributes:
        source: Beside the line for the source.
        mark: Beside a mark whose meaning the file does not say.
        across: Beside what makes a row for each year.
        others: Before the other tables or lists of the file.
        year: What a column of years is called that has no name.
        value: Likewise one of numbers.
        item: Likewise one of words.
    """

    source: str = "the citekey of what the data are from"
    mark: str = "what does it mean?"
    across: str = "a row for each year, for lines, .latest and .growth"
    others: str = "or"
    year: str = "year"
    value: str = "value"
    item: str = "item"


_IN_JAPANESE = Remarks(
    "出所の文献キー",
    "この印の意味",
    "年ごとに1行にする（折れ線、.latest、.growth のため）",
    "または",
    "年",
    "値",
    "項目",
)


def remarks_in(language: str) -> Remarks:
    """The comments of a sidecar, in the language of the paper."""
    return _IN_JAPANESE if language == "ja" else Remarks()


def first_sidecar(path: str, data: bytes, remarks: Remarks | None = None) -> str:
    """Write a sidecar for a file with these contents.

    Args:
        path: Where it is in the paper, ``figures/data/ports.csv``.
        data: What it holds.
        remarks: The comments, if not in English.

    Returns:
        YAML, with a comment at what should be looked at.
    """
    said = remarks or Remarks()
    return "".join(f"{line}\n" for line in _sidecar(path, data, said))


def _sidecar(path: str, data: bytes, remarks: Remarks) -> Iterator[str]:
    unknown = f"{_SOURCE}  # {remarks.source}"
    text, settings = _as_text(path, data)
    layout = Layout.model_validate({name: each for name, each in settings.items() if each})
    cells = path.endswith((*CELLS, *WORKBOOKS))
    grid = grid_of(path, text, layout)[0] if cells and text else None
    if grid is None or not grid.records:
        yield unknown
        yield from _which_part(path, data, text, remarks)
        return
    if has_decimal_commas(grid.records, semicolons=layout.delimiter == ";"):
        settings["decimal"] = ","
        grid = replace(grid, records=tuple(map(_with_points, grid.records)))
    yield from _lines(grid, guessed(grid), settings, remarks)


def _which_part(path: str, data: bytes, text: str, remarks: Remarks) -> Iterator[str]:
    """Which of the tables of a database is read, or which of the lists of a document."""
    key, names = "table", list[str]()
    if not text and path.endswith(COLUMN_FILES):
        yield from _which_columns(path, data)
        return
    if text and path.endswith(TABLES):
        names = [sheet.name for sheet in read_workbook(text).sheets]
    elif text and path.endswith(_WITH_LISTS):
        key, names = "list", _lists(path, text)
    if len(names) > 1:
        shown = ", ".join(names[1:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
        yield "read:"
        yield f"  {key}: {_text(names[0])}  # {remarks.others} {shown}"


def _which_columns(path: str, data: bytes) -> Iterator[str]:
    """So many columns of a file with too many cells as can be read, and in a comment the others."""
    from hakusho.data.column_files import fitting_columns  # noqa: PLC0415  seldom needed

    names, fit = fitting_columns(data, "parquet" if path.endswith(".parquet") else "arrow")
    if 0 < fit < len(names):
        yield "read:"
        yield f"  columns: {_texts(names[:fit])}  # {_texts(names[fit:])}"


def _lists(path: str, text: str) -> list[str]:
    """The ways to the lists of rows of a document that is none itself, the longest list first."""
    document, problems = read_json(path, text)
    if problems or rows_in(path, text, document, Layout())[0] is not None:
        return []
    whole = Dataset("", path, "tree", (), (), frozen(document), "")
    found = [(way, rows) for way, rows in lists_of(whole) if way and "[" not in way]
    return [way for way, rows in sorted(found, key=lambda each: -len(each[1].rows))]


def _with_points(record: Record) -> Record:
    return Record(tuple(map(with_point, record.cells)), record.places)


def _as_text(path: str, data: bytes) -> tuple[str, dict[str, str]]:
    """The text of a file, and what one has to know to get at its cells."""
    settings: dict[str, str] = {}
    texts = texts_of({path: data})[0]
    if path.endswith(CELLS) and path not in texts:
        encoding = IN_A_SIDECAR.get(likely_encoding(data), "")
        with suppress(UnicodeError, LookupError):
            texts = {path: data.decode(encoding)}
            settings["encoding"] = encoding
    text = texts.get(path, "")
    if path.endswith(CELLS):
        delimiter = _delimiter(text)
        settings |= {"delimiter": delimiter} if delimiter and not path.endswith(".tsv") else {}
    if path.endswith(WORKBOOKS) and text:
        sheets = [sheet for sheet in read_workbook(text).sheets if sheet.rows]
        if len(sheets) > 1:
            fullest = max(sheets, key=lambda sheet: sum(len(cells) for _, cells in sheet.rows))
            settings["sheet"] = fullest.name
    return text, settings


def _delimiter(text: str) -> str:
    """What stands between cells where it is no comma; empty where it is one."""
    lines = text.splitlines()[:20]
    counted = {sign: sum(line.count(sign) for line in lines) for sign in f",{_DELIMITERS}"}
    most = max(counted, key=lambda sign: counted[sign])
    return most if most != "," and counted[most] > counted[","] else ""


def _lines(grid: Grid, guess: Guess, settings: dict[str, str], remarks: Remarks) -> Iterator[str]:
    plain = not guess.header or guess.header == (grid.records[0].line,)
    header = () if plain and guess.header else guess.header
    layout = Layout(header=guess.header or None, notes=(guess.notes,) if guess.notes else ())
    table = shaped(grid, layout)[0]
    apart = layout.model_copy(update={"columns": tuple(map(str, range(len(table.columns))))})
    cells = [[*row.values.values()] for row in shaped(grid, apart)[0].rows]
    names = _all_named(table, guess.names or table.columns, cells, remarks)
    dates = [names[at] for at in guess.dates if at < len(names)]
    fill = [names[at] for at in guess.fill if at < len(names) and names[at]]
    if guess.title:
        yield f"caption: {_text(guess.title)}"
    yield f"{_SOURCE}  # {remarks.source}"
    if guess.unit:
        yield f"unit: {{ja: {_text(guess.unit)}}}"
    types = [*_types(names, cells, guess.unit)]
    yield from (["schema:", *types] if types else [])
    said = {name: _text(value) for name, value in settings.items() if value}
    said |= {"header": _list(header)} if header else {}
    said |= {"columns": _texts(names)} if names != table.columns else {}
    said |= {"skip": _list(guess.skip)} if guess.skip else {}
    said |= {"notes": _texts([guess.notes])} if guess.notes else {}
    said |= {"dates": _texts(dates)} if dates else {}
    said |= {"fill": _texts(fill)} if fill else {}
    said |= {"missing": _texts(guess.missing)} if guess.missing else {}
    words = words_of(table.rows)
    units = codes_in(names, dict.fromkeys(filter(None, map(unit_in, table.rows))))
    across = _across(names, remarks)
    if across and not (said or guess.marks or units):
        yield f"# read: {{across: {{{across}}}}}  # {remarks.across}"
    if said or guess.marks or units:
        yield "read:"
        yield from (f"  # across: {{{across}}}  # {remarks.across}",) if across else ()
    for name, value in said.items():
        yield f"  {name}: {value}"
    if units:
        yield "  units:"
    for code in units:
        said_of_it = _both(CODES.get(code) or (words[code] or code,) * 2)
        yield f"    {_text(code)}: {said_of_it}" + ("" if code in CODES else f"  # {remarks.mark}")
    if guess.marks:
        yield "  marks:"
    for mark, meaning in guess.marks:
        flag = meaning_of_flag(mark) if not meaning and _NONE in guess.missing else None
        said_of_it = _both(flag) if flag else _text(meaning)
        remark = "" if meaning or flag else f"  # {remarks.mark}"
        yield f"    {_text(mark)}: {said_of_it}{remark}"


def _types(names: Sequence[str], cells: Sequence[Sequence[str]], unit: str) -> Iterator[str]:
    """Columns of shares beside numbers of a unit, and one called as of facts that is of words."""
    if unit and unit != "%":
        yield from (f'  {_text(name)}: {{unit: "%"}}' for name in names if _SHARE.search(name))
    for at, name in enumerate(names):
        held = {row[at] for row in cells if at < len(row) and row[at]}
        if name == "status" and held and held.isdisjoint(STATUSES):
            yield f"  {name}: text"


def _across(names: Sequence[str], remarks: Remarks) -> str:
    """What would make a row for each year of a table with a column for each."""
    if len(years_across(names)) < max(_FEWEST_YEARS, len(names) // 3):
        return ""
    year, value = (
        name if name not in names else f"{name}_" for name in (remarks.year, remarks.value)
    )
    return f"{_text(year)}: {_text(value)}"


def _all_named(
    table: Shaped, called: Sequence[str], rows: Sequence[Sequence[str]], remarks: Remarks
) -> tuple[str, ...]:
    """The columns of a table, those that have no name by what they hold, unless these are most.

    What is ``called`` as another before it gets a number, where the table does not call it so.
    """
    names = list(called[: len(table.columns)])
    if names.count("") * 2 > len(names) or len(names) < len(table.columns):
        return table.columns
    if called != table.columns:
        names = [*numbered(names)]
    for at, name in enumerate(names):
        if name:
            continue
        cells = [row[at] for row in rows if row[at]]
        kind = kind_by_cells(remarks.year, cells)
        own = {"date": remarks.year, "number": remarks.value}.get(kind, remarks.item)
        others = (f"{own}{number}" for number in count(2))
        names[at] = next(each for each in (own, *islice(others, len(names))) if each not in names)
    return tuple(names)


def numbered(names: Iterable[str]) -> Iterator[str]:
    """Names, those that stand before already with a number behind them."""
    seen = Counter[str]()
    for name in names:
        seen[name] += 1
        yield f"{name}{seen[name]}" if name and seen[name] > 1 else name


def _list(values: tuple[int, ...]) -> str:
    return str(values[0]) if len(values) == 1 else f"[{', '.join(map(str, values))}]"


def _texts(values: list[str] | tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _both(words: tuple[str, str]) -> str:
    return f"{{ja: {_text(words[0])}, en: {_text(words[1])}}}"


def _text(text: str) -> str:
    """A text as YAML reads it again, whatever is in it: as JSON writes it."""
    return json.dumps(text, ensure_ascii=False)
