"""A sheet as an office publishes it is read rightly with the sidecar that is guessed for it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from data.written_files import parquet_of, sqlite, xlsx
from hakusho.cli import main
from hakusho.data import load_datasets
from hakusho.data.csv_records import records_of
from hakusho.data.first_sidecar import first_sidecar
from hakusho.data.grids import Grid, Sheet
from hakusho.data.layout_guess import (
    Guess,
    guessed,
    is_column_of_day_numbers,
    is_number,
)
from hakusho.values.table_dates import read_column_of_dates

OFFICE = {
    "第1表": [
        ["第１表　旅客の数（令和７年）"], [None, None, "（単位：千人）"],
        ["年度", "旅客数", None, "増減率"], [None, "計", "うち子ども", None],
        ["令和５年度", "１，２３４", "△１２", "△3.5"], ["　　６", "1,301p", "…", "5.4"],
        ["　　７", "1,400", "X", "不詳"],
        ["（注）１　年度は4月から3月までである。"], ["　　　２　ｐは速報値である。"], ["資料：運輸局"],
    ],
    "参考": [["x"], [1]],
}  # fmt: skip
MERGED = ["B3:C3", "A3:A4", "D3:D4"]


def run(root, *arguments):
    return CliRunner().invoke(main, ["data", "--project", str(root), *arguments])


@pytest.fixture
def write(tmp_path):
    folder = tmp_path / "figures" / "data"
    folder.mkdir(parents=True)

    def written(name, content):
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
        return tmp_path

    return written


def test_a_sheet_with_titles_two_headers_marks_and_notes(write):
    root = write("riders.xlsx", xlsx(OFFICE, merged=MERGED))
    assert run(root, "riders", "--sidecar").exit_code == 0
    datasets, findings = load_datasets(root)
    assert findings == ()
    riders = datasets["riders"]
    assert riders.columns == ("年度", "旅客数/計", "旅客数/うち子ども", "増減率")
    assert [tuple(row.values.values()) for row in riders.rows] == [
        ("2023", "１，２３４", "△１２", "△3.5"),
        ("2024", "1,301", "…", "5.4"),
        ("2025", "1,400", "X", "不詳"),
    ]
    assert dict(riders.rows[1].marks) == {"旅客数/計": "p"}
    assert [note.mark for note in riders.notes] == ["", "p", ""]
    assert riders.sidecar.caption.ja == "第１表 旅客の数（令和７年）"
    assert riders.about.unit.ja == "千人"
    assert riders.about.read.marks["p"].ja == "速報値"


COUNTED = """\
参考表　人口の推移,,,,,,,
Reference table,,,,,,,
,,,,,,,
,,,,総人口,,,日本人
年　月,,月初人口 1)2),,増減数,増減率3),月初人口 1)2),増減数
Year and month,,Population,,Number,Rate,Population,Number
,,,,(2)+(3),(‰),,
,,,(1),(2),(3),(4),(5)
,,,,,,,
2024年,,,"127,094",-52,-0.42,"125,319",-48
１月,Jan.,,"127,041",-23,-0.97,"125,071",-16
２月,Feb.,,"126,918",-70,-1.34,"124,744",-95
３月,Mar.,,"126,748",-93,-1.53,"124,349",-62
４月,Apr.,,"126,555",-13,-1.55,"124,249",-61
,,,,,,,
1)　10月１日の人口。,,,,1)  As of October 1,,,
2)　補間補正人口。,,,,2)  Adjusted,,,
　　一致しない。,,,,Do not agree,,,
3)　千人比。,,,,3)  Per thousand,,,
"""


def test_columns_that_are_only_counted_are_called_what_stands_over_them(write):
    root = write("people.csv", COUNTED)
    assert run(root, "people", "--sidecar").exit_code == 0
    datasets, findings = load_datasets(root)
    people = datasets["people"]
    assert people.columns == (
        *("年月", "item", "月初人口", "増減数", "増減率", "月初人口2", "増減数2"),
    )
    assert findings == ()
    assert len(people.rows) == 5
    assert people.rows[1]["月初人口"] == "127,041"
    assert [note.text.split("　")[0] for note in people.notes][:2] == ["1)", "2)"]
    assert len(people.notes) == 4


def test_what_is_shown_of_a_file(write):
    root = write("riders.xlsx", xlsx(OFFICE, merged=MERGED))
    run(root, "riders", "--sidecar")
    told = run(root, "riders").output.splitlines()
    assert told[:7] == [
        "riders  figures/data/riders.xlsx, sheet 第1表",
        "  columns",
        "    年度  date  tells the rows",
        "    旅客数/計  number  千人",
        "    旅客数/うち子ども  number  千人  2 missing",
        "    増減率  number  %  1 missing",
        "  3 rows, from row 5; the first:",
    ]
    assert told[8] == "    2024 | 1,301 | … | 5.4  (旅客数/計: p)"
    assert told[-2:] == [
        "  no facts by id",
        '  facts by cell: {{ cell("riders", "旅客数/計", 年度="2023") }}',
    ]
    assert run(root).output == "riders  figures/data/riders.xlsx  3 rows, 4 columns\n"


def test_a_sidecar_is_never_replaced(write):
    root = write("a.csv", "x\n1\n")
    write("a.meta.yaml", "source: mine\n")
    result = run(root, "a", "--sidecar")
    assert result.exit_code == 2
    assert "never replaced" in result.output
    assert (root / "figures/data/a.meta.yaml").read_text(encoding="utf-8") == "source: mine\n"


def test_a_file_of_a_kind_that_is_not_read_is_told(write):
    result = run(write("riders.xls", b"\xd0\xcf"), "riders")
    assert (result.exit_code, "riders.xls: DAT025 warning" in result.output) == (1, True)


def test_the_list_of_datasets_tells_what_is_none(write):
    root = write("lights.db", sqlite("create table a (x)", "create table b (x)"))
    write("riders.csv", "x\n1\n")
    told = run(root).output.splitlines()
    assert [line.split()[0] for line in told] == ["riders", "figures/data/lights.db:"]


def test_the_example_of_a_cell_is_no_code(write):
    root = write("riders.csv", "港,港コード,緯度,旅客数\n北浜,13,35.1,5\n東島,14,35.2,6\n")
    assert (
        run(root, "riders")
        .output.splitlines()[-1]
        .endswith('cell("riders", "旅客数", 港="北浜") }}')
    )


def test_a_document_without_rows_names_its_lists(write):
    text = '{"about": {"notes": [{"a": 1}]}, "data": {"values": [{"x": 1}, {"x": 2}]}, "n": [1]}'
    told = run(write("riders.json", text), "riders").output.splitlines()[1:]
    assert told == [
        "  a document without rows: figures see it as it is",
        "  1 row if the sidecar says read: {list: about.notes}",
        "  2 rows if the sidecar says read: {list: data.values}",
    ]


def test_a_dataset_that_is_not_there_is_named(write):
    result = run(write("riders.csv", "x\n1\n"), "rider")
    assert (result.exit_code, "did you mean 'riders'?" in result.output) == (2, True)


def test_what_is_wrong_with_a_file_is_told(write):
    result = run(write("riders.csv", "x,y\n1\n"), "riders")
    assert (result.exit_code, "riders.csv:2:1: DAT002" in result.output) == (1, True)
    assert "riders.csv:2:1" not in run(write("other.csv", "x\n1\n"), "other").output


SAVED = {
    "cp932": ("a.csv", "統計名：,国勢調査\n,\n地域,人口\n全国,5\n北海道,3\n".encode("cp932"), ("地域", "人口")),
    "semicolons": ("a.csv", "港;隻\n北浜;1\n東島;2\n", ("港", "隻")),
    "plain": ("a.csv", "港,2015,2016\n北浜,1,2\n東島,4,5\n", ("港", "2015", "2016")),
    "years": ("a.csv", "表1\n港,2015,2016\n北浜,1,2\n東島,4,5\n", ("港", "2015", "2016")),
    "groups": (
        "a.csv",
        "支出額\n\n国,通貨,2021,2022\n\nアフリカ\n北アフリカ,,,\nアルジェリア,ディナール,5,7\nリビア,ディナール,xxx,6\n南部,,,\nマリ,フラン,2,3\nチャド,フラン,…,4\n",
        ("国", "通貨", "2021", "2022"),
    ),
    "western": ("a.csv", "Région;Été\nÎle-de-France;1\nNord;2\n".encode("cp1252"), ("Région", "Été")),
    "missing": ("a.csv", '年,旅客,備考\n2016,"1,301",\n2017,,台風\n2018,1250,\n', ("年", "旅客", "備考")),
    "words": ("a.csv", "港,所在\n北浜,北\n東島,東\n", ("港", "所在")),
    "database": ("a.db", sqlite("create table t (x, y)"), ("x", "y")),
    "json": ("a.json", '[{"x": 1}]', ("x",)),
}  # fmt: skip


@pytest.mark.parametrize("name", SAVED)
def test_a_file_is_read_with_its_first_sidecar(write, name):
    file, content, columns = SAVED[name]
    root = write(file, content)
    assert run(root, "a", "--sidecar").exit_code == 0
    datasets, findings = load_datasets(root)
    assert (findings, datasets["a"].columns) == ((), columns)


def test_labels_that_count_for_rows_below_are_filled():
    rows = [
        {1: "港", 2: "船", 3: "隻"},
        {1: "北浜", 2: "客", 3: "1"},
        {2: "貨", 3: "2"},
        {1: "東島", 2: "客", 3: "3"},
    ]
    sheet = Sheet("s", tuple(enumerate(rows, 1)))
    assert guessed(sheet.grid("a.xlsx")).fill == (0,)


GUESSED = {
    "unit": ("項目,県,2021\n人口【千人】,甲,5\n人口【千人】,乙,6\n", {"unit": "千人"}),
    "units": ("項目,県,2021\n人口【千人】,甲,5\n面積【ha】,乙,6\n", {}),
    "codes": ("code,区,人\nE09000001,甲,5\nE09000002,乙,6\nE09000003,丙,7\n", {}),
    "provisional": ("年,人\n2023,5\n2024,6\n2025,7p\n", {"marks": (("p", ""),)}),
    "flags": (
        "geo,2021,2022\nA,1.5,2\nB,2.5 p,: u\nC,3.5,: z\nD,:,5 e\nE,2,7\n",
        {"missing": (":", ": u", ": z"), "marks": (("p", ""), ("e", ""))},
    ),
    "remarks": ("国,注,2021\n甲,,5\n乙,4,6\n丙,,7\n", {}),
    "lists": ('国,型,額\n甲,1,5\n乙,"1, 3",6\n丙,2,無\n', {"missing": ("無",)}),
    "groups": ("国,額\n北部,\n甲,5\n乙,6\n南部,\n丙,7\n丁,8\n戊,9\n", {"skip": (2, 5)}),
}


@pytest.mark.parametrize("name", GUESSED)
def test_no_more_is_guessed_than_the_cells_say(name):
    text, wanted = GUESSED[name]
    grid = Grid("a.csv", tuple(records_of("a.csv", text)[0]))
    expected = Guess(header=(1,), **wanted)
    assert guessed(grid) == expected


LAID_OUT = {
    "a title and a unit above": (
        "漁獲の量,,\n（単位：千トン）,,\n年,量,額\n2020,5,6\n2021,7,8\n",
        Guess((3,), title="漁獲の量", unit="千トン"),
    ),
    "a unit by itself is no title": ("（隻）,,\n年,量,額\n2020,5,6\n2021,7,8\n", Guess((2,))),
    "two units are none": (
        "表,,\n単位：隻,単位：人,\n年,量,額\n2020,5,6\n2021,7,8\n", Guess((3,), title="表"),
    ),
    "a note of what is below a unit names none": (
        "0,単位に満たないもの,\n\n年,量,額\n2020,5,6\n2021,7,8\n",
        Guess((3,), title="0 単位に満たないもの"),
    ),
    "a unit in brackets within a head": (
        "年,隻（単位：件）,額\n2020,5,6\n2021,7,8\n",
        Guess((1,), unit="件"),
    ),
    "a mark that a phrase explains": (
        "year,n,m\n2020,5,6\n2021,7p,8\n2022,7,8\np Figures that may still change.,,\n",
        Guess((1,), notes="p", marks=(("p", "Figures that may still change"),)),
    ),
    "a title in each of three parts is one": (
        "人口,,人口\n\n年,量,額\n2020,5,6\n2021,7,8\n",
        Guess((3,), title="人口"),
    ),
    "a unit of several is none": ("表,,\n単位：隻、人,,\n年,量,額\n2020,5,6\n2021,7,8\n", Guess((3,), title="表")),
    "a title that is called one": (
        "作成日,昨日,\n表題：,船の 数,\n,,\n年,量,額\n2020,5,6\n2021,7,8\n", Guess((4,), title="船の 数"),
    ),
    "notes that begin alike": (
        "港,量,額\n北,5,6\n南,7,8\n注１　一。,,\n注２　二。,,\n", Guess((1,), notes="注"),
    ),
    "notes that begin as rows do": (
        "港,量,額\n北,5,6\n注文,7,8\n注１　一。,,\n", Guess((1,), notes="注１"),
    ),
    "a note in English, told by a word": (
        "country,n,m\nNorway,5,6\nChad,7,8\nInternational Office 2025,,\n",
        Guess((1,), notes="International"),
    ),
    "a note in English, whose first word is a row's": (
        "country,n,m\nNorway,5,6\nIn all,7,8\nIn 2025 all was counted anew,,\n",
        Guess((1,), notes="In 2"),
    ),
    "marks and what notes say of them": (
        "港,量,額\n北,5p,r 6\n南,7,8*\n東,9,1\n西,2,3\n注　ｐは速報値である。,,\n*：推計,,\n",
        Guess((1,), notes="注", marks=(("p", "速報値"), ("r", ""), ("*", "推計"))),
    ),
    "words for no number": (
        "港,量,額\n北,5,秘\n南,不詳,8\n東,9,…\n西,2,3\n北東,4,5\n", Guess((1,), missing=("不詳", "秘")),
    ),
    "a long word is no such": ("港,量,額\n北,5,7\n南,調査せず\u3000,8\n東,9,わからない\n西,2,3\n", Guess((1,), missing=("調査せず",))),
    "an empty row above the heads": (
        "表の説明が長い,x,\n,,\n港,量,額\n北,5,6\n南,7,8\n", Guess((3,), title="表の説明が長い x"),
    ),
    "two rows of heads": ("港,輸出,,計\n,量,額,\n北,5,6,7\n南,7,8,9\n", Guess((1, 2))),
    "codes beside words": (
        "地域 コード,地域,値 コード,値\n01,北,5,6\n02,南,7,8\n", Guess((1,)),
    ),
    "years name columns, above a row without numbers": (
        "Source,World,,,\n,,,,\nCountry,Code,2021,2022,2023\nAruba,ABW,,,\nJapan,JPN,1.0,1.1,1.2\n",
        Guess((3,), title="Source World"),
    ),
    "years name columns, above names of groups": (
        (
            "Spending,,,,\nCountry,Notes,2021,2022,2023\n,,,,\nAfrica,,,,\nAlgeria,,1.5,2.5,3.5\n"
            "Libya,‡,. .,. .,1.1\nAsia,,,,\nJapan,3,5.5,6.5,7.5\n"
        ),
        Guess((2,), skip=(4, 7), missing=(". .",), title="Spending"),
    ),
    "years below words stand in two rows of heads": (
        "港,隻,,\n,2021,2022,2023\n北,1,2,3\n南,4,5,6\n", Guess((1, 2)),
    ),
    "letters that could be signs for no number": (
        "flow,n\nX,5\nM,6\nX,7\n", Guess((1,)),
    ),
    "years of eras": ("年度,量\n平成30年度,5\n令和元年度,6\n", Guess((1,), dates=(0,))),
    "years as ISO 8601 has them": ("年,量\n2020,5\n2021,6\n", Guess((1,))),
    "nothing": ("", Guess()),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("id,island,year,value\np2019,佐渡,2019,1301\nq2019,隠岐,2019,500\n", (1,)),
        ("id,island,year,value\np2019,佐渡,2019,2050\nq2020,隠岐,2020,2051\n", (1,)),
        ("港,年,隻\n甲,2019,1942\n乙,2020,1951\n", (1,)),
        ("港,2019,2020\n甲,1942,1943\n乙,7,8\n", (1,)),
        ("旅客の数,,\n港,2019,2020\n甲,1942,1943\n乙,7,8\n", (2,)),
        ("国,輸出,輸入\n年,2019,2020\n甲,3,4\n乙,7,8\n", (1, 2)),
        (",旅客,旅客\n港,2019,2020\n甲,1942,4\n乙,7,8\n", (1, 2)),
    ],
)
def test_numbers_that_may_be_years_are_data_below_the_names_of_columns(text, header):
    assert guessed(Grid("a.csv", tuple(records_of("a.csv", text)[0]))).header == header


@pytest.mark.parametrize("name", LAID_OUT)
def test_how_a_table_is_laid_out(name):
    text, wanted = LAID_OUT[name]
    assert guessed(Grid("a.csv", tuple(records_of("a.csv", text)[0]))) == wanted


DAYS = {
    "日": True, "締切日": True, "月日": True, "日付": True, "date": True, "Date of issue": True, "Datum": True, "sent_date": True,
    "平日": False, "休日": False, "祝日": False, "毎日": False, "半日": False, "update": False, "日数": False, "人": False, "candidate": False,
}  # fmt: skip


@pytest.mark.parametrize("name", DAYS)
def test_numbers_in_a_column_of_days_are_days(name):
    assert is_column_of_day_numbers(name, ["45383", "45,384"]) is DAYS[name]
    assert not is_column_of_day_numbers(name, ["45383", "5"])
    assert not is_column_of_day_numbers(name, ["15383"])
    assert not is_column_of_day_numbers(name, ["75383"])
    assert not is_column_of_day_numbers(name, [])


NUMBERS = {
    "5": True, "1,204": True, "△3.5": True, "5%": True, "約5": True, "5p": True, "p5": True, "5 *": True, "5注1)": True, "※5": True,
    "…": True, "-": True, "": False, "五": False, "5隻": False, "abc5": False,
}  # fmt: skip


@pytest.mark.parametrize("cell", NUMBERS)
def test_what_counts_as_a_number_with_its_mark(cell):
    assert is_number(cell) is NUMBERS[cell]


def test_years_are_cut_below_the_first():
    read = read_column_of_dates(["平成30年", "31", "令和2年度", "　３", "", "x", "4", "2015", "16"])
    years = [day and day.year for day in read]
    assert years == [2018, 2019, 2020, 2021, None, None, 2022, 2015, 2016]


def test_a_first_sidecar_knows_semicolons_and_commas_before_decimal_places(write):
    root = write("de.csv", "Jahr;Anzahl;Anteil\n2019;1.234;12,5\n2020;12.345;13,0\n")
    assert run(root, "de", "--sidecar").exit_code == 0
    datasets, findings = load_datasets(root)
    assert findings == ()
    assert [tuple(row.values.values()) for row in datasets["de"].rows] == [
        ("2019", "1234", "12.5"),
        ("2020", "12345", "13.0"),
    ]


FIRST = {
    "of Eurostat": (
        "waste.tsv",
        (
            "unit,geo\\TIME_PERIOD\t2022\t2023\t2024\nKG,AT\t803 \t782 \t: \nKG,FR\t534 e\t527 e\t530 ep\n"
            "KG,BE\t690 \t688 \t699 \n"
        ),
        (
            "read:\n"
            '  # across: {"year": "value"}  # a row for each year, for lines, .latest and .growth\n'
            '  missing: [":"]\n'
            "  marks:\n"
            '    "e": {ja: "推計値", en: "estimated"}\n'
            '    "ep": {ja: "推計値、暫定値", en: "estimated, provisional"}\n'
        ),
    ),
    "a column for each year": (
        "bank.csv",
        "Country,2022,2023,2024\nJapan,5,6,7\nAruba,1,2,3\n",
        '# read: {across: {"year": "value"}}  # a row for each year, for lines, .latest and .growth\n',
    ),
    "a column without a name": (
        "a.csv",
        ",ships,boats\n2022,5,6\n2023,7,8\n",
        'read:\n  columns: ["year", "ships", "boats"]\n',
    ),
    "words without a name, and a narrow column between": (
        "a.csv",
        "Table 1,,,\n\n,,ships,boats\nnorth,,5,6\nsouth,,7,8\n",
        'read:\n  header: 3\n  columns: ["item", "ships", "boats"]\n',
    ),
    "a list within JSON": (
        "a.json",
        '{"about": [{"x": 1}], "rows": [{"port": "north"}, {"port": "south"}]}',
        'read:\n  list: "rows"  # or about\n',
    ),
    "the only list within JSON": ("a.json", '{"rows": [{"port": "north"}]}', ""),
}


@pytest.mark.parametrize("case", FIRST)
def test_a_first_sidecar_reads_its_file(write, case):
    name, content, wanted = FIRST[case]
    root = write(name, content)
    stem = name.partition(".")[0]
    assert run(root, stem, "--sidecar").exit_code == 0
    text = (root / "figures" / "data" / f"{stem}.meta.yaml").read_text(encoding="utf-8")
    assert text.partition("source:")[2].partition("\n")[2] == wanted
    datasets, findings = load_datasets(root)
    assert findings == ()
    assert datasets[stem].kind == "table"


def test_a_first_sidecar_of_a_database_names_a_table(write):
    root = write("a.sqlite", sqlite("CREATE TABLE calls (n)", "CREATE TABLE ports (n)"))
    assert run(root, "a", "--sidecar").exit_code == 0
    text = (root / "figures" / "data" / "a.meta.yaml").read_text(encoding="utf-8")
    assert 'table: "calls"  # or ports' in text


def test_a_first_sidecar_of_a_column_file_that_is_too_large_names_columns(write, monkeypatch):
    for module in ("workbooks", "column_files"):
        monkeypatch.setattr(f"hakusho.data.{module}.MOST_CELLS", 5)
    root = write("a.parquet", parquet_of({"id": ["a", "b"], "n": [1, 2], "m": [3, 4]}))
    assert run(root, "a", "--sidecar").exit_code == 0
    text = (root / "figures" / "data" / "a.meta.yaml").read_text(encoding="utf-8")
    assert 'columns: ["id", "n"]  # ["m"]' in text


def test_no_sidecar_is_written_for_a_file_that_is_not_read(write):
    root = write("a.xls", b"\xd0\xcf\x11\xe0")
    found = run(root, "a", "--sidecar")
    assert found.exit_code == 1
    assert "DAT025" in found.output
    assert not (root / "figures" / "data" / "a.meta.yaml").exists()


def test_pairs_of_numbers_are_no_decimal_commas():
    lands = 'name,place\nA,"33,65"\nB,"60.116667,19.9"\nC,"41,20"\nD,"28,3"\n'
    assert "decimal" not in first_sidecar("figures/data/t.csv", lands.encode())
    figures = 'name,share\nA,"33,65"\nB,"1.160,9"\nC,"41,2"\n'
    assert 'decimal: ","' in first_sidecar("figures/data/t.csv", figures.encode())


def test_keys_of_notes_are_no_signs_for_missing_numbers():
    lines = [f"land {at},{letter},{at}" for at, letter in enumerate("abcdefgh12345678923456789")]
    text = "name,note,n\n" + "\n".join(lines) + "\n"
    assert "missing" not in first_sidecar("figures/data/t.csv", text.encode())
