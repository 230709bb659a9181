"""All that anybody could read in a finished file, wherever it stands."""

from __future__ import annotations

import base64
import zipfile
import zlib

import pytest

from hakusho.editions import readable_text as module
from hakusho.editions.readable_text import properties, readable_text
from hakusho.tools import keeping

SVG = '<svg><!-- 図の注 --><title>図の題</title><text x="1">軸</text></svg>'
IN_BASE64 = base64.b64encode(SVG.encode()).decode().rstrip("=")


def lines_of(path, data, name=""):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return [line.strip() for line in readable_text(path, name).split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<p>甲<b>乙</b> &amp; 丙</p>", ["甲乙 & 丙"]),
        ("<p alt=\"甲\" title = '乙'>丙</p>", ["丙", "甲", "乙"]),
        ("甲<!-- 乙 <b> -->丙", ["甲丙", "乙 <b>"]),
        ('<p title="a &lt; b">', ["a < b"]),
        ('<p title="甲\0乙"><b x="丙>丁<i y="戊">己', ["丁己", "甲 乙", "戊"]),
        ('<a x="甲"><!-- 乙 --><b y="丙"><i z=\'丁"\'>', ["甲", "乙", "丙", '丁"']),
        (f'<img src="data:image/svg+xml;base64,{IN_BASE64}">甲', ["甲", "図の題軸", "図の注", "1"]),
        ("<i style='x:url(data:image/svg+xml,%3Ctext%3E%E8%BB%B8%3C/text%3E)'>", ["x:url()", "軸"]),
        ('<a href="data:text/plain;charset=utf-8,%E7%94%B2">乙</a>', ["乙", "甲"]),
        ('<path d="M1.5 2L-3e1,4z" id="甲"/><g d="M 港"/><i  d="12"/>', ["甲", "M 港"]),
        ('<a href="data:image/png;base64,AAAA">乙</a>', ["乙"]),
    ],
)  # fmt: skip
def test_text_of_a_web_page(tmp_path, text, lines):
    assert lines_of(tmp_path / "a.html", text) == lines


def test_a_file_without_markup_is_text(tmp_path):
    assert lines_of(tmp_path / "a.css", "a::after{content:'<甲>'}") == ["a::after{content:'<甲>'}"]
    assert lines_of(tmp_path / "a.csv", "甲,<b>") == ["甲,<b>"]
    assert lines_of(tmp_path / "a.bin", '{"a": "<b>甲"}', "x.JSON") == ['{"a": "<b>甲"}']
    assert lines_of(tmp_path / "a.bin", "<b>甲", "x.html") == ["甲"]


def test_a_picture_of_pixels_and_a_font_hold_none(tmp_path):
    assert lines_of(tmp_path / "a.png", "甲") == []
    assert lines_of(tmp_path / "a.bin", "甲", "a.WOFF2") == []


@pytest.mark.parametrize("suffix", ["epub", "docx"])
def test_all_parts_of_a_package_are_read(tmp_path, suffix):
    file = tmp_path / f"a.{suffix}"
    with zipfile.ZipFile(file, "w") as book:
        book.writestr("text.xhtml", "<p>甲</p>")
        book.writestr("font.OTF", "乙")
        book.writestr("style.css", "/* <丙> */")
    assert readable_text(file).split("\n") == ["甲", "", "/* <丙> */"]


def pdf_of(*objects):
    """A PDF of one empty page and some objects."""
    base = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
    )
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate((*base, *objects), 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(places) + 1)
    return data + b"startxref\n%d\n%%%%EOF\n" % start


def stream(data):
    return b"<</Length %d>>\nstream\n%b\nendstream" % (len(data), data)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (b"<</Alt (plain)>>", ["plain"]),
        (rb"<</Alt (a \(b\) \\ \101\7c (d))>>", [r"a (b) \ A" + "\7c (d)"]),
        (b"<</Alt (a\\\nb\\n\\tc)>>", ["ab", "c"]),
        (b"<</Alt <FEFF7532 4E59>>>", ["甲乙"]),
        (b"<</Alt <6162 3>>>", ["ab0"]),
        (b"<</Alt (\xfe\xff\x75\x32)>>", ["甲"]),
        (b"<</Alt (\xef\xbb\xbf\xe7\x94\xb2)>>", ["甲"]),
        (b"<</Alt (caf\xe9)/Title(t)>>", ["café", "t"]),
        (b"<</Kids [1 0 R]>>", []),
        (stream(zlib.compress(b"9 0 <</Contents (inside)>>")), ["inside"]),
        (stream(b"\xef\xbb\xbf \r\n<x:xmp a='v'>meta</x:xmp>"), ["\ufeff", "meta", "v"]),
        (stream(b"\0\1/Alt (font)"), []),
        (stream(b"/Alt (a)" + b" " * 64 + b"\0"), ["a"]),
    ],
)
def test_strings_of_a_pdf(tmp_path, written, lines):
    assert lines_of(tmp_path / "a.pdf", pdf_of(written)) == lines


