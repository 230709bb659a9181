"""Reading a book back: its pages in the order of its spine."""

from __future__ import annotations

import posixpath
import zipfile
from typing import TYPE_CHECKING

from hakusho.editions.epub_figures import parse
from hakusho.editions.read_pages import PageReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from hakusho.collation.witness import Witness

_CONTAINER = "META-INF/container.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"


def read_epub(file: Path) -> Witness:
    """Read a book.

    Raises:
        OSError: If it cannot be read.
        KeyError: If it lacks a part.
        zipfile.BadZipFile: If it is no archive.
        lxml.etree.XMLSyntaxError: If a part is no XML.
    """
    reader = PageReader()
    with zipfile.ZipFile(file) as book:
        name = next(parse(book.read(_CONTAINER)).iter("{*}rootfile")).get("full-path", "")
        package = parse(book.read(name))
        reader.gathered.flow += (f"{each.text} " for each in package.iter(_SUBJECT))
        for href in _spine(package):
            reader.read(parse(book.read(posixpath.join(posixpath.dirname(name), href))))
    return reader.gathered.witness()


def _spine(package: etree._Element) -> Iterator[str]:
    """The pages in order; the one that is a contents list is left out."""
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        item = items[reference.get("idref")]
        if "nav" not in (item.get("properties") or "").split():
            yield item.get("href", "")
