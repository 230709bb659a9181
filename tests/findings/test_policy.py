"""What becomes of findings: selection, severities, exceptions, ignores."""

from __future__ import annotations

import pytest

from hakusho.findings import RULES, Finding, Location, Severity, Subject, is_fatal
from hakusho.findings.policy import (
    WHOLE_FILE,
    Acceptance,
    Ignore,
    Policy,
    Selection,
    apply_policy,
    specificity,
)
from hakusho.findings.selectors import nearest_rule, rules_of
from hakusho.reporting.report import Counts, count

CHAPTER, BIB, SETTINGS = "report/chapters/01.md", "bib/references.bib", "report/report.yaml"


def _finding(rule_id, path=CHAPTER, line=3, entry=""):
    subject = Subject("entry", entry) if entry else None
    return Finding.of(rule_id, Location(path, line, 1), "m", subject=subject)


def _ids(findings):
    return [finding.rule.id for finding in findings]


def _ignore(rule_id, lines=(3, 3), path=CHAPTER, entry=""):
    return Ignore(rule_id, Location(path, 1, 20), lines, entry)


def _accept(rule_id, entry="", file=""):
    return Acceptance(rule_id, Location(SETTINGS, 9, 7), "known gap", entry, file)


SELECTIONS = [
    ((), (), ["CIT004", "CIT008", "ERA001", "XRF001"]),
    (("CIT",), (), ["CIT004", "CIT008", "XRF001"]),
    (("CIT008",), (), ["CIT008", "XRF001"]),
    ((), ("CIT",), ["ERA001", "XRF001"]),
    (("CIT",), ("CIT004",), ["CIT008", "XRF001"]),
    (("CIT008",), ("CIT",), ["CIT008", "XRF001"]),
    (("CIT",), ("CIT",), ["XRF001"]),
    ((), ("XRF",), ["CIT004", "CIT008", "ERA001", "XRF001"]),
    (("ERA", "CIT004"), (), ["CIT004", "ERA001", "XRF001"]),
]


@pytest.mark.parametrize(("select", "ignore", "left"), SELECTIONS)
def test_the_more_specific_name_wins_and_essential_rules_stay(select, ignore, left):
    found = [_finding(each) for each in ("CIT004", "CIT008", "ERA001", "XRF001")]
    policy = Policy(selection=Selection(select, ignore))
    assert _ids(apply_policy(found, policy)) == left


OFF, WARNING, ERROR = None, Severity.WARNING, Severity.ERROR
SEVERITIES = [
    ({"CIT": ERROR}, "CIT004", ERROR),
    ({"CIT": ERROR, "CIT004": WARNING}, "CIT004", WARNING),
    ({"CIT": OFF, "CIT004": ERROR}, "CIT004", ERROR),
    ({"CIT": OFF}, "CIT003", "gone"),
    ({"CIT004": OFF}, "CIT004", "gone"),
    ({"ERA001": WARNING}, "ERA001", WARNING),
    ({"ERA": OFF}, "CIT003", ERROR),
    ({"CIT": WARNING}, "CIT001", ERROR),
    ({"CIT": OFF}, "CIT001", ERROR),
]


@pytest.mark.parametrize(("severities", "rule_id", "outcome"), SEVERITIES)
def test_severities_of_the_paper(severities, rule_id, outcome):
    judged = apply_policy([_finding(rule_id)], Policy(severities))
    assert [each.severity for each in judged] == ([] if outcome == "gone" else [outcome])
    assert [is_fatal(each) for each in judged] == [each.severity is ERROR for each in judged]


@pytest.mark.parametrize(
    ("severities", "select", "runs"),
    [
        ({"CIT": OFF}, ("CIT",), True),
        ({"CIT": OFF}, ("CIT004",), True),
        ({"CIT004": OFF}, ("CIT004",), True),
        ({"CIT004": OFF}, ("CIT",), False),
        ({"CIT004": OFF}, (), False),
    ],
)
def test_a_rule_that_is_off_can_be_asked_for(severities, select, runs):
    policy = Policy(severities, selection=Selection(select))
    (judged,) = apply_policy([_finding("CIT004")], policy) or (None,)
    assert bool(judged) is runs
    if judged:
        assert judged.severity is WARNING


