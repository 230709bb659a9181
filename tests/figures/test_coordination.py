from __future__ import annotations

from itertools import pairwise, product

import pytest

from hakusho.figures import charts
from hakusho.figures.charts.places import Box, place
from hakusho.figures.charts.routes import crosses, route
from hakusho.figures.theme import THEME

SIDES = {"s": "Skerrow", "m": "Outer Marrow", "v": "Vell", "o": "Observers"}
TIERS = {"p": "Heads of government", "q": "Ministers", "r": "Services", "t": "Units"}
NAMES = {"p": "Council", "q": "Ministry of Maritime Affairs", "r": "Coast Service", "t": "Squadron"}


def _many():
    return [
        charts.Body(f"{side}{tier}{index}", f"{name} {NAMES[tier]} {index}", side, tier)
        for side, name in SIDES.items()
        for tier in TIERS
        for index in range(2 if tier == "r" else 1)
    ]


def _four():
    return [
        charts.Body("a", "Admiralty", "x", "1"),
        charts.Body("b", "Board of Works", "y", "1"),
        charts.Body("c", "Pilots", "x", "2"),
        charts.Body("d", "Lighthouse Service", "y", "2", standing="uncertain"),
    ]


def _group(panels):
    return charts.Group(_four(), panels, {"x": "Crown", "y": "Harbour"}, {"1": "", "2": ""})


def test_twenty_bodies_on_four_sides(look):
    bodies = _many()
    assert len(bodies) == 20
    links = [
        charts.Link("sp0", "mp0", "treaty"),
        charts.Link("sp0", "op0", "memorandum"),
        charts.Link("sq0", "vq0", "talks", "new"),
        charts.Link("mr0", "vr0", "patrols"),
        charts.Link("sp0", "st0"),
        charts.Link("vt0", "ot0", "exchange", "uncertain"),
        charts.Link("st0", "vr1", "liaison"),
        charts.Link("mq0", "or0"),
    ]
    group = charts.Group(bodies, [charts.Panel(links, "Present arrangements")], SIDES, TIERS)
    seen = look(charts.coordination([group], language="en"))
    seen.check()
    assert {link.label for link in links if link.label} <= set(seen.labels)


def test_before_and_after_keep_each_body_in_its_place(look):
    panels = [
        charts.Panel([charts.Link("a", "b", "funds")], "Before", ("a", "b", "c")),
        charts.Panel(
            [charts.Link("a", "b", "funds"), charts.Link("c", "d", "orders", "uncertain")], "After"
        ),
    ]
    seen = look(charts.coordination([_group(panels)], language="en"))
    seen.check()
    places = {}
    for text, box in zip(seen.texts, seen.boxes, strict=True):
        places.setdefault(text.get_text(), []).append(box)
    shift = {
        name: places[name][1][0] - places[name][0][0]
        for name in ("Admiralty", "Board of Works", "Pilots")
    }
    assert max(shift.values()) - min(shift.values()) < 0.01
    assert {places[name][1][1] - places[name][0][1] for name in shift} == {0}
    assert len(places["(Lighthouse Service)"]) == 1
    assert {"existing", "not settled"} <= set(seen.labels)


def test_without_news_there_is_no_key(look):
    seen = look(charts.coordination([_group([charts.Panel([charts.Link("a", "b")])])]))
    assert "従来からの対応" not in seen.labels


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (charts.Panel([charts.Link("a", "zz")]), "'zz', which is no body"),
        (charts.Panel([charts.Link("a", "d")], bodies=("a",)), "'d', which is no body"),
        (charts.Panel([charts.Link("a", "a")]), "to itself"),
    ],
)
def test_a_link_that_leads_nowhere_is_an_error(panel, said):
    with pytest.raises(charts.ChartError, match=said):
        charts.coordination([_group([panel])])


def test_too_many_panels_are_an_error():
    with pytest.raises(charts.ChartError, match="do not fit"):
        charts.coordination([_group([charts.Panel([])] * 5)])


def test_no_two_boxes_overlap():
    boxes = place(_many(), tuple(SIDES), tuple(TIERS), width_mm=150, gap_mm=10, theme=THEME).boxes
    assert not [(a, b) for a, b in product(boxes, boxes) if a < b and boxes[a].overlaps(boxes[b])]


def test_routes_lead_around_other_boxes():
    boxes = place(_many(), tuple(SIDES), tuple(TIERS), width_mm=150, gap_mm=12, theme=THEME).boxes
    pairs = [(a, b) for a, b in product(boxes, boxes) if a < b]
    for start, end in pairs[::4]:
        others = [box for each, box in boxes.items() if each not in {start, end}]
        path = route(boxes[start], boxes[end], others, [])
        assert not [
            box for box in others for a, b in pairwise(path) if crosses(box.grown(-0.1), a, b)
        ], (start, end)


@pytest.mark.parametrize(
    ("a", "b", "inside"),
    [
        ((0, 5), (20, 5), True),
        ((0, 5), (9, 5), False),
        ((0, 0), (20, 20), True),
        ((10, 0), (10, 20), False),
        ((12, 12), (13, 13), True),
        ((0, 25), (25, 0), True),
        ((0, 19), (19, 0), False),
    ],
)
def test_a_segment_crosses_a_box(a, b, inside):
    assert crosses(Box(10, 0, 10, 20) if a == (0, 5) else Box(10, 10, 10, 10), a, b) is inside
