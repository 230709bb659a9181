"""CIT010, and CIT014: what depends on the citation style."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.citations.choices import Choices, ShortTitles, load_choices
from hakusho.citations.style import Style
from hakusho.paper.source_file import SourceFile
from read_yaml import read_yaml

HERE = Path(__file__).parent
CASES = read_yaml(HERE / "short_forms.yaml")
STYLES = HERE.parents[2] / "templates/citations"
AGAIN = "甲[@a, 1頁]。乙[@b, 1頁]。丙[@a, 2頁]。丁[@b, 2頁]。"
OWN_FORM, REST = "in its own form, without", "『』 and 「」 around titles, 頁 and 50音 order"
PLAIN = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"></style>'


def default_style(**changes):
    text = (STYLES / "policy-note-ja.yaml").read_text(encoding="utf-8")
    choices, _ = load_choices(SourceFile("c.yaml", text))
    return Style(
        "templates/citations/policy-note-ja.csl", "note", PLAIN, choices.model_copy(update=changes)
    )


def found_in(audit, case, text=AGAIN):
    never = ShortTitles(japanese="never", western="never")
    style = default_style(short_titles=never) if case.get("never") else default_style()
    [found] = audit([{"text": text, "bib": case["bib"]}], "CIT010", style=style)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_forms_that_could_mean_two_works(audit, case):
    found = found_in(audit, case)
    assert [finding.entry for finding in found] == case["found"]
    assert all(case["says"] in finding.message for finding in found)


def test_both_places_are_named(audit):
    bodies = next(case for case in CASES if case["found"] == ["b"])
    [finding] = found_in(audit, bodies)
    [other] = finding.related
    assert (other.location.path, other.location.line) == ("a.bib", 1)
    assert other.location < finding.location
    twice = ["甲^[『別の本』と[@kitai2024]]。\n\n乙[@kitai2024]。"]
    [[finding]] = audit(twice, "CIT009")
    assert [str(each.location) for each in finding.related] == ["c1.md:1:11"]
    assert str(finding.location) == "c1.md:3:3"


@pytest.mark.parametrize(
    "text",
    ["甲[@a]。乙[@b]。丙[@a]。", "甲[@a]。乙[@a]。丙[@b]。丁[@b]。", "甲[@a]。乙[@b]。"],
)
def test_what_is_not_cited_again_cannot_be_taken_for_another(audit, text):
    bodies = next(case for case in CASES if case["found"] == ["b"] and "防衛白書" in case["says"])
    assert found_in(audit, bodies, text) == []


def settings(tmp_path, line):
    (tmp_path / "report").mkdir()
    text = "slug: a\ntitle: 題\nauthors: [{name: 甲}]\ndate: 2026-01-01\n" + line
    (tmp_path / "report/report.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        (
            "note",
            "本文[@mod2023]。",
            f"chicago sets 1 Japanese work {OWN_FORM} 同上 and 前掲, {REST}",
        ),
        ("in-text", "本文[@mod2023; @kitai2024]。", f"2 Japanese works {OWN_FORM} {REST}"),
        ("note", "Text [@smith2019].", ""),
    ],
)  # fmt: skip
def test_a_style_without_a_japanese_form_is_named_once(audit, tmp_path, kind, text, says):
    root = settings(tmp_path, "citations:\n  style: bib/chicago.csl\n")
    style = Style("bib/chicago.csl", kind, PLAIN, Choices())
    [found] = audit([text], "CIT014", style=style, root=root)
    assert [str(f.location) for f in found] == (["report/report.yaml:6:3"] if says else [])
    assert all(says in f.message and "policy-note-ja" in f.hint for f in found)


def test_styles_made_for_japanese_are_left_alone(audit):
    sist = PLAIN.replace("<style ", '<style default-locale="ja-JP" ')
    for style in (default_style(), Style("bib/sist02.csl", "note", sist, Choices())):
        assert audit(["本文[@mod2023]。"], "CIT014", style=style) == [[]]


def test_styles_that_cite_in_the_text_have_no_short_forms(audit):
    style = Style("bib/apa.csl", "in-text", PLAIN, Choices())
    for case in CASES:
        assert audit([{"text": AGAIN, "bib": case["bib"]}], "CIT010", style=style) == [[]]
        assert audit(
            ["甲^[『別の本』と[@kitai2024]]。乙[@kitai2024]。"], "CIT009", style=style
        ) == [[]]
