"""The packages of office files: zip archives with XML in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.data.workbooks import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 256 * 1024 * 1024
"""Bytes of all parts of a package when unpacked; what is larger is no table for a paper."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_LOCKED = "this workbook is locked with a password"
_UNLOCK = "Save it without a password, or as CSV UTF-8."
_DAMAGED = "this workbook is damaged: {error}"
_SAVE_AGAIN = "Open it in a spreadsheet and save it again."


class Package:
    """A package that was opened.

    Raises:
        UnreadableFileError: On opening, if it is none, is locked, damaged or too large.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise _old_or_locked(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise UnreadableFileError(_DAMAGED, error, hint=_SAVE_AGAIN) from error
        if sum(each.file_size for each in self._archive.infolist()) > _LARGEST:
            message = "this workbook holds more than {most} MiB when it is unpacked"
            raise UnreadableFileError(message, _LARGEST // 2**20)

    def names(self) -> frozenset[str]:
        """The names of its parts."""
        return frozenset(self._archive.namelist())

    def part(self, name: str) -> etree._Element | None:
        """A part's XML; ``None`` if it has none of this name.

        Raises:
            UnreadableFileError: If it is damaged.
        """
        if name not in self.names():
            return None
        try:
            return etree.fromstring(self._archive.read(name), _parser())
        except _FAILURES as error:
            if isinstance(error, etree.XMLSyntaxError) and not error.lineno:
                raise MemoryError from error  # of which lxml says no more than that it is an error
            raise UnreadableFileError(_DAMAGED, error, hint=_SAVE_AGAIN) from error


def locked() -> UnreadableFileError:
    """What to raise for a package whose parts are encrypted."""
    return UnreadableFileError(_LOCKED, hint=_UNLOCK)


_FAILURES = (
    etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError,
    EOFError,
)  # fmt: skip


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _old_or_locked(data: bytes) -> UnreadableFileError:
    """What is wrong with a compound file: an encrypted package lies in one, or it is an .xls."""
    if _ENCRYPTED_PART in data:
        return locked()
    message = "this is a workbook of Excel 97–2003"
    return UnreadableFileError(message, hint="Save it as .xlsx, or as CSV UTF-8.")


def attribute_of(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute by its name without its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements in another one that have a local name."""
    return (each for each in element if _bare(each.tag) == name)


def local(element: etree._Element) -> str:
    """An element's name without its namespace, of which office files have two generations."""
    return _bare(element.tag)


@lru_cache
def _bare(tag: object) -> str:
    return str(tag).rpartition("}")[2]
