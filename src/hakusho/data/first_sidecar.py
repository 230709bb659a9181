"""A first sidecar of a data file, as text: what was guessed, and what only its author can say."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.data.data_files import CELLS, WORKBOOKS, texts_of
from hakusho.data.datasets import grid_of
from hakusho.data.doubts import has_decimal_commas
from hakusho.data.grids import Record
from hakusho.data.layout import Layout
from hakusho.data.layout_guess import guessed
from hakusho.data.table_reading import shaped, with_point
from hakusho.data.workbooks import read_workbook
from hakusho.paper.reading import IN_A_SIDECAR, likely_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.data.grids import Grid
    from hakusho.data.layout_guess import Guess


_SHARE = re.compile(r"率|割合|比$|[%％]")
_DELIMITERS = ";\t|"
_SOURCE = 'source: ""'


@dataclass(frozen=True, slots=True)
class Remarks:
    """What comments say of what only the author knows.

    Attributes:
        source: Beside the line for the source.
        mark: Beside a mark whose meaning the file does not say.
    """

    source: str = "the citekey of what the data are from"
    mark: str = "what does it mean?"


_IN_JAPANESE = Remarks("出所の文献キー", "この印の意味")


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
        return
    if has_decimal_commas(grid.records, semicolons=layout.delimiter == ";"):
        settings["decimal"] = ","
        grid = replace(grid, records=tuple(map(_with_points, grid.records)))
    yield from _lines(grid, guessed(grid), settings, remarks)


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
    names = shaped(grid, layout)[0].columns
    dates = [names[at] for at in guess.dates if at < len(names)]
    fill = [names[at] for at in guess.fill if at < len(names) and names[at]]
    if guess.title:
        yield f"caption: {_text(guess.title)}"
    yield f"{_SOURCE}  # {remarks.source}"
    if guess.unit:
        yield f"unit: {{ja: {_text(guess.unit)}}}"
        shares = [name for name in names if _SHARE.search(name)]
        yield from (["schema:"] if shares and guess.unit != "%" else [])
        yield from (f'  {_text(name)}: {{unit: "%"}}' for name in shares if guess.unit != "%")
    said = {name: _text(value) for name, value in settings.items() if value}
    said |= {"header": _list(header)} if header else {}
    said |= {"skip": _list(guess.skip)} if guess.skip else {}
    said |= {"notes": _texts([guess.notes])} if guess.notes else {}
    said |= {"dates": _texts(dates)} if dates else {}
    said |= {"fill": _texts(fill)} if fill else {}
    said |= {"missing": _texts(guess.missing)} if guess.missing else {}
    if said or guess.marks:
        yield "read:"
    for name, value in said.items():
        yield f"  {name}: {value}"
    if guess.marks:
        yield "  marks:"
    for mark, meaning in guess.marks:
        yield f"    {_text(mark)}: {_text(meaning)}" + ("" if meaning else f"  # {remarks.mark}")


def _list(values: tuple[int, ...]) -> str:
    return str(values[0]) if len(values) == 1 else f"[{', '.join(map(str, values))}]"


def _texts(values: list[str] | tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _text(text: str) -> str:
    """A text as YAML reads it again, whatever is in it: as JSON writes it."""
    return json.dumps(text, ensure_ascii=False)
