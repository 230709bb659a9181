"""The layout of coordination charts: crossings against brute force, heights, lanes and forms."""

from __future__ import annotations

import random
from itertools import combinations, pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hakusho.figures import charts
from hakusho.figures.charts.layers import crossings
from hakusho.figures.charts.layers.arrangement import arrange
from hakusho.figures.charts.layers.columns import arc_gutters, grid, strands, wire
from hakusho.figures.charts.layers.labels import Box
from hakusho.figures.charts.layers.routes import Gutter
from hakusho.figures.theme import THEME
from validators.diagram import overlap

MANY = 2000
"""A height that is never reached, in mm."""


def _random(seed):
    return random.Random(seed)  # noqa: S311  a graph, no secret


def _group(rng, bodies, links, sides=3, tiers=2, panels=1):
    names = [
        charts.Body(f"b{number}", f"Body {number}", f"s{rng.randrange(sides)}", f"t{tier}")
        for number, tier in enumerate(rng.randrange(tiers) for _ in range(bodies))
    ]
    shown = [
        charts.Panel(
            [
                charts.Link(*(f"b{end}" for end in rng.sample(range(bodies), 2)))
                for _ in range(links)
            ]
        )
        for _ in range(panels)
    ]
    return charts.Group(
        names,
        shown,
        {f"s{number}": "" for number in range(sides)},
        {f"t{number}": "" for number in range(tiers)},
    )


def _wiring(group):
    where = grid(group, len(group.sides), headed=False)
    return wire(group.bodies, strands(group), where, range(where.columns + 1))


def _fewest(wiring):
    """The least number of crossings of all orders, by trying them all."""
    columns = [list(column) for column in wiring.columns]
    orders = [
        [
            order
            for order in permutations(column)
            if [item.row for item in order if item.body]
            == sorted(item.row for item in column if item.body)
        ]
        for column in columns
    ]
    arcs = [piece for piece in wiring.pieces if piece.arc]
    sides = [arc_gutters(arc.first.column, wiring) for arc in arcs]
    best = None
    for order in product(*orders):
        for column in order:
            for at, item in enumerate(column):
                item.at = at
        for gutters in product(*sides):
            for arc, gutter in zip(arcs, gutters, strict=True):
                arc.gutter = gutter
            found = crossings.count(wiring)
            best = found if best is None else min(best, found)
            if not best:
                return 0
    return best


def test_the_order_is_at_most_one_crossing_from_the_best():
    found = best = tried = 0
    for seed in range(120):
        rng = _random(seed)
        group = _group(rng, rng.randint(5, 8), rng.randint(5, 8))
        wiring = _wiring(group)
        if max(map(len, wiring.columns)) > 5:
            continue
        left, least = crossings.order(wiring), _fewest(_wiring(group))
        assert least <= left <= least + 1, seed
        found, best, tried = found + left, best + least, tried + 1
    assert tried > 90
    assert found <= 1.3 * best


@pytest.mark.parametrize("seed", range(5))
def test_a_shuffled_ladder_is_untangled(seed):
    numbers = list(range(10))
    _random(seed).shuffle(numbers)
    bodies = [charts.Body(f"l{number}", "Left", "l", "t") for number in range(10)]
    bodies += [charts.Body(f"r{number}", "Right", "r", "t") for number in numbers]
    links = [charts.Link(f"l{number}", f"r{number}") for number in range(10)]
    group = charts.Group(bodies, [charts.Panel(links)], {"l": "", "r": ""}, {"t": ""})
    found = arrange(group, 150, MANY, THEME)
    assert found.crossings == 0
    for number in range(10):
        (_, y1), (_, y2) = found.sheet.paths[number]
        assert y1 == y2


def test_the_order_of_the_data_is_kept_where_it_costs_nothing():
    bodies = [charts.Body(name, name, side, "t") for name in "cabd" for side in "x"]
    bodies += [charts.Body(name.upper(), name, "y", "t") for name in "cabd"]
    links = [charts.Link("a", "A"), charts.Link("b", "B")]
    group = charts.Group(bodies, [charts.Panel(links)], {"x": "", "y": ""}, {"t": ""})
    boxes = arrange(group, 150, MANY, THEME).sheet.boxes
    assert sorted("cabd", key=lambda each: boxes[each].y) == list("cabd")


def _geometric(found):
    """Crossings of the lines themselves, but for pairs that no panel shows together."""
    total = 0
    for one, other in combinations(found.wiring.strands, 2):
        if one.panels & other.panels:
            total += sum(
                _cross(a, b, c, d)
                for a, b in pairwise(found.sheet.paths[one.number])
                for c, d in pairwise(found.sheet.paths[other.number])
            )
    return total


