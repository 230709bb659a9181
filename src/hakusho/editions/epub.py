"""The EPUB edition: pandoc's EPUB 3, with a cover, true metadata and the same bytes every time.

``prepare`` runs before ``write.lua`` (pandoc packs the cover into the book), ``finish`` after.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from hakusho.editions.archives import pack, unpack
from hakusho.editions.edition import FONTS
from hakusho.editions.epub_figures import Look, inline_drawings, parse, written
from hakusho.editions.read_epub import read_epub
from hakusho.figures.theme import NAMED
from hakusho.paper.templates import brings_own, template
from hakusho.tools import fonts, sealed, typst
from hakusho.tools.distributions import version_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hakusho.collation.witness import Witness
    from hakusho.editions.edition import Job


_RAW = "epub.raw"  # what ``lua/epub.lua`` writes, in the job's folder
_WORK = "epub"  # the edition's own folder in the job's folder: cover, style sheet, page template
_COVER_PPI, _COVER_SECONDS = 72, 60.0
_COVERS = "epub"  # folder of covers in the cache


def prepare(job: Job) -> dict[str, Any]:
    """Make what pandoc packs into the book.

    Raises:
        OSError: If a template cannot be read or a file not be written.
        TypstError: If the cover cannot be typeset.
    """
    work = job.folder / _WORK
    work.mkdir(parents=True, exist_ok=True)
    for name in ("page.xhtml", "epub.css", "cover.typ"):
        (work / name).write_bytes(template(job.root, f"epub/{name}").read_bytes())
    publication = job.metadata.get("publication") or {}
    if publication:
        with (work / "epub.css").open("ab") as sheet:
            sheet.write(template(job.root, "epub/frame.css").read_bytes())
    for path in filter(None, (publication.get("logo"), publication.get("cover"))):
        (work / "figures").mkdir(exist_ok=True)
        shutil.copyfile(job.folder / path, work / path)
    (work / "metadata.json").write_text(
        json.dumps(dict(job.metadata), ensure_ascii=False), encoding="utf-8"
    )
    (work / "cover.png").write_bytes(_cover(work, job.cache / _COVERS))
    return {
        "output": _RAW,
        "template": f"{_WORK}/page.xhtml",
        "stylesheet": f"{_WORK}/epub.css",
        "cover": f"{_WORK}/cover.png",
    }


def _cover(work: Path, cache: Path) -> bytes:
    """The cover as PNG; as long as nothing in the edition's own folder changes it is the same."""
    files = sorted(file for file in work.rglob("*") if file.is_file())
    names = [file.relative_to(work).as_posix() for file in files]
    made_by = [version_of("typst"), _COVER_PPI, [font.path.name for font in fonts.installed()]]
    given = (json.dumps([made_by, names]).encode(), *(file.read_bytes() for file in files))

    def made() -> bytes:
        target = work / "cover.png"
        typst.compile(
            work / "cover.typ",
            target,
            root=work,
            fonts=[font.path for font in fonts.installed()],
            epoch=0,
            ppi=_COVER_PPI,
            seconds=_COVER_SECONDS,
        )
        return target.read_bytes()

    return sealed.made_once(cache, ".png", given, made)


def finish(job: Job) -> Path:
    """Make the book from what pandoc wrote.

    Raises:
        OSError: If a file cannot be read or written.
    """
    target = job.target(".epub")
    book = mend_navigation(unpack((job.folder / _RAW).read_bytes()), job.metadata)
    drawn = inline_drawings(book, Look(NAMED), folder=job.folder, cache=job.cache / FONTS)
    target.write_bytes(pack(drawn))
    return target


def read(job: Job) -> Witness:
    """Read the book back.

    Raises:
        OSError: If it cannot be read.
        KeyError: If it lacks a part.
        zipfile.BadZipFile: If it is no archive.
        lxml.etree.XMLSyntaxError: If a part is no XML.
    """
    return replace(read_epub(job.target(".epub")), own_front=brings_own(job.root, "epub"))


_H = "{http://www.w3.org/1999/xhtml}"
_M = "{http://www.w3.org/1998/Math/MathML}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTE_NUMBER = "note-number"
_JOINER = "\u2060"


