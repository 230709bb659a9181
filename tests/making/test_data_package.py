"""``build/data``: what a report shows, as a Data Package, held against what that must be."""

import csv
import json
import zipfile

import openpyxl
import pikepdf
import pytest

from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper
from validators import verapdf
from validators.data_package import descriptor, hold

CHAPTER = """\
# 序 {#sec-a}

灯火は{{ fact("lamps") }}、@tbl-ports と@tbl-typed に示す。

{{ table("ports") }}

| 品目 | 量（トン） |
|:----|----:|
| =SUM(A1) | 1,200.50 |
| 石炭 | … |

: 積荷（単位：トン） {#tbl-typed}

![入港](bars){#fig-bars}

::: {.only brief="m"}
大臣だけが読む{{ fact("secret") }}の話である。

| 秘 | 値 |
|---|---|
| 甲乙丙丁戊己庚辛 | 3 |

: 大臣だけの表 {#tbl-secret}
:::
"""
PORTS = "port,out,in\n北浜,△1200,3\n東島,40,\n"
FACTS = "id,value,unit,source,locator,label\nlamps,1200,基,kuni,3頁,灯火\nsecret,9,隻,kuni,,艦\n"
FIGURE = """\
from matplotlib.figure import Figure

DATA = ("ports",)


def draw(context):
    figure = Figure(figsize=(context.width_mm / 25.4, 2))
    figure.add_subplot().barh(["北浜", "東島"], [1, 2])
    return figure


def alt(context):
    return "二つの港の輸出を示す棒グラフ。"
"""
REPORT = """\
slug: trial
title: 港の統計
abstract: 三つの表。
authors: [{name: 試作班}]
date: 2026-04-01
editions: [html, pdf]
bibliography: [bib/a.bib]
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
"""
BIB = "@book{kuni, author = {国土, 太郎}, yomi = {こくど, たろう}, title = {灯}, publisher = {社}, date = {2020}, doi = {10.5555/a}}"
FILES = {
    "report/chapters/01.md": CHAPTER,
    "report/briefs/m.md": "---\ntitle: 大臣\neditions: [html]\n---\n\n文。\n",
    "figures/data/ports.csv": PORTS,
    "figures/data/ports.meta.yaml": (
        "caption: 港別\nsource: kuni\ncolumns: {port: 港, out: 輸出, in: 輸入}\n"
        "groups: [{head: 貿易, columns: [out, in]}]\n"
    ),
    "figures/data/facts.csv": FACTS,
    "bib/a.bib": BIB,
}


def _build(root, editions=()):
    request = Request(editions, briefs=())
    result = build_paper(root, request, force=True, progress=lambda _step: None)
    assert result.outputs, [f"{each.location} {each.message}" for each in result.findings]
    return result


CALM = {**FILES, "report/chapters/01.md": CHAPTER.replace("![入港](bars){#fig-bars}\n", "")}
"""A paper without figures."""


@pytest.fixture
def paper(make_paper):
    return make_paper(CALM, report=REPORT)


@pytest.fixture(scope="module")
def made(write_paper, tmp_path_factory):
    """The same as it was built; nobody changes it."""
    root = write_paper(tmp_path_factory.mktemp("made") / "paper", CALM, report=REPORT)
    _build(root)
    return root


def _rows(root, name):
    text = (root / f"build/data/{name}.csv").read_text(encoding="utf-8")
    return [*csv.reader(text.splitlines())]


def test_a_package_is_what_the_specification_demands(made):
    hold(made)


