"""Where each node of constructs of all kinds stands: line and column, and what is written there.

``places.yaml`` has for each text its blocks, one a line, in the order of the tree, with the inlines
behind them: kind, place, the source that it was read from (``↵`` for a line's end); where its
attributes and its definition are.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.ast.walk import elements
from hakusho.source.block_alignment import BlockReader
from read_yaml import read_yaml
from written import read_texts

BLOCKS = BlockReader("", 0).block_readers.keys()
CASES = read_yaml(Path(__file__).with_name("places.yaml"))


def said(blocks, positions):
    """The nodes of a text, a line for each block."""

    def written(at):
        return positions.written(at).replace("\n", "↵")

    lines = []
    # What pandoc keeps of a citation as it is written is printed nowhere.
    cites = (each for each in elements(blocks) if each["t"] == "Cite")
    kept = {id(inner) for cite in cites for inner in elements(cite["c"][1])}
    for element in (each for each in elements(blocks) if id(each) not in kept):
        nodes = element["c"][0] if element["t"] == "Cite" else ()
        for node in (element, *nodes):
            if "at" not in node or node.get("t") == "Space":
                continue
            place = positions.place(node["at"][0])
            kind = node.get("t") or f"@{node['citationId']}"
            line = f"{kind} {place.line}:{place.column} {written(node['at'])}"
            for key in ("attributes", "definition"):
                line += f" {key}: {written(node[key])}" if key in node else ""
            line += " unclosed" if node.get("unclosed") else ""
            if kind in BLOCKS or not lines:
                lines.append(line)
            else:
                lines[-1] += f" · {line}"
    return [line.rstrip() for line in lines]


@pytest.fixture(scope="module")
def read():
    blocks, positions = read_texts(case["text"] for case in CASES)
    return {case["name"]: said(each, positions) for case, each in zip(CASES, blocks, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_node_stands_where_it_was_written(read, case):
    assert read[case["name"]] == case["nodes"].splitlines()