def mend_navigation(files: Mapping[str, bytes], metadata: Mapping[str, Any]) -> dict[str, bytes]:
    """Mend the navigation of a book, given as its files by their names in the archive.

    A heading's note number is no part of its entry in the contents; a chapter's page is titled
    by its heading, and text before the first one by the paper's title; landmarks are in the
    paper's language and lead to the text, too.
    """
    nav_name = next(name for name in files if name.endswith("nav.xhtml"))
    nav = parse(files[nav_name])
    _drop_note_numbers(nav)
    for link in nav.iter(f"{_H}a"):
        if not _text(link):
            link.text = metadata["title"]
    entries = {a.get("href", ""): _text(a) for a in nav.iter(f"{_H}a") if not a.get(_TYPE)}
    _set_landmarks(nav, metadata["labels"], entries)
    _set_title(nav, metadata["labels"]["contents"])
    mended = dict(files)
    mended[nav_name] = _written(nav)
    for name, data in files.items():
        path = PurePosixPath(name)
        if path.name == "toc.ncx":
            mended[name] = _mend_ncx(data, entries, metadata["title"])
        elif path.suffix == ".opf":
            mended[name] = _mend_package(
                data, formulas=next(nav.iter(f"{_M}math"), None) is not None
            )
        elif path.suffix == ".xhtml" and path.name.startswith("ch"):
            mended[name] = _mend_chapter(data, metadata["title"])
    return mended


def _written(root: etree._Element) -> bytes:
    return written(root) + b"\n"


def _text(element: etree._Element) -> str:
    """What is read of an element; of a formula that is its letters, and not its source as well."""
    words = element.xpath(".//text()[not(ancestor::m:annotation)]", namespaces={"m": _M[1:-1]})
    return "".join(map(str, cast("list[str]", words))).strip()


def _remove(element: etree._Element) -> None:
    """Take an element out, but leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _drop_note_numbers(root: etree._Element) -> None:
    for span in list(root.iter(f"{_H}span")):
        if span.get("class") == _NOTE_NUMBER:
            parent = span.getparent()
            # pandoc makes a bare span of a link that stands in another link
            bare = parent is not None and parent.tag == span.tag and not parent.attrib
            _remove(parent if parent is not None and bare else span)
    for element in root.iter():  # what held the number to the word before it
        element.text = element.text and element.text.replace(_JOINER, "")
        element.tail = element.tail and element.tail.replace(_JOINER, "")


def _mend_ncx(data: bytes, entries: Mapping[str, str], title: str) -> bytes:
    """Word EPUB 2's contents as the navigation document does; what has no words is the title."""
    root = parse(data)
    for point in root.iter(f"{_NCX}navPoint"):
        content = point.find(f"{_NCX}content")
        text = point.find(f"{_NCX}navLabel/{_NCX}text")
        if content is not None and text is not None:
            text.text = entries.get(content.get("src", ""), text.text)
    for text in root.iter(f"{_NCX}text"):
        text.text = text.text or title
    return _written(root)


def _mend_package(data: bytes, *, formulas: bool) -> bytes:
    """Drop EPUB 2's ``guide``: the landmarks say the same, in the paper's language.

    ``formulas`` says whether the navigation holds any, which its entry must say.
    """
    root = parse(data)
    for guide in root.findall(f"{_OPF}guide"):
        _remove(guide)
    for item in root.iter(f"{_OPF}item"):
        if formulas and item.get("properties") == "nav":
            item.set("properties", "nav mathml")
    return _written(root)


def _mend_chapter(data: bytes, title: str) -> bytes:
    root = parse(data)
    heading = next(root.iter(f"{_H}h1"), None)
    if heading is not None:
        plain = parse(etree.tostring(heading, with_tail=False))
        _drop_note_numbers(plain)
        _set_title(root, _text(plain) or title)
        if not len(heading) and not _text(plain):
            _remove(heading)  # pandoc's, for text before the first heading
    for formula in root.iter(f"{_M}math"):
        source = next(formula.iter(f"{_M}annotation"), None)
        if source is not None and source.text:
            formula.set("alttext", source.text)
    return _written(root)


def _set_title(root: etree._Element, words: str) -> None:
    title = root.find(f"{_H}head/{_H}title")
    if title is not None:
        title.text = words


def _set_landmarks(
    nav: etree._Element, labels: Mapping[str, str], entries: Mapping[str, str]
) -> None:
    """EPUB 3.3, section 7.4.4: where a reading system jumps to."""
    words = {"cover": labels["cover"], "titlepage": labels["title"], "toc": labels["contents"]}
    for landmarks in nav.iter(f"{_H}nav"):
        items = landmarks.find(f"{_H}ol")
        if landmarks.get(_TYPE) != "landmarks" or items is None:
            continue
        for link in items.iter(f"{_H}a"):
            link.text = words.get(link.get(_TYPE, ""), link.text)
        if entries:
            href, text = next(iter(entries.items()))
            item = etree.SubElement(items, f"{_H}li")
            etree.SubElement(item, f"{_H}a", {"href": href, _TYPE: "bodymatter"}).text = text
