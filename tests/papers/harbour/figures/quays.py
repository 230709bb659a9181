"""Ship arrivals by harbour: two bars for each, drawn with plain matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure

if TYPE_CHECKING:
    from hakusho.figures import FigureContext

DATA = ("quays",)
YEARS = ("2019", "2023")


def draw(context: FigureContext) -> Figure:
    """Two bars for each harbour, the years named at the first."""
    quays = context.data["quays"]
    quays.require("harbour", *(f"y{year}" for year in YEARS))
    figure = Figure(figsize=(context.width_mm / 25.4, 62 / 25.4), layout="constrained")
    axes = figure.add_subplot()
    for offset, year, colour in zip((-0.2, 0.2), YEARS, context.theme.palette, strict=False):
        places = [index + offset for index in range(len(quays.rows))]
        heights = [int(row[f"y{year}"]) for row in quays.rows]
        bars = axes.bar(places, heights, width=0.38, color=colour)
        labels = [f"{height:,}" for height in heights]
        labels[0] = f"{year}\n{labels[0]}"
        axes.bar_label(bars, labels, fontsize=context.theme.text, padding=2)
    axes.set_xticks(range(len(quays.rows)), [row["harbour"] for row in quays.rows])
    axes.tick_params(bottom=False)
    axes.yaxis.set_visible(False)  # every bar has its number
    axes.spines["left"].set_visible(False)
    return figure


def alt(context: FigureContext) -> str:
    """Name the largest harbour and its share."""
    rows = context.data["quays"].rows
    counts = {row["harbour"]: int(row["y2023"]) for row in rows}
    largest = max(counts, key=lambda name: counts[name])
    share = round(100 * counts[largest] / sum(counts.values()))
    return (
        f"Bar chart of ship arrivals at {len(rows)} harbours in 2019 and 2023. All grew; "
        f"{largest} received {share} per cent of the arrivals of 2023."
    )
