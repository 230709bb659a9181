"""Drawings for Word: an SVG whose letters are outlines, of what Office is known to draw.

Word draws the letters of an SVG with the fonts of the reader's machine, and ours are not there. So
each run of text becomes a path, at the place where the typesetter puts it. What is neither known
to be drawn by Office nor understood here makes no drawing, and the picture in pixels stands alone;
:func:`same` compares both, so that what was misunderstood is not printed either. See
docs/decisions/docx.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import reduce
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree
from PIL import Image, ImageChops, ImageFilter

from hakusho.tools import fonts, shaping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SPACE = "http://www.w3.org/2000/svg"
_SVG = f"{{{_SPACE}}}"
_XLINK_SPACE = "http://www.w3.org/1999/xlink"
_XLINK = f"{{{_XLINK_SPACE}}}href"
_KEEPS_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHAPES = frozenset(
    {"g", "defs", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
     "image", "clipPath", "linearGradient", "radialGradient", "stop"}
)  # fmt: skip
_SILENT = frozenset({"title", "desc", "metadata"})
_TEXT, _PIECE = "text", "tspan"
_KEPT = frozenset(
    {"id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx",
     "ry", "fx", "fy", "d", "points", "transform", "gradientTransform", "gradientUnits",
     "spreadMethod", "clipPathUnits", "preserveAspectRatio", "offset", "stop-color",
     "stop-opacity", "fill", "fill-opacity", "fill-rule", "clip-rule", "clip-path", "opacity",
     "stroke", "stroke-opacity", "stroke-width", "stroke-linecap", "stroke-linejoin",
     "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "display", "visibility"}
)  # fmt: skip
_OF_LETTERS = frozenset({"x", "y", "width", "height"})
"""Of the kept attributes, those that say something else on text than on a group."""
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_LOCAL = re.compile(r"#[^\s()\"'<>]+")
_PAINT = re.compile(r"[^()]*|url\(#[^\s()\"']+\)|rgb\([\d\s,.%]*\)")
_MOVED = frozenset({"transform", "gradientTransform"})
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}
_BOLD_FROM = 600
_SEEN = 8  # levels of a colour, of 255, by which a point is another one
_TOGETHER = 4  # of nine points that form a square
_MOST = 1e-4  # share of all points


class NotForWordError(ValueError):
    """A drawing holds what Word may draw otherwise; ``args[0]`` says what."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How letters are set; all of it is inherited."""

    families: str = ""
    bold: bool = False
    size: float = 0
    anchor: str = "start"
    spacing: float = 0
    fill: str = ""
    stroke: str = "none"
    keeps_space: bool = False


@dataclass(slots=True)
class _Run:
    """Letters of one look; ``x`` or ``y`` where they begin at a place of their own."""

    text: str
    look: _Look
    x: float | None = None
    y: float | None = None
    dx: float = 0
    dy: float = 0
    own: Mapping[str, str] = field(default_factory=dict)


