from datetime import date

import pytest

from hakusho.checks.bibliography.audit import Audit
from hakusho.checks.glyphs import (
    Glyphs,
    check_bibliography_glyphs,
    check_chapter_glyphs,
    check_glyphs,
)
from hakusho.checks.unprintable import check_languages, check_lines
from hakusho.citations.works import works_of
from hakusho.data.vocabulary import Vocabulary
from hakusho.manuscript.model import Chapter
from hakusho.paper.source_file import ChapterFile
from hakusho.source.chapter_reading import Asked, read
from hakusho.values.typefaces import Role, Seen
from validators.bib_files import parse_bibliography
from validators.printed import load_shipped
from written import draft_of

LETTERS = "一二三 \n"


def _glyphs(letters=LETTERS, *, seen=lambda _letter, _role: Seen("", missing=True), language="ja"):
    """What pages are set with, where of all other letters every part of a page shows ``seen``."""

    def trial(asked):
        return {letter: {role: seen(letter, role) for role in Role} for letter in asked}

    return Glyphs(frozenset(letters), trial, language)


NOTHING_ELSE = _glyphs()


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
    findings = check_glyphs("a.md", "一二\n三四五四", NOTHING_ELSE)
    assert _found(findings) == [(2, 3, "五"), (2, 2, "四")]


@pytest.mark.parametrize(
    ("file", "places"),
    [
        ("# 一\ntitle: 二五\n", [(2, 9, "五")]),
        ("# 四\ntitle: 二五\n", [(2, 9, "五")]),  # what is not printed is no matter
        ('title: "二\\u4E94"\n', [(0, 0, "五")]),  # an escape: the file alone
    ],
)
def test_a_letter_that_is_printed_of_a_file_is_found_where_it_stands_there(file, places):
    assert _found(check_glyphs("a.yaml", file, NOTHING_ELSE, printed="二五")) == places


FAMILIES = {
    "对": "Noto Serif SC", "習": "Noto Serif TC", "국": "Noto Serif KR", "č": "Libertinus Serif",
    "张": "Noto Sans CJK JP",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("一对二对", "ja", ["a.md:1:2 TYP016"]),
        ("一二\n\n一对", "en", []),
        ("[一对]{lang=zh-Hans}", "ja", []),
        ("[一对]{lang=ja}", "en", ["a.md:1:3 TYP016"]),
        ("::: {lang=zh}\n一对\n:::\n\n对", "ja", ["a.md:5:1 TYP016"]),
        ("一국č", "ja", []),
        ("一张二", "ja", ["a.md:1:2 TYP002"]),  # in the bold font alone
        ("# 一张\n", "ja", []),
        ("**张**一张", "ja", ["a.md:1:7 TYP002"]),
        ("一\U000e0100二", "ja", ["a.md:1:1 TYP017"]),
        ("一თ二თ", "ja", ["a.md:1:2 TYP018"]),  # once
        ("一☐二≒一", "ja", []),  # signs
    ],
)
def test_a_letter_from_another_font_is_told_where_it_is_not_meant(text, language, found):
    def seen(letter, _role):
        family = FAMILIES.get(letter, "Noto Serif JP")
        return Seen(family, usual=len(letter) > 1, fallback=letter in "თ☐≒")

    draft = draft_of(text)
    glyphs = _glyphs(seen=seen, language=language)
    findings = check_chapter_glyphs(draft.chapters[0], draft.positions, glyphs)
    assert [f"{f.location} {f.rule.id}" for f in findings] == found


def test_what_brings_the_fonts_of_a_script_is_named(monkeypatch):
    monkeypatch.setattr("hakusho.tools.fonts._is_installed", lambda _package: False)
    (finding,) = check_glyphs("a.md", "一국", _glyphs(seen=lambda *_: Seen("Noto Sans CJK JP")))
    assert (finding.rule.id, str(finding.hint)) == (
        "TYP002",
        "Install them: pip install 'hakusho[ko]'",
    )


def test_letters_that_one_command_brings_are_found_once(monkeypatch):
    monkeypatch.setattr("hakusho.tools.fonts._is_installed", lambda _package: False)
    glyphs = _glyphs(seen=lambda *_: Seen("Noto Sans CJK JP"))
    draft = draft_of("一국과 섬\n\n二국، 一")
    findings = [*check_chapter_glyphs(draft.chapters[0], draft.positions, glyphs)]
    assert [f"{each.location}" for each in findings if "hakusho[ko]" in each.hint] == ["a.md:1:3"]
    assert len([*check_glyphs("a.yaml", "국과 섬", glyphs)]) == 1


