"""docs/figures.md shows code, data and a picture of it: the code runs, and the picture is of it."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from gallery import documented, pictures
from gallery.shown import ITEMS, SHOWN, SHOWN_MM
from hakusho.data import load_datasets
from hakusho.figures import render
from hakusho.figures.specs.kinds import KINDS

IMAGES = documented.DOCS / "images"
REFRESH = "the picture is not of this code: nox -s pictures"


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    root = tmp_path_factory.mktemp("documented")
    return root, documented.write_paper(root)


def test_each_kind_is_shown(paper):
    _, figures = paper
    kinds = ["timeline", "coordination", "balance", "balance-log", "matplotlib"]
    assert [each.picture for each in figures] == kinds


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_code_of_the_page_makes_figures_without_findings(paper, language, tmp_path):
    root, figures = paper
    datasets, findings = load_datasets(root)
    assert not findings
    drawn, findings = render(
        root, [each.name for each in figures], datasets, language=language, cache=tmp_path
    )
    assert not findings
    assert len(drawn) == len(figures) > 0
    assert all(figure.alt and not figure.alt_composed for figure in drawn.values())
    assert all(figure.narrow for figure in drawn.values())


def test_the_pictures_of_the_page_are_of_the_code_beside_them(paper):
    root, figures = paper
    for each in figures:
        path = IMAGES / f"{each.picture}.png"
        assert path.stat().st_size < 150_000
        assert pictures.made_from(path) == each.made_from, REFRESH
        with Image.open(path) as picture:
            assert picture.size == pictures.size(documented.draw(root, each.name)), REFRESH


def test_the_picture_of_the_readme_is_the_papers_figure():
    with Image.open(IMAGES / "figure.png") as picture:
        figure = documented.draw(documented.ROOT, "coordination", "ja")
        assert picture.size == pictures.size(figure), REFRESH


def test_every_picture_of_the_page_is_there_and_described():
    text = (documented.DOCS / "figures.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]*)\]\((images/[^)]+)\)", text)
    assert len(shown) == 5 + len(SHOWN)
    for alt, path in shown:
        assert len(alt) > 40
        assert (documented.DOCS / path).is_file()


@pytest.mark.parametrize("page", ["figures.md", "ja/figures.md"])
def test_a_picture_shows_each_kind(page):
    text = (documented.DOCS / page).read_text(encoding="utf-8")
    shown = re.findall(r"images/(?:kind-)?([\w-]+)\.png", text)
    assert {*KINDS} <= {*shown}


@pytest.mark.parametrize("kind", SHOWN)
def test_the_picture_of_a_kind_is_of_the_gallery(kind):
    path = IMAGES / f"kind-{kind}.png"
    assert path.stat().st_size < 50_000
    assert pictures.made_from(path) == SHOWN[kind]
    with Image.open(path) as picture:
        assert picture.size == pictures.size(ITEMS[SHOWN[kind]](width_mm=SHOWN_MM)), REFRESH
