"""What is said of a figure, against its data."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.contradictions.figure_words import Drawn, check_figure_words
from hakusho.checks.contradictions.passages import passage_in
from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.figures import FigureTable, RenderedFigure
from hakusho.findings import Location

CSV = "id,harbour,y2019,y2023,value,unit\nnorth,North Pier,100,130,7,隻\nsouth,South Pier,50,60,8,隻\n"
JAPANESE = ("北港", "南港", "隻")
CASES = [
    ({"caption": "Calls in 2019 and 2023"}, []),
    ({"caption": "Calls in 2018 and 2023"}, ["FIG040"]),
    ({"caption": "Calls of Japan", "texts": ("China",)}, ["CON031"]),
    ({"caption": "Calls of Japan", "texts": ("China", "Japan")}, []),
    ({"caption": "Calls of Japan and China", "texts": ("China",)}, []),
    ({"caption": "Calls of Japan", "texts": ("China", "India")}, []),
    ({"caption": "Exports of Japan", "texts": ("China",)}, []),
    ({"caption": "Calls of Japan"}, []),
    ({"alt": "North Pier had 130 calls, South Pier 60."}, []),
    ({"alt": "North Pier had 150 calls, South Pier 60."}, ["FIG041"]),
    ({"alt": "North Pier had seven calls, South Pier nine."}, ["FIG041"]),
    ({"alt": "North Pier grew by 30 per cent, South Pier by 20 per cent."}, []),
    (
        {"alt": "Calls in y2019 and y2023: North Pier 100 and 130, South Pier 60 and 50."},
        ["FIG041"],
    ),
    ({"alt": "Calls in y2023 and y2019: North Pier 130 and 100, South Pier 60 and 50."}, []),
    ({"alt": "In y2019 North Pier had 100, South Pier 50 and 60."}, []),
    ({"alt": "Calls in 2019 and 2024."}, ["FIG041"]),
    ({"alt": "North Pier 150, South Pier 60.", "module": ("calls.yaml", "kind: line\n")}, []),
    ({"alt": "North Pier 150, South Pier 60.", "module": ("c.yaml", "alt: …\n")}, ["FIG041"]),
    ({"module": ("c.py", 'Ceiling(4, "Agreed: 5 days")')}, ["FIG031"]),
    ({"module": ("c.py", 'Ceiling(4, "Agreed: 4 days")')}, []),
    ({"module": ("c.py", 'Ceiling(1_500, "Agreed: 1,500")')}, []),
    ({"module": ("c.py", 'axhline(4, label="Agreed in 2019")')}, []),
    ({"module": ("c.py", 'axhline(4, label="Mean of 5 ports")')}, []),
    ({"module": ("c.py", 'axhline(50, label="上位3か国の平均")')}, []),
    ({"module": ("c.py", 'axhline(50, label="上限55隻")')}, ["FIG031"]),
    ({"texts": (*JAPANESE, "Number of calls")}, ["FIG042"]),
    ({"texts": (*JAPANESE, "IRBM", "km", "MQ-9", "Joint")}, []),
    ({"texts": ("Number of calls", "Year")}, []),
    ({"columns": ("港", "数(隻)")}, []),
    ({"columns": ("港", "数(機)")}, ["FIG043"]),
    ({"columns": ("港", "数(年)")}, []),
]


@pytest.mark.parametrize(("said", "rules"), CASES, ids=str)
def test_words_of_a_figure(said, rules):
    datasets, _ = datasets_of({"figures/data/calls.csv": CSV})
    facts, _ = facts_of(datasets)
    columns = said.get("columns", ("港", "数"))
    caption = said.get("caption", "Calls")
    figure = RenderedFigure(
        name="calls",
        svg=Path("calls.svg"),
        alt=said.get("alt", "Bars."),
        width_mm=100,
        height_mm=50,
        texts=said.get("texts", ()),
        cached=False,
        reason="",
        table=FigureTable(columns, ()),
    )
    drawn = Drawn(
        figure,
        said.get("module", ("figures/calls.py", "ALT = 'North Pier had 150'\n")),
        tuple(datasets.values()),
        (CSV,),
        tuple(facts.values()),
        (passage_in(caption, f"caption: {caption}", Location("c.yaml", 1, 1)),),
    )
    assert [each.rule.id for each in check_figure_words(drawn, "ja")] == rules
