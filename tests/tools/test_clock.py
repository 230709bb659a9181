from datetime import date

import pytest

from hakusho.tools.clock import BadEpochError, epoch_of, given_epoch


@pytest.mark.parametrize(
    ("given", "epoch"), [("", 1_775_001_600), ("0", 0), ("253402300799", 253_402_300_799)]
)
def test_the_time_stamp_is_the_papers_date_or_what_is_given(monkeypatch, given, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert epoch_of(date(2026, 4, 1)) == epoch


@pytest.mark.parametrize("given", ["-1", "253402300800", "1e9", "９", " 5", "5\n", "+5", "0x10"])
def test_what_is_no_time_is_said(monkeypatch, given):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(BadEpochError, match="must be seconds since 1970"):
        given_epoch()
