"""What the writers are given of each construct: numbered, cross-referenced, its words in place.

Held is the settled tree as one line for each block, in both languages of documents.
"""

from __future__ import annotations

from itertools import product

import pytest

from accepted_words import hold_lines
from hakusho.manuscript.conditions import briefs_named
from hakusho.manuscript.known_names import CLASSES, offered
from hakusho.manuscript.model import PlacedImage
from hakusho.manuscript.read import report_of
from hakusho.manuscript.settle import settle
from hakusho.paper.terms import Abbreviation, Terms
from written import draft_of

LABELS = {"source": "出典", "sources": "出典", "continued": "（続き）"}
TERMS = Terms(
    (
        Abbreviation("ACM", "同盟調整メカニズム", "Alliance Coordination Mechanism"),
        Abbreviation(
            "MRBM",
            "準中距離弾道ミサイル",
            "medium-range ballistic missile",
            plural="MRBMs",
            en_plural="medium-range ballistic missiles",
        ),
        Abbreviation("UNSC", "", "UN Security Council"),
        Abbreviation("SDF", "自衛隊", "", expands=False),
        Abbreviation("EEZ", "排他的経済水域", "Exclusive Economic Zone", en_plural="EEZs"),
    ),
    (),
    (),
)
TABLE = "| 港 | 隻 |\n|----|---:|\n| 北 | 3[^n] |\n| 南 | 12.5 |\n"
TEXTS = {
    "headings": "# 序 {#sec-a}\n\n## 一 {#sec-b}\n\n### 二\n\n## 三 {.unnumbered #sec-c}\n\n# 結\n\n# 付録 {.appendix #sec-d}\n\n## 付\n\n# 謝辞 {.unnumbered}\n\n@sec-aと@sec-bと@sec-cと[@sec-d]と[@sec-a; @sec-b]。",
    "figures": "# 序\n\n![図の題[^n]](a.png){#fig-a}\n\n![別の題](b.png){#fig-b width=50%}\n\n# 結\n\n![三つ目](c.png){#fig-c}\n\n[^n]: 注。\n\n@fig-aと[見よ @fig-b のとおり]と[@fig-c; @fig-a]。",
    "groups": "::: {#fig-g}\n![左](a.png){#fig-a}\n\n![右](b.png)\n\n全体の題\n:::\n\n@fig-gと@fig-a。",
    "tables": f"{TABLE}\n: 題 {{#tbl-a}}\n\n[^n]: 表の注。\n\n{TABLE}\n: 次の題\n\n@tbl-a のとおり。",
    "equations": "$$x = 1$$ {#eq-a}\n\n$$y$$\n\n$$z$$ {#eq-b}\n\n@eq-bと@eq-aと文中の$w$。",
    "listings": '```{.python #lst-a caption="一覧の題"}\nx = 1\n```\n\n```\ny\n```\n\n@lst-a。',
    "notes": "甲[^a]、乙^[二つ目*の*注。]、丙[^a]。\n\n> 引用[^b]。\n\n[^a]: 一つ目。\n\n    続き。\n\n[^b]: 三つ目[@k]。",
    "citations": "甲[@k, 46頁]。乙[見よ @k, pp. 3-5; また @l]。@kは[-@l, 第3章]という。丙[@k を参照]。",
    "lines": "日本語の行\nの続きと\nEnglish words\nand more\nと（括弧\n）の中、\n「次」と**太字\nの行**で[語\nと]{.x}。\n\n- 項目\n  の続き\n\n> 引用\n> の続き",
    "lists": '::: {.list marks="① ・"}\n1. 甲\n    - 乙\n2. 丙\n:::\n\n1) 一\n2) 二\n\n- [ ] 済\n- [x] 未\n\n(a) 甲\n(b) 乙',
    "marked": '[漢字]{ruby="かん|じ"}と[強調]{.emphasis-dots}と[下線]{.underline}と[小]{.x lang=en}。\n\n::: {.box title="題"}\n中。\n:::\n\n::: {.columns}\n左右。\n:::',
    "abbreviations": "同盟調整メカニズム（ACM）を置く。ACMは動く。[ACM]{.abbr}と[ACM]{.abbr form=long}と[EEZ]{.abbr form=plural}と[EEZ]{.abbr}と[EEZ]{.abbr}。",
    "english terms": "The [ACM]{.abbr} and two [EEZ]{.abbr form=plural}. An [EEZ]{.abbr} and the ACM again.",
    "plurals": "Two medium-range ballistic missiles (MRBMs) stand. An MRBM is one. MRBMs are many.",
    "a plural first": "MRBMs are many, and an MRBM is one. The MRBM’s range.",
    "by hand": "A UN Security Council (UNSC) vote, a UNSC vote and an Exclusive Economic Zone (the “EEZ”).\n\nUN Security Council (UNSC) again.",
    "by hand in Japanese": "準中距離弾道ミサイル（MRBM、以下同じ）と「同盟調整メカニズム」（ACM）と自衛隊（SDF）。自衛隊とSDFとUNSC。",
    "a sentence's beginning": "So it is. [ACM]{.abbr} stands. “[UNSC]{.abbr} too.” A [MRBM]{.abbr} is a [UNSC]{.abbr} matter.",
    "spaces beside marks": "文 [@k] の 中 ^[ 注 ] で、word [@k] next ^[ note ] end 。 [@k] 。\n\n「前」 *次* (中) after",
    "nested quotes": "“甲 ‘乙’ 丙”と'd' \"e\"。",
    "figure of several lines": '![一行目\n二行目\\\n三行目](a.png){#fig-a alt="代替" width=80mm height=3cm .x data-y=z}\n\n@fig-aで。',
    "numbers in a table": "| a | b | c |\n|--:|--:|:-:|\n| 1,234.5 | 12% | 3 |\n| 2 | 3.45%* | – |\n| – | 1^[注] | 10 |\n| −3.25 | 4 | x |\n\n: 題 {#tbl-a .numbers}",
    "levels": "# 一\n\n## 一の一\n\n### 一の一の一\n\n#### 深い\n\n##### 五\n\n###### 六\n\n# 二\n\n### 飛んだ",
    "code and quotes": "> 一\n>\n> - 二\n\n    code\n\n| 詩の\n|   行\n\n用語\n:   説明\n:   別\n\n***\n\n<!-- 覚え -->",
    "links": '[語](https://a.example "題"){.x target=y}と<https://b.example/ä b>と[悪](javascript:x)と<a@b.example>。',
    "sources": f"{TABLE}\n: 題 {{#tbl-a}}\n\n[^n]: 注。\n\n出典：[@k, 3頁]\n\n![図（出典：[@l]）](a.png){{#fig-a}}",
    "pages": "# 序 {#sec-a}\n\n[@sec-a]{.page}と[[語](#sec-a)]{.page}。",
    "paragraphs": "# 序\n\n[]{#par-a}一つ目。\n\n二つ目。@par-aを見よ。\n\n- 項目の段落。\n\n> 引用の段落。\n\n# 結\n\n三つ目。",
    "floats": "# 序\n\n一。\n\n![題](a.png){#fig-a placement=top}\n\n二。\n\n![題](b.png){#fig-b .wide}\n\n三。@fig-aと@fig-bのとおり。",
}  # fmt: skip


