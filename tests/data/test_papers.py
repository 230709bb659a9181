"""The data of whole papers: the reference paper and those in tests/papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.era_mistakes import wrong_era_years
from hakusho.data import facts_of, load_datasets, vocabulary_of
from hakusho.source.template import render

REPOSITORY = Path(__file__).parents[2]
PAPERS = {
    "reference": (REPOSITORY, "ja"),
    "harbour": (REPOSITORY / "tests" / "papers" / "harbour", "en"),
    "minimal": (REPOSITORY / "tests" / "papers" / "minimal", "ja"),
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_finds_all_that_its_chapters_ask_for(name):
    root, language = PAPERS[name]
    datasets, findings = load_datasets(root)
    facts, problems = facts_of(datasets)
    words = vocabulary_of(datasets, facts, language)
    found = [*findings, *problems]
    chapters = sorted((root / "report" / "chapters").glob("*.md"))
    for chapter in chapters:
        markdown, problems = render(chapter.name, chapter.read_text(encoding="utf-8"), words)
        found += [*problems, *wrong_era_years(markdown.text)]
    assert chapters
    assert found == []


@pytest.mark.parametrize("name", PAPERS)
def test_every_fact_can_be_printed(name):
    root, language = PAPERS[name]
    facts, _ = facts_of(load_datasets(root)[0])
    numbers = [fact for fact in facts.values() if {fact.value, fact.low, fact.high} != {None}]
    assert bool(numbers) == bool(facts)  # the smallest paper has none
    assert all(any(char.isdigit() for char in fact.text(language)) for fact in numbers)
