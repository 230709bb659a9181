"""A figure that is drawn for a value: ``calls-aoba`` of ``calls`` with ``each: port``."""

import pytest

from hakusho.data import load_datasets
from hakusho.figures.registry import (
    available,
    drawn_by,
    every,
    inspect,
    is_figure,
    path_of,
    seen_digest,
)

DATA = """\
port,year,value,unit
Aoba,2024,12,ships
Aoba,2025,15,ships
St John Bay,2024,7,ships
St John Bay,2025,6,ships
"""
SPEC = "kind: line\ndataset: calls\neach: port\nseries: port\nsource: ''\n"
MODULE = """\
from hakusho.figures import charts

DATA = ("calls",)
EACH = "port"


def alt(context):
    return f"Ships of {context.each or 'all'}."


def draw(context):
    bars = charts.bars_of(context.data["calls"], context.language, label="year", side="port")
    return charts.line(bars, language=context.language, width_mm=context.width_mm)
"""


@pytest.fixture(autouse=True)
def paper(write, tmp_path):
    write("figures/data/calls.csv", DATA)
    write("figures/calls.yaml", SPEC)
    write("figures/by-hand.py", MODULE)
    write("figures/all.yaml", "kind: line\ndataset: calls\nseries: port\nsource: ''\n")
    return tmp_path


def test_it_sees_the_rows_of_its_value_alone(draw):
    figures, findings = draw("calls-aoba", "calls-St%20John%20Bay", "calls", "by-hand-st-john-bay")
    assert [each for each in findings if each.rule.id != "FIG006"] == []
    rows = {name: len(each.table.rows) for name, each in figures.items()}
    assert rows == {
        "calls-aoba": 2, "calls-St%20John%20Bay": 2, "calls": 4, "by-hand-st-john-bay": 2,
    }  # fmt: skip
    assert figures["calls-St%20John%20Bay"].name == "calls-st-john-bay"
    assert figures["by-hand-st-john-bay"].alt == "Ships of St John Bay."
    assert "15" in figures["calls-aoba"].alt
    assert not {"7", "6"}.intersection(figures["calls-aoba"].texts)


def test_another_ones_number_draws_it_not_again(paper, draw, write):
    draw("calls-aoba", "calls-st-john-bay")
    write("figures/data/calls.csv", DATA.replace("2025,6", "2025,9"))
    figures, _ = draw("calls-aoba", "calls-st-john-bay")
    assert [each.cached for each in figures.values()] == [True, False]
    module, datasets = inspect(paper, "calls-aoba")[0], load_datasets(paper)[0]
    row = datasets["calls"].rows
    assert [module.sees("calls", each) for each in row] == [True, True, False, False]
    assert seen_digest(module, "calls", datasets) == module.seen(datasets)[0].sha256


def test_what_no_row_has_is_found(draw):
    figures, (finding,) = draw("calls-aobo")
    assert not figures
    assert (finding.rule.id, str(finding.location)) == ("FIG030", "figures/calls.yaml:3:1")
    assert finding.hint == "Did you mean 'aoba'?"


def test_a_column_that_is_not_there_is_found(draw, write):
    write("figures/calls.yaml", SPEC.replace("each: port", "each: prot"))
    write("figures/by-hand.py", MODULE.replace('EACH = "port"', 'EACH = "prot"'))
    _, findings = draw("calls-aoba", "by-hand")
    places = [(each.rule.id, str(each.location)) for each in findings]
    assert places == [("DAT003", "figures/by-hand.py:4:8"), ("DAT003", "figures/calls.yaml:3:1")]


def test_each_is_read_without_running_the_module(draw, write):
    write("figures/by-hand.py", MODULE.replace('EACH = "port"', 'EACH = "po" + "rt"'))
    _, (finding,) = draw("by-hand")
    assert (finding.rule.id, str(finding.location)) == ("FIG003", "figures/by-hand.py:4")


MODULE_AMONG = MODULE.replace('EACH = "port"', 'EACH = "port"\nHIGHLIGHT = "each"')


