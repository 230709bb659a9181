"""Types, fields and commands that the checks of a bibliography list, name by name."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hakusho.checks.bibliography.audit import Audit
from hakusho.checks.bibliography.known_fields import check_known_fields
from hakusho.checks.bibliography.misread_names import check_names
from hakusho.checks.bibliography.missing_fields import check_required_fields
from hakusho.checks.bibliography.number_fields import mended_edition
from hakusho.checks.bibliography.textless_latex import check_latex
from hakusho.checks.bibliography.title_forms import check_titles
from hakusho.checks.bibliography.unprinted_fields import check_unprinted_fields
from hakusho.citations.works import works_of
from read_yaml import read_yaml
from validators.bib_files import parse_bibliography
from validators.printed import load_shipped

TABLE = read_yaml(Path(__file__).with_name("every_name.yaml"))


def found(check, text):
    entries, _ = parse_bibliography("a.bib", text)
    return [*check(Audit(works_of(entries), frozenset(), date(2024, 6, 30)))]


def words(name):
    return [(word, meaning) for meaning, listed in TABLE[name].items() for word in listed.split()]


@pytest.mark.parametrize(("kind", "lacks"), words("needs"))
def test_what_an_empty_entry_lacks(kind, lacks):
    [finding] = found(check_required_fields, f"@{kind}{{k, langid = {{english}}}}")
    assert finding.message == f"k: @{kind} lacks {lacks}"


@pytest.mark.parametrize(
    ("kind", "need", "field"),
    [(kind, need, field) for kind, need, fields in TABLE["met_by"] for field in fields.split()],
)
def test_one_of_several_fields_is_enough(kind, need, field):
    def lacks(more):
        text = f"@{kind}{{k, langid = {{english}}{more}}}"
        messages = [
            each.message.partition(" lacks ")[2] for each in found(check_required_fields, text)
        ]
        return [part for said in messages for part in re.split(", | and ", said)]

    assert need in lacks("")
    assert need not in lacks(f", {field} = {{2020}}")


BARE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><citation><layout>'
    '<text variable="title"/></layout></citation></style>'
)


def unprinted(field, value="2020"):
    entries, _ = parse_bibliography("a.bib", f"@book{{k, title = {{T}}, {field} = {{{value}}}}}")
    style = replace(load_shipped("policy-note-ja"), text=BARE)
    audit = Audit(works_of(entries), frozenset({"k"}), date(2024, 6, 30), style=style)
    return [each.message for each in check_unprinted_fields(audit)]


@pytest.mark.parametrize("field", TABLE["for_readers"].split())
def test_what_tells_a_reader_something_is_missed_where_no_style_prints_it(field):
    if field in {"journal", "journaltitle", "school", "subtitle"}:
        return  # a book has none, of which another finding speaks; it stands behind the title
    value = "20--30" if field == "pages" else "2020"  # of 2020 pages it may have as many
    (message,) = unprinted(field, value)
    assert message == f"k: the style does not print {field} of @book: {value}"


@pytest.mark.parametrize("field", TABLE["not_for_readers"].split())
def test_what_is_for_programs_is_not_missed(field):
    assert unprinted(field) == []


@pytest.mark.parametrize(("kind", "lacks"), [*TABLE["in_bibtex"].items()])
def test_fields_are_named_as_the_file_names_them(kind, lacks):
    others = "@book{a, author={A}, title={T}, publisher={P}, year={2020}}"
    [finding] = found(check_required_fields, f"{others}\n@{kind}{{k, note = {{N}}}}")
    assert finding.message == f"k: @{kind} lacks {lacks}"


@pytest.mark.parametrize(
    ("subtype", "lacks"),
    [
        ("newspaper", "title, journaltitle and date"),
        ("magazine", "title, journaltitle, date and number"),
    ],
)
def test_articles_in_the_press_need_no_author(subtype, lacks):
    text = f"@article{{k, entrysubtype = {{{subtype}}}, langid = {{english}}}}"
    [finding] = found(check_required_fields, text)
    assert finding.message == f"k: @article lacks {lacks}"


def test_a_chapter_of_a_japanese_book_has_an_editor():
    text = "@incollection{k, author={甲}, title={題}, booktitle={書}, publisher={社}, date={2020}}"
    [finding] = found(check_required_fields, text)
    assert finding.message == "k: @incollection lacks editor"


@pytest.mark.parametrize(("field", "meant"), words("instead"))
def test_a_field_that_nothing_reads_has_another_name(field, meant):
    [finding] = found(check_known_fields, f"@online{{k, {field} = {{x}}}}")
    assert finding.message == f"k: there is no field {field}, so x is not printed"
    assert finding.hint == f"Did you mean {meant}?"
    assert found(check_known_fields, f"@online{{k, {field} = {{x}}, {meant} = {{x}}}}") == []


@pytest.mark.parametrize(
    ("field", "kind", "hint"),
    [(field, kind, hint) for field, kinds, hint in TABLE["misplaced"] for kind in kinds.split()],
)
def test_a_value_that_has_another_place_in_this_type(field, kind, hint):
    [finding] = found(check_known_fields, f"@{kind}{{k, {field} = {{x}}}}")
    assert f"@{kind} does not use {field}" in finding.message
    assert hint in finding.hint


@pytest.mark.parametrize(("command", "why"), words("dangerous"))
def test_a_command_that_does_something(command, why):
    [finding] = found(check_latex, f"@book{{k, title = {{A \\{command} x}}}}")
    assert f"\\{command} in title {why}" in finding.message


@pytest.mark.parametrize("field", TABLE["private"].split())
def test_what_no_edition_prints_may_hold_any_command(field):
    assert found(check_latex, f"@book{{k, {field} = {{A \\foo x}}}}") == []


@pytest.mark.parametrize("command", ["url", "nolinkurl", "path", "href"])
def test_links_stand_where_they_may(command):
    for field in ("howpublished", "note", "addendum", "titleaddon", "pubstate"):
        assert found(check_latex, f"@book{{k, {field} = {{\\{command}{{x}}}}}}") == []
    elsewhere = found(check_latex, f"@book{{k, publisher = {{\\{command}{{x}}}}}}")
    assert len(elsewhere) == (command in {"url", "href"})  # the others print their argument


@pytest.mark.parametrize(("number", "word"), [*enumerate(TABLE["ordinals"].split(), 1)][1:])
def test_an_edition_in_words(number, word):
    [work] = works_of(parse_bibliography("a.bib", "@book{k, title = {T}}")[0])
    assert mended_edition("edition", f"{word.title()} edition", work) == str(number)


@pytest.mark.parametrize("field", TABLE["names"].split())
def test_every_field_of_names_is_read_as_such(field):
    [finding] = found(check_names, f"@book{{k, {field} = {{and Smith, John}}}}")
    assert "joins nothing" in finding.message


@pytest.mark.parametrize("field", TABLE["titles"].split())
def test_every_title_is_looked_at(field):
    [finding] = found(check_titles, f"@book{{k, {field} = {{日米同盟の研究。}}}}")
    assert f"{field}: it ends in “。”" in finding.message
