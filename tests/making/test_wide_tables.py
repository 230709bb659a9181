"""Tables that are wider than the text: nothing stands over anything else or outside of the page."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from hakusho.editions.docx_package import W
from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper
from validators.docx_content import Docx

REPORT = """\
slug: wide
title: 幅の広い表
authors: [{name: 試作班}]
date: 2026-04-01
editions: [pdf, docx]
"""
ENGLISH = REPORT.replace("幅の広い表", "Wide tables") + "lang: en-GB\n"
ARRANGEMENTS = """\
# Options

See @tbl-arr.

| Arrangement | Owner | Who may call her | Cost a year | In force since |
|:-----|:-----|:--------|:-----|:----|
| As now | The three partners together | Whoever asks first, if all agree | 1.1 million | 12 September 2008 |
| Charter | A commercial operator of ships | A party that has lost all of its telecommunications | 1.1 million, and up to 0.35 million a call | |
| Internationalisation | Anybody | Anybody who is entitled | 2 million | 30 November 2019 |

: Arrangements {#tbl-arr}
"""


def years(count, settings="", rows=12):
    heads = ["国", *(str(2000 + at) for at in range(count))]
    body = [
        [f"第{row}国", *(f"{(row + 1) * 101234 + at * 913:,}" for at in range(count))]
        for row in range(rows)
    ]
    lines = [heads, ["--", *["--:"] * count], *body]
    table = "\n".join(f"|{'|'.join(line)}|" for line in lines)
    return f"# 序\n\n前の文。\n\n{table}\n\n: 支出 {{#tbl-a {settings}}}\n\n後の文。\n"


@pytest.fixture
def built(make_paper):
    """Builds a paper of one chapter: what is found, and its folder."""

    def make(chapter, report=REPORT):
        root = make_paper({"report/chapters/01.md": chapter}, report=report)
        result = build_paper(root, Request(), force=True, progress=lambda _step: None)
        return result, root / "build"

    return make


def _pages(file):
    """Width, height and the boxes of the letters of each page: left, bottom, right, top, letter."""
    with pypdfium2.PdfDocument(file) as pdf:
        for page in pdf:
            text = page.get_textpage()
            letters = [
                (*text.get_charbox(at), text.get_text_range(at, 1))
                for at in range(text.count_chars())
            ]
            yield page.get_size(), [each for each in letters if each[4].strip()]


def _overlapping(letters):
    """Pairs of letters on one line of which one stands over the other."""
    found = []
    for first in letters:
        for second in letters:
            level = abs(first[1] - second[1]) < 1 and abs(first[3] - second[3]) < 4
            if first[0] < second[0] < first[2] - 0.8 and level:
                found.append((first[4], second[4]))
    return found


def _sections(file):
    return [
        (size.get(f"{W}orient"), size.getparent().find(f"{W}titlePg") is not None)
        for size in Docx(file).find("//w:sectPr/w:pgSz")
    ]


@pytest.mark.parametrize(
    ("chapter", "report"),
    [(ARRANGEMENTS, ENGLISH), (years(17), REPORT), (years(12), REPORT), (years(40), REPORT), (years(30, "fit=split"), REPORT)],
)  # fmt: skip
def test_no_letter_stands_over_another_or_outside_of_the_margins(built, chapter, report):
    _, folder = built(chapter, report)
    for (width, _), letters in _pages(folder / "wide.pdf"):
        assert _overlapping(letters) == []
        assert min(each[0] for each in letters) >= 80
        assert max(each[2] for each in letters) <= width - 80


def test_a_word_is_never_wider_than_its_column_in_word(built):
    _, folder = built(ARRANGEMENTS, ENGLISH)
    docx = Docx(folder / "wide.docx")
    widths = [int(each.get(f"{W}w")) for each in docx.find("//w:tblGrid/w:gridCol")]
    assert sum(widths) <= 8400
    assert widths[0] > len("Internationalisation") * 0.43 * 170  # letters of 8.5 pt


def test_the_page_is_turned_for_a_table_that_smaller_letters_do_not_make_fit(built):
    _, folder = built(years(17))
    pages = list(_pages(folder / "wide.pdf"))
    assert [width > height for (width, height), _ in pages] == [False, True, False]
    assert _sections(folder / "wide.docx") == [(None, True), ("landscape", False), (None, False)]


def test_parts_of_a_table_that_is_very_wide_stand_across_the_columns(built):
    _, folder = built(years(24), REPORT + "frame: journal\n")
    pages = list(_pages(folder / "wide.pdf"))
    assert all(width < height for (width, height), _ in pages)
    text = "".join(each[4] for _, letters in pages for each in letters)
    assert text.count("（続き）") == 2
    names = [each for _, letters in pages for each in letters if each[4] == "国"]
    assert max(each[0] for each in names) < pages[0][0][0] / 3  # each part begins on the left
    for (width, _), letters in pages:
        assert _overlapping(letters) == []
        assert max(each[2] for each in letters) <= width - 45


@pytest.mark.parametrize("between", ["", "次の表に示す。\n\n"])
def test_headings_stand_on_the_turned_page_of_the_table_below_them(built, between):
    chapter = years(17).replace("前の文。", f"前の文。\n\n## 章の節\n\n### 下の節\n\n{between}")
    _, folder = built(chapter)
    pages = list(_pages(folder / "wide.pdf"))
    texts = ["".join(each[4] for each in letters) for _, letters in pages]
    assert [width > height for (width, height), _ in pages] == [False, True, False]
    assert [("下の節" in text, "章の節" in text) for text in texts] == [
        (False, False), (True, True), (False, False)
    ]  # fmt: skip
    assert [between[:3] in text for text in texts][1]
    if not between:  # in Word a paragraph stays on the page before, and its heading with it
        body = Docx(folder / "wide.docx").find("//w:body/w:p")
        sections = [at for at, each in enumerate(body) if each.find(f".//{W}sectPr") is not None]
        before = ["".join(each.itertext()) for each in body[: sections[0] + 1]]
        assert not any("節" in text for text in before)


def test_a_table_that_smaller_letters_make_fit_stays_upright(built):
    _, folder = built(years(9))
    assert all(width < height for (width, height), _ in _pages(folder / "wide.pdf"))
    assert _sections(folder / "wide.docx") == [(None, True)]
    sizes = {each.get(f"{W}val") for each in Docx(folder / "wide.docx").find("//w:tbl//w:sz")}
    assert sizes
    assert min(map(int, sizes)) >= 13


def test_the_author_chooses(built):
    _, folder = built(years(4, "fit=turn"))
    assert any(width > height for (width, height), _ in _pages(folder / "wide.pdf"))
    _, folder = built(years(30, "fit=split"))
    assert all(width < height for (width, height), _ in _pages(folder / "wide.pdf"))
    assert len(Docx(folder / "wide.docx").find("//w:tbl")) > 1


@pytest.mark.parametrize("settings", ["", "fit=turn"])
@pytest.mark.parametrize("frame", ["", "frame: journal\n"])
def test_in_a_box_no_page_is_turned(built, settings, frame):
    chapter = (
        years(9, settings, rows=12)
        .replace("前の文。", "::: {.box title=表}")
        .replace("後の文。", ":::")
    )
    result, folder = built(chapter, REPORT + frame)
    # An edition is made, or the table is found: nothing sticks out of the frame.
    if any(each.rule.id == "PAG010" for each in result.findings):
        assert not folder.joinpath("wide.pdf").exists()
        return
    for (width, height), letters in _pages(folder / "wide.pdf"):
        assert width < height
        margin = 50 if frame else 95  # of the page, else of the frame
        assert max(each[2] for each in letters) <= width - margin


def test_a_pipe_table_of_long_lines_keeps_short_cells_on_one_line(built):
    # Where a line has more than 72 letters, pandoc takes the dashes for proportions.
    names = ("神戸港", "横浜港", "名古屋港", "苫小牧港", "那覇港")
    lines = [
        f"| 港 | {' | '.join(str(2000 + at) for at in range(12))} |",
        "|---|" + "------:|" * 12,
    ]
    lines += [f"| {name} | {' | '.join(f'{at}23' for at in range(12))} |" for name in names]
    _, folder = built("# 序\n\n@tbl-a。\n\n" + "\n".join(lines) + "\n\n: 港 {#tbl-a}\n")
    ((_, letters),) = [page for page in _pages(folder / "wide.pdf") if page[1]][:1]
    text = "".join(each[4] for each in letters)
    for name in names:
        at = text.index(name)
        assert len({round(each[1]) // 4 for each in letters[at : at + len(name)]}) == 1
    grid = [
        int(each.get(f"{W}w")) for each in Docx(folder / "wide.docx").find("//w:tblGrid/w:gridCol")
    ]
    assert grid[0] > 4 * 130


def test_what_fits_nowhere_is_found_and_nothing_is_published(built):
    result, folder = built(years(17, "fit=small"))
    (found,) = [each for each in result.findings if each.rule.id == "PAG010"]
    assert "PDF, DOCX" in found.message
    assert (found.location.path, found.location.line) == ("report/chapters/01.md", 16)
    assert not folder.joinpath("wide.pdf").exists()


def test_later_pages_of_a_long_table_begin_with_its_number(built):
    _, folder = built(years(3, rows=90))
    texts = ["".join(each[4] for each in letters) for _, letters in _pages(folder / "wide.pdf")]
    assert [text.count("表1（続き）") for text in texts if "第" in text] == [0, 1, 1]
    with zipfile.ZipFile(folder / "wide.docx") as file:
        document = etree.parse(io.BytesIO(file.read("word/document.xml")))
    assert len(document.findall(f".//{W}tblHeader")) == 1  # Word repeats the head by itself


def _tags(file):
    """The tags of a PDF, each with what it holds: other tags, or marks of what is printed."""
    with pikepdf.open(file) as pdf:
        waiting = [pdf.Root.StructTreeRoot]
        while waiting:
            node = waiting.pop()
            inside = node.get("/K", [])
            held = [*inside] if isinstance(inside, pikepdf.Array) else [inside]
            yield str(node.get("/S", "")), held
            waiting += (each for each in held if isinstance(each, pikepdf.Dictionary))


def test_the_words_before_a_tables_later_pages_are_no_cell_of_its_head(built):
    _, folder = built(years(3, rows=90))
    heads = [held for name, held in _tags(folder / "wide.pdf") if name == "/TH"]
    assert len(heads) == 4
    assert all(heads)


def test_a_table_that_moves_while_others_are_divided_says_that_it_goes_on(built):
    # The form with these words and that without took turns, and the last layout had them not.
    def table(ident, *given, **rows):
        return years(*given, **rows).split("。\n\n")[1].replace("tbl-a", ident)

    first, second = table("tbl-a", 3, rows=90), table("tbl-b", 12, "fit=split", rows=5)
    third = table("tbl-c", 14, rows=40)
    named = "@tbl-a @tbl-b @tbl-c を見よ^[注]。"
    texts = (
        f"前の文。{named}",
        first,
        *["次の表。"] * 10,
        second,
        "後の文^[注]。",
        third,
        "終わり^[注]。",
    )
    _, folder = built("\n\n".join(("# 序", *texts)))
    pages = ["".join(each[4] for each in letters) for _, letters in _pages(folder / "wide.pdf")]
    begun = next(at for at, page in enumerate(pages) if "表3支出" in page)
    assert "表3（続き）国2000" in pages[begun + 1]


def test_a_row_is_not_divided_between_pages_unless_it_is_very_high(built):
    words = "".join(f"{at}番の岸壁を使う。" for at in range(16))
    row = f"| 甲港 | {words} |"
    for above, high, one_page in ((22, row, True), (10, row.replace(words, words * 20), False)):
        table = f"| 港 | 備考 |\n|------|------|\n{high}"
        chapter = "\n\n".join(("# 序", *["前の文。"] * above, table, "後の文。\n"))
        _, folder = built(chapter)
        pages = ["".join(each[4] for each in page) for _, page in _pages(folder / "wide.pdf")]
        with_row = [page for page in pages if "番の岸壁を使う" in page]
        assert (len(with_row) == 1) is one_page


NOTED = REPORT.replace("[pdf, docx]", "[pdf, epub, html, docx]")


def test_notes_in_a_divided_table_are_numbered_part_by_part(built):
    chapter = years(14, "fit=split", rows=2)
    for row in ("101,234", "202,468"):  # in the first part, 2000
        chapter = chapter.replace(f"|{row}|", f"|{row}^[二〇〇〇年の{row}]|")
    chapter = chapter.replace("|第0国|", "|第0国^[国]|").replace("113,103", "113,103^[末]")
    result, folder = built(chapter.replace("前の文。", "前の文^[前]。"), NOTED)
    assert not [each for each in result.findings if each.rule.id.startswith("OUT")]
    html = etree.parse(folder / "wide.html", etree.HTMLParser(encoding="utf-8"))
    marks = html.iterfind(".//table//*[@role='doc-noteref']")
    assert ["".join(each.itertext()) for each in marks] == ["2", "3", "5", "4"]
    texts = "".join("".join(each[4] for each in page) for _, page in _pages(folder / "wide.pdf"))
    assert "2国3二〇〇〇年の101,2344二〇〇〇年の202,4685末" in texts
    with zipfile.ZipFile(folder / "wide.docx") as file:
        document = etree.parse(io.BytesIO(file.read("word/document.xml")))
    numbers = [int(each.get(f"{W}id")) for each in document.iter(f"{W}footnoteReference")]
    assert numbers == sorted(numbers)  # Word counts them itself


def test_in_a_book_a_table_of_many_columns_scrolls_by_itself(built):
    report = REPORT.replace("[pdf, docx]", "[epub]")
    for count, frames in ((9, 1), (3, 0)):
        _, folder = built(years(count), report)
        with zipfile.ZipFile(folder / "wide.epub") as book:
            chapter = etree.fromstring(book.read("EPUB/text/ch001.xhtml"))
        found = chapter.findall(".//{*}div[@class='table-frame']")
        assert len(found) == frames
        for frame in found:
            assert (frame.get("tabindex"), frame.get("role")) == ("0", "group")
            assert frame.get("aria-label").startswith("表1")
            assert {each.get("class") for each in frame.iterfind(".//{*}td")} == {"short"}


@pytest.mark.parametrize(("words", "edge"), [("北の港", True), ("北の港を除く。" * 8, False)])
def test_notes_begin_below_the_edge_of_their_table(built, words, edge):
    table = "| 港 | 隻数 |\n|----|----:|\n| 北 | 12 |\n\n: 隻数 {#tbl-a}"
    chapter = f"# 序\n\n前の文。\n\n{table}\n\n（注）{words}\n\n後の文。\n"
    _, folder = built(chapter)
    ((_, letters),) = list(_pages(folder / "wide.pdf"))[:1]
    (left,) = (each[0] for each in letters if each[4] == "（")
    harbours = [each for each in letters if each[4] == "北"]
    assert (abs(left - harbours[0][0]) < 20) == edge  # the cell has a margin
    (style,) = Docx(folder / "wide.docx").paragraphs("Table Notes")
    indent = style.find(f"{W}pPr/{W}ind")
    assert (indent is not None and int(indent.get(f"{W}left")) > 2000) == edge


def _nested(rows):
    """A table as Word's authors lay out a form: one in each cell of another one, and long."""
    inner = [
        "| 項 | 値 |",
        "|----|----|",
        *(f"| 第{at}項 | {'値である。' * 9} |" for at in range(rows)),
    ]
    width = max(len(line) * 2 for line in inner)
    held = [f"| {line}{' ' * (width - len(line.encode('cp932')))} |" for line in inner]
    edge = f"+{'-' * (width + 2)}+"
    head = f"| 様式{' ' * (width - 4)} |"
    return "\n".join((edge, head, edge.replace("-", "="), *held, edge))


def test_a_table_in_a_cell_is_set_and_its_row_goes_on_on_the_next_page(built):
    result, folder = built(f"# 序\n\n前の文。\n\n{_nested(40)}\n\n後の文。\n")
    assert [each for each in result.findings if each.rule.id.startswith(("OUT", "PAG01"))] == []
    assert len(list(_pages(folder / "wide.pdf"))) > 1
    with zipfile.ZipFile(folder / "wide.docx") as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
    rows = [
        (len(row.findall(f".//{W}tbl")), row.find(f"{W}trPr/{W}cantSplit"))
        for row in document.iter(f"{W}tr")
    ]
    assert {0, 1} == {count for count, _ in rows}
    assert all((count == 0) == (whole is not None) for count, whole in rows)
