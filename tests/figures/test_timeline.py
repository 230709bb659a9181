from __future__ import annotations

import random

import pytest

from hakusho.figures import charts
from hakusho.figures.charts.dates import date_text, year_of

TEXT = (
    "treaty signed fleet visits harbour cable laid ministers meet in Vell talks collapse over "
    "the northern shelf joint patrol begins review published"
)
WORDS = TEXT.split()


def _events(count, seed=4):
    chance = random.Random(seed)  # noqa: S311  the same events in every run
    return [
        charts.Event(
            f"{chance.randint(1990, 2024)}-{chance.randint(1, 12):02d}",
            " ".join(chance.sample(WORDS, chance.randint(3, 7))),
            chance.choice(("talks", "fleet")),
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("count", [1, 5, 30, 80])
@pytest.mark.parametrize("laned", [False, True])
def test_labels_are_clear_of_each_other_from_one_event_to_eighty(count, laned, look):
    kinds = (
        charts.Kind("talks", "Talks", "left" if laned else None),
        charts.Kind("fleet", "Fleet", "right" if laned else None, "s"),
    )
    events = _events(count)
    seen = look(charts.timeline(events, kinds=kinds, language="en"))
    seen.check()
    assert seen.height <= 215
    assert {event.label for event in events} <= set(seen.labels)


def test_a_dense_decade_in_a_long_history(look):
    events = [
        charts.Event("1868", "維新"),
        *(
            charts.Event(f"2019-{month:02d}", f"{month}月の協議で共同声明を採択し、部会を設置")
            for month in range(1, 13)
        ),
    ]
    look(
        charts.timeline(events, bands=[charts.Band("a", "前史"), charts.Band("b", "後", "1990")])
    ).check()


def test_more_than_a_page_holds_is_an_error_that_says_so():
    events = [charts.Event(str(1900 + year), "a label of many words " * 6) for year in range(90)]
    with pytest.raises(charts.ChartError, match=r"90 events need \d+ mm .* choose fewer"):
        charts.timeline(events, language="en")


def test_bands_must_be_in_the_order_of_time():
    bands = [charts.Band("b", "Later", "2010"), charts.Band("a", "Sooner", "1995")]
    with pytest.raises(charts.ChartError, match="order of time"):
        charts.timeline(_events(12), bands=bands, language="en")


def test_a_band_begins_with_its_first_event_and_its_name_is_whole(look):
    events = [
        charts.Event("1955", "a", band="x"),
        charts.Event("1990", "b", band="y"),
        charts.Event("2020", "c", band="y"),
    ]
    bands = [charts.Band("x", "78指針"), charts.Band("y", "Détente"), charts.Band("z", "empty")]
    labels = look(charts.timeline(events, bands=bands)).labels
    assert "78指針" in labels
    assert "Détente" in labels
    assert "empty" not in labels


def test_no_event_is_an_error():
    with pytest.raises(charts.ChartError, match="at least one"):
        charts.timeline([])


@pytest.mark.parametrize(
    ("text", "year"), [("1955", 1955.5), ("1978-11-27", 1978.905), ("2000-02-29", 2000.163)]
)
def test_a_date_is_a_place_on_the_scale(text, year):
    assert year_of(text) == pytest.approx(year, abs=0.001)


@pytest.mark.parametrize("text", ["", "78", "1978-13", "2001-02-29", "昭和53年", "1978/11"])
def test_what_is_no_date_is_an_error(text):
    with pytest.raises(charts.ChartError, match="is not a date"):
        year_of(text)


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("1978-11-27", "ja", "1978.11"),
        ("1986-02", "ja", "1986.2"),
        ("1955", "ja", "1955"),
        ("1978-11-27", "en", "Nov 1978"),
        ("1955", "en", "1955"),
    ],
)
def test_a_date_is_printed_to_the_month(text, language, printed):
    assert date_text(text, language) == printed
