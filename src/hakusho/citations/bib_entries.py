"""One block of a BibTeX file as an entry with the place of everything in it, or its fault.

bibtexparser parses the block; where its keys and values stand is found again in the source. A value
is one piece or several joined by ``#``; a piece is a number, a name that an ``@string`` defines, or
text in braces or quotation marks.

A broken block is read once more, slowly and strictly, up to the first fault: a parser says at which
character it gave up, and that is seldom where the author has to type.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bibtexparser import model as bib
from bibtexparser.splitter import Splitter

from hakusho.findings import Text, say, say_all
from hakusho.values.dates import SHORT_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.citations.bib_source import Block


_NAME = re.compile(r"[^\s{}(),=\"#%]+")
_BRACES = re.compile(r"(?<!\\)[{}]")
_BRACES_AND_QUOTES = re.compile(r"(?<!\\)[{}\"]")
_NESTED_STRINGS = 50
"""So many strings may be made of one another; more are a mistake."""
LONGEST_MADE = 100_000
"""Letters of a value that is made of strings: each can be twice as long as the one before."""
_MADE_IN_ALL = 10_000_000
"""Letters of all these values of a paper."""


class ValueFault(Exception):  # noqa: N818  a fault of the author's, told as a finding
    """A value that cannot be read: ``offset`` in it, and what is wrong there."""

    def __init__(self, offset: int, problem: str) -> None:
        super().__init__(problem)
        self.offset = offset
        self.problem = problem


class TooLongError(Exception):
    """A value that strings make too long."""


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


def _pieces(raw: str) -> Iterator[Piece]:
    """Split a raw value at its ``#``."""
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
        self._made = 0

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
            TooLongError: If it, or what all strings make together, is too long.
        """
        if raw[:1] == "{" and raw.find("}") == len(raw) - 1 and raw.find("{", 1) < 0:
            return raw[1:-1], ()  # as nearly all values are
        whole = literal(raw)
        if whole is not None:
            return whole.text, ()
        unknown: list[str] = []
        parts, length = [], 0
        for piece in _pieces(raw):
            parts.append(piece.text if piece.literal else self._named(piece.text, unknown))
            length += len(parts[-1])
            if length > LONGEST_MADE:
                raise TooLongError
        self._made += length
        if self._made > _MADE_IN_ALL:
            raise TooLongError
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
            except TooLongError:
                del self._values[lower]  # so that each value that needs it is found
                raise
            finally:
                self._running -= 1
            unknown += undefined
        if lower not in self._values:
            unknown.append(name)
        return self._values.get(lower, name)


def _skip(raw: str, at: int, what: str = r"\s*") -> int:
    match = re.compile(what).match(raw, at)
    return match.end() if match else at


_KEY = re.compile(r"\s*([^{}(),=\"#%\n]*)")
_SWALLOWED = re.compile(r"(?:,|\n)\s*[A-Za-z][\w-]*\s*=\s*(?:[{\"\w]|\Z)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a block.

    Attributes:
        offset: Where the author must act, from the file's beginning.
        key: The citekey, if that can be read.
    """

    offset: int
    problem: Text
    hint: Text
    key: str = ""


class _Found(Exception):  # noqa: N818  ends the reading
    def __init__(self, at: int, problem: str, hint: str, *values: str) -> None:
        super().__init__(problem)
        self.at = at
        self.problem, self.hint = say_all((problem, hint), values)


def fault_of(block: Block) -> Fault:
    """The first fault of a block that cannot be read; a general one if everything seems right."""
    found = _fault_of(block)
    if found:
        return found
    hint = say("Check that it reads @type{{key, field = {{value}}, …}}.")
    return Fault(block.start, say("this @{kind} cannot be read", block.kind), hint, _key_of(block))


def _fault_of(block: Block) -> Fault | None:
    key = ""
    body = block.body - block.start
    text = _inside(block)
    try:
        if block.is_entry:
            body = _look_at_key(text, body, _key_of(block))
            key = _key_of(block)
        _look_at_fields(text, body, block)
    except _Found as found:
        return Fault(block.start + found.at, found.problem, found.hint, key)
    if not block.closed:
        opening = text[block.body - block.start - 1]
        hint = say("Write {mark} after its last field.", "}" if opening == "{" else ")")
        return Fault(block.start, say("this @{kind} is not closed", block.kind), hint, key)
    return None


def _inside(block: Block) -> str:
    """The block without the mark that closes it."""
    return block.masked[:-1] if block.closed else block.masked


