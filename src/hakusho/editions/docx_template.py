"""A house's own Word document as the template of an edition.

Any document will do: its page, its heads and feet with their pictures, its styles, lists and theme
are taken; its text is not. What it lacks comes from ``templates/docx``, and what belongs to the
paper that it was saved from is filled afresh.
"""

from __future__ import annotations

import posixpath
import zipfile
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import etree

from hakusho.editions.archives import unpack
from hakusho.editions.docx_heads import Filling, Left, add_mark, fill, says
from hakusho.editions.docx_marks import is_mark
from hakusho.editions.docx_package import (
    DOCUMENT,
    NUMBERING,
    PARAGRAPH,
    SETTINGS,
    STYLES,
    VALUE,
    Link,
    W,
    element,
    links_of,
    parse,
    style_of,
    text_of,
    with_links,
    written,
)
from hakusho.editions.docx_page import TWIPS_PER_MM, Page
from hakusho.editions.docx_style_names import kind_of, name_of, plain
from hakusho.editions.docx_styles import completed, keep_inside, run_on
from hakusho.editions.docx_text import list_levels
from hakusho.editions.edition import ReferenceDocumentError
from hakusho.findings import Text, say
from hakusho.values.addresses import may_be_opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = "vbaProject.bin"
_NARROWEST = 50 * TWIPS_PER_MM
"""A text that is narrower or lower holds no table and no figure."""
_SETTINGS_OF_OTHERS = frozenset(
    f"{W}{name}"
    for name in (
        *("attachedTemplate", "documentProtection", "writeProtection", "docVars", "rsids"),
        *("mailMerge", "trackRevisions", "updateFields", "linkStyles", "saveThroughXslt"),
        *("attachedSchema", "schemaLibrary", "footnotePr", "endnotePr", "formsDesign"),
        *("removePersonalInformation", "removeDateAndTime", "revisionView", "documentType"),
        *("stylePaneFormatFilter", "hdrShapeDefaults", "shapeDefaults"),
    )
)
"""Settings that are about the document, not about how it is set."""
_BEFORE_LINE_ENDS = frozenset(
    f"{W}{name}"
    for name in (
        *("useSingleBorderforContiguousCells", "wpJustification", "noTabHangInd", "noLeading"),
        *("spaceForUL", "noColumnBalance", "balanceSingleByteDoubleByteWidth"),
        *("noExtraLineSpacing", "doNotLeaveBackslashAlone", "ulTrailSpace"),
    )
)
"""What stands before ``doNotExpandShiftReturn`` among what is set for old programs (17.15.3)."""
_BEHIND_COMPATIBILITY = frozenset(
    f"{W}{name}"
    for name in (
        *("themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats", "forceUpgrade"),
        *("doNotAutoCompressPictures", "captions", "readModeInkLockDown", "smartTagType"),
        *("doNotEmbedSmartTags", "decimalSymbol", "listSeparator"),
    )
)
"""What of Word's own stands behind ``compat`` in the settings (17.15.1.78)."""
_SECTION_OF_OTHERS = frozenset(
    f"{W}{name}"
    for name in (
        *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "formProt"),
        *("printerSettings", "sectPrChange", "textDirection"),
    )
)
_BEHIND_COUNTS = frozenset(
    f"{W}{name}"
    for name in ("cols", "vAlign", "noEndnote", "titlePg", "bidi", "rtlGutter", "docGrid")
)
"""What stands behind numbers of lines and pages in a section, in the schema's order."""
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "emf", "wmf", "bmp", "tif", "tiff", "svg"})
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class Adopted:
    """A template, ready for an edition."""

    parts: Mapping[str, bytes]  # what the edition takes, by name
    links: Mapping[str, Link]  # relationships of the main part
    types: Mapping[str, str]  # content types of parts, behind Word's own prefix
    words: tuple[str, ...] = ()  # what its heads say of themselves on each page
    unused: tuple[Text, ...] = ()  # what of it could not be used, and why


