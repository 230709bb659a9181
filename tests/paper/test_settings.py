"""What report.yaml may say, to its limits, and what it means where it says nothing."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from hakusho.paper.briefs import BriefSettings
from hakusho.paper.layouts import PAGE_SIZES_MM, Layout, Margins
from hakusho.paper.settings import Figures, Limits, Numbers, Settings

GIVEN = {"slug": "x", "title": "題", "authors": [{"name": "甲"}], "date": "2026-04-01"}
LAYOUT = {
    "margins": {"top": 20, "bottom": 20, "side": 20},
    "body_size": 10,
    "line_pitch": 1.5,
    "note_size": 8,
    "small_size": 8,
    "heading_sizes": [12],
}


def refuses(model, given):
    try:
        model.model_validate(given)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(
    ("model", "given", "key", "good", "bad"),
    [
        (Settings, GIVEN, "contents_depth", (1, 3), (0, 4)),
        (Settings, GIVEN, "editions", (["html"],), ([], ["odt"])),
        (Settings, GIVEN, "authors", ([{"name": "甲"}],), ([],)),
        (Settings, GIVEN, "lang", ("ja", "en-GB"), ("de", "")),
        (BriefSettings, {"title": "題"}, "contents_depth", (0, 3), (-1, 4)),
        (BriefSettings, {"title": "題"}, "editions", (["html"],), ([], ["epub"])),
        (Limits, {}, "parse_seconds", (0.1, 3600), (0, 3601)),
        (Limits, {}, "figure_seconds", (0.1, 3600), (0, 3601)),
        (Limits, {}, "typeset_seconds", (0.1, 3600), (0, 3601)),
        (Margins, LAYOUT["margins"], "top", (0.1, 99), (0, 100)),
        (Margins, LAYOUT["margins"], "bottom", (0.1, 99), (0, 100)),
        (Margins, LAYOUT["margins"], "side", (0.1, 79), (0, 80)),
        (Layout, LAYOUT, "body_size", (5.1, 19), (5, 20)),
        (Layout, LAYOUT, "line_pitch", (1.1, 2.9), (1, 3)),
        (Layout, LAYOUT, "note_size", (4.1, 19), (4, 20)),
        (Layout, LAYOUT, "small_size", (4.1, 19), (4, 20)),
        (Layout, LAYOUT, "heading_sizes", ([9],), ([],)),
        (Layout, LAYOUT, "figure_width", (31, 249), (30, 250)),
    ],
)
def test_a_value_lies_within_its_limits(model, given, key, good, bad):
    assert not refuses(model, given)
    assert [value for value in good if refuses(model, {**given, key: value})] == []
    assert [value for value in bad if not refuses(model, {**given, key: value})] == []


@pytest.mark.parametrize(
    ("model", "given", "defaults"),
    [
        (
            Settings,
            GIVEN,
            {
                "lang": "ja-JP", "editions": ("pdf", "epub", "html"), "section_numbers": "auto",
                "contents_depth": 2, "chapters": (), "bibliography": (), "budget": None,
            },
        ),
        (
            BriefSettings,
            {"title": "題"},
            {
                "layout": "brief", "page_size": "a4", "editions": ("pdf", "html", "docx"),
                "section_numbers": "none", "contents_depth": 0, "lang": None, "budget": None,
            },
        ),
        (Limits, {}, {"parse_seconds": 5, "figure_seconds": 60, "typeset_seconds": 120}),
        (Numbers, {}, {"estimates": "plain", "large": "digits"}),
        (Figures, {}, {"source_lines": "caption"}),
        (
            Layout,
            LAYOUT,
            {
                "figure_width": None, "floats": False, "indent": True, "title": "plain",
                "colophon": "line", "bibliography": False,
            },
        ),
    ],
)  # fmt: skip
def test_what_is_not_said_is_the_house_style(model, given, defaults):
    read = model.model_validate(given)
    assert {key: getattr(read, key) for key in defaults} == defaults


def test_sizes_of_pages_are_those_of_iso_216_jis_p_0138_and_ansi():
    assert PAGE_SIZES_MM == {
        "a4": (210, 297),
        "b5": (182, 257),
        "a5": (148, 210),
        "us-letter": (215.9, 279.4),
    }


def test_the_text_is_as_wide_as_the_page_without_its_margins():
    layout = Layout.model_validate({**LAYOUT, "margins": {"top": 1, "bottom": 2, "side": 18}})
    assert [layout.text_width(size) for size in ("a4", "a5")] == [174, 112]
