"""A built paper says where its pages are badly made up, and where that is written."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.editions import pdf
from hakusho.manuscript.page_map import write_page_map
from hakusho.paper.templates import shipped

WORDS = "港は開いている。"
LONG = "\n\n".join(f"{at}番目の段落。{WORDS * (18 + at % 5)}" for at in range(24))

HIGH = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="90mm" viewBox="0 0 6 9">'
    '<rect width="6" height="9" fill="#123456"/></svg>'
)


@pytest.fixture
def found(make_paper, report_text):
    """Builds a chapter's PDF; the findings about its pages as "rule line"."""

    def build(chapter, settings="", files=()):
        files = {"report/chapters/01.md": chapter, "images/a.svg": HIGH, **dict(files)}
        root = make_paper(files, report=f"{report_text}editions: [pdf]\n{settings}")
        result = CliRunner().invoke(main, ["build", "--project", str(root)])
        assert result.exit_code == 0, result.output
        told = re.findall(
            r"^report/chapters/01.md:(\d+):\d+: (PAG\d+)", result.output, re.MULTILINE
        )
        return [f"{rule} {line}" for line, rule in told]

    return build


def test_whatever_stands_beyond_the_margin_is_found_where_it_is_written(found):
    code = "```\n" + "code" * 40 + "\n```"
    formula = "$$ " + "abcdefghijk + " * 20 + "x $$"
    chapter = f"# 序\n\n`{'x' * 120}`である。\n\n{WORDS}\n\n{code}\n\n{formula}\n"
    assert found(chapter) == ["PAG001 3", "PAG001 7", "PAG001 11"]


def test_a_formula_wider_than_its_column_is_found_where_it_is_written(found):
    # A number behind it, words behind it, a list around it: none moves the place of the next.
    formula = "$$\n" + "abcdefgh + " * 8 + "x\n$$"
    listed = "- 項\n\n  " + formula.replace("\n", "\n  ")
    texts = (
        f"{formula} {{#eq-a}}",
        "文。",
        f"$x$ の{LONG}",
        f"文である。\n\n{formula}",
        listed,
        f"{formula} {{#eq-b}}",
    )
    chapter = "# 序\n\n" + "\n\n".join((*texts, "@eq-a と@eq-b。"))
    lines = [at for at, line in enumerate(chapter.splitlines()) if "abcdefgh" in line]
    told = found(chapter + "\n", "frame: journal\n")
    assert [each for each in told if each.startswith("PAG001")] == [f"PAG001 {at}" for at in lines]


@pytest.mark.parametrize("terms", range(5, 16))
def test_no_formula_is_printed_over_its_number(make_paper, report_text, terms):
    formula = "$$\n" + " + ".join(["abc"] * terms) + "\n$$ {#eq-a}"
    report = f"{report_text}editions: [pdf]\nframe: journal\n"
    root = make_paper({"report/chapters/01.md": f"# 序\n\n@eq-a。\n\n{formula}\n"}, report=report)
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    with pypdfium2.PdfDocument(root / "build/trial.pdf") as pdf:
        text = pdf[0].get_textpage()
        letters = [text.get_charbox(at) for at in range(text.count_chars())]
        plus = text.get_text_range().rindex("+")
        number = text.get_text_range().index("(1)", plus)
    (_, foot, last, _), (first, _, _, top) = letters[plus + 3], letters[number]
    assert first > last or top < foot  # behind the formula, or below it


def test_the_caption_of_a_listing_is_looked_at_too(found):
    listing = f'```{{#lst-a .python caption="{"x" * 120}"}}\nprint()\n```'
    assert found(f"# 序\n\n@lst-a を見よ。\n\n{listing}\n") == ["PAG001 5"]


def test_what_follows_a_list_is_no_part_of_its_line(found):
    formula = "$$\n" + "abcdefgh + " * 16 + "x\n$$"
    assert found(f"# 序\n\n- 項\n- 目\n\n{formula}\n") == ["PAG001 6"]


def test_what_typst_says_of_a_layout_that_did_not_settle_is_held_against_the_pages(
    found, monkeypatch
):
    def stale(folder, record):
        return write_page_map(folder, {**record, "strays": [["1", 1, 2]]})

    monkeypatch.setattr(pdf, "write_page_map", stale)
    assert found(f"# 序\n\n文[^a]。\n\n{LONG}\n\n[^a]: 注。\n") == []


def test_a_sound_paper_has_no_finding(found):
    assert found(f"# 序\n\n{LONG}\n") == []


def test_a_page_that_a_figure_leaves_white_is_found(found):
    picture = '![題](images/a.svg){#fig-t place=here alt="箱"}'
    texts = ("# 序", "@fig-t を見よ。", *["文。"] * 16, picture, "## 次", f"{LONG}\n")
    assert found("\n\n".join(texts)) == ["PAG004 35"]


