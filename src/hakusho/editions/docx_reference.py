"""The reference document: what a DOCX edition looks like, from ``templates/docx``.

It is kept as the readable parts of a DOCX file, as Jinja2 templates, and packed in each build. A
paper that has ``templates/docx/reference.docx``, saved by Word, uses that file instead; for briefs
``templates/docx/brief.docx``.
"""

from __future__ import annotations

import traceback
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from hakusho.editions.docx_package import (
    CONTENT_TYPES,
    DOCUMENT,
    DOCUMENT_LINKS,
    NAMESPACES,
    PICTURE_TYPES,
    SETTINGS,
    STYLES,
    TYPES,
    VALUE,
    Link,
    W,
    pack,
    parse,
    with_links,
    written,
)
from hakusho.editions.docx_template import Adopted, adopt
from hakusho.editions.edition import ReferenceDocumentError
from hakusho.findings import say
from hakusho.paper.templates import own_file, source_of
from hakusho.tools.compiled_templates import CompiledTemplates
from hakusho.tools.sandbox import Sandbox
from hakusho.values.invisible import without_controls

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


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
_TYPES = {name: kind for name, (_, kind) in _PARTS.items()}
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_IDS = {
    "rId1": Link("styles", "styles.xml"),
    "rId2": Link("settings", "settings.xml"),
    "rId3": Link("fontTable", "fontTable.xml"),
    "rId4": Link("numbering", "numbering.xml"),
    "rId11": Link("header", "header.xml"),
    "rId12": Link("footer", "footer.xml"),
    "rId13": Link("footer", "footer-first.xml"),
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
        *("Image Caption", "Part Caption", "Table Caption", "Table Text", "Table Heading"),
        *("header", "footer"),
        *("Colophon Title", "Colophon", "Colophon End", "Glossary"),
        *("Listing Caption", "Equation", "Box Title", "Continued"),
        *("Handling", "Key", "Key List", "Key Number", "Key Number Text", "Origin"),
    ),
    "character": (
        *("footnote reference", "Hyperlink", "Emphasis Japanese", "Section Number", "Label"),
        *("Verbatim Char", "Quiet", "Classification", "Key Strong", "Key Unit"),
    ),
    "table": ("Table", "Columns", "Key Numbers", "Figure Group", "Box"),
}
"""Styles that editions use, by kind; case does not matter."""


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
    adopted = adopted_template(root, metadata)
    made = adopted or Adopted(_rendered_parts(root, metadata), _IDS, _TYPES)
    plumbing = {
        CONTENT_TYPES: _content_types(made.types, made.parts),
        "_rels/.rels": with_links(None, {"rId1": Link("officeDocument", DOCUMENT)}),
        DOCUMENT_LINKS: with_links(None, made.links),
    }
    return pack({**plumbing, **made.parts})


def with_page(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """A document's metadata with what templates ask for besides: page, and tag of Latin letters."""
    japanese = metadata["language"] == "ja"
    latin = "en-US" if japanese else metadata["lang"]
    mark = (metadata.get("publication") or {}).get("mark") or ""
    asked = {"page_size": "a4", "layout": None, "mark": mark, "review": ""}
    return {**asked, **metadata, "latin_lang": latin}


def adopted_template(root: Path, metadata: Mapping[str, Any]) -> Adopted | None:
    """The paper's own document for an edition with these metadata, if it has one.

    Raises:
        ReferenceDocumentError: As above.
    """
    name = own_document(brief=bool(metadata.get("layout")))
    own = own_file(root, name)
    if own is None:
        return None
    ours = _rendered_parts(root, metadata)
    wanted = [(kind, name) for kind, names in REQUIRED.items() for name in names]
    return adopt(own.read_bytes(), f"templates/{name}", ours, wanted, metadata)


def own_document(*, brief: bool) -> str:
    """The name in ``templates/`` of a document that stands for all parts."""
    return f"{_FOLDER}/{_WHOLE_OF_BRIEFS if brief else _WHOLE}"


def _rendered_parts(root: Path, metadata: Mapping[str, Any]) -> dict[str, bytes]:
    environment = _environment(root)
    parts = {
        f"word/{name}": _rendered(environment, template, metadata)
        for name, (template, _) in _PARTS.items()
    }
    _require_styles(parse(parts[STYLES]), f"templates/{_FOLDER}/{_PARTS['styles.xml'][0]}")
    return parts


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
    return Sandbox(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=CompiledTemplates(),
    )


_COMPARE = say("Compare it with the template of the same name that Hakusho ships.")


def _rendered(environment: Sandbox, template: str, metadata: Mapping[str, Any]) -> bytes:
    file = f"templates/{_FOLDER}/{template}"
    environment.restart()
    try:
        text = environment.loaded(template).render(**metadata)
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
    data = without_controls(text.strip()).encode()
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


def _content_types(types: Mapping[str, str], parts: Iterable[str]) -> bytes:
    """The list of types: those of parts behind Word's own prefix, those of pictures by suffix."""
    root = parse(f'<Types xmlns="{TYPES}"/>'.encode())  # pandoc loses other prefixes
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    suffixes = {name.rpartition(".")[2] for name in parts if name.startswith("word/media/")}
    defaults = {"rels": relations, "xml": "application/xml"}
    defaults |= {suffix: PICTURE_TYPES[suffix] for suffix in sorted(suffixes)}
    for extension, kind in defaults.items():
        attributes = {"Extension": extension, "ContentType": kind}
        etree.SubElement(root, f"{{{TYPES}}}Default", attributes)
    for name, kind in types.items():
        full = _THEME if kind == "theme" else f"{_WORD}.{kind}+xml"
        attributes = {"PartName": f"/word/{name}", "ContentType": full}
        etree.SubElement(root, f"{{{TYPES}}}Override", attributes)
    return written(root)
