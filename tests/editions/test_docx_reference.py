"""The reference document: what its styles say, and templates that cannot be used."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from hakusho.editions.archives import unpack
from hakusho.editions.docx_package import DOCUMENT, SETTINGS, STYLES, W, parse
from hakusho.editions.docx_page import Look, Page
from hakusho.editions.docx_reference import (
    REQUIRED,
    reference_document,
    settings_of,
    styles_by_name,
)
from hakusho.editions.edition import ReferenceDocumentError
from hakusho.paper.metadata import labels

NAMESPACE = f'xmlns:w="{W[1:-1]}"'


def xml(inside, name="document"):
    return etree.fromstring(f"<w:{name} {NAMESPACE}>{inside}</w:{name}>")


STYLE_SHEET = xml(
    """
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
      <w:pPr><w:spacing w:line="300" w:lineRule="exact" w:after="40"/><w:ind w:left="7"/></w:pPr>
      <w:rPr><w:sz w:val="21"/></w:rPr></w:style>
    <w:style w:type="character" w:default="1" w:styleId="c"><w:name w:val="Quiet"/></w:style>
    <w:style w:type="paragraph" w:styleId="b"><w:name w:val="Body Text"/><w:basedOn w:val="a"/>
      <w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="d"><w:basedOn w:val="b"/>
      <w:pPr><w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="e"><w:name w:val="Alone"/></w:style>
    <w:style w:type="paragraph" w:styleId="f"><w:basedOn w:val="g"/></w:style>
    <w:style w:type="paragraph" w:styleId="g"><w:basedOn w:val="f"/>
      <w:pPr><w:spacing w:after="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="h"><w:basedOn w:val="nothing"/></w:style>
    """,
    "styles",
)


def test_a_style_has_what_the_one_says_that_it_is_based_on():
    page = Page.of(xml(""), STYLE_SHEET)
    assert page.looks["a"] == page.look("") == Look(300, True, 21, 40, 7)
    assert page.looks["b"] == Look(300, True, 18, 0, 7)
    assert page.looks["d"] == Look(240, False, 18, 0, 0)
    assert page.looks["e"] == page.looks["h"] == page.look("none") == Look()
    assert page.looks["f"] == page.looks["g"] == Look(0, False, 0, 9, 0)


def test_a_page_is_that_of_the_last_section_or_a4_with_words_margins():
    assert (page := Page.of(xml(""), STYLE_SHEET)).text_width == 11906 - 2 * 1440
    assert page.text_height == 16838 - 2 * 1440
    sections = """
    <w:sectPr><w:pgSz w:w="1" w:h="1"/></w:sectPr>
    <w:sectPr><w:pgSz w:w="10000" w:h="20000"/>
      <w:pgMar w:left="100" w:right="20" w:top="3000" w:bottom="-4"/></w:sectPr>
    """
    page = Page.of(xml(sections), STYLE_SHEET)
    assert (page.text_width, page.text_height) == (9880, 20000 - 3000 - 1440)


def test_styles_are_known_by_their_names_whatever_their_ids():
    names = styles_by_name(STYLE_SHEET)
    assert names == {"normal": "a", "quiet": "c", "body text": "b", "alone": "e"}


def test_settings_without_what_names_other_parts():
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    settings = (
        f'<w:settings {NAMESPACE} xmlns:r="{office}"><w:zoom w:percent="100"/>'
        '<w:attachedTemplate r:id="rId1"/><w:a><w:b r:id="rId2"/></w:a>'
        "<w:endnotePr/><w:footnotePr/></w:settings>"
    )
    kept = parse(settings_of({SETTINGS: settings.encode()}))
    assert [etree.QName(child).localname for child in kept] == ["zoom", "footnotePr"]
    assert list(parse(settings_of({}))) == []


def metadata(root, **more):
    given = {"language": "ja", "latin_lang": "en-GB", "page_size": "a4"}
    return {**given, "labels": labels(root, "ja"), "lang": "ja-JP", "title": "題", **more}


def refused(root):
    with pytest.raises(ReferenceDocumentError) as caught:
        reference_document(root, metadata(root))
    error = caught.value
    return str(error.args[0]), error.file, error.line, str(error.hint)


COMPARE = "Compare it with the template of the same name that Hakusho ships."


@pytest.mark.parametrize(
    ("text", "says", "line", "hint"),
    [
        ("<a>\n{% if %}\n</a>", "cannot read the template: ", 2, COMPARE),
        ("<a>\n\n{{ nothing.more }}\n</a>", "cannot fill in the template: ", 3, COMPARE),
        ("<a>\n{{ 1 / 0 }}\n</a>", "cannot fill in the template: division by zero", 2, COMPARE),
        ("<a>\n<b></a>", "the template does not make XML: ", 0, COMPARE),
        ("", "the template does not make XML: ", 0, COMPARE),
    ],
)
def test_a_template_that_cannot_be_used_says_why(make_paper, text, says, line, hint):
    root = make_paper({"templates/docx/document.xml.j2": text})
    message, file, found, advice = refused(root)
    assert message.startswith(says)
    assert (file, found, advice) == ("templates/docx/document.xml.j2", line, hint)


def test_a_template_that_another_one_takes_in_is_the_one_that_fails(make_paper):
    files = {
        "templates/docx/document.xml.j2": "<a>{% include 'part.xml.j2' %}</a>",
        "templates/docx/part.xml.j2": "\n\n{{ nothing.more }}",
    }
    root = make_paper(files)
    _, file, line, _ = refused(root)
    assert (file, line) == ("templates/docx/part.xml.j2", 3)


def styles_without(*names):
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="s{at}"><w:name w:val="{name.upper()}"/></w:style>'
        for kind, all_names in REQUIRED.items()
        for at, name in enumerate(all_names)
        if name not in names
    )
    return f"<w:styles {NAMESPACE}>{styles}</w:styles>"


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        (["Quiet"], "lacks the style 'Quiet'"),
        (["Title", "Table"], "lacks the styles 'Title', 'Table'"),
    ],
)
def test_styles_that_editions_use_must_be_there(make_paper, missing, says):
    root = make_paper({"templates/docx/styles.xml.j2": styles_without(*missing)})
    message, file, line, hint = refused(root)
    assert (message, file, line) == (says, "templates/docx/styles.xml.j2", 0)
    assert hint.startswith("Begin with a DOCX edition")


def document_of(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return file.getvalue()


WHOLE = {DOCUMENT: f"<w:document {NAMESPACE}/>", STYLES: styles_without()}


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NARROW = (
    f"<w:document {NAMESPACE}><w:body><w:sectPr><w:pgSz w:w='4000' w:h='9000'/>"
    "<w:pgMar w:left='1000' w:right='980'/></w:sectPr></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"no zip", "is no DOCX file: "),
        (document_of({STYLES: WHOLE[STYLES]}), "is no DOCX file: no part "),
        (document_of({**WHOLE, DOCUMENT: "<a>"}), "is damaged: "),
        (document_of({**WHOLE, STYLES: "<a>"}), "is damaged: "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "is no DOCX file: it has a password"),
        (
            document_of({**WHOLE, DOCUMENT: f"<document xmlns='{STRICT}'/>"}),
            "is in the strict form",
        ),
        (document_of({**WHOLE, DOCUMENT: NARROW}), "leaves 36 mm of its page"),
    ],
)
def test_a_document_that_cannot_be_used_says_why(make_paper, data, says):
    root = make_paper({"templates/docx/reference.docx": data})
    message, file, line, hint = refused(root)
    assert message.startswith(says)
    assert (file, line) == ("templates/docx/reference.docx", 0)
    assert hint.endswith(".")


def test_the_shipped_templates_make_all_parts(make_paper):
    root = make_paper()
    parts = unpack(reference_document(root, metadata(root)))
    names = {name.rpartition("/")[2] for name in parts}
    assert {"document.xml", "styles.xml", "numbering.xml", "footer-first.xml", ".rels"} <= names
    assert Page.of(parse(parts[DOCUMENT]), parse(parts[STYLES])).text_width > 1000


def test_each_part_of_a_package_has_its_type_and_is_led_to(make_paper):
    root = make_paper()
    parts = dict(unpack(reference_document(root, metadata(root))).items())
    types = parse(parts["[Content_Types].xml"])
    by_name = {
        each.get("PartName"): each.get("ContentType")
        for each in types
        if each.tag.endswith("Override")
    }
    by_suffix = {
        each.get("Extension"): each.get("ContentType")
        for each in types
        if each.tag.endswith("Default")
    }
    assert {"rels", "xml"} <= by_suffix.keys()
    assert by_suffix["rels"] == "application/vnd.openxmlformats-package.relationships+xml"
    assert {name.removeprefix("/") for name in by_name} <= parts.keys()
    for name in parts.keys() - {"[Content_Types].xml"}:
        assert f"/{name}" in by_name or name.rpartition(".")[2] in by_suffix, name
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    assert by_name["/word/document.xml"] == f"{word}.document.main+xml"
    assert by_name["/word/styles.xml"] == f"{word}.styles+xml"
    (office,) = parse(parts["_rels/.rels"])
    assert office.get("Target").lstrip("/") == "word/document.xml"
    assert office.get("Type").endswith("/officeDocument")
    targets = {each.get("Target") for each in parse(parts["word/_rels/document.xml.rels"])}
    assert {f"word/{target}" for target in targets if not target.startswith("/")} <= parts.keys()
