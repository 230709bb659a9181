"""SQLite databases: one table or view, as text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from hakusho.data.grids import MOST_CELLS, Sheet
from hakusho.data.workbooks import (
    UnreadableFileError,
    Workbook,
    count_cells,
    days_of_midnights,
    float_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_Value = str | bytes | float | None
_ALLOWED = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
_STEPS, _MOST_TURNS = 100_000, 2_000
"""Instructions of SQLite between two looks, and so many looks: seconds of a processor."""
_LONGEST = 2**24
"""Bytes of a cell, and of what a view makes on the way to one."""
_OF_DATES = ("date", "time", "datetime", "julianday", "strftime", "unixepoch", "timediff")
_HERE = frozenset({"now", "localtime", "utc"})
"""What they take for the time, and for the machine's time zone."""
_OF_NOW = frozenset({"random", "randomblob", "current_date", "current_time", "current_timestamp"})
_OF_FORMATS = ("printf", "format")
"""What answers with nothing where a text is too long, and not with an error as all others do."""
_UNCERTAIN = "'{name}' asks for the time of day or for chance: it says something else each time"
_TOO_LONG = "'{name}' makes a text of more than {most:,} bytes"
_WRITE_DOWN = "Write the day into the view, or keep what it says as a table."
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
    "AND name NOT LIKE 'sqlite_%' ORDER BY name"
)


def read_database(data: bytes, wanted: str = "") -> Workbook:
    """Read the table or view that is wanted, or the only one; of the others the names alone.

    Nothing but reading is allowed, and a view may take no longer than a few seconds.

    Raises:
        UnreadableFileError: If it is no database, is damaged or too large.
    """
    functions, read = _Functions(), wanted
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(_in_memory(data))
            database.text_factory = _decoded
            names = [_whole(name) for (name,) in database.execute(_TABLES)]
            _confine(database, functions)
            read = wanted or (names[0] if len(names) == 1 else "")
            sheets = [
                Sheet(name, days_of_midnights((*_rows(database, name),)) if name == read else ())
                for name in names
            ]
    except (sqlite3.Error, OverflowError) as error:
        if functions.asked:
            raise UnreadableFileError(_UNCERTAIN, read, hint=_WRITE_DOWN) from error
        if functions.too_long:
            raise UnreadableFileError(_TOO_LONG, read, _LONGEST) from error
        message = "this SQLite database cannot be read: {error}"
        hint = "Copy it again; or save the table that the paper needs as CSV."
        raise UnreadableFileError(message, error, hint=hint) from error
    return Workbook(tuple(sheets))


def _in_memory(data: bytes) -> bytes:
    """A database as one that is not written beside its file, which memory has none of.

    The numbers in its head say how it is written and read: 2 is with a write-ahead log.
    """
    return data[:18] + b"\1\1" + data[20:] if data[18:20] == b"\2\2" else data


class _Functions:
    """Functions of SQLite that are answered here, since their own answers would not do.

    Two readings of a view differ by the time, the machine's time zone, chance; and what is too
    long for :data:`_OF_FORMATS` would be an empty cell.

    Attributes:
        asked: Whether a view has asked for what makes it differ.
        too_long: Whether a text was too long.
    """

    def __init__(self) -> None:
        self.asked = self.too_long = False

    def replace_in(self, database: sqlite3.Connection) -> None:
        """Let those of dates say nothing of now and here, and those of formats say what fails."""
        for name in (*_OF_DATES, *_OF_FORMATS):
            answer = self._formatted if name in _OF_FORMATS else self._worked_out
            database.create_function(name, -1, partial(answer, name), deterministic=True)

    def allows(self, function: str | None) -> bool:
        """Whether a function may be called."""
        uncertain = str(function).lower() in _OF_NOW
        self.asked = self.asked or uncertain
        return not uncertain

    def _worked_out(self, name: str, *values: _Value) -> _Value:
        of_time = values[1:] if name == "strftime" else values
        if not of_time or any(str(each).strip().lower() in _HERE for each in of_time):
            self.asked = True
            raise ValueError(name)
        return _asked_apart(name, values)

    def _formatted(self, name: str, *values: _Value) -> _Value:
        made = _asked_apart(name, values)
        if made is None and values and values[0] is not None:
            self.too_long = True
            raise ValueError(name)
        return made


def _asked_apart(name: str, values: tuple[_Value, ...]) -> _Value:
    """What a function of SQLite's own answers."""
    with closing(sqlite3.connect(":memory:")) as apart:
        apart.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        marks = ", ".join("?" * len(values))
        answer: tuple[_Value] = apart.execute(f"SELECT {name}({marks})", values).fetchone()
        return answer[0]


def _confine(database: sqlite3.Connection, functions: _Functions) -> None:
    """Let it read, and nothing else, of what is the same each time; for so long, and so much."""
    turns = iter(range(_MOST_TURNS))
    functions.replace_in(database)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)

    def allowed(action: int, _: str | None, name: str | None, *__: object) -> int:
        calls = action == sqlite3.SQLITE_FUNCTION
        may = action in _ALLOWED and (not calls or functions.allows(name))
        return sqlite3.SQLITE_OK if may else sqlite3.SQLITE_DENY

    database.set_authorizer(allowed)
    database.set_progress_handler(lambda: next(turns, None) is None, _STEPS)


def _rows(database: sqlite3.Connection, table: str) -> Iterator[tuple[int, dict[int, str]]]:
    """The names of the columns as row 0, and each row by its number."""
    quoted = table.replace('"', '""')
    asked = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608  a name from the database
    names = [str(column[0]) for column in asked.description]
    yield 0, dict(enumerate(names, 1))
    for number, row in enumerate(asked, 1):
        if number * len(names) > MOST_CELLS:
            count_cells(number * len(names))
        yield number, {at: _text(cell, number, at) for at, cell in enumerate(row, 1)}


def _decoded(text: bytes) -> str:
    return text.decode(errors="surrogateescape")


def _whole(text: str, place: tuple[int, int] = (0, 0)) -> str:
    """A text that is UTF-8, as SQLite does not see to."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableFileError("a text in this database is not UTF-8", place=place) from error
    return text


def _text(cell: object, row: int, column: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _whole(cell, (row, column)).strip()
    if isinstance(cell, bytes):
        message = "row {row}, column {column} holds bytes, which are no text"
        hint = "Make a view with the columns that the paper needs, and name it with 'table'."
        raise UnreadableFileError(message, row, column, hint=hint, place=(row, column))
    return float_text(cell, (row, column)) if isinstance(cell, float) else str(cell)
