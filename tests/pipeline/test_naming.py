"""What an author can name in a paper, as an editor offers it: each with its place and what it is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hakusho.data.changes import CellChange, FactChange
from hakusho.findings import Finding, Location
from hakusho.findings.by_row import path_by_row
from hakusho.pipeline.by_row_lines import by_row_lines
from hakusho.pipeline.impact_data import moved_data
from hakusho.pipeline.naming import names_in
from hakusho.pipeline.result import Dependents, Moved

REPORT = """\
slug: trial
title: 試し
authors: [{name: A}]
date: 2026-04-01
bibliography: [bib/a.bib]
"""
FILES = {
    "report/chapters/01.md": '# 港 {#sec-a}\n\n{{ fact("ships") }}。\n\n## 湾 {#sec-b}\n\n文。\n',
    "report/briefs/minister.md": "---\ntitle: 大臣へ\n---\n\n文。\n",
    "report/terms.yaml": "abbreviations:\n- {abbr: IMO, ja: 国際海事機関, en: International Maritime Organization}\n",
    "bib/a.bib": (
        "@book{navy,\n  author = {Navy, Ann}, editor = {Ed}, title = {T}, publisher = {P}, date = {2020},\n"
        "  location = {L}, note = {n}\n}\n@article{b, author = {B}, journaltitle = {J}, year = {2021}}\n"
    ),
    "figures/data/forces.csv": "id,item_ja,value,unit_ja,date,source,locator\nships,艦船,1200,隻,2024-05,navy,3頁\n",
    "figures/fleet.py": "raise RuntimeError\n",
}


def test_all_names_of_a_paper(make_paper):
    told = [
        (each.kind, each.text, str(each.location), each.says)
        for each in names_in(make_paper(FILES, report=REPORT))
    ]
    assert told == [
        ("work", "navy", "bib/a.bib:1:1", "Navy, Ann, Ed, T, P, 2020"),
        ("work", "b", "bib/a.bib:5:1", "B, J, 2021"),
        ("fact", "ships", "figures/data/forces.csv:2", "艦船, 1,200隻, 2024-05, @navy, 3頁"),
        ("dataset", "forces", "figures/data/forces.csv:1", "tbl-forces"),
        ("part", "sec-a", "report/chapters/01.md:1:1", "港"),
        ("part", "sec-b", "report/chapters/01.md:5:1", "湾"),
        ("term", "IMO", "report/terms.yaml:2:3", "国際海事機関 / International Maritime Organization"),
        ("brief", "minister", "report/briefs/minister.md:1", ""),
        ("figure", "fleet", "figures/fleet.py:1", ""),
    ]  # fmt: skip


def test_a_paper_that_cannot_be_read_names_nothing(make_paper):
    assert names_in(make_paper(FILES, report="title: [")) == ()


def _use(kind, says, line):
    return SimpleNamespace(
        place=kind,
        sentence=says,
        use=SimpleNamespace(location=Location("report/chapters/01.md", line, 3)),
    )


def test_what_moved_as_data():
    where = Location("figures/data/a.csv", 2)
    facts = (FactChange("ships", "a", where, "12", "13"),)
    cells = (CellChange("b", Location("figures/data/b.xlsx", 3, 2, "表"), "北浜", "隻", "", "5"),)
    rests = Dependents(
        ("figures/f.py",), (_use("caption", "c", 1),), (_use("sentence", "s", 3),), (_use("table", "t", 2),),
        (SimpleNamespace(name="minister"),),
    )  # fmt: skip
    said = moved_data(Moved(facts, cells, rests))
    chapter = {"path": "report/chapters/01.md", "line_column": 3}
    assert said == {
        "facts": [{"id": "ships", "dataset": "a", "path": "figures/data/a.csv", "line": 2,
                   "line_column": None, "old": "12", "new": "13"}],
        "cells": [{"dataset": "b", "row": "北浜", "column": "隻", "path": "figures/data/b.xlsx",
                   "line": 3, "line_column": 2, "sheet": "表", "old": None, "new": "5"}],
        "figures": ["figures/f.py"],
        "texts": [{"kind": "caption", **chapter, "line": 1, "says": "c"},
                  {"kind": "table", **chapter, "line": 2, "says": "t"},
                  {"kind": "sentence", **chapter, "line": 3, "says": "s"}],
        "briefs": ["minister"],
    }  # fmt: skip
    assert moved_data(None) == {"facts": [], "cells": [], "figures": [], "texts": [], "briefs": []}


ROWS = [Location("figures/data/p.csv", line) for line in (2, 3, 4)]


def _brief(file, name, row, language="ja", *, family=True):
    path = path_by_row(file, name, row) if family else file
    return SimpleNamespace(
        name=name, family=family, language=language, text=SimpleNamespace(path=path)
    )


BRIEFS = [
    _brief("report/briefs/port.md", "port-a", ROWS[0]), _brief("report/briefs/port.md", "port-b", ROWS[1]),
    _brief("report/briefs/en.md", "en-a", ROWS[2], "en"), _brief("report/briefs/x.md", "x", ROWS[0], family=False),
]  # fmt: skip


def _size(pages, length):
    return SimpleNamespace(pages=pages, length=length and SimpleNamespace(count=length))


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        (None, [
            "report/briefs/port.md: 1 of 2 briefs built", "  pages  characters  state      brief",
            "  1,000       1,234  built      port-a", "      -           -  not built  port-b  BRF010 CIT001",
            "report/briefs/en.md: 0 of 1 brief built", "  pages       words  state      brief",
            "      2           -  not built  en-a",
        ]),
        (["port-b"], [
            "report/briefs/port.md: 0 of 1 brief built", "  pages  characters  state      brief",
            "      -           -  not built  port-b  BRF010 CIT001",
        ]),
        (["x"], []),
    ],
)  # fmt: skip
def test_how_it_went_with_briefs_by_the_row(wanted, lines):
    of_check = Finding.of("CIT001", Location(BRIEFS[1].text.path, 4), "m")
    own = Finding.of("BRF010", Location("report/briefs/port.md"), "m")
    examined = SimpleNamespace(
        paper=SimpleNamespace(briefs=BRIEFS),
        found=SimpleNamespace(by_brief={"port-b": [own, own], "nobody": [own]}),
    )
    sizes = {"port-a": _size(1000, 1234), "en-a": _size(2, None), "port-b": _size(0, 0)}
    found = by_row_lines(examined, wanted, [of_check, of_check], sizes, ["port-a"])
    assert [str(each) for each in found] == lines
