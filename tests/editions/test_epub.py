import zipfile
from io import BytesIO

import pytest
from lxml import etree
from lxml import html as markup

from hakusho.editions import epub
from hakusho.editions.epub import mend_navigation
from hakusho.making.order import Request
from hakusho.paper.templates import template
from hakusho.pipeline.building import build_paper
from validators import epubcheck

H = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "e": "http://www.idpf.org/2007/ops",
    "s": "http://www.w3.org/2000/svg",
    "m": "http://www.w3.org/1998/Math/MathML",
}


def files_of(book):
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages_of(book):
    return {
        name: etree.fromstring(data)
        for name, data in files_of(book).items()
        if name.endswith(".xhtml")
    }


def chapters_of(book):
    return {name: page for name, page in pages_of(book).items() if "/ch" in name}


def package_of(book):
    return etree.fromstring(files_of(book)["EPUB/content.opf"])


def properties(package, name):
    return [
        meta.text for meta in package.iterfind(".//opf:meta", H) if meta.get("property") == name
    ]


def test_epubcheck_has_nothing_to_say(samples, tmp_path):  # English: tests/pipeline/test_papers
    assert epubcheck.findings(samples.japanese.epub, tmp_path) == []


def test_epubcheck_sees_a_broken_book(samples, tmp_path):
    files = files_of(samples.minimal.epub)
    chapter = "EPUB/text/ch001.xhtml"
    files[chapter] = files[chapter].replace(b"</h1>", b'<a href="gone.xhtml">x</a></h1>')
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(broken, "w") as archive:
        for entry, data in files.items():
            archive.writestr(entry, data)
    (line,) = epubcheck.findings(broken, tmp_path)  # this and nothing else, in a bare paper
    assert "RSC-007" in line


def test_notes_have_the_papers_numbers_through_all_chapters(samples):
    seen = []
    for page in chapters_of(samples.japanese.epub).values():
        links = page.xpath("//h:a[@role='doc-noteref']", namespaces=H)
        notes = page.xpath("//h:*[@e:type='footnote']", namespaces=H)
        ids = page.xpath("//@id")
        assert [link.get("href").split("#")[1] for link in links] == [
            note.get("id") for note in notes
        ]
        for link, note in zip(links, notes, strict=True):
            assert link.get(f"{{{H['e']}}}type") == "noteref"
            (back,) = note.xpath(".//h:a[@role='doc-backlink']", namespaces=H)
            assert back.get("href").split("#")[1] in ids
            assert "".join(back.itertext()) == "".join(link.itertext())
            seen.append("".join(link.itertext()))
    assert seen == [str(number) for number in range(1, 10)]


def test_both_editions_have_the_same_notes(samples):
    for sample in samples.all:
        page = markup.document_fromstring(sample.html.read_text(encoding="utf-8"))
        numbers = page.xpath("//section[@role='doc-endnotes']//*[@class='back']/text()")
        words = [" ".join(node.text_content().split()) for node in page.find_class("note")]
        book = [
            ("".join(back.itertext()), " ".join("".join(text.itertext()).split()))
            for chapter in chapters_of(sample.epub).values()
            for back, text in zip(
                chapter.xpath("//h:a[@class='back']", namespaces=H),
                chapter.xpath("//h:div[@class='note-text']", namespaces=H),
                strict=True,
            )
        ]
        assert book == list(zip(numbers, words, strict=True))


def test_links_across_chapters_lead_somewhere(samples):
    pages = pages_of(samples.japanese.epub)
    ids = {name.split("/")[-1]: set(page.xpath("//@id")) for name, page in pages.items()}
    (link,) = pages["EPUB/text/ch001.xhtml"].xpath("//h:a[.='図1']", namespaces=H)
    assert link.get("href") == "ch002.xhtml#fig-warheads"
    for name, page in pages.items():
        for href in page.xpath("//h:a/@href", namespaces=H):
            if not href.startswith("http"):
                file, _, ident = href.partition("#")
                target = file.split("/")[-1] or name.split("/")[-1]
                assert target in ids
                assert not ident or ident in ids[target], href


def test_contents_and_titles_are_without_note_numbers(samples):
    files = files_of(samples.japanese.epub)
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    entries = ["".join(a.itertext()) for a in nav.xpath("//h:nav[1]//h:a", namespaces=H)]
    assert entries[1] == "2\u3000歴史"
    assert "1)\u3000補足" not in entries
    ncx = etree.fromstring(files["EPUB/toc.ncx"])
    assert ncx.xpath("//ncx:navPoint//ncx:text/text()", namespaces=H)[1:] == entries
    chapters = chapters_of(samples.japanese.epub)
    titles = [page.findtext(".//h:title", namespaces=H) for page in chapters.values()]
    assert titles == ["1\u3000はじめに", "2\u3000歴史", "3\u3000課題", "参考文献"]


