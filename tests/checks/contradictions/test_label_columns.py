"""CON039: what a table of data says in two languages, in columns that end in _ja and _en."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions import check_label_columns
from hakusho.data.datasets import datasets_of

HEAD = "id,side_ja,side_en,note_en\n"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("a,日本側,Japan,x\nb,米国側,The United States,y\n", []),
        ("a,日本側,Japan,x\nb,米国側,Japan,y\n", ["figures/data/f.csv:3:7"]),
        ("a,78指針,1997 Guidelines,x\nb,97指針,1978 Guidelines,y\n", [
            "figures/data/f.csv:2:8", "figures/data/f.csv:3:8",
        ]),
        ("a,,Japan,Japan\nb,米国側,,China\n", []),  # of one language alone
    ],
)  # fmt: skip
def test_columns_in_two_languages(rows, found):
    datasets, problems = datasets_of({"figures/data/f.csv": HEAD + rows})
    assert not problems
    findings = [*check_label_columns(datasets.values())]
    assert [str(each.location) for each in findings] == found
    assert {each.rule.id for each in findings} <= {"CON039"}
