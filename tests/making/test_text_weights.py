"""What the finished text of a paper weighs: each piece counted once, in its section, as printed."""

from __future__ import annotations

import re

import pytest

from hakusho.examining.examine import examine
from hakusho.making.document import make_editions, report_order

BIB = """\
@book{kou2020,
  author = {甲, 乙}, yomi = {こう, おつ}, title = {同盟の題}, publisher = {社}, location = {東京},
  date = {2020}, langid = {japanese}
}
"""
CHAPTER = """\
前置き。

# 序 {#sec-a}

一段落目[@kou2020, 3頁]。二段落目に*強調*と[リンク](https://example.org)。
$x^2$ 続く[@kou2020, 3頁]。

- 項目
    1. 内側

> 引用

語
:   定義。

| 行
| 次の行

```
code
```

## 節[^h] {#sec-b}

[^h]: 見出しの注。

    二つ目の段落。

![図の題[^c]](dot){#fig-dot alt="代替の文"}

| 列 | 値 |
|----|----|
| 甲 | 一[^t] |

: 表の題 {#tbl-x}

[^c]: 図の注。
[^t]: 表の注。

### 空 {#sec-c}
"""
FIGURE = """\
import matplotlib.pyplot as plt

DATASETS = ("dots",)
ALT = "点"


def draw(context):
    figure = plt.figure(figsize=(2, 1))
    figure.text(0.1, 0.5, "点")
    return figure
"""
SETTINGS = "bibliography: [bib/a.bib]\nbudget: {pages: 1}\n"


@pytest.fixture
def weights(make_paper, report_text, tmp_path):
    def weigh(chapter=CHAPTER, more=SETTINGS, files=None):
        given = {
            "report/chapters/01.md": chapter,
            "bib/a.bib": BIB,
            "figures/dot.py": FIGURE,
            "figures/data/dots.csv": "年,数\n2020,1\n",
            **(files or {}),
        }
        root = make_paper(given, report=f"{report_text}{more}")
        examined, findings = examine(root, lambda _step: None)
        assert not [f for f in findings if f.severity == "error"], findings
        folder = tmp_path / "weighed"
        folder.mkdir()
        made = make_editions(folder, report_order(examined, ()), lambda _step: None)
        assert (made.files, made.problems) == ({}, ())
        return made.text

    return weigh


@pytest.fixture
def parts(weights):
    text = weights()
    return text, {section.id: section for section in text.sections}


def test_sections_in_order_with_printed_titles(parts):
    text, _ = parts
    assert [(each.id, each.level, each.title) for each in text.sections] == [
        ("", 0, ""),
        ("sec-a", 1, "1\u3000序"),
        ("sec-b", 2, "(1)\u3000節"),
        ("sec-c", 3, "①\u3000空"),
    ]
    assert text.sections[0].body == "前置き。"
    assert text.sections[3].body == "①\u3000空"


def test_running_text_is_all_there_once(parts):
    _, sections = parts
    assert sections["sec-a"].body.split("\n") == [
        "1\u3000序",
        "一段落目。二段落目に強調とリンク。 続く。",
        "項目",
        "内側",
        "引用",
        "語",
        "定義。",
        "行",
        "次の行",
        "code",
    ]


def test_notes_are_worded_as_printed_and_stand_where_their_marks_do(parts):
    _, sections = parts
    first, again = sections["sec-a"].notes
    assert (first.number, again.number) == ("1", "2")
    assert "『同盟の題』" in first.text
    assert again.text == "同上、3頁。"
    assert [(note.number, note.text) for note in sections["sec-b"].notes] == [
        ("3", "見出しの注。\n二つ目の段落。"),
        ("4", "図の注。"),
        ("5", "表の注。"),
    ]


def test_captions_and_cells_are_apart(parts):
    text, sections = parts
    section = sections["sec-b"]
    assert section.body == "(1)\u3000節"
    assert section.captions == "図1\u3000図の題\n表1\u3000表の題"
    assert section.cells.split("\n") == ["列", "値", "甲", "一"]
    assert (section.figures, section.tables) == (1, 1)
    assert (text.figures, text.tables) == (1, 1)


def test_the_bibliography_is_apart(parts):
    text, _ = parts
    assert text.bibliography.startswith("甲乙『同盟の題』")
    assert "参考文献" not in "".join(section.body for section in text.sections)


def test_what_only_accompanies_a_figure_is_no_text(parts):
    text, _ = parts
    everything = "".join(f"{each.body}{each.captions}{each.cells}" for each in text.sections)
    assert "2020" not in everything
    assert "代替の文" not in everything


def test_a_paper_without_anything_but_text(weights):
    text = weights("# 序\n\n本文。\n", "budget: {pages: 1}\n")
    assert [section.body for section in text.sections] == ["", "1\u3000序\n本文。"]
    assert text.bibliography == ""
    assert text.sections[1].notes == ()


def test_an_english_paper(weights):
    chapter = (
        "# Ports\n\nA port\nis deep[@kou2020]. It --\n*floats*.\\\nTwice.[^n]\n\n[^n]: See there.\n"
    )
    text = weights(chapter, f"lang: en-GB\n{SETTINGS}")
    body = text.sections[1].body
    assert re.sub(r"\s", " ", body) == "1 Ports A port is deep. It – floats. Twice."
    assert [note.number for note in text.sections[1].notes] == ["1", "2"]