def _cross(a, b, c, d):
    if (a[0] == b[0]) == (c[0] == d[0]):
        return False
    if a[0] == b[0]:
        a, b, c, d = c, d, a, b
    return min(a[0], b[0]) < c[0] < max(a[0], b[0]) and min(c[1], d[1]) < a[1] < max(c[1], d[1])


@given(st.randoms(use_true_random=False), st.integers(4, 24), st.integers(1, 4), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_lines_cross_as_often_as_the_order_says(rng, bodies, sides, panels):
    group = _group(rng, bodies, bodies, sides, rng.randint(1, 5), panels)
    for width in (80, 170):
        found = arrange(group, width, 10 * MANY, THEME)
        assert _geometric(found) == found.crossings


def test_the_same_data_give_the_same_places():
    first, second = (arrange(_group(_random(7), 30, 30), 150, MANY, THEME).sheet for _ in range(2))
    assert first == second


def test_a_link_that_two_panels_share_keeps_its_path():
    bodies = [charts.Body(name, name, side, "t") for name, side in zip("abcd", "xyxy", strict=True)]
    kept, gone = charts.Link("a", "b", "stays"), charts.Link("a", "d", "goes")
    after = charts.Link("a", "b", "stays", "new")
    panels = [charts.Panel([kept, gone]), charts.Panel([after])]
    found = arrange(charts.Group(bodies, panels, {"x": "", "y": ""}, {"t": ""}), 150, MANY, THEME)
    assert len(found.wiring.strands) == 2
    assert set(found.wiring.strands[0].links) == {0, 1}


@pytest.mark.parametrize(
    ("panels", "width", "across", "columns"),
    [(2, 150, 2, 2), (2, 80, 1, 2), (1, 150, 1, 2), (3, 170, 2, 2)],
)
def test_the_form_follows_the_width(panels, width, across, columns):
    bodies = [
        charts.Body(f"{side}{tier}", f"Headquarters of {side}{tier}", side, tier)
        for side in "xy"
        for tier in "12"
    ]
    panel = charts.Panel([charts.Link("x1", "y2", "operations"), charts.Link("x2", "y1")])
    group = charts.Group(bodies, [panel] * panels, {"x": "X", "y": "Y"}, {"1": "One", "2": "Two"})
    form = arrange(group, width, MANY, THEME).form
    assert (form.across, form.columns) == (across, columns)


def test_four_sides_stand_below_each_other_on_a_phone():
    bodies = [
        charts.Body(f"{side}{tier}", "Coordination Centre", side, tier)
        for side in "wxyz"
        for tier in "12"
    ]
    panel = charts.Panel([charts.Link("w1", "z2", "operations"), charts.Link("x1", "y1", "policy")])
    group = charts.Group(bodies, [panel], dict.fromkeys("wxyz", "Side"), {"1": "One", "2": "Two"})
    assert arrange(group, 170, MANY, THEME).form.columns == 4
    found = arrange(group, 80, MANY, THEME)
    assert found.form.columns == 2
    assert found.sheet.boxes["w1"].bottom < found.sheet.boxes["y1"].y


@pytest.mark.parametrize(
    ("width", "height", "said"),
    [
        (22, MANY, r"does not fit into 22 mm: .* mm: make it wider"),
        (150, 20, r"would be \d+ mm high, but there are 20 mm"),
    ],
)
def test_what_does_not_fit_says_why(width, height, said):
    group = _group(_random(1), 12, 12)
    with pytest.raises(charts.ChartError, match=said):
        arrange(group, width, height, THEME)


def test_boxes_that_share_an_edge_do_not_overlap():
    assert not overlap(Box(0, 0, 5, 5), Box(5, 0, 5, 5))
    assert overlap(Box(0, 0, 5, 5), Box(4.9, 4.9, 5, 5))


@pytest.mark.parametrize(
    ("room", "lanes"),
    [
        (0.0, [12.0, 13.5]),  # no nearer to one another than 1.5 mm
        (1.0, [12.25, 14.25]),  # of what is over, half between the lanes, half beside them
        (9.0, [16.15, 18.35]),  # no farther than 2.2 mm
    ],
)
def test_lanes_share_the_room_of_their_gutter(room, lanes):
    gutter = Gutter(left=2.0, right=4.0, lanes=2, x=10.0, width=7.5 + room)
    assert gutter.least == 7.5
    assert [gutter.lane(number) for number in range(2)] == pytest.approx(lanes)
