"""Parquet and Arrow files, which pyarrow reads: an extra, since it is larger than all the rest."""

from __future__ import annotations

import io
from contextlib import suppress
from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING, Any

from hakusho.data.grids import MOST_CELLS, Sheet
from hakusho.data.workbooks import (
    UnreadableFileError,
    Workbook,
    count_columns,
    days_of_midnights,
    float_text,
)
from hakusho.findings import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.findings import Text

_INSTALL = "Install it: pip install 'hakusho[parquet]'; or save the data as CSV."


def read_columns(data: bytes, kind: str, wanted: Sequence[str] = ()) -> Workbook:
    """Read a file of the kind ``parquet`` or ``arrow`` (IPC, also called Feather).

    Args:
        data: The file.
        kind: One of the two.
        wanted: The columns to read; none means all.

    Raises:
        UnreadableFileError: If pyarrow is missing; if the file is damaged or too large, or a
            column holds more than one value in a row.
    """
    try:
        import pyarrow  # noqa: ICN001, PLC0415  an extra, and slow to load
    except ImportError as error:
        message = "reading {kind} needs the package pyarrow, which is not installed"
        raise UnreadableFileError(message, kind, hint=_INSTALL) from error
    try:
        table = _table(data, kind, list(wanted))
        table = _as_texts(table)
        _hold_flat(table.schema)
        rows = days_of_midnights(tuple(_rows(table)))
    except MemoryError:  # which pyarrow has a kind of
        raise
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        message = "this {kind} file cannot be read: {error}"
        raise UnreadableFileError(message, kind, error, hint=_mend(data, kind)) from error
    return Workbook((Sheet("", rows),))


def _mend(data: bytes, kind: str) -> Text:
    """What to do about a file that cannot be read: one that is cut off ends otherwise."""
    if kind == "arrow" and data.startswith(b"\xff\xff\xff\xff"):
        hint = "This is a stream; write it as a file: pyarrow.feather.write_feather(table, path)."
        return say(hint)
    return say("It may be cut off: copy it, or write it, again.")


def _as_texts(table: Any) -> Any:
    """The table, its columns of bytes as texts where they are UTF-8: old writers say no more."""
    import pyarrow  # noqa: ICN001, PLC0415  as above

    for at, field in enumerate(table.schema):
        if pyarrow.types.is_binary(field.type) or pyarrow.types.is_large_binary(field.type):
            with suppress(pyarrow.ArrowInvalid):
                table = table.set_column(at, field.name, table.column(at).cast(pyarrow.string()))
    return table


def _hold_flat(schema: Any) -> None:
    """Raise UnreadableFileError for a column that holds more than one value in a row, or bytes."""
    from pyarrow import types  # noqa: PLC0415  as above

    odd = [each for each in schema if types.is_nested(each.type) or types.is_binary(each.type)]
    if odd:
        message = "the column '{name}' holds {type}, not one value in each row"
        hint = "Name the columns that the paper needs in the sidecar: read: {{columns: [{names}]}}."
        names = ", ".join(each.name for each in schema if each not in odd)
        raise UnreadableFileError(message, odd[0].name, str(odd[0].type), names, hint=hint)


def _table(data: bytes, kind: str, wanted: list[str]) -> Any:
    """The table with the columns that are wanted, if the file has any of them."""
    source = io.BytesIO(data)
    if kind == "parquet":
        from pyarrow import parquet  # noqa: PLC0415  as above

        file = parquet.ParquetFile(source)
        columns = _columns(file.schema_arrow.names, wanted)
        count_columns(file.metadata.num_rows, columns)
        return file.read(columns=columns).select(columns)
    from pyarrow import ipc  # noqa: PLC0415  as above

    table = ipc.open_file(source).read_all()
    columns = _columns(table.column_names, wanted)
    count_columns(table.num_rows, columns)
    return table.select(columns)


def fitting_columns(data: bytes, kind: str) -> tuple[list[str], int]:
    """The columns of a file, and how many of them can be read at once; none of a damaged one."""
    try:
        import pyarrow  # noqa: ICN001, PLC0415  as above
        from pyarrow import ipc, parquet  # noqa: PLC0415  as above
    except ImportError:
        return [], 0
    source = io.BytesIO(data)
    with suppress(pyarrow.ArrowException, OSError, ValueError):
        if kind == "parquet":
            file = parquet.ParquetFile(source)
            return file.schema_arrow.names, MOST_CELLS // max(file.metadata.num_rows, 1)
        table = ipc.open_file(source).read_all()
        return table.column_names, MOST_CELLS // max(table.num_rows, 1)
    return [], 0


def _columns(names: list[str], wanted: list[str]) -> list[str]:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        hint = "Write the file again with another name for one of them."
        raise UnreadableFileError("two columns are called '{name}'", twice, hint=hint)
    return [name for name in wanted if name in names] or names


def _rows(table: Any) -> Iterator[tuple[int, dict[int, str]]]:
    """The names of the columns as row 0, and each row by its number."""
    yield 0, dict(enumerate(table.column_names, 1))
    columns = [_whole(column).to_pylist() for column in table.columns]
    for number, row in enumerate(zip(*columns, strict=True), 1):
        yield number, {at: _text(cell, (number, at)) for at, cell in enumerate(row, 1)}


def _whole(column: Any) -> Any:
    """A column whose numbers of 32 bits or fewer have the digits that these keep: 1.1."""
    import pyarrow  # noqa: ICN001, PLC0415  as above

    if column.type in {pyarrow.float16(), pyarrow.float32()}:
        return column.cast(pyarrow.string()).cast(pyarrow.float64())
    return column


def _text(cell: object, place: tuple[int, int] = (0, 0)) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return "" if isnan(cell) else float_text(cell, place)
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell).strip()