def outlined(data: bytes) -> bytes:
    """An SVG drawn alike without any font, and without all that has no part in drawing.

    Args:
        data: An SVG that ``figures/svg_safety.py`` has let pass.

    Returns:
        Shapes, gradients, clips and embedded pixels; nothing in it runs, links or loads.

    Raises:
        NotForWordError: If it holds anything else.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    given = etree.fromstring(data, parser)
    _spread_style(given)
    spaces: dict[str | None, str] = {None: _SPACE, "xlink": _XLINK_SPACE}
    made = etree.Element(f"{_SVG}svg", _kept(given), nsmap=spaces)  # type: ignore[arg-type]
    _copy_children(given, made, _inherited(given, _Look()))
    return etree.tostring(made, encoding="UTF-8", xml_declaration=True)


def same(one: bytes, other: bytes) -> bool:
    """Whether two pictures of one drawing show the same.

    Numbers are rounded on the way, so that single points at the edge of a letter may be shaded
    otherwise. Points that lie together are something else, and so are many.
    """
    first, second = (Image.open(BytesIO(each)).convert("RGB") for each in (one, other))
    if first.size != second.size:
        return False
    apart = reduce(ImageChops.lighter, ImageChops.difference(first, second).split())
    points = apart.point([255 * (level > _SEEN) for level in range(256)])
    together = points.filter(ImageFilter.RankFilter(3, 9 - _TOGETHER))
    count = points.histogram()[255]
    return together.getbbox() is None and count <= _MOST * first.width * first.height


def _spread_style(element: etree._Element) -> None:
    for part in str(element.attrib.pop("style", "")).split(";"):
        key, colon, value = part.partition(":")
        if colon:
            element.set(key.strip(), value.strip())


def _kept(element: etree._Element) -> dict[str, str]:
    """The attributes that a shape is drawn by."""
    found = {}
    for key, value in ((str(key), str(value).strip()) for key, value in element.attrib.items()):
        if key in _KEPT:
            if (key not in _MOVED and not _PAINT.fullmatch(value)) or value == "currentColor":
                raise NotForWordError(f"{key}={value}")
            found[key] = value
    target = element.get("href", element.get(_XLINK, ""))
    if target:
        allowed = _EMBEDDED if element.tag == f"{_SVG}image" else _LOCAL
        if not allowed.fullmatch(target):
            raise NotForWordError(target[:60])
        found[_XLINK] = target
    return found


def _copy_children(given: etree._Element, made: etree._Element, look: _Look) -> None:
    for child in given.iterchildren(etree.Element):
        name = etree.QName(child)
        if name.namespace != _SPACE or name.localname in _SILENT:
            continue
        _spread_style(child)
        if name.localname == _TEXT:
            _outline_text(child, made, _inherited(child, look))
        elif name.localname in _SHAPES:
            copied = etree.SubElement(made, child.tag, _kept(child))
            _copy_children(child, copied, _inherited(child, look))
        else:
            raise NotForWordError(f"<{name.localname}>")


def _inherited(element: etree._Element, above: _Look) -> _Look:
    weight = element.get("font-weight", "")
    bold = above.bold
    if weight:
        bold = (int(weight) if weight.isdecimal() else _WEIGHTS.get(weight, 400)) >= _BOLD_FROM
    size, spacing = element.get("font-size"), element.get("letter-spacing")
    return replace(
        above,
        families=element.get("font-family", above.families),
        bold=bold,
        size=above.size if size is None else _number(size),
        anchor=element.get("text-anchor", above.anchor),
        spacing=above.spacing if spacing is None else _number(spacing.replace("normal", "0")),
        fill=element.get("fill", above.fill),
        stroke=element.get("stroke", above.stroke),
        keeps_space=element.get(_KEEPS_SPACE, "preserve" if above.keeps_space else "")
        == "preserve",
    )


def _number(value: str) -> float:
    """A length in units of the drawing."""
    bare = value.strip().removesuffix("px")
    if not _NUMBER.fullmatch(bare):
        raise NotForWordError(f"the length {value}")
    return float(bare)


def _outline_text(element: etree._Element, made: etree._Element, look: _Look) -> None:
    """Put a group of outlines where a text is."""
    attributes = {key: value for key, value in _kept(element).items() if key not in _OF_LETTERS}
    group = etree.SubElement(made, f"{_SVG}g", attributes | {"fill-rule": "nonzero"})
    x = y = 0.0
    for chunk in _chunks(_with_single_spaces(list(_runs(element, look)))):
        x = x if chunk[0].x is None else chunk[0].x
        y = y if chunk[0].y is None else chunk[0].y
        x, y = _set_chunk(chunk, x, y, group)


def _runs(
    element: etree._Element, look: _Look, own: Mapping[str, str] | None = None
) -> Iterator[_Run]:
    own = own or {}
    place: dict[str, float | None] = {
        key: _number(element.get(key, "")) for key in ("x", "y", "dx", "dy") if element.get(key)
    }
    yield _Run(element.text or "", look, **place, own=own)  # type: ignore[arg-type]
    for child in element.iterchildren(etree.Element):
        if child.tag != f"{_SVG}{_PIECE}":
            raise NotForWordError(f"<{etree.QName(child).localname}> in text")
        _spread_style(child)
        inner = {key: value for key, value in _kept(child).items() if key not in _OF_LETTERS}
        yield from _runs(child, _inherited(child, look), {**own, **inner})
        yield _Run(child.tail or "", look, own=own)


def _with_single_spaces(runs: list[_Run]) -> list[_Run]:
    """White space as it is set: one space for several, none at both ends (SVG 1.1, 10.15)."""
    after_space = True
    for run in runs:
        text = re.sub(r"[\t\n\r]", " ", run.text)
        if not run.look.keeps_space:
            text = re.sub(" +", " ", text)
            text = text.removeprefix(" ") if after_space else text
        run.text = text
        after_space = text.endswith(" ") if text else after_space
    for run in reversed(runs):
        run.text = run.text if run.look.keeps_space else run.text.removesuffix(" ")
        if run.text:
            break
    return runs


def _chunks(runs: list[_Run]) -> Iterator[list[_Run]]:
    """Cut before each run with a place of its own: what is aligned as one (SVG 2, 11.5)."""
    chunk: list[_Run] = []
    for run in runs:
        if chunk and (run.x is not None or run.y is not None):
            yield chunk
            chunk = []
        chunk.append(run)
    yield chunk


def _set_chunk(chunk: list[_Run], x: float, y: float, group: etree._Element) -> tuple[float, float]:
    """Outline what is aligned as one; returns where the next begins."""
    text = "".join(run.text for run in chunk)
    placed: list[tuple[_Run, tuple[shaping.Glyph, ...], float, float]] = []
    advanced, start = 0.0, 0
    for run in chunk:
        advanced, y = advanced + run.dx, y + run.dy
        end = start + len(run.text)
        if run.text:
            glyphs = _glyphs(text, range(start, end), run.look)
            placed.append((run, glyphs, advanced, y))
            gaps = len({glyph.at for glyph in glyphs}) - (end == len(text))
            advanced += sum(glyph.advance for glyph in glyphs) * _scale(run.look)
            advanced += gaps * run.look.spacing
        start = end
    if chunk[0].look.anchor not in _ANCHORS:
        raise NotForWordError(f"text-anchor={chunk[0].look.anchor}")
    begun = x - advanced * _ANCHORS[chunk[0].look.anchor]
    for run, glyphs, at, height in placed:
        _draw(run, glyphs, (begun + at, height), group)
    return begun + advanced, y


def _font(look: _Look) -> fonts.FontFile:
    """The first of the families that is one of ours; without one, what the typesetter takes."""
    chain = (*fonts.of_labels(bold=look.bold), *fonts.of_labels())
    ours = {font.family: font for font in chain}
    named = (part.strip().strip("'\"") for part in look.families.split(","))
    return next((ours[name] for name in named if name in ours), fonts.sans())


def _scale(look: _Look) -> float:
    return look.size / shaping.units(_font(look))


def _glyphs(text: str, part: range, look: _Look) -> tuple[shaping.Glyph, ...]:
    if look.stroke != "none" or look.fill.startswith("url("):
        raise NotForWordError("letters with an outline or a gradient")
    if look.size <= 0:
        raise NotForWordError("letters of no stated size")
    try:
        return shaping.shape(_font(look), text, part, spaced=bool(look.spacing))
    except shaping.NoGlyphError as error:
        raise NotForWordError(f"the letter {error}") from error


def _draw(
    run: _Run,
    glyphs: tuple[shaping.Glyph, ...],
    origin: tuple[float, float],
    group: etree._Element,
) -> None:
    """One path in the font's units, so that the same letter is the same text wherever it is."""
    scale = _scale(run.look)
    said, at = [], 0.0
    for glyph, follower in pairwise((*glyphs, None)):
        if glyph is None:
            break
        if glyph.outline:
            said.append(f"M{round(at + glyph.x)} {glyph.y}{glyph.outline}")
        at += glyph.advance
        if follower is None or follower.at != glyph.at:
            at += run.look.spacing / scale
    if said:
        x, y = origin
        moved = f"translate({x:.6f} {y:.6f}) scale({scale:.9g} {-scale:.9g})"
        attributes = {**run.own, "d": "".join(said), "transform": moved}
        etree.SubElement(group, f"{_SVG}path", attributes)
