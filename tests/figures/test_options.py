"""Every kind of chart with what an author may choose: drawn, said in words, in a table, or refused.

What is drawn is held by a digest that changes when anything moves that an eye might see; the words
as they are read.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from accepted_words import hold_lines
from hakusho.data import load_datasets
from hakusho.figures import FigureContext
from hakusho.figures.charts import ChartError
from hakusho.figures.figure import DeclaredData
from hakusho.figures.plots import plotted
from hakusho.figures.registry import inspect
from hakusho.figures.specs import KINDS
from read_yaml import read_yaml
from validators.drawn_places import digest_of

CASES = read_yaml(Path(__file__).parent / "options.yaml")
SHOWN = (("ja", 150), ("en", 150), ("en", 80))
"""Languages, and widths in mm: of a page, and of a telephone."""


def _plotted(datasets, source, language, width):
    data = DeclaredData({each.name: each for each in source.seen(datasets)})
    try:
        figure, written = plotted(source.spec, FigureContext(data, language, width_mm=width))
    except ChartError as error:
        yield f"{language} {width}: refused: {error}"
        return
    yield f"{language} {width}: {digest_of(figure)}"
    if width == 150:
        table = written.table
        rows = () if table is None else (table.columns, *table.rows)
        yield from (written.alt, written.description, "; ".join(map(" | ".join, rows)))


@pytest.mark.parametrize("name", CASES)
def test_a_figure_is_as_it_was_looked_at_last(name, write, tmp_path, request):
    case = CASES[name]
    figure = {"source": "", **case["figure"]}
    data = {"fleet": CASES[case["as"]]["data"] if "as" in case else case["data"]}
    data |= {"lines": case.get("borders"), "more": case.get("more")}
    for each, text in data.items():
        if text:
            write(f"figures/data/{each}.csv", text)
    write("figures/ships.yaml", yaml.safe_dump(figure, allow_unicode=True, sort_keys=False))
    datasets, wrong = load_datasets(tmp_path)
    assert not wrong
    source, _ = inspect(tmp_path, "ships")  # what is found is held by itself
    said = []
    if source is not None:
        for language, width in SHOWN:
            said += filter(None, _plotted(datasets, source, language, width))
    hold_lines(request, said, "drawn")


def test_every_kind_has_options():
    assert {case["figure"]["kind"] for case in CASES.values()} == {*KINDS}
