"""PAP011 to PAP016: numbers, dates and pages of a publication that cannot be so."""

from pathlib import Path

import pytest

from hakusho.checks.publication_data import check_publication
from hakusho.paper.load import load_paper
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).parent / "publication_data.yaml")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["say"]) for case in CASES])
def test_what_cannot_be_so_is_found_at_its_key(make_paper, case):
    author = f"{{name: 甲, orcid: '{case.get('orcid', '')}'}}"
    head = f"slug: s\ntitle: 題\nauthors: [{author}]\ndate: 2026-04-01\n"
    paper, _ = load_paper(make_paper(report=f"{head}{case.get('yaml', '')}\n"))
    found = list(check_publication(paper))
    assert [each.rule.id for each in found] == case["found"]
    assert all(case.get("hint", "") in str(each.hint) for each in found)
    lines = {each.location.line for each in found}
    assert lines <= ({3} if "orcid" in case else {5})
    assert all(each.location.column > 1 for each in found)
