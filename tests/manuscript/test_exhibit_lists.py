"""Lists of what has a caption."""

import pytest

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.manuscript.exhibit_lists import with_exhibit_lists
from hakusho.manuscript.numbering import number
from written import read_texts

TEXT = """# 題

![港の*図*^[注。]](a.png){#fig-a alt=x}

![岸壁（出典：[@sato2016, 3頁]）](b.png){alt=y}

![](c.png){alt=z}

```{#lst-a caption="計算"}
x
```
"""
LABELS = {f"list_of_{name}": name.upper() for name in ("figures", "tables", "listings")}


def _listed(*wanted):
    (blocks,), _ = read_texts([TEXT])
    made = with_exhibit_lists(number(blocks, "ja").blocks, wanted, LABELS)
    entries = [
        [(stringify(line), line["c"][0]["c"][2][0]) for line in each["c"][1]]
        for each in made
        if each["t"] == "Div" and attr_of(each)[1] == ["exhibit-list"]
    ]
    ids = {attr_of(each)[0] for each in elements(made)}
    assert {target[1:] for each in entries for _, target in each} <= ids
    headings = [each for each in made if each["t"] == "Header"]
    assert {each["c"][0] for each in headings} == {1}  # as a chapter's title
    heads = [stringify(each) for each in headings]
    return heads, entries


def test_each_kind_in_the_order_asked_for_and_no_empty_list():
    heads, entries = _listed("listings", "tables", "figures")
    assert heads == ["LISTINGS", "FIGURES", "1　題"]
    assert entries == [
        [("リスト1　計算", "#lst-a")],
        [("図1　港の図", "#fig-a"), ("図2　岸壁", "#figure-2")],
    ]


def test_none_unless_asked_for():
    assert _listed() == (["1　題"], [])


def test_what_has_no_id_gets_one_that_nothing_has():
    text = "[語]{#figure-1}\n\n![甲](a.png)\n\n![乙](b.png)\n\n[語]{#list-of-figures}\n"
    (blocks,), _ = read_texts([text])
    made = with_exhibit_lists(number(blocks, "ja").blocks, ("figures",), LABELS)
    ids = [attr_of(each)[0] for each in made if each["t"] in {"Header", "Figure"}]
    assert ids == ["list-of-figures-", "figure-1-", "figure-2"]
    links = [each["c"][2][0] for each in elements(made) if each["t"] == "Link"]
    assert links == ["#figure-1-", "#figure-2"]


@pytest.mark.parametrize("behind", ["^[注。]（推計）", "[@sato2016]（推計）", "\\\n（推計）"])
def test_a_caption_is_listed_up_to_its_note_source_or_second_line(behind):
    (blocks,), _ = read_texts([f"![港の図{behind}](a.png)\n"])
    made = with_exhibit_lists(number(blocks, "ja").blocks, ("figures",), LABELS)
    listed = next(each for each in made if attr_of(each)[1] == ["exhibit-list"])
    assert stringify(listed["c"][1]) == "図1　港の図"
