"""``<br>`` in a cell of a table is a line break, and nowhere else."""

import pytest

from hakusho.ast.walk import elements
from written import draft_of

TABLE = "| 港 | 説明 |\n|----|------|\n| 北 | {} |\n\n: 題{}\n"


def kinds(text):
    found = {"LineBreak", "RawInline"}
    return [each["t"] for each in elements(draft_of(text).chapters[0].blocks) if each["t"] in found]


@pytest.mark.parametrize("written", ["一<br>二", "一<br/>二", "一 <BR /> 二", "*一<br>二*"])
def test_a_cell_may_have_lines(written):
    assert kinds(TABLE.format(written, "")) == ["LineBreak"]


def test_a_break_keeps_its_place():
    draft = draft_of(TABLE.format("一<br>二", ""))
    (found,) = (e for e in elements(draft.chapters[0].blocks) if e["t"] == "LineBreak")
    assert str(draft.positions.place(found["at"][0])) == "a.md:3:8"


@pytest.mark.parametrize(
    "text", ["一<br>二\n", TABLE.format("一", "<br>"), TABLE.format("一<b>二</b>", "")]
)
def test_all_else_stays_raw_markup(text):
    assert set(kinds(text)) == {"RawInline"}
