"""A file with one letter too few, or one too many: what is said of it, and what is still read.

Held is, letter by letter, what is lost, what is read otherwise, and each finding.
"""

from __future__ import annotations

import pytest

from accepted_words import hold_lines, told
from hakusho.citations.bibliography import load_bibliography
from hakusho.paper.source_file import SourceFile

BIB = """\
@string{p = "Sea" # " Press"}
@book{a1, title = {On {War}}, year = 2020,
  publisher = p, note = "a {b} c",}
@comment{x}
@article(b2, author = {甲, 一 and 乙}, month = mar # "~3")
@misc{c3, title={T}}
"""
KEYS = {"a1", "b2", "c3"}


def read(text):
    bibliography, findings = load_bibliography([SourceFile("a.bib", text)])
    return {key: {**entry.fields} for key, entry in bibliography.entries.items()}, findings


def said_of(changed):
    """What is lost or read otherwise, and the findings."""
    whole, _ = read(BIB)
    fields, findings = read(changed)
    lost = sorted(KEYS - fields.keys())
    other = {
        f"{key}.{name}={value}"
        for key, own in fields.items()
        for name, value in own.items()
        if whole.get(key, {}).get(name) != value
    }
    missing = {
        f"-{key}.{name}"
        for key in whole
        if key in fields
        for name in whole[key].keys() - fields[key].keys()
    }
    told_of = [told(each).removeprefix("a.bib:").partition(" | ")[0] for each in findings]
    return " | ".join([f"lost {lost}", *sorted(other), *sorted(missing), *told_of])


def _around(at):
    return BIB[max(at - 6, 0) : at + 6].replace("\n", "⏎")


@pytest.mark.parametrize("more", ["", "{", "}", '"', ",", "@", "#", ")"])
def test_what_is_told_of_each(request, more):
    """Of each place where a word ends or a mark stands: without it, or with one more before it."""
    lines = []
    for at, letter in enumerate(BIB):
        if letter.isalnum() and BIB[at - 1].isalnum():
            continue
        changed = BIB[:at] + more + BIB[at + (not more) :]
        lines.append(f"{at} {_around(at)}: {said_of(changed)}")
    hold_lines(request, lines, "read")


def test_the_file_as_it_is():
    fields, findings = read(BIB)
    assert findings == ()
    assert fields.keys() == KEYS
    assert fields["a1"] == {
        "title": "On {War}",
        "year": "2020",
        "publisher": "Sea Press",
        "note": "a {b} c",
    }
