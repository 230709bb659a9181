"""The reference document: what a DOCX edition looks like, from ``templates/docx``.

It is kept as the readable parts of a DOCX file, as Jinja2 templates, and packed in each build. A
paper that has ``templates/docx/reference.docx``, saved by Word, uses that file instead; for briefs
``templates/docx/brief.docx``.
"""

from __future__ import annotations

import traceback
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from hakusho.editions.archives import unpack
from hakusho.editions.docx_package import (
    CONTENT_TYPES,
    DOCUMENT,
    DOCUMENT_LINKS,
    NAMESPACES,
    SETTINGS,
    STYLES,
    TYPES,
    VALUE,
    W,
    pack,
    parse,
    with_links,
    written,
)
from hakusho.findings import NOTHING, Text, say
from hakusho.paper.templates import own_file, source_of
from hakusho.tools.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph style sets, itself or by the styles that it rests on."""

    line: int = 0  # twips from line to line; 0 if none is said
    exact: bool = False  # whether lines are so high whatever stands in them
    size: int = 0  # height of letters in half points; 0 if none is said
    after: int = 0  # twips of space after the paragraph
    left: int = 0  # twips of indent at the left


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a document is set on."""

    text_width: int  # twips
    text_height: int  # twips
    looks: Mapping[str, Look] = field(default_factory=dict)  # paragraph styles by id
    default: str = ""  # id of the style of paragraphs that name none

    @classmethod
    def of(cls, document: etree._Element, styles: etree._Element) -> Page:
        """Read the last section and the styles; what they do not say is A4 with Word's margins."""
        sections = list(document.iter(f"{W}sectPr"))
        size = sections[-1].find(f"{W}pgSz") if sections else None
        margins = sections[-1].find(f"{W}pgMar") if sections else None
        width = _number(size, "w", 11906) - _number(margins, "left", 1440)
        height = _number(size, "h", 16838) - _number(margins, "top", 1440)
        by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        default = next((name for name, style in by_id.items() if _is_default(style)), "")
        return cls(
            width - _number(margins, "right", 1440),
            height - _number(margins, "bottom", 1440),
            {name: _look(style, by_id) for name, style in by_id.items()},
            default,
        )

    def look(self, style: str) -> Look:
        """What a style sets; an empty id means the default style."""
        return self.looks.get(style or self.default, Look())


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}default") in {"1", "true"} and style.get(f"{W}type") == "paragraph"


def _look(style: etree._Element, by_id: Mapping[str, etree._Element]) -> Look:
    line, exact, size, after, left = 0, False, 0, -1, -1
    seen: set[str] = set()
    at: etree._Element | None = style
    while at is not None and at.get(f"{W}styleId", "") not in seen:
        seen.add(at.get(f"{W}styleId", ""))
        spacing = at.find(f"{W}pPr/{W}spacing")
        if not line and spacing is not None and spacing.get(f"{W}line"):
            line, exact = _number(spacing, "line", 0), spacing.get(f"{W}lineRule") == "exact"
        if after < 0 and spacing is not None and spacing.get(f"{W}after"):
            after = _number(spacing, "after", 0)
        if left < 0:
            left = _number(at.find(f"{W}pPr/{W}ind"), "left", -1)
        size = size or _number(at.find(f"{W}rPr/{W}sz"), "val", 0)
        based = at.find(f"{W}basedOn")
        at = None if based is None else by_id.get(based.get(VALUE, ""))
    return Look(line, exact, size, max(after, 0), max(left, 0))


def _number(owner: etree._Element | None, name: str, otherwise: int) -> int:
    value = "" if owner is None else owner.get(f"{W}{name}", "")
    return int(value) if value.isdecimal() else otherwise


