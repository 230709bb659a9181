"""The commands beside build and brief: what each prints, where, and its exit code."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.findings import RULES

CHAPTER, BIB = "report/chapters/01.md", "bib/a.bib"
SHIPS = "id,item_en,value,unit_en,year,source,locator\nships,ships,12,ships,2024,navy,p. 3\n"
FIGURE = """\
import matplotlib.pyplot as plt
ALT = "A bar"
DATA = ("forces",)
def draw(context):
    figure, axes = plt.subplots(figsize=(3, 2))
    axes.bar(["a"], [float(context.data["forces"].rows[0]["value"])])
    return figure
"""
FILES = {
    CHAPTER: "# Forces {#sec-a}\n\nThere are {{ fact('ships') }} at sea [@navy, p. 2].\n",
    BIB: "@book{navy, author = {{Navy}}, title = {T}, publisher = {P}, date = {2020}}\n",
    "figures/data/forces.csv": SHIPS,
}
REPORT = """\
slug: trial
title: Trial
authors: [{name: A}]
date: 2026-04-01
lang: en-GB
editions: [html]
bibliography: [bib/a.bib]
"""
WARNED = "@book{navy, author = {{Navy}}, title = {T}, publisher = {P}, date = {2020}}\n@book{b, author = {{B}}, title = {T}, publisher = {P}, date = {2021}}\n"
TRANSLATED = '# A {#sec-a}\n\nB [@navy].\n\n::: {.translation lang="ja" of="sec-a"}\n訳\n:::\n'


pytestmark = pytest.mark.usefixtures("printed_is_held")


def run(*arguments, root=None):
    where = () if root is None else ("--project", str(root))
    result = CliRunner().invoke(main, [*arguments, *where])
    assert "defect" not in result.output, result.output
    return result


@pytest.fixture
def paper(make_paper):
    return lambda files=None, report=REPORT: make_paper({**FILES, **(files or {})}, report=report)


def test_all_rules_are_listed_or_one_is_explained():
    listing = run("rule").stdout
    assert all(rule in listing for rule in RULES)
    page = run("rule", "cit004").stdout
    assert "CIT004" in page
    assert "CIT005" not in page.split("\n", 1)[0]
    whole = run("rule", "--all").stdout
    assert page.strip().split("\n")[-1] in whole
    assert whole.startswith("# ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rule", "CIT04"], "there is no rule 'CIT04'; did you mean 'CIT004'?"),
        (["rule", "CIT"], "there is no rule 'CIT'"),
        (["rule", "CIT004", "--all"], "give either a rule or --all"),
        (["check", "--select", "CTI"], "there is no rule 'CTI'; did you mean 'CIT001'?"),
        (["check", "--ignore", "PAP001"], "PAP001 is essential"),
    ],
)
def test_what_cannot_be_asked_is_a_mistake_of_use(arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in re.sub(r"\s+", " ", result.output)


@pytest.mark.parametrize(
    ("arguments", "code", "rules"),
    [
        ([], 0, ["CIT004"]),
        (["--strict"], 1, ["CIT004"]),
        (["--select", "era, cit ,"], 0, ["CIT004"]),
        (["--ignore", "CIT", "--ignore", "era"], 0, []),
        (["--strict", "--ignore", "CIT004"], 0, []),
    ],
)
def test_a_check_fails_for_what_it_is_told(paper, arguments, code, rules):
    result = run("check", "--format", "json", *arguments, root=paper({BIB: WARNED}))
    assert result.exit_code == code, result.output
    assert [each["rule"] for each in json.loads(result.stdout)["findings"]] == rules


def test_a_check_of_a_clean_paper_says_so(paper):
    result = run("check", root=paper())
    assert result.exit_code == 0
    assert result.output.strip()


def test_findings_are_written_to_a_file_and_printed_besides(paper, tmp_path):
    root, file = paper({BIB: WARNED}), tmp_path / "out.json"
    result = run("check", "--format", "json", "--output", str(file), root=root)
    assert [each["rule"] for each in json.loads(file.read_text("utf-8"))["findings"]] == ["CIT004"]
    assert "CIT004" in result.stdout
    assert not result.stdout.startswith("{")
    assert "date = {2021}" in result.stdout  # the source line


@pytest.mark.parametrize("name", [BIB, "bib/new.bib.bak", "notes.md", "report/report.yaml"])
def test_a_source_is_never_written_over_with_findings(paper, name):
    root = paper({BIB: WARNED, "bib/new.bib.bak": "x", "notes.md": "x"})
    before = (root / name).read_bytes()
    result = run("check", "--output", str(root / name), root=root)
    assert result.exit_code == 1
    assert "is a source of the paper" in result.output
    assert (root / name).read_bytes() == before


@pytest.mark.parametrize("name", ["findings.txt", "build/notes.md", "new.md"])
def test_what_is_no_source_may_be_written_over(paper, name):
    root = paper({"findings.txt": "x", "build/notes.md": "x"})
    assert run("check", "--output", str(root / name), root=root).exit_code == 0
    assert (root / name).read_text("utf-8") != "x"


def test_a_paper_that_cannot_be_read_is_told_apart(paper):
    root = paper(report="title: [")
    for command in (["check"], ["build"], ["figures"], ["impact"], ["confirm"]):
        result = run(*command, root=root)
        assert result.exit_code == 2, command
        assert "PAP001" in result.output


def test_what_the_paper_accepts_is_counted_in_a_build_and_shown_in_a_check(paper):
    accept = "checks:\n  exceptions:\n    - {rule: CIT004, entry: b, reason: later}\n"
    root = paper({BIB: WARNED}, report=REPORT + accept)
    checked = run("check", "--strict", root=root)
    assert (checked.exit_code, "later" in checked.output) == (0, True)
    built = run("build", root=root)
    assert built.exit_code == 0, built.output
    assert "1 accepted (hakusho check shows them)" in built.output
    assert "later" not in built.output
    lines = [line.split()[0] for line in built.output.splitlines() if "trial.html" in line]
    assert lines == ["built"]
    again = run("build", root=root)
    assert "unchanged  " in again.output
    assert re.search(r"trial\.html  [\d,]+ KiB\n", again.output)


def test_what_needs_no_judgement_is_mended(paper):
    root = paper({CHAPTER: FILES[CHAPTER] + "\n##Heading\n\nText.\n"})
    chapter = root / CHAPTER
    before = chapter.read_text("utf-8")
    shown = run("check", "--diff", root=root)
    assert shown.exit_code == 1, shown.output
    assert "+## Heading" in shown.stdout
    assert "would mend 1 " in shown.stderr
    assert chapter.read_text("utf-8") == before
    mended = run("check", "--fix", root=root)
    assert "mended 1 " in mended.stderr
    assert "would" not in mended.stderr
    assert chapter.read_text("utf-8") == before.replace("##Heading", "## Heading")
    nothing = run("check", "--fix", "--format", "json", root=root)
    assert "nothing to mend" in nothing.stderr
    assert json.loads(nothing.stdout)["findings"] == []
    assert run("check", "--diff", root=root).exit_code == 0


def test_translations_are_confirmed(paper):
    root = paper({CHAPTER: TRANSLATED})
    chapter = root / CHAPTER
    shown = run("confirm", "--diff", root=root)
    assert '+::: {.translation lang="ja" of="sec-a" confirmed="' in shown.stdout
    assert chapter.read_text("utf-8") == TRANSLATED
    done = run("confirm", "sec-a", root=root)
    assert done.stdout == f"confirmed  sec-a (ja)  {CHAPTER}:5:5\n"
    assert 'confirmed="' in chapter.read_text("utf-8")
    wrong = run("confirm", "sec-b", root=root)
    assert wrong.exit_code == 2
    assert "there is no translation of 'sec-b'; did you mean 'sec-a'?" in wrong.output
    assert "there are no translations" in run("confirm", root=paper(FILES)).stderr


def test_what_rests_on_data(paper):
    root = paper()
    result = run("impact", "ships", root=root)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("what rests on ships:\n")
    assert f"{CHAPTER}:3" in result.stdout
    for arguments, words in (
        (
            ["impact", "shps"],
            "there is neither a dataset nor a fact nor a cell 'shps'; did you mean 'ships'?",
        ),
        (["impact", "ships", "--since", "HEAD"], "one of them only"),
        (["impact"], "there is no last build to compare with"),
        (["impact", "--since", "HEAD"], ""),
    ):
        wrong = run(*arguments, root=root)
        assert wrong.exit_code == 2
        assert words in re.sub(r"\s+", " ", wrong.output)


def test_what_has_changed_in_the_data(paper, git):
    root = paper()
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    assert run("build", root=root).exit_code == 0
    assert (
        "the data say the same as before (since the last build)" in run("impact", root=root).output
    )
    (root / "figures/data/forces.csv").write_text(SHIPS.replace(",12,", ",14,"), encoding="utf-8")
    for arguments, words in (([], "since the last build"), (["--since", "HEAD"], "since HEAD")):
        result = run("impact", *arguments, root=root)
        assert result.exit_code == 0, result.output
        assert f"moves ({words})" in result.output
        assert "12 ships → 14 ships" in result.output


def test_figures_are_drawn_alone(paper):
    text = FILES[CHAPTER] + "\n![Ships](fleet){#fig-a}\n"
    root = paper({CHAPTER: text, "figures/fleet.py": FIGURE})
    result = run("figures", root=root)
    assert result.exit_code == 0, result.output
    assert (root / "build/figures/fleet.svg").as_posix() in result.output.splitlines()
    why = run("figures", "--why", "fleet", root=root)
    assert [line.partition(":")[0] for line in why.output.splitlines()] == ["fleet"]
