"""Findings: their order, how much they matter, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hakusho.findings import Finding, Location, also, say
from hakusho.findings.finding import (
    BadValueError,
    Severity,
    at_most_warned,
    in_order,
    is_fatal,
)
from hakusho.findings.nouns import NOUNS, noun
from hakusho.findings.sentences import said, together
from hakusho.localization.catalogues import worded
from spoken import speaking

ERROR = Finding.of("TRN003", Location("b.md", 2, 1), "second", "")
WARNING = Finding.of("TRN005", Location("b.md", 2, 1), "first", "")


def test_findings_are_in_the_order_of_the_text_and_of_rules():
    early = replace(WARNING, location=Location("a.md", 9, 9))
    column = replace(ERROR, location=Location("b.md", 2, 3))
    line = replace(ERROR, location=Location("b.md", 10, 1))
    other = Finding.of("TRN003", Location("b.md", 2, 1), "another", "")
    assert in_order([line, column, WARNING, ERROR, other, early]) == (
        early, other, ERROR, WARNING, column, line,
    )  # fmt: skip


def test_what_is_accepted_is_a_warning_and_what_is_set_higher_an_error():
    assert is_fatal(ERROR)
    accepted = replace(ERROR, reason="because")
    assert (accepted.accepted, accepted.severity, is_fatal(accepted)) == (
        True,
        Severity.WARNING,
        False,
    )
    raised = replace(WARNING, override=Severity.ERROR)
    assert (raised.accepted, is_fatal(raised)) == (False, True)
    assert not is_fatal(WARNING)


def test_a_place_beside_says_what_stands_there():
    (related,) = also(Location("a.md", 1), "the first {thing}", "one")
    assert (str(related.location), str(related.label)) == ("a.md:1", "the first one")


def test_an_exception_says_the_sentence_that_it_was_raised_with():
    assert str(said(BadValueError("there is no {name}", "x"))) == "there is no x"
    assert str(said(OSError("disk {full}\n"))) == "disk {full}"
    assert str(said(ValueError())) == ""


def test_sentences_stand_one_after_the_other():
    assert str(together([say("One {a}.", 1), "Two."])) == "One 1. Two."
    assert str(together(["a", "b", "c"], ", ")) == "a, b, c"
    assert str(together([])) == ""


def test_where_it_stands_in_the_way_of_nothing_an_error_is_a_warning():
    assert at_most_warned(ERROR) == replace(ERROR, override=Severity.WARNING)
    assert at_most_warned(WARNING) is WARNING


def test_a_word_that_has_no_translation_is_no_value_of_a_sentence():
    assert all(str(noun(word)) == word for word in NOUNS)
    with speaking("ja"):
        assert [word for word in NOUNS if worded(noun(word)) == word] == ["id"]
    with pytest.raises(KeyError, match="no such word"):
        noun("no such word")
