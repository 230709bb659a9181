"""Runs, lists, notes and bookmarks of a Word file, element by element."""

from __future__ import annotations

import pytest
from lxml import etree

from hakusho.editions.docx_package import (
    NAMESPACES,
    PARAGRAPH,
    RUN,
    VALUE,
    Link,
    W,
    links_of,
    text_of,
    with_links,
)
from hakusho.editions.docx_page import Look, Page
from hakusho.editions.docx_text import (
    finish_lists,
    finish_notes,
    finish_text,
    free_tall_lines,
    settle_bookmarks,
)
from hakusho.values.marks import Mark

SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
NAMES = {
    each: each.title().replace(" ", "")
    for each in (
        *("body text", "first paragraph", "compact", "normal", "list paragraph", "hyperlink"),
        *("footnote text", "footnote reference", "footnote continued", "emphasis japanese"),
    )
}
JAPANESE = {"language": "ja", "lang": "ja-JP"}
ENGLISH = {"language": "en", "lang": "en-GB"}


def xml(name, inside=""):
    return etree.fromstring(f"<w:{name} {SPACES}>{inside}</w:{name}>")


def finished(inside, metadata=JAPANESE):
    part = xml("body", inside)
    finish_text(part, NAMES, metadata)
    return part


def name(each):
    return etree.QName(each).localname


def looks(run):
    """What is said of a run: its properties with their values."""
    held = run.find(f"{W}rPr")
    return {
        name(each): dict(sorted((name_of, value) for name_of, value in _attributes(each)))
        for each in ([] if held is None else held)
    }


def _attributes(each):
    return ((etree.QName(key).localname, value) for key, value in each.attrib.items())


SLANTED = "<w:rPr><w:i/><w:iCs/>{}</w:rPr>"
GOTHIC = {"rStyle": {"val": "EmphasisJapanese"}}
ITALIC = {"i": {}, "iCs": {}}


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("港", [("港", GOTHIC)]),
        ("Port", [("Port", ITALIC)]),
        ("港とPort", [("港と", GOTHIC), ("Port", ITALIC)]),
        ("Port 港", [("Port ", ITALIC), ("港", GOTHIC)]),
        ("A港B湾C", [("A", ITALIC), ("港", GOTHIC), ("B", ITALIC), ("湾", GOTHIC), ("C", ITALIC)]),
    ],
)
def test_japanese_in_italics_is_set_upright(words, pieces):
    part = finished(f"<w:p><w:r>{SLANTED.format('')}<w:t>{words}</w:t></w:r></w:p>")
    assert [(text_of(run), looks(run)) for run in part.iter(RUN)] == pieces


def test_japanese_in_italics_keeps_the_style_that_it_has():
    style = '<w:rStyle w:val="Own"/>'
    part = finished(f"<w:p><w:r>{SLANTED.format(style)}<w:t>港</w:t></w:r></w:p>")
    assert [looks(run) for run in part.iter(RUN)] == [{"rStyle": {"val": "Own"}}]


def test_what_is_not_in_italics_or_no_text_stays_one_run():
    for inside in (
        "<w:rPr><w:b/></w:rPr><w:t>A港</w:t>",
        "<w:t>A港</w:t>",
        "<w:rPr><w:i/></w:rPr><w:tab/>",
    ):
        assert len([*finished(f"<w:p><w:r>{inside}</w:r></w:p>").iter(RUN)]) == 1


