r"""Where blocks begin and end in a BibTeX file, so that a broken one costs itself and no other.

bibtexparser reads what stands in a block. This module cuts the file into blocks first, because a
parser that looks for a closing brace swallows the entries after it: a block ends at its closing
delimiter or, where that is missing, before the next line that begins like an entry.

BibTeX counts every brace; LaTeX authors and exporters mean ``\{`` as a character. A block is read
with escapes honoured first, and as BibTeX does where it would not close otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.citations.entry_types import is_known
from hakusho.findings import Location
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_ENTRIES = frozenset({"comment", "preamble", "string"})
"""Kinds of blocks that are no entries (BibTeX, "Database entries")."""

_HEAD = re.compile(r"@[ \t]*(\w+)\s*([{(])")
_KEY_AND_COMMA = re.compile(r"\s*+[^{}(),=\"#%\s][^{}(),=\"#%\n]*+\s*,")
_MARKS = re.compile(r"(?<!\\)[{}\"]|[%)]|\n[ \t]*(?=@)")
_STRICT_MARKS = re.compile(r"[{}\"%)]|\n[ \t]*(?=@)")
_COMMENT_MARKS = re.compile(r"(?<!\\)[{}]|\)")
_NEW_LINE = re.compile(r"\n[ \t]*(?=@)")
_ESCAPED_BRACE = re.compile(r"\\(?=[{}\"])")
_INNER_HEAD = re.compile(r"(?<!\A)@")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a BibTeX file.

    Attributes:
        kind: What stands after the ``@``, in lower case: ``book``, ``string``, ``comment`` …
        start: Offset of the ``@``.
        body: Offset of what follows the opening delimiter.
        end: Offset after the closing delimiter; where the next block begins if there is none.
        closed: Whether the closing delimiter is there.
        text: The block for reading values: as long as the source, comments blanked out.
        masked: The same for a parser: what it would mistake for a delimiter or a new block is
            masked by other characters.
    """

    kind: str
    start: int
    body: int
    end: int
    closed: bool
    text: str
    masked: str

    @property
    def is_entry(self) -> bool:
        """Whether it describes a work."""
        return self.kind not in NO_ENTRIES


class Lines:
    """Offsets of a text as lines and columns."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def location(self, offset: int) -> Location:
        """The place of a character."""
        line = bisect_left(self._ends, offset)
        start = self._ends[line - 1] + 1 if line else 0
        return Location(self._path, line + 1, offset - start + 1)


class Located(Mapping[str, Location]):
    """Where the values of an entry begin, as places that are worked out when they are asked for.

    Of a large bibliography few ever are.
    """

    __slots__ = ("_lines", "_offsets")

    def __init__(self, lines: Lines, offsets: Mapping[str, int]) -> None:
        self._lines = lines
        self._offsets = offsets

    def __getitem__(self, name: str) -> Location:
        """The place of a field's value."""
        return self._lines.location(self._offsets[name])

    def __contains__(self, name: object) -> bool:
        """Whether the entry has the field."""
        return name in self._offsets

    def __iter__(self) -> Iterator[str]:
        """The names of the fields."""
        return iter(self._offsets)

    def __len__(self) -> int:
        """How many fields there are."""
        return len(self._offsets)


def blocks(text: str) -> Iterator[Block]:
    r"""Cut a file with ``\n`` line ends into its blocks; text between them is passed over."""
    position = last = 0
    while head := _HEAD.search(text, position):
        position = head.end()
        if _begins_block(text, head, last):
            block = _block(text, head)
            yield block
            position = last = block.end


def _begins_block(text: str, head: re.Match[str], last: int) -> bool:
    """Whether an ``@word{`` between blocks begins one; ``@home (Tokyo)`` and comments do not."""
    line = text[max(last, text.rfind("\n", 0, head.start()) + 1) : head.start()]
    if "%" in line:
        return False
    return not line.strip() or _names_block(text, head)


