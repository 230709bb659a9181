"""CON097: rows that tell of a year after their source."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions import check_older_sources
from hakusho.citations.works import works_of
from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from validators.bib_files import parse_bibliography


@pytest.mark.parametrize(
    ("work", "row", "lines"),
    [
        ("date = {2020}", "c,Cables,2030,,s,5", []),
        ("date = {2020}", "c,Third cable,2021-02,,s,", [2]),
        ("date = {2020}", "c,Third cable,2021-02,,s,about 5", []),
        ("date = {2020}", "c,Third cable,2019-02,,s,", []),
        ("date = {2020}", "c,Third cable,2020-12,,s,", []),
        ("date = {2020}", "c,Third cable (planned),2021-02,,s,", []),
        ("date = {2020}", "c,Third cable,2021-02,projection,s,", []),
        ("date = {2020}, urldate = {2022-01-01}", "c,Third cable,2021-02,,s,", []),
        ("title = {The Year 2021}, date = {2020}", "c,Third cable,2021-02,,s,", []),
        ("date = {forthcoming}", "c,Third cable,2021-02,,s,", []),
        ("date = {2020}", "c,Third cable,2021-02,,t,", []),
    ],
)
def test_a_row_and_its_source(work, row, lines):
    works = works_of(parse_bibliography("a.bib", f"@misc{{s, {work}}}")[0])
    csv = f"id,label,date,status,source,value\n{row}\n"
    facts = facts_of(datasets_of({"figures/data/f.csv": csv})[0])[0]
    assert [each.location.line for each in check_older_sources(works, facts)] == lines