def test_landmarks_are_in_the_papers_language(samples):
    nav = pages_of(samples.japanese.epub)["EPUB/nav.xhtml"]
    found = nav.xpath("//h:nav[@e:type='landmarks']//h:a", namespaces=H)
    kinds = {link.get(f"{{{H['e']}}}type"): link.text for link in found}
    assert kinds["cover"] == "表紙"
    assert kinds["toc"] == "目次"
    assert kinds["bodymatter"] == "1\u3000はじめに"


def test_package_says_what_the_paper_is(samples):
    package = package_of(samples.english.epub)
    assert (
        package.findtext(".//dc:identifier", namespaces=H)
        == (samples.english.metadata["identifier"])
    )
    assert package.findtext(".//dc:language", namespaces=H) == "en-GB"
    assert package.findtext(".//dc:date", namespaces=H) == "2026-11-24"
    assert package.findtext(".//dc:title", namespaces=H) == "Harbours & Power"
    assert properties(package, "dcterms:modified") == ["2026-11-24T00:00:00Z"]
    assert package.xpath("//opf:item[@properties='cover-image']/@media-type", namespaces=H) == [
        "image/png"
    ]


@pytest.mark.parametrize(
    ("name", "modes", "sufficient"),
    [
        ("japanese", ["textual", "visual"], ["textual,visual", "textual"]),
        ("minimal", ["textual"], ["textual"]),
    ],
)
def test_accessibility_is_described_as_it_is(samples, name, modes, sufficient):
    package = package_of(getattr(samples, name).epub)
    assert properties(package, "schema:accessMode") == modes
    assert properties(package, "schema:accessModeSufficient") == sufficient
    assert properties(package, "schema:accessibilityHazard") == ["none"]
    features = properties(package, "schema:accessibilityFeature")
    assert ("alternativeText" in features) == ("visual" in modes)
    assert "tableOfContents" in features
    assert properties(package, "schema:accessibilitySummary")[0]


def test_every_image_and_formula_says_what_it_shows(samples):
    pages = list(pages_of(samples.japanese.epub).values())
    alts = [image.get("alt") for page in pages for image in page.iterfind(".//h:img", H)]
    assert len(alts) == 3
    assert all(alts)
    drawings = [drawing for page in pages for drawing in page.iterfind(".//s:svg", H)]
    assert len(drawings) == 2
    for drawing in drawings:
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label").startswith("図1 棒グラフ")
    formulas = [math for page in pages for math in page.iterfind(".//m:math", H)]
    assert [math.get("alttext") for math in formulas] == ["E = mc^2"]


def test_style_fixes_no_black_and_no_white_text(samples):
    (style,) = [data for name, data in files_of(samples.japanese.epub).items() if ".css" in name]
    assert b"\ncolor:" not in style
    assert b" color:" not in style.replace(b"text-decoration-color", b"").replace(
        b"color: inherit", b""
    )


def test_second_run_gives_the_same_bytes(samples, write, tmp_path):
    again = write("japanese", tmp_path / "again")
    assert again.epub.read_bytes() == samples.japanese.epub.read_bytes()


def test_container_begins_with_its_type(samples):
    with zipfile.ZipFile(BytesIO(samples.minimal.epub.read_bytes())) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_text_after_a_note_in_a_heading_stays_in_the_contents():
    nav = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        '<head><title/></head><body><nav epub:type="toc"><ol><li><a href="c#x">前'
        '<span><span class="note-number">3</span></span>後</a></li></ol></nav></body></html>'
    )
    metadata = {"title": "題", "labels": {"cover": "表紙", "title": "書名", "contents": "目次"}}
    mended = mend_navigation({"nav.xhtml": nav.encode()}, metadata)["nav.xhtml"]
    (entry,) = etree.fromstring(mended).iterfind(".//h:a", H)
    assert "".join(entry.itertext()) == "前後"


def test_a_cover_is_typeset_once_as_long_as_nothing_on_it_changes(make_paper, monkeypatch):
    """Whatever the text says; a template of the paper's own and metadata are on it."""
    typeset, compile_ = [], epub.typst.compile
    monkeypatch.setattr(
        epub.typst, "compile", lambda *a, **k: typeset.append(1) or compile_(*a, **k)
    )
    root = make_paper()
    settings = root / "report/report.yaml"
    report = settings.read_text("utf-8") + "editions: [epub]\n"
    settings.write_text(report, "utf-8")
    own = (template(root, "epub/cover.typ")).read_text("utf-8")
    changes = [
        ("report/chapters/01.md", "# 港\n\n別の本文。\n", 1),
        ("report/report.yaml", report.replace("試しの論文", "別の論文"), 2),
        ("templates/epub/cover.typ", own + "\n#v(1pt)\n", 3),
        ("report/report.yaml", report, 4),
        ("report/report.yaml", report.replace("試しの論文", "別の論文"), 4),
    ]
    assert build_paper(root, Request(), force=False, progress=str).outputs
    for name, text, times in changes:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
        assert build_paper(root, Request(), force=False, progress=str).outputs
        assert len(typeset) == times, name
