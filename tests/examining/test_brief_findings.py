"""What is found in papers with briefs: each mistake once, where its author made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.pipeline.checking import check_paper
from read_yaml import read_yaml

FILE = Path(__file__).with_name("brief_findings.yaml")
TABLE = read_yaml(FILE)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
REPORT = """\
slug: trial
title: 試しの論文
authors: [{name: 試作班}]
date: 2026-04-01
"""
BIB = """\
@book{kou, author = {甲野, 一郎}, yomi = {こうの, いちろう}, title = {港}, publisher = {社}, date = {2020}}
"""


def _content(text, case):
    if text == "PNG":
        return PNG
    return text.encode("latin-1") if case.get("latin") else text


def _check(make_paper, case):
    front = f"{case['front']}\n" if "front" in case else ""
    files = {
        "report/chapters/01.md": case.get("chapter", TABLE["chapter"]),
        "report/chapters/photo.png": PNG,
        "report/briefs/x.md": f"---\ntitle: 題\n{front}---\n{case['text']}",
        "bib/a.bib": BIB,
        **{path: _content(text, case) for path, text in case.get("files", {}).items()},
    }
    report = REPORT + case.get("report", "bibliography: [bib/a.bib]") + "\n"
    result = check_paper(make_paper(files, report=report), progress=lambda _step: None)
    return result.findings


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_each_mistake_is_found_once_where_it_was_made(make_paper, case):
    found = _check(make_paper, case)
    assert [f"{each.location} {each.rule.id}" for each in found] == case["found"], [
        each.message for each in found
    ]


def test_many_briefs_repeat_nothing(make_paper):
    chapter = (
        "# 序 {#sec-a}\n\n一[@none]。@fig-none。\n\n![図](none){#fig-f}\n\n本文[@kou]。@fig-f\n"
    )
    briefs = {
        f"report/briefs/b{at}.md": '---\ntitle: 題\n---\n{{ section("sec-a") }}\n'
        for at in range(30)
    }
    files = {"report/chapters/01.md": chapter, "bib/a.bib": BIB, **briefs}
    root = make_paper(files, report=REPORT + "bibliography: [bib/a.bib]\n")
    result = check_paper(root, progress=lambda _step: None)
    assert [each.rule.id for each in result.findings] == ["CIT001", "XRF001", "FIG002"]
