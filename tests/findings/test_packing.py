"""Findings as plain data, for a file or another process, and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hakusho.findings import (
    Finding,
    Location,
    Severity,
    Subject,
    also,
    packed_finding,
    unpacked_finding,
)

PLAIN = Finding.of("TRN003", Location("b.md", 2, 1), "second")
FULL = replace(
    Finding.of(
        "CIT004",
        Location("report/chapters/01.md", 3, 7),
        "there is no {name}",
        "Look at {name} on page {page:.0f}.",
        "x",
        4.0,
        subject=Subject("entry", "x"),
        because=(Subject("file", "bib/a.bib"), Subject("dataset")),
        related=also(Location("d.xlsx", 5, 3, "表"), "the {which} one", "other"),
    ),
    reason="known gap",
    override=Severity.WARNING,
)


@pytest.mark.parametrize("finding", [PLAIN, FULL])
def test_what_is_packed_comes_back_as_it_was(finding):
    back = unpacked_finding(json.loads(json.dumps(packed_finding(finding))))
    assert back == finding
    assert [str(each.label) for each in back.related] == [str(e.label) for e in finding.related]
    assert (str(back.message), str(back.hint)) == (str(finding.message), str(finding.hint))


BROKEN = [
    ("rule", "TRN999", KeyError),
    ("rule", None, KeyError),
    ("location", {"path": "a.md", "line": "1", "column": 0, "sheet": ""}, TypeError),
    ("location", {"path": "a.md", "line": 1, "column": None, "sheet": ""}, TypeError),
    ("location", {"path": 7, "line": 1, "column": 0, "sheet": ""}, TypeError),
    ("location", {"path": "a.md", "line": 1, "column": 0, "sheet": None}, TypeError),
    ("location", {"path": "a.md"}, TypeError),
    ("message", ["{a:99999}", {"a": "x"}], ValueError),
    ("message", ["{a.__class__}", {"a": "x"}], ValueError),
    ("message", ["{a}", {"a": {}}], TypeError),
    ("message", "no", AttributeError),
    ("subject", {"sort": "entry"}, TypeError),
    ("override", "fatal", ValueError),
]


@pytest.mark.parametrize(("key", "value", "error"), BROKEN)
def test_what_somebody_else_wrote_becomes_no_finding(key, value, error):
    with pytest.raises(error):
        unpacked_finding({**packed_finding(FULL), key: value})


LOCATIONS = {
    "a.md": Location("a.md"),
    "a.md:3": Location("a.md", 3),
    "a.md:3:9": Location("a.md", 3, 9),
    "d.xlsx:表": Location("d.xlsx", sheet="表"),
    "d.xlsx:表!7": Location("d.xlsx", 7, sheet="表"),
    "d.xlsx:表!A7": Location("d.xlsx", 7, 1, "表"),
    "d.xlsx:表!Z7": Location("d.xlsx", 7, 26, "表"),
    "d.xlsx:表!AA7": Location("d.xlsx", 7, 27, "表"),
    "d.xlsx:表!AZ1": Location("d.xlsx", 1, 52, "表"),
    "d.xlsx:表!ZZ1": Location("d.xlsx", 1, 702, "表"),
    "d.xlsx:表!AAA1": Location("d.xlsx", 1, 703, "表"),
    "d.xlsx:表!C": Location("d.xlsx", 0, 3, "表"),
}


@pytest.mark.parametrize("told", LOCATIONS)
def test_a_place_is_named_as_editors_and_spreadsheets_name_it(told):
    assert str(LOCATIONS[told]) == told


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ({"path": 7, "line": 1, "column": 0, "sheet": ""}, "the path and the sheet of a location are texts"),
        ({"path": "", "line": 1, "column": "", "sheet": ""}, "the line and the column of a location are numbers"),
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_said(location, said):
    with pytest.raises(TypeError, match=f"^{said}$"):
        unpacked_finding({**packed_finding(FULL), "location": location})
