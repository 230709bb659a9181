"""Whether two pieces of links cross, by the order of their ends alone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hakusho.figures.charts.layers.columns import Item, Piece
from hakusho.figures.charts.layers.crossings import crossing


def piece(*ends, gutter=1, panels=1):
    """A piece between ends that are each a column and a place in it."""
    first, second = (Item(column, 0, "b", at) for column, at in ends)
    return Piece(SimpleNamespace(panels=panels), gutter, first, second)


A, B = 0, 1


@pytest.mark.parametrize(
    ("one", "other", "crosses"),
    [
        (((A, 0), (B, 1)), ((A, 1), (B, 0)), True),
        (((A, 0), (B, 1)), ((A, 1), (B, 2)), False),
        (((A, 0), (B, 0)), ((A, 0), (B, 1)), False),
        (((A, 0), (B, 1)), ((A, 1), (B, 1)), False),
        # arcs in one column
        (((A, 0), (A, 2)), ((A, 1), (A, 3)), True),
        (((A, 2), (A, 0)), ((A, 1), (A, 3)), True),
        (((A, 1), (A, 3)), ((A, 0), (A, 2)), True),
        (((A, 0), (A, 3)), ((A, 1), (A, 2)), False),
        (((A, 0), (A, 1)), ((A, 2), (A, 3)), False),
        (((A, 0), (A, 2)), ((A, 2), (A, 3)), False),
        (((A, 0), (A, 2)), ((A, 0), (A, 3)), False),
        (((A, 0), (A, 3)), ((A, 1), (A, 3)), False),
        (((A, 0), (A, 2)), ((B, 1), (B, 3)), False),
        # an arc and what runs through the gutter
        (((A, 0), (A, 2)), ((A, 1), (B, 5)), True),
        (((B, 0), (B, 2)), ((A, 5), (B, 1)), True),
        (((A, 0), (A, 2)), ((A, 0), (B, 1)), False),
        (((A, 0), (A, 2)), ((A, 2), (B, 1)), False),
        (((A, 0), (A, 2)), ((A, 3), (B, 1)), False),
        (((B, 0), (B, 2)), ((A, 1), (B, 3)), False),
    ],
)
def test_ends_that_interleave_cross(one, other, crosses):
    assert crossing(piece(*one), piece(*other)) is crosses
    assert crossing(piece(*other), piece(*one)) is crosses


def test_only_what_is_seen_together_in_one_gutter_crosses():
    ends, others = ((A, 0), (B, 1)), ((A, 1), (B, 0))
    assert not crossing(piece(*ends), piece(*others, gutter=2))
    assert not crossing(piece(*ends, panels=1), piece(*others, panels=2))
    assert crossing(piece(*ends, panels=3), piece(*others, panels=2))
