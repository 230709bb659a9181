"""A data file that is of another kind than the end of its name says: DAT002, and how to call it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from hakusho.findings import NOTHING, Finding, Location, Text, say

_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml)\b", re.IGNORECASE)
_PACKAGES = (".xlsx", ".xlsm", ".ods")
_DATABASES = (".sqlite", ".sqlite3", ".db")
_ARROW = (".arrow", ".feather")
_MADE_BY_PROGRAMS = (*_PACKAGES, *_DATABASES, *_ARROW, ".parquet")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = {
    b"PK\x03\x04": say("this is a workbook, or another packed file"),
    b"SQLite format 3\0": say("this is an SQLite database"),
    b"PAR1": say("this is a Parquet file"),
    b"ARROW1": say("this is an Arrow file"),
    _OLE: say("this is a workbook of Excel 97–2003"),
    b"\x1f\x8b": say("this file is packed (gzip)"),
    b"%PDF-": say("this is a PDF"),
}
"""How files of a kind begin."""
_ENDS = {
    b"PK\x03\x04": _PACKAGES,
    b"SQLite format 3\0": _DATABASES,
    b"PAR1": (".parquet",),
    b"ARROW1": _ARROW,
    _OLE: _PACKAGES,
}
"""What their names end with; the first is what to call one."""
_INSTEAD = {
    _OLE: say("Open it in a spreadsheet, and save it as .xlsx."),
    b"\x1f\x8b": say("Unpack it."),
    b"%PDF-": say("Take the data that were published beside it, or type them into a CSV file."),
}
_LOOKED_AT = 4096


def disguised(path: str, data: bytes) -> Finding | None:
    """DAT002 if a file begins as one of another kind, or holds nothing; else ``None``."""
    ends, stem = PurePosixPath(path).suffix, PurePosixPath(path).stem
    begins = next((each for each in _KINDS if data.startswith(each)), b"")
    kinds = _ENDS.get(begins, ())
    if begins and ends not in kinds:
        renamed = say("Call it {name}.", f"{stem}{kinds[0]}") if kinds else NOTHING
        return _found(path, _KINDS[begins], _INSTEAD.get(begins, renamed))
    if begins or ends not in _MADE_BY_PROGRAMS:
        return None
    if not data:
        return _found(path, say("this file is empty"), say("Save it again where it was made."))
    if _WEB_PAGE.match(data):
        message = say("this is a page in HTML or a document in XML, not a table")
        return _found(path, message, say("Download the file itself, not the page about it."))
    if _is_table_in_text(data[:_LOOKED_AT]):
        return _found(path, say("this is a text"), say("Call it {name}.", f"{stem}.csv"))
    return None


def _is_table_in_text(start: bytes) -> bool:
    try:
        text = start.decode("utf-8-sig", errors="strict" if len(start) < _LOOKED_AT else "ignore")
    except UnicodeDecodeError:
        return False
    printed = all(each.isprintable() or each in "\t\r\n" for each in text)
    return printed and any(sign in text for sign in ",;\t")


def _found(path: str, message: Text, hint: Text) -> Finding:
    return Finding.of("DAT002", Location(path), message, hint)
