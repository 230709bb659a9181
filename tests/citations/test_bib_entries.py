"""Entries as they stand in a file: where the text of a field begins."""

from __future__ import annotations

import pytest

from hakusho.citations.bib_entries import SourceField


@pytest.mark.parametrize(
    ("raw", "offset"),
    [
        ("{text}", 1),
        ('"text"', 1),
        ("{  text}", 3),
        ("{\n\ttext }", 3),
        ("{ }", 1),
        ("{}", 1),
        ('" "', 1),
        ("2016", 0),
        (" 2016", 0),
        ("apr # {x}", 0),
    ],
)
def test_where_the_text_of_a_field_begins(raw, offset):
    assert SourceField("title", 2, raw, 10).text_start == 10 + offset
