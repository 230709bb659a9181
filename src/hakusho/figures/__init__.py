"""Figures: one Python module each, drawn once as SVG for every edition and kept by content.

Importing this package loads neither matplotlib nor numpy: a build whose figures are unchanged
never pays for them.
"""

from hakusho.data.printed_dates import date_in
from hakusho.figures.figure import (
    FigureContext,
    FigureTable,
    RenderedFigure,
    UndeclaredDatasetError,
)
from hakusho.figures.registry import available, is_figure
from hakusho.figures.rendering import render

__all__ = [
    "FigureContext",
    "FigureTable",
    "RenderedFigure",
    "UndeclaredDatasetError",
    "available",
    "date_in",
    "is_figure",
    "render",
]
