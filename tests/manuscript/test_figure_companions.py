"""Source lines in captions, and what stands after a figure, in the AST."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.ast.build import inlines_of
from hakusho.ast.walk import elements, stringify
from hakusho.citations.locators import parse_locator
from hakusho.figures import FigureTable, RenderedFigure
from hakusho.findings import Location
from hakusho.manuscript.composed_source_lines import (
    has_source_line,
    index_with_source_lines,
    merged,
    with_source_lines,
)
from hakusho.manuscript.figure_companions import add_companions, is_companion, shown_figures
from hakusho.manuscript.index import index_of
from hakusho.manuscript.model import Chapter, PlacedImage
from hakusho.source.positions import Positions
from read_yaml import read_yaml

TABLE = read_yaml(Path(__file__).with_name("source_lines.yaml"))
LABELS = {"source": "出典", "download_data": "データ（CSV）"}
PATH = "report/chapters/01.md"
CITE = {"t": "Cite", "c": [[{"citationId": "a2020"}], []]}
REFERENCE = {"t": "Cite", "c": [[{"citationId": "fig-x"}], []]}


def _figure(caption="弾頭数", *, target="figures/w.svg", ident="fig-w", line=""):
    pairs = [["source-line", line]] if line else []
    image = {"t": "Image", "c": [["", [], pairs], [], [target, ""]]}
    words = inlines_of(caption) if isinstance(caption, str) else caption
    blocks = [{"t": "Plain", "c": words}] if words else []
    content = [{"t": "Plain", "c": [image]}]
    return {"t": "Figure", "c": [[ident, [], []], [None, blocks], content]}


def _drawn(**settings):
    sources = (("mod2023", "102頁"), ("kito2024", ""), ("mod2023", "61頁"))
    places = tuple(Location("figures/data/f.csv", line) for line in (2, 3, 4))
    given = {
        "description": "一つ目。\n\n二つ目。",
        "table": FigureTable(("年", "数"), (("2021年", "400"), ("2030年", "1,000"))),
        "csv": b"x",
        "sources": sources,
        "source_places": places,
        **settings,
    }
    return RenderedFigure("w", Path("w.svg"), "alt", 150, 80, (), True, "unchanged", **given)


def _caption(block):
    return block["c"][1][1]


@pytest.mark.parametrize("caption", TABLE["written"])
def test_a_source_line_of_the_author_is_seen(caption):
    assert has_source_line(_caption(_figure(caption)))


@pytest.mark.parametrize("caption", TABLE["unwritten"])
def test_words_that_look_alike_are_none(caption):
    assert not has_source_line(_caption(_figure(caption)))


def test_a_citation_in_a_caption_is_a_source_line_but_not_in_its_note():
    note = {"t": "Note", "c": [{"t": "Para", "c": [CITE, *inlines_of("出典：")]}]}
    assert has_source_line(_caption(_figure([*inlines_of("数"), CITE])))
    assert not has_source_line(_caption(_figure([*inlines_of("数"), note])))
    assert not has_source_line(_caption(_figure([*inlines_of("数"), REFERENCE])))


@pytest.mark.parametrize("case", TABLE["locators"], ids=lambda case: case["are"])
def test_places_in_one_work_are_one_locator(case):
    assert merged(case["of"]) == case["are"]


@given(st.lists(st.integers(1, 900), min_size=1, max_size=6), st.booleans())
def test_pages_stay_pages(pages, japanese):
    locator = parse_locator(merged([f"{n}頁" if japanese else f"p. {n}" for n in pages]))
    assert (locator.label, locator.rest) == ("page", "")
    assert locator.value.split(", ") == [str(n) for n in sorted(set(pages))]


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4))
def test_any_places_are_one_locator(places):
    assert merged(places)


def test_a_caption_gets_the_sources_of_the_data():
    (block,) = with_source_lines([_figure()], {"figures/w.svg": _drawn()}, LABELS, "ja")
    (cite,) = [each for each in elements(_caption(block)) if each["t"] == "Cite"]
    assert stringify(_caption(block)) == "弾頭数（出典：）"
    assert [each["citationId"] for each in cite["c"][0]] == ["mod2023", "kito2024"]
    suffixes = [stringify(each["citationSuffix"]) for each in cite["c"][0]]
    assert suffixes == [", {page 61, 102}", ""]
    labels = {**LABELS, "source": "Source"}
    (block,) = with_source_lines([_figure("Size")], {"figures/w.svg": _drawn()}, labels, "en")
    assert stringify(_caption(block)) == "Size (Source: )"


@pytest.mark.parametrize(
    "figure",
    [
        _figure("数（出典：防衛省）"),
        _figure(""),
        _figure(target="figures/01-map.svg"),
    ],
)
def test_other_captions_stay(figure):
    figures = {"figures/w.svg": _drawn()}
    assert with_source_lines([figure], figures, LABELS, "ja") == [figure]
    silent = {"figures/w.svg": _drawn(sources=(), source_places=())}
    assert with_source_lines([_figure()], silent, LABELS, "ja") == [_figure()]


IMAGES = {(PATH, "w", ""): PlacedImage("figures/w.svg", "alt", 150, _drawn())}
SOURCES = [("mod2023", "102頁", 2), ("kito2024", "", 3), ("mod2023", "61頁", 4)]


def _index(*blocks, default="caption"):
    chapter = Chapter(PATH, list(blocks))
    return index_with_source_lines(index_of([chapter], Positions()), [chapter], IMAGES, default)


def _told(index):
    return [(use.key, use.locator, use.location.line) for use in index.citations]


def test_the_citations_of_source_lines_stand_at_the_data():
    index = _index(_figure(target="w"), _figure("出典：x", target="w"))
    assert _told(index) == SOURCES
    assert {(use.group, use.place, use.note) for use in index.citations} == {(1, "caption", 0)}


def _cited(key):
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
    }
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation], []]}]}


def test_a_note_with_sources_is_counted_among_the_notes():
    note = {"t": "Para", "c": [{"t": "Note", "c": [_cited("c")]}]}
    figure = _figure(target="w", line="note")
    index = _index(_cited("a"), figure, note, figure, _cited("b"))
    assert [(use.key, use.note, use.place) for use in index.citations] == [
        ("a", 1, "text"),
        *((key, 2, "note") for key, _, _ in SOURCES),
        ("c", 3, "note"),
        *((key, 4, "note") for key, _, _ in SOURCES),
        ("b", 5, "text"),
    ]
    assert len({use.group for use in index.citations}) == 5
    assert [each.number for each in index.notes] == [2, 3, 4]


@pytest.mark.parametrize(
    ("line", "default", "printed", "cited"),
    [
        ("", "caption", "弾頭数（出典：）", 3),
        ("note", "caption", "弾頭数", 3),
        ("none", "caption", "弾頭数", 0),
        ("", "none", "弾頭数", 0),
        ("", "note", "弾頭数", 3),
        ("caption", "none", "弾頭数（出典：）", 3),
    ],
)
def test_an_author_says_where_sources_stand(line, default, printed, cited):
    figures = {"figures/w.svg": _drawn()}
    (block,) = with_source_lines([_figure(line=line)], figures, LABELS, "ja", default)
    words = [each for each in _caption(block)[0]["c"] if each["t"] != "Note"]
    notes = [each for each in elements(_caption(block)) if each["t"] == "Note"]
    assert stringify(words) == printed
    assert [stringify(each["c"]) for each in notes] == ["出典：。"] * ((line or default) == "note")
    assert "source-line" not in str(block)
    assert len(_index(_figure(target="w", line=line), default=default).citations) == cited


def test_what_goes_with_a_figure_stands_after_it():
    figures = {"figures/w.svg": _drawn()}
    before = [_figure(), {"t": "Para", "c": inlines_of("x")}, _figure(ident="")]
    first, companion, para, _, other = add_companions(before, figures, LABELS)
    assert [first, para] == before[:2]
    assert companion["c"][0] == ["", ["figure-companion"], [["figure", "fig-w"]]]
    assert other["c"][0][2] == [["figure", ""]]
    description, table, link = companion["c"][1]
    assert description["c"][0][1] == ["figure-description"]
    assert [stringify(each) for each in description["c"][1]] == ["一つ目。", "二つ目。"]
    assert link["c"][0]["c"][2] == ["figures/w.csv", ""]
    assert table["c"][1] == [None, []]  # no caption, so no number
    assert [spec[0]["t"] for spec in table["c"][2]] == ["AlignDefault", "AlignRight"]
    assert table["c"][4][0][1] == 1  # the years head the rows
    assert not [each for each in elements(companion) if each["t"] in {"Cite", "Note", "Image"}]


def test_a_figure_with_nothing_to_say_has_no_companion():
    bare = {"figures/w.svg": _drawn(description="", table=None, csv=b"")}
    assert add_companions([_figure()], bare, LABELS) == [_figure()]
    assert add_companions([_figure("")], {"figures/w.svg": _drawn()}, LABELS) == [_figure("")]


def test_what_goes_with_a_figure_is_known_by_its_class():
    figure = _figure()
    blocks = add_companions([figure], {"figures/w.svg": _drawn()}, LABELS)
    assert [is_companion(block) for block in blocks] == [False, True]
    other = {"t": "Div", "c": [["figure-companion", [], []], []]}
    assert not is_companion(other)
    assert shown_figures(figure["c"][2], {"figures/w.svg": "it"}.get) == ["it"]
    assert shown_figures(figure["c"][2], {}.get) == []
