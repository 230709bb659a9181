"""Finished pages, Word files and tags of PDFs, read piece by piece: what is text and what is beside it."""

from __future__ import annotations

import zipfile

import pytest
from lxml import etree

from hakusho.collation.bare_text import CELL, FORMULA, note_sign
from hakusho.editions.docx_package import DOCUMENT, FOOTNOTES, NUMBERING, STYLES, M, W
from hakusho.editions.figure_fonts import (
    FAMILY,
    Face,
    Letters,
    faces,
    letters_of,
    mark_letters,
    style,
)
from hakusho.editions.read_docx import read_docx
from hakusho.editions.read_pages import read_html
from hakusho.editions.tag_tree import Content, Tag
from hakusho.editions.tagged_pieces import pieces_in
from hakusho.makeup.pages import Run

ONE, STAR = note_sign("1"), note_sign("*")


def page(tmp_path, body, head=""):
    file = tmp_path / "a.html"
    file.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read_html(file)


@pytest.mark.parametrize(
    ("body", "flow"),
    [
        ("<p>甲<b>乙</b>丙</p>丁", "甲乙丙\n丁"),
        *((f"<{tag}>甲</{tag}>乙", "甲\n乙") for tag in ("p", "div", "li", "dt", "dd", "pre", "section", "h1", "h2", "h3", "h4", "h5", "h6")),
        ("甲<br>乙", "甲\n乙"), ("<span>甲</span>乙", "甲乙"),
        *((f"<{tag}>甲</{tag}>乙", "乙") for tag in ("script", "style", "nav", "button", "template")),
        *((f'<i class="x {name}">甲</i>乙', "乙") for name in ("figure-data", "figures-data", "figure-data-link", "for-phone", "list-mark")),
        ('<a role="doc-backlink">甲</a>乙', "乙"), ('<i aria-hidden="true">甲</i>乙', "乙"),
        ('<i aria-hidden="false">甲</i>乙', "甲乙"), ("甲<!-- 注 -->乙", "甲乙"),
        ('甲<a role="doc-noteref"> 1 </a>', f"甲{ONE}"), ('<input type="checkbox">甲', "☐甲"),
        ('<input type="checkbox" checked>甲', "☒甲"), ('<input type="text">甲', "甲"),
        ("甲<math><annotation>x</annotation></math>乙", f"甲{FORMULA}乙"),
        ("甲<svg><text>軸</text></svg>乙", "甲乙"),
        ('<section role="doc-endnotes"><h2>注</h2><ol><li id="fn-1">文</li></ol></section>乙', "乙"),
    ],
)  # fmt: skip
def test_what_runs_through_a_page(tmp_path, body, flow):
    assert page(tmp_path, body).flow.strip("\n") == flow


def test_what_stands_beside_the_text_of_a_page(tmp_path):
    read = page(
        tmp_path,
        "<figure><svg><text>軸<tspan>目</tspan></text></svg><figcaption>図1 <b>港</b></figcaption></figure>"
        "<table><caption>表1</caption><tr><th>年</th><td> </td><td>三<p>隻</p></td></tr></table>"
        "<ruby>港<rp>(</rp><rt>みなと</rt></ruby><math><annotation>x^2</annotation></math>"
        '<ol><li id="fn-12">注<a role="doc-backlink">↩</a></li><li id="fn-x">項</li></ol><div id="fn-3">甲</div>',
        '<meta name="keywords" content="港、湾"><title>題</title>',
    )
    assert read.captions == "図1 港表1"
    assert read.cells == f"年{CELL}三隻\n{CELL}"
    assert (read.drawn, read.readings, read.formulas) == ("軸目", "みなと", ("x^2",))
    assert read.notes == (("12", "注"), ("3", "甲"))
    assert read.flow.startswith("港、湾")
    assert "項" in read.flow
    assert "題" not in read.flow


