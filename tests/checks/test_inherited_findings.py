"""A value that several entries inherit is found once."""

from datetime import date

import pytest

from hakusho.checks.bibliography import Audit, check_bibliography
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile

TEXT = """
@inbook{a, title = {A}, crossref = {b}, xdata = {x}}
@inbook{c, title = {C}, crossref = {b}, xdata = {x}}
@book{b, title = {B}, publisher = {P!}}
@xdata{x, location = {T!}}
"""


@pytest.fixture
def shouting(monkeypatch):
    def check(audit):
        for work in audit.works:
            for name, value in work.entry.fields.items():
                if value.endswith("!"):
                    yield work.entry.finding("CIT044", work.place(name), "{name}", "", name)

    monkeypatch.setattr("hakusho.checks.bibliography.CHECKS", (check,))


@pytest.mark.usefixtures("shouting")
def test_a_shared_value_is_found_where_it_stands():
    bibliography, _ = load_bibliography([SourceFile("a.bib", TEXT)])
    works = works_of(bibliography.entries.values())
    found = check_bibliography(Audit(works, frozenset(), date(2026, 4, 1)))
    assert sorted((f.message, str(f.location)) for f in found) == [
        ("a: location", "a.bib:5:23"),
        ("b: publisher", "a.bib:4:36"),
    ]
