import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from hakusho.tools import fonts
from hakusho.values.letters import HELD_BY_JAPANESE_FONTS

FACES = (fonts.sans(), fonts.sans_bold())


def opened(data):
    return TTFont(BytesIO(data))


@pytest.mark.parametrize("font", FACES, ids=["regular", "bold"])
def test_only_the_wanted_characters_are_left(font, tmp_path):
    made = opened(fonts.subset(font, ["弾頭 500", "指針"], tmp_path))
    assert set(map(chr, made.getBestCmap())) == set("弾頭 50指針")
    assert made.flavor == "woff"


@pytest.mark.parametrize("font", FACES, ids=["regular", "bold"])
def test_letters_keep_their_widths(font):
    text = "AVATAR 1,000発「指針」ー。"
    made = opened(fonts.subset(font, text, None))
    with TTFont(font.path, lazy=True) as whole:
        before, after = (
            [each["hmtx"][each.getBestCmap()[ord(char)]][0] for char in text]
            for each in (whole, made)
        )
    assert before == after
    assert "GPOS" not in made, "kerning would make lines narrower than they were laid out"


def test_marks_still_stand_over_their_letters():
    made = opened(fonts.subset(fonts.sans(), "か\u309a", None))
    assert {"GSUB", "GPOS"} & set(made.keys())


def test_the_fonts_owner_and_licence_stay_with_it():
    names = opened(fonts.subset(fonts.sans_bold(), "a", None))["name"]
    said = " ".join(str(record) for record in names.names)
    for words in ("Adobe", "SIL Open Font License", "scripts.sil.org/OFL", "trademark"):
        assert words in said


def test_the_same_text_gives_the_same_bytes_and_is_cut_once(tmp_path, monkeypatch):
    first = fonts.subset(fonts.sans(), "白書", tmp_path)
    assert fonts.subset(fonts.sans(), "書白", None) == first
    monkeypatch.setattr(fonts, "_cut", lambda *_: pytest.fail("cut again"))
    assert fonts.subset(fonts.sans(), ["書", "白", "白"], tmp_path) == first


def test_each_document_of_a_build_keeps_its_font(tmp_path, monkeypatch):
    texts = ("白書", "白書2", "白書3")
    made = [fonts.subset(fonts.sans(), text, tmp_path) for text in texts]
    monkeypatch.setattr(fonts, "_cut", lambda *_: pytest.fail("cut again"))
    assert [fonts.subset(fonts.sans(), text, tmp_path) for text in texts] == made


def test_what_no_font_has_is_passed_over():
    made = opened(fonts.subset(fonts.sans(), "白\U0001f600", None))
    assert set(map(chr, made.getBestCmap())) == {"白"}


def test_japanese_fonts_hold_the_letters_that_are_said():
    for font in (fonts.serif(), fonts.sans(), fonts.sans_bold()):
        with TTFont(font.path, lazy=True) as opened:
            held = opened.getBestCmap()
        found = "".join(chr(code) for code in range(0x100, 0x250) if code in held)
        assert found == HELD_BY_JAPANESE_FONTS


@pytest.mark.parametrize("script", fonts.SCRIPTS, ids=lambda script: script.package)
def test_a_script_has_both_of_its_fonts(script):
    for font in script.fonts:
        with TTFont(font.path, lazy=True) as opened:
            assert opened["name"].getBestFamilyName() == font.family
            letters = [chr(c) for c in opened.getBestCmap()]
        assert not script.letters or re.search(f"[{script.letters}]", "".join(letters))


def test_each_language_has_its_own_families():
    found = fonts.families()["languages"]
    assert found["ko"] == {"serif": "Noto Serif KR", "sans": "Noto Sans KR"}
    assert (found["zh"]["serif"], found["zh-hant"]["serif"]) == ("Noto Serif SC", "Noto Serif TC")