def test_an_accepted_error_is_a_warning_with_its_reason():
    policy = Policy(acceptances=(_accept("CIT003", entry="a2020"),))
    (judged,) = apply_policy([_finding("CIT003", entry="a2020")], policy)
    assert judged.severity is WARNING
    assert judged.reason == "known gap"
    assert not is_fatal(judged)
    assert count([judged]) == Counts(0, 0, 1)


COVERED = [
    (_accept("CIT008", entry="a"), True),
    (_accept("CIT008", entry="b"), False),
    (_accept("CIT008", file=CHAPTER), True),
    (_accept("CIT008", file=BIB), False),
    (_accept("CIT008", entry="a", file=CHAPTER), True),
    (_accept("CIT008", entry="a", file=BIB), False),
    (_accept("CIT007", entry="a"), False),
]


@pytest.mark.parametrize(("acceptance", "covers"), COVERED)
def test_what_an_exception_covers(acceptance, covers):
    judged = apply_policy([_finding("CIT008", entry="a")], Policy(acceptances=(acceptance,)))
    assert [each.accepted for each in judged if each.rule.id == "CIT008"] == [covers]
    assert _ids(judged).count("PAP008") == (not covers)


IGNORED = [
    (_ignore("CIT008"), True),
    (_ignore("CIT008", lines=(1, 9)), True),
    (_ignore("CIT008", lines=(4, 9)), False),
    (_ignore("CIT008", lines=WHOLE_FILE), True),
    (_ignore("CIT008", path=BIB), False),
    (_ignore("CIT008", path=BIB, entry="a"), True),
    (_ignore("CIT008", path=BIB, entry="b"), False),
    (_ignore("CIT007"), False),
]


@pytest.mark.parametrize(("ignore", "silent"), IGNORED)
def test_what_an_ignore_covers(ignore, silent):
    judged = apply_policy([_finding("CIT008", entry="a")], Policy(ignores=(ignore,)))
    assert _ids(judged) == ([] if silent else ["CIT008", "PAP008"])
    if not silent:
        assert judged[1].location == ignore.location


def test_an_ignore_of_a_file_covers_findings_without_a_line():
    found = [_finding("PAP007", line=0)]
    assert apply_policy(found, Policy(ignores=(_ignore("PAP007", lines=WHOLE_FILE),))) == ()


@pytest.mark.parametrize(
    "policy",
    [
        Policy(selection=Selection(("ERA", "PAP"))),
        Policy(selection=Selection((), ("CIT008",))),
        Policy({"CIT008": None}),
        Policy(selection=Selection((), ("PAP008",))),
        Policy({"PAP": None}),
    ],
)
def test_nothing_is_unused_if_its_rule_did_not_run(policy):
    with_ignore = Policy(
        policy.severities,
        (_accept("CIT008", entry="x"),),
        (_ignore("CIT008"),),
        policy.selection,
    )
    assert apply_policy([], with_ignore) == ()


@pytest.mark.parametrize("hidden", ["XRF001", "CIT002", "PAP003"])
def test_nothing_is_called_unused_while_something_hides_the_rest(hidden):
    judged = apply_policy([_finding(hidden)], Policy(ignores=(_ignore("CIT008"),)))
    assert _ids(judged) == [hidden]


def test_two_that_cover_one_finding_are_both_used():
    policy = Policy(acceptances=(_accept("CIT008", file=CHAPTER),), ignores=(_ignore("CIT008"),))
    assert apply_policy([_finding("CIT008")], policy) == ()


