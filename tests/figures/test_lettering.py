"""Widths and glyphs of the shipped fonts."""

from __future__ import annotations

import shutil
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

from hakusho.figures import lettering
from hakusho.figures.lettering import (
    apply_theme,
    families,
    has_glyph,
    hold,
    pieces,
    use_shipped_fonts,
    width_mm,
)
from hakusho.figures.theme import GRID, INK, MUTED, THEME, Theme
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
    shipped = {font.path for bold in (False, True) for font in fonts.of_labels(bold=bold)}
    assert shipped <= known
    own = Path(mpl.get_data_path())
    assert [path for path in known - shipped if not path.is_relative_to(own)] == []


@pytest.fixture
def searches(monkeypatch):
    """The families that matplotlib has looked for, in a process that has looked for none."""
    use_shipped_fonts()
    manager, looked_for = font_manager.fontManager, []
    find = font_manager.FontManager.findfont

    def findfont(self, prop, *given, **named):
        looked_for.extend(prop.get_family())
        return find(self, prop, *given, **named)

    monkeypatch.setattr(font_manager.FontManager, "findfont", findfont)
    monkeypatch.setattr(manager, "_find_fonts_by_props", None)
    monkeypatch.delattr(manager, "_find_fonts_by_props")
    monkeypatch.setattr(manager, "ttflist", [*manager.ttflist])
    lettering._find_once(manager)
    yield looked_for
    del manager._find_fonts_by_props


def found(*names):
    prop = font_manager.FontProperties(family=[*names])
    return [Path(each).name for each in font_manager.fontManager._find_fonts_by_props(prop)]


def test_the_fonts_of_a_family_are_looked_for_once(searches):
    first = found("Noto Sans JP", "DejaVu Sans")
    first.clear()  # nobody changes what is remembered
    assert len(found("Noto Sans JP", "DejaVu Sans")) == 2
    assert searches == ["Noto Sans JP", "DejaVu Sans"]


@pytest.mark.usefixtures("searches")
def test_what_a_generic_family_stands_for_is_asked_each_time():
    assert found("sans-serif") != ["DejaVuSerif.ttf"]
    with mpl.rc_context({"font.sans-serif": ["DejaVu Serif"]}):
        assert found("sans-serif") == ["DejaVuSerif.ttf"]


