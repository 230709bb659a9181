"""Documents of other tools become papers: what comes out, and what is listed as left behind."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from accepted_words import hold_lines
from hakusho.cli import main
from hakusho.tools.pandoc import binary
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("documents.yaml"))
DAY = ("--date", "2026-11-24")


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def states(folder):
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def settings_of(paper):
    return read_yaml(paper / "report/report.yaml")


def chapters_of(paper):
    names = settings_of(paper)["chapters"]
    return {name: (paper / "report/chapters" / name).read_text(encoding="utf-8") for name in names}


def errors_of(paper):
    checked = json.loads(run("check", "--project", paper, "--format", "json").output)
    return [each for each in checked["findings"] if each["severity"] == "error"]


def written(case, folder):
    for name, text in case["files"].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name in case.get("images", ()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (60, 40), "navy").save(folder / name)
    documents = [name for name in case["files"] if Path(name).suffix in {".md", ".qmd"}]
    alone = len(documents) == 1 and "/" not in documents[0] and "README.md" not in case["files"]
    return folder / documents[0] if alone else folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_document_becomes_a_paper(case, tmp_path, request):
    brought, paper = tmp_path / "brought", tmp_path / "paper"
    brought.mkdir()
    source = written(case, brought)
    before = states(brought)
    made = run("import", source, paper, *(() if "date" in case.get("settings", {}) else DAY))
    assert made.exit_code == 0, made.output
    hold_lines(request, made.output.replace(str(tmp_path), "").splitlines(), "told")
    assert states(brought) == before
    settings = settings_of(paper)
    assert {key: settings.get(key) for key in case.get("settings", {})} == case.get("settings", {})
    chapters = chapters_of(paper)
    for name, pieces in case["chapters"].items():
        for piece in pieces:
            assert piece in chapters[name], chapters[name]
    for piece in case.get("without", ()):
        assert piece not in "".join(chapters.values())
    listed = re.findall(r"^(\S+?)(?::(\d+))?: (IMP\d{3})", made.output, re.MULTILINE)
    told = [f"{path}:{line} {rule}" if line else f"{path} {rule}" for path, line, rule in listed]
    assert sorted(told) == sorted(case.get("listed", ()))
    assert errors_of(paper) == []


@pytest.fixture
def word(tmp_path):
    """A Word document, made of Markdown."""

    def make(text, *options):
        path = tmp_path / "draft.docx"
        command = (str(binary()), "-f", "markdown", "-o", str(path), *options)
        subprocess.run(command, input=text.encode(), cwd=tmp_path, check=True)
        return path

    return make


DRAFT = """\
---
title: 離島航路
author: 山田花子
---

# はじめに

旅客は減った。^[注の文。]

| 年 | 数 |
|---|---|
| 1 | 2 |

: 旅客

# 課題

![港](port.png)

