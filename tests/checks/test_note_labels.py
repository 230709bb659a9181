"""Notes that are marked and not defined, defined and not marked, or defined twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hakusho.checks.note_labels import check_note_labels
from hakusho.data import vocabulary_of
from hakusho.source.note_definitions import definitions_in
from hakusho.source.parse import FORMAT
from hakusho.source.prose import prose_of
from hakusho.tools.pandoc import stream_lua
from read_yaml import read_yaml
from written import draft_of

FILE = Path(__file__).with_name("note_labels.yaml")
CASES = read_yaml(FILE)
NAMES = vocabulary_of({}, {}, "ja")


def found_in(texts):
    draft = draft_of(*texts, names=NAMES)
    proses = [prose_of(each.blocks, draft.positions, beside=True) for each in draft.chapters]
    numbers = {each.path: number for number, each in enumerate(draft.chapters, 1)}
    for each in check_note_labels(draft.chapters, proses, draft.positions):
        where = each.location
        place = f"{numbers[where.path]} {each.rule.id} {where.line}:{where.column}"
        yield place, f"{each.message} – {each.hint}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_labels_of_notes(case):
    found = sorted(found_in(case["texts"]))
    expected = sorted(tuple(" ".join(part) for part in _cut(said)) for said in case["found"])
    assert [place for place, _ in found] == [place for place, _ in expected]
    for (_, said), (_, part) in zip(found, expected, strict=True):
        assert part in said


def _cut(said):
    words = said.split(" ")
    return words[:3], words[3:]


def test_the_first_of_two_is_named():
    draft = draft_of("文[^a]。\n\n[^a]: 一。\n\n[^a]: 二。\n", names=NAMES)
    proses = [prose_of(each.blocks, draft.positions) for each in draft.chapters]
    (finding,) = check_note_labels(draft.chapters, proses, draft.positions)
    assert [str(each.location) for each in finding.related] == ["a.md:3:1"]


PIECES = [
    "[^a]: one\n", "[^a]: two\n    more\n", "[^b]: x\n\n    second [^a]\n", "para [^a] text\n",
    "para\n[^a]: not\n", "> [^b]: in quote\n", "> q [^b]\n> [^a]: lit\n", "- [^a]: item\n",
    "- it\n\n    [^b]: nested\n", "1. it\n\n   [^a]: nested\n", "```\n[^a]: code\n```\n",
    "    [^b]: indented code\n", "<!--\n[^a]: c\n-->\n", "\\[^a]: esc\n", "`[^a]: c`\n",
    "| x[^a] | y |\n|---|---|\n| [^b] | z |\n", "[^b]:\n", "[^a]:\n    late\n", "# H [^b]\n",
    "::: {.x}\n[^a]: in div\n:::\n", "x ^[inl [^b]: z]\n", "日本語[^a]である。\n[^b]: 注\n",
    "[^a]:nospace\n", "term\n:   def [^a]\n\n    [^b]: indef\n", "- a\n- b\n  [^a]: lit\n",
    "[^c]: - list\n    - [^a]: deep\n", "[^a]: ```\n    [^b]: code\n    ```\n", "[@k, [^a]: y]\n",
]  # fmt: skip
SAYS = """
local out = {}
local text = pandoc.json.decode(io.read('a'), false)
for _, message in ipairs(pandoc.log.silence(pandoc.read, text[1], text[2])) do
  table.insert(out, pandoc.json.encode(message))
end
io.write('[', table.concat(out, ','), ']')
"""


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=7))
def test_what_pandoc_says_is_what_is_found(tmp_path_factory, pieces):
    text = "\n".join(pieces)
    script = tmp_path_factory.mktemp("lua") / "says.lua"
    script.write_text(SAYS, encoding="utf-8")
    asked = json.dumps([text, FORMAT])
    said = json.loads("".join(stream_lua(script, (), text=asked, seconds=300)))
    draft = draft_of(text, names=NAMES)
    (chapter,) = draft.chapters
    found = definitions_in(chapter.path, chapter.blocks, draft.positions)
    unmarked = {each["key"] for each in said if each["type"] == "NoteDefinedButNotUsed"}
    repeated = [each["contents"] for each in said if each["type"] == "DuplicateNoteReference"]
    assert {each.label for each in found if not each.marked} == unmarked
    assert sorted(each.label for each in found if each.repeats) == sorted(repeated)
