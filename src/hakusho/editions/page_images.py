"""Images inside an HTML page: drawings as inline SVG with real text, all else as data URIs."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hakusho.editions import inline_svg
from hakusho.editions.figure_fonts import Letters, letters_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml import etree

_NO_THEME: Mapping[str, str] = MappingProxyType({})
_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
_WIDTH = re.compile(r"\d+(\.\d+)?(%|mm|cm)")
_PIXELS_PER_MM = 96 / 25.4
FULL_FROM_MM = 110
"""A drawing at least so wide fills the column, as it fills the text's width on paper."""
SCROLLED_FROM_MM = 90
"""A drawing at least so wide would be too small to read on a telephone, and scrolls there."""


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
        narrow: The same figure drawn once more, for a telephone.
        details: Id of the element with its description and its data.
        stated: Width that the author states: 50%, 80mm, 8cm; else empty.
    """

    ordinal: int
    path: Path
    alt: str
    number: str = ""
    in_figure: bool = False
    width_mm: float = 0.0
    narrow: Path | None = None
    details: str = ""
    stated: str = ""

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
            folder / raw["narrow"] if raw.get("narrow") else None,
            raw.get("details", ""),
            raw.get("stated", ""),
        )


@dataclass(frozen=True, slots=True)
class Embedded:
    """An image as it stands in the page.

    Attributes:
        html: An ``svg`` or ``img`` element; in a figure within a frame.
        letters: What it sets in the figures' fonts.
    """

    html: str
    letters: Letters


def embed(image: PageImage, colours: Mapping[str, str] = _NO_THEME) -> Embedded:
    """Write an image as HTML.

    A drawing that was made for a telephone as well stands in the page twice; the style sheet shows
    one. One that was not, and is wide, can be scrolled there, with the keyboard too.

    Args:
        image: Which image.
        colours: The figures' theme: ``#rrggbb`` by name. A drawing that uses no other colour is
            written with the page's custom properties ``--figure-NAME`` in their place, and gets
            the class ``themed``; any other stands on a white plate.

    Returns:
        The elements and the letters that they use.

    Raises:
        OSError: If the file cannot be read.
        ValueError: If it is of a kind that pages cannot show.
    """
    data = image.path.read_bytes()
    kind = _TYPES.get(image.path.suffix.lower())
    if kind is None:
        raise ValueError(f"{image.path.name} is no image that a page can show")
    drawing = inline_svg.parse(data) if kind == "image/svg+xml" else None
    if drawing is None:
        picture = _picture(image, data, kind)
        return Embedded(_framed(picture) if image.in_figure else picture, Letters())
    narrow = _narrow(image) if image.in_figure else None
    prefix = f"image-{image.ordinal}-"
    if narrow is not None:
        wide, letters = _inline(image, drawing, colours, prefix, "for-desk")
        again, more = _inline(image, narrow, colours, prefix + "narrow-", "for-phone")
        return Embedded(_framed(wide + again), letters | more)
    element, letters = _inline(image, drawing, colours, prefix)
    if not image.in_figure:
        return Embedded(element, letters)
    small = 0 < image.width_mm < SCROLLED_FROM_MM or image.stated
    return Embedded(_framed(element, "" if small else image.number or image.alt), letters)


def _framed(elements: str, scrolled: str = "") -> str:
    """Put a figure's image into a frame; one that may scroll takes the keyboard and a name."""
    if not scrolled:
        return f'<div class="figure-frame">{elements}</div>'
    frame = (
        f'class="figure-frame scrolled" role="group" tabindex="0" aria-label="{escape(scrolled)}"'
    )
    return f"<div {frame}>{elements}</div>"


def _narrow(image: PageImage) -> etree._Element | None:
    return inline_svg.parse(image.narrow.read_bytes()) if image.narrow else None


def _picture(image: PageImage, data: bytes, kind: str) -> str:
    attributes = {
        "class": "plate",
        "src": f"data:{kind};base64,{b64encode(data).decode()}",
        "alt": image.alt,
    }
    if image.width_mm:
        attributes["width"] = str(round(image.width_mm * _PIXELS_PER_MM))
    elif _WIDTH.fullmatch(image.stated):
        attributes["style"] = f"width: {image.stated}"
    if image.details:
        attributes["aria-details"] = image.details
    written = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
    return f"<img {written}>"


def _inline(
    image: PageImage,
    root: etree._Element,
    colours: Mapping[str, str],
    prefix: str,
    screen: str = "",
) -> tuple[str, Letters]:
    themed = inline_svg.is_themed(root, colours)
    if themed:
        for element, key, name in list(inline_svg.coloured(root, colours)):
            element.set(key, f"var(--figure-{name})")
    classes = ["themed" if themed else "plate"]
    if screen:
        classes.append(screen)
    if image.width_mm >= FULL_FROM_MM and screen != "for-phone":
        classes.append("full")
    inline_svg.settle(root, prefix, alt=image.alt, number=image.number, classes=classes)
    if _WIDTH.fullmatch(image.stated) and not image.width_mm:
        root.set("style", f"width: {image.stated}; height: auto")
    if image.details:
        root.set("aria-details", image.details)
    return inline_svg.written(root), letters_of(root)
