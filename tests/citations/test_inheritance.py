import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.citations import CitedText, check_citations
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.entries import CitationUse
from hakusho.citations.works import works_of
from hakusho.findings import Location
from hakusho.manuscript.model import Draft
from hakusho.paper.source_file import SourceFile
from hakusho.source.positions import Positions
from read_yaml import read_yaml

FILE = Path(__file__).with_name("inheritance.yaml")
CASES = read_yaml(FILE)


def load(text):
    return load_bibliography([SourceFile("a.bib", text)])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["case"]) for case in CASES])
def test_inheritance(case):
    bibliography, findings = load(case["bib"])
    assert {f.rule.id for f in findings} <= {"CIT036"}
    said = [f"{f.location.line}:{f.location.column} {f.message} / {f.hint}" for f in findings]
    assert said == case.get("found", [])
    child = bibliography.entries["child"]
    own = re.findall(
        r"(\w+)\s*=(?!\s*\{\})", case["bib"].partition("child,")[2].partition("@")[0].lower()
    )
    for name, (value, line) in case.get("reads", {}).items():
        assert (child.fields[name], child.places[name].line) == (value, line), name
        assert (name in child.inherited) == (name not in own), name
    assert not set(case.get("lacks", ())) & child.fields.keys()
    assert not set(case.get("lacks", ())) & child.inherited
    if "works" in case:
        assert list(bibliography.entries) == case["works"]


def cited_text(uses, bibliography):
    works = {work.key: work for work in works_of(bibliography.entries.values())}
    return CitedText(
        Path(), Draft((), {}, Positions()), tuple(uses), (), (), bibliography, works, style=None
    )


def test_an_entry_that_a_cited_one_inherits_from_is_not_uncited():
    text = """
    @inbook{a, title = {A}, crossref = {B}} @book{b, title = {B}, crossref = {c}}
    @mvbook{c, title = {C}} @xdata{x, publisher = {P}}
    @inbook{d, title = {D}, crossref = {e}, xdata = {x}} @book{e, title = {E}}
    @book{f, title = {F}, related = {g}} @book{g, title = {G}}
    """
    bibliography, _ = load(text)
    uses = [CitationUse(key, Location("a.md", 1)) for key in ("a", "f")]
    found = list(check_citations(cited_text(uses, bibliography)))
    assert [(f.rule.id, f.entry) for f in found] == [("CIT004", "d"), ("CIT004", "e")]


def test_a_citation_of_an_entry_that_cannot_be_read_says_so():
    bibliography, _ = load("@book{a,\n title = {A}\n year = 2000}")
    uses = [CitationUse("a", Location("a.md", 1))]
    [found] = check_citations(cited_text(uses, bibliography))
    assert found.message == "the entry a cannot be read"
    assert found.hint == "Mend it first: a.bib:2:13."


KEYS = st.sampled_from("abcd")
FIELD = st.sampled_from(["crossref", "xdata", "xref", "related", "entryset"])
TYPES = st.sampled_from(["book", "inbook", "xdata", "mvbook", "article", "set"])


@given(st.lists(st.tuples(TYPES, KEYS, st.lists(st.tuples(FIELD, KEYS), max_size=3)), max_size=6))
def test_no_web_of_references_breaks_the_reader(drawn):
    text = "".join(
        f"@{kind}{{{key}, title = {{T}}, " + ", ".join(f"{n} = {{{k}}}" for n, k in fields) + "}\n"
        for kind, key, fields in drawn
    )
    bibliography, findings = load(text)
    keys = {key for _, key, _ in drawn}
    assert set(bibliography.entries) <= keys
    assert {f.rule.id for f in findings} <= {"CIT002", "CIT003", "CIT036"}


def test_a_long_chain_ends_in_a_finding():
    text = "".join(f"@book{{k{n}, title = {{T}}, crossref = {{k{n + 1}}}}}\n" for n in range(2000))
    bibliography, findings = load(text + "@book{k2000, title = {T}}")
    assert len(bibliography.entries) == 2001
    assert any("generations" in f.message for f in findings)
