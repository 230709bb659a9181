"""Reading back: every edition of a document is held against it before anything is published.

What an edition says of itself, that a table does not fit its page, gets its place here as well.
"""

from __future__ import annotations

import zipfile
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from hakusho.ast.walk import attr_of, elements
from hakusho.collation.apparatus import apparatus
from hakusho.collation.disagreements import disagreements, unreadable
from hakusho.collation.exemplar import exemplar_of
from hakusho.collation.witness import Witness
from hakusho.editions.edition import writer
from hakusho.findings import Location
from hakusho.manuscript.conditions import of_edition
from hakusho.manuscript.divided_tables import as_shown
from hakusho.manuscript.page_references import has_page_references, with_pages
from hakusho.manuscript.too_wide import findings_of
from hakusho.paper.folders import SETTINGS_PATH
from hakusho.settling.note_separators import with_note_separators
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hakusho.ast.nodes import Block
    from hakusho.collation.apparatus import Entry
    from hakusho.collation.exemplar import Exemplar
    from hakusho.editions.edition import Job
    from hakusho.findings import Finding
    from hakusho.making.order import Order
    from hakusho.manuscript.too_wide import TooWide

ReadBack: TypeAlias = Witness | Exception | None
"""What a finished edition says; why it cannot be read; ``None`` if nobody can read this one."""
_PAGED = frozenset({"pdf", "docx"})
"""Editions that have pages: references to pages name those of the PDF in both."""
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
    paged, words = has_page_references(blocks), order.metadata["labels"]
    for name, said in read.items():
        file = f"{order.metadata['slug']}{EDITIONS[name].suffix}"
        if isinstance(said, Exception):
            unread.append(unreadable(file, said, Location(SETTINGS_PATH)))
        elif said is not None:
            exemplar, alone = of_all, paged and name in _PAGED
            if exemplar is None or alone:
                shown = _shown(blocks, order, name)
                printed = with_note_separators(shown, words["note_separator"])
                if alone:
                    held = {attr_of(each)[0] for each in elements(printed)}
                    known = {ident: page for ident, page in pages.items() if ident in held}
                    printed = with_pages(printed, known, words["page_reference"])
                exemplar = exemplar_of(printed, order.metadata, labels)
                of_all = of_all if alone or shown is not blocks else exemplar
            found[file] = apparatus(exemplar, said)
    return (*unread, *disagreements(found, _places(order)))


def stuck_out(
    blocks: list[Block], said: Mapping[str, Iterable[TooWide]], order: Order
) -> tuple[Finding, ...]:
    """PAG010 for the tables of a document that do not fit, by what each edition says of its own."""
    place = partial(_place, order)
    return tuple(findings_of(said, partial(_shown, blocks, order), place))


def _shown(blocks: list[Block], order: Order, edition: str) -> list[Block]:
    """What the writer of an edition gets."""
    return as_shown(of_edition(blocks, edition), edition, order.metadata["labels"])


def _places(order: Order) -> Callable[[Entry], Location]:
    entries = order.sources.bibliography.entries

    def place(entry: Entry) -> Location:
        if entry.variant.entry in entries:
            return entries[entry.variant.entry].location
        return _place(order, entry.variant.position)

    return place


def _place(order: Order, position: int | None) -> Location:
    draft = order.manuscript.draft
    if position is not None:
        return draft.positions.place(position)
    return Location(draft.briefs[order.name].path if order.name else SETTINGS_PATH)
