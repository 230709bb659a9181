"""Which pages a work has: those of a part in something larger, or how many a whole has."""

import pytest

from hakusho.checks.citations.unread_locators import _extent
from hakusho.citations.works import works_of
from validators.bib_files import parse_bibliography


def extent(kind, fields):
    entries, _ = parse_bibliography("a.bib", f"@{kind}{{k, title = {{T}}, {fields}}}")
    ranges, total = _extent(next(iter(works_of(entries))))
    return [str(each) for each in ranges], total


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("article", ""),
        ("article", ", entrysubtype = {magazine}"),
        ("review", ""),
        ("incollection", ", booktitle = {B}"),
        ("inreference", ", booktitle = {B}"),
        ("inproceedings", ", booktitle = {B}"),
        ("report", ""),
    ],
)
def test_a_part_has_the_pages_that_its_entry_names(kind, more):
    assert extent(kind, f"pages = {{10--20}}{more}") == (["10–20"], 0)


@pytest.mark.parametrize("kind", ["book", "booklet", "report", "phdthesis"])
def test_a_whole_has_so_many_pages(kind):
    assert extent(kind, "pagetotal = {212}") == ([], 212)
    assert extent(kind, "pages = {xii, 212 pp.}") == ([], 212)
    assert extent(kind, "pages = {212頁}") == ([], 212)
    assert extent(kind, "pagetotal = {212}, volumes = {2}") == ([], 0)


def test_a_small_number_in_pages_may_be_the_one_that_somebody_cited():
    assert extent("book", "pages = {46}") == ([], 0)
    assert extent("book", "pages = {99}") == ([], 0)
    assert extent("book", "pages = {100}") == ([], 100)
    assert extent("book", "pagetotal = {46}") == ([], 46)
    assert extent("article", "pages = {146}") == ([], 0)
    assert extent("misc", "pagetotal = {212}") == ([], 0)
