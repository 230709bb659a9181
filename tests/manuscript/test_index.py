"""What the index of a manuscript holds, each with its place."""

from __future__ import annotations

import pytest

from hakusho.ast.walk import stringify
from hakusho.manuscript.citing import citekeys_of
from hakusho.manuscript.index import headings, index_of, is_comment
from written import draft_of

TEXT = """\
# 序「*一*」^[注。] [@k, 3頁] {#sec-a}

甲[乙](b.html "題")丙[丁 *戊*](#sec-a)と<https://c.jp>。

![図 *己*](w.png "題"){#fig-w .x width=50% source-line=below}

## 二 {.unnumbered}

![](x.png){#img-x}と![庚](y.png){alt="辛"}

| a |
|---|
| 1 |

: 表[@k] {#tbl-t}

| a |
|---|
| 1 |

<!-- 覚え --> `raw`{=html} <b>

```{=latex}
\\x
```

> # 引用の中

::: {#box}
[壬]{#span}
:::
"""


@pytest.fixture(scope="module")
def index():
    draft = draft_of(TEXT)
    return index_of(draft.chapters, draft.positions)


def test_links(index):
    assert [(each.target, str(each.location), each.text) for each in index.links] == [
        ("b.html", "a.md:3:6", ""),
        ("#sec-a", "a.md:3:26", "丁 戊"),
        ("https://c.jp", "a.md:3:35", ""),
    ]


def test_comments_are_no_raw_markup():
    assert [is_comment(raw) for raw in ("<!-- a\nb -->\n", " <!---->", "<!-- a --> b")] == [
        True, True, False,
    ]  # fmt: skip


def test_images(index):
    found = [
        (each.target, each.alt, str(each.location), each.source_line, each.width, each.repeats)
        for each in index.images
    ]
    assert found == [
        ("w.png", "", "a.md:5:1", "below", "50%", False),
        ("x.png", "", "a.md:9:1", "", "", False),
        ("y.png", "辛", "a.md:9:20", "", "", False),
    ]


@pytest.mark.parametrize(
    ("image", "alt", "repeats"),
    [
        ("![図](w.png)", "", False),
        ('![図](w.png){alt="図"}', "", True),
        ('![図](w.png){alt="別"}', "別", False),
        ('![図](w.png){alt=""}', "", False),
        ("文![図](w.png)", "図", False),
        ('文![図](w.png){alt="図"}', "図", False),
    ],
)
def test_an_alt_text_that_is_the_caption_is_none(image, alt, repeats):
    draft = draft_of(f"{image}\n")
    (use,) = index_of(draft.chapters, draft.positions).images
    assert (use.alt, use.repeats) == (alt, repeats)


def test_anchors(index):
    assert [(each.ident, each.kind, str(each.location), each.bare) for each in index.anchors] == [
        ("sec-a", "Header", "a.md:1:24", False),
        ("fig-w", "Figure", "a.md:5:20", False),
        ("img-x", "Image", "a.md:9:11", True),
        ("tbl-t", "Table", "a.md:15:9", False),
        ("box", "Div", "a.md:29:5", False),
        ("span", "Span", "a.md:30:4", False),
    ]


def test_targets(index):
    found = [
        (each.kind, each.ident, each.title, str(each.location), each.level, each.counted)
        for each in index.targets
    ]
    assert found == [
        ("Header", "sec-a", "序「一」", "a.md:1:1", 1, True),
        ("Figure", "fig-w", "図 己", "a.md:5:1", 0, True),
        ("Header", "", "二", "a.md:7:1", 2, False),
        ("Table", "tbl-t", "表", "a.md:11:1", 0, True),
        ("Header", "", "引用の中", "a.md:27:3", 1, True),
    ]


def test_headings_are_found_wherever_they_stand():
    draft = draft_of(TEXT)
    found = headings(draft.chapters[0].blocks)
    assert [stringify(each["c"][2])[:2] for each in found] == ["序「", "二", "引用"]


def test_a_cross_reference_knows_the_work_beside_it():
    draft = draft_of("甲[@fig-a; @k, 3頁; @l]と@sec-b。\n\n[注の@tbl-c]\n")
    found = index_of(draft.chapters, draft.positions).cross_references
    assert [(each.target, str(each.location), each.beside) for each in found] == [
        ("fig-a", "a.md:1:3", "k"),
        ("sec-b", "a.md:1:23", ""),
        ("tbl-c", "a.md:3:4", ""),
    ]


def test_a_caption_knows_what_stands_before_it():
    text = "# 一\n\n甲^[注] [@a]。\n\n![図^[注二] [@b]](w.png)\n\n# 二\n\n![図](x.png)と乙[@c]\n\n| a[@d] |\n|---|\n| 1 |\n\n: 表\n"
    draft = draft_of(text)
    found = index_of(draft.chapters, draft.positions).captions
    assert [
        (each.text, each.cites, each.notes, each.citations, each.chapter) for each in found
    ] == [
        ("図\ufffc \ufffc", True, 3, 2, 1),
        ("表", False, 4, 3, 2),
    ]
    citations = index_of(draft.chapters, draft.positions).citations
    assert [(each.key, each.note, each.place) for each in citations] == [
        ("a", 2, "text"), ("b", 0, "caption"), ("c", 4, "text"), ("d", 5, "text"),
    ]  # fmt: skip


def test_all_citekeys_of_a_draft():
    draft = draft_of("[@a; @fig-x] @か\u3099く\n", "^[注[@c]]\n")
    assert citekeys_of(draft) == {"a", "がく", "c"}