LANGUAGES = [
    # the language of a passage, that of the paper, and what Word is told of both its kinds of letters
    ("ja", ENGLISH, {"eastAsia": "ja-JP"}, None),
    ("ja-JP", ENGLISH, {"eastAsia": "ja-JP"}, None),
    ("ko", JAPANESE, {"eastAsia": "ko-KR"}, "Batang"),
    ("ko-KP", JAPANESE, {"eastAsia": "ko-KP"}, "Batang"),
    ("zh", JAPANESE, {"eastAsia": "zh-CN"}, "SimSun"),
    ("zh-Hans", JAPANESE, {"eastAsia": "zh-CN"}, "SimSun"),
    ("zh-CN", JAPANESE, {"eastAsia": "zh-CN"}, "SimSun"),
    ("zh-Hant", JAPANESE, {"eastAsia": "zh-TW"}, "PMingLiU"),
    ("zh-TW", JAPANESE, {"eastAsia": "zh-TW"}, "PMingLiU"),
    ("zh-HK", JAPANESE, {"eastAsia": "zh-HK"}, "PMingLiU"),
    ("en", JAPANESE, {"val": "en-US"}, None),
    ("en", ENGLISH, {"val": "en-GB"}, None),
    ("en-AU", ENGLISH, {"val": "en-AU"}, None),
    ("fr", JAPANESE, {"val": "fr"}, None),
]


@pytest.mark.parametrize(("tag", "metadata", "told", "font"), LANGUAGES)
def test_a_passage_in_another_language_says_so_as_word_does(tag, metadata, told, font):
    inside = f'<w:p><w:r><w:rPr><w:lang w:val="{tag}"/></w:rPr><w:t>a</w:t></w:r></w:p>'
    (run,) = finished(inside, metadata).iter(RUN)
    assert looks(run) == {"lang": told} | ({"rFonts": {"eastAsia": font}} if font else {})


@pytest.mark.parametrize(
    ("words", "metadata", "lang", "hinted"),
    [
        ("①", JAPANESE, "", True), ("…", JAPANESE, "", True), ("―", JAPANESE, "", True),
        ("§", JAPANESE, "", True), ("×", JAPANESE, "", True), ("３÷４", JAPANESE, "", True), ("ö…", JAPANESE, "", False), ("港…", JAPANESE, "", True),
        ("℃", JAPANESE, "", True), ("→", JAPANESE, "", True), ("港", JAPANESE, "", False),
        ("a…", JAPANESE, "", False), ("7…", JAPANESE, "", False), ("é…", JAPANESE, "", False),
        ("…", ENGLISH, "", False), ("…", JAPANESE, "en", False), ("…", JAPANESE, "zh", True),
    ],
)  # fmt: skip
def test_symbols_of_a_japanese_text_come_from_its_font(words, metadata, lang, hinted):
    held = f'<w:rPr><w:lang w:val="{lang}"/></w:rPr>' if lang else ""
    (run,) = finished(f"<w:p><w:r>{held}<w:t>{words}</w:t></w:r></w:p>", metadata).iter(RUN)
    assert (looks(run).get("rFonts", {}).get("hint") == "eastAsia") is hinted


@pytest.mark.parametrize(
    ("tag", "given", "made"),
    [
        ("pStyle", "BodyText", "BodyText"), ("pStyle", "bodytext", "BodyText"),
        ("rStyle", "hyperlink", "Hyperlink"), ("tblStyle", "COMPACT", "Compact"),
        ("pStyle", "Unknown", "Unknown"),
    ],
)  # fmt: skip
def test_styles_are_named_as_the_document_names_them(tag, given, made):
    part = finished(f'<w:{tag} w:val="{given}"/>')
    assert part[0].get(VALUE) == made


@pytest.mark.parametrize(
    ("style", "listed", "made"),
    [
        ("", True, "ListParagraph"), ("Compact", True, "ListParagraph"),
        ("BodyText", True, "ListParagraph"), ("FirstParagraph", True, "ListParagraph"),
        ("Normal", True, "ListParagraph"), ("Hyperlink", True, "Hyperlink"),
        ("BodyText", False, "BodyText"), ("Compact", False, "Compact"),
    ],
)  # fmt: skip
def test_plain_paragraphs_of_a_list_have_its_style(style, listed, made):
    held = f'<w:pStyle w:val="{style}"/>' if style else ""
    held += "<w:numPr/>" if listed else ""
    part = finished(f"<w:p><w:pPr>{held}</w:pPr></w:p>")
    assert part.find(f".//{W}pStyle").get(VALUE) == made


