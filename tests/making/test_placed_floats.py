"""Figures and tables stand below the title, in their own section, before the colophon."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace

import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from hakusho.cli import main
from hakusho.editions.read_pdf import read_pdf
from hakusho.makeup.pages import lines_of
from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper

WORDS = "本文は続く。"
TABLE = "| 港 | 岸壁 |\n|---|---|\n| 北 | 4 |\n| 南 | 6 |"
SHORT = f"短い段落。{WORDS}"
LONG = f"長い段落。{WORDS * 40}"


@pytest.fixture
def pieces(make_paper, report_text):
    """Builds a chapter's PDF; where each piece begins, page and height, by its first letters."""

    def build(chapter, height=1, lang="ja"):
        picture = BytesIO()
        Image.new("RGB", (1500, height)).save(picture, "PNG", dpi=(254, 254))
        root = make_paper(
            {"report/chapters/01.md": chapter, "images/a.png": picture.getvalue()},
            report=f"{report_text}lang: {lang}\neditions: [pdf]\n",
        )
        result = CliRunner().invoke(main, ["build", "--project", str(root)])
        assert result.exit_code == 0, result.output
        found, all_lines = {}, []
        for piece in read_pdf(root / "build/trial.pdf").pages.pieces:
            all_lines += lines_of(piece.runs, 17.85)
            line = lines_of(piece.runs, 17.85)[0]
            text = "".join(piece.text.split())
            found.setdefault(text[:4], (line.page, line.top, line.left))
        return SimpleNamespace(at=found, lines=all_lines, file=root / "build/trial.pdf")

    return build


def test_a_table_on_the_first_page_stands_below_the_title(pieces):
    at = pieces(f"# 序\n\n{SHORT}\n\n{TABLE}\n\n: 題 {{#tbl-t}}\n\n{SHORT}\n").at
    assert at["試しの論"] < at["1序"] < at["表1題"] < at["奥付"]


def test_a_table_stands_below_the_heading_of_its_section(pieces):
    chapter = f"# 序\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n## 節\n\n{SHORT}\n\n{TABLE}\n\n: 題 {{#tbl-t}}\n\n{LONG}\n"
    at = pieces(f"{chapter}\n{LONG}\n\n## 次\n\n{LONG}\n\n{LONG}\n").at
    assert at["(1)節"] < at["表1題"] < at["(2)次"]


@pytest.mark.parametrize("count", range(3, 8))
def test_a_table_at_the_end_of_a_chapter_stands_before_the_next(pieces, count):
    before = "\n\n".join([LONG] * count)
    at = pieces(f"# 序\n\n{before}\n\n{TABLE}\n\n: 題 {{#tbl-t}}\n\n# 次\n\n{LONG}\n\n{LONG}\n").at
    assert at["1序"] < at["表1題"] < at["2次"]


@pytest.mark.parametrize("count", range(3, 8))
def test_a_table_at_the_end_of_the_text_stands_before_the_colophon(pieces, count):
    before = "\n\n".join([LONG] * count)
    at = pieces(f"# 序\n\n{before}\n\n{TABLE}\n\n: 題 {{#tbl-t}}\n").at
    assert at["1序"] < at["表1題"] < at["奥付"]


@pytest.mark.parametrize("count", range(5, 9))
@pytest.mark.parametrize("mark", ["#", "##"])
def test_tables_that_are_all_of_a_section_stand_below_its_heading(pieces, count, mark):
    before = "\n\n".join([LONG] * count)
    tables = "\n\n".join(f"{TABLE}\n\n: 題 {{#tbl-{name}}}" for name in "abc")
    at = pieces(f"# 序\n\n{before}\n\n{mark} 表のみ\n\n{tables}\n").at
    heading = at["2表のみ" if mark == "#" else "(1)表"]
    assert heading[0] == at["表1題"][0]
    assert heading < at["表1題"] < at["表2題"] < at["表3題"] < at["奥付"]


def test_a_table_without_a_caption_stays_in_its_place(pieces):
    at = pieces(f"# 序\n\n前の段落。\n\n{TABLE}\n\n後の段落。\n").at
    assert at["前の段落"] < at["港"] < at["後の段落"]


def test_within_a_sentence_a_table_stays_and_the_sentence_goes_on_without_an_indent(pieces):
    at = pieces(f"# 序\n\nこれを示すと、\n\n{TABLE}\n\n: 題 {{#tbl-t}}\n\nである。\n\n{LONG}\n").at
    assert at["これを示"] < at["表1題"] < at["である。"] < at["長い段落"]
    assert at["である。"][2] == pytest.approx(at["1序"][2], abs=2)
    assert at["長い段落"][2] - at["1序"][2] > 8


FIGURE = "![題](images/a.png){#fig-a width=100% alt=黒}"


@pytest.mark.parametrize("count", [1, 2])
def test_behind_a_line_and_the_floats_that_it_names_an_english_paragraph_is_indented(pieces, count):
    floats = FIGURE + "\n\n" + f"{TABLE}\n\n: Title {{#tbl-t}}\n\n" * (count - 1)
    line = "One line names @fig-a."
    chapter = f"# Head\n\n{line}\n\n{floats}Next paragraph.\n\nAfter that one.\n"
    at = pieces(chapter, lang="en-GB").at
    assert at["Next"][2] == pytest.approx(at["Afte"][2], abs=1)
    assert at["Next"][2] - at["Onel"][2] > 8


