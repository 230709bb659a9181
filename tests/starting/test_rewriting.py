"""What other tools write becomes pandoc's Markdown: line by line, and what is lost is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hakusho.starting.carried_text import Lost
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


@pytest.mark.parametrize(("text", "becomes", "names"), CASES["names"])
def test_each_name_of_other_tools(text, becomes, names):
    for name in names:
        made = in_pandocs_markdown(text.replace("NAME", name)).text
        read = "\n".join(loosely(made.split("\n")))
        assert (name, read) == (name, becomes.replace("NAME", name))


@pytest.mark.parametrize("case", CASES["review"], ids=lambda case: case["name"])
def test_a_chapter_of_review(case, tmp_path):
    for name in ("first/there.png", "html/in html.jpg"):
        (tmp_path / "images" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "images" / name).touch()
    titles = {"first": "章", "second": "二*章"}
    for end in ("\n", ""):
        made = in_markdown(case["text"] + end, tmp_path / "first.re", titles)
        _is_made(made, case, case["becomes"] + "\n")


@pytest.mark.parametrize(("becomes", "names"), CASES["commands"])
def test_each_command_of_review_within_a_line(becomes, names):
    for name in names:
        made = in_markdown(f"@<{name}>{{a}}", Path("first.re"), {"a": "題"})
        lost = [Lost("directive", 1, f"@<{name}>{{a}}")] if name in CASES["lost_commands"] else []
        assert (name, made.text, made.lost) == (name, f"{becomes}\n", lost)


@pytest.mark.parametrize(("becomes", "names"), CASES["blocks"])
def test_each_block_of_review(becomes, names):
    for name in names:
        made = in_markdown(f"//{name}[a][題]{{\nx\n//}}", Path("first.re"), {})
        assert (name, made.text, made.lost) == (name, f"{becomes}\n", [])


@pytest.mark.parametrize(("text", "becomes"), CASES["short"])
def test_a_block_of_review_that_says_little(text, becomes):
    assert in_markdown(text, Path("first.re"), {}).text == f"{becomes}\n"


@pytest.mark.parametrize("kind", ["png", "jpg", "jpeg", "svg", "gif"])
def test_where_review_looks_for_a_picture(kind, tmp_path):
    names = [f"first/a.{kind}", f"first-a.{kind}", f"a.{kind}"]
    folders = ["", "html/", "epub/", "latex/", "html5/"]
    places = [f"images/{folder}{name}" for name in names for folder in folders]
    for place in reversed(places):  # each is looked for before those that were there already
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
        made = in_markdown("//indepimage[a]", tmp_path / "first.re", {})
        assert f"]({place})" in made.text


@pytest.mark.parametrize(("catalogue", "names"), CASES["catalogues"])
def test_a_catalogue_of_review(catalogue, names):
    assert [*names_in(catalogue)] == names


def test_titles_of_chapters():
    texts = {"a": "#@# 注\n=[nonum]{x} 序 \n== 節", "b": "文。"}
    assert titles_in(texts) == {"a": "序", "b": "b"}


@pytest.mark.parametrize(("text", "becomes"), CASES["numbered"])
def test_a_number_within_a_paragraph_is_no_list(text, becomes):
    assert "\n".join(loosely(text.split("\n"))) == becomes
