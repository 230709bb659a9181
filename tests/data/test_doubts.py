"""What a table hardly means as it is read is found at its cell; what is usual is left alone."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from odf import opendocument, style, table
from odf import text as odf_text
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from data.written_files import xlsx
from hakusho.data.first_sidecar import first_sidecar

ROWS = "port,2023,2024,2025\nnorth,1301,1100,1400\nsouth,35,40,45\n"
DOUBTFUL = {
    "numbers": ("2023,1301,12.5\n2024,1100,11\n", "", "csv:1:1"),
    "words-between": ("2023,north,1301\n2024,south,1100\n", "", "csv:1:1"),
    "words-first": ("north,1301,12\nsouth,1100,11\n", "", "csv:1:1"),
    "days": ("2025-04-01,10\n2025-05-01,20\n", "", "csv:1:1"),
    "years-as-days": ("年度,数\n2020/4/1,4\n2021/4/1,6\n", "", "csv:2:1"),
    "years-as-days-in-english": ("route,Year,n\na,2020-01-01,4\nb,2021-01-01,6\n", "", "csv:2:3"),
    "total-below": ("年度,数\n2023,10\n2024,20\n\n合計,30\n", "", "csv:5:1"),
    "second-table": ("年度,数\n2023,10\n2024,20\n\n港,人\n北浜,10\n", "", "csv:5:1"),
    "note-below": ("港,数\n北浜,10\n東島,20\n注　速報値。,\n", "", "csv:4:1"),
    "notes-in-two-languages": (
        "年,n,year\n2021,1,2021\n2022,2,2022\n2023,3,2023\n2024,4,2024\n\n1) 概数,,1) rounded\n",
        "",
        "csv:7:1",
    ),
    "day-numbers": ("日付,数\n45678,1\n45679,2\n", "", "csv:2:1"),
    "day-numbers-with-commas": ('納品日,数\n"45,678",1\n', "", "csv:2:1"),
    "flags": ("geo,2021,2022\nA,1.5,2\nB,2.5 p,3\nC,3.5,4\nD,4.5,5\n", "", "csv:3:3"),
    "stars": ("港,数\n北,1\n南,2*\n東,3\n西,4\n", "", "csv:3:3"),
    "points-for-none": ("land,n\na,3.6\nb,4.4\nc,. .\nd,11.0\n", "", "csv:4:3"),
    "sign-for-none": ("month,n\na,3.6\nb,4.4\nc,.\nd,11.0\n", "", "csv:4:3"),
    "sign-for-none-with-flag": ("geo,2021\nA,1\nB,: u\nC,3\nD,4\n", "", "csv:3:3"),
    "decimal-commas-behind-points": (
        "Jahr;Fälle\n2023;1.234\n2024;1.420,5\n",
        'read: {delimiter: ";"}\n',
        "csv:3:6",
    ),
    "points-in-millions": ("land,t\nNL,17.590.672\nLU,645.397\n", "", "csv:2:4"),
    "points-between-thousands": (
        "Land;Fälle\nHH;987\nBY;12.034\nBW;11.280\n",
        'read: {delimiter: ";"}\n',
        "csv:3:4",
    ),
    "per-cent-among-numbers": ("港,数\n北,120\n南,13.1%\n東,95\n西,88\n", "", "csv:3:3"),
    "number-among-shares": ("港,率\n北,12.0%\n南,13.1％\n東,0.5\n西,9%\n", "", "csv:4:3"),
    "raised-marks": ("港,数\n北,1\n南,204¹\n東,3\n西,4\n", "", "csv:3:3"),
    "circled-marks": ("港,数\n北,1\n南,204①\n東,3\n西,4\n", "", "csv:3:3"),
    "lone-short-year": ("year,n\n2019,1\n2020,2\n2021,3\n24,5\n", "", "csv:5:1"),
    "lone-long-year": ("t,n\n2019,1\n20203,2\n2020,2\n2021,3\n2022,5\n", "", "csv:3:1"),
    "day-first": ("日,数\n2024-01-01,4\n01/02/2024,6\n2024-03-01,7\n", "", "csv:3:1"),
    **{
        f"broken-{cell}": (f"港,数\n北,1\n南,{cell}\n東,3\n西,4\n", "", "csv:3:3")
        for cell in (
            *("l31", "NaN", "-inf", "0x83", "131.0.0", "--131", "1/2", "131 (r)", "~131", ">131"),
            *("131-140", "1 31", "1'310", "true", "01:31:00", "'131"),
        )
    },
    "day-number-among-dates": ("日,数\n2023-12-31,1\n45291,2\n2024-01-02,3\n", "", "csv:3:1"),
    "letter-lost": ("港,数\n北,1\n南\ufffd,2\n", "", "csv:3:1"),
    "cyrillic-letter": ("port,n\nBrae,1\n\u0412rae,2\n", "", "csv:3:1"),
    "wide-letters": ("port,n\nBrae,1\nＢｒａｅ,2\n", "", "csv:3:1"),
    "raised-mark-of-a-name": ("港,数\n北浜¹,1\n東島,3\n西,4\n", "", "csv:2:1"),
    "star-of-a-name": ("port,n\nBrae,1\nVell*,3\nAoba,4\n", "", "csv:3:1"),
    "note-of-a-name": ("港,数\n北浜,1\n東島（注1）,3\n西,4\n", "", "csv:3:1"),
    "number-of-a-name": ("port,n\nBrae,1\nVell 1),3\nAoba,4\n", "", "csv:3:1"),
    "other-mark-said": (
        "港,数\n北浜¹,1\n東島*,3\n西,4\n",
        "read: {marks: {'*': 概数}}\n",
        "csv:2:1",
    ),
    "unseen": ("港,数\n北浜,1\n北\u200b浜,2\n", "", "csv:3:1"),
    "decimal-commas": ("Jahr;Anteil\n2023;12,5\n", 'read: {delimiter: ";"}\n', "csv:2:6"),
}
USUAL = {
    "codes-with-letters": ("route,n\n101,1\n102,2\n103,3\n12A,4\n", ""),
    "numbers-of-things": ("部屋番号,n\n101,1\n102,2\n103,3\n1-2,4\n", ""),
    "classes-of-age": ("年齢,n\n15,1\n16,2\n17,3\n18-20,4\n", ""),
    "broken-and-said": ("港,数\n北,1\n南,NaN\n東,3\n西,4\n", "read: {missing: [NaN]}\n"),
    "russian": ("город,n\nБрай,1\nАоба,2\nTokyo,3\n", ""),
    "units": ("measure,n\nArea (m²),1\nkm²,2\n面積m²,3\nhours,4\n", ""),
    "grades": ("grade,n\nA*,1\nA,2\nB,3\nC,4\n", ""),
    "orders": ("状態,数\n受注,1\n発注,2\n脚注,3\n", ""),
    "names-in-brackets": ("port,n\nBrae (1),1\nVell,2\nA),3\n(Table 1),4\n", ""),
    "all-marked": ("port,n\nBrae*,1\nVell*,2\nAoba,3\n", ""),
    "marks-of-names-said": ("港,数\n北浜¹,1\n東島,3\n西,4\n", "read: {marks: {¹: 概数}}\n"),
    "years": (ROWS, ""),
    "months": ("port,1,2,3\nnorth,5,6,7\n", ""),
    "months-of-years": ("port,2023-01,2023-02\nnorth,5,6\nsouth,7,:\n", ""),
    "sign-for-none-below-an-empty-row": ("port,n,m\na,5,6\n\nb,7,:\n", ""),
    "ages": ("region,0,5,10\nnorth,50,60,70\n", ""),
    "days": ("調査日,数\n2020-04-01,4\n2021-04-01,6\n", ""),
    "years-and-days": ("年,数\n2020-04-01,4\n2021-01-01,6\n", ""),
    "no-names-and-said": ("2023,1301\n2024,1100\n", "read: {header: 0, columns: [year, n]}\n"),
    "names-and-said": ("2023,1301\n2024,1100\n", "read: {header: 1}\n"),
    "codes": ("c1,c2\n5,6\n", ""),
    "empty-row": ("年度,数\n2023,10\n\n2024,20\n2025,…\n", ""),
    "skipped-row": ("年度,数\n2023,10\n\n合計,30\n", "read: {skip: [4]}\n"),
    "notes-and-said": ("港,数\n北浜,10\n注　速報値。,\n", "read: {notes: 注}\n"),
    "flags-and-said": (
        "geo,2021\nA,1.5\nB,2.5 p\nC,3.5\nD,4.5\n", "read: {marks: {p: provisional}}\n"
    ),
    "sign-and-said": ("month,n\na,3.6\nb,4.4\nc,.\nd,11.0\n", "read: {missing: .}\n"),
    "routes": ("route,n\n7,1\n12,2\n12A,3\n14b,4\n15,5\n", ""),
    "words-among-numbers": ("港,数\n北,1\n南,2\n東,3\n西,多数\n", ""),
    "units-beside": ("港,長さ\n北,1\n南,2 km\n東,3\n西,約4 km\n", ""),
    "mostly-flags": ("geo,2021\nA,1.5 p\nB,2.5 p\nC,3.5 p\nD,4.5\n", ""),
    "year-to-come": ("年度,数\n2025,10\n2026,\n", ""),
    "row-of-shares": ("区分,2024\n輸出,120\n輸入,95\n計,215\n輸出の割合,55.8%\n", ""),
    "rows-of-both": ("項目,値\n隻数,120\n前年差,3.1%\n人,95\n一人当たり,9%\n", ""),
    "shares-and-base": ("港,率\n北,12.0%\n南,13.1%\n東,9%\n回答数,204\n", ""),
    "shares-and-none": ("港,率\n北,12.0%\n南,0\n東,…\n", ""),
    "raised-and-said": ("港,数\n北,1\n南,204¹\n東,3\n西,4\n", 'read: {marks: {"¹": 速報}}\n'),
    "traffic": ("路線,平日,休日\n北,45678,32100\n", ""),
    "days-and-said": ("日付,数\n45678,1\n", "read: {dates: [日付]}\n"),
    "lists-of-numbers": ('港,章\n北浜,"1,2"\n東島,"甲,乙"\n', ""),
    "decimal-commas-and-said": (
        "Jahr;Anteil\n2023;12,5\n", 'read: {delimiter: ";", decimal: ","}\n'
    ),
    "three-places": (
        "Land;t\nHH;0.987\nBY;12.034\nBW;11.280\n", 'read: {delimiter: ";"}\n'
    ),
    "three-places-and-said": (
        "Land;t\nHH;9.987\nBY;12.034\n", 'read: {delimiter: ";", decimal: "."}\n'
    ),
    "three-places-behind-commas": ("land,t\nHH,9.987\nBY,12.034\n", ""),
    "two-lines-in-a-cell": ('港,数\n"北\n浜",10\n東島,20\n', ""),
}  # fmt: skip


def told(findings):
    return [(f.rule.id, str(f.location).removeprefix("figures/data/t.")) for f in findings]


def load(data, text, sidecar):
    return data(t_csv=text, **({"t__meta_yaml": sidecar} if sidecar else {}))


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_is_hardly_meant_is_found(data, case):
    text, sidecar, place = DOUBTFUL[case]
    assert told(load(data, text, sidecar)[1]) == [("DAT026", place)]


def test_a_sign_in_many_columns_is_told_once(data):
    text = "geo,2021,2022,2023\nA,1,2,:\nB,:,3,4\nC,5,6,7\nD,8,9,10\n"
    (finding,) = load(data, text, "")[1]
    assert str(finding.location) == "figures/data/t.csv:3:3"
    assert "as such signs do in 1 more" in finding.message


@pytest.mark.parametrize("case", USUAL)
def test_what_is_usual_is_not(data, case):
    assert load(data, *USUAL[case])[1] == ()


@pytest.mark.parametrize(("from_1904", "day"), [(False, "2021-03-31"), (True, "2025-04-01")])
def test_numbers_of_days_count_as_their_workbook_does(data, from_1904, day):
    book = xlsx({"s": [["納品日", "数"], [44286, 1], [44287, 2]]}, from_1904=from_1904)
    read, (finding,) = data(t_xlsx=book)
    assert (finding.rule.id, day in str(finding.message)) == ("DAT026", True)
    read, findings = data(t_xlsx=book, t__meta_yaml="read: {dates: [納品日]}\n")
    assert (findings, read["t"].rows[0]["納品日"]) == ((), day)


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html>\n<html>", "\n <html lang=en>", "<?xml version='1.0'?>"]
)
def test_a_web_page_in_place_of_data_is_told(data, text):
    assert told(data(t_csv=f"{text}<body>Not found</body>\n")[1]) == [("DAT002", "csv:1")]


def test_numbers_with_spaces_between_thousands_are_numbers(data):
    rows = data(t_csv="year,n\n2023,1 234\n2024,12\u202f345\n2025,3\u00a0000\n")[0]["t"]
    assert [int(each) for each in rows.numbers("n")] == [1234, 12345, 3000]


def test_an_area_of_a_text_file_is_read(data):
    sidecar = "read: {range: A5:B6}\n"
    read, findings = load(data, "年度,数\n2023,10\n2024,20\n\n港,人\n北浜,10\n", sidecar)
    assert findings == ()
    assert (read["t"].columns, len(read["t"].rows)) == (("港", "人"), 1)
    assert str(read["t"].rows[0].where("人")) == "figures/data/t.csv:6:4"
    assert told(load(data, ROWS, "read: {range: 表}\n")[1]) == [("DAT015", "meta.yaml:1:1")]


def workbook(change, rows=(("年度", "数", "秘"), (2023, 10, 1), (2024, 20, 2))):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book, book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_hidden_rows_and_columns_are_told(data):
    def hide(_, sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    _, findings = data(t_xlsx=workbook(hide))
    assert told(findings) == [("DAT026", "xlsx:Sheet!A3"), ("DAT026", "xlsx:Sheet!C2")]
    _, findings = data(t_xlsx=workbook(hide), t__meta_yaml="read: {skip: 3, range: A1:B3}\n")
    assert findings == ()


STRUCK = openpyxl.styles.Font(strike=True)
WHITE = openpyxl.styles.Font(color="FFFFFFFF")
OF_THEME = openpyxl.styles.Font(color=openpyxl.styles.colors.Color(theme=0))
DARK = openpyxl.styles.PatternFill("solid", fgColor="FF203864")
PALE = openpyxl.styles.PatternFill("solid", fgColor="FFFFFFFF")
LOOKS = {
    "struck": ({"B3": STRUCK}, {}, ["xlsx:Sheet!B3"]),
    "white": ({"B2": WHITE, "B3": WHITE}, {}, ["xlsx:Sheet!B2"]),
    "white-of-the-theme": ({"B2": OF_THEME}, {}, ["xlsx:Sheet!B2"]),
    "white-on-said-white": ({"B2": WHITE}, {"B2": PALE}, ["xlsx:Sheet!B2"]),
    "white-on-dark": ({"B2": WHITE}, {"B2": DARK}, []),
    "white-head": ({"A1": WHITE, "B1": WHITE}, {}, []),
    "both": ({"B2": WHITE, "A3": STRUCK}, {}, ["xlsx:Sheet!A3", "xlsx:Sheet!B2"]),
}


@pytest.mark.parametrize("name", LOOKS)
def test_cells_that_are_struck_through_or_white_on_white_are_told(data, name):
    fonts, fills, places = LOOKS[name]

    def look(_, sheet):
        for cell, font in fonts.items():
            sheet[cell].font = font
        for cell, fill in fills.items():
            sheet[cell].fill = fill

    _, findings = data(t_xlsx=workbook(look))
    assert sorted(told(findings)) == sorted([("DAT026", place) for place in places])


def test_a_format_that_shows_nothing_is_told(data):
    def look(_, sheet):
        sheet["B2"].number_format = ";;;"

    _, findings = data(t_xlsx=workbook(look))
    assert told(findings) == [("DAT026", "xlsx:Sheet!B2")]


def test_a_cell_of_which_a_part_is_struck_through_is_told(data):
    struck = TextBlock(InlineFont(strike=True), "10")
    rows = (("年度", "数"), ("2023", CellRichText(struck, " 12")), ("2024", "20"))
    _, findings = data(t_xlsx=workbook(lambda *_: None, rows))
    assert ("DAT026", "xlsx:Sheet!B2") in told(findings)
    assert any("struck" in str(each.message) for each in findings)


def test_hidden_rows_and_columns_of_ods_are_told(data):
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="表")
    sheet.addElement(table.TableColumn())
    sheet.addElement(table.TableColumn(visibility="collapse"))
    for cells, seen in ((("年度", "数"), "visible"), (("2023", "10"), "filter")):
        row = table.TableRow(visibility=seen)
        for cell in cells:
            made = table.TableCell(valuetype="string")
            made.addElement(odf_text.P(text=cell))
            row.addElement(made)
        sheet.addElement(row)
    gone = style.Style(name="gone", family="table")
    gone.addElement(style.TableProperties(display="false"))
    document.automaticstyles.addElement(gone)
    document.spreadsheet.addElement(table.Table(name="隠し", stylename="gone"))
    document.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    document.save(buffer)
    _, findings = data(t_ods=buffer.getvalue())
    assert told(findings) == [("DAT026", "ods:表!A2"), ("DAT026", "ods:表!B2")]


def test_of_a_hidden_sheet_and_one_that_is_shown_the_latter_is_read(data):
    def hide(book, sheet):
        other = book.create_sheet("表")
        other.append(["港", "数"])
        other.append(["北浜", 3])
        sheet.sheet_state, book.active = "hidden", 1

    read, findings = data(t_xlsx=workbook(hide))
    assert (read["t"].columns, findings) == (("港", "数"), ())


@pytest.mark.parametrize(("area", "place"), [("B2:C2", ["xlsx:表!B2"]), ("A2:A3", [])])
def test_a_number_in_cells_that_were_made_one_is_told(data, area, place):
    rows = [["年度", "数", "人"], [2023, 5, None], [None, 6, 7]]
    found = told(data(t_xlsx=xlsx({"表": rows}, merged=[area]))[1])
    assert found == [("DAT026", each) for each in place]


def test_a_second_table_beside_an_empty_column_is_told(data):
    beside = [["港", "数", None, "船", "旗"], ["北浜", 1, None, "甲丸", "JP"], ["東島", 2]]
    _, findings = data(t_xlsx=xlsx({"s": beside}))
    assert told(findings) == [("DAT026", "xlsx:s!D1")]
    remarks = [["港", "数", None, "備考"], ["北浜", 1, None, "速報"], ["東島", 2]]
    for usual in ([*beside[:2], ["東島", 2, None, "乙丸"]], remarks):
        assert data(t_xlsx=xlsx({"s": usual}))[1] == ()


def test_a_duration_is_longer_than_a_day(data):
    def form(_, sheet):
        for cell, each in zip("ABC", ("[h]:mm", "[mm]:ss", "[h]:mm:ss"), strict=True):
            sheet[f"{cell}2"].number_format = each

    read, _ = data(t_xlsx=workbook(form, (("a", "b", "c"), (1.5, 0.0625, 2.25))))
    assert list(read["t"].rows[0].values.values()) == ["36:00", "90:00", "54:00:00"]


NESTED = [
    {"name": "a", "at": {"lat": 1.50, "lon": 2}, "tags": ["x", "y"]},
    {"name": "b", "at": {"lat": 3, "lon": 4}},
]


def test_mappings_in_rows_of_json_are_columns(data):
    read, findings = data(t_json=json.dumps(NESTED))
    assert (read["t"].columns, findings) == (("name", "at.lat", "at.lon", "tags"), ())
    assert list(read["t"].rows[0].values.values()) == ["a", "1.5", "2", "x, y"]
    rows = f"rows: {json.dumps(NESTED)}\n"
    read, findings = data(y_yaml=rows, y__meta_yaml="read: {list: rows}\n")
    assert (read["y"].columns, findings) == (("name", "at.lat", "at.lon", "tags"), ())
    assert read["y"].rows[1]["at.lon"] == "4"
    assert str(read["y"].rows[0].where("at.lat")) == "figures/data/y.yaml:1:29"


def test_lists_of_mappings_in_rows_of_json_are_told_and_one_name_twice_is_found(data):
    rows = [{"name": "a", "calls": [{"year": 2023}]}, {"name": "b", "calls": [{"year": 2024}]}]
    assert told(data(t_json=json.dumps(rows))[1]) == [("DAT026", "json:1:2")]
    assert told(data(t_json='[{"a.b": 1, "a": {"b": 2}}]')[1]) == [("DAT002", "json:1:2")]


@pytest.mark.parametrize(
    "text",
    [
        "Land;n\nHH;13 010,1\nBY;5 601,9\n",
        "Land;Fälle\nHH;987\nBY;12.034\nBW;11.280\n",
        "Jahr;n\n2023;1.234\n2024;1.420,5\n",
    ],
)
def test_a_first_sidecar_knows_points_between_thousands(text):
    assert 'decimal: ","' in first_sidecar("figures/data/t.csv", text.encode())


def test_a_file_with_semicolons_is_one_finding_and_its_sidecar_knows_commas(data):
    text = "Jahr;Anzahl;Anteil\n2019;1.234;12,5\n2020;12.345;13,0\n"
    _, findings = data(t_csv=text)
    assert told(findings) == [("DAT002", "csv:1:1")]
    sidecar = 'source: ""\nread: {delimiter: ";", decimal: ","}\n'
    read, findings = load(data, text, sidecar)
    assert (list(read["t"].numbers("Anzahl")), findings) == ([1234, 12345], ())
