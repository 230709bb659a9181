"""A Word document as its parts: a ZIP of XML (ECMA-376 Part 2)."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping


TEXTS = frozenset({"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"})
"""The parts that hold what an author wrote."""
_LARGEST = 2**30
"""Bytes of all parts; a paper's pictures take a tenth of it."""


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a document by their names; none if it is no ZIP, or one that nobody can read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _LARGEST:
                return {}
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return {}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The document that parts make."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def parsed(part: bytes) -> etree._Element:
    """A part as a tree; nothing that it names is fetched.

    Raises:
        lxml.etree.XMLSyntaxError: If it is no XML.
    """
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def written(tree: etree._Element) -> bytes:
    """A tree as a part."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
