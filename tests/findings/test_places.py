"""Lines and columns of offsets."""

from __future__ import annotations

import pytest

from hakusho.findings.places import places_of


@pytest.mark.parametrize(
    ("offset", "place"),
    [
        (0, "1:1"),
        (1, "1:2"),
        (2, "1:3"),
        (3, "2:1"),
        (4, "3:1"),
        (5, "3:2"),
        (6, "3:3"),
        (9, "3:6"),
    ],
)
def test_a_line_begins_behind_the_end_of_the_one_before(offset, place):
    assert str(places_of("a.md", "甲乙\n\n丙\r").at(offset)) == f"a.md:{place}"


def test_a_file_without_a_letter_has_a_first_line():
    assert str(places_of("a.md", "").at(0)) == "a.md:1:1"
