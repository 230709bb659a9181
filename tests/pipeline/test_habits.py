"""One text in the dialects that authors bring: all of it is printed as meant, or found and mended."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from hakusho.cli import main
from read_yaml import read_yaml

HABITS = Path(__file__).parents[1] / "papers/habits"
CONSTRUCTS = read_yaml(HABITS / "constructs.yaml")
DOCUMENTED = (Path(__file__).parents[2] / "docs/dialects.md").read_text(encoding="utf-8")
CHAPTER = "report/chapters/01.md"


def _text(dialect):
    return (HABITS / f"{dialect}.md").read_text(encoding="utf-8")


@pytest.fixture
def paper(tmp_path):
    root = tmp_path / "paper"
    for folder in ("report", "bib", "figures"):
        shutil.copytree(HABITS / folder, root / folder)

    def with_chapter(text):
        (root / CHAPTER).parent.mkdir(exist_ok=True)
        (root / CHAPTER).write_text(text, encoding="utf-8")
        return root

    return with_chapter


def _found(root):
    result = CliRunner().invoke(main, ["check", "--format", "json", "--project", str(root)])
    return json.loads(result.stdout)["findings"]


def test_each_text_is_listed():
    assert {file.stem for file in HABITS.glob("*.md")} == CONSTRUCTS.keys()
    for dialect, constructs in CONSTRUCTS.items():
        text = _text(dialect)
        for construct in constructs:
            assert text.count(construct["write"]) == 1, construct["write"]
            assert ("found" in construct) != ("prints" in construct)
            assert "found" not in construct or "instead" in construct


@pytest.mark.parametrize("dialect", CONSTRUCTS)
def test_what_would_be_printed_wrong_is_found_where_it_stands(paper, dialect):
    text = _text(dialect)
    findings = _found(paper(text))
    assert {each["path"] for each in findings} <= {CHAPTER}
    lines = Counter()
    for construct in CONSTRUCTS[dialect]:
        start = text.index(construct["write"])
        first = text.count("\n", 0, start) + 1
        last = text.count("\n", 0, start + len(construct["write"].rstrip("\n"))) + 1
        here = [each["rule"] for each in findings if first <= each["line"] <= last]
        wanted = Counter(construct.get("found", ()))
        assert not wanted - Counter(here), (construct["write"], here)
        lines.update(wanted)
    assert Counter(each["rule"] for each in findings) == lines


@pytest.mark.parametrize("dialect", CONSTRUCTS)
def test_what_is_written_instead_is_printed_as_meant(paper, dialect):
    text = _text(dialect)
    for construct in CONSTRUCTS[dialect]:
        text = text.replace(construct["write"], construct.get("instead", construct["write"]))
    root = paper(text)
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    assert _found(root) == []
    page = html.parse(str(root / "build/habits.html"))
    for construct in CONSTRUCTS[dialect]:
        if "prints" in construct:
            assert page.xpath(construct["prints"]), construct["write"]


@pytest.mark.parametrize("dialect", CONSTRUCTS)
def test_the_documentation_says_what_to_write(dialect):
    rules = {rule for each in CONSTRUCTS[dialect] for rule in each.get("found", ())}
    assert not [rule for rule in sorted(rules) if rule not in DOCUMENTED]
