"""A note that is marked in a list stands at the foot of the page that its mark is on."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.editions.tag_tree import Content, read_tags
from validators import verapdf

LISTS = yaml.safe_load((Path(__file__).parent / "list_notes.yaml").read_text(encoding="utf-8"))
PLACES = 24
"""So many lists, after more and more text, meet every place of a page."""


@pytest.fixture
def build(make_paper, report_text):
    """Builds a chapter: the PDF, and what was said."""

    def make(chapter, settings=""):
        files = {"report/chapters/01.md": chapter}
        root = make_paper(files, report=f"{report_text}{settings}editions: [pdf]\n")
        result = CliRunner().invoke(main, ["build", "--project", str(root)])
        assert result.exit_code == 0, result.output
        (file,) = (root / "build").glob("*.pdf")
        return file, result.output

    return make


def noted(source):
    """A list with short and long notes where it has ◆ and ◇."""
    return source.replace("◆", "^[短い注。]").replace("◇", f"^[長い注。{'説明が続く。' * 14}]")


@pytest.mark.parametrize("source", LISTS.values(), ids=LISTS)
def test_no_note_strays_from_a_list(build, source):
    parts = ["# 序"]
    for at in range(PLACES):
        parts += ["本文が続く。" * (20 + 11 * (at % 7)), noted(source), f"{at}番目の間。"]
    file, said = build("\n\n".join(parts) + "\n")
    assert "PAG006" not in said
    alone, _ = build(f"# 序\n\n{noted(source)}\n\n終わり。\n")
    assert {round(left) for _, left in beginnings(file)} == {
        round(left) for _, left in beginnings(alone)
    }


@pytest.mark.parametrize("source", LISTS.values(), ids=LISTS)
def test_a_list_is_tagged_and_looks_alike_with_notes_and_without(build, source):
    with_notes, _ = build(f"# 序\n\n{noted(source)}\n\n終わり。\n")
    without, _ = build(f"# 序\n\n{source.replace('◆', '').replace('◇', '')}\n\n終わり。\n")
    assert verapdf.failures(with_notes, "ua1") == []
    found, expected = beginnings(with_notes), beginnings(without)
    assert [words for words, _ in found] == [words for words, _ in expected]
    assert [left for _, left in found] == pytest.approx([left for _, left in expected], abs=0.1)


@pytest.mark.parametrize("note", ["", "^[A note.]"])
def test_an_english_paragraph_behind_a_list_begins_without_an_indent(build, note):
    file, _ = build(f"# One\n\nBefore.\n\n- An item.{note}\n\nBehind.\n", "lang: en-GB\n")
    (behind,) = (run for run in runs(read_tags(file).tree) if run.text.startswith("Behind"))
    (before,) = (run for run in runs(read_tags(file).tree) if run.text.startswith("Before"))
    assert behind.left == pytest.approx(before.left, abs=1)


def test_an_english_paragraph_behind_a_list_stands_as_low_with_notes_as_without(build):
    lines = "# One\n\nBefore.\n\n- An item.\n- Another.%s\n\nBehind.\n"
    heights = []
    for note in ("", "^[A note.]"):
        file, _ = build(lines % note, "lang: en-GB\n")
        (behind,) = (run for run in runs(read_tags(file).tree) if run.text.startswith("Behind"))
        heights.append(behind.bottom)
    assert heights[1] == pytest.approx(heights[0], abs=0.5)


def runs(tag):
    """What is set in a tag, piece by piece."""
    for child in tag.children:
        yield from child.runs if isinstance(child, Content) else runs(child)


def beginnings(file):
    """What the marks or terms of items are, what the items begin with, and where each begins."""
    found = []

    def first(tag):
        child = tag.children[0]
        return child if isinstance(child, Content) else first(child)

    def read(tag):
        for child in tag.children:
            if isinstance(child, Content):
                continue
            if tag.kind == "LI" and child.kind in {"Lbl", "LBody"}:
                content = first(child)
                found.append((content.text.replace("\u2060", ""), content.runs[0].left))
            read(child)

    read(read_tags(file).tree)
    return found
