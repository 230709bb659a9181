"""The text of the DOCX edition: paragraphs, runs, lists, footnotes and the table of contents.

Word chooses a font and a language for each character: those for East Asia, or the others. So one
run may hold both, and only text in another language than the rest says so.

Lists have the marks and indents of the reference document: pandoc makes definitions of its own and
knows nothing of the house's. Word counts notes by itself, in the order of the text, which is the
order of the paper's numbers as well; where the two differ, the note gets its number as a mark of
its own. The table of contents is a field of Word's, filled already. Its entries are links and have
no page numbers, since only Word knows its pages: the field says that it is out of date, and Word
fills it when it opens the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hakusho.editions.docx_package import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    VALUE,
    M,
    W,
    element,
    parse,
    put_property,
    replace,
    run,
    style_of,
    text_of,
    written,
)
from hakusho.values.languages import primary
from hakusho.values.letters import WIDE
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from hakusho.editions.docx_page import Page


_FIRST_OF_PANDOC = 990  # pandoc counts its own definitions from here
CHECKBOXES = frozenset("☐☒")
"""The marks of a list of tasks: they are the author's, and say what is done."""


def finish_lists(numbering: bytes, reference: bytes | None) -> bytes:
    """Give the lists of a text, in the part as pandoc wrote it, the look of the house's.

    Of the same part of the reference document (``None`` if it has no lists) the first definition
    with marks and the first with numbers count, level by level; lists that it does not show stay as
    they are.
    """
    root = parse(numbering)
    if reference is None:
        return numbering
    held = parse(reference)
    marks, numbers = list_levels(held, bullets=True), list_levels(held, bullets=False)
    for definition in root.iter(f"{W}abstractNum"):
        if int(definition.get(f"{W}abstractNumId", "0")) < _FIRST_OF_PANDOC:
            continue
        for level in definition.iter(f"{W}lvl"):
            at = level.get(f"{W}ilvl", "")
            like = (marks if _is_bullet(level) else numbers).get(at, marks.get(at))
            if like is not None:
                _take_look(level, like)
    return written(root)


def list_levels(numbering: etree._Element, *, bullets: bool) -> dict[str, etree._Element]:
    """The levels of the first list with marks, or with numbers, that is not one of headings."""
    for definition in numbering.iter(f"{W}abstractNum"):
        levels = list(definition.iter(f"{W}lvl"))
        if any(level.find(f"{W}pStyle") is not None for level in levels):
            continue
        if levels and _is_bullet(levels[0]) == bullets and _mark_text(levels[0]).strip():
            return {level.get(f"{W}ilvl", ""): level for level in levels}
    return {}


def _is_bullet(level: etree._Element) -> bool:
    found = level.find(f"{W}numFmt")
    return found is not None and found.get(VALUE) == "bullet"


def _mark_text(level: etree._Element) -> str:
    found = level.find(f"{W}lvlText")
    return "" if found is None else found.get(VALUE, "")


def _take_look(level: etree._Element, like: etree._Element) -> None:
    """Take the indents; of a mark, what it is and its letters too. A blank one continues an item.

    A number is what the text says; it takes its letters, if the reference document has any.
    """
    if _mark_text(level) in CHECKBOXES:
        return
    numbers = not _is_bullet(level) and not _is_bullet(like)
    for tag in ("pPr", "rPr"):
        own, other = level.find(f"{W}{tag}"), like.find(f"{W}{tag}")
        marked = _is_bullet(level) and _mark_text(level).strip()
        if tag == "rPr" and not (marked or (numbers and other is not None)):
            continue
        if own is not None:
            level.remove(own)
        if other is not None:
            level.append(parse(written(other)))
    text = level.find(f"{W}lvlText")
    if text is not None and _is_bullet(level) and _mark_text(level).strip() and _is_bullet(like):
        text.set(VALUE, _mark_text(like))


_NUMBER = re.compile(f"{Mark.NUMBER}([^{Mark.NUMBER}]*){Mark.NUMBER}")
"""The mark that ``lua/docx.lua`` puts before the text of a note."""


def finish_notes(document: etree._Element, notes: etree._Element, names: Mapping[str, str]) -> None:
    """Number the footnotes and set them as the house style has it; both parts are changed."""
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
            reference.addnext(_element_of(number))
            if mark is not None:
                replace(mark, [_element_of(number)])
                mark = note.find(f".//{TEXT}")
        _set(note, mark, names)


def _element_of(words: str) -> etree._Element:
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


_DEEPEST, _FEWEST = 2, 4
"""As in the PDF: levels shown, and the entries below which there is no list."""


