"""Days until a cable ship can sail, by partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures.charts import Bar, Ceiling, balance

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hakusho.figures import FigureContext

DATA = ("partners",)
ALT = (
    "Bar chart of the days until a cable ship can sail. Skerrow needs six days each for its crew "
    "and its permit, Outer Marrow two and three, Vell three and one."
)
WAITS = {"crew": "Crew on board", "permit": "Permit signed", "spare": "Spare cable loaded"}


def draw(context: FigureContext) -> Figure:
    """One bar for each cause of waiting, under each partner's name."""
    content = context.data["partners"].content
    bars = [
        Bar(label, value=partner[key], side=partner["name"])
        for partner in content["partners"]
        for key, label in WAITS.items()
    ]
    return balance(
        bars,
        unit=(content["unit"]["one"], content["unit"]["many"]),
        ceilings=[Ceiling(4, "Agreed: 4 days")],
        language=context.language,
        width_mm=context.width_mm,
        theme=context.theme,
    )
