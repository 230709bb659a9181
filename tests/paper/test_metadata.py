"""A paper's metadata, as editions get it."""

import pytest

from hakusho.paper.layouts import load_layout
from hakusho.paper.load import load_paper
from hakusho.paper.metadata import (
    brief_metadata,
    labels,
    metadata_of,
    strings_in,
    unusable_labels,
    whole_title,
)


@pytest.mark.parametrize(
    ("written", "lang", "printed"),
    [
        ("日本の\n防衛はUnited\nStates及び\n対策", "ja-JP", "日本の防衛はUnited States及び対策"),
        ("대한민국\n국방부の\n発表", "ja-JP", "대한민국 국방부の発表"),
        ("安保 太郎\n\n\n二段 落目。\n末", "ja-JP", "安保 太郎\n\n二段 落目。末"),
        ("The word 白書\nmeans\nwhite  paper.", "en-GB", "The word 白書 means white  paper."),
    ],
)
def test_lines_of_an_abstract_are_joined_as_those_of_a_chapter(
    make_paper, report_text, written, lang, printed
):
    lines = "".join(f"\n  {line}" for line in written.split("\n"))
    root = make_paper(report=f"{report_text}lang: {lang}\nabstract: |{lines}\n")
    paper, findings = load_paper(root)
    assert findings == ()
    assert metadata_of(root, paper.settings)["abstract"] == printed


REPORT = """\
slug: trial
title: 題
subtitle: 副題
authors: [{name: 甲, affiliation: 庁}]
date: 2026-04-01
lang: ja-JP
keywords: [海, 港]
version: "1.1"
contents_depth: 3
"""
BRIEF = """\
---
title: Brief
lang: en-GB
date: 2026-05-02
authors: [{name: B}]
audience: Minister
classification: SECRET
contact: c@example.org
contents_depth: 1
---

Text.
"""


def _of_brief(root):
    paper, findings = load_paper(root)
    assert findings == ()
    (brief,) = paper.briefs
    layout, _ = load_layout(root, brief)
    return brief_metadata(root, paper.settings, brief, layout, "from it"), paper, layout


def test_metadata_of_a_report(make_paper):
    root = make_paper(report=REPORT)
    paper, _ = load_paper(root)
    said = metadata_of(root, paper.settings)
    wanted = {
        "title": "題", "subtitle": "副題", "date": "2026-04-01", "date_text": "2026年4月1日",
        "lang": "ja-JP", "language": "ja", "keywords": ["海", "港"], "licence": None,
        "slug": "trial", "version": "1.1", "contents_depth": 3, "abstract": "",
    }  # fmt: skip
    assert {key: said[key] for key in wanted} == wanted
    assert [each["name"] for each in said["authors"]] == ["甲"]
    assert said["identifier"] == "urn:uuid:f4b2f49d-8b72-5216-9745-9fd644fd2ad3"
    assert said["labels"] == labels(root, "ja")


@pytest.mark.parametrize(
    ("written", "lang", "printed"),
    [
        ("――三つの海峡――", "ja-JP", "三つの海峡"),
        ("― 三つの海峡 ―", "ja-JP", "三つの海峡"),
        ("～現状と課題～", "ja-JP", "現状と課題"),
        ("制度――運用――予算", "ja-JP", "制度――運用――予算"),
        ("– three straits –", "en-GB", "– three straits –"),
    ],
)
def test_the_dashes_about_a_subtitle_are_the_templates(
    make_paper, report_text, written, lang, printed
):
    root = make_paper(report=f"{report_text}subtitle: {written}\nlang: {lang}\n")
    paper, findings = load_paper(root)
    assert findings == ()
    assert metadata_of(root, paper.settings)["subtitle"] == printed


@pytest.mark.parametrize(
    ("title", "subtitle", "language", "whole"),
    [
        ("港の法", "制度と運用", "ja", "港の法――制度と運用"),
        ("港の法", "――制度と運用――", "ja", "港の法――制度と運用"),
        ("港の法――三海峡――", "制度と運用", "ja", "港の法――三海峡――\u3000制度と運用"),
        ("港の法", "", "ja", "港の法"),
        ("Ports' Law", "Its Use", "en", "Ports’ Law: Its Use"),
        ("Ports", "", "en", "Ports"),
    ],
)
def test_a_title_and_its_subtitle_in_one_line(title, subtitle, language, whole):
    assert whole_title(title, subtitle, language) == whole


QUOTES = """\
slug: trial
title: Japan's "Free" Seas
subtitle: The '90s
authors: [{name: Ann O'Brien, affiliation: Centre d'études, email: ann.o'brien@example.org}]
date: 2026-04-01
lang: en-GB
abstract: It's "said".
keywords: [states' rights]
publication:
  series: Harbour's Papers
  masthead: {text: The "Institute"}
  disclaimer: {text: The authors' own views., place: colophon}
"""


