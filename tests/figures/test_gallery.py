"""The gallery, judged by artist: every chart at every width is legible, or says why it is not.

And it looks as it did: no chart in an author's paper changes unasked. Where one is meant to, look
at the gallery (``python -m gallery``), then let ``HAKUSHO_ACCEPT=1`` write ``gallery.yaml`` anew.
"""

from __future__ import annotations

import os
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
from filelock import FileLock
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from ruamel.yaml import YAML

from gallery.documented import ROOT, draw
from gallery.shown import ITEMS, TOO_MUCH, WIDTHS
from hakusho.figures.charts import ChartError
from validators.balance_marks import Marks
from validators.diagram import Diagram
from validators.letter_contrast import too_faint
from validators.timeline_sight import Sight

HARBOUR = ROOT / "tests/papers/harbour"
PAPERS = [
    *((ROOT, name, language) for name in ("missiles", "warheads") for language in ("ja", "en")),
    (HARBOUR, "readiness", "en"),
    (HARBOUR, "quays", "en"),
]


RECORD = Path(__file__).with_name("gallery.yaml")
LOOKS = YAML(typ="safe").load(RECORD.read_text("utf-8")) if RECORD.is_file() else {}


def _look_of(figure):
    """A digest of where everything stands, to a tenth of a millimetre, and of its colours."""
    figure.draw_without_rendering()
    tenths = 254 / figure.dpi

    def place(artist):
        # The odd shift keeps round numbers away from where rounding turns.
        extents = artist.get_window_extent().extents
        return " ".join(str(round(float(each) * tenths + 0.137)) for each in extents)

    def said(artist):
        if isinstance(artist, Text):
            return f"{artist.get_text()} {artist.get_fontsize():.2f} {to_hex(artist.get_color())}"
        if isinstance(artist, Line2D):
            return f"line {artist.get_linewidth():.2f} {to_hex(artist.get_color())}"
        return f"patch {to_hex(artist.get_facecolor(), keep_alpha=True)}"

    seen = (each for kind in (Text, Line2D, Patch) for each in figure.findobj(kind))
    lines = [f"{said(each)} {place(each)}" for each in seen if each.get_visible()]
    return sha256("\n".join(lines).encode()).hexdigest()[:12]


def _accept(name, look):
    with FileLock(f"{RECORD}.lock"):
        known = YAML(typ="safe").load(RECORD.read_text("utf-8")) if RECORD.is_file() else {}
        known[name] = look
        lines = (f"{each}: '{known[each]}'\n" for each in sorted(known))
        RECORD.write_text("".join(lines), encoding="utf-8")
    Path(f"{RECORD}.lock").unlink()


def _check(kind, figure, look):
    if kind == "timeline":
        Sight(figure).check()
    elif kind == "diagram":
        Diagram(look(figure)).check()
    else:
        look(figure).check()
        if kind == "balance":
            assert Marks(figure).faults() == []
    assert too_faint(figure) == []


@pytest.mark.parametrize(("name", "where"), [*product(ITEMS, WIDTHS)])
def test_a_chart_is_legible_or_says_what_is_missing(name, where, look):
    width = WIDTHS[where]
    if (name, where) in TOO_MUCH:
        with pytest.raises(ChartError, match=rf"at a width of {width} mm need \d+ mm"):
            ITEMS[name](width_mm=width)
        return
    figure = ITEMS[name](width_mm=width)
    assert figure.get_figwidth() * 25.4 == pytest.approx(width)
    _check(name.split("-")[0], figure, look)
    seen, recorded = _look_of(figure), LOOKS.get(f"{name} {where}")
    if seen != recorded and "HAKUSHO_ACCEPT" in os.environ:
        _accept(f"{name} {where}", seen)
    assert seen == recorded


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize(("root", "name", "language"), PAPERS)
def test_the_papers_bars_are_legible(root, name, language, width, look):
    kind = "own" if name == "quays" else "balance"
    _check(kind, draw(root, name, language, width_mm=width), look)
