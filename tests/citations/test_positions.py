"""Positions against what citeproc prints: 同上 where we say ibid, 前掲 where we say subsequent."""

from __future__ import annotations

import random

import pytest

from hakusho.citations.cite_positions import Placement, cited_place, positions_of
from hakusho.citations.entries import CitationUse
from hakusho.findings import Location
from hakusho.manuscript.index import index_of
from written import draft_of

KEYS = ("kitai", "tokuchi", "kurita", "fukuda")
BEGINS = {"kitai": "北井邦亮", "tokuchi": "徳地秀士", "kurita": "栗田真広", "fukuda": "福田毅"}
LATER = {"kitai": "北井", "tokuchi": "徳地", "kurita": "栗田", "fukuda": "福田"}
LOCATORS = ("", "", ", 3頁", ", 4頁", ", 第3章")
DOCUMENTS = 150


def citation(rng):
    return f"@{rng.choice(KEYS)}{rng.choice(LOCATORS)}"


def piece(rng):
    kind = rng.randrange(8)
    if kind == 0:
        return "甲^[手書きの注。]。"
    if kind == 1:
        return f"甲^[[{citation(rng)}]。]。"
    if kind == 2:
        return f"甲^[[{citation(rng)}]。[{citation(rng)}]。]。"
    if kind == 3:
        return f"甲[{citation(rng)}; {citation(rng)}]。"
    if kind == 4:
        return f"@{{{rng.choice(KEYS)}}}は。"
    return f"甲[{citation(rng)}]。"


def document(seed):
    rng = random.Random(seed)  # noqa: S311  not for secrets
    pieces = [piece(rng) for _ in range(rng.randrange(3, 9))]
    for at in range(len(pieces)):
        if rng.random() < 0.15:
            pieces[at] = f"\n\n# 章\n\n{pieces[at]}"
    return "".join(pieces)


def index(*texts):
    draft = draft_of(*texts)
    return [index_of([chapter], draft.positions) for chapter in draft.chapters]


def worded(placement, key):
    """How a note begins, and what it names."""
    if placement.position == "first":
        return BEGINS[key], ""
    if placement.position == "subsequent":
        return f"{LATER[key]}前掲", f"（注{placement.first_note}）"
    return "同上", ""


@pytest.mark.parametrize("restart", ["document", "chapter"])
def test_positions_are_those_of_the_processor(print_citations, restart):
    texts = [document(f"{restart}{seed}") for seed in range(DOCUMENTS)]
    printed = print_citations(texts, restart=restart)
    for text, found, out in zip(texts, index(*texts), printed, strict=True):
        placed = positions_of(found.citations, per_chapter=restart == "chapter")
        notes = list(out.notes)
        for use, placement in zip(found.citations, placed, strict=True):
            begins, names = worded(placement, use.key)
            rest = notes[use.note - 1].lstrip("；。")
            assert rest.startswith(begins), (text, use, placement, out.notes)
            stop = min((rest.find(mark) for mark in "；。" if mark in rest), default=len(rest))
            assert names in rest[:stop], (text, use, placement, out.notes)
            notes[use.note - 1] = rest[stop:]


def uses(*rows):
    return [
        CitationUse(key, Location("a.md"), locator, group=group, note=note, place=place)
        for group, (key, note, locator, place) in enumerate(rows)
    ]


def test_source_lines_stand_outside_the_sequence():
    rows = uses(
        ("kitai", 1, ", 3頁", "text"), ("kitai", 0, "", "caption"), ("kitai", 2, "３頁", "text")
    )
    assert positions_of(rows) == [
        Placement("first", 1), Placement("first", 0), Placement("ibid", 1, 0)
    ]  # fmt: skip


def test_keys_are_compared_in_composed_form():
    rows = uses(("か\u3099", 1, "", "text"), ("が", 2, "", "text"))
    assert positions_of(rows)[1] == Placement("ibid", 1, 0)


@pytest.mark.parametrize("text", [", 46頁", ", {p. 46}", ", {46頁}", "46", "、４６頁"])
def test_a_place_is_the_same_in_every_form(text):
    assert (cited_place(text).label, cited_place(text).value) == ("page", "46")