def shown(node):
    """A node in one line: its kind, its attributes, and what is in it."""
    if isinstance(node, dict):
        return _element(node) if "t" in node else _citation(node)
    if isinstance(node, (list, tuple)):
        return _attributes(*node) if _is_attr(node) else "".join(map(shown, node))
    return "" if node is None else str(node)


def _element(node):
    kind = node["t"]
    if kind in {"Str", "Space", "SoftBreak"}:
        return {"Space": "␣", "SoftBreak": "⏎"}.get(kind) or node["c"]
    if kind == "Cite":  # and not what it was typed as, which is printed nowhere
        return f"[{shown(node['c'][0])}]"
    return f"{kind}({shown(node['c'])})" if "c" in node else f"{kind} "


def _citation(node):
    return f"{shown(node['citationPrefix'])}@{node['citationId']}{shown(node['citationSuffix'])};"


def _attributes(ident, classes, pairs):
    said = [f"#{ident}"] * bool(ident) + [f".{each}" for each in classes]
    said += [f"{key}={value}" for key, value in pairs]
    return f"{{{' '.join(said)}}}" if said else ""


def _is_attr(node):
    return (
        len(node) == 3
        and isinstance(node[0], str)
        and isinstance(node[1], (list, tuple))
        and isinstance(node[2], (list, tuple))
        and all(isinstance(each, str) for each in node[1])
    )


