"""Raw values of BibTeX fields: their pieces, and the text that they stand for.

A value is one piece or several joined by ``#``; a piece is a number, a name that an ``@string``
defines, or text in braces or quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.values.dates import SHORT_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"[^\s{}(),=\"#%]+")
_BRACES = re.compile(r"(?<!\\)[{}]")
_BRACES_AND_QUOTES = re.compile(r"(?<!\\)[{}\"]")
_SPACE = re.compile(r"\s*")
_NESTED_STRINGS = 50
"""So many strings may be made of one another; more are a mistake."""


class ValueFault(Exception):  # noqa: N818  a fault of the author's, told as a finding
    """A value that cannot be read: ``offset`` in it, and what is wrong there."""

    def __init__(self, offset: int, problem: str) -> None:
        super().__init__(problem)
        self.offset = offset
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a raw value.

    Attributes:
        text: Without its delimiters.
        start: Offset of ``text`` in the raw value.
        literal: Whether it stands in braces or quotation marks.
    """

    text: str
    start: int
    literal: bool


def literal(raw: str) -> Piece | None:
    """The one delimited piece that a raw value is; ``None`` if it is anything else."""
    if raw[:1] not in {"{", '"'}:
        return None
    try:
        end = end_of_literal(raw, 0)
    except ValueFault:
        return None
    return Piece(raw[1:-1], 1, literal=True) if end == len(raw) else None


def pieces(raw: str) -> Iterator[Piece]:
    """Split a raw value at its ``#``.

    Args:
        raw: As it stands between the ``=`` and the comma.

    Yields:
        Its pieces in order.

    Raises:
        ValueFault: If a delimiter is missing or two pieces stand side by side.
    """
    at = _skip(raw, 0)
    while at < len(raw):
        if raw[at] in '{"':
            end = end_of_literal(raw, at)
            yield Piece(raw[at + 1 : end - 1], at + 1, literal=True)
        elif match := _NAME.match(raw, at):
            end = match.end()
            yield Piece(match[0], at, literal=False)
        else:
            raise ValueFault(at, "unexpected")
        at = _skip(raw, end)
        if at < len(raw):
            if raw[at] != "#":
                raise ValueFault(end, "comma")
            at = _skip(raw, at + 1)
            if at == len(raw):
                raise ValueFault(at, "unexpected")


def end_of_literal(raw: str, start: int) -> int:
    """Offset after the delimiter that closes the one at ``start``.

    Raises:
        ValueFault: If nothing closes it.
    """
    depth = 0
    quoted = raw[start] == '"'
    marks = _BRACES_AND_QUOTES if quoted else _BRACES
    for match in marks.finditer(raw, start + quoted):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if not quoted and not depth:
                return match.end()
        elif not depth:
            return match.end()
    raise ValueFault(start, "quotation mark" if quoted else "brace")


class Strings:
    """What the names in values stand for: months, and the file's ``@string`` blocks."""

    def __init__(self) -> None:
        self._values = {name.lower(): str(number) for number, name in enumerate(SHORT_MONTHS, 1)}
        self._raw: dict[str, str] = {}
        self._running = 0

    def define(self, name: str, raw: str) -> bool:
        """Take a definition; ``False`` if another one of this name stands already."""
        known = self._raw.setdefault(name.lower(), raw)
        if known is raw:
            self._values.pop(name.lower(), None)
        return known == raw

    def text(self, raw: str) -> tuple[str, tuple[str, ...]]:
        """The text of a raw value, and the names in it that nothing defines.

        Raises:
            ValueFault: If the value cannot be read.
        """
        if raw[:1] == "{" and raw.find("}") == len(raw) - 1 and raw.find("{", 1) < 0:
            return raw[1:-1], ()  # as nearly all values are
        whole = literal(raw)
        if whole is not None:
            return whole.text, ()
        unknown: list[str] = []
        parts = [
            piece.text if piece.literal else self._named(piece.text, unknown)
            for piece in pieces(raw)
        ]
        return "".join(parts), tuple(unknown)

    def _named(self, name: str, unknown: list[str]) -> str:
        if name.isdigit():
            return name
        lower = name.lower()
        if lower in self._raw and lower not in self._values and self._running < _NESTED_STRINGS:
            self._values[lower] = ""  # a string that names itself is empty
            self._running += 1
            try:
                self._values[lower], undefined = self.text(self._raw[lower])
            except ValueFault:
                undefined = ()  # found where the string is defined
            self._running -= 1
            unknown += undefined
        if lower not in self._values:
            unknown.append(name)
        return self._values.get(lower, name)


def _skip(raw: str, at: int) -> int:
    match = _SPACE.match(raw, at)
    return match.end() if match else at
