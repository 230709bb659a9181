"""The tag trees of the pages of a PDF, laid over one another."""

from collections import Counter
from types import SimpleNamespace

import pytest

from hakusho.editions import tag_tree
from hakusho.tools import typst

HEAD = """\
#set document(title: "Trial")
#set text(lang: "en")
#set page(width: 6cm, height: 6cm)
"""
A_PARAGRAPH = "#for at in range({lines}) [line #at #linebreak()]"
PARAGRAPHS = "#for at in range({lines}) [line #at #parbreak()]"
NOTES = "#for at in range({lines}) [line #at#footnote[note #at] #linebreak()]"
FLOATS = """\
#for at in range({lines}) [line #at #parbreak()
  #if calc.rem(at, 9) == 4 {{ place(auto, float: true)[float #at #v(3cm)] }}]
"""


@pytest.fixture
def tags_of(tmp_path):
    """Makes a PDF out of Typst and gives its tags."""

    def read(source):
        (tmp_path / "main.typ").write_text(HEAD + source, encoding="utf-8")
        file = tmp_path / "main.pdf"
        typst.compile(tmp_path / "main.typ", file, root=tmp_path, fonts=[], epoch=0)
        return tag_tree.read_tags(file)

    return read


@pytest.fixture
def asked(monkeypatch):
    """How often PDFium was asked for a child of an element."""
    asked = []
    known = tag_tree.functions()

    def counting(element, at):
        asked.append(at)
        return known.FPDF_StructElement_GetChildAtIndex(element, at)

    names = {name: getattr(known, name) for name in vars(known) if name.startswith("FPDF")}
    counted = SimpleNamespace(**{**names, "FPDF_StructElement_GetChildAtIndex": counting})
    monkeypatch.setattr(tag_tree, "functions", lambda: counted)
    return asked


@pytest.mark.parametrize("source", [A_PARAGRAPH, PARAGRAPHS, NOTES, FLOATS])
def test_all_that_stands_on_any_page_is_found(tags_of, source):
    read = tags_of(source.format(lines=90))
    assert len(read.pages) > 5
    assert read.tree.text.count("line") == 90
    letters = Counter("".join(read.pages))
    assert Counter(read.tree.text + read.untagged) == letters


@pytest.mark.parametrize("source", [A_PARAGRAPH, PARAGRAPHS, NOTES, FLOATS])
def test_a_page_does_not_look_at_the_children_on_all_others(tags_of, asked, source):
    tags_of(source.format(lines=100))
    few = len(asked)
    tags_of(source.format(lines=400))
    assert len(asked) - few < 6 * few  # the square would be sixteen times as many
