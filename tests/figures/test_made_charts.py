"""Charts of data that nobody chose, as they were looked at last: crowded, sparse, wide and narrow.

An example shows that a layout does what it should in one place; what it weighs against what (gaps,
lanes, sides, lines) shows in many. Each is made from a number, so that it is the same everywhere, and
held by a digest of where everything stands.
"""

from __future__ import annotations

from random import Random

import pytest

from accepted_words import hold_lines
from hakusho.figures import charts
from hakusho.figures.charts import Bar, Ceiling, ChartError
from validators.drawn_places import digest_of

WIDTHS = (150, 104, 80)
NAMES = {
    "en": ("Port Anselm", "St Brannoc and the Outer Isles", "Wick", "Easthithe Harbour Board", "Nether Wick",
           "Joint committee for the repair of cables", "Pilots", "Old Quay", "Ministry of Works", "Lighthouse Service"),
    "ja": ("港湾局", "海上保安本部", "統合作戦司令部", "水路部", "島嶼部における離島航路の維持に関する協議会", "省",
           "第1管区海上保安本部「北浜」", "船員課", "ケーブル敷設船隊", "会計検査院"),
}  # fmt: skip
STATUSES = ("fact", "fact", "fact", "estimate", "projection", "unknown")


def _bar(dice, label, side="", *, least=0, most=1000, known=False):
    status = dice.choice(STATUSES[:5] if known else STATUSES)
    if status == "unknown":
        return Bar(label, status=status, side=side)
    value = round(dice.uniform(least, most), dice.choice((0, 0, 1)))
    low, high = (
        round(value - dice.uniform(0, most / 5), 1),
        round(value + dice.uniform(0, most / 5), 1),
    )
    ends = dice.choice(((None, None), (None, None), (low, high), (low, None), (None, high)))
    bare = dice.random() < 0.2 and not known
    return Bar(
        label, None if bare and any(n is not None for n in ends) else value, *ends, status, side
    )


def _series(dice, language, sides, labels, **more):
    names = dice.sample(NAMES[language], sides)
    return [_bar(dice, label, name, **more) for name in names for label in labels]


def line(dice, language):
    years = sorted(dice.sample(range(1990, 2040), dice.randint(2, 24)))
    bars = _series(
        dice, language, dice.randint(1, 5), map(str, years), least=dice.choice((0, 400, -300))
    )
    events = [
        charts.Event(str(dice.choice(years)), name)
        for name in dice.sample(NAMES[language], dice.randint(0, 3))
    ]
    limits = [
        Ceiling(round(dice.uniform(0, 1200)), name)
        for name in dice.sample(NAMES[language], dice.randint(0, 2))
    ]
    return (
        charts.line,
        (bars,),
        {"events": events, "ceilings": limits, "unit": "t", "zero": dice.random() < 0.6},
    )


def columns(dice, language):
    stacked, labels = dice.random() < 0.5, dice.sample(NAMES[language], dice.randint(1, 5))
    sides = dice.randint(1, 3)
    if stacked:
        bars = [Bar(label, dice.randint(1, 90), side=str(side), status=dice.choice(STATUSES[:5]))
                for side in range(sides) for label in labels]  # fmt: skip
    else:
        bars = _series(dice, language, sides, labels, least=dice.choice((0, -500)))
    return charts.columns, (bars,), {"stacked": stacked, "unit": "t"}


def shares(dice, language):
    wholes, parts = (
        dice.sample(NAMES[language], dice.randint(1, 5)),
        dice.sample(NAMES[language], dice.randint(2, 6)),
    )
    bars = [Bar(whole, dice.randint(0, 40) + (part == parts[0]), side=part, status=dice.choice(STATUSES[:5]))
            for whole in wholes for part in parts]  # fmt: skip
    return charts.shares, (bars,), {"unit": "t"}


def slope(dice, language):
    names, form = (
        dice.sample(NAMES[language], dice.randint(1, 9)),
        dice.choice(("slope", "dumbbell")),
    )
    bars = [Bar(name, dice.randint(-20, 60), side=side, status=dice.choice(STATUSES[:5]))
            for side in ("2020", "2030") for name in names]  # fmt: skip
    return charts.slope, (bars,), {"form": form, "unit": dice.choice(("", "t"))}


