"""What a cell of each type may hold, and the cells of a dataset checked against it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, create_model
from pydantic_core import PydanticCustomError

from hakusho.data.likely_numbers import number_hint
from hakusho.data.numbers import read_number
from hakusho.data.quantities import read_qualifier
from hakusho.findings import NOTHING, Finding, Text, also, did_you_mean, noun, said, say, say_all
from hakusho.paper.yaml_source import locate
from hakusho.values.dates import PartialDate
from hakusho.values.letters import normal_width
from hakusho.values.likely_dates import iso_hint

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from pydantic import BaseModel

    from hakusho.data.dataset import Row
    from hakusho.data.sidecar import ColumnType
    from hakusho.findings import Location


_YEAR = re.compile(r"\d{4}", re.ASCII)
_NEGATIVE = frozenset("△▲(（")
_YES_NO = frozenset({"yes", "no", "true", "false", "はい", "いいえ", "○", "×", "1", "0"})


class BadCellError(Exception):
    """``args`` are what is wrong and what to do; made of their templates and values."""

    def __init__(self, message: str, hint: str, *values: object) -> None:
        super().__init__(*say_all((message, hint), values))


def read_cell(text: str, column: ColumnType) -> Any:
    """A cell that is not empty as its column's type has it: a number, a date or a text.

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
            hint = say("It is read as {number}.", given) if text[:1] in _NEGATIVE else ""
            raise BadCellError(message, hint, text, noun(word), limit)


