"""Each text of the tables beside through all checks of citations, held together."""

from __future__ import annotations

from pathlib import Path

import pytest

from accepted_words import hold_lines, told_whole
from checks.citations.conftest import cited_texts
from hakusho.checks.citations import check_citations
from read_yaml import read_yaml

HERE = Path(__file__).parent
TABLES = ("glued", "quotations", "ambiguity", "literal_keys", "source_lines", "locators")
NEVER_CITED = "CIT004"
PLACES = "甲[@{}{}]。乙は@{} [{}]という。"


def texts_in(name):
    """The texts of a table; what stands after a citekey stands there behind several."""
    cases = read_yaml(HERE / f"{name}.yaml")
    if name != "unread_places":
        return [case["text"] for case in cases]
    keys = ("mod2023", "kitai2024", "itayama2017", "smith2019", "online2020")
    return [
        PLACES.format(key, case["after"], key, case["after"].lstrip(", "))
        for case in cases
        for key in keys[:: 1 if case["found"] else 2]
    ]


@pytest.mark.parametrize("name", [*TABLES, "unread_places", "short_forms"])
def test_what_is_told_of_each(request, name):
    if name == "short_forms":
        again = "甲[@a, 1頁]。乙[@b, 1頁]。丙[@a, 2頁]。丁[@b, 2頁]。「甲」[@a]。"
        papers = [{"text": again, "bib": case["bib"]} for case in read_yaml(HERE / f"{name}.yaml")]
    else:
        papers = [{"text": text} for text in texts_in(name)]
    lines = []
    for paper, cited in zip(papers, cited_texts(papers), strict=True):
        told = (each for each in check_citations(cited) if each.rule.id != NEVER_CITED)
        found = sorted(told_whole(each).removeprefix("c1.md:") for each in told)
        given = paper.get("bib", paper["text"]).strip().replace("\n", "⏎")
        lines += [f"## {given[:70]}", *found] if found else []
    hold_lines(request, lines, "read")
