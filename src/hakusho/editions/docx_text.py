"""Paragraphs and runs of the DOCX edition: styles, bookmarks, languages, emphasis.

Word chooses a font and a language for each character: those for East Asia, or the others. So one
run may hold both, and only text in another language than the rest says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hakusho.editions.docx_package import (
    PARAGRAPH,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    VALUE,
    M,
    W,
    put_property,
    replace,
    run,
    style_of,
    text_of,
)
from hakusho.values.languages import primary
from hakusho.values.letters import WIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from hakusho.editions.docx_page import Page

_EAST_ASIAN = ("ja", "zh", "ko")
_JAPANESE = re.compile(f"[{WIDE}]+")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
_SYMBOL = re.compile(r"[§¶±×÷°\u2010-\u2027\u2030-\u205e\u2100-\u27bf]")
"""Characters that both kinds of font have; Word takes them from the Latin one unless told."""


def settle_bookmarks(document: etree._Element) -> None:
    """Move bookmarks that stand between paragraphs into the paragraph that they begin with.

    pandoc lets the bookmark of a heading run to the end of its section; in Word the reader who
    follows a link would see all of that selected.
    """
    ends = {end.get(f"{W}id"): end for end in document.iter(f"{W}bookmarkEnd")}
    for start in list(document.iter(f"{W}bookmarkStart")):
        parent = start.getparent()
        if parent is None or parent.tag == PARAGRAPH:
            continue
        target = _paragraph_after(start)
        end = ends.get(start.get(f"{W}id"))
        if target is None or end is None:
            continue
        replace(start, [])
        replace(end, [])
        at = 1 if target.find(f"{W}pPr") is not None else 0
        target.insert(at, start)
        target.append(end)


def _paragraph_after(start: etree._Element) -> etree._Element | None:
    for sibling in start.itersiblings():
        if sibling.tag == PARAGRAPH:
            return sibling
        found = next(sibling.iter(PARAGRAPH), None)
        if found is not None:
            return found
    return None


def finish_text(
    part: etree._Element, names: Mapping[str, str], metadata: Mapping[str, Any]
) -> None:
    """Give paragraphs and runs the styles and languages of the house.

    Args:
        part: The main part or that with the notes; changed.
        names: Ids of styles by name.
        metadata: The document's metadata, for its language.
    """
    _set_styles(part, names)
    for link in part.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor"):  # prints as the text around it, as in the PDF
            for style in list(link.iter(f"{W}rStyle")):
                replace(style, [])
    for each in list(part.iter(RUN)):
        _set_language(each, metadata)
        for piece in _upright(each, names):
            _hint(piece, metadata["language"])


def _set_styles(part: etree._Element, names: Mapping[str, str]) -> None:
    known = set(names.values())
    for tag in ("pStyle", "rStyle", "tblStyle"):
        for style in part.iter(f"{W}{tag}"):
            value = style.get(VALUE, "")
            if value not in known:  # a mark of docx.lua, or pandoc's own id
                style.set(VALUE, _by_name(value, names))
    kinds = ("compact", "body text", "first paragraph", "normal")
    plain = {"", *(names[kind] for kind in kinds if kind in names)}
    for paragraph in part.iter(PARAGRAPH):
        in_list = paragraph.find(f"{W}pPr/{W}numPr") is not None
        if in_list and style_of(paragraph) in plain:
            put_property(paragraph, "pStyle", val=names["list paragraph"])


def _by_name(ident: str, names: Mapping[str, str]) -> str:
    squeezed = ident.lower()
    for name, found in names.items():
        if name.replace(" ", "") == squeezed:
            return found
    return ident


def _set_language(each: etree._Element, metadata: Mapping[str, Any]) -> None:
    lang = each.find(f"{RUN_PROPERTIES}/{W}lang")
    if lang is None:
        return
    tag = lang.get(VALUE, "")
    language = primary(tag)
    del lang.attrib[VALUE]
    if language in _EAST_ASIAN:
        lang.set(f"{W}eastAsia", "ja-JP" if tag == "ja" else tag)
    elif language == "en":
        own = metadata["lang"] if metadata["language"] == "en" else "en-US"
        lang.set(VALUE, own if tag == "en" else tag)
    else:
        lang.set(VALUE, tag)


def _upright(each: etree._Element, names: Mapping[str, str]) -> list[etree._Element]:
    """A run; if it is in italics, cut so that Japanese in it is set upright in Gothic."""
    held = each.find(RUN_PROPERTIES)
    slanted = held is not None and held.find(f"{W}i") is not None
    words = text_of(each)
    if not slanted or not _JAPANESE.search(words) or each.find(TEXT) is None:
        return [each]
    pieces = []
    for words in _cut(text_of(each)):
        piece = run(words, each)
        if _JAPANESE.match(words):
            for tag in (f"{W}i", f"{W}iCs"):
                for slant in list(piece.iter(tag)):
                    replace(slant, [])
            if piece.find(f"{RUN_PROPERTIES}/{W}rStyle") is None:
                put_property(piece, "rStyle", val=names["emphasis japanese"])
        pieces.append(piece)
    replace(each, pieces)
    return pieces


def _cut(words: str) -> list[str]:
    pieces, at = [], 0
    for found in _JAPANESE.finditer(words):
        pieces += [words[at : found.start()], found[0]]
        at = found.end()
    return [piece for piece in (*pieces, words[at:]) if piece]


def _hint(each: etree._Element, language: str) -> None:
    """Symbols of a Japanese text (①, ―, …) come from the Japanese font."""
    words = text_of(each)
    lang = each.find(f"{RUN_PROPERTIES}/{W}lang")
    foreign = lang is not None and lang.get(VALUE) is not None
    if language != "ja" or foreign or _LATIN.search(words) or not _SYMBOL.search(words):
        return
    put_property(each, "rFonts", hint="eastAsia")


def free_tall_lines(document: etree._Element, page: Page) -> None:
    """Let lines with an image or a formula be as high as they need; exact ones would be cut."""
    for paragraph in document.iter(PARAGRAPH):
        tall = next(paragraph.iter(f"{W}drawing", f"{M}oMath"), None)
        look = page.look(style_of(paragraph))
        if tall is not None and look.exact:
            put_property(paragraph, "spacing", line=look.line, lineRule="atLeast")