def test_the_sections_of_a_chapter_fill_the_page_around_its_figures(found):
    # To end the section with its figure would leave half of its page white.
    table = "\n".join(("| 港 |", "|---|", *["| 北 |"] * 14, "", ": 題 {#tbl-t}"))
    texts = ("# 序", *[WORDS] * 20, "@tbl-t を見よ。", table, f"## 次\n\n{LONG}\n")
    assert found("\n\n".join(texts)) == []


CUT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="20mm" viewBox="0 0 9 2">'
    '<clipPath id="c"><path d="M0 0h9v2h-9z"/></clipPath><g clip-path="url(#c)">'
    '<path fill="#123456" d="M1 0h20v9h-20z"/></g></svg>'
)


def test_what_nobody_sees_and_what_stands_over_a_line_is_not_found(found):
    # A drawing cuts off what stands beyond its edges; a brace is no line by itself.
    formula = r"$\underbrace{a + b}_{n}$"
    lines = (*["文。"] * 29, f"{WORDS * 4}{formula}、{WORDS * 3}{formula}である。")
    texts = ("# 序", '![](images/b.svg){alt="箱"}', *lines, f"{LONG}\n")
    assert found("\n\n".join(texts), files={"images/b.svg": CUT}) == []


def test_a_table_is_not_divided_behind_its_first_row(make_paper, report_text):
    # Without a caption it is no float. Each chapter begins a page.
    chapters = []
    for at in (counts := range(20, 36)):
        rows = "\n".join(f"| 岸{at}の{row} | 北 |" for row in range(9))
        chapters += [f"# 章{at}", *["文。"] * at, f"| 名 | 所 |\n|---|---|\n{rows}"]
    report = f"{report_text}editions: [pdf]\nframe: institute\n"
    root = make_paper({"report/chapters/01.md": "\n\n".join(chapters) + "\n"}, report=report)
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    with pypdfium2.PdfDocument(root / "build/trial.pdf") as pdf:
        pages = [page.get_textpage().get_text_range().replace(" ", "") for page in pdf]
    for at in counts:
        first, second = (
            next(n for n, page in enumerate(pages) if f"岸{at}の{row}" in page) for row in (0, 1)
        )
        assert first == second


def test_a_table_that_has_to_stay_goes_on_on_the_next_page(found):
    # Both are too tall for one page together.
    rows = "\n".join(f"| {at} | 岸壁 |" for at in range(14))
    wide = f"| 港 | 岸壁 |\n|---|---|\n{rows}\n\n: 題{{}} {{{{#tbl-{{}} place=top}}}}"
    tables = "\n\n".join(wide.format(at, at) for at in "ab")
    assert found(f"# 序\n\n@tbl-a と @tbl-b を見よ。\n\n{tables}\n\n## 次\n\n{LONG}\n") == []


def test_a_figure_far_from_what_speaks_of_it_is_found_at_its_place(found):
    chapter = (
        f"# 序\n\n@tbl-t を見よ。\n\n{LONG}\n\n{LONG}\n\n| 港 |\n|---|\n| 北 |\n\n: 題 {{#tbl-t}}\n"
    )
    (line,) = (at for at, text in enumerate(chapter.splitlines(), 1) if text == "| 港 |")
    assert found(chapter) == [f"PAG007 {line}"]


def test_a_figure_that_is_to_stay_may_be_far_from_what_speaks_of_it(found):
    table = "| 港 |\n|---|\n| 北 |\n\n: 題 {#tbl-t place=PLACE}"
    chapter = f"# 序\n\n@tbl-t を見よ。\n\n{LONG}\n\n{LONG}\n\n{table}\n"
    assert found(chapter.replace("PLACE", "here")) == []
    assert [each[:6] for each in found(chapter.replace("PLACE", "top"))] == ["PAG007"]


def test_a_near_mention_is_enough(found):
    table = "| 港 |\n|---|\n| 北 |\n\n: 題 {#tbl-t}"
    assert (
        found(f"# 序\n\n@tbl-t を見よ。\n\n{LONG}\n\n{LONG}\n\n@tbl-t のとおり。\n\n{table}\n")
        == []
    )


def test_a_finding_is_silenced_and_made_an_error_as_others_are(make_paper, report_text):
    chapter = f"# 序\n\n`{'x' * 120}`である。\n"
    for severity, code, built in (("error", 1, False), ("off", 0, True)):
        report = f"{report_text}editions: [pdf]\nchecks: {{severity: {{PAG001: {severity}}}}}\n"
        root = make_paper({"report/chapters/01.md": chapter}, report=report)
        result = CliRunner().invoke(main, ["build", "--project", str(root)])
        assert (result.exit_code, (root / "build/trial.pdf").is_file()) == (code, built), (
            result.output
        )


LEADS = (
    "| 港 |\n|--|\n| 北 |\n| 南 |",
    "- 北\n- 南",
    '![](images/a.svg){alt="箱" width=40%}',
    "### 北",
    "$$ \\frac{a}{b} = \\frac{c}{d} $$",
)


@pytest.mark.parametrize("after", LEADS)
def test_a_heading_and_a_line_that_leads_to_something_else_go_where_that_goes(found, after):
    for above in (23, 24, 25):
        texts = ("# 序", *["文。"] * above, "## 港", "次のとおり。", after, f"{WORDS}\n")
        told = found("\n\n".join(texts))
        assert [each for each in told if each.startswith("PAG005")] == []


