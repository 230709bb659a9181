"""Classes, attributes and measures: what is found where, and that the table is the editions'."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hakusho
from hakusho.checks.unknown_names import House, check_names
from hakusho.manuscript.conditions import Reader
from hakusho.manuscript.known_names import CLASSES, KEYS, keys_of
from hakusho.manuscript.model import Chapter, Draft
from read_yaml import read_yaml
from written import read_texts

CASES = read_yaml(Path(__file__).with_name("names.yaml"))
EDITIONS = frozenset({"pdf", "epub", "html", "docx"})
STYLED = frozenset({"side-note", "placement", "style", "onclick"})
MADE = frozenset(
    {
        "note",
        "continued",
        "source-line",
        "references",
        "csl-entry",
        "note-separator",
        "noteref",
        "caption-number",
        "figure-companion",
        "figure-space",
        "noted-table",
        "exhibit-list",
        "page-reference",
        "marked-list",
        "list-mark",
        "equation-number",
        "lead-in",
        "before-table",
        "lone-image",
    }
)
"""Classes that the engine gives to what it makes itself."""


@pytest.fixture(scope="module")
def texts():
    blocks, positions = read_texts(case["text"] for case in CASES)
    return dict(zip((case["name"] for case in CASES), blocks, strict=True)), positions


def _found(draft, *, editions=EDITIONS, briefs=None):
    house = House(frozenset(editions), briefs or {}, {"ships"}, lambda: STYLED)
    found = sorted(check_names(draft, house, Reader("ja")), key=lambda each: each.sort_key)
    lines = [f"{f.rule.id} {f.location.line}:{f.location.column} {f.message}" for f in found]
    return lines, [finding.hint for finding in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_names(texts, case):
    blocks, positions = texts
    draft = Draft((Chapter("a.md", blocks[case["name"]]),), {}, positions)
    briefs = {"minister": EDITIONS} if case.get("briefs") else {}
    lines, hints = _found(draft, editions=case.get("editions", EDITIONS), briefs=briefs)
    assert lines == case["found"]
    assert [hint for hint in case.get("hints", ()) if hint not in hints] == []


def test_a_brief_is_asked_about_its_own_editions():
    text = '::: {.columns}\n[x]{custom-style="Key"}[y]{.foo}\n:::\n'
    (blocks,), positions = read_texts([text])
    draft = Draft((), {"minister": Chapter("a.md", blocks)}, positions)
    assert _found(draft, briefs={"minister": frozenset({"docx"})})[0] == [
        "TYP004 2:28 nothing knows the class '.foo'"
    ]
    lines, _ = _found(draft, briefs={"minister": frozenset({"docx", "pdf"})})
    assert lines[0] == "TYP004 2:5 'custom-style' is dropped in PDF"


def test_the_table_has_every_class_that_a_writer_asks_for():
    lua = Path(hakusho.__file__).parent / "editions" / "lua"
    asked = set()
    for file in lua.glob("*.lua"):
        text = file.read_text(encoding="utf-8")
        asked.update(re.findall(r"classes:includes\('([\w-]+)'\)", text))
    assert {"columns", "numbers", "wide"} <= asked
    assert asked - MADE <= CLASSES.keys()


def test_an_attribute_means_something_by_itself_or_beside_a_class():
    beside = set(keys_of(*CLASSES))
    assert beside & KEYS.keys() == {"lang", "width"}