def test_a_link_within_the_text_prints_as_the_text_around_it():
    run = '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>a</w:t></w:r>'
    within = finished(f'<w:p><w:hyperlink w:anchor="x">{run}</w:hyperlink></w:p>')
    assert within.find(f".//{W}rStyle") is None
    outside = finished(f"<w:p><w:hyperlink>{run}</w:hyperlink></w:p>")
    assert outside.find(f".//{W}rStyle") is not None


def test_a_bookmark_between_paragraphs_goes_into_the_one_that_follows():
    start, end = '<w:bookmarkStart w:id="{0}" w:name="{0}"/>', '<w:bookmarkEnd w:id="{0}"/>'
    part = xml(
        "body",
        f"<w:p/>{start.format(1)}<w:p><w:pPr/><w:r/></w:p><w:p/>{end.format(1)}"
        f"{start.format(2)}<w:tbl><w:tr><w:tc><w:p><w:r/></w:p></w:tc></w:tr></w:tbl>{end.format(2)}"
        f"<w:p>{start.format(3)}{end.format(3)}</w:p>{start.format(4)}{end.format(4)}{start.format(5)}<w:p/>",
    )
    settle_bookmarks(part)
    found = [[name(each) for each in paragraph] for paragraph in part.iter(PARAGRAPH)]
    assert found == [
        [],
        ["pPr", "bookmarkStart", "r", "bookmarkEnd"],
        [],
        ["bookmarkStart", "r", "bookmarkEnd"],
        ["bookmarkStart", "bookmarkEnd"],
        ["bookmarkStart", "bookmarkEnd"],
    ]  # the last one has no end, and stays between


