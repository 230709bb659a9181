"""Images of the DOCX edition: drawings as pixels, 300 to the inch, and as shapes; others as is.

Word since 2016 shows the shapes, where ``docx_drawings.py`` can make them, and older programs the
pixels. See docs/decisions/docx.md.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import struct
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from lxml import etree

from hakusho.editions.docx_drawings import NotForWordError, outlined, same
from hakusho.editions.docx_layout import room
from hakusho.editions.docx_package import (
    CONTENT_TYPES,
    NAMESPACES,
    PARAGRAPH,
    PICTURE_TYPES,
    TEXT,
    TYPES,
    Link,
    parse,
    replace,
    run,
    style_of,
    with_links,
    written,
)
from hakusho.editions.docx_page import TWIPS_PER_MM, Page
from hakusho.paper.templates import template
from hakusho.tools import fonts, sealed, typst
from hakusho.tools.distributions import version_of
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

PPI = 300
_FORMAT = "1"
"""To be raised when drawings are made into something else."""
_EMU_PER_MM = 36000
_TALLEST = 0.85  # share of the text's height that an image may take
_MARK = re.compile(rf"{Mark.IMAGE}(\d+){Mark.IMAGE}")
_PAGE = "docx/figure.typ"
_PICTURE, _SHAPES = "Image", "Shapes"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_BLIP = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
"""An SVG beside a picture, and what names it (MS-ODRAWXML, 2.2.8 and CT_SVGBlip)."""
_STATED = re.compile(r"(\d+(?:\.\d+)?)(%|mm|cm)")


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where images come from and what they are set on."""

    folder: Path  # the job's folder; the images lie below it
    root: Path  # the paper's folder, for its own ``templates/docx/figure.typ``
    page: Page
    cache: Path | None  # where pixels of drawings are kept; ``None`` keeps none
    seconds: float  # time limit for one drawing


@dataclass(frozen=True, slots=True)
class _Picture:
    """What shows an image: content and kind of its files, and its size in EMU (1/36000 mm)."""

    files: Mapping[str, tuple[bytes, str]]  # by the middle of the ids of their relationships
    size: tuple[int, int]


def place_images(
    part: etree._Element,
    owner: str,
    images: Sequence[Mapping[str, Any]],
    pictures: Pictures,
    parts: Mapping[str, bytes],
) -> dict[str, bytes]:
    """Put images where ``lua/docx.lua`` has left their marks.

    Args:
        part: The main part or that with the notes; changed.
        owner: Its name in the file.
        images: What the Lua writer says of each image, in the order of their numbers.
        pictures: Where they come from.
        parts: All parts of the file.

    Returns:
        The parts that are new or changed: images, the links to them, the list of types.

    Raises:
        OSError: If an image cannot be read.
        typst.TypstError: If a drawing cannot be made into pixels.
    """
    made: dict[str, bytes] = {}
    links: dict[str, Link] = {}
    for text in list(part.iter(TEXT)):
        holder = text.getparent()
        if holder is None or not _MARK.search(text.text or ""):
            continue
        pieces = []
        for at, words in enumerate(_MARK.split(text.text or "")):
            if at % 2 == 0:
                pieces += [run(words, holder)] if words else []
                continue
            image = images[int(words) - 1]
            widest = room(holder, pictures.page) / TWIPS_PER_MM
            line = _line(holder, pictures.page)
            picture = _picture(image, pictures, widest, line)
            for kind, (data, suffix) in picture.files.items():
                name = f"media/image{words}.{suffix}"
                made[f"word/{name}"] = data
                links[f"rId{kind}{words}"] = Link("image", name)
            pieces.append(_drawing(int(words), str(image["alt"]), picture))
        replace(holder, pieces)
    if not links:
        return {}
    folder, _, name = owner.rpartition("/")
    where = f"{folder}/_rels/{name}.rels"
    made[where] = with_links(parts.get(where), links)
    made[CONTENT_TYPES] = _with_types(parts[CONTENT_TYPES], made)
    return made


def shown_in(place: etree._Element) -> list[int]:
    """Which images stand in a place that are not yet put there, from 0."""
    texts = (text.text or "" for text in place.iter(TEXT))
    return [int(each) - 1 for text in texts for each in _MARK.findall(text)]


def _line(holder: etree._Element, page: Page) -> float:
    """The height of letters beside an image, in millimetres."""
    paragraph = next(holder.iterancestors(PARAGRAPH), None)
    look = page.look("" if paragraph is None else style_of(paragraph))
    return (look.size or 21) * 10 / TWIPS_PER_MM


