"""Odd documents: what authors may write must be typeset as written, whatever Typst means by it."""

import json
import re
from pathlib import Path

import pikepdf
import pytest
import typst as typesetter

from hakusho.collation.bare_text import has_the_same_letters
from hakusho.editions import pdf
from hakusho.editions.edition import Job
from hakusho.editions.read_pdf import read_pdf
from hakusho.paper.metadata import labels
from hakusho.paper.templates import shipped
from hakusho.tools import typst
from hakusho.tools.pandoc import stream_lua
from validators import pdf_content

HERE = Path(__file__).parent


@pytest.fixture
def typeset(tmp_path, repository):
    """Makes a PDF out of Markdown and gives its structure tree."""

    def make(source, **changes):
        metadata = {
            "title": "試し",
            "whole_title": "試し",
            "authors": [{"name": "試作班"}],
            "lang": "ja-JP",
            "language": "ja",
            "slug": "trial",
            "labels": labels(repository, changes.get("language", "ja")),
            **changes,
        }
        setting = Job(tmp_path, repository, metadata, 0, seconds=300, cache=tmp_path / "cache")
        parts = {"pdf": pdf.prepare(setting)}
        job = {"source": source, "order": ["pdf"], "metadata": metadata, "editions": parts}
        (tmp_path / "job.json").write_text(json.dumps(job), encoding="utf-8")
        writers = (Path(pdf.__file__).parent / "lua").as_posix()
        arguments = [writers, "job.json"]
        list(stream_lua(HERE / "finished.lua", arguments, folder=tmp_path, seconds=300, epoch=0))
        with pikepdf.open(pdf.finish(setting)) as file:
            return pdf_content.structure(file), len(file.pages)

    return make


# Each is plain text that means something in Typst.
MARKUP = [
    "= no heading",
    "+ no list",
    "/ no: term",
    "#pagebreak()",
    "$x$ and `y`",
    "a_b_ *c* @key <label>",
    "http://example.org // no comment /* none */",
    "[brackets] {braces} \\ ~ \"quotes\" 'single' -- ... ---",
    "]; #let x = 1",
    "-5 F-15 145-149頁 2023-10-05 what -? -",
    "1. item",
    "00. item",
]


def escaped(text):
    return "".join(
        f"\\{char}" if char in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" else char for char in text
    )


def test_typst_markup_is_text_wherever_it_stands(typeset):
    texts = [escaped(text) for text in MARKUP]
    notes = "\n\n".join(f"本文^[{text}]\\({text})" for text in texts)
    cells = "\n".join(f"| {text.replace('|', '')} | [{text}]{{lang=en}} |" for text in texts)
    headings = "\n\n".join(f"## {text}^[注] {{#h{at}}}" for at, text in enumerate(texts))
    source = f"# 章\n\n{headings}\n\n{notes}\n\n| 甲 | 乙 |\n|---|---|\n{cells}\n\n: 題\n"
    tree, _ = typeset(source)
    headings = [heading.text.split("　", 1)[1] for heading in tree.without_notes().all("H2")]
    assert headings == [f"{text}{at}" for at, text in enumerate(MARKUP, start=1)]
    count = len(MARKUP)
    found = [note.text for note in tree.all("Note")]
    assert found == [f"{at}注" for at in range(1, count + 1)] + [
        f"{at}{text}" for at, text in enumerate(MARKUP, start=count + 1)
    ]
    assert [cell.text for cell in tree.all("TD")] == [text for text in MARKUP for _ in (1, 2)]


def test_typst_markup_is_text_at_the_beginning_of_an_item(typeset):
    bullets = "\n".join(f"- {escaped(text)}" for text in MARKUP)
    numbers = "\n".join(f"{at}. {escaped(text)}" for at, text in enumerate(MARKUP, start=1))
    tree, _ = typeset(
        f"# 章\n\n{bullets}\n\n文。\n\n{numbers}\n\n文。\n\n- 文\n\n    {escaped('00. a')}\n"
    )
    bodies = [each.text for each in tree.all("LBody")]
    assert bodies == [*MARKUP, *MARKUP, "文00. a"]


