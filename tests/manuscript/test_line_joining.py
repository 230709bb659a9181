from pathlib import Path

import pytest

from hakusho.ast.walk import stringify
from hakusho.manuscript.line_joining import join_lines
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).parent / "line_joining.yaml")


@pytest.fixture(scope="module")
def parsed():
    files = tuple(SourceFile(str(n), case["source"]) for n, case in enumerate(CASES))
    return parse(files, seconds=300)[0]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["text"] for case in CASES])
def test_breaks_beside_japanese_vanish(parsed, number):
    case = CASES[number]
    assert stringify(join_lines(parsed[number], case.get("language", "ja"))) == case["text"]