_FOLDER = "docx"  # the folder in ``templates/``
_WHOLE = "reference.docx"  # the file of a paper's own that stands for all parts of a report's
_WHOLE_OF_BRIEFS = "brief.docx"  # the same for briefs, whose page and title are other ones
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Mapping[str, tuple[str, str]] = {
    # part: template, content type (after _WORD)
    "document.xml": ("document.xml.j2", "document.main"),
    "styles.xml": ("styles.xml.j2", "styles"),
    "numbering.xml": ("numbering.xml.j2", "numbering"),
    "settings.xml": ("settings.xml.j2", "settings"),
    "fontTable.xml": ("fontTable.xml.j2", "fontTable"),
    "header.xml": ("header.xml.j2", "header"),
    "footer.xml": ("footer.xml.j2", "footer"),
    "footer-first.xml": ("footer.xml.j2", "footer"),
}
_IDS = {
    "rId1": ("styles", "styles.xml"),
    "rId2": ("settings", "settings.xml"),
    "rId3": ("fontTable", "fontTable.xml"),
    "rId4": ("numbering", "numbering.xml"),
    "rId11": ("header", "header.xml"),
    "rId12": ("footer", "footer.xml"),
    "rId13": ("footer", "footer-first.xml"),
}
"""Relationships of the main part; ``document.xml.j2`` names the last three."""

REQUIRED = {
    "paragraph": (
        *("Normal", "Title", "Subtitle", "Author", "Date", "Abstract Title", "Abstract"),
        *("Keywords", "TOC Heading", "toc 1", "toc 2", "toc 3", "heading 1", "heading 2"),
        *("heading 3", "heading 4", "heading 5", "heading 6", "Body Text", "First Paragraph"),
        *("Compact", "List Paragraph", "Block Text", "Definition Term", "Definition"),
        *("Definition Entry", "Source Code", "Horizontal Rule", "Bibliography", "footnote text"),
        *("Footnote Continued", "Footnote Block Text", "Figure", "Captioned Figure"),
        *("Image Caption", "Table Caption", "Table Text", "Table Heading", "header", "footer"),
        *("Colophon Title", "Colophon", "Colophon End", "Glossary"),
        *("Listing Caption", "Equation", "Box Title"),
        *("Handling", "Key", "Key List", "Key Number", "Key Number Text", "Origin"),
    ),
    "character": (
        *("footnote reference", "Hyperlink", "Emphasis Japanese", "Section Number", "Label"),
        *("Verbatim Char", "Quiet", "Classification", "Key Strong", "Key Unit"),
    ),
    "table": ("Table", "Columns", "Key Numbers", "Box"),
}
"""Styles that editions use, by kind; case does not matter."""


class ReferenceDocumentError(Exception):
    """A template of the DOCX edition cannot be used; ``args[0]`` says why, ``hint`` what to do.

    ``file`` is the template, relative to the paper's folder, and ``line`` the line there, from 1; 0
    if unknown.
    """

    def __init__(self, message: str, file: str, line: int = 0, hint: Text = NOTHING) -> None:
        super().__init__(message)
        self.file, self.line, self.hint = file, line, hint


def reference_document(root: Path, metadata: Mapping[str, Any]) -> bytes:
    """Make the reference document; a paper's own ``templates/docx`` come before the shipped ones.

    Args:
        root: The paper's folder.
        metadata: What templates may print and ask for, with ``language``, ``latin_lang`` (the tag
            of Latin letters) and ``page_size``.

    Raises:
        ReferenceDocumentError: If a template cannot be read, is no XML in the end, or lacks a
            style.
    """
    whole = _WHOLE_OF_BRIEFS if metadata.get("layout") else _WHOLE
    own = own_file(root, f"{_FOLDER}/{whole}")
    if own is not None:
        return _checked_whole(own.read_bytes(), f"templates/{_FOLDER}/{whole}")
    environment = _environment(root)
    parts = {
        f"word/{name}": _rendered(environment, template, metadata)
        for name, (template, _) in _PARTS.items()
    }
    _require_styles(parse(parts[STYLES]), f"templates/{_FOLDER}/{_PARTS['styles.xml'][0]}")
    plumbing = {
        CONTENT_TYPES: _content_types(),
        "_rels/.rels": with_links(None, {"rId1": ("officeDocument", DOCUMENT)}),
        DOCUMENT_LINKS: with_links(None, _IDS),
    }
    return pack({**plumbing, **parts})


def styles_by_name(styles: etree._Element) -> dict[str, str]:
    """The ids of all styles by their names in lower case: Word saves ids in its own language."""
    found = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[name.get(VALUE, "").lower()] = style.get(f"{W}styleId", "")
    return found


def without_styles(styles: etree._Element, idents: Collection[str]) -> etree._Element:
    """The styles without some that pandoc has made for what is marked by them, and is no more."""
    for style in list(styles.iter(f"{W}style")):
        if style.get(f"{W}styleId") in idents:
            styles.remove(style)
    return styles


