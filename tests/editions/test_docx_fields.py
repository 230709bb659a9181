"""What Word renumbers: headings, captions and the references to them."""

from __future__ import annotations

import pytest
from lxml import etree

from hakusho.editions.docx_fields import Marked, chain_headings, mark_captions, refer
from hakusho.editions.docx_headings import number_headings
from hakusho.editions.docx_numbers import FORMATS, ListNumbers
from hakusho.editions.docx_package import W, text_of
from hakusho.editions.docx_reference import styles_by_name
from validators import openxml
from validators.docx_content import Docx, N, problems, text

SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in N.items())


def xml(name, inside=""):
    return etree.fromstring(f"<w:{name} {SPACES}>{inside}</w:{name}>")


def style(name, kind="paragraph", inside=""):
    ident = name.title().replace(" ", "")
    return (
        f'<w:style w:type="{kind}" w:styleId="{ident}"><w:name w:val="{name}"/>{inside}</w:style>'
    )


HOUSE_NUMBER = '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>'
STYLES = "".join(style(f"heading {n}", inside=HOUSE_NUMBER * (n == 2)) for n in range(1, 7))
STYLES += "".join(style(f"{kind} caption") for kind in ("image", "table", "listing"))
STYLES += style("section number", "character") + style("label", "character")
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:pStyle w:val="Heading2"/>'
    '<w:lvlText w:val="第%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>'
)


def heading(level, label, words):
    number = '<w:r><w:rPr><w:rStyle w:val="SectionNumber"/></w:rPr><w:t>{}</w:t></w:r>'
    said = (
        number.format(label) if label else ""
    ) + f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    mark = f'<w:bookmarkStart w:id="{level}" w:name="sec-{label}"/><w:bookmarkEnd w:id="{level}"/>'
    ident = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>'
    return f"<w:p>{ident}{said}{mark}</w:p>"


HEIR = (
    '<w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/>'
    '<w:basedOn w:val="Heading1"/></w:style>'
)
CONTENTS = '<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr></w:p>'


def numbered(*headings):
    """The labels that Word prints, and whether its lists do."""
    document = xml("document", CONTENTS + "".join(heading(*each) for each in headings))
    styles, numbering = xml("styles", STYLES + HEIR), xml("numbering", NUMBERING)
    labels = [each[1] for each in headings]
    found = number_headings(document, styles, numbering, styles_by_name(styles))
    lists = ListNumbers(numbering, styles)
    shown = [lists.before(p) + text_of(p) for p in document.iter(f"{W}p")]
    assert shown == ["", *(label + words for (_, label, words) in headings)]
    assert [number.strip() for number in found.values()] == (
        [e for e in labels if e] if found else []
    )
    return bool(found)


G = "\u3000"
JAPANESE = [(1, "1", f"{G}序"), (2, "(1)", f"{G}甲"), (3, "①", f"{G}乙"), (3, "②", f"{G}丙")]
JAPANESE += [(2, "(2)", f"{G}丁"), (1, "2", f"{G}結"), (2, "(1)", f"{G}戊"), (1, "", "文献")]
ENGLISH = [(1, "1", " A"), (2, "1.1", " B"), (3, "1.1.1", " C"), (2, "1.2", " D"), (1, "2", " E")]
CHAPTERS = [
    (1, "第1章", f"{G}序"),
    (2, "1.1", f"{G}甲"),
    (1, "第2章", f"{G}論"),
    (2, "2.1", f"{G}乙"),
]
LAW = [(1, "第一章", f"{G}総則"), (2, "第1節", f"{G}甲"), (3, "ア", f"{G}乙"), (3, "イ", f"{G}丙")]
APPENDIX = [*CHAPTERS, (1, "付録A", f"{G}資料"), (2, "A.1", f"{G}表"), (1, "付録B", f"{G}年表")]
ROMAN = [(1, "I.", " A"), (2, "A.", " B"), (2, "B.", " C"), (1, "II.", " D"), (1, "III.", " E")]
WIDE = [(1, "１", f"{G}甲"), (1, "２", f"{G}乙")]