def fill(
    document: etree._Element,
    names: Mapping[str, str],
    metadata: Mapping[str, Any],
    numbers: Mapping[etree._Element, str],
) -> None:
    """Put the contents list in the place of its mark, and in a report a new page after it.

    The metadata say how deep it is (``contents_depth``), and the word for contents; ``numbers`` are
    those that Word prints before headings.
    """
    marked = next((text for text in document.iter(TEXT) if text.text == Mark.CONTENTS), None)
    place = None if marked is None else next(marked.iterancestors(PARAGRAPH), None)
    if marked is None or place is None:
        return
    depth = min(_DEEPEST, int(metadata.get("contents_depth", _DEEPEST)))
    levels = {names[f"heading {level}"]: level for level in range(1, depth + 1)}
    headings = [p for p in document.iter(PARAGRAPH) if style_of(p) in levels and text_of(p).strip()]
    after = place.getnext()
    if len(headings) < _FEWEST:
        replace(place, [])
        return
    marked.text = metadata["labels"]["contents"]
    entries = [
        _entry(
            heading, ordinal, numbers.get(heading, ""), names[f"toc {levels[style_of(heading)]}"]
        )
        for ordinal, heading in enumerate(headings, start=1)
    ]
    first = next(i for i, child in enumerate(entries[0]) if child.tag != PARAGRAPH_PROPERTIES)
    code = element("instrText")
    code.text = f' TOC \\o "1-{depth}" \\h \\z \\u '
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    begin = element("r", element("fldChar", fldCharType="begin", dirty="1"))
    opening = (begin, element("r", code), _field("separate"))
    for offset, each in enumerate(opening):
        entries[0].insert(first + offset, each)
    entries[-1].append(_field("end"))
    content = element("sdtContent")
    # The frame by which Word offers its command to update the list.
    kind = element("docPartGallery", val="Table of Contents")
    gallery = element("docPartObj", kind, element("docPartUnique"))
    replace(place, [element("sdt", element("sdtPr", gallery), content)])
    content.extend([place, *entries])
    if metadata.get("layout"):  # a brief goes on below
        return
    while after is not None and after.tag != PARAGRAPH:
        after = after.getnext()
    if after is not None:
        put_property(after, "pageBreakBefore")


def _entry(heading: etree._Element, ordinal: int, number: str, style: str) -> etree._Element:
    name = f"_Toc{ordinal:09}"
    ident = str(900_000 + ordinal)
    at = 1 if heading.find(PARAGRAPH_PROPERTIES) is not None else 0
    heading.insert(at, element("bookmarkStart", id=ident, name=name))
    heading.append(element("bookmarkEnd", id=ident))
    entry = element("p")
    put_property(entry, "pStyle", val=style)
    entry.append(element("hyperlink", run(number + text_of(heading)), anchor=name, history="1"))
    return entry


def _field(kind: str) -> etree._Element:
    return element("r", element("fldChar", fldCharType=kind))


_EAST_ASIAN = ("ja", "zh", "ko")
_OF_WORD = {"ja": "ja-JP", "ko": "ko-KR", "zh": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
"""Tags that name a region, by which Word knows these languages."""
_FONTS = {
    "zh": "SimSun", "zh-Hant": "PMingLiU", "zh-TW": "PMingLiU", "zh-HK": "PMingLiU", "ko": "Batang",
}  # fmt: skip
"""Fonts that Windows and Office bring for languages whose forms a Japanese font does not have."""
_JAPANESE = re.compile(f"[{WIDE}]+")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
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
    """Give paragraphs and runs of a part the styles and languages of the house."""
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
    squeezed = {name.replace(" ", ""): ident for name, ident in reversed([*names.items()])}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        for style in part.iter(f"{W}{tag}"):
            value = style.get(VALUE, "")
            if value not in known:  # a mark of docx.lua, or pandoc's own id
                style.set(VALUE, squeezed.get(value.lower(), value))
    kinds = ("compact", "body text", "first paragraph", "normal")
    plain = {"", *(names[kind] for kind in kinds if kind in names)}
    for paragraph in part.iter(PARAGRAPH):
        in_list = paragraph.find(f"{W}pPr/{W}numPr") is not None
        if in_list and style_of(paragraph) in plain:
            put_property(paragraph, "pStyle", val=names["list paragraph"])


def _set_language(each: etree._Element, metadata: Mapping[str, Any]) -> None:
    lang = each.find(f"{RUN_PROPERTIES}/{W}lang")
    if lang is None:
        return
    tag = lang.get(VALUE, "")
    language = primary(tag)
    del lang.attrib[VALUE]
    if language in _EAST_ASIAN:
        lang.set(f"{W}eastAsia", _OF_WORD.get(tag, tag))
        fonts = _FONTS.get(tag, _FONTS.get(language))
        if fonts:
            put_property(each, "rFonts", eastAsia=fonts)
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


def free_tall_lines(part: etree._Element, page: Page) -> None:
    """Let lines with an image or a formula be as high as they need; exact ones would be cut."""
    for paragraph in part.iter(PARAGRAPH):
        tall = next(paragraph.iter(f"{W}drawing", f"{M}oMath"), None)
        look = page.look(style_of(paragraph))
        if tall is not None and look.exact:
            put_property(paragraph, "spacing", line=look.line, lineRule="atLeast")
