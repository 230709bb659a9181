"""What is told of an edition that departs from its paper, part by part, without either."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from hakusho.collation.apparatus import Entry, apparatus
from hakusho.collation.bare_text import note_sign
from hakusho.collation.disagreements import disagreements, unreadable
from hakusho.collation.exemplar import Exemplar, Passage
from hakusho.collation.variants import Variant
from hakusho.collation.witness import Witness
from hakusho.findings import Location

CASES = yaml.safe_load(Path(__file__).with_name("apparatus.yaml").read_text(encoding="utf-8"))
PLACE = Location("a.md", 3)
PASSAGES = {"flow", "captions", "cells", "drawn", "readings"}


def _signed(text):
    return re.sub(r"\{(\d+)\}", lambda match: note_sign(match[1]), text)


def _exemplar(given):
    made = Exemplar(
        **{key: value for key, value in given.items() if key not in {*PASSAGES, "notes"}}
    )
    for key in PASSAGES & given.keys():
        setattr(made, key, [Passage(f"{_signed(text)}\n") for text in given[key]])
    made.notes = [(number, Passage(text)) for number, text in given.get("notes", {}).items()]
    return made


def _witness(given):
    kept = {
        key: _signed(value) if isinstance(value, str) else value for key, value in given.items()
    }
    kept |= {"notes": tuple(given.get("notes", {}).items())}
    return Witness(**kept)


@pytest.mark.parametrize("case", CASES, ids=lambda case: "; ".join(case["told"]) or "nothing")
def test_what_is_told_of_an_edition(case):
    entries = apparatus(_exemplar(case["ours"]), _witness(case["theirs"]))
    found = disagreements({"a.html": entries}, lambda _entry: PLACE)
    assert [f"{each.rule.id} {each.message}" for each in found] == case["told"]
    assert {each.location for each in found} <= {PLACE}


def test_a_fault_of_several_editions_is_told_once_and_no_more_than_twenty_are():
    entries = [Entry("text", Variant("lost", f"word {at}", "", "x")) for at in range(30)]
    found = disagreements({"a.html": entries[:1], "a.pdf": entries}, lambda _entry: PLACE)
    assert len(found) == 20
    assert str(found[0].message).startswith("a.html, a.pdf, ")
    assert str(found[1].message).startswith("a.pdf, ")


@pytest.mark.parametrize(
    ("fault", "rule", "words"),
    [("moved", "OUT013", "in another place"), ("twice", "OUT012", "once more")],
)
def test_what_stands_elsewhere_or_twice(fault, rule, words):
    entry = Entry("text", Variant(fault, "", "long " * 20, "x"))
    (found,) = disagreements({"a.html": [entry]}, lambda _entry: PLACE)
    assert found.rule.id == rule
    assert words in found.message
    quoted = re.search("“(.*)”", str(found.message))[1]
    assert 50 < len(quoted) <= 61
    assert quoted.endswith("…")


def test_an_edition_that_cannot_be_read_back():
    found = unreadable("a.pdf", ValueError("no page"), PLACE)
    assert (found.rule.id, str(found.message)) == ("OUT015", "a.pdf cannot be read back: no page")