@pytest.mark.parametrize(
    "headings",
    [JAPANESE, ENGLISH, CHAPTERS, LAW, APPENDIX, ROMAN, WIDE],
    ids=["japanese", "english", "chapters", "law", "appendix", "roman", "wide"],
)
def test_a_list_prints_the_numbers_of_the_paper(headings):
    assert numbered(*headings)


SKIPPED = [(1, "1", f"{G}序"), (3, "①", f"{G}乙")]
JUMPS = [(1, "1", f"{G}序"), (1, "4", f"{G}乙")]
PART = [(2, "(1)", f"{G}序"), (2, "(2)", f"{G}乙")]


@pytest.mark.parametrize("headings", [SKIPPED, JUMPS, PART, [(1, "", "序")]])
def test_numbers_that_no_list_prints_stay_text(headings):
    assert not numbered(*headings)


def test_formats_are_words_own():
    found = {name: [write(count) for count in (1, 3, 10, 21)] for name, write in FORMATS.items()}
    assert found == {
        "decimal": ["1", "3", "10", "21"],
        "decimalEnclosedCircle": ["①", "③", "⑩", "21"],
        "decimalFullWidth": ["１", "３", "１０", "２１"],
        "japaneseCounting": ["一", "三", "十", "二十一"],
        "aiueoFullWidth": ["ア", "ウ", "コ", "ナ"],
        "irohaFullWidth": ["イ", "ハ", "ヌ", "ナ"],
        "upperRoman": ["I", "III", "X", "XXI"],
        "lowerRoman": ["i", "iii", "x", "xxi"],
        "upperLetter": ["A", "C", "J", "U"],
        "lowerLetter": ["a", "c", "j", "u"],
    }


def referring(words, anchor, *headings, captions=()):
    """The fields that a link becomes, with what they show."""
    said = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="ImageCaption"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Label"/>'
        f"</w:rPr><w:t>{each}</w:t></w:r><w:r><w:t>題</w:t></w:r></w:p>"
        for each in captions
    )
    link = (
        f'<w:p><w:hyperlink w:anchor="{anchor}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>'
    )
    document = xml("document", "".join(heading(*each) for each in headings) + said + link)
    styles = xml("styles", STYLES)
    names = styles_by_name(styles)
    numbers = number_headings(document, styles, xml("numbering"), names)
    marked = Marked()
    mark_captions(document, names, marked)
    chain_headings(numbers, names, marked)
    refer(document, marked)
    found = Docx.__new__(Docx)
    found.xml = {"word/document.xml": document}
    last = document.findall(f"{W}p")[-1]
    assert text(last) == words
    return found.fields(), last.find(f"{W}hyperlink") is not None


def test_references_to_sections_are_made_of_their_numbers():
    fields, link = referring("第2章(1)", "sec-(1)", *JAPANESE)
    assert not link
    assert [shown for _, shown in fields] == ["2", "(1)"]
    assert all(code.startswith("REF _Ref") and r"\n" in code for code, _ in fields)
    fields, _ = referring("Section 1.1.1", "sec-1.1.1", *ENGLISH)
    assert [shown for _, shown in fields] == ["1.1.1"]
    fields, _ = referring("付録A", "sec-付録A", *APPENDIX)
    assert [shown for _, shown in fields] == ["付録A"]
    assert referring("次の章", "sec-1", *JAPANESE) == ([], True)
    assert referring("「文献」", "sec-", *JAPANESE) == ([], True)


@pytest.mark.parametrize(
    ("captions", "codes"),
    [
        (["図1", "図2"], [r"SEQ 図 \* ARABIC"] * 2),
        (["Figure 1", "Table 1"], [r"SEQ Figure \* ARABIC", r"SEQ Table \* ARABIC"]),
        (["図1", "図5"], [r"SEQ 図 \* ARABIC"]),  # a number that does not go on
        (["図A-1", "図1.2"], []),
    ],
)
def test_captions_are_counted_by_word(captions, codes):
    fields, link = referring(captions[-1], "fig-x", captions=captions)
    assert [code for code, _ in fields if code.startswith("SEQ")] == codes
    assert (fields[-1][1], link) == (captions[-1], False)
    assert fields[-1][0].startswith("REF _Ref")


