"""Each kind of mistake is looked for in chapters and in briefs: two texts that make nearly all."""

from itertools import groupby
from pathlib import Path

import pytest

from hakusho.pipeline.checking import check_paper
from read_yaml import read_yaml
from written import picture_bytes

TABLE = read_yaml(Path(__file__).with_name("every_check.yaml"))


@pytest.fixture
def found(make_paper):
    root = make_paper(
        {
            **TABLE["files"],
            **dict.fromkeys(
                ("report/chapters/w.png", "report/briefs/photo.png"), picture_bytes("png")
            ),
        }
    )
    result = check_paper(root, progress=lambda _step: None)
    return [(each.location.path, each.location.line, each.rule.id) for each in result.findings]


def test_every_kind_of_mistake_is_found_where_it_is_made(found):
    lines = {
        path: {
            line: [rule for *_, rule in those] for line, those in groupby(each, lambda it: it[1])
        }
        for path, each in groupby(found, lambda it: it[0])
    }
    assert lines == TABLE["found"]
