"""Which lists have which marks."""

from __future__ import annotations

import pytest

from hakusho.ast.walk import elements, stringify
from hakusho.manuscript.marked_lists import Lists, is_mark, with_list_marks
from written import read_texts

NESTED = "1. a\n    - b\n        - c\n        - d\n    - e\n2. f\n"


def _marks(text, house=None):
    (blocks,), _ = read_texts([text])
    made = with_list_marks(blocks, house or Lists())
    kinds = [each["t"] for each in elements(made) if each["t"].endswith("List")]
    return [stringify(each) for each in elements(made) if is_mark(each)], kinds


@pytest.mark.parametrize(
    ("attributes", "marks", "kinds"),
    [
        ('marks="① ・ ア"', "① ・ ア イ ・ ②", ["OrderedList", "BulletList", "OrderedList"]),
        ('marks="※ (1)"', "※ (1) (2) ※", ["BulletList", "OrderedList", "BulletList"]),
        ('numbers="一、" bullets="x ・"', "一、 ・ ・ 二、", None),
        ('bullets="x x ・"', "・ ・", ["OrderedList", "BulletList", "BulletList"]),
    ],
)
def test_by_level(attributes, marks, kinds):
    if "x" in attributes:  # no mark: what nothing knows leaves a level as it is
        marks = {"一、 ・ ・ 二、": "一、 ・ ・ 二、", "・ ・": "・ ・"}[marks]
    found, made = _marks(f"::: {{.list {attributes}}}\n{NESTED}:::\n")
    assert found == marks.split()
    assert kinds is None or made == kinds


def test_for_the_whole_paper_and_otherwise_for_one_list():
    text = f"{NESTED}\n::: {{.list marks=a}}\n- x\n:::\n"
    found, _ = _marks(text, Lists(marks=("①", "・")))
    assert found == ["①", "・", "・", "②", "a"]
    assert _marks(NESTED) == ([], ["OrderedList", "BulletList", "BulletList"])


def test_numbers_go_on_from_where_a_list_begins():
    assert _marks("::: {.list marks=（1）}\n3. a\n4. b\n:::\n")[0] == ["（3）", "（4）"]


def test_what_is_left_alone():
    text = "- [ ] a\n- [x] b\n\n::: {.numbers}\n- **1** c\n:::\n"
    assert _marks(text, Lists(marks=("①",)))[0] == []


def test_an_item_that_begins_with_no_paragraph_has_a_mark_too():
    assert _marks("::: {.list marks=①}\n1. ```\n   x\n   ```\n:::\n")[0] == ["①"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("(1) x\n(2) y\n", ["(1)", "(2)"]),
        ("3) x\n4) y\n", ["3)", "4)"]),
        ("(i) x\n(ii) y\n", ["(i)", "(ii)"]),
        ("b) x\nc) y\n", ["b)", "c)"]),
        ("(A) x\n(B) y\n", ["(A)", "(B)"]),
        ("1. x\n2. y\n\n- z\n", []),
        ("::: {.list marks=①}\n(1) x\n:::\n", ["①"]),
        ("1. x\n    (1) y\n", ["(1)"]),
    ],
)
def test_brackets_that_were_typed_are_marks(text, marks):
    assert _marks(text)[0] == marks


TYPED = {
    "1. a\n2. b": [],
    "1) a\n2) b": ["1)", "2)"],
    "(1) a\n(2) b": ["(1)", "(2)"],
    "a. x\nb. y": [],
    "a) x\nb) y": ["a)", "b)"],
    "(a) x\n(b) y": ["(a)", "(b)"],
    "A) x\nB) y": ["A)", "B)"],
    "(A) x\n(B) y": ["(A)", "(B)"],
    "i) x\nii) y": ["i)", "ii)"],
    "(i) x\n(ii) y": ["(i)", "(ii)"],
    "I) x\nII) y": ["I)", "II)"],
    "(III) x\n(IV) y": ["(III)", "(IV)"],
    "3) x\n4) y": ["3)", "4)"],
    "- x\n- y": [],
    "- [ ] x\n- [x] y": [],
    "1) [ ] x\n2) y": [],
}


@pytest.mark.parametrize("text", TYPED)
def test_marks_with_brackets_are_printed_as_they_are_typed(text):
    found, kinds = _marks(f"{text}\n")
    assert found == TYPED[text]
    assert kinds == ["BulletList" if text.startswith("-") else "OrderedList"]


def test_levels_begin_anew_in_notes_and_tables_and_other_lists():
    house = Lists(marks=("①", "・"))
    text = "1. a\n    - b^[n\n"
    assert _marks("1. a\n    - b[^n]\n\n[^n]: note\n\n    1. c\n", house)[0] == ["①", "・", "①"]
    assert _marks(f"{text}]\n\n::: {{.list marks=a}}\n1. x\n    1. y\n:::\n", house)[0][-1] == "a"
    kept = "::: {.x}\n1. a\n    - b\n:::\n"
    assert _marks(kept, house)[0] == ["①", "・"]
