"""Figures as small PNG files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from hakusho.figures.theme import PAPER

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

DPI = 144
_MARGIN, _COLOURS = 12, 48


def size(figure: Figure) -> tuple[int, int]:
    """Width and height of a figure's picture, in pixels."""
    width, height = (round(float(inch) * DPI) for inch in figure.get_size_inches())
    return width + 2 * _MARGIN, height + 2 * _MARGIN


def save(figure: Figure, path: Path, made_from: str = "") -> None:
    """Save a figure on paper, with a margin, in few colours; note what it was made from."""
    FigureCanvasAgg(figure)
    buffer = io.BytesIO()
    with mpl.rc_context({"text.hinting": "none", "text.hinting_factor": 1}):
        figure.savefig(buffer, format="png", dpi=DPI, facecolor=PAPER)
    picture = ImageOps.pad(
        Image.open(buffer).convert("RGB"),
        tuple(round(float(inch) * DPI) for inch in figure.get_size_inches()),
        color=PAPER,
    )
    picture = ImageOps.expand(picture, _MARGIN, PAPER)
    picture = picture.quantize(_COLOURS, dither=Image.Dither.NONE)
    info = PngInfo()
    info.add_text("made-from", made_from)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True, pnginfo=info)


def made_from(path: Path) -> str:
    """What a saved picture notes of its source."""
    with Image.open(path) as picture:
        return picture.text.get("made-from", "")
