"""Alt text, description, table, data file and sources that are composed from a figure's rows."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.figures.companions import (
    ALT_LENGTH,
    compose_alt,
    compose_description,
    quantity,
    sources_of,
)
from hakusho.figures.data_tables import csv_of, table_of
from hakusho.figures.drawing import paragraphs
from hakusho.figures.figure import FigureTable
from hakusho.findings import Location

FORCES = """\
id,side,item_ja,item_en,year,value,low,high,status,unit,unit_en,source,locator,note
a,中国,核弾頭,Nuclear warheads,2021,400,,,estimate,発,warheads,mod2023,61頁,for us
b,中国,核弾頭,Nuclear warheads,2030,"1,000",,,projection,発,warheads,mod2023,61頁,
c,中国,核弾頭,Nuclear warheads,2035,,1500,2000,projection,発,warheads,dod2023,p. 67,
"""
QUAYS = "harbour,y2019,y2023,since\nPort Anselm,1290,1655,2008-09\nEasthithe,310,388,1999-10-02\n"


def _seen(text, sidecar="", name="x"):
    texts = {f"figures/data/{name}.csv": text}
    if sidecar:
        texts[f"figures/data/{name}.meta.yaml"] = sidecar
    datasets, findings = datasets_of(texts)
    assert not findings
    return list(datasets.values())


def _rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_facts_are_printed_as_prose_prints_them():
    table, data = table_of(_seen(FORCES), "ja")
    assert table == FigureTable(
        ("主体", "項目", "年", "値", "区分"),
        (
            ("中国", "核弾頭", "2021年", "400発", "推計"),
            ("中国", "核弾頭", "2030年", "1,000発", "見通し"),
            ("中国", "核弾頭", "2035年", "1,500～2,000発", "見通し"),
        ),
    )
    assert _rows(data) == [
        ["主体", "項目", "年", "値", "下限", "上限", "区分", "単位"],
        ["中国", "核弾頭", "2021", "400", "", "", "estimate", "発"],
        ["中国", "核弾頭", "2030", "1000", "", "", "projection", "発"],
        ["中国", "核弾頭", "2035", "", "1500", "2000", "projection", "発"],
    ]


def test_an_english_paper_gets_english_columns_and_units():
    table, data = table_of(_seen(FORCES), "en")
    assert table.columns == ("Side", "Item", "Year", "Value", "Status")
    assert table.rows[1] == ("中国", "Nuclear warheads", "2030", "1,000 warheads", "projection")
    assert _rows(data)[1][-1] == "warheads"


def test_other_columns_are_as_they_are_and_dates_as_the_language_has_them():
    table, data = table_of(_seen(QUAYS), "en")
    assert table.columns == ("harbour", "y2019", "y2023", "since")
    assert table.rows[0] == ("Port Anselm", "1290", "1655", "September 2008")
    assert _rows(data)[1] == ["Port Anselm", "1290", "1655", "2008-09"]


def test_a_sidecar_names_the_columns_and_their_headings():
    sidecar = "columns: {y2023: {ja: 令和5年, en: '2023'}, harbour: {ja: 港, en: Harbour}}\n"
    table, data = table_of(_seen(QUAYS, sidecar), "ja")
    assert (table.columns, table.rows[0]) == (("令和5年", "港"), ("1655", "Port Anselm"))
    assert _rows(data)[0] == ["令和5年", "港"]


def test_two_datasets_are_one_table_of_all_columns():
    seen = [*_seen("id,name,n\na,Vell,1\n"), *_seen("id,name,m\nb,Marrow,2\n", name="y")]
    table, _ = table_of(seen, "en")
    assert table.columns == ("Name", "n", "m")
    assert table.rows == (("Vell", "1", ""), ("Marrow", "", "2"))


def test_two_columns_of_one_heading_stay_two():
    table, data = table_of(_seen(QUAYS, "columns: {y2019: 隻, y2023: 隻}\n"), "ja")
    assert (table.columns, table.rows[0]) == (("隻", "隻"), ("1290", "1655"))
    assert _rows(data)[1] == ["1290", "1655"]


def test_columns_of_numbers_have_separators_in_print_and_none_in_the_file():
    table, data = table_of(_seen(QUAYS, "schema: {y2019: integer, y2023: text}\n"), "en")
    assert table.rows[0][1:3] == ("1,290", "1655")
    assert _rows(data)[1][1] == "1290"


def test_an_alt_text_says_what_several_numbers_count():
    table, _ = table_of(_seen("harbour,ships,cranes\nVell,1290,3\nEast,310,\n"), "en")
    assert compose_alt(table, (), "en") == "Figure. Vell: ships 1290, cranes 3; East 310."
    assert compose_alt(table, (), "ja") == "図。Vell：shipsは1290、cranesは3、East 310。"


PARTNERS = """\
unit: days
partners:
  - {id: a, name: Skerrow, crew: 6, ships: [Margaret, Anne], ready: true}
  - {id: b, name: Vell, crew: 2.5, ready: false, note: for us}
