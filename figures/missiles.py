"""Who has ground-launched intermediate-range missiles in the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures import FigureTable, charts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hakusho.figures import FigureContext

DATA = ("forces[china-irbm-2023, china-mrbm-2023, usa-glim-japan, japan-glim]",)

SIDES = {
    "ja": {"china": "中国", "usa": "米国", "japan": "日本"},
    "en": {"china": "China", "usa": "United States", "japan": "Japan"},
}

HEADINGS = {
    "ja": ("国", "ミサイル", "年", "数(発)", "区分"),
    "en": ("Side", "Missile", "Year", "Number", "Status"),
}


def alt(context: FigureContext) -> str:
    """Give each side's numbers."""
    numbers = charts.balance_text(_bars(context), language=context.language)
    if context.language == "ja":
        return f"地域における地上発射型中距離ミサイルの数の横棒グラフ。{numbers}"
    return f"Bar chart of ground-launched intermediate-range missiles in the region. {numbers}"


def table(context: FigureContext) -> FigureTable:
    """Give side, kind, year, number and how it is known."""
    sides, status = SIDES[context.language], charts.STATUS_WORDS[context.language]
    return FigureTable(
        HEADINGS[context.language],
        tuple(
            (
                sides[row["side"]],
                row[f"item_{context.language}"],
                row["year"],
                f"{float(row['value']):,.0f}",
                status[row["status"]],
            )
            for row in context.data["forces"].rows
        ),
    )


def draw(context: FigureContext) -> Figure:
    """Draw a bar for each kind of missile under its side, zero as 0."""
    return charts.balance(
        _bars(context),
        language=context.language,
        width_mm=context.width_mm,
        theme=context.theme,
    )


def _bars(context: FigureContext) -> list[charts.Bar]:
    language = context.language
    return charts.bars_of(context.data["forces"], language, side="side", sides=SIDES[language])
