"""PDFium, which reads PDFs for us: one file at a time in a process, since it knows no threads.

The library is that of the ``pypdfium2`` wheel. Its Python module declares hundreds of functions
each time that it is loaded, and makes an object of every pointer. A page has thousands of letters,
and each is asked for, so the two dozen functions that are used are declared here, with plain
numbers for PDFium's pointers.
"""

from __future__ import annotations

import ctypes
import re
import sys
from contextlib import contextmanager
from ctypes import c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

Pointer: TypeAlias = int
"""What PDFium hands out: an address."""
_PACKAGE = "pypdfium2_raw"
_FILE = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
_ONE_AT_A_TIME = Lock()
_HALF = re.compile("[\ud800-\udfff]")
_PROPERTIES = (
    *("Title", "Author", "Subject", "Keywords"),
    *("Creator", "Producer", "CreationDate", "ModDate"),
)
"""Keys of a file's information dictionary (ISO 32000-2, 14.3.3)."""

_WHITE = 0xFFFFFFFF
_AS_PRINTED, _RED_FIRST = 0x01, 0x10
"""FPDF_ANNOT and FPDF_REVERSE_BYTE_ORDER (fpdfview.h)."""

_Signature: TypeAlias = tuple[Any, *tuple[Any, ...]]
_FLOAT, _DOUBLE = ctypes.POINTER(c_float), ctypes.POINTER(c_double)
_ROOM = (c_void_p, c_ulong)
"""Where a text is to be written, and how many bytes there are."""
# What each returns, and its parameters, by PDFium's headers (fpdfview.h, fpdf_doc.h, fpdf_edit.h,
# fpdf_text.h, fpdf_structtree.h, fpdf_transformpage.h). These take long, so other threads run
# meanwhile.
_LONG: Mapping[str, _Signature] = {
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (c_void_p, c_char_p, c_size_t, c_char_p),
    "FPDF_CloseDocument": (None, c_void_p),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDFBitmap_Create": (c_void_p, c_int, c_int, c_int),
    "FPDFBitmap_FillRect": (c_int, c_void_p, c_int, c_int, c_int, c_int, c_ulong),
    "FPDF_RenderPageBitmap": (None, c_void_p, c_void_p, *(c_int,) * 6),
    "FPDFBitmap_Destroy": (None, c_void_p),
    "FPDFText_LoadPage": (c_void_p, c_void_p),
    "FPDFText_ClosePage": (None, c_void_p),
}
# These are done before another thread could be woken.
_SHORT: Mapping[str, _Signature] = {
    "FPDF_GetLastError": (c_ulong,),
    "FPDF_GetPageCount": (c_int, c_void_p),
    "FPDF_GetMetaText": (c_ulong, c_void_p, c_char_p, *_ROOM),
    "FPDF_GetPageWidthF": (c_float, c_void_p),
    "FPDF_GetPageHeightF": (c_float, c_void_p),
    "FPDFBitmap_GetBuffer": (c_void_p, c_void_p),
    "FPDFBitmap_GetStride": (c_int, c_void_p),
    "FPDFPage_CountObjects": (c_int, c_void_p),
    "FPDFPage_GetObject": (c_void_p, c_void_p, c_int),
    "FPDFPageObj_GetType": (c_int, c_void_p),
    "FPDFPageObj_GetMarkedContentID": (c_int, c_void_p),
    "FPDFPageObj_GetBounds": (c_int, c_void_p, _FLOAT, _FLOAT, _FLOAT, _FLOAT),
    "FPDFPageObj_GetClipPath": (c_void_p, c_void_p),
    "FPDFClipPath_CountPaths": (c_int, c_void_p),
    "FPDFClipPath_CountPathSegments": (c_int, c_void_p, c_int),
    "FPDFClipPath_GetPathSegment": (c_void_p, c_void_p, c_int, c_int),
    "FPDFPathSegment_GetPoint": (c_int, c_void_p, _FLOAT, _FLOAT),
    "FPDFPageObj_GetMatrix": (c_int, c_void_p, _FLOAT),  # FS_MATRIX: six floats
    "FPDFText_CountChars": (c_int, c_void_p),
    "FPDFText_GetUnicode": (c_uint, c_void_p, c_int),
    "FPDFText_GetTextObject": (c_void_p, c_void_p, c_int),
    "FPDFText_GetCharOrigin": (c_int, c_void_p, c_int, _DOUBLE, _DOUBLE),
    "FPDFText_GetLooseCharBox": (c_int, c_void_p, c_int, _FLOAT),  # FS_RECTF: four floats
}