$x^2$
"""


def test_a_word_document_has_notes_tables_pictures_and_formulas(word, tmp_path):
    Image.new("RGB", (60, 40), "navy").save(tmp_path / "port.png")
    made = run("import", word(DRAFT), tmp_path / "paper", *DAY)
    assert made.exit_code == 0, made.output
    settings = settings_of(tmp_path / "paper")
    assert (settings["title"], settings["authors"]) == ("離島航路", [{"name": "山田花子"}])
    assert settings["lang"] == "ja-JP"
    first, second = chapters_of(tmp_path / "paper").values()
    assert "旅客は減った。[^1]" in first
    assert ": 旅客" in first
    assert "$x^{2}$" in second
    picture = re.search(r"!\[港\]\((images/\S+\.png)\)", second)
    assert (tmp_path / "paper" / picture[1]).is_file()
    assert errors_of(tmp_path / "paper") == []


SOURCES = """\
<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
<b:Source><b:Tag>Sat21</b:Tag><b:SourceType>Book</b:SourceType><b:Title>海の道</b:Title>
<b:Year>2021</b:Year><b:Publisher>海出版</b:Publisher><b:Author><b:Author><b:NameList>
<b:Person><b:Last>佐藤</b:Last><b:First>太郎</b:First></b:Person></b:NameList></b:Author></b:Author>
</b:Source></b:Sources>
"""
FIELD = (
    '<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent><w:r><w:fldChar w:fldCharType="begin"/>'
    "</w:r><w:r><w:instrText> CITATION Sat21 \\p 46 \\l 1041 </w:instrText></w:r><w:r>"
    '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>(佐藤, 2021)</w:t></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:sdtContent></w:sdt>'
)


def test_words_own_citations_become_citations(word, tmp_path):
    path = word("---\ntitle: 題\nauthor: 甲\n---\n\n# 章\n\n減ったHERE。\n")
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode()
                head, tail = text.split("HERE")
                run_start = "</w:t></w:r>" + FIELD + '<w:r><w:t xml:space="preserve">'
                data = f"{head}{run_start}{tail}".encode()
            new.writestr(name, data)
        new.writestr("customXml/item1.xml", SOURCES)
    path.write_bytes(made.getvalue())
    assert run("import", path, tmp_path / "paper", *DAY).exit_code == 0
    (chapter,) = chapters_of(tmp_path / "paper").values()
    assert "減った[@Sat21, p. 46]。" in chapter
    (bib,) = (tmp_path / "paper/bib").glob("*.bib")
    assert "author = {佐藤, 太郎}" in bib.read_text(encoding="utf-8")
    assert errors_of(tmp_path / "paper") == []


def with_field_of_zotero(path, item):
    """A Word document in which a field of Zotero stands for HERE."""
    code = f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(item)}".replace('"', "&quot;")
    field = FIELD.replace(" CITATION Sat21 \\p 46 \\l 1041 ", f" {code} ")
    field = re.sub(r"</?w:sdt\w*/?>|<w:citation/>", "", field)
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                head, tail = data.decode().split("HERE")
                inner = "</w:t></w:r>" + field + '<w:r><w:t xml:space="preserve">'
                data = f"{head}{inner}{tail}".encode()
            new.writestr(name, data)
    path.write_bytes(made.getvalue())


@pytest.mark.parametrize(
    ("place", "cited"),
    [
        ({}, "[@doe2020]"),
        ({"locator": "12"}, "[@doe2020, p. 12]"),
        ({"locator": "12–15"}, "[@doe2020, pp. 12–15]"),
        ({"locator": "12", "label": "page"}, "[@doe2020, p. 12]"),
        ({"locator": "2", "label": "chapter"}, "[@doe2020, chapter 2"),
    ],
)
def test_citations_of_reference_managers_become_citations(place, cited, word, tmp_path):
    work = json.loads(CASES[4]["files"]["content/manual-references.json"])[0]
    item = {"citationItems": [{"id": 7, "itemData": work, **place}], "citationID": "x"}
    path = word("---\ntitle: T\nauthor: A\n---\n\n# One\n\nTextHERE.\n")
    with_field_of_zotero(path, item)
    assert run("import", path, tmp_path / "paper", *DAY).exit_code == 0
    (chapter,) = chapters_of(tmp_path / "paper").values()
    assert re.search(rf"Text ?{re.escape(cited)}", chapter), chapter
    assert errors_of(tmp_path / "paper") == []


def test_a_word_document_may_have_works_of_zotero_and_of_words_own(word, tmp_path):
    work = json.loads(CASES[4]["files"]["content/manual-references.json"])[0]
    items = [{"id": f"0H0j1EKo/JHiAAXO{each}", "itemData": work} for each in "AB"]
    path = word("---\ntitle: T\nauthor: A\n---\n\n# One\n\nTextHERE.\n")
    with_field_of_zotero(path, {"citationItems": items, "citationID": "x"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("customXml/item1.xml", SOURCES)
    made = run("import", path, tmp_path / "paper", *DAY)
    (chapter,) = chapters_of(tmp_path / "paper").values()
    assert "[@doe2020; @doe2020]" in chapter
    assert "IMP006" not in made.output
    works = "".join(each.read_text("utf-8") for each in (tmp_path / "paper/bib").glob("*.bib"))
    assert sorted(re.findall(r"^@\w+\{(.*),$", works, re.MULTILINE)) == ["Sat21", "doe2020"]
    assert errors_of(tmp_path / "paper") == []


REVIEWED = """\
---
title: 離島航路
subtitle: ―生活の必要から―
---

令和８年３月　　国土政策研究室　山田 花子

# はじめに