def _key_of(block: Block) -> str:
    match = _KEY.match(_inside(block), block.body - block.start) if block.is_entry else None
    return match[1].strip() if match else ""


def _look_at_key(text: str, body: int, key: str) -> int:
    """Check the citekey; the offset after it."""
    match = _KEY.match(text, body)
    start, after = (match.start(1), match.end()) if match else (body, body)
    following = text[after : after + 1]
    if following == "=" or not key:
        hint = "Write a key and a comma after the opening brace: @type{{key, …}}."
        raise _Found(start, "this entry has no citekey", hint)
    if following not in {",", ""}:
        at = start + len(key)
        raise _Found(at, "a comma is missing after the citekey", "Write @type{{key, field = …}}.")
    return after


def _look_at_fields(text: str, at: int, block: Block) -> None:
    """Read field after field; raises at the first that is broken."""
    last, value = "", 0
    while (at := _skip(text, at, r"[\s,]*")) < len(text):
        name = _NAME.match(text, at)
        if not name:
            hint = "Write field = {{value}}, with a comma between fields."
            raise _Found(at, "a field cannot begin with {mark}", hint, text[at])
        after = _skip(text, name.end())
        if text[after : after + 1] != "=":
            words = text[value:].partition("\n")[0].rstrip(", \t")
            if last and name.end() <= value + len(words) and _WORDS_ALONE.fullmatch(words):
                hint = "Write {name} = {{{words}}}."
                raise _Found(value, "the value of {name} stands in no braces", hint, last, words)
            hint = "Write {name} = {{value}}, or delete it."
            raise _Found(at, "the field {name} has no = and no value", hint, name[0])
        last, value = name[0], _skip(text, after + 1)
        at = _look_at_value(text, value, last, block)


_WORDS_ALONE = re.compile(r"[^\W\d][\w ,.&'’-]*")
"""A line of words in place of a value."""


def _look_at_value(text: str, at: int, name: str, block: Block) -> int:
    """Check one value; the offset after it."""
    at = _skip(text, at)
    while at < len(text) and text[at] in '{"':
        at = _look_at_literal(text, at, name, block)
        rest = re.compile(r"\s*#\s*").match(text, at)
        if not rest:
            break
        at = rest.end()
    else:
        at = _skip(text, at, r"[^,{}\"\n]*")
    following = text[at:].lstrip()[:1]
    if text[at - 1] == '"' and text[at : at + 1].isalnum():
        problem = "a quotation mark stands inside the quotation marks of {name}"
        raise _Found(at - 1, problem, "Write {name} = {{…}} with braces.", name)
    if following and following in "})":
        where = text.index(following, at)
        hint = "Delete it, or open it with its pair."
        raise _Found(where, "this {mark} closes nothing", hint, following)
    if following and following != ",":
        hint = "Write a comma after the value of {name}."
        raise _Found(at, "a comma is missing after the value of {name}", hint, name)
    return at


def _look_at_literal(text: str, at: int, name: str, block: Block) -> int:
    quoted = text[at] != "{"
    problem = "the brace that opens the value of {name} is not closed"
    hint = "Close it with }}, or delete one that is too many."
    if quoted:
        problem = "the quotation mark that opens the value of {name} is not closed"
        hint = 'Close it with ".'
    try:
        end = end_of_literal(text, at)
    except ValueFault:
        raise _Found(at, problem, hint, name) from None
    inside = text[at + 1 : end - 1]
    swallowed = _SWALLOWED.search(inside)
    touching = text[end : end + 1] not in {"", ",", "}", ")", " ", "\t", "\n", "#"}
    if swallowed and (touching or not block.closed or quoted):
        raise _Found(at, problem, hint, name)
    return end


def value_fault(block: Block, error: ValueFault, name: str, at: int, key: str) -> Fault:
    """A fault of one value, at ``at`` in the file, in a block whose fields can be told apart."""
    found = _fault_of(block)
    if found and error.problem != "unexpected":
        return Fault(found.offset, found.problem, found.hint, key)
    problem = say("the value of {name} cannot be read", name)
    return Fault(at + error.offset, problem, say("Write {name} = {{value}}.", name), key)


def first_fault(raw: str) -> ValueFault | None:
    """What is wrong with a raw value; ``None`` if it can be read."""
    try:
        for _ in _pieces(raw):
            pass
    except ValueFault as error:
        return error
    return None


logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # failures become findings


