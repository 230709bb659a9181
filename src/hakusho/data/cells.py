"""Checking the cells of a dataset against the types that its sidecar declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, create_model
from pydantic_core import PydanticCustomError

from hakusho.data.cell_types import BadCellError, read_cell
from hakusho.findings import NOTHING, Finding, Text, also, did_you_mean, say
from hakusho.paper.yaml_source import locate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pydantic import BaseModel

    from hakusho.data.declarations import ColumnType
    from hakusho.data.model import Row
    from hakusho.findings import Location


def check_rows(rows: Sequence[Row], types: Mapping[str, ColumnType]) -> Iterator[Finding]:
    """Check the rows of a CSV file.

    Args:
        rows: The rows.
        types: What the cells of each column must be; other columns are free.

    Yields:
        DAT006 for each cell that is not, at its line and column, and for each id of a column of
        ids that was given before.
    """
    model = _model(types)
    for row in rows:
        given = {name: row.get(name) for name in types if row.get(name)}
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
            given = {
                name: _text(item[name]) for name in columns if item.get(name) not in (None, "")
            }
            for name, message, hint in _problems(model, given):
                where = locate(path, document, (*keys, index, name))
                yield Finding.of("DAT006", where, message, hint)
            ids += [
                (name, given.get(name, ""), locate(path, document, (*keys, index, name)))
                for name in _ids(columns)
            ]
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
            message, related = (
                "{name}: '{text}' is given already",
                also(first[name, text], "the first one"),
            )
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
