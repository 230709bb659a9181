"""CIT037 and CIT040 to CIT054 against tables of entries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.bibliography.audit import Audit
from hakusho.checks.bibliography.characters import (
    check_characters,
    check_widths,
    mended_width,
    without_invisible,
)
from hakusho.checks.bibliography.citekeys import (
    check_citekeys,
    check_similar_citekeys,
    check_what_citekeys_say,
)
from hakusho.checks.bibliography.japanese_entries import check_readings, check_translators
from hakusho.checks.bibliography.misread_names import check_names
from hakusho.checks.bibliography.missing_fields import check_completeness
from hakusho.checks.bibliography.same_work import check_same_work
from hakusho.checks.bibliography.spellings import (
    check_author_readings,
    check_author_spellings,
    check_spellings,
)
from hakusho.checks.bibliography.textless_latex import check_latex
from hakusho.checks.bibliography.title_forms import check_titles
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.entries import Entry
from hakusho.citations.works import works_of
from hakusho.findings import Location
from hakusho.paper.source_file import SourceFile
from read_yaml import read_yaml

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
OF_ONE_ENTRY = (check_latex, check_translators, check_readings, check_titles)
OF_ONE_ENTRY = (*OF_ONE_ENTRY, check_widths, check_characters)
OF_ALL = (check_author_spellings, check_author_readings, check_readings, check_same_work)
OF_ALL = (*OF_ALL, check_similar_citekeys, check_citekeys, check_what_citekeys_say)
OF_ALL = (*OF_ALL, check_spellings, check_completeness)
EVERY = (check_names, *OF_ONE_ENTRY, *OF_ALL)


def table(name):
    return read_yaml(HERE / name)


def entry_of(fields, kind="book", key="k"):
    places = {name: Location("a.bib", 2, 10) for name in fields}
    return Entry(key, kind, fields, Location("a.bib", 1), places)


def audit_of(entries, citekeys=""):
    works = works_of(entries)
    return Audit(works, frozenset(work.key for work in works), date(2026, 1, 1), citekeys)


def run(checks, audit):
    return sorted(
        (finding for check in checks for finding in check(audit)),
        key=lambda finding: (finding.rule.id, finding.entry),
    )


def hold(findings, expected):
    listed = [f"{finding.rule.id} {finding.message}" for finding in findings]
    assert len(findings) == len(expected), listed
    for finding, part in zip(findings, expected, strict=True):
        assert finding.rule.id in part
        assert part.partition(" ")[2] in finding.message, listed
        assert finding.message.startswith(f"{finding.entry}: ")
        assert finding.hint.endswith(".")


@pytest.mark.parametrize("case", table("names.yaml"), ids=lambda case: case["value"])
def test_names(case):
    entry = entry_of({case.get("field", "author"): case["value"]})
    expected = [f"CIT040 {part}" for part in case["found"]]
    hold(list(check_names(audit_of([entry]))), expected)


@pytest.mark.parametrize("case", table("entries.yaml"), ids=lambda case: str(case["fields"]))
def test_entries(case):
    entry = entry_of({"title": "On War", **case["fields"]}, case.get("type", "book"))
    if "title" not in case["fields"]:
        entry = entry_of(case["fields"], case.get("type", "book"))
    hold(run(OF_ONE_ENTRY, audit_of([entry])), case["found"])


def test_what_is_told_of_each(hold_words):
    said = {
        str(case["fields"]): run(OF_ONE_ENTRY, audit_of([entry_of(case["fields"])]))
        for case in table("entries.yaml")
    }
    for case in table("names.yaml"):
        entry = entry_of({case.get("field", "author"): case["value"]})
        said[case["value"]] = list(check_names(audit_of([entry])))
    for case in table("whole.yaml"):
        bibliography, _ = load_bibliography([SourceFile("a.bib", case["bib"])])
        audit = audit_of(bibliography.entries.values(), case.get("citekeys", ""))
        said[case["bib"]] = run(OF_ALL, audit)
    hold_words(said)


@pytest.mark.parametrize("case", table("whole.yaml"), ids=lambda case: case["bib"][:60])
def test_the_bibliography_as_a_whole(case):
    bibliography, wrong = load_bibliography([SourceFile("a.bib", case["bib"])])
    assert not wrong
    findings = run(OF_ALL, audit_of(bibliography.entries.values(), case.get("citekeys", "")))
    listed = [f"{finding.rule.id} {finding.message}" for finding in findings]
    assert len(findings) == len(case["found"]), listed
    for finding, expected in zip(findings, case["found"], strict=True):
        rule_id, key, part = expected.split(" ", maxsplit=2)
        assert (finding.rule.id, finding.entry) == (rule_id, key), listed
        assert part in finding.message, listed


def test_findings_point_at_the_character():
    fields = {"author": "山田, 太郎 and 鈴木花子", "title": "A \\foo b\u200bc", "volume": "第４巻"}
    audit = audit_of([entry_of(fields)])
    checks = (check_latex, check_names, check_widths, check_characters)
    found = {finding.rule.id: finding.location.column for finding in run(checks, audit)}
    assert found == {"CIT037": 12, "CIT040": 21, "CIT045": 11, "CIT046": 18}


def test_an_inherited_value_is_told_where_it_is_typed():
    parent = entry_of({"title": "A Book."}, key="parent")
    child = Entry(
        "child",
        "inbook",
        {"title": "A Chapter", "booktitle": "A Book.", "publisher": "\u200bP"},
        Location("a.bib", 9),
        {},
        frozenset({"booktitle", "publisher"}),
    )
    findings = run(EVERY, audit_of([parent, child]))
    assert [finding.entry for finding in findings if finding.rule.id in {"CIT044", "CIT046"}] == [
        "parent"
    ]


KNOWN_GAPS = {
    "bib/references.bib": [
        ("CIT040", "miokari2022"),
        ("CIT043", "miokari2022"),
    ],
    "tests/papers/harbour/sources/skerrow.bib": [],
}


@pytest.mark.parametrize("path", KNOWN_GAPS)
def test_what_our_own_papers_have(path):
    source = SourceFile(path, (REPOSITORY / path).read_text(encoding="utf-8"))
    bibliography, _ = load_bibliography([source])
    findings = run((*EVERY, check_titles), audit_of(bibliography.entries.values()))
    assert sorted({(finding.rule.id, finding.entry) for finding in findings}) == KNOWN_GAPS[path]


@pytest.mark.parametrize(
    ("field", "value", "language", "mended"),
    [
        ("volume", "４９", "japanese", "49"),
        ("pages", "４６－４８", "japanese", "46-48"),
        ("number", "１・２", "japanese", "1・2"),
        ("edition", "第２版", "japanese", "第2版"),
        ("isbn", "９７８－４－００", "japanese", "978-4-00"),
        ("title", "２＋２の研究", "japanese", None),
        ("title", "Ｗａｒ", "english", "War"),
        ("title", "ｶﾞｲﾄﾞﾗｲﾝ", "japanese", "ガイドライン"),
        ("title", "｢指針｣", "japanese", None),
        ("title", "カ\u3099", "japanese", "ガ"),
        ("title", "\ufa19か\u3099", "japanese", "\ufa19が"),
        ("title", "\ufb01rst", "english", "first"),
        ("title", "plain", "english", None),
        ("title", "指針", "japanese", None),
    ],
)
def test_widths_are_mended_without_judgement(field, value, language, mended):
    (work,) = works_of([entry_of({field: value, "langid": language})])
    assert mended_width(field, value, work) == mended


def test_invisible_characters_are_taken_out():
    assert without_invisible("\ufeffOn\u200b W\u00adar") == "On War"
    assert without_invisible("On War") is None
    assert without_invisible("\u202eOn \ue000War") is None


ODD = st.text(
    st.sampled_from(
        "山田太郎、・, and.「」()（\\{}$_^&%#~Ａ１ｶﾞカ\u3099\u200b\ufa19éÃ©Smith編他-:/'"
    ),
    max_size=30,
)


@given(st.lists(st.tuples(ODD, ODD, ODD, ODD), min_size=1, max_size=4))
def test_no_entry_ends_in_an_error_of_ours(rows):
    entries = [
        entry_of(
            {"author": author, "title": title, "journal": journal, "yomi": yomi, "volume": yomi},
            "article",
            f"k{number}{title}",
        )
        for number, (author, title, journal, yomi) in enumerate(rows)
    ]
    for finding in run(EVERY, audit_of(entries)):
        assert finding.entry
        assert "\n" not in finding.message


@given(ODD, st.sampled_from(["title", "volume", "isbn"]))
def test_what_is_mended_needs_no_more_mending(value, field):
    (work,) = works_of([entry_of({field: value, "langid": "english"})])
    mended = mended_width(field, value, work)
    if mended is not None:
        assert mended_width(field, mended, work) is None
        left = without_invisible(value)
        assert left is None or without_invisible(left) is None


@given(st.from_regex(r"\A[a-z]{2,8}[0-9]{4}[a-z]?\Z"))
def test_ordinary_citekeys_pass(key):
    assert not list(check_citekeys(audit_of([entry_of({}, key=key)])))


def test_the_work_grows_with_the_entries():
    """A body's thousand entries of one title are compared with their neighbours alone."""
    entries = [
        entry_of(
            {"author": "{防衛省}", "title": "防衛白書", "year": "2000", "volume": str(number)},
            key=f"k{number}",
        )
        for number in range(2000)
    ]
    assert not list(check_same_work(audit_of(entries)))


def test_of_many_authors_with_initials_one_finding_tells():
    names = [
        "Gray",
        "Smith",
        "Jones",
        "Brown",
        "Green",
        "White",
        "Black",
        "Stone",
        "Woods",
        "Hills",
    ]
    entry = "@book{{{key}{name}, author = {{{name}, {given}}}, title = {{{key} {name}}}}}\n"
    forms = {"a": "Colin", "b": "C."}

    def told(names):
        text = "".join(
            entry.format(key=key, name=name, given=forms[key]) for name in names for key in "ab"
        )
        bibliography, _ = load_bibliography([SourceFile("a.bib", text)])
        return list(check_author_spellings(audit_of(bibliography.entries.values(), "")))

    assert [each.entry for each in told(names)] == [f"b{name}" for name in names]
    (one,) = told([*names, "Field"])
    assert one.message.startswith("11 names of this file have initials")
    assert (one.location.line, one.entry) == (2, "")