def adopt(
    data: bytes,
    file: str,
    ours: Mapping[str, bytes],
    wanted: Iterable[tuple[str, str]],
    metadata: Mapping[str, Any],
) -> Adopted:
    """Make a template of a document.

    Args:
        data: The document.
        file: Its path, for what is said of it.
        ours: The parts that ``templates/docx`` make for the same edition.
        wanted: Kind and name of each style that editions use.
        metadata: What the edition says of itself.

    Raises:
        ReferenceDocumentError: If it cannot be used.
    """
    return _Adopting(_opened(data, file), file, ours, wanted, metadata).adopted()


@dataclass(slots=True)
class _Opened:
    """The parts of a document that count."""

    parts: Mapping[str, bytes]
    main: str
    document: etree._Element
    links: Mapping[str, Link]

    def target(self, link: Link, owner: str = "") -> str:
        """The name of the part that a link leads to."""
        folder = posixpath.dirname(owner or self.main)
        return posixpath.normpath(posixpath.join("/", folder, link.target)).lstrip("/")

    def part(self, kind: str) -> bytes | None:
        """The part of a kind that the main part names."""
        found = next((each for each in self.links.values() if each.kind == kind), None)
        return None if found is None else self.parts.get(self.target(found))


def _opened(data: bytes, file: str) -> _Opened:
    hint = say("Save it in Word as a Word document (.docx).")
    try:
        parts = unpack(data)
        main = _main(parts)
        document = parse(parts[main])
        links = links_of(parts.get(_links_part(main)))
        opened = _Opened(parts, main, document, links)
        parse(opened.part("styles") or parts[STYLES])
    except (zipfile.BadZipFile, RuntimeError) as error:
        problem = say("is no DOCX file: {error}", error)
        if data.startswith(_OLE):
            problem = say("is no DOCX file: it has a password, or is a document of Word 97")
            hint = say("Take the password off, and save it as a Word document (.docx).")
    except KeyError as error:
        problem = say("is no DOCX file: no part {error}", error)
    except etree.XMLSyntaxError as error:
        problem = say("is damaged: {problem}", error.msg)
    else:
        if document.tag != f"{W}document":
            problem = say("is no DOCX file that Word writes by default")
            if _STRICT in parts[main][:4000]:
                problem = say("is in the strict form of Open XML, which few programs read")
            raise ReferenceDocumentError(problem, file, 0, hint)
        return opened
    raise ReferenceDocumentError(problem, file, 0, hint)


def _main(parts: Mapping[str, bytes]) -> str:
    links = links_of(parts.get("_rels/.rels"))
    named = (each.target.lstrip("/") for each in links.values() if each.kind == "officeDocument")
    return next((name for name in named if name in parts), DOCUMENT)


def _links_part(owner: str) -> str:
    folder, _, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


