"""Widths and glyphs of the shipped fonts."""

from __future__ import annotations

import pytest

from hakusho.figures.lettering import has_glyph, width_mm

EM = 7.5 * 25.4 / 72


def test_a_full_width_letter_is_one_em_wide():
    assert width_mm("国", 7.5) == pytest.approx(EM, rel=0.001)
    assert width_mm("国国", 10, bold=True) == pytest.approx(20 * 25.4 / 72, rel=0.001)


@pytest.mark.parametrize(("char", "there"), [("国", True), ("髙", True), ("𓀀", False)])
def test_whether_the_font_has_a_letter(char, there):
    assert has_glyph(char) is there
    assert has_glyph(char, bold=True) is there
