"""China's nuclear warheads, estimated and projected, against the New START ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures import FigureTable, charts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hakusho.figures import FigureContext

DATA = ("forces[china-warheads-*, newstart-ceiling]",)

CEILING = "newstart-ceiling"
HEADINGS = {
    "ja": ("項目", "年", "数(発)", "区分"),
    "en": ("Item", "Year", "Number", "Status"),
}


def alt(context: FigureContext) -> str:
    """Give the three numbers with their status, and the ceiling."""
    numbers = charts.balance_text(*_shown(context), language=context.language)
    if context.language == "ja":
        return f"中国の核弾頭数の横棒グラフ。{numbers}上限は破線で示す。"
    return f"Bar chart of China's nuclear warheads. {numbers} A dashed line marks the ceiling."


def table(context: FigureContext) -> FigureTable:
    """Give the numbers of each year and the ceiling."""
    language = context.language
    known = {**charts.STATUS_WORDS[language], "ceiling": "上限" if language == "ja" else "ceiling"}
    whose = "中国の" if language == "ja" else "China: "
    return FigureTable(
        HEADINGS[language],
        tuple(
            (
                ("" if row["id"] == CEILING else whose) + row[f"item_{language}"],
                row["year"],
                f"{float(row['value']):,.0f}",
                known[row["status"]],
            )
            for row in context.data["forces"].rows
        ),
    )


def draw(context: FigureContext) -> Figure:
    """Draw a bar for each year and the ceiling as a line."""
    bars, ceilings = _shown(context)
    return charts.balance(
        bars,
        ceilings=ceilings,
        language=context.language,
        width_mm=context.width_mm,
        theme=context.theme,
    )


def _shown(context: FigureContext) -> tuple[list[charts.Bar], list[charts.Ceiling]]:
    forces, language = context.data["forces"], context.language
    bars = charts.bars_of(forces, language, label="year")
    return bars, charts.ceilings_of(forces, language)
