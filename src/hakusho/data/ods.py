"""OpenDocument spreadsheets (ISO/IEC 26300): each cell as its sheet shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from hakusho.data.frozen import FrozenMapping
from hakusho.data.grids import Area, Sheet
from hakusho.data.layout import area_of, sheet_of
from hakusho.data.ods_looks import Looks, styles_of_columns
from hakusho.data.packages import Package, attribute_of, children, local, locked
from hakusho.data.workbooks import UnreadableFileError, Workbook, count_cells
from hakusho.values.letters import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from hakusho.data.grids import Look

_ADDRESS = re.compile(r"^\$?(?P<sheet>'(?:[^']|'')+'|[^.]+)\.(?P<first>[^:]+)(?::(?P<last>.+))?$")
_MOST_HIDDEN = 1000
_GROUPS = frozenset({"table-row-group", "table-rows", "table-header-rows"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
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
    names = [attribute_of(each, "name") for each in tables]
    if wanted not in names and wanted.isdigit() and 0 < int(wanted) <= len(names):
        wanted = names[int(wanted) - 1]
    cells = 0
    sheets = []
    shut = frozenset(_hidden_styles(content))
    looks = Looks(package.part("styles.xml"), content)
    for name, table in zip(names, tables, strict=True):
        read = not wanted or name == wanted
        sheet = _sheet(name, table, looks, cells) if read else Sheet(name, ())
        cells += sum(len(row) for _, row in sheet.rows)
        sheets.append(replace(sheet, hidden=attribute_of(table, "style-name") in shut))
    return Workbook(tuple(sheets), FrozenMapping(dict(_ranges(content))))


def _hold_open(package: Package) -> None:
    """Raise UnreadableFileError if the parts are encrypted, which the manifest says."""
    manifest = package.part("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise locked()


def _ranges(content: etree._Element) -> Iterator[tuple[str, tuple[str, Area]]]:
    for each in content.iter("{*}named-range"):
        match = _ADDRESS.match(attribute_of(each, "cell-range-address"))
        if match is None:
            continue
        last = (match["last"] or match["first"]).rpartition(".")[2]
        area = area_of(f"{match['first']}:{last}")
        if area is not None:
            yield attribute_of(each, "name"), (sheet_of(match["sheet"]), area)


def _hidden_styles(content: etree._Element) -> Iterator[str]:
    """The styles of sheets that are not shown (20.106, table:display)."""
    for style in content.iter("{*}style"):
        if any(attribute_of(each, "display") == "false" for each in style):
            yield attribute_of(style, "name")


def _raise_digits(content: etree._Element) -> None:
    """Make of digits that are set as superscripts such digits: 131 with a mark is not 1311."""
    raised = {
        attribute_of(style, "name")
        for style in content.iter("{*}style")
        if any(attribute_of(each, "text-position").startswith("super") for each in style)
    }
    for span in content.iter("{*}span") if raised else ():
        if attribute_of(span, "style-name") in raised:
            span.text = (span.text or "").translate(RAISED)


def _is_shown(element: etree._Element) -> bool:
    return attribute_of(element, "visibility", "visible") == "visible"


def _hidden_columns(table: etree._Element) -> Iterator[int]:
    column = 1
    for each in table.iter("{*}table-column"):
        repeated = int(attribute_of(each, "number-columns-repeated", "1"))
        if not _is_shown(each):
            yield from range(column, column + min(repeated, _MOST_HIDDEN))
        column += repeated


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        if local(each) == "table-row":
            yield each
        elif local(each) in _GROUPS:
            yield from _rows(each)


def _sheet(name: str, table: etree._Element, looks: Looks, counted: int) -> Sheet:
    rows: list[tuple[int, Mapping[int, str]]] = []
    merged: list[Area] = []
    odd: list[tuple[int, int, Look]] = []
    line, hidden, columns = 1, list[int](), styles_of_columns(table)
    for row in _rows(table):
        cells, areas = _cells(row, line)
        repeated = int(attribute_of(row, "number-rows-repeated", "1"))
        merged += areas
        if cells:
            counted += len(cells) * repeated
            count_cells(counted)
            rows += ((line + at, cells) for at in range(repeated))
            odd += ((line, column, look) for column, look in _looks(row, cells, looks, columns))
            hidden += () if _is_shown(row) else range(line, line + repeated)
        line += repeated
    unseen = tuple(hidden), tuple(_hidden_columns(table))
    return Sheet(name, tuple(rows), tuple(merged), False, *unseen, looks=tuple(odd))


def _looks(
    row: etree._Element, cells: Mapping[int, str], looks: Looks, columns: Mapping[int, str]
) -> Iterator[tuple[int, Look]]:
    """The cells of a row that cannot be seen as they are, by column."""
    of_row = attribute_of(row, "default-cell-style-name")
    column = 1
    for cell in row:
        if local(cell) not in _CELLS:
            continue
        default = of_row or columns.get(column, "")
        look = looks.of(cell, default) if column in cells else None
        if look is not None:
            yield column, look
        column += int(attribute_of(cell, "number-columns-repeated", "1"))


def _cells(row: etree._Element, line: int) -> tuple[Mapping[int, str], list[Area]]:
    """The cells of a row by column, and the areas that begin in it."""
    cells: dict[int, str] = {}
    merged: list[Area] = []
    column = 1
    for cell in row:
        if local(cell) not in _CELLS:
            continue
        repeated = int(attribute_of(cell, "number-columns-repeated", "1"))
        text = _value(cell).strip() if local(cell) == "table-cell" else ""
        if text:
            count_cells(repeated)
            cells |= dict.fromkeys(range(column, column + repeated), text)
        down = int(attribute_of(cell, "number-rows-spanned", "1"))
        across = int(attribute_of(cell, "number-columns-spanned", "1"))
        if down > 1 or across > 1:
            merged.append((line, column, line + down - 1, column + across - 1))
        column += repeated
    return cells, merged


def _value(cell: etree._Element) -> str:
    """A date as ISO 8601 has it, a number with the decimals that are shown, else the text."""
    kind = attribute_of(cell, "value-type")
    written = "\n".join(_paragraph(each) for each in children(cell, "p"))
    if kind == "date":
        return attribute_of(cell, "date-value").replace("T", " ").removesuffix(" 00:00:00")
    if kind == "boolean":
        return attribute_of(cell, "boolean-value")
    if kind in {"float", "percentage", "currency"}:
        number = Decimal(attribute_of(cell, "value"))
        return _as_shown(number * 100 if kind == "percentage" else number, written, kind)
    if not written and attribute_of(cell, "formula"):
        return f"={attribute_of(cell, 'formula').partition('=')[2]}"
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
            text += " " * int(attribute_of(each, "c", "1"))
        elif name in {"span", "a", "ruby", "ruby-base"}:
            text += _paragraph(each)
        elif name == "line-break":
            text += "\n"
        elif name == "tab":
            text += " "
        text += each.tail or ""
    return text
