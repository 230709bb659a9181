from __future__ import annotations

import pytest

from hakusho.figures.charts import Bar, Ceiling, ChartError, balance

FLEET = [
    Bar("Launchers", 3, side="Skerrow"),
    Bar("Interceptors", 45000, side="Skerrow", status="estimate"),
    Bar("Launchers", 0, side="Vell"),
    Bar("Interceptors", None, 120, 900, side="Vell", status="estimate"),
    Bar("Interceptors, 2030", 800, 600, 2400, side="Vell", status="projection"),
]


@pytest.mark.parametrize("log", [False, True])
def test_sides_ranges_projections_and_ceilings(log, look):
    ceilings = [Ceiling(1000, "Treaty limit"), Ceiling(20000, "Storage")]
    seen = look(balance(FLEET, unit=" units", log=log, ceilings=ceilings, language="en"))
    seen.check()
    assert {
        "Skerrow",
        "3 units",
        "0",
        "45,000 units (estimate)",
        "120–900 units (estimate)",
        "800 units (600–2,400; projection)",
        "Treaty limit 1,000 units",
        "Storage 20,000 units",
    } <= set(seen.labels)


def test_a_projection_is_told_by_form():
    solid, hatched = (
        [patch.get_hatch() for patch in balance([Bar("a", 5, status=status)]).axes[0].patches]
        for status in ("estimate", "projection")
    )
    assert solid == [None]
    assert hatched[0]


def test_a_number_that_a_ceiling_would_cross_stands_clear_of_it(look):
    figure = balance([Bar("2035", 1500, status="projection")], ceilings=[Ceiling(1550, "Limit")])
    seen = look(figure)
    seen.check()
    x = max(line.get_xdata()[0] for line in figure.axes[0].lines if line.get_linestyle() == "--")
    number = seen.boxes[[text.get_text() for text in seen.texts].index("1,500(見通し)")]
    assert number[2] < x or number[0] > x


def test_a_number_in_a_ceilings_name_is_not_printed_twice(look):
    seen = look(balance([Bar("a", 6)], unit=" days", ceilings=[Ceiling(4, "Agreed: 4 days")]))
    assert "Agreed: 4 days" in seen.labels


@pytest.mark.parametrize(
    ("bar", "printed"),
    [
        (Bar("a", None, None, 900), "≤900"),
        (Bar("a", None, 120, None), "≥120"),
        (Bar("a", 2.5), "2.5"),
        (Bar("a", 7, text="seven"), "seven"),
        (Bar("a", None, 45, 50, "estimate"), "45–50(推計)"),
    ],
)
def test_how_a_number_is_printed(bar, printed, look):
    assert printed in look(balance([bar])).labels


def test_only_zeros(look):
    look(balance([Bar("a", 0), Bar("b", 0)])).check()
    look(balance([Bar("a", 0)], log=True)).check()


def test_long_labels_in_japanese(look):
    label = "核分裂性物質による生産可能弾頭数(保有する約20発を含む全体)"
    look(balance([Bar(label, 50, side="北朝鮮"), Bar("短", 1, side="日本")])).check()


@pytest.mark.parametrize(
    ("bars", "said"),
    [
        ([], "at least one bar"),
        ([Bar("a")], "neither a value nor a range"),
        ([Bar("a", -1)], "from zero upwards"),
        ([Bar("a", float("nan"))], "from zero upwards"),
    ],
)
def test_what_cannot_be_shown_is_an_error(bars, said):
    with pytest.raises(ChartError, match=said):
        balance(bars)
