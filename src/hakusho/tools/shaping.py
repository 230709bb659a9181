"""The one door to HarfBuzz's shaper: the glyphs that a font sets a line in, and their outlines.

Typst sets the letters of an SVG with a translation of the same shaper, so that what is read here
is where its glyphs stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import uharfbuzz as hb

if TYPE_CHECKING:
    from hakusho.tools.fonts import FontFile


class NoGlyphError(ValueError):
    """A font has no glyph for a letter; ``args[0]`` is the letter."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a line; measures are in the font's units, with y growing upwards.

    Attributes:
        at: Which character of the text it begins with.
        advance: How far the next one stands from it.
        x: Where it is drawn, from its own place.
        y: The same, upwards.
        outline: Lines and curves as path data of SVG, relative to where it is drawn.
    """

    at: int
    advance: int
    x: int
    y: int
    outline: str


def units(font: FontFile) -> int:
    """How many of its units an em of a font has."""
    return int(_font(font).face.upem)


def shape(font: FontFile, text: str, part: range, *, spaced: bool = False) -> tuple[Glyph, ...]:
    """Set a line of text from left to right, and take the glyphs of a part of it.

    Args:
        font: The font for all of it; what a part is set in depends on its neighbours.
        text: The line.
        part: Which characters are wanted.
        spaced: Whether its letters are spaced out, which leaves no ligatures (CSS Text 3, 8.2).

    Raises:
        NoGlyphError: If the font lacks a letter of the part.
    """
    used, buffer = _font(font), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(used, buffer, {"liga": False, "clig": False} if spaced else {})
    glyphs = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.cluster not in part:
            continue
        if info.codepoint == 0:
            raise NoGlyphError(text[info.cluster])
        outline = _outline(font, info.codepoint)
        glyphs.append(
            Glyph(info.cluster, position.x_advance, position.x_offset, position.y_offset, outline)
        )
    return tuple(glyphs)


@cache
def _font(font: FontFile) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob(font.path.read_bytes())))


@cache
def _outline(font: FontFile, glyph: int) -> str:
    pen = _Pen()
    _font(font).draw_glyph_with_pen(glyph, pen)
    return "".join(pen.said)


class _Pen:
    """Writes path data in steps from point to point: whole units, so that no rounding adds up.

    HarfBuzz calls it as fontTools calls its pens.
    """

    def __init__(self) -> None:
        self.said: list[str] = []
        self._at = self._begun = (0, 0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._say("m", point)
        self._begun = self._at

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._say("l", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._say("q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._say("c", *points)

    def closePath(self) -> None:  # noqa: N802
        self.said.append("z")
        self._at = self._begun

    def _say(self, command: str, *points: tuple[float, float]) -> None:
        x, y = self._at
        whole = [(round(across), round(up)) for across, up in points]
        self.said.append(command + " ".join(f"{across - x} {up - y}" for across, up in whole))
        self._at = whole[-1]
