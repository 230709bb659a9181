"""Quotation marks, marks of notes and addresses, as each edition prints them."""

from __future__ import annotations

import re
import zipfile

import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import etree

from hakusho.cli import main

ADDRESS = (
    "https://www.example.org/efficient/office/fluffy/very/long/path/that/does/not/fit/in/a/line"
    "?query=offline&value=affine#fig-flow-1"
)
REPORT = """\
slug: trial
title: 試験"甲"
authors: [{{name: 試作班}}]
date: 2026-04-01
lang: {lang}
editions: [pdf, html, epub, docx]
abstract: 要旨の"語"と'語'。
bibliography: [bib/r.bib]
"""
CHAPTER = f"""\
# 題"甲"[^h][^i] {{#sec-a}}

彼は"*強調*"と、雑誌'Foreign Affairs'も。主張である[@sano2015][^x]。別の主張[^y] [^z]。

所在は{ADDRESS}である。<{ADDRESS}>も。

| 列"一" |
|:--|
| 'F-35'機 |

Table: 表の"題" {{#tbl-a}}

[^h]: 甲。
[^i]: 乙。
[^x]: 補足の"注"。
[^y]: 弐
[^z]: 参。{ADDRESS}

各国は[参照、@xi2014; @mnd2022; @ivanov2015]。
"""
ENTRIES = """\
@book{sano2015, author = {佐野, 一}, yomi = {さの}, title = {"海図"の'書き方'}, publisher = {潮書房},
  date = {2015}, langid = {japanese}, url = {https://example.org/affine/office}, urldate = {2026-01-01}}
@book{xi2014, author = {习, 近平}, title = {谈治国理政}, publisher = {外文出版社}, date = {2014},
  langid = {chinese}}
@book{mnd2022, author = {{국방부}}, title = {국방백서}, publisher = {국방부}, date = {2022},
  langid = {korean}}
@book{ivanov2015, author = {Иванов, Иван}, title = {Морская доктрина}, publisher = {Наука},
  date = {2015}, langid = {russian}}
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _built(folder, lang):
    for name, text in {
        "report/report.yaml": REPORT.format(lang=lang),
        "report/chapters/01.md": CHAPTER,
        "bib/r.bib": ENTRIES,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "--project", str(folder)])
    assert result.exit_code == 0, result.output
    assert "OUT01" not in result.output
    return folder / "build" / "trial"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return _built(tmp_path_factory.mktemp("letters"), "ja-JP")


def _pages(stem, name):
    """The pages of an edition."""
    if name == "html":
        return [
            etree.parse(stem.with_suffix(".html"), etree.HTMLParser(encoding="utf-8")).getroot()
        ]
    with zipfile.ZipFile(stem.with_suffix(".epub")) as book:
        names = [each for each in book.namelist() if re.search(r"ch\d+\.xhtml$", each)]
        return [etree.fromstring(book.read(each)) for each in names]


def _text(element):
    return "".join(map(str, element.itertext()))


def _having(pages, name):
    """The elements of a class."""
    return [
        each
        for page in pages
        for each in page.iter(etree.Element)
        if name in (each.get("class") or "").split()
    ]


@pytest.mark.parametrize("name", ["html", "epub"])
def test_quotation_marks_are_curved_on_pages(made, name):
    text = "".join(map(_text, _pages(made, name)))
    for words in (
        "題“甲”", "彼は“強調”と、雑誌‘Foreign Affairs’も", "補足の“注”", "列“一”", "‘F-35’機",
        "表の“題”", "『“海図”の‘書き方’』",
    ):  # fmt: skip
        assert words in text
    if name == "html":
        assert "試験“甲”" in text
        assert "要旨の“語”と‘語’" in text


@pytest.mark.parametrize("name", ["html", "epub"])
def test_marks_of_notes_are_divided_outside_of_their_links(made, name):
    found = _having(_pages(made, name), "note-separator")
    assert [_text(each) for each in found] == ["、"] * 3
    around = {str(each.tag) for mark in found for each in mark.iterancestors()}
    assert not {"a", "{http://www.w3.org/1999/xhtml}a"} & around
    assert all("noteref" in (each.getnext().get("class") or "") for each in found)


@pytest.mark.parametrize("name", ["html", "epub"])
def test_addresses_break_behind_marks_and_are_copied_whole(made, name):
    addresses = _having(_pages(made, name), "address")
    assert [_text(each) for each in addresses].count(ADDRESS) == 3
    assert "https://example.org/affine/office" in map(_text, addresses)
    for each in addresses:
        assert _text(each[0]).startswith("https://")
        assert each[0].get("class") == "unbroken"
        assert len(each) > 2
        assert all(str(inner.tag).endswith("wbr") for inner in each[1:])


@pytest.mark.parametrize("name", ["html", "epub"])
def test_works_in_notes_say_their_language(made, name):
    notes = [
        each
        for page in _pages(made, name)
        for each in page.iter(etree.Element)
        if re.fullmatch(r"fn-\d+", each.get("id") or "")
    ]
    [note] = [each for each in notes if "국방" in _text(each)]
    key = "lang" if name == "html" else "{http://www.w3.org/XML/1998/namespace}lang"
    spoken = [
        (each.get(key) or each.get("lang"), _text(each))
        for each in note.iter(etree.Element)
        if each.get(key) or each.get("lang")
    ]
    assert [language for language, _ in spoken] == ["zh", "ko", "ru"]
    assert "谈治国理政" in spoken[0][1]
    assert spoken[1][1].endswith("(2022)")  # and not what divides works
    assert spoken[2][1].startswith("Иван Иванов")


def test_works_in_word_notes_say_their_language(made):
    with zipfile.ZipFile(made.with_suffix(".docx")) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    said = {
        _text(run).strip(): dict(language.attrib)
        for run in root.iter(f"{W}r")
        for language in run.iter(f"{W}lang")
    }
    assert next(value for words, value in said.items() if "Иванов" in words) == {f"{W}val": "ru"}
    assert next(value for words, value in said.items() if "谈治" in words) == {
        f"{W}eastAsia": "zh-CN"
    }
    assert next(value for words, value in said.items() if "국방" in words) == {
        f"{W}eastAsia": "ko-KR"
    }


@pytest.fixture(scope="module")
def letters(made):
    """The letters of the PDF in order, each with its left and right edge."""
    found = []
    document = pypdfium2.PdfDocument(made.with_suffix(".pdf"))
    for page in document:
        text = page.get_textpage()
        words = text.get_text_range()
        assert len(words) == text.count_chars()
        found += [(char, text.get_charbox(at)) for at, char in enumerate(words)]
    document.close()
    return found


def test_the_pdf_has_curved_marks_divided_notes_and_whole_addresses(letters):
    text = re.sub(r"\s|[\u2060\x02\ufffe]", "", "".join(char for char, _ in letters))
    for words in (
        "彼は“強調”と",
        "‘F-35’機",
        "補足の“注”",
        "題“甲”1、2",
        "主張である3、4。",
        "5、6。",
    ):
        assert words in text
    assert "\u200b" not in text
    assert text.count(ADDRESS) == 3


def test_an_address_in_the_pdf_has_no_ligatures_and_ends_no_line_in_its_scheme(letters):
    text = "".join(char for char, _ in letters)
    for found in re.finditer("efficient/office", text):
        edges = [letters[at][1][0] for at in range(*found.span())]
        assert len(set(edges)) == len(edges)
    lines = [line.strip() for line in re.split(r"[\r\n]+", text)]
    assert not [line for line in lines if line.endswith((":", ":/", "://"))]
    broken = [line for line in lines if "example.org" in line]
    assert any(line.endswith(("/", "-", "=", "&", ".", "?", "#")) for line in broken)


def test_japanese_letters_stand_a_quarter_of_an_em_from_an_address(letters):
    text = "".join(char for char, _ in letters)
    found = re.search(r"所在は(\s?)https", text)
    kana, first = letters[found.start(1) - 1][1], letters[found.end(1)][1]
    assert first[0] - kana[2] > 0.2 * 10.5


def test_a_word_file_divides_marks_and_holds_addresses_whole(made):
    with zipfile.ZipFile(made.with_suffix(".docx")) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        notes = package.read("word/footnotes.xml").decode()
    runs = list(root.iter(f"{W}r"))
    marks = [at for at, run in enumerate(runs) if run.find(f"{W}footnoteReference") is not None]
    between = [runs[at + 1] for at in marks if at + 2 in marks]
    between = [each for each in between if not _text(each).startswith("。")]
    # Behind it no line ends: a mark stands where its neighbour does.
    assert [_text(each) for each in between] == ["、\N{WORD JOINER}"] * 3
    styles = [each.find(f"{W}rPr/{W}rStyle").get(f"{W}val") for each in between]
    own = runs[marks[0]].find(f"{W}rPr/{W}rStyle").get(f"{W}val")
    assert styles == [own] * 3
    assert "\u200b" not in notes + _text(root)
    assert _text(root).count(ADDRESS) == 2


def test_english_papers_have_a_comma_and_a_space(tmp_path):
    stem = _built(tmp_path, "en-GB")
    found = _having(_pages(stem, "html"), "note-separator")
    assert [_text(each) for each in found] == [",\N{NO-BREAK SPACE}"] * 3
