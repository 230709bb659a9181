"""How a data file is laid out, as its sidecar says under ``read``: what is not in the file."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from hakusho.data.words import BothLanguages  # noqa: TC001  pydantic reads it
from hakusho.findings import BadValueError
from hakusho.paper.yaml_source import Strict

AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7}):\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def _texts(value: Any) -> Any:
    """One or several; YAML reads 0 as a number."""
    given = value if isinstance(value, list | tuple) else [value]
    return [each if isinstance(each, bool | dict | list) else str(each) for each in given]


def _numbers(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [] if value in (0, None) else [value]


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_TextsGiven = str | int | tuple[str | int, ...]
_RowsGiven = int | tuple[int, ...]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts, json_schema_input_type=_TextsGiven)]
Rows = Annotated[
    tuple[Annotated[int, Field(ge=1)], ...],
    BeforeValidator(_numbers, json_schema_input_type=_RowsGiven),
]


_Name = Annotated[str, BeforeValidator(_text), Field(min_length=1)]
Encoding = Literal[
    "utf-8", "cp932", "shift_jis", "euc-jp", "utf-16", "cp1252", "latin-1", "cp949", "gb18030",
    "big5", "cp1250", "cp1251",
]  # fmt: skip


class Layout(Strict):
    """Where in a file the table is, and how its cells are written.

    Attributes:
        sheet: The sheet of a workbook, by name or by number from 1.
        range: Which cells of it: ``B4:H30``, or a name that the workbook gives to them.
        table: The table or view of a database.
        list: The way to the list of mappings of a JSON or YAML file: ``data.rows``, by number
            where it stands in a list: ``2``, ``data.2.rows``.
        encoding: Of a text file that is not UTF-8.
        delimiter: What stands between the cells of a text file; without it a comma, of a TSV file
            a tab.
        header: The rows that name the columns, by number; without it the first that is not empty;
            0 where none does.
        columns: The names of all columns, in place of those in the file.
        skip: Rows that are passed over, by number; those above the header are anyhow.
        notes: How the first cell of the first row of notes begins; it and all below are notes.
        fill: Columns in which an empty cell says the same as the one above it.
        missing: What stands for a number that there is not, beside …, -, x, *** and n.a.
        marks: What a mark at the beginning or the end of a cell means: ``p``, ``r``, ``*``, ``1)``.
        dates: Columns of years and dates in any form (令和7年度, R7.4.1, 2025/4/1, 20250401, the
            numbers of days that a spreadsheet keeps), which are read as ISO 8601 has them.
        decimal: What stands before the decimal places.
        across: Of a table with a column for each year, what the column of years is to be called of
            one with a row for each, and that of the numbers: ``{year: value}``.
        units: What the codes in a column ``unit`` stand for: ``{THS_T: thousand tonnes}``.
    """

    sheet: Annotated[str, BeforeValidator(_text, json_schema_input_type=str | int)] = ""
    range: str = ""
    table: str = ""
    list: Annotated[str, BeforeValidator(_text, json_schema_input_type=str | int)] = ""
    encoding: Encoding = "utf-8"
    delimiter: str = Field(default="", max_length=1)
    header: Rows | None = None
    columns: Texts = ()
    skip: Rows = ()
    notes: Texts = ()
    fill: Texts = ()
    missing: Texts = ()
    marks: dict[Annotated[str, BeforeValidator(_text)], BothLanguages] = Field(default_factory=dict)
    dates: Texts = ()
    decimal: Literal[".", ","] = "."
    across: dict[_Name, _Name] = Field(default_factory=dict, max_length=1)
    units: dict[_Name, BothLanguages] = Field(default_factory=dict)

    def __hash__(self) -> int:  # pydantic's own fails at a mapping
        return hash(self.model_dump_json())

    @model_validator(mode="after")
    def _makes_sense(self) -> Layout:
        if self.header == () and not self.columns:
            raise BadValueError("without a header, 'columns' must name the columns")
        return self


AS_IT_STANDS = Layout()
"""Of a file whose sidecar does not say how it is to be read."""


def sheet_of(written: str) -> str:
    """The name of a sheet, which an address has in single quotes if it is no word."""
    return written[1:-1].replace("''", "'") if written.startswith("'") else written


def area_of(text: str) -> tuple[int, int, int, int] | None:
    """Read ``B4:H30``: first row, first column, last row, last column; ``None`` if it is a name."""
    match = AREA.fullmatch(text.strip())
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    rows, columns = sorted((int(top), int(bottom))), sorted((_number(left), _number(right)))
    return rows[0], columns[0], rows[1], columns[1]


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