@pytest.mark.parametrize("height", [1150, 1350])
def test_a_figure_that_drives_the_heading_of_its_section_away_goes_behind_it(pieces, height):
    at = pieces(
        f"# 序\n\n{LONG}\n\n## 節\n\n@fig-a のとおり。\n\n{FIGURE}\n\n## 次\n\n### 小\n\n"
        f"{LONG}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n# 終\n\n{LONG}\n",
        height,
    ).at
    assert at["(1)節"] < at["(2)次"] < at["図1題"] < at["2終"]
    assert at["(1)節"][0] == at["(2)次"][0] == at["図1題"][0] - 1


BELOW_WHITE = f"# 序\n\n{LONG}\n\n## 節\n\n@fig-a のとおり。{WORDS * 12}\n\n{FIGURE}\n\n"
BEHIND = f"{LONG}[^a]\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n# 終\n\n{LONG}\n\n[^a]: 注。\n"


@pytest.mark.parametrize("height", [1075, 1125])
def test_a_figure_above_which_the_next_heading_has_no_room_goes_to_the_next_page(pieces, height):
    at = pieces(f"{BELOW_WHITE}## 次\n\n### 小\n\n{BEHIND}", height).at
    assert at["図1のと"][0] == at["(2)次"][0] == at["図1題"][0] - 1


@pytest.mark.parametrize("item", ["1. 一の項", "語\n: その意味"])
def test_so_does_one_behind_a_list(pieces, item):
    at = pieces(f"{BELOW_WHITE}{item}\n\n## 次\n\n### 小\n\n{BEHIND}", 1050).at
    assert at["図1のと"][0] == at["(2)次"][0] == at["図1題"][0] - 1


def test_before_a_chapter_it_stands_below_the_text(pieces):
    at = pieces(f"{BELOW_WHITE}# 次\n\n## 小\n\n{BEHIND}", 1100).at
    page, top, _ = at["図1題"]
    assert (page, at["2次"][0]) == (2, 3)
    assert top < 700


def test_below_the_text_of_a_later_section_there_is_no_white_either(pieces):
    later = f"## 次\n\n{SHORT}\n\n## 末\n\n終わりの段落。{WORDS}\n\n"
    at = pieces(f"{BELOW_WHITE}{later}# 次\n\n## 小\n\n{BEHIND}", 750).at
    assert at["図1題"][0] == at["終わりの"][0] == at["2次"][0] - 1
    assert at["図1題"] < at["終わりの"]


def test_what_is_to_stand_here_or_at_the_top_or_alone_on_a_page_does(pieces):
    def paper(place):
        table = f"{TABLE}\n\n: 題 {{#tbl-t place={place}}}"
        return pieces(
            f"# 序\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n前の段落。\n\n{table}\n\n後の段落。\n\n{LONG}\n\n{LONG}\n"
        )

    here = paper("here").at
    assert here["前の段落"] < here["表1題"] < here["後の段落"]
    top = paper("top").at
    assert top["表1題"][1] < 120
    alone = paper("page")
    page, height, _ = alone.at["表1題"]
    assert page > 1
    assert height > 300
    with_table = pypdfium2.PdfDocument(alone.file)
    text = with_table[page - 1].get_textpage().get_text_bounded()
    with_table.close()
    assert "本文" not in text


NOTED = """\
# The harbours

Words before^[The first note.], as @fig-all and @tbl-all show.

![All harbours^[Of the figure.]^[Of the figure, again.]](images/a.png){#fig-all width=100% alt="A frame."}

| Harbour of the north | Keeper of the harbour | Depth of the harbour | Remarks on the harbour |
|:---|:---|---:|:----|
| Rotterdam-Europoort | Authority^[Of a cell.] | 24.0 | Containerschiffsverkehrsordnung |
| Grangemouth-on-Forth | Administration | 11.5 | Hafenverwaltungsvorschriften |

: Depths^[Of the table.] {#tbl-all}

Words behind^[The last note.].
"""


def test_notes_of_what_stands_across_columns_are_at_the_foot_of_a_column(make_paper):
    picture = BytesIO()
    Image.new("RGB", (900, 300)).save(picture, "PNG")
    root = make_paper(
        {"report/chapters/01.md": NOTED, "images/a.png": picture.getvalue()},
        report="slug: across\ntitle: Harbours\nauthors: [{name: Ines Calder}]\ndate: 2026-04-01\n"
        "lang: en-GB\neditions: [pdf]\nframe: journal\n",
    )
    result = build_paper(root, Request(), force=True, progress=lambda _step: None)
    assert [each.rule.id for each in result.findings if each.rule.id.startswith("OUT")] == []
    with pypdfium2.PdfDocument(root / "build/across.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    for words in (
        "first note",
        "Of the figure.",
        "figure, again",
        "Of the table",
        "Of a cell",
        "last note",
    ):
        assert text.count(words) == 1


@pytest.mark.parametrize("lang", ["ja", "en-GB"])
def test_the_lines_of_a_line_block_begin_below_each_other(pieces, lang):
    lines = pieces("# 序\n\n前。\n\n| 東京都港区\n| 埠頭一丁目\n\n後。\n", lang=lang).lines
    left = {line.text.strip()[:2]: line.left for line in lines}
    assert left["東京"] == pytest.approx(left["埠頭"], abs=2)
