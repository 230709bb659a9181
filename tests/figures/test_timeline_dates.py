"""Dates, the scale of time and the places of eras, without a figure."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.figures.charts import Band, ChartError
from hakusho.figures.charts.timeline_eras import eras, name_lines
from hakusho.figures.charts.timeline_scale import (
    BREAK,
    Scale,
    Span,
    date_text,
    empty_spans,
    span_of,
)
from hakusho.figures.theme import THEME


def _day(*parts):
    return date(*parts).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1978-11-27", (1978, 11, 27), (1978, 11, 27)),
        ("1978-11", (1978, 11, 1), (1978, 11, 30)),
        ("2000-02", (2000, 2, 1), (2000, 2, 29)),
        ("1978-12", (1978, 12, 1), (1978, 12, 31)),
        ("1955", (1955, 1, 1), (1955, 12, 31)),
        ("9999", (9999, 1, 1), (9999, 12, 31)),
        ("１９７８-１１", (1978, 11, 1), (1978, 11, 30)),
    ],
)
def test_a_date_is_all_the_days_that_it_may_be(text, first, last):
    assert span_of(text) == Span(_day(*first), _day(*last) + 1)


@pytest.mark.parametrize("text", ["", "78", "1978-13", "2001-02-29", "昭和53年", "1978/11", "0000"])
def test_what_is_no_date_is_an_error(text):
    with pytest.raises(ChartError, match="is not a date"):
        span_of(text)


@pytest.mark.parametrize(
    ("text", "language", "days", "printed"),
    [
        ("1978-11-27", "ja", False, "1978.11"),
        ("1978-11-27", "ja", True, "1978.11.27"),
        ("1986-02", "ja", True, "1986.2"),
        ("1955", "ja", True, "1955"),
        ("1978-11-27", "en", False, "Nov 1978"),
        ("1978-11-27", "en", True, "27 Nov 1978"),
        ("1978-11-27", "en-US", True, "Nov 27, 1978"),
        ("1978-11-27", "en-US", False, "Nov 1978"),
        ("1978-11", "en", True, "Nov 1978"),
        ("1955", "en", False, "1955"),
    ],
)
def test_a_date_prints_no_more_than_is_known(text, language, days, printed):
    assert date_text(text, language, days=days) == printed


@pytest.mark.parametrize(
    ("first", "last", "millimetres", "language", "ticks"),
    [
        ((1950, 1, 1), (2020, 1, 1), 70, "en", ["1950", "1960", "1970", "1980", "1990"]),
        ((1999, 3, 1), (2001, 1, 1), 80, "ja", ["4月", "7月", "10月", "2000", "4月"]),
        ((1962, 10, 14), (1962, 10, 29), 60, "en", ["16 Oct", "21 Oct", "26 Oct"]),
        ((1962, 10, 14), (1962, 10, 17), 60, "ja", ["10.14", "10.15", "10.16", "10.17"]),
        ((660, 1, 1), (1868, 1, 1), 100, "ja", ["800", "1000", "1200", "1400", "1600", "1800"]),
    ],
)
def test_ticks_are_round_and_apart(first, last, millimetres, language, ticks):
    scale = Scale((_day(*first), _day(*last)), (0, millimetres))
    found = scale.ticks(language)
    assert [name for _, name in found][: len(ticks)] == ticks
    places = [y for y, _ in found]
    assert all(b - a >= 3.3 for a, b in pairwise(places))


def test_a_cut_leaves_out_an_empty_span_and_nothing_else():
    spans = [span_of("1868"), span_of("2019-01"), span_of("2019-12")]
    ends = (spans[0].start, spans[-1].end)
    (empty,) = empty_spans(spans, ends)
    assert empty == Span(_day(1869, 1, 1), _day(2019, 1, 1))
    scale = Scale(ends, (10, 110), [empty])
    ((above, below),) = scale.cuts
    assert below - above == pytest.approx(BREAK)
    year = scale.y(_day(2020, 1, 1)) - scale.y(_day(2019, 1, 1))
    assert year == pytest.approx(scale.y(_day(1869, 1, 1)) - scale.y(_day(1868, 1, 1)), rel=0.01)
    assert scale.y(_day(1869, 1, 1)) < above
    assert scale.y(_day(2019, 1, 1)) > below
    assert not [y for y, _ in scale.ticks("ja") if above <= y <= below]


def test_a_cut_that_saves_no_room_is_refused():
    with pytest.raises(ValueError, match="save"):
        Scale((0, 1000), (0, 10 + 20), [Span(500, 600)])


@given(st.lists(st.integers(0, 20000), min_size=2, max_size=12, unique=True))
def test_later_is_lower_with_cuts_or_without(days):
    spans = [Span(day, day + 1) for day in sorted(days)]
    ends = (spans[0].start, spans[-1].end)
    for empty in ([], sorted(empty_spans(spans, ends), key=lambda span: span.start)):
        try:
            scale = Scale(ends, (5, 205), empty)
        except ValueError:
            continue
        places = [scale.y(span.middle) for span in spans]
        assert places == sorted(places)
        assert places[0] >= 5
        assert places[-1] <= 205


def test_a_band_begins_when_it_says_or_with_its_first_event():
    dated = [("x", "1955"), ("y", "1990-06"), ("y", "1989-11-09")]
    bands = [Band("x", "First"), Band("y", "Second"), Band("z", "empty")]
    found = eras(bands, dated, (_day(1955, 1, 1), _day(2020, 1, 1)))
    assert [(era.label, era.start) for era in found] == [
        ("First", _day(1955, 1, 1)),
        ("Second", _day(1989, 11, 9)),
    ]


def test_the_last_band_has_room_though_it_only_began():
    bands = [Band("a", "Then", "1960"), Band("b", "Now", "2019-12")]
    then, now = eras(bands, [], (_day(1960, 1, 1), _day(2020, 1, 1)))
    assert then.end == now.start
    assert now.end - now.start == pytest.approx((_day(2020, 1, 1) - _day(1960, 1, 1)) / 10)


def test_bands_must_be_in_the_order_of_time():
    bands = [Band("b", "Later", "2010"), Band("a", "Sooner", "1995")]
    with pytest.raises(ChartError, match=r"order of time: 'Later' begins later than 'Sooner'"):
        eras(bands, [], (_day(1990, 1, 1), _day(2020, 1, 1)))


@pytest.mark.parametrize(
    ("label", "length", "most", "lines"),
    [
        ("78指針", 12, 1, ["78指針"]),
        ("78指針", 7, 1, []),
        ("1955年体制", 19, 1, []),
        ("1955年体制", 21, 1, ["1955年体制"]),
        ("55年体制", 15, 1, ["55年体制"]),
        ("民主党政権", 20, 1, ["民主党政権"]),
        ("民主党政権", 11, 2, ["民主党", "政権"]),
        ("To independence", 30, 1, ["To independence"]),
        ("To independence", 20, 1, []),
        ("To independence", 20, 2, ["To", "independence"]),
        ("Independence", 8, 2, []),
        ("古", 1, 2, []),
    ],
)
def test_the_name_of_a_band_takes_a_line_or_two_or_none(label, length, most, lines):
    assert name_lines(label, length, THEME, most) == lines


MOMENTS = "date,label,value,unit\n1978-11-27,Begun,1,t\n1978-11-29,Ended,2,t\n1978-12-04,Told,3,t\n"
MODULE = """
from hakusho.figures import charts, date_in
DATA = ("moments",)
ALT = {"en": "Moments"}
def draw(context):
    assert context.language == "en" and {"en": 1}[context.language] == 1
    label = date_in(context.language, "1978-11-27")
    return charts.balance([charts.Bar(label, 1)], unit="t", language=context.language,
                          width_mm=context.width_mm, theme=context.theme)
"""


@pytest.mark.parametrize(
    ("lang", "short", "long"),
    [
        ("en-US", "Nov 27, 1978", "November 27, 1978"),
        ("en-CA", "Nov 27, 1978", "November 27, 1978"),
        ("en-GB", "27 Nov 1978", "27 November 1978"),
        ("en", "27 Nov 1978", "27 November 1978"),
    ],
)
def test_dates_of_a_figure_are_those_of_the_region(write, draw, lang, short, long):
    write("figures/data/moments.csv", MOMENTS)
    write("figures/when.yaml", "kind: timeline\ndataset: moments\nsource: ''\n")
    write("figures/much.yaml", "kind: balance\ndataset: moments\nlabel: date\nsource: ''\n")
    write("figures/own.py", MODULE)
    for _ in range(2):  # as drawn, and as kept
        figures, findings = draw("when", "much", "own", language=lang)
        assert [each for each in findings if each.rule.id != "FIG023"] == []
        assert short in figures["when"].texts
        assert long in figures["when"].table.rows[0]
        assert long in figures["much"].texts
        assert long in figures["own"].texts
        other = "en-GB" if short.startswith("Nov") else "en-US"
        assert short not in draw("when", language=other)[0]["when"].texts
