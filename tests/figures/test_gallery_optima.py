"""The gallery's charts stand as they were looked at last: a change of a layout is seen.

That a chart is legible says nothing of whether it is the best of its forms. Written by
``HAKUSHO_ACCEPT=1 pytest tests/figures/test_gallery_optima.py``, after looking at
``python -m gallery``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import yaml

from gallery.shown import ITEMS, TOO_MUCH, WIDTHS
from read_yaml import read_yaml
from validators.drawn_places import digest_of

FILE = Path(__file__).parents[1] / "gallery/optima.yaml"


def _digests(name):
    return {
        where: digest_of(ITEMS[name](width_mm=width))
        for where, width in WIDTHS.items()
        if (name, where) not in TOO_MUCH
    }


def test_every_chart_of_the_gallery_stands_where_it_was_accepted():
    found = {name: _digests(name) for name in ITEMS}
    if os.environ.get("HAKUSHO_ACCEPT"):
        FILE.write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")
    assert found == read_yaml(FILE)


MOVED = {
    "upright_bars._FILLED": ("columns-grouped-ja", 0.7),
    "line._NAME_GAP_MM": ("line-fan-ja", 2.4),
    "shares._BAR_MM": ("shares-ja", 5.0),
    "slope._LABEL_SHARE": ("slope-ja", 0.2),
    "matrix._PAD_MM": ("matrix-ja", 1.0),
    "hierarchy._APART_MM": ("hierarchy-ja", 2.0),
    "roadmap._BAR_MM": ("roadmap-ja", 3.0),
    "range_map._MARGIN": ("map-rings-ja", 1.1),
    "dots._DOT_MM": ("dots-en", 3.2),
    "multiples._GAP_MM": ("multiples-ja", 7.0),
    "balance_layout._NAME_GAP_MM": ("balance-forces-linear-ja", 3.4),
    "timeline_layout._FOOT": ("timeline-5-ja", 1.1),
    "layers.body_places._STACK_GAP": ("diagram-15-three-sides-ja", 6),
    "bar_table._GAP_MM": ("table-en", 3.5),
}
"""A small change of each kind, by the constant that it changes."""


@pytest.mark.parametrize("constant", MOVED)
def test_a_small_change_of_a_layout_is_seen(constant, monkeypatch):
    name, value = MOVED[constant]
    before = _digests(name)
    module, _, attribute = constant.rpartition(".")
    monkeypatch.setattr(sys.modules[f"hakusho.figures.charts.{module}"], attribute, value)
    assert _digests(name) != before
