"""CIT008 and CIT011."""

from __future__ import annotations

from pathlib import Path

import pytest

from read_yaml import read_yaml

HERE = Path(__file__).parent
RANGES = read_yaml(HERE / "locators.yaml")
UNREAD = read_yaml(HERE / "unread_places.yaml")


@pytest.fixture(scope="module")
def outside(audit):
    return audit([case["text"] for case in RANGES], "CIT008")


@pytest.mark.parametrize("number", range(len(RANGES)), ids=[case["text"] for case in RANGES])
def test_pages_that_the_work_does_not_have(outside, number):
    case, found = RANGES[number], outside[number]
    assert [finding.location.column for finding in found] == case["found"]
    assert all(finding.entry in finding.message for finding in found)
    if "message" in case:
        assert case["message"] in found[0].message


BACKWARDS = {
    "甲[@kitai2024, 48-46頁]。": [3],
    "A [@smith2019, pp. 228-30].": [],
    "A [@smith2019, pp. 6-4].": [4],
    "甲[@itayama2017, 78-80頁]。": [],
    "甲[@itayama2017, 104–102頁]。": [3],  # found once, and not as outside of the work
}


def test_pages_that_run_backwards(audit):
    found = audit([*BACKWARDS], "CIT026")
    assert [[each.location.column for each in places] for places in found] == [*BACKWARDS.values()]


def test_pages_outside_of_a_work_lead_to_those_that_its_entry_has(outside):
    (finding,) = outside[0]
    assert [each.location.path for each in finding.related] == ["a.bib"]


@pytest.fixture(scope="module")
def unread(audit):
    return audit([f"甲[@mod2023{case['after']}]。" for case in UNREAD], "CIT011")


@pytest.mark.parametrize("number", range(len(UNREAD)), ids=[case["after"] for case in UNREAD])
def test_digits_that_were_meant_as_a_place(unread, number):
    assert bool(unread[number]) == UNREAD[number]["found"], unread[number]


def test_what_is_told_of_each(outside, unread, hold_words):
    said = {case["text"]: found for case, found in zip(RANGES, outside, strict=True)}
    said |= {case["after"]: found for case, found in zip(UNREAD, unread, strict=True)}
    hold_words(said)


def test_a_page_that_is_the_number_of_the_issue(audit):
    texts = ["甲[@issue2020, 188頁]。", "甲[@issue2020, 18頁]。", "甲[@within2020, 188頁]。"]
    assert [len(found) for found in audit(texts, "CIT064")] == [1, 0, 0]
