"""Who has ground-launched intermediate-range missiles in the region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from hakusho.figures import FigureTable, charts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hakusho.data import Row
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
    sides = SIDES[context.language]
    rows = [(sides[row["side"]], row) for row in _rows(context)]
    if context.language == "ja":
        numbers = "、".join(
            f"{side}の{row['item_ja']}{_count(row)}{row['unit']}" for side, row in rows
        )
        return f"地域における地上発射型中距離ミサイルの数の横棒グラフ。{numbers}。中国の数は推計。"
    numbers = "; ".join(f"{side}, {row['item_en']}: {_count(row)}" for side, row in rows)
    return (
        "Bar chart of ground-launched intermediate-range missiles in the region. "
        f"{numbers}. China's numbers are estimates."
    )


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
                _count(row),
                status[row["status"]],
            )
            for row in _rows(context)
        ),
    )


def draw(context: FigureContext) -> Figure:
    """Draw a bar for each kind of missile under its side, zero as 0."""
    language = context.language
    bars = [
        charts.Bar(
            row[f"item_{language}"],
            float(row["value"]),
            status=cast('Literal["fact", "estimate", "projection"]', row["status"]),
            side=SIDES[language][row["side"]],
        )
        for row in _rows(context)
    ]
    return charts.balance(
        bars,
        unit=_rows(context)[0]["unit"] if language == "ja" else "",
        language=language,
        width_mm=context.width_mm,
        theme=context.theme,
    )


def _rows(context: FigureContext) -> list[Row]:
    forces = context.data["forces"]
    forces.require("id", "side", "year", "value", "status", "unit", "item_ja", "item_en")
    return list(forces.rows)


def _count(row: Row) -> str:
    return f"{float(row['value']):,.0f}"
