"""The first figure of a table of which nothing is known: what it shows along what, and which rows."""

from __future__ import annotations

import pytest
import yaml

from hakusho.data.datasets import datasets_of
from hakusho.figures.specs.first_figure import first_figure


def _first(text, sidecar=""):
    files = {"figures/data/a.csv": text}
    files |= {"figures/data/a.meta.yaml": sidecar} if sidecar else {}
    return first_figure(datasets_of(files)[0]["a"])


def _grid(heads, *columns):
    return (
        "\n".join([heads, *(",".join(map(str, row)) for row in zip(*columns, strict=True))]) + "\n"
    )


NAMES = [f"n{at}" for at in range(14)]
FIRST = {
    "over time": ("year,ships\n2020,3\n2021,5\n", "line", {"x": "year", "value": "ships", "unit": ""}),
    "several numbers over time": (
        "year,ships,calls\n2020,3,40\n2021,5,60\n", "line",
        {"x": "year", "values": {"ships": "ships", "calls": "calls"}, "unit": ""},
    ),
    "numbers of one scale": (
        "year,a,b,c\n2020,3,40,3000\n2021,5,60,4000\n", "line",
        {"x": "year", "values": {"a": "a", "b": "b"}, "unit": ""},
    ),
    "twenty times as large, and no more": (
        "year,a,b,c\n2020,1,20,21\n2021,1,20,21\n", "line",
        {"x": "year", "values": {"a": "a", "b": "b", "c": "c"}, "unit": ""},
    ),
    "four at most": (
        "year,a,b,c,d,e\n2020,1,2,3,4,5\n2021,1,2,3,4,5\n", "line",
        {"x": "year", "values": {n: n for n in "abcd"}, "unit": ""},
    ),
    "series over time": (
        "year,side,ships\n2020,a,3\n2020,b,5\n2021,a,4\n2021,b,6\n", "line",
        {"x": "year", "value": "ships", "series": "side", "unit": ""},
    ),
    "series of many sides": (
        _grid("year,side,n", [2020] * 6 + [2021] * 6, list("abcdef") * 2, range(12)), "line",
        {"x": "year", "value": "n", "series": "side", "unit": "", "rows": {"side": [*"abcd"]}},
    ),
    "what else there is, as the first row has it": (
        _grid("year,side,kind,n", [2020, 2021] * 6, [*"aabbcc"] * 2, ["x"] * 6 + ["y"] * 6, range(12)), "line",
        {"x": "year", "value": "n", "series": "kind", "unit": "", "rows": {"side": ["a"]}},
    ),
    "one date": ("date,port,n\n2020-01-01,A,3\n2020-01-01,B,5\n", "columns", {"label": "port", "value": "n", "unit": ""}),
    "names": ("port,n\nA,3\nB,5\n", "columns", {"label": "port", "value": "n", "unit": ""}),
    "names that are long": (
        f"port,n\n{'x' * 36},3\n{'y' * 37},5\n", "balance", {"label": "port", "value": "n", "unit": ""},
    ),
    "names that just fit": (f"port,n\n{'x' * 36},3\n{'y' * 36},5\n", "columns", {"label": "port", "value": "n", "unit": ""}),
    "wide letters": (f"port,n\n{'港' * 18},3\n{'湾' * 19},5\n", "balance", {"label": "port", "value": "n", "unit": ""}),
    "long names, and one number of several": (
        f"port,n,m\n{'x' * 40},3,4\n{'y' * 40},5,6\n", "balance", {"label": "port", "value": "n", "unit": ""},
    ),
    "many names": (
        _grid("port,value", NAMES, range(14)), "columns", {"label": "port", "unit": "", "rows": {"port": NAMES[:12]}},
    ),
    "twelve names": (_grid("port,value", NAMES[:12], range(12)), "columns", {"label": "port", "unit": ""}),
    "codes and numbers of rows": (
        "No.,地域コード,area code,id,地域,値\n1,13,13,x,東京,5\n2,27,27,y,大阪,6\n", "columns",
        {"label": "地域", "value": "値", "unit": ""},
    ),
    "marks for no number": ("port,n\nA,3\nB,…\nC,x\n", "columns", {"label": "port", "value": "n", "unit": ""}),
    "a unit of the rows": ("port,value,unit\nA,3,t\nB,4,t\n", "columns", {"label": "port"}),
    "a column that says one thing": (
        "land,port,n\nX,A,3\nX,B,5\n", "columns", {"label": "port", "value": "n", "unit": ""},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FIRST)
def test_a_first_figure(name):
    text, kind, said = FIRST[name]
    made = _first(text)
    assert yaml.safe_load(made.text) == {"kind": kind, "dataset": "a", **said}
    assert made.across == said.get("x", said.get("label"))
    assert made.shown == tuple(said.get("values", {said.get("value", "value"): ""}))


NONE = {
    "no number": "port,state\nA,open\nB,shut\n",
    "numbers alone": "a,b\n1,2\n3,4\n",
    "rows that nothing tells apart": "port,n\nA,1\nA,2\n",
    "rows that even all columns do not tell apart": "year,side,n\n2020,a,1\n2020,a,2\n2021,b,3\n",
    "no row": "port,n\n",
    "marks alone": "port,n\nA,…\nB,-\n",
}


@pytest.mark.parametrize("name", NONE)
def test_a_table_that_no_figure_shows(name):
    assert _first(NONE[name]) is None


def test_the_unit_of_a_sidecar_need_not_be_said_again():
    assert "unit" not in yaml.safe_load(
        _first("port,n\nA,3\nB,5\n", "unit: {ja: 隻, en: ships}\n").text
    )