@pytest.mark.usefixtures("searches")
def test_a_font_that_a_program_brings_is_found(tmp_path):
    for name in ("own.ttf", "other.ttf"):
        before = found("DejaVu Serif")
        file = tmp_path / name
        shutil.copyfile(Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSerif.ttf"), file)
        known = font_manager.fontManager.ttflist
        others = [each for each in known if each.name != "DejaVu Serif"]
        font_manager.fontManager.ttflist = others
        font_manager.fontManager.addfont(file)
        assert found("DejaVu Serif") == [name] != before


@pytest.mark.parametrize("char", "čłğІяΩế习국")
def test_labels_have_the_letters_of_the_world(char):
    assert has_glyph(char)
    assert has_glyph(char, bold=True)
    assert 0 < width_mm(char, 10) <= 10 * 25.4 / 72


@pytest.mark.parametrize(
    ("text", "bold", "cut"),
    [
        ("東京とTōkyō", False, [("東京とTōkyō", "Noto Sans JP")]),
        ("Łukaszの港", False, [("Łukasz", "Noto Sans"), ("の港", "Noto Sans JP")]),
        ("习近平", False, [("习近平", "Noto Sans SC")]),
        ("国家发展改革委员会", False, [("国家发展改革委员会", "Noto Sans SC")]),
        ("日本の习近平", False, [("日本の", "Noto Sans JP"), ("习近平", "Noto Sans SC")]),
        ("习近平と習近平", False, [("习近平", "Noto Sans SC"), ("と習近平", "Noto Sans JP")]),
        ("서울市", False, [("서울市", "Noto Sans KR")]),
        ("국방부（国防部）", False, [("국방부", "Noto Sans KR"), ("（国防部）", "Noto Sans JP")]),
        ("大韓民國・臺灣", False, [("大韓民國・臺灣", "Noto Sans JP")]),
        ("习近平・국", True, [("习近平", "Noto Sans SC"), ("・국", "Noto Sans CJK JP")]),
        ("国家发展改革委员会", True, [("国家发展改革委员会", "Noto Sans SC")]),
        ("臺灣國防部・習近平", True, [("臺灣國防部・習近平", "Noto Sans CJK JP")]),
        ("국방부", True, [("국방부", "Noto Sans CJK JP")]),
        ("", False, []),
    ],
)
def test_a_label_is_cut_where_its_font_changes(text, bold, cut):
    assert [(piece, font.family) for piece, font in pieces(text, bold=bold)] == cut


def test_a_width_counts_the_gaps():
    apart = sum(width_mm(piece, 7.5) for piece in ("約", "2030", "年"))
    assert width_mm("約2030年", 7.5) == pytest.approx(apart + 0.5 * EM)


def test_matplotlib_lays_a_label_out_with_its_gaps():
    use_shipped_fonts()
    figure = Figure(figsize=(4, 1), dpi=72)
    with mpl.rc_context({"font.family": families()}):
        extents = [
            figure.text(0, 0, text, fontsize=20).get_window_extent().width
            for text in ("約2030年", "約", "2030", "年")
        ]
    assert extents[0] - sum(extents[1:]) == pytest.approx(10, abs=1.5)


def test_a_users_settings_of_matplotlib_change_nothing():
    apply_theme(THEME, "w")
    clean = dict(mpl.rcParams)
    foreign = {"lines.linewidth": 9, "axes.grid": True, "font.size": 40, "savefig.bbox": "tight"}
    mpl.rcParams.update(foreign | {"axes.spines.top": True, "svg.hashsalt": None})
    apply_theme(THEME, "w")
    assert dict(mpl.rcParams) == clean


def test_what_a_figure_looks_like():
    apply_theme(THEME, "w")
    look = mpl.rcParams
    assert (look["font.size"], look["xtick.labelsize"]) == (THEME.text, THEME.small)
    assert (look["axes.linewidth"], look["grid.linewidth"]) == (THEME.rule, THEME.rule)
    assert not any(look[f"axes.spines.{side}"] for side in ("top", "right"))
    assert not look["legend.frameon"]
    assert {look[f"{part}.facecolor"] for part in ("figure", "axes", "savefig")} == {"none"}
    assert look["axes.prop_cycle"].by_key()["color"] == list(THEME.palette)
    assert not look["axes.unicode_minus"]
    assert not look["axes.formatter.use_locale"]


@pytest.mark.parametrize(
    "theme", [THEME, Theme(10, 9, 12, rule=0.8, palette=("#123456", "#654321"))]
)
def test_every_parameter_of_the_look_is_the_themes(theme):
    apply_theme(theme, "w")
    expected = {
        "font.size": theme.text, "axes.labelsize": theme.text, "xtick.labelsize": theme.small,
        "ytick.labelsize": theme.small, "legend.fontsize": theme.small, "text.color": INK,
        "axes.labelcolor": INK, "xtick.labelcolor": INK, "ytick.labelcolor": INK, "axes.edgecolor": MUTED,
        "xtick.color": MUTED, "ytick.color": MUTED, "grid.color": GRID, "axes.linewidth": theme.rule,
        "xtick.major.width": theme.rule, "ytick.major.width": theme.rule, "grid.linewidth": theme.rule,
        "hatch.linewidth": theme.rule, "svg.fonttype": "none", "svg.hashsalt": "w", "svg.image_inline": True,
        "text.parse_math": False, "font.family": families(),
    }  # fmt: skip
    assert {key: mpl.rcParams[key] for key in expected} == expected
    assert mpl.rcParams["axes.prop_cycle"].by_key()["color"] == list(theme.palette)


@pytest.fixture
def labelled():
    figure = Figure()
    whole, second, _, hidden, _ = (
        figure.text(0, 0, text) for text in ("一の", "二", "三\n四", "五", " ")
    )
    lettering.mark(whole, "一の二")
    lettering.mark(second, None)
    hidden.set_visible(False)
    return figure


def test_the_labels_of_a_figure_are_whole(labelled):
    assert lettering.labels(labelled) == ("一の二", "三\n四")
    assert lettering.labels(labelled, frozenset({"一の", "二", "三"})) == ("一の二",)
    assert lettering.labels(labelled, frozenset({"三", "四"})) == ("三\n四",)
    assert lettering.labels(labelled, frozenset()) == ()


def test_what_every_edition_rests_on_can_be_set_again():
    apply_theme(THEME, "w")
    foreign = {"svg.fonttype": "path", "svg.image_inline": False, "text.parse_math": True}
    mpl.rcParams.update(foreign | {"savefig.bbox": "tight", "font.size": 40})
    hold("other")
    look = mpl.rcParams
    assert (look["svg.fonttype"], look["svg.hashsalt"]) == ("none", "other")
    assert (look["svg.image_inline"], look["text.parse_math"]) == (True, False)
    assert look["savefig.bbox"] is None
    assert look["font.size"] == 40  # an author's


def test_shipped_fonts_stay_open_and_a_figures_own_are_opened_again(tmp_path):
    own = tmp_path / "own.otf"
    shutil.copyfile(fonts.sans().path, own)

    def opened(path):
        lettering.forget_fonts()
        return font_manager.get_font([path])

    assert opened(fonts.sans().path) is opened(fonts.sans().path)
    assert opened(own) is not opened(own)
