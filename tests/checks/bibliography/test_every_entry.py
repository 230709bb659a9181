"""Each entry of the tables beside through all checks of the bibliography, and what mends them.

What one check is shown is an entry for all others as well: held are all messages, and so where each
check is silent; hints are held beside the check that gives them.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from accepted_words import hold_lines, told_whole
from hakusho.checks.bibliography import MENDERS, Audit, check_bibliography
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile
from read_yaml import read_yaml
from validators.printed import load_shipped

HERE = Path(__file__).parent
_HINT = re.compile(r" \| .*?(?= \[| about |$)")
FIELDS = sorted(path.stem for path in (HERE / "fields").glob("*.yaml"))


def bibs_in(name):
    """The bibliographies of a table: as they are written, or of fields, or of one name."""
    for case in read_yaml(HERE / f"{name}.yaml"):
        if "bib" in case:
            yield case["bib"]
            continue
        fields = case.get("fields") or {case.get("field", "author"): case["value"]}
        given = {"title": "On War", "publisher": "P", "year": "2020", "author": "Roe, Ann"}
        said = ", ".join(f"{key} = {{{value}}}" for key, value in {**given, **fields}.items())
        yield f"@{case.get('type', 'book')}{{k, {said}}}"


def said_of(bib):
    """All that is said of a bibliography whose works are all cited."""
    bibliography, problems = load_bibliography([SourceFile("a.bib", bib)])
    yield from map(told_whole, problems)
    works = works_of(bibliography.entries.values())
    keys = frozenset(work.key for work in works)
    audit = Audit(works, keys, date(2024, 6, 30), style=load_shipped("policy-note-ja"))
    yield from map(told_whole, check_bibliography(audit))
    for work in works:
        for field, value in work.entry.fields.items():
            for menders in MENDERS.values():
                better = [
                    made for mend in menders if (made := mend(field, value, work)) is not None
                ]
                yield from (f"mended: {field} = {value} is {made}" for made in better)


@pytest.mark.parametrize(
    "name", [*(f"fields/{name}" for name in FIELDS), "entries", "names", "whole", "unprinted"]
)
def test_what_is_told_of_each(request, name):
    lines = []
    for bib in bibs_in(name):
        found = {_HINT.sub("", each).removeprefix("a.bib:") for each in said_of(bib)}
        lines += [f"## {bib.strip()}".replace("\n", "⏎")[:90], *sorted(found)] if found else []
    hold_lines(request, lines, "read")


_KEY = re.compile(r"@(?P<kind>\w+)\{(?P<key>[^,\s]+),")
_CROSSREF = re.compile(r"crossref ?= ?\{(?P<key>[^}]+)\}")


@pytest.mark.parametrize("name", ["fields/CIT020", "fields/CIT022", "entries", "names"])
def test_all_entries_of_a_table_in_one_bibliography(request, name):
    """Works are held against one another there: who wrote them, what they have and lack."""
    bibs = []
    for number, bib in enumerate(bibs_in(name)):
        renamed = _KEY.sub(rf"@\g<kind>{{\g<key>{number},", bib)
        bibs.append(_CROSSREF.sub(rf"crossref = {{\g<key>{number}}}", renamed))
    alone = {each for bib in bibs for each in map(_told_of_one, said_of(bib))}
    whole = {_told_of_one(each) for each in said_of("\n".join(bibs))}
    hold_lines(request, sorted(whole - alone), "read")


def _told_of_one(said):
    """What is said of an entry, wherever its bibliography stands in the file."""
    return _HINT.sub("", said).removeprefix("a.bib:").partition(" ")[2]
