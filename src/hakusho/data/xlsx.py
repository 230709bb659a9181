"""Excel workbooks (ISO/IEC 29500, SpreadsheetML): each cell as its sheet shows it.

Neither of the kept readers says all that is asked here: one has no errors of formulas, the other
either formulas or values; see ``docs/decisions/data-files.md``.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from hakusho.data.frozen import FrozenMapping
from hakusho.data.grids import Area, Look, Sheet
from hakusho.data.layout import area_of, sheet_of
from hakusho.data.packages import Package, children, local
from hakusho.data.workbooks import UnreadableFileError, Workbook, count_cells
from hakusho.values.day_numbers import date_of_number
from hakusho.values.letters import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_LETTERS = re.compile(r"[A-Z]{1,3}")
_AS_IT_IS = re.compile(r"0|-?[1-9]\d{0,14}|-?(?=.{3,16}$)(?:0|[1-9]\d*)\.\d*[1-9]", re.ASCII)
"""Numbers that are shown as they are saved where there is no format: of up to fifteen digits."""
_FIXED: dict[int, str] = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_FIXED |= dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), "y")
_FIXED[46] = "[h]:mm:ss"
"""Number formats that every workbook has (18.8.30): those of numbers, and of dates."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"^\[(?P<first>h+|m+|s+)\](?P<rest>.*)", re.IGNORECASE)
"""Hours, minutes or seconds that do not end with the day (18.8.31)."""
_DIGITS = re.compile(r"[0#?,]*[0#?](?:\.(?P<decimals>[0#?]+))?(?P<thousands>,*)")
"""Commas behind the last digit leave out thousands (18.8.31): of 120345 ``#,##0,`` shows 120."""
_MOST_DIGITS = 15
_TRUE = frozenset({"1", "true"})
_NO_FORMAT = frozenset({"", "General"})
_NOTHING_SHOWN = ";;;"
"""A format without anything for numbers and texts (18.8.31)."""
_WHITES = frozenset({"1", "9"})
"""Of the indexed colours (18.8.27)."""
_MOST_HIDDEN = 1000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(data: bytes, wanted: str = "") -> Workbook:
    """Read a workbook, or of it the sheet that is wanted, by name or number.

    Raises:
        UnreadableFileError: If it is damaged, locked, too large, or a cell of it is no cell.
    """
    return _Book(Package(data)).read(wanted)