@dataclass(slots=True)
class _Adopting:
    opened: _Opened
    file: str
    ours: Mapping[str, bytes]
    wanted: Iterable[tuple[str, str]]
    metadata: Mapping[str, Any]
    parts: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    unused: list[Text] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)  # new names by old ones

    def adopted(self) -> Adopted:
        styles = parse(self.opened.part("styles") or self.opened.parts[STYLES])
        completed(styles, parse(self.ours[STYLES]), self.wanted)
        _say_language(styles, self.metadata)
        section = self._section()
        page = Page.of(section, styles)
        if min(page.text_width, page.text_height) < _NARROWEST:
            room = min(page.text_width, page.text_height) / TWIPS_PER_MM
            problem = say("leaves {room} mm of its page for the text", round(room))
            hint = say("Give its last section a larger page or smaller margins.")
            raise ReferenceDocumentError(problem, self.file, 0, hint)
        keep_inside(styles, page)
        if self.metadata.get("layout"):
            run_on(styles)
        self._add("styles", "styles.xml", written(styles))
        self._add("settings", "settings.xml", self._settings())
        self._add("numbering", "numbering.xml", self._numbering())
        self._add("fontTable", "fontTable.xml", self._fonts())
        theme = self.opened.part("theme")
        if theme is not None:
            self._add("theme", "theme/theme1.xml", theme)
        self._set_heads(section, styles, page)
        document = parse(self.ours[DOCUMENT])
        for old in list(document.iter(f"{W}sectPr")):
            held = old.getparent()
            if held is not None:
                held.replace(old, section)
        for paragraph in document.iter(PARAGRAPH):
            for held in list(paragraph):
                paragraph.remove(held)
        self.parts[DOCUMENT], self.types["document.xml"] = written(document), "document.main"
        if any(name.endswith(_MACROS) for name in self.opened.parts):
            self.unused.append(say("its macros, which no edition holds"))
        return Adopted(
            self.parts,
            self.links,
            self.types,
            tuple(dict.fromkeys(self.words)),
            tuple(dict.fromkeys(self.unused)),
        )

    def _add(self, kind: str, name: str, data: bytes) -> str:
        ident = f"rId{len(self.links) + 1}"
        self.links[ident] = Link(kind, name)
        self.parts[f"word/{name}"] = data
        self.types[name] = kind
        return ident

    def _section(self) -> etree._Element:
        """The page, without what names other parts: that of the document's last section."""
        sections = list(self.opened.document.iter(f"{W}sectPr"))
        own = parse(self.ours[DOCUMENT]).find(f".//{W}sectPr")
        if own is None:
            raise ReferenceDocumentError(say("has no page"), self.file)
        kept = deepcopy(sections[-1] if sections else own)
        sizes = {
            (size.get(f"{W}w"), size.get(f"{W}h"))
            for section in sections
            for size in section.iter(f"{W}pgSz")
        }
        if len(sizes) > 1:
            self.unused.append(say("the pages of its other sections: that of the last one counts"))
        columns, turned = kept.find(f"{W}cols"), kept.find(f"{W}textDirection")
        if columns is not None and columns.get(f"{W}num", "1") not in {"0", "1"}:
            self.unused.append(say("the columns of its page: text runs in one"))
            columns.getparent().replace(columns, element("cols", space=425))  # type: ignore[union-attr]
        if turned is not None and turned.get(VALUE, "lrTb") not in {"lrTb", "lrTbV", "lr", "lrV"}:
            self.unused.append(say("its vertical writing: text runs in horizontal lines"))
        for each in [child for child in kept if child.tag in _SECTION_OF_OTHERS]:
            kept.remove(each)
        for key in list(kept.attrib):
            del kept.attrib[key]
        _take_counts(kept, own)
        return kept

    def _settings(self) -> bytes:
        data = self.opened.part("settings")
        if data is None:
            return self.ours[SETTINGS]
        root = parse(data)
        for child in [each for each in root if each.tag in _SETTINGS_OF_OTHERS]:
            root.remove(child)
        _end_lines_unspread(root)
        return written(root)

    def _numbering(self) -> bytes:
        """Its lists, and ours of a kind that it has none of; pictures for marks are left out."""
        ours, data = parse(self.ours[NUMBERING]), self.opened.part("numbering")
        if data is None:
            return written(ours)
        root = parse(data)
        for each in list(root.iter(f"{W}numPicBullet", f"{W}lvlPicBulletId")):
            each.getparent().remove(each)  # type: ignore[union-attr]
        idents = (e.get(f"{W}abstractNumId", "0") for e in root.iter(f"{W}abstractNum"))
        highest = max((int(each) for each in idents if each.isdecimal()), default=0)
        for bullets in (True, False):
            if not list_levels(root, bullets=bullets):
                highest += 1
                found = next(
                    each
                    for each in ours.iter(f"{W}abstractNum")
                    if list_levels(_alone(each), bullets=bullets)
                )
                found.set(f"{W}abstractNumId", str(highest))
                root.insert(0, found)
        return written(root)

    def _fonts(self) -> bytes:
        data = self.opened.part("fontTable")
        if data is None:
            return self.ours["word/fontTable.xml"]
        root = parse(data)
        for each in list(root.iter()):
            if any(str(key).startswith(_R) for key in each.attrib):
                each.getparent().remove(each)  # type: ignore[union-attr]
        return written(root)

    # -- heads and feet

    def _set_heads(self, section: etree._Element, styles: etree._Element, page: Page) -> None:
        filling = self._filling(styles, page)
        mark = filling.values["classification"]
        kinds: list[etree._Element] = []
        for (tag, kind), link in self._references().items():
            part = self._head(self.opened.target(link), filling)
            if part is None:
                continue
            if tag == "headerReference" and mark and not says(part[1], mark):
                add_mark(part[1], filling)
            kinds.append(self._reference(tag, kind, part))
        marked = {each.get(f"{W}type") for each in kinds if each.tag == f"{W}headerReference"}
        needed = {"default"} | ({"even"} if "evenAndOddHeaders" in str(self._settings()) else set())
        if section.find(f"{W}titlePg") is not None and not self.metadata.get("layout"):
            needed.add("first")
        for kind in sorted(needed - marked) if mark else ():
            root = element("hdr", element("p"))
            add_mark(root, filling)
            kinds.append(self._reference("headerReference", kind, ("header", root, {})))
        for at, each in enumerate(kinds):
            section.insert(at, each)

    def _references(self) -> dict[tuple[str, str], Link]:
        """Heads and feet by kind; what a section does not say it has from the one before it."""
        found: dict[tuple[str, str], Link] = {}
        for section in self.opened.document.iter(f"{W}sectPr"):
            for tag in ("headerReference", "footerReference"):
                for each in section.findall(f"{W}{tag}"):
                    link = self.opened.links.get(each.get(f"{_R}id", ""))
                    if link is not None:
                        found[tag, each.get(f"{W}type", "default")] = link
        return found

    def _filling(self, styles: etree._Element, page: Page) -> Filling:
        given = self.metadata
        comma = "、" if given.get("language") == "ja" else ", "
        values = {
            "title": given.get("title"),
            "subtitle": given.get("subtitle"),
            "authors": comma.join(author["name"] for author in given.get("authors") or ()),
            "date": given.get("date_text"),
            "keywords": comma.join(given.get("keywords") or ()),
            "audience": given.get("audience"),
            "classification": given.get("classification") or given.get("mark"),
            "file": f"{given.get('slug')}.docx",
        }
        said = {name: str(value or "") for name, value in values.items()}
        by_name = {
            plain(name_of(each)): each.get(f"{W}styleId", "")
            for each in styles.iter(f"{W}style")
            if kind_of(each) in {"paragraph", "character"}
        }
        replaced = {
            old: said[kind]
            for kind, style, name in (
                ("title", "title", "title"),
                ("subtitle", "subtitle", "subject"),
            )
            for old in (*self._texts_of(by_name.get(style, "")), *self._property(name))
            if old.strip() and not is_mark(old)
        }
        return Filling(said, replaced, by_name.get("classification", ""), page.text_width)

    def _texts_of(self, style: str) -> Iterator[str]:
        for paragraph in self.opened.document.iter(PARAGRAPH):
            if style and style_of(paragraph) == style:
                yield text_of(paragraph).strip("―— ")

    def _property(self, name: str) -> Iterator[str]:
        data = self.opened.parts.get("docProps/core.xml")
        if data is None:
            return
        try:
            root = parse(data)
        except etree.XMLSyntaxError:
            return
        yield from (each.text for each in root if etree.QName(each).localname == name and each.text)

    def _head(
        self, name: str, filling: Filling
    ) -> tuple[str, etree._Element, dict[str, Link]] | None:
        data = self.opened.parts.get(name)
        if data is None:
            return None
        try:
            root = parse(data)
        except etree.XMLSyntaxError as error:
            raise ReferenceDocumentError(
                say("is damaged: {problem}", error.msg), self.file
            ) from error
        left: Left = fill(root, filling)
        self.words += left.words
        self.unused += [say("the field {field} in its head or foot", each) for each in left.fields]
        links = self._linked(root, name)
        return ("header" if root.tag == f"{W}hdr" else "footer"), root, links

    def _linked(self, root: etree._Element, owner: str) -> dict[str, Link]:
        """The links of a head: pictures in the document, and addresses that may be opened."""
        held = links_of(self.opened.parts.get(_links_part(owner)))
        kept: dict[str, Link] = {}
        for each in list(root.iter()):
            for key in [key for key in each.attrib if str(key).startswith(_R)]:
                ident = str(each.get(key))
                link = held.get(ident)
                new = None if link is None else self._kept(link, owner)
                if new is not None:
                    kept[ident] = new
                else:
                    self.unused.append(
                        say("what its head or foot links to ({kind})", _kind_of(link))
                    )
                    _drop(each)
                    break
        return kept

    def _kept(self, link: Link, owner: str) -> Link | None:
        if link.external:
            opens = link.kind == "hyperlink" and may_be_opened(link.target)
            return link if opens else None
        name = self.opened.target(link, owner)
        suffix = name.rpartition(".")[2].lower()
        if link.kind != "image" or suffix not in _PICTURES or name not in self.opened.parts:
            return None
        new = self.pictures.setdefault(name, f"media/house{len(self.pictures) + 1}.{suffix}")
        self.parts[f"word/{new}"] = self.opened.parts[name]
        return Link("image", new)

    def _reference(
        self, tag: str, kind: str, part: tuple[str, etree._Element, Mapping[str, Link]]
    ) -> etree._Element:
        sort, root, links = part
        ident = self._add(sort, f"{sort}-{kind}.xml", written(root))
        if links:
            name = f"word/_rels/{sort}-{kind}.xml.rels"
            self.parts[name] = with_links(None, links)
        made = element(tag, type=kind)
        made.set(f"{_R}id", ident)
        return made


