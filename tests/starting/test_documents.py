"""What is read of documents by pandoc: what their heads say, what they include, what they cite."""

from __future__ import annotations

import pytest

from hakusho.starting import documents
from hakusho.starting.brought import BroughtError
from hakusho.starting.documents import as_bibtex, bibliography_from, read_documents

HEADS = {
    # a file that speaks of the whole, and what it says
    "_quarto.yml": (
        "{title: T, subtitle: S, author: A, date: 2024-05-03, abstract: B, keywords: [k, l], lang: en, bibliography: [a.bib], other: x}",
        {"title": "T", "subtitle": "S", "authors": ["A"], "date": "2024-05-03", "abstract": "B",
         "keywords": ["k", "l"], "lang": "en", "bibliography": ["a.bib"]},
    ),
    "book.yml": ("title: no\nbook: {title: T, author: [{name: A}, {name: B}]}\n", {"title": "T", "authors": ["A", "B"]}),
    "myst.yml": ("project: {title: T, authors: [A]}\n", {"title": "T", "authors": ["A"]}),
    "_bookdown.yml": ("book: text\nproject: {title: T}\n", {"title": "T"}),
    "config.yml": (
        "booktitle: 港\nsubtitle: 副\naut: [甲, 乙]\nlanguage: ja\nabstract: x\n",
        {"title": "港", "subtitle": "副", "authors": ["甲", "乙"], "lang": "ja", "abstract": "x"},
    ),
    "metadata.yaml": ("- a list\n", {}),
}  # fmt: skip
KEYS = ("title", "subtitle", "authors", "date", "abstract", "keywords", "lang", "bibliography")


@pytest.mark.parametrize("name", HEADS)
def test_what_a_file_of_a_whole_work_says(name, tmp_path):
    said, found = HEADS[name]
    (tmp_path / name).write_text(said, encoding="utf-8")
    (read,) = read_documents(tmp_path, [tmp_path / name])
    assert {key: read.meta[key] for key in KEYS if read.meta[key]} == found
    assert (read.path, read.text.strip()) == (name, "")


@pytest.mark.parametrize(
    ("name", "beside", "loose"),
    [
        ("a.md", "", True), ("a.markdown", "", True), ("a.myst", "", True), ("a.qmd", "", False),
        ("a.Rmd", "", False), ("a.md", "_quarto.yml", False), ("a.md", "_bookdown.yml", False),
        ("a.md", "metadata.yaml", False), ("a.md", "content/metadata.yaml", False),
    ],
)  # fmt: skip
def test_lists_below_a_paragraph_are_those_of_commonmark_where_no_tool_of_pandocs_is(
    name, beside, loose, tmp_path
):
    if beside:
        (tmp_path / beside).parent.mkdir(exist_ok=True)
        (tmp_path / beside).touch()
    (tmp_path / name).write_text("# A\n\nText\n- one\n", encoding="utf-8")
    (read,) = read_documents(tmp_path, [tmp_path / name])
    assert ("\n\n- " in read.text) is loose, read.text


def test_documents_are_read_in_their_order_with_what_was_lost(tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d/a.md").write_text(
        "# A\n\n```{r}\nx\n```\n\nAs @doi:10.1/x says, ![](p.png).\n", "utf-8"
    )
    (tmp_path / "b.re").write_text("= B\n\n@<chap>{c}\n", "utf-8")
    (tmp_path / "c.re").write_text("= C\n", "utf-8")
    first, second, third = read_documents(
        tmp_path, [tmp_path / "d/a.md", tmp_path / "b.re", tmp_path / "c.re"]
    )
    assert [each.path for each in (first, second, third)] == ["d/a.md", "b.re", "c.re"]
    assert [(each.kind, each.line) for each in first.lost] == [("code", 3)]
    assert (first.numbers, first.images, first.alts) == (("doi:10.1/x",), ("p.png",), ("p.png",))
    assert first.source.startswith("# A\n\n```{r}")
    assert "# B {#sec-b}" in second.text
    assert "@sec-c" in second.text  # it knows the other chapter


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.json", '[{"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[2020]]}}]', "@book{a,\n  title = {T},\n  date = {2020}\n}\n"),
        ("a.yaml", "---\nreferences:\n- {id: a, type: book, title: T}\n...\n", "@book{a,\n  title = {T}\n}\n"),
        ("a.YML", "references:\n- {id: a, type: book, title: T}\n", "@book{a,\n  title = {T}\n}\n"),
        ("a.ris", "TY  - BOOK\nID  - a\nTI  - T\nER  - \n", "@book{a,\n  title = {T}\n}\n"),
    ],
)  # fmt: skip
def test_bibliographies_of_other_forms_become_bibtex(name, text, wanted, tmp_path):
    (tmp_path / name).write_text(text, encoding="utf-8")
    made = as_bibtex(tmp_path / name)
    assert made.strip() == wanted.strip()
    brought = bibliography_from(tmp_path / name)
    assert (brought.bibliography, brought.citekey) == (("bib/a.bib",), "a")
    assert brought.files == {"bib/a.bib": made.encode()}


