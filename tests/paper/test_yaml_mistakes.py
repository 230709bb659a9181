"""What is wrong in a YAML file, in words for its author: slips, faults and values that do not fit."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from hakusho.paper.yaml_source import Strict, read_schema
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("yaml_mistakes.yaml"))


class _Person(Strict):
    name: str
    affiliation: str = ""


class _File(Strict):
    title: str = Field(min_length=1, examples=["港の役割: 序論"])
    authors: tuple[_Person, ...] = Field(min_length=1)
    keywords: tuple[str, ...] = ()
    lead: _Person | None = None
    numbered: bool = True
    size: Literal["a4", "b5", "a5"] = "a4"
    level: Literal[1, 2] = 1
    letters: int = Field(40, ge=10, le=60)
    points: float = Field(9.5, gt=5, lt=20)
    day: date | None = None
    sizes: dict[str, int] = Field({}, examples=[{"body": 9, "notes": 8}])


def told_in(text):
    _, _, findings = read_schema(_File, "PAP001", "a.yaml", text)
    return [
        f"{each.location} {each.message} | {each.hint}".removeprefix("a.yaml:") for each in findings
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_what_is_wrong_is_told(case):
    assert told_in(case["text"]) == case["found"]


@pytest.mark.parametrize("written", ["2026-02-30", "2026-13-01", "2026-02-30T00:00:00"])
def test_a_day_that_no_calendar_has_is_named_with_its_place(written):
    (told,) = told_in(f"title: 港\nday: {written}\nauthors: [{{name: 甲}}]\n")
    assert told.startswith(f"2:6 {written} is no date: ")
    assert told.endswith(" | Write year, month and day: 2026-04-01.")


def test_what_of_a_file_cannot_be_used_may_be_unknown():
    (told,) = told_in('title: "\\UFFFFFFFF"\n')
    assert told.startswith("1:6 this is not valid YAML: ")