def _kind_of(link: Link | None) -> str:
    return "?" if link is None else f"{link.kind}: {link.target}" if link.external else link.kind


def _drop(each: etree._Element) -> None:
    """Take out what cannot do without its link: a drawing whole, a hyperlink but for its text."""
    whole = next(
        (
            owner
            for owner in (each, *each.iterancestors())
            if owner.tag in {f"{W}drawing", f"{W}pict", f"{W}object", f"{W}hyperlink"}
        ),
        each,
    )
    held = whole.getparent()
    if held is None:
        return
    at = held.index(whole)
    held[at : at + 1] = list(whole) if whole.tag == f"{W}hyperlink" else []


def _take_counts(kept: etree._Element, own: etree._Element) -> None:
    """Numbers of notes and lines, and the first number of a page, are those of the paper."""
    for each in kept.iter(f"{W}pgNumType"):
        if f"{W}start" in each.attrib:
            del each.attrib[f"{W}start"]
    notes = own.find(f"{W}footnotePr")
    if notes is not None:
        kept.insert(0, deepcopy(notes))
    for tag in ("lnNumType", "pgNumType"):
        found, old = own.find(f"{W}{tag}"), kept.find(f"{W}{tag}")
        if found is None:
            continue
        if old is None:
            after = next((each for each in kept if each.tag in _BEHIND_COUNTS), None)
            old = element(tag)
            kept.append(old) if after is None else after.addprevious(old)
        old.attrib.update(found.attrib)


def _end_lines_unspread(settings: etree._Element) -> None:
    """Let no line be spread that ends within its paragraph: a caption stands above its sources."""
    held = settings.find(f"{W}compat")
    if held is None:
        held = element("compat")
        behind = next((each for each in settings if _is_behind_compatibility(each)), None)
        settings.append(held) if behind is None else behind.addprevious(held)
    if held.find(f"{W}doNotExpandShiftReturn") is None:
        before = sum(each.tag in _BEFORE_LINE_ENDS for each in held)
        held.insert(before, element("doNotExpandShiftReturn"))


def _is_behind_compatibility(setting: etree._Element) -> bool:
    return setting.tag in _BEHIND_COMPATIBILITY or not str(setting.tag).startswith(W)


def _alone(definition: etree._Element) -> etree._Element:
    return element("numbering", deepcopy(definition))


def _say_language(styles: etree._Element, metadata: Mapping[str, Any]) -> None:
    """The language of Latin letters is the paper's, whatever the house wrote in last."""
    for each in styles.iterfind(f"{W}docDefaults//{W}lang"):
        each.set(VALUE, str(metadata.get("latin_lang") or each.get(VALUE, "")))
