"""Reading back: every edition of a document is held against it before anything is published."""

from __future__ import annotations

import zipfile
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from hakusho.collation.apparatus import apparatus
from hakusho.collation.disagreements import disagreements, unreadable
from hakusho.collation.exemplar import exemplar_of
from hakusho.collation.witness import Witness
from hakusho.editions.edition import writer
from hakusho.findings import Location
from hakusho.manuscript.conditions import of_edition
from hakusho.manuscript.page_references import has_page_references, with_pages
from hakusho.paper.folders import SETTINGS_PATH
from hakusho.settling.note_separators import with_note_separators
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hakusho.ast.nodes import Block
    from hakusho.collation.apparatus import Entry
    from hakusho.collation.exemplar import Exemplar
    from hakusho.editions.edition import Job
    from hakusho.findings import Finding
    from hakusho.making.order import Order

ReadBack: TypeAlias = Witness | Exception | None
"""What a finished edition says; why it cannot be read; ``None`` if nobody can read this one."""
_UNREAD = (OSError, RuntimeError, ValueError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError)


def read_back(name: str, job: Job) -> ReadBack:
    """Read an edition of a document that is made."""
    try:
        return writer(name).read(job)
    except _UNREAD as error:
        return error


def held_against(
    blocks: list[Block],
    read: Mapping[str, ReadBack],
    order: Order,
    pages: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """Hold the editions of a document against it.

    Args:
        blocks: The document, with what only some editions show.
        read: What each edition says, by its name.
        order: What it was made from.
        pages: The pages of the PDF by the ids of what stands there.

    Returns:
        OUT011 to OUT014 for what disagrees, OUT015 for a file that cannot be read back.
    """
    found, unread = {}, []
    figures = {image.path: image.figure for image in order.pictures.images.values()}
    labels = {path: figure.texts for path, figure in figures.items() if figure}
    of_all: Exemplar | None = None  # if all editions show the same
    for name, said in read.items():
        file = f"{order.metadata['slug']}{EDITIONS[name].suffix}"
        if isinstance(said, Exception):
            unread.append(unreadable(file, said, Location(SETTINGS_PATH)))
        elif said is not None:
            shown = blocks if of_all else of_edition(blocks, name)
            printed = with_note_separators(shown, order.metadata["labels"]["note_separator"])
            if name == "pdf" and has_page_references(blocks):
                form = order.metadata["labels"]["page_reference"]
                paged = with_pages(printed, pages, form)
                found[file] = apparatus(exemplar_of(paged, order.metadata, labels), said)
                continue
            exemplar = of_all or exemplar_of(printed, order.metadata, labels)
            of_all = exemplar if shown is blocks else None
            found[file] = apparatus(exemplar, said)
    return (*unread, *disagreements(found, _places(order)))


def _places(order: Order) -> Callable[[Entry], Location]:
    draft, entries = order.manuscript.draft, order.sources.bibliography.entries
    outset = draft.briefs[order.name].path if order.name else SETTINGS_PATH

    def place(entry: Entry) -> Location:
        if entry.variant.entry in entries:
            return entries[entry.variant.entry].location
        position = entry.variant.position
        return Location(outset) if position is None else draft.positions.place(position)

    return place
