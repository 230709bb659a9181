"""What a build fails at is told where its author can act: in a text, or in a template."""

from __future__ import annotations

import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from lxml import etree

from hakusho.cli import main
from hakusho.editions.edition import ReferenceDocumentError
from hakusho.examining.examined import NO_PICTURES, Pictures
from hakusho.findings import Location
from hakusho.making.failures import UnfinishedError, failure, stopping
from hakusho.manuscript.indexed import ImageUse
from hakusho.manuscript.model import PlacedImage
from hakusho.paper.templates import shipped
from hakusho.source.positions import Positions
from hakusho.tools.pandoc import PandocError, PandocTimeoutError
from hakusho.tools.typst import TypstError, TypstTimeoutError

CHAPTER = "report/chapters/01.md"
FORMULA = "$\\llbracket x$"


def _run(command, root):
    return CliRunner().invoke(main, [command, "--project", str(root)])


@pytest.fixture
def unseen(monkeypatch):
    """As if no check looked at formulas."""
    monkeypatch.setattr("hakusho.examining.examine.unset_formulas", lambda *_: ())
    monkeypatch.setattr("hakusho.examining.inspection.check_formulas", lambda *_: ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("# 序\n\n前の段落。\n\n長い段落の\n中の {}。\n\n後の段落。\n", "6:4", id="paragraph"),
        pytest.param("# 序\n\n## 題 {}\n\n本文。\n", "3:6", id="heading"),
        pytest.param("# 序\n\n語^[注\n{} の]。\n", "4:1", id="note"),
        pytest.param("# 序\n\n- 一\n- 二 {}\n", "4:5", id="list"),
        pytest.param("# 序\n\n::: {{.list marks=①}}\n1. 一\n2. 二 {}\n:::\n", "5:6", id="marked list"),
        pytest.param("# 序\n\n> 引用 {} ^[注。]\n", "3:6", id="quotation with a note"),
        pytest.param("# 序\n\n| 一 |\n|----|\n| {} |\n\n: 表 {{#tbl-a}}\n", "5:3", id="cell"),
        pytest.param("# 序\n\n| 一 |\n|----|\n| 二 |\n\n: 表 {} {{#tbl-a}}\n", "7:5", id="caption"),
        pytest.param("# 序\n\n| 一 |\n|----|\n| {} |\n\n: 表 {{#tbl-a}}\n\n注1）後。\n", "5:3", id="noted table"),
        pytest.param("# 序\n\n語\n:   説明 {}\n", "4:8", id="definition"),
        pytest.param("# 序\n\n> 引用 {}\n", "3:6", id="quotation"),
        pytest.param("# 序\n\n::: {{.columns}}\n:::: {{.column}}\n{}\n::::\n:::\n", "5:1", id="columns"),
        pytest.param("# 序\n\n| 行\n| 次の {}\n", "4:6", id="lines"),
        pytest.param("# 序\n\n@eq-a。\n\n文。\n\n${}$ {{#eq-a}}\n", "7:1", id="numbered"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("unseen")
def test_what_typst_refuses_has_its_place_in_the_chapter(make_paper, report_text, text, place):
    root = make_paper({CHAPTER: text.format(FORMULA)}, report=f"{report_text}editions: [pdf]\n")
    assert _run("check", root).exit_code == 0
    result = _run("build", root)
    assert result.exit_code == 1
    assert f"{CHAPTER}:{place}: OUT002 Typst cannot set this: unknown symbol" in result.output


@pytest.mark.usefixtures("unseen")
def test_a_formula_in_a_brief_has_its_place_there(make_paper):
    brief = f"---\ntitle: 要旨\neditions: [pdf]\n---\n\n本文。\n\n次 {FORMULA}\n"
    result = _run("build", make_paper({"report/briefs/b.md": brief}))
    assert "report/briefs/b.md:8:3: OUT002" in result.output


BROKEN = [
    ("typst/settings.typ", "#let a = b(\n", "typst/settings.typ:1: OUT006 Typst cannot use"),
    ("epub/cover.typ", "#let a = b\n", "epub/cover.typ:1: OUT006 Typst cannot use"),
    ("html/report.html.j2", "<p>\n{{ nothing.x }}\n", "html/report.html.j2:2: OUT006 this"),
    ("html/report.html.j2", "<p>\n{{ title\n", "html/report.html.j2:2: OUT006 this"),
    ("html/report.html.j2", "<p>\n\n{{ 1 / 0 }}\n", "html/report.html.j2:3: OUT006 this"),
    (
        "html/report.html.j2",
        "{{ " + "(" * 999 + ")" * 999 + " }}",
        "html/report.html.j2:1: OUT006 this",
    ),
    (
        "html/report.html.j2",
        "{% for x in 'a' %}" * 30 + "{% endfor %}" * 30,
        "html/report.html.j2:1: OUT006 this",
    ),
    (
        "docx/document.xml.j2",
        "{{ " + "(" * 999 + ")" * 999 + " }}",
        "docx/document.xml.j2:1: OUT005 cannot read",
    ),
    ("epub/page.xhtml", "<p>\n$for(a)$ <p>\n", "epub/page.xhtml:3:1: OUT006 this"),
    ("epub/page.xhtml", "<p>$body$\n", "epub/page.xhtml: OUT006 with this template"),
    ("docx/styles.xml.j2", "<p>\n{{ nothing }}\n", "docx/styles.xml.j2:2: OUT005"),
    ("labels/ja.yaml", "cut_from: '{titel}'\n", "labels/ja.yaml:1:1: OUT006 '{titel}' cannot be"),
    ("labels/ja.yaml", "- a\n", "labels/ja.yaml:1:1: OUT006 this file must hold words"),
    (
        "labels/ja.yaml",
        "a: {b\n",
        "labels/ja.yaml:1:4: OUT006 a group in braces that begins here has no end: } is missing",
    ),
]


@pytest.mark.parametrize(("name", "text", "said"), BROKEN)
def test_a_broken_template_is_found_by_a_check_and_a_build(
    make_paper, report_text, name, text, said
):
    edition = {"typst": "pdf", "labels": "html"}.get(name.split("/")[0], name.split("/")[0])
    settings = f"{report_text}editions: [{edition}]\n"
    root = make_paper({f"templates/{name}": text}, report=settings)
    for command in ("check", "build"):
        result = _run(command, root)
        assert result.exit_code == 1, (command, result.output)
        assert f"templates/{said}" in result.output, command


def test_what_breaks_with_some_text_only_is_said_at_the_template_and_the_text(make_paper):
    elements = (shipped() / "typst/elements.typ").read_text(encoding="utf-8")
    ours = "#let definitions(items) = terms("
    assert ours in elements
    files = {
        "templates/typst/elements.typ": elements.replace(ours, "#let definitions(items) = term("),
        CHAPTER: "# 序\n\n本文。\n\n語\n:   説明\n",
    }
    result = _run("build", make_paper(files))
    assert "templates/typst/elements.typ:" in result.output
    assert f"see also {CHAPTER}:5:1 where the text needs it" in result.output


def test_good_templates_are_tried_once(make_paper, monkeypatch):
    root = make_paper({"report/briefs/b.md": "---\ntitle: 要旨\n---\n\n本文。\n"})
    for folder in ("typst", "labels"):
        shutil.copytree(shipped() / folder, root / "templates" / folder)

    def tried(*_):
        raise AssertionError

    monkeypatch.setattr("hakusho.making.weighing.try_templates", tried)
    assert _run("check", root).exit_code == 0  # they are the shipped ones
    monkeypatch.undo()
    with (root / "templates/typst/report.typ").open("a", encoding="utf-8") as file:
        file.write("// ours\n")
    assert _run("check", root).exit_code == 0
    monkeypatch.setattr("hakusho.making.weighing.try_templates", tried)
    assert _run("check", root).exit_code == 0


def unfinished(edition, cause):
    """What is raised where an edition stops for this reason."""
    try:
        with stopping(edition):
            raise cause
    except UnfinishedError as error:
        return error


def bad_xml():
    try:
        etree.fromstring("<p>")
    except etree.XMLSyntaxError as error:
        return error


IN_PAGE = 'Error at "templates/default" (line 3, column 7): unexpected x'
PAGE = "templates/epub/page.xhtml"
WITH_PAGE = {PAGE: "<p>$body$</p>\n"}
BAD_PAGE = f"{PAGE}: OUT006 with this template pages of the EPUB edition are not well-formed"
UNREADABLE = UnicodeError("not UTF-8")
TOO_LONG = "PDF string is longer than 32767 characters"
LOOK = "Look for what is very long and has no space in it, and for long alternative texts."


@pytest.mark.parametrize(
    ("error", "files", "said"),
    [
        (PandocTimeoutError("too long"), {}, "build: OUT002 too long"),
        (
            PandocError("Error running Lua:\n one\ntwo\n three\nfour\n"),
            {},
            "build: OUT007 pandoc cannot write this document: one two three",
        ),
        (PandocError(IN_PAGE), {}, f"build: OUT007 pandoc cannot write this document: {IN_PAGE}"),
        (
            PandocError(IN_PAGE),
            WITH_PAGE,
            "templates/epub/page.xhtml:3:7: OUT006 this template cannot be used: unexpected x",
        ),
        (ReferenceDocumentError("no", "templates/a", 4), {}, "templates/a:4: OUT005 no"),
        (unfinished("pdf", TypstTimeoutError("too long")), {}, "build: OUT002 too long"),
        (
            unfinished("html", UNREADABLE),
            {},
            "build: OUT007 the HTML edition cannot be written: UnicodeError: not UTF-8",
        ),
        (
            unfinished("epub", UNREADABLE),
            WITH_PAGE,
            f"{BAD_PAGE}: UnicodeError: not UTF-8",
        ),
        (
            unfinished("html", bad_xml()),
            WITH_PAGE,
            f"build: OUT007 the HTML edition cannot be written: {bad_xml()}",
        ),
        (
            unfinished("epub", TypstError("a formula", hints=("use x", "or y"))),
            {},
            "build: OUT002 Typst cannot set the EPUB edition: a formula (use x or y)",
        ),
        (
            unfinished("epub", TypstError(f"a {TOO_LONG}", hints=("ensure names are short",))),
            {},
            f"build: OUT002 Typst cannot set the EPUB edition: a {TOO_LONG} ({LOOK})",
        ),
    ],
)
def test_what_no_check_predicts_is_said_where_something_can_be_done(make_paper, error, files, said):
    root = make_paper(files)
    draft = SimpleNamespace(positions=Positions())
    manuscript = SimpleNamespace(draft=draft, index=SimpleNamespace(images=()))
    order = SimpleNamespace(
        paper=SimpleNamespace(root=root), manuscript=manuscript, pictures=NO_PICTURES
    )
    found = failure(error, order, lambda: "/*@1*/")
    advice = f" ({found.hint})" if str(found.hint) else ""
    assert f"{found.location}: {found.rule.id} {found.message}{advice}" == said


def test_where_drawings_stand_that_may_be_why_it_takes_so_long(make_paper):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
    root = make_paper({"a.svg": svg.format("<filter id='f'/>"), "b.svg": svg.format("")})
    use = ImageUse("a.svg", "", CHAPTER, Location(CHAPTER, 5, 1))
    other = replace(use, target="b.svg", location=Location(CHAPTER, 7, 1))
    images = {
        (CHAPTER, name, ""): PlacedImage(f"figures/{name}", "") for name in ("a.svg", "b.svg")
    }
    copies = {f"figures/{name}": root / name for name in ("a.svg", "b.svg")}
    order = SimpleNamespace(
        paper=SimpleNamespace(root=root),
        manuscript=SimpleNamespace(index=SimpleNamespace(images=(use, other))),
        pictures=Pictures({}, images, copies),
    )
    found = failure(unfinished("pdf", TypstTimeoutError("too long")), order, str)
    assert [(each.location, "filters" in each.label) for each in found.related] == [
        (use.location, True)
    ]


@pytest.mark.parametrize("error", [KeyError("a"), ReferenceDocumentError("no", "templates/a")])
def test_what_is_our_own_defect_is_not_blamed_on_a_template(error):
    with pytest.raises(type(error)), stopping("html"):
        raise error