def test_it_says_whose_it_is_and_where_from(made):
    told = descriptor(made)
    assert (told["name"], told["title"], told["created"]) == (
        "trial", "港の統計", "2026-04-01T00:00:00Z",
    )  # fmt: skip
    assert told["licenses"] == [
        {"path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
    ]
    assert told["sources"] == [{"title": "灯 (2020)", "path": "https://doi.org/10.5555/a"}]
    assert [each["name"] for each in told["resources"]] == ["table-ports", "table-typed", "facts"]


def test_a_table_has_numbers_as_programs_read_them(made):
    assert _rows(made, "table-ports") == [
        ["港", "貿易 輸出", "貿易 輸入"], ["北浜", "-1200", "3"], ["東島", "40", ""],
    ]  # fmt: skip
    assert _rows(made, "table-typed") == [
        ["品目", "量（トン）"], ["'=SUM(A1)", "1200.50"], ["石炭", "…"],
    ]  # fmt: skip
    ports, typed, _ = descriptor(made)["resources"]
    assert [each["type"] for each in ports["schema"]["fields"]] == ["string", "integer", "integer"]
    assert typed["title"] == "表2 積荷（単位：トン）"
    assert typed["schema"]["fields"][1] == {"name": "量（トン）", "type": "number", "unit": "トン"}
    assert typed["schema"]["missingValues"] == ["", "…"]


def test_a_figure_has_the_data_that_it_rests_on(make_paper):
    root = make_paper({**FILES, "figures/bars.py": FIGURE}, report=REPORT)
    _build(root)
    assert _rows(root, "figure-bars") == [
        ["港", "輸出", "輸入"], ["北浜", "-1200", "3"], ["東島", "40", ""],
    ]  # fmt: skip
    told = next(each for each in descriptor(root)["resources"] if each["name"] == "figure-bars")
    assert told["title"] == "図1 入港"
    assert told["sources"] == [{"title": "灯 (2020)", "path": "https://doi.org/10.5555/a"}]


def test_facts_are_those_that_readers_get(made):
    head, *rows = _rows(made, "facts")
    assert [dict(zip(head, row, strict=True)) for row in rows] == [
        {
            "id": "lamps", "label": "灯火", "value": "1200", "low": "", "high": "", "qualifier": "",
            "unit": "基", "status": "", "date": "", "as_of": "", "source": "kuni",
            "locator": "3頁", "text": "1,200基",
        }
    ]  # fmt: skip


def test_what_is_withheld_is_in_no_file(made):
    for file in (made / "build/data").iterdir():
        data = file.read_bytes()
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as book:
                data = b"".join(book.read(part) for part in book.namelist())
        assert "甲乙丙丁".encode() not in data, file.name
        assert b"secret" not in data, file.name


def test_a_workbook_holds_numbers_and_no_formula(made):
    book = openpyxl.load_workbook(made / "build/data/table-typed.xlsx")
    cells = [[(cell.value, cell.data_type) for cell in row] for row in book.active.iter_rows()]
    assert cells == [
        [("品目", "s"), ("量（トン）", "s")],
        [("=SUM(A1)", "s"), (1200.5, "n")],
        [("石炭", "s"), ("…", "s")],
    ]


def test_the_same_sources_make_the_same_bytes(made, paper):
    first = {each.name: each.read_bytes() for each in (made / "build/data").iterdir()}
    _build(paper)
    assert {each.name: each.read_bytes() for each in (paper / "build/data").iterdir()} == first


def test_each_file_has_its_description_on_the_web(made):
    text = (made / "build/data/table-ports.csv-metadata.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "ja"}]
    assert told["url"] == "table-ports.csv"
    assert [each["datatype"] for each in told["tableSchema"]["columns"]] == [
        "string", "integer", "integer",
    ]  # fmt: skip
    assert [each["titles"] for each in told["tableSchema"]["columns"]] == _rows(
        made, "table-ports"
    )[0]


def test_the_editions_lead_to_it(made):
    html = (made / "build/trial.html").read_text(encoding="utf-8")
    assert '<a href="data/datapackage.json"' in html
    assert b"(data/datapackage.json)" in (made / "build/trial.pdf").read_bytes()


ASKED = REPORT + "pdf: {attach: data}\n"


@pytest.fixture(scope="module")
def attached(write_paper, tmp_path_factory):
    """The same with its data in the PDF; nobody changes it."""
    root = write_paper(tmp_path_factory.mktemp("attached") / "paper", CALM, report=ASKED)
    _build(root)
    return root


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_pdf_with_its_data_is_still_for_all_readers_and_archives(attached, profile):
    assert verapdf.failures(attached / "build/trial.pdf", profile) == []


ONCE = """
#for each in json("attachments.json") {
  pdf.attach(each.path, relationship: "data", mime-type: each.kind, description: each.description)
}"""
"""What the shipped template once had, and copies of it still have."""


@pytest.mark.parametrize("part", ["", ONCE])
def test_a_pdf_holds_the_same_files_whatever_template_it_has(make_paper, part):
    text = f'#import "report.typ": report\n#show: report{part}\n#include "body.typ"\n'
    root = make_paper({**CALM, "templates/typst/main.typ": text}, report=ASKED)
    _build(root)
    _holds_its_data(root)


def test_a_pdf_holds_the_same_files(attached):
    _holds_its_data(attached)


def _holds_its_data(attached):
    with pikepdf.open(attached / "build/trial.pdf") as pdf:
        held = {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()}
    there = {each.name: each.read_bytes() for each in (attached / "build/data").iterdir()}
    assert {name.rpartition("/")[2]: data for name, data in held.items()} == there


def test_a_pdf_holds_none_unless_that_is_asked_for(made):
    with pikepdf.open(made / "build/trial.pdf") as pdf:
        assert not [*pdf.attachments]
    assert verapdf.failures(made / "build/trial.pdf", "2a") == []


def test_a_table_that_is_gone_takes_its_files_away(paper):
    _build(paper)
    chapter = paper / "report/chapters/01.md"
    text = chapter.read_text(encoding="utf-8").replace('{{ table("ports") }}', "@kuni 。")
    chapter.write_text(text.replace("@tbl-ports と", ""), encoding="utf-8")
    _build(paper)
    names = sorted(each.name for each in (paper / "build/data").iterdir())
    assert names == [
        "datapackage.json", "facts.csv", "facts.csv-metadata.json", "facts.xlsx",
        "table-typed.csv", "table-typed.csv-metadata.json", "table-typed.xlsx",
    ]  # fmt: skip


def test_a_report_without_data_has_no_package_and_no_link(make_paper):
    root = make_paper(
        report="slug: t\ntitle: 題\nauthors: [{name: 班}]\ndate: 2026-04-01\neditions: [html]\n"
    )
    _build(root)
    assert not (root / "build/data").exists()
    assert "datapackage" not in (root / "build/t.html").read_text(encoding="utf-8")
