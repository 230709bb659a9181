"""OpenDocument spreadsheets (ISO/IEC 26300): each cell as its sheet shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from hakusho.data.frozen import FrozenMapping
from hakusho.data.grids import Area, Sheet
from hakusho.data.layout import area_of, sheet_of
from hakusho.data.packages import Package, children, local, locked
from hakusho.data.workbooks import UnreadableFileError, Workbook, count_cells
from hakusho.values.letters import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_ADDRESS = re.compile(r"^\$?(?P<sheet>'(?:[^']|'')+'|[^.]+)\.(?P<first>[^:]+)(?::(?P<last>.+))?$")
_MOST_HIDDEN = 1000
_GROUPS = frozenset({"table-row-group", "table-rows", "table-header-rows"})
_DIGIT = re.compile(r"[-+−△▲(]?[0-9][0-9,. \u00a0]*\)?%?")


def read_ods(data: bytes, wanted: str = "") -> Workbook:
    """Read a workbook, or of it the sheet that is wanted, by name or number.

    Raises:
        UnreadableFileError: If it is damaged, locked or too large.
    """
    package = Package(data)
    _hold_open(package)
    content = package.part("content.xml")
    tables = [] if content is None else [*content.iter("{*}table")]
    tables = [each for each in tables if local(each.getparent()) == "spreadsheet"]  # type: ignore[arg-type]
    if content is None or not tables:
        raise UnreadableFileError("this is no OpenDocument spreadsheet", hint="Save it as .ods.")
    _raise_digits(content)
    names = [_attribute(each, "name") for each in tables]
    if wanted not in names and wanted.isdigit() and 0 < int(wanted) <= len(names):
        wanted = names[int(wanted) - 1]
    cells = 0
    sheets = []
    shut = frozenset(_hidden_styles(content))
    for name, table in zip(names, tables, strict=True):
        sheet = _sheet(name, table, cells) if not wanted or name == wanted else Sheet(name, ())
        cells += sum(len(row) for _, row in sheet.rows)
        sheets.append(replace(sheet, hidden=_attribute(table, "style-name") in shut))
    return Workbook(tuple(sheets), FrozenMapping(dict(_ranges(content))))


def _hold_open(package: Package) -> None:
    """Raise UnreadableFileError if the parts are encrypted, which the manifest says."""
    manifest = package.part("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise locked()


def _attribute(element: etree._Element, name: str, default: str = "") -> str:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def _ranges(content: etree._Element) -> Iterator[tuple[str, tuple[str, Area]]]:
    for each in content.iter("{*}named-range"):
        match = _ADDRESS.match(_attribute(each, "cell-range-address"))
        if match is None:
            continue
        last = (match["last"] or match["first"]).rpartition(".")[2]
        area = area_of(f"{match['first']}:{last}")
        if area is not None:
            yield _attribute(each, "name"), (sheet_of(match["sheet"]), area)


def _hidden_styles(content: etree._Element) -> Iterator[str]:
    """The styles of sheets that are not shown (20.106, table:display)."""
    for style in content.iter("{*}style"):
        if any(_attribute(each, "display") == "false" for each in style):
            yield _attribute(style, "name")


def _raise_digits(content: etree._Element) -> None:
    """Make of digits that are set as superscripts such digits: 131 with a mark is not 1311."""
    raised = {
        _attribute(style, "name")
        for style in content.iter("{*}style")
        if any(_attribute(each, "text-position").startswith("super") for each in style)
    }
    for span in content.iter("{*}span") if raised else ():
        if _attribute(span, "style-name") in raised:
            span.text = (span.text or "").translate(RAISED)


def _is_shown(element: etree._Element) -> bool:
    return _attribute(element, "visibility", "visible") == "visible"


def _hidden_columns(table: etree._Element) -> Iterator[int]:
    column = 1
    for each in table.iter("{*}table-column"):
        repeated = int(_attribute(each, "number-columns-repeated", "1"))
        if not _is_shown(each):
            yield from range(column, column + min(repeated, _MOST_HIDDEN))
        column += repeated


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        if local(each) == "table-row":
            yield each
        elif local(each) in _GROUPS:
            yield from _rows(each)


def _sheet(name: str, table: etree._Element, counted: int) -> Sheet:
    rows: list[tuple[int, Mapping[int, str]]] = []
    merged: list[Area] = []
    line, hidden = 1, list[int]()
    for row in _rows(table):
        cells, areas = _cells(row, line)
        repeated = int(_attribute(row, "number-rows-repeated", "1"))
        merged += areas
        if cells:
            counted += len(cells) * repeated
            count_cells(counted)
            rows += ((line + at, cells) for at in range(repeated))
            hidden += () if _is_shown(row) else range(line, line + repeated)
        line += repeated
    unseen = tuple(hidden), tuple(_hidden_columns(table))
    return Sheet(name, tuple(rows), tuple(merged), False, *unseen)


def _cells(row: etree._Element, line: int) -> tuple[Mapping[int, str], list[Area]]:
    """The cells of a row by column, and the areas that begin in it."""
    cells: dict[int, str] = {}
    merged: list[Area] = []
    column = 1
    for cell in row:
        if local(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        repeated = int(_attribute(cell, "number-columns-repeated", "1"))
        text = _value(cell).strip() if local(cell) == "table-cell" else ""
        if text:
            count_cells(repeated)
            cells |= dict.fromkeys(range(column, column + repeated), text)
        down = int(_attribute(cell, "number-rows-spanned", "1"))
        across = int(_attribute(cell, "number-columns-spanned", "1"))
        if down > 1 or across > 1:
            merged.append((line, column, line + down - 1, column + across - 1))
        column += repeated
    return cells, merged


def _value(cell: etree._Element) -> str:
    """A date as ISO 8601 has it, a number with the decimals that are shown, else the text."""
    kind = _attribute(cell, "value-type")
    written = "\n".join(_paragraph(each) for each in children(cell, "p"))
    if kind == "date":
        return _attribute(cell, "date-value").replace("T", " ").removesuffix(" 00:00:00")
    if kind == "boolean":
        return _attribute(cell, "boolean-value")
    if kind in {"float", "percentage", "currency"}:
        number = Decimal(_attribute(cell, "value"))
        return _as_shown(number * 100 if kind == "percentage" else number, written, kind)
    if not written and _attribute(cell, "formula"):
        return f"={_attribute(cell, 'formula').partition('=')[2]}"
    return written


def _as_shown(number: Decimal, written: str, kind: str) -> str:
    """The number with the decimal places that the sheet shows."""
    digits = _DIGIT.search(written)
    shown = digits[0] if digits else ""
    decimals = len(shown.rstrip("%)").rpartition(".")[2]) if "." in shown else 0
    text = f"{number:f}"
    if digits:
        text = f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    elif "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%" if kind == "percentage" else text


def _paragraph(element: etree._Element) -> str:
    """The text of a paragraph, without notes on the cell."""
    text = element.text or ""
    for each in element:
        name = local(each)
        if name == "s":
            text += " " * int(_attribute(each, "c", "1"))
        elif name in {"span", "a", "ruby", "ruby-base"}:
            text += _paragraph(each)
        elif name == "line-break":
            text += "\n"
        elif name == "tab":
            text += " "
        text += each.tail or ""
    return text
