"""matplotlib's SVG made fit for every edition.

The same file is set by Typst, shown as an image in EPUB and stands inside an HTML page. So it
carries real text in the shipped fonts, plain presentation attributes that a page's CSS may
override, ids that cannot clash with another figure's, and nothing that reaches outside.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.figures import hatching
from hakusho.figures.lettering import advance_em
from hakusho.figures.lettering import pieces as pieces_of
from hakusho.figures.svg_safety import HREFS, NAMESPACE, loaded_by
from hakusho.figures.theme import INK
from hakusho.findings import SaidError
from hakusho.tools import fonts
from hakusho.values.letters import GAP, borders

if TYPE_CHECKING:
    from collections.abc import Iterator

_SVG = f"{{{NAMESPACE}}}"
_DROPPED = frozenset({"metadata", "style", "title", "desc"})
"""Also titles: each edition says by itself what a figure shows, and it would be heard twice."""
_ALLOWED = frozenset(
    {"svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline",
     "polygon", "text", "tspan", "image", "clipPath", "mask", "pattern", "marker", "filter",
     "linearGradient", "radialGradient", "stop"}
)  # fmt: skip
"""What matplotlib writes and more, so that nothing unknown gets through; of filters, ``fe…``."""
_EMBEDDED = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]*")
_LOCAL = re.compile(r"url\(#([^)\"']+)\)")
_ROOT_DEFAULTS = {"stroke-linejoin": "round", "stroke-linecap": "butt"}
BOLD_FROM = 600
"""CSS font weights from here on are set in the bold font."""
_FATTER = 0.04
"""How much of their size letters gain that are made bold by an outline."""


class UnfitSvgError(SaidError, ValueError):
    """The drawing holds something that cannot go into every edition; ``args[0]`` says what."""


def finish(data: bytes, name: str, *, language: str, width_mm: float, height_mm: float) -> bytes:
    """Clean what matplotlib wrote.

    Args:
        data: The SVG as matplotlib writes it.
        name: The figure's name: the prefix of ids.
        language: Of the labels, for the choice of glyphs and for screen readers.
        width_mm: Natural width.
        height_mm: Natural height.

    Returns:
        The SVG without doctype, comments, metadata, style sheet, script or outside reference.

    Raises:
        UnfitSvgError: If the figure links somewhere or names a font that Hakusho does not ship.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    etree.strip_elements(root, *(f"{_SVG}{tag}" for tag in _DROPPED))
    for element in list(_elements(root)):
        _clean(element)
    hatching.draw(root)
    _rename_ids(root, name)
    root.set("width", f"{width_mm:g}mm")
    root.set("height", f"{height_mm:g}mm")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    for key, value in _ROOT_DEFAULTS.items():
        root.set(key, value)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=False) + b"\n"


def letters(data: bytes) -> Iterator[tuple[str, bool]]:
    """Each run of text of a finished SVG, and whether it is bold."""
    for element in etree.fromstring(data).iter(f"{_SVG}text", f"{_SVG}tspan"):
        text = _content(element)
        if text.strip():
            yield text, _weight(element.get("font-weight", "")) >= BOLD_FROM


