"""What a hostile author writes is found where it stands, and in no edition even if it is accepted."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from lxml import etree, html
from PIL import Image

from hakusho.cli import main
from hakusho.values.addresses import may_be_opened
from read_yaml import read_yaml

TABLE = read_yaml(Path(__file__).with_name("hostile.yaml"))
ACCEPTED = ", ".join(f"{rule}: off" for rule in ("TYP003", "TYP004", "TYP007", "CIT", "MRK", "FIG"))
REPORT = """\
slug: trial
title: 試し
authors: [{name: 試作班}]
date: 2026-04-01
bibliography: [bib/a.bib]
editions: [pdf, epub, html, docx]
"""
SAID = """\
title: '<script>alert("SHOWN")</script>" onload="x'
subtitle: '<img src=x onerror=alert("SHOWN")>'
abstract: '<b>SHOWN</b> [y](javascript:SHOWN) `<i>SHOWN</i>`{=html}'
keywords: ['"><script>SHOWN</script>']
version: '<i>SHOWN</i>'
authors: [{name: '<b onclick=SHOWN>甲</b>', affiliation: '"><svg onload=SHOWN>'}]
licence: {name: '<b>SHOWN</b>', url: 'https://x.example/"onclick="SHOWN'}
"""
"""Texts, which no edition reads as markup, in place of those above."""
BRIEF = (
    '---\ntitle: 要点\neditions: [pdf, html, docx]\n---\n\n# 要点\n\n{{ points("minister") }}\n\n'
)
CHAPTER, MINISTER = "report/chapters/01.md", "report/briefs/minister.md"
ADDRESS = re.compile("HOSTILE|^(?:javascript|data|vbscript|file):", re.IGNORECASE)


def _passages():
    """Each text that is accepted here, with what it is to be found as."""
    for address in TABLE["addresses"]:
        for number, text in enumerate(TABLE["links"]):
            named = f"r{len(address)}{number}{TABLE['addresses'].index(address)}"
            yield (
                text.replace("ADDRESS", address).replace("[r]", f"[{named}]"),
                {"TYP003", "TYP007"},
            )
    for attribute in TABLE["attributes"]:
        for text in TABLE["elements"]:
            yield text.replace("ATTRIBUTE", attribute), {"TYP004"}


PASSAGES = tuple(_passages())
CITED = tuple(enumerate(TABLE["addresses"]))
ENTRIES = "".join(
    f"@online{{k{number}, author = {{甲, 一}}, title = {{題{number}}}, date = {{2020}}, urldate = {{2024-01-01}},\n"
    f"  url = {{{address}}},\n  note = {{\\href{{{address}}}{{語}}, \\url{{{address}}}}}}}\n"
    for number, address in CITED
)


def _paper(root, chapter, *, report=REPORT, brief=BRIEF):
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "png")
    files = {
        "report/report.yaml": report,
        CHAPTER: chapter,
        MINISTER: brief,
        "bib/a.bib": ENTRIES,
        "map.png": picture.getvalue(),
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def _chapter():
    citations = "; ".join(f"@k{number}" for number, _ in CITED)
    return "\n\n".join(["# 序", f"本文[{citations}]。", *(text for text, _ in PASSAGES)]) + "\n"


def _found(root):
    result = CliRunner().invoke(main, ["check", "--format", "json", "--project", str(root)])
    assert result.exit_code in {1, 2}, result.output
    return json.loads(result.stdout)["findings"]


def test_each_is_found_where_it_stands(tmp_path):
    chapter = _chapter()
    findings = _found(_paper(tmp_path, chapter))
    at = {(each["path"], each["line"], each["rule"]) for each in findings}
    line, missed = 5, []
    for text, rules in PASSAGES:
        lines = range(line, line + text.count("\n") + 1)
        if not any((CHAPTER, number, rule) in at for number in lines for rule in rules):
            missed.append(text)
        line = lines.stop + 1
    assert missed == []
    addresses = {number for path, number, rule in at if rule in {"CIT033", "CIT034"}}
    assert {3 * number + 2 for number, _ in CITED} <= addresses


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    plain = [line for line in REPORT.splitlines() if line[:5] not in {"title", "autho"}]
    accepted = f"checks: {{severity: {{{ACCEPTED}}}}}\n"
    report = "\n".join([*plain, SAID, accepted])
    beside = "\n\n".join(
        text for text, _ in PASSAGES if "HOSTILE" in text and "{.point" not in text
    )
    brief = BRIEF + beside.replace("[r", "[s")
    root = _paper(tmp_path_factory.mktemp("hostile"), _chapter(), report=report, brief=brief)
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    return root / "build"


def _of_html(data):
    root = html.document_fromstring(data)
    for node in root.iter(etree.Element):
        yield from ((node.tag, *pair) for pair in node.attrib.items())


def _of_xml(data):
    for node in etree.fromstring(data).iter(etree.Element):
        name = etree.QName(node).localname
        yield from ((name, etree.QName(key).localname, value) for key, value in node.attrib.items())
        if name == "instrText":
            yield name, "", node.text or ""


def _in_archive(file):
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".xhtml", ".opf", ".ncx", ".svg")):
                yield from _of_xml(archive.read(name))


def _in_pdf(file):
    with pikepdf.open(file) as pdf:
        waiting = [*pdf.objects]
        while waiting:
            item = waiting.pop()
            if isinstance(item, pikepdf.Array):
                waiting += [each for each in item if _is_nested(each)]
            elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
                waiting += [each for _, each in item.items() if _is_nested(each)]
                yield from (("pdf", key, _string(each)) for key, each in item.items())


def _is_nested(item):
    return isinstance(item, pikepdf.Object) and not item.is_indirect


def _string(item):
    return str(item) if isinstance(item, pikepdf.String) else ""


def _attributes(file):
    if file.suffix == ".html":
        return list(_of_html(file.read_bytes()))
    return list(_in_pdf(file) if file.suffix == ".pdf" else _in_archive(file))


OUTPUTS = ("trial.pdf", "trial.epub", "trial.html", "trial.docx")
OUTPUTS += tuple(f"briefs/minister.{kind}" for kind in ("pdf", "html", "docx"))


@pytest.mark.parametrize("output", OUTPUTS)
def test_no_output_holds_any_of_it(built, output):
    attributes = _attributes(built / output)
    assert attributes
    assert [each for each in attributes if "HOSTILE" in each[2]] == []
    assert [each for each in attributes if each[1].lower().startswith("on")] == []
    links = [each for each in attributes if each[1] in {"href", "src", "Target", "/URI", "action"}]
    assert links
    opened = (value for *_, value in links if not value.startswith("data:"))
    assert [value for value in opened if not may_be_opened(value)] == []
    assert {name for _, name, _ in attributes} & {"/JS", "/Launch", "/AA", "srcdoc"} == set()


@pytest.mark.parametrize("output", ["trial.html", "briefs/minister.html"])
def test_what_a_paper_says_of_itself_is_text(built, output):
    root = html.document_fromstring((built / output).read_bytes())
    assert "SHOWN" in root.text_content()
    for node in root.iter("script", "style", "iframe", "svg", "b", "i", "img"):
        assert "SHOWN" not in (node.text_content() or "")


def test_what_no_paper_may_put_up_with_is_found_at_its_letter(tmp_path):
    chapter, at = "# 序\n\n", {}
    for case in TABLE["never"]:
        at[chapter.count("\n") + 1] = case
        chapter += f"{case['text']}\n\n"
    findings = _found(_paper(tmp_path, chapter))
    places = {
        (each["rule"], each["line"], each["column"]) for each in findings if each["essential"]
    }
    wanted = {(case["rule"], line, case["column"]) for line, case in at.items()}
    assert sorted(wanted - places) == []


@pytest.mark.parametrize(
    "address", ["javascript:x", "data:text/html,x", "file:///x", "//x.example"]
)
def test_the_licence_leads_to_an_address_that_may_be_opened(tmp_path, address):
    licence = f'licence: {{name: 甲, url: "{address}"}}\n'
    (finding,) = _found(_paper(tmp_path, "# 序\n\n本文。\n", report=REPORT + licence))
    assert (finding["rule"], finding["line"], finding["column"]) == ("PAP001", 7, 20)