def test_what_no_reader_of_markdown_sees_has_curved_marks_as_the_text_has(make_paper):
    paper, findings = load_paper(make_paper(report=QUOTES))
    assert findings == ()
    said = metadata_of(paper.root, paper.settings)
    curved = ["Japan’s “Free” Seas", "The ’90s", "It’s “said”.", "states’ rights", "Ann O’Brien"]
    curved += ["Centre d’études", "Harbour’s Papers", "The “Institute”", "The authors’ own views."]
    told = list(strings_in({key: said[key] for key in said if key != "labels"}))
    assert [each for each in curved if each not in told] == []
    straight = ["ann.o'brien@example.org", "mailto:ann.o'brien@example.org", "Harbour's Papers"]
    assert sorted(each for each in told if "'" in each) == sorted(straight)  # addresses and data


def test_a_brief_has_its_own_metadata_and_else_the_reports(make_paper):
    root = make_paper({"report/briefs/press.md": BRIEF}, report=REPORT)
    said, _, layout = _of_brief(root)
    wanted = {
        "title": "Brief", "date": "2026-05-02", "date_text": "2 May 2026", "lang": "en-GB",
        "language": "en", "abstract": "", "keywords": [], "slug": "press", "audience": "Minister",
        "classification": "SECRET", "contact": "c@example.org", "contents_depth": 1,
        "lineage": "from it", "report": "題", "version": "1.1", "layout": layout.model_dump(),
    }  # fmt: skip
    assert {key: said[key] for key in wanted} == wanted
    assert [each["name"] for each in said["authors"]] == ["B"]
    assert said["labels"] == labels(root, "en") != labels(root, "ja")
    (root / "report/briefs/press.md").write_text(
        "---\ntitle: 要旨\n---\n\n文。\n", encoding="utf-8"
    )
    other, paper, _ = _of_brief(root)
    assert (other["date"], other["authors"][0]["name"]) == ("2026-04-01", "甲")
    assert other["identifier"] == said["identifier"]
    assert other["identifier"] != metadata_of(root, paper.settings)["identifier"]


def test_a_papers_own_words_come_first(make_paper):
    ours = labels(make_paper(), "ja")
    name = min(ours)
    root = make_paper({"templates/labels/ja.yaml": f"{name}: 私の\ue000言葉\nmore: 1\n"})
    assert labels(root, "ja") == ours | {name: "私の〓言葉", "more": "1"}
    assert labels(root, "en") == labels(make_paper(), "en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("abstract: 要旨\n", []),
        ("- a\n", ["templates/labels/ja.yaml:1:1 OUT006 this file must hold words by their names"]),
        ("a: [\n", ["OUT006 "]),
        ("a: 1\na: 2\n", ["OUT006 "]),
        ("", []),
        ("unknown: '{x}'\n", []),
    ],
)
def test_words_that_cannot_be_used_are_found(make_paper, text, found):
    root = make_paper({"templates/labels/ja.yaml": text})
    said = [f"{each.location} {each.rule.id} {each.message}" for each in unusable_labels(root)]
    assert len(said) == len(found)
    assert all(words in each for each, words in zip(said, found, strict=True))


def test_words_with_another_place_to_fill_in_are_found(make_paper):
    filled = {name: words for name, words in labels(make_paper(), "en").items() if "{" in words}
    name, words = min(filled.items())
    good = f"x: 1\n{name}: '{words}'\n"
    assert list(unusable_labels(make_paper({"templates/labels/en.yaml": good}))) == []
    for wrong in ("{nothing}", "{0}", "{", "}", "{data:d}", "{text!r}"):
        text = f"x: 1\n{name}: '{wrong}'\n"
        root = make_paper({"templates/labels/en.yaml": text})
        (finding,) = unusable_labels(root)
        assert str(finding.location).startswith("templates/labels/en.yaml:2:")
        assert finding.message == f"'{wrong}' cannot be filled in"
        assert finding.hint.startswith("What is filled in here is {")


def test_strings_in_plain_data():
    value = {"a": "1", "b": ["2", ("3", {"c": "4"})], "d": 5, "e": None}
    assert list(strings_in(value)) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("lang", "day"),
    [("en-US", "April 1, 2026"), ("en-GB", "1 April 2026"), ("ja-JP", "2026年4月1日")],
)
def test_days_of_a_title_page_are_printed_as_the_papers_region_does(
    make_paper, report_text, lang, day
):
    said = f"lang: {lang}\npublication: {{received: 2026-04-01}}\n"
    text = "\n".join(each for each in report_text.split("\n") if not each.startswith("date:"))
    root = make_paper(report=f"{text}date: 2026-04-01\n{said}")
    paper, findings = load_paper(root)
    assert findings == ()
    made = metadata_of(root, paper.settings)
    assert made["date_text"] == day
    assert day in made["publication"]["below"][0]["text"]
    assert day in [row["text"] for row in made["publication"]["rows"]]
