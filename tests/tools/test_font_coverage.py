from hakusho.tools import sealed
from hakusho.tools.font_coverage import coverage, missing
from hakusho.tools.fonts import shipped


def test_fonts_have_japanese_and_lack_rare_characters(tmp_path):
    covered = coverage([font.path for font in shipped()], tmp_path)
    assert missing("防衛 abc①㈱髙\u200b\n", covered) == ()
    assert missing("a\U0002b81b\ue123", covered) == ("\ue123", "\U0002b81b")


def test_coverage_is_kept(tmp_path):
    fonts = [font.path for font in shipped()[:1]]
    first = coverage(fonts, tmp_path)
    (kept,) = tmp_path.iterdir()
    assert len(first) > 5000
    sealed.keep(kept, b"[[65, 66]]")
    assert coverage(fonts, tmp_path) == {65, 66}
    kept.write_bytes(kept.read_bytes().replace(b"65", b"64"))
    assert coverage(fonts, tmp_path) == first


def test_what_cannot_be_kept_or_is_damaged_is_read_again(tmp_path):
    fonts = [font.path for font in shipped()[:1]]
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    whole = coverage(fonts, tmp_path / "file")
    assert len(whole) > 5000
    assert coverage(fonts, tmp_path) == whole
    (kept,) = tmp_path.glob("cmap-*")
    for damage in (b"", b"{", b"[1]", b'[["a", "b"]]', b"{}5"):
        sealed.keep(kept, damage)
        assert coverage(fonts, tmp_path) == whole