def _content(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(etree.Element)  # neither comments nor processing instructions


def _clean(element: etree._Element) -> None:
    tag = etree.QName(element).localname
    filters = tag.startswith("fe") and tag != "feImage"
    if (tag not in _ALLOWED and not filters) or etree.QName(element).namespace != NAMESPACE:
        raise UnfitSvgError("the drawing holds <{tag}>, which not every edition can show", tag)
    for href in (str(element.get(key)) for key in HREFS if element.get(key)):
        picture = tag == "image" and _EMBEDDED.fullmatch(href)
        if not picture and (tag == "image" or not href.startswith("#")):
            raise UnfitSvgError("the drawing refers to {href!r}", href[:60])
    for key in [key for key in element.attrib if str(key).lower().startswith("on")]:
        del element.attrib[key]
    for part in str(element.attrib.pop("style", "")).split(";"):
        key, colon, value = part.partition(":")
        if colon:
            element.set(key.strip(), value.strip())
    values = (str(value) for key, value in element.attrib.items() if key not in HREFS)
    outside = next((found for value in values if (found := loaded_by(value))), "")
    if outside:
        raise UnfitSvgError("the drawing refers to {outside!r}", outside[:60])
    if tag in {"text", "tspan"}:
        _set_font(element)
        _cut(element)


def _weight(value: str) -> int:
    return int(value) if value.isdecimal() else {"bold": 700}.get(value, 400)


def _set_font(element: etree._Element) -> None:
    """Replace the family that matplotlib found by the shipped one and a generic fallback."""
    given = element.get("font-family")
    if given is None:
        return
    regular, bold = fonts.sans().family, fonts.sans_bold().family
    first = given.split(",")[0].strip().strip("'\"")
    if first not in {regular, bold}:
        text = _content(element)
        raise UnfitSvgError(
            "the label {text!r} asks for the font {first!r}; all labels are in {family}, so leave "
            "the font out (bold is fontweight='bold')",
            text,
            first,
            regular,
        )
    is_bold = first == bold or _weight(element.get("font-weight", "")) >= BOLD_FROM
    families = [bold, regular] if is_bold else [regular]
    element.set("font-family", ", ".join([*(f"'{name}'" for name in families), "sans-serif"]))
    if is_bold:
        element.set("font-weight", "bold")
    elif "font-weight" in element.attrib:
        del element.attrib["font-weight"]


def _cut(element: etree._Element) -> None:
    """Cut a label where another font begins, and around the letter before a gap between scripts.

    The gap is space behind that letter (``letter-spacing``): Typst does not count ``dx`` where a
    label ends at a point, or is centred there.
    """
    if element.get("font-family") is None or not element.text or len(element):
        return
    label, element.text = element.text, None
    bold = _weight(element.get("font-weight", "")) >= BOLD_FROM
    own, before_gap = fonts.of_labels(bold=bold)[0], {at - 1 for at in borders(label)}
    size = float(element.get("font-size", "0").removesuffix("px"))
    gap = f"{GAP * size:g}"
    runs, at = list(pieces_of(label, bold=bold)), 0
    places = _places(element, label, runs, size) if _come_apart(element, runs, own) else {}
    for run, font in runs:
        end = at + len(run)
        cuts = {at, end} | {each for spot in before_gap for each in (spot, spot + 1)}
        for start, stop in pairwise(sorted(each for each in cuts if at <= each <= end)):
            words, spaced = label[start:stop], start in before_gap
            if font == own and not spaced and start not in places:
                _append(element, words)
                continue
            piece = etree.SubElement(element, f"{_SVG}tspan")
            piece.text = words
            if start in places:
                piece.set("x", f"{places[start]:.3f}")
            if spaced:
                piece.set("letter-spacing", gap)
            if font != own:
                piece.set("font-family", f"'{font.family}', '{own.family}', sans-serif")
            if bold and font in fonts.of_labels()[2:]:  # which there is in regular alone
                piece.set("font-weight", "normal")
                piece.set("stroke", element.get("fill", INK))
                piece.set("stroke-width", f"{_FATTER * size:g}")
        at = end


def _come_apart(
    element: etree._Element, runs: list[tuple[str, fonts.FontFile]], own: fonts.FontFile
) -> bool:
    """Whether accents would stand beside their letters.

    Typst shapes a label in each of its fonts and puts these together letter by letter. Where one
    of them makes a letter of two glyphs, a č of c and its accent, the two do not fit (Typst 0.15).
    """
    return element.tag == f"{_SVG}text" and any(
        font != own and unicodedata.normalize("NFD", run) != run for run, font in runs
    )


def _places(
    element: etree._Element, label: str, runs: list[tuple[str, fonts.FontFile]], size: float
) -> dict[int, float]:
    """Where each run of a label begins, by its offset; what has a place is shaped by itself.

    The label is then laid out from its beginning, whatever it was anchored at.
    """
    gaps, starts, at, width = borders(label), {}, 0, 0.0
    for run, font in runs:
        starts[at] = width
        end = at + len(run)
        width += (advance_em(run, font) + sum(at < gap <= end for gap in gaps) * GAP) * size
        at = end
    share = {"middle": 0.5, "end": 1.0}.get(str(element.attrib.pop("text-anchor", "")), 0.0)
    begin = float(element.get("x", "0")) - share * width
    return {at: begin + start for at, start in starts.items()}


def _append(element: etree._Element, words: str) -> None:
    """Text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _rename_ids(root: etree._Element, name: str) -> None:
    """Keep only the ids that are referred to, and make them this figure's own."""
    used: set[str] = set()
    for element in _elements(root):
        for key, value in element.attrib.items():
            if key in HREFS and str(value).startswith("#"):
                used.add(str(value)[1:])
            used.update(_LOCAL.findall(str(value)))
    for element in _elements(root):
        for key, raw in list(element.attrib.items()):
            value = str(raw)
            if key == "id":
                if value in used:
                    element.set("id", f"{name}-{value}")
                else:
                    del element.attrib["id"]
            elif key in HREFS and value.startswith("#"):
                element.set(key, f"#{name}-{value[1:]}")
            elif "url(#" in value:
                element.set(key, _LOCAL.sub(rf"url(#{name}-\1)", value))
