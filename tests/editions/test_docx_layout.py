"""Text side by side in a Word file: columns, key numbers, boxes, and the rule beside conclusions."""

from __future__ import annotations

import pytest
from lxml import etree

from hakusho.editions.docx_layout import gap_of, is_layout, room, set_layout_tables, settle_keys
from hakusho.editions.docx_package import PARAGRAPH, VALUE, W
from hakusho.editions.docx_page import TWIPS_PER_MM, Look, Page

SPACE = f'xmlns:w="{W[1:-1]}"'
PAGE = Page(8000, 12000, {"Key": Look(line=400, left=300)})
LABELS = {"columns": "Columns", "key_numbers": "Key numbers", "box": "Box"}
STYLES = "".join(
    f'<w:style w:type="table" w:styleId="{ident}"><w:name w:val="{name}"/><w:tblPr><w:tblCellMar>'
    f'<w:left w:w="7"/><w:right w:w="{gap}"/></w:tblCellMar></w:tblPr></w:style>'
    for ident, name, gap in (("C", "Columns", 200), ("K", "Key Numbers", 100), ("B", "Box", 60))
)


def xml(name, inside=""):
    return etree.fromstring(f"<w:{name} {SPACE}>{inside}</w:{name}>")


def _table(style, cells, shares):
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in shares)
    row = "".join(f"<w:tc><w:tcPr><w:old/></w:tcPr>{each}</w:tc>" for each in cells)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>"
    )


def _set(style, cells, shares, page=PAGE):
    document = xml("body", _table(style, cells, shares))
    set_layout_tables(document, xml("styles", STYLES), page, LABELS)
    return document


def _widths(part, tag):
    return [int(each.get(f"{W}w")) for each in part.iter(f"{W}{tag}")]


def _sides(part):
    return [
        {etree.QName(each).localname: int(each.get(f"{W}w")) for each in margins}
        for margins in part.iter(f"{W}tcMar")
    ]


TEXT = "<w:p><w:r><w:t>港</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("shares", "widths"),
    [((1, 1), [4100, 3900]), ((1, 3), [2150, 5850]), ((1, 1, 2), [2100, 2100, 3800])],
)
def test_columns_share_the_text_with_a_gap_between_them(shares, widths):
    made = _set("Columns", [TEXT] * len(shares), shares)
    assert _widths(made, "gridCol") == _widths(made, "tcW") == widths
    assert sum(widths) == 8000 == _widths(made, "tblW")[0]
    assert made.find(f".//{W}tblW").get(f"{W}type") == "dxa"
    assert {each.get(f"{W}type") for each in made.iter(f"{W}tcW")} == {"dxa"}
    assert _sides(made) == [*[{"right": 200}] * (len(shares) - 1), {"right": 0}]
    assert made.find(f".//{W}tblStyle").get(VALUE) == "C"
    assert made.find(f".//{W}tblCaption").get(VALUE) == "Columns"
    assert made.find(f".//{W}old") is None


def test_a_box_has_a_gap_at_both_its_sides():
    made = _set("box", [TEXT], (1,))
    assert _widths(made, "gridCol") == [8000]
    assert _sides(made) == [{"left": 60, "right": 60}]
    assert made.find(f".//{W}tblCaption").get(VALUE) == "Box"


def test_key_numbers_are_as_wide_as_one_another_whatever_their_number():
    wide = Page(round(115 * TWIPS_PER_MM), 12000, {})
    made = _set("Key Numbers", [TEXT] * 5, (1,) * 5, wide)
    rows = [len(row.findall(f"{W}tc")) for row in made.iter(f"{W}tr")]
    assert rows == [3, 3]  # the last one is filled up
    assert len({*_widths(made, "gridCol")[:-1]}) == 1
    assert sum(_widths(made, "gridCol")) <= wide.text_width
    assert made.find(f".//{W}tblCaption").get(VALUE) == "Key numbers"
    assert all(cell[-1].tag == PARAGRAPH for cell in made.iter(f"{W}tc"))


def test_other_tables_stay():
    before = _table("Table", [TEXT], (1,))
    made = _set("Table", [TEXT], (1,))
    assert etree.tostring(made) == etree.tostring(xml("body", before))


def test_a_column_within_a_column_has_its_room():
    inner = _table("Columns", [TEXT, TEXT], (1, 1))
    made = _set("Columns", [f"{inner}<w:p/>", TEXT], (1, 1))
    (within,) = made.iterfind(f".//{W}tc/{W}tbl")
    assert sum(int(each.get(f"{W}w")) for each in within.iter(f"{W}gridCol")) == 3900
    assert room(within, PAGE) == 3900
    assert room(made.find(f"{W}tbl"), PAGE) == 8000


def test_what_only_puts_text_side_by_side_is_no_table_of_data():
    names = {"columns": "C", "key numbers": "K", "box": "B", "figure group": "F"}
    for style, layout in (("C", True), ("K", True), ("B", True), ("F", True), ("Table", False)):
        assert (
            is_layout(xml("tbl", f'<w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>'), names)
            is layout
        )
    assert not is_layout(xml("tbl"), names)
    assert gap_of(xml("styles", STYLES), "C") == 200
    assert gap_of(xml("styles", STYLES), "none") == 0


LISTS = (
    '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:pPr><w:ind w:left="420" w:hanging="210"/>'
    '</w:pPr></w:lvl><w:lvl w:ilvl="1"><w:pPr><w:ind w:left="840"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num>'
)
NAMES = {"key": "Key", "key list": "Item"}


def _paragraph(style, ident="", level="0"):
    held = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr>' if ident else ""
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{held}</w:pPr></w:p>'


def _keys(*paragraphs):
    document = xml("body", "".join(paragraphs))
    settle_keys(document, xml("numbering", LISTS), NAMES, PAGE)
    found = []
    for each in document.iter(PARAGRAPH):
        spacing, indent = each.find(f"{W}pPr/{W}spacing"), each.find(f"{W}pPr/{W}ind")
        found.append((
            None if spacing is None else spacing.get(f"{W}after"),
            None if indent is None else (indent.get(f"{W}left"), indent.get(f"{W}hanging")),
        ))  # fmt: skip
    return found


def test_the_last_of_conclusions_is_set_off_from_the_text():
    set_off, not_so = ("300", None), (None, None)
    assert _keys(_paragraph("Key"), _paragraph("Key"), _paragraph("Body")) == [
        not_so,
        set_off,
        not_so,
    ]
    assert _keys(_paragraph("Key"), _paragraph("Item"), _paragraph("Key")) == [
        not_so,
        not_so,
        set_off,
    ]
    assert _keys(_paragraph("Key"), "<w:tbl/>", _paragraph("Body")) == [set_off, not_so]


@pytest.mark.parametrize(
    ("ident", "level", "indent"),
    [
        ("5", "0", ("720", "210")),
        ("5", "1", ("1140", "0")),
        ("5", "2", None),
        ("6", "0", None),
        ("", "", None),
    ],
)
def test_items_among_conclusions_stand_beside_their_rule(ident, level, indent):
    assert _keys(_paragraph("Item", ident, level)) == [("300", indent)]
    assert _keys(_paragraph("Key", ident, level)) == [("300", None)]
