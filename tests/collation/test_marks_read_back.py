"""Readings over words, numbers, boxes and pages: what editions say of them is held against the paper."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hakusho.editions.read_pdf import tagged_text
from hakusho.editions.readable_text import readable_text
from hakusho.manuscript.withheld import comparable
from validators.read_back import documents_of

HERE = Path(__file__).parent
FAULTS = YAML(typ="safe").load((HERE / "marks.yaml").read_text(encoding="utf-8"))
WORDS = comparable("この要領は、浦野港の岸壁を使う者が守るべきことを定める。")


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    folder = tmp_path_factory.mktemp("marks")
    shutil.copytree(HERE.parent / "papers/ordinance", folder / "paper")
    return documents_of(folder / "paper", folder / "made")


@pytest.fixture
def report(documents):
    return documents[""]


@pytest.mark.parametrize("name", ["", "press"])
def test_nothing_is_found_where_nothing_is_wrong(documents, name):
    assert documents[name].findings() == []


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["fault"])
def test_a_fault_is_found(report, case):
    found = report.with_fault(case["edition"], case["at"], case["new"], case.get("in", ""))
    wanted, piece, where = case["found"]
    rules = [wanted] * case.get("count", 1) + case.get("besides", [])
    assert sorted(rule for rule, _, _ in found) == sorted(rules), found
    assert [each for each in found if each[0] == wanted and piece in each[1] and where in each[2]]


@pytest.mark.parametrize("edition", ["html", "docx", "epub"])
def test_readings_do_not_divide_what_is_searched_for_leaks(report, edition):
    text = comparable(readable_text(report.made.files[edition]))
    assert WORDS in text
    assert "うらのこう" in text


def test_nor_in_a_pdf_which_is_read_by_its_tags_too(report):
    file = report.made.files["pdf"]
    assert WORDS not in comparable(readable_text(file))
    assert WORDS in comparable(tagged_text(file))
