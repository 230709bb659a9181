"""OpenDocument spreadsheets, by the XML that programs write (ISO/IEC 26300)."""

from __future__ import annotations

import io
import zipfile

import pytest

from hakusho.data.layout import sheet_of
from hakusho.data.ods import read_ods
from hakusho.data.workbooks import UnreadableFileError

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "manifest", "fo")
)


def packed(*tables, ranges="", styles="", **parts):
    body = f"<office:spreadsheet>{''.join(tables)}{ranges}</office:spreadsheet>"
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"<office:document-content {SPACES}>{styles}<office:body>{body}</office:body></office:document-content>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", content)
        for name, text in parts.items():
            archive.writestr(f"META-INF/{name}.xml", text)
    return buffer.getvalue()


def look(name, text="", ground="", **more):
    """A style of cells, with what it says of their letters and of their ground."""
    said = "".join(f' style:{key}="{value}"' for key, value in more.items())
    parts = f"<style:table-cell-properties {ground}/><style:text-properties {text}/>"
    return f'<style:style style:name="{name}" style:family="table-cell"{said}>{parts}</style:style>'


def table(*rows, name="表"):
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def row(*cells, **more):
    said = "".join(f' table:{key.replace("_", "-")}="{value}"' for key, value in more.items())
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def cell(text="", kind="", value="", **more):
    said = f' office:value-type="{kind}"' if kind else ""
    said += (
        f' office:{kind if kind in ("date-value", "boolean-value") else "value"}="{value}"'
        if value
        else ""
    )
    said += "".join(f' table:{key.replace("_", "-")}="{each}"' for key, each in more.items())
    return f"<table:table-cell{said}>{text and f'<text:p>{text}</text:p>'}</table:table-cell>"


def value_of(written):
    (sheet,) = read_ods(packed(table(row(written)))).sheets
    return dict(sheet.rows).get(1, {}).get(1, "")


@pytest.mark.parametrize(
    ("shown", "kind", "value", "read"),
    [
        ("1,234.50", "float", "1234.5", "1234.50"),
        ("1,235", "float", "1234.5", "1235"),
        ("-0.3", "float", "-0.25", "-0.3"),
        ("△12", "float", "-12", "-12"),
        ("(12.5)", "float", "-12.5", "-12.5"),
        ("12.5%", "percentage", "0.125", "12.5%"),
        ("13%", "percentage", "0.125", "13%"),
        ("￥1,200", "currency", "1200", "1200"),
        ("多い", "float", "12.500", "12.5"),
        ("", "float", "12.0", "12"),
        ("", "float", "1200", "1200"),
        ("", "percentage", "0.5", "50%"),
        (" 港 ", "string", "", "港"),
        ("", "", "", ""),
    ],
)
def test_a_number_is_read_as_its_sheet_shows_it(shown, kind, value, read):
    assert value_of(cell(shown, kind, value)) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('office:value-type="date" office:date-value="2024-04-01"', "2024-04-01"),
        ('office:value-type="date" office:date-value="2024-04-01T00:00:00"', "2024-04-01"),
        ('office:value-type="date" office:date-value="2024-04-01T13:30:00"', "2024-04-01 13:30:00"),
        ('office:value-type="boolean" office:boolean-value="true"', "true"),
        ('table:formula="of:=[.A1]+1"', "=[.A1]+1"),
    ],
)
def test_dates_truth_and_formulas_without_a_value(written, read):
    assert value_of(f"<table:table-cell {written}/>") == read


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        ("北<text:s text:c='2'/>浜<text:s/>港", "北  浜 港"),
        ("北<text:span>浜<text:a>港</text:a></text:span>へ", "北浜港へ"),
        ("北<text:line-break/>浜<text:tab/>港", "北\n浜 港"),
        (
            "<text:ruby><text:ruby-base>港</text:ruby-base><text:ruby-text>みなと</text:ruby-text></text:ruby>",
            "港",
        ),
        ("港<text:note>注</text:note>湾", "港湾"),
    ],
)
def test_the_text_of_a_cell(inside, read):
    assert value_of(f"<table:table-cell><text:p>{inside}</text:p></table:table-cell>") == read


def test_digits_that_are_raised_are_no_part_of_a_number():
    raised = '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    written = cell("131<text:span text:style-name='T1'>1</text:span>")
    content = packed(table(row(written)), styles=raised)
    assert dict(read_ods(content).sheets[0].rows[0][1]) == {1: "131¹"}


STRUCK, WHITE = 'style:text-line-through-style="solid"', 'fo:color="#ffffff"'
AUTOMATIC = 'style:use-window-font-color="true"'


@pytest.mark.parametrize(
    ("styles", "seen"),
    [
        (look("a", STRUCK), "struck"),
        (look("a", 'style:text-line-through-type="single"'), "struck"),
        (look("a", 'style:text-line-through-style="none"'), None),
        (look("a", WHITE), "unseen"),
        (look("a", 'fo:color="#FFFFFF"', 'fo:background-color="transparent"'), "unseen"),
        (look("a", WHITE, 'fo:background-color="#ffffff"'), "unseen"),
        (look("a", WHITE, 'fo:background-color="#203864"'), None),
        (look("a", 'fo:color="#000000"'), None),
        (look("a", **{"parent-style-name": "b"}) + look("b", STRUCK), "struck"),
        (look("a", AUTOMATIC, **{"parent-style-name": "b"}) + look("b", WHITE), None),
        (look("a", **{"parent-style-name": "a"}), None),
    ],
)
def test_a_cell_that_its_sheet_does_not_show_as_it_is(styles, seen):
    written = row(cell("x"), cell("12", "float", "12", style_name="a"), cell(style_name="a"))
    (sheet,) = read_ods(packed(table(written), styles=styles)).sheets
    assert sheet.looks == (((1, 2, seen),) if seen else ())


