"""Divisions that are figures of several images."""

from __future__ import annotations

import pytest

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.source.figure_groups import part_caption, parts_of_group
from written import draft_of

IMAGES = {
    "each in its paragraph": "![旧](a){#fig-q-a}\n\n![新](b.png){alt='新岸壁'}",
    "all in one": "![旧](a){#fig-q-a} ![新](b.png){alt='新岸壁'}",
}


@pytest.mark.parametrize("images", IMAGES.values(), ids=IMAGES)
def test_images_and_a_last_paragraph_are_one_figure_with_parts(images):
    draft = draft_of(f"文。\n\n::: {{#fig-q}}\n{images}\n\n二つの岸壁\n:::\n")
    _, figure = draft.chapters[0].blocks
    assert (figure["t"], attr_of(figure)[0]) == ("Figure", "fig-q")
    assert stringify(figure["c"][1][1]) == "二つの岸壁"
    parts = parts_of_group(figure)
    assert [attr_of(each)[0] for each in parts] == ["fig-q-a", ""]
    assert [stringify(part_caption(each)) for each in parts] == ["旧", "新"]
    assert draft.positions.place(figure["at"][0]).line == 3
    assert draft.positions.place(parts[0]["at"][0]).line == 4
    # The words are no alt text, so that one that lacks is found.
    shown = [each for each in elements(parts) if each["t"] == "Image"]
    alts = [dict(attr_of(each)[2]).get("alt", stringify(each["c"][1])) for each in shown]
    assert alts == ["", "新岸壁"]


@pytest.mark.parametrize(
    "text",
    [
        "::: {#fig-q}\n![旧](a)\n:::\n",
        "::: {#fig-q .only brief=x}\n![旧](a)\n\n題\n:::\n",
        "::: {#fig-q}\n![旧](a)\n\n- 項\n\n題\n:::\n",
        "::: {#quays}\n![旧](a)\n\n題\n:::\n",
        "::: {#fig-q}\n文だけ。\n:::\n",
    ],
)
def test_anything_else_stays_a_division(text):
    (block,) = draft_of(text).chapters[0].blocks
    assert block["t"] == "Div"
