"""Where figures and tables stand is settled in the document, and so is a sentence around one."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.ast.build import attr, inlines_of
from hakusho.ast.walk import attr_of
from hakusho.manuscript.float_places import PLACE, with_float_places
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).parent / "float_places.yaml")


def _block(kind, text):
    if kind == "P":
        return {"t": "Para", "c": inlines_of(text)}
    own = attr(pairs=[(PLACE, text)] if text else [])
    if kind == "T":
        return {"t": "Table", "c": [own, [None, []], [], [attr(), []], [], [attr(), []]]}
    image = {"t": "Image", "c": [own, [], ["a.png", ""]]}
    return {"t": "Figure", "c": [attr(), [None, []], [{"t": "Plain", "c": [image]}]]}


def _said(block):
    names = {"Para": "P", "Figure": "F", "Table": "T"}
    _, classes, pairs = attr_of(block)
    place = [value for key, value in pairs if key == PLACE]
    return " ".join([names.get(block["t"], block["t"]), *classes, *place])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_places(case):
    blocks = [_block(*each) for each in case["blocks"]]
    assert [_said(each) for each in with_float_places(blocks)] == case["made"]
    inside = {"t": "Div", "c": [attr(), blocks]}
    (made,) = with_float_places([inside])
    assert [_said(each) for each in made["c"][1]] == case["made"]


def test_no_image_keeps_the_place():
    (figure,) = with_float_places([_block("F", "here")])
    (image,) = figure["c"][2][0]["c"]
    assert attr_of(image)[2] == []
