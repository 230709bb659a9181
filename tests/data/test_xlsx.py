"""Excel workbooks, by the XML that programs write (ISO/IEC 29500)."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest

from hakusho.data.workbooks import UnreadableFileError
from hakusho.data.xlsx import read_xlsx, shown

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(*sheets, names="", properties="", styles="", strings="", absolute=False):
    """A workbook of sheets, each the XML in it, and its state."""
    listed, related, parts = "", "", {}
    for at, (inside, state) in enumerate(sheets, 1):
        said = f' state="{state}"' if state else ""
        listed += f'<sheet name="S{at}" sheetId="{at}"{said} r:id="r{at}"/>'
        place = f"{'/xl/' if absolute else ''}worksheets/s{at}.xml"
        related += f'<Relationship Id="r{at}" Type="{RELATION}/worksheet" Target="{place}"/>'
        parts[f"xl/worksheets/s{at}.xml"] = f"<worksheet {MAIN}>{inside}</worksheet>"
    listed += '<sheet name="Chart" sheetId="99" r:id="c"/>'
    related += f'<Relationship Id="c" Type="{RELATION}/chartsheet" Target="chartsheets/c.xml"/>'
    parts["xl/workbook.xml"] = (
        f'<workbook {MAIN} xmlns:r="{RELATION}">{properties}<sheets>{listed}</sheets>{names}</workbook>'
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{space}">{related}</Relationships>'
    )
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def rows(*written):
    return f"<sheetData>{''.join(written)}</sheetData>"


ONE = rows('<row r="1"><c r="A1"><v>1</v></c></row>')


@pytest.mark.parametrize("absolute", [True, False])
def test_a_part_is_named_from_its_folder_or_from_the_top(absolute):
    book = read_xlsx(packed((ONE, ""), (ONE, ""), absolute=absolute))
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [("S1", 1), ("S2", 1)]


@pytest.mark.parametrize(
    ("state", "hidden"), [("", False), ("visible", False), ("hidden", True), ("veryHidden", True)]
)
def test_a_sheet_that_is_hidden(state, hidden):
    (sheet,) = read_xlsx(packed((ONE, state))).sheets
    assert sheet.hidden is hidden


def test_a_sheet_is_chosen_by_name_or_number():
    data = packed(*[(ONE, "")] * 3)

    def filled(wanted):
        return [sheet.name for sheet in read_xlsx(data, wanted).sheets if sheet.rows]

    assert filled("") == ["S1", "S2", "S3"]
    assert (filled("S2"), filled("3"), filled("1")) == (["S2"], ["S3"], ["S1"])
    assert filled("4") == filled("0") == filled("S9") == []


def test_rows_and_cells_without_a_name_follow_those_before_them():
    inside = rows(
        "<row><c><v>1</v></c><c><v>2</v></c></row>",
        '<row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row>',
        '<row><c r="AA5"><v>5</v></c><c r="XFD5"><v>6</v></c></row>',
    )
    (sheet,) = read_xlsx(packed((inside, ""))).sheets
    assert [(line, dict(cells)) for line, cells in sheet.rows] == [
        (1, {1: "1", 2: "2"}), (4, {3: "3", 4: "4"}), (5, {27: "5", 16384: "6"}),
    ]  # fmt: skip


def test_rows_and_columns_that_are_hidden_and_cells_that_are_one():
    inside = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="true"/><col min="6" max="6" hidden="0"/>'
        '<col min="9" max="16384" hidden="1"/></cols>'
        + rows(
            '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>',
            '<row r="2" hidden="0"/>',
            '<row r="3" hidden="true"/>',
        )
        + '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C3"/></mergeCells>'
    )
    (sheet,) = read_xlsx(packed((inside, ""))).sheets
    assert sheet.hidden_rows == (1, 3)
    assert sheet.hidden_columns[:4] == (2, 3, 5, 9)
    assert len(sheet.hidden_columns) == 3 + 1001
    assert list(sheet.merged) == [(1, 1, 2, 2)]


def test_names_of_areas():
    names = (
        '<definedNames><definedName name="a">S1!$A$1:$B$3</definedName><definedName name="b">\'S 1\'!$C$4:$D$4</definedName>'
        '<definedName name="c">#REF!</definedName><definedName name="d">$A$1</definedName><definedName name="e"/></definedNames>'
    )
    assert dict(read_xlsx(packed((ONE, ""), names=names)).names) == {
        "a": ("S1", (1, 1, 3, 2)), "b": ("S 1", (4, 3, 4, 4)),
    }  # fmt: skip


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.000"/><numFmt numFmtId="3" formatCode="0.0"/></numFmts>'
    "<cellXfs>"
    + "".join(
        f'<xf numFmtId="{each}"/>'
        for each in (0, 1, 2, 3, 4, 9, 10, 14, 22, 27, 36, 45, 46, 47, 49, 50, 58, 164, 5)
    )
    + "</cellXfs>"
)
STYLED = ["45383.25", "45383", "45383.25", "45383.3", "45383.25", "4538325%", "4538325.00%", *["2024-04-01 06:00:00"] * 5, "1089198:00:00",
          "2024-04-01 06:00:00", "45383.25", *["2024-04-01 06:00:00"] * 2, "45383.250", "45383.25"]  # fmt: skip


def test_a_number_has_the_format_of_its_style():
    cells = "".join(f'<c s="{at}"><v>45383.25</v></c>' for at in range(len(STYLED)))
    (sheet,) = read_xlsx(packed((rows(f"<row>{cells}</row>"), ""), styles=STYLES)).sheets
    assert [*sheet.rows[0][1].values()] == STYLED


def test_days_count_from_1904_where_the_workbook_says_so():
    cell = rows('<row><c s="7"><v>1</v></c></row>')
    for said, day in (("1", "1904-01-02"), ("true", "1904-01-02"), ("0", "1900-01-01")):
        data = packed((cell, ""), styles=STYLES, properties=f'<workbookPr date1904="{said}"/>')
        assert read_xlsx(data).sheets[0].rows == ((1, {1: day}),)


def test_strings_that_are_shared():
    strings = "<si><t>a</t></si><si><r><t>b</t></r><r><t xml:space='preserve'> c</t></r></si><si><t>_x0041_x_y_x0042</t></si>"
    cells = "".join(f'<c t="s"><v>{at}</v></c>' for at in (1, 0, 2))
    (sheet,) = read_xlsx(packed((rows(f"<row>{cells}</row>"), ""), strings=strings)).sheets
    assert [*sheet.rows[0][1].values()] == ["b c", "a", "Ax_y_x0042"]


def test_digits_that_are_raised_are_no_part_of_a_number():
    raised = "<r><rPr><vertAlign val='superscript'/></rPr><t>12)</t></r>"
    lowered = "<r><rPr><vertAlign val='subscript'/></rPr><t>2</t></r>"
    strings = f"<si><r><t>131</t></r>{raised}</si><si><r><t>CO</t></r>{lowered}</si>"
    cells = "".join(f'<c t="s"><v>{at}</v></c>' for at in range(2))
    (sheet,) = read_xlsx(packed((rows(f"<row>{cells}</row>"), ""), strings=strings)).sheets
    assert [*sheet.rows[0][1].values()] == ["131¹²)", "CO2"]


SHOWN = {
    ("1.5", "[h]:mm"): "36:00", ("1.5", "[hh]:mm:ss"): "36:00:00", ("0.5", "[m]"): "720", ("0.5", "[mm]:ss"): "720:00",
    ("0.001", "[s]"): "86", ("-1.25", "[h]:mm"): "-30:00", ("1.99999", "[h]"): "47", ("-0.000001", "[h]:mm"): "0:00",
    ("1234567", "#,##0,"): "1235", ("1234567", "#,##0.0,,"): "1.2", ("1234567", '#,##0,"千人"'): "1235", ("0.5", "# ?/?"): "0.5", ("12", "0E+00"): "12", ("5", "@"): "5", ("5", '"Year "0'): "5",
    ("5", "\\d0"): "5", ("5", "_-0.00"): "5.00", ("5", "* 0"): "5", ("0.5", "0%;-0%"): "50%", ("0.5", '0"%"'): "1", ("-0.4", "0"): "0",
    ("-0.5", "0"): "-1", ("0.125", "0.00%"): "12.50%", ("2.5", "0"): "3", ("1E+20", "0"): "100000000000000000000", ("0.1234567890123456", ""): "0.123456789012346",
    ("45383", "General"): "45383", ("45383", "m/d"): "2024-04-01", ("45383", "ge.m.d"): "2024-04-01", ("45383", "E+0"): "45383",
}  # fmt: skip


@pytest.mark.parametrize(("number", "form"), SHOWN)
def test_a_number_as_its_format_shows_it(number, form):
    assert shown(Decimal(number), form) == SHOWN[number, form]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c r="B2" t="s"><v>7</v></c>', "the cell cannot be read"),
        ('<c r="B2"><v>x</v></c>', "the cell cannot be read"),
    ],
)
def test_a_cell_that_is_none_is_named(cell, told):
    with pytest.raises(UnreadableFileError, match=told) as refused:
        read_xlsx(packed((rows(f'<row r="2">{cell}</row>'), "")))
    assert (refused.value.sheet, refused.value.place) == ("S1", (2, 2))
