"""Parts of a figure: their letters, what references print, and what goes with each of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.ast.walk import attr_of, stringify
from hakusho.figures import RenderedFigure
from hakusho.findings import Location
from hakusho.manuscript.composed_source_lines import with_source_lines
from hakusho.manuscript.figure_companions import add_companions, is_companion
from hakusho.manuscript.index import index_of
from hakusho.manuscript.numbering import names_of, number
from hakusho.source.figure_groups import part_caption, parts_of_group
from written import draft_of

TEXT = """\
![前](z){#fig-z}

::: {#fig-q}
![旧](a){#fig-q-a}

![](b){#fig-q-b}

二つの岸壁
:::

::: {#fig-r}
![](a){#fig-r-a}

題
:::
"""
LABELS = {"source": "出典", "download_data": "CSV"}


def _drawn(name, place):
    where = (Location("figures/data/f.csv", 2),)
    given = {"sources": ((name, place),), "source_places": where, "description": "説明。"}
    return RenderedFigure(name, Path(f"{name}.svg"), name, 100, 50, (), False, "new", **given)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ja", ["図1", "図2", "図2(a)", "図2(b)", "図3", "図3(a)"]),
        ("en", ["Figure 1", "Figure 2", "Figure 2(a)", "Figure 2(b)", "Figure 3", "Figure 3(a)"]),
    ],
)
def test_parts_have_letters_and_are_named_with_their_figure(language, names):
    draft = draft_of(TEXT)
    numbered = number(draft.chapters[0].blocks, language)
    assert list(numbered.references.values()) == names
    assert names_of(index_of(draft.chapters, draft.positions).targets, language) == dict(
        numbered.references
    )
    parts = parts_of_group(numbered.blocks[1])
    gap = "\u3000" if language == "ja" else " "
    assert [stringify(part_caption(each)) for each in parts] == [f"(a){gap}旧", "(b)"]


def test_each_part_keeps_what_goes_with_it_and_the_caption_names_all_sources_once():
    draft = draft_of(TEXT)
    figures = {"a": _drawn("a", "1頁"), "b": _drawn("b", "2頁")}
    blocks = with_source_lines(draft.chapters[0].blocks, figures, LABELS, "ja")
    cited = [each["c"][0] for each in blocks[1]["c"][1][1][0]["c"] if each["t"] == "Cite"]
    assert [[each["citationId"] for each in cite] for cite in cited] == [["a", "b"]]
    made = add_companions(number(blocks, "ja").blocks, figures, LABELS)
    companions = [dict(attr_of(each)[2])["figure"] for each in made if is_companion(each)]
    assert companions == ["fig-q-a", "fig-q-b", "fig-r-a"]