class _Book:
    def __init__(self, package: Package) -> None:
        self._package = package
        book = package.part("xl/workbook.xml")
        if book is None:
            raise UnreadableFileError("this is no Excel workbook", hint="Save it as .xlsx.")
        self._book = book
        self._cells = 0

    def read(self, wanted: str) -> Workbook:
        sheets = list(self._sheets())
        numbered = wanted.isdigit() and 0 < int(wanted) <= len(sheets)
        if wanted and wanted not in (name for name, *_ in sheets) and numbered:
            wanted = sheets[int(wanted) - 1][0]
        read = []
        for name, part, shut in sheets:
            whole = not wanted or name == wanted
            read.append(self._sheet(name, part, shut=shut) if whole else Sheet(name, ()))
        return Workbook(tuple(read), FrozenMapping(dict(self._names())))

    def _sheets(self) -> Iterator[tuple[str, str, bool]]:
        """Name and part of each worksheet, and if it is hidden; sheets of charts have no cells."""
        relations = self._package.part("xl/_rels/workbook.xml.rels")
        targets = {
            each.get("Id"): str(each.get("Target"))
            for each in (relations if relations is not None else ())
            if str(each.get("Type")).endswith("/worksheet")
        }
        for sheets in children(self._book, "sheets"):
            for sheet in sheets:
                keys = [each for at, each in sheet.attrib.items() if str(at).endswith("}id")]
                for target in (targets[key] for key in keys if key in targets):
                    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                    yield str(sheet.get("name")), part, "idden" in sheet.get("state", "")

    def _names(self) -> Iterator[tuple[str, tuple[str, Area]]]:
        for names in children(self._book, "definedNames"):
            for each in names:
                sheet, _, cells = (each.text or "").rpartition("!")
                area = area_of(cells)
                if area is not None and sheet:
                    yield str(each.get("name")), (sheet_of(sheet), area)

    @cached_property
    def _strings(self) -> list[str]:
        part = self._package.part("xl/sharedStrings.xml")
        return [_text(each) for each in part] if part is not None else []

    @cached_property
    def _formats(self) -> list[str]:
        """The number format of each style of cells."""
        part = self._package.part("xl/styles.xml")
        if part is None:
            return []
        own = {
            int(each.get("numFmtId", 0)): str(each.get("formatCode"))
            for formats in children(part, "numFmts")
            for each in formats
        }
        numbers = [int(xf.get("numFmtId", 0)) for xfs in children(part, "cellXfs") for xf in xfs]
        return [own.get(number) or _FIXED.get(number, "") for number in numbers]

    @cached_property
    def _looks(self) -> dict[int, Look]:
        """The styles of cells that are struck through, or cannot be seen."""
        part = self._package.part("xl/styles.xml")
        if part is None:
            return {}
        fonts = [font for each in children(part, "fonts") for font in each]
        fills = [fill for each in children(part, "fills") for fill in each]
        found: dict[int, Look] = {}
        styles = (xf for xfs in children(part, "cellXfs") for xf in xfs)
        for at, (style, form) in enumerate(zip(styles, self._formats, strict=False)):
            font, fill = (int(style.get(name) or 0) for name in ("fontId", "fillId"))
            if font < len(fonts) and _is_struck(fonts[font]):
                found[at] = "struck"
            elif form == _NOTHING_SHOWN or (
                font < len(fonts) and _is_white(fonts[font]) and _is_bright(fills[fill : fill + 1])
            ):
                found[at] = "unseen"
        return found

    @cached_property
    def _struck_strings(self) -> frozenset[int]:
        """Those of which a part is struck through and another is not."""
        part = self._package.part("xl/sharedStrings.xml")
        strings = enumerate(part if part is not None else ())
        return frozenset(at for at, each in strings if any(map(_is_struck, each.iter("{*}rPr"))))

    def _look(self, cell: etree._Element) -> Look | None:
        """How a cell looks, by its style, or by that of a part of its text."""
        own = self._looks.get(int(cell.get("s", 0))) if self._looks else None
        if own is not None:
            return own
        kind, parts = cell.get("t"), False
        if kind == "s" and self._struck_strings:
            parts = int(_saved(cell) or -1) in self._struck_strings
        elif kind == "inlineStr":
            parts = any(map(_is_struck, cell.iter("{*}rPr")))
        return "struck" if parts else None

    @cached_property
    def _from_1904(self) -> bool:
        settings = children(self._book, "workbookPr")
        return any(each.get("date1904") in {"1", "true"} for each in settings)

    def _sheet(self, name: str, part: str, *, shut: bool) -> Sheet:
        root = self._package.part(part)
        if root is None:
            raise UnreadableFileError("the sheet '{name}' is missing in the file", name)
        rows: list[tuple[int, Mapping[int, str]]] = []
        hidden, looks = [], list[tuple[int, int, Look]]()
        for data in children(root, "sheetData"):
            line = 0
            for row in data:
                line = int(row.get("r") or line + 1)
                hidden += [line] if row.get("hidden") in _TRUE else []
                cells = dict(self._row(name, row, line, looks))
                self._cells += len(cells)
                count_cells(self._cells)
                if cells:
                    rows.append((line, cells))
        merged = (
            area_of(str(each.get("ref")))
            for found in children(root, "mergeCells")
            for each in found
        )
        areas = tuple(area for area in merged if area is not None)
        unseen = tuple(hidden), tuple(_hidden_columns(root))
        return Sheet(name, tuple(rows), areas, shut, *unseen, self._from_1904, tuple(looks))

    def _row(
        self, sheet: str, row: etree._Element, line: int, looks: list[tuple[int, int, Look]]
    ) -> Iterator[tuple[int, str]]:
        """The cells that are not empty, by column; what cannot be seen of them goes to looks."""
        column = 0
        for cell in children(row, "c"):
            column = _column(cell.get("r", "").rstrip("0123456789")) or column + 1
            try:
                text = self._value(cell).strip()
            except (ArithmeticError, LookupError, ValueError) as error:
                message, place = "the cell cannot be read: {error}", (line, column)
                raise UnreadableFileError(message, error, sheet=sheet, place=place) from error
            if text:
                if (look := self._look(cell)) is not None:
                    looks.append((line, column, look))
                yield column, text

    def _value(self, cell: etree._Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_text(each) for each in children(cell, "is"))
        value = _saved(cell)
        if kind == "n" and value:
            return self._number(cell, value)
        if not value:
            formula = next(children(cell, "f"), None)
            return "" if formula is None or kind == "str" else f"={formula.text or '…'}"
        if kind == "s":
            return self._strings[int(value)]
        if kind == "b":
            return "true" if value == "1" else "false"
        return _unescaped(value)  # a formula's text, its error, a date in ISO 8601

    def _number(self, cell: etree._Element, value: str) -> str:
        style = int(cell.get("s", 0))
        form = self._formats[style] if style < len(self._formats) else ""
        if form in _NO_FORMAT and _AS_IT_IS.fullmatch(value):
            return value
        return shown(Decimal(value), form, from_1904=self._from_1904)


def _is_struck(font: etree._Element) -> bool:
    """Whether letters are struck through (18.4.10)."""
    lines = (each for each in font if local(each) == "strike")
    return any(each.get("val", "1") in _TRUE for each in lines)


def _is_white(font: etree._Element) -> bool:
    """Whether letters are white: said so, or the first colour of the theme, the ground's."""
    return any(local(each) == "color" and _says_white(each) for each in font)


