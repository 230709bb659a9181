"""Word's parts, element by element: the order of the schema, names of styles, numbers, formulas."""

from __future__ import annotations

import html
import json
from pathlib import Path

import openxml_audit
import pytest
import yaml
from lxml import etree

from hakusho.editions.docx_aligned import offer_matrices
from hakusho.editions.docx_formulas import finish_formulas
from hakusho.editions.docx_layout import set_cell
from hakusho.editions.docx_numbers import FORMATS, ListNumbers
from hakusho.editions.docx_package import (
    PICTURE_TYPES,
    M,
    W,
    element,
    links_of,
    put_in,
    put_property,
    run,
    text_in,
    text_of,
)
from hakusho.editions.docx_page import Page
from hakusho.editions.docx_style_names import canonical, name_styles, plain
from hakusho.editions.docx_styles import completed, keep_inside
from hakusho.editions.figure_fonts import FAMILY, Face

NAMESPACES = f'xmlns:w="{W[1:-1]}" xmlns:m="{M[1:-1]}"'
NAMES = yaml.safe_load(Path(__file__).with_name("style_names.yaml").read_text(encoding="utf-8"))


def xml(inside, name="w:body"):
    return etree.fromstring(f"<{name} {NAMESPACES}>{inside}</{name}>")


def shown(part):
    text = etree.tostring(part).decode()
    return text.replace(f' xmlns:w="{W[1:-1]}"', "").replace(f' xmlns:m="{M[1:-1]}"', "")


@pytest.fixture(scope="module")
def schema():
    """The properties of paragraphs and runs in the order of the schema, which is not ours."""
    file = "data/openxml/schemas/schemas_openxmlformats_org_wordprocessingml_2006_main.json"
    types = json.loads((Path(openxml_audit.__file__).parent / file).read_text("utf-8"))["Types"]
    return {
        kind: [
            each["Name"].partition("/")[2].removeprefix("w:")
            for each in next(one for one in types if one["Name"] == f"w:CT_{kind}/w:{kind[0].lower()}Pr")["Children"]
            if "/w:" in each["Name"]
        ]
        for kind in ("PPr", "RPr")
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "tag"), [("PPr", "w:pPr"), ("RPr", "w:rPr")])
def test_properties_stand_in_the_order_of_the_schema(schema, kind, tag):
    names = schema[kind]
    assert len(names) > 30
    for order in (names[::-1], names[1::2] + names[::2], names[20:] + names[:20]):
        held = xml("", tag)
        for name in order:
            put_in(held, name, val=name)
        assert [etree.QName(each).localname for each in held] == names
    put_in(held, names[3], other=1)
    assert [each.get(f"{W}val") for each in held] == names
    assert held[3].get(f"{W}other") == "1"


def test_a_run_or_paragraph_without_properties_gets_them_first():
    paragraph = xml("<w:r><w:t>a</w:t></w:r>", "w:p")
    assert put_property(paragraph, "jc", val="center").get(f"{W}val") == "center"
    put_property(paragraph[1], "b")
    assert shown(paragraph) == (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r></w:p>'
    )


def test_what_is_written_is_without_readings():
    inside = (
        "<w:r><w:t>a</w:t><w:tab/><w:ruby><w:rt><w:r><w:t>b</w:t></w:r></w:rt></w:ruby><w:t/></w:r>"
    )
    paragraph = xml(inside, "w:p")
    assert text_of(paragraph) == "a "
    assert text_in(paragraph.find(f".//{W}rt")) == "b"
    made = run(" c ", xml("<w:rPr><w:i/></w:rPr><w:t>a</w:t>", "w:r"))
    assert [etree.QName(each).localname for each in made.iter()] == ["r", "rPr", "i", "t"]
    assert text_of(made) == " c "  # with its spaces, as Word keeps them where that is said
    assert made[1].get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    assert len(run("d", element("r"))) == 1


def test_types_of_pictures_are_those_that_are_registered():
    assert PICTURE_TYPES["jpg"] == PICTURE_TYPES["jpeg"]
    assert {f"{end}: {kind}" for end, kind in PICTURE_TYPES.items()} == {
        "png: image/png", "jpg: image/jpeg", "jpeg: image/jpeg", "gif: image/gif", "svg: image/svg+xml",
        "emf: image/x-emf", "wmf: image/x-wmf", "bmp: image/bmp", "tif: image/tiff", "tiff: image/tiff",
    }  # fmt: skip


def test_relationships_of_a_damaged_part_are_none():
    assert links_of(None) == links_of(b"<open>") == {}