def test_fonts_that_are_not_installed_are_left_out(monkeypatch):
    monkeypatch.setattr(fonts, "_is_installed", lambda _package: False)
    assert fonts.families() == {
        "serif": [],
        "sans": [],
        "languages": {},
        "letters": HELD_BY_JAPANESE_FONTS,
    }


@pytest.mark.parametrize(
    ("package", "name", "extra", "tags"),
    [
        ("pylopdf_fonts_zh_cn", "Chinese", "zh", ("zh", "zh-hans", "zh-cn", "zh-sg")),
        ("pylopdf_fonts_zh_tw", "Chinese", "zh", ("zh-hant", "zh-tw", "zh-hk", "zh-mo")),
        ("pylopdf_fonts_ko", "Korean", "ko", ("ko",)),
        ("pylopdf_fonts_ar", "Arabic", "", ("ar", "fa", "ur")),
        ("pylopdf_fonts_he", "Hebrew", "", ("he", "yi")),
        ("pylopdf_fonts_th", "Thai", "", ("th",)),
    ],
)
def test_each_script_is_named_and_set_for_its_languages(package, name, extra, tags):
    [script] = [each for each in fonts.SCRIPTS if each.package == package]
    assert (script.name, script.extra, script.tags) == (name, extra, tags)


LETTERS = {  # of each script, what is written with it alone, and what is not
    "pylopdf_fonts_ko": ("가힣ㄱ한", "漢aア"),
    "pylopdf_fonts_ar": (
        "\u0600ب\u06ffݐ\u077f\u08a0\u08ff\ufb50\ufdff\ufe70\ufefc",
        "\u05ff\u0700a\ufeff",
    ),
    "pylopdf_fonts_he": ("\u0590א\u05ff\ufb1d\ufb4f", "\u058f\u0600\ufb50a"),
    "pylopdf_fonts_th": ("\u0e00ก\u0e7f", "\u0dff\u0e80a"),
}


@pytest.mark.parametrize("package", [script.package for script in fonts.SCRIPTS])
def test_letters_of_a_script_are_its_own(package):
    [letters] = [script.letters for script in fonts.SCRIPTS if script.package == package]
    own, others = LETTERS.get(package, ("", ""))
    assert bool(letters) is bool(own)  # Han is not Chinese alone
    assert all(re.match(f"[{letters}]", each) for each in own)
    assert not any(re.match(f"[{letters}]", each) for each in others)


def test_fonts_are_called_what_their_files_say():
    for font in fonts.installed():
        with TTFont(font.path, lazy=True) as opened:
            assert opened["name"].getBestFamilyName() == font.family


def test_labels_are_set_in_their_fonts_in_this_order():
    chinese_and_korean = ["Noto Sans SC", "Noto Sans TC", "Noto Sans KR"]
    regular = [font.family for font in fonts.of_labels()]
    assert regular == ["Noto Sans JP", "Noto Sans", *chinese_and_korean]
    assert [font.family for font in fonts.of_labels(bold=True)] == ["Noto Sans CJK JP", *regular]


def test_of_a_fonts_names_only_those_of_its_owner_and_in_english_are_kept():
    names = opened(fonts.subset(fonts.sans(), "a", None))["name"].names
    with TTFont(fonts.sans().path, lazy=True) as whole:
        there = {each.nameID for each in whole["name"].names if each.langID == 0x409}
    wanted = {*range(8), 13, 14}  # OpenType: copyright, names, version, trademark, licence
    assert {each.nameID for each in names} == there & wanted
    assert {each.langID for each in names} == {0x409}


def test_a_package_that_is_not_installed_is_named():
    with pytest.raises(FileNotFoundError, match=r"^the package no_such_fonts is not installed$"):
        fonts._in_package("no_such_fonts", "a.otf")


def test_all_distributions_that_bring_fonts_are_named():
    assert {*fonts.PACKAGES} == {
        "noto-cjk-sans-jp-bold", "fontpkg-noto-sans",
        *(f"pylopdf-fonts-{each}" for each in ("jp", "zh-cn", "zh-tw", "ko", "ar", "he", "th")),
    }  # fmt: skip
