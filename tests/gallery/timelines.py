"""Timelines of the gallery: 5, 20 and 80 events in Japanese and English, and a long quiet past."""

from __future__ import annotations

from functools import partial

from hakusho.figures import charts
from validators.timeline_sight import history

CRISIS = [
    charts.Event("1868-01-03", "王政復古の大号令"),
    *(
        charts.Event(date, label, strong=strong)
        for date, label, strong in [
            ("1962-10-14", "偵察機がミサイル基地を撮影", False),
            ("1962-10-16", "大統領に報告", False),
            ("1962-10-20", "海上封鎖を決定", False),
            ("1962-10-22", "演説で「隔離」を発表", True),
            ("1962-10-24", "封鎖を開始", False),
            ("1962-10-26", "書簡で撤去の条件を示す", False),
            ("1962-10-27", "偵察機が撃墜され、2通目の書簡が届く", False),
            ("1962-10-28", "ミサイルの撤去を表明", True),
        ]
    ),
]

ITEMS = {
    f"timeline-{count}-{language}": partial(charts.timeline, **history(count, language))
    for count in (5, 20, 80)
    for language in ("ja", "en")
} | {"timeline-crisis-ja": partial(charts.timeline, CRISIS)}
