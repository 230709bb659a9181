"""Images: their alt text as written, their width as every edition follows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.ast.walk import elements
from hakusho.figures import RenderedFigure
from hakusho.manuscript.index import index_of
from hakusho.manuscript.model import Manuscript, PlacedImage
from hakusho.manuscript.settle import settle
from hakusho.manuscript.stated_widths import printable_width
from written import draft_of

LABELS = {"figure": "図", "figure_data": "{}のデータ", "source": "出典"}


@pytest.mark.parametrize(
    ("written", "alt", "repeats"),
    [
        ('![](m.png){alt="地図"}', "地図", False),
        ('文![](m.png){alt="印" width=5mm}文', "印", False),
        ("文![かっこ](m.png)文", "かっこ", False),
        ('文![かっこ](m.png){alt="印"}文', "印", False),
        ("文![](m.png)文", "", False),
        ("![題](m.png){#fig-a}", "", False),
        ('![題](m.png){#fig-a alt="地図"}', "地図", False),
        ('![題*強*](m.png){#fig-a .x alt="題強"}', "", True),
        ("![題](m.png){#fig-a alt='題' width=5mm}", "", True),
        ('- ![](m.png){alt="地図"}', "地図", False),
    ],
)
def test_an_alt_text_is_what_is_stated_for_it(written, alt, repeats):
    draft = draft_of(written)
    (image,) = index_of(draft.chapters, draft.positions).images
    assert (image.alt, image.repeats) == (alt, repeats)


def _settled(text, images):
    draft = draft_of(text)
    manuscript = Manuscript(draft.chapters, index_of(draft.chapters, draft.positions), draft)
    metadata = {"language": "ja", "labels": LABELS}
    document = settle(manuscript, images, metadata, numbered_sections=True)
    found = (element for element in elements(document.blocks) if element["t"] == "Image")
    return [dict(each["c"][0][2]) for each in found]


def test_a_file_that_stands_twice_in_a_chapter_has_each_time_its_own_alt_text():
    text = """\
![一](m.png){#fig-a alt="初め"}

![二](m.png){#fig-b alt="次"}

文![三](m.png)と![](m.png){alt="四"}
"""
    images = {("a.md", "m.png", ""): PlacedImage("figures/01-m.png", "四")}
    assert [each["alt"] for each in _settled(text, images)] == ["初め", "次", "三", "四"]


def test_a_figure_has_its_modules_alt_text_where_none_is_written():
    drawn = RenderedFigure("w", Path("w.svg"), "棒", 150, 80, (), cached=True, reason="unchanged")
    images = {("a.md", "w", ""): PlacedImage("figures/w.svg", "別", 150, drawn)}
    text = '![一](w){#fig-a}\n\n![二](w){#fig-b alt="別"}\n\n![三](w){#fig-c alt="三"}\n\n![](w)\n'
    assert [each["alt"] for each in _settled(text, images)] == ["棒", "別", "棒", "別"]


@pytest.mark.parametrize(
    ("stated", "width"),
    [
        ("75mm", "75mm"),
        ("7.5 cm", "7.5cm"),
        ("3in", "76.2mm"),
        ("50%", "50%"),
        ("100px", None),
        ("50em", None),
        ("", None),
    ],
)
def test_every_edition_gets_a_width_that_it_can_follow(stated, width):
    assert printable_width(stated) == (width or "")
    images = {("a.md", "m.png", stated): PlacedImage("figures/01-m.png", "図")}
    (given,) = _settled(f'文![図](m.png){{width="{stated}" height=3cm}}', images)
    assert given == {"alt": "図", **({"width": width} if width else {})}
