"""Labels that are typed beside what prints them, in the text and in captions."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hakusho.checks.typed_labels import check_caption_labels, check_typed_labels
from hakusho.checks.typed_references import check_typed_references, printed_in
from hakusho.manuscript.index import index_of
from hakusho.source.prose import prose_of
from written import draft_of

FILE = Path(__file__).with_name("typed_labels.yaml")
CASES = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
PAPER = """\
# 現状 {#sec-present}

![港の数](a){#fig-ports}

# 規則 {#sec-rules}

| 甲 |
|---|
| 乙 |

: 規則 {#tbl-rules}

# 謝辞 {.unnumbered #sec-thanks}

"""


def found_in(text, language):
    draft = draft_of(f"{PAPER}{text}\n")
    index = index_of(draft.chapters, draft.positions)
    prose = prose_of(draft.chapters[0].blocks, draft.positions, beside=True)
    return [*check_typed_labels(prose, printed_in(index, language, sections=True))]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_labels_before_references(language):
    for case in CASES[language]:
        found = found_in(case["text"], language)
        assert [each.message for each in found] == case["found"], case["text"]
        assert {each.rule.id for each in found} <= {"XRF005"}


def test_a_label_is_found_where_it_begins():
    found = found_in("見よ。図 @fig-ports と[図 @fig-ports]", "ja")
    assert [(each.location.line, each.location.column) for each in found] == [(15, 4), (15, 19)]


def test_a_translation_prints_the_words_of_its_language():
    text = '::: {.translation lang="en" of="sec-rules"}\nFigure @fig-ports shows it.\n:::'
    assert [each.message for each in found_in(text, "ja")] == [
        "Figure @fig-ports prints 'Figure Figure 1'"
    ]


@pytest.mark.parametrize("case", CASES["captions"], ids=lambda case: case["text"])
def test_numbers_typed_in_captions(case):
    draft = draft_of(f"![{case['text']}](a){{#fig-a}}\n\n| 甲 |\n|---|\n\n: {case['text']}\n")
    index = index_of(draft.chapters, draft.positions)
    found = [*check_caption_labels(index.captions)]
    expected = [(1, 3), (6, 3)] if case["found"] else []
    assert [(each.location.line, each.location.column) for each in found] == expected
    assert all(each.message.startswith(f"{case['found']} is typed") for each in found)
    # One mistake is one finding.
    prose = prose_of(draft.chapters[0].blocks, draft.positions, beside=True)
    typed = [*check_typed_references(prose, printed_in(index, "ja", sections=True))]
    assert not (found and typed)


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("図@fig:aは図である。", ["Write @fig-a, and {#fig-a} for its target."]),
        ("図は@Fig-aと@tab:xのとおり。", ["Write @fig-a", "Write @tbl-x"]),
        ("連絡は山@example-b、me@fig-x.example まで。", []),
    ],
)
def test_references_that_are_read_as_text(text, hints):
    found = found_in(text, "ja")
    assert [each.rule.id for each in found] == ["XRF001"] * len(hints)
    assert all(hint in each.hint for hint, each in zip(hints, found, strict=True))
