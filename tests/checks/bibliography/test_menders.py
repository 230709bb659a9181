"""What ``check --fix`` makes of a value, rule by rule, and that each rule's menders mend that rule alone."""

import pytest

from hakusho.checks.bibliography import MENDERS
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.mending import mend, replaced
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile

MENDED = [
    ("CIT046", "title = {On\u200b War}", "title = {On War}"),
    ("CIT045", "volume = {４９}", "volume = {49}"),
    ("CIT025", "volume = {vol. 49}", "volume = {49}"),
    ("CIT027", "pages = {10–20}", "pages = {10--20}"),
    ("CIT028", "month = {Apr.}", "month = {4}"),
    ("CIT028", "edition = {2nd ed.}", "edition = {2}"),
    ("CIT032", "doi = {https://doi.org/10.1162/isec}", "doi = {10.1162/isec}"),
    ("CIT034", "url = {https://example.jp/a?utm_source=x}", "url = {https://example.jp/a}"),
]


def mended(value, wanted):
    text = f"@article{{k, {value}}}\n"
    file = SourceFile("a.bib", text)
    bibliography, _ = load_bibliography([file])
    works = works_of(bibliography.entries.values())
    changes = mend(file, works, MENDERS, lambda rule, _first, _last: wanted(rule))
    return replaced(text, changes).removeprefix("@article{k, ").removesuffix("}\n")


@pytest.mark.parametrize(("rule", "value", "good"), MENDED)
def test_a_value_is_mended_where_its_rule_is_asked_for(rule, value, good):
    assert mended(value, lambda each: each == rule) == good
    assert mended(value, lambda each: each != rule) == value
    assert mended(good, lambda _: True) == good


def test_every_rule_that_mends_has_its_example():
    assert {rule for rule, *_ in MENDED} == {*MENDERS}
