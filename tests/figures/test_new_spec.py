"""A figure that ``hakusho figures --new`` begins: what is asked, and that it builds."""

from __future__ import annotations

import pytest
import yaml
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.data.datasets import datasets_of
from hakusho.figures.specs.new_spec import ASKED, first_text, guesses, unit_of

LONG = "id,side,item_ja,item_en,year,value,unit\na,vell,船,Ships,2020,3,隻\nb,vell,船,Ships,2025,…,隻\nc,isles,船,Ships,2020,5,隻\n"
WIDE = 'harbour,y2019,y2023\nPort Anselm,"1,290",1655\nSt Brannoc,540,601\n'
EVENTS = "id,date,label,kind\na,1901-05,First cable,works\nb,2008-09-12,Agreement,law\n"
SETTINGS = (
    "slug: trial\ntitle: 試し\nauthors: [{name: 班}]\ndate: 2026-04-01\nbibliography: [bib/r.bib]\n"
)


@pytest.fixture
def paper(write, tmp_path):
    write("report/report.yaml", SETTINGS)
    write("bib/r.bib", "")
    for name, text in (("long", LONG), ("wide", WIDE), ("events", EVENTS)):
        write(f"figures/data/{name}.csv", text)
    return tmp_path


YEARS = "year,ships,calls\n2020,3,40\n2021,5,60\n"
NAMED = "name,date,harbour,value\n甲,2020-01,北,3\n乙,2020-04,南,4\n"
PORTS = "kind,size,port,calls,lat,lon\nport,big,Kobe,9,34.7,135.2\nport,big,Oita,4,33.2,131.6\nport,small,Ube,2,33.9,131.2\n"
REMARKED = "year,port,calls,remark\n2020,Kobe,9,a\n2021,Kobe,4,b\n2020,Ube,2,c\n"
WORDS = "harbour,owner\n北,市\n南,県\n"


@pytest.mark.parametrize(
    ("text", "kind", "answers"),
    [
        (LONG, "line", ("year", "value", "side", "隻")),
        (PORTS, "columns", ("port", "calls", "size", "")),
        (PORTS, "line", ("port", "calls", "size", "")),
        (REMARKED, "line", ("year", "calls", "port", "")),
        (LONG, "columns", ("item", "value", "side", "隻")),
        (LONG, "balance", ("item", "value", "side", "隻")),
        (LONG, "timeline", ("year", "item")),
        (WIDE, "line", ("harbour", "y2019,y2023", "", "")),
        (WIDE, "columns", ("harbour", "y2019,y2023", "", "")),
        (EVENTS, "timeline", ("date", "label")),
        (EVENTS, "line", ("date", "", "label", "")),
        (EVENTS, "shares", ("label", "", "kind", "")),
        (YEARS, "line", ("year", "ships,calls", "", "")),
        (YEARS, "slope", ("year", "ships,calls", "", "")),
        (NAMED, "line", ("date", "value", "name", "")),
        (NAMED, "columns", ("name", "value", "harbour", "")),
        (WORDS, "line", ("harbour", "", "owner", "")),
        (WORDS, "timeline", ("harbour", "harbour")),
    ],
)
def test_guesses_come_from_the_columns(text, kind, answers):
    dataset = datasets_of({"figures/data/a.csv": text})[0]["a"]
    assert guesses(kind, dataset) == dict(zip(ASKED[kind], answers, strict=True))


def _run(paper, *arguments, said=""):
    return CliRunner().invoke(main, ["figures", "--project", str(paper), *arguments], input=said)


@pytest.mark.parametrize(
    ("kind", "dataset"),
    [
        ("line", "long"),
        ("columns", "wide"),
        ("shares", "wide"),
        ("slope", "wide"),
        ("balance", "wide"),
        ("timeline", "events"),
    ],
)
def test_what_is_asked_and_answered_by_return_alone_builds_without_a_finding(paper, kind, dataset):
    found = _run(paper, "--new", "first", "--kind", kind, "--dataset", dataset, said="\n" * 8)
    assert found.exit_code == 0, found.output
    assert "FIG" not in found.output
    assert "DAT" not in found.output
    assert (paper / "build/figures/first.svg").is_file()
    assert set(ASKED) >= {kind}


def test_every_answer_can_be_an_option_and_nothing_is_replaced(paper):
    given = ("--kind", "line", "--dataset", "long", "--x", "year", "--value", "value")
    given += ("--series", "side", "--unit", "ships", "--source", "")
    assert _run(paper, "--new", "fleet", *given).exit_code == 0
    text = (paper / "figures/fleet.yaml").read_text(encoding="utf-8")
    assert text == "kind: line\ndataset: long\nx: year\nseries: side\nunit: ships\nsource: ''\n"
    again = _run(paper, "--new", "fleet", *given)
    assert again.exit_code == 2
    assert "there is a figure 'fleet' already" in again.output
    wrong = _run(paper, "--new", "other", "--kind", "pie")
    assert "'pie' is none of: line" in wrong.output


@pytest.mark.parametrize(
    ("answers", "source", "said"),
    [
        ({"x": "year", "value": "value", "series": "", "unit": "隻"}, None, {"x": "year"}),
        ({"label": "", "value": " a, b ,", "unit": "t"}, "", {"values": {"a": "a", "b": "b"}, "unit": "t", "source": ""}),
        ({"value": "n", "unit": ""}, "k2020", {"value": "n", "unit": "", "source": "k2020"}),
        ({"value": "", "series": "side"}, None, {"series": "side"}),
    ],
)  # fmt: skip
def test_a_figure_says_what_was_answered_and_is_not_understood_without(answers, source, said):
    dataset = datasets_of({"figures/data/a.csv": LONG})[0]["a"]
    text = first_text("columns", dataset, answers, source)
    assert yaml.safe_load(text) == {"kind": "columns", "dataset": "a", **said}
    assert [*yaml.safe_load(text)][:2] == ["kind", "dataset"]


def test_the_unit_that_data_say():
    said = {"": "", "unit: {ja: 隻, en: ships}\n": "隻", "unit: {en: ships}\n": "ships"}
    for sidecar, unit in said.items():
        files = {
            "figures/data/a.csv": "name,n\nx,1\n",
            "figures/data/a.meta.yaml": f"{sidecar}source: x\n",
        }
        assert unit_of(datasets_of(files)[0]["a"]) == unit
    rows = datasets_of(
        {"figures/data/a.csv": "name,unit\nx,\ny,t\n", "figures/data/a.meta.yaml": "unit: 隻\n"}
    )[0]
    assert unit_of(rows["a"]) == "t"
