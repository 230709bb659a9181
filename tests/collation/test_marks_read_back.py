"""Readings over words, numbers, boxes and pages: what editions say of them is held against the paper."""

from __future__ import annotations

import ctypes
import shutil
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from hakusho.editions.read_pdf import tagged_text
from hakusho.editions.readable_text import readable_text
from hakusho.manuscript.withheld import comparable
from read_yaml import read_yaml
from validators.read_back import documents_of

HERE = Path(__file__).parent
FAULTS = read_yaml(HERE / "marks.yaml")
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


def _letters(file, words):
    """Where each letter of a piece of text stands on its page, its height, and its font."""
    document = pypdfium2.PdfDocument(file)
    try:
        for page in document:
            text = page.get_textpage()
            letters = [chr(raw.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars())]
            start = "".join(letters).find(words)
            if start >= 0:
                return [_letter(text, at) for at in range(start, start + len(words))]
    finally:
        document.close()
    raise AssertionError(words)


def _letter(text, at):
    x, y, name = ctypes.c_double(), ctypes.c_double(), ctypes.create_string_buffer(99)
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    raw.FPDFText_GetFontInfo(text, at, name, len(name), None)
    return round(y.value, 1), raw.FPDFText_GetFontSize(text, at), name.value.decode()


def test_a_reading_changes_no_lines_height(report):
    file = report.made.files["pdf"]
    (first, size, _), *_ = _letters(file, "この要領は、")
    (second, _, _), *_ = _letters(file, "数え方は")
    assert first - second == pytest.approx(1.7 * size, abs=0.2)
    (reading, half, _), *_ = _letters(file, "まも")
    assert half == pytest.approx(size / 2)
    assert first < reading < first + 1.7 * size


def test_small_capitals_come_from_a_font_that_has_them(report):
    letters = _letters(report.made.files["pdf"], "Small Craft")
    assert {"Libertinus" in font for _, _, font in letters} == {True}
