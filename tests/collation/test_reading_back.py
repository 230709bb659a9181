"""Every edition is held against its document: faults are found, each once, and nothing else is."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.editions import html
from hakusho.editions.read_pages import read_html
from papers.any_paper import Author
from read_yaml import read_yaml
from validators.read_back import documents_of

HERE = Path(__file__).parent
FAULTS = read_yaml(HERE / "faults.yaml")
SEEDS = (5, 8)
"""Papers that together have every construct; ``tests/papers/any_paper.py`` makes as many as asked."""


def test_nothing_is_found_where_nothing_is_wrong(documents):
    assert [found for document in documents.values() for found in document.findings()] == []
    assert set(documents[""].made.read) == {"pdf", "html", "epub", "docx"}


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["fault"])
def test_a_fault_is_found_and_nothing_else(documents, case):
    document = documents[case.get("document", "")]
    found = document.with_fault(case["edition"], case["at"], case["new"], case.get("in", ""))
    assert len(found) == 1, found
    (rule, message, place), (wanted, piece, where) = found[0], case["found"]
    assert rule == wanted
    assert piece in message
    assert where in place
    assert f".{case['edition']}" in message


def test_a_fault_that_all_editions_share_is_found_once(documents):
    (found,) = documents[""].without("They are older than\\s+their crews.")
    assert found[0] == "OUT011"
    assert "skerrow.pdf, skerrow.docx, skerrow.html, skerrow.epub" in found[1]
    assert "“They are older than their crews.” is missing" in found[1]
    assert found[2].startswith("report/chapters/01.md:4")


def test_an_edition_that_cannot_be_read_is_found(documents):
    ((rule, message, _),) = documents[""].findings(epub=KeyError("mimetype"))
    assert rule == "OUT015"
    assert "skerrow.epub" in message


def test_an_edition_that_nobody_can_read_is_held_against_nothing(documents):
    assert documents[""].findings(docx=None) == []


@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("warning", 0)])
def test_nothing_is_published_that_disagrees(tmp_path, monkeypatch, severity, code):
    root = tmp_path / "paper"
    shutil.copytree(HERE / "paper", root)
    settings = root / "report" / "report.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}checks: {{severity: {{OUT011: {severity}}}}}\n", encoding="utf-8")

    def careless(file):
        page = file.read_text(encoding="utf-8")
        file.write_text(page.replace("at what price", "at which price", 1), encoding="utf-8")
        file.write_text(file.read_text(encoding="utf-8").replace("4,310", "4,301"))
        return read_html(file)

    monkeypatch.setattr(html, "read_html", careless)
    result = CliRunner().invoke(main, ["build", "html", "--no-briefs", "--project", str(root)])
    assert result.exit_code == code, result.output
    assert "skerrow.html, running text: “about 4,301 crowns, p" in result.output
    assert (root / "build" / "skerrow.html").exists() is (code == 0)


def test_an_exception_that_no_edition_needs_is_let_be(tmp_path):
    root = tmp_path / "paper"
    shutil.copytree(HERE / "paper", root)
    settings = root / "report" / "report.yaml"
    text = settings.read_text(encoding="utf-8")
    kept = "{rule: OUT012, file: report/chapters/01.md, reason: our template adds it}"
    settings.write_text(f"{text}checks: {{exceptions: [{kept}]}}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "html", "--no-briefs", "--project", str(root)])
    assert result.exit_code == 0
    assert "PAP008" not in result.output


@pytest.mark.parametrize("text", ["# Harbours\n", "| a |\n|---|\n| Harbours |\n", "Harbours\n"])
def test_a_paper_with_next_to_no_text_is_read_back(make_paper, tmp_path, text):
    settings = "slug: t\ntitle: Harbours\nlang: en\nauthors: [{name: A}]\ndate: 2026-04-01\n"
    root = make_paper({"report/chapters/01.md": text}, report=settings)
    documents = documents_of(root, tmp_path / "made")
    assert documents[""].findings() == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_paper_of_all_constructs_disagrees(tmp_path, seed):
    for name, content in Author(seed).files().items():
        file = tmp_path / "paper" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    documents = documents_of(tmp_path / "paper", tmp_path / "made")
    assert [found for document in documents.values() for found in document.findings()] == []
