"""Frames: measures of a page, shipped ones and a paper's own."""

import pytest

from hakusho.paper.frames import FOLDER, Frame, frame_measures, frame_of, unusable_frame
from hakusho.paper.load import load_paper, load_settings
from hakusho.paper.templates import shipped

REPORT = "slug: s\ntitle: 題\nauthors: [{name: 甲}]\ndate: 2026-04-01\n"
SHIPPED = sorted(file.stem for file in (shipped() / FOLDER).glob("*.yaml"))


def frame(make_paper, more, files=None):
    root = make_paper(files, report=REPORT + more)
    settings, document, _ = load_settings(root)
    return frame_of(root, settings), unusable_frame(root, settings, document)


def test_three_frames_are_shipped_that_differ(make_paper):
    assert SHIPPED == ["institute", "journal", "working-paper"]
    made = {name: frame(make_paper, f"frame: {name}\n")[0] for name in SHIPPED}
    assert (made["journal"].page_size, made["journal"].columns) == ("b5", 2)
    assert [each.title for each in made.values()] == ["cover", "masthead", "plain"]
    assert [each.contents for each in made.values()] == [True, False, False]


def test_a_paper_without_a_frame_has_none(make_paper):
    assert frame(make_paper, "") == (None, ())
    assert frame_measures(None) == {}


def test_the_page_alone_can_be_another_one(make_paper):
    made, _ = frame(make_paper, "page: {size: a5}\n")
    assert (made.page_size, made.columns, made.body_size) == ("a5", 1, None)
    assert "body_size" not in frame_measures(made)


@pytest.mark.parametrize(
    ("given", "language", "column", "text"),
    [
        ({}, "ja", 148.1, 148.1),  # 40 characters of 10.5 pt
        ({"page_size": "a5"}, "ja", 111.1, 111.1),  # as many as leave 17 mm on both sides
        ({"page_size": "b5", "columns": 2, "body_size": 9, "line_length": 22}, "ja", 69.8, 146.0),
        ({}, "en", 148.1, 148.1),  # of 11 pt, whose characters are as wide
        ({"page_size": "b5", "columns": 2, "body_size": 9, "line_length": 22}, "en", 66.6, 139.7),
    ],
)
def test_a_line_holds_whole_characters_and_leaves_margins(given, language, column, text):
    assert Frame(**given).widths(language) == (column, text)


def test_a_papers_own_frame_comes_before_the_shipped_one(make_paper):
    own = {"templates/frames/journal.yaml": "page_size: a5\n"}
    made, findings = frame(make_paper, "frame: journal\n", own)
    assert (made.page_size, findings) == ("a5", ())


@pytest.mark.parametrize(
    ("more", "files", "place"),
    [
        ("frame: jornal\n", {}, ("report/report.yaml", 5)),
        (
            "frame: own\n",
            {"templates/frames/own.yaml": "columns: 3\n"},
            ("templates/frames/own.yaml", 1),
        ),
        (
            "frame: own\n",
            {"templates/frames/own.yaml": "a: 1\ncolour: red\n"},
            ("templates/frames/own.yaml", 1),
        ),
    ],
)
def test_a_frame_that_cannot_be_used_is_found(make_paper, more, files, place):
    made, findings = frame(make_paper, more, files)
    assert made is None
    assert {each.rule.id for each in findings} == {"PAP010"}
    assert (findings[0].location.path, findings[0].location.line) == place
    found = load_paper(make_paper(files, report=REPORT + more))[1]
    assert "PAP010" in [each.rule.id for each in found]


def test_the_frame_for_referees_is_one_wide_column():
    made = Frame(page_size="b5", columns=2, title="cover", body_size=9).for_review()
    assert (made.page_size, made.columns, made.title) == ("b5", 1, "centred")
    assert made.line_pitch > 2
