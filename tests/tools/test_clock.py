"""The time stamp of editions."""

from __future__ import annotations

from datetime import date

import pytest

from hakusho.tools.clock import epoch_of


@pytest.mark.parametrize(
    ("given", "day", "epoch"),
    [
        ("", date(1970, 1, 1), 0),
        ("", date(1970, 1, 2), 86_400),
        ("", date(2026, 4, 1), 1_775_001_600),
        ("12", date(2026, 4, 1), 12),
        ("0", date(2026, 4, 1), 0),
        ("-1", date(1970, 1, 2), 86_400),
        ("soon", date(1970, 1, 2), 86_400),
    ],
)
def test_an_edition_has_the_papers_date_unless_the_environment_says_another(
    monkeypatch, given, day, epoch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert epoch_of(day) == epoch
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert epoch_of(date(1970, 1, 2)) == 86_400
