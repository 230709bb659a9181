"""Citation styles, found by name or by path."""

from __future__ import annotations

import pytest

from hakusho.findings import Location
from hakusho.paper.styles import DEFAULT_STYLE, find_style, shipped_styles

WHERE = Location("report/report.yaml", 7, 3)
CSL = "<style/>\n"


def test_a_shipped_style_brings_its_choices(make_paper):
    style, findings = find_style(make_paper(), DEFAULT_STYLE, WHERE)
    assert findings == ()
    assert style.csl.path == f"templates/citations/{DEFAULT_STYLE}.csl"
    assert style.choices.path == f"templates/citations/{DEFAULT_STYLE}.yaml"
    assert DEFAULT_STYLE in shipped_styles()
    assert list(shipped_styles()) == sorted(shipped_styles())


def test_a_style_of_the_houses_own_needs_no_choices(make_paper):
    root = make_paper({"templates/citations/ours.csl": CSL})
    style, findings = find_style(root, "ours", WHERE)
    assert (style.csl.text, style.choices, findings) == (CSL, None, ())


def test_a_name_that_nobody_knows_is_found_where_it_is_named(make_paper):
    style, (finding,) = find_style(make_paper(), f"{DEFAULT_STYLE}x", WHERE)
    assert style.csl.path == f"templates/citations/{DEFAULT_STYLE}.csl"
    assert (finding.rule.id, finding.location) == ("PAP002", WHERE)
    assert f"Did you mean '{DEFAULT_STYLE}'?" in finding.hint
    _, (finding,) = find_style(make_paper(), "zzzzzzzzzzzzzzzz", WHERE)
    assert finding.hint == f"Styles here: {', '.join(shipped_styles())}."


@pytest.mark.parametrize(
    ("choices", "text"), [({}, None), ({"bib/s.yaml": "order: style\n"}, "order: style\n")]
)
def test_a_file_is_read_with_the_choices_beside_it(make_paper, choices, text):
    style, findings = find_style(make_paper({"bib/s.csl": CSL, **choices}), "bib/s.csl", WHERE)
    assert findings == ()
    assert (style.csl.path, style.csl.text) == ("bib/s.csl", CSL)
    assert (style.choices and style.choices.text) == text


def test_a_file_that_cannot_be_read_is_found_where_it_is_named(make_paper):
    style, (finding,) = find_style(make_paper(), "bib/none.csl", WHERE)
    assert style.csl.path == f"templates/citations/{DEFAULT_STYLE}.csl"
    assert (finding.rule.id, finding.location) == ("PAP002", WHERE)
    assert finding.message == "bib/none.csl: there is no such file"


def test_choices_that_cannot_be_read_are_found_in_their_file(make_paper):
    root = make_paper({"bib/s.csl": CSL, "bib/s.yaml": "# 選択\n".encode("cp932")})
    style, (finding,) = find_style(root, "bib/s.csl", WHERE)
    assert style.choices is None
    assert (finding.rule.id, finding.location.path) == ("PAP003", "bib/s.yaml")
