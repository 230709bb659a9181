from datetime import date
from pathlib import Path

import pytest

from hakusho.checks.bibliography.audit import Audit
from hakusho.checks.bibliography.missing_fields import check_sections
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.works import works_of
from hakusho.paper.settings import BibliographySection
from hakusho.paper.source_file import SourceFile
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).parent / "sections.yaml")


def find(bib, sections, cited=None):
    bibliography, problems = load_bibliography([SourceFile("a.bib", bib)])
    assert not problems
    works = works_of(bibliography.entries.values())
    keys = frozenset(bibliography.entries if cited is None else cited)
    wanted = tuple(BibliographySection.model_validate(section) for section in sections)
    return list(check_sections(Audit(works, keys, date(2026, 11, 24), sections=wanted)))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_belongs_to_no_section(case):
    found = find(case["bib"], case["sections"], case.get("cited"))
    assert [finding.entry for finding in found] == case["found"]


def test_the_finding_says_what_the_entry_is_and_stands_at_its_keywords():
    bib = "@book{a,\n  title={題},\n  keywords={未整理}}\n@book{b, title={T}}"
    first, second = find(bib, [{"title": "一次資料", "keywords": ["一次資料"]}])
    assert (first.rule.id, first.location.line) == ("CIT055", 3)
    assert "(一次資料)" in first.message
    assert "its keywords are '未整理'" in first.message
    assert (second.location.line, second.entry) == (4, "b")
    assert "@book in 'en', it has no keywords" in second.message