def test_a_long_text_without_spaces_is_not_given_to_pandoc_to_escape(typeset, tmp_path):
    # pandoc's Typst writer takes the square of its length for that (3.9).
    text = '港//は[開]*く_\\"#$`~@<年>(1);' * 200
    tree, _ = typeset(f"# 章\n\n## {escaped(text)}\n\n{escaped(text)}終^[{escaped(text)}]\n")
    head, note = f"(1)　{text}", f"1{text}"
    told = [each.text for each in tree.without_notes().all("H2", "P")]
    assert [each for each in told if len(each) >= len(text)] == [head, f"{text}終1"]
    assert [each.text for each in tree.all("Note")] == [note]
    body = (tmp_path / pdf.BODY).read_text(encoding="utf-8")
    string = json.dumps(text, ensure_ascii=False)[:-1]
    assert body.count(f"#{string}") == 4  # the heading in the text and in the contents


def test_a_line_may_end_where_something_else_does(typeset):
    source = """\
# 章

- 項\\
- 次

本文[小\\
]{.smallcaps}と*強\\
*と**太\\
**と"引\\
"[^a]。

[^a]: 注\\

+------+-----+
| 甲\\  | 乙  |
+======+=====+
| 丙\\  | 丁\\ |
|  \\   |     |
+------+-----+
"""
    tree, _ = typeset(source)
    assert [cell.text for cell in tree.all("TH", "TD")] == ["甲", "乙", "丙", "丁"]
    assert [note.text for note in tree.all("Note")] == ["1注"]
    text = "".join(tree.without_notes().text.split())
    assert "本文小と強と太と" in text
    assert "1。甲" in text


def test_ids_may_be_anything(typeset):
    source = """\
    # 章 {#章-一}

    [段落]{#x y=1} は [章](#章-一) と [段落](#x) と [ない所](#none) と [囲み](#a"b) を指す。

    ::: {#dup}
    一つ目
    :::

    ::: {#dup}
    二つ目。[戻る](#dup)
    :::
    """
    tree, _ = typeset("\n".join(line[4:] for line in source.splitlines()))
    text = tree.text
    assert "ない所" in text
    assert [link.text for link in tree.all("Link")][-3:] == ["章", "段落", "戻る"]


def test_a_long_table_breaks_and_repeats_its_header(typeset):
    rows = "\n".join(f"| {at} | 内容{at}^[注{at}] |" for at in range(1, 80))
    tree, pages = typeset(f"# 章\n\n| 番号 | 内容 |\n|---:|---|\n{rows}\n\n: 長い表\n")
    assert pages >= 3
    (table,) = tree.all("Table")
    assert [cell.text for cell in table.all("TH")] == ["番号", "内容"]
    assert [note.text for note in tree.all("Note")][-1] == "79注79"


def test_a_note_stands_on_the_page_of_its_mark(typeset):
    # Lines enough before, and of enough different kinds, that some page ends where two lines of
    # a paragraph are kept together and the first of them has a note.
    paragraphs = [
        "文" * (70 + 7 * (at % 5)) + f"^[注{at}。]。" + "続く文である。" * (1 + at % 9)
        for at in range(120)
    ]
    tree, pages = typeset("# 章\n\n" + "\n\n".join(paragraphs) + "\n")
    marks = [mark.page for mark in tree.all("Lbl") if next(mark.all("Link"), None)]
    assert marks == [note.page for note in tree.all("Note")]
    assert len(set(marks)) == pages
    assert sum(part.text.startswith("文" * 70) for part in tree.all("P")) == len(paragraphs)


def test_spanning_cells_and_a_table_without_caption(typeset):
    source = """\
# 章

+-----+-----+-----+
| 甲        | 乙  |
+=====+=====+=====+
| 一  | 二  | 三  |
+     +-----+-----+
|     | 四        |
+-----+-----------+
"""
    tree, _ = typeset(source)
    (table,) = tree.all("Table")
    assert [cell.text for cell in table.all("TH", "TD")] == ["甲", "乙", "一", "二", "三", "四"]
    assert not list(tree.all("Caption"))


