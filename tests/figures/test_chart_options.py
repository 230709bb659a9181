"""What only a figure in Python may choose of a chart: other words, forms, looks, the height of a page.

Held as the options of figures in YAML are (``test_options.py``).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from accepted_words import hold_lines
from gallery.balances import CHANGES, FLEET, FORCES, LIMITS, TREATIES
from gallery.diagrams import fifteen, four
from gallery.number_charts import DEPTHS, EVENTS, HULLS, PEOPLE, STAGES, WARHEADS
from gallery.other_charts import (
    CITIES,
    COLUMNS,
    DECISIONS,
    LANDINGS,
    MARKS,
    PANELS,
    RINGS,
    SURVEY,
    TASKS,
    UNITS,
)
from hakusho.figures import charts
from hakusho.figures.charts import Bar, Ceiling, ChartError
from hakusho.figures.theme import THEME
from validators.drawn_places import digest_of
from validators.timeline_sight import history

LARGE = replace(THEME, text=10.0, small=9.0, head=11.0, leading=1.5, rule=0.8, stroke=1.2,
                palette=("#884400", "#005577", "#333333"))  # fmt: skip
WORDS = {
    "estimate": "est.", "projection": "proj.", "unknown": "?", "range": "{} to {}", "at_least": "{}+",
    "at_most": "up to {}", "beside": " [{}]", "and": " / ", "log": "log", "fan": "fan of {}", "cut": "cut",
    "whole": "all {}", "done": "over", "planned": "ahead", "undecided": "open", "now": "today, {}",
    "coasts": "Shores. ", "none": "No borders. ", "equidistant": "Plate.", "ring": "{km} km: {label}",
}  # fmt: skip
DAYS = ("day", "days")
WAITING = [Bar("Anselm", 1, side="2020"), Bar("Brannoc", 12, side="2020"), Bar("Wick", -1, side="2020"),
           Bar("Anselm", Decimal("1.0"), side="2021"), Bar("Brannoc", 7, 5, 9, side="2021"),
           Bar("Wick", 3, text="a few", side="2021")]  # fmt: skip
MANY = [Bar(f"Ship {at}", 7 * at % 31 + 1, side=f"Port {at % 3}") for at in range(40)]
EVERY = {
    "balance": partial(charts.balance, FLEET, unit="units", ceilings=LIMITS, language="en"),
    "line": partial(charts.line, WARHEADS, events=EVENTS, ceilings=[Ceiling(3000, "上限", "発")]),
    "columns": partial(charts.columns, HULLS),
    "shares": partial(charts.shares, HULLS, language="en"),
    "slope": partial(charts.slope, PEOPLE),
    "dumbbell": partial(charts.slope, PEOPLE, form="dumbbell"),
    "dots": partial(charts.dots, SURVEY, language="en"),
    "multiples": partial(charts.multiples, PANELS),
    "bar table": partial(charts.bar_table, COLUMNS, language="en"),
    "roadmap": partial(charts.roadmap, TASKS, now="2026-11-24", language="en"),
    "map": partial(charts.range_map, CITIES, RINGS),
    "matrix": partial(charts.matrix, DECISIONS, marks=MARKS),
    "hierarchy": partial(charts.hierarchy, UNITS),
    "coordination": partial(charts.coordination, [four()], language="en"),
    "timeline": partial(charts.timeline, **history(5, "en")),
}
WORDED = {*EVERY} - {"matrix", "hierarchy", "coordination", "timeline"}
CHOSEN = {
    **{f"{name} in another look": partial(chart, theme=LARGE) for name, chart in EVERY.items()},
    **{f"{name} in other words": partial(EVERY[name], words=WORDS) for name in sorted(WORDED)},
    **{f"{name} in a language without words": partial(EVERY[name], language="fr")
       for name in ("balance", "line", "shares", "roadmap", "map", "coordination", "timeline")},
    "coordination in other words": partial(
        charts.coordination, [fifteen()], words={"existing": "old", "new": "brand new", "uncertain": "perhaps"}
    ),
    "balance, names beside": partial(charts.balance, FORCES, unit="発", names="beside"),
    "balance, names above": partial(charts.balance, FORCES, unit="発", names="above"),
    "balance, names above by what is counted": partial(charts.balance, CHANGES, names="above", group="label", signed=True),
    "balance of one and many": partial(charts.balance, WAITING, unit=DAYS, language="en"),
    "balance with a limit of one": partial(charts.balance, WAITING, unit=DAYS, language="en", ceilings=[Ceiling(1, "Limit"), Ceiling(8, "Aim", DAYS)]),
    "balance of many": partial(charts.balance, MANY, unit=""),
    "balance of many with a key": partial(charts.balance, [replace(bar, status="estimate") for bar in MANY], unit="t", language="en"),
    "balance of many on a logarithmic scale": partial(charts.balance, [replace(bar, status="projection") for bar in MANY], unit="t", language="en", scale="log"),
    "balance of a small page": partial(charts.balance, MANY, unit="", most_height_mm=170),
    "balance without a page": partial(charts.balance, MANY, unit="", most_height_mm=60),
    "balance with five limits": partial(charts.balance, FORCES, unit="発", ceilings=[*TREATIES, Ceiling(500, "もう一つの上限"), Ceiling(1490, "近くの上限")]),
    "balance with limits at both ends": partial(charts.balance, CHANGES, ceilings=[Ceiling(-20, "Floor of what is borne"), Ceiling(29, "Aim of the third plan")], language="en"),
    "balance of a scale that there is not": partial(charts.balance, FLEET, scale="square"),
    "balance on a scale without a name": partial(charts.balance, FLEET, scale="log", words={"log": ""}),
    "balance of nothing": partial(charts.balance, []),
    "balance of the infinite": partial(charts.balance, [Bar("A", float("inf"))]),
    "balance of two units": partial(charts.balance, [Bar("A", 1, unit="t")], ceilings=[Ceiling(2, "B", DAYS)]),
    "line of one and many": partial(charts.line, WAITING[:2] + WAITING[3:5], unit=DAYS, language="en"),
    "line of names with words": partial(charts.line, STAGES, words={"unknown": "—"}),
    "line over numbers, not from zero": partial(charts.line, DEPTHS, zero=False, unit="°C"),
    "line without room": partial(charts.line, STAGES, width_mm=34),
    "columns of printed numbers": partial(charts.columns, WAITING, unit=DAYS, language="en"),
    "slopes without room": partial(charts.slope, PEOPLE, width_mm=36),
    "dots without room": partial(charts.dots, SURVEY, width_mm=40),
    "multiples of a small page": partial(charts.multiples, PANELS, most_height_mm=60),
    "multiples on a telephone": partial(charts.multiples, PANELS, most_height_mm=60, width_mm=90),
    "multiples in one column": partial(charts.multiples, LANDINGS, width_mm=50),
    "bar table of nothing": partial(charts.bar_table, []),
    "roadmap of nothing": partial(charts.roadmap, []),
    "roadmap of a small page": partial(charts.roadmap, TASKS, most_height_mm=40),
    "roadmap on a telephone": partial(charts.roadmap, TASKS, most_height_mm=40, width_mm=80),
    "roadmap of a status that there is not": partial(charts.roadmap, [replace(TASKS[0], status="late")]),
    "map of nothing": partial(charts.range_map, []),
    "matrix of nothing": partial(charts.matrix, []),
    "matrix of a small page": partial(charts.matrix, DECISIONS, marks=MARKS, most_height_mm=30),
    "matrix without room": partial(charts.matrix, DECISIONS, marks=MARKS, width_mm=42),
    "hierarchy of nothing": partial(charts.hierarchy, []),
    "hierarchy of a small page": partial(charts.hierarchy, UNITS, form="indented", most_height_mm=30),
    "hierarchy on a telephone": partial(charts.hierarchy, UNITS, form="indented", most_height_mm=30, width_mm=100),
    "coordination of a small page": partial(charts.coordination, [fifteen()], most_height_mm=50),
    "coordination of two groups": partial(charts.coordination, [four(), four()], language="en"),
    "coordination of two groups on a small page": partial(charts.coordination, [four(), four()], most_height_mm=70),
    "coordination without room": partial(charts.coordination, [fifteen()], width_mm=40),
    "coordination of nothing": partial(charts.coordination, []),
    "timeline of nothing": partial(charts.timeline, []),
    "timeline of a small page": partial(charts.timeline, **history(20, "en"), most_height_mm=60),
    "timeline of a tall page": partial(charts.timeline, **history(20, "en"), most_height_mm=300),
    "timeline without room": partial(charts.timeline, **history(20, "en"), width_mm=30),
    "timeline of a week": partial(charts.timeline, [charts.Event("2020-01-01", "First"), charts.Event("2020-01-02", "Second")], language="en"),
    "timeline of two months": partial(charts.timeline, [charts.Event("2020-01", "First"), charts.Event("2020-02", "Second")]),
    "timeline of thirteen kinds": partial(
        charts.timeline, [charts.Event(f"20{at:02}", "E", str(at)) for at in range(13)], kinds=[charts.Kind(str(at), f"Kind {at}") for at in range(13)]
    ),
    "timeline of twenty kinds": partial(
        charts.timeline, [charts.Event(f"20{at:02}", "E", str(at)) for at in range(20)], kinds=[charts.Kind(str(at), f"Kind {at}") for at in range(20)]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHOSEN)
def test_a_chart_is_as_it_was_looked_at_last(name, request):
    try:
        told = digest_of(CHOSEN[name]())
    except ChartError as error:
        told = f"refused: {error}"
    hold_lines(request, [told], "drawn")


@pytest.mark.parametrize("name", EVERY)
def test_letters_are_as_large_as_the_look_says(name, look):
    sizes = {text.get_fontsize() for text in look(EVERY[name](theme=LARGE)).texts}
    assert sizes <= {LARGE.text, LARGE.small, LARGE.head}
