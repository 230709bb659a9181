"""Data files as the programs of others write them: openpyxl, odfpy, sqlite3, pyarrow."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing

import openpyxl
import pyarrow as pa
from odf import opendocument, table, text
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from pyarrow import ipc, parquet


def xlsx(sheets, *, merged=(), names=None, formats=None, from_1904=False):
    """A workbook: for each sheet by name its rows; merged areas and formats are the first's."""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    first = book.worksheets[0]
    for area in merged:
        first.merge_cells(area)
    for cell, form in (formats or {}).items():
        first[cell].number_format = form
    for name, area in (names or {}).items():
        book.defined_names[name] = DefinedName(name, attr_text=area)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(name, rows):
    """A workbook with one sheet; a cell is a text, a number, or the attributes of a cell."""
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name=name)
    for row in rows:
        written = table.TableRow()
        for cell in row:
            given = cell if isinstance(cell, dict) else {"valuetype": "string", "shown": cell}
            if isinstance(cell, int | float):
                given = {"valuetype": "float", "value": cell, "shown": str(cell)}
            shown = given.pop("shown", "") if isinstance(given, dict) else ""
            element = table.TableCell(**given)
            if shown:
                element.addElement(text.P(text=shown))
            written.addElement(element)
        sheet.addElement(written)
    document.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sqlite(*statements):
    """A database that these statements make."""
    with closing(sqlite3.connect(":memory:")) as database:
        for each in statements:
            database.execute(each)
        database.commit()
        return database.serialize()


def parquet_of(columns):
    """A Parquet file with these columns."""
    buffer = io.BytesIO()
    parquet.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def arrow_of(columns):
    """An Arrow file (IPC) with these columns."""
    buffer = io.BytesIO()
    written = pa.table(columns)
    with ipc.new_file(buffer, written.schema) as file:
        file.write_table(written)
    return buffer.getvalue()


def stream_of(columns):
    """An Arrow stream, which some programs save under the same name."""
    buffer, written = io.BytesIO(), pa.table(columns)
    with ipc.new_stream(buffer, written.schema) as stream:
        stream.write_table(written)
    return buffer.getvalue()
