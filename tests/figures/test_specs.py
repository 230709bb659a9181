"""Figures in YAML: drawn without a program of the paper's, in words that their data give."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import pytest
import yaml

from hakusho.figures.registry import available, inspect
from hakusho.figures.specs import KINDS
from hakusho.figures.specs.figure_file import AnySpec
from hakusho.figures.specs.kinds import model_of
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).parent / "specs.yaml")
BY_LANGUAGE = [
    (name, lang) for name, case in CASES.items() for lang in ("ja", "en") if lang in case
]


@pytest.mark.parametrize(("name", "language"), BY_LANGUAGE)
def test_a_figure_is_drawn_and_described_in_each_language(
    write, draw, name, language, hold_drawings
):
    case = CASES[name]
    write("figures/data/fleet.csv", case["data"])
    write("figures/ships.yaml", case["figure"])
    figures, findings = draw("ships", language=language, allowance=None)  # as with --no-figures
    assert findings == ()
    figure = figures["ships"]
    assert figure.alt == case[language]["alt"]
    assert not figure.alt_composed
    for text in case[language]["texts"]:
        assert text in figure.texts
    assert figure.table is not None
    assert figure.csv
    assert figure.path == "figures/ships.yaml"
    assert figure.narrow is not None
    hold_drawings(page=figure.svg.read_bytes(), phone=figure.narrow.read_bytes())


@pytest.mark.parametrize(
    ("heading", "sidecar", "unit"),
    [
        ("隻数（千隻）", "", "千隻"),
        ("隻数(単位：千隻)", "unit: 隻\n", "千隻"),
        ("隻数", "schema: {隻数: {type: number, unit: 千隻}}\n", "千隻"),
        ("隻数（隻）", "schema: {隻数（隻）: {type: number, unit: 千隻}}\n", "千隻"),
    ],
)
def test_a_chart_has_the_unit_of_its_column(write, draw, heading, sidecar, unit):
    write("figures/data/fleet.csv", f"港,{heading}\nA,1\nB,2\n")
    write("figures/data/fleet.meta.yaml", f"source: navy\n{sidecar}")
    write("figures/ships.yaml", f"kind: columns\ndataset: fleet\nlabel: 港\nvalue: {heading}\n")
    figures, findings = draw("ships", language="ja")
    assert findings == ()
    assert unit in figures["ships"].texts
    assert "隻" not in figures["ships"].texts
    if sidecar.startswith("schema"):
        write("figures/data/fleet.meta.yaml", f"source: navy\n{sidecar.replace(unit, '万隻')}")
        assert "万隻" in draw("ships", language="ja")[0]["ships"].texts


def test_a_table_says_nothing_of_a_status_that_the_data_do_not_have(write, draw):
    write("figures/ships.yaml", "kind: columns\ndataset: fleet\nlabel: name\nsource: ''\n")
    write("figures/data/fleet.csv", "name,value,unit\na,1,t\nb,2,t\n")
    assert draw("ships", language="en")[0]["ships"].table.columns[-1] == "Value (t)"
    write("figures/data/fleet.csv", "name,value,unit,status\na,1,t,fact\nb,2,t,estimate\n")
    assert draw("ships", language="en")[0]["ships"].table.columns[-1] == "Status"


def test_the_table_of_a_chart_has_the_headings_of_the_sidecar(write, draw):
    write("figures/data/fleet.csv", "yr,side,n\n2020,Vell,1\n2021,Vell,2\n")
    write(
        "figures/data/fleet.meta.yaml",
        "source: navy\nunit: {ja: 隻, en: ships}\n"
        "columns: {yr: {ja: 年度, en: Fiscal year}, side: {ja: 国, en: Country}, n: {ja: 数（隻）, en: Fleet}}\n",
    )
    write("figures/ships.yaml", "kind: line\ndataset: fleet\nx: yr\nvalue: n\nseries: side\n")
    assert draw("ships", language="en")[0]["ships"].table.columns == (
        "Country",
        "Fiscal year",
        "Fleet (ships)",
    )
    assert draw("ships", language="ja")[0]["ships"].table.columns == ("国", "年度", "数(隻)")


def test_a_unit_in_a_heading_is_of_one_language(write, draw):
    write("figures/data/fleet.csv", "港,隻数（千隻）\nA,1\nB,2\n")
    write("figures/data/fleet.meta.yaml", "source: navy\nunit: {en: thousand ships}\n")
    write("figures/ships.yaml", "kind: columns\ndataset: fleet\nlabel: 港\nvalue: 隻数（千隻）\n")
    assert "thousand ships" in draw("ships", language="en")[0]["ships"].texts
    assert "千隻" in draw("ships", language="ja")[0]["ships"].texts


def test_columns_of_several_units_have_none_in_common(write, draw):
    figure = (
        "kind: columns\ndataset: fleet\nlabel: 港\nvalues: {隻数（隻）: 隻数, 量（トン）: 量}\n"
    )
    write("figures/data/fleet.csv", "港,隻数（隻）,量（トン）\nA,1,7\nB,2,8\n")
    write("figures/ships.yaml", figure)
    assert [each.rule.id for each in draw("ships")[1]] == ["FIG003"]


def test_every_kind_has_a_case():
    assert {yaml.safe_load(case["figure"])["kind"] for case in CASES.values()} == {*KINDS}


def test_the_schema_knows_every_kind_by_its_name():
    named = {model.model_fields["kind"].annotation: model for model in get_args(AnySpec)}
    assert named == {Literal[kind]: model_of(kind) for kind in KINDS}


def _wrong(write, draw, figure, data="name,value,unit\na,1,t\nb,2,t\n", **given):
    write("figures/data/fleet.csv", data)
    write("figures/ships.yaml", figure)
    return [f"{each.location}: {each.rule.id} {each.message}" for each in draw("ships", **given)[1]]


REFUSED = {
    "no kind": ("dataset: fleet\n", "figures/ships.yaml:1:1: FIG021 the key 'kind' is missing"),
    "unknown kind": ("kind: pie\ndataset: fleet\n", "figures/ships.yaml:1:1: FIG021 there is no kind of chart 'pie'"),
    "a caption": ("kind: line\ndataset: fleet\ncaption: Ships\n", "figures/ships.yaml:3:1: FIG021 a figure has its 'caption' where it stands in the text"),
    "a key of other kinds": ("kind: bar-table\ndataset: fleet\nlabel: name\nvalue: ships\n", "figures/ships.yaml:4:1: FIG021 unknown key 'value'"),
    "unknown key": ("kind: line\ndataset: fleet\ny: value\n", "figures/ships.yaml:3:1: FIG021 unknown key 'y'"),
    "a column where columns have names": ("kind: line\ndataset: fleet\nvalues: ships\n", "figures/ships.yaml:3:1: FIG021 'values' holds keys, and this is text"),
    "by": ("kind: line\ndataset: fleet\nby: name\n", "figures/ships.yaml:3:1: FIG021 unknown key 'by'"),
    "no mapping": ("- kind\n", "figures/ships.yaml:1:1: FIG021 the key 'kind' is missing"),
    "selection": ("kind: columns\ndataset: fleet[\nunit: t\n", "figures/ships.yaml:2:1: FIG021 'fleet[' does not say which rows"),
    "dataset": ("kind: columns\ndataset: flete\nunit: t\n", "figures/ships.yaml:2:1: DAT002 there is no dataset 'flete'"),
    "column": ("kind: columns\ndataset: fleet\nlabel: '{nam}, {value}'\n", "figures/ships.yaml:3:1: DAT003 the dataset 'fleet' has no column 'nam'"),
    "both ways": ("kind: columns\ndataset: fleet\nseries: name\nvalues: {value: x}\n", "'values' stands in place of 'value' and 'series'"),
    "unlabelled": ("kind: columns\ndataset: fleet\n", "figures/ships.yaml:1:1: FIG003 nothing says what its rows are called"),
    "no rows": ("kind: columns\ndataset: fleet\nlabel: name\nrows: {name: c}\n", "figures/ships.yaml:4:1: FIG003 rows: no row has 'c' as its name; there are a, b"),
    "one row of two": ("kind: columns\ndataset: fleet\nlabel: name\nrows: {name: [a, c]}\n", "figures/ships.yaml:4:1: FIG003 rows: no row has 'c' as its name"),
    "no such rows together": ("kind: columns\ndataset: fleet\nlabel: name\nrows: {name: a, value: '2'}\n", "figures/ships.yaml:4:1: FIG003 there is no row to show"),
    "language": ("kind: columns\ndataset: fleet\nlabel: name\nunit: {ja: 隻}\n", "figures/ships.yaml:4:1: FIG003 there is no English for '隻'"),
    "no such highlight": ("kind: columns\ndataset: fleet\nlabel: name\nunit: t\nhighlight: {name: c}\n", "figures/ships.yaml:5:1: FIG003 highlight: no row has 'c' as its name; there are a, b"),
    "no such column to highlight": ("kind: columns\ndataset: fleet\nlabel: name\nunit: t\nhighlight: {nam: a}\n", "figures/ships.yaml:5:13: DAT003 the dataset 'fleet' has no column 'nam'"),
    "highlight of no value": ("kind: columns\ndataset: fleet\nlabel: name\nunit: t\nhighlight: each\n", "'highlight: each' needs 'each' and a column"),
    "a part of a line": ("kind: line\ndataset: fleet\nx: name\nunit: t\nhighlight: {name: b}\n", "figures/ships.yaml:5:1: FIG003 of the line '' a part is highlighted"),
    "a series of columns": ("kind: columns\ndataset: fleet\nlabel: unit\nseries: name\nunit: t\nhighlight: {name: b}\n", "figures/ships.yaml:6:1: FIG003 of 't' a part is highlighted, and 'a' is not"),
    "link": (
        "kind: coordination\ngroups: [{sides: {a: A}, bodies: {x: {name: X, side: a}}, panels: [{links: [{between: [x, y]}]}]}]\n",
        "there is no body 'y'. There are: x.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_shown_says_why_and_where(write, draw, name):
    figure, said = REFUSED[name]
    found = _wrong(write, draw, figure)
    assert len(found) == 1
    assert said in found[0]


def test_numbers_without_a_unit_are_refused_unless_it_is_said_that_they_have_none(write, draw):
    figure = "kind: columns\ndataset: fleet\nlabel: name\nsource: ''\n"
    (found,) = _wrong(write, draw, figure, "name,value\na,1\n")
    assert "FIG003 nothing says what is counted" in found
    assert _wrong(write, draw, figure + "unit: ''\n", "name,value\na,1\n") == []
    for sidecar in ("unit: ''\n", "schema: {value: {type: number, unit: ''}}\n"):
        write("figures/data/fleet.meta.yaml", f"source: navy\n{sidecar}")
        assert _wrong(write, draw, figure, "name,value\na,1\n") == []


def test_numbers_of_per_cent_are_numbers(write, draw):
    write("figures/data/fleet.csv", "name,share\na,7.7%\nb,96.3％\n")
    write(
        "figures/ships.yaml",
        "kind: columns\ndataset: fleet\nlabel: name\nvalue: share\nunit: '%'\nsource: ''\n",
    )
    figures, findings = draw("ships")
    assert findings == ()
    assert {"7.7", "96.3"} <= {*figures["ships"].texts}


def test_a_figure_that_is_there_twice_is_none(write, tmp_path):
    write("figures/ships.yaml", "kind: line\ndataset: fleet\n")
    write("figures/ships.py", "")
    module, (finding,) = inspect(tmp_path, "ships")
    assert module is None
    assert (finding.rule.id, finding.location.path) == ("FIG022", "figures/ships.yaml")
    assert available(tmp_path) == ("ships",)


def test_it_is_drawn_again_for_what_it_says_and_not_for_how_it_is_written(write, draw):
    figure = "kind: columns\ndataset: fleet\nlabel: name\nsource: ''\n"
    write("figures/data/fleet.csv", "name,value,unit\na,1,t\nb,2,t\n")
    reasons = []
    for text in (figure, f"# remark\n{figure}", figure + "notes: n\n"):
        write("figures/ships.yaml", text)
        reasons.append(draw("ships")[0]["ships"].reason)
    assert reasons == ["not drawn before", "unchanged", "figures/ships.yaml changed"]


def test_its_source_counts_as_cited_where_its_rows_have_none(write, draw):
    write("figures/data/fleet.csv", "name,value,unit\na,1,t\nb,2,t\n")
    write(
        "figures/ships.yaml",
        "kind: columns\ndataset: fleet\nlabel: name\nsource: navy2020\nlocator: p. 3\n",
    )
    figures, findings = draw("ships")
    assert findings == ()
    assert figures["ships"].sources == (("navy2020", "p. 3"),)
    assert str(figures["ships"].source_places[0]) == "figures/ships.yaml:4:1"


SEVEN = "year,side,n\n" + "".join(
    f"{year},s{side},1\n" for year in (2001, 2002) for side in range(7)
)


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        ("kind: line\ndataset: fleet\nvalue: n\nunit: t\nseries: side\n", 5),
        ("dataset: fleet\nvalue: n\nunit: t\nkind: line\n", 4),
        ("kind: line\ndataset: fleet\nvalue: n\nunit: t\nrows: {side: s9}\n", 5),
        (
            "kind: line\ndataset: fleet\nvalue: n\nseries: side\nrows: {side: s1}\nx: side\nunit: t\n",
            6,
        ),
        ("kind: dots\ndataset: fleet\nvalue: n\nlabel: year\nunit: t\nseries: side\n", 6),
    ],
)
def test_what_a_chart_cannot_show_is_found_at_the_key_that_it_is_about(write, draw, figure, line):
    write("figures/data/fleet.csv", SEVEN)
    write("figures/ships.yaml", figure + "source: ''\n")
    _, findings = draw("ships")
    places = [(each.rule.id, each.location.path, each.location.line) for each in findings]
    assert places == [("FIG003", "figures/ships.yaml", line)]


FOREIGN = "port,value,status,unit\nBrae,12,open,north\nAoba,9,closed,south\n"


def test_a_status_that_says_something_else_is_told_with_its_cell_and_what_to_write(write, draw):
    write("figures/data/fleet.csv", FOREIGN.replace(",unit", ",area"))
    write(
        "figures/ships.yaml", "kind: columns\ndataset: fleet\nlabel: port\nsource: ''\nunit: ''\n"
    )
    _, findings = draw("ships", language="en")
    assert [finding.rule.id for finding in findings] == ["FIG003"]
    assert "figures/data/fleet.csv:2:9: 'open' does not say how" in str(findings[0].message)
    assert "schema: {status: text}" in str(findings[0].message)


@pytest.mark.parametrize("kind", ["columns", "bar-table", "balance", "dots"])
@pytest.mark.parametrize("status", ["text", "[open, closed]"])
def test_a_schema_says_that_status_and_unit_are_words(write, draw, kind, status):
    write("figures/data/fleet.csv", FOREIGN)
    write(
        "figures/data/fleet.meta.yaml", f"schema: {{status: {status}, unit: text}}\nunit: ships\n"
    )
    number = "numbers: {value: Calls}" if kind == "bar-table" else "unit: ships"
    write(
        "figures/ships.yaml",
        f"kind: {kind}\ndataset: fleet\nlabel: port\nsource: ''\n{number}\n",
    )
    figures, findings = draw("ships", language="en")
    assert findings == ()
    assert "north" not in figures["ships"].texts
    assert "12" in figures["ships"].alt
    assert "n/a" not in figures["ships"].alt


def test_what_one_dataset_calls_words_another_one_means(write, draw):
    write("figures/data/fleet.csv", "port,value,status\nBrae,12,open\n")
    write("figures/data/fleet.meta.yaml", "schema: {status: text}\n")
    write("figures/data/plans.csv", "port,value,status\nAoba,9,projection\n")
    write(
        "figures/ships.yaml",
        "kind: columns\ndataset: [fleet, plans]\nlabel: port\nsource: ''\nunit: ships\n",
    )
    figures, findings = draw("ships", language="en")
    assert findings == ()
    assert "Aoba: 9 ships (projection)" in figures["ships"].alt


def test_what_goes_with_a_figure_is_of_the_rows_that_it_chooses(write, draw):
    write("figures/data/fleet.csv", "port,value,source\nBrae,12,navy\nAoba,9,coast\n")
    write(
        "figures/ships.yaml",
        "kind: bar-table\ndataset: fleet\nlabel: port\nnumbers: {value: Calls}\n"
        "rows: {port: [Aoba]}\n",
    )
    figures, findings = draw("ships", language="en")
    assert findings == ()
    assert figures["ships"].sources == (("coast", ""),)
    assert figures["ships"].table is not None
    assert [row[0] for row in figures["ships"].table.rows] == ["Aoba"]
    assert "Brae" not in figures["ships"].description
