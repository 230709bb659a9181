"""Images inside an HTML page: drawings as inline SVG with real text, all else as data URIs."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_NAMESPACE = "http://www.w3.org/2000/svg"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LOCAL = re.compile(r"url\(#([^)\"']+)\)")
_EMBEDDED = re.compile(r"data:image/(png|jpeg|gif|webp);base64,")
_ACTIVE = frozenset(
    {"style", "script", "foreignObject", "iframe", "a", "animate", "animateTransform", "set"}
)
_NO_THEME: Mapping[str, str] = MappingProxyType({})
_COLOURED = ("fill", "stroke", "stop-color")
_NO_COLOURS = frozenset({"none", "currentcolor", "inherit", "transparent"})
_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
_PIXELS_PER_MM = 96 / 25.4
_FULL_FROM_MM = 110
"""A drawing at least so wide fills the column, as it fills the text's width on paper."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image of the document, as the Lua writer names it.

    Attributes:
        ordinal: 1-based place in the document; makes ids unique.
        path: The file.
        alt: What the image says, never empty.
        number: What its caption calls it (図1); empty for an image in running text.
        in_figure: Whether it stands in a figure, on a line of its own.
        width_mm: Natural width; 0 if the file itself says.
    """

    ordinal: int
    path: Path
    alt: str
    number: str = ""
    in_figure: bool = False
    width_mm: float = 0.0

    @classmethod
    def of(cls, ordinal: int, raw: Mapping[str, Any], folder: Path) -> PageImage:
        """From one entry of ``images`` in what ``html.lua`` writes."""
        return cls(
            ordinal,
            folder / raw["src"],
            raw["alt"],
            raw["number"],
            bool(raw["in_figure"]),
            float(raw["width_mm"]),
        )


def embed(image: PageImage, colours: Mapping[str, str] = _NO_THEME) -> str:
    """Write an image as HTML.

    Args:
        image: Which image.
        colours: The figures' theme: ``#rrggbb`` by name. A drawing that uses no other colour is
            written with the page's custom properties ``--figure-NAME`` in their place, and gets
            the class ``themed``; any other stands on a white plate.

    Returns:
        An ``svg`` or ``img`` element; in a figure within a frame that can be scrolled.

    Raises:
        OSError: If the file cannot be read.
        ValueError: If it is of a kind that pages cannot show.
    """
    data = image.path.read_bytes()
    kind = _TYPES.get(image.path.suffix.lower())
    if kind is None:
        raise ValueError(f"{image.path.name} is no image that a page can show")
    drawing = _drawing(data) if kind == "image/svg+xml" else None
    element = _picture(image, data, kind) if drawing is None else _inline(image, drawing, colours)
    if not image.in_figure:
        return element
    name = escape(image.number or image.alt)
    frame = f'class="figure-frame" role="group" tabindex="0" aria-label="{name}"'
    return f"<div {frame}>{element}</div>"


def _picture(image: PageImage, data: bytes, kind: str) -> str:
    width = f' width="{round(image.width_mm * _PIXELS_PER_MM)}"' if image.width_mm else ""
    source = f"data:{kind};base64,{b64encode(data).decode()}"
    return f'<img class="plate" src="{source}" alt="{escape(image.alt)}"{width}>'


def _drawing(data: bytes) -> etree._Element | None:
    """Parse an SVG; None for one whose styles or scripts would reach the page around it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.prefix or etree.QName(root).namespace != _NAMESPACE:
        return None
    return root if all(_is_plain(element) for element in _elements(root)) else None


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter("*")


def _is_plain(element: etree._Element) -> bool:
    if etree.QName(element).localname in _ACTIVE:
        return False
    for key, raw in element.attrib.items():
        value = str(raw)
        if key in _HREFS and not (value.startswith("#") or _EMBEDDED.match(value)):
            return False
        if str(key).lower().startswith("on") or "url(" in _LOCAL.sub("", value):
            return False
    return True


def _inline(image: PageImage, root: etree._Element, colours: Mapping[str, str]) -> str:
    prefix = f"image-{image.ordinal}-"
    _prefix_ids(root, prefix)
    etree.strip_elements(root, f"{{{_NAMESPACE}}}metadata", with_tail=False)
    for old in root.findall(f"{{{_NAMESPACE}}}title") + root.findall(f"{{{_NAMESPACE}}}desc"):
        root.remove(old)
    names: list[str] = []
    for tag, text in (("desc", image.alt), ("title", image.number)):
        if text:
            element = etree.Element(f"{{{_NAMESPACE}}}{tag}", id=prefix + tag)
            element.text = text
            root.insert(0, element)
            names.insert(0, prefix + tag)
    root.set("role", "img")
    root.set("aria-labelledby", " ".join(names))
    properties = {colour.lower(): f"var(--figure-{name})" for name, colour in colours.items()}
    themed = bool(colours) and _used_colours(root) <= properties.keys() | _NO_COLOURS
    if themed:
        _exchange(root, properties)
    classes = ["drawing", "themed" if themed else "plate"]
    if image.width_mm >= _FULL_FROM_MM:
        classes.append("full")
    root.set("class", " ".join(classes))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False).strip()


def _used_colours(root: etree._Element) -> set[str]:
    used = set()
    for element in _elements(root):
        used |= {str(element.get(key)).lower() for key in _COLOURED if element.get(key)}
        if element.get("style"):
            used.add("style")
    return {colour for colour in used if not colour.startswith("url(#")}


def _exchange(root: etree._Element, properties: Mapping[str, str]) -> None:
    """Name colours in the attributes: a page's selectors do not reach into what ``use`` shows."""
    for element in _elements(root):
        for key in _COLOURED:
            colour = str(element.get(key, "")).lower()
            if colour in properties:
                element.set(key, properties[colour])


def _prefix_ids(root: etree._Element, prefix: str) -> None:
    for element in _elements(root):
        for key, raw in list(element.attrib.items()):
            value = str(raw)
            if key == "id":
                element.set("id", prefix + value)
            elif key in _HREFS and value.startswith("#"):
                element.set(key, f"#{prefix}{value[1:]}")
            elif "url(#" in value:
                element.set(key, _LOCAL.sub(rf"url(#{prefix}\1)", value))
