"""``build/data``: what a report shows, as a Data Package, held against what that must be."""

import csv
import json
import zipfile
from hashlib import sha256

import jsonschema
import openpyxl
import pikepdf
import pytest

from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper
from validators import verapdf

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


@pytest.fixture
def paper(make_paper):
    chapter = CHAPTER.replace("![入港](bars){#fig-bars}\n", "")
    return make_paper({**FILES, "report/chapters/01.md": chapter}, report=REPORT)


def _rows(root, name):
    text = (root / f"build/data/{name}.csv").read_text(encoding="utf-8")
    return [*csv.reader(text.splitlines())]


def _descriptor(root):
    return json.loads((root / "build/data/datapackage.json").read_text(encoding="utf-8"))


_SOURCES = {
    "type": "array", "minItems": 1,
    "items": {"required": ["title"], "properties": {"path": {"pattern": "^https?://"}}},
}  # fmt: skip
_RESOURCE = {
    "required": ["name", "path", "schema", "profile"],
    "properties": {
        "name": {"pattern": "^[a-z0-9._-]+$"},
        "path": {"pattern": r"^(?!/|\.\.)[^\\]+$"},
        "profile": {"const": "tabular-data-resource"},
        "encoding": {"const": "utf-8"},
        "hash": {"pattern": "^sha256:[0-9a-f]{64}$"},
        "sources": _SOURCES,
        "schema": {
            "required": ["fields"],
            "properties": {
                "fields": {
                    "type": "array", "minItems": 1,
                    "items": {
                        "required": ["name", "type"],
                        "properties": {"type": {"enum": ["string", "number", "integer"]}},
                    },
                },
                "missingValues": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
}  # fmt: skip
PROFILE = {
    "required": ["profile", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": {"pattern": "^[a-z0-9._-]+$"},
        "licenses": {
            "type": "array",
            "items": {"anyOf": [{"required": ["name"]}, {"required": ["path"]}]},
        },
        "created": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "contributors": {"items": {"required": ["title"]}},
        "sources": _SOURCES,
        "resources": {"type": "array", "minItems": 1, "items": _RESOURCE},
    },
}
"""What a tabular data package must be (Data Package, Tabular Data Resource, Table Schema, version 1)."""
_READ = {"integer": int, "number": float, "string": str}


def _hold(root):
    """Hold a package against its profile, and each file against what is said of it."""
    told = _descriptor(root)
    jsonschema.validate(told, PROFILE)
    names = [each["name"] for each in told["resources"]]
    assert len({*names}) == len(names)
    for each in told["resources"]:
        data = (root / "build/data" / each["path"]).read_bytes()
        assert (len(data), f"sha256:{sha256(data).hexdigest()}") == (each["bytes"], each["hash"])
        head, *rows = csv.reader(data.decode("utf-8").splitlines(keepends=True))
        fields = each["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert len({*head}) == len(head)
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                assert (
                    cell in each["schema"]["missingValues"]
                    or _READ[field["type"]](cell) is not None
                )


def test_a_package_is_what_the_specification_demands(paper):
    _build(paper)
    _hold(paper)


@pytest.mark.parametrize("name", ["harbour", "statistics", "ordinance", "constructs", "world"])
def test_so_are_those_of_other_papers(copy_of, tmp_path, name):
    root = tmp_path / name
    copy_of(name, root)
    _build(root, ("html",))
    _hold(root)


def test_it_says_whose_it_is_and_where_from(paper):
    _build(paper)
    told = _descriptor(paper)
    assert (told["name"], told["title"], told["created"]) == (
        "trial", "港の統計", "2026-04-01T00:00:00Z",
    )  # fmt: skip
    assert told["licenses"] == [
        {"path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
    ]
    assert told["sources"] == [{"title": "灯 (2020)", "path": "https://doi.org/10.5555/a"}]
    assert [each["name"] for each in told["resources"]] == ["table-ports", "table-typed", "facts"]


def test_a_table_has_numbers_as_programs_read_them(paper):
    _build(paper)
    assert _rows(paper, "table-ports") == [
        ["港", "貿易 輸出", "貿易 輸入"], ["北浜", "-1200", "3"], ["東島", "40", ""],
    ]  # fmt: skip
    assert _rows(paper, "table-typed") == [
        ["品目", "量（トン）"], ["'=SUM(A1)", "1200.50"], ["石炭", "…"],
    ]  # fmt: skip
    ports, typed, _ = _descriptor(paper)["resources"]
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
    told = next(each for each in _descriptor(root)["resources"] if each["name"] == "figure-bars")
    assert told["title"] == "図1 入港"
    assert told["sources"] == [{"title": "灯 (2020)", "path": "https://doi.org/10.5555/a"}]


def test_facts_are_those_that_readers_get(paper):
    _build(paper)
    head, *rows = _rows(paper, "facts")
    assert [dict(zip(head, row, strict=True)) for row in rows] == [
        {
            "id": "lamps", "label": "灯火", "value": "1200", "low": "", "high": "", "qualifier": "",
            "unit": "基", "status": "", "date": "", "as_of": "", "source": "kuni",
            "locator": "3頁", "text": "1,200基",
        }
    ]  # fmt: skip


def test_what_is_withheld_is_in_no_file(paper):
    _build(paper)
    for file in (paper / "build/data").iterdir():
        data = file.read_bytes()
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as book:
                data = b"".join(book.read(part) for part in book.namelist())
        assert "甲乙丙丁".encode() not in data, file.name
        assert b"secret" not in data, file.name


def test_a_workbook_holds_numbers_and_no_formula(paper):
    _build(paper)
    book = openpyxl.load_workbook(paper / "build/data/table-typed.xlsx")
    cells = [[(cell.value, cell.data_type) for cell in row] for row in book.active.iter_rows()]
    assert cells == [
        [("品目", "s"), ("量（トン）", "s")],
        [("=SUM(A1)", "s"), (1200.5, "n")],
        [("石炭", "s"), ("…", "s")],
    ]


def test_the_same_sources_make_the_same_bytes(paper):
    _build(paper)
    first = {each.name: each.read_bytes() for each in (paper / "build/data").iterdir()}
    _build(paper)
    assert {each.name: each.read_bytes() for each in (paper / "build/data").iterdir()} == first


def test_each_file_has_its_description_on_the_web(paper):
    _build(paper)
    text = (paper / "build/data/table-ports.csv-metadata.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "ja"}]
    assert told["url"] == "table-ports.csv"
    assert [each["datatype"] for each in told["tableSchema"]["columns"]] == [
        "string", "integer", "integer",
    ]  # fmt: skip
    assert [each["titles"] for each in told["tableSchema"]["columns"]] == _rows(
        paper, "table-ports"
    )[0]


def test_the_editions_lead_to_it(paper):
    _build(paper)
    html = (paper / "build/trial.html").read_text(encoding="utf-8")
    assert '<a href="data/datapackage.json"' in html
    assert b"(data/datapackage.json)" in (paper / "build/trial.pdf").read_bytes()


@pytest.fixture
def asked(paper):
    file = paper / "report/report.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}pdf: {{attach: data}}\n", encoding="utf-8")
    return paper


@pytest.fixture
def attached(asked):
    _build(asked)
    return asked


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_pdf_with_its_data_is_still_for_all_readers_and_archives(attached, profile):
    assert verapdf.failures(attached / "build/trial.pdf", profile) == []


ONCE = """
#for each in json("attachments.json") {
  pdf.attach(each.path, relationship: "data", mime-type: each.kind, description: each.description)
}"""
"""What the shipped template once had, and copies of it still have."""


@pytest.mark.parametrize("part", ["", ONCE])
def test_a_pdf_holds_the_same_files_whatever_template_it_has(asked, part):
    own = asked / "templates/typst/main.typ"
    own.parent.mkdir(parents=True)
    text = f'#import "report.typ": report\n#show: report{part}\n#include "body.typ"\n'
    own.write_text(text, encoding="utf-8")
    _build(asked)
    _holds_its_data(asked)


def test_a_pdf_holds_the_same_files(attached):
    _holds_its_data(attached)


def _holds_its_data(attached):
    with pikepdf.open(attached / "build/trial.pdf") as pdf:
        held = {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()}
    there = {each.name: each.read_bytes() for each in (attached / "build/data").iterdir()}
    assert {name.rpartition("/")[2]: data for name, data in held.items()} == there


def test_a_pdf_holds_none_unless_that_is_asked_for(paper):
    _build(paper)
    with pikepdf.open(paper / "build/trial.pdf") as pdf:
        assert not [*pdf.attachments]
    assert verapdf.failures(paper / "build/trial.pdf", "2a") == []


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
