"""Catalogues: whole, without what nobody says any more, and with the same places in both."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import click
import pytest

from catalogue.catalogues import CATALOGUES, as_mo, as_po, file_of, read, untranslated, up_to_date
from catalogue.click_words import CLICK_WORDS
from catalogue.gathering import gathered
from hakusho.localization.catalogues import MESSAGES

BROUGHT = "python -m catalogue (nox -s messages) brings it up to date"
every = pytest.mark.parametrize(("name", "language"), CATALOGUES)


@every
def test_everything_that_is_said_is_translated_and_nothing_else(name, language):
    made = up_to_date(name, language)
    assert untranslated(made) == [], "translate these in the .po, then compile it"
    same = file_of(name, language, ".po").read_bytes() == as_po(made)
    assert same, BROUGHT  # a difference of half a megabyte is nothing to read


@every
def test_what_machines_read_is_what_people_edit(name, language):
    same = file_of(name, language, ".mo").read_bytes() == as_mo(read(name, language))
    assert same, BROUGHT


def _places(text):
    """The places of a template with how they print; of plain text the words in braces.

    ``{count:,page|pages}`` counts in English; other languages print the number: ``{count:,}``.
    """
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:  # an example in a help text or a page, with a brace of its own
        return set()
    counted = re.compile(r"(,?)[^|]*\|.*")
    return {
        (place, counted.sub(r"\1", how or ""), turned)
        for _, place, how, turned in parsed
        if place is not None
    }


@pytest.mark.parametrize("language", sorted({language for _, language in CATALOGUES}))
def test_a_translation_has_the_places_of_its_original(language):
    single = [each for each in read(MESSAGES, language) if each.id and isinstance(each.id, str)]
    assert [each.id for each in single if _places(each.id) != _places(each.string)] == []


@pytest.mark.parametrize("language", sorted({language for _, language in CATALOGUES}))
def test_a_translation_ends_its_lines_as_its_original(language):
    for name in (each for each, of in CATALOGUES if of == language):
        for each in read(name, language):
            if each.id and isinstance(each.id, str):
                assert (
                    each.id.count("\n") == 0 or each.id[-1:].isspace() == each.string[-1:].isspace()
                )


def test_click_says_what_is_translated_of_it():
    sources = "".join(
        f.read_text("utf-8") for f in sorted(Path(click.__file__).parent.glob("*.py"))
    )
    for words in CLICK_WORDS:
        for each in (words,) if isinstance(words, str) else words:
            assert each.replace("\n", "\\n").replace("\t", "\\t") in sources


def test_texts_come_from_where_they_are_said():
    found = gathered(MESSAGES)
    assert found["{key} is never cited"] == ["checks/citations/known_keys.py"]
    assert found["a citekey is not in the bibliography"] == ["findings/rules.py"]
    assert found["Check the paper without building it."] == ["cli/check_command.py"]
    assert found["Examples:"][:2] == ["cli/build_command.py", "cli/check_command.py"]
    assert len(found) > 1700