def test_lists_definitions_code_and_rules(typeset):
    source = """\
# 章

3. 三
4. 四

ACM
:   同盟調整メカニズム

***

```python
print("白書")  # 註
```

$$\\sum_{i=1}^n i$$
"""
    tree, _ = typeset(source)
    assert [label.text for label in tree.all("Lbl")] == ["3.", "4.", "ACM"]
    assert 'print("白書")  # 註' in tree.text
    assert [formula.alt for formula in tree.all("Formula")] == ["\\sum_{i=1}^n i"]


def test_paragraphs_stay_apart_about_divisions_and_in_definitions(typeset):
    source = """\
# 章

前。

::: {#box}
中。
:::

後。

語
:   定義一。

    定義二。
:   別の定義。
"""
    tree, _ = typeset(source)
    texts = [part.text for part in tree.all("P")]
    assert [
        text for text in ("前。", "中。", "後。", "定義二。", "別の定義。") if text not in texts
    ] == []


def test_a_table_in_a_note_or_a_cell_stays_there(typeset):
    source = """\
# 章

文[^n]。

[^n]: 注。

    | 甲 | 乙 |
    |---|---|
    | 一 | 二 |

+---------------+
| 丙            |
+===============+
| | 丁 | 戊 |   |
| |----|----|   |
| | 三 | 四 |   |
+---------------+
"""
    tree, _ = typeset(source)
    (note,) = tree.all("Note")
    assert [cell.text for cell in note.all("TH", "TD")] == ["甲", "乙", "一", "二"]
    inner = [cell for cell in tree.all("TD") if next(cell.all("Table"), None)]
    assert [cell.text for cell in inner[0].all("TH", "TD")] == ["丁", "戊", "三", "四"]


def test_symbols_have_the_names_that_typst_knows(typeset, tmp_path):
    typeset(
        "# 章\n\n$A \\cap B \\otimes C \\text{sect ion}$と$\\bigcap_i A_i \\ominus B \\odot C$\n"
    )
    body = (tmp_path / pdf.BODY).read_text(encoding="utf-8")
    assert '$A inter B times.o C upright("sect ion")$' in body
    assert "$inter.big_i A_i minus.o B dot.o C$" in body


def test_what_pandoc_makes_of_bars_and_spaces_is_mended(typeset, tmp_path):
    bars = r"\begin{vmatrix} a \\ \begin{Vmatrix} b \end{Vmatrix} \end{vmatrix}"
    typeset(f"# 章\n\n${bars}$と$a\\;b\\!c$\n")
    body = (tmp_path / pdf.BODY).read_text(encoding="utf-8")
    assert 'mat(delim: "|", a; mat(delim: "‖", b))' in body
    assert "$a thick b #h(-1em / 6) c$" in body


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (r"\&", r"$\&$"),
        (r"R \& D", r"$R \& D$"),
        (r"\text{R \& D}\&", r'$upright("R &D") \&$'),
        (r"\begin{aligned} a &= b \& c \\ d &= e \end{aligned}", r"a & = b \& c"),
        (r"\begin{pmatrix} a \& b \end{pmatrix}", r"a \& b"),
        (r"\begin{pmatrix} a & b \end{pmatrix}", "a, b"),
    ],
)
def test_an_ampersand_of_a_formula_is_printed(typeset, tmp_path, formula, written):
    tree, _ = typeset(f"# 章\n\n${formula}$\n")
    assert written in (tmp_path / pdf.BODY).read_text(encoding="utf-8")
    assert tree.text.count("&") == formula.count(r"\&")


def test_what_formulas_call_is_no_setting_of_the_templates(typeset, tmp_path):
    tree, _ = typeset("# 章\n\n$\\overrightarrow{AB}$と$\\widehat{xyz}$と$\\mathtt{ab}$\n")
    assert "rgb" not in tree.text
    assert "DejaVu" not in tree.text
    templates = (shipped() / "typst").glob("*.typ")
    texts = [each.read_text(encoding="utf-8") for each in templates]
    named = {name for text in texts for name in re.findall(r"(?m)^#let ([\w-]+)", text)}
    ours = {"equation", "note", "accent", "mono"}  # the last two body.typ takes from Typst
    asked = tmp_path / "asked.typ"
    asked.write_text("#metadata(dictionary(math).keys()) <names>", encoding="utf-8")
    names = json.loads(typesetter.query(asked, "<names>", field="value", one=True))
    assert named & set(names) == ours


