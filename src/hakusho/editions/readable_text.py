"""Everything in an output that anybody could read or extract: pages, metadata, alt texts, parts."""

from __future__ import annotations

import base64
import html
import re
import zipfile
import zlib
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from hakusho.tools import keeping
from hakusho.tools.pdfium import joined, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_ZIPPED = frozenset({".epub", ".docx", ".xlsx"})
_NO_TEXT = (".otf", ".ttf", ".woff", ".woff2", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".emf")
_OF_PROPERTIES = re.compile(r"^docProps/|\.opf$|title_page\.xhtml$|/header\d*\.xml$")
_DATA = re.compile(r"data:(?P<type>[\w.+/-]*)(?P<options>(?:;[\w=.-]+)*),(?P<data>[^\"'\s)<>]*)")
_TAG = re.compile(r"<!--(?P<comment>.*?)-->|<(?P<inside>[^<>]*)>", re.DOTALL)
_READING = re.compile(r"<rp>[^<]*</rp>|<(?P<tag>rt|w:rt)>(?P<words>.*?)</(?P=tag)>", re.DOTALL)
"""A reading over words, which go on below it."""
_PATH = r"\sd=\"[MmLlHhVvCcSsQqTtAaZzEe\d\s.,+-]*\""
"""The lines of a drawing (SVG 2, 9.3), which nobody reads, and which are most of it."""
_VALUE = re.compile(rf"{_PATH}|=\s*(?:\"([^\"\0]*)\"|'([^'\0]*)')")
"""A value in tags that are divided by NUL, which no value reaches over."""
_COMMENT, _DRAWING, _DRAWN, _PLACE = "<!--", "<svg", "</svg>", "<svg>"
_STREAM_BEGINS, _STREAM_ENDS = re.compile(rb"stream\r?\n"), b"endstream"
_PDF_STRING = re.compile(
    rb"/[A-Za-z0-9]+\s*(?:\((?P<literal>(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]+)>)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def readable_text(file: Path, name: str = "", pages: Iterable[str] = ()) -> str:
    """All text in a finished output, whose kind its name tells, or else ``name``.

    ``pages`` is what is written on each page of a PDF, if somebody has read them before.

    Returns:
        The text: what is printed, and metadata, alt texts, comments, attributes and embedded
        drawings. Pieces that do not stand together in the file are divided by line breaks.
    """
    kind = ("." + (name or file.name).rpartition(".")[2]).lower()
    if kind == ".pdf":
        return "\n".join((*(tuple(pages) or _pages_of(file)), *_beside_pages(file.read_bytes())))
    if kind in _ZIPPED:
        with zipfile.ZipFile(file) as book:
            parts = (part for part in book.namelist() if not part.lower().endswith(_NO_TEXT))
            return "\n".join(_of_bytes(part, book.read(part)) for part in parts)
    return "" if kind in _NO_TEXT else _of_bytes(kind, file.read_bytes())


def properties(file: Path, name: str = "") -> str:
    """What a finished output says of itself besides its pages: authors, titles, keywords."""
    kind = ("." + (name or file.name).rpartition(".")[2]).lower()
    if kind == ".pdf":
        with opened(file) as document:
            return "\n".join(document.properties())
    if kind in _ZIPPED:
        with zipfile.ZipFile(file) as book:
            named = (part for part in book.namelist() if _OF_PROPERTIES.search(part))
            return "\n".join(_of_bytes(part, book.read(part)) for part in named)
    head, closed, _ = file.read_text(encoding="utf-8", errors="replace").partition("</head>")
    return _of_bytes(kind, head.encode()) if closed else ""


def _of_bytes(name: str, data: bytes) -> str:
    is_markup = not name.endswith((".css", ".csv", ".json", ".txt"))

    def read() -> str:
        text = data.decode("utf-8", errors="replace")
        return "\n".join(_of_markup(text) if is_markup else _with_embedded(text))

    return _known("a file", is_markup, data, make=read)


def _known(*made_of: str | bytes | bool, make: Callable[[], str]) -> str:
    """The text of what has not changed since somebody who asks again has asked last."""
    return keeping.recall_large((__name__, *made_of), make)


def _of_markup(text: str) -> Iterator[str]:
    """Text without tags, then comments and the values of attributes, then drawings in it."""
    plain, *embedded = _with_embedded(text.replace("\0", " "))
    page, drawings = _without_drawings(plain)
    yield from _by_tags(page)
    for drawing in drawings:
        yield _known("a drawing", drawing, make=partial(_joined_by_tags, drawing))
    yield from embedded


def _without_drawings(markup: str) -> tuple[str, list[str]]:
    """A page without the drawings that stand in it, and these: most of it, and seldom changed.

    What a comment holds is no drawing, so one with comments is left as it is.
    """
    if _COMMENT in markup:
        return markup, []
    page: list[str] = []
    drawings: list[str] = []
    end = 0
    while (begin := markup.find(_DRAWING, end)) >= 0:
        closed = markup.find(_DRAWN, begin)
        if closed < 0:
            break
        page += (markup[end:begin], _PLACE)
        end = closed + len(_DRAWN)
        drawings.append(markup[begin:end])
    return "".join((*page, markup[end:])), drawings


def _joined_by_tags(markup: str) -> str:
    return "\n".join(_by_tags(markup))


def _by_tags(markup: str) -> Iterator[str]:
    """Text without tags, then comments, values of attributes and readings over words."""
    above: list[str] = []

    def lift(reading: re.Match[str]) -> str:
        above.append(_TAG.sub("", reading["words"] or ""))
        return ""

    # A drawing has thousands of tags: to split is much cheaper than to call for each of them.
    pieces = _TAG.split(_READING.sub(lift, markup))
    yield html.unescape("".join(pieces[::3]))
    beside: list[str] = []
    for is_comment, tags in groupby(zip(pieces[1::3], pieces[2::3], strict=True), _is_comment):
        if is_comment:
            beside += (comment for comment, _ in tags)
        else:
            values = _VALUE.findall("\0".join(inside for _, inside in tags))
            beside += map("".join, values)
    yield html.unescape("\n".join((*beside, *above)))


def _is_comment(tag: tuple[str | None, str | None]) -> bool:
    return tag[0] is not None


def _with_embedded(text: str) -> Iterator[str]:
    """A text without its ``data:`` addresses, then the text of those that hold any."""
    embedded: list[str] = []

    def take(address: re.Match[str]) -> str:
        if "svg" in address["type"] or address["type"].startswith("text/"):
            data = unquote(address["data"])
            if "base64" in address["options"]:
                data = base64.b64decode(data + "==").decode("utf-8", errors="replace")
            embedded.extend(_of_markup(data))
        return ""

    plain = _DATA.sub(take, text) if "data:" in text else text
    yield plain
    yield from embedded


def _pages_of(file: Path) -> tuple[str, ...]:
    """What is written on each page of a PDF."""
    with opened(file) as document:
        return tuple(joined(page.units()) for page in document.pages())


def _beside_pages(raw: bytes) -> Iterator[str]:
    """What a PDF says besides: strings and XMP as ISO 32000-2, 7.3.4 and 14.3 put them.

    Strings are read wherever a key has one (``/Alt``, ``/ActualText``, ``/Title``, ``/Contents``),
    in object streams as well: titles, outlines, alt texts and annotations are all of this form.
    """
    streams, between, end = [], [], 0
    while begun := _STREAM_BEGINS.search(raw, end):
        closed = raw.find(_STREAM_ENDS, begun.end())
        if closed < 0:
            break
        between.append(raw[end : begun.start()])
        streams.append(raw[begun.end() : closed])
        end = closed + len(_STREAM_ENDS)
    yield from _strings(b"".join((*between, raw[end:])))
    for stream in streams:
        data = _inflated(stream)
        if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
            yield from _of_markup(data.decode("utf-8", errors="replace"))
        elif b"\0" not in data[:64]:  # no font, no picture
            yield from _strings(data)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return data


def _strings(data: bytes) -> Iterator[str]:
    for match in _PDF_STRING.finditer(data):
        if match["hex"] is not None:
            digits = re.sub(rb"\s", b"", match["hex"])
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        else:
            raw = _ESCAPE.sub(_unescaped, match["literal"])
        if raw.startswith(b"\xfe\xff"):
            yield raw[2:].decode("utf-16-be", errors="replace")
        elif raw.startswith(b"\xef\xbb\xbf"):
            yield raw[3:].decode("utf-8", errors="replace")
        else:
            yield raw.decode("latin-1")


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return _CONTROLS.get(match[2], match[2]) if match[2] else b""
