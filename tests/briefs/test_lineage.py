"""Fingerprints of a report: they follow content, and nothing else."""

from dataclasses import replace

from hakusho.briefs.lineage import Lineage, lineage_of, lineage_text
from hakusho.paper.load import load_paper
from hakusho.paper.source_file import ChapterFile

DATA = {"figures/data/a.csv": "id\nx\n"}


def _paper(make_paper):
    paper, findings = load_paper(make_paper())
    assert not findings
    return paper


def test_text_and_data_are_told_apart(make_paper):
    paper = _paper(make_paper)
    before = lineage_of(paper, DATA)
    other_data = lineage_of(paper, {"figures/data/a.csv": "id\ny\n"})
    assert other_data.text == before.text
    assert other_data.data != before.data
    moved = replace(paper, chapters=(ChapterFile("report/chapters/01.md", "別"),))
    assert lineage_of(moved, DATA).text != before.text
    assert lineage_of(moved, DATA).data == before.data


def test_the_border_between_files_counts(make_paper):
    paper = _paper(make_paper)
    one = replace(paper, chapters=(ChapterFile("a", "xy"), ChapterFile("b", "z")))
    other = replace(paper, chapters=(ChapterFile("a", "x"), ChapterFile("b", "yz")))
    assert lineage_of(one, {}).text != lineage_of(other, {}).text


def test_a_brief_of_its_own_changes_nothing(make_paper):
    paper = _paper(make_paper)
    root = make_paper({"report/briefs/m.md": "---\ntitle: x\n---\n\n本文。\n"})
    with_brief, findings = load_paper(root)
    assert not findings
    assert lineage_of(with_brief, DATA) == lineage_of(paper, DATA)


def test_the_words():
    labels = {"cut_from": "『{title}』（{version}）本文 {text}・データ {data}"}
    words = lineage_text(Lineage("abc", "def"), "題", "2026年4月1日版", labels)
    assert words == "『題』（2026年4月1日版）本文 abc・データ def"


def test_a_report_without_data_has_no_fingerprint_of_them(make_paper):
    found = lineage_of(_paper(make_paper), {})
    assert found.data == ""
    labels = {"cut_from_text": "『{title}』本文 {text}"}
    assert lineage_text(found, "題", "", labels) == f"『題』本文 {found.text}"
