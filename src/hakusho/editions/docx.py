"""The DOCX edition: pandoc's document in the house style, with what Word expects of a paper.

``prepare`` packs the reference document before ``lua/docx.lua`` writes; ``finish`` gives notes,
figures, tables, contents and languages their final form and packs the file anew.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lxml import etree

import hakusho
from hakusho.editions import docx_layout, docx_text
from hakusho.editions.archives import unpack
from hakusho.editions.docx_aligned import offer_matrices
from hakusho.editions.docx_fields import (
    Marked,
    asks_for_pages,
    chain_headings,
    mark_captions,
    mark_equations,
    refer,
    refer_to_pages,
)
from hakusho.editions.docx_formulas import finish_formulas
from hakusho.editions.docx_groups import set_groups
from hakusho.editions.docx_headings import number_headings
from hakusho.editions.docx_images import Pictures, place_images
from hakusho.editions.docx_lists import LIST_MARK, set_list_marks
from hakusho.editions.docx_package import (
    DOCUMENT,
    FOOTNOTES,
    NUMBERING,
    SETTINGS,
    STYLES,
    pack,
    parse,
    written,
)
from hakusho.editions.docx_page import Page
from hakusho.editions.docx_reference import (
    reference_document,
    settings_of,
    styles_by_name,
    with_page,
    without_styles,
)
from hakusho.editions.docx_ruby import DOTTED, finish_readings
from hakusho.editions.docx_sections import turn_pages, turned_width
from hakusho.editions.docx_tables import finish_tables
from hakusho.editions.docx_text import finish_lists
from hakusho.editions.read_docx import read_docx
from hakusho.manuscript.page_map import read_page_map
from hakusho.manuscript.too_wide import TooWide, write_too_wide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hakusho.collation.witness import Witness
    from hakusho.editions.edition import Job


_RAW = "docx.raw"  # what ``lua/docx.lua`` writes, in the job's folder
_WORK = "docx"  # the edition's own folder in the job's folder: reference document, list of images
_PIXELS = "docx"  # folder of drawings as pixels in the cache
_REFERENCE, _IMAGES = f"{_WORK}/reference.docx", f"{_WORK}/images.json"


def prepare(job: Job) -> dict[str, Any]:
    """Make the reference document.

    The metadata may say, besides what all editions read: ``page_size`` (``a4`` without it),
    of a brief ``layout``, the measures of its page, of a report ``frame`` and ``publication``.

    Raises:
        ReferenceDocumentError: If a template cannot be used.
        OSError: If a file cannot be written.
    """
    folder, metadata = job.folder, job.metadata
    (folder / _WORK).mkdir(parents=True, exist_ok=True)
    publication = metadata.get("publication") or {}
    given = {
        **with_page(metadata),
        # A brief has the list that it asks for, a report the one that its length asks for.
        "contents": (not metadata.get("layout") or metadata["contents_depth"] > 0)
        and (metadata.get("frame") or {}).get("contents", True),
        "colophon": publication.get("colophon", "end"),
        "produced_with": f"Hakusho {hakusho.__version__}",
    }
    (folder / _REFERENCE).write_bytes(reference_document(job.root, given))
    return {
        "output": _RAW,
        "reference": _REFERENCE,
        "images": _IMAGES,
        "metadata": given,
        "contents": given["contents"],
        "colophon": given["colophon"],
    }


def finish(job: Job) -> Path:
    """Make the file from what pandoc wrote.

    Raises:
        OSError: If an image cannot be read or the file not be written.
        typst.TypstError: If a drawing cannot be made into pixels.
    """
    folder, metadata = job.folder, job.metadata
    parts = unpack((folder / _RAW).read_bytes())
    reference = unpack((folder / _REFERENCE).read_bytes())
    document, notes = parse(parts[DOCUMENT]), parse(parts[FOOTNOTES])
    styles = parse(parts[STYLES])
    names = styles_by_name(styles)
    page = Page.of(document, styles)
    images = json.loads((folder / _IMAGES).read_text(encoding="utf-8"))
    pictures = Pictures(folder, job.root, page, job.cache / _PIXELS, job.seconds)

    docx_text.finish_notes(document, notes, names)
    docx_text.settle_bookmarks(document)
    _refer_to_pages(job, (document, notes))
    docx_layout.set_layout_tables(document, styles, page, metadata["labels"])
    images = set_groups(document, styles, page, metadata["labels"]["figure_group"], images)
    tables = {}
    for part, owner in ((document, DOCUMENT), (notes, FOOTNOTES)):
        parts |= place_images(part, owner, images, pictures, parts)
        finish_readings(part, page)
        docx_text.finish_text(part, names, metadata)
        finish_formulas(part)
        across = turned_width(document) if owner == DOCUMENT and not metadata.get("layout") else 0
        tables[owner] = finish_tables(part, names, page, across)
    stuck_out = (
        TooWide(number, each.column, each.lacking)
        for number, each in enumerate(tables[DOCUMENT], 1)
        if each.lacking > 0
    )
    write_too_wide(folder, "docx", stuck_out)
    lists = parse(finish_lists(parts[NUMBERING], reference.get(NUMBERING)))
    set_list_marks((document, notes), lists)
    docx_layout.settle_keys(document, lists, names, page)
    numbers = number_headings(document, styles, lists, names)
    _refer(document, notes, names, numbers)
    docx_text.fill(document, names, metadata, numbers)
    for part in (document, notes):
        docx_text.free_tall_lines(part, page)
    turn_pages(document, (each.element for each in tables[DOCUMENT] if each.turned), names)
    for part in (document, notes):
        offer_matrices(part)
    parts |= {
        DOCUMENT: written(document),
        FOOTNOTES: written(notes),
        NUMBERING: written(lists),
        STYLES: written(without_styles(styles, {DOTTED, LIST_MARK})),
        SETTINGS: settings_of(reference),
        "docProps/core.xml": _core_properties(metadata, job.epoch),
        "docProps/app.xml": _application_properties(),
    }
    target = job.target(".docx")
    target.write_bytes(pack(parts))
    return target


def _refer(
    document: etree._Element,
    notes: etree._Element,
    names: Mapping[str, str],
    numbers: Mapping[etree._Element, str],
) -> None:
    """Let Word count figures, tables and formulas, and follow what references name."""
    marked = Marked()
    mark_captions(document, names, marked)
    mark_equations(document, names, marked)
    chain_headings(numbers, names, marked)
    for part in (document, notes):
        refer(part, marked)


def _refer_to_pages(job: Job, parts: Sequence[etree._Element]) -> None:
    """Let references to pages show those of the PDF, if that is made along with this."""
    if asks_for_pages(parts):
        known = read_page_map(job.folder)
        form = job.metadata["labels"]["page_reference"]
        refer_to_pages(parts, known.by_id if known else {}, form)


def read(job: Job) -> Witness:
    """Read the file back.

    Raises:
        OSError: If it cannot be read.
        KeyError: If it lacks a part.
        zipfile.BadZipFile: If it is no archive.
        lxml.etree.XMLSyntaxError: If a part is no XML.
    """
    return read_docx(job.target(".docx"))


_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def _core_properties(metadata: Mapping[str, Any], epoch: int) -> bytes:
    """The core properties; ``epoch``, in seconds since 1970, is the paper's date."""
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
    moment = datetime.fromtimestamp(epoch, UTC).isoformat().replace("+00:00", "Z")
    for name in ("created", "modified"):
        made = etree.SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        made.text = moment
    return written(root)


def _application_properties() -> bytes:
    """The extended properties: nothing that Word would have counted."""
    root = etree.fromstring(f'<Properties xmlns="{_APP}"/>')
    etree.SubElement(root, f"{{{_APP}}}Application").text = f"Hakusho {hakusho.__version__}"
    return written(root)
