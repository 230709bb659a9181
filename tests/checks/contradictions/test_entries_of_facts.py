"""CON036: the date of a document in the bibliography, and in the data."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions import check_entries_of_facts, check_laws_in_text
from hakusho.checks.contradictions.passages import passage_of
from hakusho.citations.works import works_of
from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.source.prose import prose_of
from validators.bib_files import parse_bibliography
from written import draft_of


@pytest.mark.parametrize(
    ("date", "label", "source", "found"),
    [
        ("2024-10-04", "港湾共同声明「未来の港」を発出", "s", ["a.bib:1"]),
        ("2024-04-10", "港湾共同声明「未来の港」", "s", []),
        ("2024", "港湾共同声明「未来の港」", "s", []),
        ("2024-10-04", "港湾共同声明", "s", []),  # of something in it
        ("2024-10-04", "港湾共同声明「未来の港」", "t", []),
        ("2024/2025", "港湾共同声明「未来の港」", "s", []),
    ],
)
def test_a_document_and_its_row(date, label, source, found):
    bib = f"@misc{{s, title = {{港湾共同声明「未来の港」}}, date = {{{date}}}}}"
    works = works_of(parse_bibliography("a.bib", bib)[0])
    csv = f"id,label_ja,date,source\nstatement,{label},2024-04-10,{source}\n"
    facts = facts_of(datasets_of({"figures/data/f.csv": csv})[0])[0]
    findings = check_entries_of_facts(works, facts)
    assert [f"{each.location.path}:{each.location.line}" for each in findings] == found


def test_a_label_that_is_a_part_of_its_documents_title():
    bib = "@report{s, title = {One Sound: A Review of Harbours and Cables}, date = {2015-05}}"
    works = works_of(parse_bibliography("a.bib", bib)[0])
    csv = "id,label,value,date,source\nr,Review of harbours and cables,,2016-05,s\nq,Review of harbours and cables,3,2016-05,s\n"
    facts = facts_of(datasets_of({"figures/data/f.csv": csv})[0])[0]
    facts = facts_of(datasets_of({"figures/data/f.csv": csv})[0])[0]
    (finding,) = check_entries_of_facts(works, facts)
    assert str(finding.message) == "s is of 2015-05, and 'r', which tells of it, of 2016-05"


LAWS = [
    (
        "The *Harbours Act*, which came into force on 1 March 1993, speaks of dues [@act, s. 3].",
        ["1:46"],
    ),
    ("The *Harbours Act*, which came into force on 1 March 1994, speaks of dues [@act, s. 3].", []),
    ("The *Harbours Act*, which came into force on 1 March 1995, speaks of dues [@act, s. 3].", []),
    ("The *Harbours Act* speaks of the dues of 1993 [@act, s. 3].", []),
    ("The Pilots Order came into force in 1993 [@act, s. 3].", []),
    ("港湾安全法は1998年に施行された[@hou]。", ["1:7"]),
    ("港湾安全法は2000年に施行された[@hou]。", []),
]


@pytest.mark.parametrize(("text", "found"), LAWS)
def test_a_law_before_it_was_made(text, found):
    bib = "@misc{act, title = {Harbours Act 1994 (Skerrow)}, date = {1994}}\n@misc{hou, title = {港湾安全法}, date = {1999}}"
    works = works_of(parse_bibliography("a.bib", bib)[0])
    draft = draft_of(text)
    proses = [prose_of(each.blocks, draft.positions, printed=True) for each in draft.chapters]
    findings = check_laws_in_text(works, map(passage_of, proses))
    assert [str(each.location).split(":", 1)[1] for each in findings] == found