@pytest.mark.parametrize("name", NAMES["words"])
def test_a_style_has_words_own_name_in_other_languages(name):
    for other in (name, *NAMES["words"][name]):
        assert canonical(other.upper().replace(" ", "_")) == name


@pytest.mark.parametrize("name", NAMES["levels"])
def test_a_style_of_a_level_has_words_own_name_in_other_languages(name):
    for other in NAMES["levels"][name]:
        assert canonical(f"{other} 1") == f"{name} 1"
        assert canonical(f"{other}９") == f"{name} 9"
        assert canonical(f"{other} 10") == f"{other} 10"
        assert canonical(f"{other} 0") == f"{other} 0"


def _styles(*named):
    return xml(
        "".join(
            f'<w:style w:type="{kind}" w:styleId="{ident}">'
            + (f'<w:name w:val="{name}"/>' if name else "")
            + (f'<w:aliases w:val="{aliases}"/>' if aliases else "")
            + "</w:style>"
            for kind, ident, name, aliases in named
        ),
        "w:styles",
    )


@pytest.mark.parametrize(
    ("style", "wanted", "name", "aliases"),
    [
        (("paragraph", "a", "図表番号", ""), "caption", "caption", "図表番号"),
        (("paragraph", "a", "My text", "x,本文"), "Body Text", "Body Text", "x,本文,My text"),
        (("paragraph", "BodyText", "Mine", ""), "Body Text", "Body Text", "Mine"),
        (("paragraph", "BodyText", "", ""), "Body Text", "Body Text", None),
        (("paragraph", "a", "Caption", ""), "caption", "Caption", None),
        (("character", "a", "図表番号", ""), "caption", "図表番号", None),
        (("paragraph", "a", "Other", ""), "caption", "Other", None),
    ],
)
def test_styles_get_the_names_by_which_editions_find_them(style, wanted, name, aliases):
    styles = _styles(style)
    name_styles(styles, [("paragraph", wanted)])
    assert styles[0].find(f"{W}name").get(f"{W}val") == name
    held = styles[0].find(f"{W}aliases")
    assert (held.get(f"{W}val") if held is not None else None) == aliases
    assert etree.QName(styles[0][0]).localname == "name"


def test_a_name_counts_before_an_alias_in_another_language_and_that_before_an_id():
    named = (
        ("paragraph", "caption", "Mine", ""),
        ("paragraph", "b", "図表番号", ""),
        ("paragraph", "c", "z", "題"),
    )
    styles = _styles(*named)
    name_styles(styles, [("paragraph", "caption"), ("paragraph", "Normal")])
    assert [each.find(f"{W}name").get(f"{W}val") for each in styles] == ["Mine", "caption", "z"]
    assert plain(" Ａb _c") == "abc"


OWN = """\
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia" w:asciiTheme="minorHAnsi"/>
<w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>{}"""
OURS = """\
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Serif"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:rPr><w:rFonts w:ascii="Sans"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Key"><w:name w:val="Key"/><w:basedOn w:val="Normal"/>
<w:pPr><w:spacing w:line="400" w:lineRule="exact" w:after="7"/></w:pPr><w:rPr><w:rFonts w:ascii="Sans"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Key"/>
<w:pPr><w:spacing w:line="300"/></w:pPr><w:rPr><w:rFonts w:ascii="Serif"/><w:sz w:val="30"/><w:szCs w:val="3"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:rPr><w:rFonts w:ascii="Other"/></w:rPr></w:style>"""


def _added(own, wanted):
    """Our styles as a document that lacks them gets them."""
    styles, ours = xml(own, "w:styles"), xml(OURS, "w:styles")
    before = len(styles)
    completed(styles, ours, [("paragraph", name) for name in wanted])
    return {each.get(f"{W}styleId"): each for each in styles[before:]}


def test_styles_of_ours_are_set_as_the_document_sets_its_text():
    added = _added(OWN.format(""), ["Normal", "Key", "Small", "Own"])
    key, small, own = (added[name] for name in ("Key", "Small", "Own"))
    assert key.find(f"{W}basedOn").get(f"{W}val") == "a"
    assert dict(key.find(f"{W}pPr/{W}spacing").attrib) == {f"{W}after": "7"}
    fonts = key.find(f"{W}rPr/{W}rFonts").attrib  # of headings, from the theme
    assert {*fonts.values()} == {"majorEastAsia", "majorHAnsi"}
    assert small.find(f"{W}pPr/{W}spacing").get(f"{W}line") == "150"
    assert [each.get(f"{W}val") for each in small.find(f"{W}rPr")] == ["15", "2"]
    assert small.find(f"{W}rPr/{W}rFonts") is None
    assert own.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Other"