def _comparable(day: PartialDate, end: PartialDate) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Two dates as far as both are known: 2030-05 is not after 2030."""
    parts = [(day.year, end.year), (day.month, end.month), (day.day, end.day)]
    known = [pair for pair in parts if 0 not in pair]
    return tuple(pair[0] for pair in known), tuple(pair[1] for pair in known)


def _number(text: str, _column: ColumnType) -> Any:
    try:
        return read_number(text)
    except ValueError as error:
        raise BadCellError(said(error), number_hint(text)) from error


def _integer(text: str, column: ColumnType) -> Any:
    number = _number(text, column)
    if number != number.to_integral_value():
        raise BadCellError("'{text}' is not a whole number", "", text)
    return number


def _year(text: str, _column: ColumnType) -> int:
    digits = normal_width(text).strip()
    if not _YEAR.fullmatch(digits):
        raise BadCellError("'{text}' is no year of the Western calendar", "Write 4 digits.", text)
    return int(digits)


def _date(text: str, _column: ColumnType) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise BadCellError("'{text}' is no date: {error}", iso_hint(text), text, error) from error


def _pattern(what: str, pattern: str, hint: Text) -> Callable[[str, ColumnType], str]:
    def read(text: str, _column: ColumnType) -> str:
        if not re.fullmatch(pattern, text):
            raise BadCellError("'{text}' is no {kind}", hint, text, noun(what))
        return text

    return read


def _choice(text: str, column: ColumnType) -> str:
    if text in column.choices:
        return text
    hint = did_you_mean(text, column.choices)
    raise BadCellError("'{text}' is none of {choices}", hint, text, ", ".join(column.choices))


def _qualifier(text: str, _column: ColumnType) -> str:
    try:
        return read_qualifier(text)
    except ValueError as error:
        raise BadCellError(said(error), "") from error


def _yes_or_no(text: str, _column: ColumnType) -> str:
    if text.casefold() not in _YES_NO:
        raise BadCellError("'{text}' is neither yes nor no", "", text)
    return text


_READERS: dict[str, Callable[[str, ColumnType], Any]] = {
    "text": lambda text, _column: text,
    "number": _number,
    "integer": _integer,
    "year": _year,
    "date": _date,
    "citekey": _pattern(
        "citekey", r"[^\s@,;{}\[\]\\]+", say("Give one key of the bibliography, without @.")
    ),
    "id": _pattern("id", r"\S+", say("An id holds no spaces.")),
    "choice": _choice,
    "unit": _pattern("unit", r"\D*", say("The number has a column of its own.")),
    "qualifier": _qualifier,
    "yesno": _yes_or_no,
}


def are_readable(cells: Sequence[str], read: Callable[[str], object]) -> bool:
    """Whether cells hold text and ``read`` raises ValueError for none; empty ones are left."""
    filled = [cell for cell in cells if cell]
    try:
        for cell in filled:
            read(cell)
    except ValueError:
        return False
    return bool(filled)


_COUNTED = frozenset({"number", "integer"})


def check_rows(
    rows: Sequence[Row], types: Mapping[str, ColumnType], missing: Collection[str] = ()
) -> Iterator[Finding]:
    """Check the rows of a table; ``missing`` is what may stand in place of a number.

    Yields:
        DAT006 for each cell that is not, at its line and column, and for each id of a column of
        ids that was given before.
    """
    model = _model(types)
    for row in rows:
        filled = ((name, kind, row.get(name)) for name, kind in types.items() if row.get(name))
        given = {
            name: cell
            for name, kind, cell in filled
            if not (kind.type in _COUNTED and cell in missing)
        }
        for name, message, hint in _problems(model, given):
            yield Finding.of("DAT006", row.where(name), message, hint, because=row.subjects)
    cells = ((name, row.get(name), row.where(name)) for row in rows for name in _ids(types))
    yield from _repeated(cells)


def check_lists(
    path: str, document: Any, types: Mapping[str, Mapping[str, ColumnType]]
) -> Iterator[Finding]:
    """Check the lists of mappings of a YAML file.

    Args:
        path: The file.
        document: What ``load_yaml`` returned.
        types: By the way to a list (``mechanism[]``; ``[]`` is the file itself), what the values
            of each key must be; other keys are free.

    Yields:
        DAT006 for each value that is not, and for each item that is no mapping; DAT003 for a list
        that is not there.
    """
    for way, columns in types.items():
        keys = tuple(key for key in way.removesuffix("[]").split(".") if key)
        items: Any = document
        for key in keys:
            items = items.get(key) if isinstance(items, dict) else None
        if not isinstance(items, list):
            hint = did_you_mean(way, _lists(document))
            where = locate(path, document, keys)
            yield Finding.of("DAT003", where, "there is no list '{way}'", hint, way)
            continue
        model = _model(columns)
        ids: list[tuple[str, str, Location]] = []
        for index, item in enumerate(items):
            if not isinstance(item, dict):
                where = locate(path, document, (*keys, index))
                yield Finding.of("DAT006", where, "'{way}' must hold mappings", "", way)
                continue
            filled = [name for name in columns if item.get(name) not in (None, "")]
            given = {name: _text(item[name]) for name in filled}
            places = {name: locate(path, document, (*keys, index, name)) for name in columns}
            for name, message, hint in _problems(model, given):
                yield Finding.of("DAT006", places[name], message, hint)
            ids += [(name, given.get(name, ""), places[name]) for name in _ids(columns)]
        yield from _repeated(iter(ids))


def _lists(document: Any, way: str = "") -> Iterator[str]:
    """The ways to all lists that may have types."""
    if isinstance(document, list):
        yield f"{way}[]"
    elif isinstance(document, dict):
        for key, value in document.items():
            yield from _lists(value, f"{way}.{key}" if way else str(key))


def _text(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _ids(types: Mapping[str, ColumnType]) -> list[str]:
    return [name for name, column in types.items() if column.type == "id"]


def _repeated(cells: Iterator[tuple[str, str, Location]]) -> Iterator[Finding]:
    # A second id in a column called id is DAT004 for facts, which names both values.
    first: dict[tuple[str, str], Location] = {}
    for name, text, where in cells:
        if text and name != "id" and first.setdefault((name, text), where) != where:
            message = "{name}: '{text}' is given already"
            related = also(first[name, text], "the first one")
            yield Finding.of("DAT006", where, message, "", name, text, related=related)


def _model(types: Mapping[str, ColumnType]) -> type[BaseModel]:
    """A model with a field for each column, named by position since columns may be called 年."""
    fields: dict[str, Any] = {}
    for index, (name, column) in enumerate(types.items()):
        kind = Annotated[Any, BeforeValidator(_reader(name, column))]
        default = ... if column.required else None
        fields[f"column_{index}"] = (kind, Field(default=default, alias=name))
    return create_model("Cells", __config__=ConfigDict(extra="ignore"), **fields)


def _problems(model: type[BaseModel], given: Mapping[str, str]) -> Iterator[tuple[str, Text, Text]]:
    """Column, message and hint for each cell that is not what it must be."""
    try:
        model.model_validate(given)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            name = str(problem["loc"][0])
            if problem["type"] == "missing":
                yield name, say("{name}: this cell must not be empty", name), NOTHING
            else:
                yield name, *problem["ctx"]["said"]


def _reader(name: str, column: ColumnType) -> Callable[[str], Any]:
    def checked(text: str) -> Any:
        try:
            return read_cell(text, column)
        except BadCellError as error:
            message, hint = error.args
            told = (say("{name}: {problem}", name, message), hint)
            raise PydanticCustomError("cell", "{said}", {"said": told}) from error

    return checked
