"""The cut: parts of the report in their places, and what a brief asks for in vain."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.briefs.cutting import cut, digest_of
from hakusho.briefs.parts import Offer
from read_yaml import read_yaml
from written import draft_of, read_texts

FILE = Path(__file__).with_name("cutting.yaml")
TABLES = read_yaml(FILE)
BRIEF = "report/briefs/x.md"


def _cases(table):
    return [{"chapter": TABLES["report"], **case} for case in TABLES[table]]


@pytest.mark.parametrize("case", _cases("cut"), ids=lambda case: case["name"])
def test_parts_stand_where_they_are_asked_for(cut_case, case):
    cut = cut_case(case)
    assert cut.found == []
    assert cut.lines == case["lines"]


@pytest.mark.parametrize("case", _cases("found"), ids=lambda case: case["name"])
def test_what_cannot_be_had_is_found_where_it_is_asked_for(cut_case, case):
    cut = cut_case(case)
    assert len(cut.found) == len(case["found"]), cut.found
    for found, said in zip(cut.found, case["found"], strict=True):
        assert found.startswith(f"{BRIEF}:{said}")
    if "lines" in case:
        assert cut.lines == case["lines"]


def test_links_to_what_is_left_out_are_plain_text_and_others_stay(cut_case):
    text = '{{ section("sec-b") }}\n\n[序](#sec-a)、[二](#sec-b)、[誤](#sec-typo)。\n'
    cut = cut_case({"chapter": TABLES["report"], "text": text})
    blocks = cut.manuscript.chapters[0].blocks
    links = [each["c"][2][0] for each in elements(blocks) if each["t"] == "Link"]
    # The last leads nowhere, in the report either: XRF001 says so, so it may not vanish here.
    assert links == ["#sec-b", "#sec-b", "#sec-typo"]


def test_a_name_is_found_where_a_part_is_asked_for_and_not_before(cut_case):
    text = '::: {.not brief="x"}\n甲\n:::\n\n文。\n\n{{ points("x") }}\n'
    cut = cut_case({"chapter": TABLES["report"], "text": text})
    assert cut.found[0].startswith(f"{BRIEF}:10:12: BRF011")


def test_a_report_whose_headings_have_no_ids_is_told_how_they_get_one(cut_case):
    cut = cut_case({"chapter": "# 甲\n\n文。\n\n## 乙\n", "text": '{{ section("sec-a") }}\n'})
    (found,) = cut.found
    assert "BRF011" in found
    assert "No heading has an id. Give it one at its end: 乙 {#sec-…}" in found


def test_a_brief_holds_what_was_written_and_not_what_was_printed(cut_case):
    cut = cut_case(
        {"chapter": "# 甲 {#sec-a}\n\n文[@k, 3頁]。\n", "text": '{{ section("sec-a") }}\n'}
    )
    (use,) = cut.manuscript.index.citations
    assert str(use.location) == "report/chapters/01.md:3:3"
    assert (use.key, use.note, use.locator) == ("k", 1, ", 3頁")


def test_a_digest_is_of_what_blocks_print_and_not_of_where_they_stand():
    def said(word, start):
        words = [{"t": "Str", "c": word, "at": (start, start + 1)}]
        return [{"t": "Para", "c": words, "at": (start, start + 1)}]

    assert digest_of(said("a", 1)) == digest_of(said("a", 2)) != digest_of(said("b", 2))
    assert digest_of(said("a", 1)) == digest_of([{"t": "Para", "c": [{"t": "Str", "c": "a"}]}])


TRANSLATED = """\
# 序 {#sec-a}

序の文。[要点]{.point for="x"}

::: {.translation lang="en" of="sec-a"}
# Preface {#sec-own .wide}

Words. [A point]{.point for="x"}

## Below

More.