"""


def _yaml(text, sidecar=""):
    texts = {"figures/data/p.yaml": text}
    texts |= {"figures/data/p.meta.yaml": sidecar} if sidecar else {}
    return datasets_of(texts)


def test_a_list_of_a_yaml_file_is_a_table():
    datasets, _ = _yaml(PARTNERS)
    table, data = table_of(datasets.values(), "en")
    assert table.columns == ("Name", "crew", "ships", "ready")
    assert table.rows == (("Skerrow", "6", "Margaret; Anne", "yes"), ("Vell", "2.5", "", "no"))
    assert _rows(data)[1] == ["Skerrow", "6", "Margaret; Anne", "yes"]


def test_several_lists_are_told_apart():
    text = "pairs:\n  before: [{ja: 甲, en: A}]\n  after_all: [{ja: 乙, since: 1960}, 5]\n"
    table, _ = table_of(_yaml(text)[0].values(), "ja")
    assert table.columns == ("部分", "名称", "since")
    assert table.rows == (
        ("pairs – before", "甲", ""),
        ("pairs – after all", "乙", "1960"),
        ("pairs – after all", "5", ""),
    )


def test_a_sidecar_names_what_of_a_yaml_file_is_shown():
    datasets, findings = _yaml(PARTNERS, "columns: {crew: Days, name: Partner}\n")
    assert not findings
    table, _ = table_of(datasets.values(), "en")
    assert (table.columns, table.rows[0]) == (("Days", "Partner"), ("6", "Skerrow"))
    (finding,) = _yaml(PARTNERS, "columns: {crews: Days}\n")[1]
    assert (finding.rule.id, str(finding.location)) == ("DAT003", "figures/data/p.meta.yaml:1:11")
    assert finding.hint == "Did you mean 'crew'?"


YAML_SOURCES = [
    ("source: a\nlocator: 46頁\nx: [{n: 1}]\n", "", [("a", "46頁", "p.yaml:1:1")]),
    ("x: [{n: 1, source: a, locator: 7}, {n: 2, source: b}, {n: 3, source: b}]\n", "source: c\n",
     [("a", "7", "p.yaml:1:12"), ("b", "", "p.yaml:1:43")]),
    ("x: [{n: 1}]\n", "locator: p. 3\nsource: c\n", [("c", "p. 3", "p.meta.yaml:2:1")]),
    ("links: [{source: jc, target: acg}, {source: jc, to: acg}]\n", "", []),
    ("x: [{source: in words}]\ny: {source: 5}\n", "", []),
    ("- 5\n", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sidecar", "found"), YAML_SOURCES)
def test_sources_that_a_yaml_file_names(text, sidecar, found):
    datasets, findings = _yaml(text, sidecar)
    assert not findings
    sources, places = sources_of(datasets.values())
    told = [str(place).removeprefix("figures/data/") for place in places]
    assert [(*pair, place) for pair, place in zip(sources, told, strict=True)] == found


def test_rows_without_a_source_have_that_of_the_sidecar():
    seen = _seen("name,source,locator\nx,a,1頁\ny,,\n", "source: b\nlocator: 2頁\n")
    sources, places = sources_of(seen)
    assert sources == (("a", "1頁"), ("b", "2頁"))
    assert str(places[1]) == "figures/data/x.meta.yaml:1:1"


def test_a_column_of_words_may_be_called_source():
    text = "id,source,value\na,Coal,5\nb,Wind,6\n"
    seen = _seen(text, "source: b\nschema: {source: text}\n")
    assert sources_of(seen) == ((("b", ""),), (Location("figures/data/x.meta.yaml", 1, 1),))
    assert [row[0] for row in table_of(seen, "en")[0].rows] == ["Coal", "Wind"]
    (dataset,) = seen
    assert [fact.source for fact in facts_of({"x": dataset})[0].values()] == ["b", "b"]
    for schema in ("{source: {required: true}}", "{source: {choices: [Coal, Wind]}}"):
        assert sources_of(_seen(text, f"schema: {schema}\n"))[0] == (("Coal", ""), ("Wind", ""))


def test_numbers_of_axes_are_no_words():
    texts = ("0", "1,000", "−5", "50%", "10 km", "Ships", "Ships", "2019", "1e5")
    assert compose_description(None, texts, "en") == "Words in the figure: 10 km; Ships."
    assert compose_alt(None, texts, "ja") == "図。図中の語：10 km、Ships。"
    assert compose_description(None, ("0", "1"), "ja") == compose_alt(None, ("0",), "ja") == ""


def test_without_rows_or_columns_for_readers_there_is_no_table():
    assert table_of(_seen("id,note\na,b\n"), "ja") == (None, b"")
    assert table_of(_seen("name,n\n"), "ja") == (None, b"")
    yaml = datasets_of({"figures/data/p.yaml": "a: 1\n"})[0]["p"]
    assert table_of([yaml], "ja") == (None, b"")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@x", "'@x"),
        ("-5", "-5"),
        ("+3.5%", "+3.5%"),
        ("-", "-"),
        ("−1,200", "-1200"),
        ("1,000", "1000"),
        ("1,000発", "1,000発"),
        ("−1,200 km", "−1,200 km"),
        ('say "x", y', 'say "x", y'),
    ],
)
def test_a_data_file_runs_no_formula_and_holds_numbers_as_digits(cell, written):
    data = csv_of(FigureTable(("a", "=b"), ((cell, ""),)))
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert _rows(data) == [["a", "'=b"], [written, ""]]


@given(st.lists(st.lists(st.text(max_size=9), min_size=2, max_size=2), min_size=1, max_size=4))
def test_any_table_is_a_data_file_that_no_spreadsheet_runs(rows):
    data = csv_of(FigureTable(("a", "b"), tuple(tuple(row) for row in rows)))
    for row in _rows(data):
        for cell in row:
            assert cell[:1] not in set("=@\t\r"), cell


ALTS = [
    (
        "ja",
        FORCES,
        "図。中国 核弾頭：2021年 400発 推計、2030年 1,000発 見通し、2035年 1,500～2,000発 見通し。",
    ),
    (
        "en",
        FORCES,
        (
            "Figure. 中国 Nuclear warheads: 2021 400 warheads estimate; 2030 1,000 warheads "
            "projection; 2035 1,500–2,000 warheads projection."
        ),
    ),
    ("en", "name,n\nSkerrow,3\n", "Figure. Skerrow 3."),
]


@pytest.mark.parametrize(("language", "text", "alt"), ALTS)
def test_alt_text_from_rows(language, text, alt):
    table, _ = table_of(_seen(text), language)
    assert compose_alt(table, ("ignored",), language) == alt


def test_alt_text_from_labels_and_from_nothing():
    assert (
        compose_alt(None, ("協議", "協議", "計画\n策定"), "ja") == "図。図中の語：協議、計画 策定。"
    )
    assert compose_alt(None, (), "ja") == ""
    assert compose_alt(None, ("a", "b"), "en") == "Figure. Words in the figure: a; b."


def test_a_long_alt_text_says_how_much_more_there_is():
    table = FigureTable(("a", "b"), tuple((f"出来事{n}", f"{n}年") for n in range(1900, 1955)))
    alt = compose_alt(table, (), "ja")
    assert len(alt) <= ALT_LENGTH
    assert alt.startswith("図。出来事1900 1900年、")
    assert alt.endswith("件。")
    assert "、ほか" in alt


@given(st.lists(st.text(min_size=1, max_size=300), max_size=30), st.sampled_from(["ja", "en"]))
def test_no_alt_text_is_too_long(labels, language):
    assert len(compose_alt(None, labels, language)) <= ALT_LENGTH
    rows = tuple((label, str(at)) for at, label in enumerate(labels))
    table = FigureTable(("a", "b"), rows) if rows else None
    assert len(compose_alt(table, labels, language)) <= ALT_LENGTH
    assert isinstance(compose_description(table, labels, language), str)


def test_a_description_tells_columns_rows_and_extremes():
    table, _ = table_of(_seen(QUAYS, "columns: {harbour: 港, y2019: 寄港数}\n"), "ja")
    assert compose_description(table, (), "ja").split("\n\n") == [
        "2行の表をもとにした図で、列は港、寄港数である。",
        "Port Anselm：寄港数は1290。Easthithe：寄港数は310。",
        "寄港数は、Port Anselmの1290が最も大きく、Easthitheの310が最も小さい。",
    ]
    table, _ = table_of(_seen(FORCES), "en")
    first, rows = compose_description(table, (), "en").split("\n\n")
    assert first == (
        "The figure rests on a table (rows: 3; columns: Side, Item, Year, Value, Status). "
        "Side is 中国 throughout. Item is Nuclear warheads throughout."
    )
    assert rows.startswith("2021: 400 warheads, estimate. 2030: 1,000 warheads, projection. ")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("400発", "20発"), True),
        (("400発", "20 km"), False),  # of two units
        (("45～50発", "20発"), False),  # a range has no size
        (("2021", "2030"), False),  # years
        (("2021年", "2030年"), False),
        (("2024-04-01", "2024-05-01"), False),
        (("5", "5"), False),
        (("−3%", "4%"), True),
        (("€1.5", "€2"), True),
        (("", "4"), False),
    ],
)
def test_extremes_are_those_of_numbers_of_one_unit(cells, said):
    table = FigureTable(("名", "値"), tuple(zip("甲乙", cells, strict=True)))
    assert ("最も大きく" in compose_description(table, (), "ja")) is said


def test_ties_are_all_named_or_none():
    table = FigureTable(("名", "値"), (("甲", "0発"), ("乙", "0発"), ("丙", "5発")))
    assert "甲と乙の0発が最も小さい" in compose_description(table, (), "ja")
    many = FigureTable(("名", "値"), (*((str(n) + "番", "0") for n in range(9)), ("丙", "5")))
    assert "最も" not in compose_description(many, (), "ja")


def test_a_description_without_data_is_its_labels_or_nothing():
    assert compose_description(None, ("甲", "乙"), "ja") == "図中の語：甲、乙。"
    assert compose_description(None, (), "en") == ""


@pytest.mark.parametrize(
    "cell", ["45～50発", "約", "", "a1b2", "1978年11月27日", "1-2", "May 2006"]
)
def test_what_is_no_quantity(cell):
    assert quantity(cell) is None


def test_sources_are_those_of_the_rows_each_once():
    sources, places = sources_of(_seen(FORCES))
    assert sources == (("mod2023", "61頁"), ("dod2023", "p. 67"))
    assert [str(place) for place in places] == [
        "figures/data/x.csv:2:58",
        "figures/data/x.csv:4:65",
    ]
    assert sources_of(_seen(QUAYS)) == ((), ())
    broken = "id,source\na,two keys\nb,\nc,good2020\n"
    assert sources_of(_seen(broken))[0] == (("good2020", ""),)


def test_a_sidecars_source_stands_for_rows_without_one():
    sidecar = "source: kito2024\nlocator: 12頁\n"
    sources, (place,) = sources_of(_seen(QUAYS, sidecar))
    assert (sources, place.path) == ((("kito2024", "12頁"),), "figures/data/x.meta.yaml")
    assert sources_of(_seen(FORCES, sidecar))[0][0] == ("mod2023", "61頁")


def test_paragraphs_of_an_author_are_joined_as_their_script_has_it():
    text = """
        調整の経路は
        二つある。

        One path
        is political.
    """
    assert paragraphs(text) == "調整の経路は二つある。\n\nOne path is political."


def test_what_the_module_writes_comes_first(write, draw):
    write("figures/data/fleet.csv", "name,n\nSkerrow,3\nVell,5\n")
    source = """
