import pytest

from hakusho.checks.unprintable import check_chapter_glyphs, check_glyphs, check_languages
from hakusho.data.vocabulary import Vocabulary
from hakusho.manuscript.model import Chapter
from hakusho.paper.source_file import ChapterFile
from hakusho.source.chapter_reading import Asked, read
from written import draft_of

COVERED = frozenset(map(ord, "一二三 \n"))


def _found(findings):
    return [
        (
            f.location.line,
            f.location.column,
            f.message.removeprefix("no font has the character ")[0],
        )
        for f in findings
    ]


def test_first_use_of_each_missing_character():
    findings = check_glyphs("a.md", "一二\n三四五四", COVERED)
    assert _found(findings) == [(2, 3, "五"), (2, 2, "四")]


def test_format_characters_need_no_glyph():
    assert list(check_glyphs("a.md", "一\u200b\u2060\ufeff二\t", COVERED)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一二\n三四五四", [(2, 3, "五"), (2, 2, "四")]),
        ("`一四`と", [(1, 3, "四"), (1, 5, "と")]),
        ("一^[二四]\n\n```\n五\n```\n", [(1, 5, "四"), (4, 1, "五")]),
        ("一<!-- 四 -->二 \n\n[二](四.md)", []),
        ("一二&#22235;", [(1, 3, "四")]),
        ("一...'二'", []),  # what an editor's marks become is no matter of the source
    ],
)
def test_what_is_printed_of_a_chapter_is_looked_at(text, found):
    draft = draft_of(text)
    assert _found(check_chapter_glyphs(draft.chapters[0], draft.positions, COVERED)) == found


def test_what_a_template_prints_is_found_at_its_expression():
    text = "一{{ '四' }}二"
    names = Vocabulary(functions={}, known={}, filters={})
    (blocks,), positions, _ = read([Asked(ChapterFile("a.md", text), names)], seconds=20)
    findings = check_chapter_glyphs(Chapter("a.md", blocks), positions, COVERED)
    assert _found(findings) == [(1, 2, "四")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[語]{lang=ja} [word]{lang=en-GB} [字]{lang=zh-Hant-TW} [x]{lang=eng}", []),
        ("[語]{lang=japanese}", ["a.md:1:10"]),
        ("::: {lang='not a tag'}\n語\n:::", ["a.md:1:12"]),
        ("# 題 {lang=en_US}", ["a.md:1:11"]),
        ("[語]{lang=en-a1}", ["a.md:1:10"]),
        ("`[語]{lang=japanese}`", []),
    ],
)
def test_a_language_is_named_by_its_tag(text, places):
    draft = draft_of(text)
    found = list(check_languages(draft.chapters[0], draft.positions))
    assert [str(finding.location) for finding in found] == places
