"""TXT: Japanese and English as they are written, by tables of texts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from hakusho.checks.prose import (
    check_document,
    check_empty_sections,
    check_lengths_of_sentences,
    check_prose,
    check_unknown_labels,
    labels_in,
)
from hakusho.checks.prose.word_lists import keys_of, rows_of
from read_yaml import read_yaml
from written import draft_of, proses_of

HERE = Path(__file__).parent
LISTS = sorted(
    path.name for path in (Path(check_prose.__code__.co_filename).parent / "words").iterdir()
)

OF_ANY_LETTERS = {"look_alikes.tsv", "notes_to_oneself.tsv", "grammar.tsv"}


def cases(name):
    return read_yaml(HERE / name)


@pytest.mark.parametrize("case", cases("prose.yaml"), ids=lambda case: case["text"])
def test_a_text(case):
    (prose,) = proses_of([case["text"]])
    assert sorted(each.rule.id for each in check_prose(prose)) == sorted(case["found"])


def test_what_is_told_of_each(hold_words):
    texts = [case["text"] for case in cases("prose.yaml")]
    hold_words(
        {text: [*check_prose(prose)] for text, prose in zip(texts, proses_of(texts), strict=True)}
    )


@pytest.mark.parametrize("case", cases("documents.yaml"), ids=lambda case: case["chapters"][0])
def test_a_document(case):
    found = list(check_document(proses_of(case["chapters"], paths=["1.md", "2.md"])))
    assert [each.rule.id for each in found] == case["found"]
    assert case.get("alone") or all(each.related for each in found)


def test_many_of_one_kind_are_one_finding_of_their_file():
    usual = "検討を行う。" * 40
    texts = [usual, "試験を行なう。" * 5, "会議を行なう。"]
    found = check_document(proses_of(texts, paths=["1.md", "2.md", "3.md"]))
    assert [each.rule.id for each in found] == ["TXT011", "TXT011"]


def test_paragraphs_without_a_stop_among_those_that_have_one():
    closed = "港は三つの島に置かれた。その後も計画は続けられ、各港は広げられた。\n\n" * 10
    opened = "岸壁は北の島に置かれた。その後も工事は続けられ、航路は広げられた"
    (prose,) = proses_of([closed + opened])
    (found,) = (each for each in check_prose(prose) if each.rule.id == "TXT014")
    assert found.location.line == 21
    (listed,) = proses_of([f"{closed}- {opened}"])
    assert not [each for each in check_prose(listed) if each.rule.id == "TXT014"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# 甲\n\n本文。\n\n## 乙\n\n## 丙\n\n本文。", [5]),
        ("# 甲\n\n## 乙\n\n本文。\n\n# 丁", [7]),
        ("# 甲\n\n## 乙\n\n本文。\n\n## 丙\n\n![図](a.png)", []),
    ],
)
def test_empty_sections(text, lines):
    draft = draft_of(text)
    found = check_empty_sections(draft.chapters[0], draft.positions)
    assert [(each.rule.id, each.location.line) for each in found] == [("TXT031", n) for n in lines]


def test_sentences_that_are_too_long():
    (prose,) = proses_of(
        [
            "港は三つの島にある。港は北の島にあり、南の島にもある。\n\n> 港は北の島にあり、南の島にもある。"
        ]
    )
    (found,) = check_lengths_of_sentences(prose, 12)
    assert (found.rule.id, found.location.column) == ("TXT018", 11)
    assert not list(check_lengths_of_sentences(prose, 30))


@pytest.mark.parametrize("name", [name for name in LISTS if name.endswith(".tsv")])
def test_every_row_of_a_list_can_be_looked_for(name):
    rows = rows_of(name)
    assert len(set(rows)) == len(rows)
    for row in rows:
        patterns = row if name in {"spellings.tsv", "british.tsv"} else row[:1]
        assert len(row) >= 2
        for pattern in patterns:
            assert all(keys_of(pattern)) or name in OF_ANY_LETTERS, pattern


RUNS = [
    "x",
    "xX",
    "x-",
    "x'",
    "1",
    "1,",
    "1.",
    "1年",
    "１",
    "港",
    "港、",
    "「",
    "(",
    "a.",
    "a, ",
    "A ",
    "の",
]


@pytest.mark.parametrize("end", ["end 港。", ""], ids=["", "without a stop"])
@pytest.mark.parametrize("run", RUNS)
def test_work_grows_with_the_text_and_not_with_its_square(run, end):
    """A hundred thousand letters take a second; their square would be hours."""
    (prose,) = proses_of([f"港の話である。The text is {run * (100_000 // len(run))} {end}\n"])
    begun = time.process_time()
    assert isinstance([*check_prose(prose), *check_document([prose])], list)
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("lang", "found"),
    [
        ("en-GB", ["2.md:1:22 harbor", "2.md:1:38 color"]),
        ("en-AU", ["2.md:1:22 harbor", "2.md:1:38 color"]),
        ("en-US", ["1.md:1:8 harbour", "2.md:1:7 organised"]),
        ("en", []),
        ("ja-JP", []),
    ],
)
def test_a_paper_that_says_whose_english_it_is_in_is_held_to_it(lang, found):
    texts = ["An old harbour and the organization.", "It is organised in a harbor with one color."]
    read = check_document(proses_of(texts, paths=["1.md", "2.md"]), lang)
    assert [f"{each.location} {each.message.split()[0]}" for each in read] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("authors:\n  - {name: Ada, orcid: 0000}\n  - 'orcid': 0001\n", []),
        ("# The framwork of keys\nslug: framework\n", []),
        ("labels: {en: The framwork of ports}\n", ["a.yaml:1:18 framwork"]),
        ("id,label\nx,The framwork of ports\n", ["a.yaml:2:7 framwork"]),
        ("contact: keeper@framwork.example\nfile: images/framwork.png\n", []),
    ],
)
def test_what_stands_beside_the_text_is_held_against_the_lists(text, found):
    told = check_unknown_labels(labels_in({"a.yaml": text}), proses_of(["The ports are old."]))
    assert [f"{each.location} {each.message.split()[0]}" for each in told] == found
