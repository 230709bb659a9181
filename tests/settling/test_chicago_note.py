"""What the style chicago-note-en prints, against texts written from the Chicago Manual."""

from pathlib import Path

import pytest

from hakusho.citations.style import load_style
from hakusho.paper.source_file import SourceFile
from hakusho.paper.styles import StyleSource
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("chicago_note.yaml"))
WORKS, NOTES = CASES["works"], CASES["notes"]
STYLE = {"style": "chicago-note-en", "sources": "chicago_note.bib"}
SHIPPED = Path(__file__).parents[2] / "templates/citations/chicago-note-en.csl"


def test_the_style_is_usable():
    files = [
        SourceFile(path.name, path.read_text(encoding="utf-8"))
        for path in (SHIPPED, SHIPPED.with_suffix(".yaml"))
    ]
    style, findings = load_style(StyleSource(*files))
    assert not findings
    assert style.choices.order == "western-first"


def _document(work):
    """A work, another one, and this work again."""
    first, later = (f", {place}" if place else "" for place in work["at"])
    other = "brodie" if work["key"] != "brodie" else "lee"
    return f"A[@{work['key']}{first}]. B[@{other}]. C[@{work['key']}{later}]."


@pytest.fixture(scope="module")
def printed(print_citations):
    texts = [_document(work) for work in WORKS] + [case["text"] for case in NOTES]
    names = [work["key"] for work in WORKS] + [case["name"] for case in NOTES]
    return dict(zip(names, print_citations(texts, **STYLE), strict=True))


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work["key"])
def test_each_kind_of_work_first_later_and_in_the_bibliography(printed, work):
    document = printed[work["key"]]
    first, _, later = document.notes
    entries = {entry["id"]: entry["text"] for entry in document.references}
    assert (first, later) == (work["first"], work["later"])
    assert entries[f"ref-{work['key']}"] == work["entry"]


@pytest.mark.parametrize("case", NOTES, ids=lambda case: case["name"])
def test_notes_of_whole_documents(printed, case):
    document = printed[case["name"]]
    assert document.notes == case["notes"]
    if "body" in case:
        assert document.body == case["body"]


def test_no_mark_of_ours_is_left(printed):
    for document in printed.values():
        whole = "".join([document.body, *document.notes, *(e["text"] for e in document.references)])
        assert not [char for char in whole if "\ue000" <= char <= "\uf8ff" or char == "\u2e31"]
        assert not [twice for twice in ("..", ",,", "”.", "”,", "。.", " ,") if twice in whole]


@pytest.mark.parametrize("case", CASES["british"], ids=lambda case: case["name"])
def test_a_paper_in_british_english_has_british_dates_and_quotation_marks(british, case):
    document = british[case["name"]]
    assert document.notes == case["notes"]
    assert [entry["text"] for entry in document.references] == case["entries"]
    assert document.body == case.get("body", document.body)


@pytest.fixture(scope="module")
def british(print_citations):
    texts = [case["text"] for case in CASES["british"]]
    printed = print_citations(texts, lang="en-GB", **STYLE)
    return {case["name"]: each for case, each in zip(CASES["british"], printed, strict=True)}


def test_western_works_come_first_then_japanese_ones_by_reading(print_citations):
    text = "A[" + "; ".join(f"@{key}" for key in CASES["order"]["keys"]) + "]."
    [document] = print_citations([text], **STYLE)
    order = [entry["id"].removeprefix("ref-") for entry in document.references]
    assert order == CASES["order"]["printed"]
