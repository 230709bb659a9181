"""Where sections and points stand in a chapter's source."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hakusho.manuscript.source_sections import Stretch, point_stretches, section_stretches
from hakusho.paper.source_file import SourceFile

CASES = YAML(typ="safe").load(Path(__file__).with_name("source_stretches.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_stretches(case):
    chapter = SourceFile("c.md", case["text"])
    if "sections" in case:
        expected = {ident: Stretch("c.md", *lines) for ident, lines in case["sections"].items()}
        assert section_stretches(chapter) == expected
    if "points" in case:
        expected = tuple(Stretch("c.md", *lines) for lines in case["points"])
        assert point_stretches(chapter, "m") == expected