SPACE = f'xmlns:w="{W[1:-1]}" xmlns:m="{M[1:-1]}"'
NAMED = {
    "H1": "heading 1",
    "Cap": "Image Caption",
    "Tab": "Table Caption",
    "Part": "Part Caption",
    "C": "Columns",
    "K": "Key Numbers",
    "B": "Box",
    "F": "Figure Group",
}
STYLED = "".join(
    f'<w:style w:type="{"table" if len(ident) == 1 else "paragraph"}" w:styleId="{ident}"><w:name w:val="{name}"/></w:style>'
    for ident, name in NAMED.items()
)
LISTS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="☒"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)  # fmt: skip


def word(tmp_path, body, notes=""):
    file = tmp_path / "a.docx"
    parts = {
        DOCUMENT: f"<w:body>{body}</w:body>",
        FOOTNOTES: notes,
        STYLES: STYLED,
        NUMBERING: LISTS,
    }
    with zipfile.ZipFile(file, "w") as archive:
        for name, inside in parts.items():
            archive.writestr(name, f"<w:x {SPACE}>{inside}</w:x>")
    return read_docx(file)


def par(inside, style="", number=""):
    held = f'<w:pStyle w:val="{style}"/>' if style else ""
    held += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{held}</w:pPr><w:r>{inside}</w:r></w:p>"


def t(words):
    return f"<w:t>{words}</w:t>"


