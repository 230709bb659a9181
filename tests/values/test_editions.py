"""The table of editions."""

import pytest

from hakusho.values.editions import EDITIONS, edition_of


def test_a_brief_is_no_book():
    of_briefs = {name for name, edition in EDITIONS.items() if edition.of_briefs}
    assert of_briefs == EDITIONS.keys() - {"epub"}


def test_the_file_of_an_edition_has_its_name():
    assert {name: edition.suffix for name, edition in EDITIONS.items()} == {
        name: f".{name}" for name in ("pdf", "docx", "html", "epub")
    }
    assert next(iter(EDITIONS)) == "pdf"  # Typst is the slowest step


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        *(("trial.pdf", "pdf"), ("trial.ja.epub", "epub"), ("trial.docx", "docx")),
        *(("trial.html", "html"), ("pages.json", "")),
    ],
)
def test_an_output_is_of_the_edition_that_its_suffix_names(name, edition):
    assert edition_of(name) == edition
