"""Balance charts of the gallery: zero, unknown, ranges, projections, ceilings, below zero, log."""

from __future__ import annotations

from functools import partial

from hakusho.figures.charts import Bar, Ceiling, balance

FLEET = [
    Bar("Launchers", 3, side="Skerrow"),
    Bar("Interceptors", 45000, side="Skerrow", status="estimate"),
    Bar("Launchers", 0, side="Vell"),
    Bar("Interceptors", None, 120, 900, side="Vell", status="estimate"),
    Bar("Interceptors, 2030", 800, 600, 2400, side="Vell", status="projection"),
    Bar("Decoys", side="Vell"),
    Bar("Radars", None, 12000, side="Vell"),
]
LIMITS = [Ceiling(1000, "Treaty limit"), Ceiling(20000, "Storage")]

FORCES = [
    Bar("中距離弾道ミサイル(IRBM)", 500, side="中国", status="estimate"),
    Bar("準中距離弾道ミサイル(MRBM)", 1000, side="中国", status="estimate"),
    Bar("核弾頭、2035年", 1500, side="中国", status="projection"),
    Bar("地上発射型中距離ミサイル(日本配備)", 0, side="米国"),
    Bar("地上発射型中距離ミサイル", 0, side="日本"),
    Bar(
        "核分裂性物質による生産可能弾頭数(保有する約20発を含む全体)",
        None,
        45,
        50,
        "estimate",
        "北朝鮮",
    ),
    Bar("中距離弾道ミサイル", side="北朝鮮"),
]
TREATIES = [
    Ceiling(1550, "戦略核弾頭の上限(新START)"),
    Ceiling(2200, "モスクワ条約の上限"),
    Ceiling(100, "最低抑止に足りるとされる数"),
]

CHANGES = [
    Bar(kind, value, side=side, status=status)
    for kind, values in {
        "Cable ships": (2, -1, 0, 3),
        "Repair crews": (14, -9, 4, -2),
        "Days at sea": (-21, 30, 12, 18),
        "Spare joints": (5, 5, -16, 0),
    }.items()
    for side, value, status in zip(
        ("Skerrow", "Vell", "Outer Marrow", "The mainland"),
        values,
        ("fact", "fact", "estimate", "projection"),
        strict=True,
    )
]

ITEMS = {
    "balance-fleet-linear-en": partial(
        balance, FLEET, unit="units", ceilings=LIMITS, language="en"
    ),
    "balance-fleet-log-en": partial(
        balance, FLEET, unit="units", ceilings=LIMITS, language="en", scale="log"
    ),
    "balance-forces-linear-ja": partial(balance, FORCES, unit="発", ceilings=TREATIES),
    "balance-forces-log-ja": partial(balance, FORCES, unit="発", ceilings=TREATIES, scale="log"),
    "balance-changes-signed-en": partial(
        balance, CHANGES, group="label", signed=True, language="en"
    ),
}
