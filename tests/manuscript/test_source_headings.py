"""Headings in the source, compared with those that pandoc reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hakusho.ast.walk import attr_of
from hakusho.findings.places import places_of
from hakusho.manuscript.index import headings
from hakusho.manuscript.source_headings import section_end, source_headings
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse

CASES = YAML(typ="safe").load(Path(__file__).with_name("source_headings.yaml"))


@pytest.fixture(scope="module")
def parsed():
    """What pandoc reads in each case, in one run."""
    files = tuple(SourceFile(f"{at}.md", case["text"]) for at, case in enumerate(CASES))
    documents, findings = parse(files, seconds=20)
    assert findings == ()
    return {case["name"]: blocks for case, blocks in zip(CASES, documents, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_headings_are_those_that_pandoc_reads(case, parsed):
    places = places_of("c.md", case["text"])
    found = [[places.at(h.start).line, h.level, h.ident] for h in source_headings(case["text"])]
    assert found == case["headings"]
    read = [(each["c"][0], attr_of(each)[0]) for each in headings(parsed[case["name"]])]
    assert [(level, ident) for _, level, ident in found] == read


def test_a_section_ends_before_the_next_heading_of_its_rank():
    text = "# A\n\n## B\n\n### C\n\n## D\n"
    found = source_headings(text)
    ends = [section_end(found, at) for at in range(len(found))]
    assert ends == [None, text.index("## D"), text.index("## D"), None]
