"""A YAML file with one letter too few, one too many or another one: what its author is told.

Held letter by letter; a file that still says the same has no line.
"""

from __future__ import annotations

import pytest

from accepted_words import hold_lines
from paper.test_yaml_mistakes import told_in

FILE = """\
title: "港: 序論" # 題
authors:
  - name: 甲
    affiliation: '庁'
  - {name: 乙, affiliation: 課}
keywords: [船, 島]
lead:
  name: 丙
numbered: true
size: a4
letters: 40
points: 9.5
day: 2026-04-01
sizes:
  body: 9
"""


def test_the_file_as_it_is():
    assert told_in(FILE) == []


@pytest.mark.parametrize(
    "more", ["", " ", ":", "：", "\u3000", "-", '"', "'", "[", "}", ",", "#", "\t", "*"]
)
def test_what_is_told_of_each(request, more):
    """Of each place where a word ends or a mark stands: without it, or with one more before it."""
    lines = []
    for at, letter in enumerate(FILE):
        if letter.isalnum() and FILE[at - 1].isalnum():
            continue
        found = told_in(FILE[:at] + more + FILE[at + (not more) :])
        around = FILE[max(at - 6, 0) : at + 6].replace("\n", "⏎")
        lines += [f"{at} {around}: {' || '.join(found)}"] if found else []
    hold_lines(request, lines, "read")
