"""Hatching as lines: the same lines as the pattern has, each once, within what they fill."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from lxml import etree
from matplotlib.figure import Figure

from hakusho.figures import hatching, svg

NS = {"s": "http://www.w3.org/2000/svg"}


def pattern(lines, more=""):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"><defs>'
        f'<pattern id="h" patternUnits="userSpaceOnUse" x="0" y="0" width="10" height="10"{more}>'
        '<rect x="0" y="0" width="11" height="11" fill="#eee"/>'
        f'<path d="{lines}" stroke="#123" stroke-width="0.5"/></pattern></defs>'
    )


def drawn(shape, lines="M -5 5 L 5 -5 M 0 10 L 10 0 M 5 15 L 15 5", more=""):
    root = etree.fromstring(f"{pattern(lines, more)}{shape}</svg>")
    hatching.draw(root)
    return root


def segments(root):
    (path,) = root.xpath("//s:g/s:path[@stroke-width='0.5']", namespaces=NS)
    numbers = [float(each) for each in re.findall(r"-?\d+\.\d+", path.get("d"))]
    return {tuple(numbers[at : at + 4]) for at in range(0, len(numbers), 4)}


def box(left, top, right, bottom, more=""):
    corners = f"M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} z"
    return f'<path d="{corners}" fill="url(#h)" stroke="#456" stroke-width="2"{more}/>'


def test_lines_run_from_edge_to_edge_through_all_tiles_and_each_is_drawn_once():
    assert segments(drawn(box(0, 0, 20, 5))) == {(5, 5, 10, 0), (15, 5, 20, 0)}


def _on_lattice(x, y, step, origin):
    return round((x + y - origin) / step, 6).is_integer()


@pytest.mark.parametrize("corner", [(3, 4), (-7, 5), (12.5, -30), (0, 0)])
@pytest.mark.parametrize("tile", [(0, 0, 10, 10), (2, 5, 10, 10), (-3, 1, 8, 8)])
def test_lines_stand_where_the_tiles_have_them_wherever_these_begin(tile, corner):
    left, top, wide, high = tile
    right, bottom = left + wide, top + high
    lines = f"M {left} {bottom} L {right} {top}"
    x, y = corner
    given = pattern(lines).replace(
        'x="0" y="0" width="10" height="10"',
        'x="{}" y="{}" width="{}" height="{}"'.format(*tile),
        1,
    )
    root = etree.fromstring(f"{given}{box(x, y, x + 23, y + 17)}</svg>")
    hatching.draw(root)
    found = segments(root)
    origin = left + bottom
    for a, b, c, d in found:
        assert a + b == pytest.approx(c + d, abs=1e-5)
        assert _on_lattice(a, b, wide, origin)
        assert {x <= a <= x + 23, x <= c <= x + 23, y <= b <= y + 17, y <= d <= y + 17} == {True}
        assert a in {x, x + 23} or b in {y, y + 17}
    first, last = x + y, x + y + 40
    inside = [n for n in range(-30, 60) if first < origin + n * wide < last]
    assert len(found) == len(inside)


def test_a_shape_is_ground_lines_and_outline_in_this_order_with_its_own_clip_around_them():
    root = drawn(box(0, 0, 20, 5, ' clip-path="url(#axes)"'))
    (group,) = root.xpath("s:g", namespaces=NS)
    assert dict(group.attrib) == {"clip-path": "url(#axes)"}
    ground, lines, outline = group
    assert (ground.get("fill"), ground.get("stroke")) == ("#eee", None)
    assert (lines.get("fill"), lines.get("stroke")) == ("none", "#123")
    assert (outline.get("fill"), outline.get("stroke"), outline.get("stroke-width")) == (
        "none", "#456", "2",
    )  # fmt: skip
    assert not root.xpath("//s:pattern", namespaces=NS)


def test_what_is_no_rectangle_cuts_its_lines_by_itself():
    root = drawn('<path d="M 0 0 L 20 0 L 20 20 z" fill="url(#h)"/>')
    (cut,) = root.xpath("//s:clipPath", namespaces=NS)
    (lines,) = root.xpath("//s:path[@clip-path]", namespaces=NS)
    assert lines.get("clip-path") == f"url(#{cut.get('id')})"
    assert [each.get("d") for each in cut] == ["M 0 0 L 20 0 L 20 20 z"]


@pytest.mark.parametrize(
    ("shape", "lines", "more"),
    [
        ('<path d="M 0 0 C 1 1 2 2 3 3 z" fill="url(#h)"/>', "M 0 0 L 10 10", ""),
        (box(0, 0, 9, 9), "M 0 0 C 1 1 2 2 3 3 z", ""),
        (box(0, 0, 9, 9), "M 0 0 L 10 10", ' patternTransform="rotate(3)"'),
    ],
)
def test_curves_and_turned_patterns_stay_patterns(shape, lines, more):
    root = drawn(shape, lines, more)
    (path,) = root.xpath("s:path", namespaces=NS)
    assert path.get("fill") == "url(#h)"
    assert root.xpath("//s:pattern", namespaces=NS)


@pytest.mark.parametrize(
    ("hatch", "lines"),
    [("-", {(1, 0)}), ("|", {(0, 1)}), ("/", {(1, -1)}), ("+", {(1, 0), (0, 1)})],
)
def test_what_matplotlib_hatches_becomes_lines_in_its_directions(hatch, lines):
    figure = Figure()
    figure.add_axes((0, 0, 1, 1)).bar([1], [3], hatch=hatch, facecolor="none")
    data = BytesIO()
    figure.savefig(data, format="svg")
    root = etree.fromstring(
        svg.finish(data.getvalue(), "fig", language="ja", width_mm=100, height_mm=80)
    )
    assert not root.xpath("//s:pattern", namespaces=NS)
    found = {
        (round((c - a) / max(abs(c - a), abs(d - b))), round((d - b) / max(abs(c - a), abs(d - b))))
        for group in root.xpath("//s:g[count(s:path) = 3]", namespaces=NS)
        for a, b, c, d in re.findall(r"M (\S+) (\S+) L (\S+) (\S+)", group[1].get("d"))
        for a, b, c, d in [tuple(map(float, (a, b, c, d)))]
    }
    assert {tuple(map(abs, each)) for each in found} == {tuple(map(abs, each)) for each in lines}