[旅客]{.comment-start id="0" author="上司" date="2026-03-01T00:00:00Z"}数字の出典は？[]{.comment-end id="0"}は
[大きく]{.insertion author="上司" date="2026-03-01T00:00:00Z"}減った。
"""


def test_what_stands_about_the_text_of_a_word_document_is_told(word, tmp_path):
    made = run("import", word(REVIEWED), tmp_path / "paper")
    assert made.exit_code == 0, made.output
    settings = settings_of(tmp_path / "paper")
    assert settings["subtitle"] == "生活の必要から"
    assert settings["date"].isoformat() == "2026-03-01"
    assert [*chapters_of(tmp_path / "paper")] == ["01-はじめに.md"]
    assert "this comment is left out: 上司: 旅客" in made.output
    assert "this tracked change is taken as accepted: + 大きく" in made.output
    assert "is left out: 令和８年３月 国土政策研究室 山田 花子" in made.output


def test_sentences_before_the_first_heading_are_a_preface(word, tmp_path):
    path = word("---\ntitle: 題\n---\n\n本稿は、離島の航路を論じる。\n\n# はじめに\n\n文。\n")
    assert run("import", path, tmp_path / "paper", *DAY).exit_code == 0
    preface, _ = chapters_of(tmp_path / "paper").values()
    assert preface.startswith("# まえがき {.unnumbered}\n\n本稿は")


def test_new_makes_the_same_of_a_document(word, tmp_path):
    path = word("# One\n\nText.\n")
    assert run("new", tmp_path / "a", "--from", path, *DAY).exit_code == 0
    assert run("import", path, tmp_path / "b", *DAY).exit_code == 0
    one, other = chapters_of(tmp_path / "a"), chapters_of(tmp_path / "b")
    assert one == other


def test_new_takes_a_bibliography_and_data_beside_a_document(word, tmp_path):
    path = word("# One\n\nText.\n")
    (tmp_path / "z.bib").write_text("@book{a, author={Roe, R.}, title={T}}\n", "utf-8")
    (tmp_path / "Riders.csv").write_text("Route,Riders\nNorth,402\nSouth,517\n", "utf-8")
    given = ("--bib", tmp_path / "z.bib", "--csv", tmp_path / "Riders.csv")
    assert run("new", tmp_path / "a", "--from", path, *given, *DAY).exit_code == 0
    assert "bib/z.bib" in settings_of(tmp_path / "a")["bibliography"]
    data = tmp_path / "a/figures/data"
    assert {each.name for each in data.iterdir()} == {"Riders.csv", "Riders.meta.yaml"}
    assert errors_of(tmp_path / "a") == []


@pytest.mark.parametrize(("name", "said"), [("a.xyz", "cannot be read"), ("empty", "no document")])
def test_what_cannot_be_read_is_said(name, said, tmp_path):
    source = tmp_path / name
    source.touch() if "." in name else source.mkdir()
    made = run("import", source, tmp_path / "paper")
    assert made.exit_code == 1
    assert said in made.output
    assert not (tmp_path / "paper").exists()


def test_of_several_documents_the_one_that_cannot_be_read_is_named(tmp_path):
    source = tmp_path / "texts"
    source.mkdir()
    (source / "a.md").write_text("# One\n", encoding="utf-8")
    (source / "b.md").write_text("---\ntitle: [open\n---\n\n# Two\n", encoding="utf-8")
    made = run("import", source, tmp_path / "paper")
    assert made.exit_code == 1
    assert "pandoc: b.md: " in made.output
    assert "YAML" in made.output
    assert "Lua" not in made.output
    assert not (tmp_path / "paper").exists()


OTHER_FORMATS = {
    "a.tex": r"\begin{document}\section{岬}\input{b}\include{c}\input{/etc/hostname}\end{document}",
    "a.rst": "岬\n==\n\n.. include:: b.rst\n\n.. include:: c.rst\n\n.. include:: /etc/hostname\n",
    "a.org": '* 岬\n#+INCLUDE: "b.org"\n#+INCLUDE: "c.org"\n#+INCLUDE: "/etc/hostname"\n',
}


@pytest.mark.parametrize("name", OTHER_FORMATS)
def test_a_document_includes_what_lies_beside_it_and_nothing_else(name, tmp_path):
    folder, suffix = tmp_path / "brought", Path(name).suffix
    folder.mkdir()
    (folder / name).write_text(OTHER_FORMATS[name], encoding="utf-8")
    (folder / f"b{suffix}").write_text("灯台は十二基。\n", encoding="utf-8")
    (tmp_path / "secret").write_text("秘密\n", encoding="utf-8")
    (folder / f"c{suffix}").symlink_to(tmp_path / "secret")
    made = run("import", folder / name, tmp_path / "paper")
    assert made.exit_code == 0, made.output
    texts = "".join(chapters_of(tmp_path / "paper").values())
    assert "灯台は十二基。" in texts
    assert "秘密" not in texts
    assert "IMP001" in made.output
    assert "hostname" in made.output


def test_nothing_waits_for_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    os.mkfifo(tmp_path / "a.bib")
    for option in ("csv", "bib"):
        began = (
            "new",
            tmp_path / "paper",
            "--title",
            "題",
            f"--{option}",
            tmp_path / f"a.{option}",
        )
        made = run(*began, "--author", "甲", "--lang", "ja")
        assert made.exit_code == 1, made.output
        assert "a.csv" in made.output or "a.bib" in made.output
    assert not (tmp_path / "paper").exists()


def test_a_link_that_leads_out_of_a_received_folder_is_not_followed(tmp_path):
    folder = tmp_path / "brought"
    folder.mkdir()
    (folder / "a.md").write_text("# 章\n\n本文。\n", encoding="utf-8")
    (folder / ".#a.md").symlink_to("someone@machine.1")  # the lock of an editor
    assert run("import", folder, tmp_path / "one").exit_code == 0
    (tmp_path / "secret.md").write_text("秘密\n", encoding="utf-8")
    (folder / "b.md").symlink_to(tmp_path / "secret.md")
    made = run("import", folder, tmp_path / "two")
    assert made.exit_code == 1
    assert "b.md: this file lies outside the folder" in made.output
    assert not (tmp_path / "two").exists()


def test_a_text_that_keeps_pandoc_busy_ends(tmp_path, monkeypatch):
    monkeypatch.setattr("hakusho.starting.documents._SECONDS", 0.5)
    (tmp_path / "a.md").write_text("[" * 2000, encoding="utf-8")
    made = run("import", tmp_path / "a.md", tmp_path / "paper")
    assert made.exit_code == 1
    assert "pandoc took more than" in made.output


def test_what_is_no_picture_is_not_taken_along(tmp_path):
    (tmp_path / "secret").write_text("秘密\n", encoding="utf-8")
    folder = tmp_path / "brought"
    folder.mkdir()
    (folder / "p.png").symlink_to(tmp_path / "secret")
    (folder / "a.md").write_text("# 章\n\n![図](p.png)\n", encoding="utf-8")
    made = run("import", folder, tmp_path / "paper")
    assert made.exit_code == 0
    assert "a.md:3: IMP003 warning: there is no picture p.png here" in made.output
    assert (tmp_path / "paper/images/p.png").read_bytes().startswith(b"\x89PNG")


def test_code_within_a_text_that_does_not_end_is_text(tmp_path):
    lines = "\n".join(["word word word word"] * 200)
    (tmp_path / "a.Rmd").write_text(f"# One\n\nA `r x\n{lines}\n\nEnd.\n", "utf-8")
    made = run("import", tmp_path / "a.Rmd", tmp_path / "paper", *DAY)
    assert made.exit_code == 0
    (chapter,) = chapters_of(tmp_path / "paper").values()
    assert chapter.count("word") == 800


def test_a_caption_of_a_cell_that_does_not_end_is_none(tmp_path):
    caption = r"\\alpha " * 200
    cell = f'```{{r a, fig.cap="{caption}}}\nplot(1)\n```\n'
    (tmp_path / "a.Rmd").write_text(f"# One\n\n{cell}\nEnd.\n", "utf-8")
    made = run("import", tmp_path / "a.Rmd", tmp_path / "paper", *DAY)
    assert made.exit_code == 0
    assert "a.Rmd:3: IMP002 warning: code that is run is left out" in made.output


def test_notes_that_stand_in_one_line_are_no_notes_of_an_abstract(tmp_path):
    line = "[^1]: a " * 200
    text = f"**Abstract**\n\nShort.\n\n{line}\n\nMore.\n\n# One\n\nText.\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    assert run("import", tmp_path / "a.md", tmp_path / "paper", *DAY).exit_code == 0


def test_a_drawing_loses_the_fonts_of_the_web(tmp_path):
    style = "<style>@import url(https://fonts.example/css?a;b);text{fill:#222}</style>"
    size = "width='90' height='45' xmlns='http://www.w3.org/2000/svg'"
    (tmp_path / "quay.svg").write_text(f"<svg {size}>{style}<text y='20'>a</text></svg>", "utf-8")
    (tmp_path / "a.md").write_text("# One\n\n![Quay](quay.svg)\n", "utf-8")
    made = run("import", tmp_path / "a.md", tmp_path / "paper", *DAY)
    assert "a.md:3: IMP003 warning: the picture quay.svg took fonts of the web" in made.output
    assert b"<style>text{fill:#222}" in (tmp_path / "paper/images/quay.svg").read_bytes()
    assert errors_of(tmp_path / "paper") == []


def test_of_a_picture_that_is_a_pdf_the_first_page_is_taken(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(72, 36)
    document.save(tmp_path / "quay.pdf")
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "a.md").write_text("# One\n\n![Quay](quay.pdf)\n\n![Torn](torn.pdf)\n", "utf-8")
    made = run("import", tmp_path / "a.md", tmp_path / "paper", *DAY)
    assert "a.md:3: IMP003 warning: the picture quay.pdf is a PDF: its first page is" in made.output
    assert "a.md:5: IMP003 warning: there is no picture torn.pdf here" in made.output
    (chapter,) = chapters_of(tmp_path / "paper").values()
    assert "![Quay](images/quay.png)" in chapter
    with Image.open(tmp_path / "paper/images/quay.png") as picture:
        assert picture.size == (300, 150)
    assert errors_of(tmp_path / "paper") == []


def test_a_file_that_word_cannot_read_is_said_to_be_damaged(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"x")
    made = run("import", tmp_path / "a.docx", tmp_path / "paper")
    assert made.exit_code == 1
    assert "a.docx: this file is damaged, or of another kind: save it anew in Word" in made.output
    assert not (tmp_path / "paper").exists()


def test_a_formula_of_open_document_is_read(tmp_path):
    written, path = tmp_path / "written.odt", tmp_path / "a.odt"
    command = (str(binary()), "-f", "markdown", "-o", str(written))
    subprocess.run(command, input=b"# A\n\nWords.\n\n$$E = m$$\n", check=True)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "content.xml":  # as LibreOffice names objects
                text = text.replace(b'xlink:href="Formula-0/"', b'xlink:href="./Formula-0"')
            new.writestr(name, text)
    made = run("import", path, tmp_path / "paper", *DAY)
    assert made.exit_code == 0, made.output
    (chapter,) = chapters_of(tmp_path / "paper").values()
    assert re.search(r"\$\$\{?E = m\}?\$\$", chapter)


@pytest.mark.parametrize(("said", "lang"), [("", "en"), ("lang: en-US\n", "en-US")])
def test_a_document_in_english_is_held_to_the_spelling_that_it_names(tmp_path, said, lang):
    (tmp_path / "a.md").write_text(f"---\ntitle: T\n{said}---\n\n# One\n\nWe model the color.\n")
    assert run("import", tmp_path / "a.md", tmp_path / "paper", *DAY).exit_code == 0
    assert settings_of(tmp_path / "paper")["lang"] == lang
    assert "TXT022" not in run("check", "--project", tmp_path / "paper").output


HELD = """\
@book{佐藤2019,
  author = {佐藤, 太郎},
  title = {海の道},
  date = {2019},
  isbn = {978-4-00-310101-8}
}