@pytest.mark.parametrize(
    "kind",
    ["otf", "ttf", "woff", "woff2", "png", "jpg", "jpeg", "gif", "webp", "emf", "TTF", "Png"],
)
def test_fonts_and_pixels_hold_nothing_to_read(tmp_path, kind):
    assert lines_of(tmp_path / f"a.{kind}", "字") == []
    book = tmp_path / "a.epub"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr(f"a.{kind}", "字")
        archive.writestr("a.xhtml", "<p>文</p>")
    assert readable_text(book).split() == ["文"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<ruby>島嶼<rp>（</rp><rt>とうしょ</rt><rp>）</rp></ruby>へ", ["島嶼へ", "とうしょ"]),
        (
            "<w:ruby><w:rt><w:t>みなと</w:t></w:rt><w:rubyBase>港</w:rubyBase></w:ruby>",
            ["港", "みなと"],
        ),
        ("甲<rt></rt>乙", ["甲乙"]),
    ],
)
def test_a_reading_does_not_part_the_words_below_it(tmp_path, text, lines):
    assert lines_of(tmp_path / "a.html", text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲<svg a='丁'><text>乙</text></svg>丙<p b='戊'>", ["甲丙", "戊", "乙", "丁"]),
        ("甲<svg>乙</svg>丙<svg>乙</svg>", ["甲丙", "乙", "乙"]),
        ("甲<svg>乙", ["甲乙"]),
        ("甲</svg>乙<svg>丙</svg>", ["甲乙", "丙"]),
        ("<!-- 丁 <svg> -->甲</svg>乙<b c='丙'>", ["甲乙", "丁 <svg>", "丙"]),
        ("甲<b c='丁<svg>'>乙</b><svg>丙</svg>", ["甲<b c='丁", "'>乙丙"]),
    ],
)
def test_a_drawing_in_a_page_is_read_by_itself(tmp_path, text, lines):
    assert lines_of(tmp_path / "a.html", text) == lines


def test_what_has_not_changed_is_read_once(tmp_path, monkeypatch):
    page, part, store = tmp_path / "a.html", tmp_path / "a.csv", keeping.Store()
    part.write_text("丁", encoding="utf-8")
    split = []
    monkeypatch.setattr(module, "_by_tags", lambda markup: split.append(markup) or iter([markup]))
    for number in range(4):
        page.write_text(f"{number}<svg>乙</svg>", encoding="utf-8")
        with keeping.keeping(store, keeping.never):
            assert readable_text(page).split("\n") == [f"{number}<svg>", "<svg>乙</svg>"]
            assert readable_text(part) == "丁"
    assert split.count("<svg>乙</svg>") == 2  # by the question of one who has not asked before, too


def test_what_a_page_says_of_itself_is_its_head(tmp_path):
    file = tmp_path / "a.html"
    head = "<head><title>甲</title><meta name='author' content='乙'>"
    file.write_text(f"<html>{head}</head><body>丙</body></html>", encoding="utf-8")
    assert properties(file).split() == ["甲", "author", "乙"]
    assert properties(file, "x.HTML").split() == ["甲", "author", "乙"]
    file.write_text(f"<html>{head}<body>丙</body></html>", encoding="utf-8")
    assert properties(file) == ""


@pytest.mark.parametrize("suffix", ["epub", "docx"])
def test_what_a_package_says_of_itself_stands_in_some_parts(tmp_path, suffix):
    file = tmp_path / f"a.{suffix}"
    parts = {
        "docProps/core.xml": "core", "word/docProps/no.xml": "no", "EPUB/content.opf": "opf",
        "EPUB/title_page.xhtml": "title", "EPUB/text/ch1.xhtml": "no", "word/header12.xml": "head",
        "word/document.xml": "no", "content.opf.txt": "no",
    }  # fmt: skip
    with zipfile.ZipFile(file, "w") as book:
        for name, word in parts.items():
            book.writestr(name, f"<a>{word}</a>")
    assert properties(file).split() == ["core", "opf", "title", "head"]
