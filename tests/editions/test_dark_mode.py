import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.editions.dark_mode import DARK_PAPER, for_dark, style
from hakusho.figures import theme
from hakusho.figures.theme import contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", [theme.INK, theme.MUTED, *theme.PALETTE])
def test_what_carries_meaning_can_be_read_on_a_dark_page(colour):
    assert contrast(for_dark(colour), DARK_PAPER) >= 4.5


@given(COLOURS)
def test_every_colour_has_a_counterpart(colour):
    assert re.fullmatch("#[0-9a-f]{6}", for_dark(colour))


def test_data_colours_stay_apart():
    changed = [for_dark(colour) for colour in theme.PALETTE]
    assert len(set(changed)) == len(changed)


def test_the_ground_becomes_the_pages_own():
    css = style(theme.NAMED, paper="paper")
    assert "--figure-paper: var(--paper);" in css
    assert f"--figure-ink: light-dark({theme.INK}, {for_dark(theme.INK)});" in css


def test_the_style_of_two_colours_is_all_that_a_page_needs():
    assert style({"ground": "#ffffff", "ink": "#000000"}, paper="ground") == (
        ":root {\n"
        "  --figure-ground: var(--paper);\n"
        f"  --figure-ink: light-dark(#000000, {for_dark('#000000')});\n"
        "}\n.themed { fill: var(--figure-ink); }\n"
    )


def test_dark_page_is_the_templates(repository):
    css = (repository / "templates" / "html" / "report.css").read_text(encoding="utf-8")
    assert f"--paper: light-dark(#fdfdfb, {DARK_PAPER});" in css
