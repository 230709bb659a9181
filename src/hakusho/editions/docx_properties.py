"""What a DOCX file says about itself: title, authors, dates (ECMA-376, Part 2, section 11)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lxml import etree

import hakusho

if TYPE_CHECKING:
    from collections.abc import Mapping

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def core(metadata: Mapping[str, Any], epoch: int) -> bytes:
    """The core properties.

    Args:
        metadata: The document's metadata.
        epoch: When it was made and last changed, in seconds since 1970: the paper's date.
    """
    spaces = {"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap=spaces)
    authors = "; ".join(author["name"] for author in metadata["authors"])
    joined = "" if metadata["language"] == "ja" else " "
    abstract = joined.join(str(metadata.get("abstract") or "").split("\n"))
    for name, value in (
        (f"{{{_DC}}}title", metadata["title"]),
        (f"{{{_DC}}}subject", metadata.get("subtitle")),
        (f"{{{_DC}}}creator", authors),
        (f"{{{_CP}}}keywords", ", ".join(metadata.get("keywords") or ())),
        (f"{{{_DC}}}description", abstract),
        (f"{{{_DC}}}identifier", metadata.get("identifier")),
        (f"{{{_DC}}}language", metadata["lang"]),
        (f"{{{_CP}}}lastModifiedBy", authors),
        (f"{{{_CP}}}version", metadata.get("version")),
    ):
        if value:
            etree.SubElement(root, name).text = str(value)
    moment = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("created", "modified"):
        made = etree.SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        made.text = moment
    return _written(root)


def application() -> bytes:
    """The extended properties: nothing that Word would have counted."""
    root = etree.fromstring(f'<Properties xmlns="{_APP}"/>')
    etree.SubElement(root, f"{{{_APP}}}Application").text = f"Hakusho {hakusho.__version__}"
    return _written(root)


def _written(root: etree._Element) -> bytes:
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made
