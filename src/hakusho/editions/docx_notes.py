"""Footnotes of the DOCX edition: Word's own, with the numbers that every edition prints.

Word counts notes by itself, in the order of the text, which is the order of the paper's numbers as
well. Where the two differ, the note gets its number as a mark of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.editions.docx_package import (
    PARAGRAPH,
    RUN,
    TEXT,
    VALUE,
    W,
    element,
    put_property,
    replace,
    run,
    style_of,
    text_of,
)
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_NUMBER = re.compile(f"{Mark.NUMBER}([^{Mark.NUMBER}]*){Mark.NUMBER}")
"""The mark that ``lua/docx.lua`` puts before the text of a note."""


def finish_notes(document: etree._Element, notes: etree._Element, names: Mapping[str, str]) -> None:
    """Number the footnotes and set them as the house style has it.

    Args:
        document: The main part; changed.
        notes: The part with the footnotes; changed.
        names: Ids of styles by name.
    """
    by_id = {note.get(f"{W}id", ""): note for note in notes.iter(f"{W}footnote")}
    references = list(document.iter(f"{W}footnoteReference"))
    for ordinal, reference in enumerate(references, start=1):
        note = by_id[reference.get(f"{W}id", "")]
        number = _take_number(note) or str(ordinal)
        reference.set(f"{W}id", str(ordinal))
        note.set(f"{W}id", str(ordinal))
        notes.append(note)  # in the order of their references
        mark = note.find(f".//{W}footnoteRef")
        if number != str(ordinal):
            reference.set(f"{W}customMarkFollows", "1")
            reference.addnext(_text(number))
            if mark is not None:
                replace(mark, [_text(number)])
                mark = note.find(f".//{TEXT}")
        _set(note, mark, names)


def _text(words: str) -> etree._Element:
    made = element("t")
    made.text = words
    return made


def _take_number(note: etree._Element) -> str:
    for part in note.iter(TEXT):
        found = _NUMBER.search(part.text or "")
        if not found:
            continue
        part.text = _NUMBER.sub("", part.text or "", count=1)
        owner = part.getparent()
        holder = None if owner is None else owner.getparent()
        if not part.text and owner is not None and holder is not None:
            holder.remove(owner)
        return found[1]
    return ""


def _set(note: etree._Element, mark: etree._Element | None, names: Mapping[str, str]) -> None:
    """A tab after the number, which stands in a column of its own; paragraphs after the first."""
    marked = None if mark is None else mark.getparent()
    if marked is not None:
        put_property(marked, "rStyle", val=names["footnote reference"])
        after = marked.getnext()
        if after is not None and after.tag == RUN and text_of(after) == " ":
            replace(after, [])
        tab = run("")
        replace(tab[0], [element("tab")])
        marked.addnext(tab)
    for paragraph in list(note.iter(PARAGRAPH))[1:]:
        if style_of(paragraph) == names["footnote text"]:
            put_property(paragraph, "pStyle").set(VALUE, names["footnote continued"])