class SourceField(NamedTuple):
    """One field as it stands in a file.

    Attributes:
        name: In lower case.
        start: Offset of the name in the file.
        raw: The value with its delimiters; comments in it are blanked out.
        at: Offset of ``raw`` in the file.
    """

    name: str
    start: int
    raw: str
    at: int

    @property
    def literal(self) -> Piece | None:
        """The text in braces or quotation marks, if the value is nothing else."""
        return literal(self.raw)

    @property
    def text_start(self) -> int:
        """Offset of the first character inside the delimiters that is no space."""
        raw = self.raw
        if raw[:1] not in {"{", '"'}:
            return self.at
        if not raw[1:2].isspace():
            return self.at + 1
        rest = raw[1:].lstrip()
        return self.at + (len(raw) - len(rest) if len(rest) > 1 else 1)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One entry as it stands in a file.

    Attributes:
        start: Offset of the ``@``.
        fields: In order; a name may occur twice.
    """

    type: str
    key: str
    start: int
    key_start: int
    fields: tuple[SourceField, ...]


def read_entry(block: Block) -> SourceEntry | Fault:
    """Parse the block of a work: the entry, or what is wrong with it first."""
    return regular_entry(block) or parsed_entry(block)


_START_OF_FIELDS = re.compile(r"\s*([^{}(),=\"#%\s]++)\s*,\s*")
_REGULAR_FIELD = re.compile(
    r"([A-Za-z][\w-]*+)\s*=\s*(\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}|\d++)\s*(?:,\s*|\Z)"
)


def regular_entry(block: Block) -> SourceEntry | None:
    """An entry as reference managers write it; ``None`` if it holds anything beyond that.

    Each value is a number or stands in braces, with no more than one pair in these. Nearly all
    entries are such, and a pattern finds them, with their places, in a fifth of the time that
    :func:`parsed_entry` takes, which says the same of them.
    """
    masked, base, end = block.masked, block.start, len(block.masked) - 1
    head = _START_OF_FIELDS.match(masked, block.body - base)
    if not head or not block.closed or masked[end] != "}":
        return None
    fields, at = [], head.end()
    while at < end:
        found = _REGULAR_FIELD.match(masked, at, end)
        if not found:
            return None
        start, last = found.span(2)
        raw = block.text[start:last]
        fields.append(SourceField(found[1].lower(), base + at, raw, base + start))
        at = found.end()
    key = block.text[head.start(1) : head.end(1)]
    return SourceEntry(block.kind, key, base, base + head.start(1), tuple(fields))


def parsed_entry(block: Block) -> SourceEntry | Fault:
    """An entry as bibtexparser reads it, with the places of its fields; or its first fault."""
    parsed = _parsed(block)
    if parsed is None:
        return fault_of(block)
    text, masked, base = block.text, block.masked, block.start
    cursor = text.find(parsed.key, block.body - base)
    key_start, key = base + cursor, parsed.key
    cursor += len(key)
    fields = []
    for field in parsed.fields:
        name, length = field.key, len(field.value)
        if not (name.isalnum() or _NAME.fullmatch(name)):
            return fault_of(block)
        start = masked.index(name, cursor)
        at = masked.index(field.value, masked.index("=", start + len(name)) + 1)
        fields.append(SourceField(name.lower(), base + start, text[at : at + length], base + at))
        cursor = at + length
    return SourceEntry(block.kind, key, base, key_start, tuple(fields))


def read_string(block: Block) -> tuple[str, str, int] | Fault:
    """Parse an ``@string``: name, raw value, the value's offset in the file; or what is wrong."""
    found = Splitter(block.masked).split().blocks
    if not block.closed or len(found) != 1 or not isinstance(found[0], bib.String):
        return fault_of(block)
    name, raw = found[0].key, str(found[0].value)
    if not _NAME.fullmatch(name):
        return fault_of(block)
    start = block.masked.index(name, block.body - block.start)
    at = block.masked.index(raw, block.masked.index("=", start) + 1)
    return name, block.text[at : at + len(raw)], block.start + at


def _parsed(block: Block) -> bib.Entry | None:
    """What bibtexparser makes of a block; ``None`` if that is not one entry."""
    if not block.closed:
        return None
    found = Splitter(block.masked).split().blocks
    if len(found) != 1:
        return None
    entry: bib.Block | None = found[0]
    if isinstance(entry, bib.DuplicateFieldKeyBlock):
        entry = entry.ignore_error_block
    return entry if isinstance(entry, bib.Entry) else None