@pytest.mark.parametrize(
    ("language", "words"),
    [("he", "שלום עולם"), ("he", "(עם *עובד*, 2012)"), ("ar", "السلام عليكم")],
)
def test_words_from_the_right_lose_no_letter_to_who_reads_the_file(
    typeset, tmp_path, language, words
):
    typeset(f"# 章\n\n語[{words}]{{lang={language}}}である。\n")
    (file,) = tmp_path.glob("*.pdf")
    runs = [run.text for piece in read_pdf(file).pages.pieces for run in piece.runs]
    shown = "".join(runs).partition("語")[2].partition("で")[0]
    assert has_the_same_letters(shown, words.replace("*", ""))
    assert "\u202b" not in shown


def test_a_paper_with_nothing_but_names(typeset):
    tree, pages = typeset("本文。\n", authors=[{"name": "甲"}, {"name": "乙", "affiliation": ""}])
    assert pages == 1
    assert "甲、乙" in tree.text


def test_a_very_long_title_does_not_reach_over_the_page(typeset):
    title = "非常に長い題" * 20
    chapters = "\n\n".join(f"# 章{'の題' * 30}{at}\n\n{'本文。' * 400}" for at in range(3))
    tree, pages = typeset(chapters, title=title, subtitle="副題" * 40)
    assert next(tree.all("Title")).text == title
    assert pages >= 3


def test_a_missing_glyph_stops_the_edition(typeset):
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        typeset("# 章\n\n文字\U000f0000がない。\n")


@pytest.mark.parametrize("letter", ["a", "1", "ж", "ก", "—", "☐"])
def test_a_run_of_letters_is_set_however_long_it_is(typeset, letter):
    run = letter * 40_000
    tree, _ = typeset(f"# 章\n\nここに{run}がある。**{run}**\n")
    assert tree.text.count(run) == 2


@pytest.mark.parametrize("part", ["word-", "語", "path/", "(a)"])
def test_a_run_that_lines_may_divide_is_not_set_in_boxes(typeset, tmp_path, part):
    typeset(f"# 章\n\n{part * 12_000}\n")
    assert "#box" not in (tmp_path / pdf.BODY).read_text(encoding="utf-8")


def test_an_image_without_alt_text_stops_the_edition(typeset, tmp_path):
    (tmp_path / "figures").mkdir()
    mark = (HERE / "samples" / "figures" / "mark.png").read_bytes()
    (tmp_path / "figures" / "mark.png").write_bytes(mark)
    with pytest.raises(typst.TypstError, match="alt"):
        typeset("# 章\n\n![](figures/mark.png)\n")


def test_the_end_of_a_paragraph_stays_together(typeset, tmp_path):
    source = "# 章\n\n注がある^[出典である。]。\n\n*強調*\n\n短\n\nEnglish only.\n\n終わる。\n"
    typeset(source)
    body = (tmp_path / pdf.BODY).read_text(encoding="utf-8")
    assert '注が#paragraph-end[ある#note("1")[出典で#paragraph-end[ある。];];。];' in body
    assert "終わる" in body.replace("#paragraph-end[", "")
    assert "English only." in body


@pytest.mark.parametrize(
    "end", ["人々。", "時々。", "一〇。", "モ〆。", "𠮷山。", "山﨑」。", "１０。"]
)
def test_every_letter_counts_at_the_end_of_a_paragraph(typeset, tmp_path, end):
    typeset(f"# 章\n\nここに住む{end}\n\n{end}\n")
    body = (tmp_path / pdf.BODY).read_text(encoding="utf-8")
    assert body.count(f"#paragraph-end[{end}]") == 2