def _picture(
    image: Mapping[str, Any], pictures: Pictures, widest: float, line_mm: float
) -> _Picture:
    path = pictures.folder / image["src"]
    width_mm, height_mm = (float(each) for each in image["natural_mm"])
    width = min(wanted_width(image, widest, line_mm) or widest, widest)
    suffix = path.suffix.lower().lstrip(".")
    data = path.read_bytes()
    files = {_PICTURE: (data, suffix)}
    across, down = width_mm or 1, height_mm or 1
    if suffix == "svg":
        pixels = _kept("png", data, width, pictures, lambda: _pixels(data, width, pictures))
        shapes = _kept("svg", data, width, pictures, lambda: _shapes(data, pixels, width, pictures))
        across, down = struct.unpack(">II", pixels[16:24])
        files = {_PICTURE: (pixels, "png")} | ({_SHAPES: (shapes, "svg")} if shapes else {})
    height = width * down / across
    tallest = pictures.page.text_height / TWIPS_PER_MM * _TALLEST
    if height > tallest:
        width, height = width * tallest / height, tallest
    return _Picture(files, (round(width * _EMU_PER_MM), round(height * _EMU_PER_MM)))


def wanted_width(image: Mapping[str, Any], widest: float, line_mm: float = 0) -> float:
    """How wide an image is where there is room for it, in millimetres; 0 if nothing says so.

    Args:
        image: What the Lua writer says of it.
        widest: The room that there is.
        line_mm: How high the letters beside it are; such an image is as high as they.
    """
    if image["wide"]:
        return widest
    if image["width_mm"]:
        return float(image["width_mm"])
    stated = _STATED.fullmatch(image["stated"])
    if stated:
        return float(stated[1]) * {"%": widest / 100, "mm": 1.0, "cm": 10.0}[stated[2]]
    width, height = (float(each) for each in image["natural_mm"])
    return width if image["alone"] or not height else line_mm * width / height


def _kept(
    suffix: str, drawing: bytes, width_mm: float, pictures: Pictures, make: Callable[[], bytes]
) -> bytes:
    """What is made of a drawing; of the same one once only."""
    made_by = [version_of(each) for each in ("typst", "uharfbuzz")]
    how = f"{_FORMAT} {width_mm:.4f} {PPI} {made_by}".encode()
    page = template(pictures.root, _PAGE).read_bytes()
    return sealed.made_once(pictures.cache, f".{suffix}", (drawing, page, how), make)


def _pixels(drawing: bytes, width_mm: float, pictures: Pictures) -> bytes:
    """A drawing as PNG."""
    source = template(pictures.root, _PAGE)
    work = pictures.folder / "docx" / hashlib.sha256(drawing).hexdigest()
    work.mkdir(parents=True, exist_ok=True)
    (work / "figure.svg").write_bytes(drawing)
    shutil.copyfile(source, work / source.name)
    given = {"file": "figure.svg", "width_mm": width_mm}
    (work / "figure.json").write_text(json.dumps(given), encoding="utf-8")
    made = work / "figure.png"
    typst.compile(
        work / source.name,
        made,
        root=work,
        fonts=[font.path for font in fonts.installed()],
        epoch=0,
        ppi=PPI,
        seconds=pictures.seconds,
    )
    return made.read_bytes()


def _shapes(drawing: bytes, pixels: bytes, width_mm: float, pictures: Pictures) -> bytes:
    """A drawing as shapes that look like its pixels; empty if it cannot be made into such."""
    try:
        shapes = outlined(drawing)
        return shapes if same(_pixels(shapes, width_mm, pictures), pixels) else b""
    except (NotForWordError, typst.TypstError):
        return b""


def _drawing(ordinal: int, alt: str, picture: _Picture) -> etree._Element:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    width, height = picture.size
    described = f'id="{ordinal}" name="Picture {ordinal}" descr="{escape(alt)}"'
    shapes = ""
    if _SHAPES in picture.files:
        shapes = (
            f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG_BLIP}" '
            f'r:embed="rId{_SHAPES}{ordinal}"/></a:ext></a:extLst>'
        )
    return parse(
        f'<w:r {spaces}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {described}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="rId{_PICTURE}{ordinal}">{shapes}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch>"
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>".encode()
    )


def _with_types(data: bytes, made: Mapping[str, bytes]) -> bytes:
    root = parse(data)
    tag = f"{{{TYPES}}}Default"
    held = {each.get("Extension", "").lower() for each in root.iter(tag)}
    suffixes = {name.rpartition(".")[2] for name in made if name.startswith("word/media/")}
    for suffix in sorted(suffixes - held):
        attributes = {"Extension": suffix, "ContentType": PICTURE_TYPES[suffix]}
        root.insert(0, etree.Element(tag, attributes))
    return written(root)
