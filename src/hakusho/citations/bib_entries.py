"""One block of a BibTeX file as an entry with the place of everything in it, or its fault.

bibtexparser parses the block; where its keys and values stand is found again in the source.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bibtexparser import model as bib
from bibtexparser.splitter import Splitter

from hakusho.citations.bib_faults import Fault, fault_of
from hakusho.citations.bib_values import Piece, literal

if TYPE_CHECKING:
    from hakusho.citations.bib_source import Block

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # failures become findings

_FIELD_NAME = re.compile(r"[^\s{}(),=\"#%]+")


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
        type: The entry type in lower case.
        key: The citekey as written.
        start: Offset of the ``@``.
        key_start: Offset of the citekey.
        fields: In order; a name may occur twice.
    """

    type: str
    key: str
    start: int
    key_start: int
    fields: tuple[SourceField, ...]


def read_entry(block: Block) -> SourceEntry | Fault:
    """Parse a block.

    Args:
        block: One that describes a work.

    Returns:
        The entry, or what is wrong with it first; offsets count from the file's beginning.
    """
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
        if not (name.isalnum() or _FIELD_NAME.fullmatch(name)):
            return fault_of(block)
        start = masked.index(name, cursor)
        at = masked.index(field.value, masked.index("=", start + len(name)) + 1)
        fields.append(SourceField(name.lower(), base + start, text[at : at + length], base + at))
        cursor = at + length
    return SourceEntry(block.kind, key, base, key_start, tuple(fields))


def read_string(block: Block) -> tuple[str, str, int] | Fault:
    """Parse an ``@string``.

    Args:
        block: One of that kind.

    Returns:
        Its name, its raw value and the offset of the value in the file; or what is wrong.
    """
    found = Splitter(block.masked).split().blocks
    if not block.closed or len(found) != 1 or not isinstance(found[0], bib.String):
        return fault_of(block)
    name, raw = found[0].key, str(found[0].value)
    if not _FIELD_NAME.fullmatch(name):
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
