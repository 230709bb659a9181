"""The PDF edition of the samples: what is said, in which order, and to which standards."""

import re

import pikepdf
import pytest

from hakusho.editions import pdf
from hakusho.tools import fonts, typst
from validators import pdf_content, verapdf

OURS = ("NotoSerifJP-", "NotoSansJP-", "NotoSansCJKjp-Bold")
INSIDE_TYPST = ("LibertinusSerif-", "NewCMMath-", "DejaVuSansMono")
NOTES = {"japanese": 9, "english": 4, "minimal": 0}


@pytest.fixture(scope="module")
def opened(samples):
    files = {sample.name: pikepdf.open(sample.pdf) for sample in samples.all}
    yield files
    for file in files.values():
        file.close()


@pytest.fixture(scope="module")
def trees(opened):
    return {name: pdf_content.structure(file) for name, file in opened.items()}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", ["japanese", "english", "minimal"])
def test_conforms(samples, name, profile):
    assert verapdf.failures(getattr(samples, name).pdf, profile) == []


def test_verapdf_can_fail(tmp_path):
    (tmp_path / "plain.typ").write_text("A page.", encoding="utf-8")
    options = {"root": tmp_path, "fonts": [], "epoch": 0, "standards": ()}
    typst.compile(tmp_path / "plain.typ", tmp_path / "plain.pdf", **options)
    broken = verapdf.failures(tmp_path / "plain.pdf", "ua1")
    assert any("5-1" in line for line in broken)


@pytest.mark.parametrize("name", ["japanese", "english", "minimal"])
def test_says_what_it_is(opened, samples, name):
    file, metadata = opened[name], getattr(samples, name).metadata
    assert str(file.Root.Lang) == metadata["lang"]
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    assert str(file.docinfo.Title) == metadata["title"]
    assert str(file.docinfo.CreationDate).startswith("D:20261124")
    with file.open_metadata() as xmp:
        assert xmp["dc:title"] == metadata["title"]
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")


@pytest.mark.parametrize("name", ["japanese", "english", "minimal"])
def test_every_font_is_embedded_and_known(opened, name):
    found = pdf_content.fonts(opened[name])
    assert found
    assert all(found.values())
    for font in found:
        tag, _, family = font.partition("+")
        assert len(tag) == 6, "not a subset"
        assert family.startswith(OURS + INSIDE_TYPST)


@pytest.mark.parametrize("name", ["japanese", "english", "minimal"])
def test_notes_carry_the_numbers_of_the_document(trees, name):
    expected = [str(number) for number in range(1, NOTES[name] + 1)]
    marks = [mark.text for mark in trees[name].all("Lbl") if next(mark.all("Link"), None)]
    notes = [next(note.all("Link")).text for note in trees[name].all("Note")]
    assert marks == expected
    assert notes == expected


def test_a_note_on_a_heading_is_set_once(opened, trees):
    text = pdf_content.text_of(opened["japanese"])
    assert text.count("本章の記述は、板山真弓") == 1
    headings = [heading.text for heading in trees["japanese"].without_notes().all("H1")]
    assert headings == ["目次", "1　はじめに", "2　歴史3", "3　課題", "参考文献"]


def test_bookmarks_have_the_headings_without_their_notes(opened):
    with opened["japanese"].open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert found == [
        ("1　はじめに", []),
        ("2　歴史", ["(1)　78指針", "(2)　三つの指針の比較"]),
        ("3　課題", []),
        ("参考文献", []),
    ]


def test_contents_list_pages_and_no_notes(trees):
    entries = [re.sub(r"\s+", " ", entry.text) for entry in trees["japanese"].all("TOCI")]
    assert [entry.rsplit(" ", 1)[0] for entry in entries] == [
        "1 はじめに",
        "2 歴史",
        "(1) 78指針",
        "(2) 三つの指針の比較",
        "3 課題",
        "参考文献",
    ]
    assert all(entry.rsplit(" ", 1)[1].isdecimal() for entry in entries)
    assert not list(trees["minimal"].all("TOC"))


def test_title_block_and_colophon(trees):
    tree = trees["japanese"]
    assert next(tree.all("Title")).text == "日米防衛協力の歴史・現状・課題"
    paragraphs = [paragraph.text for paragraph in tree.all("P")]
    assert paragraphs[:2] == ["――三つの「指針」を読む――", "Jane DoeInstitute of Ports"]
    at = paragraphs.index("奥付")
    assert paragraphs[at + 1 : at + 3] == [
        "書名",
        "日米防衛協力の歴史・現状・課題――三つの「指針」を読む",
    ]
    assert "https://example.org/by" in "".join(paragraphs[at:])


def test_every_figure_has_its_alt_text_and_searchable_letters(opened, trees):
    alts = [figure.alt for figure in trees["japanese"].all("Figure") if figure.alt]
    assert min(alts).startswith("棒グラフ。中国の核弾頭数は2020年の200発から")
    assert "赤い丸の印" in alts
    assert [formula.alt for formula in trees["japanese"].all("Formula")] == ["E = mc^2"]
    assert "見通し" in pdf_content.text_of(opened["japanese"])


def test_captions_are_numbered_by_the_document_alone(trees):
    captions = [caption.text for caption in trees["japanese"].all("Caption")]
    assert [caption.split("　")[0] for caption in captions] == ["表1", "図1", "図2"]
    assert [caption.text for caption in trees["english"].all("Caption")] == [
        "Figure 1 Stock by year"
    ]


def test_a_table_has_header_cells(trees):
    (table,) = trees["japanese"].all("Table")
    headers = [cell.text for cell in table.all("TH")]
    assert headers == ["項目", "1978年の指針", "1997年の指針", "2015年の指針", "備考"]
    assert len(list(table.all("TD"))) == 10


def test_passages_say_their_language(samples):
    body = (samples.japanese.pdf.parent / pdf.BODY).read_text(encoding="utf-8")
    assert '#words-in-language("en")[#emph[The United States' in body
    assert '#reference("ref-dod2023", "en")[U.S. Department' in body
    body = (samples.english.pdf.parent / pdf.BODY).read_text(encoding="utf-8")
    assert '#words-in-language("ja")[横浜港]' in body


def test_words_in_another_language_stay_in_their_paragraph(trees):
    texts = ["".join(each.text.split()) for each in trees["english"].all("P")]
    assert any("namedinJapanese,横浜港." in text for text in texts)


def test_the_same_sources_give_the_same_bytes(samples, write, tmp_path):
    again = write("japanese", tmp_path / "elsewhere")
    assert again.pdf.read_bytes() == samples.japanese.pdf.read_bytes()


def test_a_paper_may_bring_its_own_style(write, tmp_path, repository, samples):
    paper = tmp_path / "paper"
    style = paper / "templates" / "typst" / "settings.typ"
    style.parent.mkdir(parents=True)
    shipped = (repository / "templates" / "typst" / "settings.typ").read_text(encoding="utf-8")
    style.write_text(shipped.replace('default: "a4"', 'default: "us-letter"'), "utf-8")
    with pikepdf.open(write("minimal", tmp_path / "job", paper).pdf) as file:
        assert [round(float(side)) for side in file.pages[0].mediabox[2:]] == [612, 792]
    with pikepdf.open(samples.minimal.pdf) as file:
        assert [round(float(side)) for side in file.pages[0].mediabox[2:]] == [595, 842]


def test_the_families_of_the_style_are_those_that_are_shipped(repository):
    text = (repository / "templates" / "typst" / "settings.typ").read_text(encoding="utf-8")
    assert {font.family for font in fonts.shipped()} == set(re.findall(r'"(Noto [^"]+)"', text))