@pytest.mark.parametrize(("count", "on_page"), [(20, 2), (40, 2), (64, 3)])
def test_the_text_begins_below_the_last_few_lines_of_a_contents_list(
    make_paper, report_text, count, on_page
):
    # One that ends on the title's page has that to itself, as one that fills another.
    chapter = "\n\n".join(f"# 章{at}\n\n本文。" for at in range(count))
    root = make_paper(
        {"report/chapters/01.md": chapter + "\n"}, report=f"{report_text}editions: [pdf]\n"
    )
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    with pypdfium2.PdfDocument(root / "build/trial.pdf") as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert next(at for at, page in enumerate(pages, 1) if "本文" in page) == on_page
    assert [page.split()[-1] for page in pages] == [str(at + 1) for at in range(len(pages))]


def test_sections_of_one_line_each_do_not_hold_on_to_one_another(found):
    texts = ("# 序", *["文。"] * 6, *(f"## 港{at}\n\n文。" for at in range(40)))
    assert found("\n\n".join(texts) + "\n") == []


def test_columns_are_looked_at_as_pages_are(found):
    # A picture that has to stay leaves the first column white, long before the last of the text.
    picture = '![題](images/a.svg){#fig-t place=here alt="箱"}'
    chapter = f"# 序\n\n@fig-t を見よ。\n\n{WORDS * 40}\n\n{picture}\n\n{LONG}\n"
    assert found(chapter, "frame: journal\n") == ["PAG004 5"]
    word = f"# 序\n\n`{'x' * 60}`である。\n\n{LONG}\n"
    assert found(word, "frame: journal\n") == ["PAG001 3"]  # in one column it would fit
    assert found(word) == []


def test_a_table_beyond_the_margin_is_told_once_for_a_page(make_paper, report_text):
    years = "|".join(str(2000 + at) for at in range(20))
    row = "|".join(f"{at}0,123" for at in range(20))
    table = f"|港|{years}|\n|--|{'--:|' * 20}\n|北|{row}|\n|南|{row}|\n\n: 題 {{#tbl-t fit=small}}"
    chapter = f"# 序\n\n@tbl-t を見よ。\n\n{table}\n"
    root = make_paper({"report/chapters/01.md": chapter}, report=f"{report_text}editions: [pdf]\n")
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert re.findall(r"PAG\d+", result.output.split("more on")[0]) == ["PAG001", "PAG010"]


UNSETTLED = """
#let own = state("own", 0)
#context own.update(own.final() + 1)
"""


@pytest.mark.parametrize(("more", "count"), [(UNSETTLED, 1), ("\n#context here().page()\n", 0)])
def test_pages_that_do_not_settle_are_told_with_what_moves(make_paper, more, count):
    template = (shipped() / "typst" / "main.typ").read_text(encoding="utf-8") + more
    root = make_paper({"templates/typst/main.typ": template})
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    assert result.output.count("PAG009 warning: ") == count
    assert ('`state("own")`' in result.output) == bool(count)


TAKING_TURNS = """
#import "floats.typ": remembered
#context {
  let (state, mark) = remembered("turns", false, before => not before)
  mark
  if state { pagebreak() } + [転々]
}
"""


def test_what_keeps_moving_stays_where_it_was_last(make_paper):
    template = (shipped() / "typst" / "main.typ").read_text(encoding="utf-8") + TAKING_TURNS
    root = make_paper({"templates/typst/main.typ": template, "report/chapters/01.md": LONG})
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    assert "PAG009" not in result.output
    with pypdfium2.PdfDocument(root / "build/trial.pdf") as document:
        feet = [page.get_textpage().get_text_range().split()[-1] for page in document]
    assert feet == [str(at + 1) for at in range(len(feet))]
    assert len(feet) > 2


def test_pages_settle_however_far_down_a_page_the_contents_end(make_paper, report_text):
    # Where the text begins below them or on the next page, according to the room that is left.
    for count in (90, 93, 96, 99):
        sections = "\n\n".join(f"## 節{each}\n\n{WORDS}" for each in range(count))
        root = make_paper(
            {"report/chapters/01.md": f"# 序\n\n{sections}\n"},
            report=f"{report_text}editions: [pdf]\n",
        )
        result = CliRunner().invoke(main, ["build", "--project", str(root)])
        assert result.exit_code == 0, result.output
        assert "PAG009" not in result.output, count


def test_a_heading_comes_back_where_the_float_that_sent_it_on_is_sent_on_itself(copy_of, tmp_path):
    # A figure at the foot sends a heading on, which leaves the white that sends the figure on.
    root = copy_of("reference", tmp_path)
    report = root / "report/report.yaml"
    report.write_text(f"frame: institute\n{report.read_text(encoding='utf-8')}", encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "pdf", "--no-briefs", "--project", str(root)])
    assert result.exit_code == 0, result.output
    assert "PAG004" not in result.output
