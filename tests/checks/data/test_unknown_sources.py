"""DAT031: sources of data that the bibliography does not have."""

from __future__ import annotations

import pytest

from hakusho.checks.data.unknown_sources import check_unknown_sources
from hakusho.citations.bibliography import load_bibliography
from hakusho.data.datasets import datasets_of
from hakusho.paper.source_file import SourceFile

BIB = "@report{works2020, title = {Ships}}"
ROWS = "id,value,source\na,1,works2020\nb,2,works2002\nc,3,works2002\nd,4,\n"
WORDS = "schema: {source: text}\n"
NO_CITEKEYS = (
    "If the column 'source' holds no citekeys, say so in the sidecar: schema: {source: text}."
)


@pytest.mark.parametrize(
    ("files", "cited", "found"),
    [
        ({"f.csv": ROWS}, (), [("f.csv:3:5", "Did you mean works2020?")]),
        ({"f.csv": ROWS}, ("works2002",), []),
        ({"f.csv": ROWS, "f.meta.yaml": WORDS}, (), []),
        ({"f.csv": "id,value,source\na,1,Bureau\n"}, (), [("f.csv:2:5", NO_CITEKEYS)]),
        ({"f.csv": "a,b\n1,2\n", "f.meta.yaml": "source: works2020\n"}, (), []),
        (
            {"f.csv": "a,b\n1,2\n", "f.meta.yaml": "locator: p. 1\nsource: work2020\n"},
            (),
            [("f.meta.yaml:2:1", "Did you mean works2020?")],
        ),
        (
            {"f.yaml": "meta: {source: works202}\nports: [{name: a}]\n"},
            (),
            [("f.yaml:1:8", "Did you mean works2020?")],
        ),
    ],
)
def test_sources_without_an_entry(files, cited, found):
    texts = {f"figures/data/{name}": text for name, text in files.items()}
    datasets, _ = datasets_of(texts)
    bibliography, _ = load_bibliography([SourceFile("a.bib", BIB)])
    told = [*check_unknown_sources(datasets.values(), bibliography, ["a.bib"], cited)]
    where = [str(each.location).removeprefix("figures/data/") for each in told]
    assert list(zip(where, [str(each.hint) for each in told], strict=True)) == found
    assert not [*check_unknown_sources(datasets.values(), bibliography, [], cited)]