def test_changes_that_somebody_tracked_in_styles_are_no_part_of_them():
    tags = ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange")
    changed = "".join(f'<w:x><w:{tag} w:author="a"/></w:x>' for tag in tags)
    own = f'<w:style w:type="paragraph" w:styleId="s"><w:name w:val="Own"/>{changed}</w:style>'
    styles = xml(OWN.format(own), "w:styles")
    completed(styles, xml(OURS, "w:styles"), [])
    assert [etree.QName(each).localname for each in styles.iter()].count("x") == len(tags)
    assert not [each for each in styles.iter() if etree.QName(each).localname in tags]


@pytest.mark.parametrize("said", ["1", "true", ""])
def test_a_document_whose_paragraphs_have_no_style_of_their_own_gets_one(said):
    default = f'w:default="{said}" ' if said else ""
    own = f'<w:style w:type="paragraph" {default}w:styleId="n"><w:name w:val="normal"/></w:style>'
    styles = xml(
        own + '<w:style w:type="character" w:styleId="c"><w:name w:val="Normal"/></w:style>',
        "w:styles",
    )
    completed(styles, xml(OURS, "w:styles"), [("paragraph", "Normal"), ("paragraph", "Key")])
    marked = [each.get(f"{W}styleId") for each in styles if each.get(f"{W}default")]
    assert marked == ["n"]
    key = next(each for each in styles if each.get(f"{W}styleId") == "Key")
    assert key.find(f"{W}basedOn").get(f"{W}val") == "n"


@pytest.mark.parametrize(("size", "made"), [("20", "15"), ("40", "30"), ("2", "2"), ("", "15")])
def test_sizes_keep_their_proportion_to_the_text(size, made):
    sized = f'<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="{size}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    own = (
        sized if size else ""
    ) + '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    styles = xml(own, "w:styles")
    completed(styles, xml(OURS, "w:styles"), [])
    small = next(each for each in styles if each.get(f"{W}styleId") == "Small")
    assert small.find(f"{W}rPr/{W}sz").get(f"{W}val") == made


@pytest.mark.parametrize(
    ("name", "held", "level"),
    [
        ("heading 1", "", "0"), ("Heading 9", "<w:rPr/>", "8"), ("heading 2", "<w:pPr/>", "1"),
        ("heading 3", '<w:pPr><w:outlineLvl w:val="7"/></w:pPr>', "7"), ("heading", "", None),
        ("heading x", "", None), ("Body Text", "", None), ("toc 1", "", None),
    ],
)  # fmt: skip
def test_headings_have_their_level_in_words_outline(name, held, level):
    own = f'<w:style w:type="paragraph" w:styleId="h"><w:name w:val="{name}"/>{held}</w:style>'
    styles = xml(OWN.format(own), "w:styles")
    completed(styles, xml(OURS, "w:styles"), [])
    style = next(each for each in styles if each.get(f"{W}styleId") == "h")
    found = style.find(f"{W}pPr/{W}outlineLvl")
    assert (None if found is None else found.get(f"{W}val")) == level
    kinds = [etree.QName(each).localname for each in style]
    assert kinds == sorted(kinds, key=["name", "pPr", "rPr"].index)


PAGE = Page(8000, 12000)


@pytest.mark.parametrize(
    ("name", "side", "at", "made"),
    [
        ("Equation", "right", 9000, 8000), ("Equation", "right", 100, 8000),
        ("Equation", "center", 9000, 4000), ("Handling", "right", 100, 8000),
        ("Origin", "right", 100, 8000), ("toc 1", "right", 9, 8000), ("TOC 3", "right", 9, 8000),
        ("toc 2", "right", 9, 8000), ("toc 4", "right", 9, 9), ("Body Text", "right", 8000, 8000),
        ("Body Text", "right", 8001, 8000), ("Body Text", "center", 9000, 9000),
        ("Body Text", "left", 9000, 9000),
    ],
)  # fmt: skip
def test_tabs_at_the_edge_stand_where_the_page_has_it(name, side, at, made):
    tab = f'<w:pPr><w:tabs><w:tab w:val="{side}" w:pos="{at}"/></w:tabs></w:pPr>'
    styles = xml(f'<w:style w:type="paragraph"><w:name w:val="{name}"/>{tab}</w:style>', "w:styles")
    keep_inside(styles, PAGE)
    assert styles.find(f".//{W}tab").get(f"{W}pos") == str(made)