def test_unused_ignores_can_be_ignored_and_accepted_but_not_for_nothing():
    unused = _ignore("CIT008")
    silent = _ignore("PAP008", lines=(1, 1))
    assert apply_policy([], Policy(ignores=(unused, silent))) == ()
    (accepted,) = apply_policy(
        [], Policy(acceptances=(_accept("PAP008", file=CHAPTER),), ignores=(unused,))
    )
    assert accepted.accepted
    (itself,) = apply_policy([], Policy(ignores=(silent,)))
    assert "PAP008 silences nothing" in itself.message


def test_unused_ignores_take_their_severity_from_the_paper():
    (judged,) = apply_policy([], Policy({"PAP": ERROR}, ignores=(_ignore("CIT008"),)))
    assert is_fatal(judged)


@pytest.mark.parametrize("each", [r for r in RULES.values() if r.essential], ids=lambda r: r.id)
def test_an_essential_finding_survives_everything(each):
    policy = Policy(
        {each.id: None, each.family: None},
        (_accept(each.id, file=CHAPTER),),
        (_ignore(each.id, lines=WHOLE_FILE),),
        Selection(("ERA001",), (each.id, each.family)),
    )
    finding = _finding(each.id)
    assert apply_policy([finding], policy) == (finding,)


def test_how_specific_a_name_of_a_rule_is():
    rule = RULES["CIT004"]
    assert [specificity(names, rule) for names in ((), ("ERA",), ("CIT",), ("CIT", "CIT004"))] == [
        *(0, 0, 3, 6)
    ]


def test_names_of_rules():
    assert _ids_of("CIT008") == ["CIT008"]
    assert _ids_of("ERA") == ["ERA001"]
    assert _ids_of("cit") == _ids_of("") == _ids_of("CIT0") == []
    assert nearest_rule("cit08") == "CIT008"
    assert nearest_rule("ITC") in {"CIT", "CIT001"}
    assert nearest_rule("ERA", families=False) == "ERA001"


def _ids_of(selector):
    return [rule.id for rule in rules_of(selector)]


UNUSED = {
    ("x", "", ""): ("(x) accepts nothing", "Delete it, or correct its entry or file."),
    ("", CHAPTER, ""): (f"({CHAPTER}) accepts nothing", "Delete it, or correct its entry or file."),
    ("x", CHAPTER, "本文"): (
        f"(x, {CHAPTER}, 本文) accepts nothing",
        "Delete it, or look at the sentence again: its words have changed.",
    ),
}


@pytest.mark.parametrize("given", UNUSED)
def test_an_exception_that_accepts_nothing_says_which_it_is(given):
    entry, file, text = given
    idle = Acceptance("CIT004", Location(SETTINGS, 9, 7), "known gap", entry, file, text)
    (told,) = apply_policy([], Policy(acceptances=(idle,)))
    about, hint = UNUSED[given]
    assert (told.rule.id, told.location) == ("PAP008", Location(SETTINGS, 9, 7))
    assert (str(told.message), str(told.hint)) == (f"this exception from CIT004 {about}", hint)


LINES = {1: False, 2: True, 3: False, 0: False, 4: False}


@pytest.mark.parametrize("line", LINES)
def test_an_exception_by_its_words_covers_the_line_that_holds_them(line):
    accepted = Acceptance("CIT004", Location(SETTINGS, 9, 7), "known gap", "", CHAPTER, "港の")
    texts = {CHAPTER: "一行。\n港の話。\n終。"}
    assert accepted.covers(_finding("CIT004", line=line), texts) is LINES[line]
    assert not accepted.covers(_finding("CIT004", line=line))


def test_a_part_of_a_run_has_the_exceptions_and_ignores_of_its_rules():
    policy = Policy(
        acceptances=(_accept("CIT004"), _accept("ERA001")),
        ignores=(_ignore("ERA001"), _ignore("CIT008")),
    )
    part = policy.for_rules({"ERA001"})
    assert part.acceptances == (_accept("ERA001"),)
    assert part.ignores == (_ignore("ERA001"),)
    assert not policy.for_rules(()).acceptances + policy.for_rules(()).ignores
