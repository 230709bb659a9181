"""TYP010 for control characters that no text shows: in cells of workbooks, as escapes in JSON.

What is typed in CSV and YAML is looked at as it is read (``paper/reading.py``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from hakusho.data.frozen import FrozenMapping
from hakusho.findings import Location
from hakusho.findings.places import places_of
from hakusho.paper.control_characters import control_characters, unprintable_in, with_spaces
from hakusho.values.invisible import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.data.dataset import Row
    from hakusho.findings import Finding

# Behind a backslash: both halves of one character beyond U+FFFF, a character by its number, a
# letter for a control, or anything else, which may be a backslash.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u(?P<number>[0-9a-fA-F]{4})|(?P<letter>[bf])|.)"
)
_BY_LETTER = {"b": "\b", "f": "\f"}
_APART = "\n\n"
"""Between cells: as between paragraphs, so that each is looked at by itself."""


def escaped_in(path: str, text: str) -> Iterator[Finding]:
    """TYP010 for control characters that stand as escapes in a JSON text."""
    found = []
    for match in _ESCAPE.finditer(text):
        number, letter = match["number"], match["letter"]
        char = chr(int(number, 16)) if number else _BY_LETTER.get(letter, "")
        if CONTROL.fullmatch(char):
            found.append((char, match.start()))
    places = places_of(path, text)
    chars = "".join(char for char, _ in found)
    yield from control_characters(chars, lambda at: places.at(found[at][1]))


def without_hidden(
    path: str, columns: tuple[str, ...], rows: tuple[Row, ...]
) -> tuple[tuple[str, ...], tuple[Row, ...], tuple[Finding, ...]]:
    """The columns and rows of a table with a space for each control character; and TYP010."""
    texts = [*columns, *(cell for row in rows for cell in row.values.values())]
    whole = _APART.join(texts)
    if not unprintable_in(whole):
        return columns, rows, ()
    cells = [(row, column) for row in rows for column in row.values]
    starts = [*accumulate((len(text) + len(_APART) for text in texts), initial=0)]

    def place(offset: int) -> Location:
        at = bisect_right(starts, offset) - 1 - len(columns)
        if at < 0:
            return Location(path)
        row, column = cells[at]
        return row.where(column)

    findings = tuple(control_characters(whole, place))
    return tuple(map(with_spaces, columns)), tuple(map(_printable, rows)), findings


def _printable(row: Row) -> Row:
    values = {with_spaces(name): with_spaces(cell) for name, cell in row.values.items()}
    return row.having(values=FrozenMapping(values))
