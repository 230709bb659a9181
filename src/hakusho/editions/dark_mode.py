"""The colours of figures on a dark page: the theme's own, made lighter until they can be read.

Figures are drawn once, for white paper. In an HTML page their colours, which are all named in
``hakusho.figures.theme``, become custom properties with a light and a dark value.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from typing import TYPE_CHECKING

from hakusho.figures.theme import contrast

if TYPE_CHECKING:
    from collections.abc import Mapping

DARK_PAPER = "#16191d"
"""The dark page, as in ``templates/html/report.css``."""
LEAST_CONTRAST = 4.5
"""What a data colour must reach against the page: WCAG 2.2, 1.4.3."""
_GREY_BELOW = 0.2
_STEP = 0.02
_SOFT = 0.55
_PAPER = "#ffffff"


def for_dark(colour: str) -> str:
    """A colour's counterpart on a dark page, both as ``#rrggbb``.

    Greys are turned around, so that ink becomes light and paper dark. Other colours keep their
    hue and are made lighter until they stand out from the page as they do from paper, and reach
    ``LEAST_CONTRAST``: what is dark on paper becomes light on a dark page, so that colours which
    differ in lightness still do. Much lighter, a full colour would glare; it becomes softer.
    """
    hue, lightness, saturation = rgb_to_hls(*_rgb(colour))
    if saturation < _GREY_BELOW or lightness in {0.0, 1.0}:
        return _hex(*hls_to_rgb(hue, 0.1 + (1 - lightness) * 0.85, saturation))
    changed, wanted = colour, max(LEAST_CONTRAST, contrast(colour, _PAPER))
    while contrast(changed, DARK_PAPER) < wanted and lightness < 1:
        lightness = min(1.0, lightness + _STEP)
        changed = _hex(*hls_to_rgb(hue, lightness, min(saturation, _SOFT)))
    return changed


def style(named: Mapping[str, str], *, paper: str) -> str:
    """The CSS custom properties that a figure's colours, ``#rrggbb`` by name, become in a page.

    The name ``paper`` is the ground and becomes the page's own. What has no colour of its own is
    drawn in ``ink``, as SVG would draw it in black.
    """
    lines = [":root {"]
    for name, colour in named.items():
        value = "var(--paper)" if name == paper else f"light-dark({colour}, {for_dark(colour)})"
        lines.append(f"  --figure-{name}: {value};")
    return "\n".join([*lines, "}", ".themed { fill: var(--figure-ink); }", ""])


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))