@article{roe2020,
  author = {Roe, Richard},
  title = {The Keeping of Routes},
  journaltitle = {Isles},
  date = {2020},
  doi = {10.1000/ABC}
}

@book{alone,
  author = {Oz, R.},
  title = {Of its Own},
  date = {2020}
}
"""
LIBRARY = """\
@book{__2019,
\tauthor = {佐藤, 太郎}, title = {海の道}, year = {2019}, publisher = {海出版}, isbn = {4003101014},
}
@article{roe_keeping_2020,
  title = {The keeping of routes}, author = {Roe, Richard}, year = {2020}, journal = {Isles},
  doi = {https://doi.org/10.1000/abc},
}
@book{佐藤2019,
  author = {佐藤, 花子}, yomi = {さとう, はなこ}, title = {島の道}, year = {2019}, publisher = {島},
}
"""
CITING = (
    "---\ntitle: T\nauthor: A\ndate: 2026-11-24\nbibliography: [held.bib]\n---\n\n"
    "# One\n\nA [@佐藤2019, 46頁; @roe2020]. B [@{roe2020}, p. 3], @alone. `@roe2020` is a key.\n"
)


def test_works_of_a_document_that_a_library_has_as_well_are_cited_by_its_keys(tmp_path):
    for name, text in {"held.bib": HELD, "my.bib": LIBRARY, "d.md": CITING}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = run("new", tmp_path / "p", "--from", tmp_path / "d.md", "--bib", tmp_path / "my.bib")
    assert ran.exit_code == 0, ran.output
    assert "2 works of it, which bib/my.bib has as well" in ran.output
    assert "佐藤2019 → __2019; roe2020 → roe_keeping_2020" in ran.output
    (chapter,) = chapters_of(tmp_path / "p").values()
    assert "[@__2019, 46頁; @roe_keeping_2020]" in chapter
    assert "[@roe_keeping_2020, p. 3], @alone. `@roe2020` is" in chapter
    left = (tmp_path / "p/bib/held.bib").read_text(encoding="utf-8")
    assert re.findall(r"@\w+\{(.*),", left) == ["alone"]
    assert settings_of(tmp_path / "p")["bibliography"] == ["bib/held.bib", "bib/my.bib"]
    assert (tmp_path / "p/bib/my.bib").read_text(encoding="utf-8") == LIBRARY
    assert (tmp_path / "held.bib").read_text(encoding="utf-8") == HELD
    assert errors_of(tmp_path / "p") == []


def test_a_library_that_has_all_works_of_a_document_is_the_only_one(tmp_path):
    (tmp_path / "held.bib").write_text(HELD, encoding="utf-8")
    (tmp_path / "d.md").write_text(CITING, encoding="utf-8")
    ran = run(
        "new", tmp_path / "p", "--from", tmp_path / "d.md", "--bib", tmp_path / "held.bib", *DAY
    )
    assert ran.exit_code == 0, ran.output
    assert settings_of(tmp_path / "p")["bibliography"] == ["bib/held.bib"]
    assert "IMP006" not in ran.output
    assert errors_of(tmp_path / "p") == []


def test_a_work_that_only_a_bibliography_beside_has_is_known(tmp_path):
    (tmp_path / "d.md").write_text("---\ntitle: T\n---\n\n# One\n\nA [@alone].\n", encoding="utf-8")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/held.bib").write_text(HELD, encoding="utf-8")
    ran = run(
        "new", tmp_path / "p", "--from", tmp_path / "d.md", "--bib", tmp_path / "lib/held.bib"
    )
    assert "IMP006" not in ran.output
    assert not (tmp_path / "p/bib/unknown.bib").exists()


ABSTRACTS = [
    ("# Abstract\n\nIt *falls*, and\nrises.\n\nKeywords: ships, *ports*; law.\n\n# One\n\nT.\n",
     "It falls, and rises.", ["ships", "ports", "law"]),
    ("## 要　旨 {#x}\n\n旅客は減った。\n\n**キーワード**：船、港・法\n\n# はじめに\n\n本文。\n",
     "旅客は減った。", ["船", "港", "法"]),
    ("# 要約：\n\n一。\n\n二。\n\n# はじめに\n\n本文。\n", "一。\n\n二。", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "abstract", "keywords"), ABSTRACTS)
def test_what_stands_below_the_heading_abstract_is_the_papers(text, abstract, keywords, tmp_path):
    (tmp_path / "d.md").write_text(f"---\ntitle: T\n---\n\n{text}", encoding="utf-8")
    ran = run("import", tmp_path / "d.md", tmp_path / "p", "--author", "A", *DAY)
    assert "IMP007" in ran.output
    said = settings_of(tmp_path / "p")
    assert (said["abstract"], said.get("keywords")) == (abstract, keywords)
    assert len(chapters_of(tmp_path / "p")) == 1
    assert errors_of(tmp_path / "p") == []


@pytest.mark.parametrize(
    "text",
    [
        "# Abstract\n\n- one\n- two\n\n# One\n\nT.\n",
        "# Abstract\n\nA.^[A note.]\n\n# One\n\nT.\n",
        "# Abstract\n\nIt is all there is.\n",
        "# One\n\nT.\n\n# Abstract\n\nOf something else.\n\n# Two\n\nT.\n",
        "# Abstract art\n\nIs painted.\n\n# One\n\nT.\n",
    ],
)
def test_what_is_no_plain_abstract_stays_a_chapter(text, tmp_path):
    (tmp_path / "d.md").write_text(f"---\ntitle: T\n---\n\n{text}", encoding="utf-8")
    assert run("import", tmp_path / "d.md", tmp_path / "p", "--author", "A", *DAY).exit_code == 0
    assert "abstract" not in settings_of(tmp_path / "p")
    assert "Abstract" in "".join(chapters_of(tmp_path / "p").values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("減った（第2節を参照）。第３章で述べる。第2節に示した。", ["第2節", "第３章"]),
        ("詳しくは第1章第2節で論じる。", ["第1章第2節"]),
        ("It fell (see Section 2.1), as in chapter 3.", ["Section 2.1", "chapter 3"]),
        ("国連憲章第7章に示された。See Section 5 of the Act. 「第9章」。", []),
    ],
)
def test_numbers_of_sections_that_are_typed_are_told(text, told, tmp_path):
    (tmp_path / "d.md").write_text(f"# A\n\n{text}\n\n# B\n\nC\n", encoding="utf-8")
    output = run("import", tmp_path / "d.md", tmp_path / "p", *DAY).output
    assert re.findall(r"d\.md:3: IMP004 warning: (.*) is typed", output) == told


def test_numbers_of_sections_stay_where_those_of_headings_are_typed(tmp_path):
    text = "# 1. A\n\nSee Section 2.\n\n# 2. B\n\nC\n"
    (tmp_path / "d.md").write_text(text, encoding="utf-8")
    assert "IMP004" not in run("import", tmp_path / "d.md", tmp_path / "p", *DAY).output


def imported(tmp_path, files):
    """A paper made of these files, its chapters and what was said."""
    for name, text in files.items():
        (tmp_path / "d" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "d" / name).write_text(text, encoding="utf-8")
    ran = run("import", tmp_path / "d", tmp_path / "p", *DAY)
    assert ran.exit_code == 0, ran.output
    return "\n".join(chapters_of(tmp_path / "p").values()), ran.output


def test_words_in_commands_of_latex_are_kept_and_settings_are_told(tmp_path):
    text = (
        "# A\n\n\\noindent\n\n\\textit{I, R. Roe, confirm} it in \\LaTeX\\ and \\textbf{all} is "
        "\\textcolor{red}{mine}.\n\n\\begin{tabbing}\na \\= b\n\\end{tabbing}\n"
    )
    chapter, said = imported(tmp_path, {"a.md": text})
    assert "*I, R. Roe, confirm* it in LaTeX" in chapter
    assert "**all** is mine." in chapter
    assert "\\begin{tabbing}" in said


def test_a_label_before_a_reference_at_the_end_of_a_paragraph_does_not_stop_an_import(tmp_path):
    chapter, _ = imported(tmp_path, {"a.md": "# A {#sec-a}\n\nSection @sec-a\n"})
    assert "\n@sec-a\n" in chapter


def test_a_head_between_lines_of_dashes_and_pictures_named_from_above_are_found(tmp_path):
    Image.new("RGB", (60, 40), "navy").save(tmp_path / "a.png")
    files = {
        "metadata.yml": "---\ntitle: T\nauthor: R. Roe\ndate: May 2015\n---\n",
        "1.md": "# A\n\n![A ship.](d/figures/a.png)\n",
        "figures/x.txt": "",
    }
    (tmp_path / "d/figures").mkdir(parents=True)
    Image.new("RGB", (60, 40), "navy").save(tmp_path / "d/figures/a.png")
    _, said = imported(tmp_path, files)
    made = settings_of(tmp_path / "p")
    assert (made["title"], made["authors"][0]["name"]) == ("T", "R. Roe")
    assert "IMP003" not in said


@pytest.mark.parametrize(
    ("files", "is_typed"),
    [
        ({"_quarto.yml": "format:\n  html:\n    number-sections: false\nbook:\n  chapters: [a.md, b.md, c.md]\n"}, True),
        ({"_quarto.yml": "book:\n  chapters: [a.md, b.md, c.md]\n"}, False),
    ],
)  # fmt: skip
def test_headings_have_no_second_number_where_a_tool_counts_none(files, is_typed, tmp_path):
    headings = {"a.md": "# まえがき\n\n## 一\n", "b.md": "# 第1章　港\n\n## 二\n", "c.md": "# 船\n\n## 第1節　海\n"}  # fmt: skip
    imported(tmp_path, {**files, **headings})
    assert (settings_of(tmp_path / "p").get("section_numbers") == "none") is is_typed


def test_chapters_with_typed_numbers_have_no_second_one(tmp_path):
    texts = {f"{n}.md": f"# 第{n}章　港\n\n本文。\n\n## 海\n\n## 船\n\n## 人\n" for n in (1, 2)}
    imported(tmp_path, {"0.md": "# まえがき\n\n本文。\n", **texts})
    assert settings_of(tmp_path / "p")["section_numbers"] == "none"


def test_the_abstract_may_be_a_document_of_its_own(tmp_path):
    files = {"1.md": "## Abstract {.page_break_before}\n\nIt falls.\n", "2.md": "# One\n\nT.\n"}
    chapter, _ = imported(tmp_path, files)
    assert settings_of(tmp_path / "p")["abstract"] == "It falls."
    assert "Abstract" not in chapter


def test_of_a_page_that_a_program_wrote_not_every_element_is_told(tmp_path):
    links = "".join(f'<a href="{n}.html" class="x">{n}</a>\n' for n in range(50))
    _, said = imported(tmp_path, {"a.md": f"# A\n\nText.\n\n```{{=html}}\n<ul>\n```\n\n{links}"})
    told = re.findall(r"IMP001 warning: (.*)", said)
    assert len(told) == 21
    assert "more parts of this document" in said


def test_figures_and_tables_of_r_markdown_hold_their_places(tmp_path):
    text = (
        "# A\n\nSee Figure \\@ref(fig:ships) and Table \\@ref(tab:ports).\n\n"
        '```{r ships, fig.cap=\'Ships, "all"\', fig.alt="They fell.", echo=FALSE}\nplot(1)\n```\n\n'
        "```{r ports, echo=FALSE}\nknitr::kable(x, caption = 'Ports')\n```\n\n"
        "```{r, echo=FALSE}\nlibrary(x)\n```\n\n" + "There are `r n` ships.\n\n" * 30
    )
    chapter, said = imported(tmp_path, {"a.Rmd": text})
    assert "See @fig-ships and @tbl-ports." in chapter
    assert re.search(r"!\[Ships, .?.all.*\]\(images/fig-ships\.png\)\{#fig-ships", chapter)
    assert ": Ports {#tbl-ports}" in chapter
    assert "IMP004" not in said
    assert len(re.findall("IMP002 warning", said)) == 3 + 21


def test_words_with_a_large_initial_are_kept(tmp_path):
    chapter, said = imported(tmp_path, {"a.md": "# A\n\n\\lettrine{T}{here} are ships.\n"})
    assert "There are ships." in chapter
    assert "IMP001" not in said


@pytest.mark.parametrize(
    ("said", "told"), [("today", False), ("last-modified", False), ("soon", True)]
)
def test_a_date_of_today_is_one(said, told, tmp_path):
    (tmp_path / "a.md").write_text(
        f"---\ntitle: T\nauthor: A\ndate: {said}\n---\n\n# A\n\nB.\n", "utf-8"
    )
    ran = run("import", tmp_path / "a.md", tmp_path / "p")
    assert ("does not say its date" in ran.output) is told


def test_names_of_myst_are_ids_and_what_has_none_is_told(tmp_path):
    text = (
        "# A\n\n(the-model)=\n\n## Model\n\nSee {numref}`lrpl`, {ref}`the model <the-model>`, {eq}`growth` "
        "and {ref}`elsewhere`, {numref}`Fig. %s <port>`.\n\n"
        "```{code-cell} ipython3\n---\nmystnb:\n  figure:\n    caption: Prices: all\n    name: lrpl\n---\nplot()\n```\n\n"
        "```{figure} a.png\n:name: port\nThe port\n```\n\n"
        "```{math}\n:label: growth\ny = x\n```\n"
    )
    chapter, said = imported(tmp_path, {"a.md": text.replace("Prices: all", "Prices of all")})
    assert "See @fig-lrpl, @sec-the-model, @eq-growth and elsewhere, @fig-port." in chapter
    assert "# Model {#sec-the-model}" in chapter
    assert "{#fig-lrpl" in chapter
    assert "\n$$\ny = x\n$$ {#eq-growth}" in chapter
    assert "{ref}`elsewhere` is a link to another page" in said
    assert "IMP004 warning: fig" not in said
    assert "(the-model)=" not in chapter
