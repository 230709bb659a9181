"""Colours of all charts: letters that can be read, marks that stay apart, in grey as well."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from hakusho.data import load_datasets
from hakusho.editions.dark_mode import DARK_PAPER, for_dark
from hakusho.figures import FigureContext, theme
from hakusho.figures.model import DeclaredData
from hakusho.figures.registry import inspect
from hakusho.figures.theme import contrast
from validators.colour_vision import VISIONS, ciede2000, distance, lightness

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests/papers/harbour"
FIGURES = [
    (ROOT, "warheads", "ja"),
    (ROOT, "missiles", "ja"),
    (ROOT, "coordination", "ja"),
    (ROOT, "timeline", "ja"),
    (HARBOUR, "readiness", "en"),
    (HARBOUR, "quays", "en"),
]
TEXT, MARK = 4.5, 3.0
"""Least contrast: WCAG 2.2, 1.4.3 and 1.4.11."""
NEIGHBOURS, ANY_TWO, IN_GREY = 14, 5, 12
"""Least CIEDE2000 of colours that follow each other and of any two (1 is just seen), and of L*."""


def _pairs() -> list[tuple[str, str]]:
    return list(zip(theme.PALETTE, (*theme.PALETTE[1:], theme.PALETTE[0]), strict=True))


@pytest.mark.parametrize("ground", [theme.PAPER, theme.SOFT])
def test_letters_can_be_read_and_marks_be_seen(ground):
    for colour in (theme.INK, theme.MUTED):
        assert contrast(colour, ground) >= TEXT
        assert contrast(for_dark(colour), for_dark(ground)) >= TEXT
    for colour in theme.PALETTE:
        assert contrast(colour, ground) >= MARK
        assert contrast(for_dark(colour), for_dark(ground)) >= MARK
        assert contrast(for_dark(colour), DARK_PAPER) >= TEXT


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("shown", [str, for_dark], ids=["light", "dark"])
def test_data_colours_stay_apart_for_every_vision(vision, shown):
    for one, other in _pairs():
        assert distance(shown(one), shown(other), vision) >= NEIGHBOURS, (one, other)
    for one, other in combinations(theme.PALETTE, 2):
        assert distance(shown(one), shown(other), vision) >= ANY_TWO, (one, other)


@pytest.mark.parametrize("shown", [str, for_dark], ids=["light", "dark"])
def test_data_colours_that_follow_each_other_differ_in_grey(shown):
    for one, other in _pairs():
        assert abs(lightness(shown(one)) - lightness(shown(other))) >= IN_GREY, (one, other)


def test_every_data_colour_has_a_name_for_the_page():
    assert {*theme.PALETTE, theme.INK, theme.MUTED, theme.GRID, theme.SOFT, theme.PAPER} == set(
        theme.NAMED.values()
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # of the test data that Sharma, Wu and Dalal publish
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_of_difference(one, other, expected):
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("vision", VISIONS)
def test_every_vision_sees_white_as_white(vision):
    assert all(sum(row) == pytest.approx(1, abs=1e-5) for row in VISIONS[vision])


def _drawn(root: Path, name: str, language: str):
    datasets, _ = load_datasets(root)
    spec = spec_from_file_location(f"coloured_{name}", root / f"figures/{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    seen = inspect(root, name)[0].seen(datasets)
    return module.draw(FigureContext(DeclaredData({each.name: each for each in seen}), language))


@pytest.mark.parametrize(("root", "name", "language"), FIGURES, ids=[each[1] for each in FIGURES])
def test_every_letter_of_the_papers_figures_can_be_read_on_its_ground(root, name, language):
    figure = _drawn(root, name, language)
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw_without_rendering()
    texts = [text for text in figure.findobj(Text) if text.get_text().strip()]
    assert texts
    for text in texts:
        ground = _ground(figure, text, renderer)
        colour = to_hex(text.get_color())
        assert contrast(colour, ground) >= TEXT, text.get_text()
        assert contrast(for_dark(colour), for_dark(ground)) >= TEXT, text.get_text()


def _ground(figure, text: Text, renderer) -> str:
    """The colour of the topmost filled box under a text's middle, else paper."""
    box = text.get_window_extent(renderer)
    middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    under = [
        patch
        for axes in figure.axes
        for patch in axes.patches
        if patch.get_facecolor()[3] == 1
        and patch.get_zorder() <= text.get_zorder()
        and patch.contains_point(middle)
    ]
    top = max(under, key=lambda patch: patch.get_zorder(), default=None)
    return to_hex(top.get_facecolor()) if top else theme.PAPER