def settings_of(parts: Mapping[str, bytes]) -> bytes:
    """The settings of a reference document, by its parts; pandoc mixes them with its own.

    What names other parts of that document is left out, since they are not in the edition.
    """
    root = parse(parts.get(SETTINGS, b'<w:settings xmlns:w="%s"/>' % W[1:-1].encode()))
    office = f"{{{NAMESPACES['r']}}}"
    for child in list(root):
        linked = any(str(key).startswith(office) for each in child.iter() for key in each.attrib)
        if linked or child.tag == f"{W}endnotePr":
            root.remove(child)
    return written(root)


@lru_cache(maxsize=1)
def _environment(root: Path) -> Sandbox:
    """Compiles each template once for the report and all its briefs; again if its file changes."""
    loader = FunctionLoader(partial(source_of, _FOLDER, root))
    return Sandbox(loader=loader, autoescape=True, undefined=StrictUndefined)


_COMPARE = say("Compare it with the template of the same name that Hakusho ships.")


def _rendered(environment: Sandbox, template: str, metadata: Mapping[str, Any]) -> bytes:
    file = f"templates/{_FOLDER}/{template}"
    environment.restart()
    try:
        text = environment.get_template(template).render(**metadata)
    except TemplateSyntaxError as error:
        named = f"templates/{_FOLDER}/{error.name}" if error.name else file
        message = say("cannot read the template: {message}", error.message)
        raise ReferenceDocumentError(message, named, error.lineno, _COMPARE) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        message = say("cannot fill in the template: {error}", error)
        raise ReferenceDocumentError(message, *_place(error, file), _COMPARE) from error
    except OSError as error:
        message = say("cannot read the template: {error}", error)
        raise ReferenceDocumentError(message, file) from error
    data = text.strip().encode()
    try:
        parse(data)
    except etree.XMLSyntaxError as error:
        message = say("the template does not make XML: {problem}", error.msg)
        raise ReferenceDocumentError(message, file, 0, _COMPARE) from error
    return data


def _place(error: Exception, file: str) -> tuple[str, int]:
    """The template and the line in which filling in failed: it may be one that ``file`` imports."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".j2"):
            return f"templates/{_FOLDER}/{Path(frame.filename).name}", frame.lineno or 0
    return file, 0


def _checked_whole(data: bytes, file: str) -> bytes:
    hint = say("Save it in Word as a Word document (.docx).")
    try:
        parts = unpack(data)
        styles = parse(parts[STYLES])
        parse(parts[DOCUMENT])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        problem = say("is no DOCX file: {error}", error)
    except KeyError as error:
        problem = say("is no DOCX file: no part {error}", error)
    except etree.XMLSyntaxError as error:
        problem = say("is damaged: {problem}", error.msg)
    else:
        _require_styles(styles, file)
        return data
    raise ReferenceDocumentError(problem, file, 0, hint)


def _require_styles(styles: etree._Element, file: str) -> None:
    held: dict[str, set[str]] = {kind: set() for kind in REQUIRED}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            held.setdefault(style.get(f"{W}type", ""), set()).add(name.get(VALUE, "").lower())
    missing = [
        f"'{name}'"
        for kind, names in REQUIRED.items()
        for name in names
        if name.lower() not in held[kind]
    ]
    if missing:
        lacks = "lacks the style {names}" if len(missing) == 1 else "lacks the styles {names}"
        hint = "Begin with a DOCX edition that Hakusho has made, and change what styles look like."
        raise ReferenceDocumentError(say(lacks, ", ".join(missing)), file, 0, say(hint))


def _content_types() -> bytes:
    root = parse(f'<Types xmlns="{TYPES}"/>'.encode())  # pandoc loses other prefixes
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    for extension, kind in (("rels", relations), ("xml", "application/xml")):
        attributes = {"Extension": extension, "ContentType": kind}
        etree.SubElement(root, f"{{{TYPES}}}Default", attributes)
    for name, (_, kind) in _PARTS.items():
        attributes = {"PartName": f"/word/{name}", "ContentType": f"{_WORD}.{kind}+xml"}
        etree.SubElement(root, f"{{{TYPES}}}Override", attributes)
    return written(root)
