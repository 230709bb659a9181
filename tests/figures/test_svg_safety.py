"""SVG files that authors place: what could run or load is refused, all else is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.examining.pictures import find_images
from hakusho.figures.svg_safety import loaded_by, problem
from hakusho.findings import Location
from hakusho.manuscript.indexed import ImageUse
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("images.yaml"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def _file(case):
    return (case.get("file") or f"{HEAD}{case['body']}</svg>").encode()


@pytest.mark.parametrize("case", CASES["placed"], ids=lambda case: case["name"])
def test_what_only_draws_is_placed(case):
    assert problem(_file(case)) == ""


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["name"])
def test_what_runs_or_loads_is_refused(case):
    assert case["says"] in problem(_file(case))


def test_the_finding_stands_at_the_image_and_names_the_line(make_paper):
    body = f"{HEAD}\n<g/>\n<script/>\n</svg>"
    root = make_paper({"figures/map.svg": body})
    use = ImageUse("map.svg", "a", "report/chapters/01.md", Location("report/chapters/01.md", 7, 1))
    _, (finding,) = find_images(root, [use])
    assert (finding.rule.id, finding.location.line) == ("FIG005", 7)
    assert finding.message == "'map.svg' holds <script> (line 3)"
    assert "plain SVG" in finding.hint


@given(st.text("ur\\l(7265 )'\"#:/@importjavscext;ax.", max_size=40))
def test_no_style_makes_it_stumble(css):
    loaded_by(css)


@given(st.binary(max_size=80))
def test_no_file_makes_it_stumble(data):
    assert isinstance(problem(b"<svg" + data), str)


ANIMATED = {"onclick": True, "OnLoad": True, "href": True, "xlink:href": True, "x": False, "zone": False, "hrefs": False}  # fmt: skip


@pytest.mark.parametrize("name", ANIMATED)
def test_an_animation_may_move_a_drawing_and_not_what_it_does(name):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><g><animate attributeName="{name}"/></g></svg>'
    assert bool(problem(svg.encode())) is ANIMATED[name]
