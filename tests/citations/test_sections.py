"""Sections of the bibliography: who stands where, and what the HTML edition makes of it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.sections import divide
from hakusho.citations.works import works_of
from hakusho.cli import main
from hakusho.paper.settings import BibliographySection
from hakusho.paper.source_file import SourceFile

MINIMAL = Path(__file__).parents[1] / "papers/minimal"
BIB = """
@report{white, title={白書}, author={{防衛省}}, yomi={ぼうえいしょう}, date={2023},
  keywords={一次資料；政府}}
@misc{diet, title={第75回国会参議院予算委員会会議録}, number={1}, date={1975-03-08},
  keywords={国会、一次資料}}
@book{aoki, title={題}, author={青木, 一}, yomi={あおき, はじめ}, publisher={甲書房}, date={2020}}
@article{smith, title={Title}, author={Smith, John}, journaltitle={Journal}, date={2021}}
@book{kant, title={Zum ewigen Frieden}, author={Kant, Immanuel}, date={1795}, langid={german}}
"""
SECTIONS = [
    {"title": "一次資料", "keywords": ["一次資料"]},
    {"title": "新聞", "types": ["newspaper"]},
    {"title": "邦語文献", "languages": ["ja"]},
    {"title": "欧文文献", "languages": ["western"]},
]

HEADINGS = ["一次資料", "邦語文献", "欧文文献"]


def divided(bib, sections):
    bibliography, _ = load_bibliography([SourceFile("a.bib", bib)])
    wanted = [BibliographySection.model_validate(section) for section in sections]
    return divide(works_of(bibliography.entries.values()), wanted)


def test_a_work_stands_in_the_first_section_that_takes_it():
    sections = divided(BIB, SECTIONS)
    assert sections.parts == (
        ("一次資料", ("white", "diet")),
        ("邦語文献", ("aoki",)),
        ("欧文文献", ("smith", "kant")),
    )
    assert sections.homeless == ()


def test_without_sections_there_is_one_list():
    assert divided(BIB, []).parts == ()


@pytest.mark.parametrize(
    ("keywords", "fits"),
    [("一次資料", True), ("政府, 一次資料", True), ("政府；一次資料", True), ("一次資料集", False)],
)
def test_keywords_are_whole_words(keywords, fits):
    bib = f"@book{{a, title={{題}}, keywords={{{keywords}}}}}"
    assert (divided(bib, SECTIONS[:1]).homeless == ()) == fits


def test_the_html_edition_has_a_heading_for_each_section(tmp_path):
    shutil.copytree(MINIMAL / "report", tmp_path / "report")
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib/references.bib").write_text(BIB, encoding="utf-8")
    settings = tmp_path / "report/report.yaml"
    lines = "".join(f"    - {section}\n" for section in SECTIONS)
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + f"\nbibliography: [bib/references.bib]\ncitations:\n  sections:\n{lines}",
        encoding="utf-8",
    )
    chapter = next((tmp_path / "report/chapters").glob("*.md"))
    keys = "; ".join(f"@{key}" for key in ("smith", "kant", "aoki", "diet", "white"))
    with chapter.open("a", encoding="utf-8") as file:
        file.write(f"\n本文[{keys}]。\n")
    result = CliRunner().invoke(main, ["build", "html", "--project", str(tmp_path)])
    assert result.exit_code == 0, result.output
    page = html.parse(next((tmp_path / "build").glob("*.html"))).getroot()
    headings = page.xpath("//*[starts-with(@id, 'bibliography-')]//text()")
    assert [text for text in headings if text in HEADINGS] == HEADINGS
    assert [
        [
            entry.get("id").removeprefix("ref-")
            for entry in part.xpath(".//*[starts-with(@id, 'ref-')]")
        ]
        for part in page.xpath("//*[starts-with(@id, 'refs-')]")
    ] == [["diet", "white"], ["aoki"], ["kant", "smith"]]


def test_an_entry_without_a_section_stops_the_build(tmp_path):
    shutil.copytree(MINIMAL / "report", tmp_path / "report")
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib/references.bib").write_text(BIB, encoding="utf-8")
    settings = tmp_path / "report/report.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + "\nbibliography: [bib/references.bib]\ncitations:\n  sections:\n"
        + f"    - {SECTIONS[0]}\n",
        encoding="utf-8",
    )
    chapter = next((tmp_path / "report/chapters").glob("*.md"))
    with chapter.open("a", encoding="utf-8") as file:
        file.write("\n本文[@aoki]。\n")
    result = CliRunner().invoke(main, ["check", "--project", str(tmp_path)])
    assert result.exit_code == 1
    assert "CIT055 aoki: belongs to no section" in result.output