@pytest.mark.parametrize("name", TEXTS)
def test_what_the_writers_are_given(request, name):
    draft = draft_of(TEXTS[name])
    lines, before = [], []
    for language, numbered in product(("ja", "en"), (True, False)):
        metadata = {"language": language, "labels": LABELS, "page_size": "a4"}
        metadata |= {"paragraph_numbers": True} if name == "paragraphs" else {}
        manuscript = report_of(draft, language)
        made = settle(manuscript, {}, metadata, numbered_sections=numbered, terms=TERMS)
        said = [shown(each) for each in made.blocks]
        if numbered or said != before:
            lines += [f"## {language}{'' if numbered else ', without numbers'}", *said]
        before = said
    hold_lines(request, lines, "read")


def settled(text, **given):
    draft = draft_of(text)
    images = given.pop("images", {})
    metadata = {"language": given.pop("language", "ja"), "labels": LABELS, "page_size": "a4"}
    manuscript = report_of(draft, metadata["language"])
    given = {"numbered_sections": True, "terms": TERMS, **given}
    return [shown(each) for each in settle(manuscript, images, metadata, **given).blocks]


def test_what_a_brief_refers_to_in_its_report():
    elsewhere = {"sec-z": "本編 第3章", "fig-z": "本編 図2"}
    text = "# 序 {#sec-a}\n\n@sec-zと[@fig-z; @sec-a]と[見よ @sec-z のとおり]と@sec-nowhere。"
    assert settled(text, elsewhere=elsewhere)[1] == (
        "Para(本編␣第3章と本編␣図2、Link({.xref}第1章#sec-a)と見よ本編␣第3章のとおりと[@sec-nowhere;]。)"
    )


IMAGES = {
    ("a.md", "a.png", ""): PlacedImage("files/a.png", "図の代替"),
    ("a.md", "b.png", "50%"): PlacedImage(
        "files/b.svg", "描いた図", 75, narrow="files/b-narrow.svg"
    ),
    ("a.md", "c.png", "8cm"): PlacedImage("files/c.png", "", 0),
}


@pytest.mark.parametrize(
    ("image", "given"),
    [
        ("![題](a.png){#fig-a}", "Image({alt=題}題files/a.png)"),
        ('![題](a.png){#fig-a alt="自分の"}', "Image({alt=自分の}自分のfiles/a.png)"),
        (
            "![題](b.png){#fig-a width=50% height=3cm}",
            "Image({alt=題 width-mm=75 narrow=files/b-narrow.svg}題files/b.svg)",
        ),
        ("![題](c.png){#fig-a width=8cm .wide}", "Image({.wide width=8cm alt=題}題files/c.png)"),
        ('![題](a.png "語"){#fig-a}', "Image({alt=題}題files/a.png語)"),
        ("文の![](a.png)", "Image({alt=図の代替}files/a.png)"),  # as its module or the file says
        ("文の![](b.png){width=50%}", "Image({alt=描いた図 width-mm=75 narrow=files/b-narrow.svg}"),
        ("![題](d.png){#fig-a}", "Image(題d.png)"),  # there is none
    ],
)
def test_an_image_and_what_its_target_came_to(image, given):
    (figure,) = settled(image, images=IMAGES)
    assert given in figure


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("文。", set()),
        ('::: {.only brief="a b"}\n文[語]{.not brief="c"}\n:::', {"a", "b", "c"}),
        ('[語]{.only edition="pdf"}と[語]{brief="z"}', set()),
        ('::: {.point for="d"}\n文。\n:::', set()),
    ],
)
def test_the_briefs_that_conditions_name(text, names):
    assert briefs_named(draft_of(text).chapters[0].blocks) == names


@pytest.mark.parametrize(
    ("element", "offers", "not_offered"),
    [
        ("Div", {"box", "only", "list"}, {"underline", "note", "columns"}),
        ("Span", {"underline", "only", "page"}, {"box", "columns", "list"}),
        ("Header", {"unnumbered", "appendix"}, {"box"}),
        ("Image", set(), {"underline", "wide"}),
        ("Table", set(), {"box"}),
    ],
)
def test_classes_that_an_editor_offers(element, offers, not_offered):
    found = set(offered(CLASSES, element))
    assert offers <= found
    assert found.isdisjoint(not_offered)
