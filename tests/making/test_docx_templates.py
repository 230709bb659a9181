"""A paper's own templates of the DOCX edition: what they change, and one finding for a broken one."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import etree

from hakusho.cli import main
from hakusho.editions.archives import unpack
from hakusho.editions.docx_package import pack, parse
from hakusho.editions.docx_reference import reference_document
from hakusho.editions.edition import ReferenceDocumentError
from validators import openxml
from validators.docx_content import Docx, W, problems
from validators.house_documents import House, paragraph, words
from validators.libreoffice import printed_together

METADATA = {
    "language": "ja",
    "lang": "ja-JP",
    "latin_lang": "en-US",
    "page_size": "a4",
    "title": "題",
}
LAYOUT = {
    "margins": {"top": 20, "bottom": 20, "side": 20},
    "body_size": 10,
    "line_pitch": 1.5,
    "note_size": 7,
    "small_size": 8,
    "heading_sizes": [12],
    "indent": True,
    "title": "plain",
}
STYLES, LOOK = "templates/docx/styles.xml.j2", "templates/docx/look.xml.j2"
WHOLE = "templates/docx/reference.docx"


def _build(root):
    return CliRunner().invoke(main, ["build", "docx", "--project", str(root)])


def _zip(parts):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.fixture(scope="module")
def shipped(repository):
    return {name: (repository / name).read_text(encoding="utf-8") for name in (STYLES, LOOK)}


@pytest.fixture(scope="module")
def reference(repository):
    return unpack(reference_document(repository, METADATA))


def _broken(shipped, reference):
    """Each way to break a template: the file, its content, and what the finding says."""
    styles, look = shipped[STYLES], shipped[LOOK]
    at = look[: look.index("papers[page_size]")].count("\n") + 1
    document = {"word/document.xml": reference["word/document.xml"]}
    return {
        "no Jinja": (STYLES, styles.replace("{% endcall %}", "{% endcal %}", 1), 0, "endcal"),
        "undefined": (
            LOOK,
            look.replace("papers[page_size]", "papers[size_of_ours]"),
            at,
            "size_of_ours",
        ),
        "no XML": (STYLES, styles.replace("</w:styles>", ""), 0, "does not make XML"),
        "no style": (STYLES, styles.replace('"Table Heading"', '"Kopf"'), 0, "'Table Heading'"),
        "no ZIP": (WHOLE, b"PK but no more", 0, "is no DOCX file"),
        "no parts": (WHOLE, _zip({"a.txt": b"a"}), 0, "no part 'word/document.xml'"),
        "damaged": (WHOLE, _zip({**document, "word/styles.xml": b"<w:styles"}), 0, "is damaged"),
    }


@pytest.mark.parametrize(
    "case",
    ["no Jinja", "undefined", "no XML", "no style", "no ZIP", "no parts", "damaged"],
)
def test_a_broken_template_is_one_finding(make_paper, shipped, reference, case):
    file, content, line, says = _broken(shipped, reference)[case]
    root = make_paper({file: content if isinstance(content, bytes) else content.encode()})
    result = _build(root)
    assert result.exit_code == 1, result.output
    (finding,) = [each for each in result.output.splitlines() if each.startswith("templates/")]
    assert "OUT005" in finding
    assert says in finding
    assert finding.startswith(f"{file}:{line}" if line else file)
    assert "Traceback" not in result.output
    assert not list((root / "build").glob("*.docx"))


def test_a_paper_changes_the_look_in_one_file(make_paper, shipped):
    look = (
        shipped[LOOK]
        .replace('"游明朝"', '"ＭＳ 明朝"')
        .replace("10.5 if japanese", "12 if japanese")
    )
    root = make_paper({LOOK: look.encode()})
    assert _build(root).exit_code == 0
    file = Docx(root / "build" / "trial.docx")
    assert problems(file) == []
    defaults = file.find("//w:docDefaults//w:rPr", "word/styles.xml")[0]
    assert defaults.find(f"{W}rFonts").get(f"{W}eastAsia") == "ＭＳ 明朝"
    assert defaults.find(f"{W}sz").get(f"{W}val") == "24"


def test_a_document_saved_by_japanese_word_can_be_the_reference(make_paper, reference):
    """Word names the ids of styles in its own language; what counts is their names."""
    ids = {"Heading1": "1", "FootnoteText": "a5", "TableText": "a7", "Toc1": "10", "BodyText": "a1"}
    parts = dict(reference)
    for name in ("word/styles.xml", "word/document.xml"):
        for old, new in ids.items():
            for attribute in ("w:styleId", "w:val"):
                parts[name] = parts[name].replace(
                    f'{attribute}="{old}"'.encode(), f'{attribute}="{new}"'.encode()
                )
    settings = parts["word/settings.xml"]
    linked = b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId9"/><w:defaultTabStop'
    parts["word/settings.xml"] = settings.replace(b"<w:defaultTabStop", linked, 1)
    text = "# 章一 {#sec-a}\n\n本文^[注。]。\n\n# 章二\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n"
    text += "\n# 章三\n\n三。\n\n# 章四\n\n四。\n"
    root = make_paper({WHOLE: pack(parts), "report/chapters/01.md": text})
    result = _build(root)
    assert result.exit_code == 0, result.output
    file = Docx(root / "build" / "trial.docx")
    assert problems(file) == []
    assert len(file.paragraphs("heading 1")) == len(file.paragraphs("toc 1")) == 4
    assert file.find("//w:footnote//w:pStyle/@w:val", "word/footnotes.xml") == ["a5"]
    assert set(file.find("//w:tc//w:pStyle/@w:val")) == {"a7", "TableHeading"}
    assert not file.find("//w:attachedTemplate", "word/settings.xml")
    assert openxml.findings(root / "build" / "trial.docx") == []


def test_an_edition_that_was_built_can_be_the_reference(make_paper):
    """As the documentation advises: build, change the styles in Word, save as reference.docx."""
    text = "# 章一 {#sec-a}\n\n本文^[注。]。\n\n- 甲\n- 乙\n\n1. 丙\n2. 丁\n"
    root = make_paper({"report/chapters/01.md": text})
    assert _build(root).exit_code == 0
    built = root / "build" / "trial.docx"
    before = Docx(built)
    (root / WHOLE).parent.mkdir(parents=True)
    (root / WHOLE).write_bytes(built.read_bytes())
    result = _build(root)
    assert result.exit_code == 0, result.output
    after = Docx(built)
    assert problems(after) == []
    assert openxml.findings(built) == []
    assert after.notes() == before.notes()
    for path in ("//w:lvlText/@w:val", "//w:lvl//w:ind/@w:left"):
        assert set(after.find(path, "word/numbering.xml")) == set(
            before.find(path, "word/numbering.xml")
        )


def test_a_broken_drawing_template_is_a_finding(make_paper):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    chapter = '# 序\n\n![図](images/a.svg){#fig-a alt="何もない"}\n\n[-@fig-a]を見よ。\n'
    files = {
        "templates/docx/figure.typ": '#image("gone.svg")\n',
        "images/a.svg": svg,
        "report/chapters/01.md": chapter,
    }
    result = _build(make_paper(files))
    assert result.exit_code == 1
    assert "templates/docx/figure.typ:1: OUT006" in result.output
    assert "Traceback" not in result.output


def _side(root, metadata):
    """The margin at the side of the page, in twips."""
    document = parse(unpack(reference_document(root, metadata))["word/document.xml"])
    return int(document.find(f".//{W}pgMar").get(f"{W}left"))


def test_a_house_keeps_one_document_for_reports_and_one_for_briefs(repository, tmp_path):
    minister = {"layout": LAYOUT, "classification": ""}
    folder = tmp_path / "templates" / "docx"
    folder.mkdir(parents=True)
    report = {**LAYOUT, "margins": {"top": 20, "bottom": 20, "side": 31}}
    ours = reference_document(repository, METADATA | minister | {"layout": report})
    (folder / "reference.docx").write_bytes(ours)
    of_brief = reference_document(tmp_path, METADATA | minister)  # of the shipped parts
    assert of_brief == reference_document(repository, METADATA | minister)
    changed = {**LAYOUT, "margins": {"top": 20, "bottom": 20, "side": 42}}
    own = reference_document(repository, METADATA | minister | {"layout": changed})
    (folder / "brief.docx").write_bytes(own)
    sides = [_side(tmp_path, METADATA | more) for more in ({}, minister)]
    assert sides == [round(31 * 1440 / 25.4), round(42 * 1440 / 25.4)]
    (folder / "brief.docx").write_bytes(b"no ZIP")
    with pytest.raises(ReferenceDocumentError) as raised:
        reference_document(tmp_path, METADATA | minister)
    assert raised.value.file == "templates/docx/brief.docx"


LONG = "\n\n".join(
    f"段落{number}。" + "海と港について述べる文がここに続く。" * 12 for number in range(24)
)
TWO_BRIEFS = {
    "report/chapters/01.md": f"# 章 {{#sec-a}}\n\n{LONG}\n",
    "report/briefs/one.md": "---\ntitle: 甲への説明資料\naudience: 甲\nclassification: 取扱注意\n---\n\n"
    '{{ section("sec-a") }}\n',
    "report/briefs/two.md": "---\ntitle: 乙への説明資料\naudience: 乙\nclassification: 部内限り\n---\n\n"
    '{{ section("sec-a") }}\n',
}


def _pages(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


@pytest.mark.office
def test_a_brief_as_template_gives_the_next_one_its_own_head_inside_the_page(make_paper, tmp_path):
    """As the documentation advises, with other margins; and the same for the report."""
    root = make_paper(TWO_BRIEFS)
    run = CliRunner().invoke
    assert run(main, ["brief", "one", "--project", str(root)]).exit_code == 0
    parts = unpack((root / "build/briefs/one.docx").read_bytes())
    document = parse(parts["word/document.xml"])
    for margins in document.iter(f"{W}pgMar"):
        margins.set(f"{W}left", "2600")
        margins.set(f"{W}right", "2600")
    parts["word/document.xml"] = etree.tostring(document)
    (root / WHOLE).parent.mkdir(parents=True)
    (root / "templates/docx/brief.docx").write_bytes(pack(parts))
    (root / WHOLE).write_bytes(pack(parts))
    for command in (["build", "docx"], ["brief"]):
        result = run(main, [*command, "--project", str(root)])
        assert result.exit_code == 0, result.output
        assert "TPL00" not in result.output
    wanted = {
        root / "build/briefs/one.docx": ("取扱注意", "甲への説明資料"),
        root / "build/briefs/two.docx": ("部内限り", "乙への説明資料"),
        root / "build/trial.docx": ("", "試"),
    }
    assert [openxml.findings(file) for file in wanted] == [[]] * 3
    made = printed_together(wanted, tmp_path)
    for (mark, title), printed in zip(wanted.values(), made, strict=True):
        pages = _pages(printed)
        assert len(pages) > 2
        for page in pages:
            assert mark in page
        others = {"取扱注意", "部内限り", "甲への説明資料", "乙への説明資料"} - {mark, title}
        assert not [other for other in others if any(other in page for page in pages)]
        assert all(title in page for page in pages[1:])


def test_what_a_house_s_document_says_by_itself_is_a_finding(make_paper):
    inside = paragraph(words("第三回検討会資料"))
    house = House(heads={("header", "default"): inside}, files={"word/vbaProject.bin": b"macro"})
    root = make_paper({WHOLE: house.packed()})
    result = _build(root)
    assert result.exit_code == 0, result.output
    warned = [line for line in result.output.splitlines() if line.startswith(WHOLE)]
    assert warned == [
        f"{WHOLE}: TPL003 warning: its head or foot says '第三回検討会資料' on each page of every document",
        f"{WHOLE}: TPL004 warning: this template is used without its macros, which no edition holds",
    ]
    assert "write {{ title }}, {{ date }} or {{ classification }} in their place" in result.output
    file = Docx(root / "build/trial.docx")
    assert problems(file) == []
    assert openxml.findings(root / "build/trial.docx") == []
