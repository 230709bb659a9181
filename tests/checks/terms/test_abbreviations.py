from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.terms import check_abbreviations
from hakusho.paper.terms import Abbreviation, Terms
from hakusho.source.positions import Positions, Prepared
from hakusho.source.prose import Prose
from read_yaml import read_yaml
from written import proses_of

CASES = read_yaml(Path(__file__).with_name("abbreviations.yaml"))
TERMS = Terms(
    (
        Abbreviation("ACM", "同盟調整メカニズム", "Alliance Coordination Mechanism"),
        Abbreviation("AI", "人工知能", "artificial intelligence", expands=False),
        Abbreviation("SDC", "防衛協力小委員会", "Subcommittee for Defense Cooperation"),
    )
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_introductions_by_hand(case):
    found = sorted(_found(case), key=lambda finding: (finding.rule.id, finding.location))
    assert [(f.rule.id, str(f.location)) for f in found] == [
        (rule_id, place) for rule_id, place, _ in case["found"]
    ]
    said = [f"{f.message} {[str(each.location) for each in f.related]}" for f in found]
    assert all(part in text for text, (_, _, part) in zip(said, case["found"], strict=True))


def _found(case):
    chapters = case.get("chapters") or {"c.md": case["text"]}
    texts = proses_of(chapters.values(), paths=chapters)
    used = () if case.get("unused") else ("SDC ACM",)
    return list(check_abbreviations(texts, TERMS, ("AI", *used, *case.get("elsewhere", ()))))


def test_without_abbreviations_nothing_is_checked():
    texts = proses_of(["日米合同委員会（XYZ）は。後のXYZは\n"])
    assert list(check_abbreviations(texts, Terms())) == []


@pytest.mark.parametrize(
    ("name", "rules"),
    [("Port Association", ["ABB006"]), ("Port Office", []), ("Port Authority", [])],
)
def test_the_last_of_two_words_is_another(name, rules):
    terms = Terms((Abbreviation("PA", "", "Port Authority"),))
    texts = proses_of([f"The PA met. The {name} (PA) met again.\n"])
    found = [
        each.rule.id for each in check_abbreviations(texts, terms, ()) if each.rule.id == "ABB006"
    ]
    assert found == rules


PIECES = [
    "ACM",
    "同盟調整メカニズム",
    "（",
    "）",
    "「",
    "」",
    "*",
    "_",
    ">",
    "#",
    "[",
    "]",
    "{",
    "}",
    "@k",
    "`",
    "[^1]",
    "XYZ",
]
PIECES += ["\n", "\n\n", "\n[^1]: ", " "]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_finding_stands_where_its_word_does(text):
    for finding in check_abbreviations(proses_of([text]), TERMS, ["SDC AI ACM"]):
        line = text.split("\n")[finding.location.line - 1]
        assert line[finding.location.column - 1 :].strip("「*_[")[:1] in {"A", "同", "X"}


@pytest.mark.parametrize(
    "piece", [" ", "\n ", "[@", "（ACM", "同盟調整メカニズム", "*_", "Word ", "「", "ACM、"]
)
def test_a_long_text_takes_no_time(piece):
    text = piece * (20_000 // len(piece)) + "（ACM）"
    prose = Prose(text, range(len(text)), (), Positions().with_text("c.md", text, Prepared(text)))
    started = process_time()
    list(check_abbreviations([prose], TERMS))
    assert process_time() - started < 3  # a tenth of it, if it grows with the text's length
