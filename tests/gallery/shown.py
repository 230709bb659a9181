"""All that the gallery shows: name to a function of the width; and what cannot be shown where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery import balances, diagrams, number_charts, other_charts, timelines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.figure import Figure

WIDTHS = {"page": 150, "brief": 110, "phone": 80}
"""In mm: the text of an A4 page, of a brief, of a telephone."""

ITEMS: Mapping[str, Callable[..., Figure]] = {
    **timelines.ITEMS,
    **diagrams.ITEMS,
    **balances.ITEMS,
    **number_charts.ITEMS,
    **other_charts.ITEMS,
}
"""Each is called with ``width_mm``."""

TOO_MUCH = {("timeline-80-ja", "brief"), ("timeline-80-en", "brief")}
"""What no page of that width has room for: an error that says so."""

SHOWN = {
    "line": "line-fan-ja",
    "columns": "columns-stacked-ja",
    "shares": "shares-ja",
    "slope": "slope-ja",
    "dots": "dots-en",
    "multiples": "multiples-ja",
    "bar-table": "table-en",
    "roadmap": "roadmap-ja",
    "matrix": "matrix-ja",
    "hierarchy": "hierarchy-ja",
    "map": "map-rings-ja",
}
"""By kind, what docs/figures.md shows of those that have no section with code and data."""
SHOWN_MM = 110
