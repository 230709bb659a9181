"""What changes a value in attributes as they are written."""

from __future__ import annotations

import pytest

from hakusho.ast.walk import elements
from hakusho.source.attributes import are_given, with_value
from written import draft_of, read_texts


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("{.x of=a}", '{.x of=a k="new"}'),
        ('{.x k="old" of=a}', '{.x k="new" of=a}'),
        ("{.x k='o l d'}", '{.x k="new"}'),
        ("{.x k=old }", '{.x k="new" }'),
        ('{.x of="a k=b" }', '{.x of="a k=b" k="new" }'),
        ('{.x kk="old"}', '{.x kk="old" k="new"}'),
        ("{k=old}", '{k="new"}'),
    ],
)
def test_a_value_is_changed_or_added(written, changed):
    text = f"文。\n\n::: {written}\n文。\n:::\n"
    draft = draft_of(text)
    (_, div) = draft.chapters[0].blocks
    start, old, new = with_value(div["attributes"], draft.positions, "k", "new")
    assert text[start:].startswith(old)
    assert text[:start] + new + text[start + len(old) :] == text.replace(written, changed)


@pytest.mark.parametrize("text", ["![a](b.png) {width=50%} c", "[a](b) {.x} c", "`a` {.x} c"])
def test_attributes_behind_a_space_are_words(text):
    (blocks,), _ = read_texts([text])
    words = {each["c"]: each for each in elements(blocks) if each["t"] == "Str"}
    at = text.index("{")
    assert words[text[at : text.index("}") + 1]]["at"][0] == at
    assert not [each for each in elements(blocks) if "attributes" in each]


@pytest.mark.parametrize(
    ("written", "given"),
    [('{alt="a"}', True), ("{.alt}", False), ("{#alt alt=a}", True), ('{x="alt=1"}', False)],
)
def test_whether_a_key_is_given(written, given):
    draft = draft_of(f"[語]{written}")
    (span,) = draft.chapters[0].blocks[0]["c"]
    assert are_given(span["attributes"], draft.positions, "alt") is given