def dots(dice, language):
    labels = dice.sample(NAMES[language], dice.randint(1, 7))
    return (
        charts.dots,
        (_series(dice, language, dice.randint(1, 3), labels),),
        {"unit": "t", "zero": dice.random() < 0.5},
    )


def multiples(dice, language):
    years = [str(year) for year in range(2000, 2000 + dice.randint(2, 9))]
    sides = dice.sample(NAMES[language], dice.randint(1, 3))
    panels = {
        name: [_bar(dice, year, side, known=True) for side in sides for year in years]
        for name in dice.sample(NAMES[language], dice.randint(2, 9))
    }
    return charts.multiples, (panels,), {"unit": "t", "zero": dice.random() < 0.5}


def bar_table(dice, language):
    rows = dice.sample(NAMES[language], dice.randint(1, 8))
    numbers = [
        charts.NumberColumn(
            heading,
            [bar for bar in (_bar(dice, row, known=True) for row in rows) if bar.bottom >= 0],
        )
        for heading in dice.sample(NAMES[language], dice.randint(1, 3))
    ]
    return charts.bar_table, ([each for each in numbers if each.bars],), {}


def balance(dice, language):
    labels, sides = dice.sample(NAMES[language], dice.randint(1, 6)), dice.randint(1, 5)
    scale = dice.choice(("linear", "linear", "log"))
    bars = _series(
        dice, language, sides, labels, least=dice.choice((0, 0, -400)) if scale == "linear" else 1
    )
    if scale == "log":
        bars = [bar for bar in bars if bar.bottom >= 0]
    limits = [
        Ceiling(round(dice.uniform(1, 1200)), name)
        for name in dice.sample(NAMES[language], dice.randint(0, 4))
    ]
    more = {"group": dice.choice(("side", "label")), "signed": dice.random() < 0.3, "scale": scale}
    return (
        charts.balance,
        (bars,),
        {"ceilings": limits, "unit": dice.choice(("t", "units")), **more},
    )


def timeline(dice, language):
    kinds = [
        charts.Kind(str(at), name, dice.choice((None, "left", "right")))
        for at, name in enumerate(dice.sample(NAMES[language], dice.randint(0, 4)))
    ]
    bands = [
        charts.Band(str(at), name, str(1900 + 30 * at))
        for at, name in enumerate(dice.sample(NAMES[language], dice.randint(0, 3)))
    ]
    events = []
    for _ in range(dice.randint(1, 26)):
        date = f"{dice.randint(1900, 2010)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"[
            : dice.choice((4, 7, 10))
        ]
        kind = dice.choice(kinds).id if kinds else ""
        events.append(
            charts.Event(date, dice.choice(NAMES[language]), kind, strong=dice.random() < 0.2)
        )
    lanes = {"left": "Left", "right": "Right"} if dice.random() < 0.5 else None
    return charts.timeline, (events,), {"kinds": kinds, "bands": bands, "lanes": lanes}


def roadmap(dice, language):
    tasks = []
    for name in dice.sample(NAMES[language], dice.randint(1, 9)):
        start = dice.randint(2020, 2030)
        end = dice.choice(("", str(start + 1), f"{start + dice.randint(1, 4)}-06"))
        status = dice.choice(charts.TASK_STATUSES)
        tasks.append(
            charts.Task(
                name,
                dice.choice((str(start), f"{start}-03", f"{start}-03-15")),
                end,
                dice.choice(("", "A", "B")),
                status,
            )
        )
    return charts.roadmap, (tasks,), {"now": dice.choice(("", "2025-06-01", "2019"))}


def matrix(dice, language):
    marks = [
        charts.Mark(str(at), name)
        for at, name in enumerate(dice.sample(NAMES[language], dice.randint(0, 6)))
    ]
    rows, heads = (
        dice.sample(NAMES[language], dice.randint(1, 7)),
        dice.sample(NAMES[language], dice.randint(1, 4)),
    )
    held = [each.id for each in marks] + ["yes", "no", "by agreement of both"]
    cells = [
        charts.Cell(row, head, dice.choice(held))
        for row in rows
        for head in heads
        if dice.random() < 0.9
    ]
    return charts.matrix, (cells or [charts.Cell("r", "c", "yes")],), {"marks": marks}


