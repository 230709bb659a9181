"""A broken block costs that block: every case between valid blocks of every kind."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.citations.bibliography import load_bibliography
from hakusho.paper.source_file import SourceFile
from read_yaml import read_yaml
from validators.bib_files import parse_bibliography

CASES = read_yaml(Path(__file__).with_name("recovery.yaml"))
BEFORE = {
    "nothing": "",
    "an entry": "@book{before, title = {Before}}\n",
    "an entry on one line": "@book{before, title = {Before}} @book{b2, title = {{B} two}}\n\n",
    "a string, a comment": '@string{old = "s"}\n@comment{x}\n@book{before, title = {Before}}\n',
    "prose": "Written by hand.\n\n@book{before,\n  title = {Before},\n}\n\nMore 100% prose.\n",
}
AFTER = {
    "nothing": "",
    "an entry": "@book{after, title = {After}}\n",
    "two": "\n  @article{after,\n title = {After}\n}\n@misc{a2, title = {{A} two}}\n",
    "a string": '@string{last = "last"}\n@book{after, title = {After}, note = last}\n',
}


def cases():
    return [pytest.param(case, id=case["case"]) for case in CASES]


@pytest.mark.parametrize("case", cases())
def test_a_block_costs_itself_and_says_where(case):
    for before, after in product(BEFORE, AFTER):
        text = BEFORE[before] + case["bib"] + AFTER[after]
        entries, findings = parse_bibliography("a.bib", text)
        first = BEFORE[before].count("\n")
        places = [(f.location.line - first, f.location.column) for f in findings]
        assert places == [(line, column) for line, column, _ in case["found"]], (before, after)
        for finding, (_, _, said) in zip(findings, case["found"], strict=True):
            assert finding.rule.id == "CIT002"
            assert said in finding.message
            assert finding.hint.endswith((".", "?"))
        read = {entry.key: entry for entry in entries}
        assert ("before" in read) == ("@book{before" in BEFORE[before]), (before, after)
        assert ("after" in read) == ("{after" in AFTER[after]), (before, after)
        assert ("b2" in read) == ("{b2" in BEFORE[before])
        assert ("a2" in read) == ("{a2" in AFTER[after])
        assert all(
            read[key].fields["title"] == key.capitalize()
            for key in {"before", "after"} & read.keys()
        )
        assert ("x" in read) == ("reads" in case), (before, after)
        if "reads" in case:
            assert dict(read["x"].fields) == case["reads"]


@pytest.mark.parametrize("case", cases())
def test_a_broken_block_after_another(case):
    if "reads" in case:
        return
    text = case["bib"] + case["bib"].replace("{x", "{y").replace("(x", "(y")
    entries, findings = parse_bibliography("a.bib", text + "@book{after, title = {After}}\n")
    assert [entry.key for entry in entries] == ["after"]
    assert len(findings) == 2 * len(case["found"])


def test_the_key_of_a_broken_entry_is_remembered():
    text = "@book{x,\n  title = {A}\n  year = 2000\n}\n@book{ok, title = {B}}\n"
    bibliography, _ = load_bibliography([SourceFile("a.bib", text)])
    assert list(bibliography.entries) == ["ok"]
    assert {key: str(place) for key, place in bibliography.unreadable.items()} == {
        "x": "a.bib:2:14"
    }


def test_strings_hold_across_files():
    files = [
        SourceFile("a.bib", "@book{x, publisher = ia}"),
        SourceFile("strings.bib", "@string{IA = {国際書院}}"),
    ]
    bibliography, findings = load_bibliography(files)
    assert not findings
    assert bibliography.entries["x"].fields["publisher"] == "国際書院"


def test_strings_made_of_one_another_without_end_are_a_finding():
    chain = "".join(f"@string{{s{n} = s{n + 1}}}\n" for n in range(3000))
    entries, findings = parse_bibliography("a.bib", f"{chain}@book{{k, title = s0}}")
    assert [entry.key for entry in entries] == ["k"]
    assert ["no @string defines" in f.message for f in findings] == [True]


DOUBLING = '@string{s0 = "xxxxxxxx"}\n' + "".join(
    f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(40)
)


def test_strings_that_double_are_a_finding_at_the_value_that_needs_them():
    text = f"{DOUBLING}@book{{k, title = s40, year = 2020}}\n@book{{m, title = s13}}\n"
    bibliography, (finding,) = load_bibliography([SourceFile("a.bib", text)])
    assert (finding.rule.id, str(finding.location)) == ("CIT002", "a.bib:42:18")
    assert "too long" in finding.message
    assert len(bibliography.entries["m"].fields["title"]) == 8 * 2**13
    assert list(bibliography.unreadable) == ["k"]


def test_long_strings_that_every_entry_has_are_a_finding():
    text = DOUBLING + "".join(f"@book{{k{n}, title = s13}}\n" for n in range(200))
    bibliography, findings = load_bibliography([SourceFile("a.bib", text)])
    assert 100 < len(bibliography.entries) < 200
    assert {finding.rule.id for finding in findings} == {"CIT002"}


@pytest.mark.parametrize("field", ["doi", "url", "pages", "year"])
def test_numbers_and_addresses_of_thousands_of_letters_are_a_finding(field):
    text = f"@book{{k, title = {{T}}, {field} = {{{'a、' * 3_000}}}}}\n"
    entries, (finding,) = parse_bibliography("a.bib", text)
    assert field not in entries[0].fields
    assert finding.rule.id == "CIT002"
    assert f"the value of {field} has more than 5,000 letters" in finding.message


PIECES = st.sampled_from(
    [
        "@book{", "@string{", "@comment{", "@{", "x", ",", "title", "=", "{", "}", '"', "#", "%",
        "(", ")", "\n", " ", "\\", "鬼", "2000", "@", "year = {2000}", "@article(",
        "@book{k, title = {T}}\n",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_stands_before_the_last_entry_is_read(text):
    entries, findings = parse_bibliography("a.bib", f"{text}\n@book{{last-one, title = {{T}}}}\n")
    commented = "@comment" in text or entries[-1].key == "last-one"
    assert commented or findings
    assert all(finding.location.line > 0 and finding.location.column > 0 for finding in findings)
    if "@comment" not in text:
        assert entries[-1].key == "last-one"
