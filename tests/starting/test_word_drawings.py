"""What Word draws and pandoc leaves out: a picture in its place, and a figure of its numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hakusho.starting.carrying_over import carry_over
from hakusho.starting.word_drawings import with_pictures
from hakusho.starting.word_package import parts_of
from read_yaml import read_yaml
from word_documents import CHART, DIAGRAM, HELD, LINKED, word
from written import picture_bytes

CASES = read_yaml(Path(__file__).with_name("word_charts.yaml"))
PNG = picture_bytes("png")


@pytest.mark.parametrize("case", CASES, ids=[each["name"] for each in CASES])
def test_a_chart_is_its_numbers_and_the_figure_that_draws_them(case):
    _, found = with_pictures(parts_of(word(CHART, shown=case)))
    (drawn,) = found.values()
    assert [list(row) for row in drawn.rows] == case["rows"]
    assert yaml.safe_load(drawn.figure("d")) == case["figure"]


def test_what_pandoc_reads_stays_and_all_else_has_a_picture_in_its_place():
    made, found = with_pictures(parts_of(word(HELD, CHART, DIAGRAM, LINKED)))
    assert {name: (each.kind, each.title) for name, each in found.items()} == {
        "media/hakusho/chart-1.png": ("chart", ""),
        "media/hakusho/diagram-2.png": ("diagram", "上 / 下"),
        "media/hakusho/link-3.png": ("link", "file:///C:/港.png"),
    }
    assert {f"word/{name}" for name in found} < made.keys()


@pytest.mark.parametrize("data", [b"no archive", word(HELD), word("<w:r><w:t>x</w:t></w:r>")])
def test_a_document_that_draws_nothing_else_stays_as_it_is(data):
    assert with_pictures(parts_of(data)) == (parts_of(data), {})


def test_a_part_that_is_no_xml_is_left_to_pandoc():
    parts = {"word/document.xml": b"<open>", "word/_rels/document.xml.rels": b"<x/>"}
    assert with_pictures(parts) == (parts, {})


def _caption(words):
    return f'<w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>{words}</w:t></w:r>'


def test_charts_become_figures_and_what_cannot_is_told(tmp_path):
    path = tmp_path / "草稿.docx"
    words = "<w:r><w:t>図1に示す。</w:t></w:r>"
    path.write_bytes(word(words, CHART, _caption("図1　隻数"), DIAGRAM, LINKED, title="港の船"))
    made = carry_over(path)
    files, findings = made.brought.files, made.brought.findings
    (text,) = (each.decode() for name, each in files.items() if name.endswith(".md"))
    assert "![隻数](港の船){#fig-1}" in text
    assert files["figures/data/港の船.csv"].decode().splitlines()[1] == "A,4.3,1"
    assert yaml.safe_load(files["figures/港の船.yaml"])["dataset"] == "港の船"
    assert files["images/港.png"] == files["images/diagram-2.png"]
    assert [each.message for each in findings if each.rule.id == "IMP003"] == [
        "the chart 港の船 is drawn anew from its numbers: figures/港の船.yaml",
        "a diagram is left out, and a grey field stands in its place: 上 / 下",
        "the picture file:///C:/港.png is not in the document: a grey field stands in its place",
    ]
    assert not [each for each in findings if each.rule.id == "IMP005"]


def test_a_chart_that_no_figure_draws_leaves_its_numbers(tmp_path):
    path = tmp_path / "a.docx"
    radar = next(each for each in CASES if each["chart"] == "radarChart")
    path.write_bytes(word(CHART, shown=radar))
    made = carry_over(path).brought
    assert made.files["figures/data/chart-1.csv"] == b"item,x\nA,1\nB,2\n"
    (finding,) = [each for each in made.findings if each.rule.id == "IMP003"]
    assert finding.hint == "Its numbers are in figures/data/chart-1.csv."