def test_lines_with_something_tall_may_grow_where_lines_are_exact():
    page = Page(8000, 12000, {"Exact": Look(300, exact=True), "Free": Look(300)})
    for style, inside, grows in (
        ("Exact", "<w:r><w:drawing/></w:r>", True),
        ("Exact", "<m:oMath/>", True),
        ("Exact", "<w:r><w:t>a</w:t></w:r>", False),
        ("Free", "<w:r><w:drawing/></w:r>", False),
    ):
        part = xml("body", f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>')
        free_tall_lines(part, page)
        spacing = part.find(f".//{W}spacing")
        told = None if spacing is None else dict(_attributes(spacing))
        assert told == ({"line": "300", "lineRule": "atLeast"} if grows else None), inside


def _level(at, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{at}">{more}<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{at}"/></w:pPr><w:rPr><w:rFonts w:hint="{form}"/></w:rPr></w:lvl>'
    )


def _plain_level(at, form, text):
    return (
        f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        '<w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>'
    )


def _definition(ident, *levels):
    return f'<w:abstractNum w:abstractNumId="{ident}">{"".join(levels)}</w:abstractNum>'


HOUSE = "".join((
    _definition(1, _level(0, "decimal", "%1", '<w:pStyle w:val="Heading1"/>')),
    _definition(2, _level(0, "bullet", " ")),
    _definition(3, _level(0, "bullet", "・"), _level(1, "bullet", "–")),
    _definition(4, _level(0, "decimal", "%1."), _level(2, "decimal", "%3.")),
    _definition(5, _level(0, "bullet", "*"), _level(0, "decimal", "(%1)")),
))  # fmt: skip
WRITTEN = [
    # what pandoc wrote, and the mark, the indent and the letters that the level has then
    ((0, "bullet", "•"), ("・", "0", "bullet")),
    ((1, "bullet", "◦"), ("–", "1", "bullet")),
    ((2, "bullet", "▪"), ("▪", "720", None)),
    ((0, "bullet", " "), (" ", "0", None)),
    ((0, "bullet", "☐"), ("☐", "720", None)),
    ((0, "bullet", "☒"), ("☒", "720", None)),
    ((0, "decimal", "%1)"), ("%1)", "0", "decimal")),
    ((1, "lowerLetter", "%2)"), ("%2)", "1", None)),
    ((2, "lowerRoman", "%3)"), ("%3)", "2", "decimal")),
]


@pytest.mark.parametrize(("level", "made"), WRITTEN)
def test_a_level_of_a_list_looks_as_the_houses_does(level, made):
    numbering = xml("numbering", _definition(991, _plain_level(*level)))
    held = etree.fromstring(
        finish_lists(etree.tostring(numbering), etree.tostring(xml("numbering", HOUSE)))
    )
    (found,) = held.iter(f"{W}lvl")
    fonts = found.find(f"{W}rPr/{W}rFonts")
    assert made == (
        found.find(f"{W}lvlText").get(VALUE),
        found.find(f"{W}pPr/{W}ind").get(f"{W}left"),
        None if fonts is None else fonts.get(f"{W}hint"),
    )


def test_lists_of_the_document_itself_and_of_a_house_without_any_stay():
    plain = etree.tostring(xml("numbering", _definition(989, _plain_level(0, "bullet", "•"))))
    house = etree.tostring(xml("numbering", HOUSE))
    assert finish_lists(plain, None) == plain
    for given, like in ((plain, house), (plain.replace(b"989", b"990"), b"<a/>")):
        held = etree.fromstring(finish_lists(given, like))
        assert held.find(f".//{W}lvlText").get(VALUE) == "•"
    held = etree.fromstring(finish_lists(plain.replace(b"989", b"990"), house))
    assert held.find(f".//{W}lvlText").get(VALUE) == "・"


def _note(ident, words, more=""):
    mark = '<w:r><w:rPr><w:rStyle w:val="x"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t> </w:t></w:r>'
    head = f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{mark}<w:r><w:t>{words}</w:t></w:r></w:p>'
    return f'<w:footnote w:id="{ident}">{head}{more}</w:footnote>'


def _numbered(number, words):
    return f"{Mark.NUMBER}{number}{Mark.NUMBER}{words}"


def test_notes_are_counted_in_the_order_of_the_text_and_keep_other_numbers():
    style = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>続</w:t></w:r></w:p>'
    more = style.format("FootnoteText") + style.format("BlockText")
    notes = xml("footnotes", _note(20, _numbered(1, "甲"), more) + _note(21, _numbered("*", "乙")))
    text = "".join(
        f'<w:p><w:r><w:footnoteReference w:id="{ident}"/></w:r></w:p>' for ident in (21, 20)
    )
    document = xml("body", text)
    finish_notes(document, notes, NAMES)
    assert [each.get(f"{W}id") for each in document.iter(f"{W}footnoteReference")] == ["1", "2"]
    assert [each.get(f"{W}id") for each in notes] == ["1", "2"]
    marks = [each.get(f"{W}customMarkFollows") for each in document.iter(f"{W}footnoteReference")]
    assert marks == ["1", "1"]
    assert text_of(document) == "*1"
    assert [text_of(each) for each in notes] == ["* 乙", "1 甲続続"]
    styles = [each.get(VALUE) for each in notes[1].iter(f"{W}pStyle")]
    assert styles == ["FootnoteText", "FootnoteContinued", "BlockText"]
    held = [each.get(VALUE) for each in notes.iter(f"{W}rStyle")]
    assert held == ["FootnoteReference"] * 2


def test_a_note_whose_number_is_its_place_lets_word_count_it():
    notes = xml("footnotes", _note(20, _numbered(1, "甲")) + _note(21, "乙"))
    text = "".join(
        f'<w:p><w:r><w:footnoteReference w:id="{ident}"/></w:r></w:p>' for ident in (20, 21)
    )
    document = xml("body", text)
    finish_notes(document, notes, NAMES)
    assert not document.findall(f".//{W}footnoteReference[@{W}customMarkFollows]")
    assert len(notes.findall(f".//{W}footnoteRef")) == 2
    for note in notes:
        runs = [[name(part) for part in run if name(part) != "rPr"] for run in note.iter(RUN)]
        assert runs == [["footnoteRef"], ["tab"], ["t"]]


def test_relationships_are_added_to_those_that_are_there():
    given = {
        "rId1": Link("image", "media/a.png"),
        "rId2": Link("hyperlink", "https://a.jp/", external=True),
    }
    first = with_links(None, given)
    assert links_of(first) == given
    more = {"rId3": Link("footer", "footer1.xml")}
    assert links_of(with_links(first, more)) == given | more
