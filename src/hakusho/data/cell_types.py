"""What a cell of each type may hold."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from hakusho.data.numbers import read_number
from hakusho.data.qualifiers import read_qualifier
from hakusho.findings import did_you_mean, said, say_all
from hakusho.values.dates import PartialDate, iso_hint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hakusho.data.declarations import ColumnType

_CITEKEY = re.compile(r"[^\s@,;{}\[\]\\]+")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_YES_NO = frozenset({"yes", "no", "true", "false", "はい", "いいえ", "○", "×", "1", "0"})
_DIGIT = re.compile(r"\d")
_ONE_KEY = "Give one key of the bibliography, without @."
_NO_SPACES = "An id holds no spaces."


class BadCellError(Exception):
    """``args`` are what is wrong and what to do; made of their templates and values."""

    def __init__(self, message: str, hint: str, *values: object) -> None:
        super().__init__(*say_all((message, hint), values))


def read_cell(text: str, column: ColumnType) -> Any:
    """Read a cell as its column's type.

    Args:
        text: Not empty.
        column: The type, with its limits.

    Returns:
        A number, a date or a text.

    Raises:
        BadCellError: If it is none, or out of range.
    """
    value = _READERS[column.type](text, column)
    _check_limits(value, text, column)
    return value


def _check_limits(value: Any, text: str, column: ColumnType) -> None:
    dates = column.type == "date"
    for limit, word, below in (
        (column.min, "earliest" if dates else "least", True),
        (column.max, "latest" if dates else "largest", False),
    ):
        if not limit:
            continue
        end = _READERS[column.type](limit, column)
        given, end = _comparable(value, end) if dates else (value, end)
        if given < end if below else given > end:
            message = "'{text}' is out of range; the {end} is {limit}"
            raise BadCellError(message, "", text, word, limit)


def _comparable(day: PartialDate, end: PartialDate) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Two dates as far as both are known: 2030-05 is not after 2030."""
    parts = [(day.year, end.year), (day.month, end.month), (day.day, end.day)]
    known = [pair for pair in parts if 0 not in pair]
    return tuple(pair[0] for pair in known), tuple(pair[1] for pair in known)


def _number(text: str, _column: ColumnType) -> Any:
    try:
        return read_number(text)
    except ValueError as error:
        hint = "Write digits alone; a unit, a range or a word such as 約 has its own column."
        raise BadCellError(said(error), hint) from error


def _integer(text: str, column: ColumnType) -> Any:
    number = _number(text, column)
    if number != number.to_integral_value():
        raise BadCellError("'{text}' is not a whole number", "", text)
    return number


def _year(text: str, _column: ColumnType) -> int:
    digits = unicodedata.normalize("NFKC", text).strip()
    if not _YEAR.fullmatch(digits):
        raise BadCellError("'{text}' is no year of the Western calendar", "Write 4 digits.", text)
    return int(digits)


def _date(text: str, _column: ColumnType) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise BadCellError("'{text}' is no date: {error}", iso_hint(text), text, error) from error


def _pattern(pattern: re.Pattern[str], what: str, hint: str) -> Callable[[str, ColumnType], str]:
    def read(text: str, _column: ColumnType) -> str:
        if not pattern.fullmatch(text):
            raise BadCellError("'{text}' is no {kind}", hint, text, what)
        return text

    return read


def _choice(text: str, column: ColumnType) -> str:
    if text in column.choices:
        return text
    hint = did_you_mean(text, column.choices)
    raise BadCellError("'{text}' is none of {choices}", hint, text, ", ".join(column.choices))


def _unit(text: str, _column: ColumnType) -> str:
    if _DIGIT.search(text):
        raise BadCellError("'{text}' is no unit", "The number has a column of its own.", text)
    return text


def _qualifier(text: str, _column: ColumnType) -> str:
    try:
        return read_qualifier(text)
    except ValueError as error:
        raise BadCellError(said(error), "") from error


def _yes_or_no(text: str, _column: ColumnType) -> str:
    if text.casefold() not in _YES_NO:
        raise BadCellError("'{text}' is neither yes nor no", "", text)
    return text


def _anything(text: str, _column: ColumnType) -> str:
    return text


_READERS: dict[str, Callable[[str, ColumnType], Any]] = {
    "text": _anything,
    "number": _number,
    "integer": _integer,
    "year": _year,
    "date": _date,
    "citekey": _pattern(_CITEKEY, "citekey", _ONE_KEY),
    "id": _pattern(re.compile(r"\S+"), "id", _NO_SPACES),
    "choice": _choice,
    "unit": _unit,
    "qualifier": _qualifier,
    "yesno": _yes_or_no,
}


def are_readable(cells: Sequence[str], read: Callable[[str], object]) -> bool:
    """Whether there are cells with text, and all of them can be read.

    Args:
        cells: Of a column; empty ones do not count.
        read: Raises ValueError for a text that it cannot read.
    """
    filled = [cell for cell in cells if cell]
    try:
        for cell in filled:
            read(cell)
    except ValueError:
        return False
    return bool(filled)
