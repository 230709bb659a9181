from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hakusho.figures.charts.spacing import spread

LABELS = st.lists(
    st.tuples(st.floats(0, 200, allow_nan=False), st.floats(0.5, 8)), min_size=1, max_size=30
)


@given(LABELS)
def test_labels_keep_their_order_their_room_and_the_page(labels):
    wanted = sorted(place for place, _ in labels)
    sizes = [size for _, size in labels]
    high = 200 + sum(sizes)
    places = spread(wanted, sizes, 0, high)
    for (place, size), (following, _) in pairwise(zip(places, sizes, strict=True)):
        assert following >= place + size - 1e-6
    assert places[0] >= -1e-6
    assert places[-1] + sizes[-1] <= high + 1e-6


@given(LABELS)
def test_labels_that_are_clear_already_stay(labels):
    sizes = [size for _, size in labels]
    wanted = [index * 9.0 for index in range(len(sizes))]
    assert spread(wanted, sizes, 0, 9.0 * len(sizes)) == [
        __import__("pytest").approx(place) for place in wanted
    ]


def test_two_that_want_one_place_share_the_way():
    assert spread([10, 10], [4, 4], 0, 100) == [8, 12]