@cache
def functions() -> Any:
    """PDFium's functions by their own names, declared as above.

    Raises:
        OSError: If the library cannot be loaded.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {_PACKAGE} is not installed")
    file = str(Path(spec.origin).with_name(_FILE))
    made = SimpleNamespace()
    for library, signatures in ((ctypes.CDLL(file), _LONG), (ctypes.PyDLL(file), _SHORT)):
        for name, (returned, *parameters) in signatures.items():
            function = getattr(library, name)
            function.restype, function.argtypes = returned, parameters
            setattr(made, name, function)
    made.FPDF_InitLibrary()
    return made


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what is written on it, as PDFium's pointers; its size in points."""

    raw: Pointer
    text: Pointer
    width: float
    height: float

    def units(self) -> list[str]:
        """All that is written on it, in the order of the file, by halves of UTF-16."""
        unit = functions().FPDFText_GetUnicode
        return [chr(unit(self.text, at)) for at in range(self.letters)]

    @property
    def letters(self) -> int:
        """How many units of UTF-16 are written on it."""
        count: int = functions().FPDFText_CountChars(self.text)
        return count

    def drawn(self, scale: float) -> tuple[tuple[int, int], bytes]:
        """The page as a picture on white, of so many points of it a point of the page.

        Returns:
            Its width and height, and four bytes for each of its points: red, green, blue, none.

        Raises:
            RuntimeError: If there is no room for it.
        """
        pdfium = functions()
        width, height = (max(1, round(side * scale)) for side in (self.width, self.height))
        bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
        if not bitmap:
            raise RuntimeError(f"a picture of {width} × {height} cannot be made")
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
            flags = _AS_PRINTED | _RED_FIRST
            pdfium.FPDF_RenderPageBitmap(bitmap, self.raw, 0, 0, width, height, 0, flags)
            size = pdfium.FPDFBitmap_GetStride(bitmap) * height
            return (width, height), ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF that is open."""

    raw: Pointer

    def pages(self) -> Generator[Page, None, None]:
        """Its pages in order; each is there until the next one is asked for.

        Raises:
            RuntimeError: If a page is damaged.
        """
        pdfium = functions()
        for at in range(pdfium.FPDF_GetPageCount(self.raw)):
            raw = pdfium.FPDF_LoadPage(self.raw, at)
            if not raw:
                raise RuntimeError(f"page {at + 1} cannot be loaded")
            text = pdfium.FPDFText_LoadPage(raw)
            try:
                size = pdfium.FPDF_GetPageWidthF(raw), pdfium.FPDF_GetPageHeightF(raw)
                yield Page(raw, text, *size)
            finally:
                pdfium.FPDFText_ClosePage(text)
                pdfium.FPDF_ClosePage(raw)

    def properties(self) -> list[str]:
        """What it says of itself: title, author, keywords and so on; what it lacks is empty."""
        ask = functions().FPDF_GetMetaText
        return [asked(ask, self.raw, key.encode()) for key in _PROPERTIES]


@contextmanager
def opened(file: Path) -> Iterator[Document]:
    """A PDF, closed at the end; other threads wait for it.

    Raises:
        OSError: If the file cannot be read.
        RuntimeError: If it is no PDF.
    """
    data = file.read_bytes()  # whatever the name is
    with _ONE_AT_A_TIME:
        pdfium = functions()
        raw = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not raw:
            raise RuntimeError(f"PDFium cannot load it (error {pdfium.FPDF_GetLastError()})")
        try:
            yield Document(raw)
        finally:
            pdfium.FPDF_CloseDocument(raw)


def asked(ask: Any, of: Pointer, *arguments: bytes) -> str:
    """A text that one of the functions writes into a room as large as it has said before."""
    length = ask(of, *arguments, None, 0)
    if not length:
        return ""
    room = ctypes.create_string_buffer(length)
    ask(of, *arguments, room, length)
    return room.raw[:length].decode("utf-16-le").rstrip("\0")


def joined(units: Sequence[str]) -> str:
    """UTF-16 in halves, as PDFium gives what lies beyond the first plane, as characters."""
    text = "".join(units)
    if not _HALF.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
