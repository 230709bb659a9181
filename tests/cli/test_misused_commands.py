"""Commands with what they do not take: each says what to write, and that then works."""

import pytest
from click.testing import CliRunner

from hakusho.cli import main

SETTINGS = (
    "slug: a\ntitle: T\nauthors:\n  - name: A\ndate: 2026-01-01\nlang: en\neditions: [html]\n"
)


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def paper(tmp_path, monkeypatch):
    root = tmp_path / "paper"
    (root / "report/chapters").mkdir(parents=True)
    (root / "report/report.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "report/chapters/01.md").write_text("# One {#sec-one}\n\nText.\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "report/chapters/01.md"), "write hakusho check alone"),
        (("preview", "8000"), "hakusho preview --port 8000"),
        (("preview", "report"), "--project DIR"),
    ],
)
def test_what_stands_behind_a_command(arguments, said):
    told = run(*arguments)
    assert told.exit_code == 2
    assert said in told.output


@pytest.mark.parametrize("of", [(), ("check",)])
def test_help_is_a_command_as_well(of):
    asked = run("help", *of)
    assert (asked.exit_code, asked.output) == (0, run(*of, "--help").output)


def test_a_paper_without_briefs_says_how_one_is_written(paper):
    told = run("brief")
    assert told.exit_code == 0
    assert '{{ section("sec-introduction") }}' in told.output
    (paper / "report/briefs").mkdir()
    brief = '---\ntitle: T\n---\n\n{{ section("sec-one") }}\n'
    (paper / "report/briefs/short.md").write_text(brief, encoding="utf-8")
    told = run("brief")
    assert (told.exit_code, "has no briefs" in told.output) == (0, False)


@pytest.mark.parametrize("folder", ["report", "figures/new", "build"])
def test_no_paper_is_begun_among_the_files_of_another(folder, paper):
    told = run("new", folder, "--lang", "en")
    assert (told.exit_code, "belongs to the paper in" in told.output) == (1, True)
    assert not (paper / folder / "report").exists()


def test_a_paper_within_another_says_so(paper):
    told = run("new", "other", "--lang", "en")
    assert (told.exit_code, "it lies within the paper in" in told.output) == (0, True)
    assert "lies within" not in run("new", paper.parent / "third", "--lang", "en").output


@pytest.mark.parametrize(("name", "said"), [("a.csv", "--csv a.csv"), ("a.bib", "--bib a.bib")])
def test_what_is_no_document_is_told_its_option(name, said, tmp_path):
    (tmp_path / name).write_text("a,b\n1,2\n", encoding="utf-8")
    told = run("import", tmp_path / name, tmp_path / "paper")
    assert (told.exit_code, said in told.output) == (1, True)


def test_an_import_takes_a_bibliography_and_data(tmp_path):
    (tmp_path / "a.md").write_text("# One\n\nText[@a2020].\n", encoding="utf-8")
    entry = "@book{a2020, author = {A, B}, title = {C}, date = {2020}, publisher = {D}}\n"
    (tmp_path / "works.bib").write_text(entry, encoding="utf-8")
    (tmp_path / "numbers.csv").write_text("year,ships\n2020,3\n2021,4\n", encoding="utf-8")
    given = ("--bib", tmp_path / "works.bib", "--csv", tmp_path / "numbers.csv")
    made = run("import", tmp_path / "a.md", tmp_path / "paper", *given)
    assert made.exit_code == 0, made.output
    assert (tmp_path / "paper/bib/works.bib").read_text(encoding="utf-8") == entry
    assert (tmp_path / "paper/figures/data/numbers.csv").is_file()
