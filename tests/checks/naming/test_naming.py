"""NAM: names of persons, bodies and things, by a table of texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.naming import (
    check_bodies,
    check_glosses,
    check_names_of_terms,
    check_near_names,
    check_persons,
)
from hakusho.checks.naming.one_slip import is_one_slip
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile
from hakusho.paper.terms import Abbreviation, Body
from read_yaml import read_yaml
from written import proses_of

CASES = read_yaml(Path(__file__).with_name("names.yaml"))
BIB = """
@book{a, author = {鬼頭, 健司}, title = {港}, date = {2024}}
@book{b, author = {渡辺, 守}, title = {島}, date = {2024}}
@book{c, author = {Tidewell, Rosalind}, title = {The Clause}, date = {2019}}
"""
WORKS = works_of(load_bibliography([SourceFile("a.bib", BIB)])[0].entries.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_names(case):
    assert sorted(each.rule.id for each in _found(proses_of([case["text"]]))) == case["found"]


def _found(proses):
    yield from check_persons(proses, WORKS)
    yield from check_bodies(proses, [Body("港務庁", "", "2001-01-05", "港務省")], 2026)
    yield from check_near_names(
        proses, {"反撃能力", "周辺事態安全確保法成立", "78指針", "97指針"}, {"港"}
    )
    yield from check_glosses(proses)


def test_what_is_told_of_each(hold_words):
    texts = [case["text"] for case in CASES]
    proses = proses_of(texts)
    hold_words({text: [*_found([prose])] for text, prose in zip(texts, proses, strict=True)})


def test_what_a_name_is_held_against_is_named():
    (found,) = check_persons(proses_of(["鬼頭健二が説く。"]), WORKS)
    assert str(found.related[0].location) == "a.bib:2:20"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("anselm", "ansel", True),
        ("anselm", "anslem", True),
        ("anselm", "anselms", True),
        ("anselm", "anxelm", True),
        ("anselm", "anselm", False),
        ("anselm", "ansmel", False),
        ("anselm", "anse", False),
        ("abcd", "badc", False),
    ],
)
def test_one_slip(one, other, near):
    assert is_one_slip(one, other) is near
    assert is_one_slip(other, one) is near


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("地対空誘導弾能力向上型を持つ。", ["NAM003"]),
        ("地対艦誘導弾能力向上型を持つ。", []),
        ("防衛能力と防空能力を持つ。", []),
    ],
)
def test_long_words_of_the_data_are_names(text, found):
    cells = {"地対艦誘導弾能力向上型を整備", "防衛能力"}
    findings = check_near_names(proses_of([text]), (), (), cells)
    assert [each.rule.id for each in findings] == found


NEAR = read_yaml(Path(__file__).with_name("bounds.yaml"))


@pytest.fixture(scope="module")
def near_proses():
    return proses_of([case["text"] for case in NEAR])


@pytest.mark.parametrize("at", range(len(NEAR)), ids=lambda at: NEAR[at]["text"])
def test_how_near_a_name_has_to_be(at, near_proses):
    case = NEAR[at]
    told = check_near_names(
        [near_proses[at]], *({*case.get(of, ())} for of in ("words", "titles", "cells"))
    )
    assert [[*each.message.values.values()][-1] for each in told] == case["found"]


@pytest.mark.parametrize(
    ("ja", "en", "found"),
    [
        ("日米安全保障協議委員会", "Joint Cable Board", []),
        ("日米安全保障協議会", "", ["日米安全保障協議会"]),
        ("日米協議会", "", []),
        ("", "Joint Cables Board", ["Joint Cables Board"]),
        ("", "Joint Port Board", []),
    ],
)
def test_a_term_that_is_written_otherwise_in_the_text(ja, en, found):
    text = "日米安全保障協議委員会を開いた。\n\nThe partners met at the Joint Cable Board (JCB)."
    terms = [Abbreviation("JCB", ja, en)]
    findings = [*check_names_of_terms(proses_of([text]), terms, ())]
    assert [str(each.message).split(" stands")[0] for each in findings] == found
