from hakusho.checks.glyphs import check_glyphs

COVERED = frozenset(map(ord, "一二三 \n"))


def test_first_use_of_each_missing_character():
    findings = list(check_glyphs("a.md", "一二\n三四五四", COVERED))
    assert [(f.location.line, f.location.column, f.message.split(" (")[0]) for f in findings] == [
        (2, 3, "no font has the character 五"),
        (2, 2, "no font has the character 四"),
    ]


def test_format_characters_need_no_glyph():
    assert list(check_glyphs("a.md", "一\u200b\u2060\ufeff二\t", COVERED)) == []
