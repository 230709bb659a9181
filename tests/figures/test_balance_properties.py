"""Balance charts of random data: every letter clear of every other, or a reason why not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hakusho.figures import lettering
from hakusho.figures.charts import Bar, Ceiling, ChartError, balance
from hakusho.figures.charts.balance_layout import place_names
from hakusho.figures.charts.bar_scales import Mark, Scale, fit
from validators.balance_marks import Marks

JAPANESE = st.text("核弾頭準中距離ミサイル（）「」、・ー2030年地上発射型", min_size=1, max_size=40)
ENGLISH = st.lists(
    st.sampled_from(
        [
            "warheads",
            "of",
            "intermediate-range",
            "(IRBM)",
            "2035",
            "in",
            "the",
            "Western",
            "Pacific",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
WORDS = st.one_of(JAPANESE, ENGLISH).map(str.strip).filter(bool)
NUMBERS = st.one_of(
    st.just(0), st.integers(0, 20), st.integers(0, 10**9), st.floats(0, 1e9, allow_subnormal=False)
)
STATUSES = st.sampled_from(["fact", "estimate", "projection"])


@st.composite
def bars(draw: st.DrawFn, numbers: st.SearchStrategy = NUMBERS) -> Bar:
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    form = draw(st.sampled_from(["value", "range", "both", "least", "most", "nothing"]))
    return Bar(
        draw(WORDS),
        value if form in {"value", "both"} else None,
        low if form in {"range", "both", "least"} else None,
        high if form in {"range", "both", "most"} else None,
        status="unknown" if form == "nothing" else draw(STATUSES),
        side=draw(st.sampled_from(["", "中国", "United States of America", "北朝鮮"])),
    )


CEILINGS = st.lists(st.builds(Ceiling, NUMBERS, WORDS), max_size=3)
WIDTHS = st.sampled_from([80, 100, 150, 170])


# A chart of forty bars takes a tenth of a second, and making a bad one smaller, thousands of them.
DRAWING = settings(deadline=None, max_examples=30, phases=[Phase.explicit, Phase.generate])


def _faults(shown: list[Bar], **chosen) -> list[str]:
    try:
        figure = balance(shown, **chosen)
    except ChartError as error:
        return [] if str(error) else ["an error without a reason"]
    return Marks(figure).faults()


@DRAWING
@given(
    shown=st.integers(1, 40).flatmap(lambda many: st.lists(bars(), min_size=many, max_size=many)),
    ceilings=CEILINGS,
    width=WIDTHS,
    scale=st.sampled_from(["linear", "log"]),
    group=st.sampled_from(["side", "label"]),
    language=st.sampled_from(["ja", "en"]),
)
def test_nothing_overlaps_or_it_says_why(shown, ceilings, width, scale, group, language):
    unit = {"ja": "発", "en": ("warhead", "warheads")}[language]
    chosen = {"ceilings": ceilings, "scale": scale, "group": group, "language": language}
    assert _faults(shown, unit=unit, width_mm=width, most_height_mm=400, **chosen) == []


def test_the_last_number_of_an_axis_keeps_off_the_one_before_it():
    """It stands under its tick as far as the sheet reaches."""
    shown = [
        Bar("warheads intermediate-range Pacific", 6098, status="estimate", side="中国"),
        Bar("(IRBM) warheads intermediate-range of (IRBM)", low=0, side="中国"),
    ]
    limits = [
        Ceiling(79609824.59184842, "地頭、3・射"),
        Ceiling(0, "Pacific"),
        Ceiling(304809091, "イ射ル"),
    ]
    given = {"unit": ("warhead", "warheads"), "width_mm": 100, "language": "en", "ceilings": limits}
    assert _faults(shown, **given) == []


@DRAWING
@given(
    shown=st.lists(bars(st.integers(-5000, 5000)), min_size=1, max_size=12),
    ceilings=CEILINGS,
    width=WIDTHS,
)
def test_nothing_overlaps_below_zero(shown, ceilings, width):
    assert _faults(shown, ceilings=ceilings, unit="隻", width_mm=width, signed=True) == []


@given(
    names=st.lists(st.tuples(st.floats(30, 148), WORDS), min_size=1, max_size=3),
    width=st.just(150),
)
def test_names_of_ceilings_stay_apart_on_the_page(names, width):
    places = place_names(names, width, 7.5, 3.5)
    assert [place.x for place in places] == [x for x, _ in names]
    for index, place in enumerate(places):
        assert place.span[0] >= 0
        assert place.span[1] <= width
        for other in places[index + 1 :]:
            assert not place.meets(other) or place.top >= other.bottom or other.top >= place.bottom


def test_no_line_runs_through_another_ceilings_name_where_there_is_a_way():
    names = [(60.0, "戦略核弾頭の上限"), (70.0, "配備の上限"), (140.0, "保有の上限(2010年)")]
    places = place_names(names, 150, 7.5, 3.5)
    for place in places:
        for other in places:
            if other is not place and place.crossed_by(other.x):
                assert other.top >= place.bottom


@given(
    numbers=st.lists(st.floats(0, 1e9), min_size=1, max_size=9),
    log=st.booleans(),
    zero=st.booleans(),
)
def test_scales_keep_order_and_have_round_ticks_that_stay_apart(numbers, log, zero):
    if log and max(numbers) < 1e-6:
        return
    numbers = [number if number > 1e-6 else 0.0 for number in numbers]
    scale = fit(Scale.of(numbers, log=log, zero=zero or 0.0 in numbers), [], 10, 140)
    places = [scale.x(number) for number in sorted(numbers)]
    assert places == sorted(places)
    assert all(10 - 1e-6 <= place <= 140 + 1e-6 for place in places)
    ticks = scale.ticks(lambda _: 9.0)
    assert ticks
    at = [scale.x(tick) for tick in ticks]
    assert all(b - a >= 11 - 1e-6 for a, b in pairwise(at))


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(1, 25)), min_size=1, max_size=9))
def test_marks_fit_at_both_ends(wanted):
    scale = Scale.of([number for number, _ in wanted], log=False, zero=False)
    marks = [Mark(number, room, number < 0) for number, room in wanted]
    fitted = fit(scale, marks, 5, 145)
    for mark in marks:
        x = fitted.x(mark.number)
        assert x - mark.room >= 5 - 1e-3 if mark.leftwards else x + mark.room <= 145 + 1e-3


def test_no_room_is_an_error():
    scale = Scale.of([5.0], log=False, zero=False)
    with pytest.raises(ChartError, match="no room"):
        fit(scale, [Mark(5, 200)], 0, 100)


def test_lettering_measures_what_is_drawn():
    seen = Marks(balance([Bar("2035", 1500)], unit="発"))
    box = seen.text("1,500発")
    assert box.right - box.left == pytest.approx(lettering.width_mm("1,500発", 7.5), abs=0.8)
