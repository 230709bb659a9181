"""A source line at the end of a caption stands on a line of its own, without its brackets."""

from __future__ import annotations

import pytest

from hakusho.ast.build import attr, inlines_of
from hakusho.manuscript.sources_below import with_sources_below


def _figure(caption):
    return {"t": "Figure", "c": [attr(), [None, [{"t": "Plain", "c": caption}]], []]}


def _lines(figure):
    (block,) = figure["c"][1][1]
    said = {"Str": lambda each: each["c"], "Space": lambda _: " ", "LineBreak": lambda _: "/"}
    return "".join(said.get(each["t"], lambda _: "*")(each) for each in block["c"])


@pytest.mark.parametrize(
    ("caption", "lines"),
    [
        ("港の数（出典：港湾局）", "港の数/出典：港湾局"),
        ("港の数（出所: 港湾局（2024年））", "港の数/出所: 港湾局（2024年）"),
        (
            "Arrivals (Source: Harbour Authority (2024), p. 3)",
            "Arrivals/Source: Harbour Authority (2024), p. 3",
        ),
        ("港の数（出典：港湾局）と注", "港の数（出典：港湾局）と注"),
        ("港の数（2024年）", "港の数（2024年）"),
        ("（出典：港湾局）", "（出典：港湾局）"),
    ],
)
def test_lines(caption, lines):
    (figure,) = with_sources_below([_figure(inlines_of(caption))])
    assert _lines(figure) == lines


def test_what_is_no_text_stays_in_the_line():
    span = {"t": "Span", "c": [attr("", ["source-line"]), []]}
    caption = [*inlines_of("港の数（出典："), span, *inlines_of("）")]
    (figure,) = with_sources_below([_figure(caption)])
    assert _lines(figure) == "港の数/出典：*"
