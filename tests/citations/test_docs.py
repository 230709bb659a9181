"""docs/citations.md: every case that it shows is held against what is really printed."""

import re

import pytest

CODE = re.compile(r"`([^`]+)`")


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs" / "citations.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def entries(page):
    return re.search(r"```bibtex\n(.*?)```", page, re.DOTALL)[1]


def rows(page, heading):
    """The rows of the table under a heading, its own heading row left out."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)[1]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def test_notes_are_printed_as_shown(page, entries, print_citations):
    shown = rows(page, "In the text")
    assert len(shown) >= 10
    texts = [CODE.search(source)[1] for source, _ in shown]
    printed = print_citations(texts, sources=entries)
    for text, (_, expected), result in zip(texts, shown, printed, strict=True):
        assert result.notes == expected.split("<br>"), text


def test_locators_are_printed_as_shown(page, entries, print_citations):
    for written, japanese, english in rows(page, "Locators"):
        locators = CODE.findall(written)
        for key, expected in (("kitai2024", japanese), ("smith2021", english)):
            if not expected:
                continue
            texts = [f"甲[@{key}]。乙[@{key}, {locator}]。" for locator in locators]
            results = print_citations(texts, sources=entries)
            wanted = re.split(r"(?<=頁), |(?<=\w), (?=p\.)", expected)
            wanted = wanted * len(locators) if len(wanted) == 1 else wanted
            for locator, words, result in zip(locators, wanted, results, strict=True):
                last = result.notes[-1]
                assert last in {f"同上、{words}。", f"Ibid., {words}."}, (locator, last)


def test_every_style_prints_what_its_row_shows(page, entries, print_citations):
    section = page[page.index("\n## Styles") :]
    heading = next(line for line in section.splitlines() if line.startswith("| style |"))
    text = heading.split("|")[2].strip().strip("`")
    shown = rows(page, "Styles")
    assert len(shown) == 3
    for style, expected in shown:
        [result] = print_citations([text], style=style.strip("`"), sources=entries)
        assert result.notes == expected.split("<br>"), style
