"""Fonts as WOFF 1.0 (https://www.w3.org/TR/WOFF/): the tables of an OpenType file, compressed."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

_HEADER, _ENTRY = struct.Struct(">4s4sLHHLHHLLLLL"), struct.Struct(">4sLLLL")
"""Of a WOFF file (sections 4 and 5)."""
_OFFSETS, _RECORD = struct.Struct(">4sHHHH"), struct.Struct(">4sLLL")
"""Of an OpenType file (https://learn.microsoft.com/typography/opentype/spec/otff)."""
_REVISION = slice(4, 8)
"""Of the table ``head``: the font's own version, in two numbers."""


@dataclass(frozen=True, slots=True)
class _Table:
    tag: bytes
    checksum: int
    data: bytes

    @property
    def packed(self) -> bytes:
        """As it stands in the file: compressed, unless that is no shorter."""
        shorter = zlib.compress(self.data)
        return shorter if len(shorter) < len(self.data) else self.data


def packed(font: bytes) -> bytes:
    """An OpenType font, whose tables are sorted by their tags, as WOFF.

    The same font gives the same bytes; all parts begin at multiples of four (section 5).
    """
    flavour, count, *_ = _OFFSETS.unpack_from(font)
    tables = []
    for number in range(count):
        tag, checksum, begin, length = _RECORD.unpack_from(
            font, _OFFSETS.size + number * _RECORD.size
        )
        tables.append(_Table(tag, checksum, font[begin : begin + length]))
    place = _HEADER.size + count * _ENTRY.size
    whole = _OFFSETS.size + count * _RECORD.size
    directory, body = b"", b""
    revision = 0, 0
    for table in tables:
        held = table.packed
        entry = (table.tag, place + len(body), len(held), len(table.data), table.checksum)
        directory += _ENTRY.pack(*entry)
        body += _padded(held)
        whole += len(_padded(table.data))
        if table.tag == b"head":
            revision = struct.unpack(">HH", table.data[_REVISION])
    header = (b"wOFF", flavour, place + len(body), count, 0, whole, *revision, *(0,) * 5)
    return _HEADER.pack(*header) + directory + body


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
