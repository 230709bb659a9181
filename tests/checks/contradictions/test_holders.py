"""CON040: who held an office when."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.contradictions.holders import check_holders
from hakusho.checks.contradictions.passages import passage_of
from read_yaml import read_yaml
from written import proses_of

KINDS = read_yaml(Path(__file__).with_name("holders.yaml"))


def _by_kind(what):
    return [pytest.param(kind.get(what, []), id=kind["kind"]) for kind in KINDS]


def _found(text):
    (prose,) = proses_of([text])
    return [each.rule.id for each in check_holders(passage_of(prose))]


@pytest.mark.parametrize("texts", _by_kind("right"))
def test_what_is_true_is_quiet(texts):
    assert [text for text in texts if _found(text)] == []


@pytest.mark.parametrize("texts", [each for each in _by_kind("wrong") if each.values[0]])
def test_what_did_not_happen_is_told(texts):
    assert {text: _found(text) for text in texts} == {text: ["CON040"] for text in texts}
