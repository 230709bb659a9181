from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.citations.bibliography import load_bibliography
from hakusho.paper.source_file import SourceFile
from validators.bib_files import parse_bibliography


def read(text):
    return parse_bibliography("bib/a.bib", dedent(text))


def seen(findings):
    return [(finding.rule.id, finding.location.line) for finding in findings]


def test_entries_know_their_lines_and_strings_are_resolved():
    entries, findings = read(
        """\
        % a comment
        @string{ia = "国際安全保障"}
        Words between entries.
        @Article{kito,
          Title = {A {B}},
          journal = ia # { 別冊},
          month = apr,
          year = 2024
        }
        @book(paren, title = "A # B")
        """
    )
    assert not findings
    kito, paren = entries
    assert (kito.key, kito.type, kito.location.line) == ("kito", "article", 4)
    assert dict(kito.fields) == {
        "title": "A {B}",
        "journal": "国際安全保障 別冊",
        "month": "4",
        "year": "2024",
    }
    assert kito.places["journal"].line == 6
    assert paren.fields["title"] == "A # B"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@book{a, title={x}}\n@book{broken, title={x\n@book{c, title={z}}\n", 2),
        ("@book{a, title={x}}\n@book{c, title={z}}\n@book{broken\n", 3),
        ("@book{a, title={x}}\n@book{two, title={x}, title={y}}\n@book{c, title={z}}\n", 2),
        ("@book{a, title={x}}\n@book{unknown, title=nowhere}\n@book{c, title={z}}\n", 2),
        (
            "@book{a, title={x}}\n@book{deep, title={" + "{" * 999 + "}" * 999 + "}}\n@book{c}",
            2,
        ),
        ("@book{a, title={x}}\n@boook{typo, title={y}}\n@book{c, title={z}}\n", 2),
    ],
)
def test_a_bad_block_is_a_finding_and_the_others_survive(text, line):
    entries, findings = parse_bibliography("bib/a.bib", text)
    assert seen(findings) == [("CIT002", line)]
    assert {entry.key for entry in entries} >= {"a", "c"}


def test_a_repeated_key_names_both_lines_and_the_first_counts():
    entries, findings = read("@book{a, title={one}}\n\n@book{a, title={two}}\n")
    assert seen(findings) == [("CIT003", 3)]
    assert [each.location.line for each in findings[0].related] == [1]
    assert [entry.fields["title"] for entry in entries] == ["one"]


def test_a_repeated_key_in_another_file_and_form_is_found():
    files = [
        SourceFile("bib/a.bib", "@book{が, title={one}}"),
        SourceFile("bib/b.bib", "\n@book{か\u3099, title={two}}"),
    ]
    bibliography, findings = load_bibliography(files)
    assert [(str(f.location), f.rule.id) for f in findings] == [("bib/b.bib:2:7", "CIT003")]
    assert [str(each.location) for each in findings[0].related] == ["bib/a.bib:1:1"]
    assert bibliography.get("か\u3099").fields["title"] == "one"


def test_an_unknown_type_gets_a_suggestion():
    _, findings = read("@artcle{a, title={x}}")
    assert findings[0].hint == "Did you mean @article?"


def test_failures_print_nothing(capsys):
    read("@book{broken, title={x\n@book{c, title={z}}\n")
    assert capsys.readouterr() == ("", "")


@given(st.text(alphabet='@{}()",=#\\\n abook1%鬼', max_size=60))
def test_no_text_breaks_the_reader(text):
    entries, findings = parse_bibliography("a.bib", text)
    assert all(entry.key for entry in entries)
    assert all(finding.location.path == "a.bib" for finding in findings)


EXTRA = """@book{a, author={佐藤, 健一}, title={題}, note={近刊
tex.yomi: さとう, けんいち
nameaddon: 号
Place: 東京}}
@book{b, author={佐藤, 健一}, title={題}, yomi={さとう}, note={yomi: かとう}}
@book{c, title={題}, note={See also: yomi}}
"""


def test_lines_of_zoteros_extra_are_fields_and_no_note():
    found, problems = load_bibliography([SourceFile("a.bib", EXTRA)])
    assert not problems
    first, second, third = found.entries.values()
    said = {"yomi": "さとう, けんいち", "nameaddon": "号", "note": "近刊 Place: 東京"}
    assert said.items() <= first.fields.items()
    assert first.places["yomi"] == first.places["note"]
    assert (second.fields["yomi"], second.fields["note"]) == ("さとう", "")
    assert third.fields["note"] == "See also: yomi"