def test_a_bibliography_in_bibtex_stays_as_it_is(tmp_path):
    (tmp_path / "my works.BIB").write_text("@book{a, title = {T}}\n% c\n", encoding="utf-8")
    brought = bibliography_from(tmp_path / "my works.BIB")
    assert brought.files == {"bib/my-works.bib": b"@book{a, title = {T}}\n% c\n"}


def test_what_a_bibliography_is_not_is_said(tmp_path):
    (tmp_path / "a.xyz").touch()
    with pytest.raises(BroughtError, match=r"^a\.xyz: bibliographies of this kind cannot be read$"):
        as_bibtex(tmp_path / "a.xyz")
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(BroughtError, match=r"^pandoc: "):
        as_bibtex(tmp_path / "a.json")


INCLUDING = {
    "a.tex": "\\input{b}\\include{ sub/c }\\input{../secret}",
    "a.rst": ".. include:: b.rst\n.. include:: sub/c.rst\n",
    "a.org": '#+INCLUDE: "b.org"\n#+include: "sub/c.org"\n',
    "a.typ": '#include "b.typ"\n#include "sub/c.typ"\n',
}


@pytest.mark.parametrize("name", INCLUDING)
def test_what_a_document_includes_is_what_lies_in_its_folder(name, tmp_path, monkeypatch):
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    suffix = name[1:]
    for each in (f"b{suffix}", f"sub/c{suffix}", "d.txt"):
        (root / each).write_text(each, encoding="utf-8")
    (tmp_path / f"secret{suffix}").write_text("secret", encoding="utf-8")
    (root / name).write_text(INCLUDING[name], encoding="utf-8")
    found = documents._included(root, root / name)
    assert {*found.values()} == {f"b{suffix}", f"sub/c{suffix}"}
    monkeypatch.setattr(documents, "_MOST_INCLUDED", 1)
    (root / f"b{suffix}").write_text(INCLUDING[name].replace("sub/c", "b"), encoding="utf-8")
    assert documents._included(root, root / name)


def test_a_document_of_an_office_and_a_large_one_have_more_time(tmp_path):
    sizes = {"a.md": 0, "b.md": 500_000, "a.docx": 0, "a.ODT": 100_000}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes(b"x" * size)
    times = {name: documents._seconds_for(tmp_path / name) for name in (*sizes, "gone.docx")}
    assert times == {"a.md": 10, "b.md": 20, "a.docx": 60, "a.ODT": 62, "gone.docx": 10}


@pytest.mark.parametrize(
    ("source", "beside", "has"),
    [
        ("text", "", False), ("text", "a.bib", True), ("text", "bib/a.bib", True),
        ("bibliography: a.bib", "", True), ("  references:", "", True), ("see @doi:1", "", True),
        ("see @isbn:1", "", True), ("see @url:1", "", True), ("see @pmid:1", "", True),
        ("@here", "", False), ("a bibliography: b", "", False), ("", "", True),
        ("text", "sub/a.bib", False),
    ],
)  # fmt: skip
def test_whether_names_behind_an_at_sign_may_be_works(source, beside, has, tmp_path):
    if beside:
        (tmp_path / beside).parent.mkdir(exist_ok=True)
        (tmp_path / beside).touch()
    assert documents._has_works(tmp_path, ["text", source]) is has


@pytest.mark.parametrize(
    "folder", ["content", "source", "manuscript", "paper", "articles", "src", "contents"]
)
def test_documents_lie_in_folders_that_are_usual(folder, tmp_path):
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "b.md").touch()
    (tmp_path / "a.md").touch()
    assert documents.documents_in(tmp_path)[1] == [tmp_path / folder / "b.md"]
    (tmp_path / folder / "SUMMARY.md").write_text("[B](b.md)", encoding="utf-8")
    assert documents.documents_in(tmp_path)[1] == [tmp_path / folder / "b.md"]


@pytest.mark.parametrize(
    "name", ["node_modules", "build", "dist", "venv", "site-packages", ".git", "_site"]
)
def test_documents_of_tools_are_none_of_the_papers(name, tmp_path):
    for folder in (name, "text"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").touch()
    assert documents.documents_in(tmp_path)[1] == [tmp_path / "text/a.md"]


TITLES = """[{"id": "a", "type": "book", "title": "Les liaisons du Finistère"},
{"id": "b", "type": "book", "title": "Paying for NATO", "language": "en-GB"}]"""


def test_titles_keep_their_capitals_whatever_language_they_name(tmp_path):
    (tmp_path / "t.json").write_text(TITLES, encoding="utf-8")
    made = as_bibtex(tmp_path / "t.json")
    assert "title = {Les liaisons du Finistère}\n}" in made
    assert "title = {Paying for NATO},\n  langid = {en-GB}\n}" in made
