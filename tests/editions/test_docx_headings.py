"""Headings that a list of Word's numbers: it prints the paper's own numbers, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hakusho.editions.docx_headings import number_headings
from hakusho.editions.docx_numbers import FORMATS, ListNumbers
from hakusho.editions.docx_package import PARAGRAPH, VALUE, W, text_of

SPACE = f'xmlns:w="{W[1:-1]}"'
NAMES = {f"heading {level}": f"H{level}" for level in range(1, 7)} | {"section number": "Number"}
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>{{}}</w:style>'
    for level in range(1, 7)
)
OTHERS = (
    '<w:style w:type="paragraph" w:styleId="Contents"><w:basedOn w:val="H1"/><w:rPr/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Under"><w:basedOn w:val="Contents"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/></w:style>'
)
LISTS = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:pStyle w:val="H1"/>'
    '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)


def xml(name, inside=""):
    return etree.fromstring(f"<w:{name} {SPACE}>{inside}</w:{name}>")


def _heading(level, label, words):
    held = f'<w:pPr><w:pStyle w:val="H{level}"/></w:pPr>'
    number = '<w:r><w:rPr><w:rStyle w:val="Number"/></w:rPr><w:t>{}</w:t></w:r>'
    run = number.format(label) if label else ""
    return f"<w:p>{held}{run}<w:r><w:t>{words}</w:t></w:r></w:p>"


def numbered(headings, lists=LISTS, more=""):
    """Headings (level, number, words): what Word prints before each, what is left, and the parts."""
    document = xml("body", "".join(_heading(*each) for each in headings))
    styles, numbering = xml("styles", STYLES.format(*[more] * 6) + OTHERS), xml("numbering", lists)
    before = number_headings(document, styles, numbering, NAMES)
    word = ListNumbers(numbering, styles)
    paragraphs = [*document.iter(PARAGRAPH)]
    printed = [word.before(each) for each in paragraphs]
    assert [before.get(each, "") for each in paragraphs] == [
        each if each.strip() else "" for each in printed
    ]
    return printed, [text_of(each) for each in paragraphs], styles, numbering


FORMS = ["{}", "第{}章", "{}.", "（{}）", "付録{}", "{}）", "Part {}:"]


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=20),
    st.tuples(*[st.tuples(st.sampled_from([*FORMATS]), st.sampled_from(FORMS))] * 4),
    st.booleans(),
    st.booleans(),
)
def test_word_prints_the_papers_numbers_or_the_text_keeps_them(levels, forms, whole, spaced):
    counts, headings = [0] * 4, []
    for level in levels:
        counts[level:] = [0] * (4 - level)
        counts[level - 1] += 1
        name, form = forms[level - 1]
        last = FORMATS[name](counts[level - 1])
        higher = [str(each) for each in counts[: level - 1]] if whole else []
        words = (" " if spaced else "\u3000") + "題"
        headings.append((level, form.format(".".join([*higher, last])), words))
    printed, left, *_ = numbered(headings)
    shown = [before + words for before, words in zip(printed, left, strict=True)]
    assert shown == [label + words for _, label, words in headings]


CASES = {
    "numbers of Western papers": (
        [(1, "1", " A"), (2, "1.1", " B"), (2, "1.2", " C"), (1, "2", " D")],
        True,
    ),
    "numbers of Japanese papers": (
        [(1, "第一章", "\u3000甲"), (2, "１", "\u3000乙"), (3, "（１）", "\u3000丙")],
        True,
    ),
    "letters of appendices behind numbers": (
        [(1, "1", " A"), (1, "2", " B"), (1, "A", " C"), (1, "B", " D")],
        True,
    ),
    "sections before an appendix without any": (
        [(1, "1", " A"), (2, "1.1", " B"), (1, "A", " C")],
        True,
    ),
    "numbers of higher levels as digits": (
        [(1, "I", " A"), (2, "1.1", " B"), (1, "II", " C"), (2, "2.1", " D")],
        True,
    ),
    "a chapter that begins anew": ([(1, "1", " A"), (1, "1", " B"), (1, "2", " C")], True),
    "a number that no list has": ([(1, "甲", " A"), (1, "乙", " B")], False),
    "a first number that is not one": ([(1, "3", " A"), (1, "4", " B")], False),
    "a section before any chapter": ([(2, "1.1", " A")], False),
    "a level that is skipped": ([(1, "1", " A"), (3, "1.1.1", " B")], False),
    "no numbers": ([(1, "", "A"), (2, "", "B")], False),
    "some without": ([(1, "", "Preface"), (1, "1", " A"), (2, "", "B"), (1, "2", " C")], True),
}


@pytest.mark.parametrize("name", CASES)
def test_what_word_counts_and_what_stays_text(name):
    headings, counted = CASES[name]
    printed, left, styles, numbering = numbered(headings)
    assert [before + words for before, words in zip(printed, left, strict=True)] == [
        label + words for _, label, words in headings
    ]
    assert any(each.strip() for each in printed) is counted
    found = [each.get(f"{W}styleId") for each in styles if each.find(f".//{W}numPr") is not None]
    levels = sorted({f"H{level}" for level, label, _ in headings if label}) if counted else []
    assert [each for each in found if each.startswith("H")] == levels
    lists = {
        each.get(f"{W}numId"): each.find(f"{W}abstractNumId").get(VALUE)
        for each in numbering.iter(f"{W}num")
    }
    for style in styles:
        ident, held = style.get(f"{W}styleId"), style.find(f".//{W}numId")
        if counted and ident in levels:  # the list names the style that names it
            path = f"{W}abstractNum[@{W}abstractNumId='{lists[held.get(VALUE)]}']/{W}lvl/{W}pStyle"
            assert ident in [each.get(VALUE) for each in numbering.iterfind(path)]
    # Styles that rest on a numbered one have a list that prints nothing.
    assert [each for each in found if each in {"Contents", "Under"}] == (
        ["Contents", "Under"] if counted else []
    )
    kinds = [etree.QName(each).localname for each in numbering]
    assert kinds == sorted(kinds)  # definitions before what uses them, as the schema has it
    idents = [each.get(f"{W}numId") for each in numbering.iter(f"{W}num")]
    assert len(idents) == len({*idents})


def test_a_list_of_the_document_numbers_no_heading_any_more():
    *_, styles, numbering = numbered([(1, "1", " A"), (2, "1.1", " B")])
    named = {each.get(VALUE): each.getparent() for each in numbering.iter(f"{W}pStyle")}
    assert {*named} == {"H1", "H2"}
    for at, ident in enumerate(("H1", "H2")):
        level = named[ident]
        assert level.get(f"{W}ilvl") == str(at)
        assert level.getparent().get(f"{W}abstractNumId") != "7"
        order = [etree.QName(each).localname for each in level]
        assert order == ["start", "numFmt", "pStyle", "suff", "lvlText", "lvlJc", "rPr"]
        assert level.find(f"{W}start").get(VALUE) == "1"
        assert level.find(f"{W}suff").get(VALUE) == "space"
    held = {each.get(f"{W}styleId"): each for each in styles}
    assert held["H2"].find(f"{W}pPr/{W}numPr/{W}ilvl").get(VALUE) == "1"


def test_a_style_that_had_a_number_has_it_no_more_where_nothing_is_numbered():
    more = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    *_, styles, _ = numbered([(1, "", "A")], more=more)
    assert styles.find(f".//{W}numPr") is None


@pytest.mark.parametrize(
    ("words", "suffix", "hint"), [(" A", "space", "default"), ("\u3000甲", "nothing", "eastAsia")]
)
def test_what_stands_behind_a_number(words, suffix, hint):
    printed, left, _, numbering = numbered([(1, "1", words)], lists="")
    (level,) = (each for each in numbering.iter(f"{W}lvl") if each.find(f"{W}pStyle") is not None)
    assert level.find(f"{W}suff").get(VALUE) == suffix
    assert level.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == hint
    assert (printed[0] + left[0], left[0]) == (f"1{words}", words.removeprefix(" "))