![Drawn](f.png){#fig-own}
:::

![図](f.png){#fig-f alt="絵" width=50%}

::: {.translation lang="en" of="fig-f"}
A *drawing*
:::

![無題](g.png){#fig-g}

::: {.translation lang="en" of="fig-g"}
- no caption
:::

## 小節 {#sec-a1}

小節の文。

::: {.translation lang="en" of="sec-a1"}
Only text.

### Deeper
:::

| 甲 |
|----|
| 1  |

: 表 {#tbl-t}

# 二 {#sec-b}

二の文。
"""


@pytest.mark.parametrize(
    ("text", "lines", "found"),
    [
        (
            '{{ section("sec-a") }}',
            ["# Preface {#sec-a}", "Words. A point", "## Below", "More.", "(figure {#fig-own})"],
            [],
        ),
        ('# One\n\n{{ section("sec-a1") }}', ["# One", "Only text.", "## Deeper"], []),
        ('{{ figure("fig-f") }}\n\n{{ figure("fig-own") }}', ["(figure {#fig-f})", "(figure {#fig-own})"], []),
        ('{{ points("x") }}', ["- A point"], []),
        (
            '{{ section("sec-b") }}\n\n{{ figure("fig-g") }}\n\n{{ table("tbl-t") }}\n\nText.',
            ["Text."],
            ["BRF016 the section 'sec-b'", "BRF016 the figure 'fig-g'", "BRF016 the table 'tbl-t'"],
        ),
        ('{{ section("sec-own") }}\n\nText.', ["Text."], ["BRF011 the report has no section"]),
    ],
)  # fmt: skip
def test_a_brief_in_another_language_takes_translations(cut_case, text, lines, found):
    cut = cut_case({"chapter": TRANSLATED, "text": f"{text}\n", "lang": "en-GB"})
    assert cut.lines == lines
    assert [
        each.partition(": ")[2][: len(said)] for each, said in zip(cut.found, found, strict=True)
    ] == found


def test_a_translated_caption_is_also_what_its_image_says(cut_case):
    text = '{{ figure("fig-f", width="60%") }}\n'
    cut = cut_case({"chapter": TRANSLATED, "text": text, "lang": "en-GB"})
    (figure,) = cut.manuscript.chapters[0].blocks
    (image,) = (each for each in elements(figure["c"][2]) if each["t"] == "Image")
    assert stringify(figure["c"][1][1]) == stringify(image["c"][1]) == "A drawing"
    assert dict(attr_of(image)[2])["width"] == "60%"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("甲\n乙", "甲乙", True),
        ("甲 乙", "甲乙", True),
        ("甲<!-- 丙 -->乙", "甲乙", True),
        ("甲\n\n<!-- 丙 -->\n\n乙", "甲\n\n乙", True),
        ("甲<b>乙", "甲乙", False),
        ("甲\n\n乙", "甲乙", False),
        ("甲*乙*", "甲乙", False),
    ],
)
def test_what_a_digest_does_not_see(one, other, same):
    ((first, second), _) = read_texts([one, other])
    assert (digest_of(first) == digest_of(second)) is same


def test_a_figure_of_several_images_is_taken_whole_and_not_in_parts(cut_case):
    group = "::: {#fig-q}\n![旧](a){#fig-q-a}\n\n![新](b){#fig-q-b}\n\n岸壁\n:::\n"
    text = '{{ figure("fig-q") }}\n\n{{ figure("fig-q-a") }}\n'
    cut = cut_case({"chapter": f"# 甲 {{#sec-a}}\n\n{group}", "text": text})
    blocks = cut.manuscript.chapters[0].blocks
    images = [each["c"][2][0] for each in elements(blocks) if each["t"] == "Image"]
    assert images == ["a", "b"]
    (found,) = cut.found
    assert "BRF011" in found


def test_a_brief_whose_text_could_not_be_parsed_is_none():
    offer = Offer(draft_of("# 甲 {#sec-a}\n"), "ja", lambda _path: False)
    assert cut(SimpleNamespace(name="x", language="ja"), offer) == (None, ())
