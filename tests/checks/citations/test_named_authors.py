"""CIT062, CIT063 and CIT068: authors that a sentence names, beside what it cites."""

from __future__ import annotations

from pathlib import Path

import pytest

from read_yaml import read_yaml

HERE = Path(__file__).parent
CASES = read_yaml(HERE / "named_authors.yaml")
BIB = """
@book{kito, author = {鬼頭, 健司}, title = {港}, date = {2024}}
@book{kita, author = {北井, 邦亮}, title = {島}, date = {2023}}
@book{kawa, author = {鬼頭川, 守}, title = {岬}, date = {2022}}
@book{tide, author = {Tidewell, Rosalind}, title = {The Clause}, date = {2019}}
@report{works, author = {{Ministry of Works of Skerrow}}, title = {Sound}, date = {2016}}
@report{mod, author = {{防衛省}}, title = {港の白書}, date = {2023}}
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_authors_named_in_a_sentence(audit, case):
    found = [
        each.rule.id
        for rule in ("CIT062", "CIT063", "CIT068")
        for each in audit([{"text": case["text"], "bib": BIB}], rule)[0]
    ]
    assert found == case["found"]


def test_what_is_told_of_each(audit, hold_words):
    papers = [{"text": case["text"], "bib": BIB} for case in CASES]
    found = (audit(papers, rule) for rule in ("CIT062", "CIT063", "CIT068"))
    hold_words(
        {
            paper["text"]: [each for one in told for each in one]
            for paper, *told in zip(papers, *found, strict=True)
        }
    )
