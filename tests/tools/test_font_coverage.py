from hakusho.tools.font_coverage import beyond, coverage
from hakusho.tools.fonts import latin, sans, serif, shipped

JAPANESE = [font.path for font in (serif(), sans())]


def test_japanese_letters_are_covered_and_others_are_beyond(tmp_path):
    covered = coverage(JAPANESE, tmp_path)
    assert beyond("防衛 abc①㈱髙\u200b\n", covered) == frozenset()
    assert beyond("a\U0002b81b\ue123č", covered) == {"\ue123", "\U0002b81b", "č"}
    assert beyond("葛\U000e0100城c\u0489", covered) == {"葛\U000e0100", "c\u0489"}


def test_only_what_all_fonts_have_is_covered(tmp_path):
    both = coverage([serif().path, latin().path], tmp_path)
    assert {ord("A"), ord("á")} < both
    assert both.isdisjoint(map(ord, "防č"))


def test_coverage_is_kept(tmp_path):
    fonts = [font.path for font in shipped()[:1]]
    first = coverage(fonts, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text("[[65, 66]]", encoding="ascii")
    assert len(first) > 5000
    assert coverage(fonts, tmp_path) == {65, 66}
