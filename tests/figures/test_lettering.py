"""Widths and glyphs of the shipped fonts."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import font_manager

from hakusho.figures.lettering import has_glyph, use_shipped_fonts, width_mm
from hakusho.tools import fonts

EM = 7.5 * 25.4 / 72


def test_a_full_width_letter_is_one_em_wide():
    assert width_mm("国", 7.5) == pytest.approx(EM, rel=0.001)
    assert width_mm("国国", 10, bold=True) == pytest.approx(20 * 25.4 / 72, rel=0.001)


@pytest.mark.parametrize(("char", "there"), [("国", True), ("髙", True), ("𓀀", False)])
def test_whether_the_font_has_a_letter(char, there):
    assert has_glyph(char) is there
    assert has_glyph(char, bold=True) is there


def test_no_font_of_the_system_is_known():
    use_shipped_fonts()
    known = {Path(font.fname) for font in font_manager.fontManager.ttflist}
    shipped = {font.path for font in (fonts.sans(), fonts.sans_bold())}
    assert shipped <= known
    own = Path(mpl.get_data_path())
    assert [path for path in known - shipped if not path.is_relative_to(own)] == []
