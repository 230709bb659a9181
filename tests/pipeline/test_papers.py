"""Whole papers, built by the command as an author would: what comes out, and that it agrees."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import etree, html
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from hakusho.cli import main
from hakusho.collation.bare_text import runs_back
from hakusho.editions.read_pdf import tagged_text
from validators import data_package, epubcheck, openxml, verapdf
from validators.axe import chromium, violations, window
from validators.docx_content import Docx, problems
from validators.docx_content import text as docx_text
from validators.libreoffice import printed_together

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = ("reference", "harbour", "constructs", "minimal", "ordinance", "world", "statistics")
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Paper:
    """A paper that is built; how its briefs come out is shown in ``tests/making``."""

    root: Path
    stem: Path
    command: list[str]
    output: str

    def file(self, suffix):
        return self.stem.with_name(self.stem.name + suffix)


@pytest.fixture(scope="session")
def papers(built):
    found = {}
    for name in PAPERS:
        made = built(name)
        (pdf,) = (made.root / "build").glob("*.pdf")
        found[name] = Paper(made.root, pdf.with_suffix(""), made.command, made.output)
    return found


@pytest.fixture(params=PAPERS)
def paper(request, papers):
    return papers[request.param]


def _squeezed(text):
    return re.sub(r"[\s\u2060\u200b]+", "", text)


def _words(element):
    """Text without formulas, which Word writes in marks of its own, and readings over words."""
    beside = "ancestor::*[contains(' math rt rp ', concat(' ', local-name(), ' '))]"
    marks = "ancestor::*[@class='list-mark']"
    return _squeezed("".join(element.xpath(f".//text()[not({beside}) and not({marks})]")))


def _html_notes(file):
    tree = html.parse(str(file))
    items = tree.xpath("//section[@role='doc-endnotes']//li[starts-with(@id, 'fn-')]")
    return [_words(item) for item in items]


def _epub_notes(file):
    notes = []
    with zipfile.ZipFile(file) as book:
        for name in sorted(book.namelist()):
            if name.endswith(".xhtml"):
                tree = etree.fromstring(book.read(name))
                notes += [
                    _words(item)
                    for item in tree.iter(f"{XHTML}li", f"{XHTML}aside", f"{XHTML}div")
                    if item.get("id", "").startswith("fn-")
                ]
    return notes


def _pdf_text(file):
    if file.stem == "ordinance":  # readings stand in the lines of a page's text
        return _squeezed(tagged_text(file))
    document = pypdfium2.PdfDocument(file)
    try:
        return _squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()


def _captions(tree):
    """Without the marks of notes, which Word writes as fields."""
    words = ".//text()[not(ancestor::*[@role='doc-noteref'] or ancestor::rt or ancestor::rp)]"
    found = tree.xpath("//figcaption | //table/caption")
    return [_squeezed("".join(each.xpath(words))) for each in found]


def test_editions_agree_on_every_note(paper):
    in_html, in_epub = _html_notes(paper.file(".html")), _epub_notes(paper.file(".epub"))
    clean = [re.sub(r"[↩︎↑⏎]|(Backtotext|本文に戻る).*$", "", note) for note in in_html]
    assert clean == [re.sub(r"[↩︎↑⏎]|(Backtotext|本文に戻る).*$", "", note) for note in in_epub]
    numbers = [int(re.match(r"\d+", note)[0]) for note in clean]
    assert numbers == list(range(1, len(numbers) + 1))
    text = _pdf_text(paper.file(".pdf"))
    # PDFium guesses the order of letters that run from right to left.
    missing = [n[:24] for n in clean if n[:24].rstrip("（(") not in text and not runs_back(n)]
    assert missing == []
    in_docx = [number + _squeezed(words) for number, words in Docx(paper.file(".docx")).notes()]
    assert in_docx == clean


def test_editions_agree_on_captions(paper):
    tree = html.parse(str(paper.file(".html")))
    text = _pdf_text(paper.file(".pdf"))
    captions = _captions(tree)
    assert [caption for caption in captions if caption[:20] not in text] == []
    with zipfile.ZipFile(paper.file(".epub")) as book:
        pages = [name for name in sorted(book.namelist()) if name.endswith(".xhtml")]
        in_epub = [
            c for name in pages for c in _captions(html.fromstring(book.read(name)).getroottree())
        ]
    assert in_epub == captions
    docx = Docx(paper.file(".docx"))
    styles = {"Image Caption", "Part Caption", "Table Caption"}
    found = [_squeezed(docx_text(p)) for style in styles for p in docx.paragraphs(style)]
    first = [caption for caption in found if not caption.endswith("（続き）")]
    assert sorted(first) == sorted(captions)


def test_docx_is_sound(paper):
    assert problems(Docx(paper.file(".docx"))) == []
    assert openxml.findings(paper.file(".docx")) == []


@pytest.fixture(scope="session")
def on_paper(papers, tmp_path_factory):
    """What a word processor makes of each paper."""
    files = [paper.file(".docx") for paper in papers.values()]
    return dict(zip(files, printed_together(files, tmp_path_factory.mktemp("word")), strict=True))


@pytest.mark.office
def test_a_word_processor_prints_every_note_and_figure(paper, on_paper):
    docx = Docx(paper.file(".docx"))
    document = pypdfium2.PdfDocument(on_paper[paper.file(".docx")])
    try:
        text = _squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
        images = sum(len(list(page.get_objects([FPDF_PAGEOBJ_IMAGE]))) for page in document)
    finally:
        document.close()
    notes = [number + _squeezed(words)[:16] for number, words in docx.notes()]
    # PDFium orders what stands on a line in several fonts by its height.
    mixed = Counter(text) if paper.stem.name in {"world", "ordinance"} else Counter()
    assert [note for note in notes if note not in text and Counter(note) - mixed] == []
    parts = ("word/document.xml", "word/footnotes.xml")
    drawings, shapes = (
        sum(len(docx.find(path, part)) for part in parts)
        for path in ("//w:drawing", "//a:blip/a:extLst")
    )
    assert images in {drawings, drawings - shapes}  # LibreOffice knows shapes from 24.2 on


def test_reference_paper_is_a_whole_paper(papers):
    notes = _html_notes(papers["reference"].file(".html"))
    tree = html.parse(str(papers["reference"].file(".html")))
    assert len(notes) >= 30
    assert len(_captions(tree)) == 7  # six figures and a table
    body = _squeezed(tree.xpath("//main")[0].text_content())
    assert 12_000 <= sum("\u3040" <= char <= "\u9fff" for char in body) <= 20_000


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_pdf_passes_verapdf(paper, profile):
    assert verapdf.failures(paper.file(".pdf"), profile) == []


def test_pdf_is_tagged_in_its_language_with_our_fonts_only(paper):
    with pikepdf.open(paper.file(".pdf")) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) in {"ja-JP", "en-GB"}
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        fonts = {
            str(font.BaseFont)[8:]
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        }
    # Those for Latin text, formulas and code come inside Typst itself.
    shipped = ("Noto", "LibertinusSerif")
    shipped += ("NewCMMath", "DejaVuSansMono")
    assert [font for font in fonts if not font.startswith(shipped)] == []
    assert any(font.startswith("NotoSerifJP") for font in fonts)


def test_each_script_is_set_in_fonts_of_its_own(papers):
    with pikepdf.open(papers["world"].file(".pdf")) as pdf:
        found = {
            str(font.BaseFont)[8:].removesuffix("-Identity-H").partition("-")[0]
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        }
    serifs = {"NotoSerifJP", "NotoSerifSC", "NotoSerifTC", "NotoSerifKR", "NotoNaskhArabic"}
    assert found >= serifs | {"NotoSerifThai", "NotoSansKR", "NotoSansSC", "LibertinusSerif"}


def test_a_word_of_foreign_letters_is_one_piece_in_html_and_epub(papers):
    tree = html.parse(str(papers["world"].file(".html")))
    with zipfile.ZipFile(papers["world"].file(".epub")) as book:
        pages = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    in_epub = [word for page in pages for word in html.fromstring(page).find_class("foreign")]
    for words in (tree.getroot().find_class("foreign"), in_epub):
        found = {word.text_content() for word in words}
        assert {"Šefčovič", "Łukasz", "Yıldız", "Київ", "Győző"} <= found
        assert found.isdisjoint({"Kōbe", "Tiếng", "α"})


def test_word_gets_fonts_for_the_languages_that_japanese_ones_do_not_cover(papers):
    runs = Docx(papers["world"].file(".docx")).find("//w:r[w:rPr/w:lang[@w:eastAsia]]/w:rPr")
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    found = {
        run.find(f"{word}lang").get(f"{word}eastAsia"): run.find(f"{word}rFonts").get(
            f"{word}eastAsia"
        )
        for run in runs
    }
    assert found == {"zh-CN": "SimSun", "zh-TW": "PMingLiU", "ko-KR": "Batang"}


def test_words_written_from_the_right_say_so(papers):
    # Nothing takes a direction from a language: brackets and the full stop would stand at the wrong end.
    tree = html.parse(str(papers["world"].file(".html")))
    with zipfile.ZipFile(papers["world"].file(".epub")) as book:
        pages = [etree.fromstring(book.read(n)) for n in book.namelist() if n.endswith(".xhtml")]
    for each in (tree, *pages):
        arabic = each.xpath("//*[@lang='ar']")
        assert [found.get("dir") for found in arabic] == ["rtl"] * len(arabic)
    assert tree.xpath("//*[@lang='ar'][contains(@class, 'csl-entry')]")
    word = Docx(papers["world"].file(".docx"))
    (entry,) = word.find("//w:p[w:pPr/w:bidi]")
    assert "حداد" in "".join(entry.itertext())


@pytest.mark.parametrize(
    "name", ["reference", "harbour", "constructs", "ordinance", "world", "statistics"]
)  # bare ones: editions/test_epub
def test_epub_passes_epubcheck(papers, tmp_path, name):
    assert epubcheck.findings(papers[name].file(".epub"), tmp_path) == []


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_html_passes_axe_and_asks_for_nothing(papers, scheme, width):
    with chromium() as browser:
        # In the dark, figures of every kind are what differs, and harbour has them, too.
        shown = papers.values() if scheme == "light" else [papers["harbour"]]
        for paper in shown:
            context = window(browser, color_scheme=scheme, viewport={"width": width, "height": 800})
            page = context.new_page()
            asked = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(paper.file(".html").as_uri())
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
            context.close()


def test_second_build_does_nothing(paper):
    before = {
        file: file.stat().st_mtime_ns for file in paper.stem.parent.iterdir() if file.is_file()
    }
    result = CliRunner().invoke(main, paper.command)
    assert result.exit_code == 0, result.output
    assert "unchanged" in result.output
    assert "built" not in result.output
    assert {file: file.stat().st_mtime_ns for file in before if file.exists()} == before


@pytest.mark.parametrize("name", ["reference", "harbour"])
def test_pages_of_the_house_are_sound(papers, name):
    """And of harbour those of its briefs."""
    assert re.findall(r"PAG\d+", papers[name].output) == []


@pytest.mark.parametrize("name", ["harbour", "statistics", "ordinance", "constructs", "world"])
def test_the_data_that_it_shows_are_a_data_package(papers, name):
    data_package.hold(papers[name].root)


ELSEWHERE = {
    "HAKUSHO_LANG": "ja",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "de_DE.ISO-8859-1",
    "PYTHONHASHSEED": "7",
    "PYTHONUTF8": "0",
    "USER": "somebody",
    "LOGNAME": "somebody",
    "COLUMNS": "40",
    "MPLBACKEND": "agg",
    "TYPST_FONT_PATHS": "/usr/share/fonts",
}
"""Another language of messages, time zone, locale, order of sets, encoding, user, terminal; and more."""


def test_same_sources_give_the_same_bytes_elsewhere(papers, copy_of, tmp_path):
    """In another folder, at the same time as another build, by a Japanese user with other settings.

    All of it at once: if a thing made a difference, the bytes would differ. The last lines change
    the umask, the home, the folder for temporary files, the working folder and the files' dates.
    """
    running = {}
    for name in ("harbour", "minimal"):  # the reference paper: test_page_map
        again = copy_of(name, tmp_path / "ein anderer Ort 別の所" / name, drawn=False)
        for file in again.rglob("*"):
            os.utime(file, (1, 1))
        home = tmp_path / f"home-{name}"
        home.mkdir()
        running[again] = subprocess.Popen(
            [sys.executable, "-m", "hakusho", *papers[name].command[:-1], f"../{name}"],
            cwd=again,
            umask=0o077,
            env={**os.environ, **ELSEWHERE, "HOME": str(home), "TMPDIR": str(home)},
            stdout=subprocess.PIPE,
        )
    for again, process in running.items():
        output, _ = process.communicate()
        assert process.returncode == 0
        assert b"built" in papers[again.name].output.encode()
        assert b"built" not in output  # but the same in Japanese
        made = _made(papers[again.name].root)
        assert {name.rpartition(".")[2] for name in made} >= {"pdf", "epub", "html", "docx"}
        assert _made(again).keys() == made.keys()
        assert [name for name, data in _made(again).items() if data != made[name]] == []


def _made(root):
    """All that a build has made, by its name."""
    build = root / "build"
    files = [path for path in sorted(build.rglob("*")) if path.is_file()]
    kept = [path for path in files if path.relative_to(build).parts[0] not in {"cache", ".lock"}]
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in kept}


def test_abbreviations_are_written_out_once_and_listed_in_every_edition(papers):
    harbour = papers["harbour"]
    listed = ["CRV", "HA", "JCB"]
    page = html.parse(str(harbour.file(".html")))
    assert [term.text_content() for term in page.xpath("//div[@class='glossary']//dt")] == listed
    titles = page.xpath("//abbr/@title")
    assert titles == ["Joint Cable Board", "Harbour Authority"]
    with zipfile.ZipFile(harbour.file(".epub")) as book:
        files = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    terms = [term.text for file in files for term in etree.fromstring(file).iter(f"{XHTML}dt")]
    assert terms == listed
    text = _pdf_text(harbour.file(".pdf"))
    for first in ("HarbourAuthority(HA)", "JointCableBoard(JCB)", "cablerepairvessel(CRV)"):
        assert text.count(first) == 1
    assert "HAHarbourAuthorityRunsthefourharbours" in text


def test_text_before_the_first_heading_has_the_papers_title(papers):
    with zipfile.ZipFile(papers["constructs"].file(".epub")) as book:
        files = {name: book.read(name) for name in book.namelist() if name.startswith("EPUB/")}
    first = etree.fromstring(files["EPUB/text/ch001.xhtml"])
    assert [each.text for each in first.iter(f"{XHTML}title")] == ["All constructs"]
    assert list(first.iter(f"{XHTML}h1")) == []
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    links = ["".join(link.itertext()) for link in nav.iter(f"{XHTML}a")]
    assert links[0] == "All constructs"
    assert all(links)


def test_a_formula_in_a_heading_is_said_once_in_the_contents(papers):
    with zipfile.ZipFile(papers["constructs"].file(".epub")) as book:
        ncx, package = book.read("EPUB/toc.ncx").decode(), book.read("EPUB/content.opf").decode()
    assert "&amp; “quotes” and x2</text>" in ncx
    assert 'properties="nav mathml"' in package


def test_all_of_pandocs_markdown_is_what_it_is_in_html(papers):
    tree = html.parse(str(papers["constructs"].file(".html")))
    deepest = [_squeezed(each.text_content()) for each in tree.iter("h6")]
    assert deepest == ["1.1.1.1.1Levelfive#", "1.1.1.1.1.1Levelsix#"]
    assert len(tree.xpath("//span[@class='smallcaps']")) == 1
    assert ".smallcaps" in tree.xpath("string(//style)")


def test_boxes_of_tasks_are_in_word(papers):
    docx = Docx(papers["constructs"].file(".docx"))
    marks = set(docx.find("//w:lvlText/@w:val", "word/numbering.xml"))
    assert {"☐", "☒"} <= marks
