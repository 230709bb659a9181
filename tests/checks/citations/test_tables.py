"""Rules whose cases are a table: Markdown, and where the rule finds something."""

from __future__ import annotations

from pathlib import Path

import pytest

from read_yaml import read_yaml

HERE = Path(__file__).parent
TABLES = {
    "glued": "CIT005",
    "quotations": "CIT007",
    "ambiguity": "CIT009",
    "literal_keys": "CIT012",
    "source_lines": "CIT013",
}


def read(name):
    return read_yaml(HERE / f"{name}.yaml")


CASES = [(name, number, case) for name in TABLES for number, case in enumerate(read(name))]


@pytest.fixture(scope="module")
def findings(audit):
    before = {"glued": "一行目\n"}
    return {
        name: audit([before.get(name, "") + case["text"] for case in read(name)], rule_id)
        for name, rule_id in TABLES.items()
    }


@pytest.mark.parametrize(
    ("name", "number", "case"), CASES, ids=[f"{name}-{case['text']}" for name, _, case in CASES]
)
def test_what_must_be_found_is_and_nothing_else(findings, name, number, case):
    found = findings[name][number]
    expected = case["found"]
    if isinstance(expected, bool):
        assert bool(found) == expected, found
    elif expected and isinstance(expected[0], str):
        assert [str(each.location).removeprefix("c1.md:") for each in found] == expected
    else:
        assert [each.location.column for each in found] == expected
    if "says" in case:
        assert case["says"] in f"{found[0].message} {found[0].hint}"


def test_what_is_told_of_each(findings, hold_words):
    hold_words({f"{name} {case['text']}": findings[name][number] for name, number, case in CASES})
