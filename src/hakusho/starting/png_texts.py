"""Texts within PNGs: draw.io packs its drawings so that pandoc can write no Word document of them.

A chunk ``zTXt`` holds a keyword and a text in the form of zlib (PNG, 11.3.3.3); draw.io has put
bare deflated data there, and whoever reads all chunks stumbles over it.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PACKED = b"zTXt"


def without_unreadable_texts(data: bytes) -> bytes:
    """A picture without packed texts that nobody can unpack; any other as it is."""
    if not data.startswith(_SIGNATURE) or _PACKED not in data:
        return data
    return _SIGNATURE + b"".join(each for each in _chunks(data) if not _is_unreadable(each))


def _chunks(data: bytes) -> Iterator[bytes]:
    """The chunks of a PNG, each with its length, kind and check; the last as far as it goes."""
    at = len(_SIGNATURE)
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield data[at:end]
        at = end


def _is_unreadable(chunk: bytes) -> bool:
    if chunk[4:8] != _PACKED:
        return False
    _, _, packed = chunk[8:-4].partition(b"\0")
    try:
        zlib.decompress(packed[1:])
    except zlib.error:
        return True
    return False