def _names_block(text: str, head: re.Match[str]) -> bool:
    word = head[1].lower()
    if word in NO_ENTRIES or is_known(word):
        return True
    return head[2] == "{" and bool(_KEY_AND_COMMA.match(text, head.end()))


def _block(text: str, head: re.Match[str]) -> Block:
    kind, closing = head[1].lower(), "}" if head[2] == "{" else ")"
    strict = False
    if kind == "comment":
        extent = _end_of_comment(text, head.end(), closing)
    else:
        extent = _end_of_block(text, head.end(), closing, _MARKS)
        if not extent.closed:
            strict = True
            extent = _end_of_block(text, head.end(), closing, _STRICT_MARKS)
    start = head.start()
    clean = _blanked(text[start : extent.end], start, extent.comments)
    if head.end() - start != len(head[1]) + 2:  # spaces in the head
        clean = f"@{head[1]}".ljust(head.end() - start - 1) + head[2] + clean[head.end() - start :]
    masked = clean if clean.count("@") == 1 else _INNER_HEAD.sub(Mark.MASK, clean)
    if kind not in NO_ENTRIES and kind.startswith(tuple(NO_ENTRIES)):
        masked = masked.replace(head[1], "x" * len(kind), 1)  # the parser takes it for the other
    for at in extent.quotes:
        masked = masked[: at - start] + Mark.MASK + masked[at - start + 1 :]
    if strict:
        masked = _ESCAPED_BRACE.sub(Mark.MASK, masked)
    return Block(kind, start, head.end(), extent.end, extent.closed, clean, masked)


@dataclass(slots=True)
class _Extent:
    """How far a block reaches: its comments, and the quotation marks in braces in quotes."""

    end: int = 0
    closed: bool = False
    comments: list[tuple[int, int]] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)

    def until(self, end: int, *, closed: bool) -> _Extent:
        self.end, self.closed = end, closed
        return self


def _end_of_block(text: str, body: int, closing: str, marks: re.Pattern[str]) -> _Extent:  # noqa: C901, PLR0912  one scanner
    extent = _Extent()
    depth, quoted, passed = 0, False, body
    for match in marks.finditer(text, body):
        at, mark = match.start(), match[0]
        if at < passed:
            continue
        if mark == "{":
            depth += 1
        elif mark == "}":
            if not depth:
                return extent.until(at + 1, closed=closing == "}")
            depth -= 1
        elif mark[0] == "\n":
            head = _HEAD.match(text, match.end())
            if head and _names_block(text, head):
                return extent.until(at + 1, closed=False)
        elif depth:
            if quoted and mark == '"':
                extent.quotes.append(at)
        elif mark == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif mark == "%":
            passed = text.find("\n", at)
            passed = len(text) if passed < 0 else passed
            extent.comments.append((at, passed))
        elif closing == ")":
            return extent.until(at + 1, closed=True)
    return extent.until(len(text), closed=False)


def _end_of_comment(text: str, body: int, closing: str) -> _Extent:
    """A comment ends at its own brace, entries inside included, or before the next block."""
    depth = 0
    closed = text.find(closing, body) >= 0
    for match in _COMMENT_MARKS.finditer(text, body) if closed else ():
        if match[0] == closing and not depth:
            return _Extent(match.end(), closed=True)
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            break
    for line in _NEW_LINE.finditer(text, body):
        head = _HEAD.match(text, line.end())
        if head and _names_block(text, head):
            return _Extent(line.start() + 1)
    return _Extent(len(text))


def _blanked(block: str, start: int, comments: list[tuple[int, int]]) -> str:
    """A block without its comments, at its old length."""
    if not comments:
        return block
    parts, done = [], 0
    for begin, stop in comments:
        parts += [block[done : begin - start], " " * (stop - begin)]
        done = stop - start
    return "".join((*parts, block[done:]))
