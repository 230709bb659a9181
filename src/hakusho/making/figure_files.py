"""The files that figures become beside the editions: each drawing, and its data to download."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hakusho.figures import RenderedFigure

_ROOT = b"<svg "


def lay_out_figures(
    figures: Mapping[str, RenderedFigure], folder: Path, build: Path
) -> dict[Path, Path]:
    """Write the files of figures, by name, into a working folder, which is made if it is missing.

    Returns:
        For each final path in ``build`` the finished file: ``figures/NAME.svg``, and
        ``figures/NAME.csv`` for a figure that has a table.
    """
    folder.mkdir(parents=True, exist_ok=True)
    finished: dict[Path, Path] = {}
    for figure in figures.values():
        name = figure.name
        files = {f"{name}.svg": named(figure.svg.read_bytes(), figure.alt)}
        if figure.csv:
            files[f"{name}.csv"] = figure.csv
        for file, content in files.items():
            (folder / file).write_bytes(content)
            finished[build / "figures" / file] = folder / file
    return finished


def named(drawing: bytes, alt: str) -> bytes:
    """Give a drawing its alt text, so that a screen reader speaks it where it stands alone.

    In the editions it is an image with an alt text of its own, so that this one is not heard
    twice; and it is an attribute, because a ``title`` would hang over the figure as a tooltip.
    """
    if not alt or not drawing.startswith(_ROOT):
        return drawing
    label = f'role="img" aria-label="{escape(alt)}" '
    return _ROOT + label.encode() + drawing.removeprefix(_ROOT)
