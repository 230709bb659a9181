"""The time stamp of editions."""

from __future__ import annotations

from datetime import date

import pytest

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
