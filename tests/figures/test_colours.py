"""Colours of all charts: letters that can be read, marks that stay apart, in grey as well."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from gallery.documented import draw
from hakusho.editions.dark_mode import DARK_PAPER, for_dark
from hakusho.figures import theme
from hakusho.figures.charts.upright_bars import letters_on
from hakusho.figures.theme import contrast
from validators.colour_vision import VISIONS, ciede2000, distance, lightness
from validators.letter_contrast import too_faint

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


STEP, FIRST_STEP, FIRST = 1.16, 1.45, 3
"""Least WCAG 2.2 contrast of any two, and of any two of the first, which most charts take."""


def _pairs() -> list[tuple[str, str]]:
    return list(zip(theme.PALETTE, (*theme.PALETTE[1:], theme.PALETTE[0]), strict=True))


@pytest.mark.parametrize("ground", [theme.PAPER, theme.SOFT])
def test_letters_can_be_read_and_marks_be_seen(ground):
    for colour in (theme.INK, theme.MUTED):
        assert contrast(colour, ground) >= TEXT
        assert contrast(for_dark(colour), for_dark(ground)) >= TEXT
    for colour in (*theme.PALETTE, theme.REST):
        assert contrast(colour, ground) >= MARK
        assert contrast(for_dark(colour), for_dark(ground)) >= MARK
        assert contrast(for_dark(colour), DARK_PAPER) >= (MARK if colour == theme.REST else TEXT)


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


@pytest.mark.parametrize("shown", [str, for_dark], ids=["light", "dark"])
def test_any_two_data_colours_differ_in_grey_by_a_step(shown):
    for one, other in combinations(theme.PALETTE, 2):
        assert contrast(shown(one), shown(other)) >= STEP, (one, other)
    for one, other in combinations(theme.PALETTE[:FIRST], 2):
        assert contrast(shown(one), shown(other)) >= FIRST_STEP, (one, other)


def test_steps_of_grey_have_one_order_and_the_other_on_a_dark_page():
    steps = sorted(theme.PALETTE, key=lightness)
    assert steps == [
        theme.BLUE, theme.PURPLE, theme.GREEN, theme.ORANGE, theme.VERMILLION, theme.SKY
    ]  # fmt: skip
    assert sorted(theme.PALETTE, key=lambda each: -lightness(for_dark(each))) == steps


@pytest.mark.parametrize("colour", theme.PALETTE)
@pytest.mark.parametrize("shown", [str, for_dark], ids=["light", "dark"])
def test_letters_on_a_data_colour_can_be_read(colour, shown):
    assert contrast(shown(letters_on(colour)), shown(colour)) >= TEXT


def test_every_data_colour_has_a_name_for_the_page():
    assert {
        *theme.PALETTE,
        theme.INK,
        theme.MUTED,
        theme.REST,
        theme.GRID,
        theme.SOFT,
        theme.PAPER,
    } == set(theme.NAMED.values())


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


@pytest.mark.parametrize(("root", "name", "language"), FIGURES, ids=[each[1] for each in FIGURES])
def test_every_letter_of_the_papers_figures_can_be_read_on_its_ground(root, name, language):
    assert too_faint(draw(root, name, language)) == []
