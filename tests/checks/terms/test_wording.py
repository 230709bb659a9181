from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.terms import check_wording
from hakusho.paper.terms import Abbreviation, Preferred, Terms
from read_yaml import read_yaml
from written import proses_of

CASES = read_yaml(Path(__file__).with_name("wording.yaml"))
TERMS = Terms(
    (Abbreviation("GWG", "ガイドライン作業部会", ""),),
    (
        Preferred("指針", ("ガイドライン",)),
        Preferred("78指針", ("旧指針", "1978年指針", "78ガイドライン")),
        Preferred("防衛ガイドライン協定", ("防衛協定",)),
        Preferred("mainland", ("homeland",)),
        Preferred("submarine cable", ("undersea cable",)),
    ),
    (("ウクライナ侵攻", "ウクライナ侵略"),),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_one_word_for_one_thing(case):
    found = sorted(check_wording(proses_of([case["text"]]), TERMS), key=lambda each: each.location)
    assert [(f.rule.id, str(f.location)) for f in found] == [
        (rule_id, place) for rule_id, place, _ in case["found"]
    ]
    said = [f"{f.message} {[str(each.location) for each in f.related]}" for f in found]
    assert all(part in text for text, (_, _, part) in zip(said, case["found"], strict=True))


def test_what_is_told_of_each(hold_words):
    texts = [case["text"] for case in CASES]
    proses = proses_of(texts)
    hold_words(
        {text: [*check_wording([prose], TERMS)] for text, prose in zip(texts, proses, strict=True)}
    )


def test_words_are_counted_over_all_texts():
    texts = ["ウクライナ侵攻\n", "ウクライナ侵略、ウクライナ侵略\n"]
    (finding,) = check_wording(proses_of(texts, paths=["a.md", "b.md"]), TERMS)
    assert str(finding.location) == "a.md:1:1"
    assert [str(each.location) for each in finding.related] == ["b.md:1:1"]


def test_without_words_nothing_is_read():
    assert list(check_wording(proses_of(["ガイドライン"]), Terms())) == []
