from pathlib import Path

import pytest
from lxml import etree

from hakusho.citations.style import ORDER_VARIABLE, load_style
from hakusho.paper.source_file import SourceFile
from hakusho.paper.styles import StyleSource

SHIPPED = Path(__file__).parents[2] / "templates/citations/policy-note-ja.csl"
HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
LOCALE = '<layout locale="ja"'
LAYOUT = '<layout><text variable="title"/></layout>'


def load(text):
    return load_style(StyleSource(SourceFile("bib/s.csl", text), None))


def test_the_shipped_style_is_usable():
    style, findings = load(SHIPPED.read_text(encoding="utf-8"))
    assert not findings
    assert style.kind == "note"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<style", 1, "well-formed"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>\n<style/>', 1, "document type"),
        ("<html/>", 1, "not a CSL style"),
        (f"{HEAD}\n<info/></style>", 1, "no <citation>"),
        (f"{HEAD.replace('note', 'other')}<citation>{LAYOUT}</citation></style>", 1, "class"),
        (
            f'{HEAD}\n<info><link rel="independent-parent" href="http://a.org/b"/></info></style>',
            2,
            "http://a.org/b",
        ),
        (f"{HEAD}\n<citation>{LAYOUT}\n{LAYOUT}</citation></style>", 3, "CSL-M"),
        (f"{HEAD}\n<citation/></style>", 2, "<citation> has no <layout>"),
        (
            f"{HEAD}<citation>{LAYOUT}</citation>\n<bibliography/></style>",
            2,
            "<bibliography> has no <layout>",
        ),
        (
            f"{HEAD}<citation><layout><institution/></layout></citation></style>",
            1,
            "<institution> belongs to CSL-M",
        ),
        (
            f'{HEAD}<citation><layout><choose><if never="1"/></choose></layout></citation></style>',
            1,
            'no condition "never"',
        ),
        (
            f"{HEAD}\n<citation>{LAYOUT.replace('<layout', LOCALE)}</citation></style>",
            2,
            "CSL-M",
        ),
        (
            f'{HEAD}\n<citation><layout>\n<text macro="nothing"/></layout></citation></style>',
            3,
            "nothing",
        ),
        (
            (
                f'{HEAD}\n<macro name="a"><text macro="b"/></macro>\n<macro name="b">'
                f'<text macro="a"/></macro><citation>{LAYOUT}</citation></style>'
            ),
            2,
            "calls itself",
        ),
        (
            (
                f'{HEAD}<citation><layout><choose>\n<if language="ja"><text value="a"/></if>'
                "</choose></layout></citation></style>"
            ),
            2,
            '"language"',
        ),
    ],
)
def test_an_unusable_style_is_a_finding_with_its_line(text, line, words):
    style, findings = load(text)
    assert style is None
    assert findings[0].rule.id == "CIT006"
    assert findings[0].location.line == line
    assert words in findings[0].message
    assert ("CSL-M" in findings[0].message) <= ("Hakusho" in findings[0].hint)


def test_a_dependent_style_names_the_file_to_take_instead():
    link = '<link rel="independent-parent" href="http://www.zotero.org/styles/apa"/>'
    _, [finding] = load(f"{HEAD}<info>{link}</info></style>")
    assert finding.hint == "Put apa.csl of the CSL style repository in its place."


def test_a_style_of_csl_m_is_told_by_its_version():
    head = HEAD.replace('version="1.0"', 'version="1.1mlz1"')
    _, findings = load(f"{head}<citation>{LAYOUT}</citation></style>")
    assert "1.1mlz1" in findings[0].message


KEY = '<sort><key variable="author"/></sort>'
READING = SourceFile("bib/s.yaml", "order: reading\n")
UNORDERED = f'<bibliography>{KEY}<layout><text variable="title"/></layout></bibliography>'


@pytest.mark.parametrize(
    ("bibliography", "choices", "keys"),
    [
        (UNORDERED, READING, [ORDER_VARIABLE]),
        (UNORDERED.replace(KEY, ""), READING, [ORDER_VARIABLE]),
        (UNORDERED.replace(KEY, KEY + KEY), READING, [ORDER_VARIABLE]),
        (UNORDERED.replace("title", "citation-number"), READING, ["author"]),
        (UNORDERED, SourceFile("bib/s.yaml", "order: style\n"), ["author"]),
        (UNORDERED, None, ["author"]),
        ("", READING, []),
    ],
)
def test_a_bibliography_is_sorted_by_us_where_the_choices_say_so(bibliography, choices, keys):
    text = f"{HEAD}<citation>{LAYOUT}</citation>{bibliography}</style>"
    style, findings = load_style(StyleSource(SourceFile("bib/s.csl", text), choices))
    assert findings == ()
    root = etree.fromstring(style.text.encode())
    assert [key.get("variable") for key in root.iter("{*}key")] == keys
    assert all(part[0].tag.endswith("sort") for part in root.iter("{*}bibliography") if keys)


def test_a_style_that_calls_a_macro_from_two_others_can_be_used():
    macros = '<macro name="a"><text macro="c"/><text macro="b"/></macro><macro name="b">'
    macros += '<text macro="c"/></macro><macro name="c"/>'
    style, findings = load(f"{HEAD}{macros}<citation>{LAYOUT}</citation></style>")
    assert (style.kind, findings) == ("note", ())


def test_a_style_that_cites_in_the_text_says_so():
    text = f"{HEAD.replace('note', 'in-text')}<citation>{LAYOUT}</citation></style>"
    assert load(text)[0].kind == "in-text"
