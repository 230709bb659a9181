"""Drawings that stand in a page as elements: real text in the page's fonts, ids of their own.

What the HTML and the EPUB edition share. A drawing whose styles or scripts would reach the page
around it is none that can stand in one; such a file stays an image.

A screen reader says the alt text and not the labels one by one (``role="img"`` hides what is
inside, and for readers that do not know it ``aria-hidden`` does), while eyes, a search in the page
and the clipboard have the labels as text. Who wants the values reads the table that follows the
figure, to which ``aria-details`` leads. The alt text is an ``aria-label``, since a ``title`` would
hang over the figure as a tooltip.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.editions import figure_fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NAMESPACE = "http://www.w3.org/2000/svg"
_SVG = f"{{{NAMESPACE}}}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LOCAL = re.compile(r"url\(#([^)\"']+)\)")
_EMBEDDED = re.compile(r"data:image/(png|jpeg|gif|webp);base64,")
_ACTIVE = frozenset(
    {"style", "script", "foreignObject", "iframe", "a", "animate", "animateTransform", "set"}
)
_COLOURED = ("fill", "stroke", "stop-color")
_NO_COLOURS = frozenset({"none", "currentcolor", "inherit", "transparent"})


def parse(data: bytes) -> etree._Element | None:
    """Read a drawing.

    Args:
        data: An SVG file.

    Returns:
        Its root; ``None`` for one whose styles or scripts would reach the page around it.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.prefix or etree.QName(root).namespace != NAMESPACE:
        return None
    return root if all(_is_plain(element) for element in _elements(root)) else None


def settle(
    root: etree._Element, prefix: str, *, alt: str, number: str = "", classes: Iterable[str] = ()
) -> None:
    """Give a drawing its own ids, its accessible name and the edition's fonts.

    Classes of its own go: without a style sheet they mean nothing, and the page's might meet them.

    Args:
        root: From ``parse``; changed.
        prefix: What makes its ids unique in the page.
        classes: For the page's style sheet, besides ``drawing``.
        alt: What it says to who cannot see it.
        number: What its caption calls it (図1), said before ``alt``.
    """
    _prefix_ids(root, prefix)
    for element in _elements(root):
        element.attrib.pop("class", "")
    root.set("class", " ".join(["drawing", *classes]))
    etree.strip_elements(root, f"{_SVG}metadata", with_tail=False)
    for old in root.findall(f"{_SVG}title") + root.findall(f"{_SVG}desc"):
        root.remove(old)
    root.set("role", "img")
    root.set("aria-label", " ".join(filter(None, [number, alt])))
    for child in root.iterchildren(f"{_SVG}g", f"{_SVG}text"):
        child.set("aria-hidden", "true")
    figure_fonts.mark_letters(root)
    etree.cleanup_namespaces(root)


def is_themed(root: etree._Element, colours: Mapping[str, str]) -> bool:
    """Whether a drawing uses no other colours than the theme's, so that they can be exchanged.

    Args:
        root: From ``parse``.
        colours: The theme: ``#rrggbb`` by name.
    """
    known = {colour.lower() for colour in colours.values()} | _NO_COLOURS
    return bool(colours) and _used_colours(root) <= known


def coloured(
    root: etree._Element, colours: Mapping[str, str]
) -> Iterator[tuple[etree._Element, str, str]]:
    """Walk through what has a colour of the theme.

    The colours are exchanged where they stand, one by one: a page's selectors do not reach into
    what ``use`` shows.

    Args:
        root: From ``parse``.
        colours: The theme: ``#rrggbb`` by name.

    Yields:
        Each element, attribute and name of its colour.
    """
    names = {colour.lower(): name for name, colour in colours.items()}
    for element in _elements(root):
        for key in _COLOURED:
            colour = str(element.get(key, "")).lower()
            if colour in names:
                yield element, key, names[colour]


def written(root: etree._Element) -> str:
    """The drawing as markup that can stand in HTML."""
    return etree.tostring(root, encoding="unicode", with_tail=False).strip()


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


def _used_colours(root: etree._Element) -> set[str]:
    used = set()
    for element in _elements(root):
        used |= {str(element.get(key)).lower() for key in _COLOURED if element.get(key)}
        if element.get("style"):
            used.add("style")
    return {colour for colour in used if not colour.startswith("url(#")}


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