def test_the_looks_of_cells_without_a_style_are_their_rows_or_columns():
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="a"/>'
    )
    rows = (
        row(cell("x"), cell("y"), cell("z")),
        row(cell("x", number_columns_repeated=2), cell("z", style_name="b")),
        row(cell("x"), default_cell_style_name="a"),
    )
    styles = look("a", STRUCK) + look("b")
    (sheet,) = read_ods(packed(table(columns, *rows), styles=styles)).sheets
    assert sheet.looks == ((1, 3, "struck"), (3, 1, "struck"))


def test_a_cell_of_which_a_part_is_struck_through():
    struck = f'<style:style style:name="T1" style:family="text"><style:text-properties {STRUCK}/></style:style>'
    rows = row(cell("<text:span text:style-name='T1'>10</text:span> 12"), cell("9"))
    (sheet,) = read_ods(packed(table(rows), styles=struck)).sheets
    assert sheet.looks == ((1, 1, "struck"),)


def test_paragraphs_are_lines_and_notes_on_a_cell_are_none():
    note = "<office:annotation><text:p>覚え</text:p></office:annotation>"
    two = f"<table:table-cell>{note}<text:p>北浜</text:p><text:p>南浜</text:p></table:table-cell>"
    assert value_of(two) == "北浜\n南浜"


def test_what_is_repeated_stands_there_as_often():
    rows = (
        "<table:table-header-rows>" + row(cell("港"), cell("隻")) + "</table:table-header-rows>",
        row(cell(), number_rows_repeated=2),
        "<table:table-row-group>"
        + row(cell("a", number_columns_repeated=2), cell("b"), number_rows_repeated=2)
        + "</table:table-row-group>",
        row("<table:covered-table-cell><text:p>x</text:p></table:covered-table-cell>", cell("c")),
    )
    (sheet,) = read_ods(packed(table(*rows))).sheets
    assert [(line, dict(cells)) for line, cells in sheet.rows] == [
        (1, {1: "港", 2: "隻"}),
        (4, {1: "a", 2: "a", 3: "b"}),
        (5, {1: "a", 2: "a", 3: "b"}),
        (6, {2: "c"}),
    ]


def test_merged_cells():
    rows = (
        row(cell("a"), cell("b", number_columns_spanned=2), cell("c", number_rows_spanned=3)),
        row(cell("d", number_rows_spanned=2, number_columns_spanned=2)),
    )
    (sheet,) = read_ods(packed(table(*rows))).sheets
    assert list(sheet.merged) == [(1, 2, 1, 3), (1, 3, 3, 3), (2, 1, 3, 2)]


def test_a_sheet_is_chosen_by_name_or_number():
    data = packed(*(table(row(cell(name)), name=name) for name in ("甲", "乙", "1")))

    def filled(wanted):
        return [sheet.name for sheet in read_ods(data, wanted).sheets if sheet.rows]

    assert filled("") == ["甲", "乙", "1"]
    assert (filled("乙"), filled("2"), filled("1"), filled("3")) == (["乙"], ["乙"], ["1"], ["1"])
    assert filled("4") == filled("0") == filled("丙") == []


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("$表.$B$2:.$C$4", ("表", (2, 2, 4, 3))),
        ("表.B2:表.C4", ("表", (2, 2, 4, 3))),
        ("$'北 ''浜'''.$A$1", ("北 '浜'", (1, 1, 1, 1))),
        ("B2", None),
    ],
)
def test_named_areas(address, area):
    quoted = address.replace("'", "&apos;")
    ranges = f"<table:named-range table:name='n' table:cell-range-address='{quoted}'/>"
    book = read_ods(packed(table(row(cell("a"))), ranges=ranges))
    assert dict(book.names) == ({} if area is None else {"n": area})


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (packed(), "this is no OpenDocument spreadsheet"),
        (
            packed(table(row(cell("a"))), manifest=f"<manifest:encryption-data {SPACES}/>"),
            "password",
        ),
        (
            packed(table(row(cell("a", number_rows_repeated=1), number_rows_repeated=9_999_999))),
            "cells",
        ),
        (packed(table(row(cell("a", number_columns_repeated=9_999_999)))), "cells"),
    ],
)
def test_what_is_none_locked_or_too_large_is_refused(data, told):
    with pytest.raises(UnreadableFileError, match=told):
        read_ods(data)


@pytest.mark.parametrize(
    ("written", "name"),
    [("表", "表"), ("'北 浜'", "北 浜"), ("'''a'' b'''", "'a' b'"), ("''''", "'")],
)
def test_the_name_of_a_sheet_in_the_address_of_any_workbook(written, name):
    assert sheet_of(written) == name
