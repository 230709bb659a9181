"""China's nuclear warheads, estimated and projected, against the New START ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from hakusho.figures import FigureTable, charts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hakusho.data import Row
    from hakusho.figures import FigureContext

DATA = ("forces[china-warheads-*, newstart-ceiling]",)

CEILING = "newstart-ceiling"
HEADINGS = {
    "ja": ("項目", "年", "数(発)", "区分"),
    "en": ("Item", "Year", "Number", "Status"),
}


def alt(context: FigureContext) -> str:
    """Give the three numbers with their status, and the ceiling."""
    rows = _rows(context)
    ceiling = rows[CEILING]
    bars = [row for row in rows.values() if row["id"] != CEILING]
    if context.language == "ja":
        status = charts.STATUS_WORDS["ja"]
        numbers = "、".join(
            f"{row['year']}年{_count(row)}{row['unit']}({status[row['status']]})" for row in bars
        )
        return (
            f"中国の{bars[0]['item_ja']}数の横棒グラフ。{numbers}。"
            f"比較のため、{ceiling['item_ja']}{_count(ceiling)}{ceiling['unit']}を破線で示す。"
        )
    status = charts.STATUS_WORDS["en"]
    numbers = ", ".join(f"{_count(row)} in {row['year']} ({status[row['status']]})" for row in bars)
    return (
        f"Bar chart of China's nuclear warheads: {numbers}. A dashed line marks the "
        f"{ceiling['item_en']}, {_count(ceiling)}."
    )


def table(context: FigureContext) -> FigureTable:
    """Give the numbers of each year and the ceiling."""
    language = context.language
    known = {**charts.STATUS_WORDS[language], "ceiling": "上限" if language == "ja" else "ceiling"}
    whose = "中国の" if language == "ja" else "China: "
    return FigureTable(
        HEADINGS[language],
        tuple(
            (
                row[f"item_{language}"] if name == CEILING else whose + row[f"item_{language}"],
                row["year"],
                _count(row),
                known[row["status"]],
            )
            for name, row in _rows(context).items()
        ),
    )


def draw(context: FigureContext) -> Figure:
    """Draw a bar for each year and the ceiling as a line."""
    rows = _rows(context)
    japanese = context.language == "ja"
    bars = [
        charts.Bar(
            f"{row['year']}年" if japanese else row["year"],
            float(row["value"]),
            status=cast('Literal["fact", "estimate", "projection"]', row["status"]),
        )
        for row in rows.values()
        if row["id"] != CEILING
    ]
    ceiling = rows[CEILING]
    return charts.balance(
        bars,
        unit=ceiling["unit"] if japanese else "",
        ceilings=[
            charts.Ceiling(float(ceiling["value"]), ceiling[f"item_{context.language}"]),
        ],
        language=context.language,
        width_mm=context.width_mm,
        theme=context.theme,
    )


def _rows(context: FigureContext) -> dict[str, Row]:
    forces = context.data["forces"]
    forces.require("id", "year", "value", "status", "unit", "item_ja", "item_en")
    return {row["id"]: row for row in forces.rows}


def _count(row: Row) -> str:
    return f"{float(row['value']):,.0f}"