@pytest.mark.parametrize(
    ("body", "flow"),
    [
        (par(t("甲") + "<w:tab/>" + t("乙")), "甲 乙"), (par(t("甲") + "<w:br/>" + t("乙")), "甲 乙"),
        (par(t("a") + "<w:noBreakHyphen/>" + t("b")), "a-b"), (par(t("甲") + "<w:cr/>"), "甲 "),
        (par("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), FORMULA),
        *((par(f"<w:{tag}>{t('乙')}</w:{tag}>" + t("甲")), "甲") for tag in ("drawing", "pict", "object", "instrText", "delText")),
        (par(t("甲"), "H1", "1"), "1. 甲"), (par(t("甲"), "", "1"), "甲"), (par(t("甲"), "", "2"), "☒甲"),
        (f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery/></w:docPartObj></w:sdtPr><w:sdtContent>{par(t("目次"))}</w:sdtContent></w:sdt>{par(t("甲"))}', "甲"),
        (f"<w:sdt><w:sdtContent>{par(t('甲'))}</w:sdtContent></w:sdt>", "甲"),
        *((f'<w:tbl><w:tblPr><w:tblStyle w:val="{ident}"/></w:tblPr><w:tr><w:tc>{par(t("甲"))}</w:tc></w:tr></w:tbl>', "甲") for ident in "CKBF"),
    ],
)  # fmt: skip
def test_what_runs_through_a_word_file(tmp_path, body, flow):
    assert word(tmp_path, body).flow == flow


def test_what_stands_beside_the_text_of_a_word_file(tmp_path):
    inner = f"<w:tbl><w:tr><w:tc>{par(t('内'))}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{par(t('年'))}</w:tc><w:tc>{par('')}</w:tc><w:tc>{inner}{par(t('三'))}</w:tc></w:tr></w:tbl>"
    ruby = f"<w:ruby><w:rt><w:r>{t('みなと')}</w:r></w:rt><w:rubyBase><w:r>{t('港')}</w:r></w:rubyBase></w:ruby>"
    read = word(
        tmp_path, "".join(par(t(name), name) for name in ("Cap", "Tab", "Part")) + table + par(ruby)
    )
    assert (read.captions, read.readings, read.flow) == ("CapTabPart", "みなと", "港")
    assert [each.split() for each in read.cells.split(CELL)] == [["年"], ["内", "三"], []]
    assert (read.formulas, read.drawn) == (None, None)


def test_notes_of_a_word_file_have_the_numbers_that_word_shows(tmp_path):
    references = (
        '<w:footnoteReference w:id="5"/>', f'<w:footnoteReference w:id="6" w:customMarkFollows="1"/>{t("*")}',
        '<w:footnoteReference w:id="7"/>',
    )  # fmt: skip
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{par(t("線"))}</w:footnote>'
        f'<w:footnote w:id="5">{par("<w:footnoteRef/>" + t("甲1"))}</w:footnote>'
        f'<w:footnote w:id="6">{par(t("*乙*"))}</w:footnote>'
        f'<w:footnote w:id="7">{par("<w:footnoteRef/>" + t("丙"))}</w:footnote>'
        f'<w:footnote w:id="8">{par("<w:footnoteRef/>" + t("丁"))}</w:footnote>'
    )
    read = word(tmp_path, par("".join(t("文") + each for each in references)), notes)
    assert read.flow == f"文{ONE}文{STAR}文{note_sign('2')}"
    told = [(number, text.strip()) for number, text in read.notes]
    assert told == [("1", "甲1"), ("*", "乙*"), ("2", "丙"), ("?8", "丁")]


def run(text, left=10.0, base=20.0, page=1):
    return Run(page, left, base - 9, left + 5 * len(text), base + 2, base, text)


def tag(kind, *children):
    return Tag(
        kind,
        children=[
            Content(each, (run(each),)) if isinstance(each, str) else each for each in children
        ],
    )


@pytest.mark.parametrize(
    ("kind", "piece"),
    [
        ("P", ("text", 1)), ("LBody", ("text", 1)), ("Div", ("text", 1)), ("BlockQuote", ("text", 1)),
        *((f"H{level}", ("heading", level)) for level in range(1, 7)), ("Title", ("heading", 1)),
        ("Caption", ("caption", 1)), ("TD", ("cell", 1)), ("TH", ("cell", 1)), ("Note", ("note", 1)),
        ("Figure", ("picture", 1)), ("Formula", ("formula", 1)), ("Code", ("code", 1)),
    ],
)  # fmt: skip
def test_each_tag_is_a_piece_of_its_kind(kind, piece):
    (found,) = pieces_in(tag("Document", tag(kind, "甲")))
    assert (found.kind, found.level, found.text) == (*piece, "甲")


def test_what_is_in_a_piece_and_what_is_one_of_its_own():
    tree = tag(
        "Document",
        tag("P", "甲", tag("Span", "乙"), tag("Code", "c"), tag("Note", "注", tag("P", "続")), "丙"),
        tag("TOC", tag("P", "目次")), tag("P"),
        tag("Figure", tag("Caption", "図"), tag("Figure", "絵", tag("Caption", "小図"))),
        tag("Table", tag("Caption", "表"), tag("TR", tag("TD", tag("P", "値")))),
        tag("L", tag("LI", tag("Lbl", "・"), tag("LBody", "項"))),
    )  # fmt: skip
    told = [(each.kind, each.text, each.exhibit) for each in pieces_in(tree)]
    assert told == [
        ("text", "甲乙c丙", 0), ("note", "注続", 0), ("picture", "図絵小図", 0),
        ("caption", "表", 2), ("cell", "値", 2), ("text", "項", 0),
    ]  # fmt: skip


def at(text, left, base, page=1):
    return Content(text, (run(text, left, base, page),))


def test_a_formula_in_a_line_is_as_high_as_it_is_and_stands_where_its_line_does():
    formula = Tag(
        "Formula", children=[at("a", 40, 20), at("n", 42, 10), at("=x", 10, 50), at("i", 12, 55)]
    )
    tree = Tag(
        "Document", children=[Tag("P", children=[at("As", 10, 20), formula, at("so", 60, 50)])]
    )
    (piece,) = pieces_in(tree)
    told = [
        (each.text, each.left, each.top, each.right, each.bottom, each.base) for each in piece.runs
    ]
    assert told == [
        ("As", 10, 11, 20, 22, 20), ("an", 40, 1, 47, 22, 20), ("=xi", 10, 41, 20, 57, 50), ("so", 60, 41, 70, 52, 50),
    ]  # fmt: skip


@pytest.mark.parametrize(("left", "page", "parts"), [(29, 1, 1), (28, 1, 2), (40, 2, 2)])
def test_where_a_formula_begins_another_line(left, page, parts):
    formula = Tag("Formula", children=[at("a", 40, 20), at("b", left, 50, page)])
    (piece,) = pieces_in(Tag("Document", children=[Tag("P", children=[at("As", 10, 20), formula])]))
    assert len(piece.runs) == 1 + parts


SVG = "http://www.w3.org/2000/svg"


def drawing(inside):
    return etree.fromstring(f'<svg xmlns="{SVG}">{inside}</svg>')


def test_letters_of_a_drawing_by_their_fonts():
    root = drawing(
        "<text>none</text><g font-family=\"'Noto Sans JP', sans-serif\"><text>港</text>"
        '<text font-weight="bold">湾<tspan font-weight="400">a</tspan>b</text><title>t</title>'
        '<text font-family="Noto Sans">é</text><text font-family="Arial, Noto Sans JP">no</text></g>'
        '<g font-family="Noto Sans JP" font-weight="bolder"><textPath>\n\tc\r</textPath></g>'
    )  # fmt: skip
    japanese, latin = "Noto Sans JP", "Noto Sans"
    assert letters_of(root).used == {
        (japanese, 400, "港"), (japanese, 700, "湾"), (japanese, 400, "a"), (japanese, 700, "b"),
        (latin, 400, "é"), (japanese, 700, "c"),
    }  # fmt: skip
    assert (letters_of(root) | Letters(frozenset({("x", 1, "y")}))).used == letters_of(
        root
    ).used | {("x", 1, "y")}


@pytest.mark.parametrize(
    ("weight", "bold"),
    [("100", 400), ("599", 400), ("600", 700), ("900", 700), ("normal", 400), ("bold", 700),
     ("bolder", 700), ("lighter", 400), ("inherit", 400)],
)  # fmt: skip
def test_which_weights_are_bold(weight, bold):
    root = drawing(f'<text font-family="Noto Sans JP" font-weight="{weight}">a</text>')
    assert letters_of(root).used == {("Noto Sans JP", bold, "a")}


def test_what_names_a_font_of_ours_is_marked():
    root = drawing(
        '<g font-family="Noto Sans JP" class="own"/><g font-family="Noto Sans CJK JP"/>'
        '<g font-family="Noto Sans KR"/><g font-family="Arial"/><g/>'
    )  # fmt: skip
    mark_letters(root)
    assert [each.get("class") for each in root] == [
        "own letters", "letters", "letters-noto-sans-kr", None, None,
    ]  # fmt: skip


def test_a_page_finds_its_cut_fonts():
    used = frozenset(
        {("Noto Sans JP", 400, "港"), ("Noto Sans JP", 700, "湾"), ("Noto Sans", 400, "é")}
    )
    made = faces(Letters(used), None)
    assert [(each.family, each.weight, each.name) for each in made] == [
        (FAMILY, 400, "figures-400"), (FAMILY, 700, "figures-700"),
        (f"{FAMILY} Noto Sans", 400, "figures-noto-sans-400"),
    ]  # fmt: skip
    assert all(each.data.startswith(b"wOFF") for each in made)
    assert faces(Letters(), None) == ()


def test_the_style_sheet_of_cut_fonts():
    made = (Face(FAMILY, 400, b"ab"), Face(f"{FAMILY} Noto Sans", 700, b"c"))
    rules = [
        (
            ".drawing.letters, .drawing .letters { font-family: "
            '"Hakusho Figures", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; }'
        ),
        (
            ".drawing.letters-noto-sans, .drawing .letters-noto-sans { font-family: "
            '"Hakusho Figures Noto Sans", "Noto Sans", sans-serif; }'
        ),
    ]
    face = '@font-face {{ font-family: "{}"; font-weight: {}; src: url("{}") format("woff"); }}'
    assert style(made).splitlines() == [
        face.format(FAMILY, 400, "data:font/woff;base64,YWI="),
        face.format(f"{FAMILY} Noto Sans", 700, "data:font/woff;base64,Yw=="), *rules,
    ]  # fmt: skip
    named = {"figures-400": "f/a.woff", "figures-noto-sans-700": "f/b.woff"}
    assert style(made, named).splitlines() == [
        face.format(FAMILY, 400, "f/a.woff"), face.format(f"{FAMILY} Noto Sans", 700, "f/b.woff"), *rules,
    ]  # fmt: skip
