"""SVG files that authors place: what could run or load is refused, all else is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.examining.pictures import find_images
from hakusho.figures.svg_safety import loaded_by, other_encoding, problem
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


LOADED = {
    "fill: red": "",
    "fill: url(#a)": "",
    "fill: url(data:image/png;base64,AAAA)": "",
    "@import 'x.css'; a": "'x.css'",
    "@import": "@import",
    "@import url( 'x.css' )": "url( 'x.css' )",
    "url(data:image/svg+xml;base64,AAAA)": "data:image/svg+xml;base64,AAAA",
    "src(//x)": "//x",
    "image-set('a.png' 1x)": "a.png",
    "cross-fade(a.png)": "a.png",
    "image( b.png )": "b.png",
    "URL(  x y  )": "x y",
    "u\\72 l(x)": "x",
    "\\75rl(y)": "y",
    "\\u\\rl(z)": "z",
    "\\0 url(w)": "w",
    "\\110000 url(v)": "v",
    "\\d800 url(u)": "u",
    "x: expression (1)": "expression (",
    "javascript :x()": "javascript :",
    "vbscript:x": "vbscript:",
    "(-moz-binding: x)": "-moz-binding",
    "url(#a) url(b.png) url(c.png)": "b.png",
}


@pytest.mark.parametrize("css", LOADED)
def test_what_a_style_loads_is_named(css):
    assert loaded_by(css) == LOADED[css]


def test_a_style_element_is_read_with_all_that_stands_in_it():
    told = problem(f"{HEAD}<style>a<!-- -->{{ fill: url({'x' * 70}) }}</style></svg>".encode())
    assert told == f"refers to '{'x' * 60}' (line 1)"


ENCODED = {
    b"<svg/>": "", "<svg>港</svg>".encode(): "", b"\xff\xfe<\0": "UTF-16", b"\xfe\xff\0<": "UTF-16",
    b"<?xml version='1.0' encoding='UTF-8'?><svg/>": "",
    b'<?xml version="1.0" encoding="Shift_JIS"?><svg/>': "",
    '<?xml version="1.0" encoding="Shift_JIS"?><svg>港</svg>'.encode("cp932"): "Shift_JIS",
    '<?xml version="1.0" encoding="Shift_JIS"?><svg>港</svg>'.encode(): "Shift_JIS",
    '<?xml version="1.0" encoding="utf8"?><svg>港</svg>'.encode(): "",
    '<?xml version="1.0" encoding="utf-8"?><svg>港</svg>'.encode("cp932"): "another encoding",
    "<svg>港</svg>".encode("cp932"): "another encoding",
}  # fmt: skip


@pytest.mark.parametrize("data", ENCODED)
def test_an_encoding_that_typst_does_not_read_is_named(data):
    assert other_encoding(data) == ENCODED[data]


ANIMATED = {"onclick": True, "OnLoad": True, "href": True, "xlink:href": True, "x": False, "zone": False, "hrefs": False}  # fmt: skip


@pytest.mark.parametrize("name", ANIMATED)
def test_an_animation_may_move_a_drawing_and_not_what_it_does(name):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><g><animate attributeName="{name}"/></g></svg>'
    assert bool(problem(svg.encode())) is ANIMATED[name]
