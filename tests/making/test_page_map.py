"""The page map says on which page each part of a paper is printed; held against the PDF itself."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pikepdf
import pytest

from hakusho.examining.examine import examine
from hakusho.making.document import make_editions, report_order
from hakusho.manuscript.page_map import read_page_map
from validators import pdf_content


def made(root, folder):
    """A paper's PDF with its page map and, if it has a budget, its text."""
    folder.mkdir()
    examined, _ = examine(root, lambda _step: None)
    finished = make_editions(folder, report_order(examined, ("pdf",)), lambda _step: None)
    assert not finished.problems
    (file,) = (path for path in finished.files.values() if path.suffix == ".pdf")
    return SimpleNamespace(pdf=file, pages=read_page_map(folder), text=finished.text)


@pytest.fixture(scope="module", params=("reference", "harbour"))
def paper(request, tmp_path_factory, copy_of):
    root = copy_of(request.param, tmp_path_factory.mktemp("map") / "paper")
    return made(root, root / "work")


@pytest.fixture(scope="module")
def tree(paper):
    with pikepdf.open(paper.pdf) as file:
        return pdf_content.structure(file).without_notes(), len(file.pages)


def _plain(text):
    return re.sub(r"[\s\u2060]+", "", text)


def test_the_number_of_pages_is_the_files(paper, tree):
    assert paper.pages.total == tree[1]


def test_every_heading_is_on_its_page(paper, tree):
    headings = [(_plain(each.text), each.page + 1) for each in tree[0].all("H1", "H2", "H3")]
    sections = [section for section in paper.text.sections if section.level]
    assert len(sections) > 5
    for section in sections:
        title = rf"{re.escape(_plain(section.title))}\d*"  # and the mark of its note
        (printed,) = (page for text, page in headings if re.fullmatch(title, text))
        assert paper.pages.by_id[section.id] == str(printed), section.title


def test_every_figure_and_table_is_on_the_page_of_its_caption(paper, tree):
    pages = {}
    for each in tree[0].all("Caption"):
        number = re.match(r"(?:図|表|Figure |Table )\d+", each.text)
        pages[number[0]] = str(each.page + 1)
    ids = [ident for ident in paper.pages.by_id if ident.startswith(("fig-", "tbl-"))]
    assert len(ids) == len(pages) > 2
    assert sorted(paper.pages.by_id[ident] for ident in ids) == sorted(pages.values())


def test_the_text_ends_on_a_page_of_text(paper, tree):
    last = [each for each in tree[0].all("P") if each.page + 1 == paper.pages.end.page]
    assert last
    assert 1 <= paper.pages.end.lines <= 40
    assert paper.pages.end.page <= paper.pages.total


def test_a_second_build_gives_the_same_map_and_bytes(paper, tmp_path):
    again = made(paper.pdf.parents[1], tmp_path / "again")
    assert again.pages == paper.pages
    assert again.pdf.read_bytes() == paper.pdf.read_bytes()


LINES = "\n\n".join(["短い段落である。"] * 20)


@pytest.fixture
def trial(make_paper, report_text, tmp_path):
    def make(chapter, files=None):
        root = make_paper({"report/chapters/01.md": chapter, **(files or {})}, report=report_text)
        return made(root, tmp_path / "work").pages

    return make


def test_lines_on_the_last_page_are_counted(trial, tmp_path):
    # A page of the house style holds 37 lines; one-line paragraphs follow each other without gaps.
    pages = trial("\n\n".join(["短い段落である。"] * 80) + "\n")
    assert pages.total in {pages.end.page, pages.end.page + 1}
    with pikepdf.open(tmp_path / "work" / "trial.pdf") as file:
        paragraphs = [
            each
            for each in pdf_content.structure(file).all("P")
            if each.page + 1 == pages.end.page and each.text == "短い段落である。"
        ]
    assert pages.end.lines == len(paragraphs)


def test_printed_numbers_are_those_that_the_page_counts_from(trial, repository):
    main = (repository / "templates/typst/main.typ").read_text(encoding="utf-8")
    offset = main.replace('#include "body.typ"', '#counter(page).update(101)\n#include "body.typ"')
    assert offset != main
    pages = trial(f"# 一 {{#sec-a}}\n\n{LINES}\n", {"templates/typst/main.typ": offset})
    assert pages.by_id["sec-a"] == "101"
    assert pages.total == 1


def test_roman_numbers_are_printed_so(trial, repository):
    main = (repository / "templates/typst/main.typ").read_text(encoding="utf-8")
    roman = main.replace("#include", '#set page(numbering: "i")\n#include')
    pages = trial("# 一 {#sec-a}\n\n本文。\n", {"templates/typst/main.typ": roman})
    assert pages.by_id["sec-a"] in {"i", "ii"}


def test_odd_ids_and_references_do_no_harm(trial):
    pages = trial('# 一 {#sec-100%-"b"}\n\n[言葉]{#w.1}は[次](#w.1)。\n')
    assert pages.by_id["w.1"] == "1"


TALL = """\
import matplotlib.pyplot as plt

ALT = "背の高い図"


def draw(context):
    figure = plt.figure(figsize=(4, 6.3))
    figure.text(0.1, 0.5, "図")
    return figure
"""


def test_a_float_is_where_it_is_printed_and_not_where_it_stands_in_the_text(trial, tmp_path):
    # The float fills the first page; what follows it in the text begins the second, and the place
    # between both is, for Typst, there.
    chapter = (
        "@fig-tall を見る。\n\n![背の高い図](tall){#fig-tall}\n\n# 次 {#sec-next}\n\n"
        + LINES
        + "\n"
    )
    pages = trial(chapter, {"figures/tall.py": TALL})
    assert (pages.by_id["fig-tall"], pages.by_id["sec-next"]) == ("1", "2")
    with pikepdf.open(tmp_path / "work" / "trial.pdf") as file:
        (link,) = (each for each in file.pages[0].Annots if each.Subtype == "/Link")
        assert link.Dest[0].objgen == file.pages[0].obj.objgen
