"""What draw.io and others leave in pictures that no edition can take.

A chunk ``zTXt`` of a PNG holds a keyword and a text in the form of zlib (PNG, 11.3.3.3); draw.io
has put bare deflated data there, and whoever reads all chunks stumbles over it: pandoc can write no
Word document of it. An SVG asks for fonts of the web, which no edition may load.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PACKED = b"zTXt"
_FONTS = re.compile(
    rb"@import\s+(?:url\(\s*(?:&quot;|[\"'])?https?://[^)]*\)|[\"']https?://[^\"']*[\"'])\s*;?",
    re.IGNORECASE,
)
"""A style sheet of the web, as a drawing names one for its letters."""


def without_unreadable_texts(data: bytes) -> bytes:
    """A picture without packed texts that nobody can unpack; any other as it is."""
    if not data.startswith(_SIGNATURE) or _PACKED not in data:
        return data
    return _SIGNATURE + b"".join(each for each in _chunks(data) if not _is_unreadable(each))


def without_fonts_of_the_web(data: bytes) -> bytes:
    """A drawing that asks for no style sheet of the web; any other file as it is."""
    return _FONTS.sub(b"", data) if b"<svg" in data else data


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
