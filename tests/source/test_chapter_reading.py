"""Chapters read whole: what entities and templates bring that no edition can print."""

from __future__ import annotations

import pytest

from hakusho.ast.walk import elements, stringify
from hakusho.data.vocabulary import Vocabulary
from hakusho.paper.control_characters import CONTROL
from hakusho.paper.source_file import ChapterFile
from hakusho.source.chapter_reading import Asked, read
from hakusho.tools.keeping import Store, keeping

NAMES = Vocabulary(
    functions={
        "f": lambda: "一\x0b二\x0b",
        "g": lambda: "乙",
        "h": lambda: "乙",
        "p": lambda: "\ue000",
    },
    known={},
    filters={},
)


def read_one(text, **options):
    (blocks,), positions, findings = read(
        [Asked(ChapterFile("a.md", text), NAMES, **options)], seconds=60
    )
    assert {each.rule.id for each in findings} <= {"TYP010"}
    said = [f"{each.location} {each.message[22:28]}" for each in findings]
    return blocks, positions, said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲\n\n乙&#11;丙", ["a.md:3:2 U+000B"]),
        ("甲&#x0b;乙&#11;", ["a.md:1:2 U+000B"]),
        ("甲&#x1;*乙&#2;*", ["a.md:1:2 U+0001", "a.md:1:9 U+0002"]),
        ("甲&#x1f;", ["a.md:1:2 U+001F"]),
        ("甲&#12354;&amp;", []),
        ("甲{{ f() }}", ["a.md:1:2 U+000B"]),
        ("# 甲&#11;\n\n`乙`", ["a.md:1:4 U+000B"]),
        ('甲[乙]{.x key="a&#11;"}', ["a.md:1:15 U+000B"]),
    ],
)
def test_control_characters_are_found_where_their_entity_or_expression_stands(text, found):
    blocks, _, findings = read_one(text)
    assert findings == found
    assert CONTROL.search(stringify(blocks)) is None


def test_a_private_character_is_a_missing_type_whoever_brings_it():
    blocks, _, findings = read_one("甲&#xe000;\ue001{{ p() }}")
    assert (stringify(blocks).strip(), findings) == ("甲〓〓〓", [])


def test_only_some_expressions_are_filled_in():
    text = "一{{ g() }}二{{ g() }}三"
    for inside, place in ((True, "a.md:1:2"), (False, "a.md:1:12")):
        blocks, positions, _ = read_one(text, spans=((0, 2),), inside=inside)
        printed = [at for at in range(40) if not positions.is_typed(at)]
        assert str(positions.place(printed[0])) == place
        assert stringify(blocks).count("乙") == 1


def test_texts_that_are_read_later_stand_behind_those_before():
    first = Asked(ChapterFile("a.md", "甲"), NAMES)
    second = Asked(ChapterFile("b.md", "乙\n\n丙{{ g() }}"), NAMES)
    _, positions, _ = read([first], seconds=60)
    (blocks,), positions, findings = read([second], positions, seconds=60)
    assert findings == ()
    places = [
        str(positions.place(each["at"][0])) for each in elements(blocks) if each["t"] == "Str"
    ]
    assert places == ["b.md:1:1", "b.md:3:1"]
    assert str(positions.place(0)) == "a.md:1:1"
    assert len(positions.dropped) == 2


def test_blocks_are_the_same_ones_while_all_of_their_text_is():
    store, texts = Store(), ("甲{{ g() }}丙", "甲{{ h() }}丙", "甲{{ g() }}丙")
    with keeping(store):
        first, other, again = (read_one(text)[0] for text in texts)
    assert first == other  # printed alike, at the same places, and written otherwise
    assert first is not other
    assert first is again