def hierarchy(dice, language):
    units = []
    for at in range(dice.randint(1, 14)):
        parent = str(dice.randrange(at)) if at and dice.random() < 0.9 else ""
        note, standing = (
            dice.choice(("", "", "since 2025")),
            dice.choice(("existing", "existing", "new", "uncertain")),
        )
        units.append(charts.Unit(str(at), dice.choice(NAMES[language]), parent, note, standing))
    return charts.hierarchy, (units,), {"form": dice.choice(("auto", "auto", "indented"))}


def coordination(dice, language):
    sides, tiers = "abcd"[: dice.randint(1, 4)], "123"[: dice.randint(1, 3)]
    standings = ("existing", "existing", "new", "uncertain")
    bodies = [
        charts.Body(str(at), dice.choice(NAMES[language]), dice.choice(sides), dice.choice(tiers),
                    dice.choice(("", "", "heads of office")), dice.choice(standings))
        for at in range(dice.randint(2, 12))
    ]  # fmt: skip
    panels = []
    for title in ("Before", "After")[: dice.randint(1, 2)]:
        links = []
        for _ in range(dice.randint(1, 10)):
            start, end = dice.sample(bodies, 2)
            label = dice.choice(("", "", "funds", "talks", "協議と通報"))
            links.append(
                charts.Link(start.id, end.id, label, dice.choice(standings), dice.random() < 0.3)
            )
        panels.append(charts.Panel(links, title))
    joint = (sides[1],) if len(sides) > 2 and dice.random() < 0.5 else ()
    group = charts.Group(
        bodies,
        panels,
        {each: each.upper() for each in sides},
        {each: dice.choice(("", "Tier")) for each in tiers},
        joint,
    )
    return charts.coordination, ([group],), {}


def range_map(dice, language):
    lat, lon, far = dice.uniform(-60, 60), dice.uniform(-180, 180), dice.choice((1, 6, 20))
    names = dice.sample(NAMES[language], dice.randint(1, 6))
    places = [
        charts.Place(name, round(lat + dice.uniform(-far, far), 2), round((lon + dice.uniform(-far, far) + 180) % 360 - 180, 2),
                     dice.choice(("point", "point", "area")))
        for name in names
    ]  # fmt: skip
    rings = [
        charts.RangeRing(f"R{at}", places[0].lat, places[0].lon, 60.0 * far * (at + 1))
        for at in range(dice.randint(0, 3))
    ]
    line = charts.Border(((lat, lon), (lat + 2, lon + 3), (lat - 3, lon + 5)), dice.random() < 0.5)
    return (
        charts.range_map,
        (places, rings),
        {
            "borders": [line] if dice.random() < 0.5 else [],
            "projection": dice.choice(("equidistant", "equal-area")),
        },
    )


MADE = {
    line: 12, columns: 8, shares: 6, slope: 10, dots: 6, multiples: 4, bar_table: 6, balance: 14, timeline: 14,
    roadmap: 8, matrix: 6, hierarchy: 10, coordination: 24, range_map: 4,
}  # fmt: skip
"""What makes charts, and how many."""
WORDLESS = {"matrix", "hierarchy"}


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.__name__)
def test_charts_stand_as_they_were_looked_at_last(kind, request):
    told = []
    for number in range(MADE[kind]):
        language = ("en", "ja")[number % 2]
        draw, given, more = kind(Random(number), language)  # noqa: S311  the same everywhere, and no secret
        if kind.__name__ not in WORDLESS:
            more["language"] = language
        for width in WIDTHS[number % 2 :: 2]:
            try:
                said = digest_of(draw(*given, width_mm=width, **more))
            except ChartError as error:
                said = f"refused: {error}"
            told.append(f"{number} {width}: {said}")
    hold_lines(request, told, "drawn")