from hakusho.data import table as ours
from hakusho.figures import FigureTable
from matplotlib.figure import Figure
DATA = ("fleet",)
def draw(context):
    return Figure(figsize=(2, 1))
"""
    extra = """
def alt(context): return "Ships"
DESCRIPTION = {"en": "Long.", "ja": "長い。"}
def table(context): return FigureTable(["Navy", "Ships"], [["Skerrow", 3], ["Vell", None]])
"""
    write("figures/composed.py", source)
    write("figures/written.py", source + extra)
    for _ in range(2):  # drawn, and from the cache
        figures, findings = draw("composed", "written")
        assert not findings
        composed, written = figures["composed"], figures["written"]
        assert (composed.alt, composed.alt_composed) == ("Figure. Skerrow 3; Vell 5.", True)
        assert composed.table == FigureTable(("Name", "n"), (("Skerrow", "3"), ("Vell", "5")))
        assert "largest for Vell" in composed.description
        assert (written.alt, written.alt_composed) == ("Ships", False)
        assert written.description == "Long."
        assert written.table == FigureTable(("Navy", "Ships"), (("Skerrow", "3"), ("Vell", "")))
        assert _rows(written.csv) == [["Navy", "Ships"], ["Skerrow", "3"], ["Vell", ""]]


def test_headings_in_a_sidecar_come_without_drawing(write, draw):
    write("figures/data/fleet.csv", "name,n\nSkerrow,3\n")
    write(
        "figures/x.py",
        "from matplotlib.figure import Figure\nDATA = ('fleet',)\nALT = 'x'\n"
        "def draw(context):\n    assert context.data['fleet'].sidecar is None\n"
        "    return Figure(figsize=(2, 1))\n",
    )
    assert draw("x")[0]["x"].table.columns == ("Name", "n")
    write("figures/data/fleet.meta.yaml", "columns: {name: Navy, n: Ships}\n")
    figure = draw("x")[0]["x"]
    assert (figure.cached, figure.table.columns) == (True, ("Navy", "Ships"))


@pytest.mark.parametrize(("rows", "more"), [(40, ""), (41, "1"), (43, "3")])
def test_a_description_tells_forty_rows_and_how_many_more_there_are(rows, more):
    table = FigureTable(("港", "隻"), tuple((f"港{at}", str(at)) for at in range(1, rows + 1)))
    _, told, *_ = compose_description(table, (), "en").split("\n\n")
    assert "港40" in told
    assert "港41" not in told
    assert "".join(re.findall(r"and (\d+) more", told)) == more