def test_format_characters_need_no_glyph():
    assert list(check_glyphs("a.md", "一\u200b\u2060\ufeff二\t", NOTHING_ELSE)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一二\n三四五四", [(2, 3, "五"), (2, 2, "四")]),
        ("`一四`と", [(1, 3, "四"), (1, 5, "と")]),
        ("一^[二四]\n\n```\n五\n```\n", [(1, 5, "四"), (4, 1, "五")]),
        ("一$一四$", [(1, 4, "四")]),
        ('[一]{ruby="五"}', [(1, 11, "五")]),
        ("一<!-- 四 -->二 \n\n[二](四.md)", []),
        ("一二&#22235;", [(1, 3, "四")]),
        ("一...'二'", []),  # what an editor's marks become is no matter of the source
    ],
)
def test_what_is_printed_of_a_chapter_is_looked_at(text, found):
    draft = draft_of(text)
    assert _found(check_chapter_glyphs(draft.chapters[0], draft.positions, NOTHING_ELSE)) == found


def test_what_a_template_prints_is_found_at_its_expression():
    text = "一{{ '四' }}二"
    names = Vocabulary(functions={}, known={}, filters={})
    (blocks,), positions, _ = read([Asked(ChapterFile("a.md", text), names)], seconds=300)
    findings = check_chapter_glyphs(Chapter("a.md", blocks), positions, NOTHING_ELSE)
    assert _found(findings) == [(1, 2, "四")]


OUTSIDE = """@book{cited, author = {一, 二 and 三, 一}, title = {一三 🚢},
  publisher = {{\\v{C}}二}, keywords = {⛔ No DOI}, abstract = {∼230 📌}, file = {📌.pdf},
  note = {📌 read again}, yomi = {📌}, translator = {ケン・リー}}
@book{uncited, title = {二 📌}}
"""


def test_characters_of_the_bibliography_are_looked_for_in_what_is_printed():
    entries, _ = parse_bibliography("a.bib", OUTSIDE)
    works = works_of(entries)
    style = load_shipped("policy-note-ja")
    glyphs = _glyphs(LETTERS + "ケン・リー")
    for cited in ({"cited"}, {"cited", "uncited"}):
        audit = Audit(works, frozenset(cited), date(2026, 4, 1), style=style)
        found = _found(check_bibliography_glyphs(audit, glyphs))
        both = [(1, 52, "🚢"), (2, 16, "Č")]
        assert sorted(found) == sorted([*both, (4, 27, "📌")] if len(cited) > 1 else both)
    assert not list(check_bibliography_glyphs(Audit(works, frozenset(), date(2026, 4, 1)), glyphs))


CHINESE = """@book{two, author = {一, 二}, title = {習一对}, langid = {japanese}}
@book{one, author = {一, 二}, title = {一对}, langid = {japanese}}
@book{none, author = {一, 二}, title = {习对}, langid = {chinese}}
"""


def test_characters_of_chinese_are_told_once_for_a_work():
    def seen(letter, _role):
        return Seen(FAMILIES.get(letter, "Noto Serif JP"), usual=False, fallback=False)

    entries, _ = parse_bibliography("a.bib", CHINESE)
    works, style = works_of(entries), load_shipped("policy-note-ja")
    audit = Audit(works, frozenset({"one", "two", "none"}), date(2026, 4, 1), style=style)
    found = check_bibliography_glyphs(audit, _glyphs(seen=seen))
    assert [(str(f.location), f.message, f.hint) for f in found] == [
        (
            "a.bib:1:38",
            "two: 習对 are no characters of Japanese: they are printed from Noto Serif TC",
            "Write the Japanese form; if the work is in Chinese, write langid = {chinese}.",
        ),
        (
            "a.bib:2:39",
            "one: 对 (U+5BF9) is no character of Japanese: it is printed from Noto Serif SC",
            "Write the Japanese form; if the work is in Chinese, write langid = {chinese}.",
        ),
    ]


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


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("甲は[~~語~~の]{.underline}と~~[語]{.underline}~~である。", ["a.md:1:26", "a.md:1:4"]),
        ("[*~~語~~*]{.underline}", ["a.md:1:3"]),
        ("[語]{.underline}と~~語~~と[*語*]{.mark}", []),
        ("[語^[~~注~~]]{.underline}", []),
    ],
)
def test_words_have_one_line_at_most(text, places):
    draft = draft_of(text)
    found = list(check_lines(draft.chapters[0], draft.positions))
    assert sorted(str(finding.location) for finding in found) == places