def test_a_document_with_headings_of_its_own_gives_their_fonts():
    heading = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:rPr><w:rFonts w:ascii="House"/></w:rPr></w:style>'
    added = _added(OWN.format(heading), ["heading 1", "Key"])
    assert "Heading1" not in added
    assert added["Key"].find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "House"


def test_matrices_and_text_in_formulas_are_as_the_schema_has_them():
    part = xml(
        "<m:mcPr><m:mcJc/><m:count/></m:mcPr><m:mcPr><m:mcJc/></m:mcPr>"
        "<m:rPr><m:nor/><m:sty/><m:scr/></m:rPr><m:rPr><m:sty/></m:rPr>"
    )
    finish_formulas(part)
    assert shown(part) == (
        "<w:body><m:mcPr><m:count/><m:mcJc/></m:mcPr><m:mcPr><m:mcJc/></m:mcPr>"
        "<m:rPr><m:nor/></m:rPr><m:rPr><m:sty/></m:rPr></w:body>"
    )


@pytest.mark.parametrize(
    ("formula", "made"),
    [
        ("( a )^2", "(a)^2"), ("c ( 1 ( a ) )^2", "c (1 ( a ))^2"), ("[ a ( b )^2 ]^3", "[a (b)^2]^3"),
        ("a )^2", "a )^2"), ("[ a )^2", "[ a )^2"), ("( a ) b^2", "( a ) b^2"),
    ],
)  # fmt: skip
def test_what_is_raised_behind_brackets_is_raised_behind_all_in_them(formula, made):
    def piece(token):
        run = f"<m:r><m:t>{token.split('^')[0]}</m:t></m:r>"
        raised = (
            f"<m:sSup><m:e>{run}</m:e><m:sup><m:r><m:t>{token[-1]}</m:t></m:r></m:sup></m:sSup>"
        )
        return raised if "^" in token else run

    def said(node):
        name = node.tag.rpartition("}")[2]
        inside = ("^" if name == "sSup" else " ").join(map(said, node)) or node.text or ""
        if name != "d":
            return inside
        signs = (each.get(f"{M}val") for each in node[0])
        return inside.strip().join(signs)

    part = xml("".join(map(piece, formula.split())))
    finish_formulas(part)
    assert said(part) == made


@pytest.mark.parametrize(
    ("runs", "made"),
    [
        (["lim:p"], ["lim:lit:p"]), (["a", "≤:p", "+:p", "14"], ["a", "≤:p", "+:p", "14"]),
        (["o:p", "v:p", "e:p", "r:p", "x"], ["over:lit:p", "x"]), (["C:p", "+:p", "D:p"], ["C:lit:p", "+:p", "D:lit:p"]),
        (["a", "\u2001", "b", "\u200b"], ["a", "\u2001:lit:p", "b", "\u200b:lit:p"]), (["d:i", "i:i"], ["d:i", "i:i"]),
        (["%:p", "#:p"], ["%:lit:p", "#:lit:p"]), ([" if :nor"], [" if :nor"]), (["a", "&"], ["a", "&"]),
    ],
)  # fmt: skip
def test_words_and_spaces_of_formulas_are_no_commands_of_libreoffice(runs, made):
    def run(piece):
        words, *style = piece.split(":")
        kind = {"nor": "<m:nor/>"}.get("".join(style)) or f'<m:sty m:val="{"".join(style)}"/>'
        return (
            f"<m:r>{f'<m:rPr>{kind}</m:rPr>' if style else ''}<m:t>{html.escape(words)}</m:t></m:r>"
        )

    def said(node):
        properties = node.find(f"{M}rPr")
        kinds = [] if properties is None else list(properties)
        names = (each.get(f"{M}val") or each.tag.rpartition("}")[2] for each in kinds)
        return ":".join(["".join(node.itertext()), *names])

    part = xml("".join(map(run, runs)))
    finish_formulas(part)
    assert [said(each) for each in part] == made


def test_a_brace_under_a_formula_is_as_wide_as_what_it_holds_together():
    held = "<m:e><m:r><m:t>a</m:t></m:r><m:r><m:t>b</m:t></m:r></m:e>"
    brace = "<m:lim><m:r><m:t>⏟</m:t></m:r></m:lim>"
    part = xml(f"<m:limLow>{held}{brace}</m:limLow>")
    finish_formulas(part)
    assert shown(part) == (
        '<w:body><m:groupChr><m:groupChrPr><m:chr m:val="&#9183;"/><m:pos m:val="bot"/>'
        f'<m:vertJc m:val="top"/></m:groupChrPr>{held}</m:groupChr></w:body>'
    )