def _says_white(colour: etree._Element) -> bool:
    plain = not colour.get("tint")
    return colour.get("rgb", "")[-6:].upper() == "FFFFFF" or (
        plain and (colour.get("theme") == "0" or colour.get("indexed") in _WHITES)
    )


def _is_bright(fills: list[etree._Element]) -> bool:
    """Whether a cell has no ground of its own, or a white one (18.8.32)."""
    patterns = [each for fill in fills for each in fill]
    if any(local(each) != "patternFill" for each in patterns):
        return False
    return all(
        pattern.get("patternType", "none") == "none"
        or (
            pattern.get("patternType") == "solid"
            and any(map(_says_white, children(pattern, "fgColor")))
        )
        for pattern in patterns
    )


def _saved(cell: etree._Element) -> str:
    """What is saved as the value of a cell."""
    for each in cell:
        if local(each) == "v":
            return each.text or ""
    return ""


def _text(element: etree._Element) -> str:
    """The text of a string, without how it is read aloud (furigana)."""
    found = ""
    for each in element:
        if local(each) == "t":
            found += each.text or ""
        elif local(each) == "r":
            part = "".join(part.text or "" for part in children(each, "t"))
            found += part.translate(RAISED) if _is_raised(each) else part
    return _unescaped(found)


def _is_raised(run: etree._Element) -> bool:
    """Whether a part of a text is set as a superscript, as the mark of a note beside a number."""
    set_as = (each for properties in children(run, "rPr") for each in properties)
    return any(local(each) == "vertAlign" and each.get("val") == "superscript" for each in set_as)


def _unescaped(text: str) -> str:
    """``_x000D_`` as the character that it stands for (22.9.2.19)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _hidden_columns(root: etree._Element) -> Iterator[int]:
    """Those that hold something may be told; a sheet hides thousands that are empty."""
    for columns in children(root, "cols"):
        for each in columns:
            if each.get("hidden") in _TRUE:
                last = min(int(each.get("max", 0)), int(each.get("min", 0)) + _MOST_HIDDEN)
                yield from range(int(each.get("min", 0)), last + 1)


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    """The number of a column; 0 if these are no letters of one."""
    if not _LETTERS.fullmatch(letters):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def shown(number: Decimal, form: str, *, from_1904: bool = False) -> str:
    """A number as a number format shows it, but without thousands separators, signs and words.

    Returns:
        ``16.5%`` for 0.165 in ``0.0%``; ISO 8601 for a date; the digits that count of a number
        without a format.
    """
    elapsed = _ELAPSED.match(form)
    if elapsed:
        return _elapsed(number, elapsed["first"][0].lower(), elapsed["rest"])
    is_date, percent, decimals, scale = _read_format(form)
    if is_date:
        return date_of_number(number, from_1904=from_1904)
    number = (number * 100 if percent else number).scaleb(-scale)
    text = _significant(number) if decimals < 0 else _rounded(number, decimals)
    return f"{text}%" if percent else text


@lru_cache
def _read_format(form: str) -> tuple[bool, bool, int, int]:
    """What a number format says.

    Returns:
        Whether it is one of dates; of percentages; its decimal places, -1 without a number; the
        places by which it makes numbers smaller.
    """
    first = _LITERAL.sub("", form.split(";", maxsplit=1)[0])
    is_date = re.search(r"[ymdhsgeYMDHSGE]", first.replace("General", "")) and "E+" not in first
    match = _DIGITS.search(first)
    if match is None or "E+" in first or "/" in first:
        return bool(is_date), "%" in first, -1, 0
    scale = 3 * len(match["thousands"])
    return bool(is_date), "%" in first, len(match["decimals"] or ""), scale


def _elapsed(number: Decimal, unit: str, rest: str) -> str:
    """A duration, of 1.5 days ``36:00`` in ``[h]:mm``."""
    seconds = int((abs(number) * 24 * 60 * 60).to_integral_value(ROUND_HALF_UP))
    sign = "-" if number < 0 and seconds else ""
    if unit == "s":
        return f"{sign}{seconds}"
    minutes, left = divmod(seconds, 60)
    shown = f":{left:02}" if "s" in rest.lower() else ""
    if unit == "m":
        return f"{sign}{minutes}{shown}"
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}{shown}" if "m" in rest.lower() else f"{sign}{hours}"


def _significant(number: Decimal) -> str:
    """As a spreadsheet shows a number without a format: 0.3 for 0.30000000000000004."""
    with localcontext(prec=_MOST_DIGITS):
        text = f"{+number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Decimal, decimals: int) -> str:
    with localcontext(prec=60):
        try:
            # Of 1.005 a workbook keeps 1.00499999999999989, and shows 1.01.
            plain = Decimal(_significant(number))
            text = f"{plain.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
        except InvalidOperation:
            return _significant(number)
    return text.removeprefix("-") if not text.strip("-0.") else text
