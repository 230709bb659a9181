from __future__ import annotations

import pytest

from hakusho.ast.walk import elements, stringify
from hakusho.manuscript.glossary import with_glossaries
from hakusho.manuscript.line_joining import join_lines
from hakusho.paper.source_file import SourceFile
from hakusho.paper.terms import Abbreviation, Terms
from hakusho.source.parse import parse

TERMS = Terms(
    (
        Abbreviation("SDC", "防衛協力小委員会", "Subcommittee", gloss=(("ja", "局長級。"),)),
        Abbreviation("新START", "新戦略兵器削減条約", "New START", reading="しんスタート"),
        Abbreviation("防白", "防衛白書", "", reading="ぼうはく"),
        Abbreviation("ACM", "同盟調整メカニズム", "Alliance Coordination Mechanism"),
        Abbreviation("aB", "", "any body", gloss=(("ja", "何か。"), ("en", "Anything."))),
    )
)
EMPTY = "\n\n::: {.glossary #terms}\n:::\n"


def filled(markdown, language="ja"):
    (blocks,), _ = parse((SourceFile("c.md", markdown),), seconds=300)
    return with_glossaries(join_lines(blocks, language), TERMS, language)


def entries(blocks):
    (listed,) = (each["c"] for each in elements(blocks) if each["t"] == "DefinitionList")
    return {stringify(term): [stringify(block) for block in body] for term, (body,) in listed}


def test_it_lists_what_the_document_mentions_in_order():
    found = entries(filled("# SDC\n\n防白、新START、aB^[ACM]" + EMPTY))
    assert list(found) == ["aB", "ACM", "SDC", "新START", "防白"]
    assert found["ACM"] == ["同盟調整メカニズム（Alliance Coordination Mechanism）"]
    assert found["SDC"] == ["防衛協力小委員会（Subcommittee）\n局長級。"]
    assert found["防白"] == ["防衛白書"]
    assert found["aB"] == ["any body\n何か。"]


def test_it_speaks_the_language_of_the_document():
    blocks = filled("ACM, aB, SDC" + EMPTY, "en")
    assert entries(blocks) == {
        "aB": ["any body\nAnything."],
        "ACM": ["Alliance Coordination Mechanism (同盟調整メカニズム)"],
        "SDC": ["Subcommittee (防衛協力小委員会)"],
    }
    marked = [each for each in elements(blocks) if each["t"] == "Span" and each["c"][0][2]]
    assert [(each["c"][0][2], stringify(each)) for each in marked] == [
        ([["lang", "ja"]], "同盟調整メカニズム"),
        ([["lang", "ja"]], "防衛協力小委員会"),
    ]


def test_it_can_be_told_what_to_list():
    blocks = filled('ACM\n\n::: {.glossary terms="SDC, 防白"}\n:::\n')
    assert list(entries(blocks)) == ["SDC", "防白"]
    (div,) = (each for each in elements(blocks) if each["t"] == "Div")
    assert div["c"][0] == ["", ["glossary"], []]


def test_what_the_author_writes_in_it_stays():
    blocks = filled("ACM\n\n::: glossary\n凡例。\n:::\n")
    (div,) = (each for each in elements(blocks) if each["t"] == "Div")
    assert [each["t"] for each in div["c"][1]] == ["Para", "DefinitionList"]


@pytest.mark.parametrize("text", ["何もない。", "『ACM論』"])
def test_one_with_nothing_to_list_is_left_out(text):
    assert [each["t"] for each in filled(text + EMPTY)] == ["Para"]
