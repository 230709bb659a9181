"""Page layouts of briefs: ``templates/briefs/NAME.yaml``, the paper's own before the shipped ones.

A layout is measures and switches only; what it looks like is in ``templates/typst/brief.typ`` and
``templates/html/brief.css``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from hakusho.findings import Finding, did_you_mean, say
from hakusho.paper.reading import decode
from hakusho.paper.templates import folder_files
from hakusho.paper.yaml_source import Strict, read_schema

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.paper.briefs import BriefSource

FOLDER = "briefs"
"""Folder of ``templates/`` that holds layouts."""
PAGE_SIZES_MM = {"a4": (210, 297), "b5": (182, 257), "a5": (148, 210), "us-letter": (215.9, 279.4)}
"""Width and height; B5 is JIS B5 (JIS P 0138)."""


class Margins(Strict):
    """Margins of a page, in mm."""

    top: float = Field(gt=0, lt=100)
    bottom: float = Field(gt=0, lt=100)
    side: float = Field(gt=0, lt=80)


class Layout(Strict):
    """Measures of a brief's page.

    Attributes:
        body_size: Of the text, in points.
        line_pitch: Baseline to baseline, in body sizes.
        note_size: Of notes, in points.
        small_size: Of captions and tables, in points.
        heading_sizes: Of headings by level, in points.
        figure_width: How wide figures are drawn that state no width, in mm; none means as the text.
        floats: Whether figures may move to the head or foot of a page.
        indent: Whether paragraphs are indented.
        title: ``plain`` stands at the head of the text, ``banner`` on a ground of its own.
        colophon: ``line`` is one line at the end, ``block`` a table as in the report.
        bibliography: Whether the works cited are listed at the end, too.
    """

    margins: Margins
    body_size: float = Field(gt=5, lt=20)
    line_pitch: float = Field(gt=1, lt=3)
    note_size: float = Field(gt=4, lt=20)
    small_size: float = Field(gt=4, lt=20)
    heading_sizes: tuple[float, ...] = Field(min_length=1)
    figure_width: float | None = Field(default=None, gt=30, lt=250)
    floats: bool = False
    indent: bool = True
    title: Literal["plain", "banner"] = "plain"
    colophon: Literal["line", "block"] = "line"
    bibliography: bool = False

    def text_width(self, page_size: str) -> float:
        """Width of the text on a page, in mm."""
        return PAGE_SIZES_MM[page_size][0] - 2 * self.margins.side

    def usual_figure_width(self, page_size: str) -> float:
        """Width of a figure that states none, in mm; no wider than the text."""
        return min(self.figure_width or math.inf, self.text_width(page_size))


def load_layout(root: Path, brief: BriefSource) -> tuple[Layout | None, tuple[Finding, ...]]:
    """Load the layout that a brief names.

    Returns:
        The layout, or ``None`` and BRF010: there is none of that name, or it breaks the schema.
    """
    files = folder_files(root, FOLDER)
    name = brief.settings.layout
    file = files.get(f"{name}.yaml")
    where = brief.where("layout")
    if file is None:
        known = sorted(each.removesuffix(".yaml") for each in files if each.endswith(".yaml"))
        hint = did_you_mean(name, known, say("Layouts here: {known}.", ", ".join(known)))
        return None, (Finding.of("BRF010", where, "there is no layout '{name}'", hint, name),)
    path = f"templates/{FOLDER}/{name}.yaml"
    text, unprintable = decode(path, file.read_bytes())
    if text is None:
        return None, unprintable
    layout, _, findings = read_schema(Layout, "BRF010", path, text)
    return layout, (*unprintable, *findings)
