"""By which pieces of text a withheld passage is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from hakusho.findings import Location
from hakusho.manuscript.conditions import Reader
from hakusho.manuscript.markers import Positions, mark, mark_passages
from hakusho.manuscript.model import Chapter, Draft
from hakusho.manuscript.parse import parse
from hakusho.manuscript.withheld import Partition, comparable, partition, weight, withheld_texts
from hakusho.paper.source_file import SourceFile

CASES = YAML(typ="safe").load(Path(__file__).with_name("withheld.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def drafts():
    positions, sources = Positions(), []
    for case in CASES:
        text, positions = mark("a.md", case["text"], positions)
        text, positions = mark_passages("a.md", text, positions)
        sources.append(SourceFile("a.md", text))
    blocks, _ = parse(tuple(sources), seconds=20)
    return {
        case["name"]: Draft((Chapter("a.md", case["text"], each),), {}, positions)
        for case, each in zip(CASES, blocks, strict=True)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pieces(drafts, case):
    reader = Reader(case.get("language", "ja"), case.get("reader", ""))
    divided = partition(drafts[case["name"]], reader, case.get("edition", ""))
    found = withheld_texts(divided, case.get("printed", ()), case.get("labels", ()))
    assert [piece.text for piece in found] == case["pieces"]


@given(
    secret=st.text(st.sampled_from("ab cé日本国の港.。,、\n「」-"), min_size=1, max_size=300),
    shown=st.lists(st.text(st.sampled_from("ab c日本.。\n"), max_size=60), max_size=3),
)
def test_pieces_come_from_the_secret_and_not_from_what_is_shown(secret, shown):
    divided = Partition(tuple(shown), ((Location("a.md", 1), secret),), ())
    pieces = withheld_texts(divided)
    whole, open_text = comparable(secret), [comparable(text) for text in shown]
    for piece in pieces:
        assert piece.text in whole
        assert not any(piece.text in text for text in open_text)
        assert 16 <= weight(piece.text) <= 42
    if not shown and weight(whole) >= 16:
        assert pieces
