"""Maps: which coasts are looked at, and that no other one would be on the map."""

from __future__ import annotations

import io

import pytest

from hakusho.figures import lettering
from hakusho.figures.charts.projections import Projection
from hakusho.figures.charts.range_map import Place, _Frame, _land_near, range_map
from hakusho.figures.theme import THEME

TOKYO = [Place("東京", 35.7, 139.7)]


def drawn(across, width):
    lettering.apply_theme(THEME, "map")
    figure = range_map(TOKYO, across_km=across, language="en", width_mm=width)
    file = io.BytesIO()
    figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


@pytest.mark.parametrize("across", [900, 4_000, 16_000])
def test_a_coast_that_is_passed_over_is_not_on_the_map(across, monkeypatch):
    passed = []
    may_hold = _Frame.may_hold

    def count(frame, box):
        passed.append(not may_hold(frame, box))
        return True

    quick = drawn(across, 100)
    monkeypatch.setattr(_Frame, "may_hold", count)
    assert drawn(across, 100) == quick
    assert any(passed)
    assert not all(passed)


def test_coasts_are_projected_once_for_all_widths(monkeypatch):
    _land_near.cache_clear()
    drawn(4_000, 150)
    asked = []
    place = Projection.place
    monkeypatch.setattr(
        Projection, "place", lambda self, *point: asked.append(point) or place(self, *point)
    )
    drawn(4_000, 80)
    assert len(asked) < 100
