"""What is looked for quickly is found wherever its expression stands."""

from __future__ import annotations

import re
from re import _parser  # type: ignore[attr-defined]  # how the standard library reads expressions

import pytest

from hakusho.checks.prose.word_lists import WordList, rows_of

LISTS = (
    "british", "grammar", "look_alikes", "misconversions", "misspellings", "notes_to_oneself",
    "spellings",
)  # fmt: skip


def _written(parsed, most):
    """A text that an expression describes, with what may be left out or without, by its last branch or first."""
    text = ""
    for kind, value in parsed:
        name = str(kind)
        if name in {"LITERAL", "NOT_LITERAL"}:
            text += chr(value) if name == "LITERAL" else "〓"
        elif name == "IN":
            text += _letter(value)
        elif name in {"MAX_REPEAT", "MIN_REPEAT"}:
            fewest, _, inner = value
            text += _written(inner, most) * max(fewest, int(most))
        elif name == "SUBPATTERN":
            text += _written(value[3], most)
        elif name == "BRANCH":
            text += _written(value[1][-1 if most else 0], most)
        elif name == "ANY":
            text += "〓"
        elif name == "ASSERT" and value[0] > 0:
            text += _written(value[1], most)
        elif name == "ASSERT":
            text = _written(value[1], most) + text
    return text


def _letter(choices):
    name, value = next(((str(k), v) for k, v in choices if str(k) != "NEGATE"), ("", 0))
    if any(str(kind) == "NEGATE" for kind, _ in choices):
        return "〓"
    return {"LITERAL": lambda: chr(value), "RANGE": lambda: chr(value[0])}.get(
        name, lambda: "a1"[name == "x"]
    )()


@pytest.mark.parametrize("name", LISTS)
def test_letters_that_are_told_beforehand_stand_in_every_match(name):
    tried = 0
    for pattern, *_ in rows_of(f"{name}.tsv"):
        parsed = _parser.parse(pattern)
        for text in (_written(parsed, most=False), _written(parsed, most=True)):
            if re.search(pattern, text):
                tried += 1
                assert next(WordList([pattern], [pattern]).found_in(text), None), (pattern, text)
    assert tried >= len(rows_of(f"{name}.tsv"))