def test_a_module_sees_its_value_among_all_rows(draw, write, paper):
    write("figures/by-hand.py", MODULE_AMONG)
    figures, findings = draw("by-hand-st-john-bay")
    assert [each for each in findings if each.rule.id != "FIG006"] == []
    assert figures["by-hand-st-john-bay"].alt == "Ships of St John Bay."
    assert {"12", "15", "7", "6"} & {*figures["by-hand-st-john-bay"].texts}
    assert [*inspect(paper, "by-hand-aoba")[0].seen(load_datasets(paper)[0])[0].rows][3:]
    _, (unknown,) = draw("by-hand-aobo")
    assert unknown.rule.id == "FIG030"


@pytest.mark.parametrize(
    "module",
    [
        MODULE.replace('EACH = "port"', 'HIGHLIGHT = "each"'),
        MODULE.replace('EACH = "port"', 'HIGHLIGHT = "Aoba"; EACH = "port"'),
        MODULE.replace('EACH = "port"', 'HIGHLIGHT = {"port": "each"}; EACH = "port"'),
    ],
)
def test_what_highlight_cannot_be_is_found(draw, write, module):
    write("figures/by-hand.py", module)
    _, (finding,) = draw("by-hand")
    assert (finding.rule.id, str(finding.location)) == ("FIG003", "figures/by-hand.py:4")


def test_all_figures_are_one_for_each_value(paper):
    names = every(paper, load_datasets(paper)[0])
    assert sorted(names) == [
        "all", "by-hand-aoba", "by-hand-st-john-bay", "calls-aoba", "calls-st-john-bay",
    ]  # fmt: skip


def test_who_draws_what(paper, write):
    names = available(paper)
    assert sorted(names) == ["all", "by-hand", "calls"]
    asked = (
        "calls",
        "calls-aoba",
        "calls-map.png",
        "all-aoba",
        "all",
        "by",
        "by-hand-x",
        "x/calls-a",
    )
    assert [is_figure(paper, each, names) for each in asked] == [
        True, True, False, False, True, False, True, False,
    ]  # fmt: skip
    assert drawn_by("calls-aoba", names) == "calls"
    assert path_of(paper, "by-hand-x") == "figures/by-hand.py"
    assert inspect(paper, "all-aoba")[1][0].rule.id == "FIG002"
    write("figures/calls-aoba.yaml", SPEC)  # a file of that name comes first
    assert inspect(paper, "calls-aoba")[0].path == "figures/calls-aoba.yaml"


AMONG = "kind: line\ndataset: calls\neach: port\nhighlight: each\nseries: port\nsource: ''\n"


def test_beside_all_others_its_own_rows_stand_out(write, draw):
    write("figures/calls.yaml", AMONG)
    figures, findings = draw("calls-aoba", "calls-st-john-bay", "calls")
    assert findings == ()
    assert [len(each.table.rows) for each in figures.values()] == [4, 4, 4]
    assert [each.alt.partition("Highlighted: ")[2] for each in figures.values()] == [
        "Aoba.", "St John Bay.", "",
    ]  # fmt: skip
    assert len({each.svg.read_bytes() for each in figures.values()}) == 3
    _, found = draw("calls-brae")
    assert [each.rule.id for each in found] == ["FIG030"]


def test_of_many_lines_those_that_stand_out_have_names(write, draw):
    rows = [f"p{port},{year},{port + year},t" for port in range(40) for year in (2024, 2025)]
    write("figures/data/calls.csv", "\n".join(["port,year,value,unit", *rows]) + "\n")
    write("figures/calls.yaml", AMONG)
    figures, findings = draw("calls-p7")
    assert findings == ()
    drawing = figures["calls-p7"]
    assert {"p7 2,032", "39 others"} <= {*drawing.texts}
    assert not any(text.startswith("p8") for text in drawing.texts)
    assert drawing.alt.endswith("39 others are in grey.")
    assert drawing.narrow is not None
    _, found = draw("calls")
    assert "40 lines cannot be told apart" in str(found[0].message)