@pytest.mark.parametrize(
    ("name", "count", "written"),
    [
        ("decimal", 12, "12"), ("decimalFullWidth", 12, "１２"), ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"), ("japaneseCounting", 12, "十二"), ("aiueoFullWidth", 2, "イ"),
        ("irohaFullWidth", 2, "ロ"), ("lowerLetter", 2, "b"), ("upperLetter", 3, "C"),
        ("lowerRoman", 4, "iv"), ("upperRoman", 9, "IX"), ("decimal", 1001, "1001"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_word_writes_it(name, count, written):
    assert FORMATS[name](count) == written


def test_numbers_before_paragraphs_are_counted_by_their_levels():
    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1-%2"/><w:suff w:val="nothing"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>'
    )
    numbering = xml(
        f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>',
        "w:numbering",
    )
    numbers = ListNumbers(numbering, xml("", "w:styles"))

    def before(level, number=1):
        inside = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return numbers.before(xml(f"<w:pPr>{inside}</w:pPr>", "w:p"))

    assert [before(level) for level in (0, 1, 1, 2, 0, 1)] == [
        "I. ",
        "I-a",
        "I-b",
        "1.2.1 ",
        "II. ",
        "II-a",
    ]
    assert before(3) == before(0, 9) == numbers.before(xml("", "w:p")) == ""


@pytest.mark.parametrize(
    ("left", "margins"),
    [(0, {"right": "60"}), (90, {"left": "90", "right": "60"})],
)
def test_a_cell_says_how_wide_it_is_and_ends_in_a_paragraph(left, margins):
    cell = xml("<w:tcPr><w:old/></w:tcPr><w:p/><w:tbl/>", "w:tc")
    set_cell(cell, 1200, 60, left=left)
    assert [etree.QName(each).localname for each in cell] == ["tcPr", "p", "tbl", "p"]
    width, sides = cell[0]
    assert dict(width.attrib) == {f"{W}w": "1200", f"{W}type": "dxa"}
    assert {etree.QName(each).localname: each.get(f"{W}w") for each in sides} == margins
    first, last = (cell[at].find(f"{W}pPr/{W}spacing").attrib for at in (1, 3))
    assert (dict(first), dict(last)) == ({f"{W}before": "0"}, {f"{W}after": "0"})


def test_a_font_of_figures_is_named_for_files():
    faces = (Face(f"{FAMILY} Latin Sans", 700, b""), Face(FAMILY, 400, b""))
    assert [each.name for each in faces] == ["figures-latin-sans-700", "figures-400"]
    assert faces[1].file_name == "figures-400.woff"


@pytest.mark.parametrize(
    ("lines", "made"),
    [
        (["a + b & = c", "d & = e"], [["a+b", "=!", "c"], ["d", "=!", "e"]]),
        (["a & = b", "& = c"], [["a", "=!", "b"], ["\u2009!", "=!", "c"]]),
        (["& a = b", "c - & d"], [["\u2009!", "a=b"], ["c-!", "d"]]),
        (["x & < y & z & > w"], [["x", "<!", "y", "z", ">!", "w"]]),
    ],
)
def test_aligned_lines_are_a_matrix_for_who_knows_no_marks(lines, made):
    def cell(element):
        runs = [("".join(run.itertext()), run.find(f"{M}rPr/{M}lit")) for run in element]
        return "".join(words + ("" if literal is None else "!") for words, literal in runs)

    runs = ("".join(f"<m:r><m:t>{html.escape(w)}</m:t></m:r>" for w in x.split()) for x in lines)
    array = f"<m:eqArr>{''.join(f'<m:e>{each}</m:e>' for each in runs)}</m:eqArr>"
    part = xml(f"<w:p><m:oMathPara><m:oMath>{array}</m:oMath></m:oMathPara></w:p>")
    before = part[0][0]
    offer_matrices(part)
    offer_matrices(part)  # nothing is offered twice
    [both] = part[0]
    choice, fallback = both
    assert choice.get("Requires") in both.nsmap
    assert list(choice) == [before]
    assert [[cell(each) for each in row] for row in fallback.iter(f"{M}mr")] == made
    assert len(list(fallback.iter(f"{M}mc"))) == len(made[0])


def test_lines_of_a_formula_without_marks_stay_as_they_are():
    formula = "<w:p><m:oMath><m:eqArr><m:e><m:r><m:t>a</m:t></m:r></m:e></m:eqArr></m:oMath></w:p>"
    part = xml(formula)
    offer_matrices(part)
    assert shown(part) == f"<w:body>{formula}</w:body>"
