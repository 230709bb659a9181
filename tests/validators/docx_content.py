"""What stands in a DOCX file, for tests: its parts as XML, its text, notes, captions, links."""

from __future__ import annotations

import re
import zipfile
from posixpath import normpath

from lxml import etree

N = {
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
W = f"{{{N['w']}}}"
NUMBERING = "word/numbering.xml"
LEFTOVERS = re.compile("[\ue000-\uf8ff]|@fig-|@tbl-|@sec-|\\{#|\\*\\*")


class Docx:
    """A DOCX file, read whole."""

    def __init__(self, file):
        with zipfile.ZipFile(file) as archive:
            self.entries = archive.infolist()
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.xml = {
            name: etree.fromstring(data)
            for name, data in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }
        self.document = self.xml["word/document.xml"]
        self.styles = {
            style.get(f"{W}styleId"): style
            for style in self.xml["word/styles.xml"].iter(f"{W}style")
        }

    def find(self, path, part="word/document.xml"):
        return self.xml[part].xpath(path, namespaces=N)

    def style_name(self, ident):
        return self.styles[ident].find(f"{W}name").get(f"{W}val")

    def paragraphs(self, style):
        """The paragraphs of a style, by its name."""
        return [
            paragraph
            for paragraph in self.document.iter(f"{W}p")
            if self.style_name(style_id(paragraph) or "Normal") == style
        ]

    def numbered(self, style):
        """The texts of a style's paragraphs, with the numbers that Word's lists print before them."""
        numbers = self.list_numbers()
        return [numbers[paragraph] + text(paragraph) for paragraph in self.paragraphs(style)]

    def list_numbers(self):
        """What Word's lists print before each paragraph."""
        counts, found = {}, {}
        for paragraph in self.document.iter(f"{W}p"):
            held = self.styles.get(style_id(paragraph), paragraph)
            place = paragraph.find(f"{W}pPr/{W}numPr")
            place = held.find(f"{W}pPr/{W}numPr") if place is None else place
            found[paragraph] = "" if place is None else self._number(place, counts)
        return found

    def _number(self, place, counts):
        """What the list of a place prints for the next paragraph at its level."""
        ident, level = (place.find(f"{W}{name}").get(f"{W}val") for name in ("numId", "ilvl"))
        (definition,) = self.find(f"//w:num[@w:numId='{ident}']/w:abstractNumId/@w:val", NUMBERING)
        path = f"//w:abstractNum[@w:abstractNumId='{definition}']/w:lvl[@w:ilvl='{{}}']/w:{{}}"

        def said(at, name):
            return next(iter(self.find(path.format(at, name) + "/@w:val", NUMBERING)), "")

        level = int(level)
        before = counts.setdefault(definition, {})
        before[level] = before.get(level, 0) + 1
        for deeper in [each for each in before if each > level]:
            del before[deeper]
        words = said(level, "lvlText")
        for at, count in before.items():
            circled = said(at, "numFmt") == "decimalEnclosedCircle"
            words = words.replace(f"%{at + 1}", chr(0x245F + count) if circled else str(count))
        return words + (" " if said(level, "suff") == "space" else "")

    def fields(self, part="word/document.xml"):
        """What each field is, and what it shows."""
        found, open_ = [], []
        for each in self.xml[part].iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
            kind = each.get(f"{W}fldCharType")
            if kind == "begin":
                open_.append(["", ""])
            elif kind == "end":
                found.append(tuple(map(str.strip, open_.pop())))
            elif open_ and each.tag != f"{W}fldChar":
                open_[-1][each.tag == f"{W}t"] += each.text or ""
        return found

    def notes(self):
        """Number and text of each footnote, in the order of the marks in the text."""
        by_id = {note.get(f"{W}id"): note for note in self.xml["word/footnotes.xml"]}
        found = []
        for ordinal, mark in enumerate(self.find("//w:footnoteReference"), start=1):
            custom = mark.get(f"{W}customMarkFollows")
            number = mark.getnext().text if custom else str(ordinal)
            found.append((number, text(by_id[mark.get(f"{W}id")])))
        return found

    def links(self, part):
        """The relationships of a part: id to target."""
        folder, _, name = part.rpartition("/")
        rels = self.xml.get(f"{folder}/_rels/{name}.rels")
        return {} if rels is None else {each.get("Id"): each for each in rels}

    def target(self, part, ident):
        link = self.links(part)[ident]
        if link.get("TargetMode") == "External":
            return link.get("Target")
        return normpath(f"{part.rpartition('/')[0]}/{link.get('Target')}")


def style_id(paragraph):
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def text(element):
    """What is written in an element, without readings over words."""
    parts = element.xpath(".//w:t[not(ancestor::w:rt)]", namespaces=N)
    return "".join(part.text or "" for part in parts)


def problems(docx):
    """What would make Word complain or show the wrong thing: one line for each."""
    found = []
    for part in ("word/document.xml", "word/footnotes.xml", "word/header.xml", "word/footer.xml"):
        found += [f"{part}: {each}" for each in _of_part(docx, part)] if part in docx.xml else []
    names = docx.find("//w:bookmarkStart/@w:name")
    found += [f"two bookmarks {name}" for name in set(names) if names.count(name) > 1]
    anchors = set(docx.find("//w:hyperlink/@w:anchor"))
    anchors |= set(docx.find("//w:hyperlink/@w:anchor", "word/footnotes.xml"))
    found += [f"no bookmark {name}" for name in sorted(anchors - set(names))]
    drawings = docx.find("//wp:docPr") + docx.find("//wp:docPr", "word/footnotes.xml")
    found += ["a drawing without alt text" for each in drawings if not each.get("descr")]
    ids = [each.get("id") for each in drawings]
    found += ["two drawings have one id"] if len(ids) != len(set(ids)) else []
    starts, ends = docx.find("//w:bookmarkStart/@w:id"), docx.find("//w:bookmarkEnd/@w:id")
    found += ["bookmarks are not closed"] if sorted(starts) != sorted(ends) else []
    found += [f"no list {ident}" for ident in sorted(_lists_asked_for(docx) - _lists(docx))]
    return found


def _lists_asked_for(docx):
    parts = [name for name in ("word/document.xml", "word/footnotes.xml") if name in docx.xml]
    return {each for part in parts for each in docx.find("//w:numPr/w:numId/@w:val", part)} - {"0"}


def _lists(docx):
    return set(docx.find("//w:num/@w:numId", NUMBERING)) if NUMBERING in docx.xml else set()


def _of_fields(docx, part):
    """Fields that are not closed, or not in the order of ECMA-376, 17.16.18."""
    opened = []
    for each in docx.find("//w:fldChar | //w:instrText", part):
        kind = each.get(f"{W}fldCharType", "instruction")
        if kind == "begin":
            opened.append(kind)
        elif not opened or (opened[-1] == "separate" and kind != "end"):
            yield f"a field without its beginning: {kind}"
        elif kind == "separate":
            opened[-1] = kind
        elif kind == "end":
            opened.pop()
    if opened:
        yield "a field is not closed"


def _of_tables(docx, part):
    for table in docx.find("//w:tbl", part):
        columns = len(table.find(f"{W}tblGrid"))
        for row in table.iterchildren(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterchildren(f"{W}tc")]
            if sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) != columns:
                yield f"a row that has not {columns} columns"
        for cell in table.iter(f"{W}tc"):
            if cell[-1].tag != f"{W}p":
                yield "a cell without a paragraph at its end"


def _of_part(docx, part):
    yield from _of_fields(docx, part)
    yield from _of_tables(docx, part)
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for tag, kind in kinds.items():
        for ident in docx.find(f"//w:{tag}/@w:val", part):
            style = docx.styles.get(ident)
            if style is None or style.get(f"{W}type") != kind:
                yield f"no {kind} style {ident}"
    for ident in docx.find("//@r:id | //@r:embed", part):
        target = docx.target(part, ident)
        if "://" not in target and target not in docx.parts:
            yield f"{ident} leads to {target}, which is not there"
    for text in docx.find("//w:t", part):
        # In a cell *** is what offices write for no number; elsewhere it is a rule that was not read.
        no_number = text.text == "***" and any(text.iterancestors(f"{W}tc"))
        if LEFTOVERS.search(text.text or "") and not no_number:
            yield f"a leftover: {text.text}"