SOURCE = """\
# 序 {#sec-a}

[図1](#fig-b)と[第2章(1)](#sec-c)^[[図1](#fig-b)による。]、[表](#tbl-d)。

# 論 {#sec-b}

## 甲 {#sec-c}

![均衡](figures/warheads.svg){#fig-b alt="棒グラフ。"}

| 甲 | 乙 |
|---|---|
| 一 | 二 |

: 比較 {#tbl-d}

# 文献 {.unnumbered}
"""


FORMULAS = """\
# 序

[式(1)](#eq-a)と[式(2)](#eq-b)、[次の式](#eq-b)。

[$a = b$[(1)]{.equation-number}]{.equation #eq-a}

[$c = d$[(2)]{.equation-number}]{.equation #eq-b}

[$e = f$[(5)]{.equation-number}]{.equation #eq-c}
"""


def test_formulas_are_counted_and_named_by_fields(write_text):
    made = write_text(FORMULAS)
    assert openxml.findings(made) == []
    file = Docx(made)
    assert problems(file) == []
    fields = file.fields()
    counted = [words for code, words in fields if code == r"SEQ Equation \* ARABIC"]
    assert counted == ["1", "2"]  # (5) does not go on
    named = [(code.split()[1], words) for code, words in fields if code.startswith("REF")]
    assert [words for _, words in named] == ["(1)", "(2)"]
    assert {name for name, _ in named} <= set(file.find("//w:bookmarkStart/@w:name"))
    assert [text(each).strip() for each in file.paragraphs("Equation")][-1].endswith("(5)")
    assert "式(1)と式(2)、次の式。" in [text(each) for each in file.find("//w:p")]


def test_aligned_lines_in_text_and_notes_are_valid_and_are_not_cut(write_text):
    lines = r"$\begin{aligned} a &= b \\ &= \text{港} + \& \end{aligned}$"
    made = write_text(f"文。\n\n${lines}$\n\n文中の{lines}である[^a]。\n\n[^a]: 注{lines}。\n")
    assert openxml.findings(made) == []
    file = Docx(made)
    assert problems(file) == []
    for part, count in (("word/document.xml", 2), ("word/footnotes.xml", 1)):
        assert len(file.find("//mc:Fallback//m:m", part)) == count
        for each in file.find("//w:p[.//m:oMath]/w:pPr/w:spacing[@w:line]/@w:lineRule", part):
            assert each == "atLeast"
    assert file.find("//w:p[.//m:oMath]/w:pPr/w:spacing", "word/footnotes.xml")


def test_a_table_stands_in_the_middle_below_its_caption(write_text):
    table = "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n"
    file = Docx(write_text(f"{table}\n: 比較 {{#tbl-d}}\n\n本文。\n\n{table}"))
    assert [len(each.findall(f"{W}tblPr/{W}jc")) for each in file.find("//w:tbl")] == [1, 0]


def test_no_line_ends_between_notes_side_by_side(write_text):
    file = Docx(write_text("甲[^a][、]{.note-separator}[^b]\n\n[^a]: 一。\n\n[^b]: 二。\n"))
    assert "、\u2060" in [each.text for each in file.find("//w:t")]


def test_a_file_holds_fields_that_show_what_is_printed(write_text):
    made = write_text(SOURCE)
    assert openxml.findings(made) == []
    file = Docx(made)
    assert problems(file) == []
    shown = [words for code, words in file.fields() if code.startswith("REF")]
    assert shown == ["図1", "2", "(1)"]
    assert [words for _, words in file.fields("word/footnotes.xml")] == ["図1"]
    assert [words for code, words in file.fields() if code.startswith("SEQ")] == ["1", "1"]
    names = {code.split()[1] for code, _ in file.fields() if code.startswith("REF")}
    assert names <= set(file.find("//w:bookmarkStart/@w:name"))
    assert file.numbered("heading 1") == ["1\u3000序", "2\u3000論", "文献"]
    # A heading that is typed in Word is numbered as well.
    assert file.styles["Heading1"].find(f"{W}pPr/{W}numPr/{W}numId") is not None
    assert text(file.paragraphs("Image Caption")[0]).startswith("図1")
