"""The time stamp of editions."""

from __future__ import annotations

from datetime import date

import pytest

from hakusho.tools import clock
from hakusho.tools.clock import BadEpochError, epoch_of, given_epoch


@pytest.mark.parametrize(
    ("given", "day", "epoch"),
    [
        ("", date(1970, 1, 1), 0),
        ("", date(1970, 1, 2), 86_400),
        ("", date(2026, 4, 1), 1_775_001_600),
        ("12", date(2026, 4, 1), 12),
        ("0", date(2026, 4, 1), 0),
        ("253402300799", date(2026, 4, 1), 253_402_300_799),
    ],
)
def test_an_edition_has_the_papers_date_unless_the_environment_says_another(
    monkeypatch, given, day, epoch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert epoch_of(day) == epoch
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert epoch_of(date(1970, 1, 2)) == 86_400


@pytest.mark.parametrize("given", ["-1", "253402300800", "1e9", "９", " 5", "5\n", "+5", "0x10"])
def test_what_is_no_time_is_said(monkeypatch, given):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(BadEpochError, match="must be seconds since 1970"):
        given_epoch()


def test_a_long_one_is_told_by_its_beginning(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "x" * 41)
    with pytest.raises(BadEpochError) as caught:
        given_epoch()
    said = f"must be seconds since 1970, 0 to 253402300799, not '{'x' * 40}'"
    assert str(caught.value) == f"SOURCE_DATE_EPOCH {said}"


def test_the_day_is_that_of_where_the_author_is(monkeypatch):
    monkeypatch.setattr(clock.time, "localtime", lambda: (2026, 5, 3, 23, 59, 59, 6, 123, 0))
    assert clock.today() == date(2026, 5, 3)


def test_a_stopwatch_runs_forward():
    first = clock.stopwatch()
    assert first <= clock.stopwatch()
