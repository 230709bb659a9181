"""Japan-US defense cooperation from 1955 to 2025: the events that the paper's argument rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures import FigureTable, charts, date_in
from hakusho.figures.theme import BLUE, VERMILLION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from hakusho.data import Row
    from hakusho.figures import FigureContext

DATA = (
    (
        "events["
        "cjoep-1955, scc-1960, sakata-1975, sdc-1976, guideline-1978, planning-study-1984, "
        "joint-exercise-1986, berlin-wall-1989, malta-summit-1989, kuwait-invasion-1990, "
        "npt-withdrawal-1993, agreed-framework-1994, nye-report-1995, "
        "joint-declaration-1996, guideline-1997, surrounding-situations-law-1999, "
        "september-11, anti-terrorism-law-2001, gsdf-dispatch-2004, "
        "realignment-roadmap-2006, edd-2010, revision-order-2012, guideline-2015, "
        "peace-security-enacted, peace-security-in-force, scc-2019, ukraine-invasion-2022, "
        "strategies-2022, leaders-statement-2024, joint-operations-command"
        "]"
    ),
)
"""The events shown, and the two others with which a period begins."""

HIDDEN = ("berlin-wall-1989", "peace-security-enacted")
"""Only where a period begins; the figure has no room for every event."""

WORDS = {
    "ja": {
        "left": "国際情勢・政治",
        "right": "日米防衛協力",
        "world": "国際情勢",
        "politics": "政治",
        "guideline": "指針",
        "plan": "計画・報告",
        "body": "協議体・組織",
        "law": "法制",
        "exercise": "訓練・運用",
        "prehistory": "指針以前",
        "guideline78": "78指針",
        "guideline97": "97指針",
        "guideline15": "15指針へ",
        "present": "現状",
    },
    "en": {
        "left": "World and politics",
        "right": "Japan-US defense cooperation",
        "world": "World",
        "politics": "Politics",
        "guideline": "Guidelines",
        "plan": "Plans and reports",
        "body": "Forums and bodies",
        "law": "Law",
        "exercise": "Exercises and operations",
        "prehistory": "Before 1975",
        "guideline78": "1978 Guidelines",
        "guideline97": "1997 Guidelines",
        "guideline15": "To the 2015 Guidelines",
        "present": "Present",
    },
}

BANDS = ("prehistory", "guideline78", "guideline97", "guideline15", "present")


def alt(context: FigureContext) -> str:
    """Say from when to when the timeline runs and name the three Guidelines."""
    rows = _shown(context)
    label = f"label_{context.language}"
    guidelines = [f"{row['date'][:4]}: {row[label]}" for row in rows if row["kind"] == "guideline"]
    first, last = rows[0], rows[-1]
    if context.language == "ja":
        named = "、".join(f"{line.split(': ')[0]}年「{line.split('「')[1]}" for line in guidelines)
        return (
            f"{first['date'][:4]}年から{last['date'][:4]}年までの年表。国際情勢と政治、"
            f"日米防衛協力の出来事を計{len(rows)}件、実際の間隔で並べる。節目は{named}。"
            f"始まりは{first[label]}、終わりは{last[label]}。"
        )
    return (
        f"Timeline from {first['date'][:4]} to {last['date'][:4]}, true to scale: world events, "
        f"politics, and Japan-US defense cooperation, {len(rows)} events in all. "
        f"Milestones: {'; '.join(guidelines)}. "
        f"It begins with {first[label]} and ends with {last[label]}."
    )


def table(context: FigureContext) -> FigureTable:
    """Give date, event, kind and period of each event shown."""
    language, words = context.language, WORDS[context.language]
    headings = ("年月日", "出来事", "種別", "時期")
    return FigureTable(
        headings if language == "ja" else ("Date", "Event", "Kind", "Period"),
        tuple(
            (
                date_in(language, row["date"]),
                row[f"label_{language}"],
                words["exercise" if row["kind"] == "operation" else row["kind"]],
                words[row["band"]],
            )
            for row in _shown(context)
        ),
    )


def draw(context: FigureContext) -> Figure:
    """Draw the chosen events in two lanes beside the eras of the Guidelines."""
    words = WORDS[context.language]
    events = [
        charts.Event(
            row["date"],
            row[f"label_{context.language}"],
            "exercise" if row["kind"] == "operation" else row["kind"],
            row["band"],
            strong=row["kind"] == "guideline",
        )
        for row in _shown(context)
    ]
    kinds = (
        charts.Kind("world", words["world"], "left", "o", filled=False),
        charts.Kind("politics", words["politics"], "left", "o"),
        charts.Kind("guideline", words["guideline"], "right", "D", colour=VERMILLION),
        charts.Kind("plan", words["plan"], "right", "s", colour=BLUE),
        charts.Kind("body", words["body"], "right", "s", filled=False, colour=BLUE),
        charts.Kind("law", words["law"], "right", "^"),
        charts.Kind("exercise", words["exercise"], "right", "v", filled=False),
    )
    return charts.timeline(
        events,
        kinds=kinds,
        bands=[charts.Band(band, words[band], _start(context, band)) for band in BANDS],
        lanes={"left": words["left"], "right": words["right"]},
        language=context.language,
        width_mm=context.width_mm,
        theme=context.theme,
    )


def _shown(context: FigureContext) -> Sequence[Row]:
    events = context.data["events"]
    events.require("id", "date", "label_ja", "label_en", "band", "kind")
    return [row for row in events.rows if row["id"] not in HIDDEN]


def _start(context: FigureContext, band: str) -> str:
    """The date of a band's first event, shown or not."""
    return min(row["date"] for row in context.data["events"].rows if row["band"] == band)
