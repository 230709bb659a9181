"""What any table comes to: widths of columns, rows that stay together, where its caption begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hakusho.editions import docx_tables
from hakusho.editions.docx_package import W
from hakusho.editions.docx_page import Look, Page
from hakusho.editions.docx_tables import finish_tables, fitted, shared_out

COLUMN = st.tuples(st.floats(1, 400), st.floats(0, 60))


@given(st.lists(COLUMN, min_size=1, max_size=12), st.integers(4000, 12000))
def test_columns_fit_and_none_vanishes(columns, text_width):
    lines = [max(line, word) for line, word in columns]
    widths = fitted(lines, [word for _, word in columns], text_width, 170)
    assert len(widths) == len(columns)
    assert sum(widths) <= text_width
    assert all(width > 0 for width in widths)


def test_a_table_that_fits_is_as_wide_as_its_words():
    assert fitted([4, 6], [0, 0], 8400, 170) == [940, 1280]


def test_a_long_cell_leaves_short_ones_alone():
    widths = fitted([6, 80, 3], [0, 0, 0], 8400, 170)
    assert widths[0] == 6 * 170 + 260
    assert widths[2] == 3 * 170 + 260


def test_a_word_is_not_broken_where_there_is_room():
    narrow, wide = fitted([12, 90], [10, 4], 8400, 170)
    assert narrow >= 10 * 170
    assert wide > narrow


@given(st.lists(st.tuples(st.integers(1, 5000), st.floats(0, 60)), min_size=1, max_size=12))
def test_stated_proportions_fill_the_text(columns):
    widths = shared_out([share for share, _ in columns], [word for _, word in columns], 8400, 170)
    assert 8400 - len(columns) <= sum(widths) <= 8400
    assert all(width >= 0 for width in widths)


def test_a_stated_proportion_gives_way_to_a_word():
    assert shared_out([1, 1], [4, 4], 8400, 170) == [4200, 4200]
    narrow, wide = shared_out([1, 9], [8, 4], 8400, 170)
    assert narrow == 8 * 170 + 260
    assert narrow + wide == 8400


KINDS = ("compact", "body text", "first paragraph", "list paragraph", "normal")
NAMES = {
    each: each
    for each in (
        *KINDS,
        *("table text", "table heading", "table caption", "image caption"),
        *("columns", "key numbers", "box", "figure group", "definition", "continued"),
    )
}
PAGE = Page(8000, 12000, {"table caption": Look(size=17, centred=True)})


def _finished(body):
    part = etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{body}</w:body>')
    finish_tables(part, NAMES, PAGE)
    return part


@pytest.mark.parametrize(
    ("rows", "kept"),
    [(2, [True, True, False]), (5, [True] * 5 + [False]), (6, [True] * 2 + [False] * 5)],
)
def test_few_rows_stay_together_and_of_more_the_head_and_two(rows, kept):
    cell = "<w:tc><w:p><w:r><w:t>港</w:t></w:r></w:p></w:tc>"
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell}</w:tr>"
    part = _finished(f"<w:tbl><w:tblPr/>{head}{f'<w:tr>{cell}</w:tr>' * rows}</w:tbl>")
    found = [row.find(f".//{W}keepNext") is not None for row in part.iter(f"{W}tr")]
    assert found == kept


@pytest.mark.parametrize(
    ("caption", "begins"),
    [("港の数", None), ("港の数" * 20, "left"), ("港の数" * 12 + "<w:br/>" + "出典" * 20, None)],
)
def test_a_caption_that_goes_on_begins_at_the_left(caption, begins):
    written = "".join(
        each if each == "<w:br/>" else f"<w:t>{each}</w:t>"
        for each in caption.replace("<w:br/>", "|<w:br/>|").split("|")
    )
    part = _finished(
        f'<w:p><w:pPr><w:pStyle w:val="table caption"/></w:pPr><w:r>{written}</w:r></w:p>'
    )
    found = part.find(f".//{W}jc")
    assert (None if found is None else found.get(f"{W}val")) == begins


def _cell(words, span=1):
    spanned = f'<w:tcPr><w:tcW w:w="1"/><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
    paragraphs = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in words.split("|"))
    return f"<w:tc>{spanned}{paragraphs}</w:tc>"


def _table(rows, *, style="Table", shares=()):
    """A table whose first row is its head; ``shares`` are widths that its author has stated."""
    across = max(map(len, rows))
    grid = "".join(f'<w:gridCol w:w="{share}"/>' for share in (shares or [0] * across))
    kind = "pct" if shares else "auto"
    head, *others = (
        "".join(_cell(words, across if len(row) == 1 else 1) for words in row) for row in rows
    )
    body = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>"
    body += "".join(f"<w:tr>{each}</w:tr>" for each in others)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="{kind}"/><w:tblLook/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _set(table, turned=0, page=PAGE):
    part = etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{table}</w:body>')
    (made,) = finish_tables(part, NAMES, page, turned)
    return part, made


def _widths(part):
    return [int(each.get(f"{W}w")) for each in part.iter(f"{W}gridCol")]


def _sizes(part):
    return {each.get(f"{W}val") for tag in ("sz", "szCs") for each in part.iter(f"{W}{tag}")}


SHORT = [["港", "隻"], ["北浜", "3"]]
LONG = [["港", "説明"], ["北浜", "北浜は県の北にあり、冬は凍る。" * 8], ["東島", "三隻"]]
MANY = [["年", *(f"{year}年度" for year in range(2014, 2026))]] + [
    [port, *(f"{number:,}" for number in range(990, 14_190, 1_100))] for port in ("北浜", "東島")
]
WORDS = [["key", "value"], ["a", "antidisestablishmentarianism" * 6]]
DATED = [["日", "事項"], ["2026年12月31日", "開港" * 90], ["31 December 2026", "閉港"]]
TABLES = {
    "one that fits": _table(SHORT),
    "one with a long cell": _table(LONG),
    "one with a long cell, as its author shares it": _table(LONG, shares=(1, 3)),
    "shares that would break a word": _table([["一二三四五六七八九十", "甲"]], shares=(1, 9)),
    "many columns": _table(MANY),
    "many columns, which may not be turned": _table(MANY, style="Table-auto"),
    "many columns, to be turned": _table(MANY, style="Table-turn-alone"),
    "many columns, alone": _table(MANY, style="Table-auto-alone"),
    "words that nothing breaks": _table(WORDS),
    "words that nothing breaks, alone": _table(WORDS, style="Table-auto-alone"),
    "dates": _table(DATED),
    "a cell over all columns": _table([["港", "隻"], ["北浜の港は三隻を持つ、と書いてある長い行"], ["東島", "5"]]),
    "paragraphs in a cell": _table([["港", "隻"], ["北浜|東島と南島|西", "3|15"]]),
    "cells without words": _table([["", ""], ["", ""]]),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_how_wide_columns_are_and_how_large_letters(name, held):
    for size, turned in ((17, 0), (17, 12_000), (12, 0), (0, 0)):
        page = Page(8000, 12000, {"table text": Look(size=size)} if size else {})
        part, made = _set(TABLES[name], turned, page)
        margin = [each.get(f"{W}w") for each in part.iterfind(f".//{W}tblCellMar/*")]
        letters = ", ".join(sorted(_sizes(part)))
        held.append(
            f"{size}, {turned}: {_widths(part)} letters {letters} margins {margin} "
            f"turned {made.turned} lacks {made.lacking} at {made.column}"
        )
        assert part.find(f".//{W}tblLayout").get(f"{W}type") == "fixed"
        whole = part.find(f".//{W}tblW")
        assert int(whole.get(f"{W}w")) == sum(_widths(part))
        assert whole.get(f"{W}type") == "dxa"
        assert sum(_widths(part)) <= (12_000 if made.turned else 8000)
        assert made.turned <= bool(turned)
        for row in part.iter(f"{W}tr"):
            cells = [int(each.get(f"{W}w")) for each in row.iter(f"{W}tcW")]
            assert sum(cells) == sum(_widths(part))
            assert etree.QName(row.find(f"{W}trPr")[0]).localname == "cantSplit"


def test_a_table_of_no_columns_or_without_properties_stays():
    for table in ("<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>", "<w:tbl><w:tblPr/></w:tbl>"):
        _, made = _set(table)
        assert (made.turned, made.lacking, made.column) == (False, 0, 0)


def test_the_style_says_no_more_how_a_table_fits():
    for style in ("Table", "Table-turn", "Table-auto-alone"):
        part, _ = _set(_table(SHORT, style=style), 12_000)
        assert part.find(f".//{W}tblStyle").get(f"{W}val") == "Table"


def test_only_a_table_that_stands_alone_is_turned():
    turned = {style: _set(_table(MANY, style=style), 14_000)[1].turned
              for style in ("Table", "Table-auto", "Table-auto-alone", "Table-turn-alone", "Table-turn")}  # fmt: skip
    assert turned == {
        "Table": False, "Table-auto": False, "Table-auto-alone": True, "Table-turn-alone": True,
        "Table-turn": False,
    }  # fmt: skip
    assert _set(_table(SHORT, style="Table-turn-alone"), 14_000)[1].turned
    assert not _set(_table(SHORT, style="Table-auto-alone"), 14_000)[1].turned


def _paragraph(style, words="港"):
    held = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{held}<w:r><w:t>{words}</w:t></w:r></w:p>"


def _of(paragraph, name, key):
    found = paragraph.find(f"{W}pPr/{W}{name}")
    return None if found is None else found.get(f"{W}{key}")


SPACED = Page(8000, 12000, {
    "table caption": Look(size=17, centred=True), "image caption": Look(after=170),
    "notes": Look(size=16),
})  # fmt: skip


@pytest.mark.parametrize(
    ("style", "before", "after"),
    [
        ("body text", "170", "170"), ("first paragraph", "170", "170"),
        ("list paragraph", "170", "170"), ("definition", "170", "170"), ("continued", "170", "170"),
        ("table caption", None, None), ("heading 1", None, None),
    ],
)  # fmt: skip
def test_paragraphs_beside_a_table_keep_off_it(style, before, after):
    body = _paragraph(style) + _table(SHORT) + _paragraph(style)
    part = etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{body}</w:body>')
    finish_tables(part, NAMES, SPACED)
    first, _, last = part
    assert (_of(first, "spacing", "after"), _of(last, "spacing", "before")) == (before, after)
    assert _of(first, "spacing", "before") is _of(last, "spacing", "after") is None


def test_tables_that_meet_or_end_a_part_get_a_paragraph_behind_them():
    part = etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{_table(SHORT) * 2}</w:body>')
    finish_tables(part, NAMES, SPACED)
    tags = [etree.QName(each).localname for each in part]
    assert tags == ["tbl", "p", "tbl", "p"]
    assert {_of(each, "pStyle", "val") for each in part.findall(f"{W}p")} == {"body text"}


def test_a_table_below_a_caption_in_the_middle_stands_there_and_its_notes_below_its_edge():
    names = NAMES | {"table notes": "notes"}
    for caption, notes, left in (
        ("table caption", ["注1 三隻。", "注2"], True),
        ("table caption", ["注" * 200], False),
        ("body text", ["注1"], False),
    ):
        below = "".join(_paragraph("notes", each) for each in notes) + _paragraph("body text")
        body = _paragraph(caption) + _table(SHORT) + below
        part = etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{body}</w:body>')
        finish_tables(part, names, SPACED)
        table = part.find(f"{W}tbl")
        centred = table.find(f"{W}tblPr/{W}jc")
        assert (centred is not None) == (caption == "table caption")
        found = [each for each in part.iter(f"{W}p") if _of(each, "pStyle", "val") == "notes"]
        width = (8000 - sum(_widths(part))) // 2
        assert [_of(each, "ind", "left") for each in found] == [str(width) if left else None] * len(
            notes
        )
        spaces = [_of(each, "spacing", "after") for each in found]
        assert spaces == [None] * (len(notes) - 1) + ["170"]


@pytest.mark.parametrize("style", ["", *KINDS, "block text"])
def test_paragraphs_in_cells_have_the_styles_of_tables(style):
    cell = f"<w:tc>{_paragraph(style)}</w:tc>"
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell}</w:tr>"
    part = _finished(f"<w:tbl><w:tblPr/>{head}<w:tr>{cell}</w:tr></w:tbl>")
    found = [
        _of(each, "pStyle", "val") for row in part.iter(f"{W}tr") for each in row.iter(f"{W}p")
    ]
    own = style == "block text"
    assert found == [
        "block text" if own else "table heading",
        "block text" if own else "table text",
    ]


HELVETICA = {  # widths in thousandths, as Adobe's metrics have them (Helvetica.afm); Arial has the same
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"', 389: "*",
    469: "^", 500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu", 584: "+<=>~", 611: "FTZ",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip


def test_letters_are_taken_to_be_as_wide_as_in_a_usual_font():
    printed = {letter: width / 1000 for width, letters in HELVETICA.items() for letter in letters}
    assert {*printed} == {chr(code) for code in range(32, 127)}
    for letter, width in printed.items():
        assert -0.016 <= docx_tables._exact(letter) - width <= 0.032, letter
    assert docx_tables._exact("港A、") == pytest.approx(2.25 + docx_tables._exact("A"))  # 四分アキ
    assert docx_tables._exact("–−") == pytest.approx(2 * docx_tables._exact("+"))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("well-known facts", ["well-", "known", "facts"]),
        ("-5 and 3-4", ["-5", "and", "3-4"]),
        ("港のship", ["ship"]),
        ("a-- b-", ["a--", "b-"]),
        ("2020-2021", ["2020-2021"]),
    ],
)
def test_where_a_line_may_be_broken(text, pieces):
    assert docx_tables._WORD.findall(text) == pieces


def test_letters_whose_size_nothing_says_are_of_the_usual_one():
    for name in ("table caption", "notes"):
        for words, size in (("注" * 30, 17), ("注" * 60, 17)):
            told = []
            for look in (
                Look(size=size if name != "notes" else 16, centred=True),
                Look(centred=True),
            ):
                looks = {"table caption": Look(centred=True), name: look}
                names = NAMES | {"table notes": "notes"}
                below = _paragraph("notes", words) + _paragraph("body text")
                body = _paragraph("table caption", words) + _table(SHORT) + below
                part = etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{body}</w:body>')
                finish_tables(part, names, Page(8000, 12000, looks))
                told.append(etree.tostring(part))
            assert told[0] == told[1]
