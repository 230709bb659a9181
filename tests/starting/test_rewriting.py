"""What other tools write becomes pandoc's Markdown: line by line, and what is lost is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hakusho.starting.dialects import in_pandocs_markdown, loosely
from hakusho.starting.re_view import in_markdown, names_in, titles_in

CASES = yaml.safe_load(Path(__file__).with_name("rewritten.yaml").read_text(encoding="utf-8"))


def _is_made(made, case, text):
    assert made.text == text
    lost = [[each.kind, each.line, each.words] for each in made.lost]
    assert lost == case.get("lost", [])
    assert made.numbers == case.get("numbers", [])


@pytest.mark.parametrize("case", CASES["dialects"], ids=lambda case: case["name"])
def test_a_dialect_of_markdown(case):
    left_out = any(kind == "template" for kind, *_ in case.get("lost", ()))
    text = case.get("becomes", "" if left_out else case["text"])
    _is_made(in_pandocs_markdown(case["text"]), case, text)


@pytest.mark.parametrize("case", CASES["review"], ids=lambda case: case["name"])
def test_a_chapter_of_review(case, tmp_path):
    for name in ("first/there.png", "html/in html.jpg"):
        (tmp_path / "images" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "images" / name).touch()
    titles = {"first": "章", "second": "二*章"}
    for end in ("\n", ""):
        made = in_markdown(case["text"] + end, tmp_path / "first.re", titles)
        _is_made(made, case, case["becomes"] + "\n")


@pytest.mark.parametrize(("catalogue", "names"), CASES["catalogues"])
def test_a_catalogue_of_review(catalogue, names):
    assert [*names_in(catalogue)] == names


def test_titles_of_chapters():
    texts = {"a": "#@# 注\n=[nonum]{x} 序 \n== 節", "b": "文。"}
    assert titles_in(texts) == {"a": "序", "b": "b"}


@pytest.mark.parametrize(("text", "becomes"), CASES["numbered"])
def test_a_number_within_a_paragraph_is_no_list(text, becomes):
    assert "\n".join(loosely(text.split("\n"))) == becomes
